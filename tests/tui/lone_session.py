"""Plays one session alone on the terminal it is started on: `python -m tests.tui.lone_session RECORD [S]`.

With S it is one move of so many seconds.
What is recorded goes to the file RECORD, one line each. Where the process leads a session of its own it takes
that terminal for it, as a window's program does, so that closing the terminal hangs it up.
"""

from __future__ import annotations

import fcntl
import os
import sys
import termios
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.tui.world import BREAK, ROLLS, Plans, Service, sequence
from unslouch.core.exercise import Sequence
from unslouch.core.moment import Moment
from unslouch.core.outcome import Outcome
from unslouch.core.said import Reason, Said
from unslouch.tui.app import UnslouchApp
from unslouch.tui.ports import Played, World


class RealClock:
    speed = 1.0

    def now(self) -> Moment:
        return Moment(datetime.now(UTC), time.monotonic())


@dataclass
class Record:
    """Writes one line for what began and one for what ended."""

    path: Path

    def began(self, sequence: Sequence, rhythm: str | None, at: Moment) -> None:
        self._write("began")

    def ended(self, outcome: Outcome, played: Played, done_s: float, at: Moment) -> None:
        self._write(f"ended {outcome}")

    def said(self, exercise: str, said: Said, reason: Reason | None, at: Moment) -> None:
        self._write(f"said {said} of {exercise}")

    def _write(self, line: str) -> None:
        with self.path.open("a") as file:
            file.write(f"{line}\n")


if __name__ == "__main__":
    if os.getpid() == os.getsid(0):
        fcntl.ioctl(sys.stdin, termios.TIOCSCTTY, 0)
    played = sequence((ROLLS, None, float(sys.argv[2]))) if sys.argv[2:] else BREAK
    UnslouchApp(World(RealClock(), Service(), Record(Path(sys.argv[1])), Plans()), sequence=played).run()
