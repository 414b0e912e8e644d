"""The journal's days: what was done on each, for the `history` document and its pictures.

How long somebody sat is what the scheduler's own sitting clock said: most entries carry its reading
(`sitting_s`), and the entries say when that was. Only where one without a reading ends a sitting, as the
beginning of a session does, what passed since the entry before is added, if the clock ran.

A pause holds reminders and not the sitting clock, so it lies over whatever was done meanwhile. It is over at
the latest when it was to be, whether or not anything ran then that could say so.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import product, zip_longest
from typing import Any

from unslouch.core.entries import Entry, EntryKind, moves

_DAY_S = 24 * 3600.0
"""No sitting and no break lasts longer without an entry; what says so is damaged."""

BEFORE = timedelta(days=8)
"""How long before the first day entries are of use: a pause may be a week long."""

_AFTER = timedelta(days=1)
"""How far a clock that was set back may be ahead."""

_JOINED_S = 1.0
_HOURS_LEAST = 8
_SESSIONS = (EntryKind.STARTED, EntryKind.COMPLETED, EntryKind.LEFT_EARLY, EntryKind.SAID)
"""What the app writes, also where no service runs. A session that died is told by the service."""


class Doing(StrEnum):
    """What somebody does, or has paused; of several things at once, the first of these is shown."""

    BREAK = "break"
    NATURAL = "natural"
    PAUSED = "paused"
    SITTING = "sitting"


@dataclass(frozen=True, slots=True)
class Phase:
    """What somebody did from `start` to `end`, on one day, in its local time."""

    doing: Doing
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Day:
    """A local day: counts, and seconds.

    A break counts on the day on which it ended, as in `status`. `left_early` are the sessions that were
    left before their end; from half their length on they are breaks as well. `paused_s` is how much of the
    sitting was without reminders because they were paused. What lies on both sides of a midnight is divided
    there, also the longest sitting.
    """

    date: date
    breaks: int = 0
    natural: int = 0
    skipped: int = 0
    left_early: int = 0
    sitting_s: float = 0.0
    longest_sitting_s: float = 0.0
    break_s: float = 0.0
    natural_s: float = 0.0
    regions: Mapping[str, float] = field(default_factory=dict)
    phases: tuple[Phase, ...] = ()
    paused_s: float = 0.0

    @property
    def document(self) -> dict[str, Any]:
        """The day as the contract has it, with the seconds of all breaks added."""
        return {
            "date": self.date.isoformat(),
            "breaks": self.breaks,
            "natural": self.natural,
            "skipped": self.skipped,
            "left_early": self.left_early,
            "sitting_s": round(self.sitting_s, 3),
            "longest_sitting_s": round(self.longest_sitting_s, 3),
            "break_s": round(self.break_s, 3),
            "natural_s": round(self.natural_s, 3),
            "paused_s": round(self.paused_s, 3),
            "regions": {region: round(seconds, 3) for region, seconds in self.regions.items()},
        }


def days(
    entries: Iterable[Entry],
    regions: Mapping[str, Sequence[str]],
    first: date,
    now: datetime,
    sitting_s: float | None = None,
) -> list[Day]:
    """Every day from `first` to that of `now`, in order; those on which nothing happened are there too.

    `entries` are in the order of the journal, best from `BEFORE` the `first` day on; `regions` are those of
    each exercise. `now` is in the user's zone, and `sitting_s` is what the sitting clock of the running
    service reads then, in seconds. Damaged entries, and what lies outside these days, are left out.
    """
    fold = _Fold()
    earliest = (datetime.combine(first, time(), now.tzinfo) - BEFORE).astimezone(UTC)
    latest = (now + _AFTER).astimezone(UTC)
    known = [entry for entry in entries if earliest <= entry.at <= latest]
    for entry in known:
        fold.take(entry)
    if sitting_s is not None:
        fold.look(now, sitting_s)
    book = _Book(first, now)
    _enter(fold, book, regions)
    book.spread(Doing.PAUSED, _pauses(known, now))
    return [page.day() for page in book.pages]


def total(several: Sequence[Day]) -> Day:
    """Several days as if they were one, dated as the first of them. Raises ValueError without any."""
    if not several:
        msg = "there is no day to add up"
        raise ValueError(msg)
    seconds: defaultdict[str, float] = defaultdict(float)
    for day in several:
        for region, played in day.regions.items():
            seconds[region] += played
    return Day(
        several[0].date,
        sum(day.breaks for day in several),
        sum(day.natural for day in several),
        sum(day.skipped for day in several),
        sum(day.left_early for day in several),
        sum(day.sitting_s for day in several),
        max(day.longest_sitting_s for day in several),
        sum(day.break_s for day in several),
        sum(day.natural_s for day in several),
        dict(seconds),
        paused_s=sum(day.paused_s for day in several),
    )


def hours(several: Iterable[Day]) -> tuple[int, int]:
    """The full hours of the wall clock between which all that was done on these days lies; at least eight.

    A pause may last all night, and asks for no room of its own.
    """
    phases = [(each, day.date) for day in several for each in day.phases if each.doing is not Doing.PAUSED]
    starts = math.floor(min((_hour(phase.start, date) for phase, date in phases), default=9))
    ends = math.ceil(max((_hour(phase.end, date) for phase, date in phases), default=0))
    ends = min(24, max(ends, starts + _HOURS_LEAST))
    return min(starts, ends - _HOURS_LEAST), ends


def line(
    day: Day, columns: int, between: tuple[int, int], among: Iterable[Doing] = Doing
) -> list[Doing | None]:
    """The day as a row of `columns`, from one hour to another: what was done in each, None for nothing.

    A break takes a column at least. Only what is `among` these is looked at.
    """
    begins, ends = between
    marks: list[Doing | None] = [None] * columns
    order, wanted = list(Doing), set(among)
    phases = [phase for phase in day.phases if phase.doing in wanted]
    for phase in sorted(phases, key=lambda each: order.index(each.doing), reverse=True):
        start, end = (
            (_hour(at, day.date) - begins) / (ends - begins) * columns for at in (phase.start, phase.end)
        )
        column = math.floor(start)
        for each in range(max(0, column), min(columns, max(column + 1, round(end)))):
            marks[each] = phase.doing
    return marks


def _hour(at: datetime, day: date) -> float:
    """What the clock shows `at`, in hours after midnight of `day`."""
    return (at.replace(tzinfo=None) - datetime.combine(day, time())).total_seconds() / 3600


_Span = tuple[float, float]
"""From when to when, in POSIX seconds."""


class _Fold:
    """Follows the sitting clock through the entries. The last of `sittings` is the present one."""

    def __init__(self) -> None:
        self.sittings: list[list[_Span]] = [[]]
        self.breaks: list[_Span] = []
        self.naturals: list[_Span] = []
        self.skipped: list[float] = []
        self.ended: list[Entry] = []
        self._known: set[str] = set()
        self._last: Entry | None = None
        self._open: tuple[Entry, float] | None = None
        self._up = False
        self._away = False
        self._working: bool | None = None
        self._unsure = 0

    def take(self, entry: Entry) -> None:
        at, kind = entry.at.timestamp(), entry.kind
        if not (kind is EntryKind.SERVICE_STARTED and entry.data.get("anew")):
            self._pass_time(at, _since(self._last, entry), _number(entry.data.get("sitting_s")))
        if kind not in _SESSIONS:
            self._up = kind is not EntryKind.SERVICE_STOPPED
        self._last = entry
        match kind:
            case EntryKind.SERVICE_STARTED if entry.data.get("anew"):
                self._rise()
                self._away, self._working, self._unsure = False, None, len(self.sittings) - 1
            case EntryKind.WORK_BEGAN | EntryKind.WORK_ENDED:
                self._turn(working=kind is EntryKind.WORK_BEGAN)
            case EntryKind.AWAY | EntryKind.BACK:
                self._away = kind is EntryKind.AWAY
            case EntryKind.NATURAL_BREAK:
                self._rest(entry, at)
            case EntryKind.SKIPPED:
                self.skipped.append(at)
            case EntryKind.STARTED:
                self._open = entry, self._sat_s
            case EntryKind.COMPLETED | EntryKind.LEFT_EARLY:
                self._end(entry, at)

    def look(self, now: datetime, sitting_s: float) -> None:
        """The sitting goes on until `now`."""
        at = now.timestamp()
        if self._last is not None:
            self._settle(at, _believed(at - self._last.at.timestamp()), sitting_s)

    @property
    def _sat_s(self) -> float:
        return sum(end - start for start, end in self.sittings[-1])

    def _pass_time(self, at: float, gap_s: float, reading_s: float | None) -> None:
        """There was sitting: so much that the clock reads as it does, or as long as it ran."""
        runs = self._up and not self._away and self._working is not False
        if reading_s is not None:
            self._settle(at, gap_s, reading_s)
        elif runs:
            self._settle(at, gap_s, self._sat_s + gap_s)

    def _settle(self, at: float, gap_s: float, reading_s: float) -> None:
        """What the present sitting lacks was sat just now; what is too much was not (an idle minute, say)."""
        missing_s, present = reading_s - self._sat_s, self.sittings[-1]
        if missing_s < 0:
            self._cut(reading_s)
        elif added_s := min(missing_s, gap_s):
            start = at - added_s
            if present and abs(start - present[-1][1]) < _JOINED_S:
                start = present.pop()[0]
            present.append((start, max(start, at)))

    def _cut(self, to_s: float) -> None:
        """Take off the end of the present sitting what is more than `to_s` seconds."""
        present, over_s = self.sittings[-1], self._sat_s - to_s
        while present and over_s > 0:
            start, end = present.pop()
            if end - start > over_s:
                present.append((start, end - over_s))
            over_s -= end - start

    def _rise(self) -> None:
        """The present sitting is over."""
        if self.sittings[-1]:
            self.sittings.append([])

    def _turn(self, *, working: bool) -> None:
        """Work begins or ends; off hours the clock stands, and begins anew with the work.

        If it is the first thing known of the hours, what came since the service started was off hours.
        """
        if working and self._working is None:
            self.sittings[self._unsure :] = [[]]
        elif working:
            self._rise()
        self._working = working

    def _rest(self, entry: Entry, at: float) -> None:
        length_s = _number(entry.data.get("length_s"))
        if length_s is not None and length_s <= 7 * _DAY_S:
            self.naturals.append((at - length_s, at))
        self._away, self._open = False, None
        self._rise()

    def _end(self, entry: Entry, at: float) -> None:
        """A session ended; one that was told of twice ended the first time."""
        name, done_s = entry.data.get("session"), _number(entry.data.get("done_s"))
        if not isinstance(name, str) or name in self._known or done_s is None:
            return
        self._known.add(name)
        self.ended.append(entry)
        opened, self._open = self._open, None
        if opened is not None and opened[0].data.get("session") != name:
            opened = None
        if entry.kind is EntryKind.LEFT_EARLY and done_s * 2 < _length_s(entry, opened and opened[0]):
            return
        if opened is not None:
            done_s = max(done_s, _since(opened[0], entry))
            self._cut(opened[1])
        self.breaks.append((at - min(done_s, _DAY_S), at))
        self._rise()


class _Page:
    """A day while it is written."""

    def __init__(self, date: date) -> None:
        self.date = date
        self.counts: defaultdict[str, int] = defaultdict(int)
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.regions: defaultdict[str, float] = defaultdict(float)
        self.longest_s = 0.0
        self.phases: list[Phase] = []

    def day(self) -> Day:
        return Day(
            self.date,
            self.counts["breaks"],
            self.counts["natural"],
            self.counts["skipped"],
            self.counts["left_early"],
            self.seconds[Doing.SITTING],
            self.longest_s,
            self.seconds[Doing.BREAK],
            self.seconds[Doing.NATURAL],
            dict(sorted(self.regions.items(), key=lambda item: -item[1])),
            tuple(sorted(self.phases, key=lambda phase: phase.start)),
            self._paused_s,
        )

    @property
    def _paused_s(self) -> float:
        """Seconds of sitting in pauses."""
        paused = [phase for phase in self.phases if phase.doing is Doing.PAUSED]
        sat = [phase for phase in self.phases if phase.doing is Doing.SITTING and paused]
        return sum(
            max(0.0, min(a.end, b.end).timestamp() - max(a.start, b.start).timestamp())
            for a, b in product(sat, paused)
        )


class _Book:
    """A page for each day from `first` to that of `now`, found by the midnights between them."""

    def __init__(self, first: date, now: datetime) -> None:
        self.zone = now.tzinfo
        dates = [first + timedelta(days=n) for n in range((now.date() - first).days + 2)]
        self.pages = [_Page(day) for day in dates[:-1]]
        self._midnights = [datetime.combine(day, time(), self.zone).timestamp() for day in dates]

    def page(self, at: float) -> _Page | None:
        """The page of the day of that instant, in POSIX seconds."""
        number = bisect_right(self._midnights, at) - 1
        return self.pages[number] if 0 <= number < len(self.pages) else None

    def divide(self, span: _Span) -> Iterator[tuple[_Page, float, float]]:
        """The span in pieces, at the midnights; what lies outside the book is left out."""
        start, end = span
        for number in range(max(0, bisect_right(self._midnights, start) - 1), len(self.pages)):
            if self._midnights[number] >= end:
                return
            piece = max(start, self._midnights[number]), min(end, self._midnights[number + 1])
            if piece[0] < piece[1]:
                yield self.pages[number], *piece

    def spread(self, doing: Doing, spans: Iterable[_Span]) -> Mapping[_Page, float]:
        """Write what was done; the seconds on each page are returned as well."""
        spent: defaultdict[_Page, float] = defaultdict(float)
        for span in spans:
            for page, start, end in self.divide(span):
                local = (datetime.fromtimestamp(each, self.zone) for each in (start, end))
                page.phases.append(Phase(doing, *local))
                page.seconds[doing] += end - start
                spent[page] += end - start
        return spent


def _enter(fold: _Fold, book: _Book, regions: Mapping[str, Sequence[str]]) -> None:
    """Write what was found on the pages of its days."""
    for sitting in fold.sittings:
        for page, seconds in book.spread(Doing.SITTING, sitting).items():
            page.longest_s = max(page.longest_s, seconds)
    book.spread(Doing.BREAK, fold.breaks)
    book.spread(Doing.NATURAL, fold.naturals)
    counted = {
        "breaks": [end for _, end in fold.breaks],
        "natural": [end for _, end in fold.naturals],
        "skipped": fold.skipped,
        "left_early": [e.at.timestamp() for e in fold.ended if e.kind is EntryKind.LEFT_EARLY],
    }
    for what, instants in counted.items():
        for at in instants:
            if found := book.page(at):
                found.counts[what] += 1
    for entry in fold.ended:
        if found := book.page(entry.at.timestamp()):
            for name, seconds in moves(entry):
                for region in regions.get(name, ()) if seconds <= _DAY_S else ():
                    found.regions[region] += seconds


def _pauses(entries: Iterable[Entry], now: datetime) -> list[_Span]:
    """When reminders were paused, up to `now`: each time until that was over, taken back or paused anew."""
    told = [(entry, length_s) for entry in entries if (length_s := _pause_s(entry)) is not None]
    spans = []
    for (entry, length_s), after in zip_longest(told, told[1:]):
        lasted_s = length_s if after is None else min(length_s, _since(entry, after[0], math.inf))
        start = entry.at.timestamp()
        spans.append((start, min(start + lasted_s, now.timestamp())))
    return _joined(spans)


def _pause_s(entry: Entry) -> float | None:
    """How long reminders are paused from this entry on, in seconds; None if it says nothing of that."""
    if entry.kind is EntryKind.RESUMED:
        return 0.0
    if entry.kind is not EntryKind.PAUSED:
        return None
    try:
        return (datetime.fromisoformat(entry.data["until"]) - entry.at).total_seconds()
    except (KeyError, TypeError, ValueError, OverflowError):
        return None


def _joined(spans: Iterable[_Span]) -> list[_Span]:
    """The same time without anything twice, in order."""
    joined: list[_Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return joined


def _length_s(*told: Entry | None) -> float:
    """How long a session was to be, in seconds, by the first of these entries that says so."""
    found = (_number(entry.data.get("length_s")) for entry in told if entry is not None)
    return next((length_s for length_s in found if length_s is not None), math.inf)


def _since(before: Entry | None, entry: Entry, most_s: float = _DAY_S) -> float:
    """Seconds between two entries, on the clock that nobody sets where there is one; more is not believed."""
    if before is None:
        return 0.0
    if before.boot == entry.boot:
        return _believed(entry.elapsed - before.elapsed, most_s)
    return _believed((entry.at - before.at).total_seconds(), most_s)


def _believed(seconds: float, most_s: float = _DAY_S) -> float:
    return seconds if 0 < seconds <= most_s else 0.0


def _number(found: object) -> float | None:
    """A duration in seconds; None where it is none."""
    if isinstance(found, bool) or not isinstance(found, int | float):
        return None
    return float(found) if 0 <= found < math.inf else None
