"""A systemd user unit, for desktops that reach graphical-session.target (systemd.special(7))."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Mapping, Sequence

from unslouch.desktop.autostart import files
from unslouch.desktop.autostart.port import AutostartError

_UNIT = "unslouch.service"
_TARGET = "graphical-session.target"
_LIMIT_S = 5.0

_TEXT = f"""# {files.MARK}
[Unit]
Description=Unslouch, a stretch-break companion
PartOf={_TARGET}
After={_TARGET}
StartLimitIntervalSec=300
StartLimitBurst=5

[Service]
ExecStart={{command}}
ExecReload=/bin/kill -HUP $MAINPID
Restart=on-failure
RestartSec=5

[Install]
WantedBy={_TARGET}
"""


class UserUnit:
    """Writes the unit and the link that `systemctl --user enable` would make."""

    name = "a systemd user unit"
    advice = ""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        folder = files.config_home(environ) / "systemd" / "user"
        self.file = folder / _UNIT
        self._link = folder / f"{_TARGET}.wants" / _UNIT

    def reached(self) -> bool:
        """Whether the present desktop has the target that would start it."""
        return self._systemctl("is-active", "--quiet", _TARGET)

    def is_on(self) -> bool:
        return self._link.is_symlink() or self._link.exists()

    def on(self, unslouch: Sequence[str]) -> None:
        files.put(self.file, unit([*unslouch, "run"]))
        try:
            self._link.parent.mkdir(parents=True, exist_ok=True)
            self._link.unlink(missing_ok=True)
            self._link.symlink_to(self.file)
        except OSError as error:
            files.take_away(self.file)
            raise AutostartError(f"{self._link} cannot be made: {error.strerror}.") from None
        self._systemctl("daemon-reload")

    def off(self) -> None:
        files.take_away(self.file)
        try:
            self._link.unlink(missing_ok=True)
        except OSError as error:
            raise AutostartError(f"{self._link} cannot be removed: {error.strerror}.") from None
        self._systemctl("daemon-reload")

    def _systemctl(self, *arguments: str) -> bool:
        """Whether it said yes. Without a user manager to tell, the next one reads the files anew."""
        with contextlib.suppress(OSError, subprocess.TimeoutExpired):
            return not subprocess.run(
                ["systemctl", "--user", *arguments],  # noqa: S607 (the user's own, wherever it is)
                env=dict(self._environ),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_LIMIT_S,
                check=False,
            ).returncode
        return False


def unit(command: Sequence[str]) -> str:
    """The unit that runs `command`, a list of arguments. Raises AutostartError for one it cannot hold."""
    return _TEXT.format(command=" ".join(map(_quoted, files.plain_program(command))))


def _quoted(word: str) -> str:
    """A word without a specifier, a variable or an escape (systemd.service(5), “Command lines”)."""
    if files.BARE.fullmatch(word):
        return word
    escaped = word.replace("\\", r"\\").replace('"', r"\"").replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"'
