"""A process that appends to a journal, for the tests in which several do, or in which one is killed.

`python -m tests.unit.journal.writer PATH NAME COUNT`: waits for a line on standard input, then opens the
journal and appends entries with the ids `NAME-0`, `NAME-1` and so on, and prints each when it is written.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from unslouch.core.entries import Entry, EntryKind
from unslouch.journal import Journal


def main(path: str, name: str, count: str) -> None:
    sys.stdin.readline()
    with Journal(Path(path)) as journal:
        for number in range(int(count)):
            journal.append(
                Entry(EntryKind.BACK, datetime.now(UTC), "boot", number, {"n": number}, id=f"{name}-{number}")
            )
            sys.stdout.write(f"{name}-{number}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
