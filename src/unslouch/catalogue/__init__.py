"""The exercises as TOML data, and their loader."""

from unslouch.catalogue.load import load, parse
from unslouch.catalogue.packs import merged

__all__ = ["load", "merged", "parse"]
