"""From a few key poses to the pose at any moment of the loop. It knows nothing of what is drawn."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import Any, Literal

Parameters = Mapping[str, Any]
"""What a rig is posed by: each name has a number, a tuple, or on the way from one to the other `Between`.

A tuple is of numbers, or of the name of a place and numbers.
"""

CYCLE_S = 4.0
"""About how long a quiet breath takes, in and out."""
WORLD = frozenset({"point", "floor", "instep", "heel", "toes"})
"""Places whose numbers say where they are in the world, so that one can move straight between them."""

_SWEEPS = 8
_FASTEST = 2.0
"""A pose is passed at most so many times as fast as the slower of the movements around it goes on average.
A movement that were faster at both of its ends would turn back in its middle."""


@dataclass(frozen=True, slots=True)
class Between:
    """On the way from one value to another that cannot be reckoned with; the rig knows what lies between."""

    start: tuple[Any, ...]
    end: tuple[Any, ...]
    part: float


@dataclass(frozen=True, slots=True)
class KeyPose:
    """A pose that the motion passes through, or stays at for `hold`.

    It takes `seconds` to get there from the one before (the first: from the last).
    """

    name: str
    parameters: Parameters
    seconds: float
    hold: float = 0.0
    breath: Literal["in", "out", "hold", "easy"] = "easy"


@dataclass(frozen=True)
class Motion:
    """A loop of key poses; its time 0 is the arrival at the first.

    A movement begins and ends at rest where a pose holds, and in each number that turns back there; any other
    pose is passed without stopping.
    """

    poses: tuple[KeyPose, ...]

    @cached_property
    def loop_s(self) -> float:
        """How long it takes to go through all of them once, in seconds."""
        return sum(pose.seconds + pose.hold for pose in self.poses)

    @cached_property
    def stills(self) -> tuple[float, ...]:
        """When each pose is at its stillest: the middle of its hold, in seconds of the loop."""
        return tuple(
            end - pose.hold / 2 - self.poses[0].seconds
            for end, pose in zip(self._ends, self.poses, strict=True)
        )

    def moments(self, each: int) -> list[float]:
        """So many moments of each movement, and the middle of each hold, in seconds."""
        starts = [
            end - pose.seconds - pose.hold - self.poses[0].seconds
            for end, pose in zip(self._ends, self.poses, strict=True)
        ]
        moving = [
            start + pose.seconds * step / each
            for start, pose in zip(starts, self.poses, strict=True)
            for step in range(each + 1)
        ]
        return [*moving, *self.stills]

    def pose_at(self, seconds: float) -> KeyPose:
        """The pose that is being taken up or held at a moment."""
        return self.poses[self._place(seconds)[0]]

    def at(self, seconds: float) -> dict[str, Any]:
        """The parameters at a moment.

        Beside those of the poses there is `breath`: how full the chest is, from 0 to 1.
        """
        place, since = self._place(seconds)
        pose, full = self.poses[place], _full(self.poses, place)
        if since >= pose.seconds:
            return {**pose.parameters, "breath": _breathing(pose, full, since - pose.seconds)}
        part = since / pose.seconds
        breath = _mixed(_full(self.poses, place - 1), full, eased(part))
        moved = {track.name: track.at(part) for track in self._tracks[place]}
        return {**pose.parameters, **moved, "breath": breath}

    def folded(self, seconds: float) -> float:
        """The first moment of the loop that looks like this one, in seconds: in a hold each breath does."""
        place, since = self._place(seconds)
        pose = self.poses[place]
        start = self._ends[place] - pose.hold - self.poses[0].seconds
        if since < pose.seconds:
            return start - pose.seconds + since
        cycles = _cycles(pose)
        if not cycles:
            return start
        within = (since - pose.seconds) % (pose.hold / cycles)
        return start + min(within, pose.hold / cycles - within)

    def _place(self, seconds: float) -> tuple[int, float]:
        """Which pose is on, and for how long one has been on the way to it or there, in seconds."""
        left = (seconds + self.poses[0].seconds) % (self.loop_s or 1.0)
        for place, pose in enumerate(self.poses):
            if left < pose.seconds + pose.hold:
                return place, left
            left -= pose.seconds + pose.hold
        last = self.poses[-1]
        return len(self.poses) - 1, last.seconds + last.hold

    @cached_property
    def _ends(self) -> tuple[float, ...]:
        return tuple(accumulate(pose.seconds + pose.hold for pose in self.poses))

    @cached_property
    def _tracks(self) -> tuple[tuple[_Track, ...], ...]:
        """For each pose, what changes on the way there."""
        found: tuple[list[_Track], ...] = tuple([] for _ in self.poses)
        for name in self.poses[0].parameters:
            values = [pose.parameters[name] for pose in self.poses]
            speeds = _speeds(self.poses, values)
            for place, pose in enumerate(self.poses):
                start, end = values[place - 1], values[place]
                if start != end:
                    ends = [tuple(each * pose.seconds for each in speeds[at]) for at in (place - 1, place)]
                    found[place].append(_Track(name, start, end, ends[0], ends[1]))
        return tuple(map(tuple, found))


@dataclass(frozen=True, slots=True)
class _Track:
    """A parameter on the way from `start` to `end`.

    `leaving` and `arriving` are the speeds of its numbers there, a whole movement being the unit of time;
    they are empty where it rests.
    """

    name: str
    start: Any
    end: Any
    leaving: tuple[float, ...]
    arriving: tuple[float, ...]

    def at(self, part: float) -> Any:
        gone = eased(part)
        if not self.leaving and not self.arriving:
            return _mixed(self.start, self.end, gone)
        rest = 1 - part
        leaving = part * rest * rest * rest * (1 + 3 * part)
        arriving = -rest * part * part * part * (1 + 3 * rest)
        first, last = _numbers(self.start), _numbers(self.end)
        still = (0.0,) * len(first)
        numbers = tuple(
            a + (b - a) * gone + away * leaving + there * arriving
            for a, b, away, there in zip(
                first, last, self.leaving or still, self.arriving or still, strict=True
            )
        )
        return _like(self.start, self.end, numbers, gone)


def lasting(poses: tuple[KeyPose, ...], seconds: float) -> tuple[KeyPose, ...]:
    """The same with the longest hold as long as it takes for one round to last `seconds`, at most so long.

    Without a hold they stay as they are.
    """
    longest = max(poses, key=lambda pose: pose.hold)
    hold = max(0.0, longest.hold + seconds - Motion(poses).loop_s)
    return tuple(replace(pose, hold=hold) if longest.hold and pose is longest else pose for pose in poses)


def eased(part: float) -> float:
    """How far a movement has come: with the least jerk, as people move (Flash and Hogan 1985)."""
    return part * part * part * (10 - 15 * part + 6 * part * part)


def _speeds(poses: tuple[KeyPose, ...], values: list[Any]) -> list[tuple[float, ...]]:
    """How fast each of the numbers changes at each pose, per second; nothing where it rests."""
    steady = [
        not pose.hold and _straight(values[at - 1], values[at]) and _straight(values[at], _after(values, at))
        for at, pose in enumerate(poses)
    ]
    if not any(steady):
        return [()] * len(poses)
    seconds = [pose.seconds for pose in poses]
    longest = max(len(_numbers(value)) for value in values)
    padded = [(*_numbers(value), *(0.0,) * longest)[:longest] for value in values]
    columns = [_passing(seconds, list(numbers), steady) for numbers in zip(*padded, strict=True)]
    found = zip(*columns, strict=True)
    return [
        speeds[: len(_numbers(value))] if any(speeds) else ()
        for speeds, value in zip(found, values, strict=True)
    ]


def _after(values: list[Any], at: int) -> Any:
    return values[(at + 1) % len(values)]


def _passing(seconds: list[float], numbers: list[float], steady: list[bool]) -> list[float]:
    """The speeds of a number at the poses: those of a cubic spline, and 0 where it rests or turns back.

    Limited as in Fritsch and Carlson (1980), so that nothing swings beyond a pose.
    """
    slopes = [
        (number - numbers[at - 1]) / seconds[at] if seconds[at] else 0.0 for at, number in enumerate(numbers)
    ]
    speeds = [0.0] * len(numbers)
    free = [at for at, passed in enumerate(steady) if passed and slopes[at] * _after(slopes, at) > 0]
    for _ in range(_SWEEPS):
        for at in free:
            before, after = seconds[at], _after(seconds, at)
            pull = speeds[at - 1] * after + _after(speeds, at) * before
            wanted = (3 * (slopes[at] * after + _after(slopes, at) * before) - pull) / (2 * (before + after))
            most = _FASTEST * min(slopes[at], _after(slopes, at), key=abs)
            speeds[at] = max(0.0, min(wanted, most)) if most > 0 else min(0.0, max(wanted, most))
    return speeds


def _straight(start: Any, end: Any) -> bool:
    """Whether one comes from one value to the other by numbers alone."""
    return not isinstance(_mixed(start, end, 0.5), Between) or {_place(start), _place(end)} <= WORLD


def _place(value: Any) -> str:
    """The name in a tuple that has one."""
    return value[0] if isinstance(value, tuple) and isinstance(value[0], str) else ""


def _numbers(value: Any) -> tuple[float, ...]:
    if not isinstance(value, tuple):
        return (value,)
    return value[1:] if _place(value) else value


def _like(start: Any, end: Any, numbers: tuple[float, ...], part: float) -> Any:
    """The numbers as a value such as those."""
    if not isinstance(start, tuple):
        return numbers[0]
    if _place(start) == _place(end):
        return (*start[: bool(_place(start))], *numbers)
    return Between((start[0], *numbers), (end[0], *numbers), part)


def _mixed(start: Any, end: Any, part: float) -> Any:
    if not isinstance(start, tuple):
        return start + (end - start) * part
    if _place(start) != _place(end) or len(start) != len(end):
        return Between(start, end, part)
    numbers = zip(_numbers(start), _numbers(end), strict=True)
    return _like(start, end, tuple(a + (b - a) * part for a, b in numbers), part)


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
    cycles = _cycles(pose)
    if not cycles:
        return full
    other = 0.0 if full > 0.5 else 1.0
    return full + (other - full) * (1 - math.cos(2 * math.pi * cycles * since / pose.hold)) / 2


def _cycles(pose: KeyPose) -> int:
    """How many breaths go in and out while a pose is held."""
    return 0 if pose.breath == "hold" else round(pose.hold / CYCLE_S)
