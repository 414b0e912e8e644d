"""The first row of a screen: its name, and at the other end a fact."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

_GAP = 2


class Head(Widget):
    """Shows `name`, and what it is told as far as that has room."""

    SCOPED_CSS = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"head--name"}
    DEFAULT_CSS = """
    Head {
        height: 1;
        padding: 0 3;
        color: $text-muted;
        .head--name { color: $primary; text-style: bold; }
    }
    Screen.-narrow Head { padding: 0 1; }
    """

    def __init__(self, name: str, fact: str = "") -> None:
        super().__init__()
        self.title = name
        self.fact = fact

    def tell(self, fact: str) -> None:
        if fact != self.fact:
            self.fact = fact
            self.refresh()

    def render(self) -> Content:
        name = Content.styled(self.title, self.get_visual_style("head--name", partial=True))
        room = self.size.width - cell_len(self.title)
        fact = Content(self.fact).truncate(max(0, room - _GAP), ellipsis=True)
        return name + " " * (room - fact.cell_length) + fact
