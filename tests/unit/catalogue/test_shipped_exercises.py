"""What must be true of the exercises that come with Unslouch."""

from __future__ import annotations

import re
from collections import Counter
from importlib import resources
from importlib.resources.abc import Traversable

import pytest

from unslouch.catalogue import load, parse
from unslouch.core.exercise import CAUTIONS, REGIONS, Exercise, Form, Kind, Position, Sides, Visibility
from unslouch.core.rules import Profile

POSES = {
    "cat-cow",
    "cat",
    "cow",
    "childs-pose",
    "wide-childs-pose",
    "downward-dog",
    "extended-triangle",
    "pigeon",
    "sphinx",
    "cobra",
    "prone-press-up",
    "back-extension",
    "prone-lift",
    "bridge",
    "pelvic-tilt",
    "knee-to-chest",
    "knee-to-chest-head-lift",
    "knees-to-chest",
    "knees-to-chest-head-flexion",
    "rocking-knees-to-chest",
    "reclining-figure-four",
    "supine-spinal-twist",
    "two-knee-twist",
    "trunk-rotation",
    "seated-spinal-twist",
    "twist-with-neck-rotation",
    "torso-twist",
    "spinal-rotations",
    "pelvic-circles",
    "standing-forward-fold",
    "forward-fold-elbows",
    "hamstring-stretch",
    "side-bend",
    "wall-calf-stretch",
    "eagle-arms",
    "plank",
    "leg-raises",
    "resting-breath",
}
FILES = list(resources.files("unslouch.catalogue").joinpath("data").iterdir())
EACH = pytest.mark.parametrize("exercise", load(), ids=lambda exercise: exercise.id)


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


def test_there_are_thirty_six_to_forty_four_desk_exercises() -> None:
    count = sum(exercise.form is Form.DESK for exercise in load())

    assert 36 <= count <= 44


def test_every_region_and_every_kind_of_exercise_occurs() -> None:
    assert set(REGIONS) == {region for exercise in load() for region in exercise.regions}
    assert set(Kind) == {exercise.kind for exercise in load()}


def test_every_position_but_the_floor_occurs() -> None:
    assert set(Position) - {Position.FLOOR} == {exercise.position for exercise in load()}


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


@EACH
def test_what_is_done_standing_on_less_than_two_steady_feet_asks_for_balance(exercise: Exercise) -> None:
    on_fewer = {"hip-circles", "desk-hip-stretch", "calf-raises", "toe-raises", "march-on-the-spot"}

    assert exercise.id not in on_fewer or "balance" in exercise.cautions


@EACH
def test_what_stretches_the_neck_the_wrist_or_the_shoulder_says_so(exercise: Exercise) -> None:
    strained = {"neck": "neck", "hands": "wrist", "shoulders": "shoulder"}
    exempt = {"self-hug"}  # the gentle choice for a sore shoulder in the sources
    wanted = {strained[region] for region in exercise.regions[:1] if region in strained}

    assert exercise.kind is not Kind.STRETCH or exercise.id in exempt or wanted <= exercise.cautions


def test_there_are_fourteen_seated_exercises_that_nobody_notices() -> None:
    quiet = [
        one for one in seated(list(load())) if one.visibility is Visibility.LOW and one.needs == {"chair"}
    ]

    assert len(quiet) >= 14


def test_there_are_twelve_upright_exercises() -> None:
    assert sum(exercise.upright for exercise in load()) >= 12


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
    safe = [exercise for exercise in load() if exercise.kind is Kind.BREATHE and not exercise.cautions]

    assert {Position.SEATED, Position.STANDING} == {exercise.position for exercise in safe}


def test_an_eyes_break_takes_twenty_seconds_exactly() -> None:
    eyes = [exercise for exercise in load() if exercise.kind is Kind.EYES]

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
    alternating = [exercise for exercise in load() if exercise.sides is Sides.ALTERNATING]

    assert alternating
    assert all(exercise.dose.reps or exercise.position is Position.STANDING for exercise in alternating)
