"""Where the service keeps things, and which clock it goes by."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from unslouch.desktop.clock import Clock, FastClock, SystemClock
from unslouch.settings import paths


@dataclass(frozen=True, slots=True)
class Places:
    config: Path
    journal: Path
    alive: Path
    runtime: Path


def everyday() -> Places:
    return Places(
        paths.config_file(),
        paths.data_dir() / "journal.db",
        paths.state_dir() / "alive.json",
        paths.runtime_dir(),
    )


def demonstration() -> Places:
    """A journal of its own, so that a demonstration leaves no trace in the everyday one."""
    state = paths.state_dir()
    return Places(paths.config_file(), state / "demo.db", state / "demo-alive.json", paths.runtime_dir())


def fast_clock(speed: float) -> FastClock:
    """The clock of a demonstration that was killed, or else a new one with an empty journal."""
    kept = paths.state_dir() / "demo-clock.json"
    with contextlib.suppress(OSError, ValueError):
        clock = FastClock.load(kept.read_text("ascii"))
        if clock.speed == speed:
            return clock
    end_demonstration()
    clock = FastClock.start(speed)
    with contextlib.suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        kept.write_text(clock.dump(), "ascii")
    return clock


def end_demonstration() -> None:
    """Remove what a demonstration keeps: one that ended well is over."""
    for name in ("demo-clock.json", "demo-alive.json", "demo.db", "demo.db-wal", "demo.db-shm"):
        with contextlib.suppress(OSError):
            (paths.state_dir() / name).unlink()


def of_service(clock: str | None, journal: str) -> tuple[Clock, Path]:
    """The clock and the journal that a running service goes by, from its answer to `hello`."""
    return (SystemClock() if clock is None else FastClock.load(clock)), Path(journal)
