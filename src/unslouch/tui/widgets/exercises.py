"""The exercises below each other, under what they are for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from unslouch.core.exercise import Exercise

_BAR, _SIGN, _GAP = "▌", 2, 2


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list: a heading, or an exercise with a sign before its name and a note after it,
    or what is `brief` where that has no room. A `faint` one is left out of breaks.
    """

    text: str
    exercise: Exercise | None = None
    sign: str = " "
    note: str = ""
    brief: str = ""
    faint: bool = False


class Exercises(ScrollView, can_focus=False, inherit_bindings=False):
    """Shows `rows`, of which one exercise is chosen: a bar beside it tells, not colour alone. It is `-away`
    while the keyboard is elsewhere.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"exercises--{part}"
        for part in ("heading", "rest", "faint", "note", "sign", "bar", "chosen", "hovered")
    }
    DEFAULT_CSS = """
    Exercises {
        width: 100%;
        height: 1fr;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        pointer: pointer;
        .exercises--heading { color: $secondary; text-style: bold; }
        .exercises--rest { color: $foreground; }
        .exercises--faint { color: $text-muted; }
        .exercises--note { color: $text-muted; }
        .exercises--sign { color: $accent; }
        .exercises--bar { color: $primary; }
        .exercises--chosen { color: $primary; text-style: bold; }
        .exercises--hovered { background: $panel; }
        &.-away {
            .exercises--bar { color: $text-muted; }
            .exercises--chosen { color: $foreground; text-style: bold; }
        }
    }
    """

    class Chosen(Message):
        """This exercise, or none; by so many clicks."""

        def __init__(self, exercise: Exercise | None, clicks: int = 0) -> None:
            super().__init__()
            self.exercise = exercise
            self.clicks = clicks

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Row] = ()
        self._at = -1
        self._hovered = -1
        self._styles: dict[str, Style] = {}

    @property
    def exercise(self) -> Exercise | None:
        """The one that is chosen."""
        return self._rows[self._at].exercise if self._at >= 0 else None

    @property
    def rows(self) -> Sequence[Row]:
        return self._rows

    def tell(self, rows: Sequence[Row], *, anew: bool = False) -> None:
        """These are the rows now; unless `anew` the same exercise stays chosen, or else the first is."""
        before, self._rows = self.exercise, rows
        places = self._places()
        same = (place for place in places if before and not anew and self._id_at(place) == before.id)
        self._at = next(same, places[0] if places else -1)
        self._measure()
        self.refresh()
        self._see()
        self.post_message(self.Chosen(self.exercise))

    def move(self, by: int) -> None:
        """Goes on by so many exercises; the ends are the ends."""
        places = self._places()
        if places:
            at = places.index(self._at) + by
            self._choose(places[max(0, min(at, len(places) - 1))])

    def page(self, by: int) -> None:
        """Goes on by so many screenfuls."""
        self.move(by * max(1, self.size.height - 2))

    def group(self, by: int) -> None:
        """Goes to the first exercise of the next heading, or of the one before."""
        firsts = [at + 1 for at, row in enumerate(self._rows) if row.exercise is None]
        if not firsts:
            return
        here = max(place for place in firsts if place <= self._at)
        self._choose(firsts[(firsts.index(here) + by) % len(firsts)])

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles.clear()

    def on_resize(self) -> None:
        self._measure()
        self._see()

    def on_click(self, event: events.Click) -> None:
        place = self._place_of(event)
        if place >= 0:
            self._choose(place, event.chain)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self._hover(self._place_of(event))

    def on_leave(self) -> None:
        self._hover(-1)

    def render_line(self, y: int) -> Strip:
        place, width = y + self.scroll_offset.y, self.scrollable_content_region.width
        if place >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        segments = self._segments(self._rows[place], width, chosen=place == self._at)
        over = self._style("hovered") if place == self._hovered else None
        return Strip(Segment.apply_style(segments, post_style=over), width)

    def _segments(self, row: Row, width: int, *, chosen: bool) -> list[Segment]:
        lead = 1 if self.screen.has_class("-narrow") else 2
        if row.exercise is None:
            return [Segment(_fit(" " * lead + row.text, width), self._style("heading"))]
        room = width - lead - _SIGN - 1
        spare = room - cell_len(row.text) - _GAP
        note = row.note if cell_len(row.note) <= spare else _parts(row.brief, spare)
        name = _fit(_shortened(row.text, room), room - cell_len(note))
        part = "chosen" if chosen else "faint" if row.faint else "rest"
        return [
            Segment(_fit(_BAR if chosen else "", lead), self._style("bar")),
            Segment(_fit(row.sign, _SIGN), self._style("sign")),
            Segment(name, self._style(part)),
            Segment(f"{note} ", self._style("note")),
        ]

    def _style(self, part: str) -> Style:
        if part not in self._styles:
            own = self.get_component_rich_style(f"exercises--{part}", partial=True)
            self._styles[part] = own if part == "hovered" else self.rich_style + own
        return self._styles[part]

    def _places(self) -> list[int]:
        return [at for at, row in enumerate(self._rows) if row.exercise is not None]

    def _place_of(self, event: events.MouseEvent) -> int:
        """The place of the exercise under the mouse; negative beside all of them."""
        at = event.get_content_offset(self)
        place = -1 if at is None else at.y + self.scroll_offset.y
        return place if place in self._places() else -1

    def _hover(self, place: int) -> None:
        if place != self._hovered:
            self.refresh_line(self._hovered)
            self._hovered = place
            self.refresh_line(place)

    def _id_at(self, place: int) -> str:
        exercise = self._rows[place].exercise
        return exercise.id if exercise else ""

    def _choose(self, place: int, clicks: int = 0) -> None:
        if place != self._at:
            self.refresh_line(self._at)
            self._at = place
            self.refresh_line(self._at)
            self._see()
        elif not clicks:
            return
        self.post_message(self.Chosen(self.exercise, clicks))

    def _measure(self) -> None:
        """Textual overlooks that as many rows as there is room for need no scroll bar."""
        self.show_vertical_scrollbar = len(self._rows) > self.container_size.height
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._rows))

    def _see(self) -> None:
        """Scrolls the chosen one into view, with its heading where it is the first."""
        if self._at >= 0:
            first = self._at and self._rows[self._at - 1].exercise is None
            self.scroll_to_region(
                Region(0, self._at - bool(first), 1, 1 + bool(first)), animate=False, force=True
            )


def _fit(text: str, width: int) -> str:
    """`text` in exactly so many cells."""
    return set_cell_size(text, max(0, width))


def _parts(text: str, width: int) -> str:
    """As many of the parts of `text` as there are cells for."""
    parts = text.split(", ")
    lengths = range(len(parts), 0, -1)
    return next((part for count in lengths if cell_len(part := ", ".join(parts[:count])) <= width), "")


def _shortened(text: str, width: int) -> str:
    """`text` in at most so many cells, none of it where that would not say anything."""
    if cell_len(text) <= width:
        return text
    return f"{set_cell_size(text, width - 1).rstrip(' ,:')}…" if width > 5 else ""
