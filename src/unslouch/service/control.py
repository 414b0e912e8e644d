"""The server side of the control socket: one line in, one line out; `follow` and sessions stay connected."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from unslouch.core.errors import UnslouchError, UsageError
from unslouch.service import channel

log = logging.getLogger(__name__)

_FIRST_LINE_S = 5.0

Message = dict[str, Any]
Handler = Callable[[Message, "Connection"], Awaitable[Message | None]]
"""Answers a request; None where it has seen to the answer itself."""


class Connection:
    """One client. `closed` is called once when it is gone."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer
        self.closed: Callable[[], None] = lambda: None

    async def send(self, message: Message) -> None:
        """A client that is gone is noticed by its reader, so that nothing is raised here."""
        with contextlib.suppress(ConnectionError):
            self._writer.write(channel.encode(message))
            await self._writer.drain()


class Control:
    """Serves `handlers` on the control socket in `folder`."""

    def __init__(self, folder: Path, handlers: Mapping[str, Handler], *, unix: bool = channel.UNIX) -> None:
        self._folder = folder
        self._handlers = handlers
        self._unix = unix
        self._secret: str | None = None
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Raises ChannelError where the socket cannot be made."""
        listening, self._secret = channel.listen(self._folder, unix=self._unix)
        start = asyncio.start_unix_server if self._unix else asyncio.start_server
        self._server = await start(self._accept, sock=listening, limit=channel.LINE_LIMIT)

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
        channel.remove(self._folder)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._serve(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = Connection(writer)
        try:
            if await self._admits(reader, writer):
                await self._converse(reader, connection)
        except (ConnectionError, TimeoutError, ValueError) as error:
            log.debug("a connection ended: %s", error)
        finally:
            connection.closed()
            writer.close()

    async def _admits(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        if self._secret is None:
            peer: socket.socket = writer.get_extra_info("socket")
            return channel.is_ours(peer)
        return channel.same_secret(await asyncio.wait_for(reader.readline(), _FIRST_LINE_S), self._secret)

    async def _converse(self, reader: asyncio.StreamReader, connection: Connection) -> None:
        line = await asyncio.wait_for(reader.readline(), _FIRST_LINE_S)
        while line:
            answer = await self._answer(line, connection)
            if answer is not None:
                await connection.send(answer)
            line = await reader.readline()

    async def _answer(self, line: bytes, connection: Connection) -> Message | None:
        try:
            message = channel.decode(line)
            handler = self._handlers.get(str(message.get("command")))
            if handler is None:
                raise UsageError(f"The service knows no command {message.get('command')!r}.")
            return await handler(message, connection)
        except UnslouchError as error:
            return {"error": {"code": error.code, "message": str(error)}}
