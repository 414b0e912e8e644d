"""What a day's work costs the service, and whether it grows over a month.

The days are played on a fast clock. Somebody sits all day and takes the breaks that are asked for: the
service shows its reminders on a notification server, and each session is recorded and reported as a real
one is, only that nothing is painted.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from bench.desktop import desktop
from bench.home import SERVICE, Home, fresh, service
from bench.measure import Row
from bench.processes import private_mb
from unslouch.catalogue import load
from unslouch.core import planner
from unslouch.core.exercise import Sequence, Side
from unslouch.core.outcome import Outcome
from unslouch.core.rules import Posture
from unslouch.core.wish import Past, Wish
from unslouch.service.places import of_service
from unslouch.service.session import SessionRecorder
from unslouch.settings.model import Settings

_WORKDAY_S, _DAY_S = 8 * 3600, 24 * 3600
_BREAKS = 8
_BREAK_S = 180.0
_DAYS = 30
_SPEED, _MONTHS_SPEED = 3600, 36_000
_FASTER = (sys.executable, str(Path(__file__).with_name("faster.py")), str(_MONTHS_SPEED))


def cpu() -> Iterator[Row]:
    with fresh() as home, desktop(home):
        before_s = _children_s()
        with _sitter(home) as sitter, service(home, (*SERVICE, "--speed", str(_SPEED))):
            sitter.start()
            time.sleep(_WORKDAY_S / _SPEED)
        spent_s = _children_s() - before_s
    note = f"its start and end included, {sitter.breaks} breaks, --speed {_SPEED}"
    yield Row("service, CPU over an eight-hour day", "s", 2, spent_s, None, note)


def growth() -> Iterator[Row]:
    with fresh() as home, desktop(home):
        home.work('["09:00-17:30"]')
        with _sitter(home) as sitter, service(home, _FASTER) as process:
            sitter.start()
            figures = [_after_a_day(process.pid) for _ in range(_DAYS)]
    note = (
        f"from the first of {_DAYS} days to the last, {sitter.breaks} breaks, {_MONTHS_SPEED} times as fast"
    )
    yield Row("service, memory growth over a month", "MB", 1, figures[-1] - figures[0], None, note)


def _after_a_day(pid: int) -> float:
    time.sleep(_DAY_S / _MONTHS_SPEED)
    return private_mb(pid)


class _Sitter(Thread):
    """Takes the breaks that are asked for, eight a day, until the service ends."""

    def __init__(self, home: Home) -> None:
        super().__init__(daemon=True)
        self.breaks = 0
        self._home = home
        self._sequence = _sequence()

    def run(self) -> None:
        hello = self._home.client.request("hello")
        clock, journal = of_service(hello["clock"], hello["journal"])
        recorder = SessionRecorder(self._home.runtime, journal, clock)
        answered = None
        for status in self._home.client.follow():
            reminder = status["reminder"]
            if reminder and reminder["shown_at"] != answered and status["today"]["breaks"] < _BREAKS:
                answered = reminder["shown_at"]
                recorder.began(self._sequence, reminder["rhythm"], clock.now())
                time.sleep(_BREAK_S / clock.speed)
                recorder.ended(Outcome.COMPLETED, self._played(), _BREAK_S, clock.now())
                self.breaks += 1

    def _played(self) -> list[tuple[str, Side | None, float]]:
        return [(move.exercise.id, move.side, move.seconds) for move in self._sequence.moves]


@contextmanager
def _sitter(home: Home) -> Iterator[_Sitter]:
    """It is waited for after the service has ended."""
    sitter = _Sitter(home)
    yield sitter
    sitter.join()


def _sequence() -> Sequence:
    wish = Wish(3000.0, _BREAK_S, Posture.MIXED)
    return planner.plan(load(), wish, Settings().profile, Past(), seed=1)


def _children_s() -> float:
    """Processor time of all processes that were started here and have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
