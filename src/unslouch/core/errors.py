"""The one family of errors that reach a user: each is a sentence that names the thing and the way out."""

from __future__ import annotations


class UnslouchError(Exception):
    """Something could not be done. `code` names the kind of failure for scripts; `str()` is for people."""

    code = "failed"


class UsageError(UnslouchError):
    """What was asked for cannot be asked for."""

    code = "usage"


class NotRunningError(UnslouchError):
    """The service is not running."""

    code = "not-running"
