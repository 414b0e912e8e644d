"""What must be true of the poses on the mat: all of the source articles' poses, each with its cautions."""

from __future__ import annotations

import pytest

from unslouch.catalogue import load
from unslouch.core.exercise import Exercise, Form, Position

POSES = {
    "P01": "cat-cow",
    "P01a": "cat",
    "P01b": "cow",
    "P02": "childs-pose",
    "P02a": "wide-childs-pose",
    "P03": "downward-dog",
    "P04": "extended-triangle",
    "P05": "pigeon",
    "P06": "sphinx",
    "P07": "cobra",
    "P08": "prone-press-up",
    "P09": "back-extension",
    "P10": "prone-lift",
    "P11": "bridge",
    "P12": "pelvic-tilt",
    "P13": "knee-to-chest",
    "P13a": "knee-to-chest-head-lift",
    "P14": "knees-to-chest",
    "P14a": "knees-to-chest-head-flexion",
    "P15": "rocking-knees-to-chest",
    "P16": "reclining-figure-four",
    "P17": "supine-spinal-twist",
    "P18": "two-knee-twist",
    "P19": "trunk-rotation",
    "P20": "seated-spinal-twist",
    "P20a": "twist-with-neck-rotation",
    "P21": "torso-twist",
    "P22": "spinal-rotations",
    "P23": "pelvic-circles",
    "P24": "standing-forward-fold",
    "P24a": "forward-fold-elbows",
    "P25": "hamstring-stretch",
    "P26": "side-bend",
    "P27": "wall-calf-stretch",
    "P28": "eagle-arms",
    "P29": "plank",
    "P30": "leg-raises",
    "P31": "resting-breath",
}
"""The poses of the articles, the variants of a pose after it."""

AT_THE_WALL = {"wall-calf-stretch"}
"""Needs a wall and no mat: the pose itself is its entry for the desk."""

ON_THE_FLOOR = {"resting-breath": "lying-rest"}
"""Poses whose entry for the mat has another id, because the seated one came first."""

ONLY_NAMED = {
    "eagle-arms",
    "hamstring-stretch",
    "leg-raises",
    "pelvic-circles",
    "plank",
    "rocking-knees-to-chest",
    "spinal-rotations",
    "torso-twist",
}
"""What the articles name but do not explain."""

ALL_FOURS = "cat-cow cat cow spinal-rotations pelvic-circles"
CHILDS_POSES = "childs-pose wide-childs-pose"
FOLDS = "standing-forward-fold forward-fold-elbows"
PRONE = "sphinx cobra prone-press-up back-extension prone-lift"
BOTH_KNEES = "knees-to-chest knees-to-chest-head-flexion rocking-knees-to-chest"
ONE_KNEE = "knee-to-chest knee-to-chest-head-lift"
LYING_TWISTS = "supine-spinal-twist two-knee-twist"
SEATED_TWISTS = "seated-spinal-twist twist-with-neck-rotation"
SUPINE = (
    f"bridge pelvic-tilt {ONE_KNEE} {BOTH_KNEES} reclining-figure-four {LYING_TWISTS} trunk-rotation "
    "hamstring-stretch leg-raises lying-rest"
)

RULES = (
    # what the body does, what that is a caution for, and in which exercises
    ("rests on bent wrists", "wrist", f"{ALL_FOURS} pigeon"),
    ("is pushed up with the arms", "wrist shoulder", "downward-dog plank cobra prone-press-up"),
    ("winds its arms together", "wrist shoulder", "eagle-arms"),
    ("reaches overhead or clasps behind", "shoulder", "side-bend extended-triangle prone-lift"),
    ("kneels", "knee", f"{ALL_FOURS} {CHILDS_POSES}"),
    ("folds a knee sideways", "knee", f"pigeon reclining-figure-four torso-twist {SEATED_TWISTS}"),
    (
        "has its head below its heart",
        "glaucoma blood-pressure",
        f"{CHILDS_POSES} downward-dog {FOLDS} bridge",
    ),
    ("folds head down and comes up again", "dizziness", f"{CHILDS_POSES} downward-dog {FOLDS}"),
    ("strains without moving", "blood-pressure", "plank prone-lift"),
    ("lies on its back", "pregnancy", SUPINE),
    ("lies on its belly", "pregnancy stenosis", PRONE),
    ("lifts itself into a back bend", "disc sciatica", "cobra prone-press-up back-extension prone-lift"),
    ("lets its belly sag", "pregnancy stenosis neck", "cat-cow cow"),
    ("rounds its back on all fours", "disc osteoporosis neck", "cat-cow cat"),
    ("folds over its belly", "pregnancy disc osteoporosis", f"{CHILDS_POSES} {FOLDS}"),
    ("pulls a knee to its chest", "osteoporosis", f"{ONE_KNEE} {BOTH_KNEES}"),
    ("rounds its lower back by both knees or the head", "disc", f"{BOTH_KNEES} knee-to-chest-head-lift"),
    ("stretches the back of the leg", "disc sciatica", f"{FOLDS} downward-dog hamstring-stretch leg-raises"),
    ("turns", "disc osteoporosis", "spinal-rotations trunk-rotation torso-twist"),
    ("turns far", "disc osteoporosis sciatica", f"{LYING_TWISTS} {SEATED_TWISTS}"),
    ("turns toward a raised thigh", "pregnancy", f"{LYING_TWISTS} {SEATED_TWISTS}"),
    ("bends and turns at once", "disc osteoporosis sciatica neck balance", "extended-triangle"),
    ("presses one side together", "osteoporosis", "side-bend"),
    (
        "turns its hips out or in",
        "hip-replacement",
        "pigeon reclining-figure-four pelvic-circles trunk-rotation",
    ),
    ("crosses its legs", "hip-replacement", f"{LYING_TWISTS} {SEATED_TWISTS} torso-twist"),
    (
        "bends its hips past a right angle",
        "hip-replacement",
        f"{CHILDS_POSES} {ONE_KNEE} {BOTH_KNEES} {FOLDS} downward-dog extended-triangle",
    ),
    ("stretches the deep muscles of the hip hard", "sciatica", "pigeon"),
    ("lifts its head against its weight", "neck", "cobra back-extension prone-lift knee-to-chest-head-lift"),
    ("bends its neck forward", "neck", "knees-to-chest-head-flexion"),
    ("turns its head to the end", "neck dizziness", "twist-with-neck-rotation"),
)

MAT = [exercise for exercise in load() if exercise.form is Form.MAT]
EACH = pytest.mark.parametrize("exercise", MAT, ids=lambda exercise: exercise.id)


def titles(exercise: Exercise) -> str:
    return " ".join(source.title for source in exercise.sources)


def test_every_pose_of_the_articles_has_its_entry_on_the_mat() -> None:
    expected = {ON_THE_FLOOR.get(pose, pose) for pose in POSES.values() if pose not in AT_THE_WALL}

    assert expected == {exercise.id for exercise in MAT}
    assert len(expected) == 37


def test_a_pose_at_the_wall_is_a_desk_exercise_of_its_own_name() -> None:
    at_the_wall = {exercise.id: exercise for exercise in load() if exercise.id in AT_THE_WALL}

    assert set(at_the_wall) == AT_THE_WALL
    assert all(one.position is Position.WALL and one.poses == (one.id,) for one in at_the_wall.values())


@EACH
def test_it_is_one_pose_and_names_it(exercise: Exercise) -> None:
    (pose,) = exercise.poses

    assert exercise.id == ON_THE_FLOOR.get(pose, pose)


@EACH
def test_it_says_which_articles_it_comes_from_and_whether_they_explain_it(exercise: Exercise) -> None:
    assert "Yoga and stretches for back pain, article" in titles(exercise)
    assert (exercise.id in ONLY_NAMED) == ("the articles only name it" in titles(exercise))


@EACH
def test_it_is_done_on_a_mat_unless_one_stands(exercise: Exercise) -> None:
    assert exercise.position in {Position.FLOOR, Position.STANDING}
    assert (exercise.position is Position.FLOOR) == ("mat" in exercise.needs)


@EACH
def test_its_cautions_are_those_of_what_the_body_does_in_it(exercise: Exercise) -> None:
    reasons = {flag for _, flags, ids in RULES if exercise.id in ids.split() for flag in flags.split()}

    assert reasons == exercise.cautions


def test_every_rule_is_about_exercises_that_exist() -> None:
    assert {one for _, _, ids in RULES for one in ids.split()} <= {exercise.id for exercise in MAT}


def test_what_the_articles_call_hard_is_for_the_highest_level() -> None:
    hard = {exercise.id for exercise in MAT if exercise.level == 3}

    assert hard == {"downward-dog", "pigeon", "plank", "prone-lift"}


def test_nobody_begins_on_the_mat() -> None:
    assert not any(exercise.plain for exercise in MAT)
