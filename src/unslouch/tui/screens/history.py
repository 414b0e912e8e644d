"""History: the year, a week of it day by day, and what the body got; as pictures or as text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.screen import Screen

from unslouch.core.days import Day, total
from unslouch.core.duration import spoken
from unslouch.core.errors import UnslouchError
from unslouch.core.exercise import plainly
from unslouch.tui import breakpoints
from unslouch.tui.ports import Clock, Days
from unslouch.tui.style import beside
from unslouch.tui.sums import breaks, fitting, packed, sums
from unslouch.tui.widgets.body import Body
from unslouch.tui.widgets.dated import Dated
from unslouch.tui.widgets.head import Head
from unslouch.tui.widgets.keys import Keys
from unslouch.tui.widgets.line import Line
from unslouch.tui.widgets.regions import Regions, ranked
from unslouch.tui.widgets.too_small import TooSmall
from unslouch.tui.widgets.week import Week
from unslouch.tui.widgets.year import WEEKS, Year, monday

_PARTS = ("year", "week", "body")
_WHOLE, _HALF_ROWS, _CLOSE_ROWS = (104, 33), 24, 18
"""From so many columns and rows on all parts have a place, from so many rows two of them, and under so many
rows nothing has any air.
"""

_GAP = 2
_BODY_COLUMNS = 60
"""What the body and its regions take where all is shown, with the gap before them (the style sheet)."""
_NOTHING_THAT_DAY, _NOTHING_THAT_WEEK = (f"Nothing is recorded of that {each}." for each in ("day", "week"))


class HistoryScreen(Screen[bool], inherit_bindings=False):
    """Shows the year up to today. Dismissed with whether a break is wanted now."""

    DEFAULT_CSS = beside(__file__)
    BINDING_GROUP_TITLE = "History"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-7)", "Week", id="history.week-before"),
        Binding("right", "move(7)", "Week", id="history.week-after"),
        Binding("up", "move(-1)", "Day", id="history.day-before"),
        Binding("down", "move(1)", "Day", id="history.day-after"),
        Binding("home", "move(-1000)", "First day", id="history.first", show=False),
        Binding("end", "move(1000)", "Today", id="history.today", show=False),
        Binding("v", "part", "View", id="history.part"),
        Binding("x", "text", "Text", id="history.text"),
        Binding("x", "pictures", "Pictures", id="history.pictures"),
        Binding("b", "break", "Break now", id="history.break", show=False),
        Binding("q,escape", "back", "Back", id="history.back"),
    ]

    class Read(Message):
        """Some days up to today have been read, or `trouble` says why they cannot be."""

        def __init__(self, days: Sequence[Day], trouble: str = "") -> None:
            super().__init__()
            self.days = days
            self.trouble = trouble

    def __init__(self, days: Days, clock: Clock) -> None:
        super().__init__()
        self._read = days
        self._today = clock.now().wall.date()
        self._days: Sequence[Day] = ()
        self._chosen = self._today
        self._part = 0

    def compose(self) -> ComposeResult:
        self._load(monday(self._today))  # the rest of the first frame takes longer
        self.update_classes(self._part_classes, update=False)
        self.add_class(*breakpoints.classes(self.app.size))
        yield TooSmall()
        yield Head("History", "One moment.")
        yield Year()
        with Horizontal(id="parts"):
            with Vertical(id="days"):
                with Vertical(id="week-head"):
                    yield Line(id="week-title")
                    yield Line(id="week-sum")
                yield Week()
                yield Line(id="day-title")
                yield Line(id="day")
            with Vertical(id="regions"):
                yield Line(id="regions-title")
                with Horizontal():
                    yield Body()
                    yield Regions()
        yield Keys()

    def on_resize(self) -> None:
        self._show_parts()
        self._choose(self._chosen)

    def on_dated_chosen(self, event: Dated.Chosen) -> None:
        self._choose(event.day)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        text = self.has_class("-text")
        if action in {"move", "part", "text", "pictures"} and not self._days:
            return False
        if action == "part":
            return not text and len(self._views) > 1
        if action in {"text", "pictures"}:
            return text is (action == "pictures")
        return not text if action == "move" else True

    def action_move(self, by: int) -> None:
        self._choose(self._chosen + timedelta(days=by))

    def action_part(self) -> None:
        self._part = (self._part + 1) % len(self._views)
        self._show_parts()

    async def action_text(self) -> None:
        await self._show_text("\n".join(told(self._days, self._week)) if self._whole else "One moment.")

    def action_pictures(self) -> None:
        self.remove_class("-text")
        self.query("#text").remove()
        self.refresh_bindings()

    def action_break(self) -> None:
        if self.is_active:
            self.dismiss(True)

    def action_back(self) -> None:
        if self.is_active:
            self.dismiss(False)

    @property
    def _views(self) -> Sequence[frozenset[str]]:
        """Which parts are shown together in a window of this size."""
        width, height = self.app.size
        if width >= _WHOLE[0] and height >= _WHOLE[1]:
            return (frozenset(_PARTS),)
        if height >= _HALF_ROWS:
            return frozenset({"year", "week"}), frozenset({"year", "body"})
        return tuple(frozenset({part}) for part in _PARTS)

    @property
    def _part_classes(self) -> dict[str, bool]:
        """The classes by which the style sheet knows what is shown."""
        shown = self._views[self._part % len(self._views)]
        room = {"-whole": len(shown) == len(_PARTS), "-half": len(shown) == len(_PARTS) - 1}
        close = {"-close": self.app.size.height < _CLOSE_ROWS}
        return room | close | {f"-{part}": part in shown for part in _PARTS}

    @property
    def _first(self) -> date:
        """The first day of the year that is shown."""
        return monday(self._today) - timedelta(weeks=WEEKS - 1)

    @property
    def _whole(self) -> bool:
        """Whether all of the year has been read."""
        return bool(self._days) and self._days[0].date <= self._first

    @property
    def _week(self) -> Sequence[Day]:
        """The week of the chosen day, as far as it has come."""
        first = monday(self._chosen)
        return [day for day in self._days if first <= day.date < first + timedelta(days=7)]

    @work(thread=True)
    def _load(self, first: date) -> None:
        """Reads the days from `first` on, while the screen is painted."""
        try:
            self.post_message(self.Read(self._read(first)))
        except UnslouchError as error:
            self.post_message(self.Read((), str(error)))

    async def on_history_screen_read(self, event: Read) -> None:
        """This week comes first, since it is read at once; the rest of the year once that is painted."""
        if not self.is_attached or self not in self.app.screen_stack:  # somebody has left meanwhile
            return
        if not event.days:
            self._days = ()
            await self._show_text(event.trouble)
            return
        self._days, self._today = event.days, event.days[-1].date
        if not self._whole:
            self.call_after_refresh(self._load, self._first)
        self._choose(self._chosen)
        self.refresh_bindings()
        if self._whole and self.has_class("-text"):
            await self.action_text()

    def _choose(self, day: date) -> None:
        if not self._days:
            return
        self._chosen = max(self._days[0].date, min(day, self._today))
        week = self._week
        whole, found = total(week), next(each for each in week if each.date == self._chosen)
        self.query_one(Year).tell(self._days, self._chosen)
        self.query_one(Week).tell(week, self._chosen)
        self.query_one(Body).tell(whole.regions)
        self.query_one(Regions).tell(whole.regions)
        self._tell("#week-title", _span(week))
        beside = len(_span(week)) + _GAP if self.has_class("-half") and self.has_class("-wide") else 0
        self._tell("#week-sum", self._facts(whole, _NOTHING_THAT_WEEK, beside))
        self._tell("#regions-title", f"What the body got, {_span(week)}")
        self._tell("#day-title", _date(found.date))
        self._tell("#day", self._facts(found, _NOTHING_THAT_DAY))
        self._tell_head()

    def _facts(self, day: Day, nothing: str, beside: int = 0) -> str:
        """On lines of their own where there is room for that, or else as many as one has room for."""
        if not _lived(day):
            return nothing
        if self.has_class("-whole"):
            return packed([*sums(day), *_lasted(day)], self._columns - _BODY_COLUMNS)
        return fitting([*sums(day), *_lasted(day)], self._columns - beside)

    def _tell_head(self) -> None:
        """What the year comes to; where nothing has any air, which week is shown."""
        year = "One moment."
        if self._whole:
            year = breaks(total(self._days)) + ("" if self.has_class("-narrow") else " in a year")
        alone = self.has_class("-close") and not self.has_class("-year")
        self.query_one(Head).tell(_span(self._week) if alone else year)

    @property
    def _columns(self) -> int:
        """How wide what is within the margins is."""
        return self.app.size.width - (2 if self.has_class("-narrow") else 6)

    def _show_parts(self) -> None:
        self.update_classes(self._part_classes)
        if self._days:
            self._tell_head()
        self.refresh_bindings()

    async def _show_text(self, text: str) -> None:
        if not self.query("#text"):
            await self.mount(VerticalScroll(Line(id="told"), id="text"), before="Keys")
        self.add_class("-text")
        self._tell("#told", text)
        self.query_one("#text").focus()
        self.refresh_bindings()

    def _tell(self, selector: str, text: str) -> None:
        self.query_one(selector, Line).tell(text)


def told(days: Sequence[Day], week: Sequence[Day]) -> list[str]:
    """All that the pictures show, in lines of text; the days with something in them, the latest first."""
    regions = total(week).regions
    most = [region for region in ranked(regions) if regions.get(region)]
    played = [f"{plainly(region)} {spoken(regions[region])}" for region in most]
    return [
        f"The year to {_date(days[-1].date)} {days[-1].date:%Y}",
        _text(total(days)),
        "",
        f"The week from {_span(week)}",
        _text(total(week)),
        f"The body got: {', '.join(played) or 'nothing'}.",
        "",
        "Day by day",
        *(f"{_date(day.date)} {day.date:%Y}: {_text(day)}" for day in reversed(days) if _lived(day)),
    ]


def _text(day: Day) -> str:
    """A day, or several, in a line, also what the pictures show without a number."""
    if not _lived(day):
        return _NOTHING_THAT_DAY
    paused = f"reminders paused for {spoken(day.paused_s)}" if day.paused_s else ""
    return "; ".join(filter(None, (", ".join(sums(day)), ", ".join(_lasted(day)), paused)))


def _lasted(day: Day) -> list[str]:
    """How long in all."""
    lasted = {"sitting": day.sitting_s, "breaks": day.break_s, "natural": day.natural_s}
    return [f"{spoken(seconds)} {what}" for what, seconds in lasted.items() if seconds]


def _lived(day: Day) -> bool:
    """Whether anything is recorded of it."""
    return bool(day.sitting_s or day.breaks or day.natural or day.regions)


def _span(week: Sequence[Day]) -> str:
    """Which days these are, as a week is named."""
    first = monday(week[0].date)
    last = first + timedelta(days=6)
    begins = f"{first.day}" if first.month == last.month else f"{first.day} {first:%B}"
    return f"{begins} to {last.day} {last:%B}"


def _date(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B}"
