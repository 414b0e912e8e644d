"""The verbs, as typed: what they print, and how they exit."""

from __future__ import annotations

import json

import pytest

from tests.service.conftest import Home
from tests.waiting import until


def test_start_status_stop(home: Home) -> None:
    started = home.unslouch("start")
    again = home.unslouch("start")
    status = home.unslouch("status")
    stopped = home.unslouch("stop")
    gone = home.unslouch("status")

    assert (started.returncode, started.stderr) == (0, "")
    assert "already running" in again.stdout
    assert "The next break comes at" in status.stdout
    assert stopped.returncode == 0
    assert (gone.returncode, gone.stdout) == (3, "")
    assert gone.stderr == "Unslouch is not running. `unslouch start` starts it.\n"


def test_restart_starts_what_was_not_running(home: Home) -> None:
    restarted = home.unslouch("restart")
    home.unslouch("stop")

    assert restarted.returncode == 0


def test_a_start_that_fails_says_why(home: Home) -> None:
    home.runtime.write_text("in the way")
    failed = home.unslouch("start")

    assert failed.returncode == 1
    assert str(home.runtime) in failed.stderr


def test_status_json_has_what_the_contract_says(home: Home) -> None:
    home.start()
    document = json.loads(home.unslouch("status", "--json").stdout)

    assert document["version"] == 1
    expected = {"state", "since", "sitting_s", "since_break_s", "next", "next_in_s", "fraction", "rhythm"}
    assert expected | {"length_s", "holds", "reminder", "today"} <= set(document)


def test_an_error_in_json_is_an_object_on_standard_output(home: Home) -> None:
    failed = home.unslouch("status", "--json")

    assert failed.returncode == 3
    assert json.loads(failed.stdout)["error"]["code"] == "not-running"
    assert failed.stderr == ""


def test_without_a_terminal_the_bare_command_is_status(home: Home) -> None:
    home.start()

    assert home.unslouch().stdout.startswith(home.unslouch("status").stdout)


@pytest.mark.parametrize(
    "arguments",
    [
        ("no-such-verb",),
        ("pause", "soon"),
        ("pause", "-5m"),
        ("pause", "5m", "--until", "15:00"),
        ("status", "--format", "{state.__class__}"),
        ("status", "--format", "{nonsense}"),
        ("plan", "--since", "50 minutes"),
        ("plan", "--focus", "nose"),
        ("plan", "--config", "/no/such/file"),
        ("run", "--speed", "0.5"),
        ("run", "--speed", "fast"),
        ("exercises", "no-such-exercise"),
    ],
)
def test_wrong_usage_is_two(home: Home, arguments: tuple[str, ...]) -> None:
    home.start()
    refused = home.unslouch(*arguments)

    assert refused.returncode == 2
    assert refused.stderr
    assert "Traceback" not in refused.stderr


def test_pause_and_resume(home: Home) -> None:
    home.start()
    paused = home.unslouch("pause", "1h 30m")
    status = home.status()
    resumed = home.unslouch("resume")

    assert "paused until" in paused.stdout
    assert status["next"] is None
    assert home.status()["state"] == "sitting"
    assert resumed.returncode == 0


def test_pause_until_a_time(home: Home) -> None:
    home.start()
    home.unslouch("pause", "--until", "04:00")

    assert home.status()["holds"][0]["cause"].endswith("04:00")


def test_snooze_as_often_as_allowed(home: Home) -> None:
    home.start("--speed", "600")
    for _ in range(3):
        until(lambda: home.status()["reminder"] is not None)
        assert home.unslouch("snooze", "1m").returncode == 0
    refused = home.unslouch("snooze")

    assert refused.returncode == 1
    assert "Start it, or skip it." in refused.stderr


def test_follow_prints_a_line_at_every_change_and_no_other(home: Home) -> None:
    process = home.start()
    follower = home.client.follow()
    states = [next(follower)["state"]]
    home.client.request("pause")
    states.append(next(follower)["state"])
    home.client.request("status")
    home.client.request("resume")
    states.append(next(follower)["state"])
    process.terminate()

    assert states == ["sitting", "paused", "sitting"]
    assert list(follower) == []


def test_config_set_reaches_the_service(home: Home) -> None:
    home.start()
    home.unslouch("config", "init")
    changed = home.unslouch("config", "set", "rhythm.stretch.every", "10m")
    until(lambda: home.status()["next_in_s"] < 601)

    assert "10m" in changed.stdout


@pytest.mark.parametrize(
    ("since", "length", "posture"),
    [("20m", 60, "seated"), ("50m", 180, "mixed"), ("95m", 300, "standing"), ("3h", 480, "walk")],
)
def test_plan_depends_on_the_time_since_the_last_break(
    home: Home, since: str, length: float, posture: str
) -> None:
    document = json.loads(home.unslouch("plan", "--since", since, "--json").stdout)

    assert document["length_s"] == pytest.approx(length, rel=0.1)
    assert document["band"]["posture"] == posture
    assert sum(move["seconds"] for move in document["moves"]) == document["length_s"]


def test_a_broken_profile_spares_everything_that_may_have_to_be_spared(home: Home) -> None:
    home.config('[profile]\navoid = ["knees"]\n')
    plan = json.loads(home.unslouch("plan", "--since", "3h", "--json").stdout)
    catalogue = json.loads(home.unslouch("exercises", "--json").stdout)["exercises"]
    cautions = {exercise["id"]: exercise["cautions"] for exercise in catalogue}

    assert [cautions[move["exercise"]] for move in plan["moves"] if cautions[move["exercise"]]] == []


def test_help_names_every_verb(home: Home) -> None:
    text = home.unslouch("--help").stdout

    for verb in ("run", "start", "stop", "status", "why", "break", "snooze", "skip", "pause", "resume"):
        assert f"  {verb} " in text
