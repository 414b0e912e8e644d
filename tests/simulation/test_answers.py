"""What an answer, a session and a pause do, at their edges."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.simulation.test_details import AT_TEN, LONG, next_s, recorded, told
from tests.simulation.test_rules import EYES, OFFICE, STRETCH, WALK, leave, play_session, reminders
from tests.simulation.world import World
from unslouch.core.entries import EntryKind
from unslouch.core.events import (
    Absence,
    BreakAsked,
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
from unslouch.core.rules import Rhythm, Rules

# Snooze and skip (rule 6)


def test_a_snooze_is_as_long_as_was_asked() -> None:
    world = World()
    world.run(50 * 60)
    world.tell(Snoozed, length_s=300.0)
    world.run(300)

    assert reminders(world)[-1] == ("09:55:00", "reminder 180 mixed 1")


def test_a_snooze_before_anything_is_due_does_not_count() -> None:
    world = World(Rules(rhythms=(STRETCH, WALK)))
    world.run(600)
    world.tell(Snoozed)
    assert world.state.snoozes == 0
    world.run(40 * 60)

    assert recorded(world, EntryKind.SNOOZED) == [{"length_s": 600, "snoozes": 0, "sitting_s": 600.0}]
    assert reminders(world) == [("09:50:00", "reminder 180 mixed 1")]


def test_a_snoozed_fixed_time_comes_back_also_after_more_than_half_an_hour() -> None:
    world = World(Rules(rhythms=(AT_TEN, STRETCH, LONG)))
    world.run(3600)
    for _ in range(2):
        world.tell(Snoozed, length_s=1200.0)
        world.run(1200)

    assert reminders(world)[1:] == [
        ("10:00:00", "reminder 600 mixed 1"),
        ("10:20:00", "reminder 600 mixed 1"),
        ("10:40:00", "reminder 600 standing 1"),
    ]


@pytest.mark.parametrize("answer", ["skip", "break"])
def test_a_skip_and_a_break_end_what_was_snoozed_before(answer: str) -> None:
    world = World()
    world.run(50 * 60)
    for _ in range(3):
        world.tell(Snoozed, length_s=7200.0)
    assert not told(world)["can_snooze"]
    world.tell(Skipped) if answer == "skip" else play_session(world, 60)
    assert world.state.snoozes == 0
    world.run(50 * 60)

    assert len(reminders(world)) == 2


def test_a_skip_without_a_reminder_skips_the_break_that_comes_next() -> None:
    world = World(Rules(rhythms=(LONG, STRETCH, WALK)))
    world.run(600)
    world.tell(Skipped)

    assert next_s(world) == {"long": 6600, "stretch": 3000, "walk": None}
    assert recorded(world, EntryKind.SKIPPED) == [{"rhythm": "stretch", "sitting_s": 600.0}]


def test_a_skip_skips_what_is_due_also_while_its_reminder_waits() -> None:
    world = World(Rules(rhythms=(EYES, LONG)))
    world.tell(HoldBegan, reason=Reason.MEETING)
    world.run(7300)
    world.tell(Skipped)

    assert recorded(world, EntryKind.SKIPPED) == [{"rhythm": "long", "sitting_s": 7300.0}]


def test_a_skip_where_there_is_nothing_to_skip_is_nothing() -> None:
    world = World(Rules(rhythms=(WALK,)))
    world.tell(Skipped)
    world.run(6 * 3600)

    assert world.seen("skipped", "reminder") == [("15:00:00", "reminder 300 walk 1")]
    assert told(world)["today"]["skipped"] == 0


def test_two_rhythms_that_come_at_once_can_be_skipped() -> None:
    twin = Rhythm("twin", every_s=3000, length_s=600)
    world = World(Rules(rhythms=(STRETCH, twin)))
    world.run(600)
    world.tell(Skipped)

    assert recorded(world, EntryKind.SKIPPED) == [{"rhythm": "stretch", "sitting_s": 600.0}]


def test_a_skip_means_the_reminder_on_the_screen_and_not_the_one_that_waits_for_a_pause() -> None:
    world = World(Rules(rhythms=(STRETCH, AT_TEN)))
    world.run(59 * 60)
    world.tell(Typing, active=True)
    world.run(120)
    world.tell(Skipped)
    world.tell(Typing, active=False)

    assert world.seen("reminder", "withdrawn") == [
        ("09:50:00", "reminder 180 mixed 1"),
        ("10:01:00", "withdrawn"),
        ("10:01:00", "reminder 600 mixed 1"),
    ]


def test_a_skip_restarts_the_rhythms_that_its_break_would_have_satisfied_and_no_longer_ones() -> None:
    equal = Rhythm("equal", every_s=6000, length_s=600)
    longer = Rhythm("longer", every_s=8000, length_s=601)
    world = World(Rules(rhythms=(EYES, equal, longer, replace(LONG, every_s=3000))))
    world.run(3000)
    world.tell(Skipped)

    assert next_s(world) == {"eyes": 1200, "equal": 6000, "longer": 5000, "long": 3000}


def test_a_skip_of_a_rhythm_by_the_bands_restarts_it_and_leaves_a_longer_one() -> None:
    world = World(Rules(rhythms=(Rhythm("short", every_s=1800, length_s=20), STRETCH)))
    world.run(1800)
    world.tell(Skipped)

    assert next_s(world) == {"short": 1800, "stretch": 1200}


def test_a_skip_is_not_forgotten_over_a_quiet_reminder_or_a_fixed_time_that_is_dropped() -> None:
    world = World(Rules(rhythms=(STRETCH, EYES, AT_TEN)))
    world.run(50 * 60)
    world.tell(Skipped)
    world.run(60)
    world.tell(HoldBegan, reason=Reason.MEETING)
    world.run(41 * 60)
    world.tell(HoldEnded, reason=Reason.MEETING)
    world.run(10 * 60)

    assert world.seen("quiet", "reminder")[-3:] == [
        ("09:50:00", "reminder 180 mixed 1"),
        ("10:32:00", "quiet eyes"),
        ("10:40:00", "reminder 300 standing 1"),
    ]


def test_breaks_natural_breaks_and_skips_of_the_day_are_counted_and_begin_anew_with_the_next() -> None:
    world = World()
    for _ in range(2):
        world.run(600)
        play_session(world, 60)
        world.tell(Skipped)
        leave(world, 600)
    assert told(world)["today"] == {"breaks": 2, "natural": 2, "skipped": 2, "longest_sitting_s": 660}
    world.run(24 * 3600)
    play_session(world, 60)

    today = world.state.today
    assert (today.breaks, today.natural, today.skipped) == (1, 0, 0)


# Sessions (rules 8 to 10)


def test_one_minute_in_answer_to_a_longer_break_is_an_answer() -> None:
    world = World(Rules(rhythms=(LONG,)))
    world.run(7200)
    world.tell(BreakAsked, length_s=60.0)
    play_session(world, 60)

    assert next_s(world) == {"long": 7200}
    assert world.state.last_break == world.now


def test_a_session_says_itself_what_it_answers() -> None:
    world = World(Rules(rhythms=(LONG, EYES)))
    world.run(600)
    world.tell(SessionBegan, id="s", length_s=60.0, rhythm="long")
    world.run(60)
    world.tell(SessionEnded, id="s", outcome=Outcome.COMPLETED, done_s=60.0)

    assert next_s(world) == {"long": 7200, "eyes": 1200}


def test_a_break_satisfies_a_rhythm_of_its_own_length() -> None:
    world = World(Rules(rhythms=(LONG,)))
    world.run(600)
    play_session(world, 600)

    assert next_s(world) == {"long": 7200}


def test_time_over_stayed_makes_a_break_longer() -> None:
    world = World(Rules(rhythms=(LONG,)))
    world.run(600)
    play_session(world, 600, planned=60)

    assert next_s(world) == {"long": 7200}


def test_a_session_that_says_it_was_completed_is_a_break_whatever_was_played() -> None:
    world = World()
    play_session(world, 180)
    world.tell(SessionBegan, id="t", length_s=180.0)
    world.tell(SessionEnded, id="t", outcome=Outcome.COMPLETED, done_s=10.0)

    assert told(world)["today"]["breaks"] == 2


def test_the_end_of_another_session_or_of_none_changes_nothing() -> None:
    world = World()
    world.tell(SessionEnded, id="old", outcome=Outcome.COMPLETED, done_s=60.0)
    world.tell(SessionBegan, id="s", length_s=180.0)
    world.tell(SessionEnded, id="old", outcome=Outcome.COMPLETED, done_s=60.0)

    assert told(world)["state"] == "break"
    assert told(world)["today"]["breaks"] == 0


def test_a_session_left_before_anything_was_due_is_no_snooze() -> None:
    world = World()
    world.run(600)
    play_session(world, 30, planned=180)

    assert recorded(world, EntryKind.SNOOZED) == []


@pytest.mark.parametrize("outcome", list(Outcome))
def test_the_service_writes_only_for_a_session_that_died(outcome: Outcome) -> None:
    world = World()
    world.run(50 * 60)
    world.tell(SessionBegan, id="s", length_s=180.0)
    world.run(60)
    world.tell(SessionEnded, id="s", outcome=outcome, done_s=60.0)

    data = {"session": "s", "done_s": 60.0, "length_s": 180.0, "died": True, "rhythm": "stretch"}
    written = [each for each in recorded(world, EntryKind.LEFT_EARLY) if "died" in each]
    assert written == ([data] if outcome is Outcome.DIED else [])


def test_nobody_types_in_a_session_and_that_is_no_absence() -> None:
    world = World()
    world.tell(SessionBegan, id="s", length_s=300.0)
    world.run(120)
    world.tell(Left, how=Absence.IDLE, since=world.now.plus(-120))
    world.run(60)
    world.tell(Returned)
    world.run(60)

    assert world.state.sitting_s == pytest.approx(240)
    assert told(world)["state"] == "break"


@pytest.mark.parametrize(("slept", "goes_on"), [(179, True), (180, False)])
def test_a_short_sleep_leaves_the_session_open_and_a_longer_one_ends_it(slept: float, goes_on: bool) -> None:
    world = World()
    world.tell(SessionBegan, id="s", length_s=300.0)
    leave(world, slept, Absence.ASLEEP)

    assert (told(world)["state"] == "break") is goes_on
    assert world.state.away is None


def test_after_a_lock_in_a_session_the_sitting_clock_runs_again() -> None:
    world = World()
    world.tell(SessionBegan, id="s", length_s=300.0)
    leave(world, 240)
    world.run(60)
    world.tell(SessionEnded, id="s", outcome=Outcome.COMPLETED, done_s=300.0)
    world.run(60)

    assert world.state.sitting_s == pytest.approx(60)


def test_a_lock_that_began_in_a_session_is_an_absence_from_the_end_of_it_on() -> None:
    world = World()
    world.tell(SessionBegan, id="s", length_s=180.0)
    world.run(60)
    world.tell(Left, how=Absence.LOCKED, since=world.now)
    world.run(120)
    world.tell(SessionEnded, id="s", outcome=Outcome.COMPLETED, done_s=180.0)
    world.run(90)
    world.tell(Returned)

    assert recorded(world, EntryKind.BACK) == [{"away_s": 90.0, "sitting_s": 0.0}]
    assert told(world)["today"]["natural"] == 0


def test_idleness_that_was_told_before_a_session_is_not_a_lock_after_it() -> None:
    world = World()
    world.tell(Left, how=Absence.IDLE, since=world.now)
    play_session(world, 60)
    world.run(200)
    world.tell(Returned)

    assert recorded(world, EntryKind.BACK) == [{"away_s": 200.0, "sitting_s": 0.0}]


# Pauses (rule 12)


def test_a_pause_until_the_end_of_the_day_goes_by_the_clock_on_the_wall() -> None:
    world = World(Rules(hours=OFFICE))
    world.tell(Paused)
    world.run(600)
    world.set_clock(9 * 3600)

    assert len(world.seen("resumed")) == 1


def test_a_pause_that_is_prolonged_is_held_since_its_beginning() -> None:
    world = World()
    world.tell(Paused, until=world.now.plus(600))
    world.run(60)
    world.tell(Paused, until=world.now.plus(600))
    world.run(590)

    assert told(world)["holds"][0]["since"][11:19] == "09:00:00"
    assert told(world)["since"][11:19] == "09:00:00"


def test_nothing_is_resumed_that_was_not_paused() -> None:
    world = World()
    world.tell(Resumed)

    assert recorded(world, EntryKind.RESUMED) == []
