"""What becomes of an error that nobody expected."""

from __future__ import annotations

import contextlib
import traceback

from unslouch.core.errors import UnslouchError
from unslouch.settings import paths


def keep(error: Exception) -> UnslouchError:
    """Keep the traceback in a file; what to tell the user instead."""
    path = paths.state_dir() / "crash.log"
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.write_text("".join(traceback.format_exception(error)), "utf-8")
    return UnslouchError(
        f"Something went wrong in Unslouch ({type(error).__name__}: {error}). "
        f"The details are in {path}; please report them."
    )
