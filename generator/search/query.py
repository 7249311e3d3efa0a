"""Reading what a reader typed: words, exact phrases in quotation marks, a clause's number, and `plan:` and `period:`."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from generator.characters import HAN, MEASURES
from generator.search.clauses import MARK, clause_of
from generator.search.tokens import Wanted, fold, is_word, pieces, query_terms

LONGEST = 200
"""Characters of a query that are read; a sentence of the plans has 47 on average, the longest some 300."""
MOST_TERMS = 12
"""Terms of one word that are asked for: in a long sentence evenly spread ones; that the rest stands there, the text itself proves."""
QUESTIONS = json.loads(Path(__file__).with_name("questions.json").read_text(encoding="utf-8"))
"""The words of questions, for both engines: `asking` does not stand in a plan's sentence (longest first), `counted` is what follows 多少,
`how_much` and `when` tell what may answer, `question` what a question is, `stop` English words that every text has."""
HOW_MUCH, WHEN, QUESTION = (re.compile(QUESTIONS[name]) for name in ("how_much", "when", "question"))
QUOTED = re.compile(r"“([^”]*)”|\"([^\"]*)\"|「([^」]*)」|『([^』]*)』")
FILTER = re.compile(r"(?:^|(?<=\s))(plan|period|规划|时期)[:：]\s*(\S+)", re.IGNORECASE)
DECIMAL = re.compile(r"[0-9]+\.[0-9]+")
"""A clause's number that may be meant as a figure, too."""
ASKING = re.compile("|".join([QUESTIONS["counted"], *QUESTIONS["asking"]]))
SET_APART = re.compile(rf"(?<=[0-9])\s+(?=[{''.join(sorted(MEASURES))}])|(?<=[{HAN}])\s+(?=[0-9]+\s*[年%％])")
"""Blanks as print sets them around figures: `到 2025 年`."""
TELLING = re.compile(rf"[^\s{HAN}]+(?:[%年月日万亿岁]|类)?|[{HAN}]+")
"""A number or a Latin word with its unit, or a run of Han."""


@dataclass(slots=True)
class Word:
    """One word of a query; a document has it when it has all terms of one of its options."""

    text: str
    """Folded, without punctuation."""
    options: list[list[Wanted]]
    exact: bool = False


@dataclass(slots=True)
class Query:
    """What a reader asks."""

    words: list[Word] = field(default_factory=list)
    whole: str = ""
    """All of it folded, without blanks and punctuation: what an exact match holds."""
    plans: list[str] = field(default_factory=list)
    periods: list[str] = field(default_factory=list)
    cut: bool = False
    """True when more was typed than is read."""
    asks: tuple[str, ...] = ()
    """Of a question, the terms of what may answer it: an amount, a year."""
    question: bool = False


def read_query(typed: str) -> Query:
    """What a reader typed. Anything is a query: what holds no word gives one without words."""
    query = Query(cut=len(typed) > LONGEST)
    text = typed[:LONGEST]
    for kind, value in FILTER.findall(text):
        (query.plans if kind.lower() in ("plan", "规划") else query.periods).append(fold(value))
    text = SET_APART.sub("", FILTER.sub(" ", text).strip())
    query.whole = bare(text)
    query.question = QUESTION.search(query.whole) is not None
    if query.question:
        query.asks = tuple(term for term, pattern in ((f"{MARK}amount", HOW_MUCH), (f"{MARK}year", WHEN)) if pattern.search(query.whole))
    clause = clause_of(text)
    if clause:
        query.words.append(word_of(text, clause))
        return query
    at = 0
    for quoted in QUOTED.finditer(text):
        query.words += _plain_words(text[at : quoted.start()])
        inner = next(group for group in quoted.groups() if group is not None)
        query.words += [Word(word.text, word.options, True) for word in (word_of(inner),) if word.options]
        at = quoted.end()
    query.words += _plain_words(text[at:])
    return query


def _plain_words(text: str) -> list[Word]:
    """Words between blanks; of English ones those that tell something."""
    words = [word_of(part, clause_of(part)) for part in text.split()]
    words = [word for word in words if word.options]
    telling = [word for word in words if word.text not in QUESTIONS["stop"]]
    return telling or words


def word_of(text: str, clause: str | None = None) -> Word:
    """A word with its terms; of one that names a clause the clause's, and its own only when it may be a figure."""
    terms = spread(query_terms(fold(text)))
    options = [[Wanted(MARK + clause)]] if clause else []
    if not clause or DECIMAL.fullmatch(text.strip()):
        options += [terms] if terms else []
    return Word(bare(text), options)


def spread(terms: list[Wanted]) -> list[Wanted]:
    """Few terms for many: evenly spread over them."""
    if len(terms) <= MOST_TERMS:
        return terms
    return [terms[i * (len(terms) - 1) // (MOST_TERMS - 1)] for i in range(MOST_TERMS)]


def bare(text: str) -> str:
    """A text folded, without blanks and punctuation; neighbouring words are parted by a blank."""
    made = ""
    for piece in pieces(fold(text)):
        made += f" {piece}" if made and is_word(piece) and is_word(made[-1]) else piece
    return made


def without_question(words: list[Word]) -> list[Word]:
    """The words of a question without what only asks; numbers and the words around them each by themselves."""
    found: list[Word] = []
    for word in words:
        if word.exact or not re.search(f"[{HAN}]", word.text):
            found.append(word)
            continue
        found += [made for part in TELLING.findall(ASKING.sub(" ", word.text)) if (made := word_of(part)).options]
    return found
