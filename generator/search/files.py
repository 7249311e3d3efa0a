"""The files of search, as the browser fetches them: `search/meta.js`, terms in `search/t/`, pinyin in `search/p/`, texts in `x/`.

Each is one call, `zhangjuSearch("t/12", …)`: fetched and cut open where there is a server, loaded as a script where the site is opened
as files. Sizes below are chosen so that a query of ten characters fetches some 30 kB (gzip), at five plans as at five hundred.
"""

from __future__ import annotations

import json
import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from operator import sub
from pathlib import Path
from typing import Any, TypeAlias

from generator.characters import HAN, MEASURES
from generator.model import Glossary, Plan
from generator.search.chinese import chinese_entries, pair_of
from generator.search.documents import Document
from generator.search.english import english_entries, first_of
from generator.search.index import LEAST_WEIGHT, PHRASES, STEP, STEPS, Numbers, Postings, index
from generator.search.packing import ALPHABET, pack
from generator.search.pinyin import pinyin_entries, sounds
from generator.search.scripts import folding
from generator.search.sharding import Shards, shards
from generator.search.tokens import LETTERS, PIECE, SPELLINGS, STEMMED
from generator.working import uncollected

CHUNK = 16
"""Documents a file of texts: some 1.5 kB."""
TARGET = 1000
"""Characters a file of terms, pinyin or English: some 0.8 kB."""
LONG = 3000
"""Characters of postings above which a term has a file of its own."""
TOP = 240
"""Documents of the heaviest postings of such a term that its shard keeps: enough for the first pages of results."""
SECTIONS_OF, KIN_OF = 8192, 512
"""Documents a file that tells where sections begin, and one of counterparts: some 1 kB each."""

Kin: TypeAlias = Mapping[tuple[str, str], Sequence[tuple[str, str]]]
"""(plan, anchor) → the places of other plans that say the same, the likeliest first."""
NO_KIN: Kin = {}

QUESTIONS = json.loads(Path(__file__).with_name("questions.json").read_text(encoding="utf-8"))
"""The words of questions: `asking` does not stand in a plan's sentence (longest first), `joined` stands
inside of words (贷不到款), `counted` is what follows 多少, `how_much` and
`when` tell what may answer, `question` what a question is, `stop` English words that every text has."""

Json = Any


def search_files(plans: Sequence[Plan], glossary: Glossary, found: Sequence[Document], kin: Kin = NO_KIN) -> Iterator[tuple[str, str]]:
    """(path under `search/`, content) of what does not depend on the page's language: the index and the pinyin."""
    with uncollected():
        terms = index(found)
    lines: dict[str, str] = {}
    for term in [*terms]:
        postings = terms.pop(term)
        line = packed(postings)
        if len(line) > LONG:
            yield script(f"l/{len(lines)}", line)
            line = f"#{len(lines)} {len(line)} {postings.count} {packed(heaviest(postings))}"
        lines[term] = line
    said_otherwise = chinese_entries(lines)
    sizes = {term: len(term) + len(line) + 2 for term, line in lines.items()}
    for key, line in said_otherwise.items():
        sizes[pair_of(key)] = sizes.get(pair_of(key), 0) + len(key) + len(line) + 2
    where = shards("t", 2, sizes, TARGET)
    yield from _parted(where, {**lines, **said_otherwise}, pair_of)
    names = [name for term in (*glossary.terms, *glossary.undefined) for name in (term.name, *term.aliases)]
    names += [str(plan.meta.get("short_title", "")) for plan in plans]
    spelled = {key: " ".join(words) for key, words in pinyin_entries(names, (d.text for d in found)).items()}
    spelling = shards("p", 3, {key: len(key) + len(line) + 2 for key, line in spelled.items()}, TARGET)
    yield from _parted(spelling, spelled)
    yield script("sounds", sounds(d.text for d in found))
    yield from _section_files(found)
    yield from _kin_files(found, kin)
    said = english_entries(lines)
    sizes = {}
    for key, line in said.items():
        sizes[first_of(key)] = sizes.get(first_of(key), 0) + len(key) + len(line) + 2
    saying = shards("e", 2, sizes, TARGET)
    yield from _parted(saying, said, first_of)
    table = folding("".join(chain((d.text + d.also + d.asked for d in found), QUESTIONS["asking"], chain(*said_otherwise.items()))))
    yield script("fold", ["".join(table), "".join(table.values())])
    yield script("meta", {**_meta(plans, found, where, spelling, table), "english": [saying.buckets, dict(saying.heavy)]})


def text_files(
    found: Sequence[Document],
    page_of: Callable[[str, str], str],
    parent_of: Callable[[str, str], str | None],
    heading_of: Callable[[str, str], str],
    translated: bool = False,
) -> Iterator[tuple[str, str]]:
    """(path, content) of the texts in one language. The functions tell of (plan, section) its page, its parent's id and its heading;
    with `translated` the translations stand beside the texts."""
    for start in range(0, len(found), CHUNK):
        held: list[Json] = []
        numbers: dict[tuple[str, str], int] = {}

        def number(plan: str, section: str, held: list[Json] = held, numbers: dict[tuple[str, str], int] = numbers) -> int:
            if (plan, section) not in numbers:
                above = -1 if section == "front" else number(plan, parent_of(plan, section) or "front")
                numbers[plan, section] = len(held)
                held.append([section, heading_of(plan, section), page_of(plan, section), above])
            return numbers[plan, section]

        texts: list[Json] = []
        for document in found[start : start + CHUNK]:
            entry = [number(document.plan, document.section), document.anchor.removeprefix(document.section), document.text]
            shown = [document.translation if translated else "", document.heads]
            entry += shown if document.heads else shown[:1] if shown[0] else []
            texts.append(entry)
        yield script(f"x/{start // CHUNK}", {"s": held, "d": texts})


def script(name: str, value: Json) -> tuple[str, str]:
    """A file as it is written: its path and its content."""
    return f"{name}.js", f"zhangjuSearch({json.dumps(name)},{json.dumps(value, ensure_ascii=False, separators=(',', ':'))})\n"


def packed(postings: Postings) -> str:
    """The postings of a term: five lists of numbers, parted by `|`; documents as distances."""
    own = postings.text, postings.also, postings.english
    text, *others = (pack(_distances(held)) if held else "" for held in own)
    asked = pack(_distances(postings.asked, PHRASES)) if postings.asked else ""
    return "|".join((text, pack(_runs(postings.titles)) if postings.titles else "", *others, asked)).rstrip("|")


def _distances(entries: Numbers, steps: int = STEPS) -> Iterator[int]:
    """Entries as what they lie behind the document of the one before: a document is a power of two, so that no step of Python is needed."""
    return map(sub, entries, chain((0,), map((-steps).__and__, entries)))


def _section_files(found: Sequence[Document]) -> Iterator[tuple[str, str]]:
    """Numbers of the documents with which sections begin, a file for each SECTIONS_OF documents: first the section that runs on into it."""
    places = [(document.plan, document.section) for document in found]
    begins = [n for n, (place, before) in enumerate(zip(places, (None, *places), strict=False)) if place != before]
    for start in range(0, len(found), SECTIONS_OF):
        here = begins[bisect_right(begins, start) - 1 : bisect_left(begins, start + SECTIONS_OF)]
        yield script(f"s/{start // SECTIONS_OF}", pack(map(sub, here, chain((0,), here))))


def _kin_files(found: Sequence[Document], kin: Kin) -> Iterator[tuple[str, str]]:
    """Of each document that has counterparts its number, as a distance, how many there are, and their numbers; a file for each KIN_OF."""
    numbers = {(document.plan, document.anchor): n for n, document in enumerate(found)}
    for start in range(0, len(found), KIN_OF):
        held: list[int] = []
        before = 0
        for number in range(start, min(start + KIN_OF, len(found))):
            others = [numbers[place] for place in kin.get((found[number].plan, found[number].anchor), ()) if place in numbers]
            if others:
                held += (number - before, len(others), *others)
                before = number
        yield script(f"k/{start // KIN_OF}", pack(held))


def _runs(entries: Numbers) -> Iterator[int]:
    before = 0
    for number, step, reach in zip(*[iter(entries)] * 3, strict=True):
        yield (number - before) * STEPS + step
        yield reach
        before = number


def heaviest(postings: Postings) -> Postings:
    """The documents that a frequent term weighs most in, in order of their numbers."""
    top = sorted(postings.text, key=lambda entry: (-(entry % STEPS), entry))[:TOP]
    return Postings(array("I", sorted(top)))


def _parted(where: Shards, lines: Mapping[str, str], by: Callable[[str], str] = str) -> Iterator[tuple[str, str]]:
    """The files of a parting, a line a key; also those in which nothing stands, so that none is asked for in vain."""
    held: dict[str, list[str]] = {name: [] for name in where.all_files()}
    for key in sorted(lines):
        held[where.file(by(key))].append(key)
    for name, keys in held.items():
        yield script(name, "\n".join([f"{key}\t{lines[key]}" for key in keys]))


def _meta(plans: Sequence[Plan], found: Sequence[Document], terms: Shards, spelling: Shards, table: Mapping[str, str]) -> Json:
    """What every query needs: how things are parted, packed and cut, where plans begin, the Traditional characters that also stand in
    Simplified texts."""
    first: dict[str, int] = {}
    for number, document in enumerate(found):
        first.setdefault(document.plan, number)
    also = {char: simple for char, simple in table.items() if _in_gb2312(char)}
    return {
        "docs": len(found),
        "chunk": CHUNK,
        "spans": [SECTIONS_OF, KIN_OF],
        "terms": [terms.buckets, dict(terms.heavy)],
        "pinyin": [spelling.buckets, dict(spelling.heavy)],
        "plans": [[p.id, first[p.id], str(p.meta.get("kind", "")), str(p.meta.get("period", ""))] for p in plans if p.id in first],
        "tokens": {"han": _plainly(HAN), "letters": LETTERS, "piece": _plainly(PIECE.pattern), "spellings": SPELLINGS, "stemmed": STEMMED},
        "packing": ALPHABET,
        "weights": [LEAST_WEIGHT, STEP],
        "phrases": PHRASES,
        "questions": QUESTIONS,
        "measures": "".join(sorted(MEASURES)),
        "fold": ["".join(also), "".join(also.values())],
    }


def _in_gb2312(char: str) -> bool:
    """True for a character of the Simplified standard set; the browser asks its own decoder."""
    try:
        return len(char.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return False


def _plainly(pattern: str) -> str:
    r"""A pattern with its `\u` and `\U` escapes as the characters themselves, which both languages read alike."""
    return re.sub(r"\\u([0-9a-f]{4})|\\U([0-9a-f]{8})", lambda found: chr(int(found[1] or found[2], 16)), pattern)
