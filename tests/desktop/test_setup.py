"""Welcome's hands on a real desktop: the test notification, the click, the window; what is said to work."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import aclosing
from pathlib import Path

import pytest

from tests.desktop.conftest import Dunst, Screen, need, running, with_tools
from tests.waiting import until
from unslouch.cli import planning
from unslouch.cli.connection import client
from unslouch.cli.setup import DesktopSetup
from unslouch.settings.paths import config_file
from unslouch.tui.setup import Trial


@pytest.fixture
def setup(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch, screen: Screen, notification_server: Dunst
) -> Iterator[DesktopSetup]:
    """On a desktop with dunst and xterm, begun with the defaults."""
    need("xterm")
    for name in ("DBUS_SESSION_BUS_ADDRESS", "TERMINAL", "TMUX", "WAYLAND_DISPLAY", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in with_tools(environ).items():
        monkeypatch.setenv(name, value)
    setup = DesktopSetup(planning.here())
    assert setup.new
    service = (sys.executable, "-m", "unslouch.service")
    with running(*service, log=Path(environ["HOME"]) / "log", environ=with_tools(environ)):
        until(client().running)
        assert not setup.begin(), "one that runs is not started"
        assert config_file().exists()
        yield setup
    for window in screen.windows("--name", "^Unslouch$"):
        screen.do("windowkill", window)


async def test_a_click_on_the_test_opens_a_window_in_which_a_break_begins(
    setup: DesktopSetup, notification_server: Dunst
) -> None:
    config_file().write_text('version = 1\n[session]\nterminal = "xterm"\n')
    said: list[Trial] = []
    async with aclosing(setup.trial()) as trials:
        async for trial in trials:
            if not said:
                notification_server.wait_displayed(1)
                notification_server.control("action", "0")
            said.append(trial)

    assert [trial.works for trial in said] == [None, None, True]
    assert said[-1].said == "The break began in a window of its own (xterm)."
    assert notification_server.displayed() == 0


async def test_a_test_that_is_left_is_taken_away(setup: DesktopSetup, notification_server: Dunst) -> None:
    async with aclosing(setup.trial()) as trials:
        await anext(trials)
        notification_server.wait_displayed(1)

    assert notification_server.displayed() == 0


async def test_a_test_that_is_closed_says_so(setup: DesktopSetup, notification_server: Dunst) -> None:
    async with aclosing(setup.trial()) as trials:
        await anext(trials)
        notification_server.control("close")

        assert (await anext(trials)).said == "It was closed, so no window opens."


async def test_where_nothing_shows_it_that_is_said(setup: DesktopSetup, notification_server: Dunst) -> None:
    notification_server.kill()
    said = [trial async for trial in setup.trial()]

    assert [trial.works for trial in said] == [False]
    assert said[0].said == (
        "No notification could be shown here. Reminders appear in the open app, with the bell. "
        "To begin a break, type unslouch break."
    )


async def test_what_is_found_and_what_the_test_shows_are_the_same_where_nothing_shows_it(
    setup: DesktopSetup, notification_server: Dunst
) -> None:
    notification_server.kill()
    notifications, *_ = await setup.findings()

    assert (notifications.works, notifications.mechanism) == (False, "")
    assert notifications.advice == (
        "No notification server answers: install one, such as dunst or mako, and start it. "
        "Until then reminders appear in the open app, with the bell."
    )


async def test_a_window_that_does_not_open_is_told(
    setup: DesktopSetup, notification_server: Dunst, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    async with aclosing(setup.trial()) as trials:
        await anext(trials)
        notification_server.control("action", "0")
        with monkeypatch.context() as bare:
            bare.setenv("PATH", str(tmp_path))
            bare.delenv("DISPLAY")
            said = [trial async for trial in trials]

    assert [trial.works for trial in said] == [None, False]
    assert "No terminal window opened" in said[-1].said


async def test_what_works_here_is_found(setup: DesktopSetup) -> None:
    notifications, window, start = await setup.findings()

    assert (notifications.works, "dunst" in notifications.mechanism) == (True, True)
    assert "middle click" in notifications.advice
    assert window.works
    assert (start.works, start.mechanism) == (True, "an autostart entry")


def test_the_first_break_is_half_a_minute_on_the_chair(setup: DesktopSetup) -> None:
    taste = setup.taste()

    assert taste.length_s == pytest.approx(30, rel=0.1)
    assert {move.exercise.position for move in taste.moves} == {"seated"}
