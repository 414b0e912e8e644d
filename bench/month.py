"""A month of ordinary days for several people: what their breaks were made of.

`python -m bench.month > docs/month.md` writes the tables of that page. Nothing is measured here: the planner
plays every break on a calendar, and each break is remembered for the next, as the journal would.
"""

from __future__ import annotations

import random
import statistics
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache

from unslouch.catalogue import load
from unslouch.core.entries import Entry, EntryKind
from unslouch.core.exercise import DAYS, REGIONS, Exercise, Kind, Sequence
from unslouch.core.history import Record, past
from unslouch.core.planner import plan, suits
from unslouch.core.rules import Posture, Profile, Rules
from unslouch.core.wish import Past, Wish

WEEKS = 4
PEOPLE: Mapping[str, Profile] = {
    "new user": Profile(),
    "level 2": Profile(level=2),
    "chair only": Profile(at_hand=frozenset({"chair"})),
    "back": Profile(avoid=frozenset({"disc", "sciatica"})),
    "neck, wrists": Profile(avoid=frozenset({"neck", "wrist", "dizziness"})),
    "knees, balance": Profile(avoid=frozenset({"knee", "balance", "hip-replacement"})),
    "pregnant": Profile(avoid=frozenset({"pregnancy"})),
    "at home, floor": Profile(floor=True, level=2, discreet=False),
}

_MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
_SITTING_MIN = (25, 50, 50, 55, 50, 95, 50, 60)
"""Minutes sat before each break of a day; one in five comes up to half an hour late."""

_A_DAY = len(_SITTING_MIN)
_LONG_FRIDAY_MIN = 155
"""What stands for the longest of them on Fridays."""

_LATE_SHARE, _LATE_MIN = 0.2, 30
_RECENT_BREAKS = 3


@dataclass(slots=True)
class Month:
    """What somebody did in four weeks of five days with eight breaks each."""

    profile: Profile
    breaks: list[tuple[datetime, Sequence]] = field(default_factory=list)

    def week_s(self, region: str) -> list[float]:
        """Seconds for `region` in each week."""
        weeks = [0.0] * WEEKS
        for at, sequence in self.breaks:
            for move in sequence.moves:
                if region in move.exercise.regions:
                    weeks[(at - _MONDAY).days // 7] += move.seconds
        return weeks

    def allowed(self) -> list[Exercise]:
        """What some break of the month may have."""
        wishes = [Wish(0, 480, posture) for posture in Posture]
        return [e for e in load() if any(suits(e, wish, self.profile, Past()) for wish in wishes)]

    def repeats(self, *, first_day: bool) -> int:
        """How often an exercise, breaths aside, came again within three breaks, on the first day or later."""
        played = [_names(sequence) for _, sequence in self.breaks]
        before = [set[str]().union(*played[max(0, n - _RECENT_BREAKS) : n]) for n in range(len(played))]
        again = [len(names & recent) for names, recent in zip(played, before, strict=True)]
        return sum(again[:_A_DAY] if first_day else again[_A_DAY:])

    def new_by_day(self) -> list[int]:
        """How many exercises were played for the first time on each day."""
        known, days = set[str](), Counter[int]()
        for at, sequence in self.breaks:
            names = {move.exercise.id for move in sequence.moves}
            days[(at - _MONDAY).days] += len(names - known)
            known |= names
        return [days[day] for day in sorted(days)]

    def standing(self, posture: Posture) -> float | None:
        """The share of the time on one's feet in the breaks of `posture`; None where there were none."""
        moves = [move for _, each in self.breaks if each.posture == posture for move in each.moves]
        whole = sum(move.seconds for move in moves)
        upright = sum(move.seconds for move in moves if move.exercise.upright)
        return upright / whole if whole else None


@cache
def month(profile: Profile, seed: int = 1) -> Month:
    """Four weeks of ordinary days, the same for the same `seed`."""
    found, entries, plays = Month(profile), list[Entry](), Counter[str]()
    for at, since_s in _breaks(seed):
        band = Rules().band(since_s)
        week = [entry for entry in entries if entry.at > at - timedelta(days=7)]
        record = Record(week, plays=plays, breaks=len(entries))
        done = past(record, load(), at.replace(hour=0, minute=0))
        wish = Wish(since_s, band.length_s, band.posture, day=DAYS[at.weekday()])
        sequence = plan(load(), wish, profile, done, seed * 10_000 + len(entries))
        found.breaks.append((at, sequence))
        entries.append(_entry(at, sequence))
        plays.update({move.exercise.id for move in sequence.moves})
    return found


def _breaks(seed: int) -> Iterator[tuple[datetime, float]]:
    """When each break begins, and the seconds sat before it."""
    chance = random.Random(seed)  # noqa: S311 (for variety, no secret)
    for day in range(WEEKS * 7):
        at = _MONDAY + timedelta(days=day)
        friday = at.weekday() == 4
        for usual in _SITTING_MIN if at.weekday() < 5 else ():
            minutes = _LONG_FRIDAY_MIN if friday and usual == max(_SITTING_MIN) else usual
            late = chance.randrange(_LATE_MIN) if chance.random() < _LATE_SHARE else 0
            at += timedelta(minutes=minutes + late)
            yield at, 60.0 * (minutes + late)


def _entry(at: datetime, sequence: Sequence) -> Entry:
    moves = [{"exercise": move.exercise.id, "seconds": move.seconds} for move in sequence.moves]
    return Entry(EntryKind.COMPLETED, at, "bench", 0, {"moves": moves})


def _names(sequence: Sequence) -> set[str]:
    return {move.exercise.id for move in sequence.moves if move.exercise.kind is not Kind.BREATHE}


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    names = list(head)
    lines = [names, ["---", *["---:"] * (len(names) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _regions(months: Mapping[str, Month]) -> Iterator[list[str]]:
    for region in REGIONS:
        row = [region]
        for each in months.values():
            weeks = each.week_s(region)
            able = any(region in exercise.regions for exercise in each.allowed())
            row.append(f"{statistics.mean(weeks) / 60:.0f} ({min(weeks) / 60:.0f})" if able else "-")
        yield row


def _facts(months: Mapping[str, Month]) -> Iterator[list[str]]:
    def row(name: str, tell: Callable[[Month], str]) -> list[str]:
        return [name, *(tell(each) for each in months.values())]

    def used(each: Month) -> str:
        played = {move.exercise.id for _, sequence in each.breaks for move in sequence.moves}
        return f"{len(played)} of {len(each.allowed())}"

    def share(posture: Posture) -> Callable[[Month], str]:
        return lambda each: "-" if (part := each.standing(posture)) is None else f"{part:.0%}"

    yield row("breaks", lambda each: f"{len(each.breaks)}")
    yield row("moves in a break of three minutes", lambda each: f"{_moves(each):.1f}")
    yield row("repeats within three breaks, first day", lambda each: f"{each.repeats(first_day=True)}")
    yield row("repeats within three breaks, later", lambda each: f"{each.repeats(first_day=False)}")
    yield row("new moves on the first day", lambda each: f"{each.new_by_day()[0]}")
    yield row("new moves a day after that", lambda each: f"{statistics.mean(each.new_by_day()[1:]):.1f}")
    yield row("exercises used, of those allowed", used)
    for posture in Posture:
        yield row(f"on one's feet, {posture.value} breaks", share(posture))


def _moves(each: Month) -> float:
    return statistics.mean(len(_names(s)) for _, s in each.breaks if s.posture == Posture.MIXED.value)


def page() -> str:
    months = {name: month(profile) for name, profile in PEOPLE.items()}
    return f"""# A month of breaks

Made by `python -m bench.month`: four weeks of five days with eight breaks each, mostly after 50 minutes of
sitting, some earlier and some late, planned one after the other for several people. A region counts with
each move that serves it. The aim is five minutes a week for each region
([Thomas 2018](https://unipa.it/persone/docenti/p/antonio.palma/en/?idPubblicazione=345757&pagina=pubblicazione)).

## Minutes a week by region

The mean of the four weeks, and the least of them in brackets; - where the profile allows nothing. The first
week draws on the plain moves, so that a region may lag in it. Where one or two exercises are all that a
profile leaves for a region, not repeating them within three breaks comes first.

{_table(["region", *months], _regions(months))}

## What the breaks were made of

Breaths are left out of the repeats: nearly every break ends on one.

{_table(["", *months], _facts(months))}
"""


if __name__ == "__main__":
    sys.stdout.write(page())
