"""The fourteen rules of the scheduler, played on a simulated clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

import pytest

from tests.simulation.world import BERLIN, MONDAY, World
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
    RulesChanged,
    SessionBegan,
    SessionEnded,
    Skipped,
    Snoozed,
    Typing,
)
from unslouch.core.outcome import Outcome
from unslouch.core.rules import Rhythm, Rules, ShortAbsence, Span, Style
from unslouch.core.status import status

OFFICE = ((Span(540, 750), Span(795, 1050)),) * 5 + ((),) * 2
"""09:00-12:30 and 13:15-17:30, weekends off."""


def play_session(
    world: World, seconds: float, planned: float | None = None, done: float | None = None
) -> None:
    """A session of `planned` seconds that is over after `seconds`, of which `done` were played."""
    planned = planned or seconds
    world.tell(SessionBegan, id="s", length_s=planned)
    world.run(seconds)
    done = min(seconds, planned) if done is None else done
    outcome = Outcome.COMPLETED if done >= planned else Outcome.LEFT_EARLY
    world.tell(SessionEnded, id="s", outcome=outcome, done_s=done)


def leave(world: World, seconds: float, how: Absence = Absence.LOCKED) -> None:
    world.tell(Left, how=how, since=world.now)
    world.run(seconds)
    world.tell(Returned)


def reminders(world: World) -> list[tuple[str, str]]:
    return world.seen("reminder")


def test_a_break_is_due_after_the_interval_and_longer_the_later_it_comes() -> None:
    world = World()
    world.run(50 * 60)

    assert reminders(world) == [("09:50:00", "reminder 180 mixed 1")]


def test_rule_1_sitting_begins_with_work_after_a_break_and_after_a_natural_break() -> None:
    world = World(Rules(hours=OFFICE), start=datetime(2026, 11, 23, 8, 0, tzinfo=BERLIN))
    world.run(3600 + 600)
    assert world.state.sitting_s == pytest.approx(600)
    play_session(world, 60)
    world.run(120)
    assert world.state.sitting_s == pytest.approx(120)
    leave(world, 600)
    world.run(30)

    assert world.state.sitting_s == pytest.approx(30)


def test_rule_2_a_pause_a_meeting_and_do_not_disturb_do_not_stop_the_sitting_clock() -> None:
    world = World()
    world.tell(Paused, until=world.now.plus(600))
    world.tell(HoldBegan, reason=Reason.MEETING)
    world.tell(HoldBegan, reason=Reason.DO_NOT_DISTURB)
    world.run(1800)

    assert world.state.sitting_s == pytest.approx(1800)


@pytest.mark.parametrize(
    ("policy", "sat_s"),
    [(ShortAbsence.CONTINUE, 1320), (ShortAbsence.PAUSE, 1200), (ShortAbsence.CREDIT, 1080)],
)
def test_rule_3_a_short_absence_does_what_the_policy_says(policy: ShortAbsence, sat_s: float) -> None:
    rules = Rules()
    world = World(replace(rules, away=replace(rules.away, short_absence=policy)))
    world.run(600)
    leave(world, 120)
    world.run(600)

    assert world.state.sitting_s == pytest.approx(sat_s)


def test_rule_3_idle_counts_from_the_last_touch() -> None:
    world = World()
    world.run(600)
    world.tell(Left, how=Absence.IDLE, since=world.now.plus(-120))

    assert world.state.sitting_s == pytest.approx(480)


@pytest.mark.parametrize(
    ("how", "seconds", "natural"),
    [
        (Absence.IDLE, 599, False),
        (Absence.IDLE, 600, True),
        (Absence.LOCKED, 179, False),
        (Absence.LOCKED, 180, True),
        (Absence.ASLEEP, 180, True),
    ],
)
def test_rule_3_a_long_absence_is_a_natural_break(how: Absence, seconds: float, natural: bool) -> None:
    world = World()
    world.run(600)
    leave(world, seconds, how)

    assert bool(world.seen("natural_break")) is natural


def test_rule_4_getting_up_after_a_reminder_answers_it() -> None:
    world = World()
    world.run(51 * 60)
    leave(world, 90)

    assert world.seen("natural_break", "withdrawn") == [
        ("09:51:00", "withdrawn"),
        ("09:52:30", "natural_break"),
    ]
    assert world.state.reminder is None


def test_rule_5_a_reminder_waits_for_a_pause_in_typing() -> None:
    world = World()
    world.run(49 * 60)
    world.tell(Typing, active=True)
    world.run(3 * 60)
    assert reminders(world) == []
    world.tell(Typing, active=False)

    assert reminders(world) == [("09:52:00", "reminder 180 mixed 1")]


def test_rule_5_it_waits_no_longer_than_allowed() -> None:
    world = World()
    world.run(49 * 60)
    world.tell(Typing, active=True)
    world.run(20 * 60)

    assert reminders(world) == [("09:55:00", "reminder 180 mixed 1")]


def test_rule_5_nothing_appears_while_a_hold_is_on() -> None:
    world = World()
    world.tell(HoldBegan, reason=Reason.MEETING)
    world.tell(HoldBegan, reason=Reason.DO_NOT_DISTURB)
    world.run(70 * 60)
    world.tell(HoldEnded, reason=Reason.MEETING)
    assert reminders(world) == []
    world.tell(HoldEnded, reason=Reason.DO_NOT_DISTURB)

    assert reminders(world) == [("10:10:00", "reminder 180 mixed 1")]


def test_rule_6_a_snooze_moves_the_reminder_and_not_the_start_of_sitting() -> None:
    world = World()
    world.run(50 * 60)
    world.tell(Snoozed)
    world.run(10 * 60)

    assert reminders(world) == [("09:50:00", "reminder 180 mixed 1"), ("10:00:00", "reminder 180 mixed 1")]
    assert world.state.sitting_s == pytest.approx(3600)


def test_rule_6_after_the_last_snooze_none_is_offered() -> None:
    world = World()
    world.run(50 * 60)
    for _ in range(3):
        world.tell(Snoozed)
        world.run(10 * 60)
    assert status(world.state, world.rules)["can_snooze"] is False
    world.tell(Snoozed)

    assert len(world.seen("snoozed")) == 3


def test_rule_6_a_skip_restarts_the_interval_and_the_next_break_grows() -> None:
    world = World()
    world.run(50 * 60)
    world.tell(Skipped)
    world.run(50 * 60)

    assert reminders(world) == [("09:50:00", "reminder 180 mixed 1"), ("10:40:00", "reminder 300 standing 1")]


def test_rule_7_an_ignored_reminder_comes_once_more_and_then_only_the_status_shows_it() -> None:
    world = World()
    world.run(3 * 3600)

    assert world.seen("reminder", "withdrawn") == [
        ("09:50:00", "reminder 180 mixed 1"),
        ("10:05:00", "reminder 180 mixed 2"),
        ("10:20:00", "withdrawn"),
    ]
    assert status(world.state, world.rules)["reminder"]["times"] == 2


def test_rule_7_dismissing_is_no_answer() -> None:
    world = World()
    world.run(51 * 60)
    world.tell(Dismissed)
    world.run(14 * 60)

    assert reminders(world)[-1] == ("10:05:00", "reminder 180 mixed 2")


def test_rule_7_a_return_lets_it_be_asked_again() -> None:
    world = World()
    world.run(90 * 60)
    leave(world, 60)

    assert reminders(world)[-1] == ("10:31:00", "reminder 300 standing 1")


def test_start_puts_the_reminder_away_and_opens_a_session() -> None:
    world = World()
    world.run(50 * 60)
    world.tell(BreakAsked)

    assert [what for _, what in world.happened][-2:] == ["withdrawn", "opens"]


def test_a_start_while_a_session_plays_opens_no_second_one() -> None:
    world = World()
    world.run(50 * 60)
    world.tell(BreakAsked)
    world.tell(SessionBegan, id="a", length_s=180.0)
    world.tell(BreakAsked)

    assert [what for _, what in world.happened].count("opens") == 1


def test_a_start_that_opens_nothing_is_no_answer() -> None:
    world = World()
    world.run(50 * 60)
    world.tell(BreakAsked)
    world.run(15 * 60)

    assert reminders(world)[-1] == ("10:05:00", "reminder 180 mixed 2")


def test_a_finished_break_restarts_the_countdown_and_ends_the_reminder() -> None:
    world = World()
    world.run(50 * 60)
    play_session(world, 180)
    world.run(50 * 60)

    assert world.seen("reminder", "withdrawn") == [
        ("09:50:00", "reminder 180 mixed 1"),
        ("09:50:00", "withdrawn"),
        ("10:43:00", "reminder 180 mixed 1"),
    ]


@pytest.mark.parametrize(("done", "breaks"), [(89, 0), (90, 1)])
def test_rule_9_from_half_its_length_on_a_session_is_a_break(done: float, breaks: int) -> None:
    world = World()
    world.run(50 * 60)
    play_session(world, done, planned=180, done=done)

    assert status(world.state, world.rules)["today"]["breaks"] == breaks


def test_rule_9_a_session_left_early_counts_as_a_snooze() -> None:
    world = World()
    world.run(50 * 60)
    play_session(world, 30, planned=180, done=30)
    world.run(10 * 60)

    assert reminders(world)[-1] == ("10:00:30", "reminder 180 mixed 1")
    assert world.state.snoozes == 1


def test_rule_9_time_over_stayed_belongs_to_the_break() -> None:
    world = World()
    world.run(50 * 60)
    play_session(world, 600, planned=180)

    assert world.state.sitting_s == 0


def test_rule_9_a_long_sleep_in_a_session_ends_it_as_a_natural_break() -> None:
    world = World()
    world.run(50 * 60)
    world.tell(SessionBegan, id="s", length_s=180.0)
    leave(world, 900, Absence.ASLEEP)

    assert world.state.session is None
    assert world.seen("natural_break") == [("10:05:00", "natural_break")]


def test_rule_9_a_lock_in_a_session_changes_nothing_in_it() -> None:
    world = World()
    world.run(50 * 60)
    world.tell(SessionBegan, id="s", length_s=300.0)
    leave(world, 240, Absence.LOCKED)

    assert world.state.session is not None


EYES = Rhythm("eyes", every_s=1200, length_s=20, focus=frozenset({"eyes"}), style=Style.QUIET)
WALK = Rhythm("walk", at=(time(15),), length_s=300, focus=frozenset({"walk"}))
STRETCH = Rhythm("stretch", every_s=3000)


def test_rule_10_a_longer_break_satisfies_the_shorter() -> None:
    world = World(Rules(rhythms=(STRETCH, EYES)))
    world.run(10 * 60)
    play_session(world, 60)
    world.run(20 * 60)

    assert world.seen("quiet") == [("09:31:00", "quiet eyes")]


def test_rule_10_a_quiet_reminder_is_done_when_it_is_shown() -> None:
    world = World(Rules(rhythms=(EYES,)))
    world.run(3600)

    assert [at for at, _ in world.seen("quiet")] == ["09:20:00", "09:40:00", "10:00:00"]
    assert world.state.sitting_s == pytest.approx(3600)


def test_rule_10_a_shorter_break_leaves_a_longer_interval_going() -> None:
    long = Rhythm("long", every_s=7200, length_s=600)
    world = World(Rules(rhythms=(STRETCH, long)))
    world.run(50 * 60)
    play_session(world, 180)
    world.run(70 * 60)

    assert reminders(world)[-1] == ("11:00:00", "reminder 600 standing 1")


def test_rule_11_a_fixed_time_comes_at_its_time() -> None:
    world = World(Rules(rhythms=(WALK,)))
    world.run(7 * 3600)

    assert reminders(world)[0] == ("15:00:00", "reminder 300 walk 1")


@pytest.mark.parametrize(("minutes", "shown"), [(30, True), (31, False)])
def test_rule_11_a_fixed_time_in_a_hold_is_kept_for_half_an_hour(minutes: int, shown: bool) -> None:
    world = World(Rules(rhythms=(WALK,)))
    world.tell(HoldBegan, reason=Reason.MEETING)
    world.run(6 * 3600 + minutes * 60)
    world.tell(HoldEnded, reason=Reason.MEETING)

    assert bool(reminders(world)) is shown


def test_rule_12_a_pause_without_a_length_ends_with_the_working_day() -> None:
    world = World(Rules(hours=OFFICE))
    world.run(3600)
    world.tell(Paused)
    world.run(8 * 3600)

    assert world.seen("reminder", "resumed") == [
        ("09:50:00", "reminder 180 mixed 1"),
        ("17:30:00", "resumed"),
    ]


def test_rule_12_where_there_are_no_hours_it_ends_at_four() -> None:
    world = World()
    world.tell(Paused)
    world.run(24 * 3600)

    assert world.seen("resumed") == [("04:00:00", "resumed")]


def test_rule_12_a_pause_survives_a_restart_and_a_reboot() -> None:
    world = World()
    world.tell(Paused, until=world.now.plus(7200))
    world.run(600)
    world.restart()
    world.run(600)
    world.reboot()
    world.run(2 * 3600)

    assert world.seen("resumed") == [("11:00:00", "resumed")]


def test_a_pause_ends_when_asked() -> None:
    world = World()
    world.tell(Paused)
    world.run(60)
    world.tell(Resumed)

    assert status(world.state, world.rules)["state"] == "sitting"


def test_rule_13_after_a_short_restart_the_sitting_goes_on() -> None:
    world = World()
    world.run(40 * 60)
    world.restart(took=5)
    world.run(10 * 60)

    assert reminders(world) == [("09:50:00", "reminder 180 mixed 1")]


def test_rule_13_after_a_short_reboot_the_sitting_goes_on() -> None:
    world = World()
    world.run(40 * 60)
    world.reboot(took=120)
    world.run(10 * 60)

    assert reminders(world) == [("09:50:00", "reminder 180 mixed 1")]


def test_rule_13_after_a_long_one_it_begins_anew_and_that_is_no_break() -> None:
    world = World()
    world.run(40 * 60)
    world.restart(took=601)

    assert world.state.sitting_s == 0
    today = status(world.state, world.rules)["today"]
    assert today == {"breaks": 0, "natural": 0, "skipped": 0, "longest_sitting_s": 2400}


def test_rule_13_a_reminder_that_was_open_is_shown_again_and_counted_once() -> None:
    world = World()
    world.run(52 * 60)
    world.restart()

    assert [what for _, what in world.happened].count("reminded") == 1
    assert reminders(world)[-1] == ("09:52:01", "reminder 180 mixed 1")


def test_rule_13_a_clock_set_before_a_restart_does_no_harm() -> None:
    world = World()
    world.run(20 * 60)
    world.set_clock(-7 * 24 * 3600)
    world.run(20 * 60)
    world.restart()

    assert world.state.sitting_s == pytest.approx(2401)


def test_rule_14_a_changed_config_applies_at_once_to_the_break_that_is_waited_for() -> None:
    world = World()
    world.run(30 * 60)
    world.rules = Rules(rhythms=(Rhythm("stretch", every_s=1800),))
    world.tell(RulesChanged)

    assert reminders(world) == [("09:30:00", "reminder 60 seated 1")]


def test_outside_the_hours_nothing_appears_and_work_begins_anew() -> None:
    world = World(Rules(hours=OFFICE))
    world.run(24 * 3600 + 3600)

    times = [at for at, _ in reminders(world)]
    assert times == ["09:50:00", "10:05:00", "14:05:00", "14:20:00", "09:50:00"]


def test_a_wall_clock_that_is_set_moves_no_duration() -> None:
    world = World(start=MONDAY)
    world.run(20 * 60)
    world.set_clock(5 * 3600)
    world.run(30 * 60)

    assert reminders(world) == [("14:50:00", "reminder 180 mixed 1")]
