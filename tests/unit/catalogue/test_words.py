"""An exercise in words, and the rules of safety."""

from __future__ import annotations

from dataclasses import replace

import pytest

from unslouch.catalogue import load
from unslouch.catalogue.safety import IN_SHORT, SAFETY
from unslouch.catalogue.words import AREAS, area, dose, listing, purpose, short_dose
from unslouch.core.exercise import Dose, Exercise, Kind, Position, Sides

HOLD, COUNT = Dose(20, 15, 30), Dose(30, 20, 60, 6, 5)
BASE = next(exercise for exercise in load() if exercise.id == "neck-side-tilt")


def dosed(given: Dose, sides: Sides) -> Exercise:
    return replace(BASE, dose=given, sides=sides)


@pytest.mark.parametrize(
    ("given", "sides", "said", "short"),
    [
        (HOLD, Sides.BOTH, "20 seconds", "20 s"),
        (HOLD, Sides.EACH, "20 seconds each side", "20 s each side"),
        (HOLD, Sides.ALTERNATING, "20 seconds, from side to side", "20 s"),
        (Dose(60, 30, 90), Sides.BOTH, "1 minute", "60 s"),
        (Dose(120, 30, 300), Sides.BOTH, "2 minutes", "120 s"),
        (Dose(90, 30, 300), Sides.BOTH, "90 seconds", "90 s"),
        (COUNT, Sides.BOTH, "6 times, about 30 seconds", "6 times 5 s"),
        (COUNT, Sides.EACH, "6 times each side, about 30 seconds a side", "6 times 5 s each side"),
        (COUNT, Sides.ALTERNATING, "6 times to each side, about 30 seconds", "6 times 5 s"),
        (Dose(2.5, 1, 5, 1, 2.5), Sides.BOTH, "once, about 2.5 seconds", "2.5 s"),
    ],
)
def test_a_dose_is_said_in_words(given: Dose, sides: Sides, said: str, short: str) -> None:
    exercise = dosed(given, sides)

    assert (said, short) == (dose(exercise), short_dose(exercise))


@pytest.mark.parametrize(
    ("words", "said"),
    [([], ""), (["upper-back"], "upper back"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_words_of_the_vocabulary_are_listed_as_in_a_sentence(words: list[str], said: str) -> None:
    assert said == listing(words)


def test_it_is_said_what_an_exercise_is_for_and_where_one_does_it() -> None:
    breath = replace(BASE, kind=Kind.BREATHE, position=Position.FLOOR)

    assert purpose(BASE) == "A stretch for the neck and shoulders, seated."
    assert purpose(breath) == "Breathing, on the floor."


def test_every_exercise_is_listed_under_an_area() -> None:
    assert {area(exercise) for exercise in load()} <= set(AREAS)


def test_no_rule_of_safety_is_longer_than_a_line_or_said_twice() -> None:
    rules = [rule for part in SAFETY for rule in part.rules]

    assert len(set(rules)) == len(rules)
    assert [rule for rule in [*rules, IN_SHORT] if len(rule) > 100 or "!" in rule] == []


@pytest.mark.parametrize(
    "words",
    [
        "no medical advice",
        "physiotherapist",
        "never go into pain",
        "breath stay smooth",
        "numbness",
        "chest pain",
        "breathlessness",
        "bladder",
        "both legs",
        "fever",
        "accident",
    ],
)
def test_the_rules_of_safety_name_what_they_have_to(words: str) -> None:
    assert any(words in rule for part in SAFETY for rule in part.rules)
