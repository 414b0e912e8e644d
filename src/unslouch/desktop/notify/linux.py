"""The choice on Linux, made anew at each notification: a bus or a server may come later."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from unslouch.desktop.notify.bus import session_socket
from unslouch.desktop.notify.freedesktop import FreedesktopNotifier
from unslouch.desktop.notify.plyer import PlyerNotifier
from unslouch.desktop.notify.port import Listener, Notice, Notifier, Report


class LinuxNotifier:
    """The desktop's server; plyer where no bus is known but a display is, for it may find one there."""

    def __init__(self, listener: Listener, directory: Path, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._freedesktop = FreedesktopNotifier(listener, directory, environ)
        self._plyer = PlyerNotifier(environ)

    async def show(self, notice: Notice) -> bool:
        return await self._now().show(notice)

    async def tell(self, notice: Notice) -> bool:
        return await self._now().tell(notice)

    async def withdraw(self) -> None:
        await self._freedesktop.withdraw()

    async def close(self) -> None:
        await self._freedesktop.close()

    async def report(self) -> Report:
        return await self._now().report()

    def _now(self) -> Notifier:
        busless = session_socket(self._environ) is None
        return self._plyer if busless and self._environ.get("DISPLAY") else self._freedesktop
