"""What the service costs while nothing happens: memory and wake-ups."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from bench.desktop import desktop
from bench.home import Home, floor, fresh, service, start_ms
from bench.measure import Pending, Row, pair
from bench.processes import private_mb, running, told, wakeups
from unslouch.desktop.notify import kept
from unslouch.desktop.notify.kept import Kept

_RUNS = 3
_SETTLED_S = 2.0


def memory() -> Iterator[Row]:
    figures = pair(_service_mb, _floor_mb, _RUNS)
    yield Row("service idle, private memory", "MB", 1.25, *figures, "connected to a notification server")


def quiet(minutes: int) -> Iterator[Row | Pending]:
    with ExitStack() as life:
        sitting = life.enter_context(_connected())
        home = life.enter_context(fresh())
        home.work("[]")
        off = life.enter_context(service(home)).pid
        time.sleep(_SETTLED_S)
        before = wakeups(sitting), wakeups(off)
        time.sleep(60 * minutes)
        figures = [
            (wakeups(pid) - count) / minutes for pid, count in zip((sitting, off), before, strict=True)
        ]
    note = f"over {minutes} min"
    yield Row("service idle while sitting, wake-ups", "/min", 1, figures[0], None, note)
    yield Row("service idle off hours, wake-ups", "/min", 0, figures[1], None, note)
    yield Pending("service idle while locked, wake-ups", "the service does not watch the lock yet")


def _service_mb() -> float:
    with _connected() as pid:
        time.sleep(_SETTLED_S)
        return private_mb(pid)


@contextmanager
def _connected() -> Iterator[int]:
    """A service that is not the first in its home, and has been connected since it looked for the
    reminder of a killed predecessor.
    """
    with fresh() as home, desktop(home) as server:
        start_ms(home)
        kept.save(home.runtime, Kept("another", ":1.0", 1))
        with service(home) as process:
            told(server)
            yield process.pid


def _floor_mb() -> float:
    with fresh() as home, desktop(home), _floor(home) as pid:
        time.sleep(_SETTLED_S)
        return private_mb(pid)


@contextmanager
def _floor(home: Home) -> Iterator[int]:
    with running(floor("idle", str(home.journal)), home.environ, tells=True) as process:
        told(process)
        yield process.pid
