"""An entry in the user's autostart folder (Desktop Application Autostart Specification)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from unslouch.desktop.autostart import files

_READERS = {"gnome", "kde", "xfce", "mate", "x-cinnamon", "cinnamon", "lxde", "lxqt", "budgie", "unity",
            "pantheon", "enlightenment", "deepin", "dde", "cosmic"}  # fmt: skip
"""Desktops known to start such entries, as $XDG_CURRENT_DESKTOP names them."""

_DEX = (
    "Some window managers start no such entries by themselves: have yours run dex --autostart, "
    "or simply unslouch start."
)
_OFF = re.compile(r"^\s*(Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$", re.MULTILINE)

_TEXT = f"""# {files.MARK}
[Desktop Entry]
Type=Application
Name=Unslouch
Comment=Stretch breaks for people who work in a terminal
Exec={{command}}
Terminal=false
"""


class AutostartEntry:
    name = "an autostart entry"

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._desktops = environ.get("XDG_CURRENT_DESKTOP", "").casefold().split(":")
        self.file = files.config_home(environ) / "autostart" / "unslouch.desktop"

    @property
    def advice(self) -> str:
        return "" if _READERS.intersection(self._desktops) else _DEX

    def is_on(self) -> bool:
        """A desktop's own settings may have turned the entry off."""
        try:
            return not _OFF.search(self.file.read_text(encoding="utf-8", errors="replace"))
        except OSError:
            return False

    def on(self, unslouch: Sequence[str]) -> None:
        files.put(self.file, entry([*unslouch, "start"]))

    def off(self) -> None:
        files.take_away(self.file)


def entry(command: Sequence[str]) -> str:
    """The entry that runs `command`, a list of arguments. Raises AutostartError for one it cannot hold."""
    line = " ".join(map(_quoted, files.plain_program(command)))
    return _TEXT.format(command=line.replace("\\", r"\\"))


def _quoted(word: str) -> str:
    """A word that holds no field code and no escape (Desktop Entry Specification, “The Exec key”)."""
    if files.BARE.fullmatch(word):
        return word
    escaped = re.sub(r'(["`$\\])', r"\\\1", word).replace("%", "%%")
    return f'"{escaped}"'
