"""The termbase as translators' programs know it: TBX (ISO 30042:2019, TBX-Basic, style DCA) and CSV, written and read back.

Of a term preferred is `en`, admitted what stands in `also`, deprecated what stands in `avoid`; `source` is `why`, and a note on the
Chinese term is a word of `not_in`. The glossary goes along, so that translators see definitions: its entries have the subject
`glossary`, and are edited in `content/glossary.toml`. What is taken in is added to `content/termbase.toml` or changed there, with all
comments kept; nothing is taken out.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import tomlkit

from generator.characters import is_han
from generator.content.store import load_plans
from generator.errors import ZhangjuError, gathering
from generator.glossary import load_glossary
from generator.languages.termbase import FILE, TermRendering, load_termbase, termbase_of
from generator.languages.xml_file import Element, escaped, read_xml, remark, unremarked
from generator.model import Term
from generator.placing import changing, write_new
from generator.text_file import read_bytes, read_text

FORMATS = (".tbx", ".csv")
SPACE = "urn:iso:std:iso:30042:ed-2"
CHINESE, ENGLISH = "zh-Hans", "en"
LANGUAGE = "http://www.w3.org/XML/1998/namespace lang"
STATUS = {"preferredTerm-admn-sts": "en", "admittedTerm-admn-sts": "also", "deprecatedTerm-admn-sts": "avoid"}
COLUMNS = ("zh", "en", "also", "avoid", "not_in", "why", "subject", "definition", "definition_en")
SUBJECT = "glossary"
SEVERAL = re.compile(r"(?<!\\)\s*\|\s*")
"""What parts several renderings in a cell; one within a rendering is written `\\|`."""


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term of a file: of the termbase, or of the glossary with its definitions."""

    term: TermRendering
    subject: str = ""
    definition: str = ""
    definition_en: str = ""


def export_terms(content: Path, path: Path) -> int:
    """Write termbase and glossary to a new file, in the format that its name tells. Returns how many terms. Raises ZhangjuError."""
    glossary = load_glossary(content, [one.plan for one in load_plans(content)]).glossary
    rows = [*map(TermRow, load_termbase(content).by_zh.values()), *(_glossed(term) for term in glossary.terms if term.en)]
    write_new(path, write_tbx(rows) if path.suffix.lower() == ".tbx" else "\ufeff" + write_csv(rows))
    return len(rows)


def _glossed(term: Term) -> TermRow:
    definition = term.definitions[0].text if term.definitions else ""
    return TermRow(TermRendering(term.name, term.en), SUBJECT, definition, term.definition_en)


def take_in_terms(content: Path, path: Path) -> tuple[int, int]:
    """Add a file's terms to the termbase, and change those that it words otherwise. Returns how many were added and changed.

    Raises ZhangjuError with the line of all that is wrong in the file, also of what would clash in the termbase; then nothing is written.
    """
    data = read_bytes(path)
    rows = read_tbx(data, path) if path.suffix.lower() == ".tbx" else read_csv(data, path)
    terms = [row.term for row in rows if row.subject != SUBJECT]
    _check(terms, path)
    old = load_termbase(content).by_zh
    new = {term.zh: term for term in terms if term.zh not in old}
    changed = {term.zh: term for term in terms if term.zh in old and replace(term, at=old[term.zh].at) != old[term.zh]}
    if new or changed:
        target = content / FILE
        source = merged(read_text(target) if target.is_file() else "", new, changed)
        termbase_of(source, target)
        with changing(content) as change:
            change.write(target, source)
    return len(new), len(changed)


def _check(terms: Sequence[TermRendering], path: Path) -> None:
    """Raise ZhangjuError for all terms that could not stand in the termbase."""
    with gathering() as problems:
        for term in terms:
            renderings = (*term.accepted, *term.avoid)
            if not any(map(is_han, term.zh)):
                problems.add(ZhangjuError(path, term.at, f"“{term.zh}” is no Chinese term", "write the Chinese words", "X010"))
            if chinese := next((word for word in renderings if any(map(is_han, word))), None):
                cause = f"{term.zh}: Chinese was left in the English “{chinese}”"
                problems.add(ZhangjuError(path, term.at, cause, "write its English", "X010"))
        with problems.trying():
            termbase_of("", path, terms)


def merged(source: str, new: dict[str, TermRendering], changed: dict[str, TermRendering]) -> str:
    """The text of a termbase with terms added at its end and changed in their places; all else stands as it was."""
    document = tomlkit.parse(source)
    tables: Any = document.get("term", [])
    for table in tables:
        if term := changed.get(str(table["zh"])):
            for name, value in _values(term):
                if value:
                    table[name] = value
                elif name in table:
                    del table[name]
    text = tomlkit.dumps(document)
    blocks = [
        "[[term]]\n" + "".join(f"{name} = {tomlkit.item(value).as_string()}\n" for name, value in _values(t) if value) for t in new.values()
    ]
    return text + "".join(f"\n{block}" if text or number else block for number, block in enumerate(blocks))


def _values(term: TermRendering) -> Iterator[tuple[str, str | list[str]]]:
    yield from (("zh", term.zh), ("en", term.en), ("also", term.also), ("avoid", term.avoid), ("not_in", term.not_in), ("why", term.why))


# ---- TBX


def write_tbx(rows: Iterable[TermRow]) -> str:
    """Terms as TBX."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<tbx type="TBX-Basic" style="dca" xml:lang="{CHINESE}" xmlns="{SPACE}">',
        "<tbxHeader><fileDesc><sourceDesc><p>Zhangju: termbase and glossary</p></sourceDesc></fileDesc></tbxHeader>",
        "<text><body>",
    ]
    for number, row in enumerate(rows, 1):
        lines += _concept(row, number)
    return "\n".join([*lines, "</body></text>", "</tbx>", ""])


def _concept(row: TermRow, number: int) -> Iterator[str]:
    term = row.term
    yield f'<conceptEntry id="c{number}">'
    yield from (f'<descrip type="subjectField">{remark(row.subject)}</descrip>' for _ in range(bool(row.subject)))
    yield from (f'<admin type="source">{remark(term.why)}</admin>' for _ in range(bool(term.why)))
    notes = "".join(f"<note>{remark(word)}</note>" for word in term.not_in)
    yield from _language(CHINESE, row.definition, [f"<term>{escaped(term.zh)}</term>{notes}"])
    named = [("en", term.en), *(("also", word) for word in term.also), *(("avoid", word) for word in term.avoid)]
    yield from _language(ENGLISH, row.definition_en, [_rendering(kind, word) for kind, word in named])
    yield "</conceptEntry>"


def _language(code: str, definition: str, terms: Iterable[str]) -> Iterator[str]:
    defined = f'<descrip type="definition">{remark(definition)}</descrip>' if definition else ""
    yield f'<langSec xml:lang="{code}">{defined}{"".join(f"<termSec>{term}</termSec>" for term in terms)}</langSec>'


def _rendering(kind: str, word: str) -> str:
    status = next(status for status, name in STATUS.items() if name == kind)
    return f'<term>{escaped(word)}</term><termNote type="administrativeStatus">{status}</termNote>'


def read_tbx(data: bytes, path: Path) -> list[TermRow]:
    """The terms of a TBX file. Raises ZhangjuError with the line of all that is wrong."""
    root = read_xml(data, path)
    if root.name != "tbx":
        cause = f"its root is <{root.name}>, not <tbx>"
        step = "save it as TBX of 2019 (ISO 30042), or export the terms anew with `zhangju translate --export FILE.tbx`"
        raise ZhangjuError(path, root.line, cause, step, "X005")
    rows: list[TermRow] = []
    with gathering() as problems:
        for concept in root.within("conceptEntry"):
            with problems.trying():
                rows.append(_read_concept(concept, path))
    return rows


def _read_concept(concept: Element, path: Path) -> TermRow:
    """A concept. Raises ZhangjuError when it lacks its Chinese or its English."""
    sections = {_code(section): section for section in concept.each("langSec")}
    chinese, english = sections.get("zh"), sections.get("en")
    zh = [one for section in (chinese,) if section for one in _terms(section)]
    en = [one for section in (english,) if section for one in _terms(section)]
    named: dict[str, list[str]] = {"en": [], "also": [], "avoid": []}
    for section, word in en:
        said = next((note.text.strip() for note in section.within("termNote") if note.values.get("type") == "administrativeStatus"), "")
        named[STATUS.get(said, "also" if named["en"] else "en")].append(word)
    if len(zh) != 1 or len(named["en"]) != 1:
        cause = f"a concept has {len(zh)} Chinese and {len(named['en'])} preferred English terms"
        raise ZhangjuError(path, concept.line, cause, "give it one of each; other renderings are admitted or deprecated", "X005")
    notes = [unremarked(note.text) for note in zh[0][0].within("note")]
    term = TermRendering(
        zh[0][1],
        named["en"][0],
        named["also"],
        named["avoid"],
        not_in=notes,
        why=_said(concept, "admin", "source"),
        at=concept.line,
    )
    definitions = [_said(section, "descrip", "definition") if section else "" for section in (chinese, english)]
    return TermRow(term, _said(concept, "descrip", "subjectField"), *definitions)


def _code(section: Element) -> str:
    """The language of a section without script and country."""
    return section.values.get(LANGUAGE, "").lower().split("-")[0]


def _terms(section: Element) -> Iterator[tuple[Element, str]]:
    for one in section.each("termSec"):
        yield from ((one, term.text.strip()) for term in one.each("term") if term.text.strip())


def _said(element: Element, name: str, kind: str) -> str:
    """What an element says of a kind, itself or grouped."""
    groups = [element, *element.each(f"{name}Grp")]
    return next((unremarked(one.text) for group in groups for one in group.each(name) if one.values.get("type") == kind), "")


# ---- CSV


def write_csv(rows: Iterable[TermRow]) -> str:
    """Terms as a table; several renderings in a cell are parted by ` | `."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    for row in rows:
        term = row.term
        several = [" | ".join(word.replace("|", "\\|") for word in words) for words in (term.also, term.avoid, term.not_in)]
        table.writerow([term.zh, term.en, *several, term.why, row.subject, row.definition, row.definition_en])
    return out.getvalue()


def read_csv(data: bytes, path: Path) -> list[TermRow]:
    """The terms of a table. Raises ZhangjuError with the line of all that is wrong."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ZhangjuError(path, data.count(b"\n", 0, error.start) + 1, "the file is not in UTF-8", "save it as “CSV UTF-8”") from None
    table = csv.reader(io.StringIO(text, newline=""), strict=True)
    line, rows, names = 1, list[TermRow](), list[str]()
    with gathering() as problems:
        try:
            for cells in table:
                if not names:
                    names = [cell.strip().lower() for cell in cells]
                    _check_names(names, path)
                elif any(map(str.strip, cells)):
                    with problems.trying():
                        rows.append(_row(names, cells, path, line))
                line = table.line_num + 1
        except csv.Error as error:
            problems.add(ZhangjuError(path, line, f"a cell does not end: {error}", 'double the " within a cell, and close it'))
        if not names:
            problems.add(ZhangjuError(path, 1, "the file is empty", f"name the columns in its first line: {', '.join(COLUMNS)}"))
    return rows


def _check_names(names: Sequence[str], path: Path) -> None:
    unknown = [name for name in names if name not in COLUMNS]
    if unknown or not {"zh", "en"} <= set(names) or len(set(names)) < len(names):
        cause = f"unknown columns {', '.join(unknown)}" if unknown else "its first line does not name `zh` and `en` once each"
        raise ZhangjuError(path, 1, cause, f"name columns among: {', '.join(COLUMNS)}")


def _row(names: Sequence[str], cells: Sequence[str], path: Path, line: int) -> TermRow:
    if len(cells) != len(names):
        raise ZhangjuError(path, line, f"{len(cells)} columns, and {len(names)} are named", "write one cell for each, empty ones too")
    held = dict(zip(names, (cell.strip() for cell in cells), strict=True))
    if not held["zh"] or not held["en"]:
        raise ZhangjuError(path, line, f"“{held['zh']}” → “{held['en']}” lacks one of its sides", "write both")
    also, avoid, not_in = (_several(held.get(name, "")) for name in ("also", "avoid", "not_in"))
    term = TermRendering(held["zh"], held["en"], also, avoid, not_in, why=held.get("why", ""), at=line)
    return TermRow(term, held.get("subject", ""), held.get("definition", ""), held.get("definition_en", ""))


def _several(cell: str) -> list[str]:
    return [word.replace("\\|", "|") for word in SEVERAL.split(cell) if word]
