"""The main job, whole: service, notification server, terminal window, session, journal, all of them real."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.desktop.conftest import Dunst, Screen, end, need, running, with_tools
from tests.waiting import PATIENCE_S, until
from unslouch.catalogue import load
from unslouch.core.errors import NotRunningError
from unslouch.service.client import Client

SPEED = 120
CONFIG = """
version = 1
[[rhythm]]
name = "stretch"
every = "3m"

[[band]]
after = "0m"
length = "{length}"
posture = "seated"

[reminder]
snooze = "2m"
repeat = "4m"

[session]
terminal = "xterm"
"""
XTERM = """
XTerm*printFileImmediate: {file}
XTerm*printModeImmediate: 0
XTerm*VT100*translations: #override <Key>F12: print-immediate()
"""
MENU = """#!/bin/sh
exec grep -m 1 -F "$(cat {wish})"
"""


class Desktop:
    """A person at a desktop on which Unslouch runs at speed: a minute passes in half a second."""

    def __init__(self, home: Path, environ: dict[str, str], dunst: Dunst, screen: Screen) -> None:
        self._home, self._environ, self.dunst, self.screen = home, environ, dunst, screen
        self._wish, self._text = home / "wish", home / "text"
        self.client = Client(Path(environ["XDG_RUNTIME_DIR"]) / "unslouch")
        self._environ["XENVIRONMENT"] = str(home / "xterm")
        (home / "xterm").write_text(XTERM.format(file=self._text))
        self.config(length="8m")
        self._give_dunst_a_menu()

    def config(self, length: str) -> None:
        path = self._home / ".config" / "unslouch" / "config.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(CONFIG.format(length=length))

    def _give_dunst_a_menu(self) -> None:
        """Dunst has no buttons: it asks a menu program, which here picks what the test wishes."""
        menu = self._home / "menu"
        menu.write_text(MENU.format(wish=self._wish))
        menu.chmod(0o755)
        self.dunst.kill()
        with self.dunst._config.open("a") as config:
            config.write(f"    dmenu = {menu}\n")
        self.dunst.start()

    def service(self, speed: int = SPEED) -> Any:
        command = (sys.executable, "-m", "unslouch.service", "--speed", str(speed))
        return running(*command, log=self._home / "service.log", environ=self._environ)

    def wait_running(self) -> None:
        until(self.client.running)

    def status(self) -> dict[str, Any]:
        return self.client.request("status")

    def press(self, label: str) -> None:
        """Choose an action of the reminder."""
        self._wish.write_text(label)
        self.dunst.control("context")

    def journal(self) -> list[tuple[str, dict[str, Any]]]:
        path = self._home / ".local" / "state" / "unslouch" / "demo.db"
        with sqlite3.connect(path) as connection:
            rows = connection.execute("SELECT kind, data FROM entry ORDER BY seq").fetchall()
        connection.close()
        return [(kind, json.loads(data)) for kind, data in rows]

    def kinds(self) -> list[str]:
        return [kind for kind, _ in self.journal() if not kind.startswith("service")]

    def log(self) -> str:
        """What the service says."""
        return (self._home / "service.log").read_text()

    def window(self) -> str:
        """The session's window, as soon as it is there."""
        until(lambda: bool(self.screen.windows("--name", "^Unslouch$")))
        return self.screen.windows("--name", "^Unslouch$")[0]

    def text(self, window: str, key: str = "Pause") -> str:
        """What the window shows, once the session is painted there, with what the space bar does now."""
        text = ""
        while key not in text:
            text = self._print(window)
        return text

    def _print(self, window: str) -> str:
        """The window's text, as xterm itself prints it."""
        self.type(window, "F12")
        until(lambda: bool(self._prints()))
        found = self._prints()[0]
        text = found.read_text()
        found.unlink()
        return text

    def type(self, window: str, key: str) -> None:
        self.screen.do("windowfocus", "--sync", window)
        self.screen.do("key", key)

    def _prints(self) -> list[Path]:
        return [path for path in self._home.glob(f"{self._text.name}*") if path.stat().st_size]


@pytest.fixture
def desktop(
    tmp_path: Path, environ: dict[str, str], notification_server: Dunst, screen: Screen
) -> Iterator[Desktop]:
    need("xterm", "import")
    environ["PATH"] = with_tools(environ)["PATH"]
    desktop = Desktop(tmp_path / "home", environ, notification_server, screen)
    try:
        yield desktop
    finally:
        for window in screen.windows("--name", "^Unslouch$"):
            screen.do("windowkill", window)


def exercises() -> dict[str, str]:
    """The names of the exercises by their ids."""
    return {exercise.id: exercise.name for exercise in load()}


def test_a_reminder_is_clicked_and_its_session_played_to_the_end(desktop: Desktop) -> None:
    with desktop.service():
        desktop.dunst.wait_displayed(1)
        desktop.screen.shot("reminder")
        desktop.press("Start")
        window = desktop.window()
        until(lambda: "started" in desktop.kinds())
        started = dict(desktop.journal())["started"]
        text = desktop.text(window)
        desktop.screen.shot("session")
        assert desktop.dunst.displayed() == 0
        until(lambda: desktop.status()["today"]["breaks"] == 1)
        after = desktop.status()
        desktop.dunst.wait_displayed(1)
        until(lambda: not desktop.screen.windows("--name", "^Unslouch$"))

    completed = dict(desktop.journal())["completed"]
    assert desktop.kinds()[:3] == ["reminded", "started", "completed"]
    assert desktop.kinds()[3] == "reminded"
    assert started["rhythm"] == "stretch"
    assert any(exercises()[move["exercise"]] in text for move in completed["moves"])
    assert completed["done_s"] == pytest.approx(480, abs=1)
    assert sum(move["seconds"] for move in completed["moves"]) == pytest.approx(480, abs=1)
    assert 0 < after["next_in_s"] <= 180


def test_snoozed_it_comes_back_and_skipped_the_countdown_begins_again(desktop: Desktop) -> None:
    with desktop.service():
        desktop.dunst.wait_displayed(1)
        desktop.press("Snooze")
        desktop.dunst.wait_displayed(0)
        assert desktop.status()["reminder"] is None
        desktop.dunst.wait_displayed(1)
        desktop.press("Skip")
        desktop.dunst.wait_displayed(0)
        status = desktop.status()

    assert desktop.kinds() == ["reminded", "snoozed", "reminded", "skipped"]
    assert status["today"]["skipped"] == 1
    assert status["sitting_s"] > 300


def test_dismissed_it_comes_once_more(desktop: Desktop) -> None:
    with desktop.service():
        desktop.dunst.wait_displayed(1)
        desktop.dunst.control("close")
        until(lambda: "dismissed" in desktop.kinds())
        desktop.dunst.wait_displayed(1)

    assert desktop.kinds() == ["reminded", "dismissed", "reminded"]
    assert dict(desktop.journal())["reminded"]["times"] == 2


def test_one_minute_is_one_minute(desktop: Desktop) -> None:
    with desktop.service():
        desktop.dunst.wait_displayed(1)
        desktop.press("1 min")
        until(lambda: "completed" in desktop.kinds())

    assert dict(desktop.journal())["started"]["length_s"] == 60


def test_answered_elsewhere_the_reminder_goes(desktop: Desktop) -> None:
    with desktop.service():
        desktop.dunst.wait_displayed(1)
        desktop.client.request("snooze")
        desktop.dunst.wait_displayed(0)


def test_the_session_is_led_by_the_keyboard(desktop: Desktop) -> None:
    desktop.config(length="60m")
    with desktop.service():
        desktop.dunst.wait_displayed(1)
        desktop.press("Start")
        window = desktop.window()
        until(lambda: "started" in desktop.kinds())
        first = desktop.text(window)
        desktop.type(window, "n")
        desktop.type(window, "space")
        second = desktop.text(window, "Go on")
        desktop.screen.shot("session-paused")
        desktop.type(window, "q")
        until(lambda: "left_early" in desktop.kinds())
        until(lambda: not desktop.screen.windows("--name", "^Unslouch$"))
        status = desktop.status()

    assert first != second
    assert status["today"]["breaks"] == 0
    assert desktop.kinds() == ["reminded", "started", "left_early", "snoozed"]


def test_a_window_that_is_closed_is_a_session_left_early(desktop: Desktop) -> None:
    desktop.config(length="60m")
    with desktop.service():
        desktop.dunst.wait_displayed(1)
        desktop.press("Start")
        window = desktop.window()
        until(lambda: "started" in desktop.kinds())
        desktop.screen.do("windowkill", window)
        until(lambda: "left_early" in desktop.kinds())
        until(lambda: desktop.status()["state"] == "sitting")

    assert desktop.kinds().count("left_early") == 1


def test_killed_in_the_countdown_it_goes_on_as_if_nothing_had_happened(desktop: Desktop) -> None:
    with desktop.service() as process:
        desktop.wait_running()
        until(lambda: desktop.status()["sitting_s"] > 60)
        before = desktop.status()
        process.send_signal(signal.SIGKILL)
        end(process)
    with desktop.service():
        desktop.wait_running()
        after = desktop.status()
        moved = datetime.fromisoformat(after["next"]) - datetime.fromisoformat(before["next"])
        assert abs(moved) <= timedelta(seconds=1)  # it is told in whole seconds
        assert after["sitting_s"] > before["sitting_s"]
        desktop.dunst.wait_displayed(1)

    assert desktop.kinds() == ["reminded"]


def test_killed_with_a_reminder_on_the_screen_there_is_one_reminder_not_two(desktop: Desktop) -> None:
    with desktop.service() as process:
        desktop.dunst.wait_displayed(1)
        process.send_signal(signal.SIGKILL)
        end(process)
    assert desktop.dunst.displayed() == 1
    with desktop.service():
        desktop.wait_running()
        until(lambda: desktop.status()["reminder"] is not None)
        assert desktop.dunst.displayed() == 1
        desktop.press("Skip")
        until(lambda: "skipped" in desktop.kinds())
        desktop.dunst.wait_displayed(0)

    assert desktop.kinds() == ["reminded", "skipped"]


def test_a_session_outlives_a_killed_service(desktop: Desktop) -> None:
    desktop.config(length="12m")
    with desktop.service() as process:
        desktop.dunst.wait_displayed(1)
        desktop.press("Start")
        until(lambda: "started" in desktop.kinds())
        process.send_signal(signal.SIGKILL)
        process.wait(PATIENCE_S)
        with desktop.service():
            desktop.wait_running()
            assert desktop.status()["state"] == "break"
            until(lambda: "completed" in desktop.kinds())
            until(lambda: desktop.status()["today"]["breaks"] == 1)

    assert desktop.kinds()[:3] == ["reminded", "started", "completed"]


def test_stopped_it_takes_its_reminder_along(desktop: Desktop) -> None:
    with desktop.service() as process:
        desktop.dunst.wait_displayed(1)
        desktop.client.request("stop")
        assert process.wait(PATIENCE_S) == 0
        desktop.dunst.wait_displayed(0)
        with pytest.raises(NotRunningError):
            desktop.status()


def test_without_a_terminal_a_break_opens_its_own_window(desktop: Desktop) -> None:
    """As when bound to a key."""
    command = [sys.executable, "-m", "unslouch", "break", "--length", "1m"]
    done = subprocess.run(
        command,
        env=desktop._environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=PATIENCE_S,
        check=False,
    )
    window = desktop.window()

    assert (done.returncode, done.stderr) == (0, b"")
    assert any(name in desktop.text(window) for name in exercises().values())


def test_when_no_window_opens_a_second_note_says_what_to_type(desktop: Desktop) -> None:
    desktop._environ["PATH"] = "/nowhere"
    with desktop.service():
        desktop.dunst.wait_displayed(1)
        desktop.press("Start")
        until(lambda: "No terminal window opened" in desktop.log())
        desktop.dunst.wait_displayed(1)
        texts = desktop.dunst.texts()

    assert ("No window opened", "In a terminal, type: unslouch break") in texts


def test_it_opens_by_itself_if_told_to(desktop: Desktop) -> None:
    path = desktop._home / ".config" / "unslouch" / "config.toml"
    path.write_text(path.read_text() + 'open = "auto"\n')
    with desktop.service():
        desktop.wait_running()
        until(lambda: "started" in desktop.kinds())

        assert desktop.text(desktop.window())


def test_two_lengths_of_sitting_give_two_kinds_of_break(desktop: Desktop) -> None:
    """In the running program: the same service, asked again after more time."""
    path = desktop._home / ".config" / "unslouch" / "config.toml"
    path.write_text('version = 1\n[session]\nterminal = "xterm"\n')
    command = [sys.executable, "-m", "unslouch", "plan", "--json", "--seed", "1"]
    with desktop.service(speed=600):
        desktop.wait_running()
        early = subprocess.check_output(command, env=desktop._environ)
        until(lambda: desktop.status()["sitting_s"] > 45 * 60)
        late = subprocess.check_output(command, env=desktop._environ)

    first, second = json.loads(early), json.loads(late)
    assert (first["length_s"], first["band"]["posture"]) == (60, "seated")
    assert (second["length_s"], second["band"]["posture"]) == (180, "mixed")
    assert all(move["position"] == "seated" for move in first["moves"])
    assert any(move["position"] != "seated" for move in second["moves"])
