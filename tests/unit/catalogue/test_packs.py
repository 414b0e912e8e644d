"""The user's own files: what they add and change, and that a broken one does no harm."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from unslouch.catalogue import load
from unslouch.catalogue.override import STAYING
from unslouch.catalogue.packs import MOST_BYTES, MOST_FILES, check, merged
from unslouch.catalogue.parse import Among, parse
from unslouch.core.exercise import CAUTIONS, DAYS, NEEDS, Breath, Dose, Exercise, Source, Step, Visibility
from unslouch.core.problem import Problem

SHIPPED = {exercise.id: exercise for exercise in load()}
TILT = SHIPPED["neck-side-tilt"]
OWN = """
[[exercise]]
id = "arm-swing"
name = "Arm swing"
form = "desk"
position = "standing"
kind = "mobilise"
regions = ["shoulders"]
sides = "both"
dose = { seconds = 20, range = [15, 30] }
needs = []
visibility = "high"
cautions = ["shoulder"]
steps = [{ text = "Let both arms hang from the shoulders." }, { text = "Swing them like two bells." }]
"""


class Folder:
    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, name: str, text: str) -> Path:
        self.path.mkdir(exist_ok=True)
        file = self.path / name
        file.write_text(f"version = 1\n{text}", encoding="utf-8")
        return file

    def override(self, keys: str, id_: str = TILT.id, name: str = "mine.toml") -> Path:
        return self.write(name, f'[[exercise]]\nid = "{id_}"\n{keys}\n')

    def read(self) -> tuple[dict[str, Exercise], tuple[Problem, ...]]:
        exercises, problems = merged(self.path)
        assert len({exercise.id for exercise in exercises}) == len(exercises)
        return {exercise.id: exercise for exercise in exercises}, problems

    def only(self) -> Exercise:
        """The one exercise that is changed, where nothing is wrong."""
        exercises, problems = self.read()
        assert problems == ()
        [changed] = [exercise for exercise in exercises.values() if exercise != SHIPPED.get(exercise.id)]
        return changed

    def problem(self) -> tuple[int | None, str]:
        """The line and the key of the one problem, which must leave the catalogue as it is."""
        exercises, [problem] = self.read()
        assert exercises == SHIPPED
        return problem.line, problem.key


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "exercises")


def test_without_a_folder_or_in_an_empty_one_the_catalogue_is_the_shipped_one(folder: Folder) -> None:
    assert merged(folder.path) == (load(), ())
    folder.path.mkdir()
    assert merged(folder.path) == (load(), ())


def test_an_exercise_of_ones_own_comes_after_those_that_ship(folder: Folder) -> None:
    folder.write("mine.toml", OWN)

    exercises, problems = merged(folder.path)

    assert problems == ()
    assert exercises[:-1] == load()
    assert exercises[-1].id == "arm-swing"


def test_an_override_changes_what_it_names_and_leaves_the_rest(folder: Folder) -> None:
    folder.override("""
name = "Ear to shoulder"
level = 2
visibility = "medium"
plain = true
easier = "Tilt by half."
harder = "Stay for one breath more."
days = ["thursday", "monday"]
steps = [{ text = "Tilt to that side.", breath = "out" }]
""")

    assert folder.only() == replace(
        TILT,
        name="Ear to shoulder",
        level=2,
        visibility=Visibility.MEDIUM,
        plain=True,
        easier="Tilt by half.",
        harder="Stay for one breath more.",
        days=frozenset({"monday", "thursday"}),
        steps=(Step("Tilt to that side.", Breath.OUT),),
    )


def test_an_override_stays_in_the_place_of_what_it_changes(folder: Folder) -> None:
    folder.override("level = 2")

    assert [exercise.id for exercise in merged(folder.path)[0]] == list(SHIPPED)


def test_an_override_adds_to_cautions_needs_and_sources_and_takes_none_away(folder: Folder) -> None:
    folder.override('cautions = ["wrist"]\nneeds = ["cushion"]\nsources = [{ title = "My physiotherapist" }]')

    assert folder.only() == replace(
        TILT,
        cautions=TILT.cautions | {"wrist"},
        needs=TILT.needs | {"cushion"},
        sources=(*TILT.sources, Source("My physiotherapist")),
    )


@pytest.mark.parametrize(
    ("id_", "dose", "expected"),
    [
        ("neck-side-tilt", "{ seconds = 30 }", Dose(30, 15, 30)),
        ("neck-side-tilt", "{ seconds = 60, range = [30, 90] }", Dose(60, 30, 90)),
        ("neck-side-tilt", "{ range = [10, 60] }", Dose(20, 10, 60)),
        ("neck-side-tilt", "{ reps = 5, pace = 4 }", Dose(20, 15, 30, 5, 4)),
        ("chin-tuck", "{ reps = 8 }", Dose(40, 25, 50, 8, 5)),
        ("chin-tuck", "{ pace = 6 }", Dose(36, 25, 50, 6, 6)),
        ("chin-tuck", "{ seconds = 25 }", Dose(25, 25, 50)),
    ],
)
def test_a_dose_is_laid_over_the_one_that_ships(folder: Folder, id_: str, dose: str, expected: Dose) -> None:
    folder.override(f"dose = {dose}", id_)

    assert folder.only().dose == expected


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("dose = { seconds = 40 }", (4, "exercise[0].dose.seconds")),
        ("dose = { range = [21, 30] }", (4, "exercise[0].dose.seconds")),
        ("dose = { reps = 5 }", (4, "exercise[0].dose")),
        ('dose = "long"', (4, "exercise[0].dose")),
        ('position = "standing"', (4, "exercise[0].position")),
        ('regions = ["neck"]', (4, "exercise[0].regions")),
        ('sides = "both"', (4, "exercise[0].sides")),
        ('bend = "back"', (4, "exercise[0].bend")),
        ('poses = ["cobra"]', (4, "exercise[0].poses")),
        ('name = "Chin tuck"', (4, "exercise[0].name")),
        ('steps = [{ text = "Tilt.", breath = "hold" }]', (2, "exercise[0].cautions")),
        ("colour = 1", (4, "exercise[0].colour")),
    ],
)
def test_an_override_in_which_something_is_wrong_is_told_and_left_out(
    folder: Folder, keys: str, expected: tuple[int, str]
) -> None:
    folder.override(keys)

    assert folder.problem() == expected


def test_the_cautions_of_an_override_that_is_left_out_hold_all_the_same(folder: Folder) -> None:
    folder.override('cautions = ["wrist", "kneee", 7]\nlevel = 9')

    exercises, problems = folder.read()

    assert exercises[TILT.id] == replace(TILT, cautions=TILT.cautions | {"wrist"})
    assert len(problems) == 3


def test_what_is_wrong_in_one_exercise_or_file_leaves_the_others_be(folder: Folder) -> None:
    folder.write("a.toml", "[[exercise]]\nid = 7\n" + OWN)
    folder.write("b.toml", "[[exercise")
    folder.override("level = 3", name="c.toml")

    exercises, problems = folder.read()

    assert exercises["arm-swing"].name == "Arm swing"
    assert exercises[TILT.id].level == 3
    assert {Path(problem.file).name for problem in problems} == {"a.toml", "b.toml"}
    assert all(problem.line for problem in problems)


def test_a_new_exercise_needs_every_key_that_one_needs(folder: Folder) -> None:
    folder.override("level = 2", "something-new")

    exercises, problems = folder.read()

    assert exercises == SHIPPED
    assert {"exercise[0].name", "exercise[0].dose", "exercise[0].steps"} <= {one.key for one in problems}


def test_a_later_file_changes_what_an_earlier_one_left(folder: Folder) -> None:
    folder.override("level = 2\ndose = { seconds = 25 }", name="1.toml")
    folder.override("level = 3", name="2.toml")
    folder.write("3.toml", OWN)
    folder.override('days = ["friday"]', "arm-swing", name="4.toml")

    exercises, problems = folder.read()

    assert problems == ()
    assert exercises[TILT.id] == replace(TILT, level=3, dose=replace(TILT.dose, seconds=25))
    assert exercises["arm-swing"].days == {"friday"}


def test_the_same_file_twice_is_as_good_as_once(folder: Folder) -> None:
    folder.write("mine.toml", OWN)
    once = merged(folder.path)
    folder.write("mine (copy).toml", OWN)

    assert once == merged(folder.path)


def test_an_id_twice_in_a_file_is_told_and_the_first_counts(folder: Folder) -> None:
    folder.write(
        "mine.toml", f'[[exercise]]\nid = "{TILT.id}"\nlevel = 2\n[[exercise]]\nid = "{TILT.id}"\nlevel = 3\n'
    )

    exercises, [problem] = folder.read()

    assert exercises[TILT.id].level == 2
    assert (problem.line, problem.key) == (6, "exercise[1].id")


def test_a_sentence_that_ships_may_be_used_but_is_told_when_the_file_is_checked(folder: Folder) -> None:
    there = SHIPPED["chin-tuck"].steps[0].text
    file = folder.write("mine.toml", OWN.replace("Swing them like two bells.", there.upper()))

    assert folder.only().id == "arm-swing"
    exercises, [problem] = check(file, folder.path)
    assert exercises == []
    assert (problem.line, problem.key) == (15, "exercise[0].steps[1].text")
    assert "of chin-tuck" in problem.message


def test_a_file_is_checked_after_those_before_it_in_the_folder(folder: Folder, tmp_path: Path) -> None:
    folder.write("1.toml", OWN)
    early = folder.override("level = 2", "arm-swing", name="0.toml")
    late = folder.override("level = 2", "arm-swing", name="2.toml")
    elsewhere = Folder(tmp_path / "else").override("level = 2", "arm-swing")

    assert check(late, folder.path)[1] == []
    assert check(elsewhere, folder.path)[1] == []
    assert check(early, folder.path)[1] != []


def test_a_file_in_the_folder_does_not_repeat_itself(folder: Folder) -> None:
    file = folder.write("mine.toml", OWN)

    assert check(file, folder.path)[1] == []


def test_hidden_files_other_files_and_folders_in_it_are_not_looked_into(folder: Folder) -> None:
    folder.write(".mine.toml", "nonsense")
    folder.write("mine.toml~", "nonsense")
    folder.write("mine.txt", "nonsense")
    Folder(folder.path / "more").write("mine.toml", "nonsense")

    assert merged(folder.path) == (load(), ())


def test_what_is_no_text_is_told_and_the_rest_works(folder: Folder) -> None:
    folder.write("z.toml", OWN)
    folder.write("latin.toml", "").write_bytes("version = 1\n# caf\u00e9\n".encode("latin-1"))
    (folder.path / "folder.toml").mkdir()

    exercises, problems = folder.read()

    assert "arm-swing" in exercises
    assert [str(problem).removeprefix(f"{folder.path}{os.sep}") for problem in problems] == [
        "folder.toml: This is a folder.",
        "latin.toml:2: This line is not written in UTF-8.",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_pipe_is_not_waited_for_and_a_link_is_followed_to_a_file(folder: Folder, tmp_path: Path) -> None:
    file = Folder(tmp_path / "dotfiles").write("mine.toml", OWN)
    folder.path.mkdir()
    os.mkfifo(folder.path / "a.toml")
    (folder.path / "b.toml").symlink_to(file)
    (folder.path / "c.toml").symlink_to(tmp_path / "gone")
    (folder.path / "d.toml").symlink_to(folder.path / "d.toml")

    exercises, problems = folder.read()

    assert "arm-swing" in exercises
    assert [Path(problem.file).name for problem in problems] == ["a.toml", "d.toml"]
    assert problems[0].message == "This is no ordinary file."


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="everything can be read")
def test_a_file_that_may_not_be_read_is_told(folder: Folder) -> None:
    folder.write("mine.toml", OWN).chmod(0)

    assert folder.problem() == (None, "")


def test_a_file_in_the_place_of_the_folder_is_told(folder: Folder) -> None:
    folder.path.write_text("")

    exercises, [problem] = folder.read()

    assert exercises == SHIPPED
    assert problem.message.startswith("The folder cannot be read: ")


def test_more_files_than_anybody_needs_are_not_read(folder: Folder) -> None:
    for number in range(MOST_FILES + 1):
        folder.override(f"level = {2 + (number == MOST_FILES)}", name=f"{number:03}.toml")

    exercises, [problem] = folder.read()

    assert exercises[TILT.id].level == 2
    assert f"has {MOST_FILES + 1} files; those after 099.toml are not read" in problem.message


def test_more_text_than_anybody_needs_is_not_read(folder: Folder) -> None:
    much = "# much\n" * (MOST_BYTES // 2 // 7 - 100)
    for name in ("1.toml", "2.toml", "3.toml"):
        folder.write(name, f"{OWN}\n{much}")

    exercises, [problem] = folder.read()

    assert "arm-swing" in exercises
    assert Path(problem.file).name == "3.toml"
    assert "more than 1 MB" in problem.message


def test_a_files_name_carries_no_terminal_code_into_a_message(folder: Folder) -> None:
    folder.write("\u001b[31m.toml", "nonsense")

    assert not any("\u001b" in str(problem) for problem in folder.read()[1])


WORDS = st.text("abcdefgh ", min_size=1, max_size=30).filter(str.strip)
CHANGES: dict[str, st.SearchStrategy[Any]] = {
    "name": WORDS,
    "dose": st.fixed_dictionaries(
        {}, optional={"seconds": st.integers(0, 99), "reps": st.integers(1, 9), "range": st.just([5, 90])}
    ),
    "level": st.integers(0, 4),
    "needs": st.lists(st.sampled_from(NEEDS), unique=True),
    "cautions": st.lists(st.sampled_from((*CAUTIONS, "soul")), unique=True, max_size=3),
    "days": st.lists(st.sampled_from(DAYS), min_size=1, unique=True),
    "visibility": st.sampled_from(["low", "medium", "high"]),
    "position": st.sampled_from(["seated", "standing"]),
    "form": st.sampled_from(["desk", "mat"]),
    "steps": st.lists(st.fixed_dictionaries({"text": WORDS}), min_size=1, max_size=4),
}


@given(st.sampled_from(load()), st.fixed_dictionaries({}, optional=CHANGES))
def test_whatever_an_override_says_it_spares_no_less_and_is_the_same_exercise(
    shipped: Exercise, keys: dict[str, Any]
) -> None:
    text = tomli_w.dumps({"version": 1, "exercise": [{"id": shipped.id, **keys}]})

    exercises, problems = parse(text, "any", Among(SHIPPED))

    cautions = frozenset(keys.get("cautions", [])) & set(CAUTIONS)
    [changed] = exercises
    assert changed.cautions == shipped.cautions | cautions
    assert changed.needs >= shipped.needs
    assert changed.dose.least <= changed.dose.seconds <= changed.dose.most
    assert [getattr(changed, key) for key in STAYING] == [getattr(shipped, key) for key in STAYING]
    assert problems == [] or changed == replace(shipped, cautions=changed.cautions)
