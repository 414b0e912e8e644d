"""What can be heard of a session, so that one may look away."""

from __future__ import annotations

from collections.abc import Callable

from unslouch.core.guide import titled
from unslouch.core.player import Player
from unslouch.settings.model import Sound
from unslouch.tui.ports import Guide


class Cues:
    """A voice that says the name of each move and then its steps, or the bell at its beginning."""

    def __init__(self, guide: Guide) -> None:
        self._speak = guide.speak
        self._sound = guide.sound
        self._heard = ""

    def change(self) -> Sound:
        """Goes on to the next kind of sound; the voice is one of them where there is one."""
        self.hush()
        kinds = [kind for kind in Sound if kind is not Sound.VOICE or self._speak]
        self._sound = kinds[(kinds.index(self._sound) + 1) % len(kinds)] if self._sound in kinds else kinds[0]
        return self._sound

    def tell(self, player: Player, ring: Callable[[], None]) -> None:
        """Lets be heard what has changed in `player` since the last time.

        A name does not wait until the step before it is said. What a pause cuts short is said again.
        """
        if player.finished or player.paused:
            self.hush()
            return
        text = titled(player.move) if player.ready_s else (player.step.text if player.step else "")
        if (key := f"{player.index} {text}") == self._heard:
            return
        self._heard = key
        if self._sound is Sound.VOICE and self._speak:
            if player.ready_s:
                self._speak("")
            self._speak(text)
        elif self._sound is not Sound.NONE and player.ready_s and player.index:
            ring()

    def hush(self) -> None:
        """Cuts the voice short."""
        if self._sound is Sound.VOICE and self._speak:
            self._speak("")
            self._heard = ""
