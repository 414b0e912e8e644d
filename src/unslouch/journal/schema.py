"""The database's tables, brought up to date step by step (PRAGMA user_version)."""

from __future__ import annotations

import sqlite3

_COUNT = """
    INSERT INTO plays (exercise, breaks)
    SELECT json_extract(move.value, '$.exercise'), count(DISTINCT entry.seq)
    FROM (SELECT seq, data FROM {entries}) AS entry, json_each(entry.data, '$.moves') AS move
    WHERE CASE
        WHEN move.type <> 'object' THEN 0
        WHEN json_type(move.value, '$.exercise') <> 'text' THEN 0
        ELSE json_extract(move.value, '$.seconds') > 0
    END
    GROUP BY 1
    ON CONFLICT (exercise) DO UPDATE SET breaks = breaks + excluded.breaks
"""
"""Count the breaks in which each exercise was played; json_each is part of SQLite since 3.38."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """
        CREATE TABLE entry (
            seq     INTEGER PRIMARY KEY,
            id      TEXT NOT NULL UNIQUE,
            host    TEXT NOT NULL,
            at      TEXT NOT NULL,
            boot    TEXT NOT NULL,
            elapsed REAL NOT NULL,
            kind    TEXT NOT NULL,
            data    TEXT NOT NULL
        )
        """,
        "CREATE INDEX entry_at ON entry (at)",
        "CREATE INDEX entry_kind ON entry (kind, seq)",
    ),
    (
        "CREATE TABLE plays (exercise TEXT PRIMARY KEY, breaks INTEGER NOT NULL) WITHOUT ROWID",
        _COUNT.format(entries="entry WHERE kind IN ('completed', 'left_early') AND json_valid(data)"),
        f"""
        CREATE TRIGGER entry_plays AFTER INSERT ON entry
        WHEN NEW.kind IN ('completed', 'left_early') AND json_valid(NEW.data)
        BEGIN {_COUNT.format(entries="(SELECT NEW.seq AS seq, NEW.data AS data)")}; END
        """,
    ),
)
"""One tuple of statements a version; a released one is never changed, a new version is appended."""

VERSION = len(MIGRATIONS)


def version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the database up to VERSION, in one transaction that other processes wait for."""
    if version(connection) >= VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for number, statements in enumerate(MIGRATIONS[version(connection) :], version(connection) + 1):
            for statement in statements:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
