"""Leads: unnumbered opening sentences that work as titles of their paragraphs.

`坚持改革开放。踏上社会主义现代化建设新征程，…`; `——创新策源能力显著增强。发挥开放优势，…`
A lead is the first of several sentences of its paragraph, short, one clause or two, and stands among its like: most of its
section's paragraphs open so.
Leaves alone: the text of run-in titles (their title is the lead), sections of one paragraph, openings with figures or dates.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from generator.characters import plain
from generator.model import Block, Paragraph, Section

LONGEST_LEAD = 36
"""Characters without 。; the longest of 156 labelled leads has 34."""
ALIKE = 0.5
"""More than this share of a section's paragraphs, from the first lead on, must open with a lead-like sentence."""
USUAL = 0.6
"""Share of a level's sections with leads from which a section of one paragraph may have one."""
NO_LEAD = re.compile(r"^(?:到|截至|至)?\d{4}年|[；：，].*[；：，]|^(?:同时|此外|其中|因此|但|为|根据|按照)")


def mark_leads(sections: Sequence[Section]) -> list[Section]:
    """The sections with their leads marked."""
    found = [_leads(section) for section in sections]
    usual = _usual_levels(sections, found)
    marked = []
    for section, leads in zip(sections, found, strict=True):
        paragraphs = _paragraphs(section)
        if not leads and section.level in usual and len(paragraphs) == 1 and looks_like_lead(paragraphs[0]) and not section.run_in:
            leads = paragraphs
        chosen = {id(lead) for lead in leads}
        marked.append(replace(section, blocks=tuple(_marked(b, chosen) for b in section.blocks)) if leads else section)
    return marked


def _paragraphs(section: Section) -> list[Paragraph]:
    return [b for b in section.blocks if isinstance(b, Paragraph)]


def _leads(section: Section) -> list[Paragraph]:
    """The paragraphs of a section that open with a lead, judged by the section alone.

    An introduction may stand before the first lead. The text of a run-in title has one only where all that follows has.
    """
    paragraphs = _paragraphs(section)
    lead_like = [looks_like_lead(p) for p in paragraphs]
    begin = 1 if section.run_in and sum(lead_like[1:]) < max(2, len(paragraphs) - 1) else 0
    first = next((i for i in range(begin, len(paragraphs)) if lead_like[i]), None)
    if first is None or len(paragraphs) < 2:
        return []
    candidates = [p for p, like in zip(paragraphs[first:], lead_like[first:], strict=True) if like]
    return candidates if len(candidates) > ALIKE * (len(paragraphs) - first) else []


def _usual_levels(sections: Sequence[Section], found: Sequence[list[Paragraph]]) -> set[int]:
    """Levels at which most sections have leads, so that one of a single paragraph may have one too."""
    with_text = Counter(s.level for s in sections if _paragraphs(s) and not s.run_in)
    with_leads = Counter(s.level for s, leads in zip(sections, found, strict=True) if leads)
    return {level for level, count in with_leads.items() if count >= 3 and count >= USUAL * with_text[level]}


def looks_like_lead(paragraph: Paragraph) -> bool:
    """True for a paragraph whose first sentence could be a lead."""
    if len(paragraph.sentences) < 2:
        return False
    text = plain(paragraph.sentences[0].text, paragraph.sentences[0].marks).lstrip("—")
    return text.endswith("。") and 4 <= len(text) - 1 <= LONGEST_LEAD and not NO_LEAD.search(text[:-1])


def _marked(block: Block, leads: AbstractSet[int]) -> Block:
    if isinstance(block, Paragraph) and id(block) in leads:
        head, *rest = block.sentences
        return Paragraph((replace(head, lead=True), *rest))
    return block
