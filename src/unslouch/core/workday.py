"""Working hours: whether a wall time counts, and when that next changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from unslouch.core.rules import Hours, Span

_AHEAD_DAYS = 8
"""A week and a day: every weekday's hours are seen, also with a range that began yesterday."""

_WEEK = timedelta(days=7)

_ALL_DAY = (Span(0, 1440),)
_NIGHT_ENDS = time(4)
_MINUTE = timedelta(minutes=1)


def working(hours: Hours, wall: datetime) -> bool:
    """Whether `wall` lies in the working hours of its weekday, or in a range that began the day before."""
    now = wall.astimezone(UTC)
    return any(start <= now < end for start, end in _ranges(hours, wall, days=1))


def next_change(hours: Hours, wall: datetime) -> datetime | None:
    """When `working` next turns over after `wall`; None if it does not within a week."""
    now = wall.astimezone(UTC)
    end = now
    for start, finish in sorted(_ranges(hours, wall, _AHEAD_DAYS)):
        if start > end:
            return (start if end == now else end).astimezone(wall.tzinfo)
        end = max(end, finish)
    return None if end == now or end > now + _WEEK else end.astimezone(wall.tzinfo)


def day_ends(hours: Hours, wall: datetime) -> datetime:
    """When the working day of `wall` ends: its last range's end, or 04:00 where none is to come.

    In a range that began the day before, that day has not ended yet.
    """
    now = wall.astimezone(UTC)
    for day in (wall.date() - timedelta(days=1), wall.date()):
        ends = max((_at(day, span.end, wall.tzinfo) for span in hours[day.weekday()] or ()), default=now)
        if ends > now:
            return ends.astimezone(wall.tzinfo)
    night_ends = datetime.combine(wall.date(), _NIGHT_ENDS, wall.tzinfo)
    return night_ends if night_ends > wall else night_ends + timedelta(days=1)


def _ranges(hours: Hours, wall: datetime, days: int) -> Iterator[tuple[datetime, datetime]]:
    """The ranges from yesterday to `days` days on, as UTC instants."""
    for offset in range(-1, days + 1):
        day = wall.date() + timedelta(days=offset)
        spans = hours[day.weekday()]
        for span in _ALL_DAY if spans is None else spans:
            start, end = _at(day, span.start, wall.tzinfo), _at(day, span.end, wall.tzinfo)
            if start < end:  # a range inside the hour that daylight saving leaves out has no length
                yield start, end


@lru_cache(maxsize=256)
def _at(day: date, minutes: int, zone: tzinfo | None) -> datetime:
    """The instant at which the wall clock shows `minutes` after midnight of `day`, or jumps over that."""
    days, rest = divmod(minutes, 1440)
    local = datetime.combine(day + timedelta(days=days), time(rest // 60, rest % 60), zone)
    late = timedelta(0)
    while (local - late).astimezone(UTC).astimezone(zone) != local - late:
        late += _MINUTE
    return (local - late).astimezone(UTC) + min(late, _MINUTE)
