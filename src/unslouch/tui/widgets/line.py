"""A line of text."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static


class Line(Static):
    """Text that is only ever text, never markup, and is drawn again only when it changes."""

    def __init__(
        self,
        text: str | Content = "",
        *,
        id: str | None = None,  # noqa: A002 - Textual's name for it
    ) -> None:
        super().__init__(text, id=id, markup=False)

    def tell(self, text: str | Content) -> None:
        if self.content != text:
            self.update(text)
