"""The places that hands and feet are sent to by name, found on the body as it is now and on the props."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from unslouch.figure.body import ANKLE, BALL, HEAD_RADIUS, KNEELING, Body, Limb, Spot
from unslouch.figure.scene import BACKREST, DESK, DOOR_HALF, SEAT, SEAT_BACK, SEAT_FRONT, SEAT_HALF, Scene
from unslouch.figure.vec import Vec, add, along, lerp, mix, scale, unit

_FORWARD: Vec = (1.0, 0.0, 0.0)
_UP: Vec = (0.0, 1.0, 0.0)
_PAD = 0.014
"""Half the thickness of a hand."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Whose hand looks for a place; `other` is the other arm, where that is known by then."""

    body: Body
    side: int
    scene: Scene
    other: Limb | None


@dataclass(frozen=True, slots=True)
class Step:
    """Where a foot is set down: the ankle above the floor, the side, and the angles of the foot."""

    at: Vec
    side: int
    foot: Mapping[str, float]


Finder = Callable[[Reach], Spot]


def palm_spot(what: tuple[Any, ...], body: Body, side: int, scene: Scene, other: Limb | None) -> Spot:
    """Where a palm is sent by `what`: a name, and how far forward, up and out of there."""
    name, forward, up, out = what
    if name == "point":
        return Spot((forward, up, out * side))
    if name == "floor":
        return Spot((forward, _PAD + up, out * side), _FORWARD)
    found = PALMS[name](Reach(body, side, scene, other))
    return Spot(add(found.at, (forward, up, out * side)), found.way, found.pole)


def ankle_spot(what: tuple[Any, ...], body: Body, side: int, foot: Mapping[str, float]) -> Spot:
    """Where an ankle is sent by `what`, and where the toes point."""
    name, forward, up, out = what
    at = (forward, up, out * side)
    if name in ON_LEG:
        found = ON_LEG[name](body, side)
        return Spot(add(found, at))
    if name == "point":
        return Spot(at)
    return _ON_FLOOR[name](Step(at, side, foot))


def _flat(step: Step) -> Spot:
    """The sole on the floor; the heel lifts about the ball, the toes about the heel."""
    way = mix(_FORWARD, (0.0, 0.0, float(step.side)), step.foot["turnout"])
    angle = step.foot["toes"] - step.foot["heel"]
    pivot = add(step.at, way, BALL if step.foot["heel"] > step.foot["toes"] else -0.02)
    arm = -BALL if step.foot["heel"] > step.foot["toes"] else 0.02
    ankle = add(add(pivot, mix(way, _UP, angle), arm), mix(_UP, scale(way, -1.0), angle), ANKLE)
    return Spot(ankle, mix(way, _UP, angle))


def _instep(step: Step) -> Spot:
    return Spot(add(step.at, _UP, KNEELING), unit((-1.0, -0.12, 0.0)))


def _heel(step: Step) -> Spot:
    way = unit((0.25, 1.0, 0.15 * step.side))
    return Spot(add(step.at, _UP, 0.04), mix(way, _FORWARD, step.foot["point"]))


def _tucked(step: Step) -> Spot:
    return Spot(add(step.at, (-0.012, BALL + 0.022, 0.0)), unit((0.35, -1.0, 0.0)))


_ON_FLOOR = {"floor": _flat, "instep": _instep, "heel": _heel, "toes": _tucked}


def _leg(body: Body, side: int) -> Limb:
    return next(leg for leg in body.legs if leg.side == side)


def _on_leg(place: str, body: Body, side: int) -> Vec:
    """On the front of the leg of that side."""
    leg = _leg(body, side)
    if place in {"ankle", "foot"}:
        return leg.end if place == "ankle" else lerp(leg.ball, leg.tip, 0.5)
    piece, part, out = _LEG_SURFACE[place]
    start, end = ((leg.root, leg.joint), (leg.joint, leg.end))[piece]
    return add(lerp(start, end, part), leg.front[piece], out)


_LEG_SURFACE: Mapping[str, tuple[int, float, float]] = {
    "thigh": (0, 0.68, 0.042),
    "knee": (0, 0.97, 0.036),
    "back-of-thigh": (0, 0.75, -0.036),
    "shin": (1, 0.45, 0.03),
    "calf": (1, 0.4, -0.03),
}
"""Of the thigh or of the shin, how far down it, and how far before its middle."""

_LEG_PLACES = (*_LEG_SURFACE, "ankle", "foot")


def _held(place: str, *, other: bool) -> Finder:
    def find(reach: Reach) -> Spot:
        leg = _leg(reach.body, -reach.side if other else reach.side)
        way = unit(add(leg.joint, leg.root, -1.0)) if place == "thigh" and not other else None
        return Spot(_on_leg(place, reach.body, leg.side), way)

    return find


def _on_chest(forward: float, up: float, out: float, pole: Vec | None = None) -> Finder:
    """Forward, up and out of the base of the neck."""

    def find(reach: Reach) -> Spot:
        at, frame = reach.body.chest
        return Spot(add(at, along(frame, (forward, up, out * reach.side))), None, pole)

    return find


def _on_pelvis(forward: float, up: float, out: float, pole: Vec | None = None) -> Finder:
    def find(reach: Reach) -> Spot:
        at, frame = reach.body.pelvis
        return Spot(add(at, along(frame, (forward, up, out * reach.side))), None, pole)

    return find


def _on_head(forward: float, up: float, out: float, pole: Vec | None = None) -> Finder:
    """In units of the head's radius, from its middle."""

    def find(reach: Reach) -> Spot:
        at, frame = reach.body.head
        part = scale((forward, up, out * reach.side), HEAD_RADIUS)
        return Spot(add(at, along(frame, part)), None, pole)

    return find


def _on_arm(place: str) -> Finder:
    """On the other arm; at the middle of the chest where that is not yet known."""

    def find(reach: Reach) -> Spot:
        if reach.other is None:
            return _on_chest(0.1, -0.08, 0.0)(reach)
        match place:
            case "elbow":
                return Spot(reach.other.joint)
            case "upper-arm":
                return Spot(lerp(reach.other.root, reach.other.joint, 0.7))
            case "wrist":
                return Spot(reach.other.end)
        return Spot(lerp(reach.other.end, reach.other.tip, 0.55))

    return find


def _on_chair(forward: float, up: float, out: float, way: Vec | None, pole: Vec | None = None) -> Finder:
    def find(reach: Reach) -> Spot:
        return Spot((reach.scene.place("chair") + forward, up, out * reach.side), way, pole)

    return find


def _desk_edge(reach: Reach) -> Spot:
    return Spot((reach.scene.place("desk") + 0.015, DESK + _PAD, 0.1 * reach.side), _FORWARD)


def _desk_top(reach: Reach) -> Spot:
    return Spot((reach.scene.place("desk") + 0.12, DESK + _PAD, 0.1 * reach.side), _FORWARD)


def _wall(reach: Reach) -> Spot:
    return Spot((reach.scene.place("wall") - _PAD, 0.74, 0.09 * reach.side), _UP)


def _door(reach: Reach) -> Spot:
    return Spot(
        (reach.scene.place("door-frame"), 0.78, (DOOR_HALF - 0.02) * reach.side), _UP, (-0.3, -1.0, 0.4)
    )


def _mat(reach: Reach) -> Spot:
    """On the floor beside the trunk, where the arm of someone lying ends."""
    frame = reach.body.chest[1]
    shoulder = reach.body.shoulders[0 if reach.side > 0 else 1]
    at = add(add(shoulder, frame[1], -0.32), frame[2], 0.03 * reach.side)
    return Spot((at[0], 0.02, at[2]))


PALMS: Mapping[str, Finder] = {
    **{place: _held(place, other=False) for place in _LEG_PLACES},
    **{f"other-{place}": _held(place, other=True) for place in _LEG_PLACES},
    **{f"other-{place}": _on_arm(place) for place in ("elbow", "upper-arm", "wrist", "hand")},
    "shoulder": _on_chest(0.01, 0.005, 0.1, (0.6, -0.3, 1.0)),
    "other-shoulder": _on_chest(0.045, -0.02, -0.085, (0.9, -0.2, 0.5)),
    "chest": _on_chest(0.06, -0.09, 0.02, (0.0, -0.6, 1.0)),
    "heart": _on_chest(0.1, -0.08, 0.0, (0.2, -0.5, 1.0)),
    "belly": _on_pelvis(0.065, 0.09, 0.03, (-0.4, -0.2, 1.0)),
    "hip": _on_pelvis(0.01, 0.06, 0.088, (-0.35, 0.0, 1.0)),
    "lower-back": _on_pelvis(-0.062, 0.07, 0.04, (-0.8, 0.0, 0.8)),
    "behind-back": _on_pelvis(-0.1, -0.01, 0.0, (-0.6, 0.0, 0.6)),
    "back-of-head": _on_head(-0.85, 0.15, 0.35, (0.35, 0.1, 1.0)),
    "forehead": _on_head(1.0, 0.45, 0.25, (0.5, -0.6, 0.8)),
    "temple": _on_head(0.1, 0.3, 1.0, (0.2, -0.3, 1.0)),
    "other-temple": _on_head(0.0, 0.75, -0.75, (0.1, 0.5, 1.0)),
    "top-of-head": _on_head(0.0, 1.05, 0.0, (0.1, 0.3, 1.0)),
    "chin": _on_head(0.95, -0.75, 0.1, (0.2, -1.0, 0.3)),
    "eyes": _on_head(1.1, 0.05, 0.4, (0.3, -1.0, 0.6)),
    "seat": _on_chair(0.0, SEAT + _PAD, SEAT_HALF + 0.015, None, (-1.0, 0.0, 0.4)),
    "seat-edge": _on_chair(SEAT_FRONT, SEAT + _PAD, SEAT_HALF, None, (-1.0, 0.0, 0.4)),
    "seat-behind": _on_chair(SEAT_BACK + 0.03, SEAT + _PAD, SEAT_HALF, None, (-1.0, 0.0, 0.4)),
    "chair-back": _on_chair(BACKREST[0], BACKREST[1] + _PAD, 0.08, None, (-0.3, -0.6, 1.0)),
    "desk-edge": _desk_edge,
    "desk-top": _desk_top,
    "wall": _wall,
    "door-frame": _door,
    "mat": _mat,
}
"""Each place for a palm."""

ON_LEG: Mapping[str, Callable[[Body, int], Vec]] = {
    "other-thigh": lambda body, side: add(_crossed("thigh", body, side), _UP, 0.03),
    "other-knee": lambda body, side: add(_crossed("knee", body, side), _UP, 0.02),
    "other-shin": lambda body, side: _crossed("shin", body, side),
    "other-calf": lambda body, side: _crossed("calf", body, side),
    "other-ankle": lambda body, side: _crossed("ankle", body, side),
}
ANKLES = ("point", "floor", "instep", "heel", "toes", *ON_LEG)
"""Each place for a foot."""


def _crossed(place: str, body: Body, side: int) -> Vec:
    """On the other leg; before the hips where that is not yet known."""
    if all(leg.side == side for leg in body.legs):
        return add(body.pelvis[0], _FORWARD, 0.2)
    return _on_leg(place, body, -side)
