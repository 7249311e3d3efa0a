"""Collating: another print of a plan, a second witness, is held against ours.

Guarantees:
1. Letters, digits and signs of amounts are compared one by one; line ends, blanks, widths of characters, and what a page adds (its number,
   running heads, contents) count for nothing, and are counted.
2. The time grows in line with the two texts.
3. Nothing of the other print's text is kept but the few words around a difference; its name, digest, reach and result are.
4. What it says of a doubt or a correction of ours is proposed as entries of the settings, with the reading as evidence. Only a doubt whose
   proposed reading it has is settled without a person.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.absorbing.entries import Add, Entry, Set, toml_value, written
from generator.absorbing.trial import try_entries
from generator.collating.aligning import Run, align
from generator.collating.differences import KINDS, Compared, Difference, compare
from generator.collating.letters import Letters
from generator.collating.prints import OtherPrint, Ours, ours_of, witness_of
from generator.collating.proposals import ProposedEntry, proposals
from generator.collating.readings import Reading, readings
from generator.collating.record import MOST, TOLD, entries, shown, without_place
from generator.errors import ZhangjuError
from generator.findings import Finding
from generator.pipeline import convert_seed
from generator.placing import changing, reading
from generator.reading.seed import Seed
from generator.toml_file import load_toml

SAME = 0.3
"""Share of the shorter of two prints that must agree. Two plans of one city, five years apart, share less than a tenth; a reprint that is
damaged at every other line, more than half."""

MOST_MARKS = 50
"""Other marks that are told one by one: a print with more of them was set by other rules."""


@dataclass(frozen=True)
class Collation:
    """What holding another print against a plan gave."""

    name: str
    ours: Ours
    witness: OtherPrint
    compared: Compared
    readings: tuple[Reading, ...]
    marks: tuple[Difference, ...]
    """Places within what agrees where only punctuation differs."""
    proposals: tuple[ProposedEntry, ...]
    record: tuple[Entry, ...]
    findings: tuple[Finding, ...]


def collate(root: Path, plan: str, file: Path, name: str = "") -> Collation:
    """Hold the print in a file against a plan. Raises ZhangjuError for a file that is no text, and for one that is another text."""
    seeds, content = root / "seeds", root / "content"
    with reading(content):
        converted = convert_seed(seeds, plan, content)
    ours, witness = ours_of(converted), witness_of(file, converted.seed)
    runs = align(ours.letters.text, witness.letters.text)
    compared = compare(ours, witness, runs)
    _refuse_other(plan, ours, witness, compared)
    name = name or _name(converted.seed.settings.witness, witness) or file.stem
    read = tuple(readings(ours, witness, runs))
    marks = tuple(other_marks(ours.letters, witness.letters, runs))
    proposed = tuple(proposals(name, ours, witness, compared, read))
    record = tuple(entries(converted.seed.settings, name, ours, witness, compared, read=read, marks=len(marks)))
    return Collation(
        name,
        ours,
        witness=witness,
        compared=compared,
        readings=read,
        marks=marks,
        proposals=proposed,
        record=record,
        findings=(*_findings(plan, ours, witness, compared), *_lost(converted.seed, witness, compared, record)),
    )


def _name(known: Sequence[object], witness: OtherPrint) -> str:
    """The name that this very file has in the settings already."""
    return next((str(getattr(one, "name", "")) for one in known if getattr(one, "sha256", "") == witness.sha256), "")


def _refuse_other(plan: str, ours: Ours, witness: OtherPrint, compared: Compared) -> None:
    """Raise ZhangjuError when the two prints are not of one text."""
    shorter = min(len(ours.letters.text), len(witness.letters.text))
    agreed = sum(run.length for run in compared.runs)
    if not compared.reach or agreed < SAME * shorter:
        cause = f"of {shorter:,} letters {agreed:,} agree with {plan}: this is another text"
        how = "give the plan that it is a print of; a draft or an adapted version is a plan of its own, `zhangju add FILE`"
        raise Finding("V001", str(witness.path), 1, cause, how).as_error()


def _findings(plan: str, ours: Ours, witness: OtherPrint, compared: Compared) -> Iterator[Finding]:
    """What a person should know of the reach."""
    spans = [f"{ours.place(start)} to {ours.place(end - 1)}" for start, end in compared.reach]
    held, whole = sum(end - start for start, end in compared.reach), len(ours.letters.text)
    if len(spans) > 1 or held < 0.98 * whole:
        cause = f"it reaches from {', and from '.join(spans)}: {held:,} of {whole:,} letters"
        yield Finding("V002", str(witness.path), 1, cause, f"nothing is said of the rest of {plan}; another print may have it")


def _lost(seed: Seed, witness: OtherPrint, compared: Compared, record: Sequence[Entry]) -> Iterator[Finding]:
    """What the new record has no room for."""
    for one in without_place(seed.settings, record):
        cause = f"the note “{one.note}” speaks of {one.place} “{one.ours}”, and the prints do not differ there any more"
        yield Finding(
            "V004",
            str(seed.path.with_suffix(".toml")),
            one.at,
            cause,
            "keep its words elsewhere and take the note out of the settings, then collate again",
        )
    told = sum(one.kind in TOLD for one in compared.differences)
    if told > MOST:
        cause = f"{told:,} places differ, of which the first {MOST} are listed and all are counted"
        yield Finding("V005", str(witness.path), 1, cause, "compare two versions of a plan as two plans: zhangju add FILE")


def other_marks(ours: Letters, theirs: Letters, runs: Sequence[Run]) -> list[Difference]:
    """The places between two letters that agree where the prints set other marks."""
    places = ((run.ours + n, run.theirs + n) for run in runs for n in range(run.length - 1))
    apart = ((i, j) for i, j in places if ours.at[i + 1] - ours.at[i] > 1 or theirs.at[j + 1] - theirs.at[j] > 1)
    return [Difference("marks", i, i + 2, j, j + 2) for i, j in apart if ours.marks(i) != theirs.marks(j)]


def as_toml(made: Collation) -> Iterator[str]:
    """The result as lines of TOML: its figures as comments, then the record and every proposal, ready to be copied."""
    settings = made.ours.converted.seed.settings
    yield from (f"# {line}" for line in summary(made))
    for proposal in made.proposals:
        entry = proposal.entry
        if isinstance(entry, Set):
            item = settings.correction[entry.index]
            yield f"\n# {proposal.why}; instead of the one in line {item.at}"
            held = {"line": item.line, "find": item.find, "replace": item.replace, **dict(entry.values)}
            yield from _block(entry.table, tuple(held.items()))
        elif isinstance(entry, Add):
            yield f"\n# {proposal.why}"
            yield from _block(entry.table, entry.values)
    for entry in made.record:
        if isinstance(entry, Add | Set):
            yield ""
            yield from _block(entry.table, entry.values)


def _block(table: str, values: Sequence[tuple[str, object]]) -> Iterator[str]:
    yield f"[[{table}]]"
    yield from (f"{key} = {toml_value(value)}" for key, value in values)


def summary(made: Collation) -> Iterator[str]:
    """The figures of a collation, for an editor."""
    compared, ours = made.compared, made.ours
    held = sum(end - start for start, end in compared.reach)
    yield f"{made.name}: {made.witness.path.name}, sha256 {made.witness.sha256}"
    reach = "; ".join(f"{ours.place(start)} to {ours.place(end - 1)}" for start, end in compared.reach)
    yield f"reach: {reach}; of {held:,} letters {compared.agreed:,} agree ({100 * compared.agreed / max(1, held):.2f} %)"
    counts = Counter(one.kind for one in compared.differences) + Counter({"marks": len(made.marks)})
    yield f"differences: {', '.join(f'{counts[kind]} {kind}' for kind in KINDS)}"
    aside = Counter(entry.rule for entry in made.witness.dropped)
    rules = "".join(f", {count} by the rule {rule}" for rule, count in aside.items())
    yield f"of its pages: {compared.page} letters{rules}; {compared.outside:,} letters before and after"
    verdicts = Counter((one.entry.status, one.verdict) for one in made.readings)
    for status, what in (("applied", "corrections"), ("flagged", "doubts")):
        told = [f"{verdicts[status, verdict]} {verdict}" for verdict in ("supports", "denies", "other")]
        yield f"{what} of ours at whose place it can be read: {', '.join(told)}"
    for one in made.readings:
        if one.entry.status == "applied" and one.verdict != "supports":
            yield f"  against line {one.entry.line}, “{one.entry.before}” → “{one.entry.after}”: it has “{one.words}” (line {one.line})"
    for difference in (*compared.differences, *made.marks[:MOST_MARKS]):
        if difference.kind not in TOLD:
            place, mine, theirs = shown(ours, made.witness, difference)
            yield f"  {difference.kind} {place}: “{mine[:40]}”, there “{theirs[:40]}”"


def write(root: Path, made: Collation) -> Path:
    """Put the record of a collation, and the doubts that it settles, into the settings of the plan. Returns their file.

    Raises ZhangjuError when convert would refuse the settings, and when a note of an editor would be lost; nothing is written then.
    """
    if lost := next((finding for finding in made.findings if finding.code == "V004"), None):
        raise lost.as_error()
    seed = made.ours.converted.seed
    path = root / "seeds" / f"{seed.plan}.toml"
    chosen = [*(one.entry for one in made.proposals if one.settles), *made.record]
    with changing(root / "seeds") as change:
        source, _ = load_toml(path)
        text = written(source, chosen)
        try:
            try_entries(seed, text, tomllib.loads(text), [])
        except tomllib.TOMLDecodeError as error:
            raise ZhangjuError(path, None, f"the new settings would not be read: {error}", "copy the entries by hand") from None
        change.write(path, text)
    return path


__all__ = ["Collation", "as_toml", "collate", "other_marks", "summary", "write"]
