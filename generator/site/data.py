"""Open data under `site/api/`: what others build on, and what the tests hold the site to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from generator.characters import plain
from generator.content.anchors import Anchor
from generator.edition import Edition, PlanView
from generator.links.counterparts import as_links
from generator.links.remembering import PERHAPS
from generator.model import Link, Mention, Note, Repair, Section, Table, Term, Thread
from generator.model.address import section_of
from generator.site.leaved import GLOSSARY, WORKS, entry_url
from generator.site.topics import excerpt_text
from generator.site.witnesses import witness_json
from generator.site.works import kind_of, state_of, works_of

Json = Any
"""Anything that json can write."""


def open_data(edition: Edition) -> Iterator[tuple[str, Json]]:
    """(path in the site, value) of each file."""
    yield "api/plans.json", [plan_entry(view) for view in edition]
    yield "api/glossary.json", [term_json(edition, term) for term in edition.glossary.terms]
    yield "api/undefined.json", [undefined_json(edition, term) for term in edition.glossary.undefined]
    yield "api/links.json", [link_json(link) for link in edition.links]
    yield "api/perhaps.json", [link_json(link) | {"tier": PERHAPS} for link in as_links(edition.links.perhaps)]
    yield "api/works.json", works_json(edition)
    yield "api/topics.json", [topic_json(thread) for thread in edition.threads]
    for view in edition:
        yield f"api/{view.id}.json", plan_json(view)
        yield f"api/repairs/{view.id}.json", [repair_json(entry) for entry in view.loaded.ledger]
        yield f"api/anchors/{view.id}.json", [anchor_json(anchor) for anchor in view.loaded.anchors]


def dumps(value: Json) -> str:
    """JSON as we write it: Chinese as itself."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


PROVENANCE = ("number", "author", "date", "approved_by", "published", "publisher", "place", "source", "received")
"""What is known of where a text is from; what is not known stays out."""


def plan_entry(view: PlanView) -> Json:
    """One entry of plans.json."""
    meta = view.plan.meta
    names = ("title", "title_en", "kind", "period", "issuer", "coverage")
    entry = {"id": view.id, **{name: meta.get(name, "") for name in names}, "url": f"{view.id}/", "api": f"api/{view.id}.json"}
    entry |= {name: meta[name] for name in PROVENANCE if meta.get(name)} | ({"sha256": view.sha256} if view.sha256 else {})
    return entry | ({"witnesses": [witness_json(one) for one in view.witnesses]} if view.witnesses else {})


def plan_json(view: PlanView) -> Json:
    """A whole plan."""
    meta = {key: value for key, value in view.plan.meta.items() if key not in ("supplied", "witnesses")}
    return {"id": view.id, **meta, "sections": [section_json(view, section) for section in view.plan.sections]}


def section_json(view: PlanView, section: Section) -> Json:
    """A section with its sentences, tables and figures."""
    return {
        "id": section.id,
        "number": section.number,
        "level": section.level,
        "title": plain(section.title),
        "run_in": section.run_in,
        "parent": section.parent,
        "url": view.address(section.id),
        "line": section.line,
        "supplied": section.supplied,
        "sentences": [
            {"id": s.id, "text": plain(s.text, s.marks), "line": s.line, "paragraph": paragraph, "lead": s.lead}
            for paragraph, s in section.sentences()
        ],
        "tables": [table_json(table) for table in section.tables()],
        "figures": [{"id": figure.id, "caption": plain(figure.caption)} for figure in section.figures()],
        "notes": [note_json(note) for note in section.notes()],
    }


def table_json(table: Table) -> Json:
    """A table; a cell's two lines are parted by one blank."""
    return {
        "id": table.id,
        "caption": plain(table.caption, table.marks),
        "columns": [_cell(text, table) for text in table.columns],
        "rows": [{"id": row.id, "cells": [_cell(text, table) for text in row.cells]} for row in table.rows],
        "notes": [note_json(note) for note in table.notes],
    }


def note_json(note: Note) -> Json:
    """A note."""
    return {"id": note.id, "mark": note.mark, "text": plain(note.text)}


def _cell(text: str, table: Table) -> str:
    return plain(text, table.marks).replace("\u3000", " ")


def repair_json(entry: Repair) -> Json:
    """One change, or one suspicion."""
    return {name: getattr(entry, name) for name in ("rule", "line", "column", "before", "after", "reason", "status")}


def anchor_json(anchor: Anchor) -> Json:
    """One anchor that was ever published."""
    return {"id": anchor.id, "state": anchor.state, **({"to": anchor.to} if anchor.to else {})}


def term_json(edition: Edition, term: Term) -> Json:
    """A term: its first definition by itself, then all of them; every use with its words and where they stand in the plain text."""
    first = term.definitions[0]
    return {
        "id": term.id,
        "term": plain(term.name),
        "aliases": list(term.aliases),
        "kind": term.kind,
        "definition": plain(first.text),
        "en": term.en,
        "definition_en": term.definition_en,
        "reviewed": term.reviewed,
        "source": {"plan": first.plan, "section": section_of(first.place)},
        "definitions": [
            {"plan": d.plan, "id": d.place, "kind": d.kind, "term": plain(d.term), "text": plain(d.text)} for d in term.definitions
        ],
        "see": list(term.see),
        "url": entry_url(edition, GLOSSARY, term.id),
        "mentions": [mention_json(edition, mention) for mention in term.mentions],
    }


def undefined_json(edition: Edition, term: Term) -> Json:
    """An expression that no plan defines."""
    uses = [mention_json(edition, mention) for mention in term.mentions]
    return {"id": term.id, "term": plain(term.name), "en": term.en, "url": entry_url(edition, GLOSSARY, term.id), "mentions": uses}


def mention_json(edition: Edition, mention: Mention) -> Json:
    """A use; `start` counts characters of the plain text of its sentence, title or cell."""
    view, part = edition.plan(mention.plan), (mention.place, mention.cell)
    before = plain(view.part_texts[part][: mention.span[0]], view.part_notes.get(part, ()))
    where = {"plan": mention.plan, "id": mention.place, "text": mention.text, "start": len(before)}
    return where | ({"cell": mention.cell} if mention.cell else {})


def link_json(link: Link) -> Json:
    """A link between two places, or to a work that the edition does not hold."""
    to = {"external": link.external} if link.external else {"plan": link.to_plan, "id": link.to_place}
    origin = {"plan": link.plan, "id": link.place}
    made = {"type": link.type, "from": origin, "to": to, "text": plain(link.text), "score": link.score, "by": link.by}
    return made | ({"reason": link.reason} if link.reason else {})


def works_json(edition: Edition) -> Json:
    """Every work that the plans name, in 《》 or without, by its address; `state` is what the plans say of it."""
    links, by_work = edition.links, works_of(edition)
    found = []
    for key, places in by_work.items():
        plan = key if not places[0].external else ""
        work = links.works.get(key)
        found.append(
            {
                "id": f"plan-{plan}" if plan else links.names[key],
                "title": edition.plan(plan).title if plan else key,
                "plan": plan or None,
                "kind": "site" if plan else kind_of(key, work),
                "state": state_of(edition, places),
                "issuer": (work.issuer if work else "") or links.citations.issuers.get(key, ""),
                "wordings": list(links.citations.wordings.get(key, ())),
                "url": entry_url(edition, WORKS, f"plan-{plan}" if plan else links.names[key]),
                "places": [_naming(edition, link) for link in places],
            }
        )
    return sorted(found, key=lambda work: str(work["id"]))


def _naming(edition: Edition, link: Link) -> Json:
    """A place that names a work; `marked` in 《》, or a title that the plan itself made short."""
    state = edition.links.citations.statuses.get(link, "")
    return {"plan": link.plan, "id": link.place, "text": plain(link.text), "state": state, "marked": link.type == "cites"}


def topic_json(thread: Thread) -> Json:
    """A topic with its clauses, the oldest plan first; what an excerpt leaves out is an ellipsis."""
    return {
        "id": thread.id,
        "title": thread.title,
        "title_en": thread.title_en,
        "clauses": [
            {"plan": clause.plan, "id": clause.place, "excerpt": plain(excerpt_text(clause)).replace("\u3000", " ")}
            for clause in thread.clauses
        ],
    }
