"""Notifications: one file per mechanism, and the choice between them."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from unslouch.desktop.notify.plyer import PlyerNotifier
from unslouch.desktop.notify.port import Action, Listener, Notice, Notifier, Report

__all__ = ["Action", "Listener", "Notice", "Notifier", "Report", "choose"]


def choose(
    listener: Listener,
    directory: Path,
    environ: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
) -> Notifier:
    """What shows notifications on this platform. `directory` is the runtime directory."""
    if platform != "linux":
        return PlyerNotifier(environ)
    # jeepney is installed on Linux alone.
    from unslouch.desktop.notify.linux import LinuxNotifier  # noqa: PLC0415

    return LinuxNotifier(listener, directory, environ)
