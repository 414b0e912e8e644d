"""An exercise in words, for a page, a list and a table."""

from __future__ import annotations

from collections.abc import Iterable

from unslouch.core.exercise import REGIONS, Breath, Dose, Exercise, Kind, Position, Sides, Visibility, plainly

AREAS = ("eyes", "breath", *REGIONS[1:])
"""What exercises are listed under, in order."""

CUES = {
    Breath.IN: "Breathe in.",
    Breath.OUT: "Breathe out.",
    Breath.HOLD: "Hold the breath.",
    Breath.EASY: "Breathe easily.",
}
"""A step's breath cue."""

NOTICED = {
    Visibility.LOW: "by nobody",
    Visibility.MEDIUM: "by those who look",
    Visibility.HIGH: "by everybody",
}
"""Who sees that one does it."""

_WHAT = {
    Kind.MOBILISE: "Movement",
    Kind.STRETCH: "A stretch",
    Kind.STRENGTHEN: "Strengthening",
    Kind.EYES: "Rest",
    Kind.WALK: "Movement",
}
_WHERE = {
    Position.SEATED: "seated",
    Position.STANDING: "standing",
    Position.DESK: "standing with the hands on the desk",
    Position.WALL: "standing at a wall",
    Position.FLOOR: "on the floor",
}


def area(exercise: Exercise) -> str:
    """The one of `AREAS` to which it belongs first."""
    return "breath" if exercise.kind is Kind.BREATHE else exercise.regions[0]


def listing(words: Iterable[str]) -> str:
    """Words of the vocabulary in a row: `neck, chest and upper back`."""
    plain = [plainly(word) for word in words]
    return " and ".join([", ".join(plain[:-1]), plain[-1]]) if len(plain) > 1 else "".join(plain)


def purpose(exercise: Exercise) -> str:
    """What it is for, and where one does it: `A stretch for the neck and shoulders, seated.`"""
    if exercise.kind is Kind.BREATHE:
        return f"Breathing, {_WHERE[exercise.position]}."
    return f"{_WHAT[exercise.kind]} for the {listing(exercise.regions)}, {_WHERE[exercise.position]}."


def dose(exercise: Exercise) -> str:
    """How much of it: `20 seconds each side`, `6 times, about 30 seconds`."""
    given, each = exercise.dose, exercise.sides is Sides.EACH
    side = " each side" if each else ""
    if given.reps is None:
        across = ", from side to side" if exercise.sides is Sides.ALTERNATING else ""
        return f"{_seconds(given.seconds)}{side}{across}"
    times = "once" if given.reps == 1 else f"{given.reps} times"
    across = " to each side" if exercise.sides is Sides.ALTERNATING else side
    return f"{times}{across}, about {_seconds(given.seconds)}{' a side' if each else ''}"


def short_dose(exercise: Exercise) -> str:
    """The same where there is little room: `20 s each side`, `6 times 5 s`."""
    given = exercise.dose
    once = given.reps is None or given.reps == 1
    much = f"{given.seconds:g} s" if once else f"{given.reps} times {given.pace:g} s"
    return f"{much} each side" if exercise.sided else much


def span(given: Dose) -> str:
    """Its range: `15 to 30 seconds`."""
    return f"{given.least:g} to {given.most:g} seconds"


def _seconds(seconds: float) -> str:
    minutes, rest = divmod(seconds, 60)
    if minutes and not rest:
        return f"{minutes:g} minute{'s' if minutes > 1 else ''}"
    return f"{seconds:g} second{'' if seconds == 1 else 's'}"
