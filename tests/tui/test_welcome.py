"""Welcome: every key and every way through it, what it writes, and that it never ends in a wall."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import ContentSwitcher

from tests.tui.world import SHORT, BellApp, FrozenClock, Memory, Plans, Service
from unslouch.catalogue.safety import IN_SHORT, SAFETY
from unslouch.cli.screen import ConfigFile
from unslouch.core.errors import UnslouchError
from unslouch.core.exercise import Sequence
from unslouch.core.outcome import Outcome
from unslouch.settings import write
from unslouch.settings.load import valid
from unslouch.settings.paths import default_config
from unslouch.tui.ports import World
from unslouch.tui.screens.keep import KeepScreen
from unslouch.tui.screens.questions import QuestionsScreen
from unslouch.tui.screens.safety import SafetyScreen
from unslouch.tui.screens.session import SessionScreen
from unslouch.tui.screens.today import TodayScreen
from unslouch.tui.screens.welcome import WelcomeScreen
from unslouch.tui.setup import Finding, Startup, Trial
from unslouch.tui.widgets.choices import Choices
from unslouch.tui.widgets.item import Item
from unslouch.tui.widgets.key_button import KeyButton

FINDINGS = [
    Finding("Notifications", "dunst 1.9.0", works=True, advice="A middle click starts the break."),
    Finding("A window for the break", "xterm", works=True),
    Finding("Starting with the desktop", "", works=False, advice="There is no desktop here to start with."),
]
ON = ["enter", "n", "enter", "enter"]
"""The keys from page to page, past the first break."""
SHOWN = Trial("It is on your screen. Click it, and a window opens.")
OPENED = Trial("The break began in a window of its own (xterm).", works=True)


@dataclass
class Hands:
    """What Welcome asks for is done here, and remembered; refused what `refusal` is set for."""

    config: Path
    starts: bool = True
    refusal: str = ""
    nowhere: str = ""
    on: bool = False
    did: list[str] = field(default_factory=list)
    trials: asyncio.Queue[Trial] = field(default_factory=asyncio.Queue)
    showing: int = 0

    @property
    def new(self) -> bool:
        return not self.config.exists()

    def begin(self) -> bool:
        self._refuse()
        self.did.append("begin")
        write.create(self.config)
        return self.starts

    def taste(self) -> Sequence:
        self._refuse()
        return SHORT

    async def findings(self) -> list[Finding]:
        return FINDINGS

    async def trial(self) -> AsyncGenerator[Trial, None]:
        self.did.append("trial")
        self.showing += 1
        assert self.showing == 1, "one notification at a time"
        try:
            while True:
                yield await self.trials.get()
        finally:
            self.showing -= 1

    def startup(self) -> Startup:
        if self.nowhere:
            raise UnslouchError(self.nowhere)
        return Startup(self.on, "an autostart entry", "~/.config/autostart/unslouch.desktop")

    def start_with_desktop(self, *, on: bool) -> Startup:
        self._refuse()
        self.did.append(f"autostart {on}")
        self.on = on
        return self.startup()

    def _refuse(self) -> None:
        if self.refusal:
            raise UnslouchError(self.refusal)


class Guest:
    """Somebody who opens it for the first time, with a config at `path` or without."""

    def __init__(self, path: Path, theme: str = "unslouch-dark") -> None:
        self.clock, self.memory, self.service = FrozenClock(), Memory(), Service()
        self.hands = Hands(path)
        config = ConfigFile(path)
        world = World(self.clock, self.service, self.memory, Plans(), config=config, setup=self.hands)
        self.app = BellApp(world, theme=theme)
        self.app.animation_level = "none"

    @asynccontextmanager
    async def opened(self, *keys: str, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[Any]]:
        async with self.app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            await self.press(pilot, *keys)
            yield pilot

    async def press(self, pilot: Pilot[Any], *keys: str) -> None:
        """Presses one key after the other, each once what the one before did is done."""
        for key in keys:
            await pilot.press(key)
            await self.settle(pilot)

    async def settle(self, pilot: Pilot[Any]) -> None:
        """What was begun is over; only the test notification may wait for its answer."""
        busy = [worker for worker in self.app.workers if worker.name in {"_begin", "_look", "_turn"}]
        if busy:
            await asyncio.gather(*(worker.wait() for worker in busy if not worker.is_finished))
            await pilot.pause()

    async def hears(self, pilot: Pilot[Any], trial: Trial) -> None:
        self.hands.trials.put_nowait(trial)
        await pilot.pause()

    async def play(self, pilot: Pilot[Any]) -> None:
        """Moves along to the end of the break that is open."""
        self.clock.advance(61)
        session = self.app.screen
        assert isinstance(session, SessionScreen)
        session.tick()
        await self.press(pilot, "q")

    @property
    def page(self) -> str:
        """The number of the page."""
        assert isinstance(self.app.screen, WelcomeScreen)
        return self.text(f"#{self.app.screen.query_one(ContentSwitcher).current} .step")

    def text(self, selector: str) -> str:
        return str(self.app.screen.query_one(selector).render())

    def shows(self, screen: type[Screen[Any]]) -> bool:
        """Whether that screen is shown."""
        return isinstance(self.app.screen, screen)

    @property
    def toasts(self) -> list[str]:
        return [str(toast.render()) for toast in self.app.screen.query("Toast")]

    def shown(self) -> list[KeyButton]:
        """The buttons that can be seen."""
        buttons = self.app.screen.query(KeyButton)
        return [button for button in buttons if all(one.display for one in button.ancestors_with_self)]

    def buttons(self) -> list[str]:
        return [str(button.label) for button in self.shown()]

    async def click(self, pilot: Pilot[Any], label: str) -> None:
        button = next(button for button in self.shown() if str(button.label) == label)
        button.active_effect_duration = 0  # a button that is still lit hears no second click
        await pilot.click(button)
        await pilot.pause()
        await self.settle(pilot)

    def footer(self) -> set[str]:
        """The keys in the footer."""
        active = self.app.screen.active_bindings.values()
        return {one.binding.key for one in active if one.binding.show}


@pytest.fixture
def guest(tmp_path: Path) -> Guest:
    return Guest(tmp_path / "config.toml")


async def test_nothing_is_written_or_started_before_the_first_page_is_answered(guest: Guest) -> None:
    async with guest.opened("s", "q", "e", "q", "q"):
        assert not guest.app.is_running
    assert guest.hands.did == []
    assert guest.hands.new


async def test_the_safety_is_on_the_first_page_in_a_line(guest: Guest) -> None:
    async with guest.opened():
        lines = [str(line.render()) for line in guest.app.screen.query("#hello Line")]

        assert f"{IN_SHORT} s tells the rest." in lines
        assert guest.page == "1 of 5"


async def test_all_of_the_safety_is_a_key_away(guest: Guest) -> None:
    async with guest.opened("s", size=(40, 12)) as pilot:
        assert guest.shows(SafetyScreen)
        rules = [item for part in SAFETY for item in part.rules]
        assert len(guest.app.screen.query(Item)) == len(rules)

        scroll = guest.app.screen.query_one("VerticalScroll")
        await guest.press(pilot, "down", "space", "up")
        assert scroll.scroll_y == scroll.size.height - 1

        await guest.press(pilot, "pageup")
        for key in ("enter", "escape", "q", "s"):
            await guest.press(pilot, key)
            assert guest.page == "1 of 5"
            await guest.press(pilot, "s")


async def test_the_keys_that_turn_pages_of_the_safety_are_named_where_there_are_some(
    guest: Guest,
) -> None:
    async with guest.opened("s", size=(120, 40)) as pilot:
        assert "pagedown" not in guest.footer()

        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "pagedown" in guest.footer()


async def test_enter_takes_the_defaults(guest: Guest, tmp_path: Path) -> None:
    async with guest.opened("enter"):
        assert guest.page == "2 of 5"
        assert "Unslouch runs in the background now" in guest.text("#begun")
        assert str(tmp_path / "config.toml") in guest.text("#begun")
    assert guest.hands.did == ["begin"]
    assert guest.hands.config.read_bytes() == default_config().read_bytes()


@pytest.mark.parametrize("size", [(40, 12), (30, 8)])
async def test_enter_alone_goes_through_it_to_today(guest: Guest, size: tuple[int, int]) -> None:
    async with guest.opened(size=size) as pilot:
        for page in range(1, 6):
            assert guest.page == f"{page} of 5"
            assert {"enter", "q"} <= guest.footer()
            await guest.press(pilot, "enter")
            if page == 2:
                await guest.play(pilot)

        assert guest.shows(TodayScreen)
        assert not guest.app.screen.query_one("#notice").display, "that it was started is known"
        await guest.press(pilot, "q")
        assert guest.shows(KeepScreen)
    assert guest.hands.did == ["begin", "trial"]
    assert guest.hands.showing == 0


@pytest.mark.parametrize("pages", [1, 3])
async def test_q_leaves_on_every_page_and_asks_what_becomes_of_the_service(guest: Guest, pages: int) -> None:
    async with guest.opened(*ON[:pages], "q") as pilot:
        assert guest.shows(KeepScreen)
        assert guest.hands.showing == 0

        await guest.press(pilot, "escape")
        assert guest.page == f"{pages + 1} of 5"

        await guest.press(pilot, "q", "s")
        assert not guest.app.is_running
    assert guest.service.requests == ["stop"]


async def test_a_service_that_ran_before_is_not_asked_about(guest: Guest) -> None:
    guest.hands.starts = False
    async with guest.opened("enter", "q"):
        assert not guest.app.is_running


async def test_what_cannot_be_begun_is_told_and_is_no_wall(guest: Guest) -> None:
    guest.hands.refusal = "/home is full."
    async with guest.opened("enter") as pilot:
        assert guest.text("#begun") == "/home is full."

        await guest.press(pilot, *ON[1:], "enter")
        assert guest.shows(TodayScreen)


async def test_settings_that_are_there_stay_as_they_are(guest: Guest) -> None:
    guest.hands.config.write_text('version = 1\n[profile]\navoid = ["knee"]  # mine\n')
    before = guest.hands.config.read_text()
    async with guest.opened() as pilot:
        lines = " ".join(str(line.render()) for line in guest.app.screen.query("#hello Line"))
        assert "stay as they are" in lines
        await guest.press(pilot, "enter")

    assert guest.hands.config.read_text() == before


@pytest.mark.parametrize("key", ["enter", "b"])
async def test_a_break_of_half_a_minute_is_played_and_recorded(guest: Guest, key: str) -> None:
    async with guest.opened("enter", key) as pilot:
        await guest.play(pilot)

        assert guest.page == "3 of 5"
    assert [outcome for outcome, *_ in guest.memory.ended_] == [Outcome.COMPLETED]


async def test_enter_does_what_the_green_button_says_also_after_the_break(
    guest: Guest,
) -> None:
    async with guest.opened("enter") as pilot:
        assert guest.buttons() == ["⏎ Break", "n Go on"]
        assert {"enter", "n"} <= guest.footer()

        await guest.press(pilot, "enter")
        await guest.play(pilot)
        await guest.press(pilot, "left")
        assert guest.page == "2 of 5"
        assert guest.buttons() == ["⏎ Go on"]
        assert not {"b", "n"} & guest.footer()

        await guest.press(pilot, "enter")
        assert guest.page == "3 of 5"


async def test_the_first_break_can_be_passed_by(guest: Guest) -> None:
    async with guest.opened("enter", "n"):
        assert guest.page == "3 of 5"
    assert guest.memory.ended_ == []


async def test_a_break_that_is_left_comes_back_to_its_page(guest: Guest) -> None:
    async with guest.opened("enter", "b", "q"):
        assert guest.page == "2 of 5"
    assert [outcome for outcome, *_ in guest.memory.ended_] == [Outcome.LEFT_EARLY]


async def test_a_break_that_cannot_be_planned_is_told(guest: Guest) -> None:
    async with guest.opened("enter") as pilot:
        guest.hands.refusal = "Your profile leaves no exercise."
        await guest.press(pilot, "b")

        assert guest.toasts == ["Your profile leaves no exercise."]
        assert guest.page == "2 of 5"


async def test_what_works_here_is_said_with_a_mark_that_is_no_colour(guest: Guest) -> None:
    async with guest.opened("enter", "n"):
        lines = [
            " ".join(str(line.render()) for line in item.query("Line"))
            for item in guest.app.screen.query(Item)
        ]

    assert lines == [
        "✓ Notifications: dunst 1.9.0",
        " A middle click starts the break.",
        "✓ A window for the break: xterm",
        "✗ Starting with the desktop",
        " There is no desktop here to start with.",
    ]


async def test_the_test_says_how_it_goes(guest: Guest) -> None:
    async with guest.opened(*ON[:3]) as pilot:
        said = [guest.text("#trial-said")]
        for trial in (SHOWN, OPENED, Trial("No window opened.", works=False)):
            await guest.hears(pilot, trial)
            said.append(guest.text("#trial-said"))

    assert said == ["One moment.", SHOWN.said, f"✓ {OPENED.said}", "✗ No window opened."]


async def test_another_test_takes_the_first_away(guest: Guest) -> None:
    async with guest.opened(*ON[:3], "t"):
        assert guest.hands.showing == 1
    assert guest.hands.did == ["begin", "trial", "trial"]
    assert guest.hands.showing == 0


async def test_back_goes_to_the_page_before_but_not_behind_the_beginning(guest: Guest) -> None:
    async with guest.opened(*ON) as pilot:
        pages = []
        for key in ("left", "backspace", "left", "left"):
            await guest.press(pilot, key)
            pages.append(guest.page)

    assert pages == ["4 of 5", "3 of 5", "2 of 5", "2 of 5"]


async def test_it_starts_with_the_desktop_only_when_asked_to(guest: Guest) -> None:
    async with guest.opened(*ON) as pilot:
        assert guest.text("#startup-file") == "~/.config/autostart/unslouch.desktop"
        assert "unslouch autostart off" in guest.text("#startup-undo")
        assert guest.buttons() == ["y Yes", "⏎ Not now"]
        assert not any(button.has_class("-main") for button in guest.shown())

        await guest.press(pilot, "y")
        assert guest.text("#startup-said").startswith("✓ It starts when you log in")
        assert ("y" in guest.footer(), "n" in guest.footer()) == (False, True)

        assert guest.buttons() == ["⏎ Done", "n No longer"]

        await guest.press(pilot, "y", "n")
        assert guest.text("#startup-said").startswith("y writes this file")
    assert guest.hands.did[2:] == ["autostart True", "autostart False"]


@pytest.mark.parametrize("key", ["enter", "n"])
async def test_not_now_leaves_the_desktop_as_it_is(guest: Guest, key: str) -> None:
    async with guest.opened(*ON, key):
        assert guest.shows(TodayScreen)
    assert guest.hands.did == ["begin", "trial"]


async def test_where_there_is_no_desktop_that_is_said_and_nothing_offered(guest: Guest) -> None:
    guest.hands.nowhere = "There is no desktop here."
    async with guest.opened(*ON, "y") as pilot:
        assert guest.text("#startup-said") == "There is no desktop here."
        assert not guest.app.screen.query_one("#startup-file").display
        assert guest.buttons() == ["⏎ Done"]
        assert "y" not in guest.footer()

        await guest.press(pilot, "enter")
        assert guest.shows(TodayScreen)


async def test_a_file_that_cannot_be_written_is_told(guest: Guest) -> None:
    async with guest.opened(*ON) as pilot:
        guest.hands.refusal = "unslouch.desktop was left as it is."
        await guest.press(pilot, "y")

        assert guest.text("#startup-said") == "unslouch.desktop was left as it is."
        assert "y" in guest.footer()


async def test_everything_works_by_mouse(guest: Guest) -> None:
    async with guest.opened() as pilot:
        for label in ("⏎ Begin", "n Go on", "⏎ Test reminder", "t Test again", "⏎ Go on", "y Yes"):
            await guest.click(pilot, label)
        assert guest.buttons() == ["⏎ Done", "n No longer"]
        assert guest.app.screen.focused is None, "Enter is Done, and not the button beside the one clicked"

        await guest.click(pilot, "n No longer")
        await guest.click(pilot, "⏎ Not now")
        assert guest.shows(TodayScreen)
    assert guest.hands.did == ["begin", "trial", "trial", "autostart True", "autostart False"]


async def test_the_questions_are_answered_by_mouse(guest: Guest) -> None:
    async with guest.opened() as pilot:
        for label in ("e Questions", "⏎ Go on", "b Back", *["⏎ Go on"] * 4):
            await guest.click(pilot, label)
        assert guest.page == "2 of 5"


async def test_the_buttons_stay_where_a_key_turns_the_page_while_one_has_the_focus(guest: Guest) -> None:
    async with guest.opened(*ON[:3], "tab", "left"):
        assert guest.buttons() == ["⏎ Test reminder"]


async def test_the_buttons_are_reached_by_tab(guest: Guest) -> None:
    async with guest.opened("tab", "tab", "enter"):
        assert guest.shows(QuestionsScreen)


async def test_a_low_window_scrolls(guest: Guest) -> None:
    async with guest.opened("enter", "n", size=(30, 8)) as pilot:
        side = guest.app.screen.query_one("#side")
        await pilot.pause()
        await guest.press(pilot, "down", "down", "up")
        assert side.scroll_y == 1


async def test_questions_left_as_they_are_make_the_default_config(guest: Guest) -> None:
    async with guest.opened("e", *["enter"] * 4):
        assert guest.page == "2 of 5"
    assert guest.hands.config.read_text() == default_config().read_text()
    assert guest.hands.did == ["begin"]


async def test_the_answers_are_written_and_every_comment_stays(guest: Guest) -> None:
    hours, spared, hand, seen = (
        ["down", "down"],
        ["space", "right", "space"],
        ["end", "space"],
        ["right", "right"],
    )
    keys = [*hours, "enter", *spared, "enter", *hand, "enter", *seen, "enter"]
    async with guest.opened("e", *keys):
        assert guest.page == "2 of 5"
    settings, text = valid(guest.hands.config), guest.hands.config.read_text()

    assert [len(day or ()) for day in settings.hours.hours] == [1, 1, 1, 1, 1, 0, 0]
    assert 'wednesday = ["09:00-17:00"]' in text
    assert settings.profile.avoid == {"wrist", "knee"}
    assert settings.profile.at_hand == {"desk", "wall", "room-to-walk"}
    assert (settings.profile.discreet, settings.profile.floor) == (False, True)
    comments = [line for line in default_config().read_text().splitlines() if line.startswith("#")]
    assert [line for line in comments if line not in text.splitlines()] == []


async def test_the_questions_can_be_gone_back_in(guest: Guest) -> None:
    async with guest.opened("e", "down", "enter", "space", "b") as pilot:
        assert guest.text("#step") == "Question 1 of 4"
        assert guest.app.screen.query_one(Choices).chosen == {"weekdays, 8 to 16"}

        await guest.press(pilot, "escape")
        assert guest.page == "1 of 5"
    assert guest.hands.new


async def test_hours_of_ones_own_are_kept_unless_others_are_chosen(guest: Guest) -> None:
    mine = 'version = 1\n[hours]\nmonday = ["07:00-11:00"]  # early\n'
    guest.hands.config.write_text(mine)
    async with guest.opened("e") as pilot:
        choices = guest.app.screen.query_one(Choices)
        assert choices.words[0] == "as it is now"
        assert choices.chosen == {"as it is now"}

        await guest.press(pilot, *["enter"] * 4)
    assert guest.hands.config.read_text() == mine


async def test_the_words_are_chosen_by_mouse(guest: Guest) -> None:
    async with guest.opened("e", "enter") as pilot:
        await pilot.click(Choices, offset=(2, 0))
        await pilot.pause()
        assert guest.app.screen.query_one(Choices).chosen == {"wrist"}


async def test_a_config_that_is_broken_is_not_asked_about(guest: Guest) -> None:
    guest.hands.config.write_text("version = 1\n[profile]\nfloor = 3\n")
    async with guest.opened("e"):
        assert guest.page == "1 of 5"
        assert "has to be mended first" in guest.toasts[0]


async def test_answers_that_cannot_be_written_are_told_and_are_no_wall(
    guest: Guest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(config: ConfigFile, text: str) -> None:
        raise UnslouchError("The disk is full.")

    monkeypatch.setattr(ConfigFile, "write", refuse)
    async with guest.opened("e", "down", *["enter"] * 4):
        assert guest.page == "2 of 5"
        assert guest.toasts == ["The disk is full."]


def test_every_key_can_be_mapped_anew() -> None:
    for screen, name in (
        (WelcomeScreen, "welcome"),
        (QuestionsScreen, "questions"),
        (SafetyScreen, "safety"),
    ):
        ids = [binding.id or "" for binding in screen.BINDINGS if not isinstance(binding, tuple)]

        assert [one for one in ids if not one.startswith(f"{name}.")] == []
        assert len(set(ids)) == len(ids)
