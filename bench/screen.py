"""A display whose pixels can be looked at while programs paint on it."""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.home import Home
from bench.processes import running, told

_SIZE = (1600, 800)
_LOOKED_AT = 700
"""So many pixels from the left: a terminal window is opened there, and a notification on the right."""

_EVERY_ROW = 5
_SHADES = 8
_DARK, _WHITE = 0x60, 0xFFFFFF


class Screen:
    """What is on the display, in the file that Xvfb keeps it in (XWD format)."""

    def __init__(self, file: Path) -> None:
        with file.open("rb") as opened:
            self._pixels = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
        fields = struct.unpack(">25I", self._pixels[:100])
        self._row_bytes, self._height = fields[12], fields[5]
        self._first = fields[0] + 12 * fields[19]

    def words(self) -> bool:
        """Whether there is smooth writing on a dark ground. An empty xterm is white, and so is one in which
        a program has failed.
        """
        return any(self._written(y) for y in range(0, self._height, _EVERY_ROW))

    def _written(self, y: int) -> bool:
        began = self._first + y * self._row_bytes
        row = self._pixels[began : began + 4 * _LOOKED_AT]
        if row == row[:4] * _LOOKED_AT:  # nothing on it, which is quickly said
            return False
        pixels = memoryview(row).cast("I").tolist()
        shades = set(pixels)
        ground = max(shades, key=pixels.count) if len(shades) >= _SHADES else _WHITE
        return all(part < _DARK for part in ground.to_bytes(4, "little")[:3])

    def close(self) -> None:
        self._pixels.close()


@contextmanager
def display(home: Home) -> Iterator[Screen]:
    """A display of its own, put into the home's environment."""
    size = f"{_SIZE[0]}x{_SIZE[1]}x24"
    command = ("Xvfb", "-displayfd", "1", "-screen", "0", size, "-fbdir", str(home.path), "-nolisten", "tcp")
    with running(command, home.environ, tells=True, log=home.log) as process:
        home.environ["DISPLAY"] = f":{told(process)}"
        screen = Screen(home.path / "Xvfb_screen0")
        try:
            yield screen
        finally:
            screen.close()
