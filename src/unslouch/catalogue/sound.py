"""What must be true of an exercise beyond the kinds of its values: that its keys go together, and that it
says nothing which another one says.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from unslouch.catalogue.entry import seconds
from unslouch.catalogue.values import Fault, closest, shown
from unslouch.core.exercise import Bend, Breath, Exercise, Form, Kind, Position
from unslouch.core.lines import KeyPath

Told = dict[tuple[str, str], str]
"""What is told already, as what it has to be with the text, and the id of the exercise that tells it."""

_ID, _NAME, _SENTENCE = "an id of its own", "a name of its own", "a sentence of its own"

_AT_HAND: Mapping[str, tuple[str, ...]] = {
    Position.SEATED: ("chair", "fixed-chair"),
    Position.DESK: ("desk",),
    Position.WALL: ("wall", "doorway"),
}
_STRAINS: Mapping[str, tuple[str, ...]] = {Bend.FORWARD: ("osteoporosis",), Bend.BACK: ("stenosis",)}
_HELD_BREATH = ("blood-pressure", "dizziness", "pregnancy")


def contradictions(entry: Mapping[str, Any], figures: Collection[str] | None = None) -> Iterator[Fault]:
    """Where keys of an exercise do not go together, each of which is right by itself.

    With `figures`, the ids of those that there are, also where it names none of them.
    """
    yield from _dose(entry["dose"])
    yield from _needs(entry)
    yield from _cautions(entry)
    if entry["form"] == Form.DESK and entry["position"] == Position.FLOOR:
        says = 'is "floor" in an exercise of the desk form; the floor belongs to the form "mat"'
        yield Fault(("position",), '"floor"', "any other position", says=says)
    name = entry.get("figure")
    if name is not None and figures is not None and name not in figures:
        yield Fault(("figure",), shown(name), "the id of a figure that there is", closest(name, figures))


def repeats(entry: Mapping[str, Any], told: Told) -> Iterator[Fault]:
    """Where an exercise says what another one of `told` does, or the same twice; what it says is added."""
    own = set[tuple[str, str]]()
    for path, allowed, text in _texts(entry):
        key = (allowed, _folded(text))
        teller = told.setdefault(key, entry["id"])
        if teller != entry["id"] or key in own:
            of = f" of {teller}" if teller != entry["id"] else ""
            yield Fault(path, shown(text), allowed, says=f"repeats {shown(text)}{of}; it must be {allowed}")
        own.add(key)


def told_by(exercises: Iterable[Exercise], *, sentences: bool) -> Told:
    """The names of `exercises`, and their sentences if asked for."""
    found: Told = {}
    for exercise in exercises:
        found[_NAME, _folded(exercise.name)] = exercise.id
        if sentences:
            texts = (exercise.easier, exercise.harder, *(step.text for step in exercise.steps))
            found |= {(_SENTENCE, _folded(text)): exercise.id for text in texts if text}
    return found


def _texts(entry: Mapping[str, Any]) -> Iterator[tuple[KeyPath, str, str]]:
    """Every text that nothing else may say, where it stands and what it has to be."""
    yield ("name",), _NAME, entry["name"]
    for key in ("easier", "harder"):
        if key in entry:
            yield (key,), _SENTENCE, entry[key]
    for place, step in enumerate(entry["steps"]):
        yield ("steps", place, "text"), _SENTENCE, step["text"]


def _folded(text: str) -> str:
    return text.casefold().strip(" .")


def _needs(entry: Mapping[str, Any]) -> Iterator[Fault]:
    needs = entry["needs"]
    if entry["form"] == Form.DESK and "mat" in needs:
        says = 'has "mat" in an exercise of the desk form; a mat belongs to the form "mat"'
        yield Fault(("needs",), '"mat"', "anything but a mat", says=says)
    walks = entry["kind"] == Kind.WALK
    wanted = ("room-to-walk",) if walks else _AT_HAND.get(entry["position"], ())
    if wanted and not set(wanted) & set(needs):
        who = "a walk" if walks else f'an exercise in the position "{entry["position"]}"'
        words = " or ".join(wanted)
        found = ", ".join(needs) or "an empty list"
        yield Fault(("needs",), found, f"a list with {words}", says=f"has no {words}, which {who} needs")


def _cautions(entry: Mapping[str, Any]) -> Iterator[Fault]:
    holds = any(step.get("breath") == Breath.HOLD for step in entry["steps"])
    strained = {
        "a hold that bends the spine": _STRAINS.get(entry.get("bend", ""), ()),
        "a breath that is held": _HELD_BREATH if holds else (),
    }
    for what, cautions in strained.items():
        if missing := ", ".join(caution for caution in cautions if caution not in entry["cautions"]):
            found = ", ".join(entry["cautions"]) or "an empty list"
            says = f"lacks {missing}, of which {what} has to warn"
            yield Fault(("cautions",), found, f"a list with {missing}", says=says)


def _dose(dose: Mapping[str, Any]) -> Iterator[Fault]:
    way = [key for key in ("seconds", "reps", "pace") if key in dose]
    least, most = dose["range"]
    if way not in (["seconds"], ["reps", "pace"]):
        allowed = "seconds, or reps with their pace"
        says = f"has {' and '.join(way) or 'none of them'}, but must have {allowed}"
        yield Fault(("dose",), ", ".join(way) or "nothing", allowed, says=says)
    elif least > most:
        yield Fault(("dose", "range"), f"{least:g} to {most:g}", "the least seconds and then the most")
    elif not least <= seconds(dose) <= most:
        total, allowed = f"{seconds(dose):g} seconds", f"{least:g} to {most:g} seconds"
        says = f"makes {total}, but must make {allowed} unless another range is given"
        yield Fault(("dose", way[0]), total, allowed, says=says)
