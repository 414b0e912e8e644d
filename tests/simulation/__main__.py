"""Random histories for as long as one likes: `python -m tests.simulation SEED EXAMPLES`, 50 steps each."""

from __future__ import annotations

import sys

from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.simulation.test_invariants import Desk

STEPS = 50


def main(number: int, examples: int) -> None:
    options = settings(
        max_examples=examples,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        derandomize=False,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(seed(number)(Desk), settings=options)
    sys.stdout.write(f"seed {number}: {examples} histories of up to {STEPS} steps hold\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
