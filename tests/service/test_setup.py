"""`unslouch setup` where no app can be shown, and `unslouch autostart`, as typed."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

import pytest

from tests.service.conftest import Home
from unslouch.catalogue.safety import IN_SHORT
from unslouch.settings.paths import default_config


def test_in_a_pipe_it_takes_the_defaults_and_says_what_it_did(home: Home) -> None:
    done = home.unslouch("setup")

    assert (done.returncode, done.stderr) == (0, "")
    assert home.config_file.read_bytes() == default_config().read_bytes()
    assert IN_SHORT in " ".join(done.stdout.split())
    assert f"Written: {home.config_file}" in done.stdout
    assert "unslouch start " in done.stdout
    assert "no   Notifications" in done.stdout
    assert not home.client.running()


def test_again_it_leaves_the_settings_as_they_are(home: Home) -> None:
    home.config("")
    home.start()
    before = home.config_file.read_bytes()
    done = home.unslouch("setup")

    assert f"Left as they are: your settings in {home.config_file}" in done.stdout
    assert "unslouch start " not in done.stdout
    assert home.config_file.read_bytes() == before


def test_a_broken_config_is_no_wall(home: Home) -> None:
    home.config_file.write_text("version = [")
    done = home.unslouch("setup")

    assert (done.returncode, done.stderr) == (0, "")
    assert home.config_file.read_text() == "version = ["


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX's")
def test_a_dumb_terminal_gets_plain_text(home: Home) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "unslouch", "setup"],
        env=home.environ | {"TERM": "dumb"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    assert process.wait(timeout=30) == 0
    os.close(theirs)
    said = os.read(ours, 65536)
    os.close(ours)

    assert b"Written: " in said
    assert b"\x1b" not in said


def test_autostart_says_and_does_as_told(home: Home) -> None:
    home.environ["DISPLAY"] = ":no-such-display"
    file = home.path / ".config" / "autostart" / "unslouch.desktop"
    said = [home.unslouch("autostart", verb).stdout for verb in ("status", "on", "status", "off", "off")]

    assert said[0] == "Off.\n"
    assert str(file) in said[1]
    assert said[2] == f"On: an autostart entry, {file}.\n"
    assert said[3] == f"Unslouch no longer starts with your desktop; {file} is gone.\n"
    assert said[4] == "Unslouch did not start with your desktop.\n"
    assert not file.exists()


def test_autostart_where_there_is_no_desktop_says_what_to_do_instead(home: Home) -> None:
    refused = home.unslouch("autostart", "on")

    assert refused.returncode == 1
    assert "There is no desktop here to start with." in refused.stderr
