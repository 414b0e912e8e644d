"""Exercises as the text of a file that reads back as the same exercises."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from unslouch.catalogue.format import VERSION
from unslouch.core.exercise import DAYS, Dose, Exercise

_LONG = ("steps", "sources")
"""The lists of which each item gets a line of its own."""


def pack(exercises: Iterable[Exercise]) -> str:
    """A file with these exercises, each as a whole."""
    blocks = [f"version = {VERSION}"]
    for exercise in exercises:
        lines = [f"{key} = {_value(key, value)}" for key, value in table(exercise).items()]
        blocks.append("\n".join(["[[exercise]]", *lines]))
    return "\n\n".join(blocks) + "\n"


def table(exercise: Exercise) -> dict[str, Any]:
    """The exercise as its table says it, without what may be left out and is."""
    entry = {
        "id": exercise.id,
        "name": exercise.name,
        "form": exercise.form.value,
        "poses": list(exercise.poses),
        "position": exercise.position.value,
        "kind": exercise.kind.value,
        "regions": list(exercise.regions),
        "sides": exercise.sides.value,
        "dose": _dose(exercise.dose),
        "level": exercise.level,
        "plain": exercise.plain,
        "needs": sorted(exercise.needs),
        "visibility": exercise.visibility.value,
        "cautions": sorted(exercise.cautions),
        "bend": exercise.bend.value if exercise.bend else "",
        "days": [day for day in DAYS if day in exercise.days],
        "easier": exercise.easier,
        "harder": exercise.harder,
        "figure": exercise.figure or "",
        "steps": [{"text": step.text, "breath": step.breath.value} for step in exercise.steps],
        "sources": [
            {"title": source.title, "url": source.url} if source.url else {"title": source.title}
            for source in exercise.sources
        ],
    }
    return {
        key: value
        for key, value in entry.items()
        if value or key not in {"bend", "days", "easier", "harder", "figure"}
    }


def _dose(dose: Dose) -> dict[str, Any]:
    span = [_number(dose.least), _number(dose.most)]
    if dose.reps is None or dose.pace is None:
        return {"seconds": _number(dose.seconds), "range": span}
    return {"reps": dose.reps, "pace": _number(dose.pace), "range": span}


def _number(number: float) -> float:
    """The number as a whole one where it is."""
    return int(number) if number == int(number) else number


def _value(key: str, value: Any) -> str:
    if key in _LONG and value:
        return "[\n" + "".join(f"  {_inline(item)},\n" for item in value) + "]"
    return _inline(value)


def _inline(value: Any) -> str:
    """A value on one line; of itself tomli-w gives each item of a list its own."""
    if isinstance(value, list):
        return f"[{', '.join(map(_inline, value))}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {_inline(item)}' for key, item in value.items())} }}"
    import tomli_w  # noqa: PLC0415 (reading exercises needs no writer)

    return tomli_w.dumps({"x": value}).removeprefix("x = ").rstrip("\n")
