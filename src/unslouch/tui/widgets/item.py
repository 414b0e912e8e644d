"""A line that begins with a mark."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import HorizontalGroup

from unslouch.tui.widgets.line import Line


class Item(HorizontalGroup):
    """The mark stands alone in its column, however many lines the text takes."""

    DEFAULT_CSS = """
    Item {
        .mark { width: 2; }
        .text { width: 1fr; }
    }
    """

    def __init__(self, mark: str, text: str, *, classes: str = "") -> None:
        super().__init__(classes=classes)
        self._mark = mark
        self._text = text

    def compose(self) -> ComposeResult:
        for name, text in (("mark", self._mark), ("text", self._text)):
            line = Line(text)
            line.add_class(name)
            yield line
