"""What the scheduler is told, and what it asks for. Every event carries its moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from unslouch.core.entries import EntryKind
from unslouch.core.moment import Moment
from unslouch.core.outcome import Outcome
from unslouch.core.rules import Posture


class Reason(StrEnum):
    """Why no reminder may appear now."""

    AWAY = "away"
    OFF_HOURS = "off_hours"
    PAUSED = "paused"
    DO_NOT_DISTURB = "do_not_disturb"
    MEETING = "meeting"
    SCREEN_SHARED = "screen_shared"
    FULL_SCREEN = "full_screen"


class Absence(StrEnum):
    """How somebody is away."""

    IDLE = "idle"
    LOCKED = "locked"
    ASLEEP = "asleep"


@dataclass(frozen=True, slots=True)
class Woken:
    """Time has passed, or somebody set the clock: nothing else happened."""

    at: Moment


@dataclass(frozen=True, slots=True)
class ServiceStarted:
    """The service begins, from a state that `core.resume` made of the journal; `anew` as told there."""

    at: Moment
    anew: bool


@dataclass(frozen=True, slots=True)
class RulesChanged:
    """The rules that come with this step are other ones than before."""

    at: Moment


@dataclass(frozen=True, slots=True)
class HoldBegan:
    at: Moment
    reason: Reason
    cause: str = ""


@dataclass(frozen=True, slots=True)
class HoldEnded:
    at: Moment
    reason: Reason


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody is away, since `since`: for an idle person that is the last touch."""

    at: Moment
    how: Absence
    since: Moment


@dataclass(frozen=True, slots=True)
class Returned:
    at: Moment


@dataclass(frozen=True, slots=True)
class Typing:
    """The keyboard is in use, or has been still for the pause that reminders wait for."""

    at: Moment
    active: bool


@dataclass(frozen=True, slots=True)
class BreakAsked:
    """Start or 1 min on the reminder: a session is to open. `length_s` None means by the band."""

    at: Moment
    length_s: float | None = None


@dataclass(frozen=True, slots=True)
class Snoozed:
    """`length_s` None means the length in the rules."""

    at: Moment
    length_s: float | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    at: Moment


@dataclass(frozen=True, slots=True)
class Dismissed:
    """The user closed the reminder without an answer."""

    at: Moment


@dataclass(frozen=True, slots=True)
class Paused:
    """Until `until`, a wall time where `by_wall` and otherwise a length; None: until the working day ends."""

    at: Moment
    until: Moment | None = None
    by_wall: bool = False


@dataclass(frozen=True, slots=True)
class Resumed:
    at: Moment


@dataclass(frozen=True, slots=True)
class SessionBegan:
    """A session of `length_s` seconds began somewhere, in answer to `rhythm` or to nothing."""

    at: Moment
    id: str
    length_s: float
    rhythm: str | None = None


@dataclass(frozen=True, slots=True)
class SessionEnded:
    """The session ended after `done_s` seconds of it were played."""

    at: Moment
    id: str
    outcome: Outcome
    done_s: float


Event = (
    Woken
    | ServiceStarted
    | RulesChanged
    | HoldBegan
    | HoldEnded
    | Left
    | Returned
    | Typing
    | BreakAsked
    | Snoozed
    | Skipped
    | Dismissed
    | Paused
    | Resumed
    | SessionBegan
    | SessionEnded
)


@dataclass(frozen=True, slots=True)
class Remind:
    """Show the reminder, in place of the one that may be open. A quiet one is a note that wants no answer."""

    rhythm: str
    since_s: float
    length_s: float
    posture: Posture
    times: int
    can_snooze: bool
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Take the open reminder away."""


@dataclass(frozen=True, slots=True)
class OpenSession:
    """Open a session where the user sees it. `length_s` None means by the band."""

    length_s: float | None


@dataclass(frozen=True, slots=True)
class Record:
    """Write an entry into the journal."""

    kind: EntryKind
    at: Moment
    data: Mapping[str, Any] = field(default_factory=dict)


Effect = Remind | Withdraw | OpenSession | Record
