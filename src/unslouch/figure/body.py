"""The body: from the parameters of a pose to where every joint is.

Proportions in units of standing height; see `stances` for what the parameters mean.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from unslouch.figure.motion import Between
from unslouch.figure.scene import Scene
from unslouch.figure.stances import ELBOW, KNEE
from unslouch.figure.vec import (
    UPRIGHT,
    Frame,
    Vec,
    across,
    add,
    along,
    between,
    dot,
    lean,
    length,
    lerp,
    mix,
    scale,
    sub,
    tilt,
    turn,
    unit,
)

HIP_HALF, SHOULDER_HALF = 0.05, 0.09
SPINE = (0.05, 0.08, 0.08, 0.08)
"""From the hips to the base of the neck, in four stiff pieces."""
NECK, HEAD, HEAD_RADIUS = 0.05, 0.058, 0.066
UPPER_ARM, FOREARM, HAND = 0.155, 0.145, 0.055
PALM = 0.03
"""From the wrist to the middle of the palm, which is what touches."""
THIGH, SHIN = 0.235, 0.23
KNEELING = 0.028
"""How high the middle of a knee is that kneels."""
ANKLE, HEEL, BALL, TOE = 0.034, 0.03, 0.055, 0.085
"""The ankle's height, and how far the heel is behind it, the ball and the tips of the toes before it."""

_BEND = ((0.4, "bend_low"), (0.32, "bend_mid"), (0.28, "bend_high"))
_SIDE = (0.36, 0.34, 0.3)
_TWIST = (0.2, 0.35, 0.45)
_REST_NECK = 10.0
_BREATH_RISE = 0.006


@dataclass(slots=True)
class Limb:
    """An arm or a leg: shoulder, elbow, wrist and fingertips, or hip, knee, ankle and toes.

    `front` is what faces forward on a hanging limb, for the upper and the lower piece. `short` is how much the
    limb lacks to reach what it is sent to.
    """

    side: int
    root: Vec
    joint: Vec
    end: Vec
    tip: Vec
    front: tuple[Vec, Vec]
    heel: Vec = (0.0, 0.0, 0.0)
    ball: Vec = (0.0, 0.0, 0.0)
    short: float = 0.0


@dataclass(slots=True)
class Body:
    """Where everything is, in the world. The near limb of each pair comes first."""

    pelvis: tuple[Vec, Frame]
    spine: list[tuple[Vec, Frame]]
    neck: Vec
    head: tuple[Vec, Frame]
    shoulders: tuple[Vec, Vec]
    breath: float
    arms: list[Limb] = field(default_factory=list)
    legs: list[Limb] = field(default_factory=list)

    @property
    def chest(self) -> tuple[Vec, Frame]:
        """The base of the neck, and which way the chest faces."""
        return self.spine[-1]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a hand or an ankle is to be.

    `way` is where the fingers or toes point, if the place decides it, `pole` where the elbow or knee goes.
    """

    at: Vec
    way: Vec | None = None
    pole: Vec | None = None


def trunk(pose: Mapping[str, Any]) -> Body:
    at = _pelvis(pose["pelvis"], pose)
    spine = _spine(at, pose)
    at, frame = spine[-1]
    neck, head = _head(at, frame, pose)
    shoulders = (_shoulder(at, frame, pose, "near", 1), _shoulder(at, frame, pose, "far", -1))
    return Body(spine[0], spine, neck, head, shoulders, pose.get("breath", 0.4))


def _pelvis(what: Any, pose: Mapping[str, Any]) -> Vec:
    """The middle between the hips: a point, above knees that kneel, or where the neck's base is held."""
    if isinstance(what, Between):
        start, end = what.start, what.end
        if start[0] == end[0]:
            moved = [a + (b - a) * what.part for a, b in zip(start[1:], end[1:], strict=True)]
            return _pelvis((start[0], *moved), pose)
        return lerp(_pelvis(start, pose), _pelvis(end, pose), what.part)
    place, *numbers = what
    if place == "kneel":
        angle, knee, aside = numbers
        return add((knee, KNEELING, aside), mix((0.0, 1.0, 0.0), (-1.0, 0.0, 0.0), angle), THIGH)
    at: Vec = (numbers[0], numbers[1], numbers[2])
    return sub(at, _spine((0.0, 0.0, 0.0), pose)[-1][0]) if place == "shoulders" else at


def _spine(at: Vec, pose: Mapping[str, Any]) -> list[tuple[Vec, Frame]]:
    """The hips, and the lower ends of the spine's pieces up to the base of the neck."""
    frame = tilt(lean(turn(UPRIGHT, pose["turn"]), pose["lean"]), pose["tilt"])
    frame = turn(frame, pose["roll"])
    spine = [(at, frame)]
    at = add(at, frame[1], SPINE[0])
    spine.append((at, frame))
    for piece, (share, extra), side, twist in zip(SPINE[1:], _BEND, _SIDE, _TWIST, strict=True):
        frame = lean(frame, pose["bend"] * share + pose[extra])
        frame = turn(tilt(frame, pose["side_bend"] * side), pose["twist"] * twist)
        at = add(at, frame[1], piece)
        spine.append((at, frame))
    return spine


def _head(at: Vec, chest: Frame, pose: Mapping[str, Any]) -> tuple[Vec, tuple[Vec, Frame]]:
    frame = lean(chest, _REST_NECK + pose["nod"] * 0.45 + pose["glide"])
    frame = turn(tilt(frame, pose["head_tilt"] * 0.5), pose["head_turn"] * 0.4)
    neck = add(at, frame[1], NECK)
    frame = lean(frame, pose["nod"] * 0.55 - pose["glide"] - _REST_NECK)
    frame = turn(tilt(frame, pose["head_tilt"] * 0.5), pose["head_turn"] * 0.6)
    return neck, (add(neck, frame[1], HEAD), frame)


def _shoulder(at: Vec, chest: Frame, pose: Mapping[str, Any], name: str, side: int) -> Vec:
    squeeze = pose["squeeze"]
    up = -0.022 + 0.034 * (pose["shrug"] + pose[f"{name}_shrug"]) + _BREATH_RISE * pose.get("breath", 0.4)
    out = SHOULDER_HALF - 0.015 * abs(squeeze)
    return add(at, along(chest, (-0.028 * squeeze, up, out * side)))


def swung(frame: Frame, side: int, swing: tuple[float, float], twist: float, knee: int) -> tuple[Vec, Vec]:
    """Which way an upper limb points, and which way the lower one bends from it.

    It hangs at a swing of nothing; the swing says how many degrees forward and how many out. `knee` is -1 for
    a joint that bends back.
    """
    forward, up, near = frame
    out = scale(near, side)
    raised = math.hypot(*swing)
    if raised < 1e-9:
        toward, cos, sin = forward, 1.0, 0.0
        share = (1.0, 0.0)
    else:
        share = (swing[0] / raised, swing[1] / raised)
        toward = add(scale(forward, share[0]), out, share[1])
        cos, sin = math.cos(math.radians(raised)), math.sin(math.radians(raised))
    way = add(scale(up, -cos), toward, sin)
    moved = add(scale(toward, cos - 1), up, sin)
    front, outer = add(forward, moved, share[0]), add(out, moved, share[1])
    return way, scale(mix(front, outer, twist), knee)


def bent(root: Vec, at: Vec, upper: float, lower: float, pole: Vec) -> tuple[Vec, Vec, float]:
    """Two-bone inverse kinematics: the joint, the end, and how far the end falls short of `at`."""
    wanted = sub(at, root)
    far = length(wanted)
    way = unit(wanted)
    reach = max(abs(upper - lower) + 1e-4, min(upper + lower - 1e-5, far))
    side = across(pole, way)
    if length(side) < 1e-4:
        side = across((0.37, 0.61, 0.7), way)
    before = (upper * upper - lower * lower + reach * reach) / (2 * reach)
    off = math.sqrt(max(0.0, upper * upper - before * before))
    joint = add(add(root, way, before), unit(side), off)
    return joint, add(root, way, reach), far - reach


def arm(
    body: Body, pose: Mapping[str, Any], name: str, side: int, scene: Scene, other: Limb | None, spot: Any
) -> Limb:
    root = body.shoulders[0 if side > 0 else 1]
    chest = body.chest[1]
    want, hinge = _wanted(
        pose[f"{name}_hand"],
        pose[f"{name}_elbow"],
        root,
        chest,
        side,
        1,
        (UPPER_ARM, FOREARM + PALM),
        lambda what: spot(what, body, side, scene, other),
    )
    if want.way is None:
        joint, palm, short = bent(root, want.at, UPPER_ARM, FOREARM + PALM, hinge)
        way = unit(sub(palm, joint))
        end = add(joint, way, FOREARM)
        fold = unit(across(sub(root, joint), way)) if dot(hinge, hinge) else way
        way = mix(way, fold, pose[f"{name}_wrist"])
    else:
        way = want.way
        joint, end, short = bent(root, add(want.at, way, -PALM), UPPER_ARM, FOREARM, hinge)
    upper, lower = unit(sub(joint, root)), unit(sub(end, joint))
    front = unit(across(scale(hinge, -1.0), upper))
    return Limb(side, root, joint, end, add(end, way, HAND), (front, unit(across(front, lower))), short=short)


def leg(body: Body, pose: Mapping[str, Any], name: str, side: int, scene: Scene, spot: Any) -> Limb:
    at, frame = body.pelvis
    root = add(at, frame[2], HIP_HALF * side)
    feet = {key: pose[f"{name}_{key}"] for key in ("heel", "toes", "point", "turnout")}
    want, hinge = _wanted(
        pose[f"{name}_foot"],
        pose[f"{name}_knee"],
        root,
        frame,
        side,
        -1,
        (THIGH, SHIN),
        lambda what: spot(what, body, side, scene, feet),
    )
    joint, end, short = bent(root, want.at, THIGH, SHIN, hinge)
    upper, lower = unit(sub(joint, root)), unit(sub(end, joint))
    fronts = unit(across(hinge, upper)), unit(across(hinge, lower))
    way = want.way or mix(fronts[1], lower, feet["point"])
    sole = unit(across(lower, way))
    base = add(end, sole, ANKLE - 0.016)
    return Limb(
        side,
        root,
        joint,
        end,
        add(base, way, TOE),
        fronts,
        add(base, way, -HEEL),
        add(base, way, BALL),
        short,
    )


def _wanted(
    what: Any, pole: Vec, root: Vec, frame: Frame, side: int, knee: int, bones: tuple[float, float], spot: Any
) -> tuple[Spot, Vec]:
    """Where the end of a limb is to be, and which way its joint points."""
    if isinstance(what, Between):
        start, first = _wanted(what.start, pole, root, frame, side, knee, bones, spot)
        end, last = _wanted(what.end, pole, root, frame, side, knee, bones, spot)
        fixed = {what.start[0], what.end[0]} <= {"point", "floor", "instep", "heel", "toes"}
        at = lerp(start.at, end.at, what.part) if fixed else _swing(root, start.at, end.at, what.part)
        way = between(start.way, end.way, what.part) if start.way and end.way else (start.way or end.way)
        return Spot(at, way), between(unit(first), unit(last), what.part)
    if not isinstance(what[0], str):
        way, fold = swung(frame, side, what[:2], what[3], knee)
        joint = add(root, way, bones[0])
        return Spot(add(joint, mix(way, fold, what[2]), bones[1])), scale(fold, -1.0)
    found = spot(what)
    chosen = found.pole if found.pole is not None and pole in _DEFAULT_POLES else pole
    return found, along(frame, (chosen[0], chosen[1], chosen[2] * side))


_DEFAULT_POLES = (ELBOW, KNEE)


def _swing(root: Vec, start: Vec, end: Vec, part: float) -> Vec:
    """Between two places as a hand goes: about the shoulder, nearer and farther on the way."""
    first, last = sub(start, root), sub(end, root)
    far = length(first) + (length(last) - length(first)) * part
    return add(root, between(unit(first), unit(last), part), far)
