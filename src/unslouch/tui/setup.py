"""What Welcome needs of the world: it is there for one time, and so is not among the ports of every day."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Protocol

from unslouch.core.exercise import Sequence


@dataclass(frozen=True, slots=True)
class Finding:
    """What does one `part` of the work on this desktop, if it `works`; `advice` is what would help."""

    part: str
    mechanism: str
    works: bool
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """What there is to say of the test notification; `works` is None until that is known."""

    said: str
    works: bool | None = None


@dataclass(frozen=True, slots=True)
class Startup:
    """Whether Unslouch starts with the desktop, by which `mechanism`, and the file that this writes."""

    on: bool
    mechanism: str
    file: str


class Setup(Protocol):
    """What is done once, before the first day."""

    @property
    def new(self) -> bool:
        """Whether there is no config yet."""
        ...

    def begin(self) -> bool:
        """Writes the commented config where there is none, and starts the service where none runs.

        True if it was started. May take a second, and is called in a thread. Raises UnslouchError.
        """
        ...

    def taste(self) -> Sequence:
        """A break of half a minute on the chair. Raises UnslouchError where nothing can be planned."""
        ...

    async def findings(self) -> list[Finding]:
        """What works on this desktop, and what would need what."""
        ...

    def trial(self) -> AsyncGenerator[Trial, None]:
        """Shows a test notification, says how that goes, and opens a window at the click.

        Closing the generator takes the notification away.
        """
        ...

    def startup(self) -> Startup:
        """Called in a thread, as the next. Raises UnslouchError where there is nothing to start with."""
        ...

    def start_with_desktop(self, *, on: bool) -> Startup:
        """Turns it on or off. Raises UnslouchError where that fails."""
        ...
