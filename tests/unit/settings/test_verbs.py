"""`unslouch config …`."""

import json
import sys
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from unslouch.cli.config import app
from unslouch.core.errors import UnslouchError, UsageError
from unslouch.settings.load import read
from unslouch.settings.model import Settings
from unslouch.settings.paths import default_config
from unslouch.settings.schema import schema


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's config, which is not there yet."""
    monkeypatch.setattr("unslouch.settings.paths.config_file", lambda: tmp_path / "unslouch" / "config.toml")
    return tmp_path / "unslouch" / "config.toml"


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def test_path_prints_where_the_config_would_be(config: Path) -> None:
    assert f"{config}\n" == _run("path").stdout


def test_init_writes_the_commented_config(config: Path) -> None:
    done = _run("init")

    assert f"The config is at {config}.\n" == done.stdout
    assert default_config().read_bytes() == config.read_bytes()


def test_init_overwrites_nothing(config: Path) -> None:
    config.parent.mkdir()
    config.write_text("# mine\n")

    done = _run("init")

    assert isinstance(done.exception, UnslouchError)
    assert str(config) in str(done.exception)
    assert config.read_text() == "# mine\n"


def test_show_prints_settings_that_load_to_the_same(config: Path) -> None:
    config.parent.mkdir()
    config.write_text(
        'rhythm = []\n[hours]\nmonday = ["22:00-02:00"]\nsunday = []\n[hooks]\nstart = ["a", "b"]\n'
    )

    shown = read(_run("show").stdout, "shown")

    assert shown.problems == ()
    assert read(config.read_text(), "mine").settings == shown.settings


def test_show_prints_the_defaults_where_there_is_no_config(config: Path) -> None:
    done = _run("show")

    assert "[[rhythm]]" in done.stdout
    assert Settings() == read(done.stdout, "shown").settings


def test_show_refuses_a_broken_config(config: Path) -> None:
    config.parent.mkdir()
    config.write_text("nonsense")

    assert isinstance(_run("show").exception, UnslouchError)


def test_check_tells_each_problem_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("[look]\nglyphs = 1\n\n[away]\nidle = 2\n")

    done = _run("check", str(file))

    assert done.exit_code == 1
    first, second = done.stdout.splitlines()
    assert first.startswith(f"{file}:2: look.glyphs is 1, but must be ")
    assert second.startswith(f"{file}:5: idle is not a setting of [away]")


def test_check_tells_problems_to_scripts(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('[look]\nglyphs = "brail"\n')

    done = _run("check", str(file), "--json")

    assert done.exit_code == 1
    assert json.loads(done.stdout) == {
        "version": 1,
        "problems": [
            {
                "file": str(file),
                "line": 2,
                "key": "look.glyphs",
                "found": '"brail"',
                "allowed": "one of braille, blocks, fine",
                "nearest": "braille",
                "message": 'look.glyphs is "brail", but must be one of braille, blocks, fine. '
                "Did you mean braille?",
            }
        ],
    }


def test_check_says_in_a_line_that_all_is_fine_and_when_breaks_come(config: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('[[rhythm]]\nname = "a"\nevery = "90m"\n[[rhythm]]\nname = "b"\nat = ["15:00", "9:00"]\n')

    assert _run("check", str(file)).stdout == f"{file} is fine: a every 1h 30m; b at 15:00, 09:00.\n"
    assert _run("check").stdout == f"There is no {config}, so the defaults apply: stretch every 50m.\n"
    assert json.loads(_run("check", "--json").stdout) == {"version": 1, "problems": []}


def test_check_wants_the_file_that_it_is_given(tmp_path: Path) -> None:
    assert isinstance(_run("check", str(tmp_path / "none.toml")).exception, UnslouchError)


def test_set_says_what_was_and_is(config: Path) -> None:
    assert _run("set", "reminder.snooze", "5m").stdout == "reminder.snooze: 10m → 5m\n"
    assert _run("set", "hours.sunday", "[]").stdout == "hours.sunday: not set → []\n"
    assert _run("get", "reminder.snooze").stdout == "5m\n"


def test_set_refuses_a_value_that_begins_with_a_minus_sign_in_a_sentence(config: Path) -> None:
    done = _run("set", "reminder.snooze", "-5m")

    assert isinstance(done.exception, UsageError)
    assert "Did you mean 5m?" in str(done.exception)
    assert not config.exists()


def test_get_says_what_is_not_set(config: Path) -> None:
    done = _run("get", "hours.monday")

    assert isinstance(done.exception, UnslouchError)
    assert str(done.exception) == "hours.monday is not set."


EDITOR = """
import pathlib, sys
assert sys.argv[1] == "two words"
file = pathlib.Path(sys.argv[2])
file.write_text(file.read_text(encoding="utf-8").replace('glyphs = "braille"', GLYPHS), encoding="utf-8")
"""


def _use_editor(path: Path, glyphs: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_text(EDITOR.replace("GLYPHS", repr(glyphs)))
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f'"{sys.executable}" "{path}" "two words"')


def test_edit_runs_the_editor_with_its_arguments_and_checks(
    config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _use_editor(tmp_path / "editor.py", 'glyphs = "fine"', monkeypatch)

    done = _run("edit")

    assert done.stdout == f"{config} is fine: stretch every 50m.\n"
    assert 'glyphs = "fine"' in config.read_text(encoding="utf-8")


def test_edit_tells_what_was_mistyped(config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _use_editor(tmp_path / "editor.py", 'glyphs = "fin"', monkeypatch)

    done = _run("edit")

    assert done.exit_code == 1
    assert "Did you mean fine?" in done.stdout


@pytest.mark.parametrize("editor", ["no-such-editor", f'"{sys.executable}" -c "raise SystemExit(3)"', '"'])
def test_edit_says_where_the_editor_fails(editor: str, config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", editor)

    assert isinstance(_run("edit").exception, UnslouchError)


def test_schema_prints_the_schema() -> None:
    assert schema() == json.loads(_run("schema").stdout)


def test_what_show_prints_is_toml_in_tables(config: Path) -> None:
    tree = tomllib.loads(_run("show").stdout)

    assert list(tree)[:5] == ["version", "rhythm", "band", "reminder", "away"]
