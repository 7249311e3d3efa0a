"""What was changed: edits as rules propose them, repairs as the ledger has them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """What a rule proposes: replace `before`, which stands at `start`, by `after`."""

    start: int
    """Offset in the text that the rule was given."""
    before: str
    """What stands there; may be empty (an insertion)."""
    after: str
    """What shall stand there; may be empty (a deletion)."""
    note: str = ""
    """Why just here, when the rule's own reason does not say it all."""
    source: int | None = None
    """Offset, in the same text, of what an insertion repeats (a moved title); None for new characters."""

    @property
    def end(self) -> int:
        """Offset after `before`."""
        return self.start + len(self.before)


@dataclass(frozen=True, slots=True)
class Repair:
    """One entry of the ledger."""

    step: int
    """Number of the pass in running order; 0 for a flag, which changes nothing."""
    rule: str
    """Name of the rule, or `correction` for an editor's."""
    at: int
    """Offset in the text as it stood before this pass: what undo and replay work with."""
    line: int
    """1-based line of the seed."""
    column: int
    """1-based column of the seed, in characters."""
    before: str
    """What stood there."""
    after: str
    """What stands there now (status `applied`) or would by the best guess (`flagged`)."""
    reason: str
    """Why, in words for a reader."""
    status: str
    """`applied` or `flagged`."""
    length: int = 0
    """Characters of the seed from where it begins to where it ends, whatever earlier passes did between."""
    place: str = ""
    """Anchor of the part of the published text it stands in, or nearest to it."""
    offset: int = 0
    """Where it stands in that part's text."""
    reach: int = 0
    """Characters of that part's text that stand where `before` stood."""
