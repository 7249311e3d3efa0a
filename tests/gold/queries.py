"""Reads the labelled queries in `queries.tsv` and `queries_held_out.tsv`. How they were made and what `wanted` means: README.md here."""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

QUERIES = Path(__file__).with_name("queries.tsv")
HELD_OUT = Path(__file__).with_name("queries_held_out.tsv")
"""By another reader, never used to make the engine: measure with them, do not tune by them."""
KEPT_SIGNS = "%×"
"""Signs that tell one number from another: 45 % from 45, 7×24 from 724."""
NOTE_MARK = re.compile(r"\[\^\w+\]")
DECIMAL_POINT = re.compile(r"(?<=\d)\.(?=\d)")


@dataclass(frozen=True, slots=True)
class Query:
    """One labelled query."""

    line: int
    """Its line in the file, 1-based."""
    kind: str
    query: str
    """As a reader types it."""
    wanted: tuple[tuple[str, str], ...]
    """(plan, anchor) of what the reader wants, best first; empty for a query that no plan answers."""
    why: str


def queries(path: Path = QUERIES) -> list[Query]:
    """The rows in order. Raises ValueError for a wanted place that is not `plan anchor`, KeyError for a missing column."""
    with path.open(encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Query(n, r["kind"], r["query"], _places(r["wanted"]), r.get("why") or "") for n, r in enumerate(rows, start=2)]


def _places(wanted: str) -> tuple[tuple[str, str], ...]:
    pairs = (place.split(" ") for place in wanted.split(" | ") if wanted)
    return tuple((plan, anchor) for plan, anchor in pairs)


def meets(plan: str, anchor: str, wanted: tuple[str, str]) -> bool:
    """True when a hit is what is wanted, or stands inside it: `6.2.2-3` meets `6.2.2`, `6.2` and `6`, but not `6.2.20`."""
    return plan == wanted[0] and (anchor == wanted[1] or anchor.startswith((f"{wanted[1]}-", f"{wanted[1]}.")))


def folded(text: str) -> str:
    """Text as literal labels compare it: NFKC, lower case, letters and digits only, with decimal points and KEPT_SIGNS."""
    plain = unicodedata.normalize("NFKC", NOTE_MARK.sub("", text).replace("~", "")).lower()
    points = {match.start() for match in DECIMAL_POINT.finditer(plain)}
    return "".join(c for i, c in enumerate(plain) if c.isalnum() or c in KEPT_SIGNS or i in points)


def holds(text: str, query: str) -> bool:
    """True when a folded text holds a query literally, and not inside a longer number or Latin word (a plural s is none)."""
    words, pattern = _literal(query)
    return words in text and pattern.search(text) is not None


@cache
def _literal(query: str) -> tuple[str, re.Pattern[str]]:
    """A query folded, and what finds it."""
    words = folded(query)
    before = r"(?<!\d)(?<!\d\.)" if words[0].isdigit() else r"(?<![a-z])" if words[0].isascii() else ""
    after = r"(?!\d)(?!\.\d)" if words[-1].isdigit() else r"(?![a-rt-z])" if words[-1].isascii() and words[-1].isalpha() else ""
    return words, re.compile(before + re.escape(words) + after)
