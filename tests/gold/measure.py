"""Everything that is measured, for the quality page: `python -m tests.gold.measure` prints it, `--write` writes `content/quality.toml`.

Shares are rounded down to three places, so that 1 says that everything was right. `tests/gold/gate.py` holds each figure against its floor, and
fails when the committed file says anything else than what is measured.
"""

from __future__ import annotations

import argparse
import math
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.content.store import load_plan, plan_ids
from generator.glossary import load_glossary
from generator.languages.traditional import load_converter
from generator.links import load_links
from generator.links.counterparts import find_pairs, meanings
from generator.links.editors import LinkEditors, read_link_editors
from generator.links.likeness import Field
from generator.links.threads import load_topics
from generator.model import Plan, by_date
from generator.placing import changing
from generator.search.engine import Engine
from generator.site.build import build
from generator.site.quality.measured import FILE, Measured, write_measured
from tests.first import REPOSITORY, ROOT
from tests.gold import citations, indicators, mentions, pairs, questions, repeats, searching, suspicions, topics, unread
from tests.gold.evaluate import Figure, evaluate
from tests.gold.queries import HELD_OUT
from tests.gold.traditional import labelled, measure_traditional

CONTENT = ROOT / "content"
"""What is measured: the plans that have labels."""
PLACES = 3


def measure(site: Path) -> list[Measured]:
    """Everything, in the order of the page. `site` is a built site, on which search is measured."""
    plans = by_date(load_plan(CONTENT, plan).plan for plan in plan_ids(CONTENT))
    return [*text(), *words(plans), *script(), *search(site)]


def down(share: float) -> float:
    """A share rounded down; the smallest of errors of binary fractions do not count."""
    return math.floor(share * 10**PLACES + 1e-9) / 10**PLACES


def _of(name: str, group: str, figure: Figure) -> Measured:
    return Measured(name, group, figure.labelled, down(figure.precision), down(figure.recall))


def rules() -> Iterator[Measured]:
    """What rules do by themselves."""
    yield from (_of(name, "text", figure) for name, figure in sorted(evaluate()[0].items()))


def text() -> Iterator[Measured]:
    """What rules do by themselves, and what is suspected."""
    yield from rules()
    counted = suspicions.count()
    right = down(counted.right.total() / counted.found.total())
    for name, key in (("suspect", "all"), ("suspect-certain", "certain yes")):
        yield Measured(name, "text", counted.wanted[key], right, down(counted.reached[key] / counted.wanted[key]))


def words(plans: Sequence[Plan]) -> Iterator[Measured]:
    """Terms, citations, repeats, counterparts and topics."""
    glossary = load_glossary(CONTENT, plans).glossary
    links = load_links(CONTENT, plans)
    missed, wrong, found = mentions.compare(plans, glossary)
    known = mentions.labels()
    wanted = sum(label.use for label in known)
    recall = (wanted - len(missed)) / wanted
    yield Measured("mentions", "words", len(known), down(found / (found + len(wrong))), down(recall))

    wished, cited = citations.labels(plans).wished, citations.citations_of(plans, links)
    yield _of("citations", "words", Figure(len(wished.items() & cited.items()), len(wished), len(cited)))

    same = repeats.compare(links.repeats)
    labels, all_found = len(repeats.labels()), len(links.repeats)
    yield Measured("repeats", "words", labels, down(1 - len(same.wrong) / all_found), down(1 - len(same.missed) / labels))
    yield Measured("repeats-kind", "words", labels, accuracy=down(1 - len(same.wrong_kinds) / len(same.pairs)))

    editors = read_link_editors(CONTENT)
    field = Field(plans, meanings(editors), editors.local)
    shown = {
        "rule": find_pairs(plans, LinkEditors(same=editors.same, read=editors.read, local=editors.local)),
        "edition": find_pairs(plans, editors),
    }
    for name, file in (("counterparts", "pairs.tsv"), ("counterparts-held-out", "pairs_held_out.tsv")):
        for kind, some in shown.items():
            held = pairs.measure(field, some, file)
            yield Measured(f"{name}-{kind}", "words", len(pairs.labels(file)), down(held.weighted), down(held.recall))
    for tier, judged, right, reached in unread.tiers():
        yield Measured(f"counterparts-unread-{tier}", "words", judged, down(right), down(reached))

    count = len(topics.labels())
    for name, made in (
        ("topics-words", topics.by_words_alone(CONTENT, plans)),
        ("topics", {thread.id: thread for thread in load_topics(CONTENT, plans)}),
    ):
        figure = topics.measure(made)
        yield Measured(name, "words", count, down(figure.precision), down(figure.recall))


def script() -> Iterator[Measured]:
    """The Traditional text."""
    for file in ("traditional", "traditional_unseen"):
        made = measure_traditional(file, load_converter(CONTENT))
        yield Measured(file.replace("_", "-"), "script", len(labelled(file)), accuracy=down(made.all), ambiguous=down(made.ambiguous))


def search(site: Path) -> Iterator[Measured]:
    """What readers' queries find."""
    engine = Engine.of(site)
    own, held_out = searching.measured(engine), searching.measured(engine, HELD_OUT)
    kinds = set(held_out)
    for name, kinds_found, without in (
        ("search", own, ()),
        ("search-held-out", held_out, ("none",)),
        ("search-others", held_out, ("none", "question")),
        ("search-questions", held_out, kinds - {"question"}),
    ):
        rows = searching.of_kinds(kinds_found, *without)
        yield Measured(
            name, "search", len(rows), recall=down(searching.mean(r for r, _ in rows)), mrr=down(searching.mean(m for _, m in rows))
        )
    none = searching.of_kinds(held_out, *(kinds - {searching.UNANSWERED}))
    yield Measured("search-none", "search", len(none), accuracy=down(searching.mean(whole for whole, _ in none)))


def unpublished(site: Path) -> Iterator[Measured]:
    """What the quality page does not show."""
    plans = by_date(load_plan(CONTENT, plan).plan for plan in plan_ids(CONTENT))
    found = indicators.measure(plans)
    yield Measured("indicators", "words", found.labelled, down(found.precision), down(found.recall))
    engine = Engine.of(site)
    for path in questions.FILES:
        name, told = (
            path.stem.replace("_", "-"),
            [one for rows in questions.measured(engine, "reporting", path).values() for _, one in rows],
        )
        yield Measured(f"{name}-clauses", "search", len(told), recall=down(questions.mean(one.clauses for one in told)))
        yield Measured(f"{name}-sentences", "search", len(told), recall=down(questions.mean(one.sentences for one in told)))
        yield Measured(f"{name}-plans", "search", len(told), recall=down(questions.mean(one.plans for one in told)))
    honest = 0.0 if questions.pretending(engine) else 1.0
    yield Measured("questions-none", "search", 1, accuracy=honest)
    kinds = searching.measured(engine)
    yield Measured("search-exact", "search", 1, mrr=down(searching.mean(m for kind in ("exact", "term") for _, m in kinds[kind])))
    yield Measured("search-worst", "search", 1, mrr=down(min(searching.mean(m for _, m in rows) for rows in kinds.values())))


def main() -> None:
    """Measure on a site built for it; print, or write what the quality page shows."""
    parser = argparse.ArgumentParser(description="measure everything on the labelled standard")
    parser.add_argument("--write", action="store_true", help=f"write content/{FILE}")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made = write_measured(measure(build(ROOT, Path(folder) / "site").site))
    if options.write:
        with changing(REPOSITORY / "content") as change:
            change.write(REPOSITORY / "content" / FILE, made)
    else:
        print(made, end="")


if __name__ == "__main__":
    main()
