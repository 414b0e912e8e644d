"""`python -m unslouch`, the same as the command `unslouch`."""

from unslouch.cli import main

if __name__ == "__main__":
    main()
