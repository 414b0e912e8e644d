"""The known terminal emulators, and how each takes a command."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

TITLE = "Unslouch"


@dataclass(frozen=True, slots=True)
class Emulator:
    """The `options` that stand before the command; `joined` where it takes the command as one argument.

    A class is set only where it names the window and nothing else: in xterm, urxvt and st it also
    decides which of the user's X resources count.
    """

    options: tuple[str, ...]
    joined: bool = False

    def arguments(self, command: Sequence[str]) -> list[str]:
        """What follows the program: its options and the command."""
        words = [shlex.join(command)] if self.joined else command
        return [*self.options, *words]


_XTERM = Emulator(
    (
        *("-u8", "-tn", "xterm-256color"),
        *("-fa", "DejaVu Sans Mono", "-fs", "10", "-geometry", "100x32"),
        *("-title", TITLE, "-e"),
        *(
            "/usr/bin/env",
            "COLORTERM=truecolor",
        ),  # xterm has all colours, does not say so, and takes it out again
    ),
)
_POLICY = Emulator(("-T", TITLE, "-e"))  # Debian Policy 11.8.3

KNOWN = {
    "ghostty": Emulator(("--gtk-single-instance=false", f"--title={TITLE}", "-e")),
    "kitty": Emulator(("--class=unslouch", f"--title={TITLE}")),
    "alacritty": Emulator(("--class", "unslouch", "--title", TITLE, "-e")),
    "foot": Emulator(("--app-id=unslouch", f"--title={TITLE}")),
    "footclient": Emulator(("--app-id=unslouch", f"--title={TITLE}")),
    "wezterm": Emulator(("start", "--class", "unslouch", "--always-new-process", "--")),
    "konsole": Emulator(("-p", f"tabtitle={TITLE}", "-e")),
    "ptyxis": Emulator(("--new-window", f"--title={TITLE}", "--")),
    "kgx": Emulator((f"--title={TITLE}", "--")),
    "gnome-terminal": Emulator((f"--title={TITLE}", "--")),
    "xfce4-terminal": Emulator(("--disable-server", f"--title={TITLE}", "-x")),
    "mate-terminal": Emulator((f"--title={TITLE}", "-x")),
    "tilix": Emulator((f"--title={TITLE}", "-e"), joined=True),
    "terminator": Emulator(("--no-dbus", "--classname=unslouch", f"--title={TITLE}", "-x")),
    "urxvt": Emulator(("-title", TITLE, "-e")),
    "st": Emulator(("-T", TITLE, "-e")),
    "xterm": _XTERM,
    "uxterm": _XTERM,
    "lxterm": _XTERM,
    "x-terminal-emulator": _POLICY,
    "xdg-terminal-exec": Emulator(()),
}
"""By the name of the program, the more capable first; the last one is asked for by name alone."""

AUTO = tuple(KNOWN)[:-1]


def known(program: str) -> Emulator:
    """How `program`, a path, takes a command: as its name says, or what it is a link to, or by `-e`."""
    names = (Path(program).name, Path(program).resolve().name)
    return next((KNOWN[name] for name in reversed(names) if name in KNOWN), Emulator(("-e",)))
