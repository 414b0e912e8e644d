"""From the click on a reminder to the session in its window, on a desktop of the benchmark's own."""

from __future__ import annotations

import os
import select
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from jeepney import DBusAddress, MessageType, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from bench.desktop import message_bus
from bench.home import Home, floor, fresh, service
from bench.measure import Pending, Row, pair
from bench.processes import children, running
from bench.screen import Screen, display
from unslouch.desktop.notify import kept
from unslouch.desktop.terminal.emulators import KNOWN
from unslouch.desktop.terminal.process import SETTLED_S

_WHAT = "click on the notification to the painted session"
_RUNS = 11
_NEEDED = {"Xvfb": "xvfb", "xterm": "xterm", "dbus-daemon": "dbus-daemon", "dunst": "dunst"}
_CONFIG = """[[rhythm]]
name = "stretch"
every = "1s"

[session]
terminal = {terminal}
"""
_DUNST = DBusAddress(
    "/org/freedesktop/Notifications", "org.freedesktop.Notifications", "org.dunstproject.cmd0"
)
_PATIENCE_S = 20.0
_LOOK_S = 0.002


def painted() -> Iterator[Row | Pending]:
    missing = [package for program, package in _NEEDED.items() if shutil.which(program) is None]
    if missing:
        yield Pending(_WHAT, f"apt install {' '.join(missing)}")
        return
    with fresh() as home, display(home) as screen, message_bus(home), _dunst(home) as dunst:
        ours = partial(_painted_ms, home, screen, dunst, "{command}")
        least = partial(_painted_ms, home, screen, dunst, *floor("screen"), "{command}")
        figures = pair(ours, least, _RUNS)
    yield Row(_WHAT, "ms", 1.3, *figures, "words seen in an xterm, the floor opened alike; a figure follows")


@contextmanager
def _dunst(home: Home) -> Iterator[DBusConnection]:
    """A notification server, as soon as it is there, and a connection to it."""
    config = home.path / "dunstrc"
    config.touch()
    with (
        running(("dunst", "-conf", str(config)), home.environ, log=home.log),
        open_dbus_connection(home.environ["DBUS_SESSION_BUS_ADDRESS"]) as connection,
    ):
        _until(lambda: _displayed(connection) == 0)
        yield connection


def _displayed(dunst: DBusConnection) -> int | None:
    """How many notifications are on the screen; None while there is no server."""
    reply = dunst.send_and_get_reply(Properties(_DUNST).get("displayedLength"))
    return None if reply.header.message_type is MessageType.error else reply.body[0][1]


def _painted_ms(desktop: Home, screen: Screen, dunst: DBusConnection, *command: str) -> float:
    """Milliseconds from the click on a reminder until what it opens has written on the screen.

    An xterm is opened, as the service would, with `command`, in which `{command}` stands for the session.
    The floor takes that as arguments, which it ignores.
    """
    with fresh() as home:
        home.environ |= {name: desktop.environ[name] for name in ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS")}
        home.configure(_CONFIG.format(terminal=["xterm", *KNOWN["xterm"].arguments(command)]))
        with service(home) as process:
            _until(lambda: _displayed(dunst) == 1 and kept.load(home.runtime) is not None)
            began = time.perf_counter()
            dunst.send_and_get_reply(new_method_call(_DUNST, "NotificationAction", "u", (0,)))
            try:
                _until(screen.words)
                return (time.perf_counter() - began) * 1000
            finally:
                time.sleep(SETTLED_S)  # the service opens another one for a window that is gone sooner
                for window in children(process.pid):
                    _close(window)
                _until(lambda: not screen.words())


def _close(window: int) -> None:
    """Returns when the terminal emulator, and what ran in it, have ended."""
    ends = [os.pidfd_open(pid) for pid in (window, *children(window))]
    os.kill(window, signal.SIGTERM)
    for end in ends:
        select.select([end], [], [], _PATIENCE_S)
        os.close(end)


def _until(done: Callable[[], bool]) -> None:
    """Raises RuntimeError if it takes too long."""
    given_up = time.monotonic() + _PATIENCE_S
    while not done():
        if time.monotonic() > given_up:
            raise RuntimeError(
                "The desktop did not come so far; perhaps nothing opened, or nothing was painted."
            )
        time.sleep(_LOOK_S)
