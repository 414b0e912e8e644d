"""The close-up of a hand: palm, four fingers of three segments, thumb, wrist and forearm, or two of them.

A skeleton in three dimensions, drawn like the body's. Units are a close-up's own: a hand is 0.38 long
from wrist to fingertip. The hand that is authored is the left one as its owner sees it.

What a pose says, in degrees where nothing else is said:

- `x`, `y`: where the wrist is. `aim`: where the forearm points in the picture, 0 right, 90 up. `toward`: how
  far it points out of the picture. `turn`: + turns the forearm: back of the hand, thumb side, palm to us.
- `wrist`: + bends the hand toward the palm, - back. `tilt`: + toward the thumb, - toward the little finger.
  `circle` and `round`: how far along a circle of the wrist, and how wide that is.
- `mcp`, `pip`, `dip`: how far the knuckles, the middle joints and the end joints of the fingers bend.
  `spread`: from 0, side by side, to 1, as wide as they go.
- `thumb_out`: 0 beside the palm, 60 far out. `thumb_across`: out in front of the palm. `thumb_bend`: how far
  its joints bend.
- `other_...`: the same of a right hand that helps. `other_along` and `other_off` are where its knuckles are,
  from the knuckles of the first toward the fingertips and off the back of the hand, in units.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from unslouch.figure.motion import Parameters
from unslouch.figure.rig import Rig
from unslouch.figure.scene import Scene
from unslouch.figure.shape import Area, Point, Shape, Stroke, Tone
from unslouch.figure.vec import Frame, Vec, across, add, along, dot, lean, mix, scale, sub, tilt, turn, unit

FOREARMS = {"short": 0.2, "long": 0.32, "whole": 0.32}
"""How much of the forearm is drawn; only the whole arm has an elbow."""
UPPER_ARM = 0.26
THUMB = (0.085, 0.066, 0.052)
BONES = ((0.078, 0.05, 0.04), (0.086, 0.058, 0.042), (0.08, 0.054, 0.04), (0.064, 0.04, 0.036))
"""The segments of index, middle, ring and little finger."""
KNUCKLES = ((0.186, 0.064), (0.194, 0.0215), (0.188, -0.0215), (0.17, -0.062))
"""Where they begin, from the wrist toward the fingertips and toward the thumb."""

_THUMB_ROOT = (0.035, -0.012, 0.04)
_THUMB_WIDTHS = (0.06, 0.05, 0.042, 0.034)
_FINGER_WIDTHS = (0.042, 0.04, 0.038, 0.032)
_FAN = ((3.0, 19.0), (0.0, 5.0), (-3.0, -10.0), (-7.0, -25.0))
"""How far each finger points toward the thumb, side by side and spread."""
_CARPUS, _PALM_WIDE = 0.62, 0.06
_WRIST, _ELBOW = (0.026, 0.062), (0.034, 0.08)
"""How far the two bones of the forearm are from its middle, and how thick the flesh on them is."""
_SLEEVE = (0.05, 0.016)
_VIEWS = {"side": 90.0, "back": 0.0, "palm": 180.0, "edge": -90.0}
_PROFILE = 0.25
"""Seen so much from the side, four fingers are drawn as one."""
_JOINED = 30.0
"""Fingers that point ahead within so many degrees are one with the palm in profile."""
_OVER = 0.3
"""How much nearer the helping hand is."""

Chain = tuple[Vec, ...]
"""The joints of a finger from the knuckle to the tip."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Where every joint is: x right, y up, z toward us. Frames are along, off the back, toward the thumb."""

    elbow: Vec
    wrist: Vec
    forearm: Frame
    palm: Frame
    fingers: tuple[Chain, ...]
    nails: tuple[Vec, ...]
    thumb: Chain

    @property
    def knuckles(self) -> Vec:
        """The middle of the row of knuckles."""
        return add(self.wrist, self.palm[0], KNUCKLES[1][0])


def skeleton(pose: Mapping[str, Any], view: str, forearm: float = FOREARMS["short"]) -> Hand:
    """The hand of a pose; `view` is what of it faces us while `turn` is 0."""
    wrist = (pose["x"], pose["y"], 0.0)
    arm = tilt(lean(_aimed(pose["aim"]), -pose["toward"]), -(_VIEWS[view] + pose["turn"]))
    phase = math.radians(pose["circle"])
    bent = lean(arm, pose["wrist"] + pose["round"] * math.sin(phase))
    palm = turn(bent, pose["tilt"] + pose["round"] * math.cos(phase))
    fingers = [_finger(place, wrist, palm, pose) for place in range(len(BONES))]
    chains, nails = zip(*fingers, strict=True)
    return Hand(add(wrist, arm[0], -forearm), wrist, arm, palm, chains, nails, _thumb(wrist, palm, pose))


def _aimed(degrees: float) -> Frame:
    """Along a direction in the picture, with the back of the hand to us."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return (cos, sin, 0.0), (0.0, 0.0, 1.0), (sin, -cos, 0.0)


def _finger(place: int, wrist: Vec, palm: Frame, pose: Mapping[str, Any]) -> tuple[Chain, Vec]:
    """The joints of one finger, and which way its nail faces."""
    ahead, aside = KNUCKLES[place]
    closed, spread = _FAN[place]
    frame = turn(palm, closed + (spread - closed) * pose["spread"])
    joints = [add(wrist, along(palm, (ahead, 0.0, aside)))]
    for bone, bend in zip(BONES[place], (pose["mcp"], pose["pip"], pose["dip"]), strict=True):
        frame = lean(frame, bend)
        joints.append(add(joints[-1], frame[0], bone))
    return tuple(joints), frame[1]


def _thumb(wrist: Vec, palm: Frame, pose: Mapping[str, Any]) -> Chain:
    """It leaves the palm sideways and to the front, and its joints bend across."""
    ahead, back, aside = palm
    way = mix(mix(ahead, aside, 14 + pose["thumb_out"]), scale(back, -1), pose["thumb_across"])
    joints = [add(wrist, along(palm, _THUMB_ROOT))]
    for bone in THUMB:
        joints.append(add(joints[-1], way, bone))
        way = mix(way, unit(across(scale(aside, -1), way)), pose["thumb_bend"])
    return tuple(joints)


def shapes(pose: Parameters, scene: Scene) -> tuple[Shape, ...]:
    """The hand, or the two, as the figure's `hands` says, with its `mark` of how it moves."""
    arm = scene.extras["arm"]
    hand = skeleton(pose, scene.view, FOREARMS[arm])
    found = [*drawn(hand, scene.tint), *(_upper_arm(hand) if arm == "whole" else _sleeve(hand))]
    found += _MARKS[scene.extras["mark"]](hand, pose)
    match scene.extras["hands"]:
        case "pair":
            found += [replace(shape, points=tuple((-x, y) for x, y in shape.points)) for shape in found]
        case "helped":
            other = helping(pose, hand, scene.view)
            found += [*drawn(other, frozenset(), Tone.FAR, _OVER), *_sleeve(other)]
    return tuple(found)


def helping(pose: Mapping[str, Any], hand: Hand, view: str) -> Hand:
    """The right hand that helps, its knuckles where the pose has them on the first."""
    own = {key.removeprefix("other_"): value for key, value in pose.items() if key.startswith("other_")}
    posed = skeleton({**OPEN, **own, "x": 0.0, "y": 0.0}, view, FOREARMS["long"])
    there = add(hand.knuckles, along(hand.palm, (own["along"], own["off"], 0.0)))
    shift = sub(there, posed.knuckles)

    def at(point: Vec) -> Vec:
        return (point[0] + shift[0], point[1] + shift[1], -point[2])

    return Hand(
        at(posed.elbow),
        at(posed.wrist),
        _turned_over(posed.forearm),
        _turned_over(posed.palm),
        tuple(tuple(at(joint) for joint in chain) for chain in posed.fingers),
        tuple((x, y, -z) for x, y, z in posed.nails),
        tuple(at(joint) for joint in posed.thumb),
    )


def _turned_over(frame: Frame) -> Frame:
    first, second, third = ((x, y, -z) for x, y, z in frame)
    return first, second, third


def drawn(hand: Hand, tint: frozenset[str], tone: Tone = Tone.NEAR, over: float = 0.0) -> Iterator[Shape]:
    """The flesh on a hand and its forearm; `over` brings it nearer."""
    skin = Tone.TINT if "hands" in tint else tone
    arm = Tone.TINT if "forearms" in tint else tone
    yield from _forearm(hand, arm, over)
    yield from _palm(hand, skin, over)
    profile = math.hypot(*_flat(hand.palm[2])) < _PROFILE
    front = max(_depth(chain) for chain in hand.fingers)
    for chain, nail in zip(hand.fingers, hand.nails, strict=True):
        depth = front if profile else _depth(chain)
        apart = not profile or _bent(chain, hand.palm) > _JOINED
        yield _chain(chain, _FINGER_WIDTHS, skin, depth + over, apart=apart)
        if nail[2] > 0.6:
            yield _cut(chain[-1], chain[-2], over)
    yield _chain(hand.thumb, _THUMB_WIDTHS, skin, _depth(hand.thumb) + over)


def _flat(point: Vec) -> Point:
    return point[0], point[1]


def _bent(chain: Chain, palm: Frame) -> float:
    """How far from straight ahead a finger points, in degrees."""
    way = unit(sub(chain[-1], chain[0]))
    return math.degrees(math.acos(max(-1.0, min(1.0, dot(way, palm[0])))))


def _depth(chain: Chain) -> float:
    """A finger is in front of the palm, or behind it, where its last segment is."""
    return (chain[-1][2] + chain[-2][2]) / 2


def _chain(
    chain: Chain, widths: tuple[float, ...], tone: Tone, depth: float, *, apart: bool = True
) -> Stroke:
    points = tuple(_flat(joint) for joint in chain)
    return Stroke(points, widths, tone, depth, gap=apart)


def _cut(tip: Vec, before: Vec, over: float) -> Stroke:
    """The edge of a nail: nothing is drawn there."""
    at = add(tip, sub(before, tip), 0.15)
    return Stroke((_flat(at),), (0.0,), Tone.NEAR, tip[2] + over + 0.05, gap=True)


def _palm(hand: Hand, tone: Tone, over: float) -> Iterator[Shape]:
    depth = (hand.wrist[2] + hand.knuckles[2]) / 2 + over
    for chain, (_, aside) in zip(hand.fingers, KNUCKLES, strict=True):
        root = add(hand.wrist, hand.palm[2], aside * _CARPUS)
        yield Stroke((_flat(root), _flat(chain[0])), (_PALM_WIDE, _PALM_WIDE), tone, depth)


def _forearm(hand: Hand, tone: Tone, over: float) -> Iterator[Shape]:
    depth = (hand.wrist[2] + hand.elbow[2]) / 2 - 0.02 + over
    for side in (1, -1):
        points, widths = [], []
        for at, (half, wide) in ((hand.wrist, _WRIST), (hand.elbow, _ELBOW)):
            points.append(_flat(add(at, hand.forearm[2], half * side)))
            widths.append(wide)
        yield Stroke(tuple(points), tuple(widths), tone, depth)


def _sleeve(hand: Hand) -> Iterator[Shape]:
    """The cuff in which the drawing ends."""
    long, over = _SLEEVE
    half = math.hypot(*_flat(hand.forearm[2])) * _ELBOW[0] + _ELBOW[1] / 2 + over
    ahead = unit((hand.forearm[0][0], hand.forearm[0][1], 0.0))
    beside = (-ahead[1], ahead[0], 0.0)
    corners = [(0.3, half), (0.3, -half), (-1.0, -half), (-1.0, half)]
    points = (_flat(add(add(hand.elbow, ahead, long * along_), beside, out)) for along_, out in corners)
    yield Area(tuple(points), Tone.FAR, hand.elbow[2] + 0.1, gap=True)


def _upper_arm(hand: Hand) -> Iterator[Shape]:
    """Hangs at the side of the body, in its sleeve."""
    x, y = _flat(hand.elbow)
    points = ((x, y), (x - 0.03, y + UPPER_ARM))
    yield Stroke(points, (0.13, 0.14), Tone.FAR, hand.elbow[2] + 0.1, gap=True)


_LINE = 0.014


def _no_mark(hand: Hand, pose: Parameters) -> Iterator[Shape]:  # noqa: ARG001 (one of a family)
    yield from ()


def _arc(at: list[Vec], heads: tuple[int, ...]) -> Iterator[Shape]:
    """A dashed line with an arrow's head at its end (-1), at its beginning (0), or at both."""
    for place in range(0, len(at) - 1, 2):
        start, end = at[place], at[place + 1]
        yield Stroke((_flat(start), _flat(end)), (_LINE, _LINE), Tone.PROP, (start[2] + end[2]) / 2)
    for head in heads:
        tip, before = (at[-1], at[-2]) if head else (at[0], at[1])
        way = unit((tip[0] - before[0], tip[1] - before[1], 0.0))
        wings = (mix(way, (-way[1], way[0], 0.0), angle) for angle in (145, -145))
        for wing in wings:
            end = add(tip, wing, 0.05)
            yield Stroke((_flat(tip), _flat(end)), (_LINE, _LINE), Tone.PROP, tip[2])


def _sweep(hand: Hand, pose: Parameters) -> Iterator[Shape]:
    """Over the fingertips, from side to side."""
    ahead, _, aside = _aimed(pose["aim"])
    yield from _arc([add(hand.wrist, mix(ahead, aside, angle), 0.45) for angle in range(-40, 41, 5)], (0, -1))


def _circle(hand: Hand, pose: Parameters) -> Iterator[Shape]:
    """Around the fist, about the line of the forearm."""
    ahead, back, aside = lean(_aimed(pose["aim"]), -pose["toward"])
    middle = add(hand.wrist, ahead, 0.13)
    ring = [add(middle, mix(aside, back, angle), 0.23) for angle in range(-160, 136, 12)]
    yield from _arc(ring, (-1,))


def _turn(hand: Hand, pose: Parameters) -> Iterator[Shape]:
    """Around the forearm: behind it a whole line, so that only the two arrows beside it are seen."""
    ahead, back, aside = lean(_aimed(pose["aim"]), -24)
    middle = add(hand.wrist, ahead, -0.1)
    at = [add(middle, mix(aside, back, angle), 0.15) for angle in range(-40, 221, 10)]
    for ends in (at[:11], at[:-12:-1]):
        behind = [(x, y, -1.0) for x, y, _ in ends]
        points = tuple(_flat(each) for each in behind)
        yield Stroke(points, (_LINE * 1.4,) * len(points), Tone.PROP, -1.0)
        yield from _arc(behind[::-1], (-1,))


def _shake(hand: Hand, pose: Parameters) -> Iterator[Shape]:
    """Short arcs beside the hand, on the thumb's side."""
    ahead, _, aside = _aimed(pose["aim"])
    for start, far in ((46, 0.33), (50, 0.39)):
        arc = [add(hand.wrist, mix(ahead, aside, start + 6 * at), far) for at in range(5)]
        points = tuple(_flat(each) for each in arc)
        yield Stroke(points, (_LINE,) * len(points), Tone.PROP, -1.0)


_MARKS = {"none": _no_mark, "sweep": _sweep, "circle": _circle, "turn": _turn, "shake": _shake}

_LIMITS: dict[str, tuple[float, float]] = {
    "aim": (-180, 180),
    "toward": (-80, 80),
    "turn": (-180, 180),
    "wrist": (-85, 90),
    "tilt": (-40, 30),
    "mcp": (-30, 95),
    "pip": (-5, 110),
    "dip": (-10, 85),
    "spread": (0, 1),
    "thumb_out": (-10, 60),
    "thumb_across": (-10, 80),
    "thumb_bend": (-20, 75),
}
OPEN: dict[str, float] = {
    "x": 0.0,
    "y": 0.0,
    "aim": 90.0,
    "toward": 0.0,
    "turn": 0.0,
    "wrist": 0.0,
    "tilt": 0.0,
    "circle": 0.0,
    "round": 0.0,
    "mcp": 0.0,
    "pip": 0.0,
    "dip": 0.0,
    "spread": 0.3,
    "thumb_out": 25.0,
    "thumb_across": 15.0,
    "thumb_bend": 4.0,
}
FIST: dict[str, float] = {
    **OPEN,
    "mcp": 88.0,
    "pip": 98.0,
    "dip": 65.0,
    "spread": 0.0,
    "thumb_out": 8.0,
    "thumb_across": 42.0,
    "thumb_bend": 46.0,
}
_OTHER = {f"other_{key}": OPEN[key] for key in _LIMITS} | {"other_along": 0.0, "other_off": 0.0}

HAND = Rig(
    shapes,
    {"open": {**OPEN, **_OTHER}, "fist": {**FIST, **_OTHER}},
    {
        "x": (-1, 1),
        "y": (-1, 1),
        "circle": (-1080, 1080),
        "round": (0, 40),
        **_LIMITS,
        **{f"other_{key}": limits for key, limits in _LIMITS.items()},
        "other_along": (-0.5, 0.5),
        "other_off": (-0.5, 0.5),
    },
    tuple(_VIEWS),
    choices={
        "hands": ("one", "pair", "helped"),
        "arm": tuple(FOREARMS),
        "mark": tuple(_MARKS),
    },
)
