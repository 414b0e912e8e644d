"""The service as the app sees it: a status that follows every change, and requests that do not block."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

from unslouch.core.errors import NotRunningError
from unslouch.service import channel
from unslouch.service.client import Client

_TRY_AGAIN_S = 1.0
_TIMEOUT_S = 5.0


class ServiceLink:
    """The service whose control socket is in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def follow(self) -> AsyncGenerator[dict[str, Any] | None, None]:
        """The status at once and at every change; None while nobody answers. It never ends by itself."""
        while True:
            with contextlib.suppress(NotRunningError, OSError, ValueError):
                async for message in self._messages():
                    yield message
            yield None
            await asyncio.sleep(_TRY_AGAIN_S)

    async def request(self, command: str, **fields: Any) -> dict[str, Any]:
        """The service's answer. Raises UnslouchError."""
        return await asyncio.to_thread(Client(self._folder).request, command, **fields)

    async def _messages(self) -> AsyncGenerator[dict[str, Any], None]:
        connection = channel.connect(self._folder, _TIMEOUT_S)
        connection.setblocking(False)
        reader, writer = await asyncio.open_connection(sock=connection, limit=channel.LINE_LIMIT)
        try:
            writer.write(channel.encode({"command": "follow"}))
            while line := await reader.readline():
                yield channel.decode(line)
        finally:
            writer.close()
