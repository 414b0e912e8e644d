"""A launch agent of macOS (launchd.plist(5)). Tested with fakes only."""

from __future__ import annotations

import plistlib
from collections.abc import Mapping, Sequence
from typing import Any

from unslouch.desktop.autostart import files

_LABEL = "unslouch"


class LaunchAgent:
    name = "a launch agent"
    advice = ""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.file = files.home(environ) / "Library" / "LaunchAgents" / f"{_LABEL}.plist"

    def is_on(self) -> bool:
        return self.file.exists()

    def on(self, unslouch: Sequence[str]) -> None:
        files.put(self.file, agent([*unslouch, "run"]))

    def off(self) -> None:
        files.take_away(self.file)


def agent(command: Sequence[str]) -> str:
    """The agent that runs `command`, a list of arguments. Raises AutostartError for one it cannot hold."""
    files.check_words(command)
    keys: dict[str, Any] = {
        "Label": _LABEL,
        "ProgramArguments": list(command),
        "RunAtLoad": True,
        "LimitLoadToSessionType": "Aqua",
    }
    head, rest = plistlib.dumps(keys, sort_keys=False).decode().split("\n", 1)
    return f"{head}\n<!-- {files.MARK} -->\n{rest}"
