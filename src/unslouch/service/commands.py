"""What the service does for each command that comes through the control socket."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from unslouch.core import reminders
from unslouch.core.duration import WEEK_S
from unslouch.core.errors import PlayingError, UnslouchError, UsageError
from unslouch.core.events import Paused, Resumed, SessionBegan, SessionEnded, Skipped, Snoozed, Woken
from unslouch.core.moment import Moment
from unslouch.core.outcome import Outcome
from unslouch.core.status import why
from unslouch.desktop.clock import FastClock
from unslouch.service.control import Connection, Handler, Message

if TYPE_CHECKING:
    from unslouch.service.runner import Service


def handlers(service: Service) -> Mapping[str, Handler]:
    """Every command by its name."""
    commands = Commands(service)
    return {
        "hello": commands.hello,
        "status": commands.status,
        "why": commands.why,
        "follow": commands.follow,
        "snooze": commands.snooze,
        "skip": commands.skip,
        "pause": commands.pause,
        "resume": commands.resume,
        "reload": commands.reload,
        "stop": commands.stop,
        "session_began": commands.session_began,
        "session_ended": commands.session_ended,
    }


class Commands:
    def __init__(self, service: Service) -> None:
        self._service = service

    async def hello(self, message: Message, connection: Connection) -> Message:
        """Who answers, and what a session needs to share: the clock, if it is a fast one, and the journal."""
        del message, connection
        clock = self._service.clock
        return {
            "pid": os.getpid(),
            "clock": clock.dump() if isinstance(clock, FastClock) else None,
            "journal": str(self._service.places.journal),
        }

    async def status(self, message: Message, connection: Connection) -> Message:
        del message, connection
        return self._service.status()

    async def why(self, message: Message, connection: Connection) -> Message:
        del message, connection
        self._service.feed(Woken)
        return why(self._service.state, self._service.settings.rules())

    async def follow(self, message: Message, connection: Connection) -> Message | None:
        """The status now and at every change, until the client is gone."""
        del message
        changed = self._service.subscribe()
        task = asyncio.create_task(self._tell_changes(changed, connection))

        def closed() -> None:
            task.cancel()
            self._service.unsubscribe(changed)

        connection.closed = closed
        return None

    async def _tell_changes(self, changed: asyncio.Event, connection: Connection) -> None:
        while True:
            await connection.send(self._service.status())
            await changed.wait()
            changed.clear()

    async def snooze(self, message: Message, connection: Connection) -> Message:
        del connection
        if not reminders.can_snooze(self._service.state, self._service.settings.rules()):
            raise UnslouchError("This break was put off as often as the config allows. Start it, or skip it.")
        self._service.feed(Snoozed, length_s=_seconds(message, "length_s"))
        return self._service.status()

    async def skip(self, message: Message, connection: Connection) -> Message:
        del message, connection
        self._service.feed(Skipped)
        return self._service.status()

    async def pause(self, message: Message, connection: Connection) -> Message:
        del connection
        now = self._service.clock.now()
        length_s = _seconds(message, "length_s")
        if message.get("until") is not None:
            until = _wall(str(message["until"]), now)
            self._service.feed(Paused, until=until, by_wall=True)
        else:
            self._service.feed(Paused, until=None if length_s is None else now.plus(length_s))
        return self._service.status()

    async def resume(self, message: Message, connection: Connection) -> Message:
        del message, connection
        self._service.feed(Resumed)
        return self._service.status()

    async def reload(self, message: Message, connection: Connection) -> Message:
        del message, connection
        self._service.reload()
        return self._service.status()

    async def stop(self, message: Message, connection: Connection) -> Message:
        del message, connection
        self._service.stop()
        return {"stopped": True}

    async def session_began(self, message: Message, connection: Connection) -> Message:
        """A session holds its connection: when that breaks without an end, the session has died.

        Raises PlayingError while another one plays.
        """
        identity, length_s = str(message.get("session")), _seconds(message, "length_s")
        if length_s is None:
            raise UsageError("A session has a length_s.")
        if self._service.playing not in {None, identity}:
            raise PlayingError
        self._service.session_began(identity)
        rhythm = message.get("rhythm")
        self._service.feed(SessionBegan, id=identity, length_s=length_s, rhythm=rhythm)
        connection.closed = lambda: self._service.session_lost(identity)
        return self._service.status()

    async def session_ended(self, message: Message, connection: Connection) -> Message:
        connection.closed = lambda: None
        with contextlib.suppress(ValueError, TypeError):
            outcome, done_s = Outcome(str(message.get("outcome"))), float(message.get("done_s") or 0)
            self._service.feed(SessionEnded, id=str(message.get("session")), outcome=outcome, done_s=done_s)
            return self._service.status()
        raise UsageError("A session ends with an outcome and done_s.")


def _seconds(message: Mapping[str, Any], key: str) -> float | None:
    value = message.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= WEEK_S:
        raise UsageError(f"{key} is a number of seconds, more than zero and at most a week.")
    return float(value)


def _wall(text: str, now: Moment) -> Moment:
    """The next moment at which the wall shows `text`, a time of day or a date with one."""
    try:
        until = datetime.combine(now.wall.date(), time.fromisoformat(text), now.wall.tzinfo)
        until = until if until > now.wall else until + timedelta(days=1)
    except ValueError:
        until = _date(text, now)
    ahead_s = (until.astimezone(UTC) - now.utc).total_seconds()
    if ahead_s > WEEK_S:
        raise UsageError(f"{text} is more than a week away.")
    return now.plus(ahead_s)


def _date(text: str, now: Moment) -> datetime:
    try:
        until = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} is no time. Write it like 15:30 or 2026-11-23T15:30.") from None
    until = until if until.tzinfo else until.replace(tzinfo=now.wall.tzinfo)
    if until <= now.wall:
        raise UsageError(f"{text} has passed.")
    return until
