"""From a few key poses to the pose at any moment of the loop. It knows nothing of what is drawn."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any, Literal

Value = float | tuple[Any, ...]
Parameters = Mapping[str, Any]
"""What a rig is posed by: each name has a number, a tuple, or on the way from one to the other `Between`."""

CYCLE_S = 4.0
"""About how long a quiet breath takes, in and out."""


@dataclass(frozen=True, slots=True)
class Between:
    """On the way from one value to another that cannot be reckoned with; the rig knows what lies between."""

    start: tuple[Any, ...]
    end: tuple[Any, ...]
    part: float


@dataclass(frozen=True, slots=True)
class KeyPose:
    """A pose that the motion passes through.

    It takes `seconds` to get there from the one before (the first: from the last), and stays for `hold`.
    """

    name: str
    parameters: Parameters
    seconds: float
    hold: float = 0.0
    breath: Literal["in", "out", "hold", "easy"] = "easy"


def loop_s(poses: tuple[KeyPose, ...]) -> float:
    """How long it takes to go through all of them once, in seconds."""
    return sum(pose.seconds + pose.hold for pose in poses)


def moments(poses: tuple[KeyPose, ...]) -> list[float]:
    """When each pose is at its stillest: the middle of its hold, in seconds from the start of the loop."""
    ends = list(accumulate(pose.seconds + pose.hold for pose in poses))
    offset = poses[0].seconds
    return [end - pose.hold / 2 - offset for end, pose in zip(ends, poses, strict=True)]


def turns(poses: tuple[KeyPose, ...], each: int) -> list[float]:
    """So many moments of each movement, and the middle of each hold, in seconds."""
    ends = list(accumulate(pose.seconds + pose.hold for pose in poses))
    starts = [
        end - pose.seconds - pose.hold - poses[0].seconds for end, pose in zip(ends, poses, strict=True)
    ]
    moving = [
        start + pose.seconds * step / each
        for start, pose in zip(starts, poses, strict=True)
        for step in range(each + 1)
    ]
    return [*moving, *moments(poses)]


def at(poses: tuple[KeyPose, ...], seconds: float) -> dict[str, Any]:
    """The parameters at a moment; time 0 is the arrival at the first pose.

    Beside those of the poses there is `breath`: how full the chest is, from 0 to 1.
    """
    total = loop_s(poses)
    left = (seconds + poses[0].seconds) % total if total > 0 else 0.0
    for place, pose in enumerate(poses):
        before = poses[place - 1]
        if left < pose.seconds:
            part = eased(left / pose.seconds)
            full = _mixed(_full(poses, place - 1), _full(poses, place), part)
            return {**blended(before.parameters, pose.parameters, part), "breath": full}
        left -= pose.seconds
        if left < pose.hold or place == len(poses) - 1:
            return {**pose.parameters, "breath": _breathing(pose, _full(poses, place), left)}
        left -= pose.hold
    raise AssertionError


def pose_at(poses: tuple[KeyPose, ...], seconds: float) -> KeyPose:
    """The pose that is being taken up or held at a moment."""
    left = (seconds + poses[0].seconds) % (loop_s(poses) or 1.0)
    for pose in poses:
        left -= pose.seconds + pose.hold
        if left < 0:
            return pose
    return poses[-1]


def lasting(poses: tuple[KeyPose, ...], seconds: float) -> tuple[KeyPose, ...]:
    """The same with the longest hold as long as it takes for one round to last `seconds`, at most so long.

    Without a hold they stay as they are.
    """
    longest = max(poses, key=lambda pose: pose.hold)
    hold = max(0.0, longest.hold + seconds - loop_s(poses))
    return tuple(replace(pose, hold=hold) if longest.hold and pose is longest else pose for pose in poses)


def eased(part: float) -> float:
    """How far a movement has come: with the least jerk, as people move (Flash and Hogan 1985)."""
    return part * part * part * (10 - 15 * part + 6 * part * part)


def blended(start: Parameters, end: Parameters, part: float) -> dict[str, Any]:
    return {name: _mixed(value, end[name], part) for name, value in start.items()}


def _mixed(start: Any, end: Any, part: float) -> Any:
    if start == end:
        return start
    if isinstance(start, tuple):
        if len(start) == len(end) and not any(isinstance(each, str) for each in (*start, *end)):
            return tuple(a + (b - a) * part for a, b in zip(start, end, strict=True))
        return Between(start, end, part)
    return start + (end - start) * part


def _full(poses: tuple[KeyPose, ...], place: int) -> float:
    """How full the chest is at the arrival at a pose."""
    for back in range(len(poses)):
        match poses[place - back].breath:
            case "in":
                return 1.0
            case "out":
                return 0.0
            case "easy":
                return 0.4
            case "hold":
                pass
    return 0.4


def _breathing(pose: KeyPose, full: float, since: float) -> float:
    """While a pose is held, whole breaths go in and out and end where they began."""
    cycles = round(pose.hold / CYCLE_S)
    if pose.breath == "hold" or cycles == 0:
        return full
    other = 0.0 if full > 0.5 else 1.0
    return full + (other - full) * (1 - math.cos(2 * math.pi * cycles * since / pose.hold)) / 2
