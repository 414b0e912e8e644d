"""The system's speech: espeak-ng, espeak or flite on Linux; NSSpeechSynthesizer on macOS and SAPI on Windows
by plyer. On Linux plyer does not know espeak-ng, cannot be cut short and lets it write into the terminal.
"""

from __future__ import annotations

import atexit
import logging
import shutil
import subprocess
import sys
import threading

log = logging.getLogger(__name__)

_PROGRAMS = {"espeak-ng": (), "espeak": (), "flite": ("-t",)}
"""The programs that speak a text, each with what stands before it."""


def found() -> bool:
    """Whether there is a voice here."""
    return not sys.platform.startswith("linux") or _command() is not None


class Voice:
    """Speaks one text after the other; the newest replaces one that waits. It ends with this process."""

    def __init__(self) -> None:
        self._next = ""
        self._speaking: subprocess.Popen[bytes] | None = None
        self._told = threading.Condition()
        threading.Thread(target=self._speak_on, daemon=True).start()
        atexit.register(self.say, "")

    def say(self, text: str) -> None:
        """Say `text` once what is being said is over, or where it is empty be silent; comes back at once.

        By plyer, what is being said is said to its end.
        """
        with self._told:
            self._next = text.lstrip("-")  # or a speech program would take it for an option
            if not text and self._speaking:
                self._speaking.kill()
            self._told.notify()

    def _speak_on(self) -> None:
        while True:
            try:
                self._speak()
            except Exception as error:  # noqa: BLE001 - plyer's back ends raise whatever they like
                log.debug("The voice cannot speak: %s", error)

    def _speak(self) -> None:
        with self._told:
            self._told.wait_for(lambda: self._next)
            text, self._next = self._next, ""
            command = _command()
            self._speaking = _start([*command, text]) if command else None
        if self._speaking:
            self._speaking.wait()
        elif not sys.platform.startswith("linux"):
            from plyer import tts  # noqa: PLC0415 - only who wants a voice pays for it

            tts.speak(text)


def _command() -> tuple[str, ...] | None:
    return next(((path, *before) for name, before in _PROGRAMS.items() if (path := shutil.which(name))), None)


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    nowhere = subprocess.DEVNULL
    return subprocess.Popen(command, stdin=nowhere, stdout=nowhere, stderr=nowhere)
