"""The clocks, the person, the service and the session window of a simulation.

Times are in seconds since the simulation began, on a clock that nobody sets.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from unslouch.core import scheduler
from unslouch.core.entries import Entry, EntryKind
from unslouch.core.events import Effect, Event, Reason, Record, ServiceStarted
from unslouch.core.moment import Moment, shift
from unslouch.core.resume import resume
from unslouch.core.rules import Rules
from unslouch.core.state import State
from unslouch.core.timeline import Timeline

_UP_FOR_S = 1000.0
"""How long the machine has been up when the simulation begins."""

_MARKS_EVERY_S = 60.0
"""How often the service leaves a mark that it is alive."""


@dataclass(slots=True)
class Clock:
    """The elapsed clock of the present boot, and the wall clock, `ahead_s` of an undisturbed one."""

    start: datetime
    now_s: float = 0.0
    booted_s: float = -_UP_FOR_S
    ahead_s: float = 0.0
    boots: int = 0

    def at(self, seconds: float) -> Moment:
        return Moment(shift(self.start, seconds + self.ahead_s), seconds - self.booted_s)

    @property
    def now(self) -> Moment:
        return self.at(self.now_s)

    def seconds(self, moment: Moment) -> float:
        """When `moment` of this boot was."""
        return moment.elapsed + self.booted_s

    def reboot(self, at_s: float) -> None:
        """The machine starts anew at `at_s`."""
        self.booted_s, self.boots = at_s, self.boots + 1

    @property
    def boot(self) -> str:
        return f"boot-{self.boots}"


@dataclass(slots=True)
class Person:
    """Who sits at the machine, or not, and what keeps reminders from them.

    `untouched_s` is since when the keyboard and the mouse are left alone, None while they are used;
    `engaged_s` is when a video or a session last ended: until then nobody was away. `known_idle` says
    whether the service was told. `still_s` is when the last typing ended.
    """

    untouched_s: float | None = None
    engaged_s: float = 0.0
    known_idle: bool = False
    watching: bool = False
    locked_s: float | None = None
    typing: bool = False
    still_s: float = 0.0
    holds: set[Reason] = field(default_factory=set)

    @property
    def idle_since_s(self) -> float | None:
        if self.untouched_s is None or self.watching or self.locked_s is not None:
            return None
        return max(self.untouched_s, self.engaged_s)

    @property
    def here(self) -> bool:
        return self.locked_s is None and (self.untouched_s is None or self.watching)

    def leave_keyboard(self, at_s: float) -> None:
        if self.typing:
            self.typing, self.still_s = False, at_s


@dataclass(frozen=True, slots=True)
class Session:
    """The window that guides a break of `length_s` seconds, which began at `began_s`."""

    number: int
    began_s: float
    length_s: float
    rhythm: str | None

    @property
    def id(self) -> str:
        return f"session-{self.number}"

    @property
    def facts(self) -> dict[str, object]:
        """What every entry about it says."""
        return {"session": self.id, "rhythm": self.rhythm, "length_s": self.length_s}

    def done_s(self, at_s: float) -> float:
        """How much of it is played at `at_s`."""
        return min(self.length_s, at_s - self.began_s)


@dataclass(slots=True)
class Service:
    """The background process without its desktop: the scheduler and the journal."""

    clock: Clock
    rules: Rules
    timeline: Timeline
    state: State = field(init=False)
    journal: list[Entry] = field(default_factory=list)
    up: bool = False
    _mark: Entry | None = None

    def __post_init__(self) -> None:
        self.state = scheduler.begin(self.clock.now, self.rules)

    def start(self, *known: Event) -> tuple[Effect, ...]:
        """Go on from the journal; `known` is what presence says at once."""
        now, boot = self.clock.now, self.clock.boot
        marks = [self._mark] if self._mark else []
        self.state, anew = resume([*self.journal, *marks], now, boot, self.rules)
        self.up = True
        return self.step(ServiceStarted(now, anew), *known)

    def stop(self) -> None:
        self.record(EntryKind.SERVICE_STOPPED, {"sitting_s": self.state.sitting_s})
        self.up = False

    def cut_off(self) -> None:
        """The power goes, with no word of it: the last mark is what the journal ends with."""
        if self.state.running:
            marked = self.clock.at(self.clock.now_s // _MARKS_EVERY_S * _MARKS_EVERY_S)
            self._mark = Entry.of(EntryKind.SERVICE_STOPPED, marked, self.clock.boot)
        self.up = False

    def record(self, kind: EntryKind, data: dict[str, object]) -> None:
        """What the service or a session writes by itself."""
        self._write(Record(kind, self.clock.now, data))
        self.timeline.entry(kind, self.clock.now, data)

    def step(self, *events: Event) -> tuple[Effect, ...]:
        """What the scheduler wants to be done. A service that does not run hears nothing."""
        if not self.up:
            return ()
        self.state, effects = scheduler.step_together(self.state, events, self.rules)
        wake_at = self.state.wake_at
        if wake_at is not None and wake_at.elapsed <= self.state.now.elapsed:
            raise RuntimeError("the scheduler wants to be woken in the past")
        self.timeline.step(events, self.state, self.rules, effects)
        for effect in effects:
            if isinstance(effect, Record):
                self._write(effect)
        return effects

    def _write(self, record: Record) -> None:
        self.journal.append(Entry.of(record.kind, record.at, self.clock.boot, record.data))
