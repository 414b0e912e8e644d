"""A quiz of the figures: the picture alone, and four names to choose from.

`python packaging/quiz.py FOLDER [SEED]` writes pages of pictures, `names.txt` with four names for each, and
`answers.txt`, which whoever takes the quiz must not see. The wrong names are those of exercises in the same
position. `python packaging/quiz.py FOLDER --score GIVEN` compares a file of answers (`12 b` on each line).
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

from unslouch.catalogue import figures, load
from unslouch.cli.picture import Panel, png
from unslouch.core.exercise import Exercise, Position
from unslouch.figure.figure import Figure
from unslouch.figure.raster import Dots
from unslouch.figure.shape import Tone

_A_PAGE = 6
_POSES = 4
_WIDTH, _HEIGHT = 60 * 2, 26 * 4
"""The size at which the figures are seen in a session, in dots."""

_NOTHING = Dots(_WIDTH, _HEIGHT, ((0,) * _HEIGHT,) * len(Tone))
_UPRIGHT = {Position.STANDING, Position.DESK, Position.WALL}


def main(folder: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 (for variety, no secret)
    asked = list(load())
    chance.shuffle(asked)
    names, answers = [], []
    for number, exercise in enumerate(asked, 1):
        choice = [exercise, *chance.sample(_alike(exercise, asked), 3)]
        chance.shuffle(choice)
        told = "  ".join(f"{letter}) {other.name}" for letter, other in zip("abcd", choice, strict=True))
        names.append(f"{number}. {told}\n")
        answers.append(f"{number} {'abcd'[choice.index(exercise)]} {exercise.id}\n")
    (folder / "names.txt").write_text("".join(names), "utf-8")
    (folder / "answers.txt").write_text("".join(answers), "utf-8")
    for page, start in enumerate(range(0, len(asked), _A_PAGE), 1):
        rows = list(enumerate(asked[start : start + _A_PAGE], start + 1))
        panels = [panel for number, exercise in rows for panel in _row(number, exercise)]
        (folder / f"page-{page:02}.png").write_bytes(png(panels, _POSES, 3))


def score(folder: Path, given: Path) -> None:
    right = [line.split() for line in (folder / "answers.txt").read_text("utf-8").splitlines()]
    said = dict(line.split()[:2] for line in given.read_text("utf-8").splitlines() if line.strip())
    missed = [
        (number, name, said.get(number, "-")) for number, letter, name in right if said.get(number) != letter
    ]
    sys.stdout.write(f"{len(right) - len(missed)} of {len(right)} right\n")
    names = dict(line.split(". ", 1) for line in (folder / "names.txt").read_text("utf-8").splitlines())
    for number, name, letter in missed:
        told = next((each[3:] for each in names[number].split("  ") if each.startswith(letter)), "nothing")
        sys.stdout.write(f"{name}: {told}\n")


def _alike(exercise: Exercise, others: list[Exercise]) -> list[Exercise]:
    upright = exercise.position in _UPRIGHT
    return [
        other
        for other in others
        if other.id != exercise.id
        and (other.position in _UPRIGHT if upright else other.position is exercise.position)
    ]


def _row(number: int, exercise: Exercise) -> Iterator[Panel]:
    """The key poses, the first of them with the number; no more than fit beside each other."""
    figure = figures.figure(exercise.figure or exercise.id)
    shown = _moments(figure)
    for place in range(_POSES):
        caption = str(number) if place == 0 else " "
        yield Panel(caption, figure.dots(shown[place], _WIDTH, _HEIGHT) if place < len(shown) else _NOTHING)


def _moments(figure: Figure) -> list[float]:
    """The moments of the key poses, spread over the loop where there are more than fit."""
    found = list(figure.motion.stills)
    step = max(1.0, len(found) / _POSES)
    return [found[int(place * step)] for place in range(min(len(found), _POSES))]


if __name__ == "__main__":
    if sys.argv[2:3] == ["--score"]:
        score(Path(sys.argv[1]), Path(sys.argv[3]))
    else:
        Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
        main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
