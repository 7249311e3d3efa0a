"""What `zhangju check` says of the translations: files that lag behind, words against the termbase, marks that a
translation lost, figures, force and shape of the English, and the same Chinese in different English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from generator.characters import HAN, SUBSCRIPT
from generator.content.store import LoadedPlan
from generator.errors import ZhangjuError
from generator.findings import Finding, findings_of
from generator.languages.amounts import wrong_amounts
from generator.languages.force import lost_force
from generator.languages.po import Entry
from generator.languages.renderings import places, words
from generator.languages.review import misspelt_review
from generator.languages.termbase import Termbase, TermRendering
from generator.languages.translating import known_language, lags, read_catalogue
from generator.languages.translations import load_translations, locale_files
from generator.languages.units import all_units
from generator.languages.wording import LONGEST, Placed, clauses_apart, longest_sentence, odd_shapes, told_apart
from generator.model import Term

FROM_TEXT = "from the text as received, line "
"""How the comment of an entry begins whose translation came with the plan: it is that of who issued it, and no termbase binds it."""
HAN_RUN = re.compile(f"[{HAN}]+")
NOTE_REFERENCE = re.compile(r"\[\^[^\[\]]+\]")


def translation_findings(content: Path, plans: Mapping[str, LoadedPlan], terms: tuple[Term, ...], termbase: Termbase) -> list[Finding]:
    """Findings of all files of translations and of the termbase; `terms` are the glossary's. Raises ZhangjuError for a file that has
    no language or no plan."""
    found = list(_against_glossary(termbase, terms))
    english: list[Placed] = []
    for language, plan, path in locale_files(content, plans):
        try:
            load_translations(content, plans[plan], language)
            spoken = known_language(content, language)
            entries = read_catalogue(path, spoken).entries
            if behind := lags(path, plans[plan], spoken):
                told = _unlike(behind[0], entries)
                cause = f"{len(behind)} entries are not as the plan wants them, the first is `{behind[0].context}`{told}"
                found.append(Finding("X001", str(path), behind[0].line or 1, cause, f"run `zhangju translate {plan}` and commit content/"))
            found += _against_settings({entry.context: entry for entry in entries}, plans[plan], path, language)
            for entry in entries:
                if entry.text and not entry.obsolete and not entry.fuzzy:
                    found += proof(entry, path, termbase if language == "en" else Termbase(termbase.path, {}))
                    english += [Placed(path, entry)] if language == "en" and not from_text(entry) else []
        except ZhangjuError as error:
            found += findings_of(error)
    return [*found, *_english_findings(english)]


def _unlike(wanted: Entry, entries: Sequence[Entry]) -> str:
    """How an entry differs from what the plan wants; empty where only its state does."""
    held = next((entry for entry in entries if entry.context == wanted.context and not entry.obsolete), None)
    if held is None:
        return ", which the file has not"
    return f": its msgid is “{held.source[:40]}”, the plan has “{wanted.source[:40]}”" if held.source != wanted.source else ""


def from_text(entry: Entry) -> bool:
    """True for a translation that came with the plan: it is its issuer's wording, whatever we should have put."""
    return any(note.startswith(FROM_TEXT) for note in entry.comments)


def _english_findings(entries: Sequence[Placed]) -> Iterator[Finding]:
    """What an English translation says otherwise than its Chinese: figures, force, shape, and other English of the same Chinese."""
    checks = (
        (wrong_amounts, "X012", "put the figure as the Chinese has it"),
        (lost_force, "X013", "say it, in the words of the ladder of force"),
    )
    for one in entries:
        for say, code, step in (*checks, (odd_shapes, "X014", "read it against the Chinese once more")):
            for cause in say(one.entry.source, one.entry.text):
                yield Finding(code, str(one.path), one.entry.line, f"{one.entry.context}: {cause}", step)
    for one, other in told_apart(entries):
        cause = f"{one.entry.context}: its Chinese has other English at {other.path}:{other.entry.line} ({other.entry.context})"
        yield Finding("X015", str(one.path), one.entry.line, cause, "make them one, so that a changed word is a changed policy")
    for one, other, clause in clauses_apart(entries):
        cause = f"{one.entry.context}: “{clause}” has other English at {other.path}:{other.entry.line} ({other.entry.context})"
        yield Finding("X015", str(one.path), one.entry.line, cause, "make them one, so that a changed word is a changed policy")
    for path in dict.fromkeys(one.path for one in entries):
        long = [one.entry for one in entries if one.path == path and longest_sentence(one.entry.text) > LONGEST]
        if long:
            told = ", ".join(entry.context for entry in long)
            cause = f"{len(long)} entries have a sentence of more than {LONGEST} words: {told}"
            yield Finding("X016", str(path), long[0].line, cause, "part it where the verb is new")


def proof(entry: Entry, path: Path, termbase: Termbase) -> Iterator[Finding]:
    """What is wrong with one translation."""
    for term in termbase.in_text(entry.source) if not from_text(entry) else ():
        if cause := against_termbase(entry.text, term):
            step = f"put it so; or add to `also`, in {termbase.path}:{term.at}, what may stand there"
            yield Finding("X002", str(path), entry.line, f"{entry.context}: {cause}", step)
    for pattern, name in ((NOTE_REFERENCE, "references to notes"), (SUBSCRIPT, "subscripts")):
        wanted, held = (sorted(found[0] for found in pattern.finditer(text)) for text in (entry.source, entry.text))
        if wanted != held and not (name == "subscripts" and set(wanted) >= set(held)):
            cause = f"{entry.context}: {name} are {' '.join(held) or 'lost'}, in the Chinese {' '.join(wanted) or 'there are none'}"
            yield Finding("X003", str(path), entry.line, cause, "keep them as they stand in the Chinese")
    if left := HAN_RUN.search(entry.text):
        cause = f"{entry.context}: “{left[0]}” is Chinese"
        yield Finding("X010", str(path), entry.line, cause, "translate it, or write it in Latin letters")
    if note := misspelt_review(entry.comments):
        step = "write `reviewed: NAME 2026-01-31`, or delete the comment"
        yield Finding("X004", str(path), entry.line, f"{entry.context}: “{note}” does not count", step)


def _against_settings(entries: Mapping[str, Entry], loaded: LoadedPlan, path: Path, language: str) -> Iterator[Finding]:
    """Metadata that the plan's settings have in other words than its translation."""
    for unit in all_units(loaded.plan):
        given, entry = (unit.given or {}).get(language, ""), entries.get(unit.context)
        if given and entry and entry.text and not entry.obsolete and entry.text != given:
            cause = f"{entry.context}: “{entry.text}” here, “{given}” in the settings of the plan"
            yield Finding(
                "X011", str(path), entry.line, cause, f"write one of the two into both; the settings are seeds/{loaded.plan.id}.toml"
            )


def against_termbase(english: str, term: TermRendering) -> str:
    """What an English text has against an entry of the termbase whose Chinese its source holds; empty when nothing.

    A rendering to avoid does not count inside one that is accepted.
    """
    sentence = words(english)
    good = [span for rendering in term.accepted for span in places(sentence, rendering)]
    for rendering in term.avoid:
        for start, end in places(sentence, rendering):
            if not any(a <= start and end <= b for a, b in good):
                return f"{term.zh} is “{term.en}”, not “{rendering}”"
    return "" if good else f"{term.zh} is “{term.en}”" + (f" (or “{'”, “'.join(term.also)}”)" if term.also else "")


def _against_glossary(termbase: Termbase, terms: tuple[Term, ...]) -> Iterator[Finding]:
    """Words that the glossary puts otherwise than the termbase."""
    for term in terms:
        bound = termbase.by_zh.get(term.name)
        if bound and term.en and against_termbase(term.en, bound):
            cause = f"{term.name} is “{bound.en}” here and “{term.en}” in the glossary"
            yield Finding("X002", str(termbase.path), bound.at, cause, "make them one, or add the other to `also`")
