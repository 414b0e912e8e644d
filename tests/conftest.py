"""For all tests: Hypothesis draws the same examples in every run, so that a failure is the change's own.

New ones are looked for with `python -m tests.simulation SEED EXAMPLES`.
"""

from hypothesis import settings

settings.register_profile("suite", derandomize=True, deadline=None)
settings.load_profile("suite")
