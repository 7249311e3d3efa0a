"""How well each rule does on the labelled standard, before any correction: `python -m tests.gold.evaluate`.

Recall: share of the labelled damage of the rule's kind that comes out as labelled. Precision: of what the rule changed among the
labelled places (damage and look-alikes), the share that was damage; for page numbers and wraps, of all that it changed.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from generator.characters import plain
from generator.model import Repair
from generator.outline import outline
from generator.reading import Seed, read_seed, seed_ids
from generator.repair import Repaired, repair
from tests.first import ROOT
from tests.gold.files import HERE, headings, leads, rows

SEEDS = ROOT / "seeds"
LABELLED = tuple(plan for plan in seed_ids(SEEDS) if (HERE / plan).is_dir())
"""The plans that have labels; the others are skipped."""
KINDS = {
    "spacing": ("stray-blanks", "typographic-blanks", "indents"),
    "punctuation": ("punctuation",),
    "subscript": ("subscripts",),
    "wrap": ("hard-wraps", "column-cuts", "running-titles"),
    "notice": ("continuation-notices",),
    "markup": ("markup",),
    "boilerplate": ("boilerplate", "front-matter"),
}
"""Kind of labelled damage → the rules that are there for it. The other kinds are for editors."""
WIDTH = str.maketrans("，；：？！（）", ",;:?!()")


@dataclass(frozen=True, slots=True)
class Figure:
    """Precision and recall of one rule or kind, with their counts."""

    right: int
    labelled: int
    changed: int
    """Places that were changed, of which `right` had to be."""

    @property
    def recall(self) -> float:
        return self.right / self.labelled if self.labelled else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.changed if self.changed else 1.0


@dataclass(frozen=True)
class Reading:
    """A seed repaired by rules alone."""

    seed: Seed
    repaired: Repaired

    def published(self) -> Callable[[int], int]:
        """Offset in the seed → offset in the repaired text."""
        origin = self.repaired.draft.origin
        order = sorted(range(len(self.repaired.text)), key=lambda i: (origin[i], i))
        origins = [origin[i] for i in order]

        def at(offset: int) -> int:
            place = bisect.bisect_left(origins, offset)
            return order[place] if place < len(order) else len(self.repaired.text)

        return at

    def start(self, line: int, words: str) -> int:
        """Offset of some words in a line of the seed. Raises ValueError, naming the line, when they are not there."""
        begin, end = self.seed.line_span(line)
        at = self.seed.text.find(words, begin, end + len(words))
        if at < 0:
            raise ValueError(f"{self.seed.plan} line {line}: {words!r} is not there")
        return at


def read(plan: str) -> Reading:
    """A plan repaired by rules alone: whatever an editor knew of its text is left out."""
    seed = read_seed(SEEDS, plan)
    seed = replace(seed, settings=replace(seed.settings, correction=[], keep=[], table=[], figure=[], border=[]))
    return Reading(seed, repair(seed))


def folded(text: str) -> str:
    """Text without blanks, marks of subscripts and the difference of widths."""
    return re.sub(r"\s", "", plain(text)).translate(WIDTH)


def damage(plan: str, reading: Reading) -> dict[str, tuple[int, int, list[str]]]:
    """By kind: right, labelled, and the rows that did not come out as labelled."""
    at = reading.published()
    found: dict[str, tuple[int, int, list[str]]] = {}
    for row in rows(plan, "damage"):
        kind = row["kind"]
        if row["certain"] != "yes" or kind not in KINDS:
            continue
        begin = reading.start(int(row["line"]), row["before"])
        wanted = folded(row["after"])
        if kind == "wrap":
            got = folded(reading.repaired.text[at(begin) : at(begin) + 3 * len(row["after"]) + 9])[: len(wanted)]
        else:
            got = folded(reading.repaired.text[at(begin) : at(begin + len(row["before"]))])
        right, labelled, wrong = found.get(kind, (0, 0, []))
        if got == wanted and (kind != "spacing" or " " not in reading.repaired.text[at(begin) : at(begin + len(row["before"]))]):
            found[kind] = (right + 1, labelled + 1, wrong)
        else:
            found[kind] = (
                right,
                labelled + 1,
                [*wrong, f"{plan}:{row['line']} {row['before'][:30]!r} wanted {wanted[:30]!r} got {got[:30]!r}"],
            )
    return found


def false_changes(plan: str, reading: Reading) -> list[tuple[str, str]]:
    """(rule, place) of each look-alike that a rule changed."""
    at = reading.published()
    found = []
    for row in rows(plan, "lookalikes"):
        begin = reading.start(int(row["line"]), row["text"])
        end = begin + len(row["text"])
        got = reading.repaired.text[at(begin) : at(end)]
        if folded(got) != folded(row["text"]):
            rules = {e.rule for e in reading.repaired.ledger if begin <= offset(reading, e) < end and e.rule not in QUIET}
            pages = {e.before for e in reading.repaired.ledger if e.rule == "page-numbers" and begin <= offset(reading, e) < end}
            labelled = {p["page"] for p in rows(plan, "pages") if p["line"] == row["line"]}
            if rules == {"page-numbers"} and pages <= labelled:
                continue  # a true page number stands inside the look-alike
            found.append((",".join(sorted(rules)), f"{plan}:{row['line']} {row['text']!r} → {got!r}"))
    return found


QUIET = frozenset({"typographic-blanks", "indents", "line-ends"})
"""Rules whose changes `folded` does not see."""


def offset(reading: Reading, entry: Repair) -> int:
    """Where an entry of the ledger stands in the seed."""
    return reading.seed.line_span(entry.line)[0] + entry.column - 1


def _where(entry: Repair) -> tuple[int, str]:
    """Line and digits of a page number, without the line ends that were taken out with it."""
    digits = entry.before.strip()
    return entry.line + entry.before[: entry.before.find(digits)].count("\n"), digits


def pages(plan: str, reading: Reading) -> Figure:
    """Page numbers: place by place."""
    wanted = {(int(row["line"]), row["page"]) for row in rows(plan, "pages")}
    wanted |= {
        (int(row["line"]), row["before"].strip()) for row in rows(plan, "damage") if "page number" in row["note"] and row["kind"] == "other"
    }
    got = [_where(e) for e in reading.repaired.ledger if e.rule == "page-numbers"]
    known_other = {(int(row["line"]), row["before"]) for row in rows(plan, "damage") if row["kind"] == "superscript"}
    got = [g for g in got if g not in known_other]
    return Figure(len(wanted & set(got)), len(wanted), len(got))


def wraps(plan: str, reading: Reading) -> Figure:
    """Broken lines of a hard-wrapped text: each line either begins a paragraph or goes on."""
    begins = {int(row["line"]) for row in rows(plan, "paragraphs")}
    if not begins:
        return Figure(0, 0, 0)
    numbers = [n for n, text in enumerate(reading.seed.text.split("\n"), 1) if text.strip() and not text.strip().isdigit()]
    joined = {reading.seed.place(reading.repaired.draft.origin[0])[0]}
    starts, place = set(), 0
    for line in reading.repaired.text.split("\n"):
        if line.strip():
            starts.add(reading.seed.place(reading.repaired.draft.origin[place])[0])
        place += len(line) + 1
    wanted = {n for n in numbers if (n not in begins and n > 11) or n == 3}
    joined = {n for n in numbers if (n not in starts and n > 11) or (n == 3 and 3 not in starts)}
    return Figure(len(wanted & joined), len(wanted), len(joined))


def borders(plan: str, reading: Reading) -> tuple[Figure, list[str]]:
    """Headings with the right number and title, rules alone."""
    sections = outline(reading.seed, reading.repaired).sections
    got = [(s.number or "", s.title) for s in sections if not s.supplied and s.id not in ("front", "abstract")]
    wanted = [(h.number, h.title) for h in headings(plan)]
    misprints = {row["before"]: row["after"] for row in rows(plan, "damage") if row["kind"] in ("misprint", "script")}
    got = [(n, _mended(t, misprints)) for n, t in got]
    wanted = [(n, _mended(t, misprints)) for n, t in wanted]
    right = len(set(got) & set(wanted))
    return Figure(right, len(wanted), len(got)), [f"{plan}: {n} {t}" for n, t in sorted(set(wanted) - set(got))]


def _mended(text: str, misprints: dict[str, str]) -> str:
    for before, after in misprints.items():
        text = text.replace(before, after)
    return text


def leads_found(plan: str, reading: Reading) -> Figure:
    """Leads, rules alone."""
    sections = outline(reading.seed, reading.repaired).sections
    got = {folded(s.text) for section in sections for _, s in section.sentences() if s.lead}
    wanted = {folded(lead) for lead in leads(plan)}
    return Figure(len(got & wanted), len(wanted), len(got))


def evaluate() -> tuple[dict[str, Figure], list[str]]:
    """All figures over the plans that have labels, by name, and what went wrong."""
    total: dict[str, Figure] = {}
    wrong: list[str] = []

    def add(name: str, figure: Figure) -> None:
        old = total.get(name, Figure(0, 0, 0))
        total[name] = Figure(old.right + figure.right, old.labelled + figure.labelled, old.changed + figure.changed)

    for plan in LABELLED:
        reading = read(plan)
        false = false_changes(plan, reading)
        wrong += [f"look-alike changed by {rules}: {place}" for rules, place in false]
        for kind, (right, labelled, missed) in damage(plan, reading).items():
            hurt = sum(any(rule in KINDS[kind] for rule in rules.split(",")) for rules, _ in false)
            add(kind, Figure(right, labelled, right + hurt))
            wrong += missed
        add("page-numbers", pages(plan, reading))
        add("hard-wraps", wraps(plan, reading))
        figure, missed = borders(plan, reading)
        add("headings", figure)
        wrong += missed
        add("leads", leads_found(plan, reading))
    return total, wrong


def main() -> None:
    """Print the table."""
    total, wrong = evaluate()
    for name, figure in sorted(total.items()):
        print(
            f"{name:14} precision {figure.precision:.3f}  recall {figure.recall:.3f}  ({figure.right} of {figure.labelled}, {figure.changed} changed)"
        )
    for line in wrong:
        print("  ", line)


if __name__ == "__main__":
    main()
