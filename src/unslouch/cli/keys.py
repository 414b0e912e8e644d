"""The keys that are pressed on this process's terminal, and the signals that end it, as they come."""

from __future__ import annotations

import contextlib
import os
import queue
import re
import signal
import sys
import threading
from types import FrameType
from typing import Any, Self

END = "end"
AGAIN = "again"
"""What comes instead of a key: the input is over or a signal asks to end; the process was stopped before."""

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")
_LEAVE_WITHIN_S = 3
"""How long leaving on a signal may take, in seconds, before the system ends the process: writing to a
terminal that takes nothing any more can wait for ever."""

_INPUT = 0
_CTRL_D = "\x04"
_ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O.|.)?", re.DOTALL)
"""What a terminal sends for arrows and other keys without a letter (ECMA-48, 5.4): no letter in it counts."""


class Keys:
    """One key after the other, without Enter where the terminal can do that; a context manager.

    `some` says whether there are keys at all: standard input is a terminal that is ours to read. `single`
    says that they come without Enter. The terminal is given back as it was on the way out and while the
    process is stopped.
    """

    def __init__(self) -> None:
        self._came: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._before: list[Any] | None = None
        self.some = os.isatty(_INPUT) and not _in_background()

    def __enter__(self) -> Self:
        for name in _SIGNALS:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._on_end)
        if self.some:
            self._before = _without_enter()
            threading.Thread(target=self._read, daemon=True).start()
        if self.single:
            signal.signal(signal.SIGTSTP, self._on_stop)
        return self

    def __exit__(self, *_: object) -> None:
        if self.single:
            signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        before, self._before = self._before, None  # no signal takes it any more
        _give_back(before)

    @property
    def single(self) -> bool:
        return self._before is not None

    def wait(self, seconds: float) -> str:
        """The next key, END or AGAIN; nothing where none came within `seconds`."""
        try:
            return self._came.get(timeout=max(0.0, seconds))
        except queue.Empty:
            return ""

    def end(self) -> None:
        """Have END come, after what is waiting already."""
        self._came.put(END)

    def _read(self) -> None:
        while data := _read_some():
            for key in _ESCAPE.sub("", data.decode("ascii", "ignore")):
                self._came.put(END if key == _CTRL_D else key.lower())
        self.end()

    def _on_end(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        if hasattr(signal, "alarm"):
            signal.alarm(_LEAVE_WITHIN_S)
        self._let_it_write()
        self.end()

    def _on_stop(self, number: int, frame: FrameType | None) -> None:
        """Stops as if nobody had asked, with the terminal as it was, and takes it again afterwards."""
        del frame
        _give_back(self._before)
        signal.signal(number, signal.SIG_DFL)
        signal.raise_signal(number)
        signal.signal(number, self._on_stop)
        _without_enter()
        self._came.put(AGAIN)

    def _let_it_write(self) -> None:
        """Undoes Ctrl-S, as Ctrl-C would, also one that is on its way: there is something to say yet."""
        if sys.platform != "win32" and self.single:
            import termios

            with contextlib.suppress(termios.error):
                mode = termios.tcgetattr(_INPUT)
                mode[0] &= ~termios.IXON
                termios.tcsetattr(_INPUT, termios.TCSANOW, mode)
                termios.tcflow(_INPUT, termios.TCOOFF)  # TCOON undoes nothing but this
                termios.tcflow(_INPUT, termios.TCOON)


def _in_background() -> bool:
    """Whether the terminal is another job's to read, as after `&` in a shell."""
    try:
        return os.tcgetpgrp(_INPUT) != os.getpgrp()
    except (AttributeError, OSError):
        return False


def _without_enter() -> list[Any] | None:
    """Has the terminal send each key at once and not show it; how it was before, None where it cannot."""
    if sys.platform == "win32":
        return None
    import termios
    import tty

    try:
        before = termios.tcgetattr(_INPUT)
        tty.setcbreak(_INPUT)
    except termios.error:
        return None
    return before


def _give_back(before: list[Any] | None) -> None:
    """The terminal as it was."""
    if sys.platform != "win32" and before is not None:
        import termios

        with contextlib.suppress(termios.error):  # it may be gone
            termios.tcsetattr(_INPUT, termios.TCSANOW, before)


def _read_some() -> bytes:
    """What was typed; nothing once the terminal is gone."""
    try:
        return os.read(_INPUT, 1024)
    except OSError:
        return b""
