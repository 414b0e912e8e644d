"""What a played day looked like from outside: the `timeline` of the `preview` document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from unslouch.core import reminders
from unslouch.core.entries import EntryKind
from unslouch.core.errors import UsageError
from unslouch.core.events import (
    Absence,
    BreakAsked,
    Dismissed,
    Effect,
    Event,
    Left,
    Reason,
    Record,
    Remind,
    SessionBegan,
    Skipped,
    Snoozed,
    Withdraw,
)
from unslouch.core.moment import Moment
from unslouch.core.rules import Rules
from unslouch.core.state import Hold, State

_MOST = 50_000
_ROUNDED = timedelta(milliseconds=1)
"""Sums of seconds lack a little now and then; a text that is cut off to seconds must not show it."""

_ANSWERS = (BreakAsked, Dismissed, SessionBegan, Skipped, Snoozed)

_WORK = {EntryKind.WORK_BEGAN: "work_begins", EntryKind.WORK_ENDED: "work_ends"}
_TOLD: Mapping[EntryKind, tuple[str, tuple[str, ...]]] = {
    EntryKind.NATURAL_BREAK: ("natural_break", ("length_s", "rhythm")),
    EntryKind.DISMISSED: ("dismissed", ("rhythm",)),
    EntryKind.SNOOZED: ("snoozed", ("length_s", "snoozes")),
    EntryKind.SKIPPED: ("skipped", ("rhythm",)),
    EntryKind.COMPLETED: ("completed", ("rhythm", "length_s", "done_s", "lasted_s")),
    EntryKind.LEFT_EARLY: ("left_early", ("rhythm", "length_s", "done_s", "died")),
    EntryKind.STARTED: ("session", ("rhythm", "since_s", "length_s", "posture")),
}
"""The word for an entry of the journal, and which of its data are told."""


@dataclass(frozen=True, slots=True)
class Told:
    """One event, `after_s` seconds after the start of the day; `at` is what the wall clock showed then."""

    after_s: float
    at: datetime
    what: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def document(self) -> dict[str, Any]:
        """The event as the contract has it."""
        facts = {
            key: round(value, 3) if isinstance(value, float) else value for key, value in self.facts.items()
        }
        return {"at": (self.at + _ROUNDED).isoformat(timespec="seconds"), "what": self.what, **facts}


class Timeline:
    """The events of a played day. `seconds` says when a moment was, on a clock that no reboot begins anew.

    What came to light later than it happened (the end of work while the machine slept) is put in its place.
    """

    def __init__(self, seconds: Callable[[Moment], float]) -> None:
        self._seconds = seconds
        self._told: list[Told] = []
        self._working: bool | None = None
        self._held: Mapping[Reason, Hold] = {}

    @property
    def events(self) -> list[Told]:
        return sorted(self._told, key=lambda told: told.after_s)

    def add(self, at: Moment, what: str, facts: Mapping[str, Any] | None = None) -> None:
        """Raises UsageError where there is no end to it."""
        if len(self._told) >= _MOST:
            raise UsageError(f"More than {_MOST} things happen in that time; preview a shorter one.")
        self._told.append(Told(self._seconds(at), at.wall, what, facts or {}))

    def step(
        self, events: tuple[Event, ...], state: State, rules: Rules, effects: tuple[Effect, ...]
    ) -> None:
        """What a step of the scheduler did: `state` is the one after it."""
        self._note_work(state, effects)
        self._note_sleep(events)
        self._note_holds(state, rules)
        answered = any(isinstance(event, _ANSWERS) for event in events)
        for effect in effects:
            match effect:
                case Remind():
                    self.add(state.now, "reminder", _reminder(effect))
                case Withdraw() if not answered:
                    self.add(state.now, "withdrawn")
                case Record():
                    self.entry(effect.kind, effect.at, effect.data)

    def entry(self, kind: EntryKind, at: Moment, data: Mapping[str, Any]) -> None:
        """An entry of the journal, if it is one that a timeline tells."""
        if kind in _TOLD:
            what, keys = _TOLD[kind]
            self.add(at, what, {key: data[key] for key in keys if key in data})

    def _note_work(self, state: State, effects: Iterable[Effect]) -> None:
        for effect in effects:
            if isinstance(effect, Record) and effect.kind in _WORK:
                self.add(effect.at, _WORK[effect.kind])
                self._working = effect.kind is EntryKind.WORK_BEGAN
        if self._working is not None and self._working is not state.working:
            self.add(state.now, "work_begins" if state.working else "work_ends")
        self._working = state.working

    def _note_holds(self, state: State, rules: Rules) -> None:
        held = reminders.holds(state, rules)
        for reason in (reason for reason in self._held if reason not in held):
            self.add(state.now, "released", {"reason": reason.value})
        for reason in (reason for reason in held if reason not in self._held):
            began = held[reason].since if reason is Reason.OFF_HOURS else state.now
            self.add(began, "held", {"reason": reason.value})
        self._held = held

    def _note_sleep(self, events: Iterable[Event]) -> None:
        """The scheduler hears of sleep when it is over: going and coming back in one step."""
        for event in events:
            if isinstance(event, Left) and event.how is Absence.ASLEEP and Reason.AWAY not in self._held:
                self.add(event.since, "held", {"reason": Reason.AWAY.value})
                self._held = {**self._held, Reason.AWAY: Hold(event.since)}


def _reminder(effect: Remind) -> dict[str, Any]:
    facts = {
        "rhythm": effect.rhythm,
        "since_s": effect.since_s,
        "length_s": effect.length_s,
        "posture": effect.posture.value,
        "times": effect.times,
    }
    return {**facts, "quiet": True} if effect.quiet else facts
