"""The style sheets of the screens."""

from __future__ import annotations

from pathlib import Path


def beside(module: str) -> str:
    """The style sheet that lies beside a screen's module, to be its DEFAULT_CSS: it is parsed alone then, and
    by CSS_PATH all the others would be once more.
    """
    return Path(module).with_suffix(".tcss").read_text("utf-8")
