"""Short addresses: `/sh-14fyp/6.2.2/` leads to `/sh-14fyp/6/#6.2.2`, with and without JavaScript, from any sub-path.

They are also the pages that a clause has to itself: their preview card names plan and clause and opens with its words. So they are what
readers copy, `/sh-14fyp/6.2.2/#6.2.2-3`: the sentence behind the address goes along (`lead.js`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from html import escape

from generator.edition import Edition, PlanView
from generator.indicators.series import core
from generator.languages.language import Language
from generator.model import Series
from generator.model.address import PAGES
from generator.site.cards.deck import Deck
from generator.site.indicators.words import has_page, path
from generator.site.marks import Translate
from generator.site.metadata import card, first_sentences, section_title
from generator.site.policy import policy_tag

HEAD = (
    f'<!doctype html><html lang="{{lang}}">{policy_tag()}'
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
    '<meta name="robots" content="noindex"><link rel="icon" type="image/svg+xml" href="{root}assets/icon.svg">'
)
PAGE = (
    f'{HEAD}<link rel="canonical" href="{{to}}">'
    '<noscript><meta http-equiv="refresh" content="0;url={to}"></noscript>{card}'
    '<p><a href="{to}"{at}>{title}</a></p><script src="{root}assets/lead.js"></script></html>\n'
)
"""A script leads on with what stands behind the address, else a meta refresh does; the link is for who switched even that off."""
FORMER = f"{HEAD}<h1>{{title}}</h1>{{entries}}</html>\n"
"""A page that stands where a chapter was."""


@dataclass(frozen=True)
class _Writer:
    """Fills the pages of one language."""

    language: Language

    def page(self, path: str, title: str, to: str, card: str = "", at: str = "") -> tuple[str, str]:
        """(path in the site, HTML) of a page that leads on; `at` is where the places in it lead, when it is elsewhere."""
        at = f' data-at="{escape(at)}"' if at else ""
        return self._filled(PAGE, path, title, to=escape(to), card=card, at=at)

    def former(self, path: str, title: str, entries: str) -> tuple[str, str]:
        """The same of a page that tells where each of its places went."""
        return self._filled(FORMER, path, title, entries=entries)

    def _filled(self, frame: str, path: str, title: str, **parts: str) -> tuple[str, str]:
        path = f"{self.language.prefix}{path}/"
        return f"{path}index.html", frame.format(lang=self.language.tag, title=escape(title), root="../" * path.count("/"), **parts)


def stubs(edition: Edition, say: Translate, site_url: str = "", deck: Deck | None = None) -> Iterator[tuple[str, str]]:
    """(path in the site, HTML) of each section that has no page of its own, and of each that had one."""
    language = edition.language
    write = _Writer(language)
    yield from _series_stubs(edition, say, write)
    for view in edition:
        own = {chapter.id for chapter in view.chapters} | PAGES
        sentences = first_sentences(view.plan.sections, view.translated)
        for section in view.plan.sections:
            if section.id not in own and section.id != "front":
                title, words = section_title(view, section), sentences.get(section.id, "")
                url = f"{site_url.rstrip('/')}/{language.prefix}{view.id}/{section.id}/" if site_url else ""
                picture = deck.of_section(view, section.id, edition, say) if deck else None
                tags = "".join(card(title, words, say("site_name"), language, url=url, picture=picture))
                if words:
                    tags = f'<meta name="description" content="{escape(words)}">{tags}'
                yield write.page(f"{view.id}/{section.id}", title, _way(view, section.id), tags)
        yield from _former_stubs(view, say, own | {section.id for section in view.plan.sections}, write)


def _way(view: PlanView, anchor: str) -> str:
    """Where an anchor stands, from a page of its plan."""
    return f"../{view.address(anchor).removeprefix(f'{view.id}/')}"


def _series_stubs(edition: Edition, say: Translate, write: _Writer) -> Iterator[tuple[str, str]]:
    """Addresses that a series had before it was joined to another lead to that one; those of series that are gone, to the index."""
    own = {series.id for series in edition.indicators.series}
    gone = {address: key for key, address in edition.indicators.names if address not in own}
    known = _by_name(edition.indicators.series)
    for address in sorted(gone):
        name, basis, area, _ = gone[address].rsplit(" ", 3)
        series = known.get((basis, area, name))
        to = f"../{path(edition, series).removeprefix('indicators/')}" if series else "../"
        yield write.page(f"indicators/{address}", series.name if series else say("indicators"), to)
    for series in edition.indicators.series:
        if not has_page(series):
            yield write.page(f"indicators/{series.id}", series.name, f"../{path(edition, series).removeprefix('indicators/')}")


def _by_name(series: Iterable[Series]) -> dict[tuple[str, str, str], Series]:
    """Basis, area and name without it → the first series of them, as keys of the lock begin."""
    found: dict[tuple[str, str, str], Series] = {}
    for one in series:
        for name in one.names:
            found.setdefault((one.basis, one.area, core(name, one.area)), one)
    return found


def _former_stubs(view: PlanView, say: Translate, present: Collection[str], write: _Writer) -> Iterator[tuple[str, str]]:
    """Pages of chapters and short addresses of sections that are gone: they lead where their anchors lead."""
    pages = {page for page in view.former_by_place if page and page not in present}
    for page in sorted(pages):
        entries = []
        for anchor in sorted((a for group in view.former_by_place[page].values() for a in group), key=lambda a: a.id):
            words = say("anchor_moved" if anchor.moved else "anchor_retired")
            name = escape(anchor.id)
            entries.append(f'<p id="{name}">{name} {words} <a href="{escape(_way(view, anchor.to))}">{escape(anchor.to)}</a></p>')
        yield write.former(f"{view.id}/{page}", f"{page} · {view.short_title}", "".join(entries))
    for anchor in view.former:
        if "-" not in anchor.id and anchor.id not in present and anchor.id not in pages:
            page = view.former_page(anchor.id)
            title = f"{anchor.id} · {view.short_title}"
            yield write.page(f"{view.id}/{anchor.id}", title, _way(view, anchor.to), at=f"../{page}/" if page else "../")
