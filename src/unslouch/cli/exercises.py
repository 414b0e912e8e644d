"""The verb about the catalogue: exercises."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Any

import typer

from unslouch.cli.options import Json
from unslouch.cli.output import say, say_json
from unslouch.core.duration import spoken
from unslouch.core.errors import UsageError

if TYPE_CHECKING:
    from unslouch.core.exercise import Exercise

Id = Annotated[str | None, typer.Argument(metavar="[ID]", help="One exercise, with its steps.")]


def exercises(id_: Id = None, json: Json = False) -> None:
    from unslouch.catalogue import load

    found = [exercise for exercise in load() if id_ in {None, exercise.id}]
    if not found:
        near = get_close_matches(id_ or "", [exercise.id for exercise in load()], n=1)
        hint = f" Did you mean {near[0]}?" if near else " `unslouch exercises` lists them."
        raise UsageError(f"There is no exercise {id_!r}.{hint}")
    if json:
        say_json({"exercises": [_document(exercise) for exercise in found]})
    elif id_ is None:
        say("\n".join(_line(exercise) for exercise in found))
    else:
        say(_page(found[0]))


def _line(exercise: Exercise) -> str:
    regions = ", ".join(exercise.regions)
    return f"{exercise.id:<26}{exercise.position:<10}{exercise.kind:<12}{regions}"


def _page(exercise: Exercise) -> str:
    sides = ", each side" if exercise.sided else ""
    lines = [
        f"{exercise.name} ({exercise.id})",
        f"{exercise.kind}, {exercise.position}, {spoken(exercise.dose.seconds)}{sides}: "
        + ", ".join(exercise.regions),
        "",
        *(f"  {number}. {step.text}" for number, step in enumerate(exercise.steps, 1)),
        "",
        f"Easier: {exercise.easier}",
        f"Harder: {exercise.harder}",
        f"Needs: {', '.join(sorted(exercise.needs)) or 'nothing'}",
        f"Careful with: {', '.join(sorted(exercise.cautions)) or 'nothing in particular'}",
        "Sources: " + "; ".join(f"{source.title} {source.url}".strip() for source in exercise.sources),
    ]
    return "\n".join(lines)


def _document(exercise: Exercise) -> dict[str, Any]:
    return {
        "id": exercise.id,
        "name": exercise.name,
        "form": exercise.form.value,
        "poses": list(exercise.poses),
        "position": exercise.position.value,
        "kind": exercise.kind.value,
        "regions": list(exercise.regions),
        "sides": exercise.sides.value,
        "seconds": exercise.dose.seconds,
        "level": exercise.level,
        "needs": sorted(exercise.needs),
        "visibility": exercise.visibility.value,
        "cautions": sorted(exercise.cautions),
        "steps": [{"text": step.text, "breath": step.breath.value} for step in exercise.steps],
        "easier": exercise.easier,
        "harder": exercise.harder,
        "figure": exercise.figure,
        "sources": [{"title": source.title, "url": source.url} for source in exercise.sources],
    }
