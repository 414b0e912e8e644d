"""What a day, or several as one, comes to in words: the same on every screen."""

from __future__ import annotations

from collections.abc import Sequence

from unslouch.core.days import Day
from unslouch.core.duration import spoken


def sums(day: Day) -> list[str]:
    """The breaks of both kinds, and the longest sitting: `6 breaks, 2 natural`, `longest sitting 54 min`."""
    return [
        breaks(day),
        *([f"longest sitting {spoken(day.longest_sitting_s)}"] if day.longest_sitting_s else []),
    ]


def breaks(day: Day) -> str:
    """How many breaks there were, of both kinds."""
    taken = [f"{day.breaks} break{'' if day.breaks == 1 else 's'}"] if day.breaks else []
    natural = [f"{day.natural} natural"] if day.natural else []
    return ", ".join([*taken, *natural]) or "no breaks"


def fitting(facts: Sequence[str], columns: int) -> str:
    """The first of `facts`, and as many of the others after it as so many columns have room for."""
    lines = (", ".join(facts[:most]) for most in range(len(facts), 0, -1))
    return next((line for line in lines if len(line) <= columns), facts[0])


def packed(facts: Sequence[str], columns: int) -> str:
    """All of `facts`, in lines that end between two of them; one that is wider than that has its own."""
    lines = [""]
    for fact in facts:
        longer = f"{lines[-1]}, {fact}" if lines[-1] else fact
        lines = [*lines[:-1], longer] if len(longer) <= columns else [*lines, fact]
    return "\n".join(filter(None, lines))
