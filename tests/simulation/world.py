"""A desk on a simulated clock: the scheduler goes from wake-up to wake-up, and its effects are noted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from unslouch.core import scheduler
from unslouch.core.entries import Entry, EntryKind
from unslouch.core.events import (
    Effect,
    Event,
    OpenSession,
    Record,
    Remind,
    ServiceStarted,
    SessionBegan,
    SessionEnded,
    Withdraw,
    Woken,
)
from unslouch.core.moment import Moment
from unslouch.core.outcome import Outcome
from unslouch.core.resume import resume
from unslouch.core.rules import Rules
from unslouch.core.state import State

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=BERLIN)


@dataclass
class World:
    """`happened` is what the user saw and the journal got, as `(HH:MM:SS, word)`."""

    rules: Rules = field(default_factory=Rules)
    start: datetime = MONDAY
    boot: str = "boot-1"
    journal: list[Entry] = field(default_factory=list)
    happened: list[tuple[str, str]] = field(default_factory=list)
    sessions: int = 0

    def __post_init__(self) -> None:
        self.now = Moment(self.start, 1000.0)
        self.state: State = scheduler.begin(self.now, self.rules)
        self._step(ServiceStarted(self.now, anew=True))

    def run(self, seconds: float) -> None:
        """Let time pass, waking the scheduler whenever it asked to be woken."""
        end = self.now.plus(seconds)
        while self.state.wake_at is not None and self.state.wake_at.elapsed <= end.elapsed:
            assert self.state.wake_at.elapsed > self.state.now.elapsed
            self._pass_to(self.now.plus(self.state.wake_at.elapsed - self.now.elapsed))
            self._step(Woken(self.now))
        self._pass_to(end)
        self._step(Woken(self.now))

    def tell(self, event: type[Event], **fields: object) -> None:
        """Something happens now; a session writes what happens to it into the journal itself."""
        if event in {SessionBegan, SessionEnded} and fields.get("outcome") is not Outcome.DIED:
            kind = EntryKind.STARTED if event is SessionBegan else EntryKind(str(fields["outcome"]))
            data = {**fields, "session": fields["id"], "outcome": None}
            self.journal.append(Entry.of(kind, self.now, self.boot, data))
        self._step(event(at=self.now, **fields))  # type: ignore[arg-type]  # each event checks its own fields

    def tell_together(self, *events: Event) -> None:
        """Several things are learned of at once."""
        self.state, effects = scheduler.step_together(self.state, events, self.rules)
        self._note(effects)

    def nap(self, seconds: float) -> None:
        """Time passes in which nothing runs: the machine sleeps, or the service is not there."""
        self._pass_to(self.now.plus(seconds))

    def restart(self, took: float = 1.0) -> None:
        """The service is killed and started again; its mark says when it was last running."""
        self._mark()
        self.nap(took)
        self._resume()

    def reboot(self, took: float = 120.0, boot: str = "boot-2") -> None:
        self._mark()
        self.nap(took)
        self.now = replace(self.now, elapsed=5.0)
        self.boot = boot
        self._resume()

    def set_clock(self, by: float) -> None:
        """Somebody sets the wall clock."""
        self.now = replace(self.now, wall=self.now.plus(by).wall)
        self._step(Woken(self.now))

    def seen(self, *words: str) -> list[tuple[str, str]]:
        """What happened, of these kinds only."""
        return [each for each in self.happened if each[1].split()[0] in words]

    def _mark(self) -> None:
        self.journal.append(Entry.of(EntryKind.SERVICE_STOPPED, self.now, self.boot))

    def _resume(self) -> None:
        self.state, anew = resume(self.journal, self.now, self.boot, self.rules)
        self._step(ServiceStarted(self.now, anew))

    def _pass_to(self, moment: Moment) -> None:
        self.now = moment

    def _step(self, event: Event) -> None:
        self.state, effects = scheduler.step(self.state, event, self.rules)
        self._note(effects)

    def _note(self, effects: Sequence[Effect]) -> None:
        for effect in effects:
            match effect:
                case Remind(quiet=True):
                    self._happened(f"quiet {effect.rhythm}")
                case Remind():
                    self._happened(f"reminder {effect.length_s:g} {effect.posture} {effect.times}")
                case Withdraw():
                    self._happened("withdrawn")
                case OpenSession():
                    self._happened("opens")
                case Record():
                    entry = Entry.of(effect.kind, effect.at, self.boot, effect.data)
                    self.journal.append(entry)
                    self._happened(f"{effect.kind.value}")

    def _happened(self, what: str) -> None:
        self.happened.append((self.now.wall.astimezone(self.start.tzinfo or UTC).strftime("%H:%M:%S"), what))
