"""Notifications with buttons, replaced in place, through the server of a Linux desktop."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Coroutine, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from unslouch.core import text
from unslouch.desktop.notify import kept
from unslouch.desktop.notify.bus import BusError, session_socket
from unslouch.desktop.notify.kept import Kept
from unslouch.desktop.notify.port import NO_BUS, NO_SERVER, Action, Listener, Notice, Report
from unslouch.desktop.notify.server import NAME, Server, Servers

_ANSWERS = {"default": Action.START, **{action.value: action for action in Action}}
_CLOSED_BY_USER = 2
_EARLY_AT_MOST = 16

_NO_BUTTONS = "This notification server shows no buttons: type unslouch break."
_DUNST = "In dunst a middle click starts the break; for the other answers bind dunstctl context to a key."


class FreedesktopNotifier:
    """Shows a reminder through the running server, and anew when that one is replaced by another.

    What is on the screen is kept in mind in a file, so that the successor of a killed service replaces
    or withdraws it.
    """

    def __init__(self, listener: Listener, directory: Path, environ: Mapping[str, str]) -> None:
        """`directory` is the runtime directory, for that file."""
        self._listener = listener
        self._directory = directory
        self._environ = environ
        self._servers = Servers(environ, self._said, self._changed)
        self._kept = kept.load(directory)
        self._notice: Notice | None = None  # what is to be on the screen, shown or not
        self._early: deque[tuple[str, tuple[Any, ...]]] = deque(maxlen=_EARLY_AT_MOST)
        self._token: str | None = None
        self._lock = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()

    async def show(self, notice: Notice) -> bool:
        async with self._lock:
            return await self._shown(notice)

    async def tell(self, notice: Notice) -> bool:
        async with self._lock:
            try:
                await self._servers.notify(notice)
            except BusError:
                return False
            return True

    async def withdraw(self) -> None:
        async with self._lock:
            self._notice = None
            if self._kept:
                with suppress(BusError):  # if nobody answers it stays in mind, and the next one replaces it
                    await self._servers.find()
                    if number := self._number():
                        await self._servers.take_down(number)
                    self._keep(None)

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._servers.close()

    async def report(self) -> Report:
        async with self._lock:
            try:
                server = await self._servers.find()
                name, version = await self._servers.introduce()
            except BusError:
                advice = NO_SERVER if session_socket(self._environ) else NO_BUS
                return Report(NAME, works=False, can=(), advice=advice)
        buttons = "actions" in server.capabilities
        can = ("show", "replace", "withdraw", *(("answer",) if buttons else ()))
        advice = _NO_BUTTONS if not buttons else _DUNST if name == "dunst" else ""
        mechanism = f"{name} {version.partition(' ')[0]}".strip()  # dunst adds the date of the release
        return Report(mechanism or NAME, works=True, can=can, advice=advice)

    async def _shown(self, notice: Notice) -> bool:
        self._notice, self._token = notice, None
        self._early.clear()
        try:
            server = await self._servers.find()
            on_screen = partial(self._on_screen, notice, server)
            on_screen(await self._servers.notify(notice, self._number(), on_screen))
        except BusError:
            return False
        return True

    def _on_screen(self, notice: Notice, server: Server, number: int) -> None:
        """It is there, in time or late. What was said of it before its number was known counts now."""
        if self._notice is notice:
            self._keep(Kept(server.bus, server.owner, number))
            for member, arguments in tuple(self._early):
                self._said(member, arguments)
        elif number != self._number():  # answered or withdrawn meanwhile
            self._start(self._servers.take_down(number))

    def _number(self) -> int:
        """The number of the notification on the screen; 0 if the running server shows none of ours."""
        server = self._servers.now
        if self._kept and server and (self._kept.bus, self._kept.server) == (server.bus, server.owner):
            return self._kept.number
        return 0

    def _keep(self, now: Kept | None) -> None:
        if now != self._kept:
            self._kept = now
            kept.save(self._directory, now)

    def _said(self, member: str, arguments: tuple[Any, ...]) -> None:
        match (member, arguments):
            case (_, (number, _)) if number != self._number():
                self._early.append((member, arguments))
            case ("ActivationToken", (_, str(token))):
                self._token = text.clean(token)
            case ("ActionInvoked", (number, key)) if key in _ANSWERS:
                self._answered(number, _ANSWERS[key])
            case ("NotificationClosed", (_, reason)):
                if self._forget() and reason == _CLOSED_BY_USER:
                    asyncio.get_running_loop().call_soon(self._listener.dismissed)

    def _answered(self, number: int, action: Action) -> None:
        token = self._token
        if self._forget():
            asyncio.get_running_loop().call_soon(self._listener.answered, action, token)
        self._start(self._servers.take_down(number))  # some servers leave it on the screen

    def _forget(self) -> bool:
        """Nothing is on the screen any more. Whether a reminder of this process was."""
        waiting, self._notice, self._token = self._notice, None, None
        self._keep(None)
        return waiting is not None

    def _changed(self) -> None:
        if self._notice:
            self._start(self._again(self._notice))

    async def _again(self, notice: Notice) -> None:
        async with self._lock:
            if self._notice is notice and not self._number():
                await self._shown(notice)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(_quietly(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _quietly(work: Coroutine[Any, Any, None]) -> None:
    with suppress(BusError):
        await work
