"""From shapes to dots: each row of each tone is one whole number, whose bit 0 is the leftmost dot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import ceil, floor, hypot, inf, sqrt
from operator import attrgetter

from unslouch.figure.shape import Point, Shape, Stroke, Tone

RIM = 1.3
"""How many dots stay free around a shape with a gap."""
_THINNEST = 0.55
"""No line gets thinner than this many dots on either side of its middle."""

_HOLE = 0.0085
"""How far a gap without a stroke reaches, in units of standing height."""
_CELL = 4
"""How many dots a cell is high."""
_AIR = 0.03
"""How much of the window's top may be lost, in units of standing height: nothing is drawn there."""
_SMALL = 66.0
"""At fewer dots than these for the standing height, two by two dots are too much for an eye."""
_BLUNT, _ROUND = 0.25, 3.0
"""So much is cut off above and below a round end of more than that radius, in dots: it would end in a lone
dot."""
_RAISED = 0.35
"""How much of the height that is left over is below the drawing."""


Disc = tuple[float, float, float]
"""Its middle and its radius, in dots."""


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


def raster(
    shapes: Iterable[Shape], window: Window, width: int, height: int, *, ground: float | None = None
) -> Dots:
    """The shapes within the window, as large as fits into `width` times `height` dots.

    What is left over is on both sides, and above rather than below; the height of the `ground` falls between
    two rows of cells, if there is room, so that who stands on it shares no cell with it. Shapes of one depth
    belong together: the rim around one of them cuts into what is behind, never into the others, and never
    into the props: a hand lies on the desk without a gap. A gap without a stroke, such as an eye, is a hole.
    """
    paper = _Paper.fitting(window, width, height, ground)
    tones = [[0] * height for _ in Tone]
    taken, covered = [0] * height, [0] * height
    ordered = sorted(shapes, key=_depth, reverse=True)
    for _, group in groupby(ordered, key=_depth):
        rims = []
        for shape in group:
            rows = tones[shape.tone]
            hidden = covered if shape.tone is Tone.PROP else taken
            for row, mask in paper.drawn(shape).items():
                rows[row] |= mask & ~hidden[row]
                taken[row] |= mask
                covered[row] |= mask
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
    def fitting(cls, window: Window, width: int, height: int, ground: float | None) -> _Paper:
        wide, high = window.right - window.left, window.top - window.bottom
        scale = min(width / wide, height / high)
        left = width / 2 - (window.left + window.right) / 2 * scale
        spare = height - high * scale
        top = height + window.bottom * scale - spare * _RAISED
        if ground is not None:
            down = -(top - ground * scale) % _CELL
            if down > spare * _RAISED + 1:
                down -= _CELL if _CELL - down <= spare * (1 - _RAISED) + _AIR * scale else down
            top += down
        return cls(width, height, scale, left, top)

    def points(self, shape: Shape) -> list[Point]:
        return [(self.left + x * self.scale, self.top - y * self.scale) for x, y in shape.points]

    def drawn(self, shape: Shape) -> dict[int, int]:
        """The dots of a shape, row by row; a stroke of no width has none."""
        if not isinstance(shape, Stroke):
            rows: dict[int, int] = {}
            for row, start, end in _polygon(self.points(shape), self.height):
                self._fill(rows, row, start, end)
            return rows
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
            return self._hole(points)
        half = self.scale / 2
        return self._line(points, [max(_THINNEST, wide * half) + RIM for wide in shape.widths])

    def _hole(self, points: Sequence[Point]) -> dict[int, int]:
        """As round on the dots wherever it is: two by two dots, or one by two where the drawing is small."""
        small = self.scale < _SMALL
        aside = 0.5 if small else 0.0
        snapped = [(floor(x - aside + 0.5) + aside, float(floor(y + 0.5))) for x, y in points]
        return self._line(snapped, [0.75 if small else max(1.0, _HOLE * self.scale)] * len(points))

    def _line(self, points: Sequence[Point], radii: Sequence[float]) -> dict[int, int]:
        rows: dict[int, int] = {}
        discs = [(x, y, radius) for (x, y), radius in zip(points, radii, strict=True)]
        for a, b in pairwise(discs) if len(discs) > 1 else [(discs[0], discs[0])]:
            self._capsule(rows, a, b)
        return rows

    def _capsule(self, rows: dict[int, int], a: Disc, b: Disc) -> None:
        """A line with round ends, which may be thicker at one of them: the discs and what is between them."""
        (ax, ay, ra), (bx, by, rb) = a, b
        (low, high, x, slope), (low2, high2, x2, slope2) = _tangents(a, b)
        square, square2 = ra * ra, rb * rb
        tall, tall2 = (radius - _BLUNT if radius > _ROUND else radius for radius in (ra, rb))
        first = max(0, ceil(min(ay - tall, by - tall2) - 0.5))
        last = min(self.height - 1, floor(max(ay + tall, by + tall2) - 0.5))
        for row in range(first, last + 1):
            y = row + 0.5
            start, end = inf, -inf
            if (under := square - (y - ay) * (y - ay)) >= 0:
                half = sqrt(under)
                start, end = ax - half, ax + half
            if (under := square2 - (y - by) * (y - by)) >= 0:
                half = sqrt(under)
                start, end = min(start, bx - half), max(end, bx + half)
            if low <= y <= high:
                at = x + (y - low) * slope
                start, end = min(start, at), max(end, at)
            if low2 <= y <= high2:
                at = x2 + (y - low2) * slope2
                start, end = min(start, at), max(end, at)
            self._fill(rows, row, start, end)

    def _fill(self, rows: dict[int, int], row: int, start: float, end: float) -> None:
        """The dots whose middles are between `start` and `end`."""
        first = int(start + 0.5) if start > 0 else 0
        last = int(end - 0.5) if end < self.width else self.width - 1
        if first <= last and end >= 0.5:
            rows[row] = rows.get(row, 0) | (2 << last) - (1 << first)


_NO_SIDE = (1.0, 0.0, 0.0, 0.0)


def _tangents(a: Disc, b: Disc) -> list[tuple[float, float, float, float]]:
    """The two sides between the discs: the least and the most y, x at the least, and x for each y."""
    (ax, ay, ra), (bx, by, rb) = a, b
    far = hypot(bx - ax, by - ay)
    if far <= abs(ra - rb) + 1e-6:
        return [_NO_SIDE, _NO_SIDE]
    sin = (ra - rb) / far
    cos = sqrt(1 - sin * sin)
    ux, uy = (bx - ax) / far, (by - ay) / far
    found = []
    for turn in (cos, -cos):
        nx, ny = ux * sin - uy * turn, uy * sin + ux * turn
        px, py, qx, qy = ax + nx * ra, ay + ny * ra, bx + nx * rb, by + ny * rb
        if py > qy:
            px, py, qx, qy = qx, qy, px, py
        found.append((py, qy, px, (qx - px) / (qy - py)) if qy - py > 1e-9 else _NO_SIDE)
    return found


def _polygon(points: Sequence[Point], height: int) -> Iterator[tuple[int, float, float]]:
    """Row by row the insides of a polygon, by the even-odd rule."""
    cuts: dict[int, list[float]] = {}
    for (px, py), (qx, qy) in zip(points, (*points[1:], points[0]), strict=True):
        if py == qy:
            continue
        slope = (qx - px) / (qy - py)
        low, high = (py, qy) if py < qy else (qy, py)
        for row in range(max(0, ceil(low - 0.5)), min(height, ceil(high - 0.5))):
            cuts.setdefault(row, []).append(px + (row + 0.5 - py) * slope)
    for row, found in cuts.items():
        found.sort()
        for start, end in zip(found[::2], found[1::2], strict=True):
            yield row, start, end
