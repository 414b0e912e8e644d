"""A body from the front and from the back, its regions denser the more they got."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from itertools import groupby, pairwise
from typing import ClassVar

from rich.text import Text
from textual.widget import Widget

STEPS_MIN = (0, 5, 15)
"""From more than none, from five and from a quarter of an hour on a region is a step denser."""

_Profile = tuple[tuple[float, float, float], ...]
"""From the top down: how far down, the middle of the piece beside the body's own, and half its width.

All are in units of the body's height. Only the right half is written down: the left is its mirror image.
"""

_HEAD: _Profile = (
    (0.0, 0, 0.012), (0.02, 0, 0.037), (0.06, 0, 0.046), (0.095, 0, 0.037), (0.12, 0, 0.018),
)  # fmt: skip
_EYES: _Profile = ((0.048, 0.021, 0.013), (0.068, 0.021, 0.013))
_NECK: _Profile = ((0.115, 0, 0.025), (0.145, 0, 0.027), (0.17, 0, 0.05))
_SHOULDER: _Profile = (
    (0.155, 0.06, 0.03), (0.172, 0.085, 0.034), (0.19, 0.108, 0.037), (0.215, 0.118, 0.03),
    (0.255, 0.125, 0.026),
)  # fmt: skip
_UPPER_ARM: _Profile = ((0.25, 0.127, 0.025), (0.36, 0.148, 0.021))
_FOREARM: _Profile = ((0.355, 0.148, 0.023), (0.41, 0.161, 0.022), (0.5, 0.18, 0.014))
_HAND: _Profile = ((0.5, 0.181, 0.018), (0.53, 0.187, 0.02), (0.565, 0.191, 0.012))
_CHEST: _Profile = ((0.17, 0, 0.07), (0.2, 0, 0.09), (0.28, 0, 0.088))
_CORE: _Profile = ((0.28, 0, 0.088), (0.36, 0, 0.074), (0.425, 0, 0.079))
_HIPS: _Profile = ((0.425, 0, 0.081), (0.465, 0, 0.093), (0.505, 0, 0.099))
_UPPER_BACK: _Profile = ((0.17, 0, 0.07), (0.2, 0, 0.09), (0.3, 0, 0.086))
_LOWER_BACK: _Profile = ((0.3, 0, 0.085), (0.36, 0, 0.074), (0.425, 0, 0.08))
_GLUTES: _Profile = ((0.425, 0.04, 0.042), (0.47, 0.047, 0.047), (0.52, 0.05, 0.046))
_THIGH: _Profile = ((0.505, 0.052, 0.046), (0.6, 0.054, 0.042), (0.715, 0.053, 0.031))
_BACK_OF_THIGH: _Profile = ((0.52, 0.052, 0.045), (0.61, 0.054, 0.041), (0.715, 0.053, 0.031))
_SHIN: _Profile = ((0.715, 0.053, 0.03), (0.79, 0.055, 0.03), (0.945, 0.053, 0.017))
_CALF: _Profile = ((0.715, 0.053, 0.03), (0.785, 0.055, 0.036), (0.87, 0.054, 0.024), (0.945, 0.053, 0.016))
_FOOT: _Profile = ((0.945, 0.054, 0.02), (0.975, 0.059, 0.03), (1.0, 0.061, 0.03))

_BOTH = (
    ("neck", _NECK), ("", _HEAD), ("", _UPPER_ARM), ("shoulders", _SHOULDER), ("forearms", _FOREARM),
    ("hands", _HAND), ("feet", _FOOT),
)  # fmt: skip
_FRONT = (
    ("chest", _CHEST), ("core", _CORE), ("hips", _HIPS), ("thighs", _THIGH), ("", _SHIN), *_BOTH,
    ("eyes", _EYES),
)  # fmt: skip
_BACK = (
    ("upper-back", _UPPER_BACK), ("lower-back", _LOWER_BACK), ("glutes", _GLUTES),
    ("hamstrings", _BACK_OF_THIGH), ("calves", _CALF), *_BOTH,
)  # fmt: skip
_VIEWS = {"front": _FRONT, "back": _BACK}
"""The pieces of each view by region, what lies over others last. Circulation has no place of its own."""

_HALF_WIDTH = 0.215
_FILL = (0, 0b1001, 0b1011, 0b1111)
"""Which of each two by two dots a step fills, from the upper left one on; the outline is always there."""

_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The dots of a braille character, by row and column (The Unicode Standard, Braille Patterns)."""


def step(seconds: float) -> int:
    """How dense a region is that got so many seconds: 0 for none, then 1 to 3."""
    return sum(seconds > 0 and seconds >= minutes * 60 for minutes in STEPS_MIN)


class Body(Widget):
    """Shows `regions`, in seconds: the two views beside each other, as high as there is room for."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"body--name", *(f"body--step-{n}" for n in range(4))}
    DEFAULT_CSS = """
    Body {
        .body--name { color: $text-muted; }
        .body--step-0 { color: $foreground 30%; }
        .body--step-1 { color: $primary 55%; }
        .body--step-2 { color: $primary 75%; }
        .body--step-3 { color: $primary; }
        &:ansi .body--step-0 { color: ansi_bright_black; }
    }
    """

    _regions: Mapping[str, float] | None = None

    def tell(self, regions: Mapping[str, float]) -> None:
        if regions != self._regions:
            self._regions = regions
            self.refresh()

    def render(self) -> Text:
        text = Text(no_wrap=True, end="")
        if self._regions is None:
            return text
        steps = {region: step(seconds) for region, seconds in self._regions.items()}
        views = [_cells(view, self.size.height) for view in _VIEWS]
        for index, rows in enumerate(zip(*views, strict=True)):
            text.append("\n" if index else "")
            for number, row in enumerate(rows):
                text.append("  " if number else "")
                self._append(text, row, steps)
        return text

    def _append(self, text: Text, row: tuple[_Cell, ...], steps: Mapping[str, int]) -> None:
        drawn = (_glyph(cell, steps) for cell in row)
        for number, run in groupby(drawn, key=lambda each: each[1]):
            style = self.get_component_rich_style(f"body--step-{number}")
            text.append("".join(glyph for glyph, _ in run), style)


_Dot = tuple[str | None, bool]
"""A region (empty for the rest of the body, None beside it), and whether it is its edge."""

_Cell = tuple[tuple[_Dot, ...], ...]
"""The four rows of two dots in a character."""


def _glyph(cell: _Cell, steps: Mapping[str, int]) -> tuple[str, int]:
    """The character of a cell, and the step of most of its dots."""
    code, found = 0x2800, Counter[int]()
    for y, row in enumerate(cell):
        for x, (region, edge) in enumerate(row):
            if region is None:
                continue
            number = steps.get(region, 0)
            found[number] += 1
            if edge or _FILL[number] >> (3 - (y % 2 * 2 + x)) & 1:
                code |= _DOTS[y][x]
    return chr(code), max(found, key=lambda number: (found[number], number), default=0)


@lru_cache(maxsize=8)
def _cells(view: str, rows: int) -> tuple[tuple[_Cell, ...], ...]:
    """The view on so many rows of characters."""
    columns, scale = _columns(rows), rows * 4
    regions = _painted(view, columns, scale)

    def dot(x: int, y: int) -> _Dot:
        around = ((x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1))
        return regions.get((x, y)), any(each not in regions for each in around)

    return tuple(
        tuple(
            tuple((dot(2 * column, 4 * row + y), dot(2 * column + 1, 4 * row + y)) for y in range(4))
            for column in range(columns)
        )
        for row in range(rows)
    )


def _columns(rows: int) -> int:
    """How wide a view is that is so high, in characters."""
    return round(_HALF_WIDTH * rows * 4)


def _painted(view: str, columns: int, scale: int) -> Mapping[tuple[int, int], str]:
    """The region (empty for the rest of the body) of each dot that is on the body."""
    found: dict[tuple[int, int], str] = {}
    for region, profile in _VIEWS[view]:
        for y in range(int(profile[0][0] * scale), math.ceil(profile[-1][0] * scale)):
            middle, half = _piece(profile, (y + 0.5) / scale)
            first = math.ceil(max(0.0, middle - half) * scale - 0.5)
            for x in range(first, math.floor((middle + half) * scale - 0.5) + 1):
                found[columns + x, y] = found[columns - 1 - x, y] = region
    return found


def _piece(profile: _Profile, y: float) -> tuple[float, float]:
    """The middle of the piece and half its width, so far down; no width above and below it."""
    for (above, middle, half), (below, next_middle, next_half) in pairwise(profile):
        if above <= y <= below:
            way = (y - above) / (below - above)
            return middle + way * (next_middle - middle), half + way * (next_half - half)
    return 0.0, -1.0
