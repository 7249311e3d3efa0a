"""The page about the edition, and the page that documents its open data."""

from __future__ import annotations

from collections.abc import Iterator

from generator.edition import Edition
from generator.site.marks import Translate, inline
from generator.site.metadata import edition_date
from generator.site.views import AboutView, DataFile, DataView, PageLink

PLAN = "<plan>"
FILES = (
    ("plans", "api/plans.json", "[{id, title, title_en, kind, period, issuer, coverage, url, api, date, …, sha256, witnesses}]"),
    (
        "plan",
        "api/<plan>.json",
        "{id, title, …, sections: [{id, number, level, title, run_in, parent, url, line, supplied, "
        "sentences: [{id, text, line, paragraph, lead}], tables: [{id, caption, columns, rows: [{id, cells}], notes}], "
        "figures: [{id, caption}], notes: [{id, mark, text}]}]}",
    ),
    (
        "glossary",
        "api/glossary.json",
        "[{id, term, aliases, kind, definition, en, definition_en, reviewed, source: {plan, section}, definitions, see, url, "
        "mentions: [{plan, id, text, start}]}]",
    ),
    ("undefined", "api/undefined.json", "[{id, term, en, url, mentions: [{plan, id, text, start}]}]"),
    ("links", "api/links.json", "[{type, from: {plan, id}, to: {plan, id} | {external}, text, score, by}]"),
    ("perhaps", "api/perhaps.json", "[{type, from: {plan, id}, to: {plan, id}, text, score, by, tier}]"),
    (
        "works",
        "api/works.json",
        "[{id, title, plan, kind, state, issuer, wordings, url, places: [{plan, id, text, state, marked}]}]",
    ),
    (
        "inventory",
        "api/inventory.json",
        "{format, url, search, plans: [{id, title, titles, title_en, kind, period, issuer, url, sections: {id: title}}], "
        "works: {title: url}}",
    ),
    ("topics", "api/topics.json", "[{id, title, title_en, clauses: [{plan, id, excerpt}]}]"),
    ("indicators", "api/indicators.json", ""),
    ("indicators_csv", "api/indicators.csv", ""),
    ("datapackage", "api/datapackage.json", ""),
    ("repairs", "api/repairs/<plan>.json", "[{rule, line, column, before, after, reason, status}]"),
    ("anchors", "api/anchors/<plan>.json", "[{id, state, to}]"),
    (
        "changes",
        "api/changes.json",
        "[{date, note, changes: {since, plans: [{plan, title, state, places: [{id, kind, state, to, before, after}]}], "
        "links: {added, removed}, terms, indicators}}]",
    ),
    ("quotes", "api/quotes.json", "{plans, from, to}"),
    ("quality", "api/quality.json", "{build: {date, version, pages, dead_links, weights, earlier}, plans, total, measured}"),
)
"""Key of the string that says what a file holds, its path, what an entry of it has. Those of indicators stand only where there are some."""


def about_page(edition: Edition, say: Translate) -> AboutView:
    """What this is, for whom, how it was made, and how to cite it as a whole."""
    return AboutView(
        title=say("about"),
        edition=edition,
        say=say,
        description=say("home_sentence"),
        holds=tuple(holdings(edition, say)),
        cited=tuple(whole_cited(edition, say)),
    )


def holdings(edition: Edition, say: Translate) -> Iterator[tuple[str, str]]:
    """(figure, what it counts) of what an edition holds; what it has none of is left out."""
    counts = {
        "plans_unit": len(list(edition)),
        "sentences_unit": sum(plan.sentence_count for plan in edition),
        "terms_unit": len(edition.glossary.terms),
        "series_unit": len(edition.indicators.series),
        "topics_unit": len(edition.threads),
    }
    return ((f"{count:,}", say(unit, count)) for unit, count in counts.items() if count)


def whole_cited(edition: Edition, say: Translate) -> Iterator[tuple[str, str, str]]:
    """The edition as a whole in GB/T 7714—2025 (a database online) and in APA 7, parted where its address stands."""
    date, by, name = edition_date(edition), say("publisher"), say("site_name")
    when = f"（{date}）" if date else ""
    yield "GB/T 7714", f"{by}. {name}[DB/OL]. {when}[{say('accessed')}]. ", "."
    yield "APA", f"{say('publisher_en')}. ({date[:4] or 'n.d.'}). {name} [Data set]. ", ""


def data_page(edition: Edition, say: Translate) -> DataView:
    """The open data, file by file."""
    known = [one for one in FILES if (not one[0].startswith(("indicators", "datapackage"))) or edition.indicators.series]
    return DataView(
        title=say("open_data"),
        edition=edition,
        say=say,
        description=say("data_intro"),
        files=tuple(DataFile(key=key, path=path, fields=fields, links=tuple(_links(edition, path))) for key, path, fields in known),
    )


def _links(edition: Edition, path: str) -> Iterator[PageLink]:
    if PLAN not in path:
        yield PageLink(url=path, html=inline(path))
        return
    for plan in edition:
        yield PageLink(url=path.replace(PLAN, plan.id), html=inline(plan.short_title))
