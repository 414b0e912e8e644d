"""The service itself: events in, through the scheduler, effects out.

presence, clock, clicks, commands ──events──▶ scheduler.step ──effects──▶ notify, terminal, journal
"""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from collections.abc import Callable
from datetime import datetime, time
from typing import Any

from unslouch.core import scheduler
from unslouch.core.entries import Entry, EntryKind
from unslouch.core.events import (
    Absence,
    BreakAsked,
    Dismissed,
    Event,
    Left,
    OpenSession,
    Record,
    Remind,
    Returned,
    RulesChanged,
    ServiceStarted,
    SessionEnded,
    Skipped,
    Snoozed,
    Withdraw,
    Woken,
)
from unslouch.core.moment import Moment
from unslouch.core.outcome import Outcome
from unslouch.core.resume import resume
from unslouch.core.state import State
from unslouch.core.status import status
from unslouch.desktop.alarm import Alarm, alarm
from unslouch.desktop.clock import Clock
from unslouch.desktop.notify import Action, Listener, Notifier
from unslouch.desktop.presence.sleep import SleepWatch
from unslouch.desktop.watch import FileWatch
from unslouch.service import alive
from unslouch.service.alive import AliveFile
from unslouch.service.commands import handlers
from unslouch.service.control import Control
from unslouch.service.desk import Desk, OpenWindow
from unslouch.service.ledger import Ledger
from unslouch.service.places import Places
from unslouch.settings.load import Loaded, load

log = logging.getLogger(__name__)

_SHORT_S = 60.0
_SESSION_REPORTS_WITHIN_S = 10.0
"""How long a session that outlived a restart of the service may take to report, in real seconds."""


class Service:
    def __init__(
        self,
        clock: Clock,
        places: Places,
        notifier: Callable[[Listener], Notifier],
        open_window: OpenWindow,
    ) -> None:
        self.clock = clock
        self.places = places
        self.warnings: dict[str, str] = {}
        loaded = load(places.config)
        self.settings = loaded.settings
        self._ended = asyncio.Event()
        self._followers: set[asyncio.Event] = set()
        self._linked: set[str] = set()
        self._alive = AliveFile(places.alive)
        self._sleep = SleepWatch()
        self._desk = Desk(notifier(self), open_window, lambda: self.settings.session)
        self._alarm: Alarm = alarm(self._on_alarm)
        self._take(loaded)
        self._ledger = Ledger(places.journal, lambda sentence: self._warn("journal", sentence))
        self.state, self._anew = self._resumed()
        self._last_known = self.state.now

    async def run(self) -> None:
        """Run until `stop` or a signal. Raises ChannelError where the control socket cannot be made."""
        control = Control(self.places.runtime, handlers(self))
        await control.start()
        desk = asyncio.create_task(self._desk.run())
        watch = FileWatch(self.places.config, self.reload)
        self._take_signals()
        self._start()
        try:
            await self._ended.wait()
        finally:
            self.feed(Woken)
            self._record(EntryKind.SERVICE_STOPPED, self.clock.now(), {"sitting_s": self.state.sitting_s})
            self._alive.mark(self.clock)
            watch.close()
            await control.stop()
            desk.cancel()
            await self._desk.close()
            self._alarm.close()
            self._ledger.close()

    def stop(self) -> None:
        self._ended.set()

    def feed(self, event: Callable[..., Event], **fields: Any) -> None:
        """Something happened now: step the scheduler and do what it asks for."""
        self._notice_sleep()
        self._step(event(at=self.clock.now(), **fields))

    def reload(self) -> None:
        """The config may have changed: the new settings apply at once, broken ones not at all."""
        if self._take(load(self.places.config)):
            self.feed(RulesChanged)
        else:
            self._publish()

    def subscribe(self) -> asyncio.Event:
        """An event that is set at every change of the status, until `unsubscribe`."""
        follower = asyncio.Event()
        self._followers.add(follower)
        return follower

    def unsubscribe(self, follower: asyncio.Event) -> None:
        self._followers.discard(follower)

    def status(self) -> dict[str, Any]:
        self.feed(Woken)
        warnings = list(self.warnings.values())
        playing = self.playing is not None
        return {**status(self.state, self.settings.rules()), "playing": playing, "warnings": warnings}

    @property
    def playing(self) -> str | None:
        """The session that plays, as long as it is heard of: one that has died holds up no other."""
        session = self.state.session
        return session.id if session is not None and session.id in self._linked else None

    def session_began(self, identity: str) -> None:
        """A session reported itself: the window that was asked for is there."""
        self._linked.add(identity)
        self._desk.session_began()

    def session_lost(self, identity: str, last_known: Moment | None = None) -> None:
        """A session is gone and did not say how it ended: what it wrote counts, otherwise it died.

        It was seen alive at `last_known`, or until now.
        """
        self._linked.discard(identity)
        session = self.state.session
        if session is None or session.id != identity or self._ended.is_set():
            return
        outcome, done_s = self._ledger.end_of_session(identity) or (
            Outcome.DIED,
            min(session.length_s, (last_known or self.clock.now()).since(session.began)),
        )
        self.feed(SessionEnded, id=identity, outcome=outcome, done_s=done_s)

    def answered(self, action: Action, activation_token: str | None) -> None:
        """The user chose an action of the reminder (`notify.Listener`)."""
        match action:
            case Action.START:
                self._desk.activation_token = activation_token
                self.feed(BreakAsked)
            case Action.SHORT:
                self._desk.activation_token = activation_token
                self.feed(BreakAsked, length_s=_SHORT_S)
            case Action.SNOOZE:
                self.feed(Snoozed)
            case Action.SKIP:
                self.feed(Skipped)

    def dismissed(self) -> None:
        """The user closed the reminder (`notify.Listener`)."""
        self.feed(Dismissed)

    def _start(self) -> None:
        self._step(ServiceStarted(self.clock.now(), self._anew))
        if not scheduler.is_open(self.state):
            self._desk.carry_out(Withdraw())
        if self.state.session is not None:
            session = self.state.session
            loop = asyncio.get_running_loop()
            loop.call_later(_SESSION_REPORTS_WITHIN_S, self._miss_session, session.id)
        log.info("unslouch runs, with the config %s", self.places.config)

    def _miss_session(self, identity: str) -> None:
        """A session that was open before a restart has not reported: it died meanwhile."""
        if identity not in self._linked:
            self.session_lost(identity, self._last_known)

    def _resumed(self) -> tuple[State, bool]:
        now = self.clock.now()
        midnight = datetime.combine(now.wall.date(), time(), now.wall.tzinfo)
        entries, mark = self._ledger.tail(now.wall, midnight), self._alive.read()
        marks = [] if mark is None else [mark]
        return resume([*entries, *marks], now, self.clock.boot, self.settings.rules())

    def _step(self, *events: Event) -> None:
        before = self.state
        self.state, effects = scheduler.step_together(before, events, self.settings.rules())
        for effect in effects:
            match effect:
                case Record():
                    self._record(effect.kind, effect.at, dict(effect.data))
                case Remind() | Withdraw() | OpenSession():
                    self._desk.carry_out(effect)
        self._set_alarm()
        if effects or _face(before) != _face(self.state):
            self._publish()

    def _record(self, kind: EntryKind, at: Moment, data: dict[str, Any]) -> None:
        self._ledger.append(Entry.of(kind, at, self.clock.boot, data))

    def _publish(self) -> None:
        for follower in self._followers:
            follower.set()

    def _on_alarm(self) -> None:
        self.feed(Woken)
        if self.state.running:
            self._alive.mark(self.clock)

    def _set_alarm(self) -> None:
        wake = [self.state.wake_at.elapsed] if self.state.wake_at else []
        if self.state.running:
            wake.append(self.state.now.elapsed + alive.EVERY_S)
        self._alarm.set(self.clock.boottime_at(min(wake)) if wake else None)

    def _notice_sleep(self) -> None:
        slept_s = self._sleep.slept_s()
        if slept_s and self.clock.speed == 1:
            now = self.clock.now()
            self._step(Left(now, Absence.ASLEEP, now.plus(-slept_s)), Returned(now))

    def _take(self, loaded: Loaded) -> bool:
        """Whether these settings are in force: all of them, or the last good ones stay."""
        if not loaded.problems:
            self._warn("config", None)
            self.settings = loaded.settings
            return True
        self._warn("config", f"{loaded.problems[0]} Until then the last good settings count.")
        return False

    def _warn(self, topic: str, sentence: str | None) -> None:
        """Say what is wrong: in the log, in the status and in a note; None takes it back."""
        if sentence is None:
            self.warnings.pop(topic, None)
            return
        log.warning("%s", sentence)
        self.warnings[topic] = sentence
        self._desk.tell("Unslouch", sentence)

    def _take_signals(self) -> None:
        """On Windows a loop takes no signals: there Ctrl-C ends it through KeyboardInterrupt."""
        if sys.platform == "win32":
            return
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, self.stop)
        loop.add_signal_handler(signal.SIGINT, self.stop)
        loop.add_signal_handler(signal.SIGHUP, self.reload)


def _face(state: State) -> tuple[object, ...]:
    """What of a state somebody who follows the status can see change."""
    return (
        state.mode,
        state.reminder,
        state.snoozed_until,
        state.pause,
        state.session,
        state.last_break,
        state.tracks,
        tuple(state.holds.items()),
    )
