"""A journal that cannot be used: set aside whole where it is broken, otherwise refused with a sentence."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from unslouch.core.entries import Entry, EntryKind
from unslouch.journal import Journal, JournalError, schema

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal.db"


def entry(name: str) -> Entry:
    return Entry(EntryKind.BACK, NOON, "boot", 0, {"filler": "x" * 200}, id=name)


def fill(path: Path, *, close: bool = True) -> None:
    """A journal of many pages; its end is in the -wal where it is not closed, as after a crash."""
    journal = Journal(path)
    journal._database.run("BEGIN", ())  # one commit is quicker than sixty
    for number in range(60):
        journal.append(entry(f"{number}"))
    journal._database.run("COMMIT", ())
    if close:
        journal.close()
        return
    left = path.parent.with_name("left")
    shutil.copytree(path.parent, left)
    journal.close()
    shutil.rmtree(path.parent)
    left.rename(path.parent)


def ids(path: Path) -> list[str]:
    with Journal(path) as journal:
        return [each.id for each in journal.since(LONG_AGO)]


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def kept(path: Path) -> dict[str, bytes]:
    """What was set aside, by its ending."""
    (main,) = path.parent.glob("journal.damaged-*.db")
    return {
        file.name.removeprefix(main.name): file.read_bytes() for file in path.parent.glob(f"{main.name}*")
    }


def garble(path: Path) -> None:
    path.write_bytes(b"This is no database.\n" * 500)


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def cut_in_the_first_page(path: Path) -> None:
    os.truncate(path, 100)


@pytest.mark.parametrize("damage", [garble, cut, cut_in_the_first_page])
def test_a_damaged_journal_is_set_aside_and_a_new_one_begun(
    path: Path, damage: Callable[[Path], None]
) -> None:
    fill(path)
    damage(path)
    before = path.read_bytes()
    with Journal(path) as journal:
        warning = journal.warning or ""
        journal.append(entry("new"))

    assert ids(path) == ["new"]
    assert before == kept(path)[""]
    (main,) = path.parent.glob("journal.damaged-*.db")
    assert f"{datetime.now(UTC):%Y%m}" in main.name
    assert warning.startswith(f"{path} was damaged (")
    assert warning.endswith(f"It was kept as {main}, and a new journal was begun.")


def test_all_files_of_a_damaged_journal_are_kept_as_they_were(path: Path) -> None:
    path.parent.mkdir()
    files = {"": b"no database" * 400, "-wal": b"no log" * 400}
    for ending, content in files.items():
        Path(f"{path}{ending}").write_bytes(content)
    with Journal(path) as journal:
        assert journal.warning

    assert files.items() <= kept(path).items()


@pytest.mark.parametrize("damage", [garble, cut, cut_in_the_first_page])
def test_what_a_crash_left_in_the_log_is_kept_with_the_damaged_journal(
    path: Path, damage: Callable[[Path], None]
) -> None:
    fill(path, close=False)
    damage(path)
    before = contents(path.parent)
    Journal(path).close()
    found = ids(path)

    if not found:  # otherwise the log had all that was missing
        aside = kept(path)
        assert before["journal.db"] == aside[""]
        assert before["journal.db-wal"] == aside["-wal"]
    else:
        assert len(found) == 60


@pytest.mark.parametrize("emptied", ["truncated", "deleted"])
def test_a_log_without_its_journal_is_kept_instead_of_being_overwritten(path: Path, emptied: str) -> None:
    fill(path, close=False)
    log = Path(f"{path}-wal").read_bytes()
    if emptied == "deleted":
        path.unlink()
    else:
        os.truncate(path, 0)
    with Journal(path) as journal:
        assert "its main file is empty" in (journal.warning or "")
        assert journal.since(LONG_AGO) == []

    (aside,) = path.parent.glob("journal.damaged-*-wal")
    assert log == aside.read_bytes()


def test_what_a_crash_left_in_the_log_is_read_again(path: Path) -> None:
    fill(path, close=False)

    assert [str(number) for number in range(60)] == ids(path)


def test_an_empty_file_becomes_a_journal(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    with Journal(path) as journal:
        assert journal.warning is None
    assert ids(path) == []


def test_a_database_without_our_table_is_set_aside(path: Path) -> None:
    fill(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("ALTER TABLE entry RENAME TO other")
    with Journal(path) as journal:
        assert "no such table" in (journal.warning or "")


@pytest.mark.parametrize("use", ["read", "write"])
def test_damage_that_shows_only_later_is_mended_then(path: Path, use: str) -> None:
    fill(path)
    with closing(sqlite3.connect(path)) as connection:
        roots = "SELECT rootpage FROM sqlite_schema WHERE name = 'entry_kind'"
        ((page,),) = connection.execute(roots)
        ((size,),) = connection.execute("PRAGMA page_size")
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    before = path.read_bytes()
    with Journal(path) as journal:
        told = [journal.warning]
        if use == "read":
            assert journal.tail(NOON, NOON) == []
        journal.append(entry("new"))
        told.append(journal.warning)
        assert [each.id for each in journal.since(LONG_AGO)] == ["new"]

    assert told[0] is None
    assert "malformed" in (told[1] or "")
    assert before == kept(path)[""]


@pytest.mark.parametrize("gone", ["moved", "deleted"])
def test_a_journal_that_is_taken_away_while_it_is_open_is_begun_anew(path: Path, gone: str) -> None:
    elsewhere = path.with_name("old.db")
    with Journal(path) as journal:
        journal.append(entry("old"))
        if gone == "moved":
            for ending in ("", "-wal", "-shm"):
                Path(f"{path}{ending}").rename(f"{elsewhere}{ending}")
        else:
            shutil.rmtree(path.parent)
        journal.append(entry("new"))
        assert [each.id for each in journal.since(LONG_AGO)] == ["new"]

    assert ids(path) == ["new"]
    if gone == "moved":
        assert ids(elsewhere) == ["old"]


def test_a_journal_behind_a_link_is_set_aside_where_it_is(path: Path, tmp_path: Path) -> None:
    fill(path)
    garble(path)
    link = tmp_path / "link.db"
    link.symlink_to(path)
    with Journal(link) as journal:
        journal.append(entry("new"))

    assert link.is_symlink()
    assert ids(path) == ["new"]
    assert kept(path)[""].startswith(b"This is no database.")


def test_a_newer_version_is_refused_and_left_as_it_is(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE entry (something_else TEXT)")
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    before = contents(path.parent)
    with pytest.raises(JournalError) as refused:
        Journal(path)

    assert before == contents(path.parent)
    assert refused.value.code == "journal"
    assert str(refused.value) == (
        f"{path} was written by a newer Unslouch (version {schema.VERSION + 1} of the journal, this one "
        f"knows {schema.VERSION}). Update Unslouch, or move the file away to begin a new journal."
    )


def test_a_newer_version_that_appears_in_between_is_not_set_back(path: Path) -> None:
    Journal(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
        schema.migrate(connection)

        assert schema.version(connection) == schema.VERSION + 1


def test_a_migration_that_fails_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(path)
    monkeypatch.setattr(
        schema,
        "MIGRATIONS",
        (*schema.MIGRATIONS, ("CREATE TABLE extra (id TEXT)", "CREATE TABLE extra (id TEXT)")),
    )
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    with pytest.raises(JournalError, match="already exists"):
        Journal(path)
    monkeypatch.undo()

    assert len(ids(path)) == 60


def test_a_later_version_is_reached_from_an_older_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(path)
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, ("CREATE TABLE extra (id TEXT)",)))
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)

    assert len(ids(path)) == 60
    with closing(sqlite3.connect(path)) as connection:
        assert schema.version(connection) == schema.VERSION
        assert connection.execute("SELECT * FROM extra").fetchall() == []


@pytest.mark.parametrize("place", ["a folder", "under a file", "under a link to itself"])
def test_a_place_where_no_file_can_be_is_refused_with_a_way_out(tmp_path: Path, place: str) -> None:
    path = tmp_path / "place"
    if place == "a folder":
        path.mkdir()
    elif place == "under a file":
        path.write_text("a file")
        path = path / "data" / "journal.db"
    else:
        path.symlink_to(path)
        path = path / "journal.db"
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(JournalError) as refused:
        Journal(path)

    assert before == sorted(tmp_path.rglob("*"))
    assert str(refused.value).startswith(f"The journal {path} cannot be used: ")
    assert str(refused.value).endswith(". Check that its folder can be written to and has room.")
    assert "Errno" not in str(refused.value)


def test_a_device_is_never_set_aside(tmp_path: Path) -> None:
    device = tmp_path / "zero"
    try:
        os.mknod(device, stat.S_IFCHR | 0o600, os.makedev(1, 5))
    except (AttributeError, OSError):
        pytest.skip("only an administrator can make a device")
    with pytest.raises(JournalError):
        Journal(device)

    assert device.is_char_device()


NOBODY = """
import os, sys
from pathlib import Path
from unslouch.journal import Journal, JournalError
if os.geteuid() == 0:
    os.setuid(65534)
try:
    Journal(Path(sys.argv[1]))
except JournalError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="permission bits")
@pytest.mark.parametrize("there", [True, False])
def test_a_folder_that_must_not_be_written_to_is_refused(path: Path, there: bool) -> None:
    path.parent.mkdir()
    if there:
        fill(path)
    path.parent.chmod(0o500)
    told = subprocess.run([sys.executable, "-c", NOBODY, path], capture_output=True, text=True, check=True)
    path.parent.chmod(0o700)

    assert told.stdout.startswith(f"The journal {path} cannot be used: ")


FULL = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from unslouch.core.entries import Entry, EntryKind
from unslouch.journal import Journal, JournalError
path = Path(sys.argv[1])
journal = Journal(path)
def append(name, size):
    journal.append(Entry(EntryKind.BACK, datetime.now(UTC), "boot", 0, {"filler": "x" * size}, id=name))
append("before", 10)
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (Path(f"{path}-wal").stat().st_size, hard))
try:
    append("lost", 50_000)
except JournalError as error:
    print(error)
resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
append("after", 10)
print(journal.warning)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process")
def test_a_full_disk_is_told_and_passes(path: Path) -> None:
    told = subprocess.run([sys.executable, "-c", FULL, path], capture_output=True, text=True, check=True)
    error, warning = told.stdout.splitlines()

    assert error.startswith(f"The journal {path} cannot be used: ")
    assert warning == "None"
    assert ids(path) == ["before", "after"]
