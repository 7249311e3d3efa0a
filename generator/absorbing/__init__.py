"""Absorbing: what an editor changed in `content/` becomes corrections, breaks and borders of the seed, so that the ledger has it.

Guarantees:
1. With the entries that are proposed, convert writes the pages as they were edited; this is tried in memory before anything is written.
2. Edits that cannot be expressed are refused, all of them at once, each with file, line, cause and next step; then nothing is written.
3. Comments and order of the settings stay.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

from generator.absorbing.entries import Entry, Set, written
from generator.absorbing.facts import (
    address_findings,
    chapter_findings,
    lead_findings,
    metadata_entries,
    new_lead_findings,
    supplied_entries,
    table_entries,
)
from generator.absorbing.markup import markup_findings, new_heading_findings
from generator.absorbing.pages import Edited, read_edited, refusal, wanted_pages
from generator.absorbing.parts import Stream, plan_stream, stream
from generator.absorbing.reasons import give_reason, lacking
from generator.absorbing.solving import Solver, Stuck
from generator.absorbing.tracing import trace
from generator.absorbing.trial import Trial, made_of, try_entries
from generator.errors import ZhangjuError, gathering
from generator.findings import Finding
from generator.model import Section
from generator.pipeline import Converted, convert_seed, converted, recorded, stage
from generator.placing import changing
from generator.reading import read_seed
from generator.reading.settings_file import settings_of
from generator.working import working_on


@dataclass(frozen=True, slots=True)
class Absorbed:
    """What became of one plan's edits."""

    plan: str
    entries: tuple[Entry, ...]
    source: str
    """The settings as they shall be; empty when settings and pages stay as they are."""
    refused: tuple[Finding, ...]


def absorb(root: Path, plans: list[str], reason: str = "", line: int | None = None) -> list[Absorbed]:
    """Absorb the edits of some plans, and give `reason` to entries that lack one (to that in `line` only, when it is given).

    Writes settings and content of all plans, or of none where an edit was refused. Raises ZhangjuError for what stops convert in any
    of them, with what is refused in the others.
    """
    seeds, content = root / "seeds", root / "content"
    if line is not None and (len(plans) != 1 or not reason):
        lacks = "one plan" if len(plans) != 1 else "a reason"
        how = 'zhangju absorb PLAN --reason "…" --line N'
        raise ZhangjuError(seeds, None, f"a line is one of the settings of one plan, to be given a reason; {lacks} is not named", how)
    with changing(content) as change:
        change.watch(*(path for plan in plans for path in (seeds / f"{plan}.toml", content / plan)))
        found = _proposed(seeds, content, plans, reason, line)
        if any(one.refused for one in found):
            return found
        made = [_converted(seeds, content, one) for one in found if one.source]
        for one in found:
            if one.source:
                change.write(seeds / f"{one.plan}.toml", one.source)
        if made:
            stage(change, content, made)
    return found


def _proposed(seeds: Path, content: Path, plans: list[str], reason: str, line: int | None) -> list[Absorbed]:
    """The proposals for some plans. Raises ZhangjuError when one could not be converted, with all that is refused in the others."""
    found: list[Absorbed] = []
    with gathering() as problems:
        for plan in plans:
            with problems.trying(), working_on(seeds / f"{plan}.txt"):
                found.append(propose(seeds, content, plan, reason, line))
        if problems.found:
            for one in found:
                problems.found += [finding.as_error() for finding in one.refused]
    return found


def _converted(seeds: Path, content: Path, one: Absorbed) -> Converted:
    """What convert makes of a plan's seed with its new settings, which stand nowhere yet. Raises ZhangjuError."""
    seed = read_seed(seeds, one.plan)
    settings = settings_of(one.source, tomllib.loads(one.source), seed.settings.path, one.plan)
    made = converted(replace(seed, settings=settings), content)
    return replace(made, files=recorded(made, one.source))


def propose(seeds: Path, content: Path, plan: str, reason: str = "", line: int | None = None) -> Absorbed:
    """The entries that one plan's edits need, tried in memory; nothing is written. Raises ZhangjuError."""
    made = convert_seed(seeds, plan, content)
    path = made.seed.settings.path
    source = path.read_bytes().decode("utf-8").removeprefix("\ufeff")
    entries: list[Entry] = []
    edited: Edited | None = None
    anew = False  # pages that say the same in another way are written as convert writes them
    if (content / plan).is_dir():
        pages = {name: text for name, text in made.files.items() if name.endswith(".md")}
        wanted, refused = wanted_pages(content / plan, pages)
        edited, unread = read_edited(content / plan, wanted)
        refused += unread
        if edited is None or refused:
            return Absorbed(plan, (), "", tuple(refused))
        anew = edited.files != pages
        entries, refused = _solve(made, content / plan, edited, pages, source, reason=reason)
        if refused:
            return Absorbed(plan, (), "", tuple(refused))
    text = written(source, entries) if entries else source
    if (anew or text != source) and (refused := _misnamed(seeds, content, Absorbed(plan, (), text, ()), made, edited)):
        return Absorbed(plan, (), "", tuple(refused))
    if reason:
        text = give_reason(text, path, reason, line)
    return Absorbed(plan, tuple(entries), text if anew or text != source else "", ())


def _misnamed(seeds: Path, content: Path, one: Absorbed, made: Converted, edited: Edited | None) -> list[Finding]:
    """Headings with an address that convert would not give them."""
    if edited is None:
        return []
    return list(new_heading_findings(made.plan.sections, _converted(seeds, content, one).plan.sections, edited, content / one.plan))


def _solve(
    made: Converted, folder: Path, edited: Edited, pages: dict[str, str], source: str, *, reason: str
) -> tuple[list[Entry], list[Finding]]:
    """Entries for all edits of a plan, or what is refused."""
    seed, meta = made.seed, made.plan.meta
    base = made_of(seed, made.repaired, made.plan.sections)
    traced = trace(seed, base.repaired)
    refused = [*chapter_findings(edited, pages, folder), *lead_findings(base, edited, folder), *address_findings(base, edited, folder)]
    typed = list(markup_findings(edited, pages, folder))
    settled, bad = metadata_entries(seed.settings, meta, edited, folder)
    refused += bad
    tables, sections = table_entries(base, edited, traced, reason)
    supplied = supplied_entries(base, edited)
    settled += [*tables, *supplied]
    old = plan_stream(_retitled(sections, supplied, edited), base.repaired.text)
    data = tomllib.loads(source)
    solver = Solver(base, old, wanted=stream(edited.parts), traced=traced, source=source, data=data, settled=settled, reason=reason)
    entries, stuck = solver.solve()
    told = {(finding.file, finding.line) for finding in typed}
    refused += [*typed, *(one for one in (_refused(each, solver.wanted, folder) for each in stuck) if (one.file, one.line) not in told)]
    if not refused and entries:
        refused += _unproved(base, source, entries, solver.wanted, folder)
    return ([], refused) if refused else (entries, [])


def _retitled(sections: tuple[Section, ...], supplied: list[Entry], edited: Edited) -> list[Section]:
    """The sections with new titles of supplied headings, which need no correction."""
    new = {section.id: section.title for section in edited.plan.sections if section.supplied}
    return [replace(s, title=new.get(s.id, s.title)) if s.supplied and supplied else s for s in sections]


def _refused(stuck: Stuck, wanted: Stream, folder: Path) -> Finding:
    """A finding for a place of the wanted text."""
    if not wanted.parts:
        return refusal(folder / "index.md", 1, "no text is left", f"zhangju convert {folder.name} --drop-edits")
    part = wanted.parts[wanted.part_at(stuck.at)]
    next_step = f"change seeds/{folder.name}.toml by hand (CONTRIBUTING.md, “Settings”), or take the edit back"
    return refusal(folder / part.file, part.line, f"at “{part.shown}”: {stuck.cause}", next_step)


def _unproved(base: Trial, source: str, entries: list[Entry], wanted: Stream, folder: Path) -> list[Finding]:
    """What is wrong with the settings as they would be written: nothing, or this is a fault of ours that must not reach a file."""
    text = written(source, entries)
    try:
        made = try_entries(base.seed, text, tomllib.loads(text), [])
    except (ZhangjuError, tomllib.TOMLDecodeError) as error:
        return [refusal(folder / "index.md", 1, f"the new settings would not be read: {error}", "please report it with the page")]
    if [(p.opening, p.text) for p in made.stream.parts] != [(p.opening, p.text) for p in wanted.parts]:
        return [refusal(folder / "index.md", 1, "the new settings would not give the edited pages", "please report it with the page")]
    return list(new_lead_findings(base, made.stream, wanted, folder))


__all__ = ["Absorbed", "Set", "absorb", "lacking", "propose"]
