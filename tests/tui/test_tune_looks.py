"""How Tune looks, held as pictures. `--snapshot-update` takes new ones: look at them first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.tuned import GROUPS, MINE, Tuned
from unslouch.cli.screen import ConfigFile
from unslouch.tui.screens import tune
from unslouch.tui.themes import DARK, LIGHT
from unslouch.tui.widgets.groups import Groups

SIZES = [
    pytest.param((width, height), id=f"{width}x{height}") for width, height in [(120, 36), (80, 24), (40, 12)]
]
Compare = Callable[..., bool]


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A config that is called the same in every run; its day is shown without a pause."""
    monkeypatch.setattr(tune, "_TYPING_PAUSE_S", 0.0)
    monkeypatch.setattr(ConfigFile, "file", "config.toml")
    path = tmp_path / "config.toml"
    path.write_text(MINE, encoding="utf-8")
    return path


def looks(compare: Compare, tuned: Tuned, size: tuple[int, int], group: str, *keys: str) -> bool:
    async def act(pilot: Pilot[Any]) -> None:
        await tuned.settle(pilot)
        if group:
            tuned.screen.query_one(Groups).open(GROUPS.index(group))
            await tuned.settle(pilot)
        await tuned.press(pilot, *keys)
        await tuned.day(pilot)

    return compare(tuned.app, terminal_size=size, run_before=act)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", [DARK.name, LIGHT.name])
def test_reminders(snap_compare: Compare, path: Path, size: tuple[int, int], theme: str) -> None:
    assert looks(snap_compare, Tuned(path, theme), size, "Reminders")


@pytest.mark.parametrize("group", ["Rhythms", "Bands", "Hours", "Profile"])
def test_groups(snap_compare: Compare, path: Path, group: str) -> None:
    assert looks(snap_compare, Tuned(path), (120, 36), group)


@pytest.mark.parametrize("size", SIZES[1:])
def test_the_day(snap_compare: Compare, path: Path, size: tuple[int, int]) -> None:
    assert looks(snap_compare, Tuned(path), size, "Rhythms", "v")


@pytest.mark.parametrize("size", SIZES)
def test_what_cannot_be(snap_compare: Compare, path: Path, size: tuple[int, int]) -> None:
    assert looks(snap_compare, Tuned(path), size, "Reminders", "enter", *"soon")


@pytest.mark.parametrize("size", SIZES)
def test_a_broken_file(snap_compare: Compare, path: Path, size: tuple[int, int]) -> None:
    path.write_text('[reminder]\nsnoze = "5m"\n\n[look]\nglyphs = "[b]"\n')

    assert looks(snap_compare, Tuned(path), size, "")


def test_a_terminal_with_its_own_colours(snap_compare: Compare, path: Path) -> None:
    assert looks(snap_compare, Tuned(path, "ansi-dark"), (120, 36), "Profile")


def test_a_terminal_without_colours(
    snap_compare: Compare, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    assert looks(snap_compare, Tuned(path), (120, 36), "Profile")
