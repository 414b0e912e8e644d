"""Working hours: what counts as work, when that turns over, and when a working day ends."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from unslouch.core.rules import ANY_HOUR, Hours, Span
from unslouch.core.workday import day_ends, next_change, working

BERLIN = ZoneInfo("Europe/Berlin")
SYDNEY = ZoneInfo("Australia/Sydney")
SANTIAGO = ZoneInfo("America/Santiago")  # changes its clocks at midnight
OFFICE: Hours = ((Span(540, 750), Span(795, 1050)),) * 5 + ((),) * 2
"""09:00-12:30 and 13:15-17:30 from Monday to Friday."""
NIGHTS: Hours = ((Span(1320, 1800),),) * 5 + ((),) * 2
"""22:00-06:00, beginning from Monday to Friday."""
ALL_DAY: Hours = ((Span(0, 1440),),) * 7


def local(text: str, zone: ZoneInfo = BERLIN, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone, fold=fold)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-11-23T08:59:59", False),
        ("2026-11-23T09:00", True),
        ("2026-11-23T12:29:59", True),
        ("2026-11-23T12:30", False),
        ("2026-11-23T13:14:59", False),
        ("2026-11-23T13:15", True),
        ("2026-11-23T17:30", False),
        ("2026-11-28T10:00", False),
    ],
)
def test_a_range_counts_from_its_beginning_up_to_its_end(at: str, expected: bool) -> None:
    assert expected == working(OFFICE, local(at))


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-11-23T05:00", False),  # Monday morning belongs to Sunday, a day off
        ("2026-11-23T22:00", True),
        ("2026-11-24T05:59", True),
        ("2026-11-24T06:00", False),
        ("2026-11-28T05:59", True),  # Friday's range goes on into Saturday
        ("2026-11-28T23:00", False),
    ],
)
def test_a_range_past_midnight_belongs_to_the_day_it_begins_on(at: str, expected: bool) -> None:
    assert expected == working(NIGHTS, local(at))


@pytest.mark.parametrize("hours", [ANY_HOUR, ALL_DAY])
def test_a_day_that_is_not_named_counts_at_any_hour_and_so_does_a_whole_day(hours: Hours) -> None:
    assert working(hours, local("2026-11-22T03:00"))
    assert next_change(hours, local("2026-11-22T03:00")) is None


def test_nothing_changes_where_every_day_is_a_day_off() -> None:
    hours: Hours = ((),) * 7

    assert not working(hours, local("2026-11-23T10:00"))
    assert next_change(hours, local("2026-11-23T10:00")) is None


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-11-23T07:00", "2026-11-23T09:00"),
        ("2026-11-23T09:00", "2026-11-23T12:30"),
        ("2026-11-23T12:30", "2026-11-23T13:15"),
        ("2026-11-23T17:00", "2026-11-23T17:30"),
        ("2026-11-23T17:30", "2026-11-24T09:00"),
        ("2026-11-27T18:00", "2026-11-30T09:00"),
    ],
)
def test_the_next_change_is_the_next_beginning_or_end(at: str, expected: str) -> None:
    assert local(expected) == next_change(OFFICE, local(at))


def test_the_next_change_is_told_in_the_zone_that_was_asked_in() -> None:
    change = next_change(OFFICE, local("2026-11-23T07:00"))

    assert change is not None
    assert BERLIN is change.tzinfo


def test_ranges_that_meet_are_one() -> None:
    hours: Hours = ((Span(540, 720), Span(720, 1440)), (Span(0, 60),), *((),) * 5)

    assert local("2026-11-24T01:00") == next_change(hours, local("2026-11-23T10:00"))


def test_days_that_are_not_named_join_a_night_before_a_day_off() -> None:
    hours: Hours = (None, None, None, None, (Span(540, 1560),), (), None)

    assert local("2026-11-27T00:00") == next_change(hours, local("2026-11-23T10:00"))
    assert local("2026-11-28T02:00") == next_change(hours, local("2026-11-27T10:00"))
    assert local("2026-11-29T00:00") == next_change(hours, local("2026-11-28T03:00"))


def test_the_same_hour_a_week_later_is_still_found() -> None:
    once: Hours = ((Span(540, 600),), *((),) * 6)

    assert local("2026-11-30T09:00") == next_change(once, local("2026-11-23T10:00"))


def test_a_short_gap_a_week_ahead_is_found_in_the_week_that_is_an_hour_longer() -> None:
    hours: Hours = ((Span(0, 1420),), *((None,) * 6))

    assert local("2026-10-26T23:40") == next_change(hours, local("2026-10-20T00:00"))


@pytest.mark.parametrize(
    ("zone", "day", "hours_long"),
    [
        (BERLIN, "2026-03-29", 7),
        (BERLIN, "2026-10-25", 9),
        (SYDNEY, "2026-10-04", 7),
        (SYDNEY, "2026-04-05", 9),
    ],
)
def test_a_night_across_daylight_saving_is_an_hour_shorter_or_longer(
    zone: ZoneInfo, day: str, hours_long: int
) -> None:
    saturday: Hours = (*((),) * 5, (Span(1320, 1800),), ())
    begins = local(f"{day}T22:00", zone) - timedelta(days=1)
    ends = next_change(saturday, begins)

    assert ends == local(f"{day}T06:00", zone)
    assert (ends.astimezone(UTC) - begins.astimezone(UTC)) == timedelta(hours=hours_long)


@pytest.mark.parametrize(("zone", "day"), [(BERLIN, "2026-10-25"), (SYDNEY, "2026-04-05")])
def test_the_hour_that_comes_twice_counts_twice_and_ends_once(zone: ZoneInfo, day: str) -> None:
    hours: Hours = ((Span(60, 240),),) * 7
    first, second = local(f"{day}T02:30", zone), local(f"{day}T02:30", zone, fold=1)

    assert working(hours, first)
    assert working(hours, second)
    assert next_change(hours, first) == next_change(hours, second) == local(f"{day}T04:00", zone)


@pytest.mark.parametrize(("zone", "day"), [(BERLIN, "2026-10-25"), (SYDNEY, "2026-04-05")])
def test_a_range_that_ends_in_the_hour_that_comes_twice_ends_the_first_time(zone: ZoneInfo, day: str) -> None:
    hours: Hours = ((Span(60, 150),),) * 7

    assert working(hours, local(f"{day}T02:15", zone))
    assert not working(hours, local(f"{day}T02:15", zone, fold=1))


@pytest.mark.parametrize(("zone", "day"), [(BERLIN, "2026-03-29"), (SYDNEY, "2026-10-04")])
def test_a_range_inside_the_hour_that_is_left_out_does_not_come(zone: ZoneInfo, day: str) -> None:
    hours: Hours = ((Span(125, 175),),) * 7
    midnight = local(f"{day}T00:00", zone)

    assert next_change(hours, midnight) == local(f"{day}T02:05", zone) + timedelta(days=1)


@pytest.mark.parametrize(("zone", "day"), [(BERLIN, "2026-03-29"), (SYDNEY, "2026-10-04")])
def test_a_range_that_begins_in_the_hour_that_is_left_out_begins_after_it(zone: ZoneInfo, day: str) -> None:
    hours: Hours = ((Span(150, 195),),) * 7

    assert working(hours, local(f"{day}T03:10", zone))
    assert next_change(hours, local(f"{day}T01:00", zone)) == local(f"{day}T03:00", zone)


@pytest.mark.parametrize("day", ["2026-09-06", "2026-04-04"])
def test_whole_days_meet_where_the_clocks_change_at_midnight(day: str) -> None:
    assert next_change(ALL_DAY, local(f"{day}T12:00", SANTIAGO) - timedelta(days=1)) is None


@pytest.mark.parametrize(
    ("hours", "at", "expected"),
    [
        (OFFICE, "2026-11-23T08:00", "2026-11-23T17:30"),
        (OFFICE, "2026-11-23T12:45", "2026-11-23T17:30"),
        (OFFICE, "2026-11-23T17:30", "2026-11-24T04:00"),
        (OFFICE, "2026-11-28T10:00", "2026-11-29T04:00"),
        (ANY_HOUR, "2026-11-23T10:00", "2026-11-24T04:00"),
        (ANY_HOUR, "2026-11-23T03:59", "2026-11-23T04:00"),
        (ANY_HOUR, "2026-11-23T04:00", "2026-11-24T04:00"),
        (ALL_DAY, "2026-11-23T10:00", "2026-11-24T00:00"),
        (NIGHTS, "2026-11-23T23:00", "2026-11-24T06:00"),
        (NIGHTS, "2026-11-24T02:00", "2026-11-24T06:00"),  # still Monday's night
        (NIGHTS, "2026-11-24T12:00", "2026-11-25T06:00"),
        (NIGHTS, "2026-11-28T02:00", "2026-11-28T06:00"),
    ],
)
def test_the_working_day_ends_with_its_last_range_or_in_the_night(
    hours: Hours, at: str, expected: str
) -> None:
    assert local(expected) == day_ends(hours, local(at))


MINUTES = st.integers(0, 24 * 12).map(lambda fives: fives * 5)
SPANS = st.tuples(MINUTES.filter(lambda m: m < 1440), MINUTES.filter(lambda m: m > 0)).map(
    lambda pair: Span(pair[0], pair[0] + pair[1])
)
HOURS = st.tuples(*(st.none() | st.lists(SPANS, max_size=3).map(tuple) for _ in range(7)))
ZONES = st.sampled_from([BERLIN, SYDNEY, SANTIAGO, ZoneInfo("Australia/Lord_Howe"), ZoneInfo("UTC")])
AROUND = st.sampled_from(
    [datetime(2026, *day, tzinfo=UTC) for day in [(3, 27), (4, 2), (7, 1), (9, 4), (10, 1), (10, 23)]]
)


def moments(zone: ZoneInfo, around: datetime, minutes: int) -> datetime:
    """A local time near one of the days on which one of the zones changes its clocks."""
    return (around + timedelta(minutes=minutes)).astimezone(zone)


@given(HOURS, ZONES, AROUND, st.integers(0, 4 * 1440))
@example(((Span(0, 1420),), *((None,) * 6)), BERLIN, datetime(2026, 10, 19, 22, tzinfo=UTC), 0)
def test_working_turns_over_at_the_next_change_and_not_before(
    hours: Hours, zone: ZoneInfo, around: datetime, minutes: int
) -> None:
    wall = moments(zone, around, minutes)
    change = next_change(hours, wall)
    now = wall.astimezone(UTC)
    ahead = timedelta(days=7) if change is None else change.astimezone(UTC) - now

    assert ahead > timedelta(0)
    if change is not None:
        assert working(hours, change) != working(hours, wall)
    step = max(ahead / 60, timedelta(minutes=2))
    between = [now + step * n for n in range(int(ahead / step))] + [now + ahead - timedelta(seconds=1)]
    assert {working(hours, wall)} == {working(hours, moment.astimezone(zone)) for moment in between}


@given(HOURS, ZONES, AROUND, st.integers(0, 4 * 1440))
def test_the_end_of_the_working_day_is_ahead_and_within_two_days(
    hours: Hours, zone: ZoneInfo, around: datetime, minutes: int
) -> None:
    wall = moments(zone, around, minutes)
    ends = day_ends(hours, wall)

    assert timedelta(0) < ends.astimezone(UTC) - wall.astimezone(UTC) <= timedelta(hours=49)
