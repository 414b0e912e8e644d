"""The Library: every key and what it does, what is found, what is said, and an exercise played alone."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from textual.binding import Binding
from textual.events import Mount
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from tests.tui.world import SITTING, START, BellApp, FrozenClock, Memory, Plans, Service, exercise
from unslouch.catalogue import load
from unslouch.catalogue.figures import figure
from unslouch.core.entries import Entry, EntryKind
from unslouch.core.exercise import NEEDS, Exercise, Form, Kind, Position, Side, Source
from unslouch.core.history import Record, past
from unslouch.core.planner import against, alone, suits
from unslouch.core.problem import Problem
from unslouch.core.rules import Posture, Profile
from unslouch.core.said import Reason, Said
from unslouch.core.wish import Past, Wish
from unslouch.tui.ports import Shelf, World
from unslouch.tui.screens.library import LibraryScreen
from unslouch.tui.screens.never import NeverScreen
from unslouch.tui.screens.pick import PickScreen
from unslouch.tui.screens.session import SessionScreen
from unslouch.tui.screens.today import TodayScreen
from unslouch.tui.widgets.card import Card
from unslouch.tui.widgets.drawing import Drawing
from unslouch.tui.widgets.exercises import Exercises, Row
from unslouch.tui.widgets.filters import Sought

OWN = exercise("My [b]own[/b] move", "neck")
SPARED = Profile(avoid=frozenset({"wrist"}))


class LibraryApp(BellApp):
    """Begins with the Library instead of Today."""

    def on_mount(self, event: Mount | None = None) -> None:
        assert event is not None
        event.prevent_default()
        assert self._world.library is not None
        self.push_screen(LibraryScreen(self._world, self._world.library))


class Shelved:
    """The screen over these exercises, with a journal that remembers what is said; on `today` if asked."""

    def __init__(
        self,
        exercises: Sequence[Exercise] = (),
        *,
        profile: Profile = SPARED,
        problems: tuple[Problem, ...] = (),
        theme: str = "unslouch-dark",
        today: bool = False,
    ) -> None:
        self.exercises = tuple(exercises) or load()
        self.clock, self.memory, self.plans, self.service = FrozenClock(), Memory(), Plans(), Service()
        self._profile, self._problems = profile, problems
        world = World(self.clock, self.service, self.memory, self.plans, library=self.shelf)
        self.app: BellApp = BellApp(world, theme=theme) if today else LibraryApp(world, theme=theme)
        self.app.animation_level = "none"

    def shelf(self) -> Shelf:
        said = [
            Entry(EntryKind.SAID, START.utc, "boot", 0.0, {"exercise": name, "said": said.value})
            for name, said, _ in self.memory.said_
        ]
        so_far = past(Record(said=said), self.exercises, START.wall)
        return Shelf(self.exercises, self._profile, so_far, 1200.0, self._problems)

    @property
    def screen(self) -> LibraryScreen:
        assert isinstance(self.app.screen, LibraryScreen)
        return self.app.screen

    @property
    def rows(self) -> dict[str, Row]:
        """The exercises of the list, by id."""
        return {row.exercise.id: row for row in self.screen.query_one(Exercises).rows if row.exercise}

    @property
    def headings(self) -> list[str]:
        return [row.text for row in self.screen.query_one(Exercises).rows if not row.exercise]

    @property
    def chosen(self) -> str:
        found = self.screen.query_one(Exercises).exercise
        return found.id if found else ""

    @property
    def keys(self) -> set[str]:
        """What the keys of the screen do now."""
        return {active.binding.id or "" for active in self.screen.active_bindings.values() if active.enabled}

    @property
    def toasts(self) -> list[str]:
        return [notification.message for notification in self.app._notifications]

    def text(self, selector: str) -> str:
        return str(self.screen.query_one(selector).render())

    def shows(self, selector: str) -> bool:
        """Whether it has a place in the window."""
        return bool(self.screen.query_one(selector).region)

    def card(self) -> str:
        """All words of the chosen exercise, on one line."""
        card = self.screen.query_one(Card)
        lines = [card.render_line(y).text for y in range(card.size.height)]
        return " ".join(" ".join(lines).split())

    @asynccontextmanager
    async def opened(self, *, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[Any]]:
        async with self.app.run_test(size=size) as pilot:
            await self.press(pilot, *([] if isinstance(self.app, LibraryApp) else ["l"]))
            yield pilot

    async def press(self, pilot: Pilot[Any], *keys: str) -> None:
        """Presses one key after the other."""
        await pilot.press(*keys)
        await pilot.pause()

    async def find(self, pilot: Pilot[Any], words: str) -> None:
        self.screen.query_one(Input).value = words
        await pilot.pause()


async def test_every_exercise_is_listed_under_what_it_is_for() -> None:
    library = Shelved()
    async with library.opened():
        assert {each.id for each in load()} == set(library.rows)
        assert library.headings[:3] == ["Eyes", "Breath", "Neck"]
        assert library.text("#count") == f"{len(load())} exercises"


async def test_the_keys_go_from_exercise_to_exercise_and_from_region_to_region() -> None:
    library = Shelved()
    async with library.opened(size=(80, 24)) as pilot:
        ids, at = list(library.rows), []
        for key in (
            "down",
            "j",
            "up",
            "k",
            "k",
            "right",
            "left",
            "left",
            "end",
            "pageup",
            "pagedown",
            "home",
        ):
            await pilot.press(key)
            at.append(ids.index(library.chosen))

        kinds = [row.exercise.kind.value for row in library.rows.values() if row.exercise]
        assert at[:5] == [1, 2, 1, 0, 0]
        assert at[5:7] == [kinds.index("breathe"), 0]
        assert kinds[at[7]] == "mobilise"
        assert at[8:] == [len(ids) - 1, at[9], len(ids) - 1, 0]
        assert len(ids) - 25 < at[9] < len(ids) - 10


async def test_the_exercise_is_told_in_words_and_its_figure_is_drawn() -> None:
    library = Shelved()
    async with library.opened() as pilot:
        await library.find(pilot, "wall calf")
        drawing, words = library.screen.query_one(Drawing), library.card()

        assert library.text("#name") == "Wall calf stretch"
        assert any(drawing.render_line(y).text.strip() for y in range(drawing.size.height))
        assert library.text("#cue")
        for said in (
            "each side (",
            "Breathe out.",
            "Easier",
            "Harder",
            "Careful with",
            "Needs wall",
            "Sources",
        ):
            assert said in words


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("chin tuck", {"chin-tuck"}),
        ("chin-tuck", {"chin-tuck"}),
        ("CHIN", {"chin-tuck", "chin-to-chest"}),
        ("upper-back stretch eagle", {"eagle-arms", "seated-eagle-arms"}),
        ("neck wall", set()),
        ("standing seated", set()),
        ("doorway", {"doorway-opener"}),
        ("hin tuck", set()),
        ("[b]", set()),
    ],
)
def test_a_search_finds_by_the_beginnings_of_words(words: str, found: set[str]) -> None:
    assert found == {each.id for each in load() if Sought(words).fits(each, SPARED)}


@pytest.mark.parametrize(
    ("sought", "fits"),
    [
        (Sought(region="neck"), lambda each: "neck" in each.regions),
        (Sought(region="breath"), lambda each: each.kind is Kind.BREATHE),
        (Sought(position="floor"), lambda each: each.position is Position.FLOOR),
        (Sought(form="mat"), lambda each: each.form is Form.MAT),
        (Sought(needs="yours"), lambda each: each.needs <= SPARED.at_hand),
        (Sought(needs="nothing"), lambda each: not each.needs),
        (Sought(needs="wall"), lambda each: "wall" in each.needs),
        (
            Sought("hips", position="seated"),
            lambda each: "hips" in each.regions and each.position == "seated",
        ),
    ],
)
def test_a_filter_lets_through_what_is_like_that(sought: Sought, fits: Any) -> None:
    expected = {each.id for each in load() if fits(each) or (sought.words and sought.words in each.id)}
    found = {each.id for each in load() if sought.fits(each, SPARED)}

    assert expected >= found > set()
    assert sought.words or expected == found


async def test_while_one_types_letters_are_text_and_arrows_go_through_what_is_found() -> None:
    library = Shelved()
    async with library.opened() as pilot:
        await library.press(pilot, "slash", *"qf", "ctrl+u", *"cat", "down")

        assert library.screen.query_one(Input).value == "cat"
        assert library.chosen == list(library.rows)[1]
        assert library.memory.said_ == []

        await library.press(pilot, "escape")

        assert library.screen.query_one(Input).value == ""
        assert len(library.rows) == len(load())


async def test_a_searched_region_comes_first_and_where_nothing_is_found_no_key_does_harm() -> None:
    library = Shelved()
    async with library.opened() as pilot:
        await library.find(pilot, "hips")
        assert library.headings[0] == "Hips"
        assert library.chosen == next(iter(library.rows))

        await library.find(pilot, "zzz")
        assert library.rows == {}
        assert library.shows("#nothing")

        await library.press(pilot, "p", "f", "x", "i", "d", "down", "right", "pagedown")

        assert library.memory.said_ == []
        assert library.chosen == ""

        await library.press(pilot, "c")

        assert len(library.rows) == len(load())
        assert library.text("#name") == "Far look"
        assert "library.clear" not in library.keys


@pytest.mark.parametrize(
    ("typed", "meant"), [("sholder", "shoulder"), ("nekc strech", "neck stretch"), ("hipp flor", "hip floor")]
)
async def test_words_that_nothing_begins_with_find_what_is_like_them(typed: str, meant: str) -> None:
    library = Shelved()
    async with library.opened() as pilot:
        await library.find(pilot, meant)
        expected = library.rows.keys()
        assert not library.shows("#meant")

        await library.find(pilot, typed)

        assert library.rows.keys() == expected > set()
        assert library.text("#meant") == f"Nothing for {typed}. For {meant}:"
        assert library.shows("#meant")


async def test_where_nothing_is_found_it_is_said_for_what_and_esc_brings_all_back() -> None:
    library = Shelved()
    async with library.opened() as pilot:
        await library.press(pilot, "r", "n", "enter", "slash", *"zzz", "enter")

        assert library.text("#nothing").startswith("No exercise is like that: zzz, neck.")

        await library.press(pilot, "escape")

        assert library.headings[0] == "Neck"
        assert library.screen.query_one(Input).value == ""


async def test_an_exercise_with_sides_is_shown_on_one_and_then_on_the_other() -> None:
    library, cues = Shelved(), []
    async with library.opened() as pilot:
        await library.find(pilot, "neck side tilt")
        loop_s = figure("neck-side-tilt").loop_s
        for _ in range(3):
            cues.append(library.text("#cue").split(" · ")[0])
            library.clock.advance(loop_s)
            library.screen.query_one(Drawing).tick()
            await pilot.pause()

        await library.find(pilot, "chin tuck")

        assert cues == ["Left", "Right", "Left"]
        assert "Left" not in library.text("#cue")


async def test_a_source_has_its_address_on_one_line_and_the_whole_of_it_as_a_link() -> None:
    url = f"https://www.example.org/{'a-long-way/' * 12}page.html"
    library = Shelved([replace(OWN, sources=(Source("The source", url),))])
    async with library.opened():
        card = library.screen.query_one(Card)
        lines = [card.render_line(y) for y in range(card.size.height)]
        at = next(y for y, line in enumerate(lines) if "www." in line.text)

        assert "https://" not in lines[at].text
        assert lines[at].text.rstrip().endswith("…")
        assert at == len(lines) - 1
        assert url in {segment.style.link for segment in lines[at] if segment.style}


async def test_a_list_that_just_fits_has_no_scroll_bar() -> None:
    library = Shelved(load()[:30])
    async with library.opened() as pilot:
        shown = library.screen.query_one(Exercises)
        assert shown.show_vertical_scrollbar

        room = shown.size.height
        shown.tell([Row(each.name, each) for each in load()[:room]])
        await pilot.pause()

        assert not shown.show_vertical_scrollbar


async def test_a_click_selects_and_a_double_click_plays() -> None:
    library = Shelved()
    async with library.opened() as pilot:
        await pilot.click(Exercises, offset=(8, 2))
        assert library.chosen == list(library.rows)[1]

        third = list(library.rows)[2]
        await pilot.double_click(Exercises, offset=(8, 3))
        await pilot.pause()

        assert isinstance(library.app.screen, SessionScreen)
    assert [sequence.moves[0].exercise.id for sequence, *_ in library.memory.began_] == [third]


async def test_a_filter_is_one_key_and_a_letter() -> None:
    library, told = Shelved(), []
    async with library.opened() as pilot:
        for keys, name in (("aw", "needs"), ("mm", "form")):
            await library.press(pilot, *keys, "enter")
            told.append((library.text(f"#{name}"), 0 < len(library.rows) < len(load())))
            library.screen.action_clear()

    assert told == [("a what you have ▾", True), ("m mat ▾", True)]


async def test_filters_add_up_and_say_how_many_are_left() -> None:
    library = Shelved()
    async with library.opened() as pilot:
        await library.press(pilot, "r", "n", "enter", "o")
        assert isinstance(library.app.screen, PickScreen)
        options = library.app.screen.query_one(OptionList)
        assert options.option_count < 1 + len(Position)
        await library.press(pilot, "q", "o", "s", "enter")

        both = [each.id for each in load() if "neck" in each.regions and each.position is Position.SEATED]
        assert set(both) == set(library.rows)
        assert library.text("#count") == f"{len(both)} of {len(load())} exercises"
        assert (library.text("#region"), library.text("#position")) == ("r neck ▾", "o seated ▾")


async def test_the_mouse_chooses_exercises_and_filters() -> None:
    library = Shelved()
    async with library.opened() as pilot:
        await pilot.click(Exercises, offset=(8, 2))
        await pilot.pause()
        assert library.chosen == list(library.rows)[1]
        await pilot.click(Exercises, offset=(8, 0))
        assert library.chosen == list(library.rows)[1]

        await pilot.click("#region", offset=(3, 0))
        await pilot.pause()
        await pilot.click(OptionList, offset=(3, 1))
        await pilot.pause()

        assert library.headings == ["Eyes"]

        await pilot.click("#region", offset=(3, 0))
        await pilot.pause()
        await pilot.click(offset=(70, 20))
        await pilot.pause()

        assert library.headings == ["Eyes"]


async def test_a_favourite_is_said_marked_found_and_taken_back() -> None:
    library = Shelved()
    async with library.opened() as pilot:
        await library.find(pilot, "chin tuck")
        await library.press(pilot, "f")

        assert library.memory.said_ == [("chin-tuck", Said.FAVOURITE, None)]
        assert library.rows["chin-tuck"].sign == "★"
        assert library.text("#mark") == "★ favourite"
        assert {"library.no-favourite"} == library.keys & {"library.favourite", "library.no-favourite"}

        await library.find(pilot, "favourite")
        assert set(library.rows) == {"chin-tuck"}

        await library.press(pilot, "f")

        assert library.memory.said_[1:] == [("chin-tuck", Said.AGAIN, None)]
        assert library.rows == {}


async def test_never_again_asks_why_and_the_same_key_brings_it_back() -> None:
    library = Shelved()
    async with library.opened() as pilot:
        await library.find(pilot, "chin tuck")
        await library.press(pilot, "x", "escape")
        assert library.memory.said_ == []
        await library.press(pilot, "x")
        assert isinstance(library.app.screen, NeverScreen)
        await library.press(pilot, "1")

        assert library.memory.said_ == [("chin-tuck", Said.NEVER, Reason.HURTS)]
        row = library.rows["chin-tuck"]
        assert (row.sign, row.note) == ("×", "never again")  # noqa: RUF001 (the sign)
        assert "You said never again." in library.card()

        await library.press(pilot, "x")

        assert library.memory.said_[1:] == [("chin-tuck", Said.AGAIN, None)]
        assert library.rows["chin-tuck"].note == "30 s"


async def test_what_cannot_be_recorded_is_told_and_not_shown_as_said() -> None:
    library = Shelved()
    library.memory.refusal = "The journal cannot be written."
    async with library.opened() as pilot:
        library.memory.said_ = _Deaf()
        await library.press(pilot, "f")

        assert library.toasts == ["The journal cannot be written."]
        assert library.rows["far-look"].sign == " "


class _Deaf(list[Any]):
    """What is said is lost."""

    def append(self, item: Any) -> None:
        del item


async def test_what_the_profile_leaves_out_is_listed_with_why() -> None:
    library = Shelved()
    async with library.opened() as pilot:
        row = library.rows["cat"]
        assert (row.sign, row.note, row.faint) == ("–", "left out: wrist, mat", True)  # noqa: RUF001 (the sign)

        await library.find(pilot, "desk plank")

        assert library.text("#mark") == "– left out"  # noqa: RUF001 (the sign)
        assert "Your profile leaves it out: wrist" in library.card()


PROFILES = [
    Profile(),
    Profile(floor=True, level=3),
    Profile(avoid=frozenset({"neck", "wrist"}), at_hand=frozenset(), level=2),
    Profile(at_hand=frozenset(NEEDS), level=3),
    Profile(at_hand=frozenset({"fixed-chair"}), floor=True),
]


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("reach", [frozenset[str](), frozenset({"hips", "neck"})])
def test_there_is_a_reason_exactly_where_no_break_has_it(profile: Profile, reach: frozenset[str]) -> None:
    so_far, long = Past(reach=reach), Wish(0, 10_000, Posture.MIXED)
    wrong = [
        each.id
        for each in load()
        if bool(against(each, profile, so_far)) is suits(each, long, profile, so_far)
    ]

    assert wrong == []


def test_an_exercise_alone_is_its_usual_dose_on_both_sides() -> None:
    tilt = next(each for each in load() if each.id == "neck-side-tilt")
    sequence = alone(tilt, 1200, Past(plays={tilt.id: 4}))

    assert [(move.exercise.id, move.side, move.seconds, move.plays) for move in sequence.moves] == [
        (tilt.id, Side.LEFT, tilt.dose.seconds, 4),
        (tilt.id, Side.RIGHT, tilt.dose.seconds, 4),
    ]
    assert (sequence.since_s, sequence.length_s, sequence.posture) == (1200, 2 * tilt.dose.seconds, "seated")


async def test_one_exercise_is_played_alone_recorded_and_one_is_back_at_it() -> None:
    library = Shelved()
    async with library.opened() as pilot:
        await library.find(pilot, "chin tuck")
        await library.press(pilot, "enter")

        assert isinstance(library.app.screen, SessionScreen)
        ((sequence, rhythm, _),) = library.memory.began_
        assert {move.exercise.id for move in sequence.moves} == {"chin-tuck"}
        assert (sequence.since_s, rhythm) == (1200.0, None)

        library.clock.advance(10)
        await library.press(pilot, "x", "2", "q")

        assert library.chosen == "chin-tuck"
        assert len(library.memory.ended_) == 1
        assert library.rows["chin-tuck"].note == "never again"
        assert library.shows("Drawing")
        assert library.text("#cue")


async def test_what_breaks_leave_out_is_played_only_when_asked_twice_in_a_row() -> None:
    library = Shelved()
    async with library.opened() as pilot:
        await library.find(pilot, "desk plank")
        await library.press(pilot, "p")
        await library.find(pilot, "chin")
        await library.find(pilot, "desk plank")
        await library.press(pilot, "p")

        assert library.memory.began_ == []
        assert "wrist" in library.toasts[1]

        await library.press(pilot, "p")

        assert isinstance(library.app.screen, SessionScreen)


async def test_words_take_the_place_of_the_figure_and_give_it_back() -> None:
    library = Shelved()
    async with library.opened(size=(80, 24)) as pilot:
        words = library.screen.query_one("#words")
        assert library.shows("Drawing")
        await library.press(pilot, "d")
        assert words.scroll_y > 0
        await library.press(pilot, "u", "space", "u")
        assert words.scroll_y == 0

        await library.press(pilot, "i")
        assert not library.shows("Drawing")
        await library.press(pilot, "i")
        assert library.shows("Drawing")


async def test_in_a_small_window_enter_shows_the_exercise_and_q_the_list() -> None:
    library = Shelved()
    async with library.opened(size=(40, 12)) as pilot:
        assert library.shows("Exercises")
        assert not library.shows("Drawing")
        assert "library.open" in library.keys

        await library.press(pilot, "enter")
        assert not library.shows("Exercises")
        assert library.shows("Drawing")

        await library.press(pilot, "i")
        assert library.shows("Card")

        await library.find(pilot, "left out pigeon")
        await library.press(pilot, "f")
        await library.find(pilot, "favourite pigeon")
        await library.press(pilot, "enter", "f")
        assert library.shows("#nothing")

        await library.press(pilot, "c", "home", "enter", "q")
        assert library.shows("Exercises")

        await pilot.click(Exercises, offset=(8, 3))
        await pilot.pause()
        assert library.shows("Drawing")
        assert library.chosen == list(library.rows)[2]

        await library.press(pilot, "enter")
        assert isinstance(library.app.screen, SessionScreen)


async def test_an_exercise_of_ones_own_needs_no_figure() -> None:
    library = Shelved([OWN, replace(OWN, id="broken", name="Another", figure="no-such-figure")])
    async with library.opened(size=(40, 12)) as pilot:
        await library.press(pilot, "down", "enter")

        assert not library.shows("Drawing")
        assert library.shows("Card")
        assert "Yours your own" in library.card()
        assert "My [b]own[/b] move" in {row.text for row in library.rows.values()}


async def test_what_is_wrong_in_ones_own_exercises_is_told() -> None:
    problem = Problem("mine.toml", 3, "exercise[0].name", "", "a text", None, "There is no [b]name[/b].")
    library = Shelved(problems=(problem,))
    async with library.opened():
        assert library.shows("#notice")
        assert library.text("#notice").startswith("mine.toml:3: There is no [b]name[/b].")


async def test_without_any_exercise_the_screen_is_empty() -> None:
    library = Shelved([OWN])
    library.exercises = ()
    async with library.opened() as pilot:
        await library.press(pilot, "right", "enter", "f", "x", "i", "r", "escape")

        assert library.text("#count") == "0 exercises"
        assert library.memory.said_ == []

        await library.press(pilot, "escape")

        assert not isinstance(library.app.screen, LibraryScreen)


async def test_back_is_today() -> None:
    library = Shelved(today=True)
    async with library.opened() as pilot:
        await library.press(pilot, "q")

        assert isinstance(library.app.screen, TodayScreen)


async def test_b_is_a_break_now() -> None:
    library = Shelved(today=True)
    async with library.opened() as pilot:
        library.service.spoken.put_nowait(SITTING)
        await library.press(pilot, "b")
        await pilot.pause()

        assert isinstance(library.app.screen, SessionScreen)
        assert library.plans.asked == [(None, None)]


async def test_help_tells_every_key() -> None:
    library = Shelved()
    async with library.opened() as pilot:
        await library.press(pilot, "question_mark")

        assert library.screen.query("HelpPanel")


def test_every_binding_can_be_changed_by_its_name() -> None:
    ids = [
        str(binding.id)
        for screen in (LibraryScreen, PickScreen)
        for binding in screen.BINDINGS
        if isinstance(binding, Binding)
    ]

    assert {id_.partition(".")[0] for id_ in ids} == {"library", "pick"}
    assert len(set(ids)) == len(ids)


async def test_without_a_library_today_has_no_key_for_it() -> None:
    app = BellApp(World(FrozenClock(), Service(), Memory(), Plans()))
    async with app.run_test() as pilot:
        await pilot.press("l")
        await pilot.pause()

        assert isinstance(app.screen, TodayScreen)
