"""The status document as Today tells it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.world import PAUSED, SITTING, START
from unslouch.tui.status import Status


@pytest.mark.parametrize(
    ("document", "heading"),
    [
        (SITTING, "Next break at 10:35"),
        (SITTING | {"next_in_s": 71_280.0}, "Next break on Tuesday at 06:00"),
        (SITTING | {"next_in_s": 0}, "A break is due"),
        (PAUSED, "Paused"),
        (PAUSED | {"state": "sitting"}, "On hold"),
        (PAUSED | {"state": "off"}, "Off hours"),
        (PAUSED | {"state": "away"}, "Away"),
        (PAUSED | {"state": "break"}, "On a break"),
        (SITTING | {"next_in_s": None}, "No break planned"),
    ],
)
def test_the_heading_says_what_comes_or_what_stands_in_its_way(
    document: dict[str, Any], heading: str
) -> None:
    assert heading == Status(document, START).heading


def test_holds_explain_themselves_where_the_service_gives_no_sentence() -> None:
    assert Status(PAUSED | {"why": None}, START).why == (
        "Held: reminders are paused until 14:00; the microphone is in use."
    )


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
