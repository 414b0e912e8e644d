"""What the journal says, and that after a restart everything is as it was (rule 13)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.simulation.test_details import AT_TEN, next_s, recorded, told
from tests.simulation.test_rules import EYES, OFFICE, STRETCH, leave, play_session, reminders
from tests.simulation.world import World
from unslouch.core.entries import EntryKind
from unslouch.core.events import (
    Absence,
    Dismissed,
    Event,
    Left,
    Paused,
    Resumed,
    SessionBegan,
    Skipped,
    Snoozed,
)
from unslouch.core.rules import Rules


def test_an_open_reminder_is_shown_once_when_its_repeat_falls_into_a_restart() -> None:
    world = World()
    world.run(64 * 60)
    world.restart(took=120)

    assert reminders(world)[1:] == [("10:06:00", "reminder 180 mixed 2")]


def test_a_dismissed_reminder_is_not_put_back_by_a_restart() -> None:
    world = World()
    world.run(51 * 60)
    world.tell(Dismissed)
    world.restart()

    assert len(reminders(world)) == 1


def test_a_hold_that_is_there_when_the_service_starts_keeps_the_reminder_away() -> None:
    world = World()
    world.run(51 * 60)
    world.tell(Paused, until=world.now.plus(600))
    world.restart()

    assert len(reminders(world)) == 1


def test_a_session_that_reports_again_after_a_restart_began_when_it_began() -> None:
    world = World()
    world.run(50 * 60)
    world.tell(SessionBegan, id="s", length_s=300.0)
    world.run(60)
    world.restart()
    world.tell_together(SessionBegan(world.now, "s", 300.0))

    assert world.state.session is not None
    assert world.state.session.began.wall.strftime("%H:%M:%S") == "09:50:00"


def wait(minutes: float) -> Callable[[World], None]:
    return lambda world: world.run(minutes * 60)


def says(event: type[Event], **fields: object) -> Callable[[World], None]:
    return lambda world: world.tell(event, **fields)


def pauses(seconds: float) -> Callable[[World], None]:
    return lambda world: world.tell(Paused, until=world.now.plus(seconds))


def leaves(seconds: float) -> Callable[[World], None]:
    return lambda world: leave(world, seconds)


def plays(seconds: float) -> Callable[[World], None]:
    return lambda world: play_session(world, seconds, planned=180)


DAYS: dict[str, list[Callable[[World], None]]] = {
    "a while": [wait(10)],
    "a quiet one": [wait(25)],
    "reminded": [wait(51)],
    "dismissed": [wait(51), says(Dismissed)],
    "snoozed": [wait(51), says(Snoozed), wait(1)],
    "snoozed for long": [wait(51), says(Snoozed, length_s=1800.0)],
    "skipped": [wait(51), says(Skipped), wait(1)],
    "reminded at a fixed time": [wait(63)],
    "a fixed time skipped": [wait(63), says(Skipped)],
    "paused": [wait(10), says(Paused), wait(1)],
    "paused for a time": [pauses(3600)],
    "resumed": [wait(1), says(Paused), wait(1), says(Resumed)],
    "paused to the end": [pauses(600), wait(12)],
    "away and back": [wait(10), leaves(100), wait(1)],
    "a natural break": [wait(10), leaves(900), wait(1)],
    "an answer by leaving": [wait(51), leaves(90), wait(1)],
    "in a session": [wait(51), says(SessionBegan, id="s", length_s=180.0), wait(1)],
    "a break": [wait(51), plays(180)],
    "left early": [wait(51), plays(30)],
    "left late": [wait(51), plays(120)],
    "lunch": [wait(4 * 60)],
    "the afternoon": [wait(4.5 * 60)],
}


def known(world: World) -> dict[str, Any]:
    state = world.state
    tracks = {rhythm.name: state.track(rhythm.name) for rhythm in world.rules.rhythms}
    return {
        "mode": (state.mode, state.mode_since.elapsed, state.working, state.off_since),
        "sitting": state.sitting_s,
        "since": {name: state.since_s(name) for name in tracks},
        "next": next_s(world),
        "called": {name for name, track in tracks.items() if track.called},
        "reminder": (r := state.reminder) and (r.rhythm, r.shown_at, r.times, r.open),
        "snooze": (state.snoozes, state.snoozed_until),
        "session": state.session,
        "pause": state.pause,
        "last break": state.last_break,
        "today": state.today,
    }


@pytest.mark.parametrize("day", DAYS.values(), ids=DAYS.keys())
def test_the_same_journal_gives_the_same_state(day: list[Callable[[World], None]]) -> None:
    world = World(Rules(rhythms=(STRETCH, replace(EYES, every_s=1300), AT_TEN), hours=OFFICE))
    for happens in day:
        happens(world)
    before = known(world)
    world.restart(took=0)

    assert before == known(world)


def test_what_a_reminder_said_is_in_the_journal() -> None:
    world = World()
    world.run(50 * 60)
    leave(world, 90)

    data = {"rhythm": "stretch", "times": 1, "since_s": 3000.0, "sitting_s": 3000.0}
    assert recorded(world, EntryKind.REMINDED) == [data]
    assert recorded(world, EntryKind.AWAY) == [{"how": "locked", "sitting_s": 3000.0}]
    data = {"length_s": 90.0, "rhythm": "stretch", "sitting_s": 3000.0}
    assert recorded(world, EntryKind.NATURAL_BREAK) == [data]
    assert recorded(world, EntryKind.SERVICE_STARTED) == [{"anew": True, "sitting_s": 0.0}]


def test_a_pause_and_its_end_are_in_the_journal_with_how_long_the_sitting_was() -> None:
    world = World()
    world.run(60)
    world.tell(Paused, until=world.now.plus(60))
    world.run(30)
    world.tell(Resumed)
    world.tell(Paused, until=world.now.plus(60))
    world.run(60)

    first = {"until": "2026-11-23T08:02:00+00:00", "by_wall": False, "sitting_s": 60.0}
    second = {"until": "2026-11-23T08:02:30+00:00", "by_wall": False, "sitting_s": 90.0}
    assert recorded(world, EntryKind.PAUSED) == [first, second]
    assert recorded(world, EntryKind.RESUMED) == [{"sitting_s": 90.0}, {"sitting_s": 150.0}]


def test_who_was_away_when_the_service_ended_is_taken_to_be_back() -> None:
    world = World()
    world.run(600)
    world.tell(Left, how=Absence.LOCKED, since=world.now)
    world.run(30)
    world.restart(took=30)
    world.run(60)

    assert told(world)["state"] == "sitting"
    assert recorded(world, EntryKind.BACK) == [{"away_s": 60.0, "sitting_s": 600.0}]
    assert world.state.sitting_s == pytest.approx(660)


def test_a_short_sleep_in_a_session_is_in_the_journal() -> None:
    world = World()
    world.tell(SessionBegan, id="s", length_s=300.0)
    world.run(30)
    leave(world, 60, Absence.ASLEEP)

    assert recorded(world, EntryKind.BACK) == [{"away_s": 60.0, "sitting_s": 30.0}]
