"""One notification by plyer, in a process of its own: `python -m …plyer_send TITLE BODY`.

plyer may hang, and tells nobody when it fails; here a failure is an exit status.
"""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from html import escape
from importlib.util import find_spec
from types import SimpleNamespace

_TIMEOUT_S = 5


def main(title: str, body: str) -> None:
    """Show it. Raises whatever plyer raises."""
    if sys.platform == "linux":
        _linux(title, body)
    else:
        from plyer import notification  # noqa: PLC0415 - only where it is used: it starts up differently on Linux

        notification.notify(title=title, message=body, app_name="Unslouch", timeout=_TIMEOUT_S)


def _linux(title: str, body: str) -> None:
    """Never by plyer's own choice: where there is an /app it pastes the text into a portal's syntax."""
    from plyer.platforms.linux import notification  # noqa: PLC0415 - see above

    body = escape(body, quote=False)
    if find_spec("dbus"):
        notification.NotifyDbus().notify(title=title, message=body, app_name="Unslouch", timeout=_TIMEOUT_S)
        return
    # plyer throws the exit status of notify-send away.
    notification.subprocess = SimpleNamespace(call=partial(subprocess.run, check=True))
    body = body.replace("\\", "\\\\")  # which expands them in bodies
    sender = notification.NotifySendNotification()
    sender.notify(title=_no_option(title), message=_no_option(body), app_name="Unslouch")


def _no_option(word: str) -> str:
    return f" {word}" if word.startswith("-") else word


if __name__ == "__main__":
    main(*sys.argv[1:])
