"""The app's own colours. Style sheets name only theme variables, so that any Textual theme works as well."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="unslouch-dark",
    dark=True,
    background="#14181b",
    surface="#1d2327",
    panel="#262e33",
    foreground="#e4e9e6",
    primary="#8fcaab",
    secondary="#88b4d4",
    accent="#e6bd7c",
    success="#8fcaab",
    warning="#e6bd7c",
    error="#e29591",
    variables={
        "text-muted": "#a3aeaa",
        "button-focus-text-style": "bold underline",
        "footer-background": "#14181b",
        "footer-foreground": "#a3aeaa",
        "footer-description-foreground": "#a3aeaa",
        "footer-key-foreground": "#8fcaab",
    },
)

LIGHT = Theme(
    name="unslouch-light",
    dark=False,
    background="#fafafa",
    surface="#eeeeee",
    panel="#e4e4e4",
    foreground="#1f2925",
    primary="#25664b",
    secondary="#285d87",
    accent="#855310",
    success="#25664b",
    warning="#855310",
    error="#9c3532",
    variables={
        "text-muted": "#56625c",
        "button-focus-text-style": "bold underline",
        "footer-background": "#fafafa",
        "footer-foreground": "#56625c",
        "footer-description-foreground": "#56625c",
        "footer-key-foreground": "#25664b",
    },
)
