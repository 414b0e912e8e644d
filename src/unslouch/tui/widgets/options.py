"""A few words to choose from, side by side."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.containers import ScrollableContainer
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.widget import Widget

from unslouch.core.exercise import plainly

_MARKS = {(False, False): "○", (False, True): "●", (True, False): "□", (True, True): "■"}
"""By whether several may be chosen, and whether this one is."""

_GAP = 2


class Options(Widget, can_focus=True):
    """Shows `words`, of which one is chosen, or `many` may be; a mark and not a colour tells which.

    Choosing changes nothing here: it is told by `Picked`, and shown once `tell` says so. With `folded`, which
    stands for no word, only the chosen ones are shown until a key or a click opens the rest.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"options--chosen", "options--rest", "options--cursor"}
    DEFAULT_CSS = """
    Options {
        height: auto;
        width: 1fr;
        pointer: pointer;
        .options--chosen { color: $foreground; text-style: bold; }
        .options--rest { color: $text-muted; }
        .options--cursor { color: $primary; text-style: bold underline; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", "Word before", id="options.before", show=False),
        Binding("right", "move(1)", "Next word", id="options.after", show=False),
        Binding("space,enter", "pick", "Choose", id="options.pick"),
        Binding("up,k", "line(-1)", "Line before", id="options.above", show=False),
        Binding("down,j", "line(1)", "Next line", id="options.below", show=False),
        Binding("escape", "fold", "Close", id="options.fold"),
    ]

    class Picked(Message):
        """These words are wanted now."""

        def __init__(self, options: Options, words: tuple[str, ...]) -> None:
            super().__init__()
            self.options = options
            self.words = words

        @property
        def control(self) -> Options:
            return self.options

    def __init__(
        self,
        words: tuple[str, ...],
        chosen: frozenset[str],
        *,
        many: bool = False,
        folded: str = "",
        id: str | None = None,  # noqa: A002 - Textual's name for it
    ) -> None:
        super().__init__(id=id)
        self.words = words
        self.chosen = chosen
        self._many = many
        self._folded = folded
        self._open = not folded
        self._at = next((index for index, word in enumerate(words) if word in chosen), 0)

    def tell(self, chosen: frozenset[str]) -> None:
        """These words are the chosen ones."""
        if chosen != self.chosen:
            self.chosen = chosen
            self.refresh(layout=not self._open)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        del container, viewport
        return self.lines(width)

    def lines(self, width: int) -> int:
        """How many lines the words take in that many columns."""
        return len(self._lines(width)) if self._open else max(1, len(self._chosen_words().wrap(width)))

    def render(self) -> Text | Content:
        if not self._open:
            return self._chosen_words()
        lines = self._lines(self.size.width)
        text = Text(no_wrap=True)
        for number, line in enumerate(lines):
            text.append("\n" if number else "")
            used = 0
            for index, begin in line:
                text.append(" " * (begin - used))
                text.append(self._label(index), self._style(index))
                used = begin + len(self._label(index))
        return text

    def on_blur(self) -> None:
        self.action_fold()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        return action not in {"fold", "line"} or bool(self._folded and self._open)

    def action_fold(self) -> None:
        if self._folded and self._open:
            self._show(open_=False)

    def action_move(self, by: int) -> None:
        if not self._open:
            self._show(open_=True)
            return
        self._go((self._at + by) % len(self.words))

    def action_line(self, by: int) -> None:
        """To the word above or below, if there is one."""
        lines = self._lines(self.size.width)
        across = len(lines[0])
        if 0 <= self._at + by * across < len(self.words):
            self._go(self._at + by * across)

    def action_pick(self) -> None:
        if not self._open:
            self._show(open_=True)
            return
        word = self.words[self._at]
        if self._many:
            wanted = self.chosen ^ {word}
        elif word in self.chosen and len(self.words) == 2:
            self.action_move(1)
            wanted = frozenset({self.words[self._at]})
        else:
            wanted = frozenset({word})
        if wanted != self.chosen:
            self.post_message(self.Picked(self, tuple(each for each in self.words if each in wanted)))

    def on_click(self, event: events.Click) -> None:
        if not self._open:
            self._show(open_=True)
            return
        at = event.get_content_offset(self)
        index = None if at is None else self._under(at.x, at.y)
        if index is None:
            return
        other = self.words[index] not in self.chosen
        if self._many or other:
            self._at = index
            self.action_pick()

    def _show(self, *, open_: bool) -> None:
        self._open = open_
        self.refresh(layout=True)
        self.refresh_bindings()

    def _go(self, at: int) -> None:
        self._at = at
        self.refresh()
        line = next(number for number, line in enumerate(self._lines(self.size.width)) if at in dict(line))
        region, inside = Region(0, line, self.size.width, 1), self.virtual_region.offset
        for around in self.ancestors:
            if isinstance(around, ScrollableContainer):
                around.scroll_to_region(region.translate(inside), animate=False)
                break
            inside += around.virtual_region.offset if isinstance(around, Widget) else (0, 0)

    def _chosen_words(self) -> Content:
        words = [word for word in self.words if word in self.chosen] or sorted(self.chosen)
        shown = ", ".join(plainly(word) for word in words)
        return Content(shown) if shown else Content.styled(self._folded, "$text-muted")

    def _lines(self, width: int) -> list[list[tuple[int, int]]]:
        """The words on each line of that many columns: their numbers and the columns they begin in.

        What fits on one line stands close together, more stand in columns.
        """
        wide = [len(self._label(index)) + _GAP for index in range(len(self.words))]
        if sum(wide) - _GAP <= width:
            return [[(index, sum(wide[:index])) for index in range(len(wide))]]
        across = max(1, (width + _GAP) // max(wide))
        numbers = range(len(wide))
        return [
            [(index, index % across * max(wide)) for index in numbers[first : first + across]]
            for first in numbers[::across]
        ]

    def _under(self, x: int, y: int) -> int | None:
        """The number of the word in that column of that line."""
        lines = self._lines(self.size.width)
        line = lines[y] if y < len(lines) else []
        hit = (index for index, begin in line if begin <= x < begin + len(self._label(index)))
        return next(hit, None)

    def _label(self, index: int) -> str:
        word = self.words[index]
        return f"{_MARKS[self._many, word in self.chosen]} {word.replace('-', ' ')}"

    def _style(self, index: int) -> Style:
        if self.has_focus and index == self._at:
            return self.get_component_rich_style("options--cursor", partial=True)
        part = "chosen" if self.words[index] in self.chosen else "rest"
        return self.get_component_rich_style(f"options--{part}", partial=True)
