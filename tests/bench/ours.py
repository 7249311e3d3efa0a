"""Search of ours alone, in a process of its own: `python -m tests.bench.ours CONTENT SITE` prints its cost as one line of JSON."""

from __future__ import annotations

import json
import resource
import sys
import time
from itertools import chain
from pathlib import Path

from generator.content.store import load_plan, plan_ids
from generator.edition import Edition, PlanView
from generator.edition.translated import translated_edition
from generator.glossary import load_glossary
from generator.languages.language import ENGLISH
from generator.links import Links
from generator.search.asked import read_questions
from generator.search.editors import read_synonyms
from generator.site.search import found_in, index_files, shown_files
from tests.bench.scaling import is_copy


def edition_of(content: Path) -> Edition:
    """The edition as search sees it: plans, and the glossary of those that are no copies, without links and topics, by their folders.

    The glossary of 500 plans takes minutes, since each term is looked for in all texts; and what copies hold of terms means nothing.
    """
    views = tuple(PlanView(load_plan(content, plan)) for plan in plan_ids(content))
    glossary = load_glossary(content, [view.plan for view in views if not is_copy(view.id)]).glossary
    return Edition(views, glossary, Links(), ())


def write_search(content: Path, site: Path) -> dict[str, float]:
    """Write the files of search into a site. Gives the seconds of processor and clock, files, bytes, documents and the peak of memory."""
    edition = edition_of(content)
    synonyms = read_synonyms(content, (view.plan for view in edition))
    questions = read_questions(content, [view.plan for view in edition])
    translated = translated_edition(edition, content, ENGLISH)
    processor, clock = time.process_time(), time.perf_counter()
    found = found_in(edition, synonyms, translated, questions)
    files = size = 0
    for path, text in chain(index_files(edition, found), shown_files(edition, found, lambda key: key)):
        target = site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        size += target.write_bytes(text.encode())
        files += 1
    return {
        "processor": time.process_time() - processor,
        "clock": time.perf_counter() - clock,
        "files": files,
        "bytes": size,
        "documents": len(found),
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }


if __name__ == "__main__":
    print(json.dumps(write_search(Path(sys.argv[1]), Path(sys.argv[2]))))
