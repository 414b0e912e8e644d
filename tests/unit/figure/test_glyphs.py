from __future__ import annotations

import unicodedata
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unslouch.core.glyphs import Glyphs
from unslouch.figure.glyphs import GRID, Run, rows, settled
from unslouch.figure.raster import Dots
from unslouch.figure.shape import Tone

WIDTH, HEIGHT = 12, 8


def dots(*tones: list[int]) -> Dots:
    """A drawing of these rows, from the tone that is drawn first on."""
    blank = [0] * HEIGHT
    found = [*tones, *[blank] * (len(Tone) - len(tones))]
    return Dots(WIDTH, HEIGHT, tuple(tuple(each) for each in found))


def read(lines: list[list[Run]], letters: dict[str, int]) -> list[int]:
    """The rows of dots that characters of two by four dots show."""
    found = [0] * HEIGHT
    for y, line in enumerate(lines):
        for x, letter in enumerate("".join(run.text for run in line)):
            for place in range(8):
                found[y * 4 + place // 2] |= (letters[letter] >> place & 1) << (x * 2 + place % 2)
    return found


@cache
def table(glyphs: Glyphs) -> dict[str, int]:
    """Which dots each character shows, found by drawing them."""
    found = {}
    for pattern in range(256):
        cell = [pattern >> 2 * row & 3 for row in range(4)] + [0] * 4
        found[rows(dots([0] * HEIGHT, [0] * HEIGHT, cell), glyphs)[0][0].text[0]] = pattern
    return found


drawings = st.lists(st.integers(0, 2**WIDTH - 1), min_size=HEIGHT, max_size=HEIGHT)


@pytest.mark.parametrize("glyphs", [Glyphs.BRAILLE, Glyphs.FINE])
@given(drawing=drawings)
def test_dots_come_back_from_the_characters(glyphs: Glyphs, drawing: list[int]) -> None:
    letters = table(glyphs)
    assert len(letters) == 256
    assert read(rows(dots(drawing), glyphs), letters) == drawing


def test_braille_has_the_dots_that_its_names_say() -> None:
    order = {"1": 0, "2": 2, "3": 4, "4": 1, "5": 3, "6": 5, "7": 6, "8": 7}
    for letter, pattern in table(Glyphs.BRAILLE).items():
        said = unicodedata.name(letter).removeprefix("BRAILLE PATTERN DOTS-") if pattern else ""
        assert sum(1 << order[dot] for dot in said) == pattern


def test_octants_are_the_blocks_that_unicode_had_and_the_new_ones_between_them() -> None:
    letters = table(Glyphs.FINE)
    known = {
        "▘": 0x05,
        "▐": 0xAA,
        "▀": 0x0F,
        "▄": 0xF0,
        "▂": 0xC0,
        "█": 0xFF,
        "\U0001cd00": 0x04,
        "\U0001cde5": 0xFE,
    }
    assert {letter: letters[letter] for letter in known} == known


@given(upper=drawings, lower=drawings)
def test_half_blocks_show_the_tone_of_each_dot(upper: list[int], lower: list[int]) -> None:
    far = [row & ~near for row, near in zip(upper, lower, strict=True)]
    lines = rows(dots([0] * HEIGHT, far, lower), Glyphs.BLOCKS)
    for y, line in enumerate(lines):
        cells = [(letter, run.tone, run.ground) for run in line for letter in run.text]
        for x, (letter, tone, ground) in enumerate(cells):
            shown = {"▀": (tone, ground), "▄": (None, tone), "█": (tone, tone), " ": (None, None)}[letter]
            bits = [(far[row] >> x & 1, lower[row] >> x & 1) for row in (2 * y, 2 * y + 1)]
            assert shown == tuple(Tone.NEAR if near else Tone.FAR if dim else None for dim, near in bits)


@given(drawings, drawings, drawings)
def test_a_settled_cell_has_one_tone_and_no_new_dots(
    prop: list[int], far: list[int], near: list[int]
) -> None:
    far = [row & ~over for row, over in zip(far, near, strict=True)]
    prop = [row & ~over & ~dim for row, over, dim in zip(prop, near, far, strict=True)]
    before = dots(prop, far, near)
    after = settled(before)
    for y in range(0, HEIGHT, 4):
        for x in range(0, WIDTH, 2):
            tones = {tone for tone in Tone for row in after.rows[tone][y : y + 4] if row >> x & 3}
            some = any(row >> x & 3 for tone in Tone for row in before.rows[tone][y : y + 4])
            assert len(tones) == some
    for y in range(HEIGHT):
        old, new = (sum(each.rows[tone][y] for tone in Tone) for each in (before, after))
        assert new & ~old == 0


def test_a_hand_on_a_desk_leaves_no_gap_in_it() -> None:
    hand, desk = 0b11, 0b111111
    lines = [hand, hand, 0, 0] + [0] * (HEIGHT - 4), [0, 0, 0, desk] + [0] * (HEIGHT - 4)
    after = settled(dots(lines[1], [0] * HEIGHT, lines[0]))
    assert sum(after.rows[tone][3] for tone in Tone) == desk


@pytest.mark.parametrize("glyphs", list(Glyphs))
def test_a_row_is_as_wide_as_the_drawing(glyphs: Glyphs) -> None:
    across, down = GRID[glyphs]
    lines = rows(dots([5] * HEIGHT, [0b110000] * HEIGHT), glyphs)
    assert [sum(len(run.text) for run in line) for line in lines] == [WIDTH // across] * (HEIGHT // down)


def test_a_level_thing_goes_on_under_a_limb_that_reaches_a_little_into_it() -> None:
    whole = 2**WIDTH - 1
    level = [whole ^ 0b11, whole, 0, whole, 0, 0, 0, 0]
    limb = [0b11, 0, 0, 0, 0, 0, 0, 0]

    assert settled(dots(level, [0] * HEIGHT, limb)).rows[Tone.PROP][:4] == (whole, whole, 0, whole)
