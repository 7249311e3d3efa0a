"""The publish gate: proves on seeds and content what the promises say."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from generator.absorbing.reasons import lacking
from generator.accepting import read_accepted, without_accepted
from generator.auditing import anchor_findings
from generator.collating.standing import witness_findings
from generator.comparing import committed_findings
from generator.content.store import ANCHORS, LoadedPlan, load_plans
from generator.edition import load_edition
from generator.edition.scripts import converted_texts
from generator.errors import Gathering, ZhangjuError, gathering
from generator.findings import Finding, findings_of
from generator.glossary import LOCK, load_glossary
from generator.glossary.editors import FILE, read_editors
from generator.glossary.names import read_names
from generator.indicators.loading import indicator_findings
from generator.languages.beside import beside_findings
from generator.languages.doubts import find_doubts
from generator.languages.forms import ambiguous
from generator.languages.phrases import FILE as TRADITIONAL
from generator.languages.proofing import translation_findings
from generator.languages.termbase import FILE as TERMBASE
from generator.languages.termbase import Termbase, load_termbase
from generator.languages.traditional import load_converter
from generator.links import COUNTERPARTS_LOCK, Links, load_links
from generator.links import LOCK as BIBLIOGRAPHY_LOCK
from generator.links.counterparts import places_of
from generator.links.editors import FILE as LINKS_FILE
from generator.links.editors import read_link_editors
from generator.links.neighbours import load_neighbours
from generator.links.passages import passages
from generator.links.remembering import is_current
from generator.links.threads import load_topics
from generator.links.topics import read_topics
from generator.model import by_date
from generator.pipeline import Converted, convert_seed
from generator.placing import reading
from generator.progress import step
from generator.reading import seed_ids
from generator.search.asked import resting_questions
from generator.search.editors import read_synonyms
from generator.site.build import check_settings
from generator.site.quality.measured import read_measured
from generator.strays import conflicts, marked, misplaced, missing, settings_conflicts, stray_seeds, strays
from generator.suspect.in_settings import traditional_settings
from generator.workflows import workflow_findings
from generator.working import working_on

Load = Callable[[], Sequence[LoadedPlan]]
"""Gives the plans of content. Raises ZhangjuError with all that is wrong in any of them."""


def check(seeds: Path, content: Path) -> list[Finding]:
    """Findings of all plans, errors first. A ZhangjuError of one plan becomes a finding, so that the others are checked too.

    What `accepted.toml` beside content accepts is left out.
    """
    root = content.parent
    if not seeds.is_dir() and not content.is_dir():
        how = "run the command in the project's folder, or give it with --root; zhangju new DIR makes a project"
        raise ZhangjuError(root, None, "there are neither seeds/ nor content/ here", how, "U001")
    with reading(content):
        found = _check(seeds, content)
    try:
        found = without_accepted(found, read_accepted(root), root)
    except ZhangjuError as error:
        found += findings_of(error)
    return in_order(found)


UNREAD = ("D001", "N001", "N002", "U002")
"""Codes that say why a page cannot be read."""
MISSTATED = ("S001", "C001", "N003")
"""Codes that say why settings cannot be used."""
EDITED = ("E001", "K003", "K005", *UNREAD)
"""Codes that say why a plan's lock of anchors may lag behind."""


def in_order(found: Sequence[Finding]) -> list[Finding]:
    """Findings by their causes, errors first. What only follows from another finding comes after all other errors: of a page that cannot
    be read that it was edited, of settings that cannot be used that they were, of edited pages that their lock lags behind. Of a file with
    the marks of a conflict nothing else is told, and of one that is gone only once."""
    files: dict[str, set[str]] = {}
    for finding in found:
        files.setdefault(finding.code, set()).add(finding.file)
    unread, misstated = (set().union(*(files.get(code, ()) for code in codes)) for codes in (UNREAD, MISSTATED))
    edited = {str(Path(file).parent) for code in EDITED for file in files.get(code, ())}
    gone = files.get("K003", set())

    def follows(one: Finding) -> bool:
        reasons = {"E001": one.file in unread, "K002": one.file in misstated, "A001": str(Path(one.file).parent) in edited}
        return reasons.get(one.code, False)

    def is_told(one: Finding) -> bool:
        if one.code == "K003":
            return str(Path(one.file).parent) in gone or one.file in files.get("K008", ()) or one.cause != first_gone[one.file]
        return one.code != "K005" and one.file in files.get("K005", ())

    first_gone = {finding.file: finding.cause for finding in reversed(found) if finding.code == "K003"}
    left = (finding for finding in found if not is_told(finding))
    return sorted(left, key=lambda finding: (finding.severity != "error", follows(finding)))  # within each as they were


def _check(seeds: Path, content: Path) -> list[Finding]:
    plans = seed_ids(seeds)
    found = _tried(lambda: [*settings_conflicts(content.parent), *conflicts(seeds), *conflicts(content)], content)
    found += _tried(
        lambda: [*missing(content.parent), *misplaced(content.parent), *stray_seeds(seeds), *strays(content, set(plans)), *marked(content)],
        content,
    )
    found += _tried(lambda: [*check_settings(content.parent), *workflow_findings(content.parent)], content.parent)
    for number, plan in enumerate(plans, 1):
        step("checking", plan, number, len(plans))
        found += check_plan(seeds, content, plan)
    step("checking what all plans share")
    plans_of = once(partial(load_plans, content))
    found += _tried(lambda: indicator_findings(content, seeds, [loaded.plan for loaded in plans_of()]), content)
    for findings in (glossary_findings, link_findings, neighbour_findings, topic_findings, editor_findings, language_findings):
        found += _tried(partial(findings, content, plans_of), content)
    found += _tried(partial(traditional_findings, content), content)
    return list(dict.fromkeys(found))  # what stops one of them may stop the others


def once(load: Load) -> Load:
    """A loading that is done once: what it gave, or raised, is given and raised again."""

    @functools.cache
    def done() -> Sequence[LoadedPlan] | ZhangjuError:
        try:
            return load()
        except ZhangjuError as error:
            return error

    def again() -> Sequence[LoadedPlan]:
        found = done()
        if isinstance(found, ZhangjuError):
            raise found
        return found

    return again


def _tried(step: Callable[[], list[Finding]], place: Path) -> list[Finding]:
    """What a step finds; what stops it becomes findings, too."""
    try:
        with working_on(place):
            return step()
    except ZhangjuError as error:
        return findings_of(error)


def editor_findings(content: Path, plans_of: Load | None = None) -> list[Finding]:
    """What would stop the build in the files of synonyms, of questions and of measured figures; questions of what is gone."""
    plans_of = plans_of or partial(load_plans, content)
    found: list[Finding] = []
    with gathering() as problems:
        with problems.trying():
            read_measured(content)
        plans = [loaded.plan for loaded in plans_of()]
        with problems.trying():
            read_synonyms(content, plans)
        found = list(resting_questions(content, plans))
    return found


def glossary_findings(content: Path, plans_of: Load | None = None) -> list[Finding]:
    """What editors can do for the glossary: its lock, entries that nobody uses, expressions that nobody defines."""
    plans_of = plans_of or partial(load_plans, content)
    with gathering() as problems:
        locked = problems.tried(lambda: read_names(content)) or {}
        with problems.trying():
            read_editors(content)
        made = load_glossary(content, [loaded.plan for loaded in plans_of()])
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


def link_findings(content: Path, plans_of: Load | None = None) -> list[Finding]:
    """What editors can do for the links: citations that are not sure, and the lock of the bibliography."""
    plans_of = plans_of or partial(load_plans, content)
    problems = Gathering()
    locked = problems.tried(lambda: read_names(content, BIBLIOGRAPHY_LOCK)) or {}
    editors = problems.tried(lambda: read_link_editors(content))
    plans = by_date(loaded.plan for loaded in problems.tried(plans_of) or ())
    links = problems.tried(lambda: load_links(content, plans))
    current = len(plans) < 2 or not editors or problems.tried(lambda: is_current(content, plans, editors)) is not False
    problem_findings = [finding for error in problems.found for finding in findings_of(error)]
    gone = editors.resting(plans, places_of([p for plan in plans for p in passages(plan)])) if editors and links else ()
    return list(dict.fromkeys([*problem_findings, *(_of_links(content, links, locked, current) if links else ()), *gone]))


def _of_links(content: Path, links: Links, locked: Mapping[str, str], current: bool) -> Iterator[Finding]:
    """What is to be done for links that could be read."""
    if lacking := [title for title in links.names if title not in locked]:
        cause = f"{len(lacking)} works have no address in it: {'、'.join(lacking[:5])}"
        yield Finding("L002", str(content / BIBLIOGRAPHY_LOCK), 1, cause, "run `zhangju convert` and commit content/")
    if not current:
        cause = "plans, decisions or rules have changed since it was written"
        yield Finding("L003", str(content / COUNTERPARTS_LOCK), 1, cause, "run `zhangju convert` and commit content/")
    if unsure := links.citations.ambiguous:
        told = [f"{c.plan} {c.place} {c.text} ({', '.join(c.candidates) or 'nothing known'})" for c in unsure]
        next_step = "readers see them without a link; [[work]] with these words among its `titles` when they mean one work everywhere"
        yield Finding("L001", str(content / LINKS_FILE), 1, f"{len(told)}: {'; '.join(told)}", next_step)


def neighbour_findings(content: Path, plans_of: Load | None = None) -> list[Finding]:
    """What is wrong with what is known of other sites."""
    plans = [loaded.plan for loaded in (plans_of or partial(load_plans, content))()]
    return list(load_neighbours(content, plans).findings)


def topic_findings(content: Path, plans_of: Load | None = None) -> list[Finding]:
    """What would stop the build in the editors' file of topics."""
    plans_of = plans_of or partial(load_plans, content)
    with gathering() as problems:
        with problems.trying():
            read_topics(content)
        load_topics(content, [loaded.plan for loaded in plans_of()])
    return []


def traditional_findings(content: Path) -> list[Finding]:
    """What editors can settle for the Traditional text: characters that nothing decides, phrases that settle nothing."""
    problems = Gathering()
    converter, edition = problems.tried(lambda: load_converter(content)), problems.tried(lambda: load_edition(content))
    if converter is None or edition is None:
        return [finding for error in problems.found for finding in findings_of(error)]
    doubts = find_doubts(converter, [view.plan for view in edition], converted_texts(edition))
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


def language_findings(content: Path, plans_of: Load | None = None) -> list[Finding]:
    """What is wrong with the translations and the termbase."""
    plans_of = plans_of or partial(load_plans, content)
    problems = Gathering()
    termbase = problems.tried(lambda: load_termbase(content)) or Termbase(content / TERMBASE, {})
    plans = problems.tried(plans_of)
    if plans is None:  # which is told; without them it cannot be known of what the translations are
        return [finding for error in problems.found for finding in findings_of(error)]
    loaded = {one.plan.id: one for one in plans}
    made = problems.tried(lambda: load_glossary(content, [one.plan for one in loaded.values()]))
    terms = tuple(made.glossary.terms if made else ())
    found = problems.tried(lambda: translation_findings(content, loaded, terms, termbase)) or []
    return [*found, *(finding for error in problems.found for finding in findings_of(error))]


def check_plan(seeds: Path, content: Path, plan: str) -> list[Finding]:
    """Convert in memory (which proves promises 1 and 2), then compare with what is committed."""
    made: list[Converted] = []

    def convert() -> list[Finding]:
        made.append(convert_seed(seeds, plan, content))
        return [
            *made[0].findings,
            *_unexplained(made[0], plan),
            *witness_findings(made[0].plan, made[0].seed.settings),
            *beside_findings(made[0]),
            *traditional_settings(made[0].seed.settings, made[0].seed.text),
        ]

    found = _tried(convert, seeds / f"{plan}.txt")
    found += _tried(lambda: committed_findings(seeds, content, plan, made[0] if made else None), content / plan)
    return found + _tried(lambda: _anchors(content, plan), content / plan / ANCHORS)


def _unexplained(made: Converted, plan: str) -> Iterator[Finding]:
    """An editor's changes whose reasons are not given yet."""
    for line, words in lacking(made.seed.settings):
        next_step = f'zhangju absorb {plan} --reason "…" --line {line} (without --line: for all that have none yet)'
        yield Finding("E002", str(made.seed.settings.path), line, f"“{words.strip()[:40]}”", next_step)


def _anchors(content: Path, plan: str) -> list[Finding]:
    return anchor_findings(content.parent, plan) if (content / plan).is_dir() else []
