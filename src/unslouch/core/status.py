"""What a state looks like from outside: the `status` and `why` documents, and the sentences in them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from unslouch.core import reminders, workday
from unslouch.core.duration import spoken
from unslouch.core.events import Reason
from unslouch.core.moment import Moment
from unslouch.core.rules import Rhythm, Rules, Style
from unslouch.core.state import Hold, Mode, State, Today

_HOLDS = {
    Reason.AWAY: "you are away",
    Reason.OFF_HOURS: "outside your working hours",
    Reason.PAUSED: "reminders are paused",
    Reason.DO_NOT_DISTURB: "do not disturb is on",
    Reason.MEETING: "the microphone or camera is in use",
    Reason.SCREEN_SHARED: "the screen is shared",
    Reason.FULL_SCREEN: "something is playing full screen",
}

_FIXED_TIME_KEEPS = timedelta(minutes=30)
"""How late a fixed time is still shown (rule 11)."""


@dataclass(frozen=True, slots=True)
class Next:
    """The next break: which, when (None while held), how far the way there is done, how long it will be."""

    rhythm: Rhythm | None
    at: Moment | None
    fraction: float
    length_s: float | None
    rule: str


def status(state: State, rules: Rules) -> dict[str, Any]:
    """The `status` document of the contract, with the sentence of `why` added."""
    coming = next_break(state, rules)
    since_break_s = state.now.since(state.last_break) if state.last_break else state.sitting_s
    return {
        "version": 1,
        "state": state.mode.value,
        "since": _iso(state.mode_since),
        "now": _iso(state.now),
        "sitting_s": round(state.sitting_s, 3),
        "since_break_s": round(since_break_s, 3),
        "last_break": _iso(state.last_break) if state.last_break else None,
        "next": _iso(coming.at) if coming.at else None,
        "next_in_s": round(coming.at.since(state.now), 3) if coming.at else None,
        "fraction": round(coming.fraction, 4),
        "rhythm": coming.rhythm.name if coming.rhythm else None,
        "length_s": coming.length_s,
        "since_s": round(state.since_s(coming.rhythm.name), 3) if coming.rhythm else None,
        "holds": _holds(state, rules),
        "reminder": _reminder(state),
        "can_snooze": reminders.can_snooze(state, rules),
        "today": _today(state),
        "why": reason(state, rules),
    }


def why(state: State, rules: Rules) -> dict[str, Any]:
    """The `why` document of the contract."""
    coming = next_break(state, rules)
    return {
        "version": 1,
        "sentence": sentence(state, rules),
        "holds": _holds(state, rules),
        "rule": coming.rule,
        "next": _iso(coming.at) if coming.at else None,
    }


def next_break(state: State, rules: Rules) -> Next:
    """The break that comes next, as far as the state can tell."""
    rhythm, wait_s, rule = _coming(state, rules)
    if rhythm is None:
        return Next(None, None, 0.0, None, rule)
    anew = wait_s >= _work_ends_s(state, rules)
    since_s = (rhythm.every_s or 0.0) if anew else max(0.0, state.since_s(rhythm.name) + wait_s)
    length_s = rules.length_s(rhythm, since_s)
    gone_s = state.sat_s - state.track(rhythm.name).begun_s
    due = reminders.due(state, rules) is not None
    fraction = 1.0 if due else min(1.0, max(0.0, gone_s / (gone_s + wait_s)))
    if state.session is not None or reminders.holds(state, rules):
        return Next(rhythm, None, fraction, length_s, "break" if state.session else "hold")
    return Next(rhythm, state.now.plus(wait_s), fraction, length_s, rule)


def _coming(state: State, rules: Rules) -> tuple[Rhythm | None, float, str]:
    """The session rhythm that comes next, in how many seconds, and by which rule."""
    snooze_s = (
        0.0 if state.snoozed_until is None else max(0.0, state.snoozed_until.elapsed - state.now.elapsed)
    )
    due = reminders.due(state, rules)
    if due is not None and snooze_s < _work_ends_s(state, rules):
        return due, snooze_s, "snooze" if snooze_s else "due"
    found: list[tuple[float, str, Rhythm]] = []
    for rhythm in rules.rhythms:
        if rhythm.style is Style.QUIET:
            continue
        left_s, fixed_s = reminders.next_due_s(state, rhythm), _fixed_s(state, rhythm, rules)
        if left_s is not None:
            wait_s = _within_hours(state, rhythm, max(left_s, snooze_s), rules)
            found.append((wait_s, "snooze" if left_s < snooze_s == wait_s else "interval", rhythm))
        if fixed_s is not None:
            found.append((max(fixed_s, snooze_s), "snooze" if fixed_s < snooze_s else "fixed_time", rhythm))
    if not found:
        return None, 0.0, "none"
    wait_s, rule, rhythm = min(found, key=lambda each: each[0])
    return rhythm, wait_s, rule


def _work_ends_s(state: State, rules: Rules) -> float:
    """Seconds until the working hours end; infinite where they do not, or have not begun."""
    ends = workday.next_change(rules.hours, state.now.wall) if state.working else None
    return math.inf if ends is None else (ends.astimezone(UTC) - state.now.utc).total_seconds()


def _fixed_s(state: State, rhythm: Rhythm, rules: Rules) -> float | None:
    """Seconds until the next of the fixed times of `rhythm` that a week's working hours let be shown."""
    now = state.now.wall
    days = (now.date() + timedelta(days=n) for n in range(8))
    times = (datetime.combine(day, at, now.tzinfo) for day in days for at in sorted(rhythm.at))
    shown = (_shown(time, rules) for time in times if time.astimezone(UTC) > state.now.utc)
    found = next((time for time in shown if time is not None), None)
    return None if found is None else (found.astimezone(UTC) - state.now.utc).total_seconds()


def _shown(time: datetime, rules: Rules) -> datetime | None:
    """When a fixed time is shown: shortly before work it waits for that, otherwise it is dropped."""
    if workday.working(rules.hours, time):
        return time
    begins = workday.next_change(rules.hours, time)
    if begins is None or begins.astimezone(UTC) - time.astimezone(UTC) > _FIXED_TIME_KEEPS:
        return None
    return begins


def _within_hours(state: State, rhythm: Rhythm, wait_s: float, rules: Rules) -> float:
    """Where the working day ends first, the interval begins anew with the next one."""
    ends_s = _work_ends_s(state, rules)
    if wait_s < ends_s or rhythm.every_s is None:
        return wait_s
    begins = workday.next_change(rules.hours, state.now.plus(ends_s).wall)
    if begins is None:
        return wait_s
    return (begins.astimezone(UTC) - state.now.utc).total_seconds() + rhythm.every_s


def sentence(state: State, rules: Rules) -> str:
    """Why a reminder is or is not showing now, and how long the sitting has been, in a sentence or two."""
    told = reason(state, rules)
    if state.mode not in {Mode.SITTING, Mode.PAUSED} or state.sitting_s < 60:
        return told
    after = ""
    if reminders.holds(state, rules) and reminders.due(state, rules) is not None:
        after = "; the reminder will come when that is over"
    return f"{told} You have sat for {spoken(state.sitting_s)}{after}."


def reason(state: State, rules: Rules) -> str:
    """Why a reminder is or is not showing now; it holds as long as nothing happens."""
    if state.session is not None:
        return f"A break has been under way since {_clock(state.session.began)}."
    held = reminders.holds(state, rules)
    if Reason.OFF_HOURS in held:
        return _off_hours(state, rules)
    if held:
        since = min((hold.since for hold in held.values()), key=lambda moment: moment.elapsed)
        causes = [_because(cause, hold, state) for cause, hold in held.items()]
        return f"Held since {_clock(since)}: {_listed(causes)}."
    return _coming_sentence(state, rules)


def _coming_sentence(state: State, rules: Rules) -> str:
    coming = next_break(state, rules)
    if coming.rhythm is None or coming.at is None:
        return "No rhythm in your config asks for a break."
    match coming.rule:
        case "snooze":
            return f"The reminder was put off until {_until(coming.at, state)}."
        case "due":
            return _due(state, rules)
        case "fixed_time":
            return f"The next break comes {_when(coming.at, state)}, a fixed time."
        case _:
            every = spoken(coming.rhythm.every_s or 0)
            return f"The next break comes {_when(coming.at, state)}, after {every} of sitting."


def _due(state: State, rules: Rules) -> str:
    reminder, again = state.reminder, reminders.overdue_at(state, rules)
    if reminder is not None and reminder.open:
        return f"A break is due. The reminder has been on the screen since {_clock(reminder.shown_at)}."
    if not reminders.may_repeat(state, rules):
        return "A break is due. You were reminded of it, and will not be again before you have moved."
    if again is not None and again.elapsed > state.now.elapsed:
        return f"A break is due. The reminder comes back {_when(again, state)}."
    return "A break is due. The reminder waits for a pause in your typing."


def _off_hours(state: State, rules: Rules) -> str:
    begins = workday.next_change(rules.hours, state.now.wall)
    if begins is None:
        return "You are outside your working hours, and there are none in the week ahead."
    when = _when(replace(state.now, wall=begins), state)
    return f"You are outside your working hours, which begin again {when}."


def _when(moment: Moment, state: State) -> str:
    until = _until(moment, state)
    return f"at {until}" if until == _clock(moment) else f"on {until}"


def _until(moment: Moment, state: State) -> str:
    """The time, with its day where that is another one."""
    day = "" if moment.wall.date() == state.now.wall.date() else f"{moment.wall:%A} at "
    return f"{day}{_clock(moment)}"


def _listed(causes: list[str]) -> str:
    return " and ".join([", ".join(causes[:-1]), causes[-1]]) if len(causes) > 1 else causes[0]


def _because(reason: Reason, hold: Hold, state: State) -> str:
    if reason is Reason.PAUSED and state.pause is not None:
        until = state.now.plus(state.pause.left_s(state.now))
        return f"{_HOLDS[reason]} until {_until(until, state)}"
    return f"{_HOLDS[reason]} ({hold.cause})" if hold.cause else _HOLDS[reason]


def _holds(state: State, rules: Rules) -> list[dict[str, Any]]:
    return [
        {"reason": reason.value, "since": _iso(hold.since), "cause": _because(reason, hold, state)}
        for reason, hold in reminders.holds(state, rules).items()
    ]


def _reminder(state: State) -> dict[str, Any] | None:
    reminder = state.reminder
    if reminder is None:
        return None
    return {
        "rhythm": reminder.rhythm,
        "shown_at": _iso(reminder.shown_at),
        "times": reminder.times,
        "open": reminder.open,
    }


def _today(state: State) -> Mapping[str, float]:
    day = state.now.wall.date()
    today = state.today if state.today.day == day else Today(day)
    longest_s = max(today.longest_sitting_s, state.sitting_s if state.working else 0.0)
    return {
        "breaks": today.breaks,
        "natural": today.natural,
        "skipped": today.skipped,
        "longest_sitting_s": round(longest_s, 3),
    }


def _iso(moment: Moment) -> str:
    return moment.wall.isoformat(timespec="seconds")


def _clock(moment: Moment) -> str:
    return f"{moment.wall:%H:%M}"
