"""What can be heard of a session, so that one may look away."""

from __future__ import annotations

from collections.abc import Callable

from unslouch.core.guide import titled
from unslouch.core.player import Player
from unslouch.settings.model import Sound
from unslouch.tui.ports import Guide


class Cues:
    """The bell at the beginning of each move, or a voice that says its name and then its steps."""

    def __init__(self, guide: Guide) -> None:
        self._speak = guide.speak
        self._sound = guide.sound
        self._heard = ""

    def change(self) -> Sound:
        """Goes on to the next kind of sound; the voice is one of them where there is one."""
        kinds = [kind for kind in Sound if kind is not Sound.VOICE or self._speak]
        self._sound = kinds[(kinds.index(self._sound) + 1) % len(kinds)] if self._sound in kinds else kinds[0]
        return self._sound

    def tell(self, player: Player, ring: Callable[[], None]) -> None:
        """Lets be heard what has changed in `player` since the last time."""
        if player.finished or player.paused:
            return
        text = titled(player.move) if player.ready_s else (player.step.text if player.step else "")
        if (key := f"{player.index} {text}") == self._heard:
            return
        self._heard = key
        if self._sound is Sound.VOICE and self._speak:
            self._speak(text)
        elif self._sound is Sound.BELL and player.ready_s and player.index:
            ring()
