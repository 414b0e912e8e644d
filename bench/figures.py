"""What it costs to show a figure that moves."""

from __future__ import annotations

import os
import pty
import select
import statistics
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from bench.drawing import HEIGHT, WIDTH
from bench.home import floor, fresh
from bench.measure import Row
from bench.processes import cpu_s
from unslouch.catalogue import figures
from unslouch.core.glyphs import Glyphs
from unslouch.figure.glyphs import GRID, rows

_RESTLESS, _USUAL = "walk", "desk-l-stretch"
"""One that never stands still, for the processor; one in the middle of all, for the terminal."""
_WARMS_UP_S, _MEASURED_S = 6.0, 12.0
_ROWS_AND_COLUMNS = (32, 100)
_SHOWN = (sys.executable, str(Path(__file__).with_name("drawing.py")))


def shown() -> Iterator[Row]:
    said = {}
    for often in (15, 30):
        ours, least = _watched(_RESTLESS, often, _MEASURED_S)
        said[often] = ours.kilobytes
        note = f"of a core; {_RESTLESS}, {ours.cpu / often * 10:.1f} ms a frame in its second round and after"
        yield Row(f"figure, CPU at {often} frames a second", "%", 2, ours.cpu, least.cpu, note)
    usual, _ = _watched(_USUAL, 15, figures.figure(_USUAL).loop_s)
    note = f"{_RESTLESS}, which never stands still; {_USUAL}: {usual.kilobytes:.1f} KB/s"
    yield Row("figure, bytes to the terminal at 15 frames a second", "KB/s", 20, said[15], None, note)
    drawn = statistics.median(_drawn_ms(id_) for id_ in figures.ids())
    yield Row("figure, a frame drawn for the first time", "ms", 6, drawn, None, "the median of all figures")


def _drawn_ms(id_: str) -> float:
    figure = figures.figure(id_)
    across, down = GRID[Glyphs.BRAILLE]
    moments = [figure.loop_s * part / 5 for part in range(5)]
    figure.dots(0.0, WIDTH, HEIGHT)
    began = time.process_time()
    for moment in moments:
        rows(figure.dots(moment, WIDTH * across, HEIGHT * down))
    return (time.process_time() - began) / len(moments) * 1000


@dataclass(slots=True)
class _Use:
    """What a program used: percent of a core, and kilobytes a second to its terminal."""

    cpu: float = 0.0
    kilobytes: float = 0.0


def _watched(id_: str, often: int, seconds: float) -> tuple[_Use, _Use]:
    """The figure, and a blank widget that refreshes the same rows, side by side."""
    ours = (*_SHOWN, id_, str(often))
    least = floor("drawing", str(often), *_changes(id_, often))
    with fresh() as home, ExitStack() as stack:
        environ = {**home.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        programs = [stack.enter_context(_on_a_terminal(command, environ)) for command in (ours, least)]
        terminals = [terminal for _, terminal in programs]
        _drained(terminals, _WARMS_UP_S)
        before = [cpu_s(pid) for pid, _ in programs]
        said = _drained(terminals, seconds)
        uses = [
            _Use((cpu_s(pid) - spent) / seconds * 100, said[terminal] / seconds / 1000)
            for (pid, terminal), spent in zip(programs, before, strict=True)
        ]
    return uses[0], uses[1]


def _changes(id_: str, often: int) -> list[str]:
    """For each frame the rows that differ from those of the frame before it, as the floor wants them."""
    figure = figures.figure(id_)
    across, down = GRID[Glyphs.BRAILLE]
    frames = [
        rows(figure.dots(number / often, WIDTH * across, HEIGHT * down))
        for number in range(round(figure.loop_s * often))
    ]
    return [
        ",".join(str(y) for y in range(HEIGHT) if before[y] != after[y])
        for before, after in pairwise([frames[-1], *frames])
    ]


@contextmanager
def _on_a_terminal(command: Sequence[str], environ: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """The process's number, and the other end of its terminal."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, _ROWS_AND_COLUMNS)
    process = subprocess.Popen(
        command, env=environ, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    )
    os.close(theirs)
    try:
        yield process.pid, ours
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def _drained(terminals: Sequence[int], seconds: float) -> dict[int, int]:
    """How many bytes came from each terminal in that time."""
    said = dict.fromkeys(terminals, 0)
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        for terminal in select.select(terminals, (), (), left)[0]:
            said[terminal] += len(os.read(terminal, 65536))
    return said
