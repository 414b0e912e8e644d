"""What is made from the exercises' files: the catalogue in one file that is quick to read, and the pages
`docs/exercises.md` and `docs/safety.md`. `make docs` makes them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from unslouch.catalogue import load
from unslouch.catalogue.export import table
from unslouch.catalogue.parse import parse
from unslouch.catalogue.poses import POSES, Pose
from unslouch.catalogue.safety import SAFETY, SOURCES
from unslouch.catalogue.words import AREAS, area, short_dose
from unslouch.core.exercise import plainly
from unslouch.core.exercise import Exercise, Form, Source

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
CATALOGUE = ROOT / "src" / "unslouch" / "catalogue"


def main() -> int:
    CATALOGUE.joinpath("shipped.json").write_text(shipped(), encoding="utf-8", newline="\n")
    load.cache_clear()
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8", newline="\n")
        print(f"docs/{name}")
    return 0


def shipped() -> str:
    """Every sound exercise of the files, in their order, as JSON with one on each line."""
    files = sorted(CATALOGUE.joinpath("data").glob("*.toml"))
    found = [exercise for file in files for exercise in parse(file.read_text("utf-8"), file.name)[0]]
    lines = ",\n".join(json.dumps(table(exercise), ensure_ascii=False) for exercise in found)
    return f"[\n{lines}\n]\n"


def pages() -> dict[str, str]:
    """The text of each page, by the name of its file."""
    return {"exercises.md": _exercises(load()), "safety.md": _safety()}


def coverage(pose: Pose) -> tuple[list[str], list[str]]:
    """The ids of the exercises that are `pose` and of those that adapt it to a desk.

    A pose that needs no mat has one entry of its own name for both.
    """
    found = [exercise for exercise in load() if pose.id in exercise.poses]
    desk = [exercise.id for exercise in found if exercise.form is Form.DESK]
    itself = [exercise.id for exercise in found if exercise.form is Form.MAT]
    return itself or [id_ for id_ in desk if id_ == pose.id], desk


def _exercises(every: Sequence[Exercise]) -> str:
    desk = sum(exercise.form is Form.DESK for exercise in every)
    return f"""# The exercises

There are {len(every)} of them: {desk} for the desk and {len(every) - desk} for the mat, each with its steps,
its cautions and its sources. `unslouch exercises` lists them in the terminal, your own among them, and
`unslouch exercises ID` tells how one is done. `make docs` makes this page from them.

## The poses of the articles

The catalogue began with five articles about yoga and stretches for back pain. These are all of their poses,
with the exercises that are the pose itself and those that adapt it to a desk. A letter marks a variant.

{_table(["pose", "name", "articles", "itself", "at the desk"], map(_pose, POSES))}

## By part of the body

Each stands where it is for first. The dose is the usual one; the page of the exercise tells its range. The
words under *careful with* are those for `avoid` in the settings, which leaves such exercises out.

{_areas(every)}

## Your own

Files that end in `.toml`, in a folder `exercises` beside the config (`unslouch config path` says where that
is), add to the catalogue or change what is in it. What a physiotherapist prescribed takes a few lines:

```toml
version = 1

[[exercise]]
id = "neck-side-tilt"                      # this one is there already: only what changes is given
dose = {{ seconds = 40, range = [20, 60] }}  # seconds each side, and the least and the most that it may take
days = ["monday", "thursday"]              # once on each of these days, and on no other
cautions = ["shoulder"]                    # one more: none is ever taken away
sources = [{{ title = "My physiotherapist" }}]
```

An exercise with an id of its own is a new one and needs more keys. `unslouch exercises export ID` prints one
of those that are there as a file to begin with, and `unslouch exercises check FILE` tells what is wrong in
yours, line by line. What is wrong is left out, and everything else works.

## Safety

{_parts("###")}

## Sources

{_sources(every)}
"""


def _safety() -> str:
    return f"""# Safety

`unslouch exercises --safety` says this in the terminal. `make docs` makes this page.

{_parts("##")}

## Sources

Besides the articles that the catalogue began with, the rules go by these pages:

{_list(map(_linked, SOURCES))}
"""


def _areas(every: Sequence[Exercise]) -> str:
    header = ["id", "name", "form", "position", "dose", "level", "careful with"]
    blocks = []
    for part in AREAS:
        rows = [_row(exercise) for exercise in every if area(exercise) == part]
        blocks += [f"### {plainly(part).capitalize()}", _table(header, rows)] if rows else []
    return "\n\n".join(blocks)


def _parts(heading: str) -> str:
    return "\n\n".join(f"{heading} {part.title}\n\n{_list(part.rules)}" for part in SAFETY)


def _pose(pose: Pose) -> list[str]:
    articles = ", ".join(map(str, pose.articles))
    entries = [", ".join(f"`{id_}`" for id_ in ids) for ids in coverage(pose)]
    return [pose.number, pose.name, articles, *entries]


def _row(exercise: Exercise) -> list[str]:
    cautions = ", ".join(sorted(exercise.cautions))
    facts = [exercise.form, exercise.position, short_dose(exercise), str(exercise.level), cautions]
    return [f"`{exercise.id}`", exercise.name, *facts]


def _sources(every: Iterable[Exercise]) -> str:
    found = {source for exercise in every for source in exercise.sources}
    ordered = sorted(found, key=lambda source: (source.title.casefold(), source.url))
    return _list(map(_linked, ordered))


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _linked(source: Source) -> str:
    return f"[{source.title}]({source.url})" if source.url else source.title


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
