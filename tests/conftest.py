"""For all tests: Hypothesis draws the same examples in every run, so that a failure is the change's own.

New ones are looked for with `python -m tests.simulation SEED EXAMPLES`.
"""

import os

from hypothesis import settings

settings.register_profile("suite", derandomize=True, deadline=None)
settings.load_profile("suite")


def pytest_xdist_auto_num_workers() -> int:
    """Two to a core: the tests of screens and processes wait for half of their time."""
    return 2 * (os.cpu_count() or 1)
