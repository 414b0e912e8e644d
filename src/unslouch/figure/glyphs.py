"""From dots to characters: braille, half-blocks, or octants where the terminal's typeface has them.

Braille and octants hold two by four dots in a cell of one colour; half-blocks two dots of two colours. The
octants are of Unicode 16 (2024); where they are missing, braille is the same picture.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from unslouch.core.glyphs import Glyphs
from unslouch.figure.raster import Dots
from unslouch.figure.shape import Tone


class Run(NamedTuple):
    """Neighbouring characters that look alike; `ground` is what shows behind them."""

    text: str
    tone: Tone | None
    ground: Tone | None = None


GRID = {Glyphs.BRAILLE: (2, 4), Glyphs.BLOCKS: (1, 2), Glyphs.FINE: (2, 4)}
"""How many dots a cell has, across and down."""

_WEIGHT = {Tone.PROP: 1, Tone.FAR: 2, Tone.NEAR: 4, Tone.TINT: 4}
"""Which tone a cell takes that has dots of several: what is nearer counts for more."""


def rows(dots: Dots, glyphs: Glyphs = Glyphs.BRAILLE) -> list[list[Run]]:
    """The drawing as rows of characters; `dots` has the size that `GRID` asks for."""
    if glyphs is Glyphs.BLOCKS:
        return [_halves(dots, y) for y in range(0, dots.height, 2)]
    table = _OCTANTS if glyphs is Glyphs.FINE else _BRAILLE
    clear = settled(dots)
    return [_row(clear, y, table) for y in range(0, dots.height, 4)]


def settled(dots: Dots) -> Dots:
    """The same with one tone in each cell of two by four dots.

    Where near and far meet, or the person and a prop, the one that weighs less leaves the cell to the other.
    """
    tones = [list(rows) for rows in dots.rows]
    evens = _evens(dots.width)
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


def _evens(width: int) -> int:
    """A bit at the left column of every cell."""
    return int("01" * (width // 2), 2)


def _filled(rows: Sequence[int], evens: int) -> int:
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
    kept = {Tone.NEAR, Tone.TINT} if near else {winner}
    if _lies(tones, ends, cell):
        kept = set(Tone)
        winner = Tone.PROP if 3 * counts[Tone.PROP] > person + counts[Tone.FAR] else winner
    for each in ends:
        every = 0
        for tone in Tone:
            every |= tones[tone][each] & cell if tone in kept else 0
            tones[tone][each] &= ~cell
        tones[winner][each] |= every


def _lies(tones: list[list[int]], ends: range, cell: int) -> bool:
    """Whether the person is on top of a level thing, or a little in it: they have no gap then."""
    person = [(tones[Tone.FAR][y] | tones[Tone.NEAR][y] | tones[Tone.TINT][y]) & cell for y in ends]
    thing = [tones[Tone.PROP][y] & cell for y in ends]
    first = next((place for place, row in enumerate(thing) if row), 0)
    last = max((place for place, row in enumerate(thing) if row), default=0)
    filled = all(
        own | other == cell for own, other in zip(person[first:last], thing[first:last], strict=True)
    )
    few = sum(map(int.bit_count, person)) < sum(map(int.bit_count, thing))
    return thing[last] == cell and (few or (filled and not any(person[last:])))


def _row(dots: Dots, y: int, table: str) -> list[Run]:
    """A row of cells of two by four dots, each of one tone."""
    cells = dots.width // 2
    evens = _evens(dots.width)
    blank, lines, found = evens, [0, 0, 0, 0], []
    for tone in Tone:
        four = dots.rows[tone][y : y + 4]
        if filled := _filled(four, evens):
            found.append((tone, filled))
            blank &= ~filled
            lines = [line | row for line, row in zip(lines, four, strict=True)]
    if not found:
        return [Run(" " * cells, None)]
    first, second, third, fourth = (_spread(line, dots.width) for line in lines)
    patterns = first | second << 2 | third << 4 | fourth << 6
    text = patterns.to_bytes(cells, "little").decode("latin-1").translate(table)
    stretches = [
        (start // 2, end // 2, tone)
        for tone, mask in (*found, (None, blank))
        for start, end in _stretches(mask | mask << 1)
    ]
    return [Run(text[start:end], tone) for start, end, tone in sorted(stretches, key=itemgetter(0))]


def _spread(row: int, width: int) -> int:
    """The bits of a row two by two, each two in a byte of its own."""
    every = row.to_bytes(-(-width // 8), "little")
    return int.from_bytes(b"".join([_SPREAD[byte] for byte in every]), "little")


_SPREAD = tuple(bytes(byte >> shift & 3 for shift in (0, 2, 4, 6)) for byte in range(256))


def _stretches(mask: int) -> Iterator[tuple[int, int]]:
    """Where ones follow one another: from which bit, and up to which."""
    at = 0
    while mask:
        zeros = (mask & -mask).bit_length() - 1
        mask >>= zeros
        ones = (~mask & mask + 1).bit_length() - 1
        mask >>= ones
        yield at + zeros, at + zeros + ones
        at += zeros + ones


def _halves(dots: Dots, y: int) -> list[Run]:
    """A row of cells of two dots, one above the other, each of its own colour."""
    stretches: list[tuple[int, int, str, Tone | None, Tone | None]] = []
    for upper, above in _shades(dots, y):
        for lower, below in _shades(dots, y + 1):
            if both := above & below:
                half = _half(upper, lower)
                stretches += ((start, end, *half) for start, end in _stretches(both))
    stretches.sort(key=itemgetter(0))
    return [
        Run("".join(letter * (end - start) for start, end, letter, _, _ in found), tone, ground)
        for (tone, ground), found in groupby(stretches, key=itemgetter(3, 4))
    ]


def _half(upper: Tone | None, lower: Tone | None) -> tuple[str, Tone | None, Tone | None]:
    """The character for two dots, its tone, and what shows behind it."""
    if upper is lower:
        return (" " if upper is None else "█", upper, None)
    return ("▄", lower, None) if upper is None else ("▀", upper, lower)


def _shades(dots: Dots, y: int) -> list[tuple[Tone | None, int]]:
    """The tones in a row of dots, and where each is; the last is where there are none."""
    blank = (1 << dots.width) - 1
    found: list[tuple[Tone | None, int]] = []
    for tone in Tone if y < dots.height else ():
        if row := dots.rows[tone][y]:
            found.append((tone, row))
            blank &= ~row
    return [*found, (None, blank)]


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
