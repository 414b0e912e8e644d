"""The settings that the scheduler and the planner go by, as typed values. Durations are in seconds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum
from types import MappingProxyType


class Posture(StrEnum):
    """How far a break goes."""

    SEATED = "seated"
    MIXED = "mixed"
    STANDING = "standing"
    WALK = "walk"


class Style(StrEnum):
    """Whether a rhythm asks for a session, or is a notification alone."""

    SESSION = "session"
    QUIET = "quiet"


class ShortAbsence(StrEnum):
    """What an absence too short for a natural break does to the sitting clock."""

    CONTINUE = "continue"
    PAUSE = "pause"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """One kind of break and when it comes: `every_s` of sitting, or `at` fixed clock times.

    `length_s` None means by time since the last break: the bands.
    """

    name: str
    every_s: float | None = None
    at: tuple[time, ...] = ()
    length_s: float | None = None
    focus: frozenset[str] = frozenset()
    style: Style = Style.SESSION


@dataclass(frozen=True, slots=True)
class Band:
    """How long a break is and how far it goes, from `after_s` since the last break on."""

    after_s: float
    length_s: float
    posture: Posture


@dataclass(frozen=True, slots=True)
class Span:
    """One range of working hours, in minutes after midnight; `end` is over 1440 past midnight."""

    start: int
    end: int


Hours = tuple[tuple[Span, ...] | None, ...]
"""Seven entries from Monday on: None counts at any hour, an empty one is a day off."""

ANY_HOUR: Hours = (None,) * 7


@dataclass(frozen=True, slots=True)
class ReminderRules:
    snooze_s: float = 600
    snooze_at_most: int = 3
    repeat_s: float = 900
    repeat_at_most: int = 1
    wait_for_pause_s: float = 8
    wait_at_most_s: float = 300


@dataclass(frozen=True, slots=True)
class AwayRules:
    idle_after_s: float = 120
    idle_is_break_s: float = 600
    locked_is_break_s: float = 180
    short_absence: ShortAbsence = ShortAbsence.PAUSE


DEFAULT_RHYTHMS = (Rhythm("stretch", every_s=3000),)
DEFAULT_BANDS = (
    Band(0, 60, Posture.SEATED),
    Band(2700, 180, Posture.MIXED),
    Band(5400, 300, Posture.STANDING),
    Band(9000, 480, Posture.WALK),
)


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything that the scheduler goes by."""

    rhythms: tuple[Rhythm, ...] = DEFAULT_RHYTHMS
    bands: tuple[Band, ...] = DEFAULT_BANDS
    hours: Hours = ANY_HOUR
    reminder: ReminderRules = ReminderRules()
    away: AwayRules = AwayRules()
    holds: Mapping[str, bool] = field(default_factory=lambda: MappingProxyType({}))

    def band(self, since_s: float) -> Band:
        """The band for a break `since_s` seconds after the last one."""
        return max((band for band in self.bands if band.after_s <= since_s), key=lambda band: band.after_s)

    def shortest_s(self, rhythm: Rhythm) -> float:
        """The least length, in seconds, with which a break satisfies `rhythm`."""
        return rhythm.length_s or min(band.length_s for band in self.bands)

    def length_s(self, rhythm: Rhythm, since_s: float) -> float:
        """How long a break of `rhythm` is, in seconds, `since_s` seconds after the last one."""
        return rhythm.length_s or self.band(since_s).length_s


@dataclass(frozen=True, slots=True)
class Profile:
    """What the planner has to respect: cautions to avoid, what is at hand, how discreet, which level."""

    avoid: frozenset[str] = frozenset()
    at_hand: frozenset[str] = frozenset({"chair", "desk", "wall", "room-to-walk"})
    floor: bool = False
    discreet: bool = True
    level: int = 1
