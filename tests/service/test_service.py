"""The background process: one of it, its life and its end, its config and its journal."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time

import pytest

from tests.service.conftest import Home
from tests.waiting import PATIENCE_S, until

EVERY_10_MIN = '[[rhythm]]\nname = "stretch"\nevery = "10m"\n'


def test_it_counts_down_from_its_start_at_any_hour(home: Home) -> None:
    home.start()

    status = home.status()
    assert status["state"] == "sitting"
    assert 2990 < status["next_in_s"] <= 3000


def test_a_second_one_says_that_one_runs(home: Home) -> None:
    home.start()
    second = home.unslouch("run")

    assert second.returncode == 1
    assert second.stderr.strip() == (
        "Unslouch is already running. `unslouch status` shows it, `unslouch stop` ends it."
    )
    assert home.status()["state"] == "sitting"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(home: Home, number: signal.Signals) -> None:
    process = home.start()
    process.send_signal(number)

    assert process.wait(PATIENCE_S) == 0
    assert not (home.runtime / "control.sock").exists()
    assert home.kinds() == ["service_started", "service_stopped"]
    assert "Traceback" not in str(process.stderr and process.stderr.read())


def test_a_stale_socket_is_no_obstacle(home: Home) -> None:
    process = home.start()
    process.kill()
    process.wait(PATIENCE_S)
    assert (home.runtime / "control.sock").exists()
    home.start()

    assert home.status()["state"] == "sitting"


def test_nobody_else_can_talk_to_it(home: Home) -> None:
    home.start()

    assert stat.S_IMODE(home.runtime.stat().st_mode) == 0o700
    assert stat.S_IMODE((home.runtime / "control.sock").stat().st_mode) == 0o600


@pytest.mark.skipif(os.name == "nt", reason="there are no owners of folders on Windows")
@pytest.mark.skipif(os.name != "nt" and os.getuid() != 0, reason="only root can give a folder away")
def test_a_folder_of_somebody_else_is_refused(home: Home) -> None:
    home.runtime.mkdir(mode=0o755)
    os.chown(home.runtime, 12345, 12345)
    refused = home.unslouch("run")

    assert refused.returncode == 1
    assert "belongs to another user" in refused.stderr


def test_a_changed_config_applies_at_once(home: Home) -> None:
    home.start()
    home.config(EVERY_10_MIN)
    until(lambda: home.status()["next_in_s"] < 601)

    assert home.status()["warnings"] == []


def test_a_changed_config_applies_on_a_signal(home: Home) -> None:
    """As where there is no inotify: the folder that would be watched is not there at the start."""
    shutil.rmtree(home.config_file.parent)
    process = home.start()
    home.config_file.parent.mkdir()
    home.config(EVERY_10_MIN)
    process.send_signal(signal.SIGHUP)
    until(lambda: home.status()["next_in_s"] < 601)


def test_a_broken_config_is_named_and_the_last_good_one_stays(home: Home) -> None:
    home.config(EVERY_10_MIN)
    home.start()
    home.config(EVERY_10_MIN.replace('"10m"', '"-5m"'))
    until(lambda: bool(home.status()["warnings"]))
    warning = home.status()["warnings"][0]
    assert warning.startswith(f"{home.config_file}:4: ")
    assert home.status()["next_in_s"] < 601
    home.config(EVERY_10_MIN.replace("10", "20"))
    until(lambda: not home.status()["warnings"])

    assert home.status()["next_in_s"] > 601


def test_a_config_that_is_broken_at_the_start_leaves_the_defaults(home: Home) -> None:
    home.config("[[rhythm\n")
    home.start()

    assert home.status()["next_in_s"] > 2900
    assert home.status()["warnings"][0].startswith(f"{home.config_file}:2: ")


def test_an_unwritable_data_folder_is_named_and_nothing_is_lost(home: Home) -> None:
    share = home.path / ".local" / "share"
    share.parent.mkdir(parents=True)
    share.write_text("in the way")
    home.start()
    assert str(share / "unslouch" / "journal.db") in home.status()["warnings"][0]
    share.unlink()
    home.client.request("pause")

    assert home.kinds() == ["service_started", "paused"]
    assert home.status()["warnings"] == []


def test_a_damaged_journal_is_set_aside_and_a_new_one_begun(home: Home) -> None:
    folder = home.path / ".local" / "share" / "unslouch"
    folder.mkdir(parents=True)
    (folder / "journal.db").write_bytes(b"no database" * 1000)
    home.start()
    (kept,) = folder.glob("journal.damaged-*.db")

    assert kept.read_bytes() == b"no database" * 1000
    assert str(kept) in home.status()["warnings"][0]
    assert home.kinds() == ["service_started"]


def test_a_pause_is_kept_through_a_restart(home: Home) -> None:
    process = home.start()
    home.client.request("pause", length_s=3600)
    process.kill()
    process.wait(PATIENCE_S)
    home.start()

    status = home.status()
    assert status["state"] == "paused"
    assert [hold["reason"] for hold in status["holds"]] == ["paused"]


def test_at_speed_it_keeps_a_journal_of_its_own_and_removes_it_in_the_end(home: Home) -> None:
    process = home.start("--speed", "600")
    until(lambda: home.status()["reminder"] is not None)
    assert "reminded" in [kind for kind, _ in home.journal(".local/state/unslouch/demo.db")]
    home.client.request("stop")
    process.wait(PATIENCE_S)

    assert not (home.path / ".local" / "state" / "unslouch" / "demo.db").exists()
    assert not (home.path / ".local" / "share" / "unslouch" / "journal.db").exists()


def test_at_speed_its_clock_survives_being_killed(home: Home) -> None:
    process = home.start("--speed", "60")
    until(lambda: home.status()["sitting_s"] > 60)
    before = home.client.request("hello")["clock"]
    process.kill()
    process.wait(PATIENCE_S)
    home.start("--speed", "60")

    assert home.client.request("hello")["clock"] == before
    assert home.status()["sitting_s"] > 60


def test_without_any_desktop_the_reminder_is_in_the_status_and_it_goes_on(home: Home) -> None:
    home.start("--speed", "600")
    changes = home.client.follow()
    assert next(changes)["reminder"] is None
    reminded = next(change for change in changes if change["reminder"])
    changes.close()  # type: ignore[attr-defined]  # it is a generator

    assert reminded["reminder"]["open"] is True
    assert home.client.request("skip")["reminder"] is None


def test_it_imports_nothing_heavy() -> None:
    code = (
        "import sys, unslouch.service.__main__, unslouch.desktop.notify.linux;"
        "print([m for m in ('textual', 'typer', 'click', 'rich', 'pydantic', 'plyer', 'tomlkit', 'tomli_w',"
        " 'unslouch.tui', 'unslouch.cli', 'unslouch.catalogue') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"


def test_a_session_that_dies_is_left_early(home: Home) -> None:
    home.start()
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(str(home.runtime / "control.sock"))
    connection.sendall(
        b'{"version": 1, "command": "session_began", "session": "a", "length_s": 60, "rhythm": null}\n'
    )
    connection.recv(100)
    assert home.status()["state"] == "break"
    connection.close()
    until(lambda: home.status()["state"] == "sitting")

    kind, data = home.journal()[-1]
    assert (kind, data["session"], data["died"]) == ("left_early", "a", True)


@pytest.mark.parametrize(
    "line",
    [
        b"no json\n",
        b"[]\n",
        b'{"version": 2, "command": "status"}\n',
        b'{"version": 1, "command": "no such"}\n',
        b'{"version": 1, "command": "pause", "length_s": "long"}\n',
        b'{"version": 1, "command": "pause", "length_s": -1}\n',
        b'{"version": 1, "command": "pause", "length_s": 1e300}\n',
        b'{"version": 1, "command": "pause", "until": "25:00"}\n',
        b'{"version": 1, "command": "snooze", "length_s": NaN}\n',
        b'{"version": 1, "command": "session_began", "session": "a"}\n',
        b'{"version": 1, "command": "session_ended", "outcome": 3}\n',
        b"\xff\xfe\n",
        b"[" * 10000 + b"\n",
    ],
    ids=range(13),
)
def test_what_makes_no_sense_is_refused_and_it_lives_on(home: Home, line: bytes) -> None:
    home.start()
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(PATIENCE_S)
        connection.connect(str(home.runtime / "control.sock"))
        connection.sendall(line)

        assert b'"error"' in connection.recv(65536)
    assert home.status()["state"] == "sitting"


def test_an_endless_line_is_cut_off(home: Home) -> None:
    home.start()
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(PATIENCE_S)
        connection.connect(str(home.runtime / "control.sock"))
        with contextlib.suppress(ConnectionError):
            for _ in range(100):
                connection.sendall(b"x" * 65536)

    assert home.status()["state"] == "sitting"


def test_it_answers_quickly_after_a_client_that_says_nothing(home: Home) -> None:
    home.start()
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(home.runtime / "control.sock"))
        before = time.monotonic()
        home.status()

        assert time.monotonic() - before < PATIENCE_S / 2
