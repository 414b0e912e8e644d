"""What is exported reads back as the same exercises."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unslouch.catalogue import load
from unslouch.catalogue.export import pack
from unslouch.catalogue.packs import check
from unslouch.catalogue.parse import Among, parse
from unslouch.core.exercise import DAYS, Dose, Exercise, Source, Step
from unslouch.core.text import unwanted

TEXTS = st.text(min_size=1, max_size=30).filter(lambda text: text.strip(" .") and not unwanted(text))
HOLDS = st.floats(1, 600).map(lambda seconds: Dose(seconds, 1, 600))
COUNTS = st.builds(
    lambda reps, pace: Dose(reps * pace, 1, 600, reps, pace),
    st.integers(2, 60),
    st.floats(0.5, 10),
)


@pytest.mark.parametrize("exercise", load(), ids=lambda exercise: exercise.id)
def test_an_exported_exercise_reads_back_as_itself(exercise: Exercise) -> None:
    assert ([exercise], []) == parse(pack([exercise]), "mine.toml")


@given(st.lists(st.sampled_from(load()), unique=True, min_size=1, max_size=20))
def test_a_pack_reads_back_in_its_order(exercises: list[Exercise]) -> None:
    assert (exercises, []) == parse(pack(exercises), "mine.toml")


def test_the_whole_catalogue_is_a_pack_that_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "all.toml"
    file.write_text(pack(load()), encoding="utf-8")

    assert (list(load()), []) == check(file, tmp_path / "none")


@given(
    exercise=st.sampled_from(load()),
    texts=st.lists(TEXTS, min_size=4, max_size=4, unique_by=lambda text: text.casefold().strip(" .")),
    dose=HOLDS | COUNTS,
    days=st.frozensets(st.sampled_from(DAYS)),
    title=TEXTS,
)
def test_whatever_an_exercise_says_is_written_so_that_it_reads_the_same(
    exercise: Exercise, texts: list[str], dose: Dose, days: frozenset[str], title: str
) -> None:
    name, easier, *steps = texts
    mine = replace(
        exercise,
        id="my-own",
        name=name[:16],
        easier=easier,
        harder="",
        steps=tuple(Step(text, exercise.steps[0].breath) for text in steps),
        dose=dose,
        days=days,
        sources=(Source(title), *exercise.sources),
    )

    assert ([mine], []) == parse(pack([mine]), "mine.toml")


def test_an_exported_exercise_can_be_edited_and_put_back_as_a_whole() -> None:
    shipped = {exercise.id: exercise for exercise in load()}
    text = pack([shipped["chin-tuck"]]).replace("reps = 6", "reps = 8")

    [changed], problems = parse(text, "mine.toml", Among(shipped))

    assert problems == []
    assert changed == replace(shipped["chin-tuck"], dose=Dose(40, 25, 50, 8, 5))


def test_a_pack_has_a_line_for_each_step_and_each_source() -> None:
    text = pack([exercise for exercise in load() if exercise.id == "neck-turn"])

    assert text.startswith('version = 1\n\n[[exercise]]\nid = "neck-turn"\n')
    assert "dose = { seconds = 20, range = [10, 30] }\n" in text
    assert '\n  { text = "Turn your face to that side with a level chin.", breath = "out" },\n' in text
