"""Four questions, one after the other."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, HorizontalGroup, VerticalGroup, VerticalScroll
from textual.screen import Screen
from textual.widgets import Button

from unslouch.catalogue import figures
from unslouch.core.errors import UnslouchError
from unslouch.tui import breakpoints
from unslouch.tui.ports import World
from unslouch.tui.questions import QUESTIONS
from unslouch.tui.style import beside
from unslouch.tui.warning import warn
from unslouch.tui.widgets.choices import Choices
from unslouch.tui.widgets.drawing import Drawing
from unslouch.tui.widgets.key_button import KeyButton, offer
from unslouch.tui.widgets.keys import Keys
from unslouch.tui.widgets.line import Line
from unslouch.tui.widgets.options import Options
from unslouch.tui.widgets.too_small import TooSmall

_FIGURE = "belly-breathing"


class QuestionsScreen(Screen[str | None], inherit_bindings=False):
    """Asks them of the sound config `text`, and is dismissed with what that becomes, or None to leave it."""

    DEFAULT_CSS = beside(__file__)
    BINDING_GROUP_TITLE = "Questions"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "on", "Go on", id="questions.on"),
        Binding("b,escape", "back", "Back", id="questions.back"),
        Binding("q", "leave", "Not now", id="questions.leave"),
    ]

    def __init__(self, text: str, world: World) -> None:
        super().__init__()
        self._world = world
        self._opened = world.clock.now()
        self._text = text
        self._at = 0

    def compose(self) -> ComposeResult:
        self.add_class(*breakpoints.classes(self.app.size))
        yield TooSmall()
        with Horizontal(id="asked"):
            yield Drawing(self._figure_s, self._world.guide.glyphs)
            with VerticalScroll(id="side", can_focus=False), VerticalGroup(id="question"):
                with HorizontalGroup():
                    yield Line(id="title")
                    yield Line(id="step")
                yield Line(id="says")
                yield VerticalGroup(id="choices")
                with HorizontalGroup(id="buttons"):
                    yield KeyButton("on", main=True)
                    yield KeyButton("back")
        yield Keys()

    async def on_mount(self) -> None:
        self.query_one(Drawing).draw(figures.figure(_FIGURE))
        await self._ask(0)
        offer(self)

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        await self.run_action(str(event.button.id))

    def on_options_picked(self, event: Options.Picked) -> None:
        event.options.tell(frozenset(event.words))

    async def action_on(self) -> None:
        chosen = self.query_one(Choices).chosen
        try:
            self._text = QUESTIONS[self._at].answered(self._text, chosen)
        except UnslouchError as error:
            warn(self.app, error)
        if self._at + 1 < len(QUESTIONS):
            await self._ask(self._at + 1)
        else:
            self.dismiss(self._text)

    async def action_back(self) -> None:
        if self._at:
            await self._ask(self._at - 1)
        else:
            self.dismiss(None)

    def action_leave(self) -> None:
        self.dismiss(None)

    async def _ask(self, at: int) -> None:
        self._at, question = at, QUESTIONS[at]
        self.query_one("#title", Line).tell(question.title)
        self.query_one("#says", Line).tell(question.says)
        self.query_one("#step", Line).tell(f"Question {at + 1} of {len(QUESTIONS)}")
        choices = Choices(question.offered(self._text), question.chosen(self._text), many=bool(question.many))
        choices.set_class(not question.many, "-one")
        place = self.query_one("#choices")
        async with self.batch():
            await place.remove_children()
            await place.mount(choices)
        choices.focus()

    def _figure_s(self) -> float:
        """How far into its loop the figure is, in real seconds."""
        clock = self._world.clock
        return clock.now().since(self._opened) / clock.speed
