"""Fixed times (rule 11), and the working day where the clocks are changed."""

from __future__ import annotations

from datetime import datetime, time

import pytest

from tests.simulation.test_details import AT_TEN, BELL, office, told
from tests.simulation.test_rules import STRETCH, play_session, reminders
from tests.simulation.world import BERLIN, World
from unslouch.core.events import (
    HoldBegan,
    HoldEnded,
    Reason,
    Skipped,
    Woken,
)
from unslouch.core.rules import ANY_HOUR, Rhythm, Rules, Span
from unslouch.core.workday import next_change


def test_a_fixed_time_that_was_not_answered_before_lunch_is_dropped_after_it() -> None:
    world = office(Rhythm("late", at=(time(12, 20),), length_s=300))
    world.run(6 * 3600)

    assert reminders(world) == [("12:20:00", "reminder 300 walk 1")]


def test_a_fixed_time_that_is_skipped_does_not_come_back() -> None:
    world = World(Rules(rhythms=(AT_TEN,)))
    world.run(3600)
    world.tell(Skipped)
    world.run(600)

    assert len(reminders(world)) == 1


def test_a_fixed_time_just_before_work_is_shown_when_work_begins() -> None:
    early = Rhythm("early", at=(time(13),), length_s=300)
    world = office(early)
    world.run(5 * 3600)

    assert reminders(world)[0] == ("13:15:00", "reminder 300 seated 1")


@pytest.mark.parametrize("start", [(9, 0, 0), (14, 59, 59)])
def test_a_fixed_time_comes_once_on_every_day(start: tuple[int, int, int]) -> None:
    world = World(Rules(rhythms=(BELL,)), start=datetime(2026, 11, 23, *start, tzinfo=BERLIN))
    world.run(72 * 3600)

    assert [at for at, _ in world.seen("quiet")] == ["15:00:00"] * 3


def test_of_the_fixed_times_that_passed_in_a_sleep_the_last_is_kept_for_half_an_hour() -> None:
    twice = Rhythm("twice", at=(time(10), time(10, 50)), length_s=300)
    world = World(Rules(rhythms=(twice,)))
    world.nap(2 * 3600)
    world.tell(Woken)

    assert len(reminders(world)) == 1


def test_a_fixed_time_of_yesterday_night_is_shown_after_two_days_of_sleep() -> None:
    late = Rhythm("late", at=(time(23, 50),), length_s=300)
    world = World(Rules(rhythms=(late,)))
    world.nap(39 * 3600 + 600)
    world.tell(Woken)

    assert reminders(world) == [("00:10:00", "reminder 300 walk 1")]


def test_a_fixed_time_is_dropped_after_half_an_hour_and_the_other_rhythms_go_on() -> None:
    world = World(Rules(rhythms=(STRETCH, AT_TEN)))
    world.run(10 * 60)
    play_session(world, 60)
    world.run(45 * 60)
    world.tell(HoldBegan, reason=Reason.MEETING)
    world.run(34 * 60 + 0.5)
    world.tell(HoldEnded, reason=Reason.MEETING)

    assert reminders(world) == [("10:30:00", "reminder 180 mixed 1")]


def test_a_fixed_time_is_dropped_although_another_rhythm_was_reminded_of() -> None:
    world = World(Rules(rhythms=(STRETCH, AT_TEN)))
    world.run(55 * 60)
    world.tell(HoldBegan, reason=Reason.MEETING)
    world.run(40 * 60)
    world.tell(HoldEnded, reason=Reason.MEETING)

    assert reminders(world)[1:] == [("10:35:00", "reminder 300 standing 2")]


def test_a_fixed_time_that_was_shown_stays_in_the_status_until_it_is_answered() -> None:
    world = World(Rules(rhythms=(AT_TEN,)))
    world.run(2 * 3600)

    assert told(world)["reminder"]["rhythm"] == "walk"
    assert len(reminders(world)) == 2


def test_two_breaks_are_due_and_the_longer_is_asked_for_while_the_shorter_has_waited() -> None:
    world = World(Rules(rhythms=(STRETCH, AT_TEN)))
    world.run(61 * 60)

    assert world.seen("reminder", "withdrawn") == [
        ("09:50:00", "reminder 180 mixed 1"),
        ("10:00:00", "reminder 600 mixed 1"),
    ]


def test_a_quiet_fixed_time_is_told_once_whatever_happens_next() -> None:
    world = World(Rules(rhythms=(BELL,)))
    world.run(6 * 3600)
    world.run(60)

    assert world.seen("quiet") == [("15:00:00", "quiet bell")]


# The working day


def test_a_range_that_the_clocks_leave_out_next_week_still_ends_today() -> None:
    hours = (*((),) * 6, (Span(125, 175),))
    end = next_change(hours, datetime(2026, 3, 22, 2, 30, tzinfo=BERLIN))

    assert end == datetime(2026, 3, 22, 2, 55, tzinfo=BERLIN)


def test_an_odd_minute_that_the_clocks_leave_out_is_the_hour_after_it() -> None:
    hours = (*((),) * 6, (Span(151, 195),))
    begins = next_change(hours, datetime(2026, 3, 29, 1, 0, tzinfo=BERLIN))

    assert begins == datetime(2026, 3, 29, 3, 0, tzinfo=BERLIN)


def test_whole_days_do_not_end_also_late_in_the_evening() -> None:
    evening = datetime(2026, 3, 23, 23, 30, tzinfo=BERLIN)  # the week ahead is an hour shorter

    assert next_change(ANY_HOUR, evening) is None
    assert next_change(((Span(0, 1440),),) * 7, evening) is None
