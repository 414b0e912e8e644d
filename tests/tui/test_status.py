"""The status document as Today tells it."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.simulation.world import World
from tests.tui.world import PAUSED, SITTING, START
from unslouch.core.events import HoldBegan, Reason, Snoozed
from unslouch.core.rules import Rhythm, Rules
from unslouch.core.status import status as document_of
from unslouch.tui.status import Status

LONG = {"reason": "paused", "since": "2026-11-20T17:00:00+00:00", "cause": "reminders are paused"}


def seen(world: World) -> Status:
    """What the service says now, and Today with it."""
    return Status(document_of(world.state, world.rules), world.state.now)


@pytest.mark.parametrize(
    ("document", "heading"),
    [
        (SITTING, "Next break at 10:35"),
        (SITTING | {"next_in_s": 71_280.0}, "Next break on Tuesday at 06:00"),
        (SITTING | {"next_in_s": 0}, "A break is due"),
        (PAUSED, "Paused since 10:00"),
        (PAUSED | {"state": "sitting"}, "On hold since 10:00"),
        (PAUSED | {"state": "sitting", "holds": [{"reason": "meeting"}]}, "On hold"),
        (PAUSED | {"state": "off"}, "Off hours"),
        (PAUSED | {"state": "away"}, "Away since 10:00"),
        (PAUSED | {"state": "break"}, "On a break"),
        (PAUSED | {"holds": [LONG]}, "Paused since Friday 17:00"),
        (SITTING | {"next_in_s": None}, "No break planned"),
    ],
)
def test_the_heading_says_what_comes_or_what_stands_in_its_way(
    document: dict[str, Any], heading: str
) -> None:
    assert heading == Status(document, START).heading


def test_each_hold_is_a_sentence_and_the_heading_says_since_when() -> None:
    status = Status(PAUSED, START)

    assert status.holds == ["Reminders are paused until 14:00.", "The microphone is in use."]
    assert status.why == ""


def test_off_hours_are_told_by_the_sentence_and_other_holds_beside_it() -> None:
    off = {"reason": "off_hours", "since": "", "cause": "outside your working hours"}
    sentence = "You are outside your working hours, which begin again on Tuesday at 09:00."
    status = Status(PAUSED | {"state": "off", "holds": [off, LONG], "why": sentence}, START)

    assert (status.why, status.holds) == (sentence, ["Reminders are paused."])


def test_a_break_that_waits_for_the_end_of_a_hold_is_told() -> None:
    world = World(Rules())
    world.run(45 * 60)
    world.tell(HoldBegan, reason=Reason.MEETING)
    before = seen(world)
    world.run(10 * 60)

    assert before.holds == seen(world).holds == ["The microphone or camera is in use."]
    assert (before.why, seen(world).why) == ("", "A break is due when that is over.")


def test_who_is_away_is_told_so_once() -> None:
    status = Status(
        PAUSED | {"state": "away", "holds": [LONG | {"reason": "away", "cause": "you are away"}]}, START
    )

    assert (status.heading, status.holds, status.why) == ("Away since Friday 17:00", [], "")


def test_a_hold_without_a_cause_is_named() -> None:
    assert Status(PAUSED | {"holds": [{"reason": "meeting"}]}, START).holds == ["Meeting."]


def test_what_the_service_really_says_is_told_without_what_the_heading_says() -> None:
    world = World(Rules())
    world.run(20 * 60)
    sitting = seen(world)
    world.run(31 * 60)
    due = seen(world)
    world.tell(Snoozed)
    snoozed = seen(world)
    walk = World(Rules(rhythms=(Rhythm("walk", at=(time(16),), length_s=300),)))

    assert [each.why for each in (sitting, due, snoozed, seen(walk))] == [
        "3 min, after 50 min of sitting",
        f"The reminder has been on the screen since {due.seen.wall - timedelta(minutes=1):%H:%M}.",
        "The reminder was put off.",
        "5 min, a fixed time",
    ]


def test_a_moment_that_is_told_a_minute_off_is_not_told_twice() -> None:
    sentence = "The next break comes at 10:34, after 50 min of sitting."

    assert Status(SITTING | {"why": sentence}, START).why.endswith("after 50 min of sitting")
    assert "10:34" not in Status(SITTING | {"why": sentence}, START).why


def test_a_sentence_without_a_length_begins_with_a_capital() -> None:
    assert Status(SITTING | {"length_s": None}, START).why == "After 50 min of sitting"


numbers = st.one_of(st.none(), st.booleans(), st.floats(), st.integers(), st.text(max_size=3))


@given(numbers, numbers, numbers, st.floats(-100, 1e6))
def test_whatever_a_document_says_no_number_is_negative_and_nothing_fails(
    next_in_s: Any, fraction: Any, since_break_s: Any, later_s: float
) -> None:
    document = {"next_in_s": next_in_s, "fraction": fraction, "since_break_s": since_break_s}
    status, now = Status(document, START), START.plus(later_s)

    assert (status.next_in_s(now) or 0) >= 0
    assert 0 <= status.fraction(now) <= 1
    assert "-" not in status.since_break(now)
    assert status.heading
