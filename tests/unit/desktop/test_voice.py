"""The voice: a speech program that is really run, here one that writes down what it is to say."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

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


def spoken(tmp_path: Path, *texts: str) -> list[str]:
    """What the speech program was given: how many arguments, and which."""
    program, said = tmp_path / "espeak", tmp_path / "said"
    program.write_text(SPEECH)
    program.chmod(0o755)
    os.mkfifo(said)
    environ = {"PATH": f"{tmp_path}:/usr/bin:/bin", "SAID": str(said), "HOME": str(tmp_path)}
    command = [sys.executable, "-c", SPEAK, str(said), *texts]
    done = subprocess.run(command, env=environ, check=True, timeout=30, capture_output=True, text=True)
    return done.stdout.splitlines()


def test_each_text_is_one_argument_of_the_speech_program(tmp_path: Path) -> None:
    text = "Breathe in; $(reboot) & slowly."

    assert spoken(tmp_path, text, "Let go.") == ["1", text, "1", "Let go."]


def test_no_text_is_taken_for_an_option(tmp_path: Path) -> None:
    assert spoken(tmp_path, "--path=/etc", "-f/etc/passwd") == ["1", "path=/etc", "1", "f/etc/passwd"]


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
