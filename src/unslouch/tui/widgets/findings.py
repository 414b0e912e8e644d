"""What works on this desktop, one part after the other."""

from __future__ import annotations

from collections.abc import Iterable

from textual.containers import VerticalGroup

from unslouch.tui.setup import Finding
from unslouch.tui.widgets.item import Item

WORKS, LACKS = "✓", "✗"
"""A mark, and not a colour, tells which."""


class Findings(VerticalGroup):
    """A line for each part, and what would help below it."""

    DEFAULT_CSS = """
    Findings {
        Item { margin-bottom: 1; }
        Item.-advised { margin-bottom: 0; }
        Item.advice { color: $text-muted; }
    }
    """

    async def tell(self, findings: Iterable[Finding]) -> None:
        """These are the findings."""
        items = []
        for finding in findings:
            named = f": {finding.mechanism}" if finding.mechanism else ""
            mark = WORKS if finding.works else LACKS
            items.append(Item(mark, f"{finding.part}{named}", classes="-advised" if finding.advice else ""))
            if finding.advice:
                items.append(Item("", finding.advice, classes="advice"))
        async with self.batch():
            await self.remove_children()
            await self.mount_all(items)
