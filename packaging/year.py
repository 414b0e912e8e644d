"""A year at a desk, for the pictures of the docs: the same one every time, up to a Wednesday afternoon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random

from unslouch.catalogue import load
from unslouch.core.entries import Entry, EntryKind
from unslouch.core.exercise import Position
from unslouch.journal import Journal

NOW = datetime(2026, 11, 18, 14, 20, tzinfo=UTC)

_DAYS = 370
_AWAY = (
    (date(2025, 12, 24), date(2026, 1, 2)),
    (date(2026, 3, 9), date(2026, 3, 15)),  # ill
    (date(2026, 5, 14), date(2026, 5, 17)),
    (date(2026, 7, 25), date(2026, 8, 9)),
)
_BUSY = ((date(2026, 4, 6), date(2026, 4, 24)), (date(2026, 9, 14), date(2026, 10, 2)))
"""Both with their last day. In busy weeks many a reminder is left unanswered."""

_LENGTHS = (1, 1, 3, 3, 3, 5)
_TODAY = ((47, 3), (22, -13), (54, 3), (38, -44), (51, 5))


@dataclass(frozen=True, slots=True)
class Stretch:
    """So many minutes of sitting, and the break that ended it: of so many minutes, natural below zero."""

    sat: float
    rest: float


def write(path: Path, sat: float) -> None:
    """The journal, at the end of which somebody has sat for `sat` minutes."""
    random = Random(7)
    with Journal(path) as journal:
        for days in range(_DAYS, 0, -1):
            day = NOW.date() - timedelta(days=days)
            if stretches := _planned(day, random):
                began = datetime.combine(day, time(8, 30), UTC) + timedelta(minutes=random.randint(0, 45))
                _append(journal, [*_day(began, stretches, random), _stopped(began, stretches)])
        today = [Stretch(*each) for each in _TODAY]
        _append(journal, _day(NOW - timedelta(minutes=_minutes(today) + sat), today, random))


def _planned(day: date, random: Random) -> list[Stretch]:
    """What a day was like; nothing where nobody was at the desk."""
    weekend = day.weekday() >= 5
    if _within(day, _AWAY) or random.random() < (0.92 if weekend else 0.03):
        return []
    keen = random.uniform(0, 0.3) if _within(day, _BUSY) else random.uniform(0.25, 1.0)
    longest = random.randint(90, 180) if weekend else random.randint(440, 540)
    stretches: list[Stretch] = []
    lunch = weekend
    while _minutes(stretches) < longest:
        sat, at_noon = random.randint(40, 60), _minutes(stretches) > 170 and not lunch
        if at_noon:
            stretches.append(Stretch(sat, -random.randint(30, 55)))
        elif random.random() < keen:
            stretches.append(Stretch(sat, random.choice(_LENGTHS)))
        elif random.random() < 0.3:
            stretches.append(Stretch(sat / 2, -random.randint(10, 25)))
        else:
            stretches.append(Stretch(sat + random.randint(20, 60), random.choice((1, 1, 3))))
        lunch = lunch or at_noon
    return stretches


def _day(began: datetime, stretches: Sequence[Stretch], random: Random) -> Iterator[Entry]:
    yield _entry(EntryKind.SERVICE_STARTED, began, 0, anew=True, sitting_s=0.0)
    at = 0.0
    for number, stretch in enumerate(stretches):
        at += stretch.sat
        if stretch.rest < 0:
            yield _entry(EntryKind.AWAY, began, at, how="locked", sitting_s=60 * stretch.sat)
            at -= stretch.rest
            facts = {"length_s": -60 * stretch.rest, "rhythm": None, "sitting_s": 60 * stretch.sat}
            yield _entry(EntryKind.NATURAL_BREAK, began, at, **facts)
        else:
            session = f"{began.date()}-{number}"
            played = {"session": session, "rhythm": "stretch", "length_s": 60 * stretch.rest}
            yield _entry(EntryKind.STARTED, began, at, **played, since_s=60 * stretch.sat)
            at += stretch.rest
            moves = _moves(stretch.rest, random)
            yield _entry(EntryKind.COMPLETED, began, at, **played, done_s=60 * stretch.rest, moves=moves)


def _moves(minutes: float, random: Random) -> list[dict[str, object]]:
    """Half a minute each, and none on a mat."""
    at_desk = [each.id for each in load() if each.position is not Position.FLOOR]
    chosen = random.sample(at_desk, round(2 * minutes))
    return [{"exercise": name, "side": None, "seconds": 30.0} for name in chosen]


def _stopped(began: datetime, stretches: Sequence[Stretch]) -> Entry:
    return _entry(EntryKind.SERVICE_STOPPED, began, _minutes(stretches), sitting_s=0.0)


def _entry(kind: EntryKind, began: datetime, minutes: float, **data: object) -> Entry:
    return Entry(kind, began + timedelta(minutes=minutes), str(began.date()), 60 * minutes, data)


def _append(journal: Journal, entries: Iterator[Entry] | Sequence[Entry]) -> None:
    for entry in entries:
        journal.append(entry)


def _minutes(stretches: Sequence[Stretch]) -> float:
    return sum(stretch.sat + abs(stretch.rest) for stretch in stretches)


def _within(day: date, spans: Sequence[tuple[date, date]]) -> bool:
    return any(first <= day <= last for first, last in spans)
