"""Figures from their files, one for each, by id."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import cos, radians, sin
from typing import Any

from unslouch.catalogue.values import Fault, Flag, Items, Kind, Number, Table, Text, Word, closest, shown
from unslouch.core.errors import UnslouchError
from unslouch.core.exercise import REGIONS, Breath
from unslouch.core.lines import KeyPath, error_line, index, nearest
from unslouch.core.problem import Problem
from unslouch.core.text import clean
from unslouch.figure.contacts import ANKLES, PALMS
from unslouch.figure.figure import RIGS, Figure
from unslouch.figure.motion import KeyPose
from unslouch.figure.scene import Scene

_FAR = Number(-3, 3)
_ANGLE = Number(-200, 200)
_POINT = Items(_FAR, 2, 3, "forward and up, and out if it matters, each a number from -3 to 3")
_FLOOR = ("floor", "instep", "heel", "toes")
_DIRECTIONS: Mapping[str, tuple[float, float, float]] = {
    "forward": (1.0, 0.0, 0.15),
    "back": (-1.0, 0.0, 0.15),
    "up": (0.0, 1.0, 0.1),
    "down": (0.0, -1.0, 0.1),
    "out": (0.05, 0.0, 1.0),
    "in": (0.05, 0.0, -1.0),
}
_ANGLES = {"arm": ("raise", "toward", "elbow", "roll"), "leg": ("raise", "toward", "knee", "roll")}
_KNEELING: Mapping[str, Kind] = {"kneel": _ANGLE, "at": _FAR}
_OUT = {"hand": 0.09, "foot": 0.05}
_PLACES: Mapping[str, Kind] = {
    "chair": _FAR,
    "stool": _FAR,
    "desk": _FAR,
    "wall": _FAR,
    "door-frame": _FAR,
    "mat": Items(_FAR, 2, 2),
    "cushion": Items(_FAR, 2, 2),
}


class FigureError(UnslouchError):
    """A figure's file is not sound; it says where and why."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a hand or a foot is: a name, a point, or a table of a name with `by` or `at`."""

    names: tuple[str, ...]

    @property
    def allowed(self) -> str:
        return f'a place ({", ".join(self.names)}), a point, or {{ on = "place", by = [forward, up, out] }}'

    def faults(self, value: object, path: KeyPath) -> Iterator[Fault]:
        if isinstance(value, str):
            if value not in self.names or value in _FLOOR:
                yield Fault(path, shown(value), self.allowed, closest(value, self.names))
        elif isinstance(value, list):
            yield from _POINT.faults(value, path)
        elif isinstance(value, dict):
            keys: dict[str, Kind] = {"on": Word(self.names)}
            keys["at" if value.get("on") in _FLOOR else "by"] = Items(_FAR, 1, 3)
            yield from Table(keys, frozenset({"by"})).faults(value, path)
        else:
            yield Fault(path, shown(value), self.allowed)


@dataclass(frozen=True, slots=True)
class _Direction:
    """Where an elbow or a knee goes: a word, or forward, up and out."""

    allowed = "forward, back, up, down, out, in, or a list of forward, up and out"

    def faults(self, value: object, path: KeyPath) -> Iterator[Fault]:
        if isinstance(value, list):
            yield from Items(_FAR, 3, 3).faults(value, path)
        elif not isinstance(value, str) or value not in _DIRECTIONS:
            yield Fault(path, shown(value), self.allowed, closest(value, _DIRECTIONS))


@dataclass(frozen=True, slots=True)
class _Pelvis:
    """Where the hips are: a point, the angle of kneeling thighs, or where the base of the neck is held."""

    allowed = "[forward, up], { kneel = degrees, at = forward } or { shoulders = [forward, up] }"

    def faults(self, value: object, path: KeyPath) -> Iterator[Fault]:
        if isinstance(value, list):
            yield from _POINT.faults(value, path)
        elif isinstance(value, dict) and "kneel" in value:
            yield from Table(_KNEELING, frozenset({"at"})).faults(value, path)
        elif isinstance(value, dict):
            yield from Table({"shoulders": _POINT}).faults(value, path)
        else:
            yield Fault(path, shown(value), self.allowed)


def ids() -> tuple[str, ...]:
    """The figures that there are, in the order of their names."""
    return tuple(sorted(_files()))


@cache
def figure(id_: str) -> Figure:
    """The figure of that id; KeyError where there is none, FigureError where its file is not sound."""
    name = _files()[id_]
    text = resources.files(__package__).joinpath("figures", name).read_text("utf-8")
    found, problems = read(text, name)
    if found is None:
        raise FigureError("\n".join(f"{each.file}:{each.line or 1}: {each.message}" for each in problems))
    return found


def _files() -> dict[str, str]:
    folder = resources.files(__package__).joinpath("figures")
    names = [file.name for file in folder.iterdir() if file.name.endswith(".toml")]
    return {name.removesuffix(".toml"): name for name in names}


def read(text: str, file: str) -> tuple[Figure | None, list[Problem]]:
    """The figure in `text`, or what is wrong with it; `file` is what the problems name."""
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        line = error_line(error, text) if isinstance(error, tomllib.TOMLDecodeError) else None
        reason = clean(str(error).rpartition(" (at ")[0] or str(error))
        return None, [Problem(file, line, "", reason, "TOML 1.0", None, f"This is not TOML: {reason}.")]
    faults = list(_faults(document)) or list(_names(document["pose"]))
    if faults:
        lines = index(text)
        return None, [fault.problem(file, nearest(lines, fault.path)) for fault in faults]
    return _figure(document, file.removesuffix(".toml")), []


def _faults(document: Mapping[str, Any]) -> Iterator[Fault]:
    name = document.get("rig", "body")
    if not isinstance(name, str) or name not in RIGS:
        yield from Word(tuple(RIGS)).faults(name, ("rig",))
        return
    rig = RIGS[name]
    keys: dict[str, Kind] = {
        "rig": Word(tuple(RIGS)),
        "view": Word(rig.views),
        "stance": Word(tuple(rig.stances)),
        "props": Items(Word(rig.props), 0, len(rig.props)),
        "place": Table(_PLACES, frozenset(_PLACES)),
        "tint": Items(Word(REGIONS), 0, len(REGIONS)),
        "frame": Word(("whole", "upper", "lower")),
        **{key: Word(words) for key, words in rig.choices.items()},
        "pose": Items(_pose_table(name), 1, 12, "1 to 12 tables, each under a line [[pose]]"),
    }
    yield from Table(keys, frozenset(keys) - {"pose"}).faults(document, ())


def _names(poses: list[Mapping[str, Any]]) -> Iterator[Fault]:
    """Where a pose has another's name, or begins like one that does not come before it."""
    known = ["stance"]
    for place, pose in enumerate(poses):
        if pose["name"] in known:
            yield Fault(("pose", place, "name"), shown(pose["name"]), "a name of its own")
        if "like" in pose and pose["like"] not in known:
            allowed = "an earlier pose: " + ", ".join(map(shown, known))
            yield Fault(("pose", place, "like"), shown(pose["like"]), allowed, closest(pose["like"], known))
        known.append(pose["name"])


def _pose_table(name: str) -> Table:
    rig = RIGS[name]
    keys: dict[str, Kind] = {
        "name": Text(24),
        "like": Text(24),
        "mirrored": Flag(),
        "seconds": Number(0, 60),
        "hold": Number(0, 120),
        "breath": Word(tuple(Breath)),
        **{key: Number(*limits) for key, limits in rig.numbers.items()},
    }
    if name == "body":
        keys |= _body_keys()
    for both, one in rig.both.items():
        keys[both] = keys[f"near_{one}"]
    return Table(keys, frozenset(keys) - {"name", "seconds"})


def _body_keys() -> dict[str, Kind]:
    kinds: dict[str, Kind] = {
        "hand": _Spot((*PALMS, "floor")),
        "foot": _Spot(tuple(place for place in ANKLES if place != "point")),
        "elbow": _Direction(),
        "knee": _Direction(),
    }
    for limb, angles in _ANGLES.items():
        kinds[limb] = Table(dict.fromkeys(angles, _ANGLE), frozenset(angles))
    sides = {f"{side}_{key}": kind for side in ("near", "far") for key, kind in kinds.items()}
    return {"pelvis": _Pelvis(), **sides}


def _figure(document: Mapping[str, Any], id_: str) -> Figure:
    name = document.get("rig", "body")
    rig = RIGS[name]
    scene = Scene(
        document.get("view", rig.views[0]),
        tuple(document.get("props", ())),
        document.get("place", {}),
        frozenset(document.get("tint", ())),
        {key: document.get(key, words[0]) for key, words in rig.choices.items()},
    )
    parameters = dict(rig.stances[document.get("stance", next(iter(rig.stances)))])
    known, poses = {"stance": parameters}, []
    for pose in document["pose"]:
        parameters = known.get(pose.get("like", ""), parameters)
        if pose.get("mirrored"):
            parameters = rig.mirrored(parameters)
        parameters = known[pose["name"]] = {**parameters, **dict(_parameters(pose, rig.both))}
        seconds, hold = float(pose["seconds"]), float(pose.get("hold", 0))
        poses.append(KeyPose(pose["name"], parameters, seconds, hold, pose.get("breath", "easy")))
    return Figure(id_, name, tuple(poses), scene, document.get("frame", "whole"))


def _parameters(pose: Mapping[str, Any], both: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    """What a pose says, sides apart."""
    for key, value in pose.items():
        if key in both:
            for side in ("near", "far"):
                yield _parameter(f"{side}_{both[key]}", value)
    for key, value in pose.items():
        if key not in {*both, "name", "like", "mirrored", "seconds", "hold", "breath"}:
            yield _parameter(key, value)


def _parameter(key: str, value: Any) -> tuple[str, Any]:
    side, _, limb = key.rpartition("_")
    match limb:
        case "arm" | "leg":
            return f"{side}_{'hand' if limb == 'arm' else 'foot'}", _swing(value, limb)
        case "hand" | "foot":
            return key, _spot(value, _OUT[limb])
        case "elbow" | "knee":
            return key, _DIRECTIONS[value] if isinstance(value, str) else tuple(map(float, value))
        case "pelvis":
            return key, _pelvis(value)
    return key, float(value)


def _pelvis(value: Any) -> tuple[Any, ...]:
    if isinstance(value, dict) and "kneel" in value:
        return ("kneel", float(value["kneel"]), float(value.get("at", 0)), 0.0)
    place, at = ("shoulders", value["shoulders"]) if isinstance(value, dict) else ("point", value)
    return (place, *(*map(float, at), 0.0)[:3])


def _swing(angles: Mapping[str, float], limb: str) -> tuple[float, ...]:
    """Raised by so much in that direction, as so much forward and so much out."""
    raised, toward = angles.get("raise", 0.0), radians(angles.get("toward", 0.0))
    joint = "elbow" if limb == "arm" else "knee"
    return (
        raised * cos(toward),
        raised * sin(toward),
        float(angles.get(joint, 0.0)),
        float(angles.get("roll", 0.0)),
    )


def _spot(value: Any, out: float) -> tuple[Any, ...]:
    if isinstance(value, str):
        return (value, 0.0, 0.0, 0.0)
    if isinstance(value, list):
        x, y, z = (*map(float, value), out)[:3]
        return ("floor" if out == _OUT["foot"] and y == 0 else "point", x, y, z)
    if value["on"] in _FLOOR:
        x, z = (*map(float, value["at"]), out)[:2]
        return (value["on"], x, 0.0, z)
    by = (*map(float, value.get("by", ())), 0.0, 0.0, 0.0)[:3]
    return (value["on"], *by)
