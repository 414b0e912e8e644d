"""What `status` and `why` say in every situation, as documents and as sentences."""

from __future__ import annotations

import json
import re
from datetime import datetime, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.simulation.world import BERLIN, World
from unslouch.core.events import (
    Absence,
    BreakAsked,
    Dismissed,
    HoldBegan,
    HoldEnded,
    Left,
    Paused,
    Reason,
    Resumed,
    Returned,
    SessionBegan,
    SessionEnded,
    Skipped,
    Snoozed,
    Typing,
)
from unslouch.core.outcome import Outcome
from unslouch.core.rules import Rhythm, Rules, Span, Style
from unslouch.core.status import status, why

MINUTE = 60.0
OFFICE = Rules(hours=((Span(540, 750), Span(795, 1050)),) * 5 + ((),) * 2)
WALKS = Rules(rhythms=(Rhythm("walk", at=(time(10, 30), time(19)), length_s=300),), hours=OFFICE.hours)
KEYS = {
    "version", "state", "since", "sitting_s", "since_break_s", "next", "next_in_s", "fraction", "rhythm",
    "length_s", "holds", "reminder", "today",
}  # fmt: skip
TODAY = {"breaks", "natural", "skipped", "longest_sitting_s"}


def told(world: World) -> tuple[str, str]:
    """What one is doing, and the sentence that says why there is a reminder or none."""
    document = status(world.state, world.rules)
    return document["state"], document["why"]


def at_desk(minutes: float, rules: Rules | None = None) -> World:
    world = World(rules or Rules())
    world.run(minutes * MINUTE)
    return world


def test_the_documents_have_the_keys_that_scripts_rely_on() -> None:
    world = at_desk(50)
    world.tell(HoldBegan, reason=Reason.MEETING)
    document, reasons = status(world.state, world.rules), why(world.state, world.rules)

    assert set(document) >= KEYS
    assert set(document["today"]) == TODAY
    assert [set(hold) for hold in document["holds"]] == [{"reason", "since", "cause"}]
    assert set(document["reminder"]) >= {"rhythm", "shown_at", "times"}
    assert set(reasons) == {"version", "sentence", "holds", "rule", "next"}
    assert json.loads(json.dumps(document, allow_nan=False)) == document
    assert document["version"] == reasons["version"] == 1


def test_somebody_who_sits() -> None:
    world = at_desk(20)
    document = status(world.state, world.rules)

    assert told(world) == ("sitting", "The next break comes at 09:50, after 50 min of sitting.")
    assert (document["sitting_s"], document["next_in_s"], document["fraction"]) == (1200, 1800, 0.4)
    assert (document["next"], document["rhythm"]) == ("2026-11-23T09:50:00+01:00", "stretch")
    assert (document["since"], document["length_s"]) == ("2026-11-23T09:00:00+01:00", 180)
    assert why(world.state, world.rules)["sentence"] == (
        "The next break comes at 09:50, after 50 min of sitting. You have sat for 20 min."
    )


@pytest.mark.parametrize("seconds", [0, 59])
def test_the_first_minute_is_not_told(seconds: float) -> None:
    world = World()
    world.run(seconds)

    assert why(world.state, world.rules)["sentence"] == (
        "The next break comes at 09:50, after 50 min of sitting."
    )


def test_somebody_who_is_away() -> None:
    world = at_desk(20)
    world.tell(Left, how=Absence.LOCKED, since=world.now)
    world.run(MINUTE)

    assert told(world) == ("away", "Held since 09:20: you are away (locked).")
    assert why(world.state, world.rules)["sentence"] == "Held since 09:20: you are away (locked)."


@pytest.mark.parametrize(
    ("minutes", "until"), [(60, "10:20"), (14 * 60, "23:20"), (24 * 60, "Tuesday at 09:20")]
)
def test_a_pause(minutes: float, until: str) -> None:
    world = at_desk(20)
    world.tell(Paused, until=world.now.plus(minutes * MINUTE))

    assert told(world) == ("paused", f"Held since 09:20: reminders are paused until {until}.")


def test_a_pause_until_the_day_ends() -> None:
    world = at_desk(20)
    world.tell(Paused)

    assert told(world)[1] == "Held since 09:20: reminders are paused until Tuesday at 04:00."


def test_every_hold_is_told_with_the_name_that_people_gave_it() -> None:
    world = at_desk(20)
    world.tell(HoldBegan, reason=Reason.MEETING, cause="call")
    world.run(MINUTE)
    world.tell(HoldBegan, reason=Reason.DO_NOT_DISTURB)
    assert told(world)[1] == (
        "Held since 09:20: the microphone or camera is in use (call) and do not disturb is on."
    )
    world.tell(HoldBegan, reason=Reason.FULL_SCREEN)
    assert told(world)[1].endswith(
        "in use (call), do not disturb is on and something is playing full screen."
    )
    world.tell(HoldEnded, reason=Reason.MEETING)

    assert told(world)[1].startswith("Held since 09:21: do not disturb is on and something")


def test_a_break_that_is_due_in_a_meeting() -> None:
    world = at_desk(20)
    world.tell(HoldBegan, reason=Reason.MEETING)
    world.run(40 * MINUTE)

    assert why(world.state, world.rules)["sentence"] == (
        "Held since 09:20: the microphone or camera is in use. "
        "You have sat for 1 h; the reminder will come when that is over."
    )


@pytest.mark.parametrize(
    ("start", "begin"),
    [
        (datetime(2026, 11, 23, 7, tzinfo=BERLIN), "at 09:00"),
        (datetime(2026, 11, 23, 12, 30, tzinfo=BERLIN), "at 13:15"),
        (datetime(2026, 11, 23, 20, tzinfo=BERLIN), "on Tuesday at 09:00"),
        (datetime(2026, 11, 28, 9, tzinfo=BERLIN), "on Monday at 09:00"),
    ],
)
def test_off_hours(start: datetime, begin: str) -> None:
    world = World(OFFICE, start=start)

    assert told(world) == ("off", f"You are outside your working hours, which begin again {begin}.")
    assert status(world.state, OFFICE)["next"] is None


def test_off_hours_that_never_end() -> None:
    world = World(Rules(hours=((),) * 7))

    assert told(world)[1] == "You are outside your working hours, and there are none in the week ahead."


def test_a_break_that_comes_tomorrow() -> None:
    world = World(OFFICE, start=datetime(2026, 11, 23, 17, tzinfo=BERLIN))

    assert told(world)[1] == "The next break comes on Tuesday at 09:50, after 50 min of sitting."


def test_a_reminder_on_the_screen() -> None:
    world = at_desk(52)
    expected = "A break is due. The reminder has been on the screen since 09:50."

    assert told(world) == ("sitting", expected)
    assert status(world.state, world.rules)["next_in_s"] == 0
    assert status(world.state, world.rules)["fraction"] == 1


def test_a_reminder_that_comes_back() -> None:
    world = at_desk(52)
    world.tell(Dismissed)

    assert told(world)[1] == "A break is due. The reminder comes back at 10:05."


def test_a_reminder_that_was_given_up() -> None:
    world = at_desk(90)

    assert (
        told(world)[1]
        == "A break is due. You were reminded of it, and will not be again before you have moved."
    )


@pytest.mark.parametrize("dismissed", [False, True])
def test_a_reminder_that_waits_for_a_pause_in_typing(dismissed: bool) -> None:
    world = at_desk(52 if dismissed else 49)
    if dismissed:
        world.tell(Dismissed)
        world.run(12 * MINUTE)
    world.tell(Typing, active=True)
    world.run(2 * MINUTE)

    assert told(world)[1] == "A break is due. The reminder waits for a pause in your typing."


def test_a_reminder_that_was_put_off() -> None:
    world = at_desk(52)
    world.tell(Snoozed)
    world.run(MINUTE)

    assert told(world)[1] == "The reminder was put off until 10:02."
    assert status(world.state, world.rules)["next_in_s"] == 9 * MINUTE
    assert why(world.state, world.rules)["rule"] == "snooze"


def test_a_reminder_that_was_put_off_before_it_was_due() -> None:
    world = at_desk(40)
    world.tell(Snoozed, length_s=1800)
    document = status(world.state, world.rules)
    assert document["why"] == "The reminder was put off until 10:10."
    world.run(document["next_in_s"])

    assert status(world.state, world.rules)["reminder"]["shown_at"] == document["next"]


def test_a_short_snooze_before_it_is_due_changes_nothing() -> None:
    world = at_desk(20)
    world.tell(Snoozed)

    assert told(world)[1] == "The next break comes at 09:50, after 50 min of sitting."


def test_a_break_that_is_under_way() -> None:
    world = at_desk(50)
    world.tell(SessionBegan, id="s", length_s=180)
    world.run(MINUTE)

    assert told(world) == ("break", "A break has been under way since 09:50.")
    assert status(world.state, world.rules)["next"] is None


def test_a_fixed_time() -> None:
    world = at_desk(20, WALKS)

    assert told(world)[1] == "The next break comes at 10:30, a fixed time."


def test_a_fixed_time_outside_the_working_hours_does_not_come() -> None:
    world = World(WALKS, start=datetime(2026, 11, 27, 14, tzinfo=BERLIN))

    assert told(world)[1] == "The next break comes on Monday at 10:30, a fixed time."


@pytest.mark.parametrize(
    ("at", "expected", "reminders"),
    [
        (time(13), "The next break comes at 13:15, a fixed time.", ["13:15:00"]),
        (time(12, 44), "No rhythm in your config asks for a break.", []),
    ],
)
def test_a_fixed_time_shortly_before_work_waits_for_it(at: time, expected: str, reminders: list[str]) -> None:
    world = at_desk(60, Rules(rhythms=(Rhythm("walk", at=(at,)),), hours=OFFICE.hours))
    assert told(world)[1] == expected
    world.run(5 * 3600)

    assert [when for when, _ in world.seen("reminder")][:1] == reminders


@pytest.mark.parametrize(
    "rhythms", [(), (Rhythm("eyes", every_s=1200, style=Style.QUIET),), (Rhythm("late", at=(time(23),)),)]
)
def test_without_a_rhythm_that_asks_for_a_break(rhythms: tuple[Rhythm, ...]) -> None:
    world = World(Rules(rhythms=rhythms, hours=OFFICE.hours))

    assert told(world)[1] == "No rhythm in your config asks for a break."
    assert status(world.state, world.rules)["next"] is None


def test_today_counts_and_begins_anew_at_midnight() -> None:
    world = at_desk(50)
    world.tell(SessionBegan, id="s", length_s=180)
    world.run(180)
    world.tell(SessionEnded, id="s", outcome=Outcome.COMPLETED, done_s=180)
    world.tell(Skipped)
    world.run(10 * MINUTE)
    today = status(world.state, world.rules)["today"]
    assert today == {"breaks": 1, "natural": 0, "skipped": 1, "longest_sitting_s": 3180}
    world.tell(Left, how=Absence.LOCKED, since=world.now)
    world.run(15 * 60 * MINUTE)

    assert status(world.state, world.rules)["today"]["breaks"] == 0


RULES = Rules(
    rhythms=(
        Rhythm("stretch", every_s=3000),
        Rhythm("eyes", every_s=1200, length_s=20, style=Style.QUIET),
        Rhythm("walk", at=(time(10, 30), time(19)), length_s=300),
    ),
    hours=OFFICE.hours,
)
ACTS: dict[str, list[tuple[Any, dict[str, Any]]]] = {
    "meeting": [(HoldBegan, {"reason": Reason.MEETING}), (HoldEnded, {"reason": Reason.MEETING})],
    "screen": [(HoldBegan, {"reason": Reason.FULL_SCREEN, "cause": "film"})],
    "answers": [
        (Snoozed, {}),
        (Skipped, {}),
        (Dismissed, {}),
        (BreakAsked, {}),
        (Snoozed, {"length_s": 5400}),
    ],
    "pauses": [(Paused, {}), (Resumed, {})],
    "typing": [(Typing, {"active": True}), (Typing, {"active": False})],
    "sessions": [
        (SessionBegan, {"id": "s", "length_s": 180}),
        (SessionEnded, {"id": "s", "outcome": Outcome.LEFT_EARLY, "done_s": 30}),
        (SessionEnded, {"id": "s", "outcome": Outcome.COMPLETED, "done_s": 180}),
    ],
    "absences": [(Left, {"how": Absence.LOCKED}), (Left, {"how": Absence.IDLE}), (Returned, {})],
}
ALL = [act for acts in ACTS.values() for act in acts]
SECONDS = st.sampled_from([0.0, 30.0, 61.0, 600.0, 1799.0, 3000.0, 5 * 3600.0, 60 * 3600.0])


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(SECONDS, st.sampled_from(ALL)), max_size=12))
def test_whatever_happened_what_is_said_makes_sense(
    acts: list[tuple[float, tuple[Any, dict[str, Any]]]],
) -> None:
    world = World(RULES)
    for seconds, (event, fields) in acts:
        world.run(seconds)
        world.tell(event, **fields, **({"since": world.now} if event is Left else {}))
        document, reasons = status(world.state, RULES), why(world.state, RULES)

        assert all(value >= 0 for key, value in document.items() if key.endswith("_s") and value is not None)
        assert 0 <= document["fraction"] <= 1
        assert (document["next"] is None) == bool(document["holds"] or document["state"] == "break")
        assert (document["next"] is None) == (document["next_in_s"] is None)
        for said in (document["why"], reasons["sentence"]):
            assert re.fullmatch(r"([A-Z][^.!?]*\.)( [A-Z][^.!?]*\.)*", said)
            assert not re.search(r"\b0 (s|min|h)\b", said)
        if document["state"] not in {"break", "off"}:
            assert all(hold["cause"] in document["why"] for hold in document["holds"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(SECONDS, st.sampled_from(ALL)), max_size=8))
def test_the_next_break_comes_when_it_was_said_to_come(
    acts: list[tuple[float, tuple[Any, dict[str, Any]]]],
) -> None:
    world = World(RULES)
    for seconds, (event, fields) in acts:
        world.run(seconds)
        world.tell(event, **fields, **({"since": world.now} if event is Left else {}))
    world.tell(Typing, active=False)
    document = status(world.state, RULES)
    if not document["next_in_s"] or any(track.called for track in world.state.tracks.values()):
        return
    world.happened.clear()
    world.run(document["next_in_s"] - 1)
    assert world.seen("reminder") == []
    world.run(1.01)

    assert len(world.seen("reminder")) == 1
