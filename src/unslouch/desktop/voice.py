"""The system's speech, by plyer: espeak or flite on Linux, NSSpeechSynthesizer on macOS, SAPI on Windows."""

from __future__ import annotations

import logging
import shutil
import sys
import threading

log = logging.getLogger(__name__)


def found() -> bool:
    """Whether there is a voice here."""
    return not sys.platform.startswith("linux") or any(map(shutil.which, ("espeak", "flite")))


class Voice:
    """Speaks in a thread of its own, one text after the other; the newest replaces one that still waits."""

    def __init__(self) -> None:
        self._next: str | None = None
        self._told = threading.Condition()
        threading.Thread(target=self._speak_on, daemon=True).start()

    def say(self, text: str) -> None:
        """Say `text` once what is being said is over; comes back at once."""
        with self._told:
            self._next = text.lstrip("-")  # or a speech program would take it for an option
            self._told.notify()

    def _speak_on(self) -> None:
        while True:
            with self._told:
                self._told.wait_for(lambda: self._next is not None)
                text, self._next = self._next or "", None
            try:
                from plyer import tts  # noqa: PLC0415 - only who wants a voice pays for it

                tts.speak(text)
            except Exception as error:  # noqa: BLE001 - plyer's back ends raise whatever they like
                log.warning("The voice cannot speak: %s", error)
                return
