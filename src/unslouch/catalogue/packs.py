"""The user's own exercises: files in a folder, which add to those that come with Unslouch or change them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from unslouch.catalogue.shipped import load
from unslouch.core.exercise import Exercise
from unslouch.core.problem import Problem
from unslouch.core.text import clean

MOST_FILES = 100
"""How many files of a folder are read."""

MOST_BYTES = 1_000_000
"""How much is read, of one file and of a folder."""

Merged = tuple[tuple[Exercise, ...], tuple[Problem, ...]]


def merged(folder: Path) -> Merged:
    """The exercises that come with Unslouch as the files in `folder` add to them and change them, and what
    is wrong in those files. Never raises; a folder that is not there holds nothing.

    The files are those whose names end in `.toml` and begin with no dot, in the order of their names; the
    folders in it are not looked into. A link to an ordinary file is followed, for that is how dotfiles are
    often kept. Of two files that change the same exercise, the later one changes what the earlier one left.
    """
    names, problems = _files(folder)
    if not names:
        return load(), tuple(problems)
    return _merged([folder / name for name in names], problems)


def check(file: Path, folder: Path) -> tuple[list[Exercise], list[Problem]]:
    """What the exercise file `file` adds or changes, and what is wrong in it, among them sentences that are
    there already. It is read after the files in `folder`, or where it is one of them, in its turn.

    Raises FileNotFoundError.
    """
    names, _ = _files(folder)
    before = [folder / name for name in names]
    turn = next((place for place, other in enumerate(before) if _same(file, other)), len(before))
    exercises, _ = _merged(before[:turn], [])
    text = _text(file)
    if isinstance(text, Problem):
        return [], [text]
    return _parse(text, file, {each.id: each for each in exercises}, sentences=True)


def _merged(files: Iterable[Path], problems: Iterable[Problem]) -> Merged:
    exercises = {exercise.id: exercise for exercise in load()}
    told, left = list(problems), MOST_BYTES
    for file in files:
        try:
            text = _text(file, left)
        except FileNotFoundError:  # it went since the folder was read, or is a link to nothing
            continue
        if isinstance(text, Problem):
            told.append(text)
            continue
        left -= len(text.encode())
        found, wrong = _parse(text, file, exercises)
        exercises |= {exercise.id: exercise for exercise in found}
        told += wrong
    return tuple(exercises.values()), tuple(told)


def _parse(
    text: str, file: Path, exercises: Mapping[str, Exercise], *, sentences: bool = False
) -> tuple[list[Exercise], list[Problem]]:
    # who has no files of their own never waits for these
    from unslouch.catalogue.figures import ids  # noqa: PLC0415
    from unslouch.catalogue.parse import Among, parse  # noqa: PLC0415

    return parse(text, _name(file), Among(exercises, ids(), sentences))


def _files(folder: Path) -> tuple[list[str], list[Problem]]:
    """The names of the files in `folder`, and what keeps some from being read."""
    try:
        found = sorted(entry.name for entry in os.scandir(folder) if _meant(entry.name))
    except FileNotFoundError:
        return [], []
    except OSError as error:
        return [], [_problem(folder, f"The folder cannot be read: {error.strerror}", "a folder")]
    if len(found) <= MOST_FILES:
        return found, []
    says = f"This folder has {len(found)} files; those after {clean(found[MOST_FILES - 1])} are not read"
    return found[:MOST_FILES], [_problem(folder, says, f"at most {MOST_FILES} files")]


def _meant(name: str) -> bool:
    return name.endswith(".toml") and not name.startswith(".")


def _text(file: Path, most: int = MOST_BYTES) -> str | Problem:
    """The text of `file`, or why it cannot be read, as where it has more than `most` bytes.

    Raises FileNotFoundError.
    """
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            return _problem(file, "This is a folder" if file.is_dir() else "This is no ordinary file")
        with file.open("rb") as opened:
            data = opened.read(most + 1)
        if len(data) > most:
            return _problem(file, "With this file the exercises have more than 1 MB")
        return data.decode()
    except FileNotFoundError:
        raise
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return _problem(file, "This line is not written in UTF-8", line=line)
    except OSError as error:
        return _problem(file, f"The file cannot be read: {error.strerror}")


def _problem(
    path: Path, says: str, allowed: str = "a text file, at most 1 MB", line: int | None = None
) -> Problem:
    return Problem(_name(path), line, "", says, allowed, None, f"{says}.")


def _name(path: Path) -> str:
    """The path as it can be shown."""
    return clean(str(path), 400)


def _same(file: Path, other: Path) -> bool:
    try:
        return file.samefile(other)
    except OSError:
        return False
