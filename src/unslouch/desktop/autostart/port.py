"""What the rest of the program knows of starting with the desktop."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from unslouch.core.errors import UnslouchError


class AutostartError(UnslouchError):
    """What starts it could not be written or taken away."""

    code = "autostart"


class Autostart(Protocol):
    """One way to be started at login. What is turned on or off takes effect at the next one."""

    @property
    def name(self) -> str:
        """What it is, for people."""
        ...

    @property
    def file(self) -> Path:
        """What it writes."""
        ...

    @property
    def advice(self) -> str:
        """What it may need besides, or nothing."""
        ...

    def is_on(self) -> bool: ...

    def on(self, unslouch: Sequence[str]) -> None:
        """Has the command `unslouch`, a list of arguments, started. Raises AutostartError."""
        ...

    def off(self) -> None:
        """Takes away what `on` wrote, and nothing else. Raises AutostartError."""
        ...
