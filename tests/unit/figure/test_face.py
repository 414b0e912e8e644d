"""What must be true of every face that is drawn close up, at every moment."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import pytest

from unslouch.catalogue import figures
from unslouch.figure import face
from unslouch.figure.face import FACE, IRIS
from unslouch.figure.figure import Figure, extent, mirror
from unslouch.figure.scene import Scene
from unslouch.figure.shape import Area, Shape, Stroke, Tone

FRAME_S = 1 / 15
AWAKE = {**FACE.stances["awake"], "breath": 0.4}
FACES = [pytest.param(id_, id=id_) for id_ in figures.ids() if figures.figure(id_).rig == "face"]


def poses(figure: Figure) -> list[dict[str, Any]]:
    count = math.ceil(figure.loop_s / FRAME_S)
    return [figure.motion.at(frame * FRAME_S) for frame in range(count + 1)]


def drawn(view: str = "front", sight: str = "none", **changes: float) -> tuple[Shape, ...]:
    scene = Scene(view, tint=frozenset({"eyes"}), extras={"sight": sight})
    return face.shapes({**AWAKE, **changes}, scene)


def irises(shapes: tuple[Shape, ...]) -> list[Stroke]:
    return [shape for shape in shapes if shape.tone is Tone.TINT and isinstance(shape, Stroke)]


def lids(shapes: tuple[Shape, ...]) -> list[Area]:
    return [shape for shape in shapes if isinstance(shape, Area) and shape.depth == 0.5]


@pytest.mark.parametrize("id_", FACES)
def test_every_parameter_of_a_face_stays_within_its_limits(id_: str) -> None:
    for pose in poses(figures.figure(id_)):
        beyond = {
            name: pose[name]
            for name, (least, most) in FACE.numbers.items()
            if not least - 1e-9 <= pose[name] <= most + 1e-9
        }
        assert beyond == {}


@pytest.mark.parametrize("id_", FACES)
def test_a_face_mirrored_twice_is_the_same(id_: str) -> None:
    figure = figures.figure(id_)
    once = figure.shapes(1.0, mirrored=True)
    assert figure.shapes(1.0) != once
    assert figure.shapes(1.0) == mirror(once)


@pytest.mark.parametrize("id_", ["slow-blinks", "palming"])
def test_nothing_of_a_face_jumps_and_the_loop_closes(id_: str) -> None:
    figure = figures.figure(id_)
    frames = [face.shapes(pose, figure.scene) for pose in poses(figure)]
    for before, after in pairwise(frames):
        for old, new in zip(before, after, strict=True):
            assert max(map(math.dist, old.points, new.points)) < 0.05


def test_open_lids_leave_the_eye_free_and_closed_ones_cover_it() -> None:
    for lid in lids(drawn(lids=1.0)):
        assert extent([lid])[1] == pytest.approx(face.EYES_HIGH)
        middle = min((y for x, y in lid.points if abs(abs(x) - face.EYE) < 1e-6), default=0.0)
        assert middle == pytest.approx(face.EYES_HIGH + face.EYE_HALF[1])
    for lid in lids(drawn(lids=0.0)):
        assert extent([lid])[1] == pytest.approx(face.EYES_HIGH - face.EYE_HALF[1])


def test_lids_come_down_in_front_of_the_iris() -> None:
    shapes = drawn()
    assert {lid.depth for lid in lids(shapes)} == {0.5}
    assert max(iris.depth for iris in irises(shapes)) < 0.5


def test_the_iris_keeps_its_size_and_follows_the_gaze() -> None:
    ahead, aside = irises(drawn()), irises(drawn(gaze_x=1.0))
    assert [iris.widths for iris in (*ahead, *aside)] == [(IRIS,)] * 4
    assert [new.points[0][0] > old.points[0][0] for old, new in zip(ahead, aside, strict=True)] == [
        True,
        True,
    ]


def test_the_forearms_of_palming_keep_their_length_and_their_elbows_stay_on_the_desk() -> None:
    for cover in (0.0, 0.3, 1.0):
        bones = [
            each for each in drawn(sight="palms", cover=cover) if len(each.points) == 2 and each.depth > 0.8
        ]
        elbows = [shape.points[1] for shape in bones if shape.points[1][1] < face.DESK + 0.1]
        assert [abs(y - face.DESK - 0.05) < 0.04 for _, y in elbows] == [True] * 4
        assert [abs(abs(x) - face.ELBOWS) < 0.05 for x, _ in elbows] == [True] * 4


def test_the_palms_end_over_the_eyes() -> None:
    covers = [
        shape
        for shape in drawn(sight="palms", cover=1.0, lids=0.0)
        if isinstance(shape, Stroke)
        and shape.tone is Tone.NEAR
        and shape.depth >= 0.9
        and len(shape.points) == 2
    ]
    for side in (-1, 1):
        eye = (side * face.EYE, face.EYES_HIGH)
        assert min(math.dist(eye, at) for shape in covers for at in shape.points) < 0.09


def test_what_is_looked_at_is_tinted_and_the_other_is_not() -> None:
    near, far = (irises(drawn("side", "thumb", focus=focus)) for focus in (0.0, 1.0))
    assert max(x for shape in near for x, _ in shape.points) < 0.8
    assert max(x for shape in far for x, _ in shape.points) > 0.95


def test_the_gaze_grows_toward_the_distance() -> None:
    ends = [
        max(x for shape in irises(drawn("side", "window", focus=focus)) for x, _ in shape.points)
        for focus in (0.0, 0.5, 1.0)
    ]
    assert ends == sorted(ends)
    assert ends[0] + 0.4 < ends[2]
