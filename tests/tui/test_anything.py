"""Random keys, clicks, resizes, documents and time: nothing crashes, and nothing false is recorded."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from textual.pilot import Pilot

from tests.tui.world import BREAK, DUE, PAUSED, SITTING, START, Desk
from unslouch.core.outcome import Outcome

KEYS = ["b", "1", "n", "right", "left", "space", "q", "escape", "enter", "s", "k", "p", "tab", "x"]
KEYS += ["question_mark", "ctrl+p", "i", "e", "h", "v", "plus", "minus", "2", "3"]
Act = tuple[str, Any]
ACTS: st.SearchStrategy[Act] = st.one_of(
    st.tuples(st.just("press"), st.sampled_from(KEYS)),
    st.tuples(st.just("resize"), st.tuples(st.integers(1, 130), st.integers(1, 45))),
    st.tuples(st.just("wait"), st.sampled_from([0.0, 0.4, 1.0, 2.9, 7.0, 31.0, 100.0, 179.0, 181.0])),
    st.tuples(st.just("hear"), st.sampled_from([SITTING, DUE, PAUSED, None])),
)


async def do(desk: Desk, pilot: Pilot[Any], act: str, what: Any) -> None:
    if act == "press":
        await pilot.press(what)
    elif act == "resize":
        await pilot.resize_terminal(*what)
    elif act == "wait":
        await desk.forward(pilot, what)
    else:
        hear: Mapping[str, Any] | None = what
        await desk.says(pilot, hear)


async def live(desk: Desk, acts: list[Act]) -> None:
    async with desk.app.run_test(size=(80, 24)) as pilot:
        for act, what in acts:
            if not desk.app.is_running:
                break
            await do(desk, pilot, act, what)


@pytest.mark.parametrize("alone", [False, True])
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example(
    acts=[("hear", DUE), ("press", "b"), ("wait", 100.0), ("wait", 100.0), ("wait", 7.0), ("press", "b")]
)
@example(
    acts=[("press", "b"), ("resize", (1, 1)), ("press", "question_mark"), ("wait", 181.0), ("press", "q")]
)
@given(acts=st.lists(ACTS, max_size=25))
def test_whatever_happens_each_session_is_recorded_once_and_truly(alone: bool, acts: list[Act]) -> None:
    desk = Desk(alone=BREAK if alone else None, started=not alone)
    asyncio.run(live(desk, acts))
    changed = any(act in {"n", "right", "x", "plus", "minus"} for name, act in acts if name == "press")
    memory, passed_s = desk.memory, desk.clock.now().since(START)

    assert len(memory.began_) == len(memory.ended_)
    for (sequence, _, began), (outcome, played, done_s, ended) in zip(
        memory.began_, memory.ended_, strict=True
    ):
        assert done_s == pytest.approx(sum(seconds for _, _, seconds in played))
        assert 0 <= done_s <= ended.since(began) + 1e-6
        assert done_s <= sequence.length_s + 1e-6 or changed
        assert began.elapsed <= ended.elapsed <= START.elapsed + passed_s
        if outcome is Outcome.COMPLETED and not changed:
            assert done_s == pytest.approx(sequence.length_s)
