"""The end of a session."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Center, HorizontalGroup, Vertical

from unslouch.core.exercise import Move
from unslouch.core.guide import worked
from unslouch.core.player import Player
from unslouch.tui.widgets.countdown import Countdown
from unslouch.tui.widgets.key_button import KeyButton
from unslouch.tui.widgets.line import Line

_ANSWERS = {"too_easy": ("1", "Too easy"), "right": ("2", "Right"), "too_much": ("3", "Too much")}
"""For each of the session's actions its key, and its words."""


class Farewell(Vertical):
    """What was done in the session that `player` ended, when the next break comes, and how one `move` was, if
    that is asked. Its buttons are the session's actions.
    """

    def __init__(self, player: Player, move: Move | None) -> None:
        super().__init__()
        self._player = player
        self._move = move
        self._then = Line(id="then")

    def compose(self) -> ComposeResult:
        yield Line("Done" if self._player.counts else "Left early", id="title")
        clock = Countdown()
        clock.tell(self._player.done_s)
        yield clock
        yield Line(worked(self._player).capitalize(), id="done")
        yield self._then
        if self._move is not None:
            with Vertical(id="question"):
                yield Line(f"{self._move.exercise.name}: how was it?", id="ask")
                with Center(id="answers"), HorizontalGroup():
                    yield from (self._button(action) for action in _ANSWERS)

    def tell(self, then: str) -> None:
        """When the next break comes."""
        self._then.tell(then)

    def thank(self) -> None:
        """Takes the answer."""
        self.query_one("#ask", Line).tell("Thank you.")
        self.query_one("#answers").visible = False

    def _button(self, action: str) -> KeyButton:
        button = KeyButton(action)
        button.tell(*_ANSWERS[action])
        return button
