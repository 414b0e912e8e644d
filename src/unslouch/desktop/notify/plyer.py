"""Notifications by plyer, without buttons, for systems and desktops that offer nothing better."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib.util import find_spec

from unslouch.core import text
from unslouch.desktop.notify.port import NO_BUS, NO_SERVER, Notice, Report
from unslouch.desktop.terminal.process import output

LIMIT_S = 10.0
"""How long, in seconds, plyer may take."""

_NO_BUTTONS = "Notifications show no buttons here: type unslouch break."
_SERVER = "org.freedesktop.Notifications"
_ASK = ("dbus-send", "--session", "--print-reply", f"--dest={_SERVER}",
        "/org/freedesktop/Notifications", f"{_SERVER}.GetServerInformation")  # fmt: skip
_TITLE_MOST, _BODY_MOST = 60, 240  # Windows takes 63 and 255


class PlyerNotifier:
    """Starts a short-lived process for each notification: plyer's hanging and its memory stay outside."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ

    async def show(self, notice: Notice) -> bool:
        title = text.clean(notice.title, _TITLE_MOST)
        words = f"{notice.body} {notice.typed}" if notice.actions else notice.body
        body = text.clean(words, _BODY_MOST)
        try:
            process = await self._send(title, body)
        except OSError:
            return False
        try:
            return await asyncio.wait_for(process.wait(), LIMIT_S) == 0
        except TimeoutError:
            return False
        finally:
            await _end(process)

    async def tell(self, notice: Notice) -> bool:
        return await self.show(notice)

    async def withdraw(self) -> None:
        """Not possible with plyer."""

    async def close(self) -> None:
        """Nothing is held."""

    async def report(self) -> Report:
        missing = _missing(self._environ) or await _silent(self._environ)
        can = () if missing else ("show",)
        return Report("plyer", works=not missing, can=can, advice=missing or _NO_BUTTONS)

    async def _send(self, title: str, body: str) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "unslouch.desktop.notify.plyer_send", title, body),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
            env=dict(self._environ),
            start_new_session=True,
        )


def _missing(environ: Mapping[str, str]) -> str:
    """What plyer needs here and does not find, as advice."""
    from shutil import which  # noqa: PLC0415 - for the doctor alone: it costs the service 0.4 MB

    if sys.platform == "darwin" and not find_spec("pyobjus"):
        return "Notifications need pyobjus: install unslouch[macos]."
    if (
        sys.platform == "linux"
        and not find_spec("dbus")
        and not which("notify-send", path=environ.get("PATH"))
    ):
        return "Notifications need notify-send: install libnotify-bin."
    return ""


async def _silent(environ: Mapping[str, str]) -> str:
    """On Linux, advice where no server answers on the bus that plyer would find, if there is one."""
    if sys.platform != "linux" or await output(_ASK, environ):
        return ""
    return NO_SERVER if environ.get("DBUS_SESSION_BUS_ADDRESS") else NO_BUS


async def _end(process: asyncio.subprocess.Process) -> None:
    """Kill it with what it started (on Linux a notify-send that hangs), and collect it."""
    if process.returncode is None:
        with suppress(ProcessLookupError):
            if sys.platform == "win32":
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL)
        await process.wait()
