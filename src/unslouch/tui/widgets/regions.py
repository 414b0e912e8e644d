"""How much each region got, beside the body: its name, its minutes and a bar."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.widget import Widget

from unslouch.core.exercise import REGIONS

_NAME = 11
_NUMBER, _SHORT_NUMBER = 8, 4
"""How wide minutes are with their unit, and without it where there is no room for more."""
_BAR_LEAST = 6


class Regions(Widget):
    """Shows `regions`, in seconds, the most first; as many as there are rows for."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"regions--name", "regions--bar", "regions--rest"}
    DEFAULT_CSS = """
    Regions {
        .regions--bar { color: $primary 70%; }
        .regions--rest { color: $text-muted; }
    }
    """

    _regions: Mapping[str, float] | None = None

    def tell(self, regions: Mapping[str, float]) -> None:
        if regions != self._regions:
            self._regions = regions
            self.refresh()

    def render(self) -> Text:
        text = Text(no_wrap=True, end="")
        if self._regions is None:
            return text
        most_s = max(self._regions.values(), default=0.0)
        number = _NUMBER if self.size.width >= _NAME + _NUMBER else _SHORT_NUMBER
        bar = self.size.width - _NAME - number - 2
        for index, region in enumerate(ranked(self._regions)[: self.size.height]):
            seconds = self._regions.get(region, 0.0)
            told = f"{seconds / 60:.0f}{' min' if number == _NUMBER else ''}"
            text.append("\n" if index else "")
            text.append(
                f"{region:{_NAME}}{told if seconds else '·':>{number}}",
                self._style("name" if seconds else "rest"),
            )
            if bar >= _BAR_LEAST and seconds:
                text.append("  " + "▄" * max(1, round(seconds / most_s * bar)), self._style("bar"))
        return text

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"regions--{part}")


def ranked(regions: Mapping[str, float]) -> list[str]:
    """All regions, those that got the most first."""
    return sorted(REGIONS, key=lambda region: -regions.get(region, 0.0))
