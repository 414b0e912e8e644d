"""Sleep of the machine, as the service learns of it: from the clocks alone."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.service.test_desk import Screen
from unslouch.core.events import Woken
from unslouch.core.moment import Moment
from unslouch.service.places import Places
from unslouch.service.runner import Service


class SteppedClock:
    """Stands still, and goes on when told to."""

    speed = 1.0
    boot = "boot-1"

    def __init__(self) -> None:
        self.moment = Moment(datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Europe/Berlin")), 1000.0)

    def now(self) -> Moment:
        return self.moment

    def boottime_at(self, elapsed: float) -> float:
        return elapsed

    def forward(self, seconds: float) -> None:
        self.moment = self.moment.plus(seconds)


class Sleep:
    def __init__(self) -> None:
        self.pending_s = 0.0

    def slept_s(self) -> float:
        slept_s, self.pending_s = self.pending_s, 0.0
        return slept_s


def service(tmp_path: Path, clock: SteppedClock, sleep: Sleep, screen: Screen) -> Service:
    where = Places(tmp_path / "config.toml", tmp_path / "journal.db", tmp_path / "alive", tmp_path / "run")
    made = Service(clock, where, lambda listener: screen, screen.open_window)
    made._sleep = sleep  # type: ignore[assignment]  # the one thing that cannot be made to happen
    return made


async def test_a_night_asleep_is_a_natural_break_and_no_reminder_comes_on_waking(tmp_path: Path) -> None:
    clock, sleep = SteppedClock(), Sleep()
    running = service(tmp_path, clock, sleep, Screen())
    clock.forward(2400)
    running.feed(Woken)
    clock.forward(8 * 3600)
    sleep.pending_s = 8 * 3600
    status = running.status()
    running._alarm.close()
    running._ledger.close()

    assert status["reminder"] is None
    assert status["sitting_s"] == 0
    assert status["today"]["natural"] == 1


async def test_a_short_sleep_is_taken_out_of_the_sitting(tmp_path: Path) -> None:
    clock, sleep = SteppedClock(), Sleep()
    running = service(tmp_path, clock, sleep, Screen())
    clock.forward(2400)
    running.feed(Woken)
    clock.forward(130)
    sleep.pending_s = 120
    status = running.status()
    running._alarm.close()
    running._ledger.close()

    assert status["sitting_s"] == 2410
