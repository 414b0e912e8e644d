"""The file behind Tune: broken, changed elsewhere, in an editor, and never spoilt."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest
from textual.widgets import Input

from tests.tui.tuned import GROUPS, MINE, REMINDERS, Tuned
from unslouch.cli.screen import ConfigFile
from unslouch.core.errors import UnslouchError
from unslouch.settings.paths import default_config
from unslouch.tui.screens.today import TodayScreen
from unslouch.tui.widgets.entry import Entry
from unslouch.tui.widgets.head import Head
from unslouch.tui.widgets.options import Options
from unslouch.tui.widgets.setting import SettingRow


async def test_the_first_change_begins_the_commented_config(tmp_path: Path) -> None:
    tuned = Tuned(tmp_path / "new" / "config.toml")
    async with tuned.opened(group=REMINDERS) as pilot:
        assert not tuned.path.exists()

        await tuned.type(pilot, "5m")
        await tuned.press(pilot, "enter")

        wanted = default_config().read_text(encoding="utf-8").replace('snooze = "10m"', 'snooze = "5m"')
        assert tuned.text == wanted


async def test_a_broken_file_is_told_with_its_lines_and_left_as_it_is(tuned: Tuned) -> None:
    broken = '[reminder]\nsnoze = "5m"\n\n[look]\nglyphs = "[b]"\n'
    tuned.path.write_text(broken)
    tuned = Tuned(tuned.path, today=True)
    async with tuned.opened() as pilot:
        told = str(tuned.screen.query_one("#problems").render())
        await tuned.press(pilot, *"andrukjvp", "space", "enter", "delete", "tab")

        assert f"{tuned.path}:2: snoze is not a setting of [reminder]" in told
        assert f'{tuned.path}:5: look.glyphs is "[b]"' in told
        assert (tuned.text, tuned.names()) == (broken, [])

        await tuned.press(pilot, "q")

        assert isinstance(tuned.app.screen, TodayScreen)


@pytest.mark.parametrize(
    "content", [pytest.param(b"\xff\xfe", id="no text"), pytest.param(b"a" * 1_000_001, id="too large")]
)
async def test_a_file_that_is_no_text_is_left_as_it_is(tuned: Tuned, content: bytes) -> None:
    tuned.path.write_bytes(content)
    async with tuned.opened() as pilot:
        await tuned.press(pilot, "a", "r", "space")

        assert tuned.screen.has_class("-broken")
        assert tuned.path.read_bytes() == content


ELSEWHERE = "The file was changed elsewhere and is read again; your last change was not made."


async def test_a_file_changed_elsewhere_is_read_again_and_not_overwritten(tuned: Tuned) -> None:
    async with tuned.opened(group=REMINDERS) as pilot:
        await tuned.type(pilot, "5m")
        other = MINE.replace('"10m"', '"7m"')
        tuned.path.write_text(other)
        await tuned.press(pilot, "enter")

        assert tuned.text == other
        assert tuned.row.setting.value == "7m"
        assert ELSEWHERE in tuned.error
        assert tuned.row.query_one(Input).value == "5m"

        await tuned.press(pilot, "enter")

        assert tuned.text == MINE.replace('"10m"', '"5m"'), "asked again, it is made"


@pytest.mark.parametrize("other", ["version = 1\n", "version = \n"])
async def test_what_was_typed_for_what_the_file_no_longer_has_is_told(tuned: Tuned, other: str) -> None:
    async with tuned.opened() as pilot:
        at = tuned.names().index("rhythm[1].every")
        await tuned.press(pilot, *["down"] * at)
        await tuned.type(pilot, "40m")
        tuned.path.write_text(other)
        await tuned.press(pilot, "enter")

        assert tuned.text == other
        assert tuned.toasts == [f"{ELSEWHERE} It was rhythm[1].every: 40m"]
        assert not any(row.typing for row in tuned.screen.query(SettingRow))


async def test_what_the_file_has_now_is_shown_where_one_is(tuned: Tuned) -> None:
    """Nothing goes away from under the pointer: a click on it would be lost."""
    async with tuned.opened() as pilot:
        rows = list(tuned.screen.query(SettingRow))
        await tuned.press(pilot, "down")
        tuned.path.write_text(MINE.replace("50m", "40m").replace("stretch", "legs"))
        await tuned.screen.look()

        assert list(tuned.screen.query(SettingRow)) == rows
        assert (tuned.row, tuned.row.setting.value) == (rows[1], "40m")
        assert str(tuned.screen.query(".heading").first().render()) == "legs"

        tuned.path.write_text(MINE + '\n[[rhythm]]\nname = "eyes"\nevery = "20m"\n')
        await tuned.screen.look()

        assert list(tuned.screen.query(SettingRow))[: len(rows)] == rows
        assert [str(line.render()) for line in tuned.screen.query(".heading")][2] == "eyes"
        assert tuned.row is rows[1]

        tuned.path.write_text('[[rhythm]]\nname = "eyes"\nevery = "20m"\n')
        await tuned.screen.look()
        await tuned.settle(pilot)

        assert list(tuned.screen.query(SettingRow)) == rows[: len(rows) // 2]
        assert str(rows[0].query_one(Entry).render()) == "eyes"


async def test_it_follows_a_file_that_is_edited_elsewhere(tuned: Tuned) -> None:
    async with tuned.opened(group=REMINDERS) as pilot:
        tuned.path.write_text("[reminder]\nsnooze = 7\n")
        await tuned.screen.look()

        assert tuned.screen.has_class("-broken")

        tuned.path.write_text('[reminder]\nsnooze = "7m"\n')
        await tuned.screen.look()
        await tuned.settle(pilot)

        assert not tuned.screen.has_class("-broken")
        assert tuned.row.setting.value == "7m"


async def test_it_does_not_read_the_file_again_under_the_hands(tuned: Tuned) -> None:
    async with tuned.opened(group=REMINDERS) as pilot:
        await tuned.type(pilot, "5")
        tuned.path.write_text(MINE.replace('"10m"', '"7m"'))
        await tuned.screen.look()

        assert tuned.row.query_one(Input).value == "5"


async def test_a_file_that_cannot_be_written_is_told(tuned: Tuned, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise UnslouchError("config.toml cannot be written: [/] full.")

    monkeypatch.setattr(ConfigFile, "write", refuse)
    async with tuned.opened(group=GROUPS.index("Holds")) as pilot:
        await tuned.press(pilot, "space")

        assert tuned.toasts == ["config.toml cannot be written: [/] full."]
        assert tuned.row.query_one(Options).chosen == {"on"}
        assert tuned.text == MINE


async def test_a_read_only_file_stays_as_it_is_and_what_was_typed_stays_too(tuned: Tuned) -> None:
    tuned.path.chmod(0o444)
    async with tuned.opened(group=REMINDERS) as pilot:
        await tuned.type(pilot, "5m")
        await tuned.press(pilot, "enter")

        why = f"{tuned.path} cannot be written: it is read-only."
        assert tuned.row.why == f"{why} Esc leaves it as it was."
        assert tuned.row.query_one(Input).value == "5m"
        assert tuned.text == MINE


async def test_a_file_in_the_home_is_told_by_its_short_name(
    tuned: Tuned, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tuned.path.parent))
    async with tuned.opened():
        assert tuned.screen.query_one(Head).fact == "~/config.toml"


Edits = Callable[[str], None]


@pytest.fixture
def edits(tuned: Tuned, monkeypatch: pytest.MonkeyPatch) -> Edits:
    """From now on the editor is a line of shell that is run on the file."""

    def edits(script: str) -> None:
        path = tuned.path.parent / "an editor"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", f"'{path}' --wait")
        monkeypatch.setattr(tuned.app, "suspend", nullcontext)

    return edits


async def test_e_opens_the_editor_and_reads_the_file_again(tuned: Tuned, edits: Edits) -> None:
    edits('test "$1" = --wait && sed -i s/10m/7m/ "$2"')
    async with tuned.opened(group=REMINDERS) as pilot:
        before = tuned.notice
        await tuned.type(pilot, "9m")
        await tuned.press(pilot, "enter", "r", "e")

        assert (tuned.text, tuned.notice) == (MINE.replace("10m", "7m"), before)
        assert tuned.row.setting.value == "7m"


async def test_a_click_in_the_same_instant_as_the_editor_ends_is_not_lost(tuned: Tuned, edits: Edits) -> None:
    edits('sed -i s/10m/7m/ "$2"')
    async with tuned.opened(group=REMINDERS) as pilot:
        row = tuned.screen.query(SettingRow)[1]
        tuned.screen.action_edit()
        tuned.click(row.field)
        await tuned.settle(pilot)

        assert (tuned.row, row.typing) == (row, True)
        assert tuned.screen.query(SettingRow)[0].setting.value == "7m"


async def test_an_editor_that_fails_and_a_terminal_that_cannot_be_lent_are_told(
    tuned: Tuned, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    async with tuned.opened() as pilot:
        await tuned.press(pilot, "e")
        monkeypatch.setattr(tuned.app, "suspend", nullcontext)
        for command in ("no-editor; touch x", "false"):
            monkeypatch.setenv("EDITOR", command)
            await tuned.press(pilot, "e")

        assert tuned.toasts == [
            "An editor cannot be opened from here; use `unslouch config edit`.",
            "no-editor; cannot be started: No such file or directory. Set $EDITOR.",
            "false ended with 1.",
        ]
        assert tuned.text == MINE


async def test_a_broken_file_is_mended_in_the_editor(tuned: Tuned, edits: Edits) -> None:
    tuned.path.write_text('[reminder]\nsnoze = "5m"\n')
    edits('sed -i s/snoze/snooze/ "$2"')
    async with tuned.opened(group=0) as pilot:
        await tuned.press(pilot, "e")

        assert not tuned.screen.has_class("-broken")
        assert tuned.names()[0] == "rhythm[0].name"
