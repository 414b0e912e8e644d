from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unslouch.figure.body import bent, swung
from unslouch.figure.person import solve
from unslouch.figure.scene import Scene
from unslouch.figure.stances import NUMBERS, STANCES, mirrored
from unslouch.figure.vec import UPRIGHT, Vec, add, dot, length, sub, unit

numbers = st.floats(-1, 1, allow_nan=False)
vectors = st.tuples(numbers, numbers, numbers)
bones = st.floats(0.1, 0.3)


@given(vectors, vectors, bones, bones, vectors)
def test_two_bones_keep_their_length_and_reach_what_they_can(
    root: Vec, at: Vec, upper: float, lower: float, pole: Vec
) -> None:
    joint, end, short = bent(root, at, upper, lower, pole)
    assert math.dist(root, joint) == pytest.approx(upper, abs=1e-4)
    assert math.dist(joint, end) == pytest.approx(lower, abs=1e-4)
    far = math.dist(root, at)
    assert math.dist(end, at) == pytest.approx(abs(short), abs=1e-6)
    if abs(upper - lower) + 0.001 < far < upper + lower - 0.001:
        assert short == pytest.approx(0, abs=1e-6)


@given(vectors, vectors, bones, bones, vectors)
def test_the_joint_goes_to_the_side_of_the_pole(
    root: Vec, at: Vec, upper: float, lower: float, pole: Vec
) -> None:
    way = unit(sub(at, root))
    side = add(pole, way, -dot(pole, way))
    joint, _, _ = bent(root, at, upper, lower, pole)
    if length(side) > 0.01:
        assert dot(sub(joint, root), side) >= -1e-9


@pytest.mark.parametrize(
    ("swing", "way"),
    [
        ((0.0, 0.0), (0.0, -1.0, 0.0)),
        ((90.0, 0.0), (1.0, 0.0, 0.0)),
        ((0.0, 90.0), (0.0, 0.0, 1.0)),
        ((180.0, 0.0), (0.0, 1.0, 0.0)),
        ((-90.0, 0.0), (-1.0, 0.0, 0.0)),
    ],
)
def test_a_limb_hangs_and_is_raised_forward_out_and_back(swing: tuple[float, float], way: Vec) -> None:
    assert swung(UPRIGHT, 1, swing, 0.0, 1)[0] == pytest.approx(way, abs=1e-9)


def test_the_forearm_of_a_goal_post_points_up() -> None:
    assert swung(UPRIGHT, 1, (0.0, 90.0), 90.0, 1)[1] == pytest.approx((0.0, 1.0, 0.0), abs=1e-9)
    assert swung(UPRIGHT, -1, (0.0, 90.0), 90.0, 1)[1] == pytest.approx((0.0, 1.0, 0.0), abs=1e-9)


@pytest.mark.parametrize("name", STANCES)
def test_a_stance_is_the_same_on_both_sides(name: str) -> None:
    body = solve(STANCES[name], Scene())
    for near, far in (body.arms, body.legs):
        for here, there in ((near.joint, far.joint), (near.end, far.end), (near.tip, far.tip)):
            assert here == pytest.approx((there[0], there[1], -there[2]), abs=1e-9)


@pytest.mark.parametrize("name", STANCES)
def test_nobody_reaches_in_vain_in_a_stance(name: str) -> None:
    body = solve(STANCES[name], Scene())
    assert [round(limb.short, 3) for limb in (*body.arms, *body.legs)] == pytest.approx([0.0] * 4, abs=0.004)


@given(st.sampled_from(sorted(STANCES)), st.data())
def test_a_mirrored_pose_is_the_mirror_image(name: str, data: st.DataObject) -> None:
    said = data.draw(st.fixed_dictionaries({key: st.floats(*limits) for key, limits in NUMBERS.items()}))
    pose = {**STANCES[name], **said}
    body, image = solve(pose, Scene()), solve(mirrored(pose), Scene())
    x, y, z = image.head[0]
    assert body.head[0] == pytest.approx((x, y, -z), abs=1e-6)
    for limbs, there in ((body.arms, image.arms), (body.legs, image.legs)):
        for limb, (x, y, z) in zip(limbs, (there[1].joint, there[0].joint), strict=True):
            assert limb.joint == pytest.approx((x, y, -z), abs=1e-4)


@pytest.mark.parametrize(("foot", "working", "resting"), [("near_foot", 0, 1), ("far_foot", 1, 0)])
def test_an_ankle_rests_on_the_other_knee(foot: str, working: int, resting: int) -> None:
    knee = foot.replace("foot", "knee")
    pose = {**STANCES["sitting"], foot: ("other-knee", 0.0, 0.0, 0.0), knee: (0.05, 0.0, 1.0)}
    body = solve(pose, Scene())
    assert math.dist(body.legs[working].end, body.legs[resting].joint) < 0.07
    assert body.legs[working].short == pytest.approx(0, abs=1e-3)


@pytest.mark.parametrize("hand", ["near_hand", "far_hand"])
def test_one_hand_holds_the_other(hand: str) -> None:
    other = "far_hand" if hand == "near_hand" else "near_hand"
    pose = {**STANCES["sitting"], other: ("heart", 0.0, 0.0, 0.0), hand: ("other-hand", 0.0, 0.0, 0.0)}
    body = solve(pose, Scene())
    assert math.dist(body.arms[0].palm, body.arms[1].palm) < 0.01
