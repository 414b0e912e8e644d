"""What happens to exercise files that people write: what is sound works, what is not is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from unslouch.catalogue.parse import Among, parse
from unslouch.core.exercise import (
    Breath,
    Dose,
    Exercise,
    Form,
    Kind,
    Position,
    Sides,
    Source,
    Step,
    Visibility,
)
from unslouch.core.text import unwanted

SOUND = """\
version = 1

[[exercise]]
id = "reach"
name = "Reach"
form = "desk"
position = "seated"
kind = "stretch"
regions = ["shoulders"]
sides = "both"
dose = { seconds = 20, range = [15, 30] }
needs = ["chair"]
visibility = "low"
cautions = ["shoulder"]
steps = [{ text = "Reach up.", breath = "in" }, { text = "Let go." }]
"""
SECOND = (
    SOUND.removeprefix("version = 1\n").replace("each", "old").replace("up.", "out.").replace("go.", "be.")
)
HEADER = 3
"""The line of the first [[exercise]]."""


def changed(old: str, new: str) -> str:
    assert SOUND.count(old) == 1
    return SOUND.replace(old, new)


def only_problem(text: str) -> tuple[int | None, str, str | None]:
    """The line, the key and the nearest word of the one problem, which must leave the other exercise be."""
    exercises, [problem] = parse(text + SECOND, "mine.toml")

    assert [exercise.id for exercise in exercises] == ["rold"]
    return problem.line, problem.key, problem.nearest


def test_an_exercise_is_read_with_what_may_be_left_out_left_out() -> None:
    expected = Exercise(
        id="reach",
        name="Reach",
        form=Form.DESK,
        poses=(),
        position=Position.SEATED,
        kind=Kind.STRETCH,
        regions=("shoulders",),
        sides=Sides.BOTH,
        dose=Dose(20, 15, 30),
        level=1,
        needs=frozenset({"chair"}),
        visibility=Visibility.LOW,
        cautions=frozenset({"shoulder"}),
        steps=(Step("Reach up.", Breath.IN), Step("Let go.", Breath.EASY)),
        easier="",
        harder="",
        figure=None,
        sources=(),
    )

    assert ([expected], []) == parse(SOUND, "mine.toml")


def test_what_may_be_left_out_is_read_where_it_is_given() -> None:
    given_too = """
poses = ["cobra"]
level = 3
easier = "Reach less."
harder = "Reach more."
figure = "reach"
sources = [{ title = "My physiotherapist" }, { title = "A page", url = "https://example.org/" }]
"""
    [exercise], problems = parse(SOUND + given_too, "mine.toml")

    assert problems == []
    assert (exercise.poses, exercise.level, exercise.figure) == (("cobra",), 3, "reach")
    assert (exercise.easier, exercise.harder) == ("Reach less.", "Reach more.")
    assert (Source("My physiotherapist"), Source("A page", "https://example.org/")) == exercise.sources


def test_repetitions_at_a_pace_make_a_dose_in_seconds() -> None:
    text = changed("{ seconds = 20,", "{ reps = 8, pace = 2.5,")

    [exercise], _ = parse(text, "mine.toml")

    assert Dose(20, 15, 30, reps=8, pace=2.5) == exercise.dose


def test_a_byte_order_mark_and_windows_line_ends_are_read() -> None:
    exercises, problems = parse("\ufeff" + SOUND.replace("\n", "\r\n"), "mine.toml")

    assert (len(exercises), problems) == (1, [])


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('sides = "both"', 'side = "both"\nsides = "both"', (10, "exercise[0].side", "sides")),
        ('breath = "in"', 'breth = "in"', (15, "exercise[0].steps[0].breth", "breath")),
        ('sides = "both"', "", (HEADER, "exercise[0].sides", None)),
        (", range = [15, 30]", "", (11, "exercise[0].dose.range", None)),
        ('text = "Let go."', 'breath = "out"', (15, "exercise[0].steps[1].text", None)),
        ('"Reach"', "7", (5, "exercise[0].name", None)),
        ('["chair"]', '"chair"', (12, "exercise[0].needs", None)),
        ("{ seconds = 20, range = [15, 30] }", "20", (11, "exercise[0].dose", None)),
        ("seconds = 20", "seconds = true", (11, "exercise[0].dose.seconds", None)),
        ("seconds = 20", "seconds = nan", (11, "exercise[0].dose.seconds", None)),
        ('"seated"', '"seatd"', (7, "exercise[0].position", "seated")),
        ('"stretch"', '"stretching"', (8, "exercise[0].kind", "stretch")),
        ('["shoulders"]', '["shoulder"]', (9, "exercise[0].regions[0]", "shoulders")),
        ('["shoulders"]', '["neck", "neck"]', (9, "exercise[0].regions[1]", None)),
        ('["shoulders"]', "[]", (9, "exercise[0].regions", None)),
        ('["shoulder"]', '["sholder"]', (14, "exercise[0].cautions[0]", "shoulder")),
        ('breath = "in"', 'breath = "inn"', (15, "exercise[0].steps[0].breath", "in")),
        ("seconds = 20", "seconds = 40", (11, "exercise[0].dose.seconds", None)),
        ("seconds = 20", "reps = 2, pace = 4", (11, "exercise[0].dose.reps", None)),
        ("seconds = 20", "seconds = 20, reps = 2", (11, "exercise[0].dose", None)),
        ("seconds = 20", "reps = 2", (11, "exercise[0].dose", None)),
        ("seconds = 20, ", "", (11, "exercise[0].dose", None)),
        ("[15, 30]", "[30, 15]", (11, "exercise[0].dose.range", None)),
        ("[15, 30]", "[15]", (11, "exercise[0].dose.range", None)),
        ('["chair"]', '["chair", "mat"]', (12, "exercise[0].needs", None)),
        ('"seated"', '"floor"', (7, "exercise[0].position", None)),
        ("Reach up.", "Reach " + "up " * 30, (15, "exercise[0].steps[0].text", None)),
        ("Reach up.", " ", (15, "exercise[0].steps[0].text", None)),
        ('"Reach"', '"' + "Reach " * 6 + '"', (5, "exercise[0].name", None)),
        ("Reach up.", "Reach \u202eup.", (15, "exercise[0].steps[0].text", None)),
        ("Reach up.", "Reach\\u001b[31m up.", (15, "exercise[0].steps[0].text", None)),
        ("Reach up.", "Reach\\nup.", (15, "exercise[0].steps[0].text", None)),
        ("Let go.", "reach UP.", (15, "exercise[0].steps[1].text", None)),
        ("Reach up.", "伸" * 46, (15, "exercise[0].steps[0].text", None)),
        ('"Reach"', '"' + "伸" * 17 + '"', (5, "exercise[0].name", None)),
        ('["chair"]', "[]", (12, "exercise[0].needs", None)),
        ('"seated"', '"desk"', (12, "exercise[0].needs", None)),
        ('"seated"', '"wall"', (12, "exercise[0].needs", None)),
        ('"stretch"', '"walk"', (12, "exercise[0].needs", None)),
        ('breath = "in"', 'breath = "hold"', (14, "exercise[0].cautions", None)),
        ('sides = "both"', 'sides = "both"\nbend = "back"', (15, "exercise[0].cautions", None)),
        ('sides = "both"', 'sides = "both"\nbend = "forward"', (15, "exercise[0].cautions", None)),
        ('sides = "both"', 'sides = "both"\nposes = ["cobr"]', (11, "exercise[0].poses[0]", "cobra")),
        ('"reach"', '"check"', (4, "exercise[0].id", None)),
        ('"reach"', '"export"', (4, "exercise[0].id", None)),
        ('"reach"', '"../reach"', (4, "exercise[0].id", None)),
        ('"reach"', '"Reach"', (4, "exercise[0].id", None)),
    ],
)
def test_a_broken_exercise_is_told_with_its_line_and_the_others_work(
    old: str, new: str, expected: tuple[int | None, str, str | None]
) -> None:
    assert expected == only_problem(changed(old, new))


@pytest.mark.parametrize(
    ("position", "kind", "needs"),
    [
        ("seated", "stretch", "fixed-chair"),
        ("desk", "stretch", "desk"),
        ("wall", "stretch", "doorway"),
        ("wall", "stretch", "wall"),
        ("standing", "walk", "room-to-walk"),
    ],
)
def test_what_stands_in_for_what_a_position_needs_is_read(position: str, kind: str, needs: str) -> None:
    text = (
        changed('"seated"', f'"{position}"')
        .replace('"stretch"', f'"{kind}"')
        .replace('"chair"', f'"{needs}"')
    )

    assert parse(text, "mine.toml")[1] == []


def test_a_step_on_a_line_of_its_own_is_told_with_that_line() -> None:
    steps = (
        'steps = [\n  { text = "Reach up.", breath = "in" },\n\n  { text = "Let go.", breath = "inn" },\n]\n'
    )
    text = SOUND.partition("steps")[0] + steps

    assert only_problem(text) == (18, "exercise[0].steps[1].breath", "in")


def test_a_figure_is_one_that_there_is_where_that_is_known() -> None:
    text = SOUND + 'figure = "reech"\n'

    assert parse(text, "mine.toml")[1] == []
    exercises, [problem] = parse(text, "mine.toml", Among(figures={"reach"}))
    assert (exercises, problem.line, problem.key, problem.nearest) == ([], 16, "exercise[0].figure", "reach")


def test_a_second_exercise_of_the_same_name_is_left_out() -> None:
    exercises, [problem] = parse(SOUND + SECOND.replace('"Rold"', '"REACH"'), "mine.toml")

    assert [exercise.id for exercise in exercises] == ["reach"]
    assert (problem.line, problem.key) == (19, "exercise[1].name")
    assert 'repeats "REACH" of reach' in problem.message


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://a b", "https://" + "a" * 300, ""])
def test_a_source_has_a_web_address_or_none(address: str) -> None:
    text = SOUND + f'sources = [{{ title = "A page", url = "{address}" }}]\n'

    assert only_problem(text) == (16, "exercise[0].sources[0].url", None)


def test_a_second_exercise_of_the_same_id_is_left_out() -> None:
    exercises, [problem] = parse(SOUND + SECOND.replace('"rold"', '"reach"'), "mine.toml")

    assert [exercise.name for exercise in exercises] == ["Reach"]
    assert (problem.line, problem.key, problem.found) == (18, "exercise[1].id", '"reach"')


def test_a_sentence_of_an_earlier_exercise_is_told_where_it_comes_again() -> None:
    exercises, [problem] = parse(SOUND + SECOND + 'harder = "Let go."\n', "mine.toml")

    assert [exercise.id for exercise in exercises] == ["reach"]
    assert (problem.line, problem.key) == (30, "exercise[1].harder")


def test_a_key_outside_the_exercises_is_told_and_the_exercises_work() -> None:
    exercises, [problem] = parse('exercises = "mine"\n' + SOUND, "mine.toml")

    assert [exercise.id for exercise in exercises] == ["reach"]
    assert (problem.line, problem.key, problem.nearest) == (1, "exercises", "exercise")


def test_a_file_without_a_version_is_told_and_read() -> None:
    exercises, [problem] = parse(changed("version = 1\n", ""), "mine.toml")

    assert [exercise.id for exercise in exercises] == ["reach"]
    assert (problem.line, problem.key, problem.found) == (None, "version", "nothing")


def test_of_a_newer_version_nothing_else_is_judged() -> None:
    exercises, [problem] = parse(changed("version = 1", "version = 2").replace("stretch", "hop"), "mine.toml")

    assert exercises == []
    assert str(problem) == "mine.toml:1: version is 2, but must be 1."


def test_single_brackets_are_answered_with_double_ones() -> None:
    exercises, [problem] = parse(changed("[[exercise]]", "[exercise]"), "mine.toml")

    assert exercises == []
    assert (problem.line, problem.key) == (HEADER, "exercise")
    assert "[[exercise]]" in problem.message


def test_a_file_that_is_not_toml_is_told_with_its_line() -> None:
    exercises, [problem] = parse(changed('name = "Reach"', 'name = "Reach'), "mine.toml")

    assert exercises == []
    assert (problem.line, problem.allowed) == (5, "TOML 1.0")
    assert str(problem).startswith("mine.toml:5: This is not TOML: ")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# nothing\n" * 60_000, None),
        ("version = 1\nx = " + "[" * 2_000, 2),
        (".".join("a" * 3_000) + " = 1", 1),
    ],
    ids=["a long file", "a long line", "a deep key"],
)
def test_a_file_that_is_too_long_is_not_looked_into(text: str, line: int | None) -> None:
    exercises, [problem] = parse(text, "mine.toml")

    assert exercises == []
    assert line == problem.line
    assert "characters, but must have at most" in problem.message


@pytest.mark.parametrize(
    "value", ["[" * 400 + "]" * 400, "0x" + "f" * 900, ".".join("a" * 400) + " = 1\nb = 2"]
)
def test_what_is_deep_or_huge_is_a_problem_like_any_other(value: str) -> None:
    _, problems = parse(f"x = 1\ny.{value}\n" if "=" in value else f"x = {value}\n", "mine.toml")

    assert problems
    assert all(problem.message for problem in problems)


def test_problems_come_in_the_order_of_their_lines_and_say_what_is_allowed() -> None:
    text = changed('"seated"', '"seatd"').replace("seconds = 20", "seconds = 0").replace('"low"', '"lo"')

    _, problems = parse(text, "mine.toml")

    assert [problem.line for problem in problems] == [7, 11, 13]
    assert [problem.found for problem in problems] == ['"seatd"', "0", '"lo"']
    assert problems[0].allowed == "one of seated, standing, desk, wall, floor"
    assert str(problems[0]) == (
        'mine.toml:7: exercise[0].position is "seatd", but must be '
        "one of seated, standing, desk, wall, floor. Did you mean seated?"
    )


def test_a_message_carries_no_invisible_character_of_the_file() -> None:
    _, problems = parse(SOUND + '"\\u202e\\u001b[2J" = "\\u202e"\nfigure = "\\u001b]0;x"\n', "mine.toml")

    assert len(problems) == 2
    assert not any(unwanted(str(problem)) for problem in problems)


SCALARS = st.one_of(
    st.text(max_size=100),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.just(datetime(2026, 1, 1, tzinfo=UTC)),
    st.sampled_from(["desk", "mat", "seated", "floor", "each", "in", "low", 20, 15.5]),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=10), inner, max_size=5),
    max_leaves=10,
)
DOSES = st.fixed_dictionaries(
    {"range": st.lists(SCALARS, max_size=3)},
    optional={"seconds": SCALARS, "reps": SCALARS, "pace": SCALARS, "sets": SCALARS},
)
KEYS = [
    "id",
    "name",
    "form",
    "poses",
    "position",
    "kind",
    "regions",
    "sides",
    "level",
    "needs",
    "visibility",
    "cautions",
    "easier",
    "harder",
    "figure",
    "steps",
    "sources",
    "extra",
]


@given(st.text())
def test_any_text_is_read_without_raising(text: str) -> None:
    exercises, problems = parse(text, "any")

    assert exercises == []
    assert problems


@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=4), DOSES | VALUES)
def test_any_value_of_any_key_is_read_without_raising_and_what_is_broken_is_left_out(
    values: dict[str, Any], dose: object
) -> None:
    entry: dict[str, Any] = {
        "id": "reach",
        "name": "Reach",
        "form": "desk",
        "position": "seated",
        "kind": "stretch",
        "regions": ["neck"],
        "sides": "both",
        "needs": [],
        "visibility": "low",
        "cautions": [],
        "steps": [{"text": "Reach up."}],
        "dose": dose,
    }
    text = tomli_w.dumps({"version": 1, "exercise": [{**entry, **values}]})

    exercises, problems = parse(text, "any")

    assert bool(exercises) != bool(problems)
    assert all(problem.line for problem in problems)
    assert not any(unwanted(str(problem)) for problem in problems)


@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=4), DOSES | VALUES)
def test_any_value_of_any_key_of_an_override_is_read_without_raising(
    values: dict[str, Any], dose: object
) -> None:
    [reach], _ = parse(SOUND, "mine.toml")
    text = tomli_w.dumps({"version": 1, "exercise": [{"dose": dose, **values, "id": "reach"}]})

    [exercise], problems = parse(text, "any", Among({"reach": reach}))

    assert exercise.cautions >= reach.cautions
    assert problems == [] or replace(exercise, cautions=reach.cautions) == reach
    assert all(problem.line for problem in problems)
    assert not any(unwanted(str(problem)) for problem in problems)
