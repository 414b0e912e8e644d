"""The Tune screen: every key, what it writes into a real file and what it never does, the day beside it."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.world import BellApp, FrozenClock, Memory, Plans, Service
from unslouch.cli.screen import ConfigFile
from unslouch.core import timeline
from unslouch.core.errors import UnslouchError
from unslouch.settings.load import load
from unslouch.settings.paths import default_config
from unslouch.tui.ports import World
from unslouch.tui.screens.today import TodayScreen
from unslouch.tui.screens.tune import TuneScreen
from unslouch.tui.widgets.day import DayView, Picture, Times
from unslouch.tui.widgets.entry import Entry
from unslouch.tui.widgets.groups import Groups
from unslouch.tui.widgets.keys import Keys
from unslouch.tui.widgets.options import Options
from unslouch.tui.widgets.setting import SettingRow

MINE = """\
# mine
version   = 1

[[rhythm]]  # the first
  name = 'stretch'
every = "50m"   # as the doctor said

[[rhythm]]
name = "walk [b]out[/b]"
at = ["15:00"]  # tea

# my hours
[hours]
monday = ["09:00-12:00"]  # half a day

[reminder]
snooze = "10m"  # enough
"""
GROUPS = ["Rhythms", "Bands", "Hours", "Reminders", "Away", "Holds", "Profile", "Session", "Look"]
REMINDERS, HOURS, PROFILE = GROUPS.index("Reminders"), GROUPS.index("Hours"), GROUPS.index("Profile")


class TuneApp(BellApp):
    """Begins with Tune instead of Today."""

    def _show_today(self, started: bool | None) -> None:
        del started
        config = self._world.config
        assert config is not None
        self.push_screen(TuneScreen(config, self._world.clock))


class Tuned:
    """The screen over the config at `path`, opened from Today or without it."""

    def __init__(self, path: Path, theme: str = "unslouch-dark", *, today: bool = False) -> None:
        self.path = path
        self.config = ConfigFile(path)
        world = World(FrozenClock(), Service(), Memory(), Plans(), config=self.config)
        self.today = today
        self.app = BellApp(world, theme=theme) if today else TuneApp(world, theme=theme)
        self.app.animation_level = "none"

    @property
    def screen(self) -> TuneScreen:
        assert isinstance(self.app.screen, TuneScreen)
        return self.app.screen

    @property
    def row(self) -> SettingRow:
        """The setting with the focus."""
        return next(row for row in self.screen.query(SettingRow) if row.has_focus_within)

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def error(self) -> str:
        """What is said of the setting with the focus to be wrong with it, as far as it is shown."""
        shown = " ".join(self.row.render().plain.split())
        return self.row.why if " ".join(self.row.why.split()) in shown else ""

    @property
    def notice(self) -> str:
        return str(self.screen.query_one("#notice").render())

    @property
    def toasts(self) -> list[str]:
        return [str(toast.render()) for toast in self.screen.query("Toast")]

    def names(self) -> list[str]:
        return [row.setting.name for row in self.screen.query(SettingRow)]

    @asynccontextmanager
    async def opened(self, *, group: int = 0, size: tuple[int, int] = (120, 36)) -> AsyncIterator[Pilot[Any]]:
        async with self.app.run_test(size=size, notifications=True) as pilot:
            await self.press(pilot, *["t"] * self.today)
            if group:
                self.screen.query_one(Groups).open(group)
                await self.settle(pilot)
            yield pilot

    async def press(self, pilot: Pilot[Any], *keys: str) -> None:
        """Presses one key after the other, each once what the one before did is done."""
        for key in keys:
            self.app.simulate_key(key)
            await self.settle(pilot)

    async def settle(self, pilot: Pilot[Any]) -> None:
        """Waits until no message is left; the pilot's own waits are for an idle process, and long."""
        calm = 0
        while calm < 2 and self.app.is_running:
            await pilot.pause(0)
            nodes = (self.app, *self.app.screen.walk_children(with_self=True))
            calm = 0 if any(not node._message_queue.empty() for node in nodes) else calm + 1

    async def type(self, pilot: Pilot[Any], text: str) -> None:
        """Opens the field with the focus and types `text` into it."""
        await self.press(pilot, "enter", "ctrl+u")
        for character in text:
            self.row.query_one(Input).insert_text_at_cursor(character)
        await self.settle(pilot)

    async def refused(self, pilot: Pilot[Any], typed: str, says: str) -> None:
        """Types what cannot be into the field with the focus, gives it with Enter, then leaves the field."""
        before = self.text
        await self.type(pilot, typed)

        assert says in self.error

        await self.press(pilot, "enter")

        assert says in self.error
        assert self.row.typing
        assert self.text == before

        await self.press(pilot, "down")

        assert self.text == before
        assert not any(row.typing or row.why for row in self.screen.query(SettingRow))
        await self.press(pilot, "up")

    async def day(self, pilot: Pilot[Any]) -> str:
        """What the day comes to once it has been played."""
        for worker in [worker for worker in self.app.workers if worker.group == "preview"]:
            if not worker.is_finished:
                await worker.wait()
        await self.settle(pilot)
        parts = (self.screen.query_one(part) for part in ("#day-heading", "#day-sum", Times))
        return "\n".join(str(part.render()) for part in parts)


@pytest.fixture(autouse=True, scope="module")
def seldom_collected() -> Iterator[None]:
    """An app is made of so many objects that looking for garbage among them takes half of the time."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(100_000, 50, 1000)
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


@pytest.fixture
def tuned(tmp_path: Path) -> Tuned:
    path = tmp_path / "config.toml"
    path.write_text(MINE, encoding="utf-8")
    return Tuned(path)


async def test_t_opens_it_from_today_and_q_and_escape_go_back(tuned: Tuned) -> None:
    tuned = Tuned(tuned.path, today=True)
    async with tuned.opened() as pilot:
        for back in ("q", "escape"):
            assert tuned.names()[0] == "rhythm[0].name"

            await tuned.press(pilot, back)

            assert isinstance(tuned.app.screen, TodayScreen)
            assert tuned.text == MINE

            await tuned.press(pilot, "t")


async def test_without_a_config_there_is_nothing_to_tune() -> None:
    app = BellApp(World(FrozenClock(), Service(), Memory(), Plans()))
    async with app.run_test() as pilot:
        await pilot.press("t")

        assert isinstance(app.screen, TodayScreen)


async def test_keys_go_through_the_groups(tuned: Tuned) -> None:
    async with tuned.opened() as pilot:
        seen = []
        for number in range(len(GROUPS)):
            seen.append(str(tuned.screen.query_one("#title").render()))
            await tuned.press(pilot, "pagedown" if number % 2 else "n")

        assert seen == GROUPS
        assert tuned.names()[0] == "rhythm[0].name"

        await tuned.press(pilot, "p")

        assert tuned.names() == ["look.theme", "look.glyphs"]

        await tuned.press(pilot, "pageup")

        assert tuned.names()[0] == "session.open"


async def test_no_key_is_lost_between_one_group_and_the_next(tuned: Tuned) -> None:
    async with tuned.opened(group=HOURS) as pilot:
        for key in ("n", "enter"):
            tuned.app.simulate_key(key)
        await tuned.settle(pilot)

        assert (tuned.row.setting.name, tuned.row.typing) == ("reminder.snooze", True)


async def test_a_key_of_the_line_at_the_bottom_can_be_clicked(tuned: Tuned) -> None:
    async with tuned.opened(group=REMINDERS) as pilot:
        line = tuned.screen.query_one(Keys)
        await pilot.click(line, offset=(line.render().plain.index("Group"), 0))
        await tuned.settle(pilot)

        assert str(tuned.screen.query_one("#title").render()) == GROUPS[REMINDERS + 1]


async def test_the_line_at_the_bottom_tells_the_keys_of_what_has_the_focus(tuned: Tuned) -> None:
    async with tuned.opened(size=(80, 24)) as pilot:
        line = tuned.screen.query_one(Keys)
        rhythms = line.render().plain
        await tuned.press(pilot, "enter")
        typing = line.render().plain
        await tuned.press(pilot, "escape", "n", "n", "n", "n", "n")

        assert (
            rhythms == "\u23ce Change  n Group  v Day  e Editor  a Add  d Remove  r Default  q Back  ? Help"
        )
        assert typing.split("   ") == ["\u23ce Keep", "esc As it was"]
        assert (
            line.render().plain == "space Choose   n Group   v Day   e Editor   r Default   q Back   ? Help"
        )


async def test_a_group_is_opened_by_a_click_and_from_the_list_of_groups(tuned: Tuned) -> None:
    async with tuned.opened() as pilot:
        await pilot.click(tuned.screen.query_one(Groups), offset=(5, REMINDERS))
        await tuned.settle(pilot)

        assert tuned.names()[0] == "reminder.snooze"

        await pilot.click(tuned.screen.query_one(Groups), offset=(5, len(GROUPS) + 1))
        await tuned.settle(pilot)

        assert tuned.names()[0] == "reminder.snooze", "what the mark means is no group"

        tuned.screen.query_one(Groups).focus()
        await tuned.press(pilot, "down", "j", "up", "k", "down")

        assert tuned.names()[0] == "away.idle_after"
        assert isinstance(tuned.app.focused, Groups)

        await tuned.press(pilot, "tab")

        assert tuned.row.setting.name == "away.idle_after"

        await tuned.press(pilot, "shift+tab")

        assert isinstance(tuned.app.focused, Groups)


async def test_keys_go_through_the_settings(tuned: Tuned) -> None:
    async with tuned.opened(group=REMINDERS) as pilot:
        seen = [tuned.row.setting.name]
        for key in ("down", "j", "up", "down", "k"):
            await tuned.press(pilot, key)
            seen.append(tuned.row.setting.name.removeprefix("reminder."))

        first, second, third = (name.removeprefix("reminder.") for name in tuned.names()[:3])
        assert seen == ["reminder.snooze", second, third, second, third, second]
        assert (first, second) == ("snooze", "snooze_at_most")


async def test_each_setting_tells_what_it_is_for_its_value_and_its_default(tuned: Tuned) -> None:
    async with tuned.opened(group=REMINDERS):
        told = tuned.row.render().plain.splitlines()

        assert told == ["Snooze", "By how much a snooze moves the reminder. Default: 10m."]
        assert str(tuned.row.query_one(Entry).render()) == "10m"


async def test_what_differs_from_its_default_is_marked_and_so_is_its_group(tuned: Tuned) -> None:
    async with tuned.opened(group=REMINDERS) as pilot:
        await tuned.type(pilot, "5m")
        before = tuned.row.render().plain.splitlines()[0]
        await tuned.press(pilot, "enter")
        after = [row.render().plain.splitlines()[0] for row in tuned.screen.query(SettingRow)][:2]
        groups = str(tuned.screen.query_one(Groups).render()).splitlines()

        assert (before, after) == ("Snooze", ["Snooze          *", "Snooze at most"])
        assert [line.strip() for line in groups[:4]] == ["Rhythms *", "Bands", "Hours *", "▎ Reminders *"]
        assert groups[-1] == "* changed"

        await tuned.press(pilot, "r")

        assert tuned.row.render().plain.splitlines()[0] == "Snooze"
        assert "▎ Reminders" in str(tuned.screen.query_one(Groups).render()).splitlines()


async def test_what_a_rhythm_is_for_is_one_line_until_it_is_opened(tuned: Tuned) -> None:
    async with tuned.opened() as pilot:
        focus = tuned.screen.query(Options).first()
        await tuned.press(pilot, *["down"] * 4)

        assert (tuned.row.setting.name, focus.size.height) == ("rhythm[0].focus", 1)
        assert str(focus.render()) == "none"

        await tuned.press(pilot, "space", "right", "space", "right", "space")

        assert focus.size.height > 1
        assert load(tuned.path).settings.rhythm[0].focus == {"neck", "shoulders"}

        await tuned.press(pilot, "escape")

        assert (str(focus.render()), focus.size.height) == ("neck, shoulders", 1)
        assert tuned.row.setting.name == "rhythm[0].focus"

        await tuned.press(pilot, "left", "down", "up", "up", "j", "space")

        assert tuned.row.setting.name == "rhythm[0].focus"
        assert load(tuned.path).settings.rhythm[0].focus == {"neck", "shoulders", "lower-back"}

        await tuned.press(pilot, "space", "escape")
        await pilot.click(focus)
        await tuned.settle(pilot)

        assert focus.size.height > 1, "the first click opens it and chooses nothing"
        assert load(tuned.path).settings.rhythm[0].focus == {"neck", "shoulders"}

        await tuned.press(pilot, "escape", "down")

        assert focus.size.height == 1
        assert tuned.row.setting.name == "rhythm[0].style"


async def test_an_opened_list_that_is_higher_than_the_window_follows_the_cursor(tuned: Tuned) -> None:
    async with tuned.opened(size=(40, 12), group=GROUPS.index("Look")) as pilot:
        themes, rows = tuned.screen.query(Options).first(), tuned.screen.query_one("#rows")
        await tuned.press(pilot, "space", "right")
        top = rows.scroll_offset.y
        await tuned.press(pilot, *["up"] * 30)

        assert themes.size.height > rows.size.height
        assert top + rows.size.height >= themes.size.height
        assert rows.scroll_offset.y == 0


async def test_what_is_typed_is_written_and_everything_else_in_the_file_stays(tuned: Tuned) -> None:
    async with tuned.opened(group=REMINDERS) as pilot:
        await tuned.type(pilot, "5m")

        assert tuned.text == MINE

        await tuned.press(pilot, "enter")

        assert tuned.text == MINE.replace('"10m"  # enough', '"5m"  # enough')
        assert tuned.notice == "reminder.snooze: 10m → 5m"
        assert not tuned.row.typing

        await tuned.type(pilot, "6m")
        await tuned.press(pilot, "down")

        assert tuned.text == MINE.replace('"10m"', '"6m"'), "leaving the field writes it too"
        assert tuned.row.setting.name == "reminder.snooze_at_most"


async def test_escape_leaves_the_value_as_it_was_and_stays_here(tuned: Tuned) -> None:
    async with tuned.opened(group=REMINDERS) as pilot:
        await tuned.type(pilot, "soon")
        await tuned.press(pilot, "escape")

        assert (tuned.text, tuned.error, tuned.row.typing) == (MINE, "", False)
        assert tuned.row.setting.name == "reminder.snooze"


async def test_letters_are_text_while_one_types(tuned: Tuned) -> None:
    async with tuned.opened() as pilot:
        await tuned.press(pilot, "enter", *"quadrenpvkj", "enter")

        assert load(tuned.path).settings.rhythm[0].name == "quadrenpvkj"


async def test_what_cannot_be_is_said_while_one_types_and_never_written(tuned: Tuned) -> None:
    cases = [
        (REMINDERS, "soon", 'reminder.snooze is "soon", but must be a duration'),
        (REMINDERS, "-5m", "Did you mean 5m?"),
        (REMINDERS, "", 'reminder.snooze is "", but must be'),
        (HOURS, "09:00-12:00, 11:00-13:00", "overlaps"),
        (0, "walk [b]out[/b]", "There are two rhythms called"),
        (0, "a\u202eb", "U+202E"),
    ]
    async with tuned.opened() as pilot:
        for number, (group, typed, says) in enumerate(cases, 1):
            tuned.screen.query_one(Groups).open(group)
            await tuned.settle(pilot)
            await tuned.refused(pilot, typed, says)

            assert (len(tuned.toasts), says in tuned.toasts[-1]) == (number, True)


async def test_a_click_opens_a_field_and_what_was_typed_in_another_is_kept(tuned: Tuned) -> None:
    async with tuned.opened(group=REMINDERS) as pilot:
        await tuned.type(pilot, "5m")
        second = list(tuned.screen.query("Entry"))[1]
        await pilot.click(second)
        await tuned.settle(pilot)

        assert load(tuned.path).settings.reminder.snooze_s == 300
        assert tuned.row.setting.name == "reminder.snooze_at_most"
        assert tuned.row.typing


async def test_a_choice_is_made_by_space_and_by_enter(tuned: Tuned) -> None:
    async with tuned.opened(group=GROUPS.index("Session")) as pilot:
        await tuned.press(pilot, "right", "space")

        assert tuned.text == MINE + '\n[session]\nopen = "auto"\n'
        assert tuned.row.query_one(Options).chosen == {"auto"}

        await tuned.press(pilot, "left", "enter")

        assert str(load(tuned.path).settings.session.open) == "click"
        assert tuned.row.query_one(Options).chosen == {"click"}


async def test_a_switch_is_turned_by_one_key_or_a_click(tuned: Tuned) -> None:
    async with tuned.opened(group=GROUPS.index("Holds")) as pilot:
        await tuned.press(pilot, "space")

        assert not load(tuned.path).settings.holds.do_not_disturb

        await tuned.press(pilot, "space")
        await pilot.click(list(tuned.screen.query(Options))[1], offset=(7, 0))
        await tuned.settle(pilot)

        holds = load(tuned.path).settings.holds
        assert (holds.do_not_disturb, holds.meeting) == (True, False)


async def test_several_words_are_chosen_one_by_one(tuned: Tuned) -> None:
    async with tuned.opened(group=PROFILE) as pilot:
        await tuned.press(
            pilot, "space", "space", "right", "space", "right", "right", "space", "left", "left", "space"
        )

        assert load(tuned.path).settings.profile.avoid == {"wrist", "neck"}
        assert tuned.text == MINE + '\n[profile]\navoid = ["wrist", "neck"]\n'


async def test_r_takes_the_default_and_u_takes_it_back(tuned: Tuned) -> None:
    async with tuned.opened(group=REMINDERS) as pilot:
        await tuned.type(pilot, "5m")
        await tuned.press(pilot, "enter", "r")

        assert tuned.text == MINE

        await tuned.press(pilot, "u")

        assert tuned.text == MINE.replace('"10m"', '"5m"')

        await tuned.press(pilot, "u", "u")

        assert tuned.text == MINE


async def test_r_leaves_out_what_has_no_default_and_keeps_its_comment(tuned: Tuned) -> None:
    async with tuned.opened(group=HOURS) as pilot:
        await tuned.press(pilot, "r")

        assert tuned.text == MINE.replace('monday = ["09:00-12:00"]  # half', "# half")


async def test_hours_are_typed_with_commas_and_a_day_off_with_off(tuned: Tuned) -> None:
    async with tuned.opened(group=HOURS) as pilot:
        await tuned.type(pilot, "09:00-12:30, 13:15-17:30")
        await tuned.press(pilot, "down")
        await tuned.type(pilot, "off")
        await tuned.press(pilot, "enter")

        assert tuned.text == MINE.replace(
            '["09:00-12:00"]  # half a day\n',
            '["09:00-12:30", "13:15-17:30"]  # half a day\ntuesday = []\n',
        )
        assert tuned.row.setting.shown(tuned.row.setting.value) == "off"


async def test_fixed_times_take_the_place_of_an_interval(tuned: Tuned) -> None:
    async with tuned.opened() as pilot:
        await tuned.press(pilot, "down", "down")
        await tuned.type(pilot, "11:00, 16:00")
        await tuned.press(pilot, "enter")

        rhythm = load(tuned.path).settings.rhythm[0]
        assert (rhythm.every_s, [f"{at:%H:%M}" for at in rhythm.at]) == (None, ["11:00", "16:00"])
        assert "# as the doctor said" in tuned.text


async def test_a_rhythm_is_added_named_and_removed(tuned: Tuned) -> None:
    async with tuned.opened() as pilot:
        await tuned.press(pilot, "a")

        assert tuned.row.setting.name == "rhythm[2].name"
        assert load(tuned.path).settings.rhythm[2].name == "new"

        await tuned.type(pilot, "eyes")
        await tuned.press(pilot, "enter")

        assert [str(line.render()) for line in tuned.screen.query(".heading")] == [
            "stretch",
            "walk [b]out[/b]",
            "eyes",
        ]

        await tuned.press(pilot, "d")

        assert tuned.text == MINE
        assert tuned.row.setting.name == "rhythm[1].name"


async def test_a_band_is_added_and_removed_but_the_one_that_has_to_be_there_stays(tuned: Tuned) -> None:
    async with tuned.opened(group=1) as pilot:
        await tuned.press(pilot, "d")

        assert tuned.text == MINE
        assert "No band begins after 0m" in tuned.toasts[0]

        await tuned.press(pilot, "a")
        bands = load(tuned.path).settings.band

        assert (len(bands), bands[4].after_s, bands[4].length_s) == (5, 10800, 540)

        await tuned.press(pilot, "delete")

        assert len(load(tuned.path).settings.band) == 4


async def test_only_lists_can_be_added_to(tuned: Tuned) -> None:
    async with tuned.opened(group=REMINDERS) as pilot:
        await tuned.press(pilot, "a", "d")

        assert tuned.text == MINE


async def test_the_theme_is_seen_at_once(tuned: Tuned) -> None:
    async with tuned.opened(group=GROUPS.index("Look")) as pilot:
        await tuned.press(pilot, "space", "right", "space")

        assert tuned.app.theme == load(tuned.path).settings.look.theme == "unslouch-light"


@pytest.mark.parametrize(
    ("theme", "shown"), [("ansi-dark", "unslouch-dark"), ("ansi-light", "unslouch-light")]
)
async def test_without_colours_a_theme_of_the_terminals_own_is_one_of_ours(
    tuned: Tuned, monkeypatch: pytest.MonkeyPatch, theme: str, shown: str
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    tuned = Tuned(tuned.path, theme)
    async with tuned.opened():
        assert tuned.app.theme == shown

        tuned.path.write_text(f'[look]\ntheme = "{theme}"\n')
        await tuned.screen.look()

        assert tuned.app.theme == shown


async def test_the_first_change_begins_the_commented_config(tmp_path: Path) -> None:
    tuned = Tuned(tmp_path / "new" / "config.toml")
    async with tuned.opened(group=REMINDERS) as pilot:
        assert not tuned.path.exists()

        await tuned.type(pilot, "5m")
        await tuned.press(pilot, "enter")

        wanted = default_config().read_text(encoding="utf-8").replace('snooze = "10m"', 'snooze = "5m"')
        assert tuned.text == wanted


async def test_the_day_follows_what_is_typed_before_it_is_written(tuned: Tuned) -> None:
    async with tuned.opened() as pilot:
        before = await tuned.day(pilot)
        await tuned.press(pilot, "down")
        await tuned.type(pilot, "30m")
        typed = await tuned.day(pilot)

        assert "3 reminders, 3 breaks of 9 min in all." in before
        assert "stretch, 3 min, mixed\n09:50  10:43" in before
        assert "stretch, 1 min, seated\n09:30" in typed
        assert tuned.text == MINE

        await tuned.press(pilot, "ctrl+u", *"soon")

        assert await tuned.day(pilot) == typed

        await tuned.press(pilot, "escape")

        assert await tuned.day(pilot) == before


async def test_the_day_is_the_one_whose_hours_are_edited(tuned: Tuned) -> None:
    async with tuned.opened(group=HOURS) as pilot:
        assert (await tuned.day(pilot)).startswith("Monday 23 November\n")

        await tuned.press(pilot, "down", "down", "down", "down")

        assert (await tuned.day(pilot)).startswith("Friday 27 November\n")

        tuned.screen.query_one("#answer").focus()
        await tuned.press(pilot, "right", "space")

        assert (await tuned.day(pilot)).startswith("Friday 27 November\n")

        await tuned.press(pilot, "left", "space", "shift+tab", "shift+tab", "shift+tab")

        await tuned.type(pilot, "off")

        assert (await tuned.day(pilot)).startswith("Friday 27 November: a day off\n")


async def test_what_one_does_with_reminders_changes_the_day_and_no_file(tuned: Tuned) -> None:
    async with tuned.opened() as pilot:
        await tuned.day(pilot)
        hours, above, below, _, meaning = tuned.screen.query_one(Picture).render().plain.splitlines()

        assert hours.split() == ["09", "10", "11"]
        assert above == "         █          █         █    "
        assert below == "█" * 35
        assert meaning == "█ break  ▄ sitting"

        tuned.screen.query_one("#answer").focus()
        await tuned.press(pilot, "right", "space")
        day = await tuned.day(pilot)

        assert "0 breaks." in day
        assert tuned.text == MINE


async def test_a_day_without_end_is_said(tuned: Tuned, monkeypatch: pytest.MonkeyPatch) -> None:
    async with tuned.opened() as pilot:
        before = await tuned.day(pilot)
        monkeypatch.setattr(timeline, "_MOST", 5)
        await tuned.press(pilot, "down")
        await tuned.type(pilot, "49m")
        day = await tuned.day(pilot)
        shown = tuned.screen.query_one(Picture).render().plain

        assert "stretch, 3 min" in before
        assert day.endswith("\nMore than 5 things happen in that time; preview a shorter one.\n")
        assert shown == ""


async def test_v_shows_the_day_where_it_has_no_place_beside_and_else_does_nothing(tuned: Tuned) -> None:
    async with tuned.opened() as pilot:
        day, settings = tuned.screen.query_one(DayView), tuned.screen.query_one("#settings")
        await tuned.press(pilot, "v")

        assert (day.display, settings.display) == (True, True)

        await pilot.resize_terminal(80, 24)

        assert (day.display, settings.display) == (False, True)

        await tuned.press(pilot, "v")

        assert (day.display, settings.display) == (True, False)

        await tuned.press(pilot, "escape")

        assert (day.display, settings.display) == (False, True)


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


async def test_a_file_changed_elsewhere_is_read_again_and_not_overwritten(tuned: Tuned) -> None:
    async with tuned.opened(group=REMINDERS) as pilot:
        await tuned.type(pilot, "5m")
        other = MINE.replace('"10m"', '"7m"')
        tuned.path.write_text(other)
        await tuned.press(pilot, "enter")

        assert tuned.text == other
        assert tuned.row.setting.value == "7m"
        said = "The file was changed elsewhere and is read again; your last change was not made."
        assert tuned.toasts == [f"{said} It was reminder.snooze: 5m"]


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

        assert tuned.row.why == f"{tuned.path} cannot be written: it is read-only."
        assert tuned.row.query_one(Input).value == "5m"
        assert tuned.text == MINE


async def test_a_file_in_the_home_is_told_by_its_short_name(
    tuned: Tuned, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tuned.path.parent))
    async with tuned.opened():
        assert tuned.notice == "~/config.toml"


def editor(folder: Path, script: str) -> str:
    """An editor that runs a line of shell on the file."""
    path = folder / "an editor"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return f"'{path}' --wait"


async def test_e_opens_the_editor_and_reads_the_file_again(
    tuned: Tuned, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", editor(tuned.path.parent, 'test "$1" = --wait && sed -i s/10m/7m/ "$2"'))
    monkeypatch.setattr(tuned.app, "suspend", nullcontext)
    async with tuned.opened(group=REMINDERS) as pilot:
        await tuned.press(pilot, "e")

        assert tuned.text == MINE.replace("10m", "7m")
        assert tuned.row.setting.value == "7m"


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


async def test_a_broken_file_is_mended_in_the_editor(tuned: Tuned, monkeypatch: pytest.MonkeyPatch) -> None:
    tuned.path.write_text('[reminder]\nsnoze = "5m"\n')
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", editor(tuned.path.parent, 'sed -i s/snoze/snooze/ "$2"'))
    monkeypatch.setattr(tuned.app, "suspend", nullcontext)
    async with tuned.opened(group=0) as pilot:
        await tuned.press(pilot, "e")

        assert not tuned.screen.has_class("-broken")
        assert tuned.names()[0] == "rhythm[0].name"


async def test_leaving_while_the_day_is_being_played_does_no_harm(tuned: Tuned) -> None:
    for waited_s in (0.0, 0.14, 0.15, 0.16, 0.2):
        async with tuned.opened() as pilot:
            await pilot.pause(waited_s)
        tuned = Tuned(tuned.path)


async def test_help_lists_its_keys(tuned: Tuned) -> None:
    async with tuned.opened() as pilot:
        await tuned.press(pilot, "question_mark")

        assert tuned.screen.query("HelpPanel")


@pytest.mark.parametrize("size", [(40, 12), (1, 1)])
async def test_every_key_does_no_harm_in_any_window(tuned: Tuned, size: tuple[int, int]) -> None:
    async with tuned.opened(size=size) as pilot:
        for _ in GROUPS:
            for key in ("down", "right", "v", "enter", "x", "escape", "tab", "r", "u", "v", "n"):
                tuned.app.simulate_key(key)
            await tuned.settle(pilot)

        assert load(tuned.path).problems == ()
