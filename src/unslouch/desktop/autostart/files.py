"""The files that start it: written whole, and never over what somebody else wrote."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from unslouch.core import text
from unslouch.desktop.autostart.port import AutostartError

MARK = "Written by `unslouch autostart on`; `unslouch autostart off` takes it away."
"""In each of the files, in a comment."""

BARE = re.compile(r"[\w@+=:,./-]+", re.ASCII)
"""A word that needs no quotes anywhere."""


def put(path: Path, content: str) -> None:
    """Writes `content` to `path`. Raises AutostartError where that fails, or what is there is not ours."""
    _check_ours(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".unslouch-")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content.encode())
            Path(name).chmod(0o644)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise AutostartError(f"{path} cannot be written: {error.strerror}.") from None


def take_away(path: Path) -> None:
    """Removes the file at `path`, if it is there. Raises AutostartError where it is not ours or stays."""
    _check_ours(path)
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise AutostartError(f"{path} cannot be removed: {error.strerror}.") from None


def check_words(command: Sequence[str]) -> None:
    """Raises AutostartError for a command that none of the files can hold."""
    for word in command:
        if found := text.unwanted(word):
            raise AutostartError(f"The path of the command has {found} in it, which cannot be written here.")


def plain_program(command: Sequence[str]) -> Sequence[str]:
    """`command`, by way of env where its program has a path that systemd or GLib would not take.

    systemd refuses quotes and backslashes there, and GLib looks for the program before it has read %% as %.
    Raises AutostartError as above.
    """
    check_words(command)
    if BARE.fullmatch(command[0]):
        return command
    if "=" in command[0]:  # env would take it for a variable
        raise AutostartError(f"{command[0]} cannot be started from a file, for the = in it.")
    return ["/usr/bin/env", *command]


def home(environ: Mapping[str, str]) -> Path:
    return Path(environ["HOME"]) if environ.get("HOME") else Path.home()


def config_home(environ: Mapping[str, str]) -> Path:
    """The user's folder of configs (XDG Base Directory Specification)."""
    given = Path(environ.get("XDG_CONFIG_HOME", ""))
    return given if given.is_absolute() else home(environ) / ".config"


def _check_ours(path: Path) -> None:
    try:
        ours = MARK in path.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return
    except OSError as error:
        raise AutostartError(f"{path} cannot be read: {error.strerror}.") from None
    if not ours:
        raise AutostartError(f"{path} was not written by Unslouch. It was left as it is.")
