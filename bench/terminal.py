"""A program on a terminal of the benchmark's own."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

WORDS = re.compile(rb"[A-Za-z0-9]{3}")

_ROWS_AND_COLUMNS = (32, 100)
_ALTERNATE_SCREEN = b"\x1b[?1049h"
_CONTROL = re.compile(rb"\x1b\][^\x07]*\x07|\x1b\[[0-?]*[ -/]*[@-~]|\x1b[^\[\]]|[\x00-\x1a]")
_PATIENCE_S = 20.0
_COLOURS = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


class Terminal:
    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._said = b""

    def press(self, keys: bytes) -> None:
        os.write(self._fd, keys)

    def wait_for(self, words: re.Pattern[bytes]) -> None:
        """Until they are on the alternate screen. Raises RuntimeError if they do not come."""
        while not words.search(_CONTROL.sub(b"", self._said.partition(_ALTERNATE_SCREEN)[2])):
            try:
                self._said += self._next()
            except OSError as error:
                raise RuntimeError(self._said.decode(errors="replace")) from error

    def _next(self) -> bytes:
        if not select.select([self._fd], [], [], _PATIENCE_S)[0]:
            raise TimeoutError
        return os.read(self._fd, 65536)


@contextmanager
def opened(command: Sequence[str], environ: Mapping[str, str], keys: bytes = b"") -> Iterator[Terminal]:
    """The terminal in which `command` runs, killed in the end. The `keys` were pressed before it started."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, _ROWS_AND_COLUMNS)
    terminal = Terminal(ours)
    terminal.press(keys)
    process = subprocess.Popen(
        command,
        env={**environ, **_COLOURS},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        yield terminal
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def painted_ms(
    command: Sequence[str], environ: Mapping[str, str], words: re.Pattern[bytes] = WORDS, keys: bytes = b""
) -> float:
    """Milliseconds from starting `command`, with `keys` pressed already, until it has painted `words`."""
    began = time.perf_counter()
    with opened(command, environ, keys) as terminal:
        terminal.wait_for(words)
        return (time.perf_counter() - began) * 1000
