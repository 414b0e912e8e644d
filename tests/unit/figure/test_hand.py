"""What must be true of every hand that is drawn close up, at every moment."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from unslouch.catalogue import figures
from unslouch.figure import hand
from unslouch.figure.figure import Figure, mirror
from unslouch.figure.hand import BONES, FOREARMS, HAND, KNUCKLES, OPEN, THUMB, Hand, helping, skeleton
from unslouch.figure.scene import Scene
from unslouch.figure.shape import Tone
from unslouch.figure.vec import Frame, Vec, add, along, dot, length

FRAME_S = 1 / 15
STEP = 0.09
"""The most that a joint moves from one frame to the next, a quarter of a hand."""
HANDS = [pytest.param(id_, id=id_) for id_ in figures.ids() if figures.figure(id_).rig == "hand"]


def poses(figure: Figure) -> list[dict[str, Any]]:
    count = math.ceil(figure.loop_s / FRAME_S)
    return [figure.motion.at(frame * FRAME_S) for frame in range(count + 1)]


def hands(figure: Figure) -> Iterator[Hand]:
    for pose in poses(figure):
        first = skeleton(pose, figure.scene.view, FOREARMS[figure.scene.extras["arm"]])
        yield first
        if figure.scene.extras["hands"] == "helped":
            yield helping(pose, first, figure.scene.view)


def joints(found: Hand) -> list[Vec]:
    return [found.elbow, found.wrist, *(at for chain in (*found.fingers, found.thumb) for at in chain)]


def bones(chain: hand.Chain) -> list[float]:
    return [math.dist(a, b) for a, b in pairwise(chain)]


def posed(**changes: float) -> dict[str, float]:
    return {**OPEN, **changes}


def assert_square(frame: Frame) -> None:
    assert [length(axis) for axis in frame] == pytest.approx([1, 1, 1])
    assert [dot(frame[0], frame[1]), dot(frame[1], frame[2]), dot(frame[2], frame[0])] == pytest.approx(
        [0, 0, 0]
    )


@pytest.mark.parametrize("id_", HANDS)
def test_the_bones_of_a_hand_keep_their_length(id_: str) -> None:
    for found in hands(figures.figure(id_)):
        for chain, lengths in zip(found.fingers, BONES, strict=True):
            assert bones(chain) == pytest.approx(lengths)
        assert bones(found.thumb) == pytest.approx(THUMB)
        roots = [math.dist(found.wrist, chain[0]) for chain in found.fingers]
        assert roots == pytest.approx([math.hypot(*place) for place in KNUCKLES])


@pytest.mark.parametrize("id_", HANDS)
def test_the_palm_and_the_forearm_stay_stiff(id_: str) -> None:
    for found in hands(figures.figure(id_)):
        assert_square(found.palm)
        assert_square(found.forearm)


@pytest.mark.parametrize("id_", HANDS)
def test_every_joint_of_a_hand_stays_within_human_limits(id_: str) -> None:
    for pose in poses(figures.figure(id_)):
        beyond = {
            name: pose[name]
            for name, (least, most) in HAND.numbers.items()
            if not least - 1e-9 <= pose[name] <= most + 1e-9
        }
        assert beyond == {}
        assert abs(pose["tilt"]) + pose["round"] <= 40
        assert abs(pose["wrist"]) + pose["round"] <= 90


@pytest.mark.parametrize("id_", HANDS)
def test_no_joint_of_a_hand_jumps_and_the_loop_closes(id_: str) -> None:
    figure = figures.figure(id_)
    frames = [joints(skeleton(pose, figure.scene.view)) for pose in poses(figure)]
    for before, after in pairwise(frames):
        assert max(map(math.dist, before, after)) < STEP


@pytest.mark.parametrize("id_", HANDS)
def test_a_hand_mirrored_twice_is_the_same(id_: str) -> None:
    figure = figures.figure(id_)
    once = figure.shapes(1.0, mirrored=True)
    assert figure.shapes(1.0) != once
    assert figure.shapes(1.0) == mirror(once)


def test_the_thumb_is_on_the_right_of_the_left_hand_from_behind_and_on_the_left_from_the_palm() -> None:
    assert skeleton(posed(), "back").thumb[-1][0] > 0.05
    assert skeleton(posed(), "palm").thumb[-1][0] < -0.05


def test_the_thumb_is_nearest_in_the_side_view() -> None:
    found = skeleton(posed(), "side")
    assert [max(chain[0][2] for chain in (*found.fingers, found.thumb))] == [found.fingers[0][0][2]]
    assert found.thumb[-1][2] > found.fingers[0][0][2]


def test_a_turn_goes_from_the_back_over_the_thumb_side_to_the_palm() -> None:
    turned = skeleton(posed(turn=90.0), "back")
    assert joints(turned) == [pytest.approx(at) for at in joints(skeleton(posed(), "side"))]
    turned = skeleton(posed(turn=180.0), "back")
    assert joints(turned) == [pytest.approx(at) for at in joints(skeleton(posed(), "palm"))]


def test_a_fist_brings_the_fingertips_to_the_palm() -> None:
    found = skeleton(hand.FIST, "palm")
    for chain, opened in zip(found.fingers, skeleton(posed(), "palm").fingers, strict=True):
        assert math.dist(chain[-1], chain[0]) < 0.09 < math.dist(opened[-1], opened[0])
        assert 0.0 < chain[-1][2] < 0.08


def test_the_thumb_of_a_fist_lies_outside_the_fingers() -> None:
    found = skeleton(hand.FIST, "palm")
    assert found.thumb[-1][2] > found.fingers[0][-1][2]


def test_the_wrist_bends_to_the_palm_and_tilts_to_the_thumb() -> None:
    bent = skeleton(posed(wrist=60.0), "back")
    assert bent.fingers[1][-1][2] < -0.2
    tilted = skeleton(posed(tilt=20.0), "back")
    assert tilted.fingers[1][-1][0] > 0.1


def test_a_circle_comes_back_to_where_it_began() -> None:
    begun, done = (skeleton(posed(round=25.0, circle=angle), "back") for angle in (30.0, 390.0))
    assert joints(begun) == [pytest.approx(at) for at in joints(done)]


@pytest.mark.parametrize("id_", ["wrist-stretch-palm-out", "wrist-stretch-palm-down"])
def test_the_hand_that_helps_goes_with_the_hand_that_it_holds(id_: str) -> None:
    figure = figures.figure(id_)
    for pose in poses(figure):
        held = skeleton(pose, "side", FOREARMS["long"])
        other = helping(pose, held, "side")
        place = (pose["other_along"], pose["other_off"], 0.0)
        assert other.knuckles[:2] == pytest.approx(add(held.knuckles, along(held.palm, place))[:2])


def test_two_hands_are_each_others_mirror_image() -> None:
    scene = Scene("back", extras={"hands": "pair", "arm": "short", "mark": "shake"})
    drawn = hand.shapes(posed(x=-0.3), scene)
    half = len(drawn) // 2
    assert drawn[half:] == mirror(drawn[:half])


def test_the_tint_is_of_the_part_that_is_stretched() -> None:
    scene = Scene(
        "back", tint=frozenset({"forearms"}), extras={"hands": "one", "arm": "short", "mark": "none"}
    )
    tinted = [shape for shape in hand.shapes(posed(), scene) if shape.tone is Tone.TINT]
    assert len(tinted) == 2
