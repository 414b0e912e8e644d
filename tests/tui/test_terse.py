"""What a change of the screen says: the same to see in fewer words."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from rich.console import Console
from textual._compositor import ChopsUpdate
from textual.app import App, ComposeResult
from textual.strip import Strip

from unslouch.catalogue.figures import figure
from unslouch.figure.figure import Figure
from unslouch.tui import terse
from unslouch.tui.widgets.drawing import Drawing

ROUND, RESTLESS = figure("hip-circles"), figure("walk")
WIDTH, HEIGHT = 60, 28
OFTEN = 15
_WHAT = re.compile(r"\x1b\[([0-9;]*)m|\x1b\[([0-9]+);([0-9]+)H|([^\x1b])")
_COLOUR = re.compile(r"([34]8);2;[0-9]+;[0-9]+;[0-9]+")

Cells = dict[tuple[int, int], tuple[str, str | None, str | None]]
"""By row and column: the character, its ink where it has one, and its ground."""


def seen(said: str, cells: Cells) -> None:
    """What a terminal makes of `said`."""
    y = x = 0
    colours: dict[str, str] = {}
    for found in _WHAT.finditer(said):
        sgr, row, column, letter = found.groups()
        if row:
            y, x = int(row) - 1, int(column) - 1
        elif letter:
            cells[y, x] = (letter, colours.get("38") if letter != " " else None, colours.get("48"))
            x += 1
        else:
            colours = {} if sgr.split(";")[0] in {"", "0"} else colours
            colours |= {each[1]: each[0] for each in _COLOUR.finditer(sgr)}
    assert not colours


class Shown(App[None]):
    CSS = f"Drawing {{ width: {WIDTH}; height: {HEIGHT}; margin: 1 3; }}"

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0
        self.drawing = Drawing(lambda: self.now)

    def compose(self) -> ComposeResult:
        yield self.drawing

    def changed(self) -> ChopsUpdate | None:
        """The change of the screen that is due."""
        self.drawing.tick()
        self.screen._compositor.update_widgets({self.drawing})
        return self.screen._compositor.render_partial_update()


def plainly(update: ChopsUpdate, console: Console) -> str:
    """Each whole row of the widget, with Textual's own words."""
    return "".join(
        f"\x1b[{y + 1};{x + 1}H{strip.render(console)}"
        for y, _, _ in update.spans
        for x, strip in update.chops[y].items()
        if strip is not None
    )


async def played(shown: Figure, say: Callable[[ChopsUpdate, Console], str]) -> tuple[list[Cells], int]:
    """The screen after each frame of a round, and how many bytes were said."""
    app, cells, screens, said = Shown(), Cells(), [], 0
    console = Console(color_system="truecolor")
    frames = round(shown.loop_s * OFTEN)
    async with app.run_test(size=(80, 32)):
        app.drawing.draw(shown)
        app.screen._compositor.render_full_update()
        for y, strip in enumerate(app.screen._compositor.render_strips()):
            seen(f"\x1b[{y + 1};1H{strip.render(console)}", cells)
        for number in range(1, frames + 1):
            app.now = number / OFTEN
            if update := app.changed():
                text = say(update, console)
                said += len(text.encode())
                seen(text, cells)
            screens.append(dict(cells))
    return screens, said


async def test_it_looks_the_same_and_takes_less_than_half_of_the_words() -> None:
    usual, many = await played(ROUND, plainly)
    ours, few = await played(ROUND, terse.said)

    assert usual == ours
    assert few < many / 2


async def test_a_figure_that_never_stands_still_says_less_than_its_budget() -> None:
    _, said = await played(RESTLESS, terse.said)

    assert said / RESTLESS.loop_s < 20_000


async def test_a_drawing_that_moves_has_the_screen_say_it_so() -> None:
    async with Shown().run_test():
        assert ChopsUpdate.render_segments is terse.said


def test_a_textual_that_is_not_known_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    class Other:
        """The changes of some later Textual."""

        def __init__(self, rows: list[Strip]) -> None:
            self.rows = rows

        def render_segments(self, console: Console) -> str:
            raise NotImplementedError

    before = Other.render_segments
    monkeypatch.setattr("textual._compositor.ChopsUpdate", Other)
    terse.use()

    assert before is Other.render_segments


RED, BLUE = "38;2;200;0;0;48;2;1;1;1", "38;2;0;0;200;48;2;1;1;1"


@pytest.mark.parametrize(
    ("text", "shorter"),
    [
        ("plain", "plain"),
        (f"\x1b[{RED}ma\x1b[0m\x1b[2;5H\x1b[{RED}mb\x1b[0m", f"\x1b[{RED}ma\x1b[2;5Hb\x1b[0m"),
        (f"\x1b[{RED}ma\x1b[0m\x1b[{BLUE}mb\x1b[0m", f"\x1b[{RED}ma\x1b[38;2;0;0;200mb\x1b[0m"),
        (f"\x1b[1;{RED}ma\x1b[0m\x1b[{RED}mb\x1b[0m", f"\x1b[1;{RED}ma\x1b[0;{RED}mb\x1b[0m"),
        (f"\x1b[{RED}ma\x1b[0m b", f"\x1b[{RED}ma\x1b[0m b"),
        ("\x1b[1m\x1b[4ma\x1b[0m", "\x1b[1;4ma\x1b[0m"),
    ],
)
def test_colours_are_said_where_they_change(text: str, shorter: str) -> None:
    assert terse.terse(text) == shorter


async def test_a_change_may_begin_in_the_middle_of_a_row() -> None:
    strip = Strip.blank(10)
    update = ChopsUpdate([{0: strip}], [(0, 4, 6)], [[10]])

    assert terse.said(update, Console(color_system="truecolor")) == "\x1b[1;5H  "
