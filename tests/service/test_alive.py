"""The mark of a running service: what was last written is read, whatever was there before."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.service.test_sleep import SteppedClock
from unslouch.service.alive import AliveFile


@pytest.mark.parametrize("before", [None, "", "{", "x" * 500])
def test_the_last_mark_is_read_whatever_the_file_held(tmp_path: Path, before: str | None) -> None:
    path, clock = tmp_path / "state" / "alive.json", SteppedClock()
    if before is not None:
        path.parent.mkdir()
        path.write_text(before)
    mark = AliveFile(path)
    mark.mark(clock)
    clock.forward(60)
    mark.mark(clock)

    found = mark.read()
    assert found is not None
    assert (found.boot, found.elapsed) == ("boot-1", 1060.0)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"boot": 1}'])
def test_a_damaged_mark_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "alive.json").write_text(text)

    assert AliveFile(tmp_path / "alive.json").read() is None
