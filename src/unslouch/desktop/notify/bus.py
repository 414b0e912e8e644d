"""One connection to a D-Bus message bus: calls with a bound, signals in order, and the news of its end.

jeepney's own router is not used: it keeps quiet when the connection ends, and then answers waiting
calls with a KeyError.
"""

from __future__ import annotations

import asyncio
import stat
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jeepney import HeaderFields, MatchRule, Message, MessageType, message_bus
from jeepney.auth import BEGIN, Authenticator
from jeepney.bus import get_connectable_addresses
from jeepney.io.asyncio import DBusConnection

LIMIT_S = 3.0
"""How long, in seconds, a call waits for its answer."""


class BusError(Exception):
    """A call failed. `name` is that of the D-Bus error, or empty where no answer came."""

    def __init__(self, sentence: str, name: str = "") -> None:
        super().__init__(sentence)
        self.name = name


def session_socket(environ: Mapping[str, str]) -> str | None:
    """The socket of the session bus (D-Bus Specification, “Well-known Message Bus Instances”)."""
    address = environ.get("DBUS_SESSION_BUS_ADDRESS")
    if address:
        try:
            return str(next(get_connectable_addresses(address)))
        except (ValueError, RuntimeError):
            return None
    path = Path(environ.get("XDG_RUNTIME_DIR", "")) / "bus"
    try:
        return str(path) if path.is_absolute() and stat.S_ISSOCK(path.stat().st_mode) else None
    except (OSError, ValueError):
        return None


class Bus:
    """A connection. `heard` gets every signal, `lost` is called once when the connection ends by itself."""

    def __init__(
        self, connection: DBusConnection, heard: Callable[[Message], None], lost: Callable[[], None]
    ) -> None:
        self._connection = connection
        self._heard = heard
        self._lost = lost
        self._waiting: dict[int, asyncio.Future[Message]] = {}
        self._late: dict[int, Callable[[Message], None]] = {}
        self._reading = asyncio.create_task(self._read())
        self._reading.add_done_callback(self._ended)

    @classmethod
    async def connect(cls, socket: str, heard: Callable[[Message], None], lost: Callable[[], None]) -> Bus:
        """Connect and say hello. Raises BusError."""
        try:
            async with asyncio.timeout(LIMIT_S):
                connection = await _open(socket)
        except (OSError, EOFError, ValueError, asyncio.LimitOverrunError) as error:
            raise BusError("the session bus does not answer") from error
        bus = cls(connection, heard, lost)
        try:
            await bus.call(message_bus.Hello())
        except BusError:
            await bus.close()
            raise
        return bus

    async def listen(self, rule: MatchRule) -> None:
        """Have the bus send the signals that match `rule`. Raises BusError."""
        await self.call(message_bus.AddMatch(rule))

    async def call(self, message: Message, late: Callable[[Message], None] | None = None) -> Message:
        """The answer to `message`; one that comes after the bound goes to `late`. Raises BusError."""
        if self._reading.done():
            raise BusError("the session bus has gone")
        serial = next(self._connection.outgoing_serial)
        self._waiting[serial] = asyncio.get_running_loop().create_future()
        if late:
            self._late[serial] = late
        try:
            async with asyncio.timeout(LIMIT_S):
                await self._connection.send(message, serial=serial)
                answer = await self._waiting[serial]
        except TimeoutError as error:
            raise BusError(f"no answer within {LIMIT_S:g} s") from error
        except OSError as error:
            self._reading.cancel()  # a write may fail before the end has been read
            await asyncio.wait([self._reading])
            raise BusError("the session bus has gone") from error
        finally:
            self._waiting.pop(serial, None)
        if answer.header.message_type is MessageType.error:
            raise _failure(answer)
        return answer

    async def close(self) -> None:
        """End the connection. `lost` is not called."""
        self._lost = lambda: None
        self._reading.cancel()
        await asyncio.gather(self._reading, return_exceptions=True)

    async def _read(self) -> None:
        while True:
            self._sort(await self._connection.receive())
            # A signal often follows an answer in one packet: whoever waited for the answer goes first.
            await asyncio.sleep(0)

    def _ended(self, reading: asyncio.Task[None]) -> None:
        if not reading.cancelled():
            reading.exception()  # how it ended does not matter, but asyncio complains if nobody looks
        self._connection.writer.close()
        for future in self._waiting.values():
            if not future.done():
                future.set_exception(ConnectionError("the session bus has gone"))
        self._lost()

    def _sort(self, message: Message) -> None:
        serial = message.header.fields.get(HeaderFields.reply_serial)
        if serial is None:
            if message.header.message_type is MessageType.signal:
                self._heard(message)
        else:
            late, future = self._late.pop(serial, None), self._waiting.get(serial)
            if future and not future.done():
                future.set_result(message)
            elif late:
                late(message)


async def _open(socket: str) -> DBusConnection:
    reader, writer = await asyncio.open_unix_connection(socket)
    try:
        talk = Authenticator()
        for line in talk:
            writer.write(line)
            talk.feed(await reader.readuntil(b"\r\n"))
        writer.write(BEGIN)
    except BaseException:
        writer.close()
        raise
    return DBusConnection(reader, writer)


def _failure(answer: Message) -> BusError:
    name = str(answer.header.fields.get(HeaderFields.error_name, ""))
    said: Any = answer.body[0] if answer.body else name
    return BusError(str(said), name)
