"""From shapes to dots: each row of each tone is one whole number, whose bit 0 is the leftmost dot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, pairwise
from math import ceil, floor, hypot, sqrt
from operator import attrgetter, itemgetter

from unslouch.figure.shape import Point, Shape, Stroke, Tone

RIM = 1.3
"""How many dots stay free around a shape with a gap."""
_THINNEST = 0.55
"""No line gets thinner than this many dots on either side of its middle."""

_HOLE = 0.0085
"""How far a gap without a stroke reaches, in units of standing height."""
_RAISED = 0.35
"""How much of the height that is left over is below the drawing."""


@dataclass(frozen=True, slots=True)
class Window:
    """The part of the world that is to be seen, in units of standing height."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Dots:
    """A drawing: for each tone its rows from the top, each a whole number of `width` bits."""

    width: int
    height: int
    rows: tuple[tuple[int, ...], ...]


def raster(shapes: Iterable[Shape], window: Window, width: int, height: int) -> Dots:
    """The shapes within the window, as large as fits into `width` times `height` dots.

    What is left over is on both sides, and above rather than below. Shapes of one depth belong together: the
    rim around one of them cuts into what is behind, never into the others.
    """
    paper = _Paper.fitting(window, width, height)
    tones = [[0] * height for _ in Tone]
    taken = [0] * height
    ordered = sorted(shapes, key=_depth, reverse=True)
    for _, group in groupby(ordered, key=_depth):
        rims = []
        for shape in group:
            rows = tones[shape.tone]
            for row, mask in paper.drawn(shape).items():
                rows[row] |= mask & ~taken[row]
                taken[row] |= mask
            if shape.gap:
                rims.append(paper.rim(shape))
        for rim in rims:
            for row, mask in rim.items():
                taken[row] |= mask
    return Dots(width, height, tuple(tuple(rows) for rows in tones))


_depth = attrgetter("depth")


@dataclass(frozen=True, slots=True)
class _Paper:
    """Where the world lands in the dots: each row is covered where the middle of a dot is within a shape."""

    width: int
    height: int
    scale: float
    left: float
    top: float

    @classmethod
    def fitting(cls, window: Window, width: int, height: int) -> _Paper:
        wide, high = window.right - window.left, window.top - window.bottom
        scale = min(width / wide, height / high)
        left = width / 2 - (window.left + window.right) / 2 * scale
        spare = height - high * scale
        return cls(width, height, scale, left, height + window.bottom * scale - spare * _RAISED)

    def points(self, shape: Shape) -> list[Point]:
        return [(self.left + x * self.scale, self.top - y * self.scale) for x, y in shape.points]

    def drawn(self, shape: Shape) -> dict[int, int]:
        """The dots of a shape, row by row; a stroke of no width has none."""
        if not isinstance(shape, Stroke):
            return self._covered(_polygon(self.points(shape), self.height))
        if not any(shape.widths):
            return {}
        half = self.scale / 2
        return self._line(self.points(shape), [max(_THINNEST, wide * half) for wide in shape.widths])

    def rim(self, shape: Shape) -> dict[int, int]:
        """The dots that stay free around a shape with a gap, and those of the shape."""
        points = self.points(shape)
        if not isinstance(shape, Stroke):
            return self._line([*points, points[0]], [RIM] * (len(points) + 1))
        if not any(shape.widths):
            return self._line(points, [max(1.0, _HOLE * self.scale)] * len(points))
        half = self.scale / 2
        return self._line(points, [max(_THINNEST, wide * half) + RIM for wide in shape.widths])

    def _line(self, points: Sequence[Point], radii: Sequence[float]) -> dict[int, int]:
        discs = list(zip(points, radii, strict=True))
        pieces = pairwise(discs) if len(discs) > 1 else [(discs[0], discs[0])]
        return self._covered(chain.from_iterable(_capsule(a, b, self.height) for a, b in pieces))

    def _covered(self, found: Iterable[tuple[int, float, float]]) -> dict[int, int]:
        rows: dict[int, int] = {}
        widest = self.width - 1
        for row, start, end in found:
            first = ceil(start - 0.5) if start > 0.5 else 0
            last = floor(end - 0.5) if end < widest + 0.5 else widest
            if first <= last:
                rows[row] = rows.get(row, 0) | (2 << last) - (1 << first)
        return rows


def _capsule(
    a: tuple[Point, float], b: tuple[Point, float], height: int
) -> Iterator[tuple[int, float, float]]:
    """Row by row where a line with round ends begins and ends; it may be thicker at one end."""
    if a[1] < b[1]:
        a, b = b, a
    ((ax, ay), ra), ((bx, by), rb) = a, b
    far = hypot(bx - ax, by - ay)
    if far <= ra - rb + 1e-6:
        sides, bx, by, rb = [], ax, ay, ra
    else:
        sides = _tangents((ax, ay, ra), (bx, by, rb), far)
    first = max(0, ceil(min(ay - ra, by - rb) - 0.5))
    last = min(height - 1, floor(max(ay + ra, by + rb) - 0.5))
    for row in range(first, last + 1):
        y = row + 0.5
        ends = [x + (y - low) * slope for low, high, x, slope in sides if low <= y <= high]
        for cx, cy, square in ((ax, ay, ra * ra), (bx, by, rb * rb)):
            under = square - (y - cy) * (y - cy)
            if under >= 0:
                half = sqrt(under)
                ends += (cx - half, cx + half)
        if ends:
            yield row, min(ends), max(ends)


Disc = tuple[float, float, float]


def _tangents(a: Disc, b: Disc, far: float) -> list[tuple[float, float, float, float]]:
    """The two sides between the discs: the least and the most y, x at the least, and x for each y."""
    (ax, ay, ra), (bx, by, rb) = a, b
    sin = (ra - rb) / far
    cos = sqrt(1 - sin * sin)
    ux, uy = (bx - ax) / far, (by - ay) / far
    found = []
    for turn in (cos, -cos):
        nx, ny = ux * sin - uy * turn, uy * sin + ux * turn
        (px, py), (qx, qy) = sorted(
            ((ax + nx * ra, ay + ny * ra), (bx + nx * rb, by + ny * rb)), key=itemgetter(1)
        )
        if qy - py > 1e-9:
            found.append((py, qy, px, (qx - px) / (qy - py)))
    return found


def _polygon(points: Sequence[Point], height: int) -> Iterator[tuple[int, float, float]]:
    """Row by row the insides of a polygon, by the even-odd rule."""
    lowest, highest = min(y for _, y in points), max(y for _, y in points)
    first, last = max(0, ceil(lowest - 0.5)), min(height - 1, floor(highest - 0.5))
    edges = list(zip(points, [*points[1:], points[0]], strict=True))
    for row in range(first, last + 1):
        y = row + 0.5
        cuts = sorted(
            px + (qx - px) * (y - py) / (qy - py)
            for (px, py), (qx, qy) in edges
            if (py <= y < qy) or (qy <= y < py)
        )
        for start, end in zip(cuts[::2], cuts[1::2], strict=True):
            yield row, start, end
