"""The publish gate: proves on seeds and content what the promises say."""

from __future__ import annotations

from pathlib import Path

from generator.auditing import anchor_findings
from generator.content.store import LEDGER, hand_edits, load_plan, plan_ids, read_ledger, read_record
from generator.errors import ZhangjuError
from generator.findings import Finding, findings_of
from generator.glossary import LOCK, load_glossary
from generator.glossary.editors import FILE
from generator.glossary.names import read_names
from generator.languages.doubts import find_doubts
from generator.languages.forms import ambiguous
from generator.languages.phrases import FILE as TRADITIONAL
from generator.languages.proofing import translation_findings
from generator.languages.traditional import load_converter
from generator.links import COUNTERPARTS_LOCK, load_links
from generator.links import LOCK as BIBLIOGRAPHY_LOCK
from generator.links.editors import FILE as LINKS_FILE
from generator.links.editors import read_link_editors
from generator.links.remembering import is_current
from generator.links.threads import load_topics
from generator.model import by_date
from generator.pipeline import convert_seed
from generator.placing import reading
from generator.reading import seed_ids
from generator.repair import replay
from generator.site.edition import load_edition
from generator.site.scripts import converted_texts


def check(seeds: Path, content: Path) -> list[Finding]:
    """Findings of all plans. A ZhangjuError of one plan becomes a finding, so that the others are checked too."""
    with reading(content):
        return _check(seeds, content)


def _check(seeds: Path, content: Path) -> list[Finding]:
    findings: list[Finding] = []
    for plan in sorted({*seed_ids(seeds), *plan_ids(content)}):
        try:
            findings += check_plan(seeds, content, plan)
        except ZhangjuError as error:
            findings += findings_of(error)
    found = [*findings, *glossary_findings(content), *link_findings(content), *topic_findings(content)]
    found += [*traditional_findings(content), *language_findings(content)]
    return list(dict.fromkeys(found))  # what stops one of them may stop the others


def glossary_findings(content: Path) -> list[Finding]:
    """What editors can do for the glossary: its lock, entries that nobody uses, expressions that nobody defines."""
    try:
        made = load_glossary(content, [load_plan(content, plan).plan for plan in plan_ids(content)])
        locked = read_names(content)
    except ZhangjuError as error:
        return findings_of(error)
    found = []
    if lacking := [name for name in made.names if name not in locked]:
        cause = f"{len(lacking)} terms have no address in it: {'、'.join(lacking[:5])}"
        found.append(Finding("G001", str(content / LOCK), 1, cause, "run `zhangju convert` and commit content/"))
    if unused := [term.name for term in made.glossary.terms if not term.mentions]:
        next_step = "look whether a plan words them otherwise, and add that as an alias; else leave them"
        found.append(Finding("G002", str(content / FILE), 1, f"{len(unused)}: {'、'.join(unused)}", next_step))
    if undefined := sorted(made.glossary.undefined, key=lambda term: -len(term.mentions)):
        words = "、".join(f"{term.name} {len(term.mentions)}" for term in undefined)
        next_step = "readers see them as not defined; add an alias to a term that means the same, or [[ordinary]] for plain words"
        found.append(Finding("G003", str(content / FILE), 1, f"{len(undefined)}: {words}", next_step))
    return found


def link_findings(content: Path) -> list[Finding]:
    """What editors can do for the links: citations that are not sure, and the lock of the bibliography."""
    try:
        plans = by_date(load_plan(content, plan).plan for plan in plan_ids(content))
        glossary = load_glossary(content, plans).glossary
        links = load_links(content, plans, glossary)
        current = len(plans) < 2 or is_current(content, plans, glossary, read_link_editors(content))
        locked = read_names(content, BIBLIOGRAPHY_LOCK)
    except ZhangjuError as error:
        return findings_of(error)
    found = []
    if lacking := [title for title in links.names if title not in locked]:
        cause = f"{len(lacking)} works have no address in it: {'、'.join(lacking[:5])}"
        found.append(Finding("L002", str(content / BIBLIOGRAPHY_LOCK), 1, cause, "run `zhangju convert` and commit content/"))
    if not current:
        cause = "plans, decisions or rules have changed since it was written"
        found.append(Finding("L003", str(content / COUNTERPARTS_LOCK), 1, cause, "run `zhangju convert` and commit content/"))
    if unsure := links.citations.ambiguous:
        told = [f"{c.plan} {c.place} {c.text} ({', '.join(c.candidates) or 'nothing known'})" for c in unsure]
        next_step = "readers see them without a link; [[work]] with these words among its `titles` when they mean one work everywhere"
        found.append(Finding("L001", str(content / LINKS_FILE), 1, f"{len(told)}: {'; '.join(told)}", next_step))
    return found


def topic_findings(content: Path) -> list[Finding]:
    """What would stop the build in the editors' file of topics."""
    try:
        load_topics(content, [load_plan(content, plan).plan for plan in plan_ids(content)])
    except ZhangjuError as error:
        return findings_of(error)
    return []


def traditional_findings(content: Path) -> list[Finding]:
    """What editors can settle for the Traditional text: characters that nothing decides, phrases that settle nothing."""
    try:
        edition = load_edition(content)
        doubts = find_doubts(load_converter(content), [view.plan for view in edition], converted_texts(edition))
    except ZhangjuError as error:
        return findings_of(error)
    found = []
    for char, places in doubts.undecided.items():
        told = "; ".join(f"{plan} {place} {words}".strip() for plan, place, words in places)
        next_step = f"readers see the first; write words around it as a [[phrase]] of {TRADITIONAL}, where others need another form or not"
        cause = f"{char} may be {' '.join(ambiguous()[char].forms)} at {len(places)} places: {told}"
        found.append(Finding("H001", str(content / TRADITIONAL), 1, cause, next_step))
    for phrase in doubts.unused:
        cause = f"no plan has “{phrase.text}”, or a longer phrase decides there"
        found.append(Finding("H002", str(content / TRADITIONAL), phrase.at, cause, "take it out, or mend it"))
    return found


def language_findings(content: Path) -> list[Finding]:
    """What is wrong with the translations and the termbase."""
    try:
        loaded = {plan: load_plan(content, plan) for plan in plan_ids(content)}
        terms = load_glossary(content, [one.plan for one in loaded.values()]).glossary.terms
        return translation_findings(content, loaded, tuple(terms))
    except ZhangjuError as error:
        return findings_of(error)


def check_plan(seeds: Path, content: Path, plan: str) -> list[Finding]:
    """Convert in memory (which proves promises 1 and 2), then compare with what is committed."""
    made = convert_seed(seeds, plan, content)
    found = list(made.findings)
    folder = content / plan
    found += anchor_findings(content.parent, plan)
    if replay(made.seed.text, read_ledger(folder / LEDGER)) != made.repaired.text:
        found.append(_stale(folder / LEDGER, plan, "the committed ledger does not give the text that convert makes now"))
    pages = {name: text for name, text in made.files.items() if name.endswith(".md")}
    for edit in hand_edits(folder, pages):
        found.append(
            Finding("E001", str(edit.path), edit.line, f"“{edit.text[:60]}”", f"zhangju convert {plan} says how to keep or drop it")
        )
    record = read_record(folder)
    if not record["files"]:
        found.append(_stale(folder, plan, "the plan was never converted"))
    return found


def _stale(path: Path, plan: str, cause: str) -> Finding:
    return Finding("P001", str(path), 1, cause, f"run `zhangju convert {plan}` and commit content/")
