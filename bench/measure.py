"""A row of the table, and the ways to come to its figures."""

from __future__ import annotations

import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

SLACK = 1.3
"""By how much a budget may be exceeded before `--check` says no: machines are noisy."""


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured, in `unit`. `budget` is that of the ratio where there is a floor, else of `ours`."""

    what: str
    unit: str
    budget: float
    ours: float
    floor: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        return None if self.floor is None else self.ours / self.floor

    @property
    def kept(self) -> bool:
        return self._judged <= self.budget

    @property
    def kept_with_slack(self) -> bool:
        return self._judged <= self.budget * SLACK

    @property
    def _judged(self) -> float:
        return self.ours if self.ratio is None else self.ratio


@dataclass(frozen=True, slots=True)
class Pending:
    """What has a budget and cannot be measured yet."""

    what: str
    why: str


def pair(ours: Callable[[], float], floor: Callable[[], float], runs: int) -> tuple[float, float]:
    """The medians of both, measured in turn `runs` times, after once to warm up."""
    ours(), floor()
    figures = [(ours(), floor()) for _ in range(runs)]
    return statistics.median(one for one, _ in figures), statistics.median(one for _, one in figures)


def run_ms(command: Sequence[str], environ: Mapping[str, str]) -> float:
    """Milliseconds from starting `command` until it has ended. Raises CalledProcessError if it fails."""
    began = time.perf_counter()
    subprocess.run(command, env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
    return (time.perf_counter() - began) * 1000
