"""The first minute: what it is, a first break, what works here, a test, and whether to start by itself."""

from __future__ import annotations

import asyncio
import contextlib
from contextlib import aclosing
from functools import partial
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, HorizontalGroup, VerticalGroup, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Button, ContentSwitcher
from textual.worker import Worker, WorkerError

from unslouch.catalogue import figures
from unslouch.catalogue.safety import IN_SHORT
from unslouch.core.errors import UnslouchError
from unslouch.core.outcome import Outcome
from unslouch.settings import load
from unslouch.tui import breakpoints
from unslouch.tui.ports import World
from unslouch.tui.questions import HELLO
from unslouch.tui.screens.keep import KeepScreen, leave
from unslouch.tui.screens.session import SessionScreen
from unslouch.tui.setup import Setup, Startup
from unslouch.tui.style import beside
from unslouch.tui.warning import warn
from unslouch.tui.widgets.drawing import Drawing
from unslouch.tui.widgets.findings import LACKS, WORKS, Findings
from unslouch.tui.widgets.key_button import KeyButton, offer
from unslouch.tui.widgets.keys import Keys
from unslouch.tui.widgets.line import Line
from unslouch.tui.widgets.too_small import TooSmall

FIGURE = "chair-cat-cow"

_KEY = "bold $primary"
_SAFETY = Content.assemble(f"{IN_SHORT} ", ("s", _KEY), " tells the rest.")
_NEW = Content.assemble(
    *(("Enter", _KEY), " takes the defaults, a break after 50 min of sitting; "),
    *(("e", _KEY), " asks four questions first."),
)
_TASTE = "Half a minute on your chair, here and now. It is a real break, and is remembered."
_TAKEN = "That was a real break, and it is remembered."
_BEGINNING = "One moment."
_BEGUN = "Unslouch runs in the background now. What you change in its settings counts at once: {file}"
_UNDO = "To undo it at any time: unslouch autostart off, which deletes the file."

_MARKS = {None: "", True: f"{WORKS} ", False: f"{LACKS} "}

_PAGES = ("hello", "taste", "here", "trial", "startup")
_WHERE = {
    "begin": {"hello"},
    "ask": {"hello"},
    "safety": {"hello"},
    "play": {"taste"},
    "pass": {"taste"},
    "try": {"here"},
    "on": {"taste", "trial"},
    "back": {"here", "trial", "startup"},
    "again": {"trial"},
    "start": {"startup"},
    "later": {"startup"},
    "finish": {"startup"},
    "undo": {"startup"},
}


class WelcomeScreen(Screen[bool], inherit_bindings=False):
    """Five short pages, dismissed at their end with whether the service was started here.

    Nothing is written and nothing is started before the first page is answered.
    """

    DEFAULT_CSS = beside(__file__)
    BINDING_GROUP_TITLE = "Welcome"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "Begin", id="welcome.begin"),
        Binding("e", "ask", "Questions", id="welcome.ask"),
        Binding("s", "safety", "Safety", id="welcome.safety"),
        Binding("enter,b", "play", "Break", id="welcome.play"),
        Binding("n", "pass", "Go on", id="welcome.pass"),
        Binding("enter", "try", "Test reminder", id="welcome.try"),
        Binding("enter", "on", "Go on", id="welcome.on"),
        Binding("t", "again", "Test again", id="welcome.again"),
        Binding("y", "start", "Yes", id="welcome.start"),
        Binding("enter,n", "later", "Not now", id="welcome.later"),
        Binding("enter", "finish", "Done", id="welcome.finish"),
        Binding("n", "undo", "No longer", id="welcome.undo"),
        Binding("left,backspace", "back", "Back", id="welcome.back", show=False),
        Binding("down", "scroll(1)", "Down", id="welcome.down", show=False),
        Binding("up", "scroll(-1)", "Up", id="welcome.up", show=False),
        Binding("tab", "app.focus_next", "Next button", id="welcome.focus", show=False),
        Binding("shift+tab", "app.focus_previous", "Button before", id="welcome.focus-back", show=False),
        Binding("q", "leave", "Leave", id="welcome.leave"),
    ]

    def __init__(self, world: World, setup: Setup) -> None:
        super().__init__()
        self._world = world
        self._setup = setup
        self._page = "hello"
        self._opened = world.clock.now()
        self._started = False
        self._taken = False
        self._startup: Startup | None = None
        self._beginning: Worker[None] | None = None
        self._testing: Worker[None] | None = None

    def compose(self) -> ComposeResult:
        self.add_class(*breakpoints.classes(self.app.size))
        yield TooSmall()
        with Horizontal(id="stage"):
            yield Drawing(self._figure_s, self._world.guide.glyphs)
            with VerticalScroll(id="side", can_focus=False), ContentSwitcher(initial="hello"):
                yield from self._pages()
        yield Line(_SAFETY, id="below")
        yield Keys()

    def on_mount(self) -> None:
        self.query_one(Drawing).draw(figures.figure(FIGURE))
        self._go("hello")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        startup = self._startup
        offered = {
            "ask": self._world.config is not None,
            "play": not self._taken,
            "pass": not self._taken,
            "on": self._taken or self._page != "taste",
            "start": startup is not None and not startup.on,
            "later": startup is not None and not startup.on,
            "finish": startup is None or startup.on,
            "undo": startup is not None and startup.on,
        }
        return self._page in _WHERE.get(action, _PAGES) and offered.get(action, True)

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        self.set_focus(None)  # Enter is again what the page says it is
        await self.run_action(str(event.button.id))

    def action_begin(self) -> None:
        self._go("taste")
        self._beginning = self._begin()

    def action_ask(self) -> None:
        from unslouch.tui.screens.questions import QuestionsScreen  # noqa: PLC0415 (the defaults ask nothing)

        config = self._world.config
        text = config.read() if config else ""
        problems = load.read(text, "").problems if isinstance(text, str) else (text,)
        if isinstance(text, str) and not problems:
            self.app.push_screen(QuestionsScreen(text, self._world), self._answered)
        else:
            warn(self.app, f"The config has to be mended first: {problems[0].message}")

    def action_safety(self) -> None:
        from unslouch.tui.screens.safety import SafetyScreen  # noqa: PLC0415 (as above)

        self.app.push_screen(SafetyScreen())

    def action_play(self) -> None:
        if not self.is_active:
            return
        try:
            session = SessionScreen(self._world, self._setup.taste(), None)
        except UnslouchError as error:
            warn(self.app, error)
            return
        self.app.push_screen(session, self._played)

    async def action_pass(self) -> None:
        await self.action_on()

    async def action_try(self) -> None:
        await self.action_on()

    async def action_on(self) -> None:
        await self._end_test()
        self._go(_PAGES[_PAGES.index(self._page) + 1])

    async def action_back(self) -> None:
        await self._end_test()
        self._go(_PAGES[_PAGES.index(self._page) - 1])

    async def action_again(self) -> None:
        await self._end_test()
        self._testing = self._test()

    def action_start(self) -> None:
        self._turn(on=True)

    def action_undo(self) -> None:
        self._turn(on=False)

    def action_scroll(self, by: int) -> None:
        self.query_one("#side", VerticalScroll).scroll_relative(y=by, animate=False)

    async def action_later(self) -> None:
        await self.action_finish()

    async def action_finish(self) -> None:
        await _end(self._beginning)
        if self.is_active:
            self.dismiss(self._started)

    async def action_leave(self) -> None:
        await _end(self._beginning)
        await self._end_test()
        if self._started and self.is_active:
            self.app.push_screen(KeepScreen(), partial(leave, self.app, self._world.link))
        elif self.is_active:
            self.app.exit()

    def _go(self, page: str) -> None:
        self.set_focus(None)
        self.remove_class(f"-{self._page}", update=False)
        self.add_class(f"-{page}")
        self._page = page
        self.query_one(ContentSwitcher).current = page
        self.query_one("#side", VerticalScroll).scroll_home(animate=False)
        match page:
            case "here":
                self._look()
            case "trial":
                self._testing = self._test()
            case "startup":
                self._turn()
        self._offer()

    def _offer(self) -> None:
        """Shows the keys and the buttons of what can be done now."""
        offer(self)
        self.refresh_bindings()

    def _answered(self, text: str | None) -> None:
        """The config that the answers make, or None where there were none."""
        if text is None or self._world.config is None:
            return
        try:
            self._world.config.write(text)
        except UnslouchError as error:
            warn(self.app, error)
        self.action_begin()

    def _played(self, outcome: Outcome | None) -> None:
        if outcome is Outcome.COMPLETED:
            self._taken = True
            self._tell("#taste-said", _TAKEN)
            self._go("here")

    @work
    async def _begin(self) -> None:
        try:
            self._started = await asyncio.to_thread(self._setup.begin) or self._started
        except UnslouchError as error:
            self._tell("#begun", str(error))
        else:
            self._tell("#begun", _BEGUN.format(file=self._file))

    @work(exclusive=True, group="here")
    async def _look(self) -> None:
        await self.query_one(Findings).tell(await self._setup.findings())

    @work(exclusive=True, group="trial")
    async def _test(self) -> None:
        self._tell("#trial-said", _BEGINNING)
        async with aclosing(self._setup.trial()) as trials:
            async for trial in trials:
                self._tell("#trial-said", f"{_MARKS[trial.works]}{trial.said}")

    async def _end_test(self) -> None:
        """Takes the test notification away before anything else is shown."""
        if self._testing is not None:
            self._testing.cancel()
            await _end(self._testing)
            self._testing = None

    @work(exclusive=True, group="startup")
    async def _turn(self, *, on: bool | None = None) -> None:
        """Has it start with the desktop, or no longer; says how that is now."""
        try:
            if on is None:
                self._startup = await asyncio.to_thread(self._setup.startup)
            else:
                self._startup = await asyncio.to_thread(self._setup.start_with_desktop, on=on)
        except UnslouchError as error:
            self._tell_startup(str(error), None)
        else:
            self._tell_startup(_how(self._startup), self._startup)
        self._offer()

    def _tell_startup(self, said: str | Content, startup: Startup | None) -> None:
        self._tell("#startup-said", said)
        self._tell("#startup-file", startup.file if startup else "")
        self._tell("#startup-undo", _UNDO if startup else "")

    @property
    def _file(self) -> str:
        return self._world.config.file if self._world.config else ""

    def _figure_s(self) -> float:
        """How far into its loop the figure is, in real seconds."""
        clock = self._world.clock
        return clock.now().since(self._opened) / clock.speed

    def _tell(self, selector: str, text: str | Content) -> None:
        line = self.query_one(selector, Line)
        line.tell(text)
        line.display = bool(text)

    def _pages(self) -> ComposeResult:
        with VerticalGroup(id="hello"):
            yield _head("hello", "Unslouch")
            yield Line(HELLO)
            yield _quiet(_SAFETY, "safety")
            yield _quiet(_NEW if self._setup.new else _kept(self._file), "way")
            yield _buttons(KeyButton("begin", main=True), KeyButton("ask"))
        with VerticalGroup(id="taste"):
            yield _head("taste", "A first break")
            yield Line(_TASTE, id="taste-said")
            yield Line(_BEGINNING, id="begun")
            yield _buttons(KeyButton("play", main=True), KeyButton("on", main=True), KeyButton("pass"))
        with VerticalGroup(id="here"):
            yield _head("here", "What works here")
            yield Findings()
            yield _buttons(KeyButton("try", main=True))
        with VerticalGroup(id="trial"):
            yield _head("trial", "A test reminder")
            yield Line(_BEGINNING, id="trial-said")
            yield _buttons(KeyButton("on", main=True), KeyButton("again"))
        with VerticalGroup(id="startup"):
            yield _head("startup", "Start with your desktop?")
            yield Line(_BEGINNING, id="startup-said")
            yield Line(id="startup-file")
            yield Line(id="startup-undo")
            yield _buttons(
                *map(KeyButton, ("start", "later")), KeyButton("finish", main=True), KeyButton("undo")
            )


def _kept(file: str) -> Content:
    return Content.assemble(
        f"Your settings in {file} stay as they are; ", ("e", _KEY), " asks the four questions again."
    )


def _how(startup: Startup) -> Content:
    """How it begins, or could."""
    if startup.on:
        return Content(f"{WORKS} It starts when you log in, by this file ({startup.mechanism}):")
    says = f" writes this file, so that reminders begin when you log in ({startup.mechanism}):"
    return Content.assemble(("y", _KEY), says)


async def _end(worker: Worker[None] | None) -> None:
    """Waits until it has ended, however that is."""
    if worker is not None:
        with contextlib.suppress(WorkerError):
            await worker.wait()


def _head(page: str, title: str) -> HorizontalGroup:
    """The title of a page, and how far one has come with it."""
    lines = [Line(title), Line(f"{_PAGES.index(page) + 1} of {len(_PAGES)}")]
    for line, part in zip(lines, ("title", "step"), strict=True):
        line.add_class(part)
    return HorizontalGroup(*lines, classes="head")


def _quiet(text: Content, name: str) -> Line:
    line = Line(text, id=name)
    line.add_class("quiet")
    return line


def _buttons(*buttons: KeyButton) -> HorizontalGroup:
    return HorizontalGroup(*buttons, classes="buttons")
