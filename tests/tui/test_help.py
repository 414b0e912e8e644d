"""Help and the command palette: what they tell of each screen, and that this one goes on untouched below."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.command import CommandInput, CommandList, SearchIcon
from textual.pilot import Pilot

from tests.tui.shelved import Shelved
from tests.tui.test_anything import House
from tests.tui.test_history import year
from tests.tui.test_library_looks import EXERCISES
from tests.tui.test_looks import SIZES, Act, Compare
from tests.tui.world import BREAK, PAUSED, SITTING, BellApp, Desk
from unslouch.core.outcome import Outcome
from unslouch.settings import write
from unslouch.tui.app import UnslouchApp
from unslouch.tui.palette import Palette
from unslouch.tui.screens.help import HelpScreen, Rows
from unslouch.tui.screens.history import HistoryScreen
from unslouch.tui.screens.session import SessionScreen
from unslouch.tui.screens.today import TodayScreen
from unslouch.tui.themes import LIGHT

ROOMS = {"Today": "", "Session": "b", "History": "h", "Library": "l", "Tune": "t"}
DOORS = {"Welcome": "", "Safety": "s", "Questions": "e"}
"""The keys to each, from Today or from Welcome."""


@asynccontextmanager
async def entered(room: str, path: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[Any]]:
    """That screen of an app with all of them."""
    config = path / "config.toml"
    if room in ROOMS:
        write.create(config)
    app = House(config, new=room in DOORS).app
    app.animation_level = "none"
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press(*(ROOMS | DOORS)[room])
        await pilot.pause()
        assert room == pilot.app.screen.BINDING_GROUP_TITLE
        yield pilot


def told(pilot: Pilot[Any]) -> list[list[str]]:
    """The rows of the help, by groups."""
    return [
        [" ".join(rows.render_line(y).text.split()) for y in range(rows.size.height)]
        for rows in pilot.app.screen.query(Rows)
    ]


async def offered(pilot: Pilot[Any]) -> list[str]:
    """What stands in the palette, once it is there."""
    while looking := [
        each for each in pilot.app.workers if each.node is pilot.app.screen and not each.is_finished
    ]:
        await pilot.app.workers.wait_for_complete(looking)
    await pilot.pause()
    options = pilot.app.screen.query_one(CommandList).options
    return [" ".join(str(option.prompt).split()) for option in options]


@pytest.mark.parametrize("room", [*ROOMS, *DOORS])
async def test_help_opens_over_every_screen_and_its_keys_close_only_help(room: str, tmp_path: Path) -> None:
    async with entered(room, tmp_path) as pilot:
        before = list(pilot.app.screen_stack)
        for key in ("escape", "question_mark", "q"):
            await pilot.press("question_mark")
            await pilot.pause()

            assert isinstance(pilot.app.screen, HelpScreen)

            await pilot.press(key)
            await pilot.pause()

            assert pilot.app.screen_stack == before


async def test_a_session_goes_on_under_help_and_is_recorded_as_what_it_was() -> None:
    desk = Desk(alone=BREAK)
    async with desk.app.run_test() as pilot:
        await desk.forward(pilot, 10)
        await pilot.press("question_mark")
        await desk.forward(pilot, 30)
        await pilot.press("escape")
        await desk.forward(pilot, 5)

        assert desk.memory.ended_ == []
        assert isinstance(desk.app.screen, SessionScreen)
        assert desk.app.is_running

        await pilot.press("q")
    outcome, _, done_s, _ = desk.memory.ended_[0]
    assert (outcome, done_s) == (Outcome.LEFT_EARLY, 45.0)


async def test_help_gives_way_to_the_end_of_the_session_and_the_window_closes() -> None:
    desk = Desk(alone=BREAK)
    async with desk.app.run_test() as pilot:
        await pilot.press("question_mark")
        session = desk.app.screen_stack[0]
        assert isinstance(session, SessionScreen)
        for seconds in (100, 80):
            desk.clock.advance(seconds)
            session.tick()
        await pilot.pause()

        assert desk.app.screen is session

        await desk.forward(pilot, 60)
    assert [ended[0] for ended in desk.memory.ended_] == [Outcome.COMPLETED]
    assert desk.app.return_value is Outcome.COMPLETED


async def test_it_tells_the_keys_of_the_screen_and_then_those_everywhere() -> None:
    desk = Desk(alone=BREAK)
    async with desk.app.run_test() as pilot:
        await pilot.press("question_mark")
        await pilot.pause()

        assert told(pilot) == [
            ["Space Pause", "n, → Next", "b, ← Back", "s Swap", "i How", "x Never again", "e Easier",
             "h Harder", "+, =, ↑ Longer", "-, ↓ Shorter", "v Sound", "q, Esc End"],
            ["? Help", "Ctrl+P Commands", "Ctrl+C, Ctrl+Q Quit"],
        ]  # fmt: skip


async def test_two_keys_that_do_what_is_called_the_same_stand_in_one_row(tmp_path: Path) -> None:
    async with entered("Library", tmp_path) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()

        assert [row for row in told(pilot)[0] if row.endswith("Back")] == ["q, Esc Back"]


async def test_it_tells_a_key_that_was_changed_as_it_is() -> None:
    desk = Desk(alone=BREAK)
    async with desk.app.run_test() as pilot:
        desk.app.set_keymap({"session.next": "f2", "app.quit": "ctrl+x"})
        await pilot.press("question_mark")
        await pilot.pause()
        keys, everywhere = told(pilot)

        assert [row for row in keys if row.endswith("Next")] == ["F2 Next"]
        assert [row for row in everywhere if row.endswith("Quit")] == ["Ctrl+X Quit"]


async def test_it_follows_what_can_be_done_below() -> None:
    desk = Desk()
    async with desk.app.run_test() as pilot:
        await desk.says(pilot, SITTING)
        await pilot.press("question_mark")
        await pilot.pause()
        assert "p Pause" in told(pilot)[0]

        await desk.says(pilot, PAUSED)
        await pilot.pause()

        assert "p Resume" in told(pilot)[0]
        assert "p Pause" not in told(pilot)[0]


@pytest.mark.parametrize(("room", "said"), [("Library", 1), ("Welcome", 1), ("Today", 0), ("Tune", 0)])
async def test_it_says_what_the_picture_means_where_there_is_one(
    room: str, said: int, tmp_path: Path
) -> None:
    async with entered(room, tmp_path) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()

        assert len(pilot.app.screen.query("#picture")) == said


async def test_a_click_beside_it_closes_it_and_one_on_it_does_not(tmp_path: Path) -> None:
    async with entered("Today", tmp_path) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        await pilot.click(Rows)
        assert isinstance(pilot.app.screen, HelpScreen)

        await pilot.click(offset=(1, 1))
        assert isinstance(pilot.app.screen, TodayScreen)


async def test_a_click_on_the_key_line_closes_it(tmp_path: Path) -> None:
    async with entered("Today", tmp_path) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        await pilot.click("Keys", offset=(3, 0))
        await pilot.pause()

        assert isinstance(pilot.app.screen, TodayScreen)


async def test_in_a_small_window_it_is_scrolled_by_keys_and_by_the_wheel(tmp_path: Path) -> None:
    async with entered("Library", tmp_path, (40, 12)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        shown = pilot.app.screen.query_one("#told")
        places = []
        for key in ("down", "j", "up", "k", "space", "home", "end", "pageup", "home"):
            await pilot.press(key)
            places.append(shown.scroll_target_y)
        page, most = shown.size.height - 1, shown.max_scroll_y

        assert places == [1, 2, 1, 0, page, 0, most, most - page, 0]

        shown.post_message(events.MouseScrollDown(shown, 5, 5, 0, 1, 0, False, False, False))
        await pilot.pause()

        assert shown.scroll_target_y > 0


async def test_it_stays_within_any_window(tmp_path: Path) -> None:
    async with entered("Library", tmp_path) as pilot:
        await pilot.press("question_mark")
        for size in ((40, 12), (30, 8), (1, 1), (120, 36)):
            await pilot.resize_terminal(*size)

            assert pilot.app.screen.region.contains_region(pilot.app.screen.query_one("#told").region)


async def test_the_palette_offers_what_the_screen_can_do_in_its_words() -> None:
    desk = Desk(days=year)
    async with desk.app.run_test() as pilot:
        await desk.says(pilot, SITTING)
        await pilot.press("ctrl+p")

        assert await offered(pilot) == [
            "Break b", "1 min 1", "Pause p", "History h", "Leave q", "Help ?", "Quit Ctrl+C",
            "Theme",
        ]  # fmt: skip
        assert not pilot.app.screen.query_one(SearchIcon).display


async def test_the_palette_does_what_is_found(tmp_path: Path) -> None:
    async with entered("Today", tmp_path) as pilot:
        await pilot.press("ctrl+p", *"hist")
        assert await offered(pilot) == ["History h"]

        await pilot.press("enter")
        await pilot.pause()

        assert isinstance(pilot.app.screen, HistoryScreen)


async def test_the_palette_pauses_a_session_and_then_offers_to_go_on() -> None:
    desk = Desk(alone=BREAK)
    async with desk.app.run_test() as pilot:
        await pilot.press("ctrl+p")
        assert (await offered(pilot))[0] == "Pause Space"
        await pilot.press("enter")
        await pilot.pause()
        assert desk.app.screen.has_class("-paused")

        await pilot.press("ctrl+p")

        assert (await offered(pilot))[0] == "Go on Space"


async def test_a_session_that_is_ended_by_the_palette_closes_and_was_left_early() -> None:
    desk = Desk(alone=BREAK)
    async with desk.app.run_test() as pilot:
        await desk.forward(pilot, 20)
        await pilot.press("ctrl+p", *"end")
        await offered(pilot)
        await pilot.press("enter")
        await pilot.pause()
    assert [ended[0] for ended in desk.memory.ended_] == [Outcome.LEFT_EARLY]
    assert desk.app.return_value is Outcome.LEFT_EARLY


async def test_the_palette_opens_help_and_the_themes(tmp_path: Path) -> None:
    async with entered("Today", tmp_path) as pilot:
        await pilot.press("ctrl+p", *"help")
        await offered(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HelpScreen)

        await pilot.press("escape", "ctrl+p", *"theme")
        await offered(pilot)
        await pilot.press("enter", *LIGHT.name)
        assert isinstance(pilot.app.screen, Palette)
        await offered(pilot)
        await pilot.press("enter")
        await pilot.pause()

        assert LIGHT.name == pilot.app.theme


def test_nothing_of_them_is_read_before_they_are_opened() -> None:
    asked = "import sys, unslouch.tui.app; print([n for n in sys.modules if n.startswith('unslouch.tui')])"
    modules = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout

    assert UnslouchApp.__module__ in modules
    assert not [name for name in ("acts", "palette", "screens.help") if f"unslouch.tui.{name}'" in modules]


def looks(compare: Compare, app: BellApp, size: tuple[int, int], act: Act) -> bool:
    app.animation_level = "none"

    async def then(pilot: Pilot[Any]) -> None:
        await act(pilot)
        await pilot.press("question_mark")
        await pilot.pause()

    return compare(app, terminal_size=size, run_before=then)


@pytest.mark.parametrize("size", SIZES)
def test_over_today(snap_compare: Compare, size: tuple[int, int]) -> None:
    desk = Desk(days=year)

    assert looks(snap_compare, desk.app, size, lambda pilot: desk.says(pilot, SITTING))


@pytest.mark.parametrize("size", SIZES)
def test_over_a_session(snap_compare: Compare, size: tuple[int, int]) -> None:
    desk = Desk(alone=BREAK)

    assert looks(snap_compare, desk.app, size, lambda pilot: desk.forward(pilot, 77))


@pytest.mark.parametrize("size", SIZES)
def test_over_the_library(snap_compare: Compare, size: tuple[int, int]) -> None:
    library = Shelved(EXERCISES)

    assert looks(snap_compare, library.app, size, lambda pilot: library.press(pilot, "down"))


def test_over_a_session_in_light(snap_compare: Compare) -> None:
    desk = Desk(alone=BREAK, theme=LIGHT.name)

    assert looks(snap_compare, desk.app, (80, 24), lambda pilot: desk.forward(pilot, 77))


@pytest.mark.parametrize("size", SIZES[1:])
def test_the_palette_over_a_session(snap_compare: Compare, size: tuple[int, int]) -> None:
    desk = Desk(alone=BREAK)
    desk.app.animation_level = "none"

    async def act(pilot: Pilot[Any]) -> None:
        await desk.forward(pilot, 77)
        await pilot.press("ctrl+p", "e")
        await offered(pilot)
        pilot.app.screen.query_one(CommandInput).cursor_blink = False

    assert snap_compare(desk.app, terminal_size=size, run_before=act)
