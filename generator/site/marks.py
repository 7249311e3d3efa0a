"""Text as HTML, with what stands in it: repairs, flags, terms and citations."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape

from generator.characters import HAN, SUBSCRIPT
from generator.edition import TextMark
from generator.model import Repair, Span
from generator.model.rules import LAYOUT_RULES
from generator.reading.settings import UNEXPLAINED
from generator.spans import Spans

HAS_HAN = re.compile(f"[{HAN}]")
SHORT_LAYOUT = 16
"""Characters shown of a removed piece of markup."""

Translate = Callable[..., str]
"""Key of an interface string, with the number that it follows where it is a unit → the string."""


def inline(text: str) -> str:
    """A sentence's text as HTML: subscripts, everything else escaped, so that it may stand in an element and in an attribute alike."""
    if not SPECIAL.search(text):  # nearly all of them
        return text
    return SUBSCRIPT.sub(r"<sub>\1</sub>", escape(text, quote=False).replace('"', "&quot;"))


SPECIAL = re.compile('[&<>"~]')
ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def visible(text: str) -> str:
    """A repaired piece in which blanks and line ends can be seen, shortened when long."""
    if len(text) > 160:
        text = f"{text[:100]} …… {text[-40:]}"
    text = SUBSCRIPT.sub(r"\1", re.sub(r"\n+", "⏎", text))
    return text.replace("\t", "⇥").replace("\u3000", "□").replace(" ", "␣")


Linked = tuple[Span, str, str]
"""A run of a text that is a link: where it stands, its opening tag, and the tag that opens it again after a break."""


def flags_of(marks: Sequence[TextMark]) -> Spans:
    """Where the flags among some marks stand."""
    flags = (mark.entry for mark in marks if mark.entry.status == "flagged")
    return Spans((flag.offset, flag.offset + flag.reach) for flag in flags)


def marked(text: str, marks: Sequence[TextMark], record_url: str, say: Translate, links: Sequence[Linked] = ()) -> str:
    """A sentence as HTML with its repairs, flags and links in place.

    What was removed stands in attributes only: the words of the element stay those of the sentence. A link is parted where a mark
    inside it is a link of its own.
    """
    if not marks and not links:
        return inline(text)
    writer = _Writer(_cells(text), links)
    for mark in sorted(marks, key=lambda m: (m.entry.offset, m.entry.line, m.entry.column)):
        start = min(mark.entry.offset, len(text))
        end = min(start + mark.entry.reach, len(text))
        if start < writer.at:  # two repairs in one place: the later one stands beside the first
            start = end = writer.at
        writer.write(start)
        if mark.entry.rule in LAYOUT_RULES:
            writer.add(mark_html(mark, "", record_url, say))
            writer.write(end)
            continue
        writer.part()
        held = "".join(writer.cells[start:end]) if mark.entry.status == "flagged" else writer.held(end)
        writer.add(mark_html(mark, held, record_url, say))
        writer.at = end
    writer.write(len(text))
    writer.part()
    return "".join(writer.pieces)


class _Writer:
    """Writes the characters of a text in order, with links that open and close where they shall."""

    def __init__(self, cells: list[str], links: Sequence[Linked]) -> None:
        self.cells = cells
        self.pieces: list[str] = []
        self.at = 0
        self.links = list(links)
        self.link_at = [-1] * len(cells)
        """Of each character the link that it stands in, of several the first one; -1 for none."""
        for number, ((start, end), _, _) in reversed(list(enumerate(links))):
            self.link_at[start:end] = [number] * (min(end, len(cells)) - start)
        self.begun: set[int] = set()
        self.open = -1

    def write(self, end: int) -> None:
        """Characters up to an offset."""
        if not self.links:
            self.pieces += self.cells[self.at : end]
            self.at = max(self.at, end)
            return
        for i in range(self.at, end):
            link = self.link_at[i]
            if link != self.open:
                self.part()
                if link >= 0:
                    _, opening, again = self.links[link]
                    self.pieces.append(again if link in self.begun else opening)
                    self.begun.add(link)
                self.open = link
            self.pieces.append(self.cells[i])
        self.at = max(self.at, end)

    def held(self, end: int) -> str:
        """The same by itself, for what stands inside another element."""
        outer, self.pieces = self.pieces, []
        self.write(end)
        self.part()
        html, self.pieces = "".join(self.pieces), outer
        return html

    def add(self, html: str) -> None:
        """Something that stands between characters."""
        self.pieces.append(html)

    def part(self) -> None:
        """Close the link that is open."""
        if self.open >= 0:
            self.pieces.append("</a>")
        self.open = -1


def _cells(text: str) -> list[str]:
    """HTML of each character; the tildes of a subscript become its tags."""
    cells = list(text)
    if not SPECIAL.search(text):
        return cells
    cells = [ESCAPED.get(char, char) for char in text]
    for found in SUBSCRIPT.finditer(text):
        cells[found.start()], cells[found.end() - 1] = "<sub>", "</sub>"
    return cells


def reason_of(entry: Repair, say: Translate) -> str:
    """Why an entry of the ledger is there; of an editor's change without a reason, in the reader's language that it is owed."""
    return entry.reason.replace(UNEXPLAINED, say("unexplained"))


def mark_html(mark: TextMark, text: str, record_url: str, say: Translate) -> str:
    """One repair or flag: `text` is what stands there now, as HTML."""
    entry = mark.entry
    before = visible(entry.before)
    if entry.rule in LAYOUT_RULES:
        before = f"{before[:SHORT_LAYOUT]}…" if len(before) > SHORT_LAYOUT else before
        lang = (
            ' lang="zh-Hans"' if HAS_HAN.search(before) else ""
        )  # in a comment of a web page; elsewhere there are blanks, line ends and tags
        return f'<i class="l"{lang} data-b="{escape(before)}"></i>{text}'
    before = escape(before)
    href = escape(f"{record_url}collation/#{mark.name}")
    if entry.status == "flagged":
        guess = f"{say('flagged_as')}“{escape(visible(entry.after))}”{say('namely')}" if entry.after != entry.before else ""
        title = guess + escape(reason_of(entry, say))
        return f'<a class="flag" href="{href}" title="{title}">{text}</a>'
    title = escape(reason_of(entry, say).replace(": ", "："))
    after = f'<span class="i">{text}</span>' if text else ""  # read as an insertion only where it is shown as one: see zhangju.js
    return f'<a class="r" lang="zh-Hans" href="{href}" data-b="{before}" title="{title}"></a>{after}'
