"""One of a few words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.table import Table
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from unslouch.tui.style import beside
from unslouch.tui.widgets.keys import Keys
from unslouch.tui.widgets.line import Line
from unslouch.tui.widgets.too_small import TooSmall

Choice = tuple[str, str, int]
"""A choice: its value, its words, and how many exercises it leaves."""


_BAR = "▌ "


class _Choices(OptionList, inherit_bindings=False):
    """Each choice is one line, and the bar of the other lists is beside the one that is reached."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor_up", "Before", id="pick.before", show=False),
        Binding("down", "cursor_down", "Next", id="pick.after", show=False),
        Binding("home", "first", "First", id="pick.first", show=False),
        Binding("end", "last", "Last", id="pick.last", show=False),
        Binding("pageup", "page_up", "Page up", id="pick.page-up", show=False),
        Binding("pagedown", "page_down", "Page down", id="pick.page-down", show=False),
        Binding("enter,space", "select", "Choose", id="pick.choose"),
    ]

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        if y + self.scroll_offset.y != self.highlighted:
            return strip
        bar = Segment(_BAR, self.get_component_rich_style("option-list--option-highlighted"))
        return Strip.join([Strip([bar], len(_BAR)), strip.crop(len(_BAR))])


class PickScreen(ModalScreen[str | None], inherit_bindings=False):
    """Asks for one of `choices`, of which `now` holds; None leaves it. A letter goes to the words that begin
    with it.
    """

    DEFAULT_CSS = beside(__file__)
    BINDING_GROUP_TITLE = "Choosing"
    AUTO_FOCUS = "OptionList"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "keep", "Back", id="pick.keep")]

    def __init__(self, title: str, choices: Sequence[Choice], now: str) -> None:
        super().__init__()
        self._title = title
        self._choices = choices
        self._now = next((at for at, choice in enumerate(choices) if choice[0] == now), 0)

    def compose(self) -> ComposeResult:
        yield TooSmall()
        with Vertical(id="question"):
            yield Line(self._title)
            options = _Choices(*(Option(_words(choice)) for choice in self._choices), compact=True)
            options.highlighted = self._now
            yield options
        yield Keys()

    def on_key(self, event: events.Key) -> None:
        """The next words that begin with this letter."""
        letter, options = event.character, self.query_one(OptionList)
        if not letter or not letter.isalpha():
            return
        after = (options.highlighted or 0) + 1
        order = [*range(after, len(self._choices)), *range(after)]
        found = [at for at in order if self._choices[at][1].startswith(letter.casefold())]
        if found:
            event.stop()
            options.highlighted = found[0]

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.action_keep()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._choices[event.option_index][0])

    def action_keep(self) -> None:
        self.dismiss(None)


def _words(choice: Choice) -> Table:
    """The words, and how many exercises there are near the right end."""
    row = Table.grid(expand=True)
    row.add_column(width=len(_BAR))
    row.add_column(ratio=1, no_wrap=True)
    row.add_column(justify="right")
    row.add_column(width=1)
    row.add_row("", Text(choice[1]), Text(str(choice[2])), "")
    return row
