"""What must be true of every figure. Run one: pytest -q tests/unit/figure -k ID."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from unslouch.catalogue import figures
from unslouch.figure import body as anatomy
from unslouch.figure import motion
from unslouch.figure.body import Body, Limb
from unslouch.figure.figure import RIGS, Figure, extent, mirror
from unslouch.figure.person import solve
from unslouch.figure.vec import Vec, dot, sub, unit

FIXED = frozenset(
    {"point", "floor", "instep", "heel", "toes", "seat", "seat-edge", "seat-behind", "chair-back"}
    | {"desk-edge", "desk-top", "wall", "door-frame"}
)
"""The places that do not move with the body."""

FRAME_S = 1 / 15


def is_person(id_: str) -> bool:
    try:
        return figures.figure(id_).rig == "body"
    except figures.FigureError:
        return False


EVERY = [pytest.param(id_, id=id_) for id_ in figures.ids()]
PEOPLE = [pytest.param(id_, id=id_) for id_ in figures.ids() if is_person(id_)]


@pytest.mark.parametrize("id_", EVERY)
def test_its_file_is_sound(id_: str) -> None:
    assert figures.figure(id_).id == id_


def moments(figure: Figure) -> Iterator[float]:
    """Every frame of what moves, and of a hold eight moments of its first breath: the others look like it."""
    start = -figure.poses[0].seconds
    for pose in figure.poses:
        frames = math.ceil(pose.seconds / FRAME_S)
        yield from (start + pose.seconds * frame / frames for frame in range(frames))
        start += pose.seconds
        yield from (start + min(pose.hold, motion.CYCLE_S) * part / 8 for part in range(8) if pose.hold)
        start += pose.hold


@cache
def bodies(id_: str) -> list[tuple[str, Body]]:
    """The body at those moments of the loop, each with when that is."""
    figure = figures.figure(id_)
    return [
        (f"at {moment:.1f} of {figure.loop_s:.1f} s", solve(figure.motion.at(moment), figure.scene))
        for moment in moments(figure)
    ]


def joints(body: Body) -> dict[str, Vec]:
    found = {"pelvis": body.pelvis[0], "chest": body.chest[0], "head": body.head[0]}
    for kind, limbs in (("arm", body.arms), ("leg", body.legs)):
        for side, limb in zip(("near", "far"), limbs, strict=True):
            found |= {
                f"{side} {kind} {part}": getattr(limb, part) for part in ("root", "joint", "end", "tip")
            }
    return found


def flexion(limb: Limb) -> float:
    upper, lower = unit(sub(limb.joint, limb.root)), unit(sub(limb.end, limb.joint))
    return math.degrees(math.acos(max(-1.0, min(1.0, dot(upper, lower)))))


@pytest.mark.parametrize("id_", PEOPLE)
def test_limbs_keep_their_length(id_: str) -> None:
    for _, body in bodies(id_):
        for limbs, lengths in (
            (body.arms, (anatomy.UPPER_ARM, anatomy.FOREARM)),
            (body.legs, (anatomy.THIGH, anatomy.SHIN)),
        ):
            for limb in limbs:
                found = (math.dist(limb.root, limb.joint), math.dist(limb.joint, limb.end))
                assert max(abs(long - due) for long, due in zip(found, lengths, strict=True)) < 1e-4
        spine = [at for at, _ in body.spine]
        pieces = [math.dist(a, b) for a, b in pairwise(spine)]
        assert max(abs(long - due) for long, due in zip(pieces, anatomy.SPINE, strict=True)) < 1e-6


@pytest.mark.parametrize("id_", PEOPLE)
def test_hands_and_feet_reach_what_they_are_sent_to(id_: str) -> None:
    for when, body in bodies(id_):
        short = {
            f"{side} {kind}": round(limb.short, 3)
            for kind, limbs in (("arm", body.arms), ("leg", body.legs))
            for side, limb in zip(("near", "far"), limbs, strict=True)
            if abs(limb.short) > 0.015
        }
        assert short == {}, when


@pytest.mark.parametrize("id_", PEOPLE)
def test_joints_stay_within_human_limits(id_: str) -> None:
    for when, body in bodies(id_):
        bent = {
            f"{side} {kind}": round(flexion(limb))
            for kind, limbs, most in (("elbow", body.arms, 158), ("knee", body.legs, 162))
            for side, limb in zip(("near", "far"), limbs, strict=True)
            if flexion(limb) > most
        }
        assert bent == {}, when


@pytest.mark.parametrize("id_", PEOPLE)
def test_nobody_sinks_into_the_floor(id_: str) -> None:
    for when, body in bodies(id_):
        deep = {name: round(at[1], 3) for name, at in joints(body).items() if at[1] < 0.004}
        if body.head[0][1] < anatomy.HEAD_RADIUS - 0.012:
            deep["head"] = round(body.head[0][1], 3)
        assert deep == {}, when


@pytest.mark.parametrize("id_", PEOPLE)
def test_hands_and_feet_that_hold_stay_where_they_are(id_: str) -> None:
    figure = figures.figure(id_)
    start = 0.0
    poses = figure.poses
    for place, pose in enumerate(poses):
        start += pose.hold
        after = poses[(place + 1) % len(poses)]
        for name, part in held(pose.parameters, after.parameters):
            places = [
                ending(solve(figure.motion.at(start + after.seconds * share / 10), figure.scene), part)
                for share in range(11)
            ]
            moved = max(math.dist(places[0], each) for each in places)
            assert moved < 0.016, f"{name} moves on the way to {after.name}"
        start += after.seconds


def held(before: Any, after: Any) -> Iterator[tuple[str, tuple[str, int]]]:
    """The hands and feet that are at the same fixed place in both poses."""
    for name, place in (("near_hand", 0), ("far_hand", 1), ("near_foot", 0), ("far_foot", 1)):
        side = name.partition("_")[0]
        same = [name, *(f"{side}_{key}" for key in ("heel", "toes", "turnout") if "foot" in name)]
        if before[name][0] in FIXED and all(before[key] == after[key] for key in same):
            yield name, ("arms" if "hand" in name else "legs", place)


def ending(body: Body, part: tuple[str, int]) -> Vec:
    limb: Limb = getattr(body, part[0])[part[1]]
    return limb.end if part[0] == "legs" else limb.palm


@pytest.mark.parametrize("id_", PEOPLE)
def test_no_joint_jumps_and_the_loop_closes(id_: str) -> None:
    frames = [(when, joints(body)) for when, body in bodies(id_)]
    for (_, before), (when, after) in pairwise([*frames, frames[0]]):
        steps = {name: round(math.dist(before[name], at), 3) for name, at in after.items()}
        assert {name: step for name, step in steps.items() if step > 0.09} == {}, when


@pytest.mark.parametrize("id_", EVERY)
def test_nothing_leaves_the_frame(id_: str) -> None:
    """Every third frame is enough, as nothing jumps."""
    figure = figures.figure(id_)
    window = figure.window
    for moment in list(moments(figure))[::3]:
        left, bottom, right, top = extent(figure.shapes(moment))
        assert window.left <= left
        assert right <= window.right
        assert figure.frame == "lower" or top <= window.top
        assert figure.frame == "upper" or window.bottom <= bottom


@pytest.mark.parametrize("id_", EVERY)
def test_mirrored_twice_is_the_same(id_: str) -> None:
    figure = figures.figure(id_)
    for moment in (0.0, figure.loop_s * 0.37):
        assert mirror(mirror(figure.shapes(moment))) == figure.shapes(moment)


@pytest.mark.parametrize("id_", EVERY)
def test_the_end_of_the_loop_is_its_beginning(id_: str) -> None:
    figure = figures.figure(id_)
    draw = RIGS[figure.rig].shapes
    first, last = (draw(figure.motion.at(each), figure.scene) for each in (0.0, figure.loop_s - 1e-9))
    assert len(first) == len(last)
    for before, after in zip(first, last, strict=True):
        assert [each for point in before.points for each in point] == pytest.approx(
            [each for point in after.points for each in point], abs=1e-4
        )
