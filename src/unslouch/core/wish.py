"""What a plan is asked for, and what it goes by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from unslouch.core.rules import Posture

EFFORT_MOST = 3
"""How far what the person said can move an exercise, either way."""


def _nothing() -> Mapping[str, int]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Wish:
    """The break to plan: how long, in seconds, how far it goes, and what it is about, if anything.

    `day` is the weekday, for exercises that are prescribed for some.
    """

    since_s: float
    length_s: float
    posture: Posture
    focus: frozenset[str] = frozenset()
    day: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """What was done, and what the person said of it.

    `recent` are the exercises of the last three breaks, `today` those of today, `region_s` seconds by region
    over the last week. `breaks` counts all that were ever played and `plays` those by exercise. `effort` is
    from -3 (too much) to 3 (too easy) by exercise; the regions of `reach` are ready for the next level.
    """

    recent: frozenset[str] = frozenset()
    region_s: Mapping[str, float] = field(default_factory=_nothing)
    today: frozenset[str] = frozenset()
    breaks: int = 0
    plays: Mapping[str, int] = field(default_factory=_nothing)
    effort: Mapping[str, int] = field(default_factory=_nothing)
    reach: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    favourites: frozenset[str] = frozenset()
