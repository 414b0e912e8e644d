"""The classes that every screen carries from so many columns and rows on; style sheets go by them."""

from __future__ import annotations

from textual.geometry import Size

WIDTHS = [(0, "-too-narrow"), (30, "-narrow"), (60, "-wide")]
HEIGHTS = [(0, "-too-low"), (8, "-low"), (12, "-short"), (24, "-tall"), (32, "-high")]


def classes(terminal: Size) -> list[str]:
    """Those for a terminal of that size, in cells. A screen that has them before it is laid out is laid out
    once; Textual gives them after the first layout, and then all of it jumps.
    """
    return [_last(WIDTHS, terminal.width), _last(HEIGHTS, terminal.height)]


def _last(breakpoints: list[tuple[int, str]], given: int) -> str:
    return [name for least, name in breakpoints if least <= given][-1]
