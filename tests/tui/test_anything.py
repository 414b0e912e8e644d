"""Random keys, clicks, resizes, documents and time: nothing crashes, and nothing false is recorded."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.tui.test_history import year
from tests.tui.test_welcome import Hands
from tests.tui.witness import Witness
from tests.tui.world import (
    BREAK,
    DUE,
    LUNGE,
    NECK,
    PAUSED,
    ROLLS,
    SITTING,
    START,
    TILT,
    BellApp,
    Desk,
    exercise,
)
from unslouch.catalogue import load
from unslouch.cli.screen import ConfigFile
from unslouch.core.entries import Entry, EntryKind
from unslouch.core.exercise import Exercise, Sides
from unslouch.core.history import Record, past
from unslouch.core.player import FORGOTTEN_S
from unslouch.settings import write
from unslouch.settings.load import load as load_config
from unslouch.tui.ports import Guide, Instead, Shelf
from unslouch.tui.setup import Setup

NEW = replace(BREAK, moves=tuple(replace(move, plays=0) for move in BREAK.moves))
OTHERS = (TILT, replace(exercise("Chin tuck", "neck"), sides=Sides.BOTH), exercise("Wall angel", "shoulders"))

Act = tuple[str, Any]
KEYS = ["b", "1", "n", "right", "left", "space", "q", "escape", "enter", "s", "k", "p", "tab", "x", "up"]
KEYS += ["question_mark", "ctrl+p", "i", "e", "h", "v", "plus", "minus", "down", "2", "3", "ctrl+c"]
ROOMS = ["l", "t", "h", "f", "c", "d", "r", "u", "a", "y", "slash", "home", "end", "pageup", "pagedown"]
ROOMS += ["backspace", "delete", "shift+tab", "j", "m", "0", "w", "ctrl+u", *KEYS]


def acts(keys: list[str]) -> st.SearchStrategy[list[Act]]:
    sizes, places = (
        st.tuples(st.integers(1, 130), st.integers(1, 45)),
        st.tuples(st.integers(0, 129), st.integers(0, 44)),
    )
    press = st.tuples(st.just("press"), st.sampled_from(keys))
    act: st.SearchStrategy[Act] = st.one_of(
        press,
        press,
        st.tuples(st.just("resize"), sizes),
        st.tuples(st.just("click"), places),
        st.tuples(st.just("wait"), st.sampled_from([0.4, 1.0, 2.9, 7.0, 31.0, 100.0, 181.0])),
        st.tuples(st.just("sleep"), st.sampled_from([180.0, 181.0, 4000.0])),
        st.tuples(st.just("hear"), st.sampled_from([SITTING, DUE, PAUSED, None])),
    )
    return st.lists(act, max_size=25)


def pressed(*keys: str | float) -> list[Act]:
    """Keys, and between them seconds that pass."""
    return [("press", key) if isinstance(key, str) else ("wait", key) for key in keys]


def among(others: list[Exercise]) -> Instead:
    def instead(of: Exercise, posture: str, without: frozenset[str]) -> Exercise | None:
        del posture
        assert of.id in without
        return next((other for other in others if other.id not in without), None)

    return instead


async def live(desk: Desk, acts: list[Act], exercises: tuple[Exercise, ...]) -> None:
    witness = Witness(desk, exercises)
    async with desk.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for act, what in acts:
            if not desk.app.is_running:
                break
            await witness.do(pilot, act, what)
    witness.left()


def suite(examples: int) -> Callable[..., Any]:
    return settings(max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("alone", [False, True])
@suite(12)
@example(others=[], acts=pressed("b", 100.0, 100.0, 7.0, "b"))
@example(others=[], acts=[*pressed("b"), ("resize", (1, 1)), *pressed("question_mark", 181.0, "q")])
@example(others=[*OTHERS], acts=pressed("b", 61.0, "s", 20.0, "left", "left", 3.0, "s", "s", 200.0, "3"))
@example(others=[OTHERS[1]], acts=pressed("b", 60.0, "n", 31.0, "left", "left", "minus", "minus", 5.0, "s"))
@example(others=[], acts=pressed("b", 10.0, "space", 100.0, "space", 5.0, "q", "b", 95.0, *"nnnn"))
@example(others=[], acts=pressed("b", 70.0, "x", "1", *"nnnn"))
@example(others=[], acts=pressed("b", 40.0, "space", FORGOTTEN_S))
@example(others=[], acts=[*pressed("b", 7.0, "x"), ("sleep", 4000.0), *pressed("1")])
@given(others=st.permutations(OTHERS).flatmap(lambda all_: st.sampled_from([all_[:n] for n in range(4)])),
       acts=acts(KEYS))  # fmt: skip
def test_whatever_happens_each_session_is_recorded_once_and_truly(
    alone: bool, others: list[Exercise], acts: list[Act]
) -> None:
    guide = Guide(instead=among(others), speak=lambda _: None)
    desk = Desk(alone=NEW if alone else None, started=not alone, guide=guide)
    desk.plans.whole = NEW
    if alone:
        acts = [act for act in acts if act != ("press", "b")]

    asyncio.run(live(desk, acts, (ROLLS, NECK, LUNGE, *OTHERS)))


class House(Desk):
    """All rooms, with a config at `path`; with Welcome at the door where `new`."""

    def __init__(self, path: Path, *, new: bool) -> None:
        super().__init__(days=year)
        self.hands, self.exercises = Hands(path), load()
        setup: Setup | None = self.hands if new else None
        world = replace(self.app._world, config=ConfigFile(path), library=self.shelf, setup=setup, days=year)
        self.app = BellApp(world)

    def shelf(self) -> Shelf:
        said = [
            Entry(EntryKind.SAID, START.utc, "boot", 0.0, {"exercise": name, "said": said.value})
            for name, said, _ in self.memory.said_
        ]
        return Shelf(self.exercises, past=past(Record(said=said), self.exercises, START.wall))


@pytest.mark.parametrize("door", ["h", "l", "t", ""])
@suite(8)
@example(acts=pressed("down", "f", "down", "x", "1", "down", "p", "p", 20.0, "x", "2", 40.0, "1", "q"))
@example(acts=pressed("enter", "b", 31.0, 5.0, "enter", "enter", "y", "enter", "n", "enter", "right", "d"))
@example(acts=pressed("n", "n", "n", "enter", "ctrl+u", "1", "h", "enter"))
@example(acts=pressed("n", "n", "n", "enter", "ctrl+u", "0", "m", "enter", "down", "enter", "x", "enter"))
@given(acts=acts(ROOMS))
def test_whatever_happens_in_any_room_nothing_is_recorded_that_was_not_done(
    door: str, acts: list[Act]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "config.toml"
        if door:
            write.create(path)
        house = House(path, new=not door)
        asyncio.run(live(house, [*pressed(*door), *acts], (*house.exercises, ROLLS, NECK, LUNGE)))

        assert path.exists() is (bool(door) or "begin" in house.hands.did)
        assert not path.exists() or load_config(path).problems == ()
