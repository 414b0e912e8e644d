"""Changing one setting: everything else in the file stays, byte for byte, and nothing wrong is written."""

import os
import stat
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unslouch.core.errors import UnslouchError, UsageError
from unslouch.settings import edit, splice
from unslouch.settings.edit import Change
from unslouch.settings.load import load, read, valid
from unslouch.settings.model import TABLES, Settings, document
from unslouch.settings.paths import default_config

MINE = """\
# mine
version   = 1

[[rhythm]]  # the first
  name = 'stretch'
every = "50m"   # as the doctor said
# every = "40m"

[[rhythm]]
name = "afternoon walk"
at = [
  "15:00",  # tea
]

# my hours
[hours]
# friday = []
monday = ["09:00-12:30"]

# reminders
[reminder]
snooze = "10m"

[look]"""

VALUES = {
    "version": "1",
    "rhythm.stretch.name": "stand up",
    "rhythm.stretch.every": "45m",
    "rhythm.stretch.length": "2m",
    "rhythm.stretch.focus": '["neck", "hips"]',
    "rhythm.stretch.style": "quiet",
    'rhythm."afternoon walk".at': '["14:00", "16:30"]',
    "rhythm[1].length": "5m",
    "band[0].length": "90s",
    "band[1].after": "40m",
    "band[3].posture": "standing",
    **{f"hours.{day}": '["09:00-12:30", "13:15-17:30"]' for day in ("monday", "tuesday", "wednesday")},
    **{f"hours.{day}": '["22:00-02:00"]' for day in ("thursday", "friday", "saturday")},
    "hours.sunday": "[]",
    "reminder.snooze": "5m",
    "reminder.snooze_at_most": "0",
    "reminder.repeat": "20m",
    "reminder.repeat_at_most": "2",
    "reminder.wait_for_pause": "10s",
    "reminder.wait_at_most": "1h 30m",
    "away.idle_after": "3m",
    "away.idle_is_break": "15m",
    "away.locked_is_break": "4m",
    "away.short_absence": "credit",
    "holds.do_not_disturb": "false",
    "holds.meeting": "false",
    "holds.screen_shared": "false",
    "holds.full_screen": "false",
    "holds.calendar": '["~/team.ics"]',
    "profile.avoid": '["knee", "disc"]',
    "profile.at_hand": "[]",
    "profile.floor": "true",
    "profile.discreet": "false",
    "profile.level": "3",
    "session.open": "never",
    "session.terminal": '["xterm", "-e", "{command}"]',
    "session.sound": "voice",
    "look.theme": "gruvbox",
    "look.glyphs": "fine",
    "hooks.start": '["playerctl", "pause"]',
    "hooks.end": '["notify", "a \\"quoted\\", text"]',
}


@pytest.fixture
def config(tmp_path: Path) -> Path:
    file = tmp_path / "config.toml"
    file.write_text(MINE, encoding="utf-8")
    return file


def _differences(before: str, after: str) -> Iterator[tuple[str, str]]:
    """The lines that differ between two texts with as many lines."""
    pairs = zip(before.splitlines(), after.splitlines(), strict=True)
    return ((old, new) for old, new in pairs if old != new)


def test_every_key_has_a_value_here() -> None:
    keys = {f"{table.name}.{key.name}" for table in TABLES for key in table.keys}
    tried = {".".join((name.split(".")[0].split("[")[0], name.split(".")[-1])) for name in VALUES}

    assert keys | {"version.version"} == tried


@pytest.mark.parametrize(("name", "value"), VALUES.items())
def test_what_was_set_is_got(name: str, value: str, config: Path) -> None:
    changed = edit.change(config, name, value)

    got = edit.get(config, name.replace("stretch", "stand up") if value == "stand up" else name)
    assert value == changed.new == got
    assert load(config).problems == ()


@pytest.mark.parametrize(("name", "value"), VALUES.items())
def test_what_was_got_can_be_set_again_and_changes_nothing(name: str, value: str, config: Path) -> None:
    edit.change(config, name, value)
    before = config.read_bytes()
    name = name.replace("stretch", "stand up") if value == "stand up" else name

    assert Change(value, value) == edit.change(config, name, value)
    assert before == config.read_bytes()


@pytest.mark.parametrize(("name", "value"), VALUES.items())
def test_no_line_is_lost_but_the_one_that_changes(name: str, value: str, config: Path) -> None:
    edit.change(config, name, value)

    after = config.read_text(encoding="utf-8").splitlines()
    lost = [line for line in MINE.splitlines() if line not in after]
    assert len(lost) <= 1 or lost == ["at = [", '  "15:00",  # tea', "]"]


def test_a_changed_line_keeps_its_comment_and_the_others_stay() -> None:
    text = default_config().read_text(encoding="utf-8").replace('every = "50m"', 'every  =  "50m" # mine')

    after = splice.put(text, ("rhythm", 0, "every"), "45m")

    assert list(_differences(text, after)) == [('every  =  "50m" # mine', 'every  =  "45m" # mine')]


def test_a_missing_key_is_added_after_the_last_of_its_table(config: Path) -> None:
    edit.change(config, "rhythm.stretch.style", "quiet")
    edit.change(config, "hours.friday", "")
    edit.change(config, "look.glyphs", "fine")

    wanted = (
        MINE.replace("as the doctor said\n", 'as the doctor said\nstyle = "quiet"\n')
        .replace('-12:30"]\n', '-12:30"]\nfriday = []\n')
        .replace("[look]", '[look]\nglyphs = "fine"')
    )
    assert wanted == config.read_text(encoding="utf-8")


def test_a_missing_table_is_added_at_the_end(config: Path) -> None:
    edit.change(config, "profile.avoid", "knee, disc")

    assert config.read_text(encoding="utf-8") == MINE + '\n\n[profile]\navoid = ["knee", "disc"]'


def test_a_missing_array_of_tables_begins_with_the_default_ones(config: Path) -> None:
    edit.change(config, "band[1].length", "4m")

    wanted = document(Settings())["band"]
    wanted[1]["length"] = "4m"
    after = config.read_text(encoding="utf-8")
    assert after.startswith(MINE + "\n\n[[band]]\n")
    assert wanted == tomllib.loads(after)["band"]


def test_without_a_config_the_commented_one_is_begun(tmp_path: Path) -> None:
    config = tmp_path / "new" / "config.toml"

    assert Change("10m", "5m") == edit.change(config, "reminder.snooze", "5m")

    before, after = default_config().read_text(encoding="utf-8"), config.read_text(encoding="utf-8")
    assert list(_differences(before, after)) == [('snooze = "10m"', 'snooze = "5m"')]


@pytest.mark.parametrize(
    ("text", "name", "wanted"),
    [
        ('reminder.snooze = "9m" # x\n', "reminder.snooze", 'reminder.snooze = "5m" # x\n'),
        ("reminder = {} # x\n", "reminder.snooze", 'reminder = {snooze = "5m"} # x\n'),
        ("[reminder]\r\n# x\r\n", "reminder.snooze", '[reminder]\r\nsnooze = "5m"\r\n# x\r\n'),
        ("", "reminder.snooze", '[reminder]\nsnooze = "5m"\n'),
        ("\ufeff# x", "reminder.snooze", '\ufeff# x\n\n[reminder]\nsnooze = "5m"'),
        (
            '"reminder"."sn\\u006foze" = "9m"',
            "reminder.snooze",
            '"reminder"."sn\\u006foze" = "5m"',
        ),
        (
            'rhythm = [{ name = "a.b", every = "9m" }, { name = "c", every = "9m" }]',
            'rhythm."a.b".every',
            'rhythm = [{ name = "a.b", every = "5m" }, { name = "c", every = "9m" }]',
        ),
    ],
)
def test_a_setting_is_changed_however_it_is_written(text: str, name: str, wanted: str, config: Path) -> None:
    config.write_bytes(text.encode())

    edit.change(config, name, "5m")

    assert wanted == config.read_bytes().decode()


REFUSED = {
    "a wrong value": ("reminder.snooze", "soon", 'reminder.snooze is "soon", but must be a duration'),
    "a negative duration": ("reminder.snooze", "-5m", "Did you mean 5m"),
    "another version": ("version", "2", "version is 2, but must be 1"),
    "a flag that is none": ("holds.meeting", "on", "Did you mean true"),
    "a wrong word in a list": ("profile.avoid", "kne", "Did you mean knee"),
    "a list that is none": ("profile.avoid", '["knee"', "is no list"),
    "more than a list": ("profile.avoid", '["knee"]\n[look]', "is no list"),
    "hours that overlap": ("hours.monday", "09:00-12:00, 11:00-13:00", "overlaps"),
    "a name that is taken": ("rhythm[1].name", "stretch", "two rhythms"),
    "every beside at": ("rhythm[1].every", "5m", "both every and at"),
    "a control character": ("look.theme", "a\x1b[31m", r"U\+001B"),
    "the first band moved": ("band[0].after", "5m", "No band begins after 0m"),
    "an unknown key": ("reminder.snoze", "5m", "Did you mean snooze"),
    "an unknown table": ("remindr.snooze", "5m", "Did you mean reminder"),
    "an unknown rhythm": ("rhythm.eyes.every", "5m", r"There are rhythm\.stretch, rhythm\.afternoon walk"),
    "a band that is not there": ("band[4].length", "5m", r"There are band\[0\], "),
    "an array without a number": ("band.length", "5m", "Which band is meant"),
    "a table with a number": ("reminder[0].snooze", "5m", "is written reminder.snooze"),
    "a table": ("reminder", "5m", "names no setting"),
    "an item of a list": ("profile.avoid[0]", "knee", "names no setting"),
    "no name": ("", "5m", "names no setting"),
    "a name that cannot be read": ('a"b', "5m", "names no setting"),
}


@pytest.mark.parametrize(("name", "value", "says"), REFUSED.values(), ids=REFUSED)
def test_a_change_that_cannot_be_leaves_the_file_as_it_is(
    name: str, value: str, says: str, config: Path
) -> None:
    with pytest.raises(UsageError, match=says):
        edit.change(config, name, value)

    assert config.read_text(encoding="utf-8") == MINE
    assert [config] == list(config.parent.iterdir())


def test_a_broken_file_is_refused_and_left_as_it_is(config: Path) -> None:
    config.write_text("[look]\nglyphs = 1\n")

    with pytest.raises(UnslouchError, match=r"config\.toml:2: look\.glyphs is 1"):
        edit.change(config, "reminder.snooze", "5m")
    with pytest.raises(UnslouchError, match=r"config\.toml:2: look\.glyphs is 1"):
        edit.get(config, "reminder.snooze")

    assert config.read_text() == "[look]\nglyphs = 1\n"


def test_what_was_written_is_got_as_it_was_written(config: Path) -> None:
    config.write_text('[profile]\navoid = ["neck", "disc"]\n[away]\nidle_after = "90s"\n')

    assert edit.get(config, "profile.avoid") == '["neck", "disc"]'
    assert edit.get(config, "away.idle_after") == "90s"
    assert edit.get(config, "away.idle_is_break") == "10m"


def test_what_is_not_set_is_none(config: Path) -> None:
    assert edit.get(config, "hours.tuesday") is None
    assert edit.get(config, "rhythm.stretch.at") is None


def test_a_band_can_be_named_by_its_number_alone(config: Path) -> None:
    assert edit.get(config, "band.1.length") == "3m"


@pytest.mark.skipif(os.name == "nt", reason="modes and links are POSIX's")
def test_a_link_and_the_mode_are_kept(config: Path) -> None:
    link = config.parent / "link.toml"
    link.symlink_to(config.name)
    config.chmod(0o640)

    edit.change(link, "reminder.snooze", "5m")

    assert link.is_symlink()
    assert valid(config).reminder.snooze_s == 300
    assert stat.S_IMODE(config.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX's")
def test_a_new_config_is_for_its_user_alone(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"

    edit.change(config, "reminder.snooze", "5m")

    assert stat.S_IMODE(config.stat().st_mode) == 0o600


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "file"
    folder.write_text("")

    with pytest.raises(UnslouchError, match="cannot be read"):
        edit.change(folder / "config.toml", "reminder.snooze", "5m")


@given(st.sampled_from(sorted(VALUES)), st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_whatever_is_set_the_file_stays_sound(
    tmp_path_factory: pytest.TempPathFactory, name: str, value: str
) -> None:
    config = tmp_path_factory.mktemp("config") / "config.toml"
    config.write_text(MINE, encoding="utf-8")
    try:
        edit.change(config, name, value)
    except UsageError:
        assert config.read_text(encoding="utf-8") == MINE

    assert load(config).problems == ()


_COMMENTS = st.sampled_from(["", "# a", '  # "b', "# [c]", "\t"])
_SPACES = st.sampled_from(["", " ", "  "])


@given(st.data())
def test_comments_and_spaces_anywhere_survive(data: st.DataObject) -> None:
    lines = [
        f"{data.draw(_SPACES)}{line}{data.draw(_SPACES)}{data.draw(_COMMENTS)}"
        for line in ["[reminder]", 'snooze = "10m"', "", 'repeat = "15m"', "", "[look]", 'theme = "x"']
    ]
    text = data.draw(st.sampled_from(["\n", "\r\n"])).join(lines)

    after = splice.put(text, ("reminder", "repeat"), "5m")

    assert [(lines[3], lines[3].replace("15m", "5m"))] == list(_differences(text, after))
    assert text.replace("15m", "5m") == after


EYES = {"name": "eyes", "every": "20m", "focus": ["eyes"]}


def test_a_key_is_left_out_and_its_comment_stays() -> None:
    after = edit.put(MINE, "rhythm.stretch.every", None)

    assert after == MINE.replace('every = "50m"   # as the doctor said', "# as the doctor said")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("hours.friday = []\n", ""),
        ("[hours]\nfriday = []", "[hours]\n"),
        ("[hours]\r\nfriday = [] # x\r\nmonday = []\r\n", "[hours]\r\n# x\r\nmonday = []\r\n"),
        ("hours = { friday = [], monday = [] } # x\n", "hours = {  monday = [] } # x\n"),
        ("\ufeff[hours]\nfriday = [\n]\n", "\ufeff[hours]\n"),
        ("# nothing\n", "# nothing\n"),
    ],
)
def test_a_key_is_left_out_however_it_is_written(text: str, wanted: str) -> None:
    assert edit.put(text, "hours.friday", None) == wanted


def test_one_more_table_stands_after_the_others_of_its_kind() -> None:
    after = edit.add(MINE, "rhythm", EYES)

    added = '\n[[rhythm]]\nname = "eyes"\nevery = "20m"\nfocus = ["eyes"]\n'
    assert after == MINE.replace("# tea\n]\n", f"# tea\n]\n{added}")


@pytest.mark.parametrize("text", ["", "rhythm = []\n", "# x", "[look]\n"])
def test_one_more_table_is_begun_after_the_default_ones(text: str) -> None:
    after = edit.add(text, "rhythm", EYES)

    names = [rhythm.name for rhythm in read(after, "").settings.rhythm]
    assert names == (["eyes"] if "rhythm" in text else ["stretch", "eyes"])


def test_a_table_is_taken_out_and_what_stands_around_it_stays() -> None:
    after = edit.remove(MINE, "rhythm", 0)

    assert after == MINE[: MINE.index("[[rhythm]]")] + MINE[MINE.index('# every = "40m"') :]


def test_what_was_added_is_taken_out_again_without_a_trace() -> None:
    for text in (MINE, default_config().read_text(encoding="utf-8")):
        more = edit.add(text, "rhythm", EYES)

        assert edit.remove(more, "rhythm", len(read(text, "").settings.rhythm)) == text


def test_a_default_table_can_be_taken_out() -> None:
    after = edit.remove("", "band", 3)

    assert len(read(after, "").settings.band) == 3


def test_the_last_of_its_kind_stays() -> None:
    with pytest.raises(UsageError, match="This is the only rhythm"):
        edit.remove("", "rhythm", 0)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: edit.add(text, "rhythm", EYES),
        lambda text: edit.remove(text, "rhythm", 0),
    ],
    ids=["add", "remove"],
)
def test_tables_on_one_line_are_left_to_the_editor(change: Callable[[str], str]) -> None:
    text = 'rhythm = [{ name = "a", every = "9m" }, { name = "b", every = "9m" }]'

    with pytest.raises(UnslouchError, match="unslouch config edit"):
        change(text)


def test_what_the_file_has_is_held_and_else_the_default() -> None:
    assert edit.held(MINE, "rhythm[1].at") == ["15:00"]
    assert edit.held(MINE, "reminder.repeat") == "15m"
    assert edit.held(MINE, "hours.friday") is None


@given(
    st.sampled_from([name for name in sorted(VALUES) if name.split(".")[0] in {"hours", "profile", "look"}])
)
def test_whatever_is_left_out_is_at_its_default(name: str) -> None:
    after = edit.put(edit.put(MINE, name, VALUES[name]), name, None)

    assert edit.held(after, name) == edit.held("", name)
    assert [line for line in after.splitlines() if line.startswith("#")] == [
        line for line in MINE.splitlines() if line.startswith("#")
    ]
