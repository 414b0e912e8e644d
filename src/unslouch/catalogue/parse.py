"""Exercises from the text of a file, and what is wrong in it."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from unslouch.catalogue import override
from unslouch.catalogue.entry import exercise
from unslouch.catalogue.export import table
from unslouch.catalogue.format import VERSION, content, overridden
from unslouch.catalogue.sound import Told, contradictions, repeats, told_by
from unslouch.catalogue.values import Fault, shown
from unslouch.core.exercise import Exercise
from unslouch.core.lines import error_line, index, nearest
from unslouch.core.problem import Problem
from unslouch.core.text import clean

LARGEST = 500_000
"""The longest text that is read, in characters."""

LONGEST_LINE = 1_000
"""The longest line of it, in characters: tomllib takes minutes over a dotted key of 100,000."""

_MOST_PROBLEMS = 100


@dataclass(frozen=True, slots=True)
class Among:
    """What a file is read among: the exercises that it may override, by id, and the ids of the figures.

    With `sentences` it may say nothing that one of those exercises says; without `figures` any may be named.
    """

    exercises: Mapping[str, Exercise] = field(default_factory=dict)
    figures: Collection[str] | None = None
    sentences: bool = False


def parse(text: str, file: str, among: Among | None = None) -> tuple[list[Exercise], list[Problem]]:
    """The sound exercises in `text`, and what is wrong with the others, by line; never raises.

    `file` is what the problems name. What may stand in `text` is in `format`.
    """
    text = text.removeprefix("\ufeff")
    if problem := _too_long(text, file):
        return [], [problem]
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return [], [_broken(error, text, file)]
    exercises, faults = _sound(document, among or Among())
    return exercises, _problems(faults, text, file)


def _too_long(text: str, file: str) -> Problem | None:
    """What is wrong where `text` is too long to be looked into."""
    line, what, length, most = None, "file", len(text), LARGEST
    if length <= LARGEST:
        length, line = max((len(each), number) for number, each in enumerate(text.split("\n"), 1))
        what, most = "line", LONGEST_LINE
    if length <= most:
        return None
    found, allowed = f"{length:,} characters", f"at most {most:,}"
    return Problem(file, line, "", found, allowed, None, f"This {what} has {found}, but must have {allowed}.")


def _broken(error: Exception, text: str, file: str) -> Problem:
    line, reason = None, "something in it is too large or too deep"
    if isinstance(error, tomllib.TOMLDecodeError):
        line, reason = error_line(error, text), clean(str(error).rpartition(" (at ")[0])
    return Problem(file, line, "", reason, "TOML 1.0", None, f"This is not TOML: {reason}.")


def _sound(document: Mapping[str, Any], among: Among) -> tuple[list[Exercise], list[Fault]]:
    """The exercises in which nothing is wrong, and all faults."""
    faults = list(content(among.exercises).faults(document, ()))
    if document.get("version", VERSION) != VERSION:
        return [], [fault for fault in faults if fault.path == ("version",)]
    if any(fault.path == ("exercise",) for fault in faults):
        return [], faults
    broken = {fault.path[1] for fault in faults if len(fault.path) > 1}
    told = told_by(among.exercises.values(), sentences=among.sentences)
    found: dict[str, Exercise] = {}
    for place, own in enumerate(document["exercise"]):
        there = among.exercises.get(overridden(own, among.exercises) or "")
        wrong, entry = [], None
        if place not in broken:
            entry = own if there is None else override.over(table(there), own)
            wrong = [*_misplaced(own, there, found)] or [*_untrue(entry, there, among, told)]
        faults += [replace(fault, path=("exercise", place, *fault.path)) for fault in wrong]
        if entry is not None and not wrong:
            found[entry["id"]] = exercise(entry)
        elif there is not None:
            found[there.id] = override.warned(found.get(there.id, there), own)
    return list(found.values()), faults


def _misplaced(own: Mapping[str, Any], there: Exercise | None, before: Collection[str]) -> Iterator[Fault]:
    """What an entry may not say because of the ids `before` it in the file, and what it overrides."""
    if own["id"] in before:
        allowed = "an id that the file has only once"
        says = f"repeats {shown(own['id'])}; it must be {allowed}"
        yield Fault(("id",), shown(own["id"]), allowed, says=says)
    if there is not None:
        yield from override.changes(table(there), own)


def _untrue(entry: Mapping[str, Any], there: Exercise | None, among: Among, told: Told) -> Iterator[Fault]:
    """What is wrong in an entry as a whole; the figure of an override is that of what was there."""
    yield from contradictions(entry, among.figures if there is None else None)
    yield from repeats(entry, told)


def _problems(faults: list[Fault], text: str, file: str) -> list[Problem]:
    if not faults:
        return []
    lines = index(text)
    problems = [fault.problem(file, nearest(lines, fault.path)) for fault in faults]
    return sorted(problems, key=lambda problem: problem.line or 0)[:_MOST_PROBLEMS]
