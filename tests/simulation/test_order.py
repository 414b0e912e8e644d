"""The order in which events of one moment arrive does not change what the user sees."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.simulation.world import World
from unslouch.core import scheduler
from unslouch.core.events import (
    Absence,
    BreakAsked,
    Dismissed,
    Event,
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
from unslouch.core.moment import Moment
from unslouch.core.outcome import Outcome

MAKERS = (
    Woken,
    RulesChanged,
    Returned,
    Snoozed,
    Skipped,
    Dismissed,
    BreakAsked,
    Paused,
    Resumed,
    lambda at: Left(at, Absence.LOCKED, at),
    lambda at: Left(at, Absence.IDLE, at.plus(-120)),
    lambda at: HoldBegan(at, Reason.MEETING, "call"),
    lambda at: HoldEnded(at, Reason.MEETING),
    lambda at: HoldBegan(at, Reason.FULL_SCREEN),
    lambda at: Typing(at, active=True),
    lambda at: Typing(at, active=False),
    lambda at: SessionBegan(at, "s", 180.0),
    lambda at: SessionEnded(at, "s", Outcome.COMPLETED, 180.0),
)


def together(at: Moment, chosen: list[int], world: World) -> object:
    """The state and the effects after these events, all of them at `at`."""
    events: list[Event] = [MAKERS[number](at) for number in chosen]
    return scheduler.step_together(world.state, events, world.rules)


@settings(max_examples=400, deadline=None)
@given(
    minutes=st.sampled_from([1, 40, 49, 50, 52, 66, 90]),
    chosen=st.lists(st.integers(0, len(MAKERS) - 1), min_size=2, max_size=5, unique=True),
    order=st.randoms(use_true_random=False),
)
def test_any_order_gives_the_same(minutes: int, chosen: list[int], order: object) -> None:
    world = World()
    world.run(minutes * 60)
    world.tell(HoldBegan, reason=Reason.DO_NOT_DISTURB) if minutes == 66 else None
    shuffled = list(chosen)
    order.shuffle(shuffled)  # type: ignore[attr-defined]  # random.Random, which Hypothesis makes
    at = world.now.plus(1)

    assert together(at, chosen, world) == together(at, shuffled, world)


def test_a_hold_that_begins_with_the_due_time_lets_nothing_flash_up() -> None:
    world = World()
    world.run(50 * 60 - 1)
    at = world.now.plus(1)
    _, effects = scheduler.step_together(world.state, [Woken(at), HoldBegan(at, Reason.MEETING)], world.rules)

    assert effects == ()


def test_a_sleep_that_is_told_with_the_wake_up_lets_nothing_flash_up() -> None:
    world = World()
    world.run(40 * 60)
    at = world.now.plus(8 * 3600)
    events: list[Event] = [Woken(at), Returned(at), Left(at, Absence.ASLEEP, world.now)]
    state, effects = scheduler.step_together(world.state, events, world.rules)

    assert [type(effect).__name__ for effect in effects] == ["Record", "Record"]
    assert state.sitting_s == 0
