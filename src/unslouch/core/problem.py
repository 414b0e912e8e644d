"""What is wrong in a file that a user wrote, where, and what is allowed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one place.

    `line` counts from 1 and is None where there is no place to point to. `key` is written as a person
    would, `rhythm[0].every`; `nearest` is the valid key or value that was probably meant. `message` is
    the whole sentence, without the place.
    """

    file: str
    line: int | None
    key: str
    found: str
    allowed: str
    nearest: str | None
    message: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.message}"
