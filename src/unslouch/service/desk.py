"""Carries out what the scheduler asks of the desktop: reminders, one after the other, and windows."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable
from typing import Protocol

from unslouch.core import wording
from unslouch.core.duration import text as duration_text
from unslouch.core.errors import UnslouchError
from unslouch.core.events import OpenSession, Remind, Withdraw
from unslouch.desktop.notify import Action, Notice, Notifier
from unslouch.settings.model import Open, Session

log = logging.getLogger(__name__)

_TYPE_IT = "In a terminal, type: unslouch break"
_OPENS_WITHIN_S = 8.0
"""How long a session may take to report that it began, in real seconds."""


class OpenWindow(Protocol):
    """Opens a terminal window with a command in it. Raises UnslouchError with advice where none opens."""

    def __call__(
        self, command: list[str], preference: str | tuple[str, ...], activation_token: str | None
    ) -> Awaitable[object]: ...


class Desk:
    """`settings` gives the present settings of the session."""

    def __init__(self, notifier: Notifier, open_window: OpenWindow, settings: Callable[[], Session]) -> None:
        self._notifier = notifier
        self._open_window = open_window
        self._settings = settings
        self._queue: asyncio.Queue[Callable[[], Awaitable[object]]] = asyncio.Queue()
        self._began = asyncio.Event()
        self._opening: set[asyncio.Task[None]] = set()
        self.activation_token: str | None = None

    async def run(self) -> None:
        """Work through what was asked, in order, until cancelled."""
        while True:
            work = await self._queue.get()
            try:
                await work()
            except UnslouchError as error:
                log.warning("%s", error)
            finally:
                self._queue.task_done()

    def carry_out(self, effect: Remind | Withdraw | OpenSession) -> None:
        match effect:
            case Remind():
                self._queue.put_nowait(lambda: self._remind(effect))
            case Withdraw():
                self._queue.put_nowait(self._notifier.withdraw)
            case OpenSession():
                self._open(effect)

    def tell(self, title: str, body: str) -> None:
        """A note that wants no answer."""
        self._queue.put_nowait(lambda: self._notifier.tell(Notice(title, body)))

    def session_began(self) -> None:
        self._began.set()

    async def close(self) -> None:
        """Take the reminder off the screen, and let go."""
        for task in self._opening:
            task.cancel()
        await self._notifier.withdraw()
        await self._notifier.close()

    async def _remind(self, effect: Remind) -> None:
        notice = Notice(wording.title(effect), wording.body(effect), typed=_TYPE_IT)
        if effect.quiet:
            await self._notifier.tell(notice)
            return
        shown = await self._notifier.show(Notice(notice.title, notice.body, _actions(effect), notice.typed))
        if not shown:
            log.info("no notification could be shown; the reminder is in the status and in open windows")
        if self._settings().open is Open.AUTO:
            self._open(OpenSession(None))

    def _open(self, effect: OpenSession) -> None:
        task = asyncio.create_task(self._open_session(effect.length_s))
        self._opening.add(task)
        task.add_done_callback(self._opening.discard)

    async def _open_session(self, length_s: float | None) -> None:
        settings = self._settings()
        if settings.open is Open.NEVER:
            self.tell("Ready when you are", _TYPE_IT)
            return
        token, self.activation_token = self.activation_token, None
        command = break_command(length_s)
        self._began.clear()
        try:
            await self._open_window(command, settings.terminal, token)
            await asyncio.wait_for(self._began.wait(), _OPENS_WITHIN_S)
        except TimeoutError:
            log.warning("a terminal was started, but no session began in it within %g s", _OPENS_WITHIN_S)
            log.warning("set session.terminal in the config to a terminal that opens here")
            self.tell("No break began", _TYPE_IT)
        except UnslouchError as error:
            log.warning("%s", error)
            self.tell("No window opened", _TYPE_IT)


def break_command(length_s: float | None) -> list[str]:
    """The command that plays a session in a terminal; `length_s` None leaves its length to the bands."""
    length = [] if length_s is None else ["--length", duration_text(length_s).replace(" ", "")]
    return [sys.executable, "-m", "unslouch", "break", *length]


def _actions(effect: Remind) -> tuple[tuple[Action, str], ...]:
    snooze = ((Action.SNOOZE, "Snooze"),) if effect.can_snooze else ()
    return ((Action.START, "Start"), (Action.SHORT, "1 min"), *snooze, (Action.SKIP, "Skip"))
