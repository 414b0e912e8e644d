"""Several processes use the journal at once, and one is killed while it writes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier

import pytest

from unslouch.journal import Journal

Start = Callable[..., subprocess.Popen[str]]
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal.db"


@pytest.fixture
def start(path: Path) -> Iterator[Start]:
    """Starts a process that writes `count` entries called `name`, as soon as it is let go."""
    started: list[subprocess.Popen[str]] = []

    def begin(name: str, count: int) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.unit.journal.writer", str(path), name, str(count)]
        root = Path(__file__).parents[3]
        process = subprocess.Popen(
            command,
            cwd=root,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        with suppress(ProcessLookupError):
            process.kill()
        process.communicate()


def let_go(*processes: subprocess.Popen[str]) -> None:
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()


def ids(path: Path) -> list[str]:
    with Journal(path) as journal:
        return [entry.id for entry in journal.since(LONG_AGO)]


def test_processes_that_open_the_first_journal_together_all_get_it(path: Path, start: Start) -> None:
    processes = [start(f"p{number}", 1) for number in range(5)]
    let_go(*processes)
    written = sorted("".join(process.communicate()).strip() for process in processes)

    assert [f"p{number}-0" for number in range(5)] == written
    assert written == sorted(ids(path))


def test_processes_that_write_at_once_lose_nothing_and_each_keeps_its_order(path: Path, start: Start) -> None:
    processes = [start(f"p{number}", 40) for number in range(2)]
    let_go(*processes)
    written = [process.communicate()[0].split() for process in processes]
    found = ids(path)

    assert len(found) == 80
    assert written == [[name for name in found if name.startswith(f"p{n}-")] for n in range(2)]


def test_a_reader_sees_what_another_process_writes_without_opening_anew(path: Path, start: Start) -> None:
    with Journal(path) as journal:
        process = start("p", 3)
        let_go(process)
        process.communicate()

        assert [entry.id for entry in journal.since(LONG_AGO)] == ["p-0", "p-1", "p-2"]


def test_all_that_was_written_survives_the_end_of_its_writer(path: Path, start: Start) -> None:
    process = start("p", 100_000)
    let_go(process)
    assert process.stdout is not None
    written = [process.stdout.readline().strip() for _ in range(60)]
    process.kill()
    written += process.stdout.read().split("\n")
    whole = [name for name in written if name]

    found = ids(path)
    assert whole == found[: len(whole)]
    assert len(found) <= len(whole) + 1


def test_processes_that_find_a_damaged_journal_together_all_go_on_in_a_new_one(
    path: Path, start: Start
) -> None:
    path.parent.mkdir()
    path.write_bytes(b"no database" * 1000)
    processes = [start(f"p{number}", 5) for number in range(4)]
    let_go(*processes)
    written = [name for process in processes for name in process.communicate()[0].split()]
    kept = [file for file in path.parent.glob("journal.damaged-*.db") if file.read_bytes().startswith(b"no")]

    assert len(written) == 20
    assert sorted(written) == sorted(ids(path))
    assert [file.read_bytes() for file in kept] == [b"no database" * 1000]


def test_two_that_open_a_new_journal_at_the_same_moment_never_find_it_locked(tmp_path: Path) -> None:
    together = Barrier(2)

    def open_new(number: int) -> None:
        together.wait()
        Journal(tmp_path / f"{number}.db").close()

    with ThreadPoolExecutor(2) as pool:
        for number in range(150):
            for done in [pool.submit(open_new, number) for _ in range(2)]:
                done.result()
