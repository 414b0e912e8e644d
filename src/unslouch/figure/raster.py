"""From shapes to dots: each row of each tone is one whole number, whose bit 0 is the leftmost dot."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from unslouch.figure.shape import Point, Shape, Stroke, Tone

RIM = 1.3
"""How many dots stay free around a shape with a gap."""
_THINNEST = 0.55
"""No line gets thinner than this many dots on either side of its middle."""

_RAISED = 0.35
"""How much of the height that is left over is below the drawing."""

Spans = dict[int, int]


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
    """The shapes within the window, as large as fits into `width` times `height` dots, in the middle below."""
    scale = min(width / (window.right - window.left), height / (window.top - window.bottom))
    left = width / 2 - (window.left + window.right) / 2 * scale
    spare = height - (window.top - window.bottom) * scale
    top = height + window.bottom * scale - spare * _RAISED
    tones = [[0] * height for _ in Tone]
    taken = [0] * height
    full = (1 << width) - 1
    ordered = sorted(shapes, key=lambda shape: -shape.depth)
    for _, group in groupby(ordered, key=lambda shape: shape.depth):
        rims: list[Spans] = []
        for shape in group:
            spans, rim = _drawn(shape, scale, left, top, width, height)
            rows = tones[shape.tone]
            for row, mask in spans.items():
                rows[row] |= mask & ~taken[row]
                taken[row] |= mask
            rims.append(rim)
        for rim in rims:
            for row, mask in rim.items():
                taken[row] |= mask
    return Dots(width, height, tuple(tuple(mask & full for mask in rows) for rows in tones))


def _drawn(
    shape: Shape, scale: float, left: float, top: float, width: int, height: int
) -> tuple[Spans, Spans]:
    """The dots of a shape, and with the rim around it that stays free."""
    points = [(left + x * scale, top - y * scale) for x, y in shape.points]
    spans: Spans = {}
    rim: Spans = {}
    if isinstance(shape, Stroke):
        radii = [max(_THINNEST, wide * scale / 2) if wide else 0.0 for wide in shape.widths]
        if any(radii):
            _stroke(points, radii, spans, width, height)
        if shape.gap:
            grown = [radius + RIM if radius else max(1.0, 0.0085 * scale) for radius in radii]
            _stroke(points, grown, rim, width, height)
    else:
        _fill(spans, _polygon(points, height), width)
        if shape.gap:
            _stroke([*points, points[0]], [RIM] * (len(points) + 1), rim, width, height)
    return spans, rim


def _stroke(points: Sequence[Point], radii: Sequence[float], spans: Spans, width: int, height: int) -> None:
    if len(points) == 1:
        _fill(spans, _capsule(points[0], points[0], radii[0], radii[0], height), width)
    for place in range(len(points) - 1):
        piece = _capsule(points[place], points[place + 1], radii[place], radii[place + 1], height)
        _fill(spans, piece, width)


def _fill(spans: Spans, found: Iterator[tuple[int, float, float]], width: int) -> None:
    """Take in the dots whose middles lie between the ends."""
    for row, start, end in found:
        first = max(0, math.ceil(start - 0.5))
        last = min(width - 1, math.floor(end - 0.5))
        if first <= last:
            mask = (1 << (last + 1)) - (1 << first)
            spans[row] = spans.get(row, 0) | mask


def _capsule(a: Point, b: Point, ra: float, rb: float, height: int) -> Iterator[tuple[int, float, float]]:
    """Row by row where a line with round ends begins and ends; it may be thicker at one end."""
    (ax, ay), (bx, by) = a, b
    dx, dy = bx - ax, by - ay
    far = math.hypot(dx, dy)
    sides: list[tuple[float, float, float, float]] = []
    if far > abs(ra - rb) + 1e-6:
        sin = (ra - rb) / far
        cos = math.sqrt(1 - sin * sin)
        ux, uy = dx / far, dy / far
        for turn in (1, -1):
            nx, ny = ux * sin - uy * cos * turn, uy * sin + ux * cos * turn
            sides.append((ax + nx * ra, ay + ny * ra, bx + nx * rb, by + ny * rb))
    elif ra < rb:
        ax, ay, ra = bx, by, rb
    else:
        bx, by, rb = ax, ay, ra
    first = max(0, math.ceil(min(ay - ra, by - rb) - 0.5))
    last = min(height - 1, math.floor(max(ay + ra, by + rb) - 0.5))
    for row in range(first, last + 1):
        y = row + 0.5
        start, end = math.inf, -math.inf
        for cx, cy, radius in ((ax, ay, ra), (bx, by, rb)):
            under = radius * radius - (y - cy) * (y - cy)
            if under >= 0:
                half = math.sqrt(under)
                start, end = min(start, cx - half), max(end, cx + half)
        for px, py, qx, qy in sides:
            if (py <= y <= qy or qy <= y <= py) and py != qy:
                x = px + (qx - px) * (y - py) / (qy - py)
                start, end = min(start, x), max(end, x)
        if start <= end:
            yield row, start, end


def _polygon(points: Sequence[Point], height: int) -> Iterator[tuple[int, float, float]]:
    """Row by row the insides of a polygon, by the even-odd rule."""
    lowest, highest = min(y for _, y in points), max(y for _, y in points)
    first, last = max(0, math.ceil(lowest - 0.5)), min(height - 1, math.floor(highest - 0.5))
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
