"""From dots to characters: braille, half-blocks, or octants where the terminal's typeface has them.

Braille and octants hold two by four dots in a cell of one colour; half-blocks two dots of two colours. The
octants are of Unicode 16 (2024); where they are missing, braille is the same picture.
"""

from __future__ import annotations

from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from unslouch.figure.raster import Dots
from unslouch.figure.shape import Tone


class Glyphs(StrEnum):
    BRAILLE = "braille"
    HALF_BLOCKS = "half-blocks"
    FINE = "fine"


class Run(NamedTuple):
    """Neighbouring characters that look alike; `ground` is what shows behind them."""

    text: str
    tone: Tone | None
    ground: Tone | None = None


GRID = {Glyphs.BRAILLE: (2, 4), Glyphs.HALF_BLOCKS: (1, 2), Glyphs.FINE: (2, 4)}
"""How many dots a cell has, across and down."""

_WEIGHT = {Tone.PROP: 1, Tone.FAR: 2, Tone.NEAR: 4, Tone.TINT: 4}
"""Which tone a cell takes that has dots of several: what is nearer counts for more."""


def rows(dots: Dots, glyphs: Glyphs = Glyphs.BRAILLE) -> list[list[Run]]:
    """The drawing as rows of characters; `dots` has the size that `GRID` asks for."""
    if glyphs is Glyphs.HALF_BLOCKS:
        return [_halves(dots, y) for y in range(0, dots.height, 2)]
    table = _OCTANTS if glyphs is Glyphs.FINE else _BRAILLE
    clear = settled(dots)
    return [_row(clear, y, table) for y in range(0, dots.height, 4)]


def settled(dots: Dots) -> Dots:
    """The same with one tone in each cell of two by four dots.

    Where near and far meet, or the person and a prop, the one that weighs less leaves the cell to the other.
    """
    tones = [list(rows) for rows in dots.rows]
    evens = int("01" * (dots.width // 2 + 1), 2)
    for y in range(0, dots.height, 4):
        filled = [_filled(rows[y : y + 4], evens) for rows in tones]
        shared = seen = 0
        for mask in filled:
            shared |= seen & mask
            seen |= mask
        while shared:
            low = shared & -shared
            shared ^= low
            _settle(tones, y, low * 3)
    return Dots(dots.width, dots.height, tuple(tuple(rows) for rows in tones))


def _filled(rows: list[int], evens: int) -> int:
    """A bit at the left column of every cell that has dots."""
    every = 0
    for row in rows:
        every |= row
    return (every | every >> 1) & evens


def _settle(tones: list[list[int]], y: int, cell: int) -> None:
    ends = range(y, min(y + 4, len(tones[0])))
    counts = [sum((rows[each] & cell).bit_count() for each in ends) for rows in tones]
    person = counts[Tone.NEAR] + counts[Tone.TINT]
    weights = [count * _WEIGHT[Tone(tone)] for tone, count in enumerate(counts)]
    near = person * _WEIGHT[Tone.NEAR] >= max(weights[Tone.PROP], weights[Tone.FAR])
    shade = Tone.TINT if counts[Tone.TINT] >= counts[Tone.NEAR] else Tone.NEAR
    winner = shade if near else max((Tone.PROP, Tone.FAR), key=lambda tone: weights[tone])
    for each in ends:
        both = (
            (tones[Tone.NEAR][each] | tones[Tone.TINT][each]) & cell if near else tones[winner][each] & cell
        )
        for tone in Tone:
            tones[tone][each] &= ~cell
        tones[winner][each] |= both


def _row(dots: Dots, y: int, table: str) -> list[Run]:
    """A row of cells of two by four dots."""
    lines, shades = [0, 0, 0, 0], []
    for tone in Tone:
        found = 0
        for line, row in enumerate(dots.rows[tone][y : y + 4]):
            lines[line] |= row
            found |= row
        shades.append((tone, found))
    cells: list[tuple[str, Tone | None]] = [(" ", None)] * (dots.width // 2)
    first, second, third, fourth = lines
    left = first | second | third | fourth
    while left:
        x = (left & -left).bit_length() - 1 & ~1
        left &= ~(3 << x)
        set_ = first >> x & 3 | (second >> x & 3) << 2 | (third >> x & 3) << 4 | (fourth >> x & 3) << 6
        cells[x // 2] = (table[set_], next(tone for tone, mask in shades if mask >> x & 3))
    return [
        Run("".join(letter for letter, _ in found), tone) for tone, found in groupby(cells, key=itemgetter(1))
    ]


def _halves(dots: Dots, y: int) -> list[Run]:
    """A row of cells of two dots, one above the other, each of its own colour."""
    cells: list[tuple[str, Tone | None, Tone | None]] = []
    for x in range(dots.width):
        upper, lower = _tone(dots, x, y), _tone(dots, x, y + 1)
        if upper is lower:
            cells.append((" " if upper is None else "█", upper, None))
        elif upper is None:
            cells.append(("▄", lower, None))
        else:
            cells.append(("▀", upper, lower))
    return [
        Run("".join(letter for letter, _, _ in found), tone, ground)
        for (tone, ground), found in groupby(cells, key=lambda cell: cell[1:])
    ]


def _tone(dots: Dots, x: int, y: int) -> Tone | None:
    return next((tone for tone in Tone if y < dots.height and dots.rows[tone][y] >> x & 1), None)


def _braille() -> str:
    """The pattern for every set of dots, which are counted row by row.

    https://www.unicode.org/charts/PDF/U2800.pdf
    """
    bits = (0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80)
    patterns = (sum(bit for place, bit in enumerate(bits) if dots >> place & 1) for dots in range(256))
    return "".join(chr(0x2800 + pattern) if pattern else " " for pattern in patterns)


def _octants() -> str:
    """The block for every set of dots: those that Unicode had before, and between them the 230 new ones
    in order (https://www.unicode.org/charts/PDF/U1CC00.pdf).
    """
    quadrants = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
    spread = {
        sum(0b101 << (0, 1, 4, 5)[q] for q in range(4) if each >> q & 1): quadrants[each]
        for each in range(16)
    }
    older = {
        **spread,
        0x03: "\U0001fb82",
        0xC0: "▂",
        0x3F: "\U0001fb85",
        0xFC: "▆",
        0x01: "\U0001cea8",
        0x02: "\U0001ceab",
        0x40: "\U0001cea3",
        0x80: "\U0001cea0",
        0x14: "\U0001fbe6",
        0x28: "\U0001fbe7",
    }
    newer = (chr(code) for code in range(0x1CD00, 0x1CDE6))
    return "".join(older[dots] if dots in older else next(newer) for dots in range(256))


_BRAILLE = _braille()
_OCTANTS = _octants()
