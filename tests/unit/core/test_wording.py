"""What a reminder says: facts, in two short lines."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unslouch.core.events import Remind
from unslouch.core.rules import Posture
from unslouch.core.wording import body, title

REMINDER = Remind("stretch", 3120, 180, Posture.MIXED, 1, can_snooze=True)
QUIET = Remind("eyes", 1200, 20, Posture.SEATED, 1, can_snooze=True, quiet=True)


@pytest.mark.parametrize(
    ("since_s", "expected"),
    [
        (3120, "52 min since you moved."),
        (2999.9995, "50 min since you moved."),
        (60, "1 min since you moved."),
        (5400, "1 h 30 min since you moved."),
    ],
)
def test_the_title_says_how_long_ago_it_was(since_s: float, expected: str) -> None:
    assert expected == title(replace(REMINDER, since_s=since_s))


@pytest.mark.parametrize(
    ("posture", "length_s", "expected"),
    [
        (Posture.SEATED, 60, "1 min, seated."),
        (Posture.MIXED, 180, "3 min, seated, then standing."),
        (Posture.STANDING, 300, "5 min, mostly standing."),
        (Posture.WALK, 480, "8 min, a short walk first."),
    ],
)
def test_the_body_says_how_long_and_how(posture: Posture, length_s: float, expected: str) -> None:
    assert expected == body(replace(REMINDER, posture=posture, length_s=length_s))


def test_a_quiet_reminder_says_what_it_is_for() -> None:
    assert title(QUIET) == "Eyes, 20 s."


@pytest.mark.parametrize("since_s", [0, 59])
def test_a_fixed_time_right_after_a_break_does_not_count_seconds(since_s: float) -> None:
    assert title(replace(REMINDER, rhythm="afternoon walk", since_s=since_s, length_s=300)) == (
        "Afternoon walk, 5 min."
    )


def test_a_name_keeps_the_capitals_it_was_given() -> None:
    assert title(replace(QUIET, rhythm="drink CO2-free Water")) == "Drink CO2-free Water, 20 s."


@given(
    st.builds(
        Remind,
        st.sampled_from(["stretch", "eyes", "Öl"]),
        st.floats(0, 1e6),
        st.floats(1, 1e4),
        st.sampled_from(Posture),
        st.integers(1, 5),
        st.booleans(),
        st.booleans(),
    )
)
def test_every_line_is_short_and_ends_with_a_full_stop(reminder: Remind) -> None:
    for line in (title(reminder), body(reminder)):
        assert line.endswith(".")
        assert "!" not in line
        assert len(line) <= 60
        assert "0 s since" not in line
