"""A hold that lasts as long as the move, and which pose is on."""

from __future__ import annotations

import pytest

from unslouch.figure.motion import KeyPose, Motion, lasting

IN = KeyPose("In", {}, 3, hold=10, breath="out")
START = KeyPose("Start", {}, 2, hold=1)
POSES = (START, IN)


@pytest.mark.parametrize(("seconds", "hold"), [(16, 10), (30, 24), (8, 2), (3, 0)])
def test_the_longest_hold_takes_what_time_there_is(seconds: float, hold: float) -> None:
    assert [pose.hold for pose in lasting(POSES, seconds)] == [1, hold]


def test_what_has_no_hold_stays_as_it_is() -> None:
    poses = (KeyPose("Up", {}, 2), KeyPose("Down", {}, 2))

    assert lasting(poses, 60) == poses


@pytest.mark.parametrize(
    ("seconds", "name"),
    [(0, "Start"), (0.9, "Start"), (1.1, "In"), (13.9, "In"), (14.1, "Start"), (17.1, "In")],
)
def test_a_pose_is_on_from_when_one_sets_out_for_it(seconds: float, name: str) -> None:
    assert Motion(POSES).pose_at(seconds).name == name
