"""How soon the service and the commands answer, also after ten years."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial

from bench import journals
from bench.home import UNSLOUCH, Home, floor, fresh, service, start_ms
from bench.measure import Row, pair, run_ms

_RUNS = 21
_MANY_RUNS = 41
_IMPORTS = [sys.executable, "-c", "import asyncio, sqlite3, jeepney"]


def starts() -> Iterator[Row]:
    with fresh() as home:
        ours, least = pair(partial(start_ms, home), partial(run_ms, _IMPORTS, home.environ), _RUNS)
    yield Row("service, start to answering status", "ms", 2, ours, least)


def commands() -> Iterator[Row]:
    with fresh() as home, service(home):
        yield Row("unslouch status", "ms", 1.3, *_against_floor(home, "status"))
        yield Row("unslouch --help", "ms", 1.5, *_against_floor(home, "--help"))


def _against_floor(home: Home, argument: str) -> tuple[float, float]:
    least = floor("command", *([] if argument == "status" else [argument]))
    ours = partial(run_ms, [UNSLOUCH, argument], home.environ)
    return pair(ours, partial(run_ms, least, home.environ), _RUNS)


def ten_years() -> Iterator[Row]:
    with fresh() as old, fresh() as new:
        journals.write(old.journal, journals.TEN_YEARS)
        note = f"{journals.TEN_YEARS:,} entries, against none"
        started = pair(partial(start_ms, old), partial(start_ms, new), _MANY_RUNS)
        yield Row("service start with ten years of journal", "ms", 1.1, *started, note)
        with service(old), service(new):
            asked = pair(partial(_status_ms, old), partial(_status_ms, new), _MANY_RUNS)
        yield Row("unslouch status with ten years of journal", "ms", 1.1, *asked, note)


def _status_ms(home: Home) -> float:
    return run_ms([UNSLOUCH, "status"], home.environ)
