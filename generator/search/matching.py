"""Which documents answer: those that hold all words, those of sections that do, those that hold most."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from generator.search.query import Query, Word
from generator.search.reader import Reader
from generator.search.tokens import Wanted

DEFINED = 4
"""Documents under a heading that are found with it: what an entry of an annex says stands below its head."""
PARTLY = 0.34
"""Share of a query's weight that a document must hold to be shown when few hold all."""
MOST_PARTLY = 30
NEAR = 40
"""Documents on either side of a rare word in which its section's other words are looked for."""
RARE = 12
"""Places of the rarest word around which that is done."""

Allowed = Callable[[int], bool]
Run = tuple[int, int]


def allowed_by(reader: Reader, query: Query) -> Allowed:
    """What `plan:` and `period:` let through: a whole id or period, else every one that holds what was typed."""
    plans = reader.meta["plans"]
    if not query.plans and not query.periods:
        return lambda number: True
    ids = {plan[0] for plan in plans} & set(query.plans)
    periods = {plan[3] for plan in plans} & set(query.periods)
    chosen = set()
    for i, (name, _, _, period) in enumerate(plans):
        by_plan = name in ids if ids else not query.plans or any(typed in name for typed in query.plans)
        by_period = period in periods if periods else not query.periods or any(typed in period for typed in query.periods)
        if by_plan and by_period:
            chosen.add(i)
    return lambda number: reader.plan_of(number) in chosen


def strict(reader: Reader, words: Sequence[Word], allowed: Allowed) -> dict[int, float]:
    """Document → 1 when it holds all words, 2 when some stand in titles above, or when it explains a heading that holds them."""
    if not words:
        return {}
    own = [holding(reader, word) for word in words]
    above = [[run for option in known(reader, word) for run in _shared([_runs(reader, w) for w in option])] for word in words]
    ends = {first: end for runs in above for first, end in runs if end - first <= DEFINED}
    found: dict[int, float] = {}
    for number in sorted(set.union(*own)):
        if not allowed(number):
            continue
        missing = [i for i, held in enumerate(own) if number not in held]
        if not missing:
            found[number] = 1
            for below in range(number + 1, ends.get(number, number)):
                found.setdefault(below, 2)
        elif all(any(first <= number < end for first, end in above[i]) for i in missing):
            found.setdefault(number, 2)
    return found


def telling(reader: Reader, words: Sequence[Word]) -> list[Word]:
    """The words without single characters that stand nearly everywhere, where only a part of the index is read and others tell more."""
    return [word for word in words if not any(reader.wide(w) for option in word.options for w in option)] or list(words)


def known(reader: Reader, word: Word) -> list[list[Wanted]]:
    """The options of a word whose terms all stand somewhere; all of them when there is none."""
    return [option for option in word.options if all(reader.expanded(wanted) for wanted in option)] or word.options


def holding(reader: Reader, word: Word) -> set[int]:
    """The documents that hold a word: all terms of one of its options. Where some lists were read in part, the others decide."""
    found: set[int] = set()
    for option in known(reader, word):
        whole = [wanted for wanted in option if not reader.partial(wanted)] or option
        found |= set.intersection(*(reader.own(wanted) for wanted in whole))
    return found


def unsure(reader: Reader, words: Sequence[Word]) -> bool:
    """True when a document that was found may lack a part of a word."""
    return any(reader.partial(wanted) for word in words for option in known(reader, word) if len(option) > 1 for wanted in option)


def _runs(reader: Reader, wanted: Wanted) -> list[Run]:
    return sorted((first, end) for term in reader.expanded(wanted) for first, end, _ in reader.stand(term).titles)


def _shared(lists: Sequence[list[Run]]) -> list[Run]:
    """The runs that stand in every one of some lists of runs."""
    shared = lists[0] if lists else []
    for other in lists[1:]:
        shared = [(max(a, c), min(b, d)) for a, b in shared for c, d in other if max(a, c) < min(b, d)]
    return shared


def in_sections(reader: Reader, words: Sequence[Word], allowed: Allowed) -> list[int]:
    """Documents of sections that hold all words between them: of each word the nearest one."""
    sets = [sorted(n for n in holding(reader, word) if allowed(n)) for word in words]
    if len(words) < 2 or not all(sets):
        return []
    found: list[int] = []
    for number in min(sets, key=len)[:RARE]:
        near = [[n for n in held if abs(n - number) <= NEAR] for held in sets]
        if not all(near):
            continue
        here = reader.text(number)
        chosen = []
        for held in near:
            inside = (n for n in held if (text := reader.text(n)).section == here.section and text.plan == here.plan)
            chosen.append(min(inside, key=lambda n: (abs(n - number), n), default=-1))
        if -1 not in chosen:
            found += chosen
    return list(dict.fromkeys(found))


def idf(reader: Reader, term: str) -> float:
    """How rare a term is, as lunr reckons."""
    count = reader.stand(term).count
    return math.log(1 + abs((reader.meta["docs"] - count + 0.5) / (count + 0.5)))


def partly(reader: Reader, words: Sequence[Word], asks: Sequence[str], allowed: Allowed) -> list[int]:
    """Documents that hold most of the query's weight, the heaviest first; `asks` count only where they stand."""
    weights: dict[int, float] = {}
    total = 0.0
    for wanted in dict.fromkeys(w for word in words for option in word.options[:1] for w in option):
        terms = reader.expanded(wanted)
        if not terms:
            continue
        rare = max(idf(reader, term) for term in terms)
        total += rare
        for number in reader.own(wanted):
            if allowed(number):
                weights[number] = weights.get(number, 0.0) + rare
    for term in asks:
        for number in reader.stand(term).own & weights.keys():
            weights[number] += idf(reader, term)
    best = sorted(weights, key=lambda n: (-round(weights[n], 6), n))
    return [n for n in best if weights[n] >= PARTLY * total][:MOST_PARTLY]
