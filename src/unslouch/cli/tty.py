"""Whether somebody is at a terminal, and what it can show. It imports nothing: a start waits for it."""

from __future__ import annotations

import os
import sys


def is_terminal() -> bool:
    """Whether standard input and output are one."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def shows_screens() -> bool:
    """Whether they are one that can show the app."""
    return is_terminal() and os.environ.get("TERM") != "dumb"
