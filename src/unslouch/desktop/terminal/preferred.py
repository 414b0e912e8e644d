"""Which terminal the desktop's own settings name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from unslouch.desktop.terminal.process import output

_SCHEMAS = {
    "gnome": "org.gnome.desktop.default-applications.terminal",
    "x-cinnamon": "org.cinnamon.desktop.default-applications.terminal",
    "mate": "org.mate.applications-terminal",
}
_FILES = {
    "kde": ("kdeglobals", re.compile(r"^TerminalApplication=(.+)$", re.MULTILINE)),
    "xfce": ("xfce4/helpers.rc", re.compile(r"^TerminalEmulator=(.+)$", re.MULTILINE)),
}
_OWN = {
    "gnome": ("ptyxis", "kgx", "gnome-terminal"),
    "x-cinnamon": ("gnome-terminal",),
    "mate": ("mate-terminal",),
    "kde": ("konsole",),
    "xfce": ("xfce4-terminal",),
}
_MOST_BYTES = 100_000


async def preferred(environ: Mapping[str, str]) -> list[str]:
    """The programs, most preferred first: what the user chose there, then the desktop's own."""
    names: list[str] = []
    for desktop in environ.get("XDG_CURRENT_DESKTOP", "").lower().split(":"):
        if desktop in _SCHEMAS:
            names.append(await _asked(_SCHEMAS[desktop], environ))
        if desktop in _FILES:
            names.append(_read(*_FILES[desktop], environ))
        names.extend(_OWN.get(desktop, ()))
    return [name for name in names if name]


def _read(name: str, pattern: re.Pattern[str], environ: Mapping[str, str]) -> str:
    home = Path(environ.get("HOME", ""))
    path = Path(environ.get("XDG_CONFIG_HOME") or home / ".config") / name
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            found = pattern.search(file.read(_MOST_BYTES))
    except (OSError, ValueError):
        return ""
    return found[1].strip() if found else ""


async def _asked(schema: str, environ: Mapping[str, str]) -> str:
    return (await output(["gsettings", "get", schema, "exec"], environ)).strip().strip("'\"")
