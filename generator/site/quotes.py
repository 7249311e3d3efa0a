"""What quotations are looked up in: every published line of every plan, and how characters fold. `quote_files` parts it for the page.

It is loaded only when a reader goes to the page's box. The script folds the quotation and these texts alike: Simplified
characters, half width, no blanks, no punctuation.
"""

from __future__ import annotations

from generator.characters import plain
from generator.edition import Edition, PlanView
from generator.model import Section
from generator.search.documents import parts_of
from generator.search.scripts import folding
from generator.site.data import Json


def quotes(edition: Edition) -> Json:
    """The whole file. `from` and `to` are strings of equal length: a character and what it folds to."""
    plans = [
        {"id": view.id, "title": view.title, "sections": [_section(view, section) for section in view.plan.sections]} for view in edition
    ]
    texts = [text for plan in plans for section in plan["sections"] for _, text in section["parts"]]
    pairs = folding("".join(texts))
    return {"plans": plans, "from": "".join(pairs), "to": "".join(pairs.values())}


def _section(view: PlanView, section: Section) -> Json:
    title = plain(section.mark + section.title).strip()
    parts = [[anchor, plain(text).replace("\u3000", " ")] for anchor, text in parts_of(section) if text]
    url = view.address(section.id).partition("#")[0]
    return {"id": view.numbers.get(section.id, ""), "title": title, "url": url, "parts": parts}
