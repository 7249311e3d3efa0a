"""A page of a web site is reduced to the document on it.

Trafilatura, a library that many crawlers rest on, says which paragraphs are the page's own; the smallest block of the page that holds
them is the document, with every line in it that is not a button, a path, a label of the site or the name of a file (`page_words`), and
the title above it. Menus, bars, lists of related pages, links to files, footers are removed, each a piece.
Leaves alone: every line inside that block that reads like a document, found by the library or not; a page without sentences; a text in
which nothing of a site stands. Sentences outside that block are told, for the document might go on there.
"""

from __future__ import annotations

import bisect
import functools
import itertools
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.characters import HAN
from generator.model import Edit
from generator.reading.settings import Settings
from generator.repair.html_source import BLOCKS, Token, elements, tokens
from generator.repair.page_words import AFTER, BLANK, FOOT, is_bar, is_label, is_site_words

NAME = "web-page"
SENTENCES = "其中有成句的文字"
"""Note of a piece that holds sentences, which might be the document's."""
PROSE = re.compile(r"[。；！？，]")
SHORTEST = 15
"""Characters of a line of prose with a mark inside: what a menu has is shorter, or a link."""
ENDED = 8
"""Characters of one that ends as a sentence does."""
LINKED = 0.5
"""Share of a line's characters in links from which it is a link."""
MOST = 0.8
"""Share of the prose that the library finds which the document's block must hold; the rest may be summaries of other pages, or a part of
the document beside its block, which is then looked for round it."""
FEWEST = 24
"""Characters of prose; a page with less has no document to reduce it to."""
OUTWEIGHS = 2.0
"""How many times what a wider block adds must be prose, to what of it is the site's, that the document goes on there."""
TOLD = 25
"""Characters of a line outside of the document, ended as a sentence, from which it is told."""
INSIDE = BLOCKS - frozenset(["p", "br", "hr", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "pre"])
"""Elements that can hold a document; a paragraph cannot."""
HEADINGS = frozenset(["h1", "h2", "h3"])
TITLE = re.compile(
    rf"[{HAN}].{{4,}}(?:规划|规劃|纲要|計畫|计划|方案|意见|办法|条例|规定|规则|细则|决定|通知|通告|公告|公报|报告|要点|措施|批复|函|令)"
    r"(?:[（(][^（）()]{1,24}[）)])*"
)
"""How the title of a document reads, where no heading of the page marks it."""
ABOUT, MOST_LINES = re.compile("^[^，。；]{2,24}(?:关于|關於)"), 3
"""How the first line of such a title reads, and how many lines stand above the last."""
HEAD = re.compile(r"[〔［\[（(](?:19|20)\d\d[〕］\]）)]第?\d+号|文件$|令$")
"""What print sets above a title: who issues it, and its number."""
LABELS = 2
"""Labels of a form; a table of a document may have one."""
FEWEST_OF_TITLE = 4
NEAR = 30
"""Lines above the document among which its title is looked for."""


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the page: what stands between two tags that begin new lines."""

    first: int
    last: int
    """Its first and last token."""
    words: str
    linked: int
    """Characters of it in links."""
    heading: bool
    """True in a heading of the page."""

    @property
    def is_link(self) -> bool:
        """True when most of it is a link."""
        return self.linked >= LINKED * len(BLANK.sub("", self.words))

    @property
    def is_prose(self) -> bool:
        """True when it reads like a sentence of a document."""
        sites = self.is_link or is_label(self.words) or FOOT.search(self.words) is not None
        least = ENDED if self.words.rstrip().endswith("。") else SHORTEST
        return len(self.words) >= least and PROSE.search(self.words) is not None and not sites


def web_page(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose the removal of each piece of the page that is not its document."""
    page = tokens(text)
    blocks = list(_blocks(page))
    prose = [len(block.words) if block.is_prose else 0 for block in blocks]
    if sum(prose) < FEWEST:
        yield from _site_words(text, page, blocks)
        return
    known = _found(text)
    prose = [length if length and _fold(block.words) in known else 0 for block, length in zip(blocks, prose, strict=True)]
    if sum(prose) < FEWEST:
        return
    spans = elements(page)
    kept = _kept(page, spans, blocks, prose)
    told = {block.first: block.last for block in blocks if block.first not in kept and _is_told(block)}
    for first, last in _pieces(len(page), kept, told):
        if any(token.name == "img" or (token.kind in ("text", "reference") and token.source.strip()) for token in page[first : last + 1]):
            start, end = page[first].start, page[last].start + len(page[last].source)
            yield Edit(start, text[start:end], "", SENTENCES if first in told else "")


def _site_words(text: str, page: Sequence[Token], blocks: Sequence[Block]) -> Iterator[Edit]:
    """On a page of too little prose to know its document by: the lines above its title, and below its last words, that are the site's.
    Of those below a line that is not the site's by itself is told."""
    first = next((n for n, block in enumerate(blocks) if block.heading and not _is_site(block)), None)
    if first is None:
        return
    last = max((n for n, block in enumerate(blocks) if not _is_site(block) and not _begins_after(block)), default=first)
    after = next((n for n in range(first, len(blocks)) if _begins_after(blocks[n])), last + 1)
    for n, block in enumerate(blocks):
        if (n < first and (_is_site(block) or block.is_link)) or n >= min(after, last + 1):
            start, end = page[block.first].start, page[block.last].start + len(page[block.last].source)
            yield Edit(start, text[start:end], "", SENTENCES if after < n <= last and not _is_site(block) else "")


def _pieces(count: int, kept: set[int], told: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """First and last token of each piece that goes: what stands together, a sentence that is told by itself."""
    sentence = {i: first for first, last in told.items() for i in range(first, last + 1)}
    for gone, group in itertools.groupby(range(count), key=lambda i: None if i in kept else sentence.get(i, -1)):
        if gone is not None:
            found = list(group)
            yield found[0], found[-1]


def _is_told(block: Block) -> bool:
    """True for a sentence that might be the document's."""
    return block.is_prose and len(block.words) >= TOLD and block.words.rstrip("”）)").endswith(("。", "！", "；"))


@functools.lru_cache(maxsize=4)
def _found(text: str) -> str:
    """The words of what the library takes for the page's own, folded; those of the whole page where it finds nothing."""
    import trafilatura  # a third of a second: only for web pages

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = trafilatura.extract(text, favor_recall=True, include_comments=False, include_tables=True, deduplicate=False, fast=False)
    return _fold(found or re.sub("<[^<>]*>", "", text))


def _fold(words: str) -> str:
    return re.sub(r"[\W_]+", "", words)


def _blocks(page: Sequence[Token]) -> Iterator[Block]:
    """The lines of the page that have words, in order."""
    first, words, linked, link, heading, code = 0, "", 0, 0, False, False
    for i, token in enumerate([*page, Token("end", 0, "", "body")]):
        if token.kind in ("start", "end") and token.name in BLOCKS:
            if BLANK.sub("", words):
                yield Block(first, i - 1, words.strip(), linked, heading)
            first, words, linked = i + 1, "", 0
            heading = token.kind == "start" and token.name in HEADINGS if token.name != "br" else heading
        elif token.kind in ("start", "end") and token.name == "a":
            link = max(0, link + (1 if token.kind == "start" else -1))
        elif token.kind in ("start", "end") and token.name in ("script", "style"):
            code = token.kind == "start"
        elif token.kind in ("text", "reference") and not code:
            words += " " if token.kind == "reference" else token.source
            linked += len(BLANK.sub("", token.source)) if link else 0


def _kept(page: Sequence[Token], spans: Sequence[tuple[int, int]], blocks: Sequence[Block], prose: Sequence[int]) -> set[int]:
    """The tokens that stay."""
    inner = _document(page, spans, blocks, prose)
    own = [block for block in blocks if inner[0] <= block.first and block.last <= inner[1]]
    dropped = _dropped(page, own)
    stays = [block for block in own if block.first not in dropped]
    if not stays:
        return set(range(len(page)))
    begin, end = _edges(page, inner, stays)
    kept = set(range(begin, end + 1)) - {i for block in own if block.first in dropped for i in range(block.first, block.last + 1)}
    for first, last in _forms(page, spans, own):
        kept -= set(range(first, last + 1))
    title = _title(blocks, inner, stays)
    return kept | (set(range(title.first - 1, title.last + 2)) if title else set())


def _edges(page: Sequence[Token], inner: tuple[int, int], stays: Sequence[Block]) -> tuple[int, int]:
    """First and last token of the document: from the tag before its first line to the one behind its last, or behind a picture there."""
    begin, end = max(inner[0], stays[0].first - 1), min(inner[1], stays[-1].last + 1)
    return begin, end


def _document(page: Sequence[Token], spans: Sequence[tuple[int, int]], blocks: Sequence[Block], prose: Sequence[int]) -> tuple[int, int]:
    """First and last token of the block that holds the document; of the whole page where no block of it does."""
    sums = _Sums(page, blocks, prose)
    holding = [(0, len(page) - 1), *(span for span in spans if page[span[0]].name in INSIDE and span[1] > span[0])]
    total = sums.prose(0, len(page) - 1)
    wide = sorted((span for span in holding if sums.prose(*span) >= MOST * total), key=lambda span: span[1] - span[0])
    chosen = wide[0]
    for outer in wide[1:]:
        more = sums.prose(*outer) - sums.prose(*chosen)
        if more > 0 and more >= OUTWEIGHS * (sums.site(*outer) - sums.site(*chosen)):
            chosen = outer
    return chosen


class _Sums:
    """How many characters of prose, and of the site's words, stand before each token."""

    def __init__(self, page: Sequence[Token], blocks: Sequence[Block], prose: Sequence[int]) -> None:
        words, site = [0] * len(page), [0] * len(page)
        for block, length in zip(blocks, prose, strict=True):
            words[block.first] += length
            site[block.first] += len(block.words) if _is_site(block) else 0
        self.words, self.others = [0, *itertools.accumulate(words)], [0, *itertools.accumulate(site)]

    def prose(self, first: int, last: int) -> int:
        """Characters of prose between two tokens."""
        return self.words[last + 1] - self.words[first]

    def site(self, first: int, last: int) -> int:
        """Characters of the site's own words there."""
        return self.others[last + 1] - self.others[first]


def _is_site(block: Block) -> bool:
    """True for a line that is the site's: a link, a button, a path, a label, a footer."""
    return block.is_link or is_site_words(block.words) or is_label(block.words) or AFTER.match(BLANK.sub("", block.words)) is not None


def _dropped(page: Sequence[Token], own: Sequence[Block]) -> set[int]:
    """First tokens of the lines within the document's block that are the site's."""
    prose = [n for n, block in enumerate(own) if block.is_prose]
    first, last = (prose[0], prose[-1]) if prose else (0, len(own) - 1)
    title = _first_line_of_title(own, next((n for n, block in enumerate(own[:first]) if _is_title(block)), 0))
    after = next((n for n in range(last + 1, len(own)) if _begins_after(own[n])), len(own))
    dropped: set[int] = set()
    for n, block in enumerate(own):
        above = n < first and (is_label(block.words) or (block.is_link and not block.heading))
        edge = (n < first or (n > last and not _in_cell(page, block))) and is_site_words(block.words)
        if n >= after or above or edge or is_bar(block.words) or (n < title and not HEAD.search(BLANK.sub("", block.words))):
            dropped.add(block.first)
    return dropped


def _first_line_of_title(own: Sequence[Block], last: int) -> int:
    """The number of the line in which a title begins that goes over several (…关于促进⏎…的意见)."""
    lines = range(max(0, last - MOST_LINES), last)
    return next((n for n in lines if ABOUT.search(own[n].words) and not own[n].is_prose and not _is_site(own[n])), last)


def _begins_after(block: Block) -> bool:
    """True for a line that begins what follows a document on its page."""
    bare = BLANK.sub("", block.words)
    return AFTER.match(bare) is not None or FOOT.search(bare) is not None


def _in_cell(page: Sequence[Token], block: Block) -> bool:
    """True for a line that is the whole of a table's cell."""
    return block.first > 0 and page[block.first - 1].name in ("td", "th")


def _is_title(block: Block) -> bool:
    """True for a line that reads like the title of a document."""
    return not _is_site(block) and TITLE.fullmatch(BLANK.sub("", block.words)) is not None


def _forms(page: Sequence[Token], spans: Sequence[tuple[int, int]], own: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """The tables and lists in which the site tells what it knows of the document: two labels or more, no prose; outer ones only."""
    begins = [block.first for block in own]
    labels = [0, *itertools.accumulate(is_label(block.words) for block in own)]
    prose = [0, *itertools.accumulate(block.is_prose for block in own)]
    done = -1
    for first, last in spans:
        if page[first].name in ("table", "ul", "dl") and first > done:
            start, end = bisect.bisect_left(begins, first), bisect.bisect_right(begins, last)
            if labels[end] - labels[start] >= LABELS and prose[end] == prose[start]:
                done = last
                yield first, last


def _title(blocks: Sequence[Block], inner: tuple[int, int], stays: Sequence[Block]) -> Block | None:
    """The title above the document's block, unless it stands inside, too."""
    above = [block for block in blocks if block.last < inner[0]][-NEAR:]
    own = {_fold(block.words) for block in stays}
    may = [block for block in above if len(block.words) >= FEWEST_OF_TITLE and not _is_site(block)]
    kinds = [block for block in may if _is_title(block)]
    best = next((blocks[-1] for blocks in (kinds, [block for block in may if block.heading]) if blocks), None)
    return best if best and _fold(best.words) not in own else None
