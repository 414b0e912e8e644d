"""Sleep of the machine, from the gap between the clock that counts through it and the one that does not."""

from __future__ import annotations

import time

_NOTICED_S = 5.0


class SleepWatch:
    """Tells how long the machine slept between two looks. Only Linux has both clocks; elsewhere never."""

    def __init__(self) -> None:
        self._gap_s = _gap_s()

    def slept_s(self) -> float:
        """Seconds asleep since the last look; less than five count as none."""
        before, self._gap_s = self._gap_s, _gap_s()
        slept_s = self._gap_s - before
        return slept_s if slept_s >= _NOTICED_S else 0.0


def _gap_s() -> float:
    if not hasattr(time, "CLOCK_BOOTTIME"):
        return 0.0
    return time.clock_gettime(time.CLOCK_BOOTTIME) - time.clock_gettime(time.CLOCK_MONOTONIC)
