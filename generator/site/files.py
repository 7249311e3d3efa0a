"""What a site has beside its pages: open data, quotations, what is compared on demand, search."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import chain

from generator.edition import Edition
from generator.languages.language import SIMPLIFIED, Language
from generator.search.asked import Questions
from generator.search.editors import Synonym
from generator.site.changes import feeds
from generator.site.clauses import clause_files
from generator.site.data import dumps, open_data
from generator.site.indicators.data import indicator_files
from generator.site.inventory import PATH as INVENTORY
from generator.site.inventory import inventory_json
from generator.site.leaved import leaf_files
from generator.site.marks import Translate
from generator.site.quote_files import quote_files
from generator.site.quotes import quotes
from generator.site.search import FOLDER, found_in, index_files, shown_files


def data_files(editions: Mapping[str, Edition], say: Translate, site_url: str) -> Iterator[tuple[str, str]]:
    """(path in the site, text) of open data, quotations and what is compared on demand; feeds in the words that `say` gives."""
    edition = editions[SIMPLIFIED.code]
    for path, value in open_data(edition):
        yield path, dumps(value)
    yield from indicator_files(edition)
    yield INVENTORY, dumps(inventory_json(edition, site_url))
    yield "api/changes.json", dumps([asdict(issue) for issue in edition.issues])
    yield from feeds(edition, say, site_url)
    texts = quotes(edition)
    yield "api/quotes.json", dumps(texts)
    yield from ((path, dumps(value)) for path, value in quote_files(texts))
    for one in editions.values():
        yield from ((path, dumps(value)) for path, value in chain(clause_files(one), leaf_files(one)))


def search_files(
    editions: Mapping[str, Edition], words: Callable[[Language], Translate], synonyms: Sequence[Synonym], questions: Questions
) -> Iterator[tuple[str, str]]:
    """(path in the site, text) of search, in all languages; `words` gives the interface strings of each."""
    edition = editions[SIMPLIFIED.code]
    translated = next((one for one in editions.values() if one.language.translated), None)
    found = found_in(edition, synonyms, translated, questions)
    yield from index_files(edition, found)
    for one in editions.values():
        prefix = one.language.prefix
        shown = found if one is translated else found_in(one, ()) if prefix else found
        yield from shown_files(one, shown, words(one.language), f"{prefix}{FOLDER}")
