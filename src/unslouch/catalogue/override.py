"""What an entry changes in an exercise that is there already; what it may change is told in `format`.

Both come as tables, as they stand in a file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from unslouch.catalogue.values import Fault
from unslouch.core.exercise import CAUTIONS, Exercise

ADDED_TO = ("needs", "cautions", "sources")
STAYING = ("form", "poses", "position", "kind", "regions", "sides", "figure", "bend")


def over(there: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """The exercise `there` as the override `own` makes it."""
    entry = {**there, **own, "dose": _dose(there["dose"], own.get("dose", {}))}
    for key in ADDED_TO:
        entry[key] = there[key] + [item for item in own.get(key, []) if item not in there[key]]
    return entry


def changes(there: Mapping[str, Any], own: Mapping[str, Any]) -> Iterator[Fault]:
    """Where `own` changes what stays as it is."""
    for key in STAYING:
        if key in own and own[key] != there.get(key):
            given, stays = _said(own[key]), _said(there.get(key))
            says = f"is {given}, but stays {stays} in this exercise; another one needs an id of its own"
            yield Fault((key,), given, stays, says=says)


def warned(exercise: Exercise, own: Mapping[str, Any]) -> Exercise:
    """`exercise` with the cautions that can be read in `own`, an override that is left out."""
    given = own.get("cautions")
    words = [word for word in given if isinstance(word, str)] if isinstance(given, list) else []
    return replace(exercise, cautions=exercise.cautions | (set(words) & set(CAUTIONS)))


def _dose(there: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """A hold takes the place of repetitions, and these of a hold."""
    gone = {"reps", "pace"} if "seconds" in own else {"seconds"} if {"reps", "pace"} & own.keys() else set()
    return {key: value for key, value in there.items() if key not in gone} | dict(own)


def _said(value: object) -> str:
    """A value that is known to be sound."""
    if isinstance(value, list):
        return ", ".join(value) or "an empty list"
    return "left out" if value is None else f'"{value}"'
