"""The verbs about a break: break, plan."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from unslouch.cli.options import Json, seconds
from unslouch.cli.output import say, say_json
from unslouch.core.duration import clock, spoken

if TYPE_CHECKING:
    from unslouch.core.exercise import Sequence
    from unslouch.core.rules import Band

Since = Annotated[
    float | None, typer.Option(parser=seconds, metavar="DURATION", help="As if you had sat for so long.")
]
Length = Annotated[
    float | None, typer.Option(parser=seconds, metavar="DURATION", help="How long the break is.")
]
Focus = Annotated[list[str], typer.Option(help="A region or a kind, like neck or breathe; may be repeated.")]
Plain = Annotated[
    bool, typer.Option("--plain", help="Guide in lines of text: for screen readers and dumb terminals.")
]
Seed = Annotated[int | None, typer.Option(help="Another number gives another sequence.")]
Config = Annotated[
    Path | None, typer.Option("--config", exists=True, help="A config to plan by, instead of yours.")
]


def take_break(
    since: Since = None,
    length: Length = None,
    focus: Focus = [],  # noqa: B006 (read only)
    plain: Plain = False,
) -> None:
    from unslouch.cli import planning
    from unslouch.cli.session import take

    take(planning.Ask(since, length, planning.focus(focus)), plain=plain)


def plan(
    since: Since = None,
    length: Length = None,
    focus: Focus = [],  # noqa: B006 (read only)
    seed: Seed = None,
    config: Config = None,
    json: Json = False,
) -> None:
    from unslouch.cli import planning
    from unslouch.settings.load import valid

    settings = planning.settings() if config is None else valid(config)
    ask = planning.Ask(since, length, planning.focus(focus), seed)
    sequence = planning.sequence(ask, settings, planning.here())
    if json:
        say_json(_document(sequence, settings.rules().band(sequence.since_s)))
    else:
        say(_table(sequence))


def _table(sequence: Sequence) -> str:
    lines = [
        f"{spoken(sequence.length_s)}, {sequence.posture}, {spoken(sequence.since_s)} since the last break"
    ]
    for move in sequence.moves:
        side = f" ({move.side})" if move.side else ""
        lines.append(f"  {clock(move.seconds):>5}  {move.exercise.name + side:<40} {move.why}")
    return "\n".join([*lines, f"Seed {sequence.seed}."])


def _document(sequence: Sequence, band: Band) -> dict[str, object]:
    return {
        "since_s": sequence.since_s,
        "length_s": sequence.length_s,
        "band": {"after_s": band.after_s, "length_s": band.length_s, "posture": band.posture.value},
        "seed": sequence.seed,
        "moves": [
            {
                "exercise": move.exercise.id,
                "name": move.exercise.name,
                "side": move.side.value if move.side else None,
                "seconds": move.seconds,
                "position": move.exercise.position.value,
                "kind": move.exercise.kind.value,
                "regions": list(move.exercise.regions),
                "why": move.why,
            }
            for move in sequence.moves
        ],
    }
