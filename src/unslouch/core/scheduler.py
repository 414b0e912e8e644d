"""The scheduler: a pure state machine. `step(state, event, rules)` gives the next state and the effects.

It never sleeps and never asks for the time: `State.wake_at` says when it wants to be woken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC
from functools import singledispatch

from unslouch.core import reminders, sitting, workday
from unslouch.core.entries import EntryKind
from unslouch.core.events import (
    Absence,
    BreakAsked,
    Dismissed,
    Effect,
    Event,
    HoldBegan,
    HoldEnded,
    Left,
    OpenSession,
    Paused,
    Record,
    Remind,
    Resumed,
    Returned,
    RulesChanged,
    ServiceStarted,
    SessionBegan,
    SessionEnded,
    Skipped,
    Snoozed,
    Typing,
    Withdraw,
    Woken,
)
from unslouch.core.moment import Moment
from unslouch.core.outcome import Outcome
from unslouch.core.rules import Rhythm, Rules
from unslouch.core.state import Hold, Pause, Session, State, Today

Emit = Callable[[Effect], None]


def begin(at: Moment, rules: Rules) -> State:
    """The state of somebody who sits down at `at` and of whom nothing is known."""
    working = workday.working(rules.hours, at.wall)
    return State(at, working, Today(at.wall.date()), mode_since=at, off_since=None if working else at)


def step(state: State, event: Event, rules: Rules) -> tuple[State, tuple[Effect, ...]]:
    """What `event` makes of `state`, and what is to be done about it."""
    return step_together(state, (event,), rules)


def step_together(state: State, events: Iterable[Event], rules: Rules) -> tuple[State, tuple[Effect, ...]]:
    """What events of one moment make of `state`: in whatever order they arrived, the user sees the same.

    A reminder that was open and no longer is gets withdrawn, whatever the reason. One that was open when
    the service ended is put back on the screen, and not counted again.
    """
    effects: list[Effect] = []
    events = sorted(events, key=_place)
    was_open, mode = is_open(state), state.mode
    away = any(isinstance(event, Left) for event in events)
    for event in events:
        state = sitting.pass_time(state, event.at, rules, effects.append)
        state = _apply(event, state, rules, effects.append)
        if isinstance(event, ServiceStarted) and not away:  # whoever was away is taken to be back
            state = sitting.come_back(state, rules, effects.append)
    state = reminders.settle(state, rules, effects.append)
    if was_open and not is_open(state):
        effects.insert(0, Withdraw())
    elif isinstance(events[0], ServiceStarted):
        effects.extend(_shown_before(state, effects, rules))
    if state.mode is not mode:
        state = replace(state, mode_since=state.now)
    return state, tuple(effects)


def _shown_before(state: State, effects: list[Effect], rules: Rules) -> list[Effect]:
    """The reminder that an earlier service left on the screen, unless it is shown now anyway."""
    rhythm = _reminded(state, rules)
    shown = any(isinstance(effect, Remind) for effect in effects)
    if rhythm is None or state.reminder is None or not state.reminder.open or shown:
        return []
    return [reminders.remind(state, rhythm, rules, state.reminder.times)]


_ORDER: tuple[type, ...] = (
    ServiceStarted,
    RulesChanged,
    Left,
    Returned,
    HoldBegan,
    HoldEnded,
    Typing,
    SessionEnded,
    SessionBegan,
    Resumed,
    Paused,
    BreakAsked,
    Snoozed,
    Skipped,
    Dismissed,
    Woken,
)
"""What is known of the person comes before what the person says."""


def _place(event: Event) -> tuple[int, str]:
    """The place of an event among those of its moment."""
    return _ORDER.index(type(event)), repr(event)


def is_open(state: State) -> bool:
    """Whether a reminder is on the screen."""
    return state.reminder is not None and state.reminder.open


@singledispatch
def _apply(event: Event, state: State, rules: Rules, emit: Emit) -> State:
    """What the event itself changes. Woken and RulesChanged change nothing by themselves."""
    del event, rules, emit
    return state


@_apply.register
def _(event: ServiceStarted, state: State, rules: Rules, emit: Emit) -> State:
    del rules
    emit(Record(EntryKind.SERVICE_STARTED, state.now, {"anew": event.anew, "sitting_s": state.sitting_s}))
    return state


@_apply.register
def _(event: HoldBegan, state: State, rules: Rules, emit: Emit) -> State:
    del rules, emit
    since = state.holds[event.reason].since if event.reason in state.holds else state.now
    return replace(state, holds={**state.holds, event.reason: Hold(since, event.cause)})


@_apply.register
def _(event: HoldEnded, state: State, rules: Rules, emit: Emit) -> State:
    del rules, emit
    return replace(state, holds={r: hold for r, hold in state.holds.items() if r is not event.reason})


@_apply.register
def _(event: Left, state: State, rules: Rules, emit: Emit) -> State:
    """Nobody types during a session: only a lock or sleep is an absence then."""
    del rules
    if state.session is not None and event.how is Absence.IDLE:
        return state
    return sitting.leave(state, event.how, event.since, emit)


@_apply.register
def _(event: Returned, state: State, rules: Rules, emit: Emit) -> State:
    """A session sleeps through a short sleep; a long one has ended it (rule 9)."""
    del event
    away = state.away
    if state.session is not None and away is not None:
        away_s = state.now.since(away.since)
        if away.how is not Absence.ASLEEP or away_s < rules.away.locked_is_break_s:
            emit(Record(EntryKind.BACK, state.now, {"away_s": away_s, "sitting_s": state.sitting_s}))
            return replace(state, away=None)
        state = replace(state, session=None)
    return sitting.come_back(state, rules, emit)


@_apply.register
def _(event: Typing, state: State, rules: Rules, emit: Emit) -> State:
    del rules, emit
    return replace(state, typing=event.active)


@_apply.register
def _(event: BreakAsked, state: State, rules: Rules, emit: Emit) -> State:
    """Whether a break follows, the session will tell; until then the reminder only rests."""
    del rules
    if state.session is not None:
        return state
    emit(OpenSession(event.length_s))
    if state.reminder is None:
        return state
    return replace(state, reminder=replace(state.reminder, open=False, shown_at=state.now))


@_apply.register
def _(event: Snoozed, state: State, rules: Rules, emit: Emit) -> State:
    if not reminders.can_snooze(state, rules):
        return state
    return _snooze(state, event.length_s or rules.reminder.snooze_s, rules, emit)


@_apply.register
def _(event: Skipped, state: State, rules: Rules, emit: Emit) -> State:
    del event
    rhythm = _reminded(state, rules) or reminders.due(state, rules) or _next(state, rules)
    if rhythm is None:
        return state
    emit(Record(EntryKind.SKIPPED, state.now, {"rhythm": rhythm.name, "sitting_s": state.sitting_s}))
    return sitting.skip(state, rhythm, rules)


@_apply.register
def _(event: Dismissed, state: State, rules: Rules, emit: Emit) -> State:
    del event, rules
    if state.reminder is None or not state.reminder.open:
        return state
    emit(Record(EntryKind.DISMISSED, state.now, {"rhythm": state.reminder.rhythm}))
    return replace(state, reminder=replace(state.reminder, open=False))


@_apply.register
def _(event: Paused, state: State, rules: Rules, emit: Emit) -> State:
    until, by_wall = event.until, event.by_wall
    if until is None:
        ends = workday.day_ends(rules.hours, state.now.wall)
        until, by_wall = state.now.plus((ends.astimezone(UTC) - state.now.utc).total_seconds()), True
    data = {"until": until.utc.isoformat(), "by_wall": by_wall, "sitting_s": state.sitting_s}
    emit(Record(EntryKind.PAUSED, state.now, data))
    since = state.pause.since if state.pause else state.now
    return replace(state, pause=Pause(since, until, by_wall))


@_apply.register
def _(event: Resumed, state: State, rules: Rules, emit: Emit) -> State:
    del event, rules
    if state.pause is None:
        return state
    emit(Record(EntryKind.RESUMED, state.now, {"sitting_s": state.sitting_s}))
    return replace(state, pause=None)


@_apply.register
def _(event: SessionBegan, state: State, rules: Rules, emit: Emit) -> State:
    """A session that outlived a restart of the service reports again: it began when it began."""
    del rules, emit
    if state.session is not None and state.session.id == event.id:
        return state
    rhythm = event.rhythm or (state.reminder.rhythm if state.reminder else None)
    return replace(state, session=Session(event.id, state.now, event.length_s, rhythm))


@_apply.register
def _(event: SessionEnded, state: State, rules: Rules, emit: Emit) -> State:
    """A session left before half its length is no break and counts as a snooze (rule 9)."""
    session = state.session
    if session is None or session.id != event.id:
        return state
    if event.outcome is Outcome.DIED:
        data = {"session": session.id, "done_s": event.done_s, "length_s": session.length_s, "died": True}
        emit(Record(EntryKind.LEFT_EARLY, state.now, data | {"rhythm": session.rhythm}))
    return end_session(state, event.outcome, event.done_s, rules, emit)


def end_session(state: State, outcome: Outcome, done_s: float, rules: Rules, emit: Emit) -> State:
    """The open session is over. What was over-stayed belongs to the break, as does what follows away."""
    session = state.session
    if session is None:
        return state
    state = replace(state, session=None)
    if state.away is not None:
        secured = state.away.secured and state.now
        state = replace(state, away=replace(state.away, since=state.now, secured=secured))
    if outcome is Outcome.COMPLETED or done_s * 2 >= session.length_s:
        length_s = max(session.length_s, state.now.since(session.began))
        return sitting.finish_break(state, length_s, session.rhythm, rules, natural=False)
    if reminders.due(state, rules) is None:
        return state
    return _snooze(state, rules.reminder.snooze_s, rules, emit)


def put_off(state: State, until: Moment) -> State:
    """No reminder before `until`; a fixed time that waits for an answer moves with it."""
    tracks = {
        name: track if track.called is None else replace(track, called=until)
        for name, track in state.tracks.items()
    }
    return replace(state, tracks=tracks, reminder=None, snoozed_until=until)


def _snooze(state: State, length_s: float, rules: Rules, emit: Emit) -> State:
    """Move the reminder, not the start of sitting. Only putting off a break that is due counts."""
    if reminders.due(state, rules) is not None:
        state = replace(state, snoozes=state.snoozes + 1)
    data = {"length_s": length_s, "snoozes": state.snoozes, "sitting_s": state.sitting_s}
    emit(Record(EntryKind.SNOOZED, state.now, data))
    return put_off(state, state.now.plus(length_s))


def _reminded(state: State, rules: Rules) -> Rhythm | None:
    """The rhythm that the present reminder asks for, if the rules still have it."""
    name = state.reminder.rhythm if state.reminder else None
    return next((rhythm for rhythm in rules.rhythms if rhythm.name == name), None)


def _next(state: State, rules: Rules) -> Rhythm | None:
    """The interval rhythm that comes next."""
    ahead = [(left_s, r) for r in rules.rhythms if (left_s := reminders.next_due_s(state, r)) is not None]
    return min(ahead, key=lambda pair: pair[0], default=(0, None))[1]
