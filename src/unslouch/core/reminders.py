"""When to remind, and when not: what a state asks of the screen now (rules 5, 7, 10 and 11 of the design)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from unslouch.core import workday
from unslouch.core.entries import EntryKind
from unslouch.core.events import Effect, Reason, Record, Remind
from unslouch.core.moment import Moment
from unslouch.core.rules import Rhythm, Rules, Style
from unslouch.core.state import Hold, Reminder, State

Emit = Callable[[Effect], None]

_FIXED_TIME_KEEPS_S = 1800
_NEARLY_S = 0.001
"""Sums of floating-point seconds are compared with this tolerance."""


def settle(state: State, rules: Rules, emit: Emit) -> State:
    """Show and put away what the state calls for, and say when to look again."""
    if state.pause is not None and state.pause.over(state.now):
        state = replace(state, pause=None)
        emit(Record(EntryKind.RESUMED, state.now, {"sitting_s": state.sitting_s}))
    state = put_away(_drop_missed_times(state, rules), rules)
    state = _show_wanted(state, rules, emit)
    return replace(state, wake_at=_wake_at(state, rules))


def holds(state: State, rules: Rules) -> dict[Reason, Hold]:
    """Every reason not to remind now, with since when and why."""
    found = {reason: hold for reason, hold in state.holds.items() if rules.holds.get(reason.value, True)}
    if state.away is not None:
        found[Reason.AWAY] = Hold(state.away.since, state.away.how.value)
    if not state.working:
        found[Reason.OFF_HOURS] = Hold(state.off_since or state.now)
    if state.pause is not None:
        found[Reason.PAUSED] = Hold(state.pause.since)
    return found


def due(state: State, rules: Rules) -> Rhythm | None:
    """The rhythm whose break is due, the longest if there are several."""
    ready = [r for r in rules.rhythms if r.style is Style.SESSION and _is_due(state, r)]
    return max(ready, key=lambda r: rules.length_s(r, state.since_s(r.name)), default=None)


def next_due_s(state: State, rhythm: Rhythm) -> float | None:
    """Seconds of sitting until the interval of `rhythm` is over; None where it has none."""
    if rhythm.every_s is None:
        return None
    return max(0.0, state.track(rhythm.name).begun_s + rhythm.every_s - state.sat_s)


def next_fixed_s(now: Moment, rhythm: Rhythm) -> float | None:
    """Seconds until the next of the fixed times of `rhythm`; None where it has none."""
    days = (now.wall.date(), now.wall.date() + timedelta(days=1))
    times = (datetime.combine(day, at, now.wall.tzinfo) for at in rhythm.at for day in days)
    ahead_s = ((time.astimezone(UTC) - now.utc).total_seconds() for time in times)
    return min((seconds for seconds in ahead_s if seconds > 0), default=None)


def overdue_at(state: State, rules: Rules) -> Moment | None:
    """When the reminder that was shown is shown again, or given up."""
    reminder = state.reminder
    return None if reminder is None else reminder.shown_at.plus(rules.reminder.repeat_s)


def may_repeat(state: State, rules: Rules) -> bool:
    return state.reminder is None or state.reminder.times <= rules.reminder.repeat_at_most


def can_snooze(state: State, rules: Rules) -> bool:
    return state.snoozes < rules.reminder.snooze_at_most


def _is_due(state: State, rhythm: Rhythm) -> bool:
    left_s = next_due_s(state, rhythm)
    return state.track(rhythm.name).called is not None or (left_s is not None and left_s <= _NEARLY_S)


def _snoozed(state: State) -> bool:
    return state.snoozed_until is not None and state.now.elapsed < state.snoozed_until.elapsed - _NEARLY_S


def put_away(state: State, rules: Rules) -> State:
    """What cannot be on the screen now is not: it is answered, held, or was ignored to the end."""
    if state.session is not None or due(state, rules) is None:
        return replace(state, reminder=None)
    if holds(state, rules):
        return _withhold(state)
    return _give_up(state, rules)


def _show_wanted(state: State, rules: Rules, emit: Emit) -> State:
    """Show what is due, at the first pause in typing, or after the wait that the rules allow (rule 5)."""
    if state.session is not None or holds(state, rules):
        return replace(state, waiting_since=None)
    rhythm = due(state, rules)
    asks = rhythm is not None and not _snoozed(state) and _calls(state, rhythm, rules)
    quiet = [r for r in rules.rhythms if r.style is Style.QUIET and _is_due(state, r)]
    if not asks and not quiet:
        return replace(state, waiting_since=None)
    if _waits_for_pause(state, rules):
        return replace(state, waiting_since=state.waiting_since or state.now)
    if asks and rhythm is not None:
        state = _show(state, rhythm, rules, emit)
    for other in quiet:
        state = _tell(state, other, rules, emit)
    return replace(state, waiting_since=None)


def _withhold(state: State) -> State:
    if state.reminder is None or not state.reminder.open:
        return state
    return replace(state, reminder=replace(state.reminder, open=False, withheld=True))


def _calls(state: State, rhythm: Rhythm, rules: Rules) -> bool:
    """Whether `rhythm` is to be shown: first, in place of a shorter one, after a hold, or again."""
    reminder = state.reminder
    if reminder is None or reminder.rhythm != rhythm.name:
        return True
    if not may_repeat(state, rules):
        return False
    return reminder.withheld or state.now.since(reminder.shown_at) >= rules.reminder.repeat_s - _NEARLY_S


def _give_up(state: State, rules: Rules) -> State:
    """The last repeat went unanswered: from now on only the status shows it."""
    reminder = state.reminder
    if reminder is None or may_repeat(state, rules):
        return state
    if state.now.since(reminder.shown_at) < rules.reminder.repeat_s - _NEARLY_S:
        return state
    return replace(state, reminder=replace(reminder, open=False))


def _waits_for_pause(state: State, rules: Rules) -> bool:
    if not state.typing:
        return False
    return state.now.since(state.waiting_since or state.now) < rules.reminder.wait_at_most_s - _NEARLY_S


def _show(state: State, rhythm: Rhythm, rules: Rules, emit: Emit) -> State:
    reminder = state.reminder
    times = reminder.times + 1 if reminder is not None and reminder.rhythm == rhythm.name else 1
    effect = remind(state, rhythm, rules, times)
    emit(effect)
    data = {"rhythm": rhythm.name, "times": times, "since_s": effect.since_s, "sitting_s": state.sitting_s}
    emit(Record(EntryKind.REMINDED, state.now, data))
    return replace(state, reminder=Reminder(rhythm.name, state.now, times))


def remind(state: State, rhythm: Rhythm, rules: Rules, times: int) -> Remind:
    """What a reminder of `rhythm` says now."""
    since_s = state.since_s(rhythm.name)
    return Remind(
        rhythm.name,
        since_s,
        rules.length_s(rhythm, since_s),
        rules.band(since_s).posture,
        times,
        can_snooze(state, rules),
        quiet=rhythm.style is Style.QUIET,
    )


def _tell(state: State, rhythm: Rhythm, rules: Rules, emit: Emit) -> State:
    """A quiet reminder is done when it is shown, or when a longer break is being asked for (rule 10)."""
    if state.reminder is None or not state.reminder.open:
        emit(remind(state, rhythm, rules, 1))
        data = {"rhythm": rhythm.name, "quiet": True, "sitting_s": state.sitting_s}
        emit(Record(EntryKind.REMINDED, state.now, data))
    track = replace(state.track(rhythm.name), begun_s=state.sat_s, called=None)
    return replace(state, tracks={**state.tracks, rhythm.name: track})


def _drop_missed_times(state: State, rules: Rules) -> State:
    """A fixed time that could not be shown for 30 minutes is dropped (rule 11)."""
    for rhythm in rules.rhythms:
        track = state.track(rhythm.name)
        shown = state.reminder is not None and state.reminder.rhythm == rhythm.name
        if track.called is None or shown:
            continue
        if state.now.since(track.called) > _FIXED_TIME_KEEPS_S:
            tracks = {**state.tracks, rhythm.name: replace(track, called=None)}
            state = replace(state, tracks=tracks)
    return state


def _wake_at(state: State, rules: Rules) -> Moment | None:
    """When something changes if nothing else happens; always later than now."""
    ahead = [seconds for seconds in _ahead_s(state, rules) if seconds > 0]
    return state.now.plus(min(ahead)) if ahead else None


def _ahead_s(state: State, rules: Rules) -> Iterator[float]:
    change = workday.next_change(rules.hours, state.now.wall)
    if change is not None:
        yield (change.astimezone(UTC) - state.now.utc).total_seconds()
    if state.pause is not None:
        yield state.pause.left_s(state.now)
    for rhythm in rules.rhythms:
        yield next_fixed_s(state.now, rhythm) or 0
        if state.running:
            yield next_due_s(state, rhythm) or 0
    moments = [state.snoozed_until, overdue_at(state, rules)]
    if state.waiting_since is not None:
        moments.append(state.waiting_since.plus(rules.reminder.wait_at_most_s))
    yield from (moment.elapsed - state.now.elapsed for moment in moments if moment is not None)
