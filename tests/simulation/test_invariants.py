"""What is always true, over random histories of everything that can happen."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from itertools import pairwise

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.simulation.world import World
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
    Woken,
)
from unslouch.core.outcome import Outcome
from unslouch.core.reminders import holds
from unslouch.core.rules import Rhythm, Rules, Span, Style
from unslouch.core.scheduler import is_open
from unslouch.core.status import status

RULES = Rules(
    rhythms=(
        Rhythm("stretch", every_s=3000),
        Rhythm("eyes", every_s=1200, length_s=20, style=Style.QUIET),
        Rhythm("walk", at=(time(10, 30), time(15)), length_s=300),
    ),
    hours=((Span(540, 750), Span(795, 1050)), None, (Span(1320, 1560),), (), None, None, ()),
)
EXTERNAL = [Reason.MEETING, Reason.DO_NOT_DISTURB, Reason.FULL_SCREEN, Reason.SCREEN_SHARED]
SECONDS = st.sampled_from([0.5, 5.0, 59.0, 61.0, 179.0, 300.0, 601.0, 1799.0, 3000.0, 8 * 3600.0])


class Desk(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.world = World(RULES)
        self.boots = 1
        self.clock_was_set = False

    @rule(seconds=SECONDS)
    def time_passes(self, seconds: float) -> None:
        self.world.run(seconds)

    @rule(reason=st.sampled_from(EXTERNAL), on=st.booleans())
    def hold(self, reason: Reason, on: bool) -> None:
        self.world.tell(HoldBegan if on else HoldEnded, reason=reason)

    @rule(how=st.sampled_from(list(Absence)), ago=st.sampled_from([0.0, 120.0]))
    def leave(self, how: Absence, ago: float) -> None:
        self.world.tell(Left, how=how, since=self.world.now.plus(-ago))

    @rule()
    def come_back(self) -> None:
        self.world.tell(Returned)

    @rule(active=st.booleans())
    def keyboard(self, active: bool) -> None:
        self.world.tell(Typing, active=active)

    @rule(event=st.sampled_from([Snoozed, Skipped, Dismissed, BreakAsked, Resumed, Paused]))
    def answer(self, event: type[Snoozed]) -> None:
        self.world.tell(event)

    @rule(length=SECONDS)
    def pause(self, length: float) -> None:
        self.world.tell(Paused, until=self.world.now.plus(length))

    @precondition(lambda self: self.world.state.session is None)
    @rule(length=st.sampled_from([20.0, 60.0, 180.0, 300.0]))
    def session_begins(self, length: float) -> None:
        self.world.sessions += 1
        self.world.tell(SessionBegan, id=f"{self.world.sessions}", length_s=length)

    @precondition(lambda self: self.world.state.session is not None)
    @rule(outcome=st.sampled_from(list(Outcome)), part=st.floats(0, 1))
    def session_ends(self, outcome: Outcome, part: float) -> None:
        session = self.world.state.session
        assert session is not None
        before = self.world.state.seated_s
        done = session.length_s if outcome is Outcome.COMPLETED else part * session.length_s
        self.world.tell(SessionEnded, id=session.id, outcome=outcome, done_s=done)

        if outcome is Outcome.COMPLETED and before != self.world.state.sat_s:
            assert self.world.state.sitting_s == 0

    @rule(by=st.sampled_from([-86400.0, -3600.0, 3600.0, 86400.0]))
    def set_clock(self, by: float) -> None:
        self.clock_was_set = True
        self.world.set_clock(by)

    @rule(seconds=SECONDS)
    def suspend(self, seconds: float) -> None:
        """Nothing runs for a while; on waking, what happened is told at once."""
        fell_asleep = self.world.now
        self.world.nap(seconds)
        self.world.tell_together(
            Left(self.world.now, Absence.ASLEEP, fell_asleep), Returned(self.world.now), Woken(self.world.now)
        )

    @rule(every=st.sampled_from([600.0, 3000.0, 7200.0]))
    def change_config(self, every: float) -> None:
        rhythms = (replace(RULES.rhythms[0], every_s=every), *RULES.rhythms[1:])
        self.world.rules = replace(RULES, rhythms=rhythms)
        self.world.tell(RulesChanged)

    @precondition(lambda self: self.world.state.session is None)
    @rule(took=st.sampled_from([1.0, 120.0, 599.0, 900.0]))
    def restart(self, took: float) -> None:
        """The same journal gives the same state."""
        before = self.world.state
        self.world.restart(took)
        after = self.world.state

        if took < 600 and before.away is None and after.working == before.working:
            sat_s = before.sitting_s + (took if before.running else 0)
            assert after.sitting_s == pytest.approx(sat_s, abs=0.01)
            assert after.snoozes == before.snoozes or after.reminder is None
            if not self.clock_was_set:
                assert after.today.breaks == before.today.breaks

    @precondition(lambda self: self.world.state.session is None)
    @rule(took=st.sampled_from([30.0, 120.0, 900.0]))
    def reboot(self, took: float) -> None:
        self.boots += 1
        self.world.reboot(took, f"boot-{self.boots}")

    @invariant()
    def no_reminder_is_open_while_something_holds_it(self) -> None:
        state = self.world.state
        if holds(state, self.world.rules) or state.session is not None:
            assert not is_open(state)

    @invariant()
    def it_wakes_in_the_future(self) -> None:
        state = self.world.state
        assert state.wake_at is None or state.wake_at.elapsed > state.now.elapsed

    @invariant()
    def no_duration_is_negative(self) -> None:
        document = status(self.world.state, self.world.rules)
        numbers = [document["sitting_s"], document["since_break_s"], document["since_s"] or 0]
        numbers += [document["next_in_s"] or 0, *document["today"].values()]

        assert min(numbers) >= 0
        assert 0 <= document["fraction"] <= 1

    @invariant()
    def next_is_told_unless_it_is_held(self) -> None:
        state = self.world.state
        held = bool(holds(state, self.world.rules)) or state.session is not None

        assert (status(state, self.world.rules)["next"] is None) == held

    @invariant()
    def an_ignored_break_is_reminded_of_at_most_twice(self) -> None:
        reminder = self.world.state.reminder
        assert reminder is None or reminder.times <= 1 + RULES.reminder.repeat_at_most

    @invariant()
    def what_is_shown_and_withdrawn_takes_turns(self) -> None:
        """One reminder is on the screen at most; a service that starts shows again what is open."""
        shown = False
        words = [what for _, what in self.world.happened]
        for what, then in pairwise([*words, ""]):
            if what.startswith("reminder"):
                shown = True
            elif what == "service_started":
                shown = False
            elif what == "withdrawn":
                assert shown or then == "service_started"
                shown = False
        assert shown == is_open(self.world.state)


TestDesk = Desk.TestCase
TestDesk.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
