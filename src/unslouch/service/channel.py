"""The control socket: where it is, who may use it, and what a message looks like.

A Unix socket in a folder that only the user can enter. Where there are no Unix sockets (Windows), a
loopback port with a secret in a file that only the user can read; the secret is sent first. A message is
one line of JSON with a `version`.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import stat
import struct
from pathlib import Path
from typing import Any

from unslouch.core.errors import NotRunningError, UnslouchError

VERSION = 1
LINE_LIMIT = 64 * 1024
"""The longest message that is read, in bytes."""

UNIX = hasattr(socket, "AF_UNIX")
_PATH_LIMIT = 104
_LOOPBACK = "127.0.0.1"


class ChannelError(UnslouchError):
    """The control socket cannot be made, or what came through it is no message."""

    code = "channel"


def encode(message: dict[str, Any]) -> bytes:
    return json.dumps({"version": VERSION, **message}, ensure_ascii=False).encode() + b"\n"


def decode(line: bytes) -> dict[str, Any]:
    """The message in `line`. Raises ChannelError where it is none, or of another version."""
    try:
        message = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ChannelError("A message is one line of JSON.") from error
    if not isinstance(message, dict) or message.get("version") != VERSION:
        raise ChannelError(f"A message is an object with the version {VERSION}. Restart: `unslouch restart`.")
    return message


def own_folder(folder: Path) -> Path:
    """`folder`, made if need be, and ours alone. Raises ChannelError where it belongs to somebody else."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        found = folder.stat()
        if hasattr(os, "getuid"):
            if folder.parent.stat().st_uid not in {0, os.getuid()} or found.st_uid != os.getuid():
                raise ChannelError(
                    f"{folder} belongs to another user, so the control socket is not safe there."
                )
            if stat.S_IMODE(found.st_mode) & 0o077:
                folder.chmod(0o700)
    except OSError as error:
        raise ChannelError(f"{folder} cannot be used for the control socket: {error}.") from error
    return folder


def listen(folder: Path, *, unix: bool = UNIX) -> tuple[socket.socket, str | None]:
    """A listening socket in `folder`, and the secret that clients send first, if there is one.

    Only the holder of the lock calls this: what is left of an earlier socket is removed.
    """
    own_folder(folder)
    if not unix:
        return _listen_on_loopback(folder)
    path = folder / "control.sock"
    if len(os.fsencode(path)) > _PATH_LIMIT:
        raise ChannelError(
            f"{path} is too long for a socket's path; set XDG_RUNTIME_DIR to a shorter folder."
        )
    with contextlib.suppress(FileNotFoundError):
        path.unlink()
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    mask = os.umask(0o177)
    try:
        server.bind(os.fspath(path))
    except OSError as error:
        server.close()
        raise ChannelError(f"The control socket {path} cannot be made: {error}.") from error
    finally:
        os.umask(mask)
    server.listen()
    return server, None


def connect(folder: Path, timeout_s: float, *, unix: bool = UNIX) -> socket.socket:
    """A connection to the service whose socket is in `folder`; its calls give up after `timeout_s` seconds.

    Raises NotRunningError where nobody listens there.
    """
    try:
        if not unix:
            return _connect_to_loopback(folder, timeout_s)
        client = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        client.settimeout(timeout_s)
        try:
            client.connect(os.fspath(folder / "control.sock"))
        except BaseException:
            client.close()
            raise
    except (OSError, ValueError, KeyError) as error:
        raise NotRunningError("Unslouch is not running. `unslouch start` starts it.") from error
    return client


def is_ours(client: socket.socket) -> bool:
    """Whether the process at the other end of a Unix socket is the user's own, as far as the system tells."""
    peer = getattr(socket, "SO_PEERCRED", None)
    if peer is None:
        return True
    _pid, uid, _gid = struct.unpack("3i", client.getsockopt(socket.SOL_SOCKET, peer, struct.calcsize("3i")))
    return bool(uid == os.getuid())


def same_secret(sent: bytes, secret: str) -> bool:
    import hmac  # noqa: PLC0415 (where there are Unix sockets nobody needs it, and it brings OpenSSL)

    return hmac.compare_digest(sent.strip(), secret.encode())


def remove(folder: Path) -> None:
    """Take the socket away after the service has ended."""
    for name in ("control.sock", "control.json"):
        with contextlib.suppress(OSError):
            (folder / name).unlink()


def _listen_on_loopback(folder: Path) -> tuple[socket.socket, str]:
    server = socket.create_server((_LOOPBACK, 0))
    secret = os.urandom(32).hex()
    path = folder / "control.json"
    with contextlib.suppress(FileNotFoundError):
        path.unlink()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        json.dump({"port": server.getsockname()[1], "secret": secret}, file)
    return server, secret


def _connect_to_loopback(folder: Path, timeout_s: float) -> socket.socket:
    found = json.loads((folder / "control.json").read_text("ascii"))
    client = socket.create_connection((_LOOPBACK, int(found["port"])), timeout_s)
    client.sendall(str(found["secret"]).encode() + b"\n")
    return client
