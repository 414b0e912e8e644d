"""The rig of a whole person: from the parameters of a pose to the shapes of a drawing."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from unslouch.figure import body as anatomy
from unslouch.figure.body import Body, Find, Limb
from unslouch.figure.contacts import ankle_spot, palm_spot
from unslouch.figure.outline import hull
from unslouch.figure.props import props
from unslouch.figure.rig import Rig
from unslouch.figure.scene import PROPS, VIEWS, Camera, Scene, camera
from unslouch.figure.shape import Area, Point, Shape, Stroke, Tone
from unslouch.figure.stances import BOTH, NUMBERS, STANCES, mirrored
from unslouch.figure.vec import Frame, Vec, add, along, dot, lerp, scale, sub, unit

_STATIONS = (
    (0, -0.016, 0.07, 0.044, 0.026),
    (0, 0.03, 0.072, 0.048, 0.03),
    (1, 0.03, 0.064, 0.042, 0.03),
    (2, 0.035, 0.064, 0.043, 0.03),
    (3, 0.03, 0.073, 0.047, 0.03),
    (4, -0.024, 0.083, 0.041, 0.024),
    (4, 0.006, 0.04, 0.032, 0.012),
)
"""The trunk's ellipsoids: which piece of the spine, how far up it, half its width, depth and height."""

_ARM = (0.046, 0.036, 0.029, 0.036, 0.018)
_LEG = (0.086, 0.06, 0.038)
_LAP = (0.1, 0.084)
"""How wide a thigh is that comes toward us, at the hip and at the knee."""
_TOWARD = 0.8
"""From which share of its length a thigh comes toward us rather than aside."""
_FOLDED = 0.8
"""From which cosine between thigh and shin the shin is drawn with an outline."""
_ARM_DEPTH = 0.6
"""How far down the forearm the point is whose depth the whole arm has."""
_FOOT = (0.034, 0.03, 0.018)
_NECK = 0.05
_HALF_AROUND = tuple((math.cos(turn * math.pi / 6), math.sin(turn * math.pi / 6)) for turn in range(6))
_SKULL = ((0.0, 0.008, 0.124), (0.018, -0.026, 0.09))
"""The crown and the jaw: how far forward and up of the head's middle, and how wide."""
_SEEN = 0.15
"""How far an eye must be turned toward us to be seen."""
_APART = 0.036
"""Eyes that are nearer to each other in the picture would be one dash."""
_SIDES = {"near": 1, "far": -1}
_FULL_CHEST = 0.09
"""How much deeper a full chest is than an empty one, as a share."""


def solve(pose: Mapping[str, Any], scene: Scene) -> Body:
    """The body in a pose; limbs that cannot reach are stretched out as far as they go."""
    body = anatomy.trunk(pose)
    for name in _order(pose["near_foot"]):
        leg = anatomy.leg(body, pose, name, _feet(body, pose, name))
        body.legs.insert(0 if name == "near" else len(body.legs), leg)
    for name in _order(pose["near_hand"]):
        arm = anatomy.arm(body, pose, name, _hands(body, scene, name))
        body.arms.insert(0 if name == "near" else len(body.arms), arm)
    return body


def _feet(body: Body, pose: Mapping[str, Any], name: str) -> Find:
    foot = {key: pose[f"{name}_{key}"] for key in ("heel", "toes", "turnout", "point")}
    return lambda what: ankle_spot(what, body, _SIDES[name], foot)


def _hands(body: Body, scene: Scene, name: str) -> Find:
    other = body.arms[0] if body.arms else None
    return lambda what: palm_spot(what, body, _SIDES[name], scene, other)


def _order(near: Any) -> tuple[str, str]:
    """What holds on to the other side comes after it."""
    return ("far", "near") if "other-" in str(near) else ("near", "far")


def shapes(pose: Mapping[str, Any], scene: Scene) -> tuple[Shape, ...]:
    """The drawing of a pose."""
    body = solve(pose, scene)
    view = camera(scene)
    drawn = [*props(scene, view), *_trunk(body, view), *_head(body, view, scene)]
    for limb in body.legs:
        drawn += _leg(limb, body.pelvis[1], view, scene)
    for limb in body.arms:
        drawn += _arm(limb, view, scene)
    return (*drawn, *_tinted(body, view, scene, pose))


@dataclass(frozen=True, slots=True)
class _Brush:
    """What a part of the body is drawn with."""

    view: Camera
    tone: Tone
    depth: float

    def line(self, points: tuple[Vec, ...], widths: tuple[float, ...], *, gap: bool = False) -> Stroke:
        seen = tuple(self.view.point(point) for point in points)
        return Stroke(seen, widths, self.tone, self.depth, gap)


def _brushes(limb: Limb, scene: Scene, view: Camera, part: float) -> tuple[_Brush, _Brush]:
    """For the limb, and for what of it is tinted; it is as near as that part of its lower half.

    The far one of two limbs is a hair behind, so that they can be told apart where they cross.
    """
    depth = _depth(limb, view, part)
    far = limb.side < 0 and scene.view == "side"
    tone = Tone.FAR if far else Tone.NEAR
    idle = limb.side < 0 and scene.extras.get("works") == "near"
    return _Brush(view, tone, depth), _Brush(view, tone if far or idle else Tone.TINT, depth)


def _depth(limb: Limb, view: Camera, part: float = _ARM_DEPTH) -> float:
    """A foot that is held up as high as its knee lies on the other leg: from the front it is before that."""
    if view.upward[0] and part < _ARM_DEPTH and limb.end[1] > limb.joint[1] - 0.03:
        return view.depth(limb.end) + 0.05
    return view.depth(lerp(limb.joint, limb.end, part)) - (0.0005 if limb.side < 0 else 0.0)


def _arm(limb: Limb, view: Camera, scene: Scene) -> Iterator[Shape]:
    brush, tint = _brushes(limb, scene, view, _ARM_DEPTH)
    begin = lerp(limb.root, limb.joint, 0.4)
    width = _ARM[0] + (_ARM[1] - _ARM[0]) * 0.4
    palm = lerp(limb.end, limb.tip, 0.5)
    if "shoulders" in scene.tint:
        yield tint.line((limb.root, lerp(limb.root, limb.joint, 0.55)), _ARM[:2])
    yield brush.line((limb.root, begin), (_ARM[0], width))
    if "forearms" in scene.tint:
        yield tint.line((limb.joint, limb.end), _ARM[1:3])
    if "hands" in scene.tint:
        yield tint.line((limb.end, palm, limb.tip), _ARM[2:])
    yield brush.line((begin, limb.joint, limb.end, palm, limb.tip), (width, *_ARM[1:]), gap=True)


def _leg(limb: Limb, pelvis: Frame, view: Camera, scene: Scene) -> Iterator[Shape]:
    brush, tint = _brushes(limb, scene, view, 0.4)
    if tint.tone is Tone.TINT:
        yield from _tinted_leg(limb, pelvis, tint, scene)
    folded = _is_folded(limb, view)
    low = replace(brush, depth=brush.depth + 0.0004) if folded else brush
    yield low.line((limb.heel, limb.ball, limb.tip), _FOOT)
    yield low.line((limb.end, limb.heel), (_LEG[2], _FOOT[0]))
    yield low.line((limb.end, limb.ball), (_LEG[2] - 0.004, _FOOT[1] - 0.004))
    if _is_lap(limb, view):
        lap = replace(brush, depth=brush.depth - 0.002)
        yield lap.line((limb.root, limb.joint), _LAP, gap=True)
        yield brush.line((limb.joint, limb.end), (_LEG[1] + 0.008, _LEG[2]), gap=True)
        return
    begin = lerp(limb.root, limb.joint, 0.45)
    width = _LEG[0] + (_LEG[1] - _LEG[0]) * 0.45
    yield brush.line((limb.root, begin), (_LEG[0], width))
    if folded:
        yield low.line((limb.joint, limb.end), _LEG[1:], gap=True)
    shown = math.dist(view.point(limb.root), view.point(limb.joint)) > anatomy.THIGH * 0.45
    yield brush.line((begin, limb.joint, limb.end), (width, *_LEG[1:]), gap=shown)


def _is_folded(limb: Limb, view: Camera) -> bool:
    """Whether the shin lies over the thigh in the picture."""
    (x, y), (px, py), (qx, qy) = (view.point(at) for at in (limb.root, limb.joint, limb.end))
    ux, uy, vx, vy = x - px, y - py, qx - px, qy - py
    alike = ux * vx + uy * vy
    nearer = view.depth(limb.end) > view.depth(limb.root)
    return nearer and alike > _FOLDED * math.hypot(ux, uy) * math.hypot(vx, vy)


def _is_lap(limb: Limb, view: Camera) -> bool:
    """Whether the thigh comes toward us, as in sitting seen from the front."""
    way = unit(sub(limb.joint, limb.root))
    return view.upward[0] != 0 and dot(way, view.toward) > _TOWARD


_LEG_REGIONS = (
    ("thighs", 0, (0.25, 0.9), 0.012, 0.036),
    ("hamstrings", 0, (0.2, 0.95), -0.014, 0.036),
    ("calves", 1, (0.08, 0.7), -0.008, 0.034),
    ("hips", 0, (0.0, 0.25), 0.014, 0.05),
    ("glutes", 0, (-0.06, 0.18), -0.016, 0.042),
)
"""On the thigh or the shin: from where to where, how far before its middle, and how wide."""


_OUTER = frozenset({"hips", "glutes"})
"""From the front these are tinted on the outer side of the hips."""


def _tinted_leg(limb: Limb, pelvis: Frame, tint: _Brush, scene: Scene) -> Iterator[Shape]:
    pieces = ((limb.root, limb.joint), (limb.joint, limb.end))
    faces = dot(pelvis[0], tint.view.toward) > 0.5
    if faces and scene.tint & _OUTER:
        spots = ((0.0, 0.045, 0.03 * limb.side), (0.0, -0.01, 0.033 * limb.side))
        yield tint.line(tuple(add(limb.root, along(pelvis, spot)) for spot in spots), (0.03, 0.034))
    for region, piece, parts, out, width in _LEG_REGIONS:
        if region in scene.tint and not (faces and region in _OUTER):
            first, last = (add(lerp(*pieces[piece], part), limb.front[piece], out) for part in parts)
            yield tint.line((first, last), (width, width * 0.85))
    if "feet" in scene.tint:
        yield tint.line((limb.heel, limb.ball, limb.tip), _FOOT)


def _head(body: Body, view: Camera, scene: Scene) -> Iterator[Shape]:
    at, frame = body.head
    depth = view.depth(at) + 0.003
    base = body.chest[0]
    over = [_depth(arm, view) for arm in body.arms if _passes(arm, body, view, scene)]
    before = any(each >= depth for each in over)
    depth = max((depth, *(each + 0.001 for each in over)))
    yield from _face(at, frame, view, depth)
    head = _Brush(view, Tone.NEAR, depth)
    front = before or depth > view.depth(base) + 0.05
    points = tuple(add(at, along(frame, (forward, up, 0.0))) for forward, up, _ in _SKULL)
    yield head.line(points, tuple(wide for _, _, wide in _SKULL), gap=front)
    if before:
        yield head.line((lerp(base, body.neck, 0.4), at), (_NECK, _NECK))
    low = add(base, body.chest[1][1], -0.02)
    widths = (_NECK + 0.012, _NECK, _NECK - 0.004, _NECK - 0.004)
    yield _Brush(view, Tone.NEAR, _trunk_depth(body, view)).line((low, base, body.neck, at), widths)


def _passes(arm: Limb, body: Body, view: Camera, scene: Scene) -> bool:
    """Whether the arm goes past the head on our side, so that the head is drawn whole and over it.

    A hand on the face, the temple or the top of the head stays before it.
    """
    at, frame = body.head
    if scene.view not in {"side", "three-quarter"}:
        return False
    hand = sub(arm.palm, at)
    near = math.hypot(*hand) < 1.6 * anatomy.HEAD_RADIUS
    if near and dot(hand, frame[0]) > -0.3 * anatomy.HEAD_RADIUS:
        return False
    middle = view.point(at)
    points = tuple(view.point(each) for each in (arm.root, arm.joint, arm.end, arm.tip))
    reach = anatomy.HEAD_RADIUS + _ARM[1] / 2 + 0.02
    return any(_beside(middle, *piece) < reach for piece in pairwise(points))


def _beside(at: Point, start: Point, end: Point) -> float:
    """How far a point of the picture is from a line."""
    (x, y), (px, py), (qx, qy) = at, start, end
    dx, dy = qx - px, qy - py
    square = dx * dx + dy * dy
    part = max(0.0, min(1.0, ((x - px) * dx + (y - py) * dy) / square)) if square else 0.0
    return math.hypot(px + dx * part - x, py + dy * part - y)


def _face(at: Vec, frame: Frame, view: Camera, depth: float) -> Iterator[Shape]:
    """A nose that stands out of the outline, and eyes where they can be seen."""
    radius = anatomy.HEAD_RADIUS
    nose = tuple(
        view.point(_above_floor(add(at, along(frame, scale(part, radius)))))
        for part in ((0.9, 0.28, 0.0), (1.32, -0.12, 0.0), (0.9, -0.3, 0.0))
    )
    yield Area(nose, Tone.NEAR, depth)
    for eye in _eyes(at, frame, view):
        yield Stroke((eye,), (0.0,), Tone.NEAR, depth + 0.004, gap=True)


def _above_floor(at: Vec) -> Vec:
    return (at[0], max(0.0, at[1]), at[2])


def _eyes(at: Vec, frame: Frame, view: Camera) -> tuple[Point, ...]:
    """The two eyes, the nearer first; only that where the other is turned away or would run into it."""
    ways = [along(frame, (0.72, 0.14, 0.46 * side)) for side in (1, -1)]
    ways.sort(key=lambda way: dot(way, view.toward), reverse=True)
    first, second = (view.point(add(at, way, anatomy.HEAD_RADIUS * 0.9)) for way in ways)
    facing = [dot(way, view.toward) for way in ways]
    if facing[0] < _SEEN:
        return ()
    return (first, second) if facing[1] > _SEEN and math.dist(first, second) > _APART else (first,)


def _trunk(body: Body, view: Camera) -> Iterator[Shape]:
    rings = [_ring(body, place, view) for place in range(len(_STATIONS))]
    depth = _trunk_depth(body, view)
    for low, high in pairwise(rings):
        yield Area(hull([*low, *high]), Tone.NEAR, depth)
    brush = _Brush(view, Tone.NEAR, depth)
    for shoulder in body.shoulders:
        yield brush.line((lerp(body.chest[0], body.neck, 0.35), shoulder), (_NECK, _ARM[0]))


def _trunk_depth(body: Body, view: Camera) -> float:
    return view.depth(lerp(body.pelvis[0], body.chest[0], 0.6))


def _station(body: Body, place: int) -> tuple[Vec, Frame, tuple[float, float, float]]:
    piece, up, wide, deep, high = _STATIONS[place]
    at, frame = body.spine[piece]
    if 0 < piece < 4:
        following = body.spine[piece + 1][1]
        frame = (frame[0], following[1], frame[2])
    if place >= 3:
        deep *= 1 + _FULL_CHEST * body.breath
    centre = add(at, frame[1], up)
    if place == len(_STATIONS) - 2:
        middle = lerp(body.shoulders[0], body.shoulders[1], 0.5)
        centre = lerp(centre, middle, 0.7)
    return centre, frame, (deep, high, wide)


def _ring(body: Body, place: int, view: Camera) -> list[Point]:
    """The outline of an ellipsoid in the picture."""
    centre, frame, sizes = _station(body, place)
    x, y = view.point(centre)
    (ax, ay), (bx, by), (cx, cy) = (
        view.point(scale(axis, size)) for axis, size in zip(frame, sizes, strict=True)
    )
    half = []
    for right, up in _HALF_AROUND:
        a, b, c = ax * right + ay * up, bx * right + by * up, cx * right + cy * up
        far = math.sqrt(a * a + b * b + c * c)
        half.append(((a * ax + b * bx + c * cx) / far, (a * ay + b * by + c * cy) / far))
    return [*((x + dx, y + dy) for dx, dy in half), *((x - dx, y - dy) for dx, dy in half)]


_TRUNK_REGIONS = {
    "lower-back": ((0, 1, 2), -0.5),
    "upper-back": ((3, 4, 5), -0.5),
    "chest": ((4, 5), 0.45),
    "core": ((2, 3), 0.45),
}
"""At which of the trunk's ellipsoids, and how far before the middle as a share of their depth."""


def _tinted(body: Body, view: Camera, scene: Scene, pose: Mapping[str, Any]) -> Iterator[Shape]:
    """The tinted regions of the trunk and the neck, on the side of the body where they are."""
    tint = _Brush(view, Tone.TINT, _trunk_depth(body, view) + 0.001)
    away = -max(-1.0, min(1.0, pose["side_bend"] / 20))
    if scene.view == "back" and "upper-back" in scene.tint:
        yield from _blades(body, tint, pose["squeeze"])
    for region, (places, forward) in _TRUNK_REGIONS.items():
        if region in scene.tint and not (scene.view == "back" and region == "upper-back"):
            found = [_station(body, place) for place in places]
            if region == "lower-back" and dot(body.pelvis[1][0], view.toward) > 0.6:
                yield from _flanks(found, tint)
                continue
            points = tuple(
                add(at, along(frame, (sizes[0] * forward, 0.0, sizes[2] * 0.55 * away)))
                for at, frame, sizes in found
            )
            yield tint.line(points, (0.04,) * len(points))
    if "neck" in scene.tint:
        yield _tinted_neck(body, tint, pose["head_tilt"])


def _blades(body: Body, tint: _Brush, squeeze: float) -> Iterator[Shape]:
    """The shoulder blades from behind; they come together when squeezed, and sink with the shoulders."""
    at, frame = body.chest
    sunk = dot(sub(lerp(body.shoulders[0], body.shoulders[1], 0.5), at), frame[1])
    for side in (1, -1):
        top, low = (
            add(at, along(frame, (-0.04, sunk + up, (out - 0.016 * squeeze) * side)))
            for up, out in ((-0.016, 0.042), (-0.1, 0.036))
        )
        yield tint.line((top, low), (0.036, 0.022), gap=True)


def _flanks(found: list[tuple[Vec, Frame, Vec]], tint: _Brush) -> Iterator[Shape]:
    """What is seen of the lower back from the front: its two sides."""
    for side in (1, -1):
        points = (add(at, frame[2], side * (sizes[2] - 0.012)) for at, frame, sizes in found[1:])
        yield tint.line(tuple(points), (0.026, 0.026))


def _tinted_neck(body: Body, tint: _Brush, head_tilt: float) -> Shape:
    """On the back of the neck; on the side that is stretched where the head is tilted."""
    at, frame = body.chest
    if abs(head_tilt) < 10:
        return tint.line((add(at, frame[0], -0.012), add(body.neck, frame[0], -0.008)), (0.036, 0.034))
    side = -1 if head_tilt > 0 else 1
    shoulder = body.shoulders[0 if side > 0 else 1]
    top = add(body.neck, body.head[1][2], 0.014 * side)
    return tint.line((lerp(at, shoulder, 0.62), lerp(at, shoulder, 0.2), top), (0.026, 0.034, 0.028))


PERSON = Rig(shapes, STANCES, NUMBERS, VIEWS, PROPS, BOTH, {"works": ("both", "near")}, mirrored)
