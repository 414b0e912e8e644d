"""What the system knows of a running process (proc(5))."""

from __future__ import annotations

import os
import select
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

_NOWHERE = Path(os.devnull)
_ENDS_WITHIN_S = 10.0
_TELLS_WITHIN_S = 20.0


def private_mb(pid: int) -> float:
    """Memory that would be free without the process: its unique set size."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1024


def wakeups(pid: int) -> int:
    """How often its threads have gone to sleep of their own accord, each time to be woken again."""
    lines = [line for file in Path(f"/proc/{pid}/task").glob("*/status") for line in _lines(file)]
    return sum(int(line.split()[1]) for line in lines if line.startswith("voluntary_ctxt_switches"))


def cpu_s(pid: int) -> float:
    """Seconds that its threads have been on a processor."""
    return (
        sum(int(file.read_text("ascii").split()[0]) for file in Path(f"/proc/{pid}/task").glob("*/schedstat"))
        / 1e9
    )


def children(pid: int) -> list[int]:
    """The processes that it has started and that still run."""
    found = [file.read_text("ascii") for file in Path(f"/proc/{pid}/task").glob("*/children")]
    return [int(number) for numbers in found for number in numbers.split()]


def _lines(file: Path) -> list[str]:
    return file.read_text("utf-8").splitlines()


@contextmanager
def running(
    command: Sequence[str], environ: Mapping[str, str], *, tells: bool = False, log: Path = _NOWHERE
) -> Iterator[subprocess.Popen[bytes]]:
    """The process, asked to end in the end. What it prints can be read if it `tells`."""
    out = subprocess.PIPE if tells else subprocess.DEVNULL
    with log.open("ab") as said:
        process = subprocess.Popen(
            command, env=environ, stdin=subprocess.DEVNULL, stdout=out, stderr=said, bufsize=0
        )
    with process:
        try:
            yield process
        finally:
            process.terminate()
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(_ENDS_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.kill()


def told(process: subprocess.Popen[bytes]) -> str:
    """The next line that the process prints. Raises RuntimeError if none comes."""
    line = b""
    if process.stdout is not None and select.select([process.stdout], [], [], _TELLS_WITHIN_S)[0]:
        line = process.stdout.readline()
    if not line:
        message = f"{process.args!r} has nothing to tell"
        raise RuntimeError(message)
    return line.decode().strip()
