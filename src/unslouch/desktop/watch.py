"""Noticing that a file was changed, by inotify(7) through ctypes: no polling, nothing to install.

Editors replace a file rather than write into it, so it is the folder that is watched. Where there is no
inotify, nothing is noticed: `unslouch config set` and SIGHUP tell the service instead.
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import os
import struct
import sys
from collections.abc import Callable
from pathlib import Path

_CLOSE_WRITE, _MOVED_FROM, _MOVED_TO, _DELETE = 0x8, 0x40, 0x80, 0x200
_HEADER = struct.Struct("iIII")
_SETTLED_S = 0.2


class FileWatch:
    """Calls `changed` from the running loop, once the file at `path` has been left alone for a moment."""

    def __init__(self, path: Path, changed: Callable[[], None]) -> None:
        self._name = os.fsencode(path.name)
        self._changed = changed
        self._loop = asyncio.get_running_loop()
        self._settled: asyncio.TimerHandle | None = None
        self._descriptor = _watch(path.parent)
        if self._descriptor is not None:
            self._loop.add_reader(self._descriptor, self._on_event)

    def close(self) -> None:
        if self._settled is not None:
            self._settled.cancel()
        if self._descriptor is not None:
            self._loop.remove_reader(self._descriptor)
            os.close(self._descriptor)

    def _on_event(self) -> None:
        if self._descriptor is None:
            return
        with contextlib.suppress(BlockingIOError):
            if self._name in _names(os.read(self._descriptor, 65536)):
                if self._settled is not None:
                    self._settled.cancel()
                self._settled = self._loop.call_later(_SETTLED_S, self._changed)


def _watch(folder: Path) -> int | None:
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    descriptor = int(libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC))
    mask = _CLOSE_WRITE | _MOVED_FROM | _MOVED_TO | _DELETE
    if descriptor >= 0 and libc.inotify_add_watch(descriptor, os.fsencode(folder), mask) < 0:
        os.close(descriptor)
        return None
    return descriptor if descriptor >= 0 else None


def _names(data: bytes) -> set[bytes]:
    """The file names in a buffer of `struct inotify_event`."""
    names, at = set(), 0
    while at < len(data):
        length = _HEADER.unpack_from(data, at)[3]
        at += _HEADER.size
        names.add(data[at : at + length].rstrip(b"\0"))
        at += length
    return names
