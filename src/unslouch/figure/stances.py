"""Where a pose begins: the stances of the body, and what each number of a pose may be.

Lengths are in units of standing height, angles in degrees. Forward, up and out are the directions of a
standing person; `out` is away from the middle, whichever side is meant.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

NUMBERS: Mapping[str, tuple[float, float]] = {
    "turn": (-180, 180),
    "lean": (-180, 180),
    "tilt": (-90, 90),
    "roll": (-90, 90),
    "bend": (-75, 110),
    "bend_low": (-40, 50),
    "bend_mid": (-40, 50),
    "bend_high": (-40, 50),
    "side_bend": (-60, 60),
    "twist": (-70, 70),
    "nod": (-60, 70),
    "head_tilt": (-50, 50),
    "head_turn": (-90, 90),
    "glide": (-25, 30),
    "shrug": (-1, 1),
    "squeeze": (-1, 1),
    "near_shrug": (-1, 1),
    "far_shrug": (-1, 1),
    "near_wrist": (-90, 90),
    "far_wrist": (-90, 90),
    "near_heel": (0, 75),
    "far_heel": (0, 75),
    "near_toes": (0, 60),
    "far_toes": (0, 60),
    "near_point": (-40, 80),
    "far_point": (-40, 80),
    "near_turnout": (-60, 90),
    "far_turnout": (-60, 90),
}
"""The least and the most of each."""

BOTH: Mapping[str, str] = {
    "hands": "hand",
    "arms": "arm",
    "feet": "foot",
    "legs": "leg",
    "elbows": "elbow",
    "knees": "knee",
    "wrists": "wrist",
    "heels": "heel",
    "toes": "toes",
    "points": "point",
    "turnouts": "turnout",
}
"""Keys that stand for the same parameter on both sides."""

_SIDEWAYS = ("turn", "tilt", "roll", "side_bend", "twist", "head_tilt", "head_turn")


def mirrored(pose: Mapping[str, Any]) -> dict[str, Any]:
    """The pose with near and far exchanged."""
    found: dict[str, Any] = {}
    for name, value in pose.items():
        side, _, rest = name.partition("_")
        if side in {"near", "far"}:
            found[f"{'far' if side == 'near' else 'near'}_{rest}"] = value
        else:
            found[name] = -value if name in _SIDEWAYS else value
    place, x, y, z = pose["pelvis"]
    return {**found, "pelvis": (place, x, y, -z)}


POLES = ("near_elbow", "far_elbow", "near_knee", "far_knee")

ELBOW = (-0.5, -0.6, 0.5)
KNEE = (1.0, 0.15, 0.04)
"""Which way elbows and knees go by themselves: forward, up and out of the trunk."""

HANG = (0.0, 6.0, 12.0, 0.0)
"""An arm that hangs: its swing forward and out, the elbow's bend and the turn of the upper arm."""


def _stance(hands: tuple[Any, ...], feet: tuple[Any, ...], **numbers: Any) -> Mapping[str, Any]:
    rest = {**dict.fromkeys(NUMBERS, 0.0), "near_turnout": 20.0, "far_turnout": 20.0}
    limbs = {"near_hand": hands, "far_hand": hands, "near_foot": feet, "far_foot": feet}
    poles = {name: ELBOW if name.endswith("elbow") else KNEE for name in POLES}
    return {**rest, "pelvis": ("point", 0.0, 0.5, 0.0), **limbs, **poles, **numbers}


STANCES: Mapping[str, Mapping[str, Any]] = {
    "standing": _stance(HANG, ("floor", 0.0, 0.0, 0.05), pelvis=("point", 0.0, 0.499, 0.0)),
    "sitting": _stance(
        ("thigh", 0.0, 0.0, 0.0), ("floor", 0.24, 0.0, 0.055), pelvis=("point", 0.0, 0.272, 0.0)
    ),
    "all-fours": _stance(
        ("floor", 0.282, 0.0, 0.095), ("instep", -0.23, 0.0, 0.05), pelvis=("kneel", 0.0, 0.0, 0.0), lean=80.0
    ),
    "heel-sitting": _stance(
        ("thigh", -0.04, 0.02, 0.0), ("instep", -0.23, 0.0, 0.05), pelvis=("kneel", 64.0, 0.0, 0.0)
    ),
    "kneeling": _stance(HANG, ("instep", -0.23, 0.0, 0.05), pelvis=("kneel", 0.0, 0.0, 0.0)),
    "supine-bent": _stance(
        ("mat", 0.0, 0.0, 0.0), ("floor", 0.26, 0.0, 0.05), pelvis=("point", 0.0, 0.056, 0.0), lean=-90.0
    ),
    "supine": _stance(
        ("mat", 0.0, 0.0, 0.0), ("heel", 0.462, 0.0, 0.05), pelvis=("point", 0.0, 0.056, 0.0), lean=-90.0
    ),
    "prone": _stance(
        ("floor", 0.27, 0.0, 0.12),
        ("instep", -0.462, 0.0, 0.05),
        pelvis=("point", 0.0, 0.056, 0.0),
        lean=90.0,
        nod=-12.0,
    ),
    "long-sitting": _stance(
        ("thigh", 0.0, 0.0, 0.0), ("heel", 0.462, 0.0, 0.05), pelvis=("point", 0.0, 0.066, 0.0)
    ),
    "desk-lean": _stance(
        ("desk-edge", 0.0, 0.0, 0.0),
        ("floor", -0.1, 0.0, 0.05),
        pelvis=("point", -0.06, 0.494, 0.0),
        lean=44.0,
        nod=-20.0,
    ),
}
