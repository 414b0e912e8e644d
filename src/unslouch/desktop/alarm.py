"""Waking an asyncio loop at a time on the clock that counts through suspend.

asyncio's own timers stand still while the machine sleeps. Linux has timerfd_create(2) on CLOCK_BOOTTIME,
and a second one with TFD_TIMER_CANCEL_ON_SET that tells when somebody sets the clock. Python 3.11 has
neither, so they are called through ctypes. Elsewhere the alarm looks again at least once a minute.
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import errno
import os
import sys
from collections.abc import Callable
from typing import Protocol

from unslouch.desktop.clock import boottime

_CLOCK_REALTIME = 0
_CLOCK_BOOTTIME = 7
_TFD_TIMER_ABSTIME = 1
_TFD_TIMER_CANCEL_ON_SET = 2
_LOOK_AGAIN_S = 60.0
_FAR_S = 2**40


class Alarm(Protocol):
    """Calls back at the time set last, given on `boottime()` in seconds, and when the clock was set."""

    def set(self, when: float | None) -> None: ...

    def close(self) -> None: ...


def alarm(ring: Callable[[], None]) -> Alarm:
    """The best alarm there is here; `ring` is called from the running loop."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            return TimerfdAlarm(ring)
    return LoopAlarm(ring)


class _Timespec(ctypes.Structure):
    _fields_ = (("tv_sec", ctypes.c_long), ("tv_nsec", ctypes.c_long))


class _Itimerspec(ctypes.Structure):
    _fields_ = (("it_interval", _Timespec), ("it_value", _Timespec))


class TimerfdAlarm:
    def __init__(self, ring: Callable[[], None]) -> None:
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._ring = ring
        self._loop = asyncio.get_running_loop()
        self._due = self._create(_CLOCK_BOOTTIME)
        self._set = self._create(_CLOCK_REALTIME)
        self._loop.add_reader(self._due, self._on_due)
        self._loop.add_reader(self._set, self._on_set)
        self._watch_settings()

    def set(self, when: float | None) -> None:
        """None turns it off; a time that has passed rings at once."""
        self._settime(self._due, _TFD_TIMER_ABSTIME, 0.0 if when is None else max(when, 1e-9))

    def close(self) -> None:
        for descriptor in (self._due, self._set):
            self._loop.remove_reader(descriptor)
            os.close(descriptor)

    def _create(self, clock: int) -> int:
        descriptor = self._libc.timerfd_create(clock, os.O_NONBLOCK | os.O_CLOEXEC)
        if descriptor < 0:
            raise OSError(ctypes.get_errno(), "timerfd_create")
        return int(descriptor)

    def _settime(self, descriptor: int, flags: int, seconds: float) -> None:
        whole = int(seconds)
        value = _Timespec(whole, int((seconds - whole) * 1e9))
        timer = _Itimerspec(_Timespec(0, 0), value)
        if self._libc.timerfd_settime(descriptor, flags, ctypes.byref(timer), None) < 0:
            raise OSError(ctypes.get_errno(), "timerfd_settime")

    def _watch_settings(self) -> None:
        self._settime(self._set, _TFD_TIMER_ABSTIME | _TFD_TIMER_CANCEL_ON_SET, _FAR_S)

    def _on_due(self) -> None:
        with contextlib.suppress(BlockingIOError):
            os.read(self._due, 8)
        self._ring()

    def _on_set(self) -> None:
        try:
            os.read(self._set, 8)
        except BlockingIOError:
            return
        except OSError as error:
            if error.errno != errno.ECANCELED:
                raise
        self._watch_settings()
        self._ring()


class LoopAlarm:
    def __init__(self, ring: Callable[[], None]) -> None:
        self._ring = ring
        self._loop = asyncio.get_running_loop()
        self._handle: asyncio.TimerHandle | None = None
        self._when: float | None = None

    def set(self, when: float | None) -> None:
        self.close()
        self._when = when
        if when is not None:
            wait_s = min(max(0.0, when - boottime()), _LOOK_AGAIN_S)
            self._handle = self._loop.call_later(wait_s, self._look)

    def close(self) -> None:
        if self._handle is not None:
            self._handle.cancel()

    def _look(self) -> None:
        if self._when is not None and boottime() < self._when:
            self.set(self._when)
        else:
            self._ring()
