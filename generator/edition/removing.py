"""A plan as it most likely is after sentences were taken out of its seed: one or more of a paragraph, or all of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from generator.content.settling import nearest
from generator.edition.rewording import END
from generator.edition.views import PlanView
from generator.links.letters import letters
from generator.model import Block, Paragraph, Section


def shortened(known: PlanView, before: str, start: int, gone: str) -> PlanView | None:
    """A plan out of whose seed, which was `before`, something was taken; None where that is not whole sentences of one paragraph, where it
    makes one line of two that were apart, or where they cannot be told from others."""
    for at, taken in _turned(before, start, gone):
        if _begins(before, at) and END.match(taken.rstrip("\n")[-1:]) and (found := _without(known, before, at, taken)):
            return found
    return None


def _turned(before: str, start: int, gone: str) -> Iterator[tuple[int, str]]:
    """What was taken out, and all else that may have been so that the same is left: of 甲乙甲丙 without 甲乙 that is 乙甲 as well."""
    for _ in gone:  # once round: before that the same returns
        yield start, gone
        if not start or before[start - 1] != gone[-1]:
            return
        start -= 1
        gone = gone[-1] + gone[:-1]


def _begins(before: str, at: int) -> bool:
    """True where a sentence may begin."""
    return not at or bool(END.match(before[at - 1]))


def _without(known: PlanView, before: str, start: int, gone: str) -> PlanView | None:
    words = letters(gone)
    places = [one for section in known.plan.sections for one in _places(section, words)]
    whole = letters(before)
    if not places or len(places) != whole.count(words):
        return None
    section, block, taken = places[whole.count(words, 0, len(letters(before[:start])))]
    return _left(known, section, block, taken) if _stay_apart(block, taken, before, start, gone=gone) else None


def _places(section: Section, words: str) -> Iterator[tuple[Section, Paragraph, list[str]]]:
    """Where whole sentences of a section have just these letters."""
    for block in section.blocks:
        texts = [letters(one.text) for one in block.sentences] if isinstance(block, Paragraph) else []
        for n, text in enumerate(texts):
            last = n
            while text and len(text) < len(words) and last + 1 < len(texts):
                last += 1
                text += texts[last]
            if isinstance(block, Paragraph) and text == words:
                yield section, block, [one.id for one in block.sentences[n : last + 1]]


def _stay_apart(block: Paragraph, taken: Sequence[str], before: str, start: int, *, gone: str) -> bool:
    """True when what is left stands in the paragraphs it stood in."""
    head, rest = before[:start], before[start + len(gone) :]
    if "\n" not in gone or not head.strip() or not rest.strip():
        return True
    names = [one.id for one in block.sentences]
    above, below = _breaks_after(head) + _breaks_before(gone), _breaks_after(gone) + _breaks_before(rest)
    parting = [breaks for breaks, name in ((above, names[0]), (below, names[-1])) if name in taken]
    return _breaks_after(head) + _breaks_before(rest) >= min(parting, default=0)


def _breaks_after(text: str) -> int:
    return len(text) - len(text.rstrip("\n"))


def _breaks_before(text: str) -> int:
    return len(text) - len(text.lstrip("\n"))


def _left(known: PlanView, section: Section, block: Paragraph, taken: Collection[str]) -> PlanView:
    """A plan without some sentences of a paragraph."""
    sentences = tuple(one for one in block.sentences if one.id not in taken)
    blocks: list[Block] = [Paragraph(sentences) if one is block else one for one in section.blocks if sentences or one is not block]
    fewer = replace(section, blocks=tuple(blocks))
    plan = replace(known.plan, sections=tuple(fewer if one is section else one for one in known.plan.sections))
    living = [one.id for one in plan.sections]
    anchors = (replace(one, to=nearest(one.id, living), moved=False) if one.id in taken else one for one in known.loaded.anchors)
    ledger = tuple(entry for entry in known.loaded.ledger if entry.place not in taken)
    return replace(known, loaded=replace(known.loaded, plan=plan, anchors=tuple(anchors), ledger=ledger))
