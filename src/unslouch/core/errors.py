"""The one family of errors that reach a user: each is a sentence that names the thing and the way out."""

from __future__ import annotations


class UnslouchError(Exception):
    """Something could not be done. `code` names the kind of failure for scripts; `str()` is for people."""

    code = "failed"


class UsageError(UnslouchError):
    """What was asked for cannot be asked for."""

    code = "usage"


class PlayingError(UnslouchError):
    """A break is being played already: a second one at the same time would be none."""

    code = "playing"

    def __init__(self) -> None:
        super().__init__("A break is being played in another window.")


class NotRunningError(UnslouchError):
    """The service is not running."""

    code = "not-running"
