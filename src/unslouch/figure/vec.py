"""Vectors in three dimensions, and frames: which way is forward, up and near for a part of the body."""

from __future__ import annotations

import math

Vec = tuple[float, float, float]
Frame = tuple[Vec, Vec, Vec]
"""Forward, up and toward the near side (the person's right), each of length one."""

UPRIGHT: Frame = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))


def add(a: Vec, b: Vec, times: float = 1.0) -> Vec:
    """`a` and `times` times `b`."""
    return (a[0] + b[0] * times, a[1] + b[1] * times, a[2] + b[2] * times)


def sub(a: Vec, b: Vec) -> Vec:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def dot(a: Vec, b: Vec) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def length(a: Vec) -> float:
    return math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2])


def unit(a: Vec) -> Vec:
    """The direction of `a`; up where it has none."""
    long = length(a)
    return (a[0] / long, a[1] / long, a[2] / long) if long > 1e-9 else (0.0, 1.0, 0.0)


def lerp(a: Vec, b: Vec, part: float) -> Vec:
    return (a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part, a[2] + (b[2] - a[2]) * part)


def mix(a: Vec, b: Vec, degrees: float) -> Vec:
    """From `a` toward `b`, which stands at a right angle to it."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return (a[0] * cos + b[0] * sin, a[1] * cos + b[1] * sin, a[2] * cos + b[2] * sin)


def across(a: Vec, line: Vec) -> Vec:
    """What of `a` stands at a right angle to the direction `line`."""
    return add(a, line, -dot(a, line))


def between(a: Vec, b: Vec, part: float) -> Vec:
    """A direction between two directions, along the arc."""
    cos = max(-1.0, min(1.0, dot(a, b)))
    side = across(b, a)
    if length(side) < 1e-6:
        return a if part < 0.5 or cos > 0 else b
    return mix(a, unit(side), math.degrees(math.acos(cos)) * part)


def lean(frame: Frame, degrees: float) -> Frame:
    """Tipped forward."""
    forward, up, near = frame
    return mix(forward, up, -degrees), mix(up, forward, degrees), near


def tilt(frame: Frame, degrees: float) -> Frame:
    """Tipped toward the near side."""
    forward, up, near = frame
    return forward, mix(up, near, degrees), mix(near, up, -degrees)


def turn(frame: Frame, degrees: float) -> Frame:
    """Turned about its own upright axis, forward toward near."""
    forward, up, near = frame
    return mix(forward, near, degrees), up, mix(near, forward, -degrees)


def along(frame: Frame, part: Vec) -> Vec:
    """A vector given as so much forward, up and near, in the world."""
    forward, up, near = frame
    return add(add(scale(forward, part[0]), up, part[1]), near, part[2])


def scale(a: Vec, times: float) -> Vec:
    return (a[0] * times, a[1] * times, a[2] * times)
