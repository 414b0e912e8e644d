"""A session's side of things: what it writes into the journal, and what it tells the service."""

from __future__ import annotations

import contextlib
import os
import socket
import threading
from pathlib import Path
from typing import Any

from unslouch.core.entries import Entry, EntryKind
from unslouch.core.errors import NotRunningError, PlayingError, UnslouchError
from unslouch.core.exercise import Sequence, Side
from unslouch.core.moment import Moment
from unslouch.core.outcome import Outcome
from unslouch.core.said import Reason, Said
from unslouch.desktop.clock import Clock
from unslouch.journal import Journal
from unslouch.service import channel
from unslouch.service.client import Client, answer

_TRY_AGAIN_S = 1.0
_TIMEOUT_S = 5.0


class SessionRecorder:
    """Records one session after the other in the journal at `journal`, and tells the service in `folder`.

    While a session plays it holds a connection to the service, so that the service notices if this
    process dies; when the service is started again, the session reports anew.

    `gave_way` tells whether a session was not to begin since another one was playing.
    """

    def __init__(self, folder: Path, journal: Path, clock: Clock) -> None:
        self._client = Client(folder)
        self._journal = journal
        self._clock = clock
        self._facts: dict[str, Any] = {}
        self._link: _Link | None = None
        self.gave_way = False

    def began(self, sequence: Sequence, rhythm: str | None, at: Moment) -> None:
        """Raises PlayingError while another session plays: then this one is none, and not recorded.

        Raises JournalError where it cannot be recorded; the service is told all the same.
        """
        self._facts = {
            "session": os.urandom(16).hex(),
            "rhythm": rhythm,
            "length_s": sequence.length_s,
            "since_s": sequence.since_s,
            "posture": sequence.posture,
            "seed": sequence.seed,
        }
        try:
            self._link = _Link(self._client.folder, self._facts)
        except PlayingError:
            self.gave_way = True
            raise
        self._write(EntryKind.STARTED, at, {})

    def ended(
        self, outcome: Outcome, played: list[tuple[str, Side | None, float]], done_s: float, at: Moment
    ) -> None:
        """Raises JournalError where it cannot be recorded; the service is told all the same."""
        moves = [
            {"exercise": name, "side": side, "seconds": round(seconds, 3)} for name, side, seconds in played
        ]
        try:
            self._write(EntryKind(outcome.value), at, {"done_s": round(done_s, 3), "moves": moves})
        finally:
            self._tell_end(outcome, done_s)

    def said(self, exercise: str, said: Said, reason: Reason | None, at: Moment) -> None:
        """What the person says of the exercise with that id. Raises JournalError as above."""
        why = {"reason": reason.value} if reason else {}
        with Journal(self._journal) as journal:
            data = {"exercise": exercise, "said": said.value, **why}
            journal.append(Entry.of(EntryKind.SAID, at, self._clock.boot, data))

    def _write(self, kind: EntryKind, at: Moment, more: dict[str, Any]) -> None:
        with Journal(self._journal) as journal:
            journal.append(Entry.of(kind, at, self._clock.boot, {**self._facts, **more}))

    def _tell_end(self, outcome: Outcome, done_s: float) -> None:
        end = {"session": self._facts["session"], "outcome": outcome.value, "done_s": done_s}
        with contextlib.suppress(UnslouchError):  # no service: it reads the journal when it starts
            self._client.request("session_ended", **end)
        if self._link is not None:
            self._link.close()


class _Link:
    """A connection that is held while the session plays, in a thread of its own.

    Raises PlayingError while another session plays.
    """

    def __init__(self, folder: Path, facts: dict[str, Any]) -> None:
        self._folder = folder
        self._message = channel.encode(
            {"command": "session_began", **{key: facts[key] for key in ("session", "rhythm", "length_s")}}
        )
        self._over = threading.Event()
        self._connection: socket.socket | None = None
        self._report()
        threading.Thread(target=self._hold, daemon=True).start()

    def close(self) -> None:
        self._over.set()
        self._hang_up()

    def _report(self) -> None:
        with contextlib.suppress(NotRunningError, channel.ChannelError, OSError):
            self._connection = channel.connect(self._folder, _TIMEOUT_S)
            self._connection.sendall(self._message)
            with self._connection.makefile("rb") as lines:
                line = lines.readline(channel.LINE_LIMIT)
            self._connection.settimeout(None)
            self._heed(line)

    def _heed(self, line: bytes) -> None:
        try:
            answer(channel.decode(line))
        except PlayingError:
            self._hang_up()
            raise

    def _hold(self) -> None:
        while not self._over.is_set():
            with contextlib.suppress(OSError):
                while self._connection is not None and self._connection.recv(channel.LINE_LIMIT):
                    pass
            self._hang_up()
            if not self._over.wait(_TRY_AGAIN_S):
                with contextlib.suppress(PlayingError):
                    self._report()

    def _hang_up(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()
