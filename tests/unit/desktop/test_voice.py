"""The voice: a speech program that is really run; one that writes down what it is to say, and espeak-ng."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.waiting import PATIENCE_S, until

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="espeak is the voice of Linux")

SPEECH = """#!/bin/sh
printf '%s\\n' "$#" "$@" > "$SAID"
"""
SPEAK = """
import sys
from pathlib import Path
from unslouch.desktop.voice import Voice, found
assert found()
voice = Voice()
for text in sys.argv[2:]:
    voice.say(text)
    print(Path(sys.argv[1]).read_text(), end="")
"""
CUT = """
import os, signal, sys
from pathlib import Path
from unslouch.desktop.voice import Voice
def heard():
    line = Path(sys.argv[1]).read_text()
    print(line, end="")
    return int(line.split()[0])
voice = Voice()
voice.say("one")
first = heard()
voice.say("two")
voice.say("three")
os.kill(first, signal.SIGKILL)
heard()
voice.say("")
voice.say("four")
heard()
"""


def spoken(tmp_path: Path, *texts: str) -> list[str]:
    """What the speech program was given: how many arguments, and which."""
    program, said = tmp_path / "espeak-ng", tmp_path / "said"
    program.write_text(SPEECH)
    program.chmod(0o755)
    os.mkfifo(said)
    environ = {"PATH": f"{tmp_path}:/usr/bin:/bin", "SAID": str(said), "HOME": str(tmp_path)}
    return speaking(SPEAK, environ, str(said), *texts)[0].splitlines()


def test_each_text_is_one_argument_of_the_speech_program(tmp_path: Path) -> None:
    text = "Breathe in; $(reboot) & slowly."

    assert spoken(tmp_path, text, "Let go.") == ["1", text, "1", "Let go."]


def test_no_text_is_taken_for_an_option(tmp_path: Path) -> None:
    assert spoken(tmp_path, "--path=/etc", "-f/etc/passwd") == ["1", "path=/etc", "1", "f/etc/passwd"]


@pytest.mark.parametrize(("name", "before"), [("espeak", []), ("flite", ["-t"])])
def test_other_speech_programs_do_as_well(name: str, before: list[str], tmp_path: Path) -> None:
    program, said = tmp_path / name, tmp_path / "said"
    program.write_text('#!/bin/sh\necho "$@" > "$SAID"\n')
    program.chmod(0o755)
    os.mkfifo(said)
    environ = {"PATH": str(tmp_path), "SAID": str(said), "HOME": str(tmp_path)}

    assert speaking(SPEAK, environ, str(said), "Hello") == (" ".join([*before, "Hello"]) + "\n", "")


def speaking(program: str, environ: dict[str, str], *arguments: str) -> tuple[str, str]:
    """What a process that speaks says on its two outputs until it ends by itself."""
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(
        command, env=environ, check=True, timeout=PATIENCE_S, capture_output=True, text=True
    )
    return done.stdout, done.stderr


@pytest.fixture
def endless(tmp_path: Path) -> dict[str, str]:
    """The environment with a speech program that tells its pid and what it says, and never ends by itself."""
    program = tmp_path / "espeak-ng"
    program.write_text('#!/bin/sh\necho "$$ $1" > "$SAID"\nexec sleep 60\n')
    program.chmod(0o755)
    os.mkfifo(tmp_path / "said")
    return {"PATH": f"{tmp_path}:/usr/bin:/bin", "SAID": str(tmp_path / "said"), "HOME": str(tmp_path)}


def runs(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_only_the_newest_waits_silence_cuts_short_and_nothing_is_left_at_the_end(
    endless: dict[str, str],
) -> None:
    said, complaint = speaking(CUT, endless, endless["SAID"])
    pids, words = zip(*(line.split() for line in said.splitlines()), strict=True)

    assert (words, complaint) == (("one", "three", "four"), "")
    until(lambda: not any(map(runs, pids)))


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="apt install espeak-ng")
def test_espeak_ng_without_a_sound_device_leaves_no_word_on_the_terminal(tmp_path: Path) -> None:
    program = tmp_path / "espeak-ng"
    program.write_text(f'#!/bin/sh\n{shutil.which("espeak-ng")} "$@"\necho $? > "$SAID"\n')
    program.chmod(0o755)
    os.mkfifo(tmp_path / "said")
    nowhere = {"ALSA_CONFIG_PATH": "/nowhere", "PULSE_SERVER": "/nowhere"}
    environ = {"PATH": str(tmp_path), "SAID": str(tmp_path / "said"), "HOME": str(tmp_path), **nowhere}

    assert speaking(SPEAK, environ, environ["SAID"], "Hello there.") == ("0\n", "")


def test_without_a_speech_program_there_is_no_voice_and_no_error(tmp_path: Path) -> None:
    program = "from unslouch.desktop.voice import Voice, found; Voice().say('Hello'); print(found())"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={"PATH": str(tmp_path), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )

    assert (done.stdout, done.stderr) == ("False\n", "")
