"""The exercises as TOML data, and their loader."""

from unslouch.catalogue.shipped import load

__all__ = ["load"]
