"""The lists of the site that may stand in leaves, and where an entry of each is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from generator.edition import Edition
from generator.links.repeats import Repeat
from generator.model import Definition, Term
from generator.pure import Same, pure
from generator.site.indicators.words import series_leaves
from generator.site.leaves import Leaves, leaves, uses_weight
from generator.site.views import LeafLink
from generator.site.works import works_in_order

GLOSSARY, WORKS, REPEATS, INDICATORS = "glossary/", "bibliography/", "repeats/", "indicators/"
PROMISED = "promised"
"""The leaf of what plans promise."""
UNDEFINED = "undefined"
"""That of terms that no plan defines."""
DIGITS = "0–9"
"""Heading of the entries whose names begin with a digit."""


def entry_url(edition: Edition, page: str, name: str) -> str:
    """Where an entry of a list stands, from the site's root."""
    return LISTS[page](edition).address(page, name)


def lead(edition: Edition, address: str) -> str:
    """An address from the site's root, of an entry of a list on the leaf where it stands."""
    page, mark, name = address.partition("#")
    return entry_url(edition, page, name) if mark and page in LISTS else address


def leaf_links(edition: Edition, page: str, label: Callable[[str], str], here: str) -> tuple[LeafLink, ...]:
    """The leaves of a list as links; none where it stands on one page. `label` says what a group is called."""
    held = LISTS[page](edition)
    if not held.parted:
        return ()
    return tuple(
        LeafLink(url=f"{page}{name}{'/' if name else ''}", name=label(called), here=name == here)
        for name, called in zip(held.names, held.labels, strict=True)
    )


def leaf_files(edition: Edition) -> Iterator[tuple[str, Mapping[str, str]]]:
    """(path in the site, value) of each file that tells where the entries of lists stand."""
    for page, make in LISTS.items():
        yield from make(edition).files(edition.language.prefix + page)


def term_leaves(edition: Edition) -> Leaves:
    """The glossary in leaves: by the letter of its entries, then what no plan defines."""
    return _term_leaves(Same(edition))


@pure(most=4, passing=True)
def _term_leaves(edition: Same[Edition]) -> Leaves:
    one = edition.thing
    english = one.language.code == "en"
    terms = in_order(one.glossary.terms, english)
    lacking = in_order(one.glossary.undefined, english)
    return leaves(
        [
            *((term.id, letter_of(term, english), _term_weight(one, term)) for term in terms),
            *((term.id, UNDEFINED, _term_weight(one, term)) for term in lacking),
        ]
    )


def in_order(terms: Iterable[Term], english: bool) -> list[Term]:
    """Terms as the glossary lists them."""
    return sorted(terms, key=_in_english) if english else list(terms)


def _in_english(term: Term) -> tuple[bool, str]:
    """How terms are ordered in English: by their letters and digits; those without English behind them, by pinyin."""
    return not term.en, re.sub(r"[^0-9a-z ]", "", term.en.lower()).strip() or term.id


def letter_of(term: Term, english: bool = False) -> str:
    """Index letter of a term, in English that of its English; of one without it, what all of them stand under."""
    if english and not term.en:
        return "中"
    first = _in_english(term)[1][0] if english else term.id[0]
    return DIGITS if first.isdigit() else first.upper()


def _term_weight(edition: Edition, term: Term) -> int:
    defined = sum(300 + 4 * len(_defined(edition, one)) for one in term.definitions)
    return defined + 2 * len(term.definition_en) + uses_weight(mention.plan for mention in term.mentions)


def _defined(edition: Edition, definition: Definition) -> str:
    if definition.span is not None or "-" in definition.place:
        return definition.text
    return "".join(sentence.text for _, sentence in edition.plan(definition.plan).section(definition.place).sentences())


def repeat_leaves(edition: Edition) -> Leaves:
    """The page of repeats in leaves, in its order."""
    return _repeat_leaves(Same(edition))


@pure(most=4, passing=True)
def _repeat_leaves(edition: Same[Edition]) -> Leaves:
    found: dict[str, int] = {}
    for repeat in sorted_repeats(edition.thing):
        found[repeat_id(repeat)] = found.get(repeat_id(repeat), 0) + 500 + 3 * (len(repeat.text) + len(repeat.text_b))
    return leaves((name, "", weight) for name, weight in found.items())


def sorted_repeats(edition: Edition) -> list[Repeat]:
    """All repeats by plans, content before set phrases."""
    groups: dict[tuple[str, str], list[Repeat]] = {}
    for repeat in edition.links.repeats:
        groups.setdefault((repeat.a.plan, repeat.b.plan), []).append(repeat)
    return [repeat for group in groups.values() for repeat in sorted(group, key=lambda repeat: repeat.kind != "content")]


def repeat_id(repeat: Repeat) -> str:
    """Address of a repeat on its page: both ends."""
    return f"{repeat.a.plan}-{repeat.a.place}--{repeat.b.plan}-{repeat.b.place}"


def work_leaves(edition: Edition) -> Leaves:
    """The bibliography in leaves: what plans promise, then by kind."""
    return _work_leaves(Same(edition))


@pure(most=4, passing=True)
def _work_leaves(edition: Same[Edition]) -> Leaves:
    one = edition.thing
    promised: dict[str, int] = {}
    for link, status in one.links.citations.statuses.items():
        if status == "announced" and link.external:
            promised[link.plan] = promised.get(link.plan, 200) + 150
    entries = [(f"{PROMISED} {view.id}", PROMISED, promised[view.id]) for view in one if view.id in promised]
    for kind, names in works_in_order(one).items():
        entries += [(name, kind, uses_weight(link.plan for link in links)) for name, _, links in names]
    return leaves(entries)


LISTS: Mapping[str, Callable[[Edition], Leaves]] = {
    GLOSSARY: term_leaves,
    WORKS: work_leaves,
    REPEATS: repeat_leaves,
    INDICATORS: series_leaves,
}
"""Page of each list → how it stands in leaves."""
