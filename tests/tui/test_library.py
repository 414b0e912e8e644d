"""The Library: what is listed, how an exercise is told, and what each key does."""

from __future__ import annotations

from dataclasses import replace

from textual.binding import Binding
from textual.widgets import OptionList

from tests.tui.shelved import Shelved
from tests.tui.world import SITTING, BellApp, FrozenClock, Memory, Plans, Service, exercise
from unslouch.catalogue import load
from unslouch.catalogue.figures import figure
from unslouch.core.exercise import Source
from unslouch.core.problem import Problem
from unslouch.tui.ports import World
from unslouch.tui.screens.help import HelpScreen
from unslouch.tui.screens.library import LibraryScreen
from unslouch.tui.screens.pick import PickScreen
from unslouch.tui.screens.session import SessionScreen
from unslouch.tui.screens.today import TodayScreen
from unslouch.tui.widgets.card import Card
from unslouch.tui.widgets.drawing import Drawing
from unslouch.tui.widgets.exercises import Exercises, Row
from unslouch.tui.widgets.head import Head

OWN = exercise("My [b]own[/b] move", "neck")


async def test_every_exercise_is_listed_under_what_it_is_for() -> None:
    library = Shelved()
    async with library.opened():
        assert {each.id for each in load()} == set(library.rows)
        assert library.headings[:3] == ["Eyes", "Breath", "Neck"]
        assert library.screen.query_one(Head).fact == f"{len(load())} exercises"


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


async def test_the_exercise_under_the_mouse_is_seen_and_none_elsewhere() -> None:
    library = Shelved()
    async with library.opened() as pilot:
        shown = library.screen.query_one(Exercises)
        before = list(shown.render_line(3))
        await pilot.hover(Exercises, offset=(8, 3))
        over = list(shown.render_line(3))
        await pilot.hover(Head)

        assert [segment.text for segment in over] == [segment.text for segment in before]
        assert over != before
        assert list(shown.render_line(3)) == before


async def test_the_choice_is_muted_while_one_searches() -> None:
    library = Shelved()
    async with library.opened() as pilot:
        shown = library.screen.query_one(Exercises)
        before = list(shown.render_line(1))
        await pilot.press("slash")
        away = list(shown.render_line(1))
        await pilot.press("escape")

        assert away != before
        assert list(shown.render_line(1)) == before


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

        assert library.screen.query_one(Head).fact == "0 exercises"
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

        assert isinstance(library.app.screen, HelpScreen)


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
