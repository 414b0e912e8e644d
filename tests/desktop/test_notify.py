"""The reminder on a real notification server."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.desktop.conftest import Dunst, Screen, message_bus, need
from tests.waiting import PATIENCE_S, until
from unslouch.desktop.notify import Action, Notice, Notifier, bus, choose

REMINDER = Notice(
    "52 min",
    "Shoulders and hips, 3 min.",
    (
        (Action.START, "Start"),
        (Action.SHORT, "1 min"),
        (Action.SNOOZE, "Snooze"),
        (Action.SKIP, "Skip"),
    ),
    "Type: unslouch break",
)
LATER = Notice("67 min", "Hips, 3 min.", REMINDER.actions)

LEAVE_ONE = """
import asyncio, os, sys, time
from pathlib import Path
from unslouch.desktop.notify import Notice, choose

asyncio.run(choose(None, Path(sys.argv[1])).show(Notice("old", "left by a killed process")))
os.write(1, b"shown\\n")
time.sleep(60)
"""


class Answers:
    """Hears what the user did."""

    def __init__(self) -> None:
        self._heard: asyncio.Queue[object] = asyncio.Queue()

    def answered(self, action: Action, activation_token: str | None) -> None:
        self._heard.put_nowait((action, activation_token))

    def dismissed(self) -> None:
        self._heard.put_nowait("dismissed")

    async def next(self) -> object:
        return await asyncio.wait_for(self._heard.get(), PATIENCE_S)

    async def others(self, notifier: Notifier) -> list[object]:
        """What else was heard. A round trip first: what the server said before has arrived then."""
        await notifier.report()
        await asyncio.sleep(0)
        return [self._heard.get_nowait() for _ in range(self._heard.qsize())]


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def runtime(tmp_path: Path) -> Path:
    return tmp_path / "run"


@pytest.fixture
async def notifier(
    answers: Answers, environ: dict[str, str], runtime: Path, notification_server: Dunst
) -> AsyncIterator[Notifier]:
    notifier = choose(answers, runtime, environ)
    yield notifier
    await notifier.close()


async def test_a_reminder_is_on_the_screen_with_its_words(
    notifier: Notifier, notification_server: Dunst, screen: Screen
) -> None:
    assert await notifier.show(REMINDER)

    notification_server.wait_displayed(1)
    screen.shot("reminder-in-dunst")
    assert notification_server.texts() == [("52 min", "Shoulders and hips, 3 min.")]


async def test_the_next_reminder_takes_the_place_of_the_last(
    notifier: Notifier, notification_server: Dunst
) -> None:
    assert await notifier.show(REMINDER)
    notification_server.wait_displayed(1)
    assert await notifier.show(LATER)

    assert notification_server.displayed() == 1
    assert notification_server.texts() == [("67 min", "Hips, 3 min.")]


async def test_a_note_stands_beside_the_reminder(notifier: Notifier, notification_server: Dunst) -> None:
    await notifier.show(REMINDER)
    assert await notifier.tell(Notice("No terminal opened", "Type: unslouch break"))

    notification_server.wait_displayed(2)
    await notifier.withdraw()
    notification_server.wait_displayed(1)


async def test_a_middle_click_starts_once_and_clears_the_screen(
    notifier: Notifier, notification_server: Dunst, screen: Screen, answers: Answers
) -> None:
    await notifier.show(REMINDER)
    notification_server.wait_displayed(1)
    (window,) = screen.windows("--class", "Dunst")
    screen.click(window, 2)

    assert await answers.next() == (Action.START, None)
    notification_server.wait_displayed(0)
    assert await answers.others(notifier) == []


async def test_the_default_action_starts(
    notifier: Notifier, notification_server: Dunst, answers: Answers
) -> None:
    await notifier.show(REMINDER)
    notification_server.wait_displayed(1)
    notification_server.control("action", "0")

    assert await answers.next() == (Action.START, None)
    notification_server.wait_displayed(0)
    assert await answers.others(notifier) == []


async def test_a_click_counts_however_long_this_process_was_held_up(
    notifier: Notifier, notification_server: Dunst, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What waits to be read then is the number and the click, and the patience for the number is over."""
    await notifier.report()
    monkeypatch.setattr(bus, "LIMIT_S", 0.05)
    showing = asyncio.create_task(notifier.show(REMINDER))
    await asyncio.sleep(0)
    asked = time.monotonic()
    notification_server.wait_displayed(1)
    notification_server.control("action", "0")
    until(lambda: time.monotonic() > asked + bus.LIMIT_S)
    await showing

    assert await answers.next() == (Action.START, None)
    notification_server.wait_displayed(0)


async def test_a_reminder_that_found_no_server_is_shown_by_the_one_that_comes(
    notifier: Notifier, notification_server: Dunst, answers: Answers
) -> None:
    notification_server.kill()
    assert not await notifier.show(REMINDER)
    notification_server.start()

    await asyncio.to_thread(notification_server.wait_displayed, 1)


async def test_a_left_click_in_dunst_dismisses(
    notifier: Notifier, notification_server: Dunst, screen: Screen, answers: Answers
) -> None:
    await notifier.show(REMINDER)
    notification_server.wait_displayed(1)
    (window,) = screen.windows("--class", "Dunst")
    screen.click(window, 1)

    assert await answers.next() == "dismissed"
    assert await answers.others(notifier) == []


async def test_a_withdrawn_reminder_is_neither_answered_nor_dismissed(
    notifier: Notifier, notification_server: Dunst, answers: Answers
) -> None:
    await notifier.show(REMINDER)
    notification_server.wait_displayed(1)
    await notifier.withdraw()

    notification_server.wait_displayed(0)
    assert await answers.others(notifier) == []


async def test_a_dismissed_reminder_is_followed_by_a_new_one(
    notifier: Notifier, notification_server: Dunst, answers: Answers
) -> None:
    await notifier.show(REMINDER)
    notification_server.wait_displayed(1)
    notification_server.control("close")
    assert await answers.next() == "dismissed"
    assert await notifier.show(LATER)

    notification_server.wait_displayed(1)


async def test_a_restarted_server_shows_the_open_reminder_anew(
    notifier: Notifier, notification_server: Dunst, answers: Answers
) -> None:
    await notifier.show(REMINDER)
    notification_server.wait_displayed(1)
    notification_server.kill()
    notification_server.start()
    await asyncio.to_thread(notification_server.wait_displayed, 1)
    notification_server.control("action", "0")

    assert await answers.next() == (Action.START, None)


async def test_a_restarted_server_shows_nothing_that_was_withdrawn_meanwhile(
    notifier: Notifier, notification_server: Dunst, answers: Answers
) -> None:
    await notifier.show(REMINDER)
    notification_server.kill()
    await notifier.withdraw()
    notification_server.start()

    assert await answers.others(notifier) == []
    assert notification_server.displayed() == 0


async def test_without_its_server_nothing_is_shown_until_it_is_back(
    notifier: Notifier, notification_server: Dunst
) -> None:
    notification_server.kill()
    assert not await notifier.show(REMINDER)
    assert not await notifier.tell(REMINDER)
    await notifier.withdraw()
    assert not (await notifier.report()).works
    notification_server.start()
    assert await notifier.show(REMINDER)

    notification_server.wait_displayed(1)


async def test_words_that_look_like_markup_are_shown_as_they_are(
    notifier: Notifier, notification_server: Dunst, screen: Screen
) -> None:
    await notifier.show(
        Notice("<b>title</b> & %s", "<i>a</i> &amp; 1 < 2\n\x1b[31m\u202etxt %s", REMINDER.actions)
    )
    notification_server.wait_displayed(1)
    screen.shot("markup-in-dunst")

    title, body = notification_server.texts()[0]
    assert (title, body) == ("<b>title</b> & %s", "&lt;i&gt;a&lt;/i&gt; &amp;amp; 1 &lt; 2 [31mtxt %s")


async def test_words_that_look_like_options_are_shown(notifier: Notifier, notification_server: Dunst) -> None:
    await notifier.show(Notice("--help", "-v"))

    notification_server.wait_displayed(1)
    assert notification_server.texts() == [("--help", "-v")]


def leave_one(environ: dict[str, str], runtime: Path, server: Dunst) -> None:
    """Have a process show a reminder and kill it."""
    command = [sys.executable, "-c", LEAVE_ONE, str(runtime)]
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"shown\n"
        server.wait_displayed(1)
        process.kill()


async def test_the_successor_of_a_killed_process_replaces_its_reminder(
    notification_server: Dunst, environ: dict[str, str], runtime: Path, answers: Answers
) -> None:
    leave_one(environ, runtime, notification_server)
    successor = choose(answers, runtime, environ)
    assert await successor.show(REMINDER)
    await successor.close()

    assert notification_server.displayed() == 1
    assert notification_server.texts()[0][0] == "52 min"


async def test_the_successor_of_a_killed_process_withdraws_its_reminder(
    notification_server: Dunst, environ: dict[str, str], runtime: Path, answers: Answers
) -> None:
    leave_one(environ, runtime, notification_server)
    successor = choose(answers, runtime, environ)
    await successor.withdraw()

    assert await answers.others(successor) == []
    assert notification_server.displayed() == 0
    await successor.close()


async def test_the_number_of_another_server_is_not_used_again(
    tmp_path: Path, notification_server: Dunst, environ: dict[str, str], runtime: Path, answers: Answers
) -> None:
    leave_one(environ, runtime, notification_server)
    notification_server.kill()
    notification_server.start()
    stranger = choose(answers, tmp_path, environ)
    assert await stranger.show(Notice("somebody", "else's"))
    await stranger.close()
    successor = choose(answers, runtime, environ)
    await successor.withdraw()
    assert notification_server.displayed() == 1
    assert await successor.show(REMINDER)
    await successor.close()

    notification_server.wait_displayed(2)


async def test_the_bus_starts_a_server_that_it_knows_how_to_start(
    tmp_path: Path, screen: Screen, environ: dict[str, str], runtime: Path, answers: Answers
) -> None:
    need("dunst", "dunstctl")
    home = tmp_path / "other"
    (home / "services").mkdir(parents=True)
    (home / "services" / "dunst.service").write_text(
        "[D-BUS Service]\nName=org.freedesktop.Notifications\n"
        f"Exec=/usr/bin/env DISPLAY={environ['DISPLAY']} dunst\n"
    )
    with message_bus(home) as address:
        environ["DBUS_SESSION_BUS_ADDRESS"] = address
        notifier = choose(answers, runtime, environ)
        assert await notifier.show(REMINDER)
        await notifier.close()


async def test_a_bus_that_ends_and_comes_back_is_found_again(
    tmp_path: Path, screen: Screen, environ: dict[str, str], runtime: Path, answers: Answers
) -> None:
    need("dunst", "dunstctl")
    notifier = choose(answers, runtime, environ)
    for _ in range(2):
        with message_bus(tmp_path) as address:
            environ["DBUS_SESSION_BUS_ADDRESS"] = address
            server = Dunst(tmp_path, environ)
            server.start()
            assert await notifier.show(REMINDER)
            server.wait_displayed(1)
            server.kill()
        assert not await notifier.show(REMINDER)
        assert not (await notifier.report()).works
    await notifier.close()


async def test_the_report_names_the_server_and_what_its_user_has_to_know(notifier: Notifier) -> None:
    report = await notifier.report()

    assert report.works
    assert re.fullmatch(r"dunst [\d.]+", report.mechanism)
    assert {"show", "replace", "withdraw", "answer"} == set(report.can)
    assert "middle click" in report.advice


def test_the_choice_loads_nothing_heavy() -> None:
    code = (
        "import json, sys; from pathlib import Path; from unslouch.desktop.notify import choose;"
        "choose(None, Path('/nowhere')); print(json.dumps(list(sys.modules)))"
    )
    loaded = set(json.loads(subprocess.check_output([sys.executable, "-c", code], timeout=PATIENCE_S)))

    assert "jeepney" in loaded
    assert set() == loaded & {"plyer", "textual", "typer", "rich", "pydantic", "tomlkit"}
