"""Several documents in one file: where each begins.

A document begins with its title, and its numbering begins anew below it. So a piece begins at a line that reads like a title, or is marked
as one, when the next numbered line is a first one (第一章, 第一条, 一、) and no other title stands between. A notice and what it issues
(印发通知) are one piece, and so are a document and its annexes. The same title again begins another document where the one before it has
its parts already; three
times, it is the running head of the pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.characters import ends_sentence
from generator.errors import ZhangjuError
from generator.model.address import LONGEST_NAME, plan_id
from generator.numbering import level_of
from generator.opening.dates import is_date
from generator.opening.lines import CONTENTS, LABEL
from generator.opening.titles import ENDED, folded, issued
from generator.placing import changing
from generator.proposing import Proposal, propose_text, settings_toml, slug
from generator.reading.encoding import BOMS, Decoded, decode
from generator.text_file import read_bytes

LEVELS = tuple(level_of(sample) for sample in ("第一编", "第一篇", "第一部分", "第一章", "第一条", "一、"))
NEAREST = 40
"""Lines between a title and the first number: a title page, a notice, a table of contents."""
LONGEST = 80
ANNEX = re.compile(r"^附\s*(?:件|录|表|图|則|则|錄)|^目\s*[录錄次]")
PARTING = re.compile(r"[=\-*_#~—…+·]{4,}|[^。，；\s]{1,80}\.(?:txt|docx?|pdf|html?|md|wps)", re.I)
"""What programs set between the files that they put together: a row of marks, a file's name."""
PAIRS = (("《", "》"), ("“", "”"), ("（", "）"), ("(", ")"))
"""A line with half a pair is a piece of a paragraph."""
SHORTEST = 200
"""Characters of a document: what is shorter is a line of a list."""
RUNNING = 3
"""Times from which on a title is the running head of its document's pages."""


@dataclass(frozen=True, slots=True)
class PartedDocument:
    """One of the documents of a file."""

    title: str
    line: int
    """1-based line of the file where it begins."""
    start: int
    end: int
    """Offsets in the file's text; the pieces have all of it."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank."""

    text: str
    marked: bool
    """True for a Markdown heading of the first level."""
    number: int
    start: int
    apart: bool
    """True when a blank line stands before it."""


def pieces_of(text: str) -> list[PartedDocument]:
    """The documents of a file in order; a single one when it does not read like several."""
    lines = list(_lines(text))
    titles = _whole(list(_titles(lines)), text)
    if len(titles) < 2:
        return [PartedDocument(titles[0].text if titles else "", 1, 0, len(text))]
    heads = [_parting(lines, line) for line in titles]
    starts = [0, *(head.start for head in heads[1:])]
    return [
        PartedDocument(_bare(line.text), 1 if n == 0 else head.number, start, end)
        for n, (line, head, start, end) in enumerate(zip(titles, heads, starts, [*starts[1:], len(text)], strict=True))
    ]


def _parting(lines: Sequence[_Line], title: _Line) -> _Line:
    """The first of the lines above a title that part it from the document before."""
    at = lines.index(title)
    while at and PARTING.fullmatch(_bare(lines[at - 1].text) or lines[at - 1].text):
        at -= 1
    return lines[at]


def _lines(text: str) -> Iterator[_Line]:
    at, apart = 0, True
    for number, line in enumerate(re.split(r"(?<=\n)|(?<=\r)(?!\n)", text), 1):
        if line.strip("\ufeff \t\r\n\u3000\f"):
            bare = line.strip("\ufeff \t\r\n\u3000\f")
            yield _Line(bare, bare.startswith("# "), number, at, apart)
        apart = not line.strip("\ufeff \t\r\n\u3000\f")
        at += len(line)


def _bare(words: str) -> str:
    return " ".join(words.lstrip("#").split())


def _titles(lines: Sequence[_Line]) -> Iterator[_Line]:
    """Lines that begin a document."""
    last: _Line | None = None
    for n, line in enumerate(lines):
        if _like_title(lines, n):
            last, at = line, n
        elif last and (first := _number(line.text)):
            if first == 1 and n - at <= NEAREST:
                yield last
            last = None


def _like_title(lines: Sequence[_Line], n: int) -> bool:
    """True for a line that reads like the title of a document, alone in its line."""
    words = _bare(lines[n].text)
    if not 4 <= len(words) <= LONGEST or ends_sentence(words) or CONTENTS.search(words) or LABEL.match(words) or ANNEX.match(words):
        return False
    before = (_bare(lines[n - 1].text) or lines[n - 1].text) if n else ""
    if _number(words) or ANNEX.match(before) or re.search(r"[，,；;：:]", words) or any(words.count(a) != words.count(b) for a, b in PAIRS):
        return False
    if lines[n].marked:
        return True
    begins = (
        lines[n].apart
        or PARTING.fullmatch(before) is not None
        or not before
        or ends_sentence(before)
        or is_date(before)
        or before.isdecimal()
    )
    return begins and ENDED.search(words) is not None


def _number(words: str) -> int:
    """The number that a line begins with, 0 when it begins with none."""
    marks = (mark for level in LEVELS if (mark := level.match(words.lstrip("# "))))
    return next((mark.path[-1] for mark in marks), 0)


def _whole(titles: Sequence[_Line], text: str) -> list[_Line]:
    """The titles without those of what a notice issues, and of what is too short for a document."""
    found: list[_Line] = []
    heads = [one for one, count in Counter(folded(_bare(line.text)) for line in titles).items() if count >= RUNNING]
    for line in titles:
        if found and folded(_bare(line.text)) in heads and any(folded(_bare(one.text)) == folded(_bare(line.text)) for one in found):
            continue
        if found and line.start - found[-1].start < SHORTEST:
            continue
        again = next((one for one in reversed(found) if folded(_bare(one.text)) == folded(_bare(line.text))), None)
        if again and not _has_parts(text[again.start : line.start]):
            continue  # a document whose title stands again behind its contents
        if found and issued(_bare(found[-1].text)) == folded(_bare(line.text)):
            continue
        found.append(line)
    return found if not found or len(text) - found[-1].start >= SHORTEST else found[:-1]


def _has_parts(text: str) -> bool:
    """True for a text with numbered parts that hold sentences: no title page, table of contents or foreword is one."""
    kinds = ("1" if _number(line.strip()) else "。" if ends_sentence(line.strip()) else "" for line in text.splitlines())
    order = re.sub(r"(.)\1+", r"\1", "".join(kinds))
    return "1。1" in order


def split(path: Path, plan: str = "") -> list[tuple[PartedDocument, Decoded, Proposal]]:
    """Each document of a file with its own bytes and proposed settings. Raises ZhangjuError when it is no text, or a single document."""
    decoded = decode(read_bytes(path), str(path))
    pieces = pieces_of(decoded.text)
    if len(pieces) < 2:
        raise ZhangjuError(path, None, "it reads like a single document", "add it without --split, or part the file yourself", "U001")
    base = plan_id(plan or slug(path.stem), path)[: LONGEST_NAME - 4].strip("-")
    made = []
    for number, piece in enumerate(pieces, 1):
        own = Decoded(decoded.text[piece.start : piece.end], decoded.encoding, decoded.bom and number == 1)
        made.append((piece, own, propose_text(own, path, f"{base}-{number:0{len(str(len(pieces)))}}", title=piece.title)))
    return made


def take_in_pieces(made: Sequence[tuple[PartedDocument, Decoded, Proposal]], seeds: Path) -> list[Path]:
    """Write the seeds and settings of all pieces, or of none. Returns the seeds. Raises ZhangjuError when there is a plan of an id."""
    targets = [seeds / f"{proposal.settings.id}.txt" for _, _, proposal in made]
    with changing(seeds) as change:
        for target, (_, own, proposal) in zip(targets, made, strict=True):
            if target.exists() or target.with_suffix(".toml").exists():
                raise ZhangjuError(target, None, "there is a plan of this id already", "give another with --id")
            change.write(target, (BOMS[own.encoding] if own.bom else b"") + own.text.encode(own.encoding))
            change.write(target.with_suffix(".toml"), settings_toml(proposal.settings))
    return targets
