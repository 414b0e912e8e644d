"""Starting processes: quick ones that are asked something, and windows that outlive this one."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

SETTLED_S = 1.0
"""How long, in seconds, a program has to go on to count as started."""

_QUICK_S = 2.0


def installed(name: str, environ: Mapping[str, str]) -> str | None:
    """The path of a program, as shutil.which finds it; but that would cost the service 0.4 MB."""
    ending = ".exe" if sys.platform == "win32" and not name.endswith(".exe") else ""
    paths = [Path(directory, name + ending) for directory in os.get_exec_path(dict(environ))]
    return next((str(path) for path in paths if os.access(path, os.X_OK) and path.is_file()), None)


async def output(command: Sequence[str], environ: Mapping[str, str]) -> str:
    """What a quick command prints; nothing if it fails or takes longer than two seconds."""
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            env=dict(environ),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
    except (OSError, ValueError):
        return ""
    try:
        said, _ = await asyncio.wait_for(process.communicate(), _QUICK_S)
    except TimeoutError:
        return ""
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    return said.decode(errors="replace") if process.returncode == 0 else ""


async def start(arguments: Sequence[str], environ: Mapping[str, str]) -> str:
    """Start a program that may outlive this process. What went wrong, or nothing.

    asyncio's own subprocesses are killed together with their loop, so this is not one of them. A
    thread waits for its end, so that no zombie stays.
    """
    loop = asyncio.get_running_loop()
    ended: asyncio.Future[int] = loop.create_future()
    try:
        process = _detached(arguments, environ)
    except (OSError, ValueError) as error:
        return f"could not be started ({error})"

    def settle(status: int) -> None:
        if not ended.done():
            ended.set_result(status)

    def wait() -> None:
        status = process.wait()
        with suppress(RuntimeError):  # the loop may have ended before
            loop.call_soon_threadsafe(settle, status)

    threading.Thread(target=wait, daemon=True).start()
    await asyncio.wait([ended], timeout=SETTLED_S)
    if not ended.done() or ended.result() == 0:
        return ""
    return f"ended at once (exit status {ended.result()})"


def _detached(arguments: Sequence[str], environ: Mapping[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        arguments,
        env=dict(environ),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
