"""A figure: key poses of a rig in a scene, and what it looks like at any moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from unslouch.figure.face import FACE
from unslouch.figure.hand import HAND
from unslouch.figure.motion import KeyPose, Motion, lasting
from unslouch.figure.person import PERSON
from unslouch.figure.raster import Dots, Window, raster
from unslouch.figure.rig import Rig
from unslouch.figure.scene import Scene
from unslouch.figure.shape import Shape, Stroke, Tone
from unslouch.figure.tidy import tidied

RIGS: dict[str, Rig] = {"body": PERSON, "hand": HAND, "face": FACE}

_AIR = 0.035
_GROUND = -0.003
"""Where what stands on the floor or lies on the mat ends."""
_SAMPLES = 10
"""At how many moments each movement is looked at to find out how much room it needs."""
_LEAST = {"whole": (0.5, 0.62), "upper": (0.3, 0.34), "lower": (0.3, 0.34)}
"""The least width and height of a window, so that nobody lying flat is blown up to a giant."""
_PART = 0.385
"""How much of the height is seen where the frame is the upper or the lower body."""


@dataclass(frozen=True)
class Figure:
    """The animated drawing of an exercise, authored for one side; the other is its mirror image.

    `frame` is what the window takes in: the whole person, the upper body, or legs and feet.
    """

    id: str
    rig: str
    poses: tuple[KeyPose, ...]
    scene: Scene = field(default_factory=Scene)
    frame: str = "whole"

    @cached_property
    def motion(self) -> Motion:
        """The way through the poses."""
        return Motion(self.poses)

    @property
    def loop_s(self) -> float:
        """How long one round takes, in seconds."""
        return self.motion.loop_s

    def pose_at(self, seconds: float) -> KeyPose:
        """The pose that is being taken up or held at a moment."""
        return self.motion.pose_at(seconds)

    def still(self, pose: KeyPose) -> float:
        """When `pose` is at its stillest, in seconds."""
        return self.motion.stills[self.poses.index(pose)] % self.loop_s

    def lasting(self, seconds: float) -> Figure:
        """The same with its hold as long as it takes for one round to last `seconds`, in the same window."""
        longer = replace(self, poses=lasting(self.poses, seconds))
        vars(longer).update(_scene=self._scene, window=self.window)
        return longer

    def shapes(self, seconds: float, *, mirrored: bool = False) -> tuple[Shape, ...]:
        """The drawing at a moment of the loop, in seconds from the arrival at the first pose."""
        drawn = RIGS[self.rig].shapes(self.motion.at(seconds), self._scene)
        return mirror(drawn) if mirrored else drawn

    @cached_property
    def _scene(self) -> Scene:
        """The scene with a mat that is a little longer than what lies on it."""
        if "mat" not in self.scene.props or "mat" in self.scene.places:
            return self.scene
        bare = replace(self.scene, props=tuple(prop for prop in self.scene.props if prop != "mat"))
        left, _, right, _ = self._extent(bare)
        if bare.view in {"front", "back"}:
            left, right = left - 0.1, right + 0.1
        return replace(self.scene, places={**self.scene.places, "mat": (left - 0.03, right + 0.03)})

    def _extent(self, scene: Scene) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of all that is drawn in the loop."""
        draw = RIGS[self.rig].shapes
        found = [extent(draw(self.motion.at(moment), scene)) for moment in self.motion.moments(_SAMPLES)]
        lefts, bottoms, rights, tops = zip(*found, strict=True)
        return min(lefts), min(bottoms), max(rights), max(tops)

    @cached_property
    def window(self) -> Window:
        """What is to be seen, the same through the whole loop."""
        left, bottom, right, top = self._extent(self._scene)
        if self.frame == "upper":
            bottom = top - _PART
        if self.frame == "lower":
            top = bottom + _PART
        wide, high = _LEAST[self.frame]
        spare = max(0.0, wide - (right - left)) / 2
        return Window(
            left - spare - _AIR, bottom - _AIR / 2, right + spare + _AIR, max(top, bottom + high) + _AIR
        )

    @property
    def fullest_s(self) -> float:
        """When the figure shows most of the exercise: the middle of its longest hold, the last of several."""
        times = zip((pose.hold for pose in self.poses), self.motion.stills, strict=True)
        return max(times)[1]

    def seen(self, *, mirrored: bool = False) -> Window:
        """The window of that side."""
        window = self.window
        return replace(window, left=-window.right, right=-window.left) if mirrored else window

    def dots(self, seconds: float, width: int, height: int, *, mirrored: bool = False) -> Dots:
        """The drawing at a moment, in `width` times `height` dots."""
        shapes = self.shapes(seconds, mirrored=mirrored)
        return tidied(raster(shapes, self.seen(mirrored=mirrored), width, height, ground=_GROUND))


def mirror(shapes: Iterable[Shape]) -> tuple[Shape, ...]:
    """The picture with left and right exchanged."""
    return tuple(replace(shape, points=tuple((-x, y) for x, y in shape.points)) for shape in shapes)


def extent(shapes: Iterable[Shape]) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of what is drawn, without what has no end."""
    edges = [edge for shape in shapes for edge in _edges(shape)]
    lefts, bottoms, rights, tops = zip(*edges, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _edges(shape: Shape) -> Iterable[tuple[float, float, float, float]]:
    widths = shape.widths if isinstance(shape, Stroke) else (0.0,) * len(shape.points)
    for (x, y), wide in zip(shape.points, widths, strict=True):
        if abs(x) < 10:
            yield x - wide / 2, y - wide / 2, x + wide / 2, y + wide / 2
        elif shape.tone is Tone.PROP:
            yield 0.0, y - wide / 2, 0.0, y + wide / 2
