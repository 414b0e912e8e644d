"""Words to choose from with the arrows, where Enter goes on."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from unslouch.tui.widgets.options import Options


class Choices(Options, inherit_bindings=False):
    """The word that the arrows reach is the chosen one; of `many`, Space chooses each or not."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", "Word before", id="choices.before", show=False),
        Binding("right", "move(1)", "Next word", id="choices.after", show=False),
        Binding("up", "move_line(-1)", "Line above", id="choices.above", show=False),
        Binding("down", "move_line(1)", "Line below", id="choices.below", show=False),
        Binding("space", "pick", "Choose", id="choices.pick"),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        return self._many or action != "pick"

    def action_move(self, by: int) -> None:
        super().action_move(by)
        if not self._many and self.words[self._at] not in self.chosen:
            self.post_message(self.Picked(self, (self.words[self._at],)))

    def action_move_line(self, by: int) -> None:
        across = len(self._lines(self.size.width)[0])
        if 0 <= self._at + by * across < len(self.words):
            self.action_move(by * across)
