"""From starting a session to its first frame on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from bench.home import UNSLOUCH, floor, fresh
from bench.measure import Row, pair
from bench.terminal import painted_ms

_RUNS = 15
_SESSION = (UNSLOUCH, "break")


def first_frame() -> Iterator[Row]:
    with fresh() as home:
        ours = partial(painted_ms, _SESSION, home.environ)
        least = partial(painted_ms, floor("screen"), home.environ)
        figures = pair(ours, least, _RUNS)
    yield Row("session, start to the first painted frame", "ms", 1.3, *figures, "on a pty, no service")
