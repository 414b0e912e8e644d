"""The control channel where there are no Unix sockets: a loopback port and a secret, tried on this system."""

from __future__ import annotations

import asyncio
import json
import stat
from pathlib import Path
from typing import Any

import pytest

from unslouch.core.errors import NotRunningError
from unslouch.service import channel
from unslouch.service.control import Connection, Control


async def echo(message: dict[str, Any], connection: Connection) -> dict[str, Any]:
    del connection
    return {"heard": message["command"]}


def ask(folder: Path, command: str) -> dict[str, Any]:
    with channel.connect(folder, 5, unix=False) as connection, connection.makefile("rb") as lines:
        connection.sendall(channel.encode({"command": command}))
        line = lines.readline()
        return channel.decode(line) if line else {}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "run"


async def test_who_knows_the_secret_is_answered(folder: Path) -> None:
    control = Control(folder, {"hello": echo}, unix=False)
    await control.start()
    try:
        heard = await asyncio.to_thread(ask, folder, "hello")
    finally:
        await control.stop()

    assert heard["heard"] == "hello"


async def test_who_does_not_is_not(folder: Path) -> None:
    control = Control(folder, {"hello": echo}, unix=False)
    await control.start()
    secret = folder / "control.json"
    secret.write_text(json.dumps(json.loads(secret.read_text()) | {"secret": "guessed"}))
    try:
        heard = await asyncio.to_thread(ask, folder, "hello")
    finally:
        await control.stop()

    assert heard == {}


async def test_only_the_user_can_read_the_secret(folder: Path) -> None:
    control = Control(folder, {}, unix=False)
    await control.start()
    mode = stat.S_IMODE((folder / "control.json").stat().st_mode)
    await control.stop()

    assert mode == 0o600
    assert not (folder / "control.json").exists()


@pytest.mark.parametrize("found", ["", "{}", '{"port": 1, "secret": "a"}', '{"port": "x", "secret": "a"}'])
def test_a_stale_or_damaged_secret_means_that_nothing_runs(folder: Path, found: str) -> None:
    folder.mkdir()
    (folder / "control.json").write_text(found)

    with pytest.raises(NotRunningError):
        channel.connect(folder, 1, unix=False)


def test_a_path_that_is_too_long_for_a_socket_is_named(tmp_path: Path) -> None:
    with pytest.raises(channel.ChannelError, match="XDG_RUNTIME_DIR"):
        channel.listen(tmp_path / ("long" * 30))
