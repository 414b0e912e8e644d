"""What everybody should know before moving along, in full."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen

from unslouch.catalogue.safety import SAFETY
from unslouch.tui.style import beside
from unslouch.tui.widgets.item import Item
from unslouch.tui.widgets.keys import Keys
from unslouch.tui.widgets.line import Line
from unslouch.tui.widgets.too_small import TooSmall


class SafetyScreen(Screen[None], inherit_bindings=False):
    """The rules, to be read at leisure; any of its keys goes back."""

    DEFAULT_CSS = beside(__file__)
    BINDING_GROUP_TITLE = "Safety"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape,q,s", "back", "Back", id="safety.back"),
        Binding("down,j", "scroll(1)", "Down", id="safety.down", show=False),
        Binding("up,k", "scroll(-1)", "Up", id="safety.up", show=False),
        Binding("pagedown,space", "page(1)", "Page down", id="safety.page-down", key_display="space"),
        Binding("pageup", "page(-1)", "Page up", id="safety.page-up", show=False),
    ]

    def compose(self) -> ComposeResult:
        yield TooSmall()
        with VerticalScroll(can_focus=False):
            for part in SAFETY:
                title = Line(part.title)
                title.add_class("title")
                yield title
                for rule in part.rules:
                    yield Item("·", rule)
        yield Keys()

    def on_mount(self) -> None:
        self.watch(
            self.query_one(VerticalScroll), "show_vertical_scrollbar", self.refresh_bindings, init=False
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        moves = action in {"scroll", "page"}
        return not moves or any(rules.show_vertical_scrollbar for rules in self.query(VerticalScroll))

    def action_scroll(self, by: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        rules = self.query_one(VerticalScroll)
        rules.scroll_relative(y=by * max(1, rules.size.height - 1), animate=False)

    def action_back(self) -> None:
        self.dismiss(None)
