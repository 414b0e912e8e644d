"""A session bus with a notification server on it, both of the benchmark's own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.home import Home
from bench.processes import running, told

_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""
_SERVER = Path(__file__).with_name("notifications.py")


@contextmanager
def message_bus(home: Home) -> Iterator[None]:
    """A session bus, put into the home's environment."""
    config = home.path / "bus.conf"
    config.write_text(_CONFIG.format(socket=home.path / "bus"), "utf-8")
    command = ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address"]
    with running(command, home.environ, tells=True) as bus:
        home.environ["DBUS_SESSION_BUS_ADDRESS"] = told(bus)
        yield


@contextmanager
def desktop(home: Home) -> Iterator[subprocess.Popen[bytes]]:
    """The notification server on such a bus. It tells each call that it gets."""
    if shutil.which("dbus-daemon") is None:
        message = "The benchmark needs a message bus of its own: apt install dbus-daemon."
        raise SystemExit(message)
    with (
        message_bus(home),
        running([sys.executable, str(_SERVER)], home.environ, tells=True) as server,
    ):
        told(server)
        yield server
