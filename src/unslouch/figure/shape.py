"""What a drawing is made of before it becomes dots.

Coordinates are in units of standing height: x to the right, y up, the floor at 0. `depth` grows toward the
viewer; what is nearer is drawn over what is farther.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

Point = tuple[float, float]


class Tone(IntEnum):
    """What a dot belongs to; the theme gives each tone its colour."""

    PROP = 0
    FAR = 1
    NEAR = 2
    TINT = 3


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line with round ends and joints through `points`, as thick at each as its entry in `widths` says.

    One point alone is a disc. With `gap`, a rim of a little over one dot stays free around it, so that a near
    limb that crosses the body can be told from it.
    """

    points: tuple[Point, ...]
    widths: tuple[float, ...]
    tone: Tone
    depth: float = 0.0
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """A filled polygon."""

    points: tuple[Point, ...]
    tone: Tone
    depth: float = 0.0
    gap: bool = False


Shape = Stroke | Area
