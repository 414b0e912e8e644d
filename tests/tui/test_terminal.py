"""A session in a real terminal: no flicker, and however it ends it is recorded once and nothing is left."""

from __future__ import annotations

import os
import re
import select
import signal
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

fcntl, termios = pytest.importorskip("fcntl"), pytest.importorskip("termios")  # POSIX has them

ROOT = Path(__file__).parents[2]
MAIN_SCREEN = b"\x1b[?1049l"
"""What gives the terminal back (xterm control sequences, private mode 1049)."""

WHOLE_FRAMES = (b"\x1b[?2026$p", b"\x1b[?2026;2$y")
"""How it is asked whether the terminal shows frames only when they are whole, and that this one does."""

FRAME = re.compile(rb"\x1b\[\?2026h.*?\x1b\[\?2026l", re.DOTALL)
POINTER = re.compile(rb"\x1b\]22;\w+\x07")
"""The shape of the mouse pointer, which changes nothing of the picture."""

ERASE = re.compile(rb"\x1b\[\d*[JK]")
MODE = re.compile(rb"\x1b\[\?(\d+)([hl])")
KEYS = re.compile(rb"\x1b\[>\d*u")
"""How keys are asked to be told in full (kitty's protocol), until it is taken back."""

SHOWN, WRAPS = b"25", b"7"
"""The private modes that are on in a terminal as it comes: the cursor is shown, and lines wrap."""


class Terminal:
    """A pseudo-terminal on which a session is played."""

    def __init__(self, record: Path, *more: str) -> None:
        self.master, self.slave = os.openpty()
        self.before = termios.tcgetattr(self.master)
        self.resize(80, 24)
        outside = {"COLUMNS", "LINES"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.tui.lone_session", str(record), *more],
            cwd=ROOT,
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            env={name: value for name, value in os.environ.items() if name not in outside}
            | {"TERM": "xterm-256color"},
            start_new_session=True,
        )
        self.seen = b""

    def wait_for(self, text: bytes, seconds: float = 30) -> None:
        """Reads what is painted until `text` is in it."""
        while text not in self.seen:
            ready, _, _ = select.select([self.master], [], [], seconds)
            assert ready, f"{text!r} was not painted; seen: {self.seen[-2000:]!r}"
            read = os.read(self.master, 65536)
            self.seen += read
            if WHOLE_FRAMES[0] in read:
                os.write(self.master, WHOLE_FRAMES[1])

    def wait_given_back(self) -> None:
        """Waits until the program is gone, and looks whether the terminal is as it was."""
        self.wait_for(MAIN_SCREEN)
        assert self.process.wait(timeout=10) == 0
        while select.select([self.master], [], [], 0)[0]:
            self.seen += os.read(self.master, 65536)

        on = {mode for mode, state in dict(MODE.findall(self.seen)).items() if state == b"h"}
        assert on <= {SHOWN, WRAPS}
        assert len(KEYS.findall(self.seen)) == self.seen.count(b"\x1b[<u")
        assert termios.tcgetattr(self.master) == self.before

    def resize(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def close(self) -> None:
        if self.master >= 0:
            os.close(self.master)
            os.close(self.slave)
            self.master = -1


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return tmp_path / "record"


@pytest.fixture
def terminal(record: Path) -> Iterator[Terminal]:
    terminal = Terminal(record)
    try:
        terminal.wait_for(b"Shoulder rolls")
        yield terminal
    finally:
        terminal.close()
        terminal.process.kill()
        terminal.process.wait()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_ends_it_and_gives_the_terminal_back(
    terminal: Terminal, record: Path, number: signal.Signals
) -> None:
    terminal.process.send_signal(number)
    terminal.wait_given_back()

    assert record.read_text().split("\n") == ["began", "ended left_early", ""]


@pytest.mark.parametrize("key", [b"q", b"\x03"])
def test_a_key_ends_it_and_gives_the_terminal_back(terminal: Terminal, record: Path, key: bytes) -> None:
    os.write(terminal.master, key)
    terminal.wait_given_back()

    assert record.read_text().split("\n") == ["began", "ended left_early", ""]


def test_played_to_its_end_it_closes_by_itself_and_gives_the_terminal_back(record: Path) -> None:
    terminal = Terminal(record, "1")
    try:
        terminal.wait_given_back()
    finally:
        terminal.close()
        terminal.process.kill()
        terminal.process.wait()

    assert record.read_text().split("\n") == ["began", "ended completed", ""]


def test_each_frame_comes_whole_and_nothing_is_cleared_in_between(terminal: Terminal) -> None:
    """So that nothing flickers, in whatever is done to it."""
    for key in (b"i", b"n", b"?", b"?", b"-"):
        os.write(terminal.master, key)
    terminal.wait_for(b"Ear to shoulder")
    terminal.resize(20, 4)
    terminal.wait_for(b"needs 30")
    terminal.resize(60, 20)
    os.write(terminal.master, b" ")
    terminal.wait_for(b"Paused")
    os.write(terminal.master, b"q")
    terminal.wait_for(MAIN_SCREEN)
    _, began, painted = terminal.seen.partition(b"\x1b[?2026h")
    played = (began + painted).partition(MAIN_SCREEN)[0].rpartition(b"\x1b[?2026l")

    assert len(FRAME.findall(terminal.seen)) > 2
    assert POINTER.sub(b"", FRAME.sub(b"", played[0] + played[1])).replace(b"\x07", b"") == b""
    assert ERASE.findall(terminal.seen) == []


def test_closing_the_window_ends_it(terminal: Terminal, record: Path) -> None:
    terminal.close()

    assert terminal.process.wait(timeout=10) != -signal.SIGALRM
    assert record.read_text().split("\n") == ["began", "ended left_early", ""]


def test_a_terminal_that_takes_nothing_any_more_holds_nothing_up(terminal: Terminal, record: Path) -> None:
    """Nobody reads what is painted, then the window is closed: the process ends all the same."""
    for _ in range(40):
        os.write(terminal.master, b"?")
    terminal.close()
    terminal.process.wait(timeout=10)

    assert record.read_text().split("\n") in (["began", ""], ["began", "ended left_early", ""])
