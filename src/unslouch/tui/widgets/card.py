"""An exercise in words."""

from __future__ import annotations

from typing import ClassVar

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from textual.widget import Widget

from unslouch.catalogue import load
from unslouch.catalogue.words import CUES, NOTICED, dose, listing, purpose, span
from unslouch.core.exercise import DAYS, Exercise

_LABEL_WIDTH = 12


class Card(Widget):
    """Shows what `exercise` is for, how much of it, its steps with the breath, and what to know of it.

    `why` says first why breaks leave it out.
    """

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

    def tell(self, exercise: Exercise | None, why: str = "") -> None:
        if (exercise, why) != (self._exercise, self._why):
            self._exercise, self._why = exercise, why
            self.refresh(layout=True)

    def render(self) -> RenderableType:
        exercise = self._exercise
        if exercise is None:
            return ""
        much = f"{dose(exercise)} ({span(exercise.dose)}{' a side' if exercise.sided else ''})."
        return Group(
            *([self._text(self._why, "why")] if self._why else []),
            Text(purpose(exercise)),
            Text(much[:1].upper() + much[1:]),
            "",
            self._steps(exercise),
            "",
            self._facts(exercise),
        )

    def _steps(self, exercise: Exercise) -> Table:
        table = Table.grid(padding=(0, 1, 0, 0))
        for number, step in enumerate(exercise.steps, 1):
            text = Text(f"{step.text} ").append_text(self._text(CUES[step.breath], "breath"))
            table.add_row(self._text(f"{number}.", "label"), text)
        return table

    def _facts(self, exercise: Exercise) -> Table:
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(width=_LABEL_WIDTH)
        table.add_column(overflow="fold")
        for label, text in facts(exercise).items():
            if text:
                table.add_row(self._text(label, "label"), Text(text))
        for place, source in enumerate(exercise.sources):
            text = f"{source.title} {source.url}".strip()
            table.add_row(self._text("" if place else "Sources", "label"), self._text(text, "source"))
        return table

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
