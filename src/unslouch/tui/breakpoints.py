"""The classes that every screen carries from so many columns and rows on; style sheets go by them."""

from __future__ import annotations

from textual.geometry import Size

Breakpoints = list[tuple[int, str]]

WIDTHS: Breakpoints = [(0, "-too-narrow"), (30, "-narrow"), (60, "-wide")]
HEIGHTS: Breakpoints = [(0, "-too-low"), (8, "-low"), (12, "-short"), (24, "-tall"), (32, "-high")]


def classes(terminal: Size, heights: Breakpoints = HEIGHTS) -> list[str]:
    """Those for a terminal of that size, in cells; `heights` are the screen's own, if it has such.

    A screen that has them before it is laid out is laid out once; Textual gives them after the first layout,
    and then all of it jumps.
    """
    return [_last(WIDTHS, terminal.width), _last(heights, terminal.height)]


def _last(breakpoints: Breakpoints, given: int) -> str:
    return [name for least, name in breakpoints if least <= given][-1]
