"""Starting with the desktop: the files, word for word and as real readers take them."""

from __future__ import annotations

import json
import plistlib
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.waiting import until
from unslouch.desktop import autostart
from unslouch.desktop.autostart import AutostartError, NoDesktopError, systemd, xdg
from unslouch.desktop.autostart.files import MARK
from unslouch.desktop.autostart.launchd import LaunchAgent, agent
from unslouch.desktop.autostart.startup import StartupFolder, command_file
from unslouch.desktop.autostart.systemd import UserUnit
from unslouch.desktop.autostart.xdg import AutostartEntry

UNSLOUCH = ("/opt/my tools/100%/python", "-P", "-m", "unslouch")
HOSTILE = 'a b%h$HOME"q`w;e\\n&~#é'
"""A folder's name with what is special to one reader or another."""

Told = Callable[[], list[str]]


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """A user without a desktop, whose PATH is a folder of the test."""
    (tmp_path / "bin").mkdir()
    return {"HOME": str(tmp_path), "PATH": str(tmp_path / "bin")}


@pytest.fixture
def told(tmp_path: Path, environ: dict[str, str]) -> Told:
    """A user manager whose desktop has reached graphical-session.target; what it was told."""
    log, systemctl = tmp_path / "told", tmp_path / "bin" / "systemctl"
    systemctl.write_text(f'#!/bin/sh\necho "$@" >> "{log}"\n')
    systemctl.chmod(0o755)
    return lambda: log.read_text().splitlines()


def program(folder: Path) -> tuple[Path, Path]:
    """A program in a folder of that name which writes down its arguments, and where."""
    folder.mkdir()
    box, path = folder.parent / "box", folder / "say $x"
    path.write_text(
        f"#!{sys.executable}\nimport json, os, sys\n"
        f"open({str(box)!r} + '~', 'w').write(json.dumps(sys.argv))\n"
        f"os.rename({str(box)!r} + '~', {str(box)!r})\n"
    )
    path.chmod(0o755)
    return path, box


def test_a_desktop_that_reaches_the_target_gets_a_user_unit(environ: dict[str, str], told: Told) -> None:
    way = autostart.turn_on(UNSLOUCH, environ, "linux")

    assert isinstance(way, UserUnit)
    assert told() == ["--user is-active --quiet graphical-session.target", "--user daemon-reload"]
    link = way.file.parent / "graphical-session.target.wants" / "unslouch.service"
    assert link.resolve() == way.file
    assert (
        '\nExecStart=/usr/bin/env "/opt/my tools/100%%/python" -P -m unslouch run\n' in way.file.read_text()
    )


def test_a_desktop_that_does_not_gets_an_entry(environ: dict[str, str]) -> None:
    environ["DISPLAY"] = ":0"
    way = autostart.turn_on(UNSLOUCH, environ, "linux")

    assert way.file == Path(environ["HOME"]) / ".config/autostart/unslouch.desktop"
    assert '\nExec=/usr/bin/env "/opt/my tools/100%%/python" -P -m unslouch start\n' in way.file.read_text()


def test_without_a_desktop_nothing_is_written(environ: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(NoDesktopError, match="There is no desktop here"):
        autostart.turn_on(UNSLOUCH, environ, "linux")

    assert not (tmp_path / ".config").exists()


def test_the_config_folder_may_be_elsewhere(environ: dict[str, str], tmp_path: Path) -> None:
    environ |= {"DISPLAY": ":0", "XDG_CONFIG_HOME": str(tmp_path / "elsewhere")}

    assert autostart.choose(environ, "linux").file == tmp_path / "elsewhere/autostart/unslouch.desktop"


@pytest.mark.parametrize("way", [UserUnit, AutostartEntry, LaunchAgent, StartupFolder])
def test_on_and_off_leave_no_file(way: type, environ: dict[str, str], tmp_path: Path) -> None:
    before = {path for path in tmp_path.rglob("*") if not path.is_dir()}
    mechanism = way(environ)
    states = [mechanism.is_on()]
    for turn in (mechanism.on, mechanism.on):  # twice does no harm
        turn(UNSLOUCH)
        states.append(mechanism.is_on())
    mechanism.off()
    mechanism.off()

    assert [*states, mechanism.is_on()] == [False, True, True, False]
    assert {path for path in tmp_path.rglob("*") if not path.is_dir()} == before


@pytest.mark.parametrize("way", [UserUnit, AutostartEntry, LaunchAgent, StartupFolder])
def test_a_file_of_somebody_else_is_left_as_it_is(way: type, environ: dict[str, str]) -> None:
    mechanism = way(environ)
    mechanism.file.parent.mkdir(parents=True)
    mechanism.file.write_text("mine")
    for turn in (lambda: mechanism.on(UNSLOUCH), mechanism.off):
        with pytest.raises(AutostartError, match="left as it is"):
            turn()

    assert mechanism.file.read_text() == "mine"


def test_it_starts_by_one_mechanism_alone(environ: dict[str, str], tmp_path: Path) -> None:
    environ["DISPLAY"] = ":0"
    entry = autostart.turn_on(UNSLOUCH, environ, "linux")
    (tmp_path / "bin" / "systemctl").symlink_to(str(shutil.which("true")))
    unit = autostart.turn_on(UNSLOUCH, environ, "linux")

    assert (entry.is_on(), unit.is_on()) == (False, True)
    assert [way.file for way in [autostart.present(environ, "linux")] if way] == [unit.file]
    assert [way.file for way in autostart.turn_off({"HOME": environ["HOME"]}, "linux")] == [unit.file]
    assert autostart.present(environ, "linux") is None


def test_a_folder_that_cannot_be_made_is_told(environ: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / ".config").write_text("a file")
    environ["DISPLAY"] = ":0"

    with pytest.raises(AutostartError, match=r"unslouch\.desktop cannot be"):
        autostart.turn_on(UNSLOUCH, environ, "linux")


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_an_entry_that_the_desktop_turned_off_is_off(line: str, environ: dict[str, str]) -> None:
    way = AutostartEntry(environ)
    way.on(UNSLOUCH)
    way.file.write_text(way.file.read_text() + f"{line}\n")

    assert not way.is_on()


@pytest.mark.parametrize(
    ("desktop", "told"), [("ubuntu:GNOME", False), ("XFCE", False), ("i3", True), ("", True)]
)
def test_a_window_manager_that_may_start_no_entries_is_told_of_dex(desktop: str, told: bool) -> None:
    way = AutostartEntry({"HOME": "/home/u", "XDG_CURRENT_DESKTOP": desktop})

    assert ("dex" in way.advice) is told


def test_what_is_said_is_plain_words_since_the_app_shows_it_as_it_is(environ: dict[str, str]) -> None:
    with pytest.raises(NoDesktopError) as nowhere:
        autostart.choose(environ, "linux")

    assert "`" not in f"{nowhere.value} {AutostartEntry({}).advice}"


@pytest.mark.parametrize("make", [systemd.unit, xdg.entry, agent, command_file])
@pytest.mark.parametrize("word", ["/bin/a\nExecStart=b", "/bin/a\x1b", "/bin/\u202e", "/bin/\udcff"])
def test_a_path_with_a_control_character_is_refused(make: Callable[[list[str]], str], word: str) -> None:
    with pytest.raises(AutostartError, match=r"has U\+"):
        make([word, "run"])


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("/usr/bin/python3.11", "/usr/bin/python3.11"),
        ("/a b", '"/a b"'),
        ("/%h", '"/%%h"'),
        ("/$x", '"/$$x"'),
        ('/"\\', r'"/\"\\"'),
        (";", '";"'),
    ],
)
def test_words_in_a_unit(word: str, written: str) -> None:
    assert f"\nExecStart=/bin/x {written}\n" in systemd.unit(["/bin/x", word])


@pytest.mark.parametrize("make", [systemd.unit, xdg.entry])
def test_a_program_that_would_not_be_found_goes_by_way_of_env(make: Callable[[list[str]], str]) -> None:
    assert '=/usr/bin/env "/a b/python" run\n' in make(["/a b/python", "run"])
    with pytest.raises(AutostartError, match="for the = in it"):
        make(["/a =b/python", "run"])


@pytest.mark.parametrize(
    ("word", "written"),
    [("/a b", '"/a b"'), ("%f", '"%%f"'), ("$x`", r'"\\$x\\`"'), ('"', r'"\\""'), ("\\", r'"\\\\"')],
)
def test_words_in_an_entry(word: str, written: str) -> None:
    assert f"\nExec=/bin/x {written}\n" in xdg.entry(["/bin/x", word])


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="apt install systemd")
def test_systemd_takes_the_unit_for_what_is_meant(tmp_path: Path) -> None:
    path, _ = program(tmp_path / HOSTILE)
    written = tmp_path / "unslouch.service"
    written.write_text(systemd.unit([str(path), HOSTILE]))
    verified = subprocess.run(
        ["systemd-analyze", "--user", "verify", "--man=no", str(written)],
        env={"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (verified.returncode, "unslouch.service" in verified.stderr) == (0, False), verified.stderr


@pytest.mark.skipif(shutil.which("gio") is None, reason="apt install libglib2.0-bin")
def test_a_desktop_starts_the_entry_with_what_is_meant(tmp_path: Path) -> None:
    path, box = program(tmp_path / HOSTILE)
    written = tmp_path / "unslouch.desktop"
    written.write_text(xdg.entry([str(path), HOSTILE, "start"]))
    subprocess.run(
        ["gio", "launch", str(written)], env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}, check=True
    )
    until(box.exists)

    assert json.loads(box.read_text()) == [str(path), HOSTILE, "start"]


def test_the_launch_agent_reads_back() -> None:
    text = agent([*UNSLOUCH, HOSTILE])

    assert plistlib.loads(text.encode())["ProgramArguments"] == [*UNSLOUCH, HOSTILE]
    assert MARK in text


def test_the_command_file_of_windows_opens_no_console() -> None:
    lines = command_file([r"C:\Users\é 100%\python.exe", "-m", "unslouch"]).split("\r\n")

    assert lines[-2:] == [r'@start "" "C:\Users\é 100%%\pythonw.exe" "-m" "unslouch"', ""]


def test_each_platform_has_its_own() -> None:
    ways = [autostart.choose({"HOME": "/u", "APPDATA": "/r"}, name) for name in ("darwin", "win32")]

    assert [str(way.file) for way in ways] == [
        "/u/Library/LaunchAgents/unslouch.plist",
        "/r/Microsoft/Windows/Start Menu/Programs/Startup/unslouch.cmd",
    ]
