"""How long it takes to choose what a break plays."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench import journals
from bench.home import fresh
from bench.measure import Row
from unslouch.catalogue import load
from unslouch.core import planner
from unslouch.core.history import past
from unslouch.core.rules import Band
from unslouch.core.wish import Wish
from unslouch.journal import Journal
from unslouch.settings.model import Settings

_SEEDS = 25


def plan() -> Iterator[Row]:
    with fresh() as home:
        journals.write(home.journal, journals.A_YEAR)
        slowest = max(_band_ms(home.journal, band) for band in Settings().rules().bands)
    note = f"{len(load())} exercises, a year of history; processor time of the slowest band, the week read"
    yield Row("plan a sequence", "ms", 5, slowest, None, note)


def _band_ms(journal: Path, band: Band) -> float:
    return statistics.median(_plan_ms(journal, band, seed) for seed in range(_SEEDS))


def _plan_ms(path: Path, band: Band, seed: int) -> float:
    settings, catalogue = Settings(), load()
    wish, now = Wish(band.after_s, band.length_s, band.posture), datetime.now(UTC)
    began = time.process_time()
    with Journal(path) as journal:
        record = journal.record(now - timedelta(days=7))
    planner.plan(catalogue, wish, settings.profile, past(record, catalogue, now), seed)
    return (time.process_time() - began) * 1000
