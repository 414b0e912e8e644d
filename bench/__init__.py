"""The published budgets, measured: what Unslouch costs, against the floor in the same run."""
