"""What the fourteen rules mean at their edges, for what users see and for what the journal says."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from typing import Any

import pytest

from tests.simulation.test_rules import EYES, OFFICE, STRETCH, leave, play_session, reminders
from tests.simulation.world import BERLIN, World
from unslouch.core.entries import EntryKind
from unslouch.core.events import (
    Absence,
    BreakAsked,
    Dismissed,
    HoldBegan,
    HoldEnded,
    Left,
    Reason,
    Returned,
    RulesChanged,
    Skipped,
    Snoozed,
    Typing,
    Woken,
)
from unslouch.core.reminders import next_due_s
from unslouch.core.rules import Rhythm, Rules, ShortAbsence, Style
from unslouch.core.status import status

LONG = Rhythm("long", every_s=7200, length_s=600)
AT_TEN = Rhythm("walk", at=(time(10),), length_s=600)
BELL = Rhythm("bell", at=(time(15),), length_s=20, style=Style.QUIET)


def office(*rhythms: Rhythm) -> World:
    return World(Rules(rhythms=rhythms or (STRETCH,), hours=OFFICE))


def policy(short_absence: ShortAbsence, **rules: Any) -> Rules:
    return Rules(away=replace(Rules().away, short_absence=short_absence), **rules)


def told(world: World) -> dict[str, Any]:
    return status(world.state, world.rules)


def recorded(world: World, kind: EntryKind) -> list[dict[str, Any]]:
    return [dict(entry.data) for entry in world.journal if entry.kind is kind]


def next_s(world: World) -> dict[str, float | None]:
    return {rhythm.name: next_due_s(world.state, rhythm) for rhythm in world.rules.rhythms}


# Sitting (rules 1 to 4)


def test_work_that_begins_or_ends_while_the_machine_sleeps_is_in_the_journal_at_its_own_time() -> None:
    world = office()
    world.run(8 * 3600)
    world.nap(16.5 * 3600)
    world.tell(Woken)

    edges = [e for e in world.journal if e.kind in {EntryKind.WORK_BEGAN, EntryKind.WORK_ENDED}]
    walls = [(e.at.astimezone(BERLIN).strftime("%a %H:%M"), e.kind.value) for e in edges]
    assert walls == [
        ("Mon 12:30", "work_ended"),
        ("Mon 13:15", "work_began"),
        ("Mon 17:30", "work_ended"),
        ("Tue 09:00", "work_began"),
    ]
    assert [e.data["sitting_s"] for e in edges] == pytest.approx([12600, 12600, 15300, 15300])
    assert world.state.sitting_s == pytest.approx(1800)


def test_the_afternoon_begins_with_a_whole_interval_and_without_what_was_snoozed() -> None:
    world = office()
    play_session(world, 60)
    world.run(3 * 3600)
    for _ in range(2):
        world.tell(Snoozed, length_s=3 * 3600.0)
    world.run(2 * 3600 + 300)

    assert reminders(world)[-1][0] == "14:05:00"
    assert told(world)["can_snooze"]
    assert world.state.snoozes == 0


def test_what_was_asked_before_lunch_is_not_on_the_list_after_it() -> None:
    world = office()
    world.run(4.3 * 3600)

    assert told(world)["reminder"] is None


def test_the_longest_sitting_of_the_day_is_told_in_the_evening() -> None:
    world = office()
    world.run(9 * 3600)

    assert told(world)["today"]["longest_sitting_s"] == pytest.approx(4.25 * 3600)
    assert told(world)["holds"][0]["since"] == "2026-11-23T17:30:00+01:00"


def test_before_work_the_hold_says_since_when() -> None:
    world = World(Rules(hours=OFFICE), start=datetime(2026, 11, 23, 8, 0, tzinfo=BERLIN))
    world.run(600)
    assert told(world)["holds"][0]["since"] == "2026-11-23T08:00:00+01:00"
    world.run(3600)

    assert told(world)["holds"] == []
    assert world.state.off_since is None


@pytest.mark.parametrize("how", [ShortAbsence.CONTINUE, ShortAbsence.PAUSE, ShortAbsence.CREDIT])
def test_going_away_after_work_changes_nothing_about_the_sitting(how: ShortAbsence) -> None:
    world = World(policy(how, hours=OFFICE))
    world.run(3.5 * 3600 + 300)
    sat_s = world.state.sat_s
    world.tell(Left, how=Absence.IDLE, since=world.now.plus(-120))
    world.run(60)
    assert world.state.sat_s == sat_s
    world.tell(Returned)

    assert world.state.sat_s == (sat_s if how is not ShortAbsence.CREDIT else sat_s - 180)


@pytest.mark.parametrize(("away", "sat_s"), [(59, 0), (60, 0), (150, 90)])
def test_a_short_absence_that_counts_as_sitting_counts_from_the_beginning_of_work_on(
    away: float, sat_s: float
) -> None:
    world = World(
        policy(ShortAbsence.CONTINUE, hours=OFFICE), start=datetime(2026, 11, 23, 8, 0, tzinfo=BERLIN)
    )
    world.run(3600 - 60)
    leave(world, away)

    assert world.state.sitting_s == pytest.approx(sat_s)


def test_a_screen_that_locks_after_idleness_counts_both_from_their_own_beginning() -> None:
    world = World()
    world.run(600)
    world.tell(Left, how=Absence.IDLE, since=world.now.plus(-120))
    world.run(180)
    world.tell(Left, how=Absence.LOCKED, since=world.now)
    world.tell(Left, how=Absence.IDLE, since=world.now)
    assert told(world)["holds"][0]["cause"] == "you are away (locked)"
    world.run(60)
    world.tell(Left, how=Absence.ASLEEP, since=world.now)
    assert world.state.away is not None
    assert world.state.away.how is Absence.ASLEEP
    assert world.state.sitting_s == pytest.approx(480)
    world.run(119)
    short = world.state.away
    world.run(1)
    world.tell(Returned)

    assert world.now.since(short.since) == pytest.approx(480)
    assert recorded(world, EntryKind.NATURAL_BREAK)[0]["length_s"] == pytest.approx(480)


def test_idle_for_less_and_locked_for_less_is_no_break() -> None:
    world = World()
    world.run(600)
    world.tell(Left, how=Absence.IDLE, since=world.now.plus(-120))
    world.run(180)
    world.tell(Left, how=Absence.LOCKED, since=world.now)
    world.run(179)
    world.tell(Returned)

    assert recorded(world, EntryKind.BACK) == [{"away_s": pytest.approx(479), "sitting_s": 480.0}]


@pytest.mark.parametrize(
    ("after", "away", "answered"), [(60, 59, False), (60, 60, True), (180, 60, True), (181, 60, False)]
)
def test_getting_up_answers_a_reminder_within_three_minutes_and_from_a_minute_on(
    after: float, away: float, answered: bool
) -> None:
    world = World()
    world.run(50 * 60 + after)
    leave(world, away)

    assert bool(world.seen("natural_break")) is answered


def test_who_was_away_before_the_reminder_answers_it_by_a_minute_after_it() -> None:
    world = World()
    world.run(50 * 60 + 50)
    world.tell(Left, how=Absence.IDLE, since=world.now.plus(-100))
    world.tell(Returned)

    assert world.seen("natural_break") == []


def test_a_credited_absence_brings_no_break_forward_that_was_just_skipped() -> None:
    world = World(policy(ShortAbsence.CREDIT))
    world.run(50 * 60)
    world.tell(Skipped)
    world.run(60)
    leave(world, 170)
    world.run(50 * 60)

    assert reminders(world)[-1][0] == "10:43:50"


def test_a_time_that_comes_late_is_not_counted_twice() -> None:
    world = World()
    world.run(600)
    now = world.now
    world.now = now.plus(-60)
    world.tell(Woken)
    world.now = now.plus(60)
    world.tell(Woken)

    assert world.state.sitting_s == pytest.approx(660)


def test_a_locked_machine_is_not_woken_for_a_break() -> None:
    world = World()
    world.run(600)
    world.tell(Left, how=Absence.LOCKED, since=world.now)

    assert world.state.wake_at is None


# Reminders (rules 5, 7, 10, 11 and 14)


def test_the_wait_for_a_pause_in_typing_is_not_prolonged_by_what_happens_meanwhile() -> None:
    world = World()
    world.tell(Typing, active=True)
    for _ in range(60):
        world.run(60)

    assert reminders(world)[0][0] == "09:55:00"


def test_every_reminder_has_a_wait_of_its_own_and_stays_while_the_next_waits() -> None:
    world = World()
    world.tell(Typing, active=True)
    world.run(79 * 60)

    assert world.seen("reminder", "withdrawn") == [
        ("09:55:00", "reminder 180 mixed 1"),
        ("10:15:00", "reminder 180 mixed 2"),
    ]


def test_the_wait_begins_anew_after_a_meeting_and_after_a_skip() -> None:
    world = World()
    world.tell(Typing, active=True)
    world.run(52 * 60)
    world.tell(HoldBegan, reason=Reason.MEETING)
    world.run(8 * 60)
    world.tell(HoldEnded, reason=Reason.MEETING)
    world.run(2 * 60)
    world.tell(Skipped)
    assert reminders(world) == []
    world.run(60 * 60)

    assert reminders(world) == [("10:57:00", "reminder 300 standing 1")]


def test_a_hold_takes_the_reminder_away_and_brings_it_back_when_it_ends() -> None:
    world = World()
    world.run(51 * 60)
    world.tell(HoldBegan, reason=Reason.MEETING)
    world.run(2 * 60)
    world.tell(HoldEnded, reason=Reason.MEETING)

    assert world.seen("reminder", "withdrawn") == [
        ("09:50:00", "reminder 180 mixed 1"),
        ("09:51:00", "withdrawn"),
        ("09:53:00", "reminder 180 mixed 2"),
    ]


def test_a_dismissed_reminder_comes_again_at_its_time_and_not_with_the_end_of_a_hold() -> None:
    world = World()
    world.run(51 * 60)
    world.tell(Dismissed)
    world.tell(Dismissed)
    world.tell(HoldBegan, reason=Reason.MEETING)
    world.run(60)
    world.tell(HoldEnded, reason=Reason.MEETING)
    world.run(30 * 60)

    assert [at for at, _ in reminders(world)] == ["09:50:00", "10:05:00"]
    assert recorded(world, EntryKind.DISMISSED) == [{"rhythm": "stretch"}]


def test_a_return_brings_a_dismissed_reminder_back_at_once() -> None:
    world = World()
    world.run(66 * 60)
    world.tell(Dismissed)
    world.run(3 * 60)
    leave(world, 59)

    assert reminders(world)[-1] == ("10:09:59", "reminder 180 mixed 1")


def test_a_start_that_opens_nothing_lets_the_reminder_rest_from_then_on() -> None:
    world = World()
    world.run(55 * 60)
    world.tell(BreakAsked)
    world.run(20 * 60)

    assert [at for at, _ in reminders(world)] == ["09:50:00", "10:10:00"]


def test_the_last_reminder_stays_for_its_time() -> None:
    world = World()
    world.run(65 * 60)
    for _ in range(14):
        world.run(60)

    assert told(world)["reminder"]["open"]


def test_a_longer_interval_in_a_changed_config_takes_the_reminder_away() -> None:
    world = World()
    world.run(50 * 60)
    world.rules = Rules(rhythms=(replace(STRETCH, every_s=5400),))
    world.tell(RulesChanged)

    assert world.seen("withdrawn") == [("09:50:00", "withdrawn")]
    assert told(world)["reminder"] is None


def test_a_hold_that_the_config_ignores_holds_nothing() -> None:
    world = World(Rules(holds={"meeting": False}))
    world.tell(HoldBegan, reason=Reason.MEETING)
    world.run(50 * 60)

    assert len(reminders(world)) == 1


def test_a_hold_that_is_told_again_and_one_beside_it_keep_their_beginnings() -> None:
    world = World()
    world.tell(HoldBegan, reason=Reason.MEETING)
    world.run(60)
    world.tell(HoldBegan, reason=Reason.MEETING)
    world.tell(HoldBegan, reason=Reason.FULL_SCREEN)

    since = {hold["reason"]: hold["since"][11:19] for hold in told(world)["holds"]}
    assert since == {"meeting": "09:00:00", "full_screen": "09:01:00"}


def test_a_quiet_reminder_is_done_at_once_and_says_so_in_the_journal() -> None:
    world = World(Rules(rhythms=(EYES,)))
    world.run(1200)

    assert told(world)["reminder"] is None
    assert recorded(world, EntryKind.REMINDED) == [{"rhythm": "eyes", "quiet": True, "sitting_s": 1200.0}]


def test_a_quiet_reminder_keeps_still_while_a_break_is_asked_for_and_only_then() -> None:
    world = World(Rules(rhythms=(STRETCH, EYES)))
    world.run(61 * 60)
    world.tell(Dismissed)
    world.run(20 * 60)
    world.tell(Snoozed)
    world.run(20 * 60 - 1)

    assert [at for at, _ in world.seen("quiet")] == ["09:20:00", "09:40:00", "10:20:00"]


def test_a_quiet_reminder_comes_during_a_snooze_and_brings_nothing_with_it() -> None:
    world = World(Rules(rhythms=(STRETCH, EYES)))
    world.run(50 * 60)
    world.tell(Snoozed, length_s=1200.0)
    world.run(19 * 60)

    assert world.seen("quiet", "reminder")[-2:] == [
        ("09:50:00", "reminder 180 mixed 1"),
        ("10:00:00", "quiet eyes"),
    ]
