"""Links between plans, and between plans and other works.

The journey, by module:

1. `editors` reads what a person knows and decides: `content/links.toml`.
2. `titles` knows by which names works go, `places` the places within them; `citations` finds where a text names a work; `named` and `works`
   find those without 《》.
3. `content/bibliography.lock` holds the addresses of the works that the edition does not hold.
4. `repeats` finds the same words in two plans: `letters` are what is compared, `runs` where they agree, `set_phrases` what is no content,
   `differences` what is not the same.
5. `counterparts` finds passages on the same subject: `passages` are what is compared, `likeness` and `vectors` how, `subjects` knows what a
   sentence is about, `background` how telling a shared word is,
   `sureness` what is shown of plans that nobody has read.
6. `topics` reads the subjects of `content/topics.toml`; `threads` follows them through `clauses`, `excerpts` are what is shown.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.characters import HAN
from generator.content.anchors import Anchor
from generator.content.store import load_plan, plan_ids
from generator.errors import gathering, nearest
from generator.glossary.names import give_names, read_names, write_names
from generator.links.citations import Citations, find_citations
from generator.links.counterparts import Pair, undecided
from generator.links.counterparts import as_links as pairs_as_links
from generator.links.editors import LinkEditors, Work, read_link_editors
from generator.links.kinds import found_by_kind
from generator.links.remembering import LOCK as COUNTERPARTS_LOCK
from generator.links.remembering import lock_text, remembered_pairs
from generator.links.repeats import Repeat, find_repeats
from generator.links.repeats import as_links as repeats_as_links
from generator.links.titles import normal
from generator.model import Link, Plan, by_date
from generator.placing import reading
from generator.text_file import read_text
from generator.toml_file import line_of

LOCK = "bibliography.lock"


@dataclass(frozen=True, slots=True)
class Links:
    """All links of an edition, and what is known of the works they lead to."""

    citations: Citations = field(default_factory=Citations)
    works: Mapping[str, Work] = field(default_factory=dict)
    english: Mapping[str, str] = field(default_factory=dict)
    """Titles of works, and who issued them, in English."""
    """Title of an external work → what editors know of it; not every work is there."""
    repeats: tuple[Repeat, ...] = ()
    pairs: tuple[Pair, ...] = ()
    """Counterparts, the likeliest first."""
    perhaps: tuple[Pair, ...] = ()
    """What may be one, the likeliest first: no link, and no part of any count."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Title of every external work ever cited → its address on the bibliography page."""
    others: tuple[Link, ...] = ()
    """Those of kinds that find them by themselves."""

    def __iter__(self) -> Iterator[Link]:
        """Every link, kind by kind; what only may be a counterpart is none."""
        yield from self.citations.links
        yield from repeats_as_links(self.repeats)
        yield from pairs_as_links(self.pairs)
        yield from self.others


def load_links(content: Path, plans: Sequence[Plan]) -> Links:
    """The links of some plans with the editors' file and the lock of a content folder. Raises ZhangjuError with file and line."""
    editors = read_link_editors(content)
    plans = by_date(plans)
    with gathering() as problems:
        problems.tried(lambda: _check_plans(editors, plans))
        problems.tried(lambda: editors.check_ends(plans))
        citations = find_citations(plans, editors.work)
        problems.tried(lambda: _check_works(editors, citations, [plan.id for plan in plans]))
        names = problems.tried(lambda: _names(content, citations)) or {}
        likely = problems.tried(lambda: remembered_pairs(content, plans, editors)) or []
    works = {work.title: work for work in editors.work if not work.plan}
    others = found_by_kind(plans)
    pairs, perhaps = (tuple(pair for pair in likely if pair.perhaps is apart) for apart in (False, True))
    repeats = find_repeats(plans)
    return Links(citations, works, editors.english, repeats=repeats, pairs=pairs, perhaps=perhaps, names=names, others=others)


def links_to_decide(content: Path) -> list[Pair]:
    """Counterparts near the threshold, for editors. Raises ZhangjuError with file and line."""
    with reading(content):
        plans = by_date(load_plan(content, plan).plan for plan in plan_ids(content))
    return undecided(plans, read_link_editors(content))


def _names(content: Path, citations: Citations) -> Mapping[str, str]:
    """Title of every external work → its address."""
    external = list(dict.fromkeys(link.external for link in (*citations.links, *citations.named) if link.external))
    return give_names(external, read_names(content, LOCK), {})


def bibliography_lock(content: Path, plans: Sequence[Plan]) -> str:
    """The text of the bibliography's lock with the works that some plans cite, empty when no work was ever cited. Raises ZhangjuError
    with file and line."""
    return write_names(_names(content, find_citations(by_date(plans), read_link_editors(content).work)))


def counterparts_lock(content: Path, plans: Sequence[Plan], anchors: Mapping[str, Sequence[Anchor]]) -> str:
    """The text of the counterparts' lock, empty when one plan is alone. Raises ZhangjuError with file and line; `anchors` (by plan, all
    that were ever given) are what it tells of places that are gone."""
    plans, editors = by_date(plans), replace(read_link_editors(content), former=anchors)
    if len(plans) < 2:
        return ""
    with gathering() as problems:
        problems.tried(lambda: editors.check_ends(plans))
        made = problems.tried(lambda: lock_text(content, plans, editors)) or ""
    return made


def _check_plans(editors: LinkEditors, plans: Sequence[Plan]) -> None:
    """A work that is a plan is one of the edition."""
    ids = [plan.id for plan in plans]
    with gathering() as problems:
        for work in editors.work:
            if work.plan and work.plan not in ids:
                how = f"write the id of a plan, or leave `plan` out; {nearest(work.plan, ids)}"
                problems.add(editors.error(work.at, f"`{work.plan}` is no plan", how))


def _begins(texts: Sequence[str], words: str) -> bool:
    """True when one of some sorted texts begins with words."""
    at = bisect_left(texts, words)
    return at < len(texts) and texts[at].startswith(words)


def _check_works(editors: LinkEditors, citations: Citations, plans: Sequence[str]) -> None:
    """A work is cited: what nothing cites would be dead data. One that is a plan that there is not is told by `_check_plans`."""
    external = {link.external for link in (*citations.links, *citations.named)}
    words: dict[str, list[str]] = {}
    for link in sorted((*citations.links, *citations.named), key=lambda link: normal(link.text)):
        words.setdefault(link.to_plan, []).append(normal(link.text))
    candidates = {candidate for entry in citations.ambiguous for candidate in entry.candidates}
    with gathering() as problems:
        for work in editors.work:
            cited = (
                any(_begins(words.get(work.plan, ()), normal(title)) for title in (work.title, *work.titles))
                if work.plan
                else work.title in external or work.title in candidates
            )
            if not cited and (not work.plan or work.plan in plans):
                how = "give the title as printed under `titles`, or remove it"
                near = nearest(work.title, sorted(title for title in external if title))
                problems.add(editors.error(work.at, f"no plan cites “{work.title}”", f"{how}; {near}"))
        known = {*external, *candidates, *citations.issuers.values(), *(work.issuer for work in editors.work)}
        for name, english in editors.english.items():
            if name not in known or not english.strip() or re.search(f"[{HAN}]", english):
                cause = f"no plan cites “{name}”" if name not in known else f"the English of “{name}” is empty or has Chinese in it"
                how = (
                    nearest(name, sorted(title for title in known if title)) if name not in known else "write it in English, or take it out"
                )
                problems.add(editors.error(line_of(read_text(editors.path), name), cause, how))


__all__ = [
    "COUNTERPARTS_LOCK",
    "LOCK",
    "Links",
    "bibliography_lock",
    "counterparts_lock",
    "links_to_decide",
    "load_links",
]
