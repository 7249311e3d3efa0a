"""Short addresses: `/sh-14fyp/6.2.2/` leads to `/sh-14fyp/6/#6.2.2`, with and without JavaScript, from any sub-path.

They are also the pages that a clause has to itself: their preview card names plan and clause and opens with its words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from html import escape

from generator.edition import Edition, PlanView
from generator.indicators.series import core
from generator.languages.language import Language
from generator.model import Series
from generator.model.address import PAGES
from generator.site.indicators.words import has_page
from generator.site.marks import Translate
from generator.site.metadata import card, first_sentences, section_title
from generator.site.policy import policy_tag

PAGE = (
    f'<!doctype html><html lang="{{lang}}">{policy_tag()}'
    '<meta charset="utf-8"><title>{title}</title><link rel="canonical" href="{to}">'
    '<meta http-equiv="refresh" content="0;url={to}"><meta name="robots" content="noindex">{card}<p><a href="{to}">{text}</a></p></html>\n'
)
"""A meta refresh is what works without JavaScript on a static host; the link is for who switched even that off."""


FORMER = (
    f'<!doctype html><html lang="{{lang}}">{policy_tag()}'
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    '<title>{title}</title><meta name="robots" content="noindex"><h1>{title}</h1>{entries}</html>\n'
)
"""A page that stands where a chapter was."""


def stubs(edition: Edition, say: Translate, site_url: str = "") -> Iterator[tuple[str, str]]:
    """(path in the site, HTML) of each section that has no page of its own, and of each that had one."""
    language = edition.language
    yield from _series_stubs(edition, say)
    for view in edition:
        own = {chapter.id for chapter in view.chapters} | PAGES
        sentences = first_sentences(view.plan.sections, view.translated)
        for section in view.plan.sections:
            if section.id not in own and section.id != "front":
                target = escape("../" + view.address(section.id).removeprefix(f"{view.id}/"))
                title, words = section_title(view, section), sentences.get(section.id, "")
                url = f"{site_url.rstrip('/')}/{language.prefix}{view.id}/{section.id}/" if site_url else ""
                tags = "".join(card(title, words, say("site_name"), language, url))
                if words:
                    tags = f'<meta name="description" content="{escape(words)}">{tags}'
                html = PAGE.format(lang=language.tag, title=escape(title), to=target, text=escape(title), card=tags)
                yield f"{language.prefix}{view.id}/{section.id}/index.html", html
        yield from _former_stubs(view, say, own | {section.id for section in view.plan.sections}, language)


def _series_stubs(edition: Edition, say: Translate) -> Iterator[tuple[str, str]]:
    """Addresses that a series had before it was joined to another lead to that one; those of series that are gone, to the index."""
    own = {series.id for series in edition.indicators.series}
    gone = {address: key for key, address in edition.indicators.names if address not in own}
    known = _by_name(edition.indicators.series)
    for address in sorted(gone):
        name, basis, area, _ = gone[address].rsplit(" ", 3)
        series = known.get((basis, area, name))
        to = f"../{series.id}/" if series and has_page(series) else f"../#{series.id}" if series else "../"
        title = escape(series.name if series else say("indicators"))
        html = PAGE.format(lang=edition.language.tag, title=title, to=to, text=title, card="")
        yield f"{edition.language.prefix}indicators/{address}/index.html", html
    for series in edition.indicators.series:
        if not has_page(series):
            title = escape(series.name)
            html = PAGE.format(lang=edition.language.tag, title=title, to=f"../#{series.id}", text=title, card="")
            yield f"{edition.language.prefix}indicators/{series.id}/index.html", html


def _by_name(series: Iterable[Series]) -> dict[tuple[str, str, str], Series]:
    """Basis, area and name without it → the first series of them, as keys of the lock begin."""
    found: dict[tuple[str, str, str], Series] = {}
    for one in series:
        for name in one.names:
            found.setdefault((one.basis, one.area, core(name, one.area)), one)
    return found


def _former_stubs(view: PlanView, say: Translate, present: Collection[str], language: Language) -> Iterator[tuple[str, str]]:
    """Pages of chapters and short addresses of sections that are gone: they lead where their anchors lead."""
    pages = {page for page in view.former_by_place if page and page not in present}
    for page in sorted(pages):
        entries = []
        for anchor in sorted((a for group in view.former_by_place[page].values() for a in group), key=lambda a: a.id):
            words = say("anchor_moved" if anchor.moved else "anchor_retired")
            to = escape("../" + view.address(anchor.to).removeprefix(f"{view.id}/"))
            name = escape(anchor.id)
            entries.append(f'<p id="{name}">{name} {words} <a href="{to}">{escape(anchor.to)}</a></p>')
        title = escape(f"{page} · {view.short_title}")
        yield f"{language.prefix}{view.id}/{page}/index.html", FORMER.format(lang=language.tag, title=title, entries="".join(entries))
    for anchor in view.former:
        if "-" not in anchor.id and anchor.id not in present and anchor.id not in pages:
            to = escape("../" + view.address(anchor.to).removeprefix(f"{view.id}/"))
            title = escape(f"{anchor.id} · {view.short_title}")
            html = PAGE.format(lang=language.tag, title=title, to=to, text=title, card="")
            yield f"{language.prefix}{view.id}/{anchor.id}/index.html", html
