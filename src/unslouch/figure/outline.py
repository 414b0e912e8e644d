"""Shapes as polygons, for pictures that are not made of dots."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import pairwise

from unslouch.figure.shape import Point, Shape, Stroke

_AROUND = tuple((math.cos(turn * math.pi / 12), math.sin(turn * math.pi / 12)) for turn in range(24))


def outlines(shape: Shape) -> Iterator[tuple[Point, ...]]:
    """Polygons that together cover the shape; a stroke of no width has none."""
    if not isinstance(shape, Stroke):
        yield shape.points
        return
    discs = [disc(point, wide / 2) for point, wide in zip(shape.points, shape.widths, strict=True) if wide]
    if len(discs) == 1:
        yield tuple(discs[0])
    for first, second in pairwise(discs):
        yield hull([*first, *second])


def disc(middle: Point, radius: float) -> list[Point]:
    return [(middle[0] + radius * cos, middle[1] + radius * sin) for cos, sin in _AROUND]


def hull(points: Iterable[Point]) -> tuple[Point, ...]:
    """The convex hull, counter-clockwise (Andrew's monotone chain)."""
    ordered = sorted(set(points))
    return (*_chain(ordered), *_chain(ordered[::-1]))


def _chain(points: list[Point]) -> list[Point]:
    chain: list[Point] = []
    for x, y in points:
        while len(chain) > 1:
            (ax, ay), (bx, by) = chain[-2], chain[-1]
            if (bx - ax) * (y - ay) > (by - ay) * (x - ax):
                break
            chain.pop()
        chain.append((x, y))
    return chain[:-1]
