"""The translation that a text brought along: taken out by the rule `two-languages`, laid beside the sentences it translates.

1. Chinese and translation follow each other in the seed. What stands between two changes of language is one group: a line and its
   translation, a paragraph and its. Where the translation stands in a column, a paragraph is a group.
2. Within a group sentences are laid beside each other by their lengths (Gale and Church, 1993) and the years they name.
3. What is sure is an unreviewed translation, with the line it came from; all else is told, and stays in the ledger.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from generator.characters import HAN, SUBSCRIPT
from generator.content.store import load_plan
from generator.errors import ZhangjuError, gathering
from generator.findings import Finding
from generator.languages.language import LANGUAGES
from generator.languages.po import Entry, write_po
from generator.languages.proofing import FROM_TEXT
from generator.languages.translating import empty_catalogue, po_path, read_catalogue, up_to_date
from generator.model import Figure, Note, Paragraph, Plan, Section, Span, Table
from generator.pipeline import Converted
from generator.placing import changing
from generator.reading.settings_file import read_settings
from generator.repair import Repaired
from generator.repair.two_languages import NAME

ABBREVIATED = r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMrs)(?<!\bDr)(?<!\bNo)(?<!\bArt)(?<!\bSt)(?<!\bvs)(?<!\betc)(?<!e\.g)(?<!i\.e)(?<!U\.S)"
BORDER = re.compile(rf"(?:{ABBREVIATED}\.|[!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])")
ENDED = re.compile(r"[.!?:;][\"”’)]*$")
BROKEN = 60
"""Characters of a line that print broke because it was full; a title is shorter."""
NUMBER = re.compile(
    r"^\W*(?:(?:Chapter|Section|Article|Part)\s+(?:[IVXLC]+|\d+|[A-Z][a-z]+)[.:]?|[IVXLC]+[.)、]"
    r"|\(?\d+(?:\.\d+)*[.)]|\d+(?:\.\d+)+|\([a-z\d]+\))\s+",
    re.I,
)
"""The number of a heading in the translation; an entry of a heading is without it."""
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
BEADS = {(1, 1): 0.0, (1, 2): 2.3, (1, 3): 4.5, (2, 1): 2.3, (2, 2): 4.4, (1, 0): 6.0, (0, 1): 6.0}
"""How many sentences may be laid beside how many, and what speaks against it."""
VARIANCE = 6.8
"""Of a translation's length for each letter (Gale and Church)."""
BAND = 50
"""How many sentences the two sides may drift apart; without it the time would grow with the square of the text."""
DISAGREE = 5.0
"""What years that only one side names speak against it."""
MOST = 8
"""Lines that a finding names."""
NARROW, WIDE = 2.5, 4.0
"""How many times longer or shorter than usual a sure translation may be; where a group has a single sentence, nothing else can be meant."""


@dataclass(frozen=True, slots=True)
class Chinese:
    """A text of the plan."""

    context: str
    text: str
    offset: int
    """In the seed."""
    group: int
    """Number of its paragraph or heading."""
    is_title: bool = False


@dataclass(frozen=True, slots=True)
class Foreign:
    """A piece of the translation."""

    text: str
    offset: int
    line: int
    in_column: bool


@dataclass(frozen=True)
class Beside:
    """The translation of a text as far as it is sure, and what could not be laid beside a sentence."""

    sure: dict[str, tuple[str, int]]
    """Place → translation, and the line where it begins."""
    left: tuple[Foreign, ...]


def lay_beside(plan: Plan, repaired: Repaired, starts: Sequence[int]) -> Beside:
    """Lay what the rule took out beside the plan's texts. `starts` are the offsets of the seed's lines."""
    chinese, foreign = list(_chinese(plan, repaired)), list(_foreign(repaired, starts))
    pairs = list(_groups(chinese, foreign))
    usual = sum(len(one.text) for one in foreign) / max(1, sum(_letters(one.text) for group, some in pairs if some for one in group))
    sure: dict[str, tuple[str, int]] = {}
    left: list[Foreign] = []
    for group, some in pairs:
        for ours, theirs in _beads(group, some, usual):
            if len(ours) == 1 and theirs and _is_sure(ours[0], theirs, usual, alone=len(group) == 1):
                sure[ours[0].context] = (_worded(ours[0], theirs), theirs[0].line)
            else:
                left += theirs
    return Beside(sure, tuple(left))


def _chinese(plan: Plan, repaired: Repaired) -> Iterator[Chinese]:
    """The texts of a plan that may be translated, in the order of the seed."""
    found = [one for n, section in enumerate(plan.sections) for one in _of_section(section, repaired, n * 100_000)]
    yield from sorted(found, key=lambda one: one.offset)


def _of_section(section: Section, repaired: Repaired, group: int) -> Iterator[Chinese]:
    origin = repaired.draft.origin

    def text(context: str, words: str, span: Span | None, number: int, is_title: bool = False) -> Iterator[Chinese]:
        if span and re.search(f"[{HAN}]", words):
            yield Chinese(context, words, origin[span[0]], group + number, is_title)

    yield from text(section.id, section.title, section.span, 0, True)
    for number, block in enumerate(section.blocks, 1):
        match block:
            case Paragraph():
                for sentence in block.sentences:
                    yield from text(sentence.id, sentence.text, sentence.span, number)
            case Figure():
                yield from text(block.id, block.caption, block.span, number)
            case Note():
                yield from text(block.id, block.text, block.span, number)
            case Table():
                yield from text(block.id, block.caption, block.spans[0] if block.spans else None, number)


def _foreign(repaired: Repaired, starts: Sequence[int]) -> Iterator[Foreign]:
    taken = [entry for entry in repaired.ledger if entry.rule == NAME and entry.status == "applied"]
    for entry in sorted(taken, key=lambda entry: (entry.line, entry.column)):
        words = " ".join(entry.before.strip(" \t\r\n\u3000|｜").split())
        in_column = not entry.before.endswith(("\n", "\r")) and entry.column > 1
        yield Foreign(words, starts[entry.line - 1] + entry.column - 1, entry.line, in_column)


def _groups(chinese: Sequence[Chinese], foreign: Sequence[Foreign]) -> Iterator[tuple[list[Chinese], list[Foreign]]]:
    """Chinese with the translation that stands beside it. What belongs together is told by which comes first in the text."""
    if not chinese or not foreign:
        return
    in_columns = sum(one.in_column for one in foreign) > len(foreign) / 2
    both: list[Chinese | Foreign] = [*chinese, *foreign]
    items = sorted(both, key=lambda item: item.offset)
    leads = Chinese if isinstance(items[0], Chinese) or in_columns else Foreign
    group: tuple[list[Chinese], list[Foreign]] = ([], [])
    for item in items:
        begins = isinstance(item, leads) and (group[1] if leads is Chinese else group[0])
        if begins and (not in_columns or not group[0] or (isinstance(item, Chinese) and item.group != group[0][-1].group)):
            yield group
            group = ([], [])
        if isinstance(item, Chinese):
            group[0].append(item)
        else:
            group[1].append(item)
    yield group


def _beads(group: Sequence[Chinese], some: Sequence[Foreign], usual: float) -> Iterator[tuple[list[Chinese], list[Foreign]]]:
    """Which sentences of a group are laid beside which."""
    theirs = [sentence for one in _flowing(some) for sentence in _sentences(one)]
    if len(group) <= 1:
        yield list(group), theirs
        return
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(len(group) + 1):
        middle = i * len(theirs) // len(group)
        for j in range(max(0, middle - BAND), min(len(theirs), middle + BAND) + 1):
            for (m, n), against in BEADS.items():
                if (i - m, j - n) in best:
                    cost = best[i - m, j - n][0] + against + _cost(group[i - m : i], theirs[j - n : j], usual)
                    if (i, j) not in best or cost < best[i, j][0]:
                        best[i, j] = (cost, (m, n))
    found: list[tuple[list[Chinese], list[Foreign]]] = []
    i, j = len(group), len(theirs)
    if (i, j) not in best:
        yield list(group), theirs
        return
    while i or j:
        m, n = best[i, j][1]
        found.append((list(group[i - m : i]), theirs[j - n : j]))
        i, j = i - m, j - n
    yield from reversed(found)


def _flowing(some: Sequence[Foreign]) -> Iterator[Foreign]:
    """Pieces that print broke into lines as one: a line that goes on in small letters, or a long one that no mark ends."""
    held: Foreign | None = None
    for one in some:
        if held and not ENDED.search(held.text) and (one.text[:1].islower() or len(held.text) >= BROKEN):
            held = replace(held, text=f"{held.text} {one.text}")
        else:
            if held:
                yield held
            held = one
    if held:
        yield held


def _sentences(one: Foreign) -> Iterator[Foreign]:
    """The sentences of a piece."""
    at = 0
    for found in BORDER.finditer(one.text):
        yield replace(one, text=one.text[at : found.end()].strip())
        at = found.end()
    if one.text[at:].strip():
        yield replace(one, text=one.text[at:].strip())


def _letters(words: str) -> int:
    """How long a Chinese text is for its translation: a digit or a Latin letter takes a third of a character's room."""
    return max(1, round(sum(1.0 if "\u3400" <= c <= "\u9fff" else 0.34 if c.isalnum() else 0.0 for c in words)))


def _cost(ours: Sequence[Chinese], theirs: Sequence[Foreign], usual: float) -> float:
    """What speaks against laying some sentences beside others: lengths that do not go together, years that only one side names."""
    if not ours or not theirs:
        return 0.0
    expected, length = usual * sum(_letters(one.text) for one in ours), sum(len(one.text) for one in theirs)
    distance = (length - expected) / math.sqrt(VARIANCE * usual * max(expected, 1.0))
    years = set(YEAR.findall(" ".join(one.text for one in ours))) ^ set(YEAR.findall(" ".join(one.text for one in theirs)))
    return min(12.0, distance * distance / 2) + (DISAGREE if years else 0.0)


def _is_sure(ours: Chinese, theirs: Sequence[Foreign], usual: float, alone: bool) -> bool:
    """True when a translation can be that of a sentence."""
    share = sum(len(one.text) for one in theirs) / (usual * _letters(ours.text))
    widest = WIDE if alone else NARROW
    mine, others = (set(YEAR.findall(words)) for words in (ours.text, " ".join(one.text for one in theirs)))
    return (1 / widest <= share <= widest or (alone and len(ours.text) < 8)) and not (mine and others and not mine & others)


def _worded(ours: Chinese, theirs: Sequence[Foreign]) -> str:
    """A translation as an entry has it: a heading's without number, subscripts as in the Chinese."""
    text = " ".join(one.text for one in theirs)
    if ours.is_title:
        text = NUMBER.sub("", text) or text
    for found in SUBSCRIPT.finditer(ours.text):
        text = re.sub(rf"(?<=[A-Za-z]){re.escape(found[1])}(?![\d.]*\d)", f"~{found[1]}~", text)
    return text


def check_translations(seeds: Path, content: Path, plans: Iterable[str]) -> None:
    """Read the files into which the translations that seeds bring along will go. Raises ZhangjuError for all that cannot be read."""
    with gathering() as problems:
        for plan in plans:
            try:
                language = read_settings(seeds / f"{plan}.toml", plan).other_language
            except ZhangjuError:  # told by convert
                continue
            if language and (path := po_path(content, language, plan)).is_file():
                problems.tried(partial(read_catalogue, path, LANGUAGES[language]))


def take_in(content: Path, made: Converted) -> tuple[int, Beside]:
    """Put the translation that a plan brought along into its file, where that is empty. Returns how many texts got theirs, and what was
    found. Raises ZhangjuError."""
    language = made.seed.settings.other_language
    spoken, beside = LANGUAGES[language], beside_of(made)
    with changing(content) as change:
        loaded, path = load_plan(content, made.seed.plan), po_path(content, language, made.seed.plan)
        old = read_catalogue(path, spoken) if path.is_file() else empty_catalogue(made.seed.plan, spoken)
        catalogue = up_to_date(old, loaded, language)
        entries = tuple(_filled(entry, beside) for entry in catalogue.entries)
        change.write(path, write_po(replace(catalogue, entries=entries)))
    return sum(a.text != b.text for a, b in zip(catalogue.entries, entries, strict=True)), beside


def _filled(entry: Entry, beside: Beside) -> Entry:
    """An entry with the translation that came with the text, when it has none."""
    text, line = beside.sure.get(entry.context, ("", 0))
    if not text or entry.text or entry.obsolete:
        return entry
    return replace(entry, text=text, fuzzy=False, previous="", comments=(*entry.comments, f"{FROM_TEXT}{line}"))


def beside_of(made: Converted) -> Beside:
    """What a converted plan brought along."""
    return lay_beside(made.plan, made.repaired, made.seed.line_starts)


def beside_findings(made: Converted) -> list[Finding]:
    """A finding for what could not be laid beside a sentence; none for a text of one language."""
    if not made.seed.settings.other_language or not (left := beside_of(made).left):
        return []
    lines = list(dict.fromkeys(one.line for one in left))
    told = ", ".join(map(str, lines[:MOST])) + (f" and {len(lines) - MOST} more" if len(lines) > MOST else "")
    cause = f"{len(left)} sentences in lines {told}: “{left[0].text[:60]}”"
    step = f"they stay in the ledger; translate these places by hand, or `zhangju translate {made.seed.plan} --fill FILE.tsv`"
    return [Finding("X006", str(made.seed.path), lines[0], cause, step)]
