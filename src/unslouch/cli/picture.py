"""Pictures without a screen: drawings of dots as PNG (https://www.w3.org/TR/png-3/) and as SVG."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from unslouch.cli.letters import rows
from unslouch.figure.raster import Dots
from unslouch.figure.shape import Tone

Colour = tuple[int, int, int]

PAPER: Colour = (20, 24, 27)
INK: Colour = (230, 189, 124)
COLOURS: Mapping[Tone, Colour] = {
    Tone.PROP: (88, 104, 112),
    Tone.FAR: (122, 141, 150),
    Tone.NEAR: (228, 233, 230),
    Tone.TINT: (236, 178, 96),
}
"""The colours of the app's dark theme."""

_FRAME: Colour = (38, 46, 51)
_PALETTE = (PAPER, _FRAME, INK, *COLOURS.values())
_PAPER, _LINE, _INK, _TONES = 0, 1, 2, 3
_MARGIN = 6


@dataclass(frozen=True, slots=True)
class Panel:
    """One drawing with what stands above it."""

    caption: str
    dots: Dots


def png(panels: Sequence[Panel], columns: int, dot: int = 5, note: str = "") -> bytes:
    """The panels in rows of so many, each dot as a disc `dot` pixels across; a `note` goes along unseen."""
    width = max(len(_panel_rows(panels[0], dot)[0]), 1)
    lines: list[bytes] = []
    for start in range(0, len(panels), columns):
        row = [_panel_rows(panel, dot) for panel in panels[start : start + columns]]
        row += [[bytes(width)] * len(row[0])] * (min(columns, len(panels)) - len(row))
        lines += [bytes([_LINE]).join(parts) for parts in zip(*row, strict=True)]
        lines.append(bytes([_LINE]) * len(lines[-1]))
    return _encoded(lines, note)


def _panel_rows(panel: Panel, dot: int) -> list[bytes]:
    width = panel.dots.width * dot + 2 * _MARGIN
    lines = _caption(panel.caption, width, 2 if dot > 3 else 1)
    edge = bytes(_MARGIN)
    for y in range(panel.dots.height):
        tones = [_PAPER] * panel.dots.width
        for tone in Tone:
            row = panel.dots.rows[tone][y]
            while row:
                low = row & -row
                tones[low.bit_length() - 1] = _TONES + tone
                row ^= low
        lines += [edge + b"".join(_disc(dot, each)[line] for each in tones) + edge for line in range(dot)]
    return lines + [bytes(width)] * _MARGIN


def _caption(text: str, width: int, size: int) -> list[bytes]:
    """A line of text, each of its dots `size` pixels across."""
    lines = [bytes(width)] * _MARGIN
    for row in rows(text):
        line = bytes(_MARGIN) + b"".join(bytes([_INK if dot else _PAPER]) * size for dot in row)
        lines += [line[:width].ljust(width, b"\0")] * size
    return lines + [bytes(width)] * 4


@cache
def _disc(size: int, colour: int) -> tuple[bytes, ...]:
    """A dot, with its corners cut and a little air around it."""
    middle, radius = (size - 1) / 2, size * 0.46
    return tuple(
        bytes(
            colour if (x - middle) ** 2 + (y - middle) ** 2 <= radius * radius + 0.1 else _PAPER
            for x in range(size)
        )
        for y in range(size)
    )


def _encoded(lines: Sequence[bytes], note: str) -> bytes:
    palette = b"".join(bytes(colour) for colour in _PALETTE)
    header = struct.pack(">IIBBBBB", len(lines[0]), len(lines), 8, 3, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + line for line in lines), 6)
    said = [(b"tEXt", b"Description\0" + note.encode("latin-1"))] if note else []
    chunks = ((b"IHDR", header), *said, (b"PLTE", palette), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in chunks)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
