"""The sheet of all figures, `docs/figures.png`: each exercise where it shows most. `make docs` makes it.

At the desk first, then on the mat, and by the region that an exercise is for.
"""

from __future__ import annotations

import sys
from pathlib import Path

from unslouch.catalogue import figures, load
from unslouch.cli.picture import Panel, png
from unslouch.core.exercise import REGIONS, Exercise, Form
from unslouch.figure.glyphs import settled

SHEET = Path(__file__).resolve().parents[1] / "docs" / "figures.png"
COLUMNS, WIDTH, HEIGHT, DOT = 10, 88, 80, 2
"""How many stand in a row; how many dots each is wide and high, and how many pixels a dot."""


def main() -> int:
    shown = exercises()
    panels = [_panel(exercise) for exercise in shown]
    SHEET.write_bytes(png(panels, COLUMNS, DOT, "Figures: " + " ".join(str(each.figure) for each in shown)))
    print("docs/figures.png")
    return 0


def exercises() -> list[Exercise]:
    """Those that have a figure, in the order of the sheet."""
    found = [exercise for exercise in load() if exercise.figure in figures.ids()]
    return sorted(found, key=lambda each: (each.form is Form.MAT, REGIONS.index(each.regions[0]), each.name))


def _panel(exercise: Exercise) -> Panel:
    figure = figures.figure(exercise.figure or "")
    return Panel(exercise.name, settled(figure.dots(figure.fullest_s, WIDTH, HEIGHT)))


if __name__ == "__main__":
    sys.exit(main())
