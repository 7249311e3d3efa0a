"""One screen of what was understood of a text and what is in doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.findings import CODES, Finding
from generator.model import Section
from generator.opening import Fact
from generator.proposing import FACTS, Proposal
from generator.repair import broken_findings

SHOWN = 16
"""Headings that are shown: with the facts and the doubts they fill a screen."""
DOUBTS = 10
LINES = 8
"""Places of one kind of doubt that are named."""
WIDE = 60
FURNITURE = (
    "front-matter",
    "boilerplate",
    "web-page",
    "site-lines",
    "newspaper-lines",
    "contents",
    "running-heads",
    "page-numbers",
    "running-titles",
    "continued-tables",
    "continuation-notices",
)
"""Rules that take out what is no text of the document."""
MUCH = 500
"""Characters before the first heading that are no preface."""


def screen(proposal: Proposal, others: Sequence[str], whole: bool) -> Iterator[str]:
    """The lines to print. `others` are doubts of later stages; `whole` shows every heading and every finding."""
    yield from _facts(proposal)
    yield ""
    yield from _outline(proposal.outlined.sections, whole)
    doubts = [*opening_doubts(proposal), *others, *_findings(proposal, whole)]
    yield ""
    if not doubts:
        yield "no doubts"
        return
    yield f"{len(doubts)} doubt{'s' if len(doubts) > 1 else ''}:"
    yield from doubts if whole else doubts[:DOUBTS]
    if len(doubts) > DOUBTS and not whole:
        yield f"  and {len(doubts) - DOUBTS} more: --outline shows all"


def _facts(proposal: Proposal) -> Iterator[str]:
    """What the document is, each fact with its line."""
    settings, opening = proposal.settings, proposal.opening
    yield f"id      {settings.id}"
    for name in ("title", *FACTS):
        fact: Fact | None = getattr(opening, name)
        if fact or name == "title":
            value = getattr(settings, name)
            yield f"{name:7} {value}{f'  (line {fact.line})' if fact and fact.line else ''}"
    if settings.title_en:
        yield f"english {settings.title_en}"
    seed = proposal.seed
    yield f"kind    {settings.kind}"
    yield f"format  {settings.format}, {len(seed.text):,} characters, {seed.encoding}"
    yield f"levels  {'  '.join(settings.levels) or '(none)'}"
    if aside := ", ".join(_aside(proposal)):
        yield f"aside   {aside}"


def _aside(proposal: Proposal) -> Iterator[str]:
    """What of the file is no text of the document, by the rules that took it out: how often, and between which lines."""
    taken: dict[str, list[tuple[int, int]]] = {name: [] for name in FURNITURE}
    for entry in proposal.repaired.ledger:
        if entry.rule in taken and entry.status == "applied":
            ahead = entry.before[: len(entry.before) - len(entry.before.lstrip())]
            taken[entry.rule].append((entry.line + ahead.count("\n"), entry.line + entry.before.rstrip().count("\n")))
    for name, spans in taken.items():
        if spans:
            first, last = min(a for a, _ in spans), max(b for _, b in spans)
            times = f" {len(spans)} times" if len(spans) > 1 else ""
            yield f"{name}{times} (line{f's {first} to {last}' if last > first else f' {first}'})"


def _outline(sections: Sequence[Section], whole: bool) -> Iterator[str]:
    """The headings, of many only the outermost levels."""
    depth = max((s.level for s in sections), default=1)
    while depth > 1 and not whole and sum(s.level <= depth for s in sections) > SHOWN:
        depth -= 1
    shown = [s for s in sections if s.level <= depth]
    for section in shown if whole else shown[:SHOWN]:
        title = f"{'  ' * (section.level - 1)}{section.mark}{section.title}" or "(before the first heading)"
        yield f"{section.line or 1:6}  {title[:WIDE]}{'…' if len(title) > WIDE else ''}  ({_held(section, sections)})"
    counts = [sum(s.level == level for s in sections) for level in range(1, max((s.level for s in sections), default=1) + 1)]
    if (not whole and len(shown) < len(sections)) or len(shown) > SHOWN:
        told = ", ".join(f"{count} of level {level}" for level, count in enumerate(counts, 1))
        yield f"        {sum(counts)} headings in all ({told}): --outline shows them"


def _held(section: Section, sections: Sequence[Section]) -> str:
    """What stands in a section: its sentences, those of the sections within it and its tables counted together."""
    inside = [s for s in sections if s.id == section.id or s.id.startswith(f"{section.id}.")]
    sentences, tables = sum(1 for s in inside for _ in s.sentences()), sum(len(s.tables()) for s in inside)
    return f"{sentences} sentences" + (f", {tables} tables" if tables else "")


def opening_doubts(proposal: Proposal) -> Iterator[str]:
    """What of the document's own words is in doubt."""
    opening = proposal.opening
    if not opening.title:
        yield "  no line reads like a title: the file's name stands for it; --title gives another"
    elif not opening.title.line:
        yield "  no line of the text is the title alone"
    if opening.others:
        yield "  the title may also be " + "; ".join(f"line {fact.line} “{fact.value[:WIDE]}”" for fact in opening.others)
    first = next((s for s in proposal.outlined.sections if s.id != "front"), None)
    front = sum(len(sentence.text) for s in proposal.outlined.sections if s.id == "front" for _, sentence in s.sentences())
    if first and front > max(MUCH, 0.3 * len(proposal.repaired.text)):
        yield f"  {front:,} characters stand before the first heading, in line {first.line}"


def findings_of(proposal: Proposal) -> list[Finding]:
    """What repair and outline found."""
    return [*broken_findings(proposal.seed, proposal.repaired), *proposal.outlined.findings]


def _findings(proposal: Proposal, whole: bool) -> Iterator[str]:
    """The findings by their code, each with its lines; the first in full."""
    found = findings_of(proposal)
    if whole:
        yield from map(str, found)
        return
    for code, some in groupby(sorted(found, key=lambda f: f.code), key=lambda f: f.code):
        yield _told(code, list(some))


def _told(code: str, some: Sequence[Finding]) -> str:
    lines = list(dict.fromkeys(finding.line for finding in some))
    places = ", ".join(map(str, lines[:LINES])) + (f" and {len(lines) - LINES} more" if len(lines) > LINES else "")
    return f"  {code} {CODES[code][1]}, line{'s' if len(lines) > 1 else ''} {places}: {some[0].cause[: 2 * WIDE]}"
