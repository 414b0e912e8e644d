"""The keys of the screen below, all of them and in full words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

from unslouch.tui import breakpoints
from unslouch.tui.acts import Act, acts
from unslouch.tui.style import beside
from unslouch.tui.widgets.drawing import Drawing
from unslouch.tui.widgets.keys import Keys
from unslouch.tui.widgets.line import Line
from unslouch.tui.widgets.too_small import TooSmall

_PICTURE = "In the picture the near side is bright, and what is worked is tinted."


class Rows(Widget):
    """What can be done in rows, each with its keys before it in a column that is `key_width` wide."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--key"}

    def __init__(self, told: Sequence[Act], key_width: int) -> None:
        super().__init__()
        self._told = told
        self._key_width = key_width

    def render(self) -> Table:
        table = Table.grid(padding=(0, 2), expand=True)
        key = self.get_component_rich_style("rows--key", partial=True)
        table.add_column(width=self._key_width, style=key)
        table.add_column(ratio=1)
        for act in self._told:
            table.add_row(Text(_keys(act)), Text(act.words))
        return table


class HelpScreen(ModalScreen[None], inherit_bindings=False):
    """Lies over the screen `of` whose keys it tells, and which goes on meanwhile. It closes by itself when
    nothing that it told of that screen can be done any more: a break that is over leaves by itself.
    """

    DEFAULT_CSS = beside(__file__)
    BINDING_GROUP_TITLE = "Help"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q", "close", "Close", id="help.close"),
        Binding("down,j", "scroll(1)", "Down", id="help.down", show=False),
        Binding("up,k", "scroll(-1)", "Up", id="help.up", show=False),
        Binding("pagedown,space", "page(1)", "Page down", id="help.page-down", show=False),
        Binding("pageup", "page(-1)", "Page up", id="help.page-up", show=False),
        Binding("home", "page(-1000)", "First", id="help.first", show=False),
        Binding("end", "page(1000)", "Last", id="help.last", show=False),
    ]

    def __init__(self, of: Screen[Any]) -> None:
        super().__init__()
        self._of = of
        self._told = acts(of)

    def compose(self) -> ComposeResult:
        self.add_class(*breakpoints.classes(self.app.size))
        yield TooSmall()
        with VerticalScroll(id="told", can_focus=False):
            yield from self._groups()
        yield Keys()

    def on_mount(self) -> None:
        self._of.bindings_updated_signal.subscribe(self, self._look)

    def on_click(self, event: events.Click) -> None:
        """Beside it is out of it."""
        if event.widget is self:
            self.action_close()

    def action_close(self) -> None:
        if self in self.app.screen_stack:
            self.dismiss(None)

    def action_scroll(self, by: int) -> None:
        self.query_one("#told").scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        told = self.query_one("#told")
        told.scroll_relative(y=by * max(1, told.size.height - 1), animate=False)

    def _groups(self) -> ComposeResult:
        key_width = max(cell_len(_keys(act)) for act in self._told)
        own = [act for act in self._told if act.of is not self.app]
        for title, told in (
            (self._of.BINDING_GROUP_TITLE or "Here", own),
            ("Everywhere", self._told[len(own) :]),
        ):
            line = Line(title)
            line.add_class("title")
            yield line
            yield Rows(told, key_width)
            if told is own and any(drawing.display for drawing in self._of.query(Drawing)):
                yield Line(_PICTURE, id="picture")

    async def _look(self, of: Screen[Any]) -> None:
        """What can be done now, if it is not what it was."""
        now = acts(of)
        own = {act.words for act in now if act.of is not self.app}
        if own.isdisjoint(act.words for act in self._told):
            self.action_close()
        elif now != self._told:
            self._told = now
            told = self.query_one("#told")
            async with self.batch():
                await told.remove_children()
                await told.mount(*self._groups())


def _keys(act: Act) -> str:
    return ", ".join(act.keys)
