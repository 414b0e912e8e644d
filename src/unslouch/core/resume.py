"""The state that a journal describes: where the scheduler goes on after a restart or a reboot (rule 13)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from unslouch.core import reminders, scheduler, sitting, workday
from unslouch.core.entries import Entry, EntryKind
from unslouch.core.events import Absence, Effect
from unslouch.core.moment import Moment
from unslouch.core.outcome import Outcome
from unslouch.core.rules import Rhythm, Rules
from unslouch.core.state import Away, Pause, Reminder, Session, State

_LONG_AGO_S = 366 * 24 * 3600.0
"""No time and no duration that is further off is believed."""


def resume(entries: Iterable[Entry], at: Moment, boot: str, rules: Rules) -> tuple[State, bool]:
    """The state at the last thing known, from the journal's `entries` in the order they were written.

    `at` is now, on the boot `boot`. The last entry says when the service was last known to run: after a
    time without one of `idle_is_break` or more, sitting begins anew at `at`, which is told as well.
    """
    state = None
    for entry, moment in _placed(list(entries), at, boot):
        state = state or scheduler.begin(moment, rules)
        state = _replay(_catch_up(state, moment), entry, rules)
    if state is None:
        return scheduler.begin(at, rules), True
    if at.since(state.now) < rules.away.idle_is_break_s:
        return state, False
    return _anew(state, at, rules), True


def moment_of(entry: Entry, at: Moment, boot: str) -> Moment:
    """When `entry` happened, on the clocks of `at`; one from the future is taken to be of now."""
    ago_s = (at.utc - entry.at).total_seconds()
    if entry.boot != boot:
        return at.plus(-min(max(0.0, ago_s), _LONG_AGO_S))
    by_elapsed = at.plus(-min(max(0.0, at.elapsed - entry.elapsed), _LONG_AGO_S))
    if not 0 <= ago_s <= _LONG_AGO_S:
        return by_elapsed
    return Moment(entry.at.astimezone(at.wall.tzinfo), by_elapsed.elapsed)


def _placed(entries: list[Entry], at: Moment, boot: str) -> Iterator[tuple[Entry, Moment]]:
    """Each entry with its moment. Of an earlier boot the wall clock places the last entry, and that boot's
    own seconds place the others, so that a clock set in between does no harm. None is later than this boot.
    """
    began = next((moment_of(entry, at, boot) for entry in entries if entry.boot == boot), at)
    last = {entry.boot: entry for entry in sorted(entries, key=lambda entry: entry.elapsed)}
    for entry in entries:
        moment = moment_of(last[entry.boot] if entry.boot != boot else entry, at, boot)
        if entry.boot != boot:
            moment = min(moment, began, key=lambda each: each.elapsed)
            before_s = max(0.0, last[entry.boot].elapsed - entry.elapsed)
            moment = moment.plus(-min(before_s, _LONG_AGO_S))
        yield entry, moment


def _catch_up(state: State, moment: Moment) -> State:
    """Let the sitting clock run up to `moment`. The edges of work are entries of their own."""
    sat_s = state.sat_s + (moment.since(state.now) if state.running else 0.0)
    now = moment if moment.elapsed >= state.now.elapsed else state.now
    return replace(state, now=now, sat_s=sat_s)


def _replay(state: State, entry: Entry, rules: Rules) -> State:
    """What `entry` says happened, by the same functions that the scheduler uses.

    An entry that lacks something, or says what cannot be, says nothing.
    """
    try:
        told = _told(state, entry, rules)
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError):
        return state
    return told if told.mode is state.mode else replace(told, mode_since=told.now)


def _told(state: State, entry: Entry, rules: Rules) -> State:
    if "sitting_s" in entry.data:
        state = replace(state, sat_s=state.seated_s + _seconds(entry.data, "sitting_s"))
    replay = _REPLAY.get(entry.kind)
    return state if replay is None else reminders.put_away(replay(state, entry, rules), rules)


def _seconds(data: Mapping[str, Any], key: str) -> float:
    seconds = float(data[key])
    if not abs(seconds) <= _LONG_AGO_S:  # nor is NaN
        msg = f"{seconds} is no duration"
        raise ValueError(msg)
    return max(0.0, seconds)


def _count(data: Mapping[str, Any], key: str) -> int:
    return int(_seconds(data, key))


def _rhythm(entry: Entry, rules: Rules) -> Rhythm | None:
    """The rhythm that `entry` names, if the rules still have it."""
    return next((rhythm for rhythm in rules.rhythms if rhythm.name == entry.data["rhythm"]), None)


def _service_started(state: State, entry: Entry, rules: Rules) -> State:
    """Where sitting began anew, so did the count of working hours: without an entry of its own."""
    if not entry.data.get("anew"):
        return state
    working = workday.working(rules.hours, state.now.wall)
    state = replace(state, away=None, session=None, working=working, off_since=None if working else state.now)
    return sitting.sit_down(state)


def _work_began(state: State, entry: Entry, rules: Rules) -> State:
    del entry, rules
    return sitting.begin_work(state)


def _work_ended(state: State, entry: Entry, rules: Rules) -> State:
    del entry, rules
    return sitting.end_work(state)


def _away(state: State, entry: Entry, rules: Rules) -> State:
    del rules
    how = Absence(entry.data["how"])
    return replace(state, away=Away(how, state.now, None if how is Absence.IDLE else state.now))


def _back(state: State, entry: Entry, rules: Rules) -> State:
    del entry, rules
    return replace(state, away=None)


def _natural_break(state: State, entry: Entry, rules: Rules) -> State:
    state = replace(state, away=None, session=None)
    return sitting.finish_break(
        state, _seconds(entry.data, "length_s"), entry.data["rhythm"], rules, natural=True
    )


def _reminded(state: State, entry: Entry, rules: Rules) -> State:
    """A fixed time that was shown still waits for its answer; a quiet reminder is done."""
    rhythm = _rhythm(entry, rules)
    if rhythm is None:
        return state
    track = state.track(rhythm.name)
    if entry.data.get("quiet"):
        track = replace(track, begun_s=state.sat_s)
    elif rhythm.at:
        track = replace(track, called=state.now)
    state = replace(state, tracks={**state.tracks, rhythm.name: track})
    if entry.data.get("quiet"):
        return state
    return replace(state, reminder=Reminder(rhythm.name, state.now, _count(entry.data, "times")))


def _dismissed(state: State, entry: Entry, rules: Rules) -> State:
    del entry, rules
    return replace(state, reminder=replace(state.reminder, open=False)) if state.reminder else state


def _snoozed(state: State, entry: Entry, rules: Rules) -> State:
    del rules
    until = state.now.plus(_seconds(entry.data, "length_s"))
    return scheduler.put_off(replace(state, snoozes=_count(entry.data, "snoozes")), until)


def _skipped(state: State, entry: Entry, rules: Rules) -> State:
    rhythm = _rhythm(entry, rules)
    return state if rhythm is None else sitting.skip(state, rhythm, rules)


def _paused(state: State, entry: Entry, rules: Rules) -> State:
    """The wall clock may have been set since: a length counts from the entry, a time of day from now."""
    del rules
    until, by_wall = datetime.fromisoformat(entry.data["until"]), bool(entry.data["by_wall"])
    length_s = (until - (state.now.utc if by_wall else entry.at)).total_seconds()
    if abs(length_s) > _LONG_AGO_S:
        msg = f"{length_s} s is no pause"
        raise ValueError(msg)
    since = state.pause.since if state.pause else state.now
    return replace(state, pause=Pause(since, state.now.plus(length_s), by_wall))


def _resumed(state: State, entry: Entry, rules: Rules) -> State:
    del entry, rules
    return replace(state, pause=None)


def _started(state: State, entry: Entry, rules: Rules) -> State:
    del rules
    rhythm = entry.data.get("rhythm") or (state.reminder.rhythm if state.reminder else None)
    session = Session(str(entry.data["session"]), state.now, _seconds(entry.data, "length_s"), rhythm)
    return replace(state, session=session, reminder=None)


def _ended(state: State, entry: Entry, rules: Rules) -> State:
    if state.session is None or state.session.id != str(entry.data["session"]):
        return state
    done_s = _seconds(entry.data, "done_s")
    return scheduler.end_session(state, Outcome(entry.kind.value), done_s, rules, _ignore)


_REPLAY: dict[EntryKind, Callable[[State, Entry, Rules], State]] = {
    EntryKind.SERVICE_STARTED: _service_started,
    EntryKind.WORK_BEGAN: _work_began,
    EntryKind.WORK_ENDED: _work_ended,
    EntryKind.AWAY: _away,
    EntryKind.BACK: _back,
    EntryKind.NATURAL_BREAK: _natural_break,
    EntryKind.REMINDED: _reminded,
    EntryKind.DISMISSED: _dismissed,
    EntryKind.SNOOZED: _snoozed,
    EntryKind.SKIPPED: _skipped,
    EntryKind.PAUSED: _paused,
    EntryKind.RESUMED: _resumed,
    EntryKind.STARTED: _started,
    EntryKind.COMPLETED: _ended,
    EntryKind.LEFT_EARLY: _ended,
}


def _anew(state: State, at: Moment, rules: Rules) -> State:
    state = sitting.sit_down(replace(state, now=at, away=None, session=None))
    working = workday.working(rules.hours, at.wall)
    return replace(state, working=working, mode_since=at, off_since=None if working else at)


def _ignore(effect: Effect) -> None:
    del effect
