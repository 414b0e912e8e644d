"""The pure part: no I/O, no clock of its own, no third-party imports."""
