"""Whether somebody is there: one file per mechanism."""
