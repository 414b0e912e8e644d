"""The sitting clock: what makes it run, stop and begin anew (rules 1 to 4 and 10 of the design)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from unslouch.core import workday
from unslouch.core.entries import EntryKind
from unslouch.core.events import Absence, Effect, Record
from unslouch.core.moment import Moment
from unslouch.core.rules import Rhythm, Rules, ShortAbsence
from unslouch.core.state import Away, State, Today, Track

Emit = Callable[[Effect], None]

_ANSWERING_ABSENCE_S = 60
_ANSWERING_WINDOW_S = 180


def pass_time(state: State, at: Moment, rules: Rules, emit: Emit) -> State:
    """Bring `state` to `at`, through every beginning and end of work on the way."""
    at = replace(at, elapsed=max(at.elapsed, state.now.elapsed))
    while (edge := _next_edge(state, rules, at)) is not None:
        state = _turn_over(_advance(state, edge, rules), rules, emit)
    return _turn_over(_advance(state, at, rules), rules, emit)


def begin_work(state: State) -> State:
    return sit_down(replace(state, working=True, off_since=None))


def end_work(state: State) -> State:
    return replace(state, working=False, off_since=state.now, today=_counted(state))


def sit_down(state: State) -> State:
    """A new sitting begins now: whatever was due before it no longer is."""
    tracks = {
        name: Track(state.sat_s, state.sat_s, called=track.called) for name, track in state.tracks.items()
    }
    state = replace(state, today=_counted(state), seated_s=state.sat_s, tracks=tracks)
    return replace(state, reminder=None, snoozes=0, snoozed_until=None)


def finish_break(state: State, length_s: float, rhythm: str | None, rules: Rules, *, natural: bool) -> State:
    """A break of `length_s` seconds ends now, in answer to `rhythm` or to nothing."""
    counts = {"natural": 1} if natural else {"breaks": 1}
    satisfied = {r.name for r in rules.rhythms if r.name == rhythm or rules.shortest_s(r) <= length_s}
    tracks = {r.name: state.track(r.name) for r in rules.rhythms}
    tracks |= dict.fromkeys(satisfied, Track(state.sat_s, state.sat_s))
    state = replace(state, today=_counted(state, **counts), tracks=tracks, last_break=state.now)
    return replace(state, seated_s=state.sat_s, reminder=None, snoozes=0, snoozed_until=None)


def skip(state: State, rhythm: Rhythm, rules: Rules) -> State:
    """Restart the interval of `rhythm` and of all that its break would have satisfied; no break was taken."""
    length_s = rules.length_s(rhythm, state.since_s(rhythm.name))
    tracks = dict(state.tracks)
    for other in rules.rhythms:
        if rules.shortest_s(other) <= length_s:
            tracks[other.name] = replace(state.track(other.name), begun_s=state.sat_s, called=None)
    state = replace(state, tracks=tracks, today=_counted(state, skipped=1))
    return replace(state, reminder=None, snoozes=0, snoozed_until=None)


def leave(state: State, how: Absence, since: Moment, emit: Emit) -> State:
    """Somebody is away since `since`; where that lies in the past, what was counted since is taken off."""
    secured = None if how is Absence.IDLE else since
    if state.away is not None:
        if secured is None:
            return state
        return replace(state, away=Away(how, state.away.since, state.away.secured or secured))
    over_s = min(state.now.since(since), state.sitting_s) if state.running else 0.0
    state = _set_back(replace(state, away=Away(how, since, secured)), over_s)
    emit(Record(EntryKind.AWAY, since, {"how": how.value, "sitting_s": state.sitting_s}))
    return state


def come_back(state: State, rules: Rules, emit: Emit) -> State:
    """The absence ends: it was a natural break, or too short for one."""
    away = state.away
    if away is None:
        return state
    length_s = state.now.since(away.since)
    state = replace(state, away=None)
    if _is_break(state, away, rules):
        return _natural_break(state, length_s, rules, emit)
    if state.working and rules.away.short_absence is ShortAbsence.CONTINUE:
        state = replace(state, sat_s=state.sat_s + _worked_s(state, length_s, rules))
    elif rules.away.short_absence is ShortAbsence.CREDIT:
        state = _set_back(state, min(length_s, state.sitting_s))
    state = _ask_anew(state)
    emit(Record(EntryKind.BACK, state.now, {"away_s": length_s, "sitting_s": state.sitting_s}))
    return state


def _worked_s(state: State, length_s: float, rules: Rules) -> float:
    """What of the last `length_s` seconds lies after the last beginning of work (rule 1)."""
    since = state.now.plus(-length_s).wall
    while (change := workday.next_change(rules.hours, since)) and change.astimezone(UTC) <= state.now.utc:
        since = change
    return (state.now.utc - since.astimezone(UTC)).total_seconds()


def _is_break(state: State, away: Away, rules: Rules) -> bool:
    if state.now.since(away.since) >= rules.away.idle_is_break_s:
        return True
    if away.secured is not None and state.now.since(away.secured) >= rules.away.locked_is_break_s:
        return True
    return _answers_reminder(state, away)


def _answers_reminder(state: State, away: Away) -> bool:
    """Getting up within three minutes of a reminder, for a minute or more, answers it (rule 4)."""
    reminder = state.reminder
    if reminder is None or away.since.elapsed > reminder.shown_at.elapsed + _ANSWERING_WINDOW_S:
        return False
    gone_since = max(away.since.elapsed, reminder.shown_at.elapsed)
    return state.now.elapsed - gone_since >= _ANSWERING_ABSENCE_S


def _natural_break(state: State, length_s: float, rules: Rules, emit: Emit) -> State:
    answered = state.reminder.rhythm if state.reminder else None
    data = {"length_s": length_s, "rhythm": answered, "sitting_s": state.sitting_s}
    emit(Record(EntryKind.NATURAL_BREAK, state.now, data))
    return finish_break(state, length_s, answered, rules, natural=True)


def _ask_anew(state: State) -> State:
    """A return lets an ignored reminder be shown again (rule 7)."""
    if state.reminder is None:
        return state
    return replace(state, reminder=replace(state.reminder, times=0, withheld=True))


def _set_back(state: State, seconds: float) -> State:
    sat_s = state.sat_s - seconds
    tracks = {name: replace(track, begun_s=min(track.begun_s, sat_s)) for name, track in state.tracks.items()}
    return replace(state, sat_s=sat_s, tracks=tracks)


def _counted(state: State, breaks: int = 0, natural: int = 0, skipped: int = 0) -> Today:
    day = state.now.wall.date()
    today = state.today if state.today.day == day else Today(day)
    return Today(
        day,
        today.breaks + breaks,
        today.natural + natural,
        today.skipped + skipped,
        max(today.longest_sitting_s, state.sitting_s),
    )


def _advance(state: State, to: Moment, rules: Rules) -> State:
    """Time passes up to `to`, with no edge of the working hours in between."""
    sat_s = state.sat_s + (to.since(state.now) if state.running else 0.0)
    tracks = dict(state.tracks)
    for rhythm in rules.rhythms:
        called = _called_between(rhythm, state.now, to)
        if called is not None:
            tracks[rhythm.name] = replace(state.track(rhythm.name), called=called)
    return replace(state, now=to, sat_s=sat_s, tracks=tracks)


def _called_between(rhythm: Rhythm, before: Moment, to: Moment) -> Moment | None:
    """The last fixed time of `rhythm` after `before` and up to `to`, on an undisturbed clock."""
    ahead_s = [
        (datetime.combine(day, at, before.wall.tzinfo).astimezone(UTC) - before.utc).total_seconds()
        for day in _days(before, to)
        for at in rhythm.at
    ]
    passed = [seconds for seconds in ahead_s if 0 < seconds <= to.since(before)]
    return before.plus(max(passed)) if passed else None


def _days(before: Moment, to: Moment) -> set[date]:
    last = before.plus(to.since(before)).wall.date()
    return {before.wall.date(), last - timedelta(days=1), last}


def _next_edge(state: State, rules: Rules, at: Moment) -> Moment | None:
    """The next beginning or end of work on the way to `at`."""
    change = workday.next_change(rules.hours, state.now.wall)
    if change is None:
        return None
    ahead_s = (change - state.now.utc).total_seconds()
    if state.now.elapsed + ahead_s > at.elapsed:
        return None
    return Moment(change, state.now.elapsed + ahead_s)


def _turn_over(state: State, rules: Rules, emit: Emit) -> State:
    working = workday.working(rules.hours, state.now.wall)
    if working == state.working:
        return state
    kind = EntryKind.WORK_BEGAN if working else EntryKind.WORK_ENDED
    emit(Record(kind, state.now, {"sitting_s": state.sitting_s}))
    return begin_work(state) if working else end_work(state)
