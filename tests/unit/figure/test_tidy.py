from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from unslouch.figure.raster import Dots
from unslouch.figure.shape import Tone
from unslouch.figure.tidy import tidied

WIDTH, HEIGHT = 60, 60
"""Of which five dots are the least that may stand alone."""

drawings = st.lists(st.integers(0, (1 << WIDTH) - 1), min_size=HEIGHT, max_size=HEIGHT)
BODY = [0] * 20 + [0b1111111111 << 4] * 12 + [0] * 28


def dots(prop: list[int], near: list[int]) -> Dots:
    rows: dict[Tone, list[int]] = dict.fromkeys(Tone, [0] * HEIGHT) | {Tone.PROP: prop, Tone.NEAR: near}
    return Dots(WIDTH, HEIGHT, tuple(tuple(rows[tone]) for tone in Tone))


def test_a_speck_beside_the_body_is_left_out() -> None:
    speck = [0] * 50 + [0b11 << 40] * 2 + [0] * 8
    both = [body | spot for body, spot in zip(BODY, speck, strict=True)]
    assert tidied(dots([0] * HEIGHT, both)) == dots([0] * HEIGHT, BODY)


def test_a_thin_arm_that_hangs_on_the_body_stays() -> None:
    arm = [0] * 24 + [((1 << 40) - 1) << 14] + [0] * 35
    both = [body | line for body, line in zip(BODY, arm, strict=True)]
    assert tidied(dots([0] * HEIGHT, both)) == dots([0] * HEIGHT, both)


@given(drawings, drawings)
def test_things_stay_as_they_are_and_nothing_is_added(prop: list[int], near: list[int]) -> None:
    after = tidied(dots(prop, near))
    assert after.rows[Tone.PROP] == tuple(prop)
    assert all(new & ~old == 0 for new, old in zip(after.rows[Tone.NEAR], near, strict=True))
