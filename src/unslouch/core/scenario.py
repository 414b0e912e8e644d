"""A day at the desk to be played: when it begins and ends, how reminders are answered, what else happens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from unslouch.core.events import Reason
from unslouch.core.rules import Hours, Rules

_BEGINS, _ENDS = time(9), time(18)
"""The day that is played where any hour counts."""


class Answer(StrEnum):
    """What the person does with a reminder."""

    START = "start"
    SHORT = "short"
    SNOOZE = "snooze"
    SKIP = "skip"
    DISMISS = "dismiss"
    IGNORE = "ignore"


class What(StrEnum):
    """What may happen in a scenario."""

    IDLE = "idle"
    ACTIVE = "active"
    TYPING = "typing"
    TYPING_ENDS = "typing_ends"
    LOCK = "lock"
    UNLOCK = "unlock"
    SUSPEND = "suspend"
    RESUME = "resume"
    HOLD = "hold"
    RELEASE = "release"
    VIDEO = "video"
    VIDEO_ENDS = "video_ends"
    PAUSE = "pause"
    UNPAUSE = "unpause"
    SNOOZE = "snooze"
    SKIP = "skip"
    BREAK = "break"
    BREAK_ENDS = "break_ends"
    BREAK_DIES = "break_dies"
    ANSWER = "answer"
    CLOCK = "clock"
    TIMEZONE = "timezone"
    RESTART = "restart"
    REBOOT = "reboot"
    CONFIG = "config"


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happens `at_s` seconds after the start, on a clock that nobody sets.

    `reason` is for hold and release; `length_s` for pause and snooze (None means by the rules), `until` for
    pause as well; `completed` for break_ends; `answer` for answer; `by_s` for clock; `zone` for timezone;
    `took_s` for restart and reboot; `rules`, the whole new ones, for config.
    """

    at_s: float
    what: What
    reason: Reason = Reason.MEETING
    length_s: float | None = None
    until: time | datetime | None = None
    completed: bool = True
    answer: Answer = Answer.START
    by_s: float = 0
    zone: tzinfo | None = None
    took_s: float = 1
    rules: Rules | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """From `start` (aware) on for `length_s` seconds; `happenings` are in order.

    Each reminder gets `answer` after `answer_after_s`, until a happening changes that.
    """

    start: datetime
    length_s: float
    answer: Answer = Answer.START
    answer_after_s: float = 20
    happenings: tuple[Happening, ...] = ()


def usual_day(day: date, hours: Hours, zone: tzinfo) -> Scenario | None:
    """The working hours of `day`, on which nothing but breaks happens; None on a day off."""
    start, end = datetime.combine(day, _BEGINS, zone), datetime.combine(day, _ENDS, zone)
    spans = hours[day.weekday()]
    if spans is not None:
        midnight = datetime.combine(day, time(), zone)
        start = midnight + timedelta(minutes=min((span.start for span in spans), default=0))
        end = midnight + timedelta(minutes=max((span.end for span in spans), default=0))
    length_s = (end.astimezone(UTC) - start.astimezone(UTC)).total_seconds()
    return Scenario(start, length_s) if length_s > 0 else None
