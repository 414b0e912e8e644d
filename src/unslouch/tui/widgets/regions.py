"""How much each region got, beside the body: its name, its minutes and a bar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, NamedTuple

from rich.style import Style
from rich.text import Text
from textual.widget import Widget

from unslouch.core import duration
from unslouch.core.exercise import REGIONS, plainly

_NAME = max(map(len, REGIONS))
_GAP, _BETWEEN = 2, 3
"""The columns before the number and the bar, and between two columns of regions."""
_BAR_LEAST = 4


class _Told(NamedTuple):
    """A region, how long it got in words, and what part that is of the most that one got."""

    region: str
    lasted: str
    share: float


class Regions(Widget):
    """Shows `regions`, in seconds, the most first: in two columns where one is not high enough. Of those that
    have no room the last line says how many there are.
    """

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
        whole = Text(no_wrap=True, end="")
        if self._regions is None:
            return whole
        width, rows = self.size.width, self.size.height
        told = _told(self._regions, width)
        half = (width - _BETWEEN) // 2
        if len(told) <= rows:
            lines = self._lines(told, width)
        elif len(told) <= 2 * rows and half > _NAME + len(told[0].lasted):
            lines, second = self._lines(told, half), (len(told) + 1) // 2
            lines = [_beside(lines[row], lines[second + row :][:1], half) for row in range(second)]
        else:
            lines = self._lines(told, width)[: max(0, rows - 1)]
            lines.append(Text(f"{len(told) - len(lines)} more as text", self._style("rest")))
        return whole.append_text(Text("\n").join(lines))

    def _lines(self, told: Sequence[_Told], width: int) -> list[Text]:
        """A line for each, in so many columns."""
        number = len(told[0].lasted)
        gap = _GAP if width >= _NAME + _GAP + number else 1
        bar = width - _NAME - number - 2 * _GAP
        lines = []
        for each in told:
            line = f"{plainly(each.region):{_NAME + gap}}{each.lasted}"
            lines.append(Text(line, self._style("name" if each.share else "rest")))
            if bar >= _BAR_LEAST and each.share:
                lines[-1].append(" " * _GAP + _bar(each.share * bar), self._style("bar"))
        return lines

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"regions--{part}")


def ranked(regions: Mapping[str, float]) -> list[str]:
    """All regions, those that got the most first."""
    return sorted(REGIONS, key=lambda region: -regions.get(region, 0.0))


def _told(regions: Mapping[str, float], width: int) -> list[_Told]:
    """How long each got in words, all as wide as the widest; shorter where there are few columns."""
    most_s = max(regions.values(), default=0.0) or 1.0
    for words in (duration.spoken, _shortly):
        lasted = [words(seconds) if (seconds := regions.get(region, 0.0)) else "·" for region in REGIONS]
        widest = max(map(len, lasted))
        if _NAME + 1 + widest <= width:
            break
    of = dict(zip(REGIONS, lasted, strict=True))
    return [
        _Told(region, f"{of[region]:>{widest}}", regions.get(region, 0.0) / most_s)
        for region in ranked(regions)
    ]


def _shortly(seconds: float) -> str:
    """The same as `1h 12m`."""
    return duration.text(round(seconds) // 60 * 60 if seconds >= 60 else seconds)


def _bar(columns: float) -> str:
    """So many columns, to half a one; something at least."""
    whole, half = divmod(max(1, round(columns * 2)), 2)
    return "━" * whole + "╸" * half


def _beside(line: Text, others: Sequence[Text], width: int) -> Text:
    """The line, `width` columns wide, and what is beside it."""
    text = line.copy()
    text.pad_right(width + _BETWEEN - text.cell_len)
    return text.append_text(Text().join(others))
