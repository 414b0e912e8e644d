"""The terminal that the tests see is the same everywhere."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.tuned import MINE, Tuned


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture(autouse=True, scope="module")
def seldom_collected() -> Iterator[None]:
    """An app is made of so many objects that looking for garbage among them takes half of the time."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(100_000, 50, 1000)
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


@pytest.fixture
def tuned(tmp_path: Path) -> Tuned:
    """Tune over a config in which somebody has written."""
    path = tmp_path / "config.toml"
    path.write_text(MINE, encoding="utf-8")
    return Tuned(path)
