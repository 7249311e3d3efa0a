"""`content/counterparts.lock`: the counterparts as last found, so that a build need not find them again.

Its first line is a digest of all that they depend on: the passages, the words that mean the same, the model, the thesaurus, the editors'
decisions. A build with another digest finds them anew, which takes a second; `zhangju convert` writes the lock, and a diff of it shows
which links a change brought or took.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from generator.errors import ZhangjuError
from generator.links import background, candidates, counterparts, knowledge, likeness, shared, subjects, sureness, vectors
from generator.links.counterparts import Pair, find_likely, meanings
from generator.links.editors import LinkEditors
from generator.links.kinds import editors_types
from generator.links.passages import Passage, passages
from generator.model import Plan
from generator.model.address import is_anchor
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


def remembered_pairs(content: Path, plans: Sequence[Plan], editors: LinkEditors) -> list[Pair]:
    """The counterparts and what may be one: from the lock when it is of these plans, else found anew. Raises ZhangjuError as `find_likely`
    does."""
    if not is_current(content, plans, editors):
        return sorted(_in_reading_order(plans, find_likely(plans, editors)), key=lambda pair: -pair.score)
    found = {(p.plan, p.anchor): p for plan in plans for p in passages(plan)}
    lines = read_text(content / LOCK).removesuffix("\n").split("\n")[1:]
    try:
        return sorted((_pair(json.loads(line), found) for line in lines), key=lambda pair: -pair.score)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        raise ZhangjuError(content / LOCK, None, "a line is no pair", "run `zhangju convert`, which writes it anew") from None


def is_current(content: Path, plans: Sequence[Plan], editors: LinkEditors) -> bool:
    """True when the lock was made of these plans, this code and these decisions."""
    path = content / LOCK
    if not path.exists():
        return False
    return read_text(path).partition("\n")[0].strip() == digest(plans, [p for plan in plans for p in passages(plan)], editors)


def lock_text(plans: Sequence[Plan], editors: LinkEditors) -> str:
    """The text of the lock: the digest, then a pair a line in reading order."""
    held = [p for plan in plans for p in passages(plan)]
    pairs = _in_reading_order(plans, find_likely(plans, editors))
    return digest(plans, held, editors) + "\n" + "".join(_line(pair) + "\n" for pair in pairs)


def _in_reading_order(plans: Sequence[Plan], pairs: Iterable[Pair]) -> list[Pair]:
    """Pairs by the places of both sides, so that those of one score stand alike whether found or remembered."""
    order = {(p.plan, p.anchor): n for n, p in enumerate(p for plan in plans for p in passages(plan))}
    return sorted(pairs, key=lambda pair: (order[pair.a.plan, pair.a.anchor], order[pair.b.plan, pair.b.anchor]))


def digest(plans: Sequence[Plan], held: Sequence[Passage], editors: LinkEditors) -> str:
    """SHA-256 of all that the counterparts depend on."""
    known = hashlib.sha256()
    for source in SOURCES:
        known.update(source.read_text(encoding="utf-8").encode())  # line ends as a checkout has them do not count
    decisions = [
        [(pair.a, pair.b, pair.type, pair.reason) for pair in pairs]  # not its line: a comment above it changes nothing
        for pairs in (editors.add, editors.retype, editors.forbid)
    ]
    periods = [(plan.id, plan.meta.get("kind"), plan.meta.get("issuer"), plan.meta.get("period"), plan.meta.get("title")) for plan in plans]
    read = [sorted(plans_read) for plans_read in sureness.readings(editors)]
    known.update(repr((held, meanings(editors), editors.local.key(), decisions, read, periods)).encode())
    return known.hexdigest()


def _line(pair: Pair) -> str:
    ends = [pair.a.plan, pair.a.anchor, pair.b.plan, pair.b.anchor]
    values = [*ends, *(getattr(pair, name) for name in FIELDS), list(pair.shared), *([PERHAPS] if pair.perhaps else [])]
    return json.dumps(values, ensure_ascii=False)


def _pair(line: list[object], found: Mapping[tuple[str, str], Passage]) -> Pair:
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
