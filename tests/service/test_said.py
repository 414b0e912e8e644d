"""What the person says of an exercise in the app, and what the next plan makes of it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from tests.service.conftest import Home
from unslouch.core.moment import Moment
from unslouch.core.said import Reason, Said
from unslouch.desktop.clock import SystemClock
from unslouch.journal import Journal
from unslouch.service.session import SessionRecorder

NOW = Moment(datetime(2026, 11, 23, 10, tzinfo=UTC), 100.0)


def test_it_is_written_down_with_its_reason(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    recorder = SessionRecorder(tmp_path / "nowhere", path, SystemClock())
    recorder.said("walk", Said.NEVER, Reason.VISIBLE, NOW)
    recorder.said("walk", Said.TOO_EASY, None, NOW)
    with Journal(path) as journal:
        said = [entry.data for entry in journal.record(NOW.utc).said]

    assert said == [
        {"exercise": "walk", "said": "never", "reason": "too-visible"},
        {"exercise": "walk", "said": "too-easy"},
    ]


def test_what_is_never_to_come_again_is_not_planned(home: Home) -> None:
    def planned() -> set[str]:
        told = home.unslouch("plan", "--since", "10m", "--seed", "1", "--json")
        return {move["exercise"] for move in json.loads(told.stdout)["moves"]}

    before = planned()
    journal = home.path / ".local" / "share" / "unslouch" / "journal.db"
    recorder = SessionRecorder(home.runtime, journal, SystemClock())
    for name in before:
        recorder.said(name, Said.NEVER, Reason.HURTS, SystemClock().now())

    assert before
    assert planned().isdisjoint(before)
