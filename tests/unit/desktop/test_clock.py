"""The clocks: one that counts through sleep, one that runs faster, and the alarm on them."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta
from pathlib import Path

import pytest

from unslouch.desktop import clock as clock_module
from unslouch.desktop.alarm import LoopAlarm, alarm
from unslouch.desktop.clock import FastClock, SystemClock, boottime
from unslouch.desktop.presence.sleep import SleepWatch
from unslouch.desktop.watch import FileWatch


def test_the_zone_follows_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = SystemClock()
    monkeypatch.setenv("TZ", "Europe/Berlin")
    winter = clock.now().wall.utcoffset()
    monkeypatch.setenv("TZ", "Asia/Tokyo")

    assert winter in {timedelta(hours=1), timedelta(hours=2)}
    assert clock.now().wall.utcoffset() == timedelta(hours=9)


def test_a_fast_clock_runs_faster_on_both_clocks() -> None:
    clock = FastClock.start(1000)
    first = clock.now()
    real = boottime()
    while boottime() - real < 0.01:
        pass
    second = clock.now()

    assert second.since(first) >= 10
    assert (second.utc - first.utc).total_seconds() == pytest.approx(second.since(first), abs=0.01)
    assert clock.boottime_at(second.elapsed) == pytest.approx(boottime(), abs=1)


def test_a_fast_clock_is_shared_by_its_text() -> None:
    clock = FastClock.start(60)

    assert FastClock.load(clock.dump()) == clock


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"speed": "x"}', "null"])
def test_a_text_that_is_no_clock_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no clock"):
        FastClock.load(text)


def test_a_fast_clock_of_another_boot_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    text = FastClock.start(60).dump()
    monkeypatch.setattr(clock_module, "_boot_id", lambda: "another")

    with pytest.raises(ValueError, match="started again"):
        FastClock.load(text)


@pytest.mark.parametrize("kind", [alarm, LoopAlarm])
async def test_an_alarm_rings_at_its_time_and_once_that_has_passed(kind: type[LoopAlarm]) -> None:
    rung = asyncio.Event()
    bell = kind(rung.set)
    try:
        for when in (boottime() + 0.05, boottime() - 10, 0.0):
            bell.set(when)
            await asyncio.wait_for(rung.wait(), 5)
            assert boottime() >= when
            rung.clear()
    finally:
        bell.close()


@pytest.mark.parametrize("kind", [alarm, LoopAlarm])
async def test_an_alarm_that_was_turned_off_does_not_ring(kind: type[LoopAlarm]) -> None:
    rung = asyncio.Event()
    bell = kind(rung.set)
    try:
        bell.set(boottime() + 0.02)
        bell.set(None)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(rung.wait(), 0.1)
    finally:
        bell.close()


def test_sleep_is_the_growing_gap_between_two_clocks(monkeypatch: pytest.MonkeyPatch) -> None:
    if not hasattr(time, "CLOCK_BOOTTIME"):
        pytest.skip("only Linux has a clock that counts through sleep beside one that does not")
    slept = {"s": 0.0}
    real = time.clock_gettime
    monkeypatch.setattr(
        time,
        "clock_gettime",
        lambda clock: real(clock) + (slept["s"] if clock == time.CLOCK_BOOTTIME else 0),
    )
    watch = SleepWatch()
    assert watch.slept_s() == 0
    slept["s"] = 3600

    assert watch.slept_s() == pytest.approx(3600, abs=1)
    assert watch.slept_s() == 0


async def test_a_file_that_is_replaced_is_noticed(tmp_path: Path) -> None:
    changed = asyncio.Event()
    watch = FileWatch(tmp_path / "config.toml", changed.set)
    (tmp_path / "other").write_text("not this one")
    (tmp_path / "new").write_text("version = 1")
    (tmp_path / "new").replace(tmp_path / "config.toml")
    try:
        await asyncio.wait_for(changed.wait(), 5)
    finally:
        watch.close()


async def test_a_folder_that_is_not_there_is_not_watched(tmp_path: Path) -> None:
    FileWatch(tmp_path / "none" / "config.toml", lambda: None).close()
