"""The append-only record of what happened: SQLite in the user's data directory."""

from unslouch.journal.database import JournalError
from unslouch.journal.journal import Journal

__all__ = ["Journal", "JournalError"]
