"""The sheet of all figures in the docs."""

from __future__ import annotations

from pathlib import Path

from unslouch.catalogue import figures, load

SHEET = Path(__file__).parents[3] / "docs" / "figures.png"


def test_every_exercise_with_a_figure_is_on_the_sheet() -> None:
    _, _, note = SHEET.read_bytes().partition(b"tEXtDescription\0Figures: ")
    on_it = note[: note.index(b"PLTE") - 8].decode().split()

    assert sorted(on_it) == sorted(each.figure for each in load() if each.figure in figures.ids()), (
        "`make docs` makes it anew"
    )
