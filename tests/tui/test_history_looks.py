"""How History looks, held as pictures."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.test_history import app, empty, opened, year
from tests.tui.test_looks import SIZES, Compare
from unslouch.tui.themes import DARK, LIGHT


def looks(
    compare: Compare, size: tuple[int, int], *keys: str, theme: str = DARK.name, days: Any = year
) -> bool:
    shown = app(days, theme)
    shown.animation_level = "none"

    async def act(pilot: Pilot[Any]) -> None:
        await opened(pilot)
        await pilot.press(*keys)

    return compare(shown, terminal_size=size, run_before=act)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", [DARK.name, LIGHT.name, "ansi-dark"])
def test_a_week_of_the_year(snap_compare: Compare, size: tuple[int, int], theme: str) -> None:
    assert looks(snap_compare, size, "left", "down", theme=theme)


@pytest.mark.parametrize("size", SIZES[1:])
def test_the_body(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert looks(snap_compare, size, "left", "v", *(["v"] if size == (40, 12) else []))


def test_the_week_in_a_small_window(snap_compare: Compare) -> None:
    assert looks(snap_compare, (40, 12), "left", "v")


@pytest.mark.parametrize("size", SIZES)
def test_the_text(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert looks(snap_compare, size, "left", "t")


def test_a_terminal_without_colours(snap_compare: Compare, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    assert looks(snap_compare, (120, 36), "left")


def test_an_empty_year(snap_compare: Compare) -> None:
    assert looks(snap_compare, (120, 36), days=empty)


def test_the_keys(snap_compare: Compare) -> None:
    assert looks(snap_compare, (80, 24), "question_mark")
