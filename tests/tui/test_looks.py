"""How the screens look, held as pictures. `--snapshot-update` takes new ones: look at them first."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from itertools import product
from typing import Any

import pytest
from textual.app import App
from textual.color import Color
from textual.pilot import Pilot
from textual.theme import Theme

from tests.tui.world import BREAK, DUE, PAUSED, SITTING, Desk
from unslouch.tui.themes import DARK, LIGHT

SIZES = [
    pytest.param((width, height), id=f"{width}x{height}") for width, height in [(120, 36), (80, 24), (40, 12)]
]
Compare = Callable[..., bool]
Act = Callable[[Pilot[Any]], Awaitable[None]]


def looks(compare: Compare, desk: Desk, size: tuple[int, int], act: Act) -> bool:
    app: App[Any] = desk.app
    app.animation_level = "none"
    return compare(app, terminal_size=size, run_before=act)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("document", [SITTING, DUE, PAUSED, None], ids=["sitting", "due", "paused", "none"])
def test_today(snap_compare: Compare, size: tuple[int, int], document: Mapping[str, Any] | None) -> None:
    desk = Desk(started=True)

    async def act(pilot: Pilot[Any]) -> None:
        await desk.says(pilot, document)

    assert looks(snap_compare, desk, size, act)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", [DARK.name, LIGHT.name])
def test_session(snap_compare: Compare, size: tuple[int, int], theme: str) -> None:
    desk = Desk(alone=BREAK, theme=theme)

    async def act(pilot: Pilot[Any]) -> None:
        await desk.forward(pilot, 77)

    assert looks(snap_compare, desk, size, act)


def test_a_session_that_is_paused(snap_compare: Compare) -> None:
    desk = Desk(alone=BREAK)

    async def act(pilot: Pilot[Any]) -> None:
        await desk.forward(pilot, 77)
        await pilot.press("space")

    assert looks(snap_compare, desk, (80, 24), act)


def test_session_in_a_terminal_without_colours(
    snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    desk = Desk(alone=BREAK)

    async def act(pilot: Pilot[Any]) -> None:
        await desk.forward(pilot, 77)

    assert looks(snap_compare, desk, (80, 24), act)


def test_the_end_of_a_session(snap_compare: Compare) -> None:
    desk = Desk(alone=BREAK)

    async def act(pilot: Pilot[Any]) -> None:
        await desk.forward(pilot, 100)
        await desk.forward(pilot, 80)

    assert looks(snap_compare, desk, (80, 24), act)


@pytest.mark.parametrize("size", SIZES[1:])
def test_leaving(snap_compare: Compare, size: tuple[int, int]) -> None:
    desk = Desk(started=True)

    async def act(pilot: Pilot[Any]) -> None:
        await desk.says(pilot, SITTING)
        await pilot.press("q")

    assert looks(snap_compare, desk, size, act)


def luminance(color: str) -> float:
    """The relative luminance of WCAG 2.2."""
    channels = (channel / 255 for channel in Color.parse(color).rgb)
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_every_text_stands_out_from_what_it_stands_on(theme: Theme) -> None:
    """WCAG 2.2, success criterion 1.4.3: at least 4.5 to 1."""
    texts = [theme.foreground, theme.primary, theme.accent, theme.variables["text-muted"]]
    grounds = [theme.background, theme.surface, theme.panel]
    faint = []
    for text, ground in product(texts, grounds):
        dark, bright = sorted((luminance(str(text)), luminance(str(ground))))
        if (bright + 0.05) / (dark + 0.05) < 4.5:
            faint.append((text, ground))

    assert faint == []


async def test_an_unknown_theme_is_the_dark_one() -> None:
    assert Desk(theme="no-such-theme").app.theme == DARK.name
