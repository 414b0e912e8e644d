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

from bench import days, figures, idle, planning, session, starts
from bench.measure import SLACK, Pending, Row

_NOT_YET = (
    Pending("service idle while locked, wake-ups", "the service does not watch the lock yet"),
    Pending("click on the notification to the painted session", "this table has no display yet"),
    Pending("history, ten years to the first painted screen", "there is no history screen yet"),
)


def main(arguments: list[str]) -> int:
    asked = _parser().parse_args(arguments)
    groups = _groups(asked.minutes)
    rows: list[Row] = []
    for name in asked.groups or groups:
        sys.stderr.write(f"measuring: {name}\n")
        rows += groups[name]()
    sys.stdout.write(_json(rows) if asked.json else _table(rows))
    return 1 if asked.check and not all(row.kept_with_slack for row in rows) else 0


def _groups(minutes: int) -> Mapping[str, Callable[[], Iterable[Row]]]:
    return {
        "memory": idle.memory,
        "quiet": partial(idle.quiet, minutes),
        "cpu": days.cpu,
        "growth": days.growth,
        "start": starts.starts,
        "commands": starts.commands,
        "session": session.first_frame,
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
        "--check", action="store_true", help=f"fail if a budget is exceeded by more than {SLACK - 1:.0%}"
    )
    parser.add_argument("--minutes", type=int, default=1, help="how long wake-ups are counted (1)")
    return parser


def _json(rows: Iterable[Row]) -> str:
    document = {
        "version": 1,
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "rows": [{**asdict(row), "ratio": row.ratio, "kept": row.kept} for row in rows],
        "not_yet": [asdict(pending) for pending in _NOT_YET],
    }
    return json.dumps(document, indent=2) + "\n"


def _table(rows: Iterable[Row]) -> str:
    head = ("what", "ours", "floor", "ratio", "budget", "kept")
    lines = [head, *map(_cells, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    return "".join(_line(line, widths) for line in lines) + _pending()


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


def _pending() -> str:
    return "".join(f"not yet: {pending.what} ({pending.why})\n" for pending in _NOT_YET)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
