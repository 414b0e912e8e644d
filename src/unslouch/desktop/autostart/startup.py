"""A command file in the Startup folder of Windows. Tested with fakes only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path, PureWindowsPath

from unslouch.desktop.autostart import files

_FOLDER = ("Microsoft", "Windows", "Start Menu", "Programs", "Startup")


class StartupFolder:
    name = "a command file in the Startup folder"
    advice = ""

    def __init__(self, environ: Mapping[str, str]) -> None:
        roaming = environ.get("APPDATA")
        begin = Path(roaming) if roaming else files.home(environ) / "AppData" / "Roaming"
        self.file = begin.joinpath(*_FOLDER, "unslouch.cmd")

    def is_on(self) -> bool:
        return self.file.exists()

    def on(self, unslouch: Sequence[str]) -> None:
        files.put(self.file, command_file([*unslouch, "start"]))

    def off(self) -> None:
        files.take_away(self.file)


def command_file(command: Sequence[str]) -> str:
    """The file that runs `command`, a list of arguments, without a console window of its own.

    Raises AutostartError for one that it cannot hold.
    """
    files.check_words(command)
    program, *arguments = command
    python = PureWindowsPath(program)
    if python.name.casefold() == "python.exe":
        program = str(python.with_name("pythonw.exe"))
    words = [f'"{word.replace("%", "%%")}"' for word in (program, *arguments)]
    lines = [f"@rem {files.MARK}", "@chcp 65001 >nul", f'@start "" {" ".join(words)}']
    return "".join(f"{line}\r\n" for line in lines)
