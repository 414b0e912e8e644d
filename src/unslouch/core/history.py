"""Folds over the journal: what the planner wants to know of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType

from unslouch.core.entries import Entry, EntryKind, moves
from unslouch.core.exercise import Exercise
from unslouch.core.said import Said
from unslouch.core.wish import EFFORT_MOST, Past

SESSIONS = (EntryKind.COMPLETED, EntryKind.LEFT_EARLY)
"""The entries that say what a session did."""

_RECENT_BREAKS = 3
_READY = 2
"""So many more times "too easy" than "too much" about a region make it ready for the next level."""


@dataclass(frozen=True, slots=True)
class Record:
    """What the journal tells the planner: the sessions of the last week, and all that was said, in order.

    `plays` are the breaks in which each exercise was ever played, and `breaks` all of them.
    """

    week: Sequence[Entry] = ()
    said: Sequence[Entry] = ()
    plays: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    breaks: int = 0


def past(record: Record, catalogue: Iterable[Exercise], midnight: datetime) -> Past:
    """What was done and said, for the next plan; what is damaged or about no known exercise is left out.

    The day began at `midnight`.
    """
    known = {exercise.id: exercise for exercise in catalogue}
    sessions = [(entry.at, _seconds(entry, known)) for entry in record.week if entry.kind in SESSIONS]
    played = [(at, seconds) for at, seconds in sessions if seconds]
    region_s: defaultdict[str, float] = defaultdict(float)
    for _, session in played:
        for name, seconds in session.items():
            for region in known[name].regions:
                region_s[region] += seconds
    recent = frozenset(name for _, session in played[-_RECENT_BREAKS:] for name in session)
    today = frozenset(name for at, session in played if at >= midnight for name in session)
    return _heard(record.said, known, Past(recent, dict(region_s), today, record.breaks, record.plays))


def _heard(said: Iterable[Entry], known: Mapping[str, Exercise], past: Past) -> Past:
    """`past` with what the person said of exercises; the last word on liking one counts."""
    effort, region = Counter[str](), Counter[str]()
    liked: dict[str, Said] = {}
    for entry in said:
        word, name = Said.of(entry.data.get("said")), str(entry.data.get("exercise"))
        if word is None or name not in known:
            continue
        if word.effort is None:
            liked[name] = word
            continue
        effort[name] = max(-EFFORT_MOST, min(EFFORT_MOST, effort[name] + word.effort))
        region[known[name].regions[0]] += word.effort
    return replace(
        past,
        effort=dict(effort),
        reach=frozenset(each for each, times in region.items() if times >= _READY),
        never=frozenset(name for name, word in liked.items() if word is Said.NEVER),
        favourites=frozenset(name for name, word in liked.items() if word is Said.FAVOURITE),
    )


def _seconds(entry: Entry, known: Container[str]) -> dict[str, float]:
    """Seconds by exercise that is known; a move that was not played at all does not count."""
    seconds: defaultdict[str, float] = defaultdict(float)
    for name, played in moves(entry):
        if name in known:
            seconds[name] += played
    return dict(seconds)
