"""The command line: verbs that parse, call and print."""

from unslouch.cli.main import main

__all__ = ["main"]
