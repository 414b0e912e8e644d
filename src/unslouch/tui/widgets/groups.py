"""A few names below each other, of which one is open."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

_BAR = "▌"


class Groups(Widget, can_focus=True):
    """Shows `names`; the one numbered `at` stands out by a bar beside it, not by colour alone. What `tell`
    names has a mark behind it, and below them all stands what the mark means.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"groups--open", "groups--bar", "groups--mark"}
    DEFAULT_CSS = """
    Groups {
        height: auto;
        color: $text-muted;
        pointer: pointer;
        .groups--open { color: $foreground; text-style: bold; }
        .groups--bar { color: $text-muted; }
        .groups--mark { color: $accent; text-style: bold; }
        &:focus .groups--open, &:focus .groups--bar { color: $primary; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Group before", id="groups.before", show=False),
        Binding("down,j", "move(1)", "Next group", id="groups.after", show=False),
    ]

    class Opened(Message):
        """The group of that number is wanted."""

        def __init__(self, at: int) -> None:
            super().__init__()
            self.at = at

    def __init__(self, names: tuple[str, ...], mark: str, meaning: str) -> None:
        super().__init__()
        self._names = names
        self._mark = mark
        self._meaning = meaning
        self._marked: frozenset[str] = frozenset()
        self.at = 0

    def tell(self, marked: frozenset[str]) -> None:
        """These names have the mark."""
        if marked != self._marked:
            self._marked = marked
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        del container, viewport, width
        return len(self._names) + (2 if self._marked else 0)

    def render(self) -> Content:
        mark = Content.styled(self._mark, self.get_visual_style("groups--mark", partial=True))
        shown = self.get_visual_style("groups--open", partial=True)
        bar = Content.styled(_BAR, self.get_visual_style("groups--bar", partial=True))
        lines = []
        for index, name in enumerate(self._names):
            line = bar + " " + Content.styled(name, shown) if index == self.at else Content(f"  {name}")
            lines.append(line + " " + mark if name in self._marked else line)
        if self._marked:
            lines += [Content(), mark + f" {self._meaning}"]
        return Content("\n").join(lines)

    def action_move(self, by: int) -> None:
        self.open((self.at + by) % len(self._names))

    def on_click(self, event: events.Click) -> None:
        at = event.get_content_offset(self)
        if at is not None and at.y < len(self._names):
            self.open(at.y)

    def open(self, at: int) -> None:
        self.show(at)
        self.post_message(self.Opened(at))

    def show(self, at: int) -> None:
        """The group of that number is open."""
        self.at = at
        self.refresh()
