"""What must be true of the exercises that come with Unslouch."""

from __future__ import annotations

import re
from collections import Counter
from importlib import resources
from importlib.resources.abc import Traversable

import pytest

from unslouch.catalogue import load
from unslouch.catalogue.parse import parse
from unslouch.core.exercise import (
    CAUTIONS,
    REGIONS,
    Bend,
    Breath,
    Exercise,
    Form,
    Kind,
    Position,
    Sides,
    Visibility,
)
from unslouch.core.rules import Profile

ADAPTED = {
    "cat-cow": "chair-cat-cow standing-cat-camel",
    "cat": "chair-cat",
    "cow": "chair-cow",
    "childs-pose": "seated-forward-fold desk-childs-pose",
    "wide-childs-pose": "wide-knee-fold",
    "downward-dog": "desk-l-stretch",
    "extended-triangle": "chair-triangle",
    "pigeon": "seated-figure-four",
    "sphinx": "seated-backbend",
    "cobra": "chair-cobra desk-cobra",
    "prone-press-up": "standing-back-bend",
    "back-extension": "standing-back-bend seated-back-arch",
    "prone-lift": "hands-clasped-behind",
    "bridge": "glute-squeeze sit-to-stand",
    "pelvic-tilt": "wall-pelvic-tilt seated-pelvic-tilt",
    "knee-to-chest": "seated-knee-hug",
    "knee-to-chest-head-lift": "seated-knee-hug",
    "knees-to-chest": "seated-forward-fold",
    "knees-to-chest-head-flexion": "seated-forward-fold",
    "rocking-knees-to-chest": "seated-sway",
    "reclining-figure-four": "seated-figure-four",
    "supine-spinal-twist": "crossed-leg-twist",
    "two-knee-twist": "chair-back-twist",
    "trunk-rotation": "seated-turns",
    "seated-spinal-twist": "chair-back-twist",
    "twist-with-neck-rotation": "neck-turn",
    "torso-twist": "standing-twist",
    "spinal-rotations": "seated-turns",
    "pelvic-circles": "hip-circles",
    "standing-forward-fold": "desk-l-stretch half-fold",
    "forward-fold-elbows": "seated-forward-fold",
    "hamstring-stretch": "seated-hamstring standing-hamstring",
    "side-bend": "seated-side-bend standing-side-bend",
    "wall-calf-stretch": "wall-calf-stretch",
    "eagle-arms": "seated-eagle-arms self-hug",
    "plank": "desk-plank",
    "leg-raises": "knee-extension",
    "resting-breath": "belly-breathing resting-breath standing-breath box-breathing",
}
"""Each pose of the source articles, and the desk exercises that adapt it."""

POSES = ADAPTED.keys()
DESK_IDS = """
    far-look slow-blinks near-and-far palming
    neck-side-tilt neck-turn chin-tuck chin-to-chest levator-stretch neck-half-circles neck-press
    shoulder-rolls arm-across-chest overhead-reach wall-slides shoulder-shrug triceps-stretch
    laced-overhead-reach elbows-wide open-arms hands-clasped-behind doorway-opener
    shoulder-blade-squeeze self-hug seated-turns posture-reset seated-backbend chair-cobra seated-back-arch
    crossed-leg-twist chair-back-twist standing-twist seated-eagle-arms goal-post-arms laced-forward-reach
    chair-back-arch desk-plank
    chair-cat-cow seated-pelvic-tilt seated-side-bend standing-back-bend standing-cat-camel desk-l-stretch
    chair-cat chair-cow seated-forward-fold desk-childs-pose chair-triangle desk-cobra wall-pelvic-tilt
    standing-side-bend
    wrist-stretch-palm-out wrist-stretch-palm-down forearm-turns finger-spread prayer-stretch
    wrist-side-to-side wrist-circles fist-slide tendon-glides hand-shake median-nerve-glide
    seated-figure-four hip-circles desk-hip-stretch glute-squeeze seated-marching seated-knee-hug
    seated-sway wide-knee-fold chair-edge-hip-stretch
    knee-extension seated-hamstring mini-squat calf-raises wall-calf-stretch sit-to-stand half-fold
    standing-hamstring standing-quad-stretch one-leg-stand
    ankle-pumps toe-raises ankle-circles march-on-the-spot walk
    belly-breathing resting-breath standing-breath box-breathing
"""

PLAIN_IDS = """
    far-look neck-turn shoulder-rolls shoulder-blade-squeeze hands-clasped-behind seated-turns
    seated-pelvic-tilt standing-side-bend forearm-turns finger-spread seated-marching hip-circles
    calf-raises march-on-the-spot glute-squeeze walk resting-breath overhead-reach knee-extension
"""

FORWARD_FOLDS = "seated-forward-fold desk-childs-pose wide-knee-fold"
BACK_BENDS = (
    "standing-back-bend chair-cow chair-cobra desk-cobra seated-backbend seated-back-arch chair-back-arch"
)

MATRIX = {
    "wrist": {
        "weight on bent wrists": "desk-plank desk-l-stretch desk-cobra chair-cobra seated-backbend",
        "wrists bent to their end": "wrist-stretch-palm-out wrist-stretch-palm-down prayer-stretch",
        "fingers laced and turned out": "laced-overhead-reach laced-forward-reach",
        "a sore carpal tunnel, or a recent injury": "tendon-glides median-nerve-glide seated-eagle-arms",
    },
    "knee": {
        "pigeon": "seated-figure-four",
        "squats": "mini-squat sit-to-stand",
        "thigh stretch and lunge": "standing-quad-stretch desk-hip-stretch",
        "high steps": "march-on-the-spot",
    },
    "shoulder": {
        "chest openers": "doorway-opener open-arms goal-post-arms elbows-wide chair-back-arch",
        "overhead": "overhead-reach laced-overhead-reach triceps-stretch wall-slides",
        "overhead to the side": "seated-side-bend standing-side-bend chair-triangle",
        "arms behind the back": "hands-clasped-behind seated-back-arch seated-backbend chair-cobra",
        "desk dog, and leaning on the arms": "desk-l-stretch desk-childs-pose desk-plank desk-cobra",
        "an arm drawn across": "arm-across-chest seated-eagle-arms",
    },
    "neck": {
        "tilts to their end": "neck-side-tilt levator-stretch chin-to-chest neck-turn",
        "circles and force": "neck-half-circles neck-press shoulder-shrug chin-tuck",
        "a head that drops back": "seated-backbend seated-back-arch chair-cobra desk-cobra chair-back-arch",
        "a head that follows the back": "chair-cat chair-cow chair-cat-cow standing-cat-camel",
        "a chin drawn in under load": "seated-forward-fold seated-knee-hug elbows-wide",
        "bend and twist in one": "chair-triangle",
    },
    "dizziness": {
        "neck circles and tilts": "neck-half-circles neck-side-tilt neck-turn levator-stretch chin-tuck",
        "head down": "seated-forward-fold desk-childs-pose half-fold desk-l-stretch standing-cat-camel",
        "looking up": "standing-back-bend chair-back-arch",
        "quick rises": "sit-to-stand",
        "counted breath": "belly-breathing box-breathing",
    },
    "sciatica": {
        "forward folds": f"{FORWARD_FOLDS} half-fold desk-l-stretch",
        "hamstrings": "seated-hamstring standing-hamstring knee-extension",
        "strong twists": "crossed-leg-twist chair-back-twist chair-triangle",
        "a leg that may begin to tingle": "standing-back-bend",
    },
    "disc": {
        "forward folds": f"{FORWARD_FOLDS} half-fold desk-l-stretch chair-cat chair-cat-cow",
        "rounding on one's feet, and of the neck": "standing-cat-camel chin-to-chest",
        "hamstrings": "seated-hamstring standing-hamstring",
        "twists": "crossed-leg-twist chair-back-twist chair-triangle standing-twist seated-turns",
        "a leg that may begin to tingle": "standing-back-bend knee-extension",
    },
    "stenosis": {
        "back extensions, cobra, sphinx, arches": BACK_BENDS,
        "an arch in between": "chair-cat-cow standing-cat-camel",
    },
    "osteoporosis": {
        "forward bends to their end": f"{FORWARD_FOLDS} chair-cat chair-cat-cow",
        "other rounding": "standing-cat-camel laced-forward-reach chin-to-chest",
        "twists": "crossed-leg-twist chair-back-twist chair-triangle standing-twist seated-turns",
        "knee to chest": "seated-knee-hug",
        "side bends, and an arch over an edge": "seated-side-bend standing-side-bend chair-back-arch",
    },
    "glaucoma": {
        "forward folds": f"{FORWARD_FOLDS} half-fold",
        "pressure near the eyes": "palming",
    },
    "blood-pressure": {
        "head-down holds": "seated-forward-fold desk-childs-pose half-fold",
        "breath holds": "box-breathing",
        "strong isometrics": "desk-plank neck-press",
        "arms held overhead": "overhead-reach laced-overhead-reach",
    },
    "pregnancy": {
        "closed twists": "crossed-leg-twist chair-back-twist",
        "deep belly folds": "seated-forward-fold desk-childs-pose seated-knee-hug",
        "strong backbends": "standing-back-bend chair-cobra desk-cobra chair-back-arch",
        "breath holds": "box-breathing",
        "long stance, deep hips, quick rises": "desk-hip-stretch seated-figure-four sit-to-stand",
    },
    "hip-replacement": {
        "crossing legs": "seated-figure-four crossed-leg-twist",
        "hip over 90 degrees": f"seated-knee-hug seated-marching march-on-the-spot {FORWARD_FOLDS}",
        "bending at the waist": "half-fold desk-l-stretch standing-cat-camel chair-triangle",
        "leaning forward": "seated-hamstring standing-hamstring mini-squat sit-to-stand",
        "turning inward and outward": "standing-twist hip-circles",
    },
    "balance": {
        "on one leg": "one-leg-stand standing-quad-stretch standing-hamstring march-on-the-spot",
        "on part of the feet": "calf-raises toe-raises wall-calf-stretch desk-hip-stretch",
        "over the edge of one's base": "hip-circles standing-back-bend mini-squat chair-edge-hip-stretch",
    },
}
"""The cautions matrix: by caution, the kinds of moves that it forbids and the desk exercises of each kind.

What the matrix names as the softer choice is left out: a hip hinge with a straight back (half fold, desk
L-stretch) for osteoporosis, the desk L-stretch with a level head for glaucoma.
"""

FILES = list(resources.files("unslouch.catalogue").joinpath("data").iterdir())
DESK = [exercise for exercise in load() if exercise.form is Form.DESK]
EACH = pytest.mark.parametrize("exercise", load(), ids=lambda exercise: exercise.id)
EACH_AT_THE_DESK = pytest.mark.parametrize("exercise", DESK, ids=lambda exercise: exercise.id)


def sentences(exercise: Exercise) -> list[str]:
    return [*(step.text for step in exercise.steps), exercise.easier, exercise.harder]


def seconds(exercise: Exercise) -> float:
    return exercise.dose.seconds * (2 if exercise.sided else 1)


def default(exercise: Exercise) -> bool:
    """Whether someone who has set nothing may be given it."""
    return exercise.level == 1 and exercise.needs <= Profile().at_hand and exercise.form is Form.DESK


def seated(exercises: list[Exercise]) -> list[Exercise]:
    return [exercise for exercise in exercises if exercise.position is Position.SEATED]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_shipped_file_has_no_problems(file: Traversable) -> None:
    exercises, problems = parse(file.read_text("utf-8"), file.name)

    assert problems == []
    assert exercises


def test_every_file_is_loaded_in_the_order_of_its_name() -> None:
    texts = [(file.name, file.read_text("utf-8")) for file in FILES]
    expected = [exercise for name, text in sorted(texts) for exercise in parse(text, name)[0]]

    assert expected == list(load())


def test_the_catalogue_is_read_once() -> None:
    assert load() is load()


def test_no_desk_exercise_is_missing() -> None:
    assert set(DESK_IDS.split()) - {exercise.id for exercise in DESK} == set()


def test_new_users_begin_with_these_plain_moves() -> None:
    plain = [exercise for exercise in load() if exercise.plain]

    assert set(PLAIN_IDS.split()) == {exercise.id for exercise in plain}
    assert [exercise.id for exercise in plain if not default(exercise)] == []


@pytest.mark.parametrize("pose", ADAPTED)
def test_every_pose_of_the_source_articles_has_its_desk_adaptations(pose: str) -> None:
    adapted = {exercise.id for exercise in DESK if pose in exercise.poses}

    assert set(ADAPTED[pose].split()) == adapted


def test_every_region_and_every_kind_of_exercise_occurs_at_the_desk() -> None:
    assert set(REGIONS) == {region for exercise in DESK for region in exercise.regions}
    assert set(Kind) == {exercise.kind for exercise in DESK}


def test_every_position_but_the_floor_occurs_at_the_desk() -> None:
    assert set(Position) - {Position.FLOOR} == {exercise.position for exercise in DESK}


def test_ids_and_names_are_unique() -> None:
    ids = Counter(exercise.id for exercise in load())
    names = Counter(exercise.name.casefold() for exercise in load())

    assert {1} == set(ids.values())
    assert {1} == set(names.values())


def test_no_sentence_is_said_twice() -> None:
    said = Counter(text.casefold().strip(" .") for exercise in load() for text in sentences(exercise))

    assert [text for text, times in said.items() if times > 1] == []


@EACH
def test_the_dose_is_within_its_range(exercise: Exercise) -> None:
    dose = exercise.dose

    assert dose.least <= dose.seconds <= dose.most
    assert dose.reps is None or dose.seconds == dose.reps * (dose.pace or 0)


@EACH
def test_it_is_told_in_two_to_four_steps(exercise: Exercise) -> None:
    assert 2 <= len(exercise.steps) <= 4


@EACH
def test_it_has_an_easier_and_a_harder_variant_and_says_where_it_comes_from(exercise: Exercise) -> None:
    assert exercise.easier
    assert exercise.harder
    assert exercise.sources


@EACH
def test_its_sentences_are_short_plain_and_imperative(exercise: Exercise) -> None:
    for text in sentences(exercise):
        assert len(text) <= 90
        assert re.fullmatch(r"[A-Z][a-z]+\b[^!?.;:]*\.", text), text
        assert not re.match(r"(You|Your|The|This|That|It|We|Try|Please|Should|Now)\b", text), text


@EACH
def test_it_leaves_the_side_to_the_session_and_claims_nothing(exercise: Exercise) -> None:
    words = set(re.findall(r"[a-z]+", " ".join(sentences(exercise)).lower()))

    assert set() == words & {"left", "right"}
    assert set() == words & {"relieve", "relieves", "heal", "cure", "prevent", "pain", "well", "great"}


@EACH
def test_a_sided_exercise_says_which_side_is_meant_and_no_other_does(exercise: Exercise) -> None:
    told = re.search(r"\bthat (side|arm)\b", " ".join(sentences(exercise)))

    assert exercise.sided == (told is not None)


@EACH
def test_its_poses_are_those_of_the_source_articles(exercise: Exercise) -> None:
    assert set(exercise.poses) <= POSES


@EACH
def test_what_it_needs_fits_its_position(exercise: Exercise) -> None:
    wanted = {
        Position.SEATED: {"chair", "fixed-chair"},
        Position.DESK: {"desk"},
        Position.WALL: {"wall", "doorway"},
    }.get(exercise.position)

    assert wanted is None or wanted & exercise.needs


@pytest.mark.parametrize("caution", CAUTIONS)
def test_desk_exercises_carry_the_cautions_of_the_matrix_and_no_others(caution: str) -> None:
    named = {one for ids in MATRIX[caution].values() for one in ids.split()}
    carrying = {exercise.id for exercise in DESK if caution in exercise.cautions}

    assert named == carrying


@EACH_AT_THE_DESK
def test_a_hold_that_bends_the_spine_warns_of_it(exercise: Exercise) -> None:
    strained = {Bend.FORWARD: "osteoporosis", Bend.BACK: "stenosis"}

    assert exercise.bend is None or strained[exercise.bend] in exercise.cautions


@EACH_AT_THE_DESK
def test_whoever_must_not_hold_the_breath_is_never_told_to(exercise: Exercise) -> None:
    holds = any(step.breath is Breath.HOLD for step in exercise.steps)

    assert not holds or {"blood-pressure", "pregnancy", "dizziness"} <= exercise.cautions


@EACH_AT_THE_DESK
def test_what_stretches_the_neck_the_wrist_or_the_shoulder_says_so(exercise: Exercise) -> None:
    strained = {"neck": "neck", "hands": "wrist", "shoulders": "shoulder"}
    wanted = {strained[region] for region in exercise.regions[:1] if region in strained}

    assert exercise.kind is not Kind.STRETCH or wanted <= exercise.cautions


@pytest.mark.parametrize("name", ["seated-forward-fold", "chair-cobra", "sit-to-stand", "chair-back-arch"])
def test_nobody_is_asked_to_do_on_wheels_what_wheels_make_unsafe(name: str) -> None:
    needs = {exercise.id: exercise.needs for exercise in DESK}

    assert "fixed-chair" in needs[name]


def test_there_are_fourteen_seated_exercises_that_nobody_notices() -> None:
    quiet = [one for one in seated(DESK) if one.visibility is Visibility.LOW and one.needs == {"chair"}]

    assert len(quiet) >= 14


def test_there_are_twelve_upright_exercises() -> None:
    assert sum(exercise.upright for exercise in DESK) >= 12


def test_a_seated_minute_an_upright_part_and_a_walk_can_be_made_without_repeating_within_three_breaks() -> (
    None
):
    usual = [exercise for exercise in load() if default(exercise)]
    upright = [exercise for exercise in usual if exercise.upright and exercise.kind is not Kind.WALK]
    walks = [exercise for exercise in usual if exercise.kind is Kind.WALK]

    assert sum(map(seconds, seated(usual))) >= 3 * 60
    assert sum(map(seconds, upright)) >= 300
    assert [(walk.dose.least, walk.dose.most) for walk in walks] == [(60, 300)]


def test_a_break_can_move_before_it_holds_seated_and_upright() -> None:
    moving = [exercise for exercise in load() if exercise.kind is Kind.MOBILISE and default(exercise)]

    assert len(seated(moving)) >= 6
    assert sum(exercise.upright for exercise in moving) >= 3


def test_a_break_can_end_on_a_breath_seated_and_upright_whatever_is_avoided() -> None:
    safe = [exercise for exercise in DESK if exercise.kind is Kind.BREATHE and not exercise.cautions]

    assert {Position.SEATED, Position.STANDING} == {exercise.position for exercise in safe}


def test_an_eyes_break_takes_twenty_seconds_exactly() -> None:
    eyes = [exercise for exercise in DESK if exercise.kind is Kind.EYES]

    assert len(eyes) >= 3
    assert any(exercise.dose.seconds == 20 and not exercise.cautions for exercise in eyes)


@pytest.mark.parametrize("caution", CAUTIONS)
def test_whoever_avoids_one_thing_has_six_seated_and_four_upright_exercises_left(caution: str) -> None:
    left = [exercise for exercise in load() if caution not in exercise.cautions and default(exercise)]

    assert len(seated(left)) >= 6
    assert sum(exercise.upright for exercise in left) >= 4


def test_whoever_avoids_everything_still_has_a_seated_minute_and_a_walk() -> None:
    left = [exercise for exercise in load() if not exercise.cautions and default(exercise)]

    assert sum(map(seconds, seated(left))) >= 60
    assert any(exercise.kind is Kind.WALK for exercise in left)


def test_alternating_exercises_are_counted_in_repetitions_or_go_on() -> None:
    alternating = [exercise for exercise in DESK if exercise.sides is Sides.ALTERNATING]

    assert alternating
    assert all(exercise.dose.reps or exercise.position is Position.STANDING for exercise in alternating)
