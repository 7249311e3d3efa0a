"""A plan as it most likely is after a sentence was put into a paragraph of its seed, or one was parted in two: the sentences that were
there keep their addresses, the new ones have those that convert would give them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.content.naming import part_names
from generator.edition.rewording import END, LEAST, Standing, located
from generator.edition.views import PlanView
from generator.model import Block, Paragraph, Repair, Sentence
from generator.outline.sentences import split_sentences

REACH = (24, 12)
"""Characters before and after it by which the place is found again."""
BLANK_LINE = re.compile(r"\n\s*\n")


def lengthened(known: PlanView, before: str, start: int, gone: str, come: str) -> PlanView | None:
    """A plan into whose seed, which was `before`, some words came, in the place of others or not; None where that is not within a
    paragraph, or a sentence goes."""
    after = start + len(gone)
    end, begin = len(before[:start].rstrip()), after + len(before[after:]) - len(before[after:].lstrip())
    if END.search(gone) or BLANK_LINE.search(before[end:start] + come + before[after:begin]):
        return None
    here = located(known.plan, before, end - 1, [(words[:-1], words[-1:], "") for words in _words(before, end, -1)])
    there = located(known.plan, before, begin, [("", words[:1], words[1:]) for words in _words(before, begin, 1)])
    if not here and there and there.offset and there.part.text[there.offset - 1] == before[end - 1]:  # so near to a sentence's begin
        here = there._replace(offset=there.offset - 1)
    block = _paragraph(here, here if end == start and "\n" not in come else there)
    if not here or not block:
        return None
    given: list[str | None] = []
    made: list[tuple[Sentence, ...]] = []
    for one in here.section.blocks:
        for sentence in one.sentences if isinstance(one, Paragraph) else ():
            parts = _parted(sentence, here, gone, come) if one is block else (sentence,)
            made.append(parts)
            most = max(parts, key=lambda part: len(part.text))  # it is the one that has become of it
            given += [sentence.id if part is most else None for part in parts]
    used = {anchor.id for anchor in known.loaded.anchors}
    names = part_names(f"{here.section.id}-", given, used)
    named = {parts[0].id: tuple(replace(part, id=next(names)) for part in parts) for parts in made}
    section = replace(here.section, blocks=tuple(_block(one, named) for one in here.section.blocks))
    sections = tuple(section if one is here.section else one for one in known.plan.sections)
    ledger = tuple(_moved(entry, here, named[here.part.place], len(_in_line(come)) - len(gone)) for entry in known.loaded.ledger)
    return replace(known, loaded=replace(known.loaded, plan=replace(known.plan, sections=sections), ledger=ledger))


def _words(text: str, at: int, step: int) -> list[str]:
    """What stands before a place, or after it, up to the end of the line and to a sentence's end."""
    found = []
    for reach in REACH:
        words = text[max(0, at - reach) : at] if step < 0 else text[at : at + reach]
        words = words.split("\n")[-1 if step < 0 else 0]
        spans = [words[slice(*span)] for span in split_sentences(words, 0, len(words))]
        found += [one for one in (spans[-1 if step < 0 else 0],) if len(one) >= LEAST] if spans else []
    return found


def _paragraph(here: Standing | None, there: Standing | None) -> Paragraph | None:
    """The paragraph in which two places stand."""
    if here and there and here.section is there.section:
        for block in here.section.blocks:
            if isinstance(block, Paragraph) and {here.part.place, there.part.place} <= {one.id for one in block.sentences}:
                return block
    return None


def _parted(sentence: Sentence, here: Standing, gone: str, come: str) -> tuple[Sentence, ...]:
    """What a sentence has become."""
    if sentence.id != here.part.place:
        return (sentence,)
    text = sentence.text[: here.offset + 1] + _in_line(come) + sentence.text[here.offset + 1 + len(gone) :]
    return tuple(replace(sentence, text=text[slice(*span)]) for span in split_sentences(text, 0, len(text)))


def _in_line(come: str) -> str:
    return re.sub(r"\s*\n\s*", "", come.strip())


def _block(block: Block, named: dict[str, tuple[Sentence, ...]]) -> Block:
    return Paragraph(tuple(part for one in block.sentences for part in named[one.id])) if isinstance(block, Paragraph) else block


def _moved(entry: Repair, here: Standing, parts: Sequence[Sentence], longer: int) -> Repair:
    """An entry of the ledger in the part where its words stand now."""
    if entry.place != here.part.place:
        return entry
    offset = entry.offset + (longer if entry.offset > here.offset else 0)
    for part in parts[:-1]:
        if offset < len(part.text):
            return replace(entry, place=part.id, offset=offset)
        offset -= len(part.text)
    return replace(entry, place=parts[-1].id, offset=offset)
