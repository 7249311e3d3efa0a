"""`content/counterparts.lock`: the counterparts as last found, so that a build need not find them again.

Its first line is a digest of what decides them all: the code, the model, the thesaurus, the words that mean the same. A line for each plan
has a digest of what else decides its own: its passages, its metadata, what editors decided of it. A pair depends on its two plans alone, so
where a plan has another digest only its pairs are found anew. `zhangju convert` writes the lock, and a diff of it shows which links a
change brought or took.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from generator.errors import ZhangjuError
from generator.links import background, candidates, counterparts, knowledge, likeness, shared, subjects, sureness, vectors
from generator.links.counterparts import Pair, find_likely, meanings
from generator.links.editors import LinkEditors
from generator.links.kinds import editors_types
from generator.links.passages import Passage, passages
from generator.model import Plan
from generator.model.address import is_anchor
from generator.pure import PLANS, Same, pure
from generator.text_file import read_text

LOCK = "counterparts.lock"
MODULES = background, candidates, counterparts, knowledge, likeness, shared, subjects, sureness, vectors
SOURCES = [
    candidates.MODEL,
    sureness.MODEL,
    subjects.FILE,
    background.FILE,
    *(Path(str(module.__file__)) for module in MODULES),
]
"""What decides beside the plans and the editors."""

BY = ("rule", "editor")
FIELDS = ("score", "to_a", "to_b", "type", "by", "reason")
PERHAPS = "perhaps"
"""What ends the line of a pair that may be a counterpart."""


class Lock(NamedTuple):
    """What the lock holds."""

    plans: Mapping[str, str]
    """The digest of each plan."""
    pairs: Sequence[list[Any]]


def remembered_pairs(content: Path, plans: Sequence[Plan], editors: LinkEditors) -> list[Pair]:
    """The counterparts and what may be one, the likeliest first: those of plans that the lock knows as they are from there, the others
    found anew. Raises ZhangjuError as `find_likely` does, and for a lock that cannot be read."""
    lock = _read(content, editors)
    stale = _stale(lock, plans, editors)
    try:
        pairs = _kept(lock, plans, stale)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        raise _no_pair(content) from None
    pairs += find_likely(plans, editors, stale) if stale else []
    return sorted(_in_reading_order(plans, pairs), key=lambda pair: -pair.score)


def is_current(content: Path, plans: Sequence[Plan], editors: LinkEditors) -> bool:
    """True when the lock was made of these plans, this code and these decisions. Raises ZhangjuError."""
    lock = _read(content, editors)
    return {*lock.plans} == {plan.id for plan in plans} and not _stale(lock, plans, editors)


def lock_text(content: Path, plans: Sequence[Plan], editors: LinkEditors) -> str:
    """The text of the lock: the digests, then a pair a line in reading order. One in `content` that cannot be read is made anew.
    Raises ZhangjuError as `find_likely` does."""
    try:
        pairs = remembered_pairs(content, plans, editors)
    except ZhangjuError as error:
        if error.file != str(content / LOCK):
            raise
        pairs = find_likely(plans, editors)
    return text_of(plans, editors, pairs)


def text_of(plans: Sequence[Plan], editors: LinkEditors, pairs: Iterable[Pair]) -> str:
    """The text of a lock that says that these are all pairs of some plans."""
    digests = [json.dumps(entry) for entry in sorted(_digests(plans, editors).items())]
    return "".join(f"{line}\n" for line in (digest(editors), *digests, *map(_line, _in_reading_order(plans, pairs))))


def _kept(lock: Lock, plans: Sequence[Plan], stale: set[str]) -> list[Pair]:
    """The pairs of the lock whose plans are as it has them. Raises ValueError or its like where a line is no pair."""
    found = {(p.plan, p.anchor): p for plan in plans for p in passages(plan)}
    known = {plan.id for plan in plans} - stale
    if strange := {plan for line in lock.pairs for plan in (line[0], line[2])} - lock.plans.keys():
        raise ValueError(strange)
    return [_pair(line, found) for line in lock.pairs if line[0] in known and line[2] in known]


def _read(content: Path, editors: LinkEditors) -> Lock:
    """What the lock in a folder says; nothing where there is none, or where it is of another engine. Raises ZhangjuError."""
    path = content / LOCK
    first, *rest = read_text(path).removesuffix("\n").split("\n") if path.exists() else [""]
    if first.strip() != digest(editors):
        return Lock({}, ())
    try:
        lines = [json.loads(line) for line in rest]
        return Lock(dict(line for line in lines if len(line) == 2), [line for line in lines if len(line) != 2])
    except (ValueError, TypeError, RecursionError):
        raise _no_pair(content) from None


def _no_pair(content: Path) -> ZhangjuError:
    return ZhangjuError(content / LOCK, None, "a line is no pair", "run `zhangju convert`, which writes it anew")


def _stale(lock: Lock, plans: Sequence[Plan], editors: LinkEditors) -> set[str]:
    """The plans whose pairs are others than the lock has."""
    return {plan for plan, known in _digests(plans, editors).items() if lock.plans.get(plan) != known}


def _in_reading_order(plans: Sequence[Plan], pairs: Iterable[Pair]) -> list[Pair]:
    """Pairs by the places of both sides, so that those of one score stand alike whether found or remembered."""
    order = {(p.plan, p.anchor): n for n, p in enumerate(p for plan in plans for p in passages(plan))}
    return sorted(pairs, key=lambda pair: (order[pair.a.plan, pair.a.anchor], order[pair.b.plan, pair.b.anchor]))


def digest(editors: LinkEditors) -> str:
    """SHA-256 of what all counterparts depend on."""
    known = hashlib.sha256()
    for source in SOURCES:
        known.update(source.read_text(encoding="utf-8").encode())  # line ends as a checkout has them do not count
    known.update(repr((meanings(editors), editors.local.key())).encode())
    return known.hexdigest()


def _digests(plans: Sequence[Plan], editors: LinkEditors) -> dict[str, str]:
    """Plan → SHA-256 of what its own counterparts depend on besides."""
    decided: dict[str, list[object]] = {plan.id: [] for plan in plans}
    for name in ("add", "retype", "forbid"):
        for pair in getattr(editors, name):  # not its line: a comment above it changes nothing
            for plan in {end.strip().partition(" ")[0] for end in (pair.a, pair.b)} & decided.keys():
                decided[plan].append((name, pair.a, pair.b, pair.type, pair.reason))
    for read in sureness.readings(editors):
        for plan in read & decided.keys():
            decided[plan].append(sorted(read))
    return {plan.id: _digest_of(Same(plan), repr(decided[plan.id])) for plan in plans}


@pure(most=PLANS)
def _digest_of(plan: Same[Plan], decided: str) -> str:
    facts = [plan.thing.meta.get(key) for key in ("kind", "issuer", "period", "date", "title")]
    return hashlib.sha256(repr((list(passages(plan.thing)), facts, decided)).encode()).hexdigest()


def _line(pair: Pair) -> str:
    ends = [pair.a.plan, pair.a.anchor, pair.b.plan, pair.b.anchor]
    values = [*ends, *(getattr(pair, name) for name in FIELDS), list(pair.shared), *([PERHAPS] if pair.perhaps else [])]
    return json.dumps(values, ensure_ascii=False)


def _pair(line: list[Any], found: Mapping[tuple[str, str], Passage]) -> Pair:
    a, b = found[str(line[0]), str(line[1])], found[str(line[2]), str(line[3])]
    perhaps = line[-1] == PERHAPS
    line = line[:-1] if perhaps else line
    values = dict(zip(FIELDS, line[4:-1], strict=True))
    shared = line[-1] if isinstance(line[-1], list) else [None]
    if not isinstance(values["score"], int | float) or not all(isinstance(word, str) for word in [*shared, *list(values.values())[1:]]):
        raise ValueError(line)
    decided = values["type"] in editors_types() and values["by"] in BY
    if not decided or not all(is_anchor(str(values[name])) for name in ("to_a", "to_b")):
        raise ValueError(line)
    return Pair(a, b, shared=tuple(shared), perhaps=perhaps, **values)  # type: ignore[arg-type]
