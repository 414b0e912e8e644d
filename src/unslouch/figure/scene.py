"""What a figure is drawn in: the view, the things around the person, and what is tinted."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from unslouch.figure.shape import Point
from unslouch.figure.vec import Vec, dot

VIEWS = ("side", "front", "three-quarter", "back", "above")
PROPS = ("chair", "stool", "desk", "wall", "door-frame", "mat", "cushion")

SEAT = 0.222
"""How high the top of the seat is; the seat reaches from 0.12 behind the hips to 0.13 before them."""
SEAT_BACK, SEAT_FRONT, SEAT_HALF = -0.12, 0.13, 0.1
BACKREST = (-0.165, 0.5)
"""Where the top of the chair's back is, forward and up of the middle of the seat on the floor."""
DESK = 0.43
"""How high the top of the desk is."""
DESK_DEEP = 0.34
DOOR_HALF = 0.235
"""How far each post of the door frame is from its middle."""


_PLACES: Mapping[str, float] = {"chair": 0.0, "stool": 0.0, "desk": 0.3, "wall": 0.4, "door-frame": 0.0}


@dataclass(frozen=True, slots=True)
class Scene:
    """What stays the same through a figure. `places` are forward of the origin, in units of height.

    `extras` holds what only one rig knows.
    """

    view: str = "side"
    props: tuple[str, ...] = ()
    places: Mapping[str, Any] = field(default_factory=dict)
    tint: frozenset[str] = frozenset()
    extras: Mapping[str, Any] = field(default_factory=dict)

    def place(self, prop: str) -> float:
        return float(self.places.get(prop, _PLACES.get(prop, 0.0)))


_ANGLES = {"side": 0.0, "three-quarter": 52.0, "front": 90.0}
_ABOVE = 0.28
"""How much lower in the picture what is nearer is, from the front and a little from above."""
_UP: Vec = (0.0, 1.0, 0.0)


@dataclass(frozen=True, slots=True)
class Camera:
    """Which way the world goes in the picture: right, up, and toward the viewer."""

    across: Vec
    upward: Vec
    toward: Vec

    def point(self, at: Vec) -> Point:
        return dot(at, self.across), dot(at, self.upward)

    def depth(self, at: Vec) -> float:
        return dot(at, self.toward)


def camera(scene: Scene) -> Camera:
    """How a scene is seen. Who sits on a chair is seen a little from above from the front, to have a lap.

    The near side is on the picture's left from the front and from behind, as in a mirror; from above it is
    below.
    """
    view = scene.view
    if view == "back":
        return Camera((0.0, 0.0, -1.0), _UP, (-1.0, 0.0, 0.0))
    if view == "above":
        return Camera((1.0, 0.0, 0.0), (0.0, 0.0, -1.0), _UP)
    if view == "front" and "chair" in scene.props:
        return Camera((0.0, 0.0, -1.0), (-_ABOVE, 1.0, 0.0), (1.0, 0.0, 0.0))
    angle = math.radians(_ANGLES[view])
    cos, sin = math.cos(angle), math.sin(angle)
    return Camera((cos, 0.0, -sin), _UP, (sin, 0.0, cos))
