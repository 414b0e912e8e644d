"""From starting a session to its first frame on a terminal."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from bench.home import UNSLOUCH, floor, fresh
from bench.measure import Row, pair

_RUNS = 15
_ROWS_AND_COLUMNS = (32, 100)
_ALTERNATE_SCREEN = b"\x1b[?1049h"
_CONTROL = re.compile(rb"\x1b\][^\x07]*\x07|\x1b\[[0-?]*[ -/]*[@-~]|\x1b[^\[\]]|[\x00-\x1a]")
_LETTERS = re.compile(rb"[A-Za-z0-9]{3}")
_SESSION = (UNSLOUCH, "break")


def first_frame() -> Iterator[Row]:
    with fresh() as home:
        environ = {**home.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        ours = partial(_painted_ms, _SESSION, environ)
        least = partial(_painted_ms, floor("screen"), environ)
        figures = pair(ours, least, _RUNS)
    yield Row("session, start to the first painted frame", "ms", 1.3, *figures, "on a pty, no service")


def _painted_ms(command: Sequence[str], environ: Mapping[str, str]) -> float:
    """Milliseconds until there are words on the alternate screen."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, _ROWS_AND_COLUMNS)
    began = time.perf_counter()
    process = subprocess.Popen(
        command, env=environ, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    )
    os.close(theirs)
    try:
        _read_words(ours)
        return (time.perf_counter() - began) * 1000
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def _read_words(terminal: int) -> None:
    """Raises RuntimeError if the program ends before it has painted any."""
    said = b""
    while not _LETTERS.search(_CONTROL.sub(b"", said.partition(_ALTERNATE_SCREEN)[2])):
        try:
            said += os.read(terminal, 65536)
        except OSError as error:
            raise RuntimeError(said.decode(errors="replace")) from error
