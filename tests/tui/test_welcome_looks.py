"""How Welcome looks, held as pictures. `--snapshot-update` takes new ones: look at them first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.test_welcome import ON, SHOWN, Guest
from unslouch.cli.screen import ConfigFile
from unslouch.tui.themes import DARK, LIGHT

SIZES = [
    pytest.param((width, height), id=f"{width}x{height}") for width, height in [(120, 36), (80, 24), (40, 12)]
]
PAGES = ["hello", "taste", "here", "trial", "startup"]
THEMES = [DARK.name, LIGHT.name]
Compare = Callable[..., bool]


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A config that is called the same in every run."""
    monkeypatch.setattr(ConfigFile, "file", "~/.config/unslouch/config.toml")
    return tmp_path / "config.toml"


def looks(compare: Compare, guest: Guest, size: tuple[int, int], *keys: str) -> bool:
    async def act(pilot: Pilot[Any]) -> None:
        guest.hands.trials.put_nowait(SHOWN)
        await guest.press(pilot, *keys)
        await pilot.pause()

    return compare(guest.app, terminal_size=size, run_before=act)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("page", range(5), ids=PAGES)
def test_pages(snap_compare: Compare, path: Path, size: tuple[int, int], theme: str, page: int) -> None:
    assert looks(snap_compare, Guest(path, theme), size, *ON[:page])


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("question", "theme"), [*((number, DARK.name) for number in range(4)), (1, LIGHT.name)]
)
def test_questions(
    snap_compare: Compare, path: Path, size: tuple[int, int], question: int, theme: str
) -> None:
    assert looks(snap_compare, Guest(path, theme), size, "e", *["enter"] * question)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", THEMES)
def test_the_safety(snap_compare: Compare, path: Path, size: tuple[int, int], theme: str) -> None:
    assert looks(snap_compare, Guest(path, theme), size, "s")


@pytest.mark.parametrize("page", [0, 2])
def test_a_window_of_sixty_columns(snap_compare: Compare, path: Path, page: int) -> None:
    assert looks(snap_compare, Guest(path), (60, 18), *ON[:page])


def test_it_starts_with_the_desktop(snap_compare: Compare, path: Path) -> None:
    assert looks(snap_compare, Guest(path), (80, 24), *ON, "y")


@pytest.mark.parametrize("page", [0, 2])
def test_a_terminal_with_its_own_colours(snap_compare: Compare, path: Path, page: int) -> None:
    assert looks(snap_compare, Guest(path, "ansi-dark"), (80, 24), *ON[:page])


def test_a_terminal_without_colours(
    snap_compare: Compare, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    assert looks(snap_compare, Guest(path), (80, 24), "enter", "n")
