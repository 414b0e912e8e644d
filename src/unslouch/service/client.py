"""Talking to the service from another process. Light, so that `unslouch status` answers at once."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from unslouch.core.errors import NotRunningError, PlayingError, UnslouchError, UsageError
from unslouch.service import channel

_TIMEOUT_S = 5.0


class RefusedError(UnslouchError):
    """The service could not do what was asked, and said why."""


class Client:
    """Requests to the service whose control socket is in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def request(self, command: str, **fields: Any) -> dict[str, Any]:
        """The service's answer. Raises NotRunningError, PlayingError, UsageError or RefusedError."""
        with channel.connect(self.folder, _TIMEOUT_S) as connection, connection.makefile("rb") as lines:
            _send(connection, command, fields)
            return answer(_receive(lines))

    def follow(self) -> Iterator[dict[str, Any]]:
        """The status now and at every change, until the service ends."""
        with channel.connect(self.folder, _TIMEOUT_S) as connection, connection.makefile("rb") as lines:
            _send(connection, "follow", {})
            connection.settimeout(None)
            with contextlib.suppress(NotRunningError):
                while True:
                    yield answer(_receive(lines))

    def running(self) -> bool:
        try:
            self.request("hello")
        except NotRunningError:
            return False
        return True


def answer(message: dict[str, Any]) -> dict[str, Any]:
    """`message` itself, or the error that it tells of."""
    error = message.get("error")
    if not isinstance(error, dict):
        return message
    if error.get("code") == PlayingError.code:
        raise PlayingError
    kind = UsageError if error.get("code") == UsageError.code else RefusedError
    raise kind(str(error.get("message")))


def _send(connection: socket.socket, command: str, fields: dict[str, Any]) -> None:
    try:
        connection.sendall(channel.encode({"command": command, **fields}))
    except OSError as error:
        raise _silent() from error


def _receive(lines: BinaryIO) -> dict[str, Any]:
    try:
        line = lines.readline(channel.LINE_LIMIT)
    except OSError as error:
        raise _silent() from error
    if not line:
        raise _silent()
    return channel.decode(line)


def _silent() -> NotRunningError:
    return NotRunningError("Unslouch did not answer. `unslouch restart` starts it anew.")
