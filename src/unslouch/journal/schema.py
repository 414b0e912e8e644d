"""The database's tables, brought up to date step by step (PRAGMA user_version)."""

from __future__ import annotations

import sqlite3

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
