"""The first screen: when the next break comes and why, and the reminder once it is due."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import aclosing, suppress
from datetime import datetime
from functools import partial
from typing import Any, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Center, HorizontalGroup, Vertical
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Button

from unslouch.core.days import Day
from unslouch.core.duration import spoken
from unslouch.core.errors import UnslouchError
from unslouch.tui import breakpoints
from unslouch.tui.ports import World
from unslouch.tui.screens.keep import KeepScreen, leave
from unslouch.tui.screens.session import SessionScreen
from unslouch.tui.status import Status
from unslouch.tui.style import beside
from unslouch.tui.warning import warn
from unslouch.tui.widgets.countdown import Countdown
from unslouch.tui.widgets.head import Head
from unslouch.tui.widgets.key_button import KeyButton, offer
from unslouch.tui.widgets.keys import Keys
from unslouch.tui.widgets.line import Line
from unslouch.tui.widgets.progress import Progress
from unslouch.tui.widgets.timeline import Course, Timeline
from unslouch.tui.widgets.too_small import TooSmall

SHORT_S = 60.0
"""The break that is always on offer, in seconds."""

_TICK_S = 0.1
_LATE_S = 0.01
"""In real seconds: the shortest wait between two looks at the clock, and how long after a change to look,
since timers may be a little early."""

_HEIGHTS = [(0, "-too-low"), (8, "-low"), (12, "-short"), (18, "-fair"), (24, "-tall"), (32, "-high")]
"""The app's, and from 18 rows on there is room for what the marks of the day mean."""

_STARTED = "The service was not running; Unslouch has started it."
_UNREACHABLE = "The service cannot be reached; still trying. A break works without it."

_ACTIONS = ("break", "start", "short", "snooze", "skip", "pause", "resume")
"""What the buttons do, each as long as its key does something."""


class TodayScreen(Screen[object], inherit_bindings=False):
    """Follows the service. `started` says that this app started it: then leaving asks whether to keep it.
    That is said here too, unless it was `told` before.
    """

    DEFAULT_CSS = beside(__file__)
    VERTICAL_BREAKPOINTS = _HEIGHTS
    BINDING_GROUP_TITLE = "Today"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "break", "Break", id="today.break", show=False),
        Binding("b,enter", "start", "Start", id="today.start", show=False),
        Binding("1", "short", "1 min", id="today.short", show=False),
        Binding("s", "snooze", "Snooze", id="today.snooze", show=False),
        Binding("k", "skip", "Skip", id="today.skip", show=False),
        Binding("p", "pause", "Pause", id="today.pause", show=False),
        Binding("p", "resume", "Resume", id="today.resume", show=False),
        Binding("h", "history", "History", id="today.history"),
        Binding("l", "library", "Library", id="today.library"),
        Binding("t", "tune", "Tune", id="today.tune"),
        Binding("q", "leave", "Leave", id="today.leave"),
        Binding("tab", "app.focus_next", "Next button", id="today.focus", show=False),
    ]

    def __init__(self, world: World, *, started: bool = False, told: bool = False) -> None:
        super().__init__(classes="-waiting")
        self._world = world
        self._started = started
        self._news = _STARTED if started and not told else ""
        self._status: Status | None = None
        self._answered: tuple[str, str] | None = None
        self._rung: tuple[str, str] | None = None
        self._timer: Timer | None = None
        self._day: Day | None = None
        self._read: datetime | None = None

    def compose(self) -> ComposeResult:
        self.add_class(*breakpoints.classes(self.app.size, _HEIGHTS))
        yield TooSmall()
        yield Head("Today")
        with Vertical(id="now"):
            with Center(), Center(id="bar"):
                yield Line("One moment.", id="heading")
            yield Countdown()
            with Center(id="way"):
                yield Progress()
            yield Line(id="holds")
            yield Line(id="why")
            yield Line(id="since")
            with Center(), HorizontalGroup(id="actions"):
                yield from (KeyButton(action, main=action == "start") for action in _ACTIONS)
        with Center(id="course"):
            yield Timeline()
        yield Line(id="notice")
        yield Keys()

    def on_mount(self) -> None:
        for selector in ("#holds", "#why", "#since"):
            self._tell(selector, "")
        self._notice(self._news)
        self._follow()

    def on_screen_suspend(self) -> None:
        if self._timer:
            self._timer.stop()

    def on_screen_resume(self) -> None:
        self._turn()

    def tick(self) -> None:
        """Shows what time has changed, and waits for the next change."""
        if self._timer:
            self._timer.stop()
        if not self.is_active:
            return
        now, status = self._world.clock.now(), self._status
        left_s = status.next_in_s(now) if status else None
        self.set_class(left_s is None, "-waiting")
        self.query_one(Countdown).tell(left_s or 0.0)
        self.query_one(Head).tell(f"{now.wall:%A} {now.wall.day} {now.wall:%B}")
        if status is not None:
            self.query_one(Progress).tell(status.fraction(now))
            self._tell("#since", status.since_break(now))
        self._draw_day(now.wall)
        wait_s = ((left_s or 0.0) % 1 or 1.0) / self._world.clock.speed
        self._timer = self.set_timer(max(_TICK_S, wait_s + _LATE_S), self.tick)

    def _draw_day(self, now: datetime) -> None:
        if self._day is None:
            return
        day, status = self._day, self._status
        if day.date != now.date():
            self._read_day()
        elif status is None:
            self.query_one(Timeline).tell(Course(day, now))
        else:
            sitting = self._read if status.sits else None
            course = Course(day, now, status.coming, status.held, status.paused, sitting)
            self.query_one(Timeline).tell(course)

    @property
    def due(self) -> tuple[str, str] | None:
        """The open reminder that has not been answered here: its rhythm and when it was shown."""
        reminder = self._status.reminder if self._status else None
        return None if reminder == self._answered else reminder

    @property
    def _is_due(self) -> bool:
        """Whether a break is due and not answered here, also one that is reminded of no more."""
        status = self._status
        return status is not None and (bool(self.due) or (status.due and status.reminder is None))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        status = self._status
        offered = {
            "break": not self._is_due,
            "start": self._is_due,
            "snooze": bool(self.due and status and status.can_snooze),
            "skip": bool(self.due),
            "pause": bool(status and not status.paused),
            "resume": bool(status and status.paused),
            "tune": self._world.config is not None,
            "history": self._world.days is not None,
            "library": self._world.library is not None,
        }
        return offered.get(action, True)

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        await self.run_action(str(event.button.id))

    def action_break(self) -> None:
        self._begin(None)

    def action_start(self) -> None:
        self._begin(None)

    def action_short(self) -> None:
        self._begin(SHORT_S)

    def action_snooze(self) -> None:
        self._answer("snooze")

    def action_skip(self) -> None:
        self._answer("skip")

    def action_pause(self) -> None:
        self._ask("pause")

    def action_resume(self) -> None:
        self._ask("resume")

    def action_history(self) -> None:
        from unslouch.tui.screens.history import HistoryScreen  # noqa: PLC0415 (nor of a year's pictures)

        if self._world.days is not None and self.is_active:
            self.app.push_screen(HistoryScreen(self._world.days, self._world.clock), self._after_visit)

    def action_library(self) -> None:
        from unslouch.tui.screens.library import LibraryScreen  # noqa: PLC0415 (nor of what it looks through)

        if self._world.library is not None and self.is_active:
            self.app.push_screen(LibraryScreen(self._world, self._world.library), self._after_visit)

    def action_tune(self) -> None:
        from unslouch.tui.screens.tune import TuneScreen  # noqa: PLC0415 (a session has no need of tomlkit)

        if self._world.config is not None and self.is_active:
            self.app.push_screen(TuneScreen(self._world.config, self._world.clock))

    def action_leave(self) -> None:
        if self._started and self.is_active:
            self.app.push_screen(KeepScreen(), partial(leave, self.app, self._world.link))
        elif self.is_active:
            self.app.exit()

    def _after_visit(self, wanted: bool | None) -> None:  # noqa: FBT001 - a screen's result is positional
        """A break may have been asked for there."""
        if wanted:
            self.call_after_refresh(self.action_break)

    def _begin(self, length_s: float | None) -> None:
        """Plans a break and plays it here; a second press while it opens does nothing."""
        if not self.is_active:
            return
        rhythm = self.due[0] if self.due else None
        try:
            session = SessionScreen(self._world, self._world.plan(length_s, rhythm), rhythm)
        except UnslouchError as error:
            warn(self.app, error)
            return
        self._answered = self.due or self._answered
        self.app.push_screen(session)

    def _answer(self, command: str) -> None:
        self._answered = self.due
        self._turn()
        self._ask(command)

    @work
    async def _ask(self, command: str) -> None:
        try:
            await self._world.link.request(command)
        except UnslouchError as error:
            self._answered = None
            self._turn()
            warn(self.app, error)

    @work
    async def _follow(self) -> None:
        try:
            async with aclosing(self._world.link.follow()) as documents:
                async for document in documents:
                    self._hear(document)
        except UnslouchError:
            self._hear(None)

    @work(thread=True, exclusive=True, group="day")
    def _read_day(self) -> None:
        """What was done today; a journal that cannot be read is no reason to disturb."""
        days = self._world.days
        if days is None:
            return
        now = self._world.clock.now().wall
        with suppress(UnslouchError):
            today = days(now.date())
            self.app.call_from_thread(self._know, today[-1] if today else None, now)

    def _know(self, day: Day | None, read: datetime) -> None:
        self._day, self._read = day, read
        self.tick()

    def _hear(self, document: Mapping[str, Any] | None) -> None:
        """Takes what the service says, or that it cannot be heard."""
        self._status = None if document is None else Status(document, self._world.clock.now())
        if self._status is not None:
            self._notice(self._status.warnings or self._news)
        else:
            self._notice("")
            self.add_class("-waiting")
            self._tell("#heading", "No service")
            self._tell("#why", _UNREACHABLE)
            self._tell("#holds", "")
            self._tell("#since", "")
        self._read_day()
        self._turn()

    def _turn(self) -> None:
        """Shows the state that a document, a key or an answer has brought."""
        status = self._status
        if status:
            length = f": {spoken(status.length_s)}" if status.length_s else ""
            self._tell("#heading", f"A break is due{length}" if self._is_due else status.heading)
            self._tell("#why", status.why)
            self._tell("#holds", "\n".join(status.holds))
        self.set_class(self._is_due, "-due")
        self.set_class(bool(status and status.held), "-held")
        offer(self)
        if self.due and self.due != self._rung and self.is_active:
            self._rung = self.due
            self.app.bell()
        self.refresh_bindings()
        self.tick()

    def _notice(self, notice: str) -> None:
        self._tell("#notice", notice)
        self.set_class(bool(notice), "-noticed")

    def _tell(self, selector: str, text: str) -> None:
        line = self.query_one(selector, Line)
        line.tell(text)
        line.set_class(not text, "-empty")
