"""The line of keys: all where there is room, otherwise whole ones, and a click does what it says."""

from __future__ import annotations

from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType

from unslouch.tui.widgets.keys import Keys, _fitted

ALL = ["b Break now", "p Pause", "日 Week", "l Library", "t Tune", "q Leave", "? Help"]
CASES = [
    (77, 3, ALL),
    (76, 2, ALL),
    (65, 1, ALL),
    (64, 2, [*ALL[:4], *ALL[5:]]),
    (44, 2, [*ALL[:2], *ALL[5:]]),
    (34, 2, [ALL[0], *ALL[5:]]),
    (21, 2, ALL[5:]),
    (13, 3, ALL[6:]),
]
"""For a width of the window the gap, and the keys that there is room for."""


class KeysApp(App[None], inherit_bindings=False):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "did('b')", "Break now"),
        Binding("p,space", "did('p')", "Pause"),
        Binding("d", "did('d')", "Week", key_display="日"),
        Binding("x", "did('x')", "Unseen", show=False),
        Binding("l", "did('l')", "Library"),
        Binding("t", "did('t')", "Tune"),
        Binding("q", "did('q')", "Leave"),
        Binding("question_mark", "did('?')", "Help", key_display="?"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.did: list[str] = []

    def compose(self) -> ComposeResult:
        yield Keys()

    def action_did(self, key: str) -> None:
        self.did.append(key)


@pytest.mark.parametrize(("columns", "gap", "keys"), CASES)
async def test_whole_keys_are_left_out_but_never_how_to_leave_and_the_help(
    columns: int, gap: int, keys: list[str]
) -> None:
    app = KeysApp()
    async with app.run_test(size=(columns, 8)) as pilot:
        await pilot.pause()

        assert app.query_one(Keys).render().plain == (" " * gap).join(keys)


@pytest.mark.parametrize("columns", [90, 76, 65, 64, 44, 34, 21])
async def test_a_click_on_any_part_of_a_key_is_that_key_and_between_two_is_none(columns: int) -> None:
    app = KeysApp()
    async with app.run_test(size=(columns, 8)) as pilot:
        await pilot.pause()
        line = app.query_one(Keys)
        text = line.render().plain
        expected = []
        for each in ALL:
            if each in text:
                begin = cell_len(text[: text.index(each)])
                end = begin + cell_len(each)
                expected += [each[0].replace("日", "d")] * 2
                for column in (begin, end - 1, end):
                    await pilot.click(line, offset=(3 + column, 0))

        assert app.did == expected


class WaysApp(KeysApp):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "did('before')", "Day"),
        Binding("right", "did('after')", "Day"),
    ]


async def test_keys_that_do_alike_stand_together_and_each_can_be_clicked() -> None:
    app = WaysApp()
    async with app.run_test(size=(90, 8)) as pilot:
        await pilot.pause()
        line = app.query_one(Keys)

        assert line.render().plain.endswith("   ← → Day")

        begin = cell_len(line.render().plain) - 7
        for column in (begin, begin + 2, begin + 4, begin + 7):
            await pilot.click(line, offset=(3 + column, 0))

        assert app.did == ["before", "after", "before"]


async def test_the_key_under_the_mouse_is_seen() -> None:
    app = KeysApp()
    async with app.run_test(size=(90, 8)) as pilot:
        await pilot.pause()
        line = app.query_one(Keys)
        before = line.render().spans
        await pilot.hover(line, offset=(3, 0))

        assert line.render().spans != before

        await pilot.hover(offset=(0, 0))

        assert line.render().spans == before


async def test_another_size_of_the_window_is_followed() -> None:
    app = KeysApp()
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.resize_terminal(90, 8)
        await pilot.pause()

        assert app.query_one(Keys).render().plain == "   ".join(ALL)


@given(
    st.lists(st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=12), min_size=1),
    st.integers(1, 200),
)
def test_what_is_shown_has_room_and_is_as_much_as_can_be(names: list[str], columns: int) -> None:
    keys = tuple((("x",), ("x",), name) for name in names)
    shown, gap = _fitted(keys, columns)
    wide = sum(2 + cell_len(name) for _, _, name in shown) + gap * (len(shown) - 1)

    assert wide <= columns or len(shown) == 1
    assert shown[-2:] == keys[-len(shown[-2:]) :]
    assert shown[:-2] == keys[: len(shown[:-2])]
    assert gap == 3 or wide + len(shown) - 1 > columns
