"""A year at work: three time zones, daylight saving in both hemispheres, sleep every night, meetings, lunch,
holidays, a reboot a week. Every break that came due in working time is reminded of, in time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.simulation.world import World
from unslouch.core.events import (
    Absence,
    BreakAsked,
    HoldBegan,
    HoldEnded,
    Left,
    Reason,
    Returned,
    SessionBegan,
    SessionEnded,
    Woken,
)
from unslouch.core.outcome import Outcome
from unslouch.core.rules import Rules, Span

HOURS = ((Span(540, 750), Span(795, 1050)),) * 5 + ((), ())
"""Monday to Friday, 09:00-12:30 and 13:15-17:30."""

ZONES = {1: ZoneInfo("Europe/Berlin"), 5: ZoneInfo("Australia/Sydney"), 11: ZoneInfo("America/New_York")}
"""Where the person works from the month on: winter, the last weeks of a southern summer time, and so on."""

HOLIDAYS = {date(2026, 7, 20) + timedelta(days=day) for day in range(14)} | {date(2026, 12, 25)}
INTERVAL_S = 3000


@dataclass
class Person:
    """Somebody who takes every break, and knows by the clock on the wall when the next must be asked for."""

    world: World
    seated: float = 0.0
    meeting_until: float = 0.0
    breaks: int = 0
    boots: int = 1

    def day(self, day: date) -> None:
        """The machine sleeps until 08:30; the day's work follows, if it is one."""
        zone = max((month, zone) for month, zone in ZONES.items() if month <= day.month)[1]
        self.wake_up(datetime.combine(day, time(8, 30), zone))
        if day.weekday() == 0:
            self.boots += 1
            self.world.reboot(120, f"boot-{self.boots}")
        if day.weekday() < 5 and day not in HOLIDAYS:
            self.work(day, time(9), time(12, 30))
            self.lunch()
            self.work(day, time(13, 15), time(17, 30))
        self.world.run(self.ahead(day, time(22)))
        self.world.tell(Left, how=Absence.LOCKED, since=self.world.now)

    def wake_up(self, at: datetime) -> None:
        """The night is over, perhaps in another country; nothing ran meanwhile."""
        slept_s = (at - self.world.now.utc).total_seconds()
        self.world.nap(slept_s)
        self.world.now = replace(self.world.now, wall=self.world.now.wall.astimezone(at.tzinfo))
        self.world.start = at
        self.world.tell(Returned)

    def lunch(self) -> None:
        self.world.tell(Left, how=Absence.LOCKED, since=self.world.now)
        self.world.run(44 * 60)
        self.world.tell(Returned)

    def work(self, day: date, begins: time, ends: time) -> None:
        self.world.run(self.ahead(day, begins))
        self.seated = self.world.now.elapsed
        end = self.world.now.elapsed + self.ahead(day, ends)
        meets = begins == time(13, 15) and day.weekday() in {1, 3}
        self.meeting_until = self.seated + 3600 if meets else 0.0
        if meets:
            self.world.tell(HoldBegan, reason=Reason.MEETING)
        while (due := self.due()) < end:
            self.until(due)
            assert self.world.state.reminder is not None
            assert self.world.state.reminder.shown_at.elapsed == pytest.approx(due, abs=1)
            self.take_break()
        self.until(end)

    def due(self) -> float:
        """When the next reminder has to come: after the interval, or when the meeting is over."""
        return max(self.seated + INTERVAL_S, self.meeting_until)

    def until(self, elapsed: float) -> None:
        """Sit until then; a meeting ends on the way."""
        if self.world.now.elapsed < self.meeting_until <= elapsed:
            self.world.run(self.meeting_until - self.world.now.elapsed)
            self.world.tell(HoldEnded, reason=Reason.MEETING)
        self.world.run(elapsed - self.world.now.elapsed)

    def take_break(self) -> None:
        self.world.run(20)
        self.world.tell(BreakAsked)
        self.breaks += 1
        self.world.tell(SessionBegan, id=str(self.breaks), length_s=180.0)
        self.world.run(180)
        self.world.tell(SessionEnded, id=str(self.breaks), outcome=Outcome.COMPLETED, done_s=180.0)
        self.seated = self.world.now.elapsed

    def ahead(self, day: date, at: time) -> float:
        """Seconds until the wall shows `at`."""
        wall = self.world.now.wall
        return (datetime.combine(day, at, wall.tzinfo) - self.world.now.utc).total_seconds()


def test_a_year_at_work() -> None:
    year = [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]
    world = World(Rules(hours=HOURS), start=datetime(2026, 1, 1, 0, 0, tzinfo=ZONES[1]))
    person = Person(world)
    for day in year:
        person.day(day)
        world.journal = world.journal[-200:]
        world.happened.clear()
    world.tell(Woken)

    working_days = sum(day.weekday() < 5 and day not in HOLIDAYS for day in year)
    assert person.breaks == 7 * working_days
    assert world.state.today.breaks == 7
