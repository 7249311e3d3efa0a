"""The journey of a text, on one screen.

    seeds/*.txt + *.toml ──convert──▶ content/ ──build──▶ site/
       read · repair · outline · write      load · anchor · render · publish data

Promises:

1. Nothing is changed in silence. Every character that differs between a seed and its published text has a ledger entry; undoing
   the ledger gives back the seed byte for byte, replaying it gives the published text.
2. Nothing is dropped. Every character of the repaired text stands in exactly one heading, sentence, table cell, caption or note.
3. Nothing is guessed. What evidence does not settle is flagged for a person, with the best guess beside it.
4. An address, once published, keeps its meaning.
5. Any text is accepted. Bad input ends in a finding that names file, line, cause and next step.
"""

from __future__ import annotations

import bisect
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Literal

from generator.content.anchors import Anchor, write_lock
from generator.content.carrying import anchor_plan
from generator.content.edited import HandEdit, told
from generator.content.proof import unread
from generator.content.store import (
    ANCHORS,
    LEDGER,
    RECORD,
    LoadedPlan,
    digest,
    hand_edits,
    known_anchors,
    line_marks,
    load_plan,
    plan_ids,
    plan_of,
    put_plan,
    write_ledger,
    write_record,
)
from generator.content.write import write_plan
from generator.crew import Crew, Outcome
from generator.errors import Gathering, Problems, ZhangjuError, all_of, gathering
from generator.findings import Finding
from generator.glossary import LOCK as GLOSSARY_LOCK
from generator.glossary import load_glossary
from generator.glossary.names import write_names
from generator.indicators.loading import indicators_lock
from generator.indicators.lock import LOCK as INDICATORS_LOCK
from generator.links import COUNTERPARTS_LOCK, bibliography_lock, counterparts_lock
from generator.links import LOCK as BIBLIOGRAPHY_LOCK
from generator.model import Figure, Note, Paragraph, Plan, Repair, Section, Span, Table, table_parts
from generator.outline import Outline, outline
from generator.outline.coverage import altered, uncovered
from generator.placing import Change, changing
from generator.progress import step
from generator.reading import Seed, read_seed
from generator.repair import Repaired, broken_findings, repair, replay, undo
from generator.repair.engine import EditError
from generator.working import working_on

OnEdit = Literal["stop", "drop"]
"""What convert does about content that was edited by hand."""


@dataclass(frozen=True, slots=True)
class Converted:
    """What convert made of one seed."""

    seed: Seed
    repaired: Repaired
    outlined: Outline
    plan: Plan
    files: dict[str, str]
    """File name → text of everything in the plan's content folder."""
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a convert put in place."""

    plans: Sequence[Converted]
    locks: tuple[str, ...]
    """Names of the locks that are not as they were."""
    failed: tuple[ZhangjuError, ...] = ()
    """What is wrong with plans that stayed as they were."""

    def __iter__(self) -> Iterator[Converted]:
        return iter(self.plans)


def convert_seed(seeds: Path, plan: str, content: Path | None = None) -> Converted:
    """Read, repair, outline and write one seed, in memory. Anchors are carried from `content` when it is given.

    Raises ZhangjuError for what a person must mend.
    """
    return converted(read_seed(seeds, plan), content)


def converted(seed: Seed, content: Path | None = None) -> Converted:
    """The same of a seed that was read, whose settings may be others than those on disk. Raises ZhangjuError."""
    return made_of(seed, known_anchors(content, seed.plan) if content else [])


def made_of(seed: Seed, lock: Sequence[Anchor]) -> Converted:
    """What becomes of a seed whose plan has these anchors already: of nothing else, so that it can be made anywhere. Raises ZhangjuError
    for what a person must mend."""
    with working_on(seed.path):
        return _made_of(seed, lock)


def _made_of(seed: Seed, lock: Sequence[Anchor]) -> Converted:
    plan = seed.plan
    repaired = repair(seed)
    outlined = outline(seed, repaired)
    broken = check_promises(seed, repaired, outlined)
    if broken:
        raise Problems(finding.as_error() for finding in broken)
    sections, anchors = anchor_plan(outlined.sections, lock)
    made = Plan(plan, metadata(seed, sections), sections)
    files = write_plan(made)
    files[ANCHORS] = write_lock(anchors)
    ledger = placed(seed, repaired, sections)
    files[LEDGER] = write_ledger(ledger)
    if lost := check_reading(made, anchors, ledger, files, seed):
        raise Problems(finding.as_error() for finding in lost)
    return Converted(
        seed, repaired, outlined=outlined, plan=made, files=files, findings=(*broken_findings(seed, repaired), *outlined.findings)
    )


def convert(
    seeds: Path, content: Path, plans: Sequence[str], on_edit: OnEdit = "stop", *, workers: Crew | None = None, keep_going: bool = False
) -> Conversion:
    """Convert some plans and put them in place with all locks, in one step. `workers` make them; none: this process.

    Raises ZhangjuError with what is wrong in any of them; `content` then stays as it was. To keep going is to put those in place with
    which nothing is wrong, as long as there is one, and to leave the others as they are.
    """
    with changing(content) as change:
        change.watch(*(content / plan for plan in plans))
        made: list[Converted] = []
        with gathering() as problems:
            for plan, outcome in _each(seeds, content, plans, workers or Crew(), problems):
                with problems.trying(), working_on(seeds / f"{plan}.txt"):
                    one = outcome()
                    if on_edit == "stop" and (edits := _edited(content, one)):
                        raise edit_finding(plan, edits).as_error()
                    made.append(one)
            left = Gathering()
            if keep_going and made:
                left.found, problems.found = problems.found, []
        step("terms, links and indicators of all plans")
        locks = stage(change, content, made, left if keep_going else None)
        return Conversion(made, locks, tuple(left.found))


def _each(seeds: Path, content: Path, plans: Sequence[str], workers: Crew, problems: Gathering) -> Iterator[tuple[str, Outcome[Converted]]]:
    """What becomes of each plan that can be read; why others cannot be goes to the problems."""
    given: dict[str, tuple[Seed, list[Anchor]]] = {}
    for plan in plans:
        with problems.trying(), working_on(seeds / f"{plan}.txt"):
            given[plan] = read_seed(seeds, plan), known_anchors(content, plan)
    return workers.each("converting", made_of, given)


def _edited(content: Path, one: Converted) -> list[HandEdit]:
    """The pages of a plan that somebody edited since the last convert."""
    return hand_edits(content / one.seed.plan, {name: text for name, text in one.files.items() if name.endswith(".md")})


def stage(change: Change, content: Path, made: Sequence[Converted], left: Gathering | None = None) -> tuple[str, ...]:
    """Make converted plans and all locks part of a change. Returns the names of the locks that differ.

    The locks are those of the converted plans beside the others that stand in content. Raises ZhangjuError, also for one of these that
    cannot be read; where such are `left` out, they go there. What locks say of a plan's addresses they say on when it is left out.
    """
    files = {one.seed.plan: recorded(one) for one in made}
    reads = [
        partial(plan_of, files[plan], content / plan) if plan in files else partial(load_plan, content, plan)
        for plan in sorted({*plan_ids(content), *files})
    ]
    plans = all_of(reads) if left is None else [one for read in reads if (one := left.tried(read))]
    locks = locks_of(content, plans)
    for plan, texts in files.items():
        put_plan(change, content / plan, texts)
    return tuple(name for name, text in locks.items() if change.write(content / name, text))


def locks_of(content: Path, loaded: Sequence[LoadedPlan]) -> dict[str, str]:
    """Name → text of each lock that an edition of these plans has beside them, those that stay as they are left out.

    Raises ZhangjuError.
    """
    plans, anchors = [one.plan for one in loaded], {one.plan.id: one.anchors for one in loaded}
    with gathering() as problems:
        cited = problems.tried(lambda: bibliography_lock(content, plans)) or ""
        glossary = load_glossary(content, plans)
        figured = problems.tried(lambda: indicators_lock(content, plans)) or ""
        paired = problems.tried(lambda: counterparts_lock(content, plans, anchors)) or ""
    locks = {GLOSSARY_LOCK: write_names(glossary.names), BIBLIOGRAPHY_LOCK: cited, COUNTERPARTS_LOCK: paired, INDICATORS_LOCK: figured}
    return {name: text for name, text in locks.items() if text}


def edit_finding(plan: str, edits: Sequence[HandEdit]) -> Finding:
    """What is said of pages that were edited by hand: the first of them, and how to take the edits in."""
    first = edits[0]
    cause, accident = told(first)
    cause += (f"; {accident}" if accident else "") + (f" ({len(edits)} files were edited)" if len(edits) > 1 else "")
    back = f"zhangju convert {plan} --drop-edits takes "
    absorb = f'zhangju absorb {plan} --reason "…" turns '
    if accident:
        next_step = f"{back}it back, with all edits of {plan}; where it is meant, {absorb}what can be one into a correction of the seed"
    else:
        next_step = f"{absorb}the edits into corrections in seeds/{plan}.toml; {back}them back"
    return Finding("E001", str(first.path), first.line, cause, next_step)


def recorded(one: Converted, settings: str = "") -> dict[str, str]:
    """The files of one plan's folder by their names, with the record of what they were made from. `settings` is the text of the
    settings where it is not on disk yet."""
    if RECORD in one.files:
        return one.files
    settings = settings.replace("\r\n", "\n") or settings_text(one.seed.settings.path)
    about = {
        "plan": one.seed.plan,
        "seed": hashlib.sha256(one.seed.encode()).hexdigest(),
        "seed_lines": line_marks(one.seed.text),
        "settings": digest(settings),
        "settings_lines": line_marks(settings),
        "encoding": one.seed.encoding,
        "bom": one.seed.bom,
        "text": digest(one.repaired.text),
    }
    return {**one.files, RECORD: write_record(one.files, about)}


def settings_text(path: Path) -> str:
    """The settings of a plan as their digest takes them: whatever ends of lines git gave the file."""
    return path.read_bytes().decode("utf-8", errors="replace").replace("\r\n", "\n")


def metadata(seed: Seed, sections: Sequence[Section]) -> dict[str, Any]:
    """What content says of a plan: the editor's metadata, the numbering, what is missing and where, who supplied what."""
    meta = seed.settings.metadata()
    meta["levels"] = list(seed.settings.levels)
    if seed.settings.appendix_levels:
        meta["appendix_levels"] = list(seed.settings.appendix_levels)
    places = [(place, name) for section in sections for place, name in anchored_lines(section)]
    missing = []
    for item in seed.settings.missing:
        before = (
            [name for line, name in places if line <= item.line] if item.after else [name for line, name in places if line >= item.line]
        )
        at = (before[-1] if item.after else before[0]) if before else ""
        missing.append({"after" if item.after else "before": at, "text": item.text, **({"text_en": item.text_en} if item.text_en else {})})
    if missing:
        meta["missing"] = missing
    titled = [s for s in sections if s.supplied]
    sources = {s.id: item.source for s, item in zip(titled, sorted(seed.settings.supplied, key=lambda s: s.line), strict=True)}
    if sources:
        meta["supplied"] = sources
    if seed.settings.witness:
        meta["witnesses"] = seed.settings.witnesses()
    return meta


def placed(seed: Seed, repaired: Repaired, sections: Sequence[Section]) -> tuple[Repair, ...]:
    """The ledger with each entry's place in the published text: anchor, offset and reach."""
    origin = repaired.draft.origin
    by_origin = sorted(range(len(repaired.text)), key=origin.__getitem__)
    origins = [*map(origin.__getitem__, by_origin)]
    parts = sorted((span, name) for section in sections for span, name in anchored_spans(section))
    starts = [span[0] for span, _ in parts]

    def published(offset: int) -> int:
        """Offset in the published text of the first character from the seed's offset on."""
        at = bisect.bisect_left(origins, offset)
        return by_origin[at] if at < len(by_origin) else len(repaired.text)

    found = []
    for entry in repaired.ledger:
        if not parts:
            found.append(entry)
            continue
        offset = seed.line_span(entry.line)[0] + entry.column - 1
        begin, end = published(offset), published(offset + entry.length)
        span, name = parts[max(0, bisect.bisect_right(starts, begin) - 1)]
        at = min(max(0, begin - span[0]), span[1] - span[0])
        found.append(replace(entry, place=name, offset=at, reach=max(0, min(end, span[1]) - span[0] - at)))
    return tuple(found)


def anchored_spans(section: Section) -> Iterator[tuple[Span, str]]:
    """(span, anchor) of a section's heading and of all that stands in it."""
    if section.span:
        yield section.span, section.id
    for block in section.blocks:
        match block:
            case Paragraph():
                yield from ((s.span, s.id) for s in block.sentences if s.span)
            case Table():
                yield from ((span, block.id) for span in block.spans)
                yield from ((item.span, item.id) for item in table_parts(block) if item.span)
            case Figure() | Note():
                if block.span:
                    yield block.span, block.id


def anchored_lines(section: Section) -> list[tuple[int, str]]:
    """(seed line, anchor) of what stands in a section and can be linked to, headings that were supplied aside."""
    found = [] if section.supplied or not section.span else [(section.line, section.id)]
    found += [(s.line, s.id) for _, s in section.sentences()]
    found += [(table.line, table.id) for table in section.tables()]
    found += [(figure.line, figure.id) for figure in section.figures()]
    found += [(note.line, note.id) for note in section.notes()]
    return sorted(found, key=lambda place: place[0])  # of one line in their order


def check_promises(seed: Seed, repaired: Repaired, outlined: Outline) -> list[Finding]:
    """Promises 1 and 2 for one seed; a finding for each that is broken."""
    broken: list[Finding] = []

    def report(line: int, cause: str) -> None:
        broken.append(Finding("P001", str(seed.path), line, cause, "this is a bug in Zhangju; please report it with the seed"))

    if _fails(lambda: undo(repaired.text, repaired.ledger), seed.text):
        report(1, "undoing the ledger does not give back the seed")
    if _fails(lambda: replay(seed.text, repaired.ledger), repaired.text):
        report(1, "replaying the ledger does not give the published text")
    for at, count in uncovered(repaired.text, outlined.sections)[:1]:
        line = seed.place(repaired.draft.origin[at])[0]
        report(line, f"“{repaired.text[at : at + 20]}” stands in {count} parts of the plan, not in one")
    for at, published in altered(repaired.text, outlined.sections)[:1]:
        line = seed.place(repaired.draft.origin[at])[0]
        report(line, f"“{repaired.text[at : at + 20]}” is published as “{published[:20]}”")
    return broken


def _fails(step: Callable[[], str], wanted: str) -> bool:
    """True when a step on the ledger gives something else than it must, or cannot be done at all."""
    try:
        return step() != wanted
    except EditError:
        return True


def check_reading(made: Plan, anchors: Sequence[Anchor], ledger: Sequence[Repair], files: dict[str, str], seed: Seed) -> list[Finding]:
    """Whether the files of a plan read back as the plan; a finding for each kind of thing that does not."""
    advice = "this is a bug in Zhangju; please report it with the seed; content/ was left as it was"
    return [Finding("P002", str(seed.path), max(1, line), cause, advice) for line, cause in unread(made, anchors, ledger, files)]


__all__ = [
    "Conversion",
    "Converted",
    "OnEdit",
    "check_promises",
    "check_reading",
    "convert",
    "convert_seed",
    "converted",
    "edit_finding",
    "locks_of",
    "made_of",
    "metadata",
    "recorded",
    "settings_text",
    "stage",
]
