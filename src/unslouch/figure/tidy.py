"""What is left of a limb behind another may be a few dots: they are no shape any more, and are left out."""

from __future__ import annotations

from collections.abc import Iterator

from unslouch.figure.raster import Dots
from unslouch.figure.shape import Tone

SPECK = 1 / 700
"""What hangs together, touches nothing else of the person and is a smaller share of the dots is left out."""


def tidied(dots: Dots) -> Dots:
    """The drawing without the specks of the person; all dots of a tone are one long number meanwhile."""
    wide = dots.width + 1
    whole = [_joined(rows, wide) for rows in dots.rows]
    person = whole[Tone.FAR] | whole[Tone.NEAR] | whole[Tone.TINT]
    gone = 0
    for speck in _specks(person, wide, dots.width * dots.height * SPECK):
        gone |= speck
    if not gone:
        return dots
    row = (1 << dots.width) - 1
    kept = (
        rows
        if tone is Tone.PROP
        else tuple((whole[tone] & ~gone) >> wide * place & row for place in range(dots.height))
        for tone, rows in zip(Tone, dots.rows, strict=True)
    )
    return Dots(dots.width, dots.height, tuple(kept))


def _joined(rows: tuple[int, ...], wide: int) -> int:
    """All rows in one number, with one free dot after each, so that none runs into the next."""
    return sum(row << wide * place for place, row in enumerate(rows))


def _specks(person: int, wide: int, size: float) -> Iterator[int]:
    """Where the person is thick, no speck is: only what does not hang together with that is counted."""
    rest = person & ~_filled(_thinned(_thinned(person, wide), wide), person, wide)
    while rest:
        found = _filled(rest & -rest, rest, wide)
        rest &= ~found
        if found.bit_count() < size:
            yield found


def _thinned(person: int, wide: int) -> int:
    """The dots whose four neighbours are dots too."""
    return person & person << 1 & person >> 1 & person << wide & person >> wide


def _filled(seed: int, within: int, wide: int) -> int:
    """All that hangs together with the seed, over edges and corners."""
    found = 0
    while seed != found:
        found = seed
        seed |= seed << 1 | seed >> 1
        seed = (seed | seed << wide | seed >> wide) & within
    return found
