from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unslouch.figure.motion import Between, KeyPose, at, eased, loop_s, moments

UP = KeyPose("Up", {"lean": 0.0, "hand": ("thigh", 0.0)}, seconds=2, hold=4, breath="in")
DOWN = KeyPose("Down", {"lean": 80.0, "hand": ("desk", 0.0)}, seconds=3, hold=9, breath="out")
POSES = (UP, DOWN)


def test_the_loop_begins_with_the_arrival_at_the_first_pose() -> None:
    assert at(POSES, 0.0)["lean"] == 0.0
    assert loop_s(POSES) == 18.0


def test_a_hold_is_still_but_for_the_breath() -> None:
    first, later = at(POSES, 8.0), at(POSES, 10.5)
    assert {**first, "breath": 0.0} == {**later, "breath": 0.0}
    assert first["breath"] != later["breath"]


def test_half_way_is_half_of_the_movement() -> None:
    assert at(POSES, 5.5)["lean"] == pytest.approx(40.0)


def test_on_the_way_between_places_it_says_from_where_to_where() -> None:
    assert at(POSES, 5.5)["hand"] == Between(("thigh", 0.0), ("desk", 0.0), 0.5)


def test_numbers_in_a_tuple_are_mixed_one_by_one() -> None:
    poses = (KeyPose("a", {"knee": (0.0, 1.0)}, 1), KeyPose("b", {"knee": (1.0, 3.0)}, 1))
    assert at(poses, 0.5)["knee"] == pytest.approx((0.5, 2.0))


def test_the_stillest_moment_is_the_middle_of_the_hold() -> None:
    assert moments(POSES) == [2.0, 11.5]


@given(st.floats(0, 200))
def test_every_round_is_the_same(seconds: float) -> None:
    assert at(POSES, seconds + 18.0)["lean"] == pytest.approx(at(POSES, seconds)["lean"], abs=1e-6)


@given(st.floats(0, 18))
def test_nothing_jumps(seconds: float) -> None:
    before, after = at(POSES, seconds), at(POSES, seconds + 0.001)
    assert math.isclose(before["lean"], after["lean"], abs_tol=0.1)
    assert math.isclose(before["breath"], after["breath"], abs_tol=0.005)


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_movement_never_goes_back(earlier: float, later: float) -> None:
    assert (earlier <= later) == (eased(earlier) <= eased(later)) or math.isclose(
        eased(earlier), eased(later), abs_tol=1e-9
    )
