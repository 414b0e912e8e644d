"""The Tune screen: its groups, its settings and what each key makes of a real file."""

from __future__ import annotations

import pytest

from tests.tui.tuned import GROUPS, HOURS, MINE, PROFILE, REMINDERS, Tuned
from tests.tui.world import BellApp, FrozenClock, Memory, Plans, Service
from unslouch.settings.load import load
from unslouch.tui.ports import World
from unslouch.tui.screens.help import HelpScreen
from unslouch.tui.screens.today import TodayScreen
from unslouch.tui.widgets.entry import Entry
from unslouch.tui.widgets.groups import Groups
from unslouch.tui.widgets.keys import Keys
from unslouch.tui.widgets.options import Options
from unslouch.tui.widgets.setting import SettingRow


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


async def test_a_key_of_the_line_at_the_bottom_can_be_clicked(tuned: Tuned) -> None:
    async with tuned.opened(group=REMINDERS) as pilot:
        line = tuned.screen.query_one(Keys)
        await pilot.click(line, offset=(3 + line.render().plain.index("Group"), 0))
        await tuned.settle(pilot)

        assert str(tuned.screen.query_one("#title").render()) == GROUPS[REMINDERS + 1]


async def test_the_line_at_the_bottom_tells_the_keys_of_what_has_the_focus(tuned: Tuned) -> None:
    async with tuned.opened(size=(80, 24)) as pilot:
        line = tuned.screen.query_one(Keys)
        rhythms = line.render().plain
        await tuned.press(pilot, "enter")
        typing = line.render().plain
        await tuned.press(pilot, "escape", "n", "n", "n", "n", "n")

        assert rhythms == "\u23ce Change n Group v Day e Editor a Add d Remove r Default q Back ? Help"
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
        assert [line.strip() for line in groups[:4]] == ["Rhythms *", "Bands", "Hours *", "▌ Reminders *"]
        assert groups[-1] == "* changed"

        await tuned.press(pilot, "r")

        assert tuned.row.render().plain.splitlines()[0] == "Snooze"
        assert "▌ Reminders" in str(tuned.screen.query_one(Groups).render()).splitlines()


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


async def test_help_lists_its_keys(tuned: Tuned) -> None:
    async with tuned.opened() as pilot:
        await pilot.press("question_mark")

        assert isinstance(tuned.app.screen, HelpScreen)


@pytest.mark.parametrize("size", [(40, 12), (1, 1)])
async def test_every_key_does_no_harm_in_any_window(tuned: Tuned, size: tuple[int, int]) -> None:
    async with tuned.opened(size=size) as pilot:
        for _ in GROUPS:
            for key in ("down", "right", "v", "enter", "x", "escape", "tab", "r", "u", "v", "n"):
                tuned.app.simulate_key(key)
            await tuned.settle(pilot)

        assert load(tuned.path).problems == ()
