"""The body: from the parameters of a pose to where every joint is.

Proportions in units of standing height; see `stances` for what the parameters mean.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from unslouch.figure.motion import WORLD, Between
from unslouch.figure.stances import ELBOW, KNEE
from unslouch.figure.vec import (
    UPRIGHT,
    Frame,
    Vec,
    across,
    add,
    along,
    between,
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
SOLE = 0.015
"""How high the middle of a foot is that stands."""
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

    `front` is what faces forward on a hanging limb, for the upper and the lower piece. `short` is how
    much the limb lacks to reach what it is sent to.
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

    @property
    def palm(self) -> Vec:
        """The middle of the palm."""
        return lerp(self.end, self.tip, PALM / HAND)


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
    """Where a palm or an ankle is to be.

    `way` is where the fingers or toes point, if the place decides it, `pole` where the elbow or knee goes.
    """

    at: Vec
    way: Vec | None = None
    pole: Vec | None = None


@dataclass(frozen=True, slots=True)
class _Aim:
    """Where a wrist or an ankle goes, where the fingers or toes point, and where the joint before it goes."""

    end: Vec
    way: Vec
    pole: Vec
    short: float = 0.0


@dataclass(frozen=True, slots=True)
class Socket:
    """What a limb hangs from: a shoulder of the chest, or a hip of the pelvis."""

    at: Vec
    frame: Frame
    side: int
    bones: tuple[float, float]

    def pole(self, what: Any, found: Vec | None, usual: Vec) -> Vec:
        """Which way the joint goes: as the pose says, else as the place says, else as usual."""
        forward, up, out = found if found is not None and what == usual else what
        return along(self.frame, (forward, up, out * self.side))


Find = Callable[[tuple[Any, ...]], Spot]
"""From what a pose says to where that is."""


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
    out = SHOULDER_HALF - 0.015 * max(0.0, squeeze)
    return add(at, along(chest, (-0.028 * squeeze, up, out * side)))


def arm(body: Body, pose: Mapping[str, Any], name: str, find: Find) -> Limb:
    """The arm of the side of that name."""
    side = 1 if name == "near" else -1
    socket = Socket(body.shoulders[0 if side > 0 else 1], body.chest[1], side, (UPPER_ARM, FOREARM))
    elbow, wrist = pose[f"{name}_elbow"], pose[f"{name}_wrist"]

    def aim(what: tuple[Any, ...]) -> _Aim:
        if not isinstance(what[0], str):
            return _by_angles(socket, what, 1, lambda way, fold: mix(way, fold, wrist))
        spot = find(what)
        pole = socket.pole(elbow, spot.pole, ELBOW)
        if spot.way is not None:
            return _Aim(add(spot.at, spot.way, -PALM), spot.way, pole)
        joint, palm, short = bent(socket.at, spot.at, UPPER_ARM, FOREARM + PALM, pole)
        way = unit(sub(palm, joint))
        return _Aim(
            add(joint, way, FOREARM), mix(way, _fold(socket.at, joint, way, pole), wrist), pole, short
        )

    limb, way = _aimed(socket, pose[f"{name}_hand"], aim, -1)
    limb.tip = add(limb.end, way, HAND)
    return limb


def leg(body: Body, pose: Mapping[str, Any], name: str, find: Find) -> Limb:
    """The leg of the side of that name."""
    side = 1 if name == "near" else -1
    at, frame = body.pelvis
    socket = Socket(add(at, frame[2], HIP_HALF * side), frame, side, (THIGH, SHIN))
    knee, pointed = pose[f"{name}_knee"], pose[f"{name}_point"]

    def aim(what: tuple[Any, ...]) -> _Aim:
        if not isinstance(what[0], str):
            return _by_angles(socket, what, -1, lambda way, fold: mix(scale(fold, -1.0), way, pointed))
        spot = find(what)
        pole = socket.pole(knee, spot.pole, KNEE)
        if spot.way is not None:
            return _Aim(spot.at, spot.way, pole)
        joint, end, short = bent(socket.at, spot.at, THIGH, SHIN, pole)
        way = unit(sub(end, joint))
        return _Aim(end, mix(scale(_fold(socket.at, joint, way, pole), -1.0), way, pointed), pole, short)

    limb, way = _aimed(socket, pose[f"{name}_foot"], aim, 1)
    base = add(limb.end, unit(across(sub(limb.end, limb.joint), way)), ANKLE - 0.016)
    limb.heel, limb.ball = add(base, way, -HEEL), add(base, way, BALL)
    limb.tip = _toes(limb.ball, way)
    return limb


def _toes(ball: Vec, way: Vec) -> Vec:
    """The tips of the toes; where the floor is in the way, the foot bends at the ball."""
    tip = add(ball, way, TOE - BALL)
    if tip[1] >= SOLE:
        return tip
    down = max(-1.0, min(1.0, (SOLE - ball[1]) / (TOE - BALL)))
    level = unit((way[0], 0.0, way[2])) if way[0] or way[2] else (1.0, 0.0, 0.0)
    return add(ball, mix(level, (0.0, 1.0, 0.0), math.degrees(math.asin(down))), TOE - BALL)


def _aimed(socket: Socket, what: Any, aim: Callable[[tuple[Any, ...]], _Aim], knee: int) -> tuple[Limb, Vec]:
    """The limb, and where its fingers or toes point. `knee` is 1 for a joint that points to the front."""
    wanted = _met(socket, what, aim) if isinstance(what, Between) else aim(what)
    joint, end, short = bent(socket.at, wanted.end, *socket.bones, wanted.pole)
    upper, lower = unit(sub(joint, socket.at)), unit(sub(end, joint))
    front = unit(across(scale(wanted.pole, knee), upper))
    fronts = (front, unit(across(front, lower)))
    limb = Limb(socket.side, socket.at, joint, end, end, fronts, short=max(short, wanted.short))
    return limb, wanted.way


def _met(socket: Socket, what: Between, aim: Callable[[tuple[Any, ...]], _Aim]) -> _Aim:
    """On the way: a foot on the floor goes straight, anything else about the shoulder or the hip."""
    first, last, part = aim(what.start), aim(what.end), what.part
    if {what.start[0], what.end[0]} <= WORLD:
        end = lerp(first.end, last.end, part)
    else:
        begin, finish = sub(first.end, socket.at), sub(last.end, socket.at)
        far = length(begin) + (length(finish) - length(begin)) * part
        reach = min(far, sum(socket.bones) - 1e-5)
        end = add(socket.at, between(unit(begin), unit(finish), part), reach)
    pole = between(unit(first.pole), unit(last.pole), part)
    return _Aim(end, between(first.way, last.way, part), pole)


def _by_angles(socket: Socket, angles: tuple[float, ...], knee: int, hand: Callable[[Vec, Vec], Vec]) -> _Aim:
    forward, out, flexed, rolled = angles
    way, fold = swung(socket.frame, socket.side, (forward, out), rolled, knee)
    lower = mix(way, fold, flexed)
    folded = mix(fold, way, -flexed)
    end = add(add(socket.at, way, socket.bones[0]), lower, socket.bones[1])
    return _Aim(end, hand(lower, folded), scale(fold, -1.0))


def _fold(root: Vec, joint: Vec, lower: Vec, pole: Vec) -> Vec:
    """Which way the lower piece would go on if the joint bent more."""
    back = across(sub(root, joint), lower)
    return unit(back if length(back) > 0.01 else across(scale(pole, -1.0), lower))


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
