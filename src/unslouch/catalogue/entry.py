"""From the table of an exercise, with nothing wrong in it, to the exercise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from unslouch.core.exercise import (
    Bend,
    Breath,
    Dose,
    Exercise,
    Form,
    Kind,
    Position,
    Sides,
    Source,
    Step,
    Visibility,
)


def exercise(entry: Mapping[str, Any]) -> Exercise:
    """The exercise that a sound table tells of."""
    return Exercise(
        id=entry["id"],
        name=entry["name"],
        form=Form(entry["form"]),
        poses=tuple(entry.get("poses", ())),
        position=Position(entry["position"]),
        kind=Kind(entry["kind"]),
        regions=tuple(entry["regions"]),
        sides=Sides(entry["sides"]),
        dose=_dose(entry["dose"]),
        level=entry.get("level", 1),
        needs=frozenset(entry["needs"]),
        visibility=Visibility(entry["visibility"]),
        cautions=frozenset(entry["cautions"]),
        steps=tuple(Step(step["text"], Breath(step.get("breath", "easy"))) for step in entry["steps"]),
        easier=entry.get("easier", ""),
        harder=entry.get("harder", ""),
        figure=entry.get("figure"),
        sources=tuple(Source(one["title"], one.get("url", "")) for one in entry.get("sources", ())),
        plain=entry.get("plain", False),
        bend=Bend(entry["bend"]) if "bend" in entry else None,
        days=frozenset(entry.get("days", ())),
    )


def _dose(dose: Mapping[str, Any]) -> Dose:
    least, most = map(float, dose["range"])
    pace = float(dose["pace"]) if "pace" in dose else None
    return Dose(seconds(dose), least, most, dose.get("reps"), pace)


def seconds(dose: Mapping[str, Any]) -> float:
    """How long a dose takes as a rule, per side, in seconds."""
    return float(dose["seconds"] if "seconds" in dose else dose["reps"] * dose["pace"])
