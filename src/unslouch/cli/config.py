"""`unslouch config …`: looks at the settings and changes them."""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from unslouch.cli.options import Json
from unslouch.cli.output import say, say_json
from unslouch.core.errors import UnslouchError, UsageError

if TYPE_CHECKING:
    from unslouch.settings.load import Loaded

app = typer.Typer(no_args_is_help=True, help="Look at the settings and change them.")

_EDITORS = ("sensible-editor", "nano", "vim", "vi", "notepad")

_Name = Annotated[
    str,
    typer.Argument(metavar="KEY", help="As in reminder.snooze, rhythm.stretch.every, band[1].length."),
]


@app.command()
def path() -> None:
    """Print where the config is, or would be."""
    from unslouch.settings.paths import config_file

    say(str(config_file()))


@app.command()
def init() -> None:
    """Write the commented default config, if there is none yet."""
    from unslouch.settings import write
    from unslouch.settings.paths import config_file

    if not write.create(config_file()):
        raise UnslouchError(f"There is a config already: {config_file()}. It was left as it is.")
    say(f"The config is at {config_file()}.")


@app.command()
def show() -> None:
    """Print all settings in effect, defaults included, as TOML."""
    from unslouch.settings.load import valid
    from unslouch.settings.model import document
    from unslouch.settings.paths import config_file

    say(_toml(document(valid(config_file()))))


@app.command()
def check(
    file: Annotated[Path | None, typer.Argument(help="Another file than the config.")] = None,
    as_json: Json = False,
) -> None:
    """Tell what is wrong in the config and in your own exercises, with the lines it is on."""
    from unslouch.cli.planning import catalogue
    from unslouch.settings.load import load
    from unslouch.settings.paths import config_file

    where = file or config_file()
    loaded = load(where)
    if file is not None and not loaded.problems and not file.exists():
        raise UnslouchError(f"There is no file {file}.")
    problems = loaded.problems if file is not None else (*loaded.problems, *catalogue()[1])
    if as_json:
        say_json({"problems": [asdict(problem) for problem in problems]})
    elif problems:
        say("\n".join(str(problem) for problem in problems))
    else:
        begin = f"{where} is fine" if where.exists() else f"There is no {where}, so the defaults apply"
        say(f"{begin}: {_rhythms(loaded)}.")
    if problems:
        raise typer.Exit(1)


@app.command()
def get(name: _Name) -> None:
    """Print one setting."""
    from unslouch.settings import edit
    from unslouch.settings.paths import config_file

    text = edit.get(config_file(), name)
    if text is None:
        raise UnslouchError(f"{name} is not set.")
    say(text)


@app.command("set", context_settings={"ignore_unknown_options": True})  # a value may begin with a minus sign
def set_(
    name: _Name,
    value: Annotated[str, typer.Argument(metavar="VALUE", help='Such as 45m, true or ["chair", "desk"].')],
) -> None:
    """Change one setting. Comments and everything else in the file stay as they are."""
    from unslouch.settings import edit
    from unslouch.settings.paths import config_file

    changed = edit.change(config_file(), name, value)
    say(f"{name}: {changed.old or 'not set'} → {changed.new}")


@app.command("edit")
def edit_() -> None:
    """Open the config in your editor, then check it."""
    from unslouch.settings.paths import config_file

    open_in_editor(config_file())
    check()


@app.command()
def schema() -> None:
    """Print the JSON Schema of the config, for editors."""
    import json

    from unslouch.settings.schema import schema as whole

    say(json.dumps(whole(), indent=2))


def open_in_editor(file: Path) -> None:
    """Opens the config at `file` in the user's editor, and waits; where there is none, it begins with the
    commented default one. Raises UnslouchError where that fails.
    """
    import subprocess

    from unslouch.settings import write

    editor = _editor()
    write.create(file)
    try:
        done = subprocess.run([*editor, str(file)], check=False)
    except OSError as error:
        raise UnslouchError(f"{editor[0]} cannot be started: {error.strerror}. Set $EDITOR.") from None
    if done.returncode:
        raise UnslouchError(f"{editor[0]} ended with {done.returncode}.")


def _toml(document: Mapping[str, Any]) -> str:
    import tomli_w

    blocks: list[str] = []
    for name, value in document.items():
        if isinstance(value, list) and value:  # tomli-w would put short tables on one line
            blocks += [f"[[{name}]]\n{tomli_w.dumps(table)}" for table in value]
        else:
            blocks.append(tomli_w.dumps({name: value}))
    return "\n".join(blocks).rstrip()


def _rhythms(loaded: Loaded) -> str:
    """When breaks come, in a few words."""
    from unslouch.core import duration

    said = []
    for rhythm in loaded.settings.rhythm:
        times = ", ".join(f"{at:%H:%M}" for at in rhythm.at)
        when = f"at {times}" if rhythm.every_s is None else f"every {duration.text(rhythm.every_s)}"
        said.append(f"{rhythm.name} {when}")
    return "; ".join(said) or "no reminders"


def _editor() -> list[str]:
    """The user's editor as a list of arguments. Raises UnslouchError where there is none."""
    import shutil

    wish = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        words = shlex.split(wish, posix=os.name != "nt")
    except ValueError:
        raise UsageError(f"$VISUAL or $EDITOR cannot be read: {wish}") from None
    found = words or [name for name in _EDITORS if shutil.which(name)][:1]
    if not found:
        raise UnslouchError("No editor was found; set $EDITOR to yours.")
    return [word.strip('"') for word in found] if os.name == "nt" else found
