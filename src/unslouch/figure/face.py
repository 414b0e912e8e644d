"""The close-up of a face: from the front, where the eyes open and close, or in profile with what it looks at.

Units are a close-up's own: a head is 0.46 high from the front and 0.4 in profile. What a pose says:

- `lids`: from 0, closed, to 1, open. `gaze_x`, `gaze_y`: where the eyes turn, from -1 to 1.
- `focus`: how far away they look, from 0, the near thing, to 1, the far one.
- `cover`: how far the palms have come to the eyes, from 0, beside the head, to 1.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace

from unslouch.figure import hand
from unslouch.figure.motion import Parameters
from unslouch.figure.rig import Rig
from unslouch.figure.scene import Scene
from unslouch.figure.shape import Area, Point, Shape, Stroke, Tone
from unslouch.figure.vec import Vec

HALF_WIDE, HALF_HIGH = 0.175, 0.23
MIDDLE = 0.37
"""How high the middle of the head is over the shoulders."""
EYE, EYES_HIGH, EYE_HALF = 0.083, 0.385, (0.062, 0.036)
"""How far each eye is from the middle, how high, and half of its width and height."""
IRIS = 0.058
ELBOWS, FOREARM = 0.24, 0.4
"""How far the elbows on the desk are from the middle, and how long the forearms are."""
_TURNED, _UPRIGHT = 23, 12
"""How far the forearms turn in to bring the palms to the eyes, and the hands out to lie side by side."""
DESK = -0.24
_SHOULDER: tuple[Point, ...] = ((0.06, 0.1), (0.12, 0.085), (0.2, 0.06), (0.25, 0.02), (0.28, -0.04))
"""From the neck outward."""
_BREATH = 0.008
_DOTS = 0.042
"""From one dot of a gaze to the next."""
_STEPS = 8

_PROFILE: tuple[Point, ...] = (
    (0.06, -0.22), (0.08, 0.1), (0.0, 0.3), (-0.04, 0.5), (0.0, 0.72), (0.12, 0.9), (0.3, 0.99), (0.48, 0.99),
    (0.62, 0.92), (0.7, 0.8), (0.73, 0.68), (0.72, 0.6), (0.705, 0.55), (0.77, 0.42), (0.825, 0.35),
    (0.8, 0.31), (0.735, 0.29), (0.76, 0.245), (0.735, 0.205), (0.755, 0.165), (0.715, 0.12), (0.73, 0.06),
    (0.68, 0.0), (0.56, -0.01), (0.43, 0.05), (0.42, -0.22),
)  # fmt: skip
"""The outline of a head that looks right, in parts of its height over the chin."""
_HAIR: tuple[Point, ...] = (
    (0.08, 0.14), (0.0, 0.3), (-0.05, 0.5), (-0.01, 0.73), (0.11, 0.92), (0.3, 1.02), (0.49, 1.02),
    (0.64, 0.94), (0.71, 0.8), (0.56, 0.76), (0.46, 0.64), (0.42, 0.5), (0.3, 0.52), (0.24, 0.38), (0.2, 0.2),
)  # fmt: skip
_BUST: tuple[Point, ...] = (
    (0.02, -0.06), (-0.06, -0.1), (-0.1, -0.17), (-0.11, -0.26), (0.22, -0.26), (0.22, -0.16), (0.17, -0.08),
)  # fmt: skip
_PEAK = (0.91, 0.22)
_TREE_TOP = (0.98, 0.26)
_THUMB_UP = {**hand.FIST, "aim": 8.0, "thumb_out": 52.0, "thumb_across": -8.0, "thumb_bend": 0.0}
_HELD, _HELD_AT = 0.64, (0.52, 0.0)
"""How large the hand that is held out is, and where its wrist is."""
PROFILE_HIGH = 0.4
_PROFILE_EYE = (0.64, 0.53)


def shapes(pose: Parameters, scene: Scene) -> tuple[Shape, ...]:
    """The face from the side that the scene's view names, with what the figure's `sight` adds."""
    if scene.view == "side":
        return (*_profile(pose, scene), *_SIGHTS[scene.extras["sight"]](pose, scene))
    found = [*_front(pose, scene)]
    if scene.extras["sight"] == "palms":
        found += _palms(pose)
    return tuple(found)


def _front(pose: Parameters, scene: Scene) -> Iterator[Shape]:
    rise = _BREATH * pose["breath"]
    yield Stroke(((0.0, 0.2), (0.0, rise + 0.06)), (0.13, 0.14), Tone.FAR, -0.2)
    bust = [(x * side, y + rise) for side in (-1, 1) for x, y in _SHOULDER[::side]]
    yield Area((*bust, (_SHOULDER[-1][0], -0.08), (-_SHOULDER[-1][0], -0.08)), Tone.FAR, -0.3, gap=True)
    for side in (-1, 1):
        yield Stroke(((side * (HALF_WIDE + 0.008), MIDDLE + 0.005),), (0.075,), Tone.FAR, -0.1, gap=True)
        yield from _eye(side, pose, scene)
        brow = ((0.03, 0.062), (0.08, 0.076), (0.135, 0.06))
        yield _cut(((side * x, EYES_HIGH + y) for x, y in brow), 0.1)
    yield Area(tuple(_egg()), Tone.FAR, 0.0, gap=True)
    yield Area(tuple(_hair()), Tone.PROP, 0.05)
    yield _cut(((0.0, 0.36), (-0.022, 0.3), (0.012, 0.292)), 0.1)
    yield _cut(((-0.05, 0.225), (0.0, 0.218), (0.05, 0.225)), 0.1)


def _egg() -> Iterator[Point]:
    """The outline of the head, narrower toward the chin."""
    for step in range(4 * _STEPS):
        angle = math.tau * step / (4 * _STEPS)
        x, y = math.cos(angle), math.sin(angle)
        yield x * HALF_WIDE * (1 + min(0.0, y) * 0.22), MIDDLE + y * HALF_HIGH


def _hair() -> Iterator[Point]:
    """A cap over the upper part of the head, parted at the side."""
    for step in range(2 * _STEPS + 1):
        angle = math.pi * step / (2 * _STEPS)
        yield math.cos(angle) * (HALF_WIDE + 0.015), MIDDLE + 0.04 + math.sin(angle) * (HALF_HIGH - 0.02)
    yield from ((-0.16, 0.5), (-0.06, 0.53), (0.05, 0.5), (0.12, 0.52), (0.165, 0.47))


def _eye(side: int, pose: Parameters, scene: Scene) -> Iterator[Shape]:
    """The white, the iris, and the lid that comes down over them."""
    x, y = side * EYE, EYES_HIGH
    wide, high = EYE_HALF
    across = [wide * (step / _STEPS - 1) for step in range(2 * _STEPS + 1)]
    bow = [high * (1 - (at / wide) ** 2) for at in across]
    upper = [(x + at, y + up) for at, up in zip(across, bow, strict=True)]
    lower = [(x + at, y - up) for at, up in zip(across, bow, strict=True)]
    yield Area((*upper, *reversed(lower)), Tone.NEAR, 0.2, gap=True)
    iris = (x + pose["gaze_x"] * 0.026, y + pose["gaze_y"] * 0.012)
    yield Stroke((iris,), (IRIS,), Tone.TINT if "eyes" in scene.tint else Tone.FAR, 0.3)
    yield _cut(((iris[0], iris[1] + 0.007), (iris[0], iris[1] - 0.007)), 0.4)
    lid = [(x + at, y + up * (2 * pose["lids"] - 1)) for at, up in zip(across, bow, strict=True)]
    crease = [(px * 1.0, py + 0.02) for px, py in upper]
    yield Area((*crease, *reversed(lid)), Tone.FAR, 0.5)
    yield _cut(lid, 0.6)
    for at in (0.66, 0.9):
        foot = lid[round((at if side > 0 else 1 - at) * 2 * _STEPS)]
        long = 0.026 * (1 - pose["lids"])
        yield _cut((foot, (foot[0] + side * long * 0.6, foot[1] - long)), 0.6)


def _cut(points: Iterable[Point], depth: float) -> Stroke:
    """A line where nothing is drawn."""
    line = tuple(points)
    return Stroke(line, (0.0,) * len(line), Tone.NEAR, depth, gap=True)


def _palms(pose: Parameters) -> Iterator[Shape]:
    """Two hands, their elbows on the desk, that come to the eyes like gates."""
    yield Stroke(((-0.5, DESK), (0.5, DESK)), (0.03, 0.03), Tone.PROP, 0.5)
    angle = 82 + _TURNED * pose["cover"]
    wrist = (
        ELBOWS + FOREARM * math.cos(math.radians(angle)),
        DESK + 0.05 + FOREARM * math.sin(math.radians(angle)),
    )
    upright = {"aim": angle, "tilt": _UPRIGHT * pose["cover"], "spread": 0.1, "mcp": 12.0, "pip": 14.0}
    posed = {**hand.OPEN, "x": wrist[0], "y": wrist[1], **upright}
    drawn = [*hand.drawn(hand.skeleton(posed, "back", FOREARM), frozenset(), over=1.0)]
    for side, over in ((1, 0.0), (-1, 0.4)):
        yield from (_moved(shape, side, 1.0, (0.0, 0.0), over) for shape in drawn)


def _moved(shape: Shape, side: int, size: float, at: Point, over: float = 0.0) -> Shape:
    """The shape so many times as large, on this side or the other, its origin at `at`."""
    points = tuple((at[0] + x * size * side, at[1] + y * size) for x, y in shape.points)
    if isinstance(shape, Area):
        return replace(shape, points=points, depth=shape.depth + over)
    widths = tuple(wide * size for wide in shape.widths)
    return replace(shape, points=points, widths=widths, depth=shape.depth + over)


def _scaled(points: Iterable[Point]) -> tuple[Point, ...]:
    return tuple((x * PROFILE_HIGH, y * PROFILE_HIGH) for x, y in points)


def _profile(pose: Parameters, scene: Scene) -> Iterator[Shape]:
    rise = _BREATH * pose["breath"]
    yield Area(tuple((x, y + rise) for x, y in _BUST), Tone.FAR, -0.3, gap=True)
    yield Area(_scaled(_PROFILE), Tone.FAR, 0.0)
    yield Area(_scaled(_HAIR), Tone.PROP, 0.05)
    yield _cut(_scaled(((0.33, 0.46), (0.27, 0.44), (0.28, 0.34), (0.33, 0.32))), 0.1)
    yield _cut(_scaled(((0.735, 0.205), (0.66, 0.2))), 0.1)
    yield _cut(_scaled(((0.56, 0.645), (0.64, 0.66), (0.71, 0.635))), 0.1)
    (x, y), half = _scaled((_PROFILE_EYE,))[0], 0.026
    opening = half * (0.15 + 0.85 * pose["lids"])
    white = ((x - 0.045, y - 0.004), (x + 0.008, y + opening), (x + 0.014, y), (x + 0.008, y - opening))
    yield Area(white, Tone.NEAR, 0.2, gap=True)
    tone = Tone.TINT if "eyes" in scene.tint else Tone.FAR
    yield Stroke(((x + 0.002, y),), (opening * 1.3,), tone, 0.3)


def _gaze(far: Point, near: Point | None, focus: float, tone: Tone) -> Iterator[Shape]:
    """Dots from the eye to what it looks at."""
    x, y = _scaled((_PROFILE_EYE,))[0]
    start = (x + 0.06, y)
    goal = (
        far if near is None else (near[0] + (far[0] - near[0]) * focus, near[1] + (far[1] - near[1]) * focus)
    )
    long = math.hypot(goal[0] - start[0], goal[1] - start[1])
    if near is None:
        long *= max(focus, 0.05)
    way = math.atan2(goal[1] - start[1], goal[0] - start[0])
    for place in range(1 + int(long / _DOTS)):
        at = (start[0] + math.cos(way) * place * _DOTS, start[1] + math.sin(way) * place * _DOTS)
        yield Stroke((at,), (0.02,), tone, 0.4)


def _window(pose: Parameters, scene: Scene) -> Iterator[Shape]:
    """A window, and through it two hills and the sun."""
    left, right, low, high = 0.52, 1.04, -0.14, 0.42
    middle, bar = (left + right) / 2, 0.08
    frame = ((left, low), (left, high), (right, high), (right, low), (left, low))
    yield Stroke(frame, (0.028,) * 5, Tone.PROP, -0.5)
    yield Stroke(((left - 0.04, low - 0.02), (right + 0.04, low - 0.02)), (0.034, 0.034), Tone.PROP, -0.5)
    yield Stroke(((middle, low), (middle, high)), (0.02, 0.02), Tone.PROP, -0.5)
    yield Stroke(((left, bar), (right, bar)), (0.02, 0.02), Tone.PROP, -0.5)
    ridge = ((left, -0.02), (0.6, 0.07), (0.68, 0.02), (0.78, 0.12), (_PEAK[0], _PEAK[1]), (right, 0.08))
    yield Area(((left, low), *ridge, (right, low)), Tone.FAR, -0.6)
    yield Stroke(((0.66, 0.32),), (0.09,), Tone.NEAR, -0.6)
    tone = Tone.TINT if "eyes" in scene.tint else Tone.NEAR
    yield from _gaze(_PEAK, None, pose["focus"], tone)


def _thumb(pose: Parameters, scene: Scene) -> Iterator[Shape]:
    """An arm held out with its thumb up, and a tree far behind it; what is looked at is tinted."""
    tone = Tone.TINT if "eyes" in scene.tint else Tone.NEAR
    near = pose["focus"] < 0.5
    held = hand.skeleton(_THUMB_UP, "palm", 0.25)
    *fist, thumb = hand.drawn(held, frozenset(), over=1.0)
    for shape in (
        *(replace(part, gap=False) for part in fist),
        replace(thumb, tone=tone if near else Tone.NEAR),
    ):
        yield _moved(shape, 1, _HELD, _HELD_AT)
    elbow, tip = (_held(held.elbow), _held(held.thumb[-1]))
    shoulder = (0.12, _BREATH * pose["breath"] - 0.15)
    yield Stroke((shoulder, elbow), (0.12, 0.09), Tone.FAR, 1.2, gap=True)
    yield from _gaze(_TREE_TOP, tip, pose["focus"], tone)
    yield from _tree(Tone.FAR if near else tone)


def _held(at: Vec) -> Point:
    return _HELD_AT[0] + at[0] * _HELD, _HELD_AT[1] + at[1] * _HELD


def _tree(tone: Tone) -> Iterator[Shape]:
    x, top = _TREE_TOP[0] + 0.02, _TREE_TOP[1]
    yield Stroke(((x, -0.12), (x, top)), (0.03, 0.03), tone, -0.6)
    for across, up, wide in ((0.0, 0.06, 0.17), (-0.06, 0.0, 0.14), (0.06, 0.0, 0.14)):
        yield Stroke(((x + across, top + up),), (wide,), tone, -0.6)
    yield Stroke(((x - 0.16, -0.12), (x + 0.12, -0.12)), (0.02, 0.02), Tone.PROP, -0.7)


def _nothing(pose: Parameters, scene: Scene) -> Iterator[Shape]:  # noqa: ARG001 (one of a family)
    yield from ()


_SIGHTS = {"none": _nothing, "palms": _nothing, "window": _window, "thumb": _thumb}

FACE = Rig(
    shapes,
    {"awake": {"lids": 1.0, "gaze_x": 0.0, "gaze_y": 0.0, "focus": 1.0, "cover": 0.0}},
    {"lids": (0, 1), "gaze_x": (-1, 1), "gaze_y": (-1, 1), "focus": (0, 1), "cover": (0, 1)},
    ("front", "side"),
    choices={"sight": tuple(_SIGHTS)},
)
