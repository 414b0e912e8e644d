"""Folds over the journal: what the planner and the history screens want to know of it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Container, Iterable

from unslouch.core.entries import Entry, EntryKind
from unslouch.core.exercise import Exercise
from unslouch.core.planner import Past

SESSIONS = (EntryKind.COMPLETED, EntryKind.LEFT_EARLY)
"""The entries that say what a session did."""

_RECENT_BREAKS = 3


def past(entries: Iterable[Entry], catalogue: Iterable[Exercise]) -> Past:
    """What the sessions among `entries`, in order, mean for the next plan; what is damaged is left out."""
    known = {exercise.id: exercise for exercise in catalogue}
    sessions = [_seconds(entry, known) for entry in entries if entry.kind in SESSIONS]
    played = [session for session in sessions if session]
    region_s: defaultdict[str, float] = defaultdict(float)
    for session in played:
        for name, seconds in session.items():
            for region in known[name].regions:
                region_s[region] += seconds
    recent = frozenset(name for session in played[-_RECENT_BREAKS:] for name in session)
    return Past(recent, dict(region_s))


def _seconds(entry: Entry, known: Container[str]) -> dict[str, float]:
    """Seconds by exercise that is known; a move that was not played at all does not count."""
    moves = entry.data.get("moves")
    seconds: defaultdict[str, float] = defaultdict(float)
    for move in moves if isinstance(moves, list) else ():
        match move:
            case {"exercise": str(name), "seconds": int() | float() as played} if name in known:
                seconds[name] += played if 0 < played < math.inf else 0
    return {name: total for name, total in seconds.items() if total > 0}
