"""The two clocks of this machine, and one that runs faster for demonstrations."""

from __future__ import annotations

import functools
import json
import os
import time
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Protocol

import tzlocal

from unslouch.core.moment import Moment, shift

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_LOCALTIME = Path("/etc/localtime")


class Clock(Protocol):
    """What time it is. `boot` names the boot, or the run, within which `elapsed` counts."""

    @property
    def speed(self) -> float: ...

    @property
    def boot(self) -> str: ...

    def now(self) -> Moment: ...

    def boottime_at(self, elapsed: float) -> float:
        """What `boottime()` shows when this clock's elapsed seconds are `elapsed`."""
        ...


def boottime() -> float:
    """Seconds on a clock that nobody sets and that counts through suspend, as far as the system has one."""
    for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"):  # Darwin's CLOCK_MONOTONIC counts sleep as well
        clock = getattr(time, name, None)
        if clock is not None:
            return time.clock_gettime(clock)
    return time.monotonic()


class SystemClock:
    """The machine's own clocks, in the zone that the system is set to now."""

    speed = 1.0

    def __init__(self) -> None:
        self.boot = _boot_id()

    def now(self) -> Moment:
        return Moment(datetime.now(_zone()), boottime())

    def boottime_at(self, elapsed: float) -> float:
        return elapsed


@dataclass(frozen=True, slots=True)
class FastClock:
    """A clock that runs `speed` times as fast since `began`, when the machine's clock showed `real_s`.

    Processes that share these numbers share the clock, also one that starts later.
    """

    speed: float
    real_s: float
    began: datetime
    boot: str

    @classmethod
    def start(cls, speed: float) -> FastClock:
        """A clock that begins now."""
        return cls(speed, boottime(), datetime.now(UTC), f"{_boot_id()}-fast-{os.urandom(4).hex()}")

    def now(self) -> Moment:
        elapsed = (boottime() - self.real_s) * self.speed
        return Moment(shift(self.began, elapsed).astimezone(_zone()), elapsed)

    def boottime_at(self, elapsed: float) -> float:
        return self.real_s + elapsed / self.speed

    def dump(self) -> str:
        began = self.began.isoformat()
        return json.dumps({"speed": self.speed, "real_s": self.real_s, "began": began, "boot": self.boot})

    @classmethod
    def load(cls, text: str) -> FastClock:
        """Raises ValueError where `text` is not what `dump` gave, or is of another boot of the machine."""
        try:
            data = json.loads(text)
            clock = cls(
                float(data["speed"]),
                float(data["real_s"]),
                datetime.fromisoformat(data["began"]),
                str(data["boot"]),
            )
        except (KeyError, TypeError, ValueError) as error:
            msg = "this is no clock"
            raise ValueError(msg) from error
        if not clock.boot.startswith(_boot_id()):
            msg = "the machine was started again since"
            raise ValueError(msg)
        return clock


def _zone() -> tzinfo:
    """The system's zone; looked up again when somebody changes it."""
    try:
        changed = _LOCALTIME.lstat().st_mtime_ns
    except OSError:
        changed = 0
    return _zone_since(changed, os.environ.get("TZ"))


@functools.lru_cache(maxsize=1)
def _zone_since(changed: int, name: str | None) -> tzinfo:
    del changed, name
    return tzlocal.reload_localzone()


@functools.cache
def _boot_id() -> str:
    try:
        return _BOOT_ID.read_text("ascii").strip()
    except OSError:  # elsewhere: the minute of the boot, good enough to tell two boots apart
        return f"boot-{(time.time() - boottime()) // 60:.0f}"
