"""What went wrong, told in passing."""

from __future__ import annotations

from typing import Any

from textual.app import App

_TOLD_S = 10


def warn(app: App[Any], what: object) -> None:
    """Tells it for a while, as it is: it may come from a file, and is no markup."""
    app.notify(str(what), severity="warning", timeout=_TOLD_S, markup=False)
