"""Writing to the journal when that may fail: what could not be written is kept and written later."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from unslouch.core.entries import Entry, EntryKind
from unslouch.core.outcome import Outcome
from unslouch.journal import Journal, JournalError

log = logging.getLogger(__name__)


class Ledger:
    """The service's journal in the file `path`.

    `warn` is called with each new sentence about trouble, and with None when the trouble is over.
    """

    def __init__(self, path: Path, warn: Callable[[str | None], None]) -> None:
        self._path = path
        self._warn = warn
        self._said: str | None = None
        self._waiting: list[Entry] = []
        self._journal: Journal | None = None
        self._open()

    def append(self, entry: Entry) -> None:
        self._waiting.append(entry)
        self.flush()

    def tail(self, now: datetime, midnight: datetime) -> list[Entry]:
        if self._journal is None:
            return []
        try:
            return self._journal.tail(now, midnight)
        except JournalError as error:
            self._tell(str(error))
            return []

    def end_of_session(self, identity: str) -> tuple[Outcome, float] | None:
        """How the session `identity` ended and the seconds it had played, if it wrote that itself."""
        if self._journal is None:
            return None
        try:
            for entry in self._journal.of_kind((EntryKind.COMPLETED, EntryKind.LEFT_EARLY), most=3):
                if entry.data.get("session") == identity:
                    return Outcome(entry.kind.value), float(entry.data["done_s"])
        except (JournalError, KeyError, TypeError, ValueError) as error:
            log.warning("how the session ended cannot be read: %s", error)
        return None

    def flush(self) -> None:
        """Write what is waiting, if the journal can be written again."""
        if self._journal is None:
            self._open()
        if self._journal is None:
            return
        try:
            while self._waiting:
                self._journal.append(self._waiting[0])
                del self._waiting[0]
            self._tell(self._journal.warning)
        except JournalError as error:
            self._tell(str(error))

    def close(self) -> None:
        self.flush()
        if self._journal is not None:
            self._journal.close()

    def _open(self) -> None:
        try:
            self._journal = Journal(self._path)
            self._tell(self._journal.warning)
        except JournalError as error:
            self._tell(str(error))

    def _tell(self, sentence: str | None) -> None:
        """Pass on what is wrong, or what was set aside, once; None when all is well again."""
        if sentence != self._said:
            self._said = sentence
            self._warn(sentence)
