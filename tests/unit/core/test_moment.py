"""A point in time on two clocks: durations come from the one that nobody sets."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unslouch.core.moment import Moment, shift

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("before", "seconds", "after"),
    [
        ("2026-03-29T01:30+01:00", 3600, "2026-03-29T03:30+02:00"),
        ("2026-03-29T03:30+02:00", -3600, "2026-03-29T01:30+01:00"),
        ("2026-10-25T02:30+02:00", 3600, "2026-10-25T02:30+01:00"),
        ("2026-10-25T02:30+01:00", -3600, "2026-10-25T02:30+02:00"),
    ],
)
def test_seconds_are_counted_on_a_real_clock(before: str, seconds: float, after: str) -> None:
    wall = shift(datetime.fromisoformat(before).astimezone(BERLIN), seconds)

    assert after == wall.isoformat(timespec="minutes")
    assert BERLIN is wall.tzinfo


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Moment(datetime(2026, 11, 23, 12, 0), 0)  # noqa: DTZ001 (what is refused)


def test_setting_the_wall_clock_does_not_change_a_duration() -> None:
    begun, ended = Moment(NOON, 100), Moment(NOON - timedelta(hours=3), 160)

    assert ended.since(begun) == 60


def test_a_duration_is_never_negative() -> None:
    assert Moment(NOON, 100).since(Moment(NOON, 160)) == 0


def test_a_moment_later_has_moved_on_both_clocks() -> None:
    later = Moment(NOON, 100).plus(90)

    assert Moment(NOON + timedelta(seconds=90), 190) == later
    assert later.utc == datetime(2026, 11, 23, 11, 1, 30, tzinfo=UTC)


@given(st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1)), st.integers(-(10**6), 10**6))  # noqa: DTZ001 (hypothesis wants them naive)
def test_there_and_back_is_where_it_began(naive: datetime, seconds: int) -> None:
    wall = naive.replace(tzinfo=UTC).astimezone(BERLIN)

    assert wall.astimezone(UTC) == shift(shift(wall, seconds), -seconds).astimezone(UTC)
    assert timedelta(seconds=seconds) == shift(wall, seconds).astimezone(UTC) - wall.astimezone(UTC)
