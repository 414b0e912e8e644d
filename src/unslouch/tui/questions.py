"""What Welcome says and asks: a few words to choose from, and the settings that they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from unslouch.core.exercise import CAUTIONS, NEEDS
from unslouch.settings import edit
from unslouch.settings.model import DAYS

HELLO = (
    "Unslouch asks you to move now and then, and moves along with you. "
    "A break takes one to eight minutes, at your desk, in a terminal."
)

AS_IT_IS = "as it is now"
"""The word for settings that none of the others stands for."""

_Values = Mapping[str, Any]
"""Settings by name, as TOML has them; None is not set."""


@dataclass(frozen=True, slots=True)
class Question:
    """One of a few `words` is the answer, each for its settings, or any of those that `many` may hold."""

    title: str
    says: str
    words: Mapping[str, _Values]
    many: str = ""

    def offered(self, text: str) -> tuple[str, ...]:
        """The words to choose from in view of the sound config `text`."""
        words = tuple(self.words)
        return words if self.many or self._held(text) else (AS_IT_IS, *words)

    def chosen(self, text: str) -> frozenset[str]:
        """The words that stand for what is in the sound config `text`."""
        if self.many:
            return frozenset(edit.held(text, self.many))
        return frozenset({self._held(text) or AS_IT_IS})

    def answered(self, text: str, chosen: frozenset[str]) -> str:
        """The sound config `text` with the settings for the words `chosen`; comments stay.

        Raises UnslouchError where a setting cannot be changed without harm to the rest.
        """
        if self.many:
            values: _Values = {self.many: [word for word in self.words if word in chosen]}
        else:
            values = self.words.get(next(iter(chosen)), {})
        for name, value in values.items():
            if edit.held(text, name) != value:
                text = edit.put(text, name, _typed(value))
        return text

    def _held(self, text: str) -> str:
        """The word all of whose settings are in the sound config `text`; nothing if there is none."""
        for word, values in self.words.items():
            if all(edit.held(text, name) == value for name, value in values.items()):
                return word
        return ""


def _typed(value: Any) -> str | None:
    """The value as `config set` takes it; None leaves the setting out."""
    match value:
        case None:
            return None
        case bool():
            return str(value).lower()
        case _:
            return ", ".join(value)


def _weekdays(hours: str) -> _Values:
    return {f"hours.{day}": [hours] if day in DAYS[:5] else [] for day in DAYS}


def _seen(*, discreet: bool, floor: bool) -> _Values:
    return {"profile.discreet": discreet, "profile.floor": floor}


def _each(words: Iterable[str]) -> Mapping[str, _Values]:
    return {word: {} for word in words}


QUESTIONS = (
    Question(
        "When do you work?",
        "There are no reminders outside these hours. In Tune each day can have its own.",
        {
            "whenever I am here": {f"hours.{day}": None for day in DAYS},
            "weekdays, 8 to 16": _weekdays("08:00-16:00"),
            "weekdays, 9 to 17": _weekdays("09:00-17:00"),
            "weekdays, 9 to 18": _weekdays("09:00-18:00"),
            "weekdays, 10 to 19": _weekdays("10:00-19:00"),
        },
    ),
    Question(
        "What is to be spared?",
        "Moves that strain what you choose here never come.",
        _each(CAUTIONS),
        many="profile.avoid",
    ),
    Question(
        "What is at hand?",
        "Moves that need anything else never come.",
        _each(NEEDS),
        many="profile.at_hand",
    ),
    Question(
        "How discreet?",
        "Whether others may see you move.",
        {
            "nobody should notice": _seen(discreet=True, floor=False),
            "being seen is fine": _seen(discreet=False, floor=False),
            "the floor is fine too": _seen(discreet=False, floor=True),
        },
    ),
)
