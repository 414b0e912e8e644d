"""The classes of bug that users filed against other tools, each as a day that is played.

A file in `scenarios/` is a scenario as `unslouch preview` reads it. The comment at its beginning says what
went wrong elsewhere; `# expect` lines give what happens by the fourteen rules, in order and complete:
the time on the wall, the word, and what of its facts matters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from unslouch.core.simulation import play
from unslouch.settings.model import Settings
from unslouch.settings.scenario import read

SCENARIOS = sorted((Path(__file__).parent / "scenarios").glob("*.toml"))
_EXPECTED = re.compile(r"^# expect (.+)$", re.MULTILINE)


def happened(text: str, name: str) -> list[dict[str, Any]]:
    loaded = read(text, name, Settings(), UTC)
    assert loaded.problems == ()
    assert loaded.scenario is not None
    return [told.document for told in play(loaded.scenario, Settings().rules())]


def line(told: Mapping[str, Any]) -> str:
    """An event as the scenario files write it: `09:50:00 reminder stretch 3000 180 1`."""
    wall = datetime.fromisoformat(told["at"])
    facts = [told.get(key) for key in ("reason", "rhythm")]
    match told["what"]:
        case "reminder":
            facts += ["quiet"] if "quiet" in told else [told["since_s"], told["length_s"], told["times"]]
        case "session" | "snoozed" | "natural_break":
            facts = [told["length_s"]]
        case "completed" | "left_early":
            facts = [told["done_s"]]
    words = [f"{fact:g}" if isinstance(fact, float | int) else fact for fact in facts if fact is not None]
    return " ".join([f"{wall:%H:%M:%S}", told["what"], *words])


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda path: path.stem)
def test_it_happens_as_the_rules_say(scenario: Path) -> None:
    text = scenario.read_text("utf-8")
    expected = [" ".join(one.split()) for one in _EXPECTED.findall(text)]

    assert expected == [line(told) for told in happened(text, scenario.name)]


def test_every_class_has_its_scenario() -> None:
    assert {f"{number:02}" for number in range(1, 23)} == {path.name[:2] for path in SCENARIOS}
