"""The exercises as TOML data, and their loader."""

from unslouch.catalogue.load import load, parse

__all__ = ["load", "parse"]
