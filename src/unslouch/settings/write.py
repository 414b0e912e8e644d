"""Writes the config: whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
from pathlib import Path

from unslouch.core.errors import UnslouchError
from unslouch.settings.paths import default_config

_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def create(path: Path) -> bool:
    """Writes the commented default config to `path`, for the user alone to read.

    False where something is there already: that is left as it is. Raises UnslouchError where it cannot.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(default_config().read_bytes())
    except FileExistsError:
        return False
    except OSError as error:
        raise _failed(path, error) from None
    return True


def replace(path: Path, text: str) -> None:
    """Puts `text` in the place of what the file at `path` held; mode and symbolic links are kept.

    Raises UnslouchError where it cannot or the file is read-only; then the file is as it was.
    """
    target = path.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o600
        if not mode & _WRITABLE:  # a file that takes its place would not be
            raise PermissionError(errno.EACCES, "it is read-only")
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".unslouch-", suffix=".toml")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(text.encode())
                file.flush()
                os.fsync(descriptor)
            Path(name).chmod(mode)
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        _settle(target.parent)
    except OSError as error:
        raise _failed(path, error) from None


def _settle(folder: Path) -> None:
    """Makes a rename last through a power failure, where the system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _failed(path: Path, error: OSError) -> UnslouchError:
    return UnslouchError(f"{path} cannot be written: {error.strerror}.")
