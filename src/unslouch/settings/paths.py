"""Where things are: the folders of the platform's convention (on Linux the XDG Base Directory
Specification), and the config that is shipped.
"""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from unslouch.core.errors import UnslouchError

if TYPE_CHECKING:
    from platformdirs import PlatformDirs

_APP = "unslouch"


def config_file() -> Path:
    """The user's config; it need not be there."""
    return _folders().user_config_path / "config.toml"


def data_dir() -> Path:
    """Where the journal is kept."""
    return _folders().user_data_path


def state_dir() -> Path:
    """Where logs are kept, and what may be lost without harm."""
    return _folders().user_state_path


def runtime_dir() -> Path:
    """Where the service's socket and lock are while it runs. The service makes it private.

    Raises UnslouchError where somebody else holds the only place that is left for it.
    """
    given = Path(os.environ.get("XDG_RUNTIME_DIR", ""))
    if given.is_absolute():  # platformdirs would pass over one that is not private itself
        return given / _APP
    from platformdirs import user_runtime_path  # noqa: PLC0415 (as below)

    try:
        with warnings.catch_warnings():  # that the variable is not set is nothing the user has to hear
            warnings.simplefilter("ignore")
            return user_runtime_path(_APP, appauthor=False)
    except PermissionError as error:
        raise UnslouchError(f"There is no safe place for the socket: {error}.") from None


def default_config() -> Path:
    """The commented default config: in the package once that is installed, else in the source tree."""
    here = Path(__file__).resolve()
    installed = here.parent / "config" / "unslouch.toml"
    return installed if installed.exists() else here.parents[3] / "config" / "unslouch.toml"


def _folders() -> PlatformDirs:
    from platformdirs import PlatformDirs  # noqa: PLC0415 (`unslouch status` finds the socket without it)

    return PlatformDirs(_APP, appauthor=False)


def short(path: Path) -> str:
    """A path as one writes it oneself: `~/.config`."""
    home = Path.home()
    return str("~" / path.relative_to(home) if path.is_relative_to(home) else path)
