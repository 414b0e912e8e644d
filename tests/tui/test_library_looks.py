"""How the Library looks, held as pictures. `--snapshot-update` takes new ones: look at them first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.shelved import Shelved
from tests.tui.world import LUNGE, NECK, ROLLS, TILT, exercise
from unslouch.core.exercise import Form, Kind, Position, Source
from unslouch.core.said import Reason, Said
from unslouch.tui.themes import DARK, LIGHT

SIZES = [
    pytest.param((width, height), id=f"{width}x{height}") for width, height in [(120, 36), (80, 24), (40, 12)]
]
Compare = Callable[..., bool]

SHOWN = replace(
    TILT,
    cautions=frozenset({"neck", "dizziness"}),
    needs=frozenset({"chair"}),
    harder="Stay a little longer.",
    sources=(Source("National Health Service, neck pain", "https://www.nhs.uk/conditions/neck-pain/"),),
)
EXERCISES = (
    exercise("Far look", "eyes"),
    SHOWN,
    replace(NECK, id="chin-tuck", name="Chin tuck", kind=Kind.MOBILISE),
    exercise("Neck press", "neck"),
    replace(exercise("Look up and far over the shoulder", "neck"), level=2),
    ROLLS,
    replace(exercise("Wall slides", "shoulders"), position=Position.WALL, needs=frozenset({"doorway"})),
    replace(exercise("Desk cobra", "upper-back"), cautions=frozenset({"wrist"})),
    replace(LUNGE, position=Position.STANDING),
    replace(
        exercise("Pigeon", "hips"), form=Form.MAT, position=Position.FLOOR, cautions=frozenset({"wrist"})
    ),
)


def looks(compare: Compare, size: tuple[int, int], *keys: str, theme: str = DARK.name) -> bool:
    library = Shelved(EXERCISES, theme=theme)
    library.memory.said_ += [
        ("chin-tuck", Said.FAVOURITE, None),
        ("shoulder-rolls", Said.FAVOURITE, None),
        ("neck-press", Said.NEVER, Reason.HURTS),
    ]

    async def act(pilot: Pilot[Any]) -> None:
        await library.press(pilot, *keys)

    return compare(library.app, terminal_size=size, run_before=act)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", [DARK.name, LIGHT.name])
def test_library(snap_compare: Compare, size: tuple[int, int], theme: str) -> None:
    assert looks(snap_compare, size, "down", theme=theme)


@pytest.mark.parametrize(
    ("size", "keys"),
    [
        pytest.param((120, 36), "r", id="regions"),
        pytest.param((40, 12), "r", id="regions-40x12"),
        pytest.param((80, 24), "jjji", id="never-again"),
        pytest.param((40, 12), "", id="exercise-40x12"),
        pytest.param((40, 12), "i", id="words-40x12"),
        pytest.param((80, 24), "/zz", id="nothing"),
    ],
)
def test_library_after_keys(snap_compare: Compare, size: tuple[int, int], keys: str) -> None:
    assert looks(
        snap_compare, size, "down", *(["slash", *keys[1:]] if keys[:1] == "/" else keys or ["enter"])
    )


def test_an_exercise_without_a_figure(snap_compare: Compare) -> None:
    assert looks(snap_compare, (80, 24), "end")


def test_a_terminal_with_its_own_colours(snap_compare: Compare) -> None:
    assert looks(snap_compare, (120, 36), "down", theme="ansi-dark")


def test_a_terminal_without_colours(snap_compare: Compare, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    assert looks(snap_compare, (120, 36), "down")
