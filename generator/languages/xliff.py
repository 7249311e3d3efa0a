"""XLIFF 2, what computer-aided translation programs open: written from a file of translations, and read back into one.

A unit is an entry: `name` is its place, the notes are its comments, the glossary module holds the words of the termbase that stand in it.
Notes, references and subscripts (`[^1]`, `~2.5~`) are marked as not to be translated. Nothing of an entry is lost either way: what is read
of what was written is the same catalogue. Programs may divide a unit into segments and set elements of their own; of those the text counts.

The mapping is our own: of a delivery the line of every fault has to be told, and a unit of which only some segments are translated refused.
It follows OASIS XLIFF 2.1, chapters 4 and 5.2.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from generator.characters import SUBSCRIPT
from generator.errors import ZhangjuError, gathering
from generator.languages.delivery import Delivered, Delivery
from generator.languages.po import Catalogue, Entry
from generator.languages.review import review_of
from generator.languages.termbase import TermRendering
from generator.languages.xml_file import FORBIDDEN, Element, attribute, escaped, read_xml, remark, unremarked

SPACE = "urn:oasis:names:tc:xliff:document:2.0"
GLOSSARY = "urn:oasis:names:tc:xliff:glossary:2.0"
SOURCE_LANGUAGE = "zh-Hans"
NMTOKEN = re.compile(r"[\w:.-]+")
STALE = "zhangju:stale"
"""`subState` of an entry whose Chinese has changed since it was translated."""
KEPT = re.compile(rf"\[\^[^\[\]]+\]|{SUBSCRIPT.pattern}")
"""What is the same in both languages."""
NOTES = (("comment", "comments"), ("about", "extracted"), ("place", "references"), ("flag", "flags"))
"""Category of a note → the field of an entry that it holds, a note a line."""
NEXT = "export the plan anew with `zhangju translate PLAN --export FILE.xlf`, and fill in that file"


def write_xliff(catalogue: Catalogue, plan: str, terms: Callable[[str], Iterable[TermRendering]] = lambda _: ()) -> str:
    """A file of translations as XLIFF 2.1; `terms` gives the entries of the termbase for a Chinese text."""
    language = attribute(catalogue.header.get("Language", ""))
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<xliff xmlns="{SPACE}" xmlns:gls="{GLOSSARY}" version="2.1" srcLang="{SOURCE_LANGUAGE}" trgLang="{language}">',
        f'<file id="{attribute(plan)}" original="{attribute(plan)}">',
        *_notes([*(("header", f"{k}: {v}") for k, v in catalogue.header.items()), *(("about", text) for text in catalogue.comments)]),
    ]
    for number, entry in enumerate(catalogue.entries, 1):
        lines += _unit(entry, number, terms(entry.source))
    return "\n".join([*lines, "</file>", "</xliff>", ""])


def _unit(entry: Entry, number: int, terms: Iterable[TermRendering]) -> Iterator[str]:
    plain = NMTOKEN.fullmatch(entry.context) and not entry.obsolete
    shut = ' translate="no"' if entry.obsolete else ""
    yield f'<unit id="{entry.context if plain else f"u.{number}"}" name="{attribute(entry.context)}"{shut} xml:space="preserve">'
    yield from _glossary(terms)
    notes = [(category, text) for category, name in NOTES for text in getattr(entry, name)]
    notes += [("previous", entry.previous)] if entry.previous else []
    yield from _notes([*notes, *([("obsolete", "the plan has this text no more")] if entry.obsolete else [])])
    state = "initial" if not entry.text or entry.fuzzy else "reviewed" if review_of(entry.comments) else "translated"
    stale = f' subState="{STALE}"' if entry.fuzzy else ""
    target = f"<target>{_inline(entry.text)}</target>" if entry.text else ""
    yield f'<segment state="{state}"{stale}><source>{_inline(entry.source)}</source>{target}</segment>'
    yield "</unit>"


def _glossary(terms: Iterable[TermRendering]) -> Iterator[str]:
    entries = "".join(
        f"<gls:glossEntry><gls:term>{escaped(term.zh)}</gls:term>"
        + "".join(f"<gls:translation>{escaped(word)}</gls:translation>" for word in term.accepted)
        + "</gls:glossEntry>"
        for term in terms
    )
    if entries:
        yield f"<gls:glossary>{entries}</gls:glossary>"


def _notes(notes: Sequence[tuple[str, str]]) -> Iterator[str]:
    if notes:
        yield "<notes>"
        yield from (f'<note category="{category}">{remark(text)}</note>' for category, text in notes)
        yield "</notes>"


def _inline(text: str) -> str:
    """Text as source and target hold it: what stays in every language is marked, what XML cannot hold is `<cp>`."""
    done, at = [], 0
    for number, found in enumerate(KEPT.finditer(text), 1):
        done += [escaped(text[at : found.start()]), f'<mrk id="m{number}" translate="no">{escaped(found[0])}</mrk>']
        at = found.end()
    return FORBIDDEN.sub(lambda m: f'<cp hex="{ord(m[0]):04X}"/>', "".join([*done, escaped(text[at:])]))


def read_xliff(data: bytes, path: Path, plan: str, language: str) -> Delivery:
    """The translations of a plan in an XLIFF 2 file. Raises ZhangjuError with the line of all that is wrong: what is damaged, another
    version, another language, another plan, a unit of which only some segments are translated."""
    root = read_xml(data, path)
    _check_root(root, path, language)
    files = [one for one in root.each("file") if plan in (one.values.get("id"), one.values.get("original"))]
    if not files:
        held = next(root.each("file"), root)
        cause = f"it is for the plan `{held.values.get('original') or held.values.get('id', '')}`, not for `{plan}`"
        raise ZhangjuError(path, held.line, cause, f"give that plan, or {NEXT}", "X007")
    header, about = _head(files[0])
    rows: list[Delivered] = []
    with gathering() as problems:
        for unit in files[0].within("unit"):
            with problems.trying():
                rows.append(_read_unit(unit, path))
    return Delivery(path, tuple(rows), header, about)


def _check_root(root: Element, path: Path, language: str) -> None:
    version = root.values.get("version", "")
    if root.name != "xliff":
        raise ZhangjuError(path, root.line, f"its root is <{root.name}>, not <xliff>", NEXT, "X005")
    if root.space != SPACE or not version.startswith("2."):
        raise ZhangjuError(
            path, root.line, f"it is XLIFF {version or 'without a version'}, not XLIFF 2", f"save it as XLIFF 2, or {NEXT}", "X005"
        )
    if (found := root.values.get("trgLang", "")) != language:
        raise ZhangjuError(
            path, root.line, f"it is a translation into `{found}`, not into `{language}`", f"give --language {found}", "X007"
        )


def _head(file: Element) -> tuple[dict[str, str], tuple[str, ...]]:
    """What a file says of itself."""
    notes = _noted(file)
    pairs = (line.partition(": ") for line in notes.get("header", ()))
    return {name: value for name, _, value in pairs}, tuple(notes.get("about", ()))


def _noted(element: Element) -> dict[str, list[str]]:
    """Category → notes of an element; what programs note without one is a comment."""
    found: dict[str, list[str]] = {}
    for notes in element.each("notes"):
        for note in notes.each("note"):
            found.setdefault(note.values.get("category", "comment"), []).append(unremarked(note.text))
    return found


def _read_unit(unit: Element, path: Path) -> Delivered:
    place = unit.values.get("name") or unit.values.get("id", "")
    data = {one.values.get("id", ""): one.text for held in unit.each("originalData") for one in held.each("data")}
    pieces = [one for one in unit.children if isinstance(one, Element) and one.space == SPACE and one.name in ("segment", "ignorable")]
    source = "".join(_content(next(piece.each("source"), None), data, path) for piece in pieces)
    target = _target(place, pieces, data, path)
    notes, segments = _noted(unit), [piece for piece in pieces if piece.name == "segment"]
    states = {piece.values.get("state", "initial") for piece in segments}
    entry = Entry(
        place,
        source,
        text=target,
        fuzzy=any(piece.values.get("subState") == STALE for piece in segments),
        previous="".join(notes.get("previous", ())),
        comments=tuple(notes.get("comment", ())),
        extracted=tuple(notes.get("about", ())),
        references=tuple(notes.get("place", ())),
        flags=tuple(notes.get("flag", ())),
        obsolete="obsolete" in notes,
        line=unit.line,
    )
    return Delivered(entry, has_source=True, has_comments=True, says_reviewed=bool(states) and states <= {"reviewed", "final"})


def _target(place: str, pieces: Sequence[Element], data: Mapping[str, str], path: Path) -> str:
    """The translation of a unit, its segments in the order of the target. Raises ZhangjuError when only some of them have one."""
    told = [(piece, next(piece.each("target"), None)) for piece in pieces]
    texts = [(piece, _content(target, data, path)) for piece, target in told]
    wanted = [(piece, text) for piece, text in texts if piece.name == "segment" and "".join(s.text for s in piece.each("source")).strip()]
    lacking = [piece for piece, text in wanted if not text.strip()]
    if lacking and any(text.strip() for _, text in wanted):
        cause = f"`{place}`: only {len(wanted) - len(lacking)} of its {len(wanted)} segments are translated"
        raise ZhangjuError(path, lacking[0].line, cause, "translate the sentence whole, or leave all of its segments empty", "X008")
    ordered = sorted(enumerate(told), key=lambda item: (_order(item[1][1], item[0]), item[0]))
    done = ""
    for number, _ in ordered:
        text = texts[number][1]
        parted = not done or not text or done[-1].isspace() or text[0].isspace()
        done += text if parted else f" {text}"
    return done


def _order(target: Element | None, number: int) -> int:
    """Where a segment's translation stands; programs that turn segments round say so."""
    said = target.values.get("order", "") if target else ""
    return int(said) if said.isdecimal() else number + 1


def _content(element: Element | None, data: Mapping[str, str], path: Path) -> str:
    """The text of a source or a target."""
    return "".join(one if isinstance(one, str) else _code(one, data, path) for one in element.children) if element else ""


def _code(code: Element, data: Mapping[str, str], path: Path) -> str:
    """The text of an inline element: of a code what it stands for."""
    values = code.values
    match code.name:
        case "cp" if re.fullmatch("[0-9A-Fa-f]{1,6}", values.get("hex", "")) and int(values["hex"], 16) < 0x110000:
            return chr(int(values["hex"], 16))
        case "mrk":
            return _content(code, data, path)
        case "pc":
            return f"{data.get(values.get('dataRefStart', ''), '')}{_content(code, data, path)}{data.get(values.get('dataRefEnd', ''), '')}"
        case "sm" | "em":
            return ""
        case "ph" | "sc" | "ec" if said := data.get(values.get("dataRef", "")) or values.get("equiv") or values.get("disp"):
            return said
    raise ZhangjuError(
        path, code.line, f"nothing says what the code <{code.name}> stands for", "write the words that it stands for", "X005"
    )
