"""When something happened, on the two clocks that matter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


def shift(wall: datetime, seconds: float) -> datetime:
    """The wall time `seconds` after `wall`, counted on a real clock, so across daylight saving."""
    return (wall.astimezone(UTC) + timedelta(seconds=seconds)).astimezone(wall.tzinfo)


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time on two clocks.

    `wall` is what the clock on the wall shows (aware, in the user's zone); working hours and fixed
    times are read from it. `elapsed` is in seconds on a clock that nobody sets and that counts
    through suspend (CLOCK_BOOTTIME, clock_gettime(2)); durations are differences of it.
    """

    wall: datetime
    elapsed: float

    def __post_init__(self) -> None:
        if self.wall.tzinfo is None:
            msg = "a moment needs a wall time with a time zone"
            raise ValueError(msg)

    @property
    def utc(self) -> datetime:
        return self.wall.astimezone(UTC)

    def since(self, earlier: Moment) -> float:
        """Seconds from `earlier` to this moment; never negative."""
        return max(0.0, self.elapsed - earlier.elapsed)

    def plus(self, seconds: float) -> Moment:
        """The moment `seconds` later, if nobody sets the wall clock meanwhile."""
        return Moment(shift(self.wall, seconds), self.elapsed + seconds)
