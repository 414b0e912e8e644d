"""The exercises that come with Unslouch, as `shipped.json` has them: quick to read, and sound.

`make docs` makes that file from the TOML in `data/`, and a test tells when it was forgotten.
"""

from __future__ import annotations

import json
import pkgutil
from functools import cache

from unslouch.catalogue.entry import exercise
from unslouch.core.exercise import Exercise


@cache
def load() -> tuple[Exercise, ...]:
    """The exercises that come with Unslouch, file by file in the order of the files' names."""
    text = pkgutil.get_data(__package__, "shipped.json") or b"[]"
    return tuple(exercise(entry) for entry in json.loads(text))
