"""What the rest of the program knows of notifications: what to show, who is told, what a notifier does."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

NO_BUS = "There is no session bus: log in to a desktop, or install dbus-user-session."
NO_SERVER = "No notification server answers: install one, such as dunst or mako, and start it."
"""Advice that more than one mechanism gives on Linux."""


class Action(StrEnum):
    """An answer to a reminder."""

    START = "start"
    SHORT = "short"
    SNOOZE = "snooze"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Notice:
    """What to show, in plain text: each mechanism cleans and escapes it for itself.

    `actions` are the buttons, most wanted first, each with its label. `typed` is the sentence that
    stands in for them where they cannot be shown: what to type.
    """

    title: str
    body: str
    actions: tuple[tuple[Action, str], ...] = ()
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What a mechanism can do, for `unslouch doctor`; `advice` says what would make it better, or nothing."""

    mechanism: str
    works: bool
    can: tuple[str, ...]
    advice: str


class Listener(Protocol):
    """Who is told of answers. Both are called in the event loop, once for each reminder at most."""

    def answered(self, action: Action, activation_token: str | None) -> None:
        """The user chose `action`. The token lets a new window take the focus (XDG activation)."""

    def dismissed(self) -> None:
        """The user closed the reminder. Neither its expiry nor our own withdrawal is that."""


class Notifier(Protocol):
    """A way to show notifications. Nothing that goes wrong outside is raised out of it."""

    async def show(self, notice: Notice) -> bool:
        """Show a reminder in place of the one that is open. False if nothing could be shown by now.

        It may still be shown late, by a server that was slow or comes only later, until it is withdrawn.
        """

    async def tell(self, notice: Notice) -> bool:
        """Show a note without buttons beside the reminder. False if nothing could be shown."""

    async def withdraw(self) -> None:
        """Take the reminder off the screen, also one that a killed predecessor left there."""

    async def close(self) -> None:
        """Let go of the mechanism. What is on the screen stays: withdraw it first."""

    async def report(self) -> Report:
        """What can be done here and now."""
