"""Adding: an unknown text is taken in, with one screen of what was understood and what is in doubt.

1. `proposing` tries settings on it; `opening` says what the document says of itself.
2. `pieces` knows a file in which several documents were put together, and where each begins.
3. `telling` puts all this on one screen: facts and doubts with their lines, nothing that scrolls away.
4. Whatever is written is written in one step: a seed with its settings, or those of all pieces.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.adding.pieces import PartedDocument, pieces_of, split, take_in_pieces
from generator.adding.telling import findings_of, opening_doubts, screen
from generator.content.carrying import anchor_plan
from generator.languages.beside import lay_beside
from generator.model import Plan
from generator.proposing import FACTS, Proposal
from generator.repair.two_languages import NAME
from generator.reporting import as_object as finding_as_object
from generator.suspect.body import Body
from generator.suspect.misread import misread

MOST = 6
"""Documents of a file that are named."""


def doubts_of(proposal: Proposal) -> list[str]:
    """What a person should know of a text beside its outline."""
    return [*_several(proposal), *_two_languages(proposal), *_misread(proposal)]


def _several(proposal: Proposal) -> Iterator[str]:
    """That several documents stand in the file."""
    pieces = pieces_of(proposal.seed.text)
    if len(pieces) > 1:
        told = "; ".join(f"line {piece.line} “{piece.title[:30]}”" for piece in pieces[:MOST])
        more = f" and {len(pieces) - MOST} more" if len(pieces) > MOST else ""
        yield f"  {len(pieces)} documents seem to stand in it, --split takes each in by itself: {told}{more}"


def _misread(proposal: Proposal) -> Iterator[str]:
    """That characters seem to be misread, as readers of pictures do."""
    text, repaired = proposal.repaired.text, proposal.repaired
    places = sorted(misread(Body(text)), key=lambda one: one.start)
    if places:
        shown = ((proposal.seed.place(repaired.draft.origin[one.start])[0], text[one.start : one.end], one) for one in places[:MOST])
        told = "; ".join(f"line {line} “{words}” for “{one.proposal}”" for line, words, one in shown)
        more = f" and {len(places) - MOST} more" if len(places) > MOST else ""
        yield f"  characters may be misread, zhangju suspect {proposal.settings.id} lists them: {told}{more}"


def _two_languages(proposal: Proposal) -> Iterator[str]:
    """That a translation stands beside the Chinese, and how much of it can be laid beside a sentence."""
    if not proposal.settings.other_language:
        return
    sections, _ = anchor_plan(proposal.outlined.sections, [])
    beside = lay_beside(Plan(proposal.settings.id, {}, sections), proposal.repaired, proposal.seed.line_starts)
    lines = [entry.line for entry in proposal.repaired.ledger if entry.rule == NAME]
    told = f"  a translation ({proposal.settings.other_language}) stands beside the Chinese, lines {min(lines)} to {max(lines)}"
    yield f"{told}: {len(beside.sure)} texts get theirs, unreviewed; {len(beside.left)} of its sentences could not be laid beside one"
    if beside.left:
        yield "  not laid beside a sentence: " + "; ".join(f"line {one.line} “{one.text[:40]}”" for one in beside.left[:MOST])


def as_object(proposal: Proposal, root: Path, written: Path | None) -> dict[str, object]:
    """What was understood of a text and what is in doubt, as JSON has it; `written` is the seed that it became."""
    settings, opening = proposal.settings, proposal.opening
    facts = {name: getattr(opening, name) for name in ("title", *FACTS)}
    sections = [s for s in proposal.outlined.sections if s.id != "front"]
    return {
        "id": settings.id,
        **{name: {"value": getattr(settings, name), "line": fact.line if fact else 0} for name, fact in facts.items()},
        **{name: getattr(settings, name) for name in ("title_en", "kind", "format", "levels", "appendix_levels", "other_language")},
        "characters": len(proposal.seed.text),
        "encoding": proposal.seed.encoding,
        "headings": [{"line": s.line, "level": s.level, "mark": s.mark, "title": s.title} for s in sections],
        "doubts": [line.strip() for line in (*opening_doubts(proposal), *doubts_of(proposal))],
        "findings": [finding_as_object(one, root) for one in findings_of(proposal)],
        "wrote": str(written) if written else None,
    }


__all__ = ["PartedDocument", "as_object", "doubts_of", "pieces_of", "screen", "split", "take_in_pieces"]
