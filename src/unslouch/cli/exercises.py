"""The verbs about the catalogue: `unslouch exercises …`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from difflib import get_close_matches
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from unslouch.cli.options import Json
from unslouch.cli.output import say, say_json
from unslouch.core.errors import UnslouchError, UsageError

if TYPE_CHECKING:
    from unslouch.core.exercise import Exercise

_WIDEST = 100
"""How many columns a line of running text has at most."""


class _Verb(TyperGroup):
    """A verb with an argument of its own, unless its first word is one of the verbs below it."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] in self.commands:
            return super().parse_args(ctx, ["", *args])
        ctx.allow_interspersed_args = True
        return super().parse_args(ctx, args)

    def get_params(self, ctx: Any) -> list[Any]:
        """What it takes; the usage of a verb below does not repeat it."""
        params = super().get_params(ctx)
        return params if ctx.command is self else [one for one in params if one.param_type_name == "option"]


app = typer.Typer(cls=_Verb, invoke_without_command=True, subcommand_metavar="| check FILE | export ID...")

Id = Annotated[str | None, typer.Argument(metavar="[ID]", help="One exercise, with its steps.")]
Safety = Annotated[bool, typer.Option("--safety", help="What to know before moving along.")]


@app.callback()
def exercises(context: typer.Context, id_: Id = None, as_json: Json = False, safety: Safety = False) -> None:
    """Show the exercises, or one of them."""
    if context.invoked_subcommand is not None:
        return
    if safety:
        _tell_safety(as_json=as_json)
        return
    with _catalogue() as every:
        chosen = [_named(id_, every)] if id_ else every
        if as_json:
            say_json({"exercises": [_document(exercise) for exercise in chosen]})
        else:
            say(_page(chosen[0]) if id_ else _list(every))


@app.command()
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file with exercises of your own.")],
    as_json: Json = False,
) -> None:
    """Tell what is wrong in a file of exercises."""
    from unslouch.catalogue import packs
    from unslouch.cli.planning import exercise_folder

    try:
        found, problems = packs.check(file, exercise_folder())
    except FileNotFoundError:
        raise UnslouchError(f"There is no file {file}.") from None
    if as_json:
        say_json({"problems": [asdict(problem) for problem in problems]})
    elif problems:
        say("\n".join(map(str, problems)))
    else:
        names = ", ".join(exercise.id for exercise in found)
        say(f"{file} is fine: {_counted(len(found))}, {names}.")
    if problems:
        raise typer.Exit(1)


@app.command()
def export(
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="Exercises of the catalogue.")],
    output: Annotated[Path | None, typer.Option("--output", help="A new file instead of the screen.")] = None,
) -> None:
    """Print exercises as a file for you to edit."""
    from unslouch.catalogue.export import pack

    with _catalogue() as every:
        text = pack([_named(id_, every) for id_ in dict.fromkeys(ids)])
    if output is None:
        say(text.rstrip("\n"))
        return
    try:
        with output.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise UnslouchError(f"There is a file {output} already. It was left as it is.") from None
    except OSError as error:
        raise UnslouchError(f"{output} cannot be written: {error.strerror}.") from None


@contextmanager
def _catalogue() -> Iterator[Sequence[Exercise]]:
    """The catalogue with the user's own exercises; in the end it is said whether these have problems."""
    from unslouch.cli.planning import catalogue

    found, problems = catalogue()
    try:
        yield found
    finally:
        if problems:
            rest = (
                f" `unslouch config check` tells all {len(problems)} problems." if len(problems) > 1 else ""
            )
            typer.echo(f"{problems[0]}{rest}", err=True)


def _named(id_: str, every: Sequence[Exercise]) -> Exercise:
    """The exercise of that id. Raises UsageError with the one that was probably meant."""
    for exercise in every:
        if exercise.id == id_:
            return exercise
    near = get_close_matches(id_[:60], [exercise.id for exercise in every], n=1)
    hint = f" Did you mean {near[0]}?" if near else " `unslouch exercises` lists them."
    raise UsageError(f"There is no exercise {id_!r}.{hint}")


def _counted(number: int) -> str:
    return f"{number} exercise{'' if number == 1 else 's'}"


def _list(every: Sequence[Exercise]) -> str:
    """All exercises under the part of the body that each is for, in as many columns as fit."""
    from unslouch.catalogue.words import AREAS, area
    from unslouch.core.exercise import Form, plainly

    rows = {exercise.id: _row(exercise) for exercise in every}
    widths = [max(map(len, column)) for column in zip(*rows.values(), strict=True)]
    columns = _fitting(widths)
    blocks = []
    ordered = sorted(every, key=lambda exercise: exercise.form is Form.MAT)
    for part in AREAS:
        ids = [exercise.id for exercise in ordered if area(exercise) == part]
        lines = ["  " + "  ".join(rows[id_][at].ljust(widths[at]) for at in columns).rstrip() for id_ in ids]
        blocks += ["\n".join([plainly(part).capitalize(), *lines])] if lines else []
    last = f"{_counted(len(every))}. `unslouch exercises ID` tells how, `--safety` what to know before."
    return "\n\n".join([*blocks, "\n".join(_wrapped(last, get_terminal_size((_WIDEST, 24)).columns))])


def _row(exercise: Exercise) -> tuple[str, ...]:
    """The columns of the list: id, position, dose, whose it is and for which days, name."""
    from unslouch.catalogue.words import short_dose

    marks = [mark for mark in (_whose(exercise), _days(exercise, 3)) if mark]
    return exercise.id, exercise.position, short_dose(exercise), ", ".join(marks), exercise.name


def _fitting(widths: Sequence[int]) -> list[int]:
    """Which columns fit; the first always does, and one with nothing in it is left out."""
    room, columns = get_terminal_size((_WIDEST, 24)).columns - widths[0] - 2, [0]
    for column, width in enumerate(widths[1:], 1):
        if width and room >= width + 2:
            columns.append(column)
            room -= width + 2
    return columns


def _page(exercise: Exercise) -> str:
    from unslouch.catalogue.words import CUES, dose, purpose, span

    width = min(get_terminal_size((_WIDEST, 24)).columns, _WIDEST)
    much = f"{dose(exercise)} ({span(exercise.dose)}{' a side' if exercise.sided else ''})."
    lines = [f"{exercise.name} ({exercise.id})", *_wrapped(purpose(exercise), width)]
    lines += [*_wrapped(much[:1].upper() + much[1:], width), ""]
    for number, step in enumerate(exercise.steps, 1):
        lines += _wrapped(f"{step.text} {CUES[step.breath]}", width, f"  {number}. ")
    lines.append("")
    for title, text in _facts(exercise):
        lines += _wrapped(text, width, f"{title:<14}")
    for source in exercise.sources:
        lines += _wrapped(f"{source.title} {source.url}".strip(), width, f"{'Source':<14}")
    return "\n".join(lines)


def _facts(exercise: Exercise) -> Iterator[tuple[str, str]]:
    from unslouch.catalogue.poses import POSES
    from unslouch.catalogue.words import NOTICED

    poses = {pose.id: f"{pose.name} ({pose.number})" for pose in POSES}
    facts = {
        "Easier": exercise.easier,
        "Harder": exercise.harder,
        "Needs": ", ".join(sorted(exercise.needs)) or "nothing",
        "Careful with": ", ".join(sorted(exercise.cautions)) or "nothing in particular",
        "Noticed": NOTICED[exercise.visibility],
        "Level": f"{exercise.level} of 3{', among the first for new users' if exercise.plain else ''}",
        "Prescribed": _days(exercise),
        "Yours": _whose(exercise),
        "Pose" if len(exercise.poses) == 1 else "Poses": ", ".join(poses[id_] for id_ in exercise.poses),
    }
    return ((title, text) for title, text in facts.items() if text)


def _wrapped(text: str, width: int, first: str = "") -> list[str]:
    """`text` after `first`, in lines that begin where it does; an address is never broken."""
    from textwrap import wrap

    rest = " " * len(first)
    return wrap(
        text,
        max(width, len(first) + 20),
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _days(exercise: Exercise, letters: int | None = None) -> str:
    """The days that it is prescribed for, in order."""
    from unslouch.core.exercise import DAYS

    return ", ".join(day[:letters].capitalize() for day in DAYS if day in exercise.days)


def _whose(exercise: Exercise) -> str:
    """What the user's files have to do with it."""
    from unslouch.catalogue import load

    shipped = next((each for each in load() if each.id == exercise.id), None)
    return "your own" if shipped is None else "" if shipped == exercise else "changed by you"


def _tell_safety(*, as_json: bool) -> None:
    from unslouch.catalogue.safety import SAFETY

    if as_json:
        say_json({"safety": [asdict(part) for part in SAFETY]})
        return
    width = min(get_terminal_size((_WIDEST, 24)).columns, _WIDEST)
    blocks = []
    for part in SAFETY:
        lines = [line for rule in part.rules for line in _wrapped(rule, width, "  - ")]
        blocks.append("\n".join([part.title, *lines]))
    say("\n\n".join(blocks))


def _document(exercise: Exercise) -> dict[str, Any]:
    from unslouch.core.exercise import DAYS

    return {
        "id": exercise.id,
        "name": exercise.name,
        "form": exercise.form.value,
        "poses": list(exercise.poses),
        "position": exercise.position.value,
        "kind": exercise.kind.value,
        "regions": list(exercise.regions),
        "sides": exercise.sides.value,
        "seconds": exercise.dose.seconds,
        "level": exercise.level,
        "needs": sorted(exercise.needs),
        "visibility": exercise.visibility.value,
        "cautions": sorted(exercise.cautions),
        "steps": [{"text": step.text, "breath": step.breath.value} for step in exercise.steps],
        "easier": exercise.easier,
        "harder": exercise.harder,
        "figure": exercise.figure,
        "sources": [{"title": source.title, "url": source.url} for source in exercise.sources],
        "plain": exercise.plain,
        "bend": exercise.bend.value if exercise.bend else None,
        "days": [day for day in DAYS if day in exercise.days],
    }
