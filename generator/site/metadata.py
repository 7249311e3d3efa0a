"""What machines read in a page's head: preview cards, citation managers, search engines, and the data that citing needs."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from html import escape
from typing import Any

from generator.characters import plain
from generator.edition import Edition, PlanView
from generator.errors import ZhangjuError
from generator.languages.language import Language
from generator.model import Section
from generator.site.cards.picture import Picture
from generator.site.indicators.data import dataset
from generator.site.languages import Alternate, alternates
from generator.site.parallel import title_in
from generator.site.views import BibliographyView, ChapterView, GlossaryView, HomeView, PlanPageView, SeriesView, View, WholeView

EPOCH = "SOURCE_DATE_EPOCH"
CARD = 200
"""Characters of a preview card's description."""


def head(
    view: View,
    site_url: str,
    environ: Mapping[str, str] = os.environ,
    *,
    languages: Sequence[Language] = (),
    picture: Picture | None = None,
) -> str:
    """A page's tags as HTML; absolute addresses only when the site's own is known. `languages` are those of the site."""
    language = view.edition.language
    url = f"{site_url.rstrip('/')}/{language.prefix}{view.path}" if site_url else ""
    lines = list(card(view.title, view.description, view.say("site_name"), language, url=url, picture=picture))
    if isinstance(view, WholeView):  # the plan's page leads to its chapters, and these are what is cited
        lines.append(f'<link rel="canonical" href="{escape(url.removesuffix("whole/")) or "../"}">')
    elif url:
        lines.append(f'<link rel="canonical" href="{escape(url)}">')
    lines += language_tags(view, site_url, languages)
    linked: dict[str, Any] | None = None
    if isinstance(view, SeriesView):
        file = f"{site_url.rstrip('/')}/{view.file}" if site_url else f"../../{'../' if language.prefix else ''}{view.file}"
        linked = {**dataset(view.series, view.title, view.description, file), "inLanguage": language.tag}
    if isinstance(view, HomeView):
        linked = {"@type": "WebSite", "name": view.title, "description": view.description, "inLanguage": language.tag}
    if isinstance(view, PlanPageView | ChapterView):
        edition = edition_date(view.edition, environ)
        lines += citation_tags(view, edition, url)
        linked = linked_plan(view.plan, edition, language)
        if isinstance(view, ChapterView):
            heading = plain(view.chapter.heading)
            linked = {"@type": "Chapter", "name": heading, "inLanguage": language.tag, "dateModified": edition, "isPartOf": linked}
    if isinstance(view, PlanPageView | ChapterView | WholeView | GlossaryView | BibliographyView):  # what citing a place or an entry needs
        edition = edition_date(view.edition, environ)
        own = plan_data(view.plan, edition) if isinstance(view, PlanPageView | ChapterView | WholeView) else {"edition": edition}
        data = own | {key: view.say(word) for key, word in (("cited", "cited_as"), ("citedEn", "cited_as_en"), ("by", "publisher_en"))}
        lines.append(f'<script type="application/json" id="plan-data">{_json(data)}</script>')
    if linked:
        linked = {"@context": "https://schema.org", **linked, **({"url": url} if url else {})}
        lines.append(f'<script type="application/ld+json">{_json(linked)}</script>')
    return "\n".join(lines)


def language_tags(view: View, site_url: str, languages: Sequence[Language]) -> Iterator[str]:
    """Where the same page stands in each language, its own included; the one at the root is for all others."""
    own = view.edition.language
    others = [other for other in alternates(view.path, own, languages, view.everywhere) if other.same]
    if not others:
        return
    here = Alternate(own, own.prefix + view.path, "./", True)
    for page in sorted((here, *others), key=lambda page: page.language.prefix):
        address = escape(f"{site_url.rstrip('/')}/{page.path}" if site_url else page.way)
        yield f'<link rel="alternate" hreflang="{page.language.tag}" href="{address}">'
        if not page.language.prefix:
            yield f'<link rel="alternate" hreflang="x-default" href="{address}">'


def card(title: str, description: str, site: str, language: Language, *, url: str = "", picture: Picture | None = None) -> Iterator[str]:
    """The tags of a preview card."""
    words = description if len(description) <= CARD else f"{description[: CARD - 1]}…"
    values = {"title": title, "description": words, "type": "article", "site_name": site, "locale": language.locale, "url": url}
    for name, value in [*values.items(), *(picture.tags() if picture else ())]:
        if value:
            yield f'<meta property="og:{name}" content="{escape(plain(value))}">'
    yield f'<meta name="twitter:card" content="summary{"_large_image" if picture else ""}">'


def citation_tags(view: PlanPageView | ChapterView, edition: str, url: str) -> Iterator[str]:
    """What Zotero and Google Scholar read: a plan is a report, a chapter a part of it."""
    plan = view.plan
    chapter = view.chapter.heading if isinstance(view, ChapterView) else ""
    values = [
        ("title", plain(chapter) or _meta(plan, "title")),
        ("author", author(plan)),
        ("publication_date", (_meta(plan, "published") or _meta(plan, "date")).replace("-", "/")),
        ("online_date", edition.replace("-", "/")),
        ("language", "zh-CN" if plan.translations else view.edition.language.locale.replace("_", "-")),
        ("public_url", url),
        *((("inbook_title", _meta(plan, "title")), ("book_title", _meta(plan, "title"))) if chapter else ()),
        ("technical_report_institution", "" if chapter else _meta(plan, "issuer") or institution(plan)),
        ("publisher", _meta(plan, "publisher") or (_meta(plan, "issuer") if chapter else "")),
    ]
    for name, value in values:
        if value:
            yield f'<meta name="citation_{name}" content="{escape(value)}">'


def linked_plan(plan: PlanView, edition: str, language: Language) -> dict[str, Any]:
    """A plan as schema.org describes it."""
    issuer = _meta(plan, "issuer")
    who = {"@type": "Organization" if issuer else "Person", "name": author(plan), "alternateName": _meta(plan, "issuer_en")}
    known = {
        "name": _meta(plan, "title"),
        "alternateName": [name for name in (_meta(plan, "short_title"), _meta(plan, "title_en")) if name],
        "author": {key: value for key, value in who.items() if value} if author(plan) else None,
        "datePublished": _meta(plan, "published") or _meta(plan, "date"),
        "publisher": {"@type": "Organization", "name": publisher} if (publisher := _meta(plan, "publisher")) else None,
        "dateModified": edition,
        "inLanguage": language.tag,
        "abstract": _meta(plan, "coverage"),
    }
    return {"@type": "Report", **{key: value for key, value in known.items() if value}}


def plan_data(plan: PlanView, edition: str) -> dict[str, str]:
    """What the script needs to cite a place of a plan; the address it knows from the browser."""
    known = {
        "id": plan.id,
        "title": _meta(plan, "title"),
        "titleEn": _meta(plan, "title_en"),
        "short": plan.short_title,
        "author": author(plan),
        "authorEn": _meta(plan, "issuer_en"),
        "kind": _meta(plan, "kind"),
        "number": _meta(plan, "number"),
        "date": _meta(plan, "date"),
        "published": _meta(plan, "published"),
        "publisher": _meta(plan, "publisher"),
        "place": _meta(plan, "place"),
        "edition": edition,
    }
    return {key: value for key, value in known.items() if value}


def author(plan: PlanView) -> str:
    """Who answers for a plan: who issued it, else its author without the institution in brackets."""
    return _meta(plan, "issuer") or re.sub(r"（.*）$", "", _meta(plan, "author"))


def institution(plan: PlanView) -> str:
    """The institution that stands in brackets after an author's name; empty when there is none."""
    found = re.search(r"（(.*)）$", _meta(plan, "author"))
    return found[1] if found else ""


def edition_date(edition: Edition, environ: Mapping[str, str] = os.environ) -> str:
    """Date of this edition: `SOURCE_DATE_EPOCH`, which make sets to the last commit's; else the newest date of a plan."""
    epoch = environ.get(EPOCH, "")
    if not epoch:
        return max((_meta(view, "date") for view in edition), default="")
    if not epoch.isdecimal():
        raise ZhangjuError(
            "environment", None, f"SOURCE_DATE_EPOCH is `{epoch}`, not a number of seconds", "unset it, or set it to a number"
        )
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    except (OverflowError, ValueError, OSError):
        cause = f"SOURCE_DATE_EPOCH is {epoch[:40]}, which no calendar has"
        raise ZhangjuError("environment", None, cause, "unset it, or set it to seconds since 1970") from None


def section_title(plan: PlanView, section: Section) -> str:
    """A section's heading with the plan it stands in."""
    return f"{plain(title_in(plan, section))} · {plan.short_title}"


def first_sentences(sections: Sequence[Section], translated: Callable[[str], str] = lambda _: "") -> Mapping[str, str]:
    """Id of a section → the first sentence that stands in it or below it, translated where it can be; nothing for one without any."""
    found: dict[str, str] = {}
    for section in reversed(sections):
        first = next((sentence for _, sentence in section.sentences()), None)
        own = None if first is None else plain(translated(first.id) or first.text, first.marks)
        if own is not None:
            found[section.id] = own
        if section.id in found and section.parent is not None:
            found[section.parent] = found[section.id]  # the first one below comes last here
    return found


def _meta(plan: PlanView, key: str) -> str:
    return str(plan.plan.meta.get(key) or "")


def _json(value: Any) -> str:
    """JSON that may stand in a script element."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
