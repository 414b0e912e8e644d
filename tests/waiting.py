"""Waiting for what is real."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE_S = 10.0
"""How long anything real may take, in seconds, on a busy machine."""

_LOOK_S = 0.02


def until(holds: Callable[[], bool]) -> None:
    """Wait for what announces itself by no event. Fails when it does not come."""
    end = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < end, "it did not come"
        time.sleep(_LOOK_S)
