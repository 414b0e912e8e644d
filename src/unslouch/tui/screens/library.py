"""Library: the exercises to look through, with the figure of each, and to like, to leave out, to play."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Input

from unslouch.catalogue import figures
from unslouch.catalogue.words import AREAS, area
from unslouch.core import planner
from unslouch.core.duration import spoken
from unslouch.core.errors import UnslouchError
from unslouch.core.exercise import Breath, Exercise, Side, plainly
from unslouch.core.said import Reason, Said
from unslouch.figure.figure import Figure
from unslouch.tui import breakpoints
from unslouch.tui.ports import Library, Shelf, World
from unslouch.tui.screens.never import NeverScreen
from unslouch.tui.screens.pick import PickScreen
from unslouch.tui.screens.session import SessionScreen
from unslouch.tui.style import beside
from unslouch.tui.warning import warn
from unslouch.tui.widgets.card import Card
from unslouch.tui.widgets.drawing import Drawing
from unslouch.tui.widgets.exercises import Exercises, Row
from unslouch.tui.widgets.filters import CHOICES, KEYS, TITLES, Filters, Sought, called
from unslouch.tui.widgets.head import Head
from unslouch.tui.widgets.keys import Keys
from unslouch.tui.widgets.line import Line
from unslouch.tui.widgets.too_small import TooSmall

_BREATHS = {Breath.IN: "breathe in", Breath.OUT: "breathe out", Breath.HOLD: "hold"}
_FAVOURITE, _NEVER, _LEFT_OUT = "★", "×", "–"  # noqa: RUF001 (signs that fonts of terminals have)


_CHANGING = ("open", "play", "favourite", "unfavourite", "never", "again", "clear", "words", "figure")
"""What is not always to be done."""

_NOTHING = "No exercise is like that: {sought}. Esc clears the words, c shows all exercises."
_MEANT = "Nothing for {words}. For {meant}:"


class _Search(Input):
    """Every letter is text here; the arrows go through what is found meanwhile."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "To the list", id="library.searched"),
        Binding("escape", "screen.close", "No search", id="library.unsearched"),
    ]
    cursor_blink = reactive(False, init=False)


class LibraryScreen(Screen[bool], inherit_bindings=False):
    """Shows all exercises, those too that breaks leave out, and why. Dismissed with whether a break is
    wanted now.
    """

    DEFAULT_CSS = beside(__file__)
    BINDING_GROUP_TITLE = "Library"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Show", id="library.open"),
        Binding("p,enter", "play", "Play", id="library.play"),
        Binding("slash", "search", "Search", id="library.search", key_display="/"),
        *(
            Binding(key, f"pick('{name}')", TITLES[name], id=f"library.{name}", show=name == "region")
            for name, key in KEYS.items()
        ),
        Binding("c", "clear", "Show all", id="library.clear"),
        Binding("f", "favourite", "Favourite", id="library.favourite"),
        Binding("f", "unfavourite", "Unfavourite", id="library.no-favourite"),
        Binding("x", "never", "Never again", id="library.never"),
        Binding("x", "again", "Bring back", id="library.again"),
        Binding("i", "words", "How", id="library.words"),
        Binding("i", "figure", "Figure", id="library.figure"),
        Binding("b", "break", "Break now", id="library.break", show=False),
        Binding("q", "leave", "Back", id="library.leave"),
        Binding("escape", "close", "Back", id="library.close", show=False),
        Binding("up,k", "move(-1)", "Exercise before", id="library.before", show=False),
        Binding("down,j", "move(1)", "Next exercise", id="library.after", show=False),
        Binding("left", "group(-1)", "Region before", id="library.group-before", show=False),
        Binding("right", "group(1)", "Next region", id="library.group-after", show=False),
        Binding("pageup", "page(-1)", "Page up", id="library.page-up", show=False),
        Binding("pagedown", "page(1)", "Page down", id="library.page-down", show=False),
        Binding("home", "move(-1000)", "First", id="library.first", show=False),
        Binding("end", "move(1000)", "Last", id="library.last", show=False),
        Binding("d,space", "scroll(1)", "Words down", id="library.words-down", show=False),
        Binding("u", "scroll(-1)", "Words up", id="library.words-up", show=False),
    ]

    def __init__(self, world: World, library: Library) -> None:
        super().__init__()
        self._world = world
        self._clock = world.clock
        self._library = library
        self._shelf = Shelf(())
        self._sought = Sought()
        self._shown: Exercise | None = None
        self._warned: Exercise | None = None
        self._figure: Figure | None = None
        self._began_s = 0.0
        self._offered: frozenset[str] = frozenset()

    def compose(self) -> ComposeResult:
        self.add_class(*breakpoints.classes(self.app.size))
        yield TooSmall()
        yield Head("Library")
        with Horizontal(id="library"):
            with Vertical(id="side"):
                with Horizontal(id="seek"):
                    yield Line("/", id="slash")
                    yield _Search(placeholder="name, region, wall, favourite", compact=True, id="search")
                yield Filters()
                yield Line(id="set")
                yield Line(id="meant")
                yield Exercises()
                yield Line(id="nothing")
            with Vertical(id="shown"):
                with Horizontal(id="head"):
                    yield Line(id="name")
                    yield Line(id="mark")
                yield Drawing(self._figure_s, self._world.guide.glyphs)
                yield Line(id="cue")
                with VerticalScroll(id="words", can_focus=False):
                    yield Card()
        yield Line(id="notice")
        yield Keys()

    def on_mount(self) -> None:
        self._take(self._library())

    def on_resize(self) -> None:
        self._offer()

    def on_descendant_focus(self) -> None:
        self.query_one(Exercises).set_class(True, "-away")

    def on_descendant_blur(self) -> None:
        self.query_one(Exercises).set_class(False, "-away")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        exercise = self._shown
        match action:
            case "open" | "play":
                return exercise is not None and self._folded is (action == "open")
            case "favourite" | "unfavourite":
                return exercise is not None and self._favourite is (action == "unfavourite")
            case "never" | "again":
                return exercise is not None and self._never is (action == "again")
            case "clear":
                return self._sought != Sought()
            case "words" | "figure":
                return self._figure is not None and self.has_class("-words") is (action == "figure")
        return action != "search" or self.focused is None

    def action_open(self) -> None:
        self.add_class("-open")
        self._offer()

    def action_play(self) -> None:
        """Plays the exercise alone; one that breaks leave out only at the second asking."""
        exercise = self._shown
        if exercise is None or not self.is_active:
            return
        why = self._why(exercise)
        if why and self._warned is not exercise:
            self._warned = exercise
            self.app.notify(f"{why} Once more plays it all the same.", timeout=6, markup=False)
            return
        shelf = self._library()
        sequence = planner.alone(exercise, shelf.since_s, shelf.past)
        self.query_one(Drawing).draw(None)
        self._figure = None
        self.app.push_screen(SessionScreen(self._world, sequence, None), self._after_session)

    def action_search(self) -> None:
        self.remove_class("-open")
        self.query_one("#search").focus()
        self._offer()

    def action_pick(self, name: str) -> None:
        choices = [(choice, called(name, choice), self._left(name, choice)) for choice in CHOICES[name]]
        usable = [choice for choice in choices if choice[2] or not choice[0]]
        self.remove_class("-open")

        def picked(choice: str | None) -> None:
            if choice is not None:
                self._seek(self._sought.choosing(name, choice))

        self.app.push_screen(PickScreen(TITLES[name], usable, getattr(self._sought, name)), picked)

    def action_clear(self) -> None:
        with self.prevent(Input.Changed):
            self.query_one("#search", Input).value = ""
        self._seek(Sought())

    def action_favourite(self) -> None:
        self._say(Said.FAVOURITE)

    def action_unfavourite(self) -> None:
        self._say(Said.AGAIN)

    def action_again(self) -> None:
        self._say(Said.AGAIN)

    def action_never(self) -> None:
        if self._shown is not None:
            self.app.push_screen(NeverScreen(self._shown.name), self._leave_out)

    def action_words(self) -> None:
        self.add_class("-open", "-words")
        self._offer()

    def action_figure(self) -> None:
        self.remove_class("-words")
        self._offer()

    def action_break(self) -> None:
        if self.is_active:
            self.dismiss(True)

    def action_leave(self) -> None:
        """Leaves the exercise for the list where there is room for one of them, then the screen."""
        if self.has_class("-open") and self.has_class("-narrow"):
            self.remove_class("-open", "-words")
            self._offer()
        elif self.is_active:
            self.dismiss(False)

    def action_close(self) -> None:
        """Leaves the search first."""
        search = self.query_one("#search", Input)
        if search.has_focus or search.value:
            search.value = ""
            self.set_focus(None)
        else:
            self.action_leave()

    def action_move(self, by: int) -> None:
        self.query_one(Exercises).move(by)

    def action_page(self, by: int) -> None:
        self.query_one(Exercises).page(by)

    def action_group(self, by: int) -> None:
        self.query_one(Exercises).group(by)

    def action_scroll(self, by: int) -> None:
        words = self.query_one("#words")
        words.scroll_relative(y=by * max(1, words.size.height - 1), animate=False)

    @on(Filters.Wanted)
    def _filter(self, event: Filters.Wanted) -> None:
        self.action_pick(event.filter)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._seek(Sought(event.value, *(getattr(self._sought, name) for name in CHOICES)), anew=True)

    @on(Input.Submitted)
    def _typed_all(self) -> None:
        self.set_focus(None)

    @on(Exercises.Chosen)
    def _choose(self, event: Exercises.Chosen) -> None:
        if event.exercise is not self._shown:
            self._shown, self._warned = event.exercise, None
            self._show()
            self.query_one("#words").scroll_home(animate=False)
            self.call_later(self._draw)
        if event.clicks == 1:
            self.action_open()
        elif event.clicks == 2:
            self.action_play()

    @on(Drawing.Posed)
    def _cue(self, event: Drawing.Posed) -> None:
        breath = _BREATHS.get(Breath(event.pose.breath), "")
        sided = self._shown is not None and self._shown.sided
        side = (Side.RIGHT if event.mirrored else Side.LEFT).capitalize() if sided else ""
        pose = f"{event.pose.name}, {breath}" if breath else event.pose.name
        self.query_one("#cue", Line).update(f"{side} · {pose}" if side else pose, layout=False)

    @property
    def _favourite(self) -> bool:
        return self._shown is not None and self._shown.id in self._shelf.past.favourites

    @property
    def _never(self) -> bool:
        return self._shown is not None and self._shown.id in self._shelf.past.never

    @property
    def _folded(self) -> bool:
        """Whether the exercise is behind the list."""
        return self.has_class("-narrow") and not self.has_class("-open")

    def _figure_s(self) -> float:
        """How far into the loop it is; it begins where the figure shows most."""
        figure = self._figure
        spent_s = (self._clock.now().elapsed - self._began_s) / self._clock.speed
        return spent_s + (figure.fullest_s if figure else 0.0)

    def _take(self, shelf: Shelf) -> None:
        self._shelf = shelf
        wrong = [str(problem) for problem in shelf.problems]
        self._tell("#notice", f"{wrong[0]} `unslouch config check` tells all." if wrong else "")
        self.set_class(bool(wrong), "-wrong")
        self._seek(self._sought)
        self._show()

    def _seek(self, sought: Sought, *, anew: bool = False) -> None:
        """Lists what is like that, under what it is for; a region that is asked for comes first."""
        self._sought = sought
        found = self._found(sought)
        meant = sought.meaning(self._shelf.exercises) if not found else sought
        if meant != sought and (instead := self._found(meant)):
            found, sought = instead, meant
        areas = sorted(AREAS, key=lambda part: not sought.names(part))
        rows: list[Row] = []
        for part in areas:
            of = [self._row(each) for each in found if area(each) == part]
            rows += [Row(plainly(part).capitalize()), *of] if of else []
        self.query_one(Exercises).tell(rows, anew=anew)
        self.query_one(Filters).tell(sought)
        self._tell_found(sought, len(found))
        self.set_class(not found, "-nothing")
        if not found:
            self.remove_class("-open")
        self._offer()

    def _tell_found(self, sought: Sought, number: int) -> None:
        """Says how many there are for `sought`, which may be what is meant by the words that were typed."""
        every = len(self._shelf.exercises)
        count = f"{number} of {every}" if number < every else f"{every}"
        self.query_one(Head).tell(f"{count} exercises")
        self._tell("#set", f"{', '.join(sought.filters)}: {count}")
        self._tell("#meant", _MEANT.format(words=self._sought.words.strip(), meant=sought.words))
        self._tell("#nothing", _NOTHING.format(sought=", ".join([sought.words.strip(), *sought.filters])))
        self.set_class(bool(sought.filters), "-set")
        self.set_class(sought is not self._sought, "-meant")

    def _found(self, sought: Sought) -> list[Exercise]:
        return [each for each in self._shelf.exercises if self._fits(sought, each)]

    def _left(self, name: str, choice: str) -> int:
        """How many exercises there would be with that choice."""
        sought = self._sought.choosing(name, choice)
        return len(self._found(sought))

    def _fits(self, sought: Sought, exercise: Exercise) -> bool:
        marks = " ".join(self._marks(exercise)) if sought.words else ""
        return sought.fits(exercise, self._shelf.profile, marks)

    def _marks(self, exercise: Exercise) -> dict[str, str]:
        """What there is to say of it besides, each with its sign."""
        past = self._shelf.past
        marks = {
            "never again": _NEVER if exercise.id in past.never else "",
            "favourite": _FAVOURITE if exercise.id in past.favourites else "",
            "left out": _LEFT_OUT if self._against(exercise) else "",
        }
        return {mark: sign for mark, sign in marks.items() if sign}

    def _row(self, exercise: Exercise) -> Row:
        marks, against = self._marks(exercise), self._against(exercise)
        sign, faint = next(iter(marks.values()), " "), bool(marks.keys() & {"never again", "left out"})
        brief = spoken(exercise.dose.seconds * (2 if exercise.sided else 1))
        note = brief
        if "never again" in marks:
            note, brief = "never again", "never"
        elif against:
            note = brief = ", ".join(against)
        return Row(exercise.name, exercise, sign, note, brief, faint)

    def _against(self, exercise: Exercise) -> list[str]:
        """What in the profile leaves it out of breaks."""
        shelf = self._shelf
        return [plainly(word) for word in planner.against(exercise, shelf.profile, shelf.past)]

    def _why(self, exercise: Exercise) -> str:
        """Why it comes in no break, in a sentence; nothing where it does."""
        if exercise.id in self._shelf.past.never:
            return "You said never again."
        against = ", ".join(self._against(exercise))
        return f"Your profile leaves it out: {against}." if against else ""

    def _show(self) -> None:
        """Shows the chosen exercise in words."""
        exercise = self._shown
        why = self._why(exercise) if exercise else ""
        self.query_one("#name", Line).update(exercise.name if exercise else "", layout=False)
        marks = self._marks(exercise) if exercise else {}
        self._tell("#mark", "  ".join(f"{sign} {mark}" for mark, sign in marks.items()))
        self.query_one(Card).tell(exercise, why)
        self._offer()

    def _draw(self) -> None:
        """Draws the chosen exercise, once, however quickly the choice went on."""
        if isinstance(self.app.screen, SessionScreen):
            return
        name = self._shown.figure if self._shown else None
        figure = figures.figure(name) if name is not None and name in figures.ids() else None
        if figure is not self._figure or figure is None:
            self._figure, self._began_s = figure, self._clock.now().elapsed
            self.set_class(figure is None, "-undrawn")
            self._offer()
        self.query_one(Drawing).draw(figure, by_turns=self._shown is not None and self._shown.sided)

    def _after_session(self, _: object) -> None:
        """What was said of exercises there is shown here."""
        self._take(self._library())
        self.call_later(self._draw)

    def _leave_out(self, reason: Reason | None) -> None:
        if reason is not None:
            self._say(Said.NEVER, reason)

    def _say(self, said: Said, reason: Reason | None = None) -> None:
        """Records what is said of the chosen exercise, and shows it where that went well."""
        exercise = self._shown
        if exercise is None:
            return
        try:
            self._world.recorder.said(exercise.id, said, reason, self._clock.now())
        except UnslouchError as error:
            warn(self.app, error)
        else:
            self._warned = None
            self._take(self._library())

    def _offer(self) -> None:
        """Shows the keys anew where another one does something now."""
        offered = frozenset(action for action in _CHANGING if self.check_action(action, ()))
        if offered != self._offered:
            self._offered = offered
            self.refresh_bindings()

    def _tell(self, selector: str, text: str) -> None:
        self.query_one(selector, Line).tell(text)
