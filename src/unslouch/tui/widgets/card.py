"""An exercise in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.geometry import Size
from textual.widget import Widget

from unslouch.catalogue import load
from unslouch.catalogue.words import CUES, NOTICED, dose, listing, purpose, span
from unslouch.core.exercise import DAYS, Exercise

_NUMBER_WIDTH, _LABEL_WIDTH = 3, 14


class Card(Widget):
    """Shows what an exercise is for, how much of it, its steps with the breath, and what to know of it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"card--why", "card--label", "card--breath", "card--source"}
    DEFAULT_CSS = """
    Card {
        height: auto;
        .card--why { color: $accent; text-style: bold; }
        .card--label { color: $text-muted; }
        .card--breath { color: $secondary; }
        .card--source { color: $text-muted; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._exercise: Exercise | None = None
        self._why = ""
        self._wrapped: tuple[int, list[Text]] = (0, [])

    def tell(self, exercise: Exercise | None, why: str = "") -> None:
        """This exercise; `why` says first why breaks leave it out."""
        if (exercise, why) != (self._exercise, self._why):
            self._exercise, self._why = exercise, why
            self._wrapped = (0, [])
            self.refresh(layout=True)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._wrapped = (0, [])

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        del container, viewport
        return len(self._lines(width))

    def render(self) -> Text:
        return Text("\n", no_wrap=True).join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Text]:
        """All of it in lines of at most so many columns."""
        if self._wrapped[0] != width:
            self._wrapped = (width, list(self._told(width)) if self._exercise else [])
        return self._wrapped[1]

    def _told(self, width: int) -> Iterator[Text]:
        exercise = self._exercise
        if exercise is None:
            return
        much = f"{dose(exercise)} ({span(exercise.dose)}{' a side' if exercise.sided else ''})."
        if self._why:
            yield from self._hanging("", self._text(self._why, "why"), 0, width)
        yield from self._hanging("", Text(purpose(exercise)), 0, width)
        yield from self._hanging("", Text(much[:1].upper() + much[1:]), 0, width)
        yield Text()
        for number, step in enumerate(exercise.steps, 1):
            text = Text(f"{step.text} ").append_text(self._text(CUES[step.breath], "breath"))
            yield from self._hanging(f"{number}.", text, _NUMBER_WIDTH, width)
        yield Text()
        for label, fact in facts(exercise).items():
            if fact:
                yield from self._hanging(label, Text(fact), _LABEL_WIDTH, width)
        for place, source in enumerate(exercise.sources):
            yield from self._hanging("" if place else "Sources", Text(source.title), _LABEL_WIDTH, width)
            if source.url:
                yield from self._hanging("", self._address(source.url, width), _LABEL_WIDTH, width)

    def _address(self, url: str, width: int) -> Text:
        """It on one line, cut if need be; where the terminal opens links, this one is whole."""
        text = self._text(url.split("://", 1)[-1].rstrip("/"), "source")
        text.truncate(max(8, width - _LABEL_WIDTH), overflow="ellipsis")
        text.stylize(Style(link=url))
        return text

    def _hanging(self, label: str, text: Text, indent: int, width: int) -> Iterator[Text]:
        """`text` beside `label`, in lines that begin where it does."""
        for number, line in enumerate(text.wrap(self.app.console, max(8, width - indent))):
            line.rstrip()
            beside = self._text(("" if number else label).ljust(indent), "label")
            yield Text().append_text(beside).append_text(line)

    def _text(self, text: str, part: str) -> Text:
        return Text(text, self.get_component_rich_style(f"card--{part}", partial=True))


def facts(exercise: Exercise) -> dict[str, str]:
    """What to know of it, by its title; what is not to be told is empty."""
    shipped = next((each for each in load() if each.id == exercise.id), None)
    return {
        "Easier": exercise.easier,
        "Harder": exercise.harder,
        "Careful with": listing(sorted(exercise.cautions)) or "nothing in particular",
        "Needs": listing(sorted(exercise.needs)) or "nothing",
        "Noticed": NOTICED[exercise.visibility],
        "Level": f"{exercise.level} of 3",
        "Prescribed": ", ".join(day.capitalize() for day in DAYS if day in exercise.days),
        "Yours": "your own" if shipped is None else "" if shipped == exercise else "changed by you",
    }
