"""Starting with the desktop: one file per mechanism, and the choice between them."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

from unslouch.desktop.autostart.launchd import LaunchAgent
from unslouch.desktop.autostart.port import Autostart, AutostartError
from unslouch.desktop.autostart.startup import StartupFolder
from unslouch.desktop.autostart.systemd import UserUnit
from unslouch.desktop.autostart.xdg import AutostartEntry

__all__ = ["Autostart", "AutostartError", "NoDesktopError", "choose", "present", "turn_off", "turn_on"]


class NoDesktopError(AutostartError):
    """There is no desktop here to start with."""

    code = "no-desktop"


def choose(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Autostart:
    """The mechanism for the desktop that is here. Raises NoDesktopError where there is none."""
    ways = _ways(environ, platform)
    if len(ways) == 1:
        return ways[0]
    unit = UserUnit(environ)
    if unit.reached():
        return unit
    if environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"):
        return AutostartEntry(environ)
    raise NoDesktopError(
        "There is no desktop here to start with. Ask again on the desktop itself; where there is none, "
        "have your shell's profile run unslouch start."
    )


def present(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Autostart | None:
    """The mechanism that starts it now, whichever desktop it was turned on from."""
    return next((way for way in _ways(environ, platform) if way.is_on()), None)


def turn_on(
    unslouch: Sequence[str], environ: Mapping[str, str] = os.environ, platform: str = sys.platform
) -> Autostart:
    """Has the command `unslouch` started from the next login on, by one mechanism alone.

    Raises AutostartError where that cannot be.
    """
    way = choose(environ, platform)
    way.on(unslouch)
    for other in _ways(environ, platform):
        if other.file != way.file and other.is_on():
            other.off()
    return way


def turn_off(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> list[Autostart]:
    """Takes away what starts it; what that was. Raises AutostartError where it has to stay."""
    found = [way for way in _ways(environ, platform) if way.is_on()]
    for way in found:
        way.off()
    return found


def _ways(environ: Mapping[str, str], platform: str) -> list[Autostart]:
    if platform == "darwin":
        return [LaunchAgent(environ)]
    if platform == "win32":
        return [StartupFolder(environ)]
    return [UserUnit(environ), AutostartEntry(environ)]
