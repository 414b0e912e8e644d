"""What each happening of a scenario does to the person, the machine and the service of a simulated day.

Each has its effect now: one that was put off begins when it can.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from unslouch.core.events import (
    Absence,
    Event,
    HoldBegan,
    HoldEnded,
    Left,
    Paused,
    Resumed,
    Returned,
    RulesChanged,
    Skipped,
    Snoozed,
    Typing,
)
from unslouch.core.moment import Moment
from unslouch.core.outcome import Outcome
from unslouch.core.scenario import Happening, What
from unslouch.core.simulated import Person

if TYPE_CHECKING:
    from unslouch.core.simulation import Day

_BOOTS_FOR_S = 30.0
"""How much of a reboot belongs to the new boot."""


def happen(day: Day, happening: Happening) -> None:
    """Let `happening` have its effect on `day`."""
    _EFFECTS[happening.what](day, happening)


def _idle(day: Day, happening: Happening) -> None:
    del happening
    day.person.leave_keyboard(day.clock.now_s)
    day.person.untouched_s = day.clock.now_s


def _active(day: Day, happening: Happening) -> None:
    del happening
    day.touch()


def _typing(day: Day, happening: Happening) -> None:
    del happening
    day.touch()
    day.person.typing = True
    day.tell(Typing(day.clock.now, active=True))


def _typing_ends(day: Day, happening: Happening) -> None:
    del happening
    day.person.leave_keyboard(day.clock.now_s)


def _lock(day: Day, happening: Happening) -> None:
    del happening
    day.person.leave_keyboard(day.clock.now_s)
    if day.person.locked_s is None:
        day.person.locked_s = day.clock.now_s
        day.tell(Left(day.clock.now, Absence.LOCKED, day.clock.now))


def _unlock(day: Day, happening: Happening) -> None:
    """Nobody unlocks a screen without touching anything."""
    del happening
    if day.person.locked_s is None:
        return
    day.person.locked_s, day.person.known_idle = None, True
    day.touch()


def _suspend(day: Day, happening: Happening) -> None:
    del happening
    day.person.leave_keyboard(day.clock.now_s)
    day.asleep_s = day.clock.now_s


def _resume(day: Day, happening: Happening) -> None:
    """The service hears of sleep when it is over; a long one ends a session where it was left (rule 9)."""
    del happening
    began_s, day.asleep_s = day.asleep_s, None
    if began_s is None:
        return
    now, since = day.clock.now, day.clock.at(began_s)
    known: list[Event] = [Left(now, Absence.ASLEEP, since)]
    if day.person.here:
        known.append(Returned(now))
    day.person.known_idle = not day.person.here
    long = now.since(since) >= day.service.rules.away.locked_is_break_s
    if day.session is not None and long:
        day.end_session(Outcome.LEFT_EARLY, *known, left_s=began_s)
    else:
        day.tell(*known)
    day.look_up()
    day.catch_up()


def _hold(day: Day, happening: Happening) -> None:
    day.person.holds.add(happening.reason)
    day.tell(HoldBegan(day.clock.now, happening.reason))


def _release(day: Day, happening: Happening) -> None:
    day.person.holds.discard(happening.reason)
    day.tell(HoldEnded(day.clock.now, happening.reason))


def _video(day: Day, happening: Happening) -> None:
    del happening
    day.person.watching = True


def _video_ends(day: Day, happening: Happening) -> None:
    del happening
    if day.person.watching:
        day.person.watching, day.person.engaged_s = False, day.clock.now_s


def _pause(day: Day, happening: Happening) -> None:
    now, until = day.clock.now, None
    if happening.until is not None:
        until = _when(happening.until, now)
    elif happening.length_s is not None:
        until = now.plus(happening.length_s)
    day.tell(Paused(now, until, by_wall=happening.until is not None))


def _unpause(day: Day, happening: Happening) -> None:
    del happening
    day.tell(Resumed(day.clock.now))


def _snooze(day: Day, happening: Happening) -> None:
    day.tell(Snoozed(day.clock.now, happening.length_s))


def _skip(day: Day, happening: Happening) -> None:
    del happening
    day.tell(Skipped(day.clock.now))


def _break(day: Day, happening: Happening) -> None:
    del happening
    if day.session is None:
        day.touch()
        day.begin_session()


def _break_ends(day: Day, happening: Happening) -> None:
    _end(day, Outcome.COMPLETED if happening.completed else Outcome.LEFT_EARLY)


def _break_dies(day: Day, happening: Happening) -> None:
    del happening
    _end(day, Outcome.DIED)


def _end(day: Day, outcome: Outcome) -> None:
    """Where the last session was over by itself, it was over-stayed until now instead."""
    if day.session is not None:
        day.end_session(outcome)
    elif day.completed is not None:
        day.stays_in = day.completed.number


def _answer(day: Day, happening: Happening) -> None:
    day.answer = happening.answer


def _clock(day: Day, happening: Happening) -> None:
    day.clock.ahead_s += happening.by_s
    day.wake()


def _timezone(day: Day, happening: Happening) -> None:
    day.clock.start = day.clock.start.astimezone(happening.zone)
    day.wake()


def _restart(day: Day, happening: Happening) -> None:
    day.wake()
    day.service.stop()
    day.starts_s = day.clock.now_s + happening.took_s


def _reboot(day: Day, happening: Happening) -> None:
    """The power is cut: whoever comes back finds nothing going on."""
    day.service.cut_off()
    day.starts_s = day.clock.now_s + happening.took_s
    session, day.session, day.completed, day.asleep_s = day.session, None, None, None
    day.lost = None if session is None else (session, session.done_s(day.clock.now_s))
    day.person = Person(engaged_s=day.clock.now_s, still_s=day.clock.now_s)
    day.clock.reboot(day.starts_s - min(_BOOTS_FOR_S, happening.took_s))


def _config(day: Day, happening: Happening) -> None:
    if happening.rules is not None:
        day.service.rules = happening.rules
        day.tell(RulesChanged(day.clock.now))


def _when(until: time | datetime, now: Moment) -> Moment:
    """The next moment at which the wall shows `until`."""
    zone = now.wall.tzinfo
    if isinstance(until, datetime):
        wall = until.replace(tzinfo=zone)
    else:
        wall = datetime.combine(now.wall.date(), until, zone)
        wall = wall if wall > now.wall else wall + timedelta(days=1)
    return now.plus((wall.astimezone(UTC) - now.utc).total_seconds())


_EFFECTS: Mapping[What, Callable[[Day, Happening], None]] = {
    What.IDLE: _idle,
    What.ACTIVE: _active,
    What.TYPING: _typing,
    What.TYPING_ENDS: _typing_ends,
    What.LOCK: _lock,
    What.UNLOCK: _unlock,
    What.SUSPEND: _suspend,
    What.RESUME: _resume,
    What.HOLD: _hold,
    What.RELEASE: _release,
    What.VIDEO: _video,
    What.VIDEO_ENDS: _video_ends,
    What.PAUSE: _pause,
    What.UNPAUSE: _unpause,
    What.SNOOZE: _snooze,
    What.SKIP: _skip,
    What.BREAK: _break,
    What.BREAK_ENDS: _break_ends,
    What.BREAK_DIES: _break_dies,
    What.ANSWER: _answer,
    What.CLOCK: _clock,
    What.TIMEZONE: _timezone,
    What.RESTART: _restart,
    What.REBOOT: _reboot,
    What.CONFIG: _config,
}
