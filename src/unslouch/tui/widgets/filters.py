"""What is looked for among the exercises."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from types import MappingProxyType

from textual.app import ComposeResult
from textual.containers import Grid
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from unslouch.catalogue.words import AREAS, area
from unslouch.core.exercise import NEEDS, Exercise, Form, Position, plainly
from unslouch.core.planner import at_hand
from unslouch.core.rules import Profile

YOURS, NOTHING = "yours", "nothing"

KEYS: Mapping[str, str] = MappingProxyType({"region": "r", "position": "o", "needs": "a", "form": "m"})
"""The key for each filter."""

TITLES: Mapping[str, str] = MappingProxyType(
    {"region": "Region", "position": "Position", "needs": "Equipment", "form": "Desk or mat"}
)

CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "region": ("", *AREAS),
        "position": ("", *Position),
        "needs": ("", YOURS, NOTHING, *NEEDS),
        "form": ("", *Form),
    }
)
"""What each filter can be set to; nothing lets everything through."""

_ANY = {"region": "any region", "position": "any position", "needs": "any equipment", "form": "desk and mat"}
_ALIKE = 0.7
"""How like each other two words have to be for one to be taken for the other, of 1."""

_SAID = {YOURS: "what you have", NOTHING: "no equipment"}


def called(filter_: str, choice: str) -> str:
    """A choice in words: `upper back`, `any region`."""
    return _SAID.get(choice, plainly(choice)) if choice else _ANY[filter_]


@dataclass(frozen=True, slots=True)
class Sought:
    """What an exercise has to be like: `words` that it is described with, and a choice for each filter."""

    words: str = ""
    region: str = ""
    position: str = ""
    needs: str = ""
    form: str = ""

    @property
    def filters(self) -> list[str]:
        """The filters that are set, in words."""
        return [called(name, choice) for name in CHOICES if (choice := getattr(self, name))]

    def fits(self, exercise: Exercise, profile: Profile, marks: str = "") -> bool:
        """Whether `exercise` is like that; `marks` is what else it can be found by."""
        return (
            self.region in {"", area(exercise), *exercise.regions}
            and self.position in {"", exercise.position}
            and self.form in {"", exercise.form}
            and self._needed(exercise, profile)
            and self._told(exercise, marks)
        )

    def names(self, part: str) -> bool:
        """Whether `part` of the body is asked for by its name."""
        return part == self.region or any(part.startswith(word) for word in self._words)

    def choosing(self, filter_: str, choice: str) -> Sought:
        return replace(self, **{filter_: choice})

    def meaning(self, exercises: Iterable[Exercise]) -> Sought:
        """The same with words that `exercises` are described with, where those here are only like them."""
        every = sorted({"favourite", *(word for each in exercises for word in _described(each).split())})
        meant = [_nearest(word, every) for word in self._words]
        return replace(self, words=" ".join(meant)) if meant != self._words else self

    @property
    def _words(self) -> list[str]:
        return self.words.casefold().replace("-", " ").split()

    def _needed(self, exercise: Exercise, profile: Profile) -> bool:
        match self.needs:
            case "yours":
                return exercise.needs <= at_hand(profile)
            case "nothing":
                return not exercise.needs
        return not self.needs or self.needs in exercise.needs

    def _told(self, exercise: Exercise, marks: str) -> bool:
        """Whether each of the words begins one of those that describe it."""
        said = f" {_described(exercise)} {marks}"
        return all(f" {word}" in said for word in self._words)


def _nearest(word: str, words: Sequence[str]) -> str:
    """`word`, or where none of `words` begins with it the one that is like it."""
    if any(each.startswith(word) for each in words):
        return word
    as_long = [each for each in words if abs(len(each) - len(word)) <= 1]
    return next(iter(get_close_matches(word, as_long, 1, _ALIKE)), word)


def _described(exercise: Exercise) -> str:
    """The words that an exercise is found by."""
    parts = (exercise.name, exercise.id, area(exercise), *exercise.regions, exercise.kind, exercise.position)
    return " ".join([*parts, *sorted(exercise.needs)]).casefold().replace("-", " ")


class Filters(Grid):
    """Shows what each filter is set to, with its key; a click is as good as the key."""

    DEFAULT_CSS = """
    Filters {
        grid-size: 2;
        grid-rows: 1;
        height: 2;
        Static {
            color: $text-muted;
            text-wrap: nowrap;
            text-overflow: ellipsis;
            pointer: pointer;
        }
        Static:hover {
            background: $panel;
        }
        Static.-set {
            color: $foreground;
            text-style: bold underline;
        }
    }
    """

    class Wanted(Message):
        """Another choice is wanted for the filter of that name."""

        def __init__(self, filter_: str) -> None:
            super().__init__()
            self.filter = filter_

    def compose(self) -> ComposeResult:
        for name in CHOICES:
            yield _Filter(name)

    def tell(self, sought: Sought) -> None:
        for chip in self.query(_Filter):
            chip.tell(getattr(sought, str(chip.id)))


class _Filter(Static):
    def __init__(self, name: str) -> None:
        super().__init__(self._content(name, ""), id=name)

    def tell(self, choice: str) -> None:
        self.update(self._content(str(self.id), choice))
        self.set_class(bool(choice), "-set")

    def on_click(self) -> None:
        self.post_message(Filters.Wanted(str(self.id)))

    def _content(self, name: str, choice: str) -> Content:
        plain = "not underline"
        shown = called(name, choice) if choice else TITLES[name].lower()
        key = (KEYS[name], f"bold {plain} $primary")
        return Content.assemble(key, (" ", plain), shown, (" ▾", plain))
