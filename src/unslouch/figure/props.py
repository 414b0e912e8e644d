"""The things around the person: chair, stool, desk, wall, door frame, mat, cushion and the floor."""

from __future__ import annotations

from collections.abc import Iterator

from unslouch.figure.scene import (
    BACKREST,
    DESK,
    DESK_DEEP,
    DOOR_HALF,
    SEAT,
    SEAT_BACK,
    SEAT_FRONT,
    SEAT_HALF,
    Camera,
    Scene,
)
from unslouch.figure.shape import Shape, Stroke, Tone
from unslouch.figure.vec import Vec

_BEHIND = -5.0
_LINE = 0.016
_MAT_HALF = 0.26
_BRICK, _COURSE = 0.12, 0.05
"""How long and how high a brick of a wall is."""
_BRICKS = ((0.28, 0.9), (0.4, 0.9), (0.34, 0.85), (-0.44, 0.62), (-0.5, 0.57), (-0.38, 0.57), (0.34, 0.3))
"""Where the bricks begin that are drawn, out and up: a few tell a wall."""
_FEET = 0.3
"""How far forward the toes of someone are who sits: seen from above, the floor's line is below them."""
_WIDE = 50.0
"""Far beyond any picture: the floor and the wall have no ends."""


def props(scene: Scene, view: Camera) -> Iterator[Shape]:
    """What is drawn behind the person."""
    if scene.view != "above":
        yield from _floor(scene, view)
    for prop in scene.props:
        yield from _DRAWN[prop](scene, view)


def _line(view: Camera, *points: Vec, width: float = _LINE, depth: float = _BEHIND) -> Stroke:
    return Stroke(tuple(view.point(each) for each in points), (width,) * len(points), Tone.PROP, depth)


def _floor(scene: Scene, view: Camera) -> Iterator[Shape]:
    low = -0.04 if "mat" in scene.props else -0.008
    if view.upward[0]:
        low += _FEET * view.upward[0]
    yield Stroke(((-_WIDE, low), (_WIDE, low)), (0.01, 0.01), Tone.PROP, _BEHIND)


def _chair(scene: Scene, view: Camera) -> Iterator[Shape]:
    x = scene.place("chair")
    yield from _seat(x, view)
    for z in (SEAT_HALF, -SEAT_HALF):
        yield _line(view, (x + SEAT_BACK, SEAT - 0.01, z), (x + BACKREST[0], BACKREST[1], z))
    for part in (1.0, 0.72):
        at = (x + SEAT_BACK + (BACKREST[0] - SEAT_BACK) * part, SEAT + (BACKREST[1] - SEAT) * part)
        yield _line(view, (*at, SEAT_HALF), (*at, -SEAT_HALF), width=0.024)


def _stool(scene: Scene, view: Camera) -> Iterator[Shape]:
    """A seat on which a foot can be set from every side."""
    yield from _seat(scene.place("stool"), view)


def _seat(x: float, view: Camera) -> Iterator[Shape]:
    """The seat and its legs."""
    low = 0.0
    for z in (SEAT_HALF, -SEAT_HALF):
        yield _line(view, (x + SEAT_FRONT - 0.015, SEAT - 0.01, z), (x + SEAT_FRONT, low, z))
        yield _line(view, (x + SEAT_BACK + 0.01, SEAT - 0.01, z), (x + SEAT_BACK - 0.01, low, z))
        yield _line(view, (x + SEAT_BACK, SEAT - 0.004, z), (x + SEAT_FRONT, SEAT - 0.004, z), width=0.024)
    for at in ((x + SEAT_FRONT, SEAT - 0.004), (x + SEAT_BACK, SEAT - 0.004)):
        yield _line(view, (*at, SEAT_HALF), (*at, -SEAT_HALF), width=0.024)


def _desk(scene: Scene, view: Camera) -> Iterator[Shape]:
    x = scene.place("desk")
    for z in (0.3, -0.3):
        yield _line(view, (x, DESK - 0.012, z), (x + DESK_DEEP, DESK - 0.012, z), width=0.024)
        yield _line(view, (x + DESK_DEEP - 0.03, DESK - 0.02, z), (x + DESK_DEEP - 0.03, 0.0, z))
    for end in (x, x + DESK_DEEP):
        yield _line(view, (end, DESK - 0.012, 0.3), (end, DESK - 0.012, -0.3), width=0.024)


def _wall(scene: Scene, view: Camera) -> Iterator[Shape]:
    """In profile a line; else its skirting board and some of its bricks."""
    x = scene.place("wall") + 0.012
    if scene.view == "side":
        yield _line(view, (x, -0.01, 0.0), (x, 1.12, 0.0), width=0.024)
        return
    yield _line(view, (x, 0.07, -_WIDE), (x, 0.07, _WIDE), width=0.01)
    for z, y in _BRICKS:
        corners = ((z, y), (z + _BRICK, y), (z + _BRICK, y + _COURSE), (z, y + _COURSE), (z, y))
        yield _line(view, *((x, up, out) for out, up in corners), width=0.01)


def _door_frame(scene: Scene, view: Camera) -> Iterator[Shape]:
    x = scene.place("door-frame")
    corners = [(x, -0.01, DOOR_HALF), (x, 1.1, DOOR_HALF), (x, 1.1, -DOOR_HALF), (x, -0.01, -DOOR_HALF)]
    yield _line(view, *corners, width=0.026)


def _mat(scene: Scene, view: Camera) -> Iterator[Shape]:  # noqa: ARG001 (one of a family)
    start, end = scene.places.get("mat", (0.0, 0.0))
    if scene.view == "above":
        half = _MAT_HALF
        corners = ((start, half), (end, half), (end, -half), (start, -half), (start, half))
        yield Stroke(corners, (_LINE,) * len(corners), Tone.PROP, _BEHIND)
        return
    yield Stroke(((start, -0.014), (end, -0.014)), (0.024, 0.024), Tone.PROP, _BEHIND)


def _cushion(scene: Scene, view: Camera) -> Iterator[Shape]:
    x, y = scene.places.get("cushion", (0.0, 0.0))
    yield _line(view, (x - 0.04, y + 0.02, 0.0), (x, y + 0.024, 0.0), (x + 0.04, y + 0.02, 0.0), width=0.04)


_DRAWN = {
    "chair": _chair,
    "stool": _stool,
    "desk": _desk,
    "wall": _wall,
    "door-frame": _door_frame,
    "mat": _mat,
    "cushion": _cushion,
}
