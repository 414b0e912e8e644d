"""From starting the app to the painted History screen, after ten years."""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Iterator
from functools import partial

from bench import journals
from bench.home import UNSLOUCH, Home, floor, fresh, service
from bench.measure import Row, pair
from bench.terminal import WORDS, opened, painted_ms

_RUNS = 15
_KEY = b"h"
_PAINTED = re.compile(rb"The year")
_APP = (UNSLOUCH,)


def first_screen() -> Iterator[Row]:
    """The app opens with Today: the key to History waits in the terminal before it starts."""
    with fresh() as home:
        journals.write(home.journal, journals.TEN_YEARS)
        home.configure("")
        with service(home):
            ours = partial(painted_ms, _APP, home.environ, _PAINTED, _KEY)
            figures = pair(ours, partial(painted_ms, floor("blank"), home.environ), _RUNS)
            from_key_ms = statistics.median(_from_key_ms(home) for _ in range(_RUNS))
    note = (
        f"{journals.TEN_YEARS:,} entries; Today comes first, and from its key on it is {from_key_ms:.0f} ms"
    )
    yield Row("history, ten years to the first painted screen", "ms", 1.5, *figures, note)


def _from_key_ms(home: Home) -> float:
    with opened(_APP, home.environ) as terminal:
        terminal.wait_for(WORDS)
        began = time.perf_counter()
        terminal.press(_KEY)
        terminal.wait_for(_PAINTED)
        return (time.perf_counter() - began) * 1000
