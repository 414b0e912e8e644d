"""What the scheduler knows between two events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from unslouch.core.events import Absence, Reason
from unslouch.core.moment import Moment


class Mode(StrEnum):
    """What somebody is doing, in a word."""

    SITTING = "sitting"
    AWAY = "away"
    BREAK = "break"
    PAUSED = "paused"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Track:
    """How far one rhythm is, as readings of the sitting clock (`State.sat_s`), in seconds.

    `since_s` is where the last break that satisfied it ended, `begun_s` where its interval began: a skip
    moves only the latter. `called` is the fixed time that came and waits for an answer.
    """

    since_s: float
    begun_s: float
    called: Moment | None = None


@dataclass(frozen=True, slots=True)
class Reminder:
    """The request for a due break: shown `times` times, last at `shown_at`; `open` while it is on the screen.

    `withheld` says that a hold took it away, so that it comes back when nothing holds it.
    """

    rhythm: str
    shown_at: Moment
    times: int = 1
    open: bool = True
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    id: str
    began: Moment
    length_s: float
    rhythm: str | None


@dataclass(frozen=True, slots=True)
class Away:
    """An absence since `since`; `secured` is since when the screen is locked or the machine asleep."""

    how: Absence
    since: Moment
    secured: Moment | None


@dataclass(frozen=True, slots=True)
class Hold:
    """Since when reminders are held for one reason, and why: a name for people, or nothing."""

    since: Moment
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Pause:
    since: Moment
    until: Moment
    by_wall: bool

    def over(self, now: Moment) -> bool:
        if self.by_wall:
            return now.wall >= self.until.wall
        return now.elapsed >= self.until.elapsed

    def left_s(self, now: Moment) -> float:
        """Seconds until it is over."""
        if self.by_wall:
            return (self.until.utc - now.utc).total_seconds()
        return self.until.elapsed - now.elapsed


@dataclass(frozen=True, slots=True)
class Today:
    """The day's counts."""

    day: date
    breaks: int = 0
    natural: int = 0
    skipped: int = 0
    longest_sitting_s: float = 0


@dataclass(frozen=True, slots=True)
class State:
    """The whole of it.

    `sat_s` is the sitting clock: seconds sat in all, stopped while away and off hours. The present
    sitting began at its reading `seated_s`. `mode_since` is when the present mode began.
    """

    now: Moment
    working: bool
    today: Today
    mode_since: Moment
    sat_s: float = 0
    seated_s: float = 0
    last_break: Moment | None = None
    tracks: Mapping[str, Track] = field(default_factory=dict)
    reminder: Reminder | None = None
    snoozes: int = 0
    snoozed_until: Moment | None = None
    session: Session | None = None
    away: Away | None = None
    pause: Pause | None = None
    off_since: Moment | None = None
    holds: Mapping[Reason, Hold] = field(default_factory=dict)
    typing: bool = False
    waiting_since: Moment | None = None
    wake_at: Moment | None = None

    @property
    def mode(self) -> Mode:
        if self.session is not None:
            return Mode.BREAK
        if not self.working:
            return Mode.OFF
        if self.pause is not None:
            return Mode.PAUSED
        return Mode.SITTING if self.away is None else Mode.AWAY

    @property
    def sitting_s(self) -> float:
        """Seconds of the present sitting."""
        return self.sat_s - self.seated_s

    @property
    def running(self) -> bool:
        """Whether the sitting clock runs."""
        return self.working and self.away is None

    def track(self, rhythm: str) -> Track:
        """How far `rhythm` is; a new one has come as far as the present sitting."""
        return self.tracks.get(rhythm, Track(self.seated_s, self.seated_s))

    def since_s(self, rhythm: str) -> float:
        """Seconds sat since the last break that satisfied `rhythm`."""
        return self.sat_s - self.track(rhythm).since_s
