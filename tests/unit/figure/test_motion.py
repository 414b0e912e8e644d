from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unslouch.figure.motion import Between, KeyPose, Motion, eased

UP = KeyPose("Up", {"lean": 0.0, "hand": ("thigh", 0.0)}, seconds=2, hold=4, breath="in")
DOWN = KeyPose("Down", {"lean": 80.0, "hand": ("desk", 0.0)}, seconds=3, hold=9, breath="out")
LOOP = Motion((UP, DOWN))


def test_the_loop_begins_with_the_arrival_at_the_first_pose() -> None:
    assert LOOP.at(0.0)["lean"] == 0.0
    assert LOOP.loop_s == 18.0


def test_a_hold_is_still_but_for_the_breath() -> None:
    first, later = LOOP.at(8.0), LOOP.at(10.5)
    assert {**first, "breath": 0.0} == {**later, "breath": 0.0}
    assert first["breath"] != later["breath"]


def test_half_way_is_half_of_the_movement() -> None:
    assert LOOP.at(5.5)["lean"] == pytest.approx(40.0)


def test_on_the_way_between_places_it_says_from_where_to_where() -> None:
    assert LOOP.at(5.5)["hand"] == Between(("thigh", 0.0), ("desk", 0.0), 0.5)


def test_numbers_in_a_tuple_are_mixed_one_by_one() -> None:
    poses = (KeyPose("a", {"knee": (0.0, 1.0)}, 1), KeyPose("b", {"knee": (1.0, 3.0)}, 1))
    assert Motion(poses).at(0.5)["knee"] == pytest.approx((0.5, 2.0))


def test_the_stillest_moment_is_the_middle_of_the_hold() -> None:
    assert LOOP.stills == (2.0, 11.5)


@given(st.floats(0, 200))
def test_every_round_is_the_same(seconds: float) -> None:
    assert LOOP.at(seconds + 18.0)["lean"] == pytest.approx(LOOP.at(seconds)["lean"], abs=1e-6)


@given(st.floats(0, 18))
def test_nothing_jumps(seconds: float) -> None:
    before, after = LOOP.at(seconds), LOOP.at(seconds + 0.001)
    assert math.isclose(before["lean"], after["lean"], abs_tol=0.1)
    assert math.isclose(before["breath"], after["breath"], abs_tol=0.005)


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_movement_never_goes_back(earlier: float, later: float) -> None:
    assert (earlier <= later) == (eased(earlier) <= eased(later)) or math.isclose(
        eased(earlier), eased(later), abs_tol=1e-9
    )


def circle(hold: float = 0.0) -> Motion:
    corners = ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))
    return Motion(tuple(KeyPose(str(at), {"at": at}, 1.0, hold) for at in corners))


def test_a_circle_of_four_poses_is_round_and_never_stands_still() -> None:
    places = [circle().at(step / 15)["at"] for step in range(61)]

    assert [math.hypot(*at) for at in places] == pytest.approx([1.0] * 61, abs=0.05)
    assert min(math.dist(a, b) * 15 for a, b in pairwise(places)) > 1.3


def test_a_pose_that_holds_is_come_to_at_rest() -> None:
    before, there = circle(hold=0.5).at(1.49)["at"], circle(hold=0.5).at(1.5)["at"]

    assert math.dist(before, there) < 1e-4


def test_a_foot_goes_on_through_a_pose_where_it_leaves_the_floor() -> None:
    steps = (("floor", 0.2), ("floor", 0.1), ("point", 0.0), ("point", 0.1))
    motion = Motion(tuple(KeyPose(str(place), {"foot": step}, 1.0) for place, step in enumerate(steps)))

    (_, before), there = motion.at(0.99)["foot"], motion.at(1.01)["foot"]

    assert 0.001 < before - 0.1 < 0.002
    assert (there.start[0], there.end[0]) == ("floor", "point")
    assert 0.001 < 0.1 - there.start[1] < 0.002


times = st.tuples(st.floats(0.3, 4), st.sampled_from([0.0, 0.0, 1.0]))


@given(st.lists(st.tuples(st.floats(-90, 90), times), min_size=2, max_size=8), st.floats(0, 1))
def test_nothing_swings_beyond_the_poses_between_which_it_is(
    poses: list[tuple[float, tuple[float, float]]], part: float
) -> None:
    motion = Motion(
        tuple(KeyPose(str(place), {"lean": lean}, *times) for place, (lean, times) in enumerate(poses))
    )
    start = 0.0
    for before, after in pairwise([*motion.poses, motion.poses[0]]):
        start += before.hold
        low, high = sorted((before.parameters["lean"], after.parameters["lean"]))
        assert low - 1e-6 <= motion.at(start + after.seconds * part)["lean"] <= high + 1e-6
        start += after.seconds


@given(st.floats(-100, 200))
def test_a_moment_looks_like_the_first_that_it_is_folded_to(seconds: float) -> None:
    folded = LOOP.folded(seconds)

    assert LOOP.at(folded) == {
        name: pytest.approx(value) if name != "hand" else value for name, value in LOOP.at(seconds).items()
    }


def test_a_long_hold_is_folded_to_one_breath_out_and_no_more() -> None:
    hold = Motion((KeyPose("Hold", {}, 1, hold=600), KeyPose("Rest", {}, 1)))

    assert {round(hold.folded(frame / 15), 6) for frame in range(600 * 15)} == {
        round(frame / 15, 6) for frame in range(31)
    }
