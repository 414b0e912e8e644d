"""A session in a real terminal: however it is ended from outside, it is recorded once and nothing is left."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are POSIX's", allow_module_level=True)

ROOT = Path(__file__).parents[2]
MAIN_SCREEN = b"\x1b[?1049l"
"""What gives the terminal back (xterm control sequences, private mode 1049)."""


class Terminal:
    """A pseudo-terminal on which a session is played."""

    def __init__(self, record: Path) -> None:
        self.master, slave = os.openpty()
        environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
        command = [sys.executable, "-m", "tests.tui.lone_session", str(record)]
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=slave, stdout=slave, stderr=slave,
                                        env=environment, start_new_session=True)  # fmt: skip
        os.close(slave)
        self.seen = b""

    def wait_for(self, text: bytes, seconds: float = 30) -> None:
        """Reads what is painted until `text` is in it."""
        while text not in self.seen:
            ready, _, _ = select.select([self.master], [], [], seconds)
            assert ready, f"{text!r} was not painted; seen: {self.seen[-2000:]!r}"
            self.seen += os.read(self.master, 65536)

    def close(self) -> None:
        if self.master >= 0:
            os.close(self.master)
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
    terminal.wait_for(MAIN_SCREEN)

    assert terminal.process.wait(timeout=10) == 0
    assert record.read_text().split("\n") == ["began", "ended left_early", ""]


def test_ctrl_c_ends_it_and_gives_the_terminal_back(terminal: Terminal, record: Path) -> None:
    os.write(terminal.master, b"\x03")
    terminal.wait_for(MAIN_SCREEN)

    assert terminal.process.wait(timeout=10) == 0
    assert record.read_text().split("\n") == ["began", "ended left_early", ""]


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
