"""`python -m bench [GROUP…] [--json] [--check] [--minutes N]`: measures, and prints the table."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from functools import partial

from bench import click, days, figures, history, idle, planning, session, starts
from bench.measure import SLACK, Pending, Row


def main(arguments: list[str]) -> int:
    asked = _parser().parse_args(arguments)
    groups = _groups(asked.minutes)
    found: list[Row | Pending] = []
    for name in asked.groups or groups:
        sys.stderr.write(f"measuring: {name}\n")
        found += groups[name]()
    rows = [each for each in found if isinstance(each, Row)]
    pending = [each for each in found if isinstance(each, Pending)]
    sys.stdout.write(_json(rows, pending) if asked.json else _table(rows, pending))
    return 1 if asked.check and not all(row.kept_with_slack for row in rows) else 0


def _groups(minutes: int) -> Mapping[str, Callable[[], Iterable[Row | Pending]]]:
    return {
        "memory": idle.memory,
        "quiet": partial(idle.quiet, minutes),
        "cpu": days.cpu,
        "growth": days.growth,
        "start": starts.starts,
        "commands": starts.commands,
        "session": session.first_frame,
        "click": click.painted,
        "history": history.first_screen,
        "figure": figures.shown,
        "plan": planning.plan,
        "ten-years": starts.ten_years,
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure the budgets of Unslouch.")
    parser.add_argument(
        "groups", nargs="*", metavar="GROUP", help=f"{', '.join(_groups(1))}; all without one"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object instead of the table")
    parser.add_argument(
        "--check", action="store_true", help=f"fail if a budget is exceeded by more than {SLACK - 1:.0%}%"
    )
    parser.add_argument("--minutes", type=int, default=1, help="how long wake-ups are counted (1)")
    return parser


def _json(rows: Iterable[Row], pending: Iterable[Pending]) -> str:
    document = {
        "version": 1,
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "rows": [{**asdict(row), "ratio": row.ratio, "kept": row.kept} for row in rows],
        "not_yet": [asdict(each) for each in pending],
    }
    return json.dumps(document, indent=2) + "\n"


def _table(rows: Iterable[Row], pending: Iterable[Pending]) -> str:
    head = ("what", "ours", "floor", "ratio", "budget", "kept")
    lines = [head, *map(_cells, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    not_yet = [f"not yet: {each.what} ({each.why})\n" for each in pending]
    return "".join([*(_line(line, widths) for line in lines), *not_yet])


def _cells(row: Row) -> tuple[str, ...]:
    def figure(value: float | None) -> str:
        return "" if value is None else f"{value:.1f} {row.unit}"

    ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
    budget = f"{row.budget:g} {row.unit}" if row.ratio is None else f"{row.budget:g}"
    return row.what, figure(row.ours), figure(row.floor), ratio, budget, "yes" if row.kept else "no", row.note


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    aligned = [
        cell.ljust(width) if column == 0 else cell.rjust(width)
        for column, (cell, width) in enumerate(zip(cells, widths, strict=False))
    ]
    return "  ".join([*aligned, *cells[len(widths) :]]).rstrip() + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
