"""Adding: an unknown text is taken in, with one screen of what was understood and what is in doubt.

1. `proposing` tries settings on it; `opening` says what the document says of itself.
2. `pieces` knows a file in which several documents were put together, and where each begins.
3. `telling` puts all this on one screen: facts and doubts with their lines, nothing that scrolls away.
4. Whatever is written is written in one step: a seed with its settings, or those of all pieces.
"""

from __future__ import annotations

from generator.adding.pieces import Piece, pieces_of, split, take_in_pieces
from generator.adding.telling import screen
from generator.proposing import Proposal

MOST = 6
"""Documents of a file that are named."""


def doubts_of(proposal: Proposal) -> list[str]:
    """What a person should know of a text beside its outline."""
    pieces = pieces_of(proposal.seed.text)
    if len(pieces) < 2:
        return []
    told = "; ".join(f"line {piece.line} “{piece.title[:30]}”" for piece in pieces[:MOST])
    more = f" and {len(pieces) - MOST} more" if len(pieces) > MOST else ""
    return [f"  {len(pieces)} documents seem to stand in it, --split takes each in by itself: {told}{more}"]


__all__ = ["Piece", "doubts_of", "pieces_of", "screen", "split", "take_in_pieces"]
