"""What a rig is: something that is posed by named parameters and drawn as shapes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from unslouch.figure.motion import Parameters
from unslouch.figure.scene import Scene
from unslouch.figure.shape import Shape


@dataclass(frozen=True, slots=True)
class Rig:
    """`stances` are the poses to begin from, the first of them the usual one.

    `numbers` says of each parameter that is a number what it may be at the least and at the most; a key of
    `both` in a file stands for the same parameter of the near and of the far side. `choices` are words that a
    figure file may set once for the whole figure; they are the scene's `extras`.
    """

    shapes: Callable[[Parameters, Scene], tuple[Shape, ...]]
    stances: Mapping[str, Mapping[str, Any]]
    numbers: Mapping[str, tuple[float, float]]
    views: tuple[str, ...]
    props: tuple[str, ...] = ()
    both: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    mirrored: Callable[[Mapping[str, Any]], dict[str, Any]] = dict
    """The same pose with its sides exchanged."""
