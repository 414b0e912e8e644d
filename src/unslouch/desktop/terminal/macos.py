"""A window of Terminal.app. Tested with fakes here, and run in the CI job for macOS."""

from __future__ import annotations

from collections.abc import Sequence

_SCRIPT = """
on run theCommand
    set theLine to "exec"
    repeat with theWord in theCommand
        set theLine to theLine & space & quoted form of theWord
    end repeat
    tell application "Terminal"
        activate
        do script theLine
    end tell
end run
"""


def window(command: Sequence[str]) -> list[str]:
    """The arguments that open it. The command is data to the script, which quotes each word of it."""
    return ["osascript", "-e", _SCRIPT, *command]
