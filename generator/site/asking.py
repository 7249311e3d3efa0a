"""Questions that an edition answers, with the pages that answer them: made of what it has most of, so that they always work."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from generator.characters import plain
from generator.edition import Edition
from generator.site.indicators.words import has_page, last_target, path, title
from generator.site.leaved import GLOSSARY, entry_url
from generator.site.marks import Translate, inline
from generator.site.views import PageLink

MOST = 3


def questions(edition: Edition, say: Translate) -> tuple[PageLink, ...]:
    """The first three that can be asked: on a topic, an indicator, a word, two plans; fewer where there is nothing to ask."""
    return tuple(islice(_all(edition, say), MOST))


def _all(edition: Edition, say: Translate) -> Iterator[PageLink]:
    if topic := max(edition.threads, key=lambda one: (len({c.plan for c in one.clauses}), len(one.clauses)), default=None):
        yield _asked(say("ask_topic"), f"topics/{topic.id}/", topic.title)
    answered = [one for one in edition.indicators.series if has_page(one)]
    if series := max(answered, key=lambda one: (one.telling, last_target(one) is not None, len(one.points)), default=None):
        yield _asked(say("ask_series"), path(edition, series), title(edition, series))
    if term := max(edition.glossary.terms, key=lambda one: len(one.mentions), default=None):
        yield _asked(say("ask_term"), entry_url(edition, GLOSSARY, term.id), (edition.language.translated and term.en) or plain(term.name))
    pairs = [(len(edition.pairs_between(a, b)), a, b) for a, others in edition.compared.items() for b in others]
    if pairs:
        _, a, b = max(pairs, key=lambda one: one[0])
        names = edition.plan(a).short_title, edition.plan(b).short_title
        yield _asked(say("ask_compare").replace("{other}", names[1]), f"compare/{a}/{b}/", names[0])


def _asked(question: str, url: str, name: str) -> PageLink:
    return PageLink(url=url, html=inline(question.replace("{name}", name)))
