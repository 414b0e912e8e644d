"""`unslouch exercises …`, with exercises of the user's own and without."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from unslouch.catalogue import load
from unslouch.catalogue.parse import parse
from unslouch.catalogue.safety import SAFETY
from unslouch.cli.verbs import app
from unslouch.core.errors import UnslouchError, UsageError
from unslouch.core.exercise import DAYS

KEYS = """
    id name form poses position kind regions sides seconds level needs visibility cautions steps easier harder
    figure sources
"""
"""What the contract says that an exercise has."""

CHANGED = """version = 1

[[exercise]]
id = "neck-turn"
days = ["friday", "monday"]
cautions = ["shoulder"]
"""
BROKEN = CHANGED.replace("friday", "freitag")


@pytest.fixture(autouse=True)
def exercises(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for the user's own exercises, in a home without a service."""
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setattr("unslouch.settings.paths.config_file", lambda: tmp_path / "unslouch" / "config.toml")
    folder = tmp_path / "unslouch" / "exercises"
    folder.mkdir(parents=True)
    return folder


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def lines(result: Result) -> list[str]:
    assert result.exception is None
    return result.stdout.splitlines()


def test_the_list_has_every_exercise_once_in_columns() -> None:
    listed = [line for line in lines(run("exercises")) if line.startswith("  ")]

    assert sorted(line.split()[0] for line in listed) == sorted(exercise.id for exercise in load())
    positions = {re.search(r" (seated|standing|desk|wall|floor) ", line).start() for line in listed}  # type: ignore[union-attr] # each has one
    assert len(positions) == 1


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120])
def test_the_list_and_a_page_fit_into_the_terminal(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))

    widest = max(width, 2 + max(len(exercise.id) for exercise in load()))
    shown = [*lines(run("exercises")), *lines(run("exercises", "--safety"))]
    assert [line for line in shown if len(line) > widest] == []
    page = [line for line in lines(run("exercises", "neck-turn")) if "https://" not in line]
    assert [line for line in page if len(line) > max(width, 34)] == []


def test_a_page_tells_all_of_an_exercise() -> None:
    page = run("exercises", "neck-turn").stdout

    for text in (
        "Look over the shoulder (neck-turn)\n",
        "A stretch for the neck, seated.\n",
        "20 seconds each side (10 to 30 seconds a side).\n",
        "  2. Turn your face to that side with a level chin. Breathe out.\n",
        "Easier        Turn only halfway and rest there.\n",
        "Careful with  dizziness, neck\n",
        "Pose          Seated twist with turns of the neck (P20a)\n",
        "https://go4life.nia.nih.gov/exercises/neck\n",
    ):
        assert text in page
    assert "Prescribed" not in page
    assert "Yours" not in page


def test_every_exercise_has_a_page() -> None:
    for exercise in load():
        assert exercise.name in lines(run("exercises", exercise.id))[0]


def test_what_is_prescribed_and_changed_is_marked(exercises: Path) -> None:
    (exercises / "mine.toml").write_text(CHANGED)
    page = run("exercises", "neck-turn").stdout

    assert "Prescribed    Monday, Friday\n" in page
    assert "Yours         changed by you\n" in page
    assert "Careful with  dizziness, neck, shoulder\n" in page
    assert any(line.endswith("changed by you, Mon, Fri") for line in lines(run("exercises")))


def test_json_has_what_the_contract_says_before_and_after_the_id(exercises: Path) -> None:
    (exercises / "mine.toml").write_text(CHANGED)
    document = json.loads(run("exercises", "neck-turn", "--json").stdout)
    [found] = document["exercises"]

    assert document["version"] == 1
    assert json.loads(run("exercises", "--json", "neck-turn").stdout) == document
    assert (found["days"], found["plain"], found["bend"]) == (["monday", "friday"], True, None)
    assert set(KEYS.split()) <= set(found)
    assert len(json.loads(run("exercises", "--json").stdout)["exercises"]) == len(load())


def test_the_rules_of_safety_are_told_to_people_and_to_scripts() -> None:
    said = " ".join(run("exercises", "--safety").stdout.split())

    assert [rule for part in SAFETY for rule in part.rules if rule not in said] == []
    document = json.loads(run("exercises", "--safety", "--json").stdout)
    assert [part["title"] for part in document["safety"]] == [part.title for part in SAFETY]


@pytest.mark.parametrize("arguments", [["nek-turn"], ["export", "walk", "nek-turn"]])
def test_an_id_that_is_none_is_answered_with_the_nearest(arguments: list[str]) -> None:
    done = run("exercises", *arguments)

    assert isinstance(done.exception, UsageError)
    assert str(done.exception) == "There is no exercise 'nek-turn'. Did you mean neck-turn?"
    assert done.stdout == ""


@pytest.mark.parametrize("arguments", [["walk", "neck-turn"], ["check"], ["export"], ["--jsn"]])
def test_wrong_usage_is_told_on_standard_error(arguments: list[str]) -> None:
    done = run("exercises", *arguments)

    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("Usage: ")


def test_help_is_true() -> None:
    assert "exercises [OPTIONS] [ID] | check FILE | export ID..." in " ".join(
        run("exercises", "--help").stdout.split()
    )
    assert "exercises check [OPTIONS]" in run("exercises", "check", "--help").stdout
    assert "exercises export [OPTIONS]" in run("exercises", "export", "--help").stdout


@pytest.mark.parametrize("arguments", [[], ["walk"], ["walk", "--json"], ["export", "walk"]])
def test_a_broken_file_is_told_in_a_line_on_standard_error_and_the_rest_works(
    exercises: Path, arguments: list[str]
) -> None:
    (exercises / "mine.toml").write_text(BROKEN)
    done = run("exercises", *arguments)

    assert done.exit_code == 0
    assert "walk" in done.stdout
    [line] = done.stderr.splitlines()
    assert line.startswith(f"{exercises / 'mine.toml'}:5: exercise[0].days[0] is ")


def test_config_check_tells_what_is_wrong_in_exercises_too(exercises: Path) -> None:
    (exercises / "mine.toml").write_text(BROKEN)
    text, document = run("config", "check"), json.loads(run("config", "check", "--json").stdout)

    assert text.exit_code == 1
    assert text.stdout.startswith(f"{exercises / 'mine.toml'}:5: ")
    assert [problem["key"] for problem in document["problems"]] == ["exercise[0].days[0]"]


def test_config_check_of_another_file_is_about_that_file(exercises: Path, tmp_path: Path) -> None:
    (exercises / "mine.toml").write_text(BROKEN)
    (tmp_path / "other.toml").write_text("version = 1\n")

    assert run("config", "check", str(tmp_path / "other.toml")).exit_code == 0


def test_a_plan_has_what_is_prescribed_and_a_broken_file_does_not_stop_it(exercises: Path) -> None:
    days = ", ".join(f'"{day}"' for day in DAYS)
    (exercises / "a.toml").write_text("version = [")
    (exercises / "b.toml").write_text(f'version = 1\n[[exercise]]\nid = "chin-tuck"\ndays = [{days}]\n')

    plan = json.loads(run("plan", "--since", "50m", "--json").stdout)

    assert "chin-tuck" in [move["exercise"] for move in plan["moves"]]


def test_check_says_that_a_file_is_fine(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(CHANGED)

    assert lines(run("exercises", "check", str(file))) == [f"{file} is fine: 1 exercise, neck-turn."]
    assert json.loads(run("exercises", "check", str(file), "--json").stdout) == {"version": 1, "problems": []}


def test_check_tells_each_problem_as_config_check_does(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(BROKEN + "level = 4\n")
    text, script = run("exercises", "check", str(file)), run("exercises", "check", str(file), "--json")
    problems = json.loads(script.stdout)["problems"]

    assert (text.exit_code, script.exit_code) == (1, 1)
    assert [line.partition(": ")[0] for line in text.stdout.splitlines()] == [f"{file}:5", f"{file}:7"]
    assert set(problems[0]) == {"file", "line", "key", "found", "allowed", "nearest", "message"}
    assert [problem["line"] for problem in problems] == [5, 7]


def test_check_wants_a_file_that_there_is(tmp_path: Path) -> None:
    assert isinstance(run("exercises", "check", str(tmp_path / "none.toml")).exception, UnslouchError)


def test_what_export_prints_reads_back_and_passes_check(tmp_path: Path) -> None:
    printed = run("exercises", "export", "walk", "neck-turn", "walk").stdout
    file = tmp_path / "mine.toml"
    written = run("exercises", "export", "walk", "neck-turn", "--output", str(file))

    assert file.read_text("utf-8") == printed
    assert written.stdout == ""
    shipped = {exercise.id: exercise for exercise in load()}
    assert parse(printed, "mine.toml") == ([shipped["walk"], shipped["neck-turn"]], [])
    assert run("exercises", "check", str(file)).exit_code == 0


def test_export_overwrites_nothing_and_says_where_it_cannot_write(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("# mine\n")

    for output in (file, tmp_path / "none" / "mine.toml"):
        done = run("exercises", "export", "walk", "--output", str(output))
        assert isinstance(done.exception, UnslouchError)
        assert str(output) in str(done.exception)
    assert file.read_text() == "# mine\n"
