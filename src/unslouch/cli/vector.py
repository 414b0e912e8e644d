"""Drawings of figures as SVG (https://www.w3.org/TR/SVG2/)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from unslouch.cli.picture import COLOURS, INK, PAPER
from unslouch.figure.outline import outlines
from unslouch.figure.raster import Window
from unslouch.figure.shape import Point, Shape

_WIDTH, _HEIGHT, _CAPTION, _MARGIN = 480, 416, 26, 8
_RIM = 0.024
"""How wide the line is that frees a near limb from what is behind it, in units of standing height."""


def svg(drawings: Sequence[tuple[str, Sequence[Shape], Window]], columns: int) -> str:
    """The drawings in rows of so many, each under its caption."""
    across = min(columns, len(drawings))
    down = -(-len(drawings) // columns)
    wide, high = across * _WIDTH, down * (_HEIGHT + _CAPTION)
    size = f'width="{wide}" height="{high}" viewBox="0 0 {wide} {high}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>',
        f'<rect width="100%" height="100%" fill="{_hex(PAPER)}"/>',
    ]
    for place, (caption, shapes, window) in enumerate(drawings):
        x, y = place % columns * _WIDTH, place // columns * (_HEIGHT + _CAPTION)
        at = f'x="{x + _MARGIN}" y="{y + 18}" font-family="sans-serif" font-size="14"'
        parts.append(f'<text {at} fill="{_hex(INK)}">{escape(caption)}</text>')
        parts += _drawing(shapes, window, x, y + _CAPTION)
    return "\n".join([*parts, "</svg>\n"])


def _drawing(shapes: Iterable[Shape], window: Window, x: int, y: int) -> Iterator[str]:
    wide, high = window.right - window.left, window.top - window.bottom
    yield (
        f'<svg x="{x}" y="{y}" width="{_WIDTH}" height="{_HEIGHT}" overflow="hidden" '
        f'viewBox="{window.left:.4f} {-window.top:.4f} {wide:.4f} {high:.4f}" preserveAspectRatio="xMidYMid">'
    )
    ordered = sorted(shapes, key=lambda shape: shape.depth)
    for _, found in groupby(ordered, key=lambda shape: shape.depth):
        group = list(found)
        yield from (_path(shape, PAPER, _RIM) for shape in group if shape.gap)
        yield from (_path(shape, COLOURS[shape.tone], 0.0) for shape in reversed(group))
    yield "</svg>"


def _path(shape: Shape, colour: tuple[int, int, int], rim: float) -> str:
    drawn = "".join(_ring(points) for points in outlines(shape))
    if not drawn and rim:
        x, y = shape.points[0]
        return f'<circle cx="{x:.4f}" cy="{-y:.4f}" r="{rim / 2:.4f}" fill="{_hex(colour)}"/>'
    edge = f' stroke="{_hex(colour)}" stroke-width="{rim}"' if rim else ""
    return f'<path d="{drawn}" fill="{_hex(colour)}"{edge}/>'


def _ring(points: Iterable[Point]) -> str:
    return "M" + "L".join(f"{x:.4f},{-y:.4f}" for x, y in points) + "Z"


def _hex(colour: tuple[int, int, int]) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
