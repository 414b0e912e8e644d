"""What is found in the Library by words and by filters."""

from __future__ import annotations

from typing import Any

import pytest
from textual.widgets import Input, OptionList

from tests.tui.shelved import SPARED, Shelved
from unslouch.catalogue import load
from unslouch.core.exercise import Form, Kind, Position
from unslouch.tui.screens.pick import PickScreen
from unslouch.tui.widgets.filters import Sought
from unslouch.tui.widgets.head import Head


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
        assert library.screen.query_one(Head).fact == f"{len(both)} of {len(load())} exercises"
        assert (library.text("#region"), library.text("#position")) == ("r neck ▾", "o seated ▾")
