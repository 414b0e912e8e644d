"""Reading the config: what is refused, on which line, and that nothing makes it fail."""

import os
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from datetime import time
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from unslouch.core.errors import UnslouchError
from unslouch.core.glyphs import Glyphs
from unslouch.core.rules import AwayRules, Band, Posture, Profile, Rhythm, ShortAbsence, Span, Style
from unslouch.settings.load import LARGEST, load, read, valid
from unslouch.settings.model import TABLES, Hooks, Look, Open, Session, Settings, Sound, Week

RHYTHM = '[[rhythm]]\nname = "stretch"\nevery = "50m"\n'


def test_every_value_arrives_as_its_type() -> None:
    text = """
        rhythm = [
            { name = "stretch", every = "1h 30m", length = "auto" },
            { name = "go", at = ["15:00", "9:30"], length = "5m", focus = ["walk", "hips"], style = "quiet" },
        ]
        band = [
            { after = "0m", length = "1m", posture = "seated" },
            { after = "1h", length = "90s", posture = "walk" },
        ]
        away.short_absence = "credit"
        profile = { avoid = ["knee", "knee"], at_hand = [], floor = true, discreet = false, level = 3 }
        session = { open = "auto", terminal = ["xterm", "-e", "{command}"], sound = "voice" }
        look = { theme = "gruvbox", glyphs = "fine" }
        hooks.start = ["playerctl", "pause"]
        [hours]
        monday = ["09:00-12:30", "12:30-24:00"]
        friday = ["22:00-02:00"]
        saturday = ["02:00-24:00"]
        sunday = []
    """
    wanted = Settings(
        rhythm=(
            Rhythm("stretch", every_s=5400),
            Rhythm("go", None, (time(15), time(9, 30)), 300, frozenset({"walk", "hips"}), Style.QUIET),
        ),
        band=(Band(0, 60, Posture.SEATED), Band(3600, 90, Posture.WALK)),
        hours=Week(
            monday=(Span(540, 750), Span(750, 1440)),
            friday=(Span(1320, 1560),),
            saturday=(Span(120, 1440),),
            sunday=(),
        ),
        away=AwayRules(short_absence=ShortAbsence.CREDIT),
        profile=Profile(frozenset({"knee"}), frozenset(), floor=True, discreet=False, level=3),
        session=Session(Open.AUTO, ("xterm", "-e", "{command}"), Sound.VOICE),
        look=Look("gruvbox", Glyphs.FINE),
        hooks=Hooks(start=("playerctl", "pause")),
    )

    loaded = read(text, "config.toml")

    assert loaded.problems == ()
    assert wanted == loaded.settings


def test_the_rules_and_the_profile_are_what_the_core_goes_by() -> None:
    loaded = read(RHYTHM + 'length = "2m"\n[holds]\nmeeting = false\n[hours]\nsunday = []', "config.toml")

    rules = loaded.settings.rules()

    assert rules.rhythms == (Rhythm("stretch", every_s=3000, length_s=120),)
    assert rules.hours == (None, None, None, None, None, None, ())
    assert rules.holds == {
        "do_not_disturb": True,
        "meeting": False,
        "screen_shared": True,
        "full_screen": True,
    }
    assert loaded.settings.profile == Profile()


def test_every_problem_is_told_in_the_order_of_the_lines() -> None:
    text = '[look]\nglyphs = 1\n[away]\nidle = 2\n[profile]\navoid = ["knie", "x"]\nlevel = 9\n'

    keys = [problem.key for problem in read(text, "config.toml").problems]

    assert keys == ["look.glyphs", "away.idle", "profile.avoid[0]", "profile.avoid[1]", "profile.level"]


def test_a_flood_of_problems_is_cut_off() -> None:
    text = "[look]\n" + "".join(f"k{number} = 1\n" for number in range(5000))

    assert len(read(text, "config.toml").problems) == 100


def test_the_sentence_names_the_key_what_was_found_what_is_allowed_and_what_was_meant() -> None:
    [wrong] = read('[look]\nglyphs = "brail"', "c").problems
    [unknown] = read('[look]\nglyps = "braille"', "c").problems

    assert wrong.message == (
        'look.glyphs is "brail", but must be one of braille, blocks, fine. Did you mean braille?'
    )
    assert unknown.message == (
        "glyps is not a setting of [look]; it may have theme, glyphs. Did you mean glyphs?"
    )


def test_where_something_is_wrong_the_rest_still_counts() -> None:
    text = RHYTHM + '[[band]]\nafter = "5m"\n[profile]\navoid = ["knee", "wirst"]\nlevel = 9\n'

    loaded = read(text, "config.toml")

    assert loaded.problems
    assert loaded.settings == Settings(profile=Profile(avoid=frozenset({"knee"})))


def test_ranges_that_meet_do_not_overlap() -> None:
    days = [
        'monday = ["02:00-12:00", "12:00-24:00"]',
        'tuesday = ["00:00-24:00"]',
        'sunday = ["22:00-02:00"]',
    ]
    text = "\n".join(["[hours]", *days])

    assert read(text, "config.toml").problems == ()


def test_a_day_that_is_not_named_takes_the_end_of_the_day_before() -> None:
    assert read('[hours]\nmonday = ["22:00-02:00"]', "config.toml").problems == ()


def test_without_rhythms_there_are_no_reminders() -> None:
    loaded = read("rhythm = []", "config.toml")

    assert loaded.problems == ()
    assert loaded.settings.rules().rhythms == ()


def test_a_missing_file_is_the_defaults(tmp_path: Path) -> None:
    loaded = load(tmp_path / "config.toml")

    assert (Settings(), ()) == (loaded.settings, loaded.problems)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(b"\xef\xbb\xbfversion = 1\r\n[profile]\r\nlevel = 2\r\n")

    loaded = load(file)

    assert loaded.problems == ()
    assert loaded.settings.profile.level == 2


_POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")


def _folder(path: Path) -> None:
    path.mkdir()


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _not_utf8(path: Path) -> None:
    path.write_bytes("version = 1\n# café\n".encode("latin-1"))


def _too_large(path: Path) -> None:
    path.write_bytes(b"#" * (LARGEST + 1))


def _loop(path: Path) -> None:
    path.symlink_to(path)


def _deep(path: Path) -> None:
    path.write_text("x = " + "[" * 5000)


def _long_number(path: Path) -> None:
    path.write_text("version = " + "1" * 5000)


@pytest.mark.parametrize(
    ("make", "line", "says"),
    [
        (_folder, None, "This is a folder."),
        pytest.param(_pipe, None, "This is no ordinary file.", marks=_POSIX),
        (_not_utf8, 2, "This line is not written in UTF-8."),
        (_too_large, None, "The file is larger than 1 MB."),
        pytest.param(
            _loop, None, "The file cannot be read: Too many levels of symbolic links.", marks=_POSIX
        ),
        (_deep, None, "This is not TOML: something in it is too large or too deep."),
        (_long_number, None, "This is not TOML: something in it is too large or too deep."),
    ],
)
def test_a_file_that_cannot_be_read_is_a_problem(
    make: Callable[[Path], None], line: int | None, says: str, tmp_path: Path
) -> None:
    file = tmp_path / "config.toml"
    make(file)

    [problem] = load(file).problems

    assert (str(file), line, says) == (problem.file, problem.line, problem.message)


def test_whoever_needs_sound_settings_gets_them_or_an_error_that_says_what_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[profile]\nlevel = 2\n")

    assert valid(file).profile.level == 2

    file.write_text("[profile]\nlevel = 5\nfloor = 5\n")
    with pytest.raises(UnslouchError, match=r"config.toml:2: profile.level is 5.* tells all 2 problems"):
        valid(file)


_NAMES = st.sampled_from(
    ["version", *(table.name for table in TABLES), *(key.name for table in TABLES for key in table.keys)]
)
_LEAVES = st.one_of(
    st.none().map(lambda _: "auto"),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=10),
    st.sampled_from(["0m", "50m", "09:00-12:30", "22:00-02:00", "15:00", "walk", "{command}"]),
    st.times(),
    st.datetimes(),
)
_TREES = st.dictionaries(
    st.one_of(_NAMES, st.text(st.characters(exclude_categories=["Cs"]), max_size=5)),
    st.recursive(
        _LEAVES,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=4),
        max_leaves=12,
    ),
    max_size=5,
)


def _check(text: str) -> None:
    loaded = read(text, "config.toml")
    lines = len(text.split("\n"))

    assert isinstance(loaded.settings.rules().bands[0], Band)
    for problem in loaded.problems:
        assert problem.message
        assert problem.line is None or 1 <= problem.line <= lines
        assert not any(unicodedata.category(one) in {"Cc", "Cf"} for one in str(problem))


@given(st.text())
def test_no_text_makes_it_fail(text: str) -> None:
    _check(text)


@given(_TREES)
def test_no_tree_makes_it_fail(tree: dict[str, Any]) -> None:
    _check(tomli_w.dumps(tree))


@given(st.binary())
def test_no_bytes_make_it_fail(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.mktemp("config") / "config.toml"
    file.write_bytes(data)

    assert isinstance(load(file).settings, Settings)


def test_the_service_loads_it_without_anything_from_outside() -> None:
    code = (
        "import sys, unslouch.settings.load, unslouch.settings.model\n"
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    loaded = set(done.stdout.split())
    assert "unslouch" in loaded
    assert not loaded & {"tomlkit", "tomli_w", "typer", "textual", "pydantic", "rich", "platformdirs"}
