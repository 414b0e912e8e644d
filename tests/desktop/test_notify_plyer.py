"""Notifications by plyer: really on Linux, through notify-send. macOS and Windows have their own CI jobs."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.desktop.conftest import Dunst, Screen, need
from tests.desktop.test_notify import REMINDER, Answers
from tests.desktop.test_notify_servers import FakeServer
from tests.waiting import PATIENCE_S, until
from unslouch.desktop.notify import Notice, choose
from unslouch.desktop.notify import plyer as adapter
from unslouch.desktop.notify.plyer import PlyerNotifier

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="notify-send is a Linux program")


async def test_plyer_shows_the_words_and_what_to_type(
    notification_server: Dunst, environ: dict[str, str]
) -> None:
    need("notify-send")
    assert await PlyerNotifier(environ).show(REMINDER)

    notification_server.wait_displayed(1)
    assert notification_server.texts() == [("52 min", "Shoulders and hips, 3 min. Type: unslouch break")]


@pytest.mark.parametrize(
    ("title", "body", "seen"),
    [
        ("-v", "--help", (" -v", " --help")),
        (r"\t", r"C:\new \t", (r"\t", r"C:\new \t")),
        ("<b>a</b>", "<i>b</i> & c", ("<b>a</b>", "&lt;i&gt;b&lt;/i&gt; &amp; c")),
        ("'; <'", "\"'$(touch x)", ("'; <'", "\"'$(touch x)")),
    ],
)
async def test_words_are_data_to_plyer(
    title: str, body: str, seen: tuple[str, str], notification_server: Dunst, environ: dict[str, str]
) -> None:
    need("notify-send")
    assert await PlyerNotifier(environ).show(Notice(title, body))

    notification_server.wait_displayed(1)
    assert notification_server.texts() == [seen]


async def test_plyer_says_so_when_there_is_no_server(bus: str, environ: dict[str, str]) -> None:
    need("notify-send")
    environ["DBUS_SESSION_BUS_ADDRESS"] = bus

    assert not await PlyerNotifier(environ).show(REMINDER)


async def test_plyer_says_so_when_there_is_no_notify_send(environ: dict[str, str], tmp_path: Path) -> None:
    environ["PATH"] = str(tmp_path)
    notifier = PlyerNotifier(environ)

    assert not await notifier.show(REMINDER)
    assert not (await notifier.report()).works
    assert "libnotify-bin" in (await notifier.report()).advice


async def test_what_plyer_says_of_itself_is_what_it_can_do(
    notification_server: Dunst, environ: dict[str, str]
) -> None:
    need("notify-send", "dbus-send")
    notifier = PlyerNotifier(environ)
    assert (await notifier.report()).works
    notification_server.kill()
    serverless = await notifier.report()
    del environ["DBUS_SESSION_BUS_ADDRESS"]
    busless = await notifier.report()

    assert not await notifier.show(REMINDER)
    assert [(report.works, report.can) for report in (serverless, busless)] == [(False, ())] * 2
    assert "dunst or mako" in serverless.advice
    assert "no session bus" in busless.advice


async def test_a_server_that_never_answers_plyer_leaves_no_process_behind(
    bus: str, environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    need("notify-send")
    environ["DBUS_SESSION_BUS_ADDRESS"] = bus
    mark = f"never answered {time.monotonic_ns()}"
    monkeypatch.setattr(adapter, "LIMIT_S", 2)
    async with FakeServer.on(bus) as server:
        server.silent = {"Notify", "GetCapabilities", "GetServerInformation"}

        assert not await PlyerNotifier(environ).show(Notice(mark, "x"))
        assert server.asked.is_set()
        until(lambda: mark.encode() not in _all_commands())


async def test_plyer_is_used_where_no_bus_is_known_but_a_display_is(
    environ: dict[str, str], screen: Screen, tmp_path: Path
) -> None:
    notifier = choose(Answers(), tmp_path / "run", environ, "linux")
    assert (await notifier.report()).mechanism == "plyer"
    del environ["DISPLAY"]

    assert (await notifier.report()).mechanism == "org.freedesktop.Notifications"


@pytest.mark.parametrize("platform", ["darwin", "win32"])
async def test_plyer_is_used_on_other_platforms(
    platform: str, environ: dict[str, str], tmp_path: Path
) -> None:
    notifier = choose(Answers(), tmp_path / "run", environ, platform)

    assert (await notifier.report()).mechanism == "plyer"


def test_the_portal_of_plyer_is_not_used_where_there_is_an_app_directory(tmp_path: Path) -> None:
    sender = tmp_path / "notify-send"
    sender.write_text(f"#!/bin/sh\nprintf '%s' \"$1\" > {tmp_path}/title\n")
    sender.chmod(0o755)
    code = (
        "import os.path; os.path.isdir = lambda path: True;"
        "from unslouch.desktop.notify import plyer_send; plyer_send.main('a title', 'body')"
    )
    subprocess.run([sys.executable, "-c", code], env={"PATH": str(tmp_path)}, check=True, timeout=PATIENCE_S)

    assert (tmp_path / "title").read_text() == "a title"


def _all_commands() -> bytes:
    commands = b""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            commands += path.read_bytes()
        except OSError:
            continue
    return commands
