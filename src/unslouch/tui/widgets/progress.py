"""A thin line that fills."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from textual.renderables.bar import Bar
from textual.widget import Widget


class Progress(Widget):
    """Shows `fraction`, from 0 to 1, in steps of half a column. Textual's own draws itself every second."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"progress--done", "progress--rest"}
    DEFAULT_CSS = """
    Progress {
        height: 1;
        .progress--done { color: $primary; }
        .progress--rest { color: $panel; }
    }
    """

    fraction = 0.0

    def tell(self, fraction: float) -> None:
        """Draws the line again only where what it shows has changed."""
        before, self.fraction = self._halves(), fraction
        if before != self._halves():
            self.refresh()

    def render(self) -> Bar:
        done, rest = (self._colour(f"progress--{part}") for part in ("done", "rest"))
        return Bar((0, self._halves() / 2), highlight_style=done, background_style=rest)

    def _halves(self) -> int:
        """How many half columns are filled."""
        return int(self.fraction * self.size.width * 2)

    def _colour(self, name: str) -> Style:
        return Style.from_color(self.get_component_rich_style(name).color)
