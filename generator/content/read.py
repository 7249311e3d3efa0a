"""Markdown becomes a plan again. Errors name file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import yaml
from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from generator.content.front_trouble import front_trouble
from generator.content.grammar import Attributes, InlineLine, lines, markdown, split_attributes
from generator.content.headings import DEEPEST, read_heading
from generator.content.marks import REFERENCE, mark_of
from generator.content.metadata import odd_values, worded
from generator.content.order import file_order
from generator.errors import Gathering, ZhangjuError, gathering, restoring
from generator.findings import Finding
from generator.model import Block, Figure, Note, Paragraph, Plan, Row, Section, Sentence, Table, with_references
from generator.model.address import anchor_id, is_source, section_id, shown
from generator.pure import PLANS, pure
from generator.text_file import without_bom

OWN_NOTE = re.compile(r"[a-z0-9.]+-n[0-9]+[a-z]*")
"""The anchor of a note that is a block of its section."""
LEVELS = ("levels", "appendix_levels")
"""What a heading is read by, of a plan's metadata."""
FRONT = re.compile(r"\A---\n(?P<yaml>.*?\n)---\n", re.S)


def read_plan(files: Mapping[str, str], folder: Path) -> Plan:
    """Read the files of one folder. Raises ZhangjuError for what is no content Markdown."""
    if "index.md" not in files:
        raise ZhangjuError(folder / "index.md", None, "the plan has no index.md", "run `zhangju convert`")
    sections: list[Section] = []
    with gathering() as problems:
        meta = worded(front_matter(files["index.md"], folder / "index.md")[0])
        for key, cause, how in list(odd_values(meta)):
            problems.add(ZhangjuError(folder / "index.md", _line_with(f"{key}:", files["index.md"]), cause, how))
            meta.pop(key, None)
        with problems.trying():
            _check_meta(meta, files["index.md"], folder / "index.md")
        levels = tuple((key, tuple(meta.get(key) or ())) for key in LEVELS)
        for name in _in_order(list(files), meta.pop("files", None)):
            with problems.trying():
                sections += _sections_of(files[name], folder / name, levels)
        for first, section in _repeated(sections):
            cause = f"section id {section.id} is given to “{first.title}” and to “{section.title}”"
            path, line = _second(section.id, files, folder)
            how = f"give one of them another id, as convert wrote it: `zhangju convert {folder.name} --drop-edits` takes edits back"
            problems.add(ZhangjuError(path, line, cause, how, "D001"))
    meta.pop("plan", None)
    return Plan(folder.name, {k: v for k, v in meta.items() if k != "lang"}, with_references(_with_parents(sections)))


def _check_meta(meta: Mapping[str, Any], text: str, path: Path) -> None:
    """Raise ZhangjuError for metadata of another plan, and for places and addresses in it that there cannot be."""
    line = partial(_line_with, text=text)

    if meta.get("plan", path.parent.name) != path.parent.name:
        cause = f"it says that it is of the plan `{shown(str(meta['plan']))}`"
        raise Finding("N001", str(path), line("plan:"), cause, f"write `plan: {path.parent.name}`, the folder's name").as_error()
    if not is_source(str(meta.get("source") or "")):
        how = "write an address that begins with https:// or http://, or the source in words, in the seed's settings, and convert"
        raise Finding("N003", str(path), line("source:"), f"`{shown(str(meta['source']))}`", how).as_error()
    missing, supplied = meta.get("missing") or (), meta.get("supplied") or {}
    places = [str(item[where]) for item in missing if isinstance(item, dict) for where in ("before", "after") if item.get(where)]
    for print_ in meta.get("witnesses") or ():
        places += [name for ends in print_["reach"] for name in ends] + [variant["place"] for variant in print_.get("variants", ())]
    for name in [*places, *(map(str, supplied) if isinstance(supplied, dict) else ())]:
        anchor_id(name, path, line(name))


def _line_with(words: object, text: str) -> int:
    """The first line of a text that holds some words."""
    return next((number for number, row in enumerate(text.split("\n"), 1) if str(words) in row), 1)


def _repeated(sections: Sequence[Section]) -> Iterator[tuple[Section, Section]]:
    """Sections whose id another one before them has, after that one."""
    seen: dict[str, Section] = {}
    for section in sections:
        if section.id in seen:
            yield seen[section.id], section
        seen[section.id] = section


def _second(name: str, files: Mapping[str, str], folder: Path) -> tuple[Path, int | None]:
    """File and line of the second heading that has an id; the folder when there is no such line."""
    wanted = re.compile(r"#.*\{#" + re.escape(name) + r"[ }]")
    places = [
        (folder / file, n) for file in file_order(list(files)) for n, row in enumerate(files[file].split("\n"), 1) if wanted.match(row)
    ]
    return places[1] if len(places) > 1 else (folder, None)


def _in_order(names: Sequence[str], told: Any) -> list[str]:
    """Names of files in reading order, those first that the front matter tells."""
    known = file_order(names)
    first = list(dict.fromkeys(name for name in told if name in known)) if isinstance(told, list) else []
    return first + [name for name in known if name not in first]


def front_matter(text: str, path: Path) -> tuple[dict[str, Any], int]:
    """The front matter of a file and the number of lines it takes."""
    found = FRONT.match(text)
    if not found and text.startswith("\ufeff"):
        raise ZhangjuError(path, 1, "a byte-order mark stands before the front matter", without_bom(path))
    if not found:
        cause = "the file is empty" if not text.strip() else "the file does not begin with front matter between two lines `---`"
        how = f"restore it: {restoring(path)}; or `zhangju convert {path.parent.name} --drop-edits` writes it anew"
        raise ZhangjuError(path, 1, cause, how)
    try:
        data = deepcopy(_loaded(found["yaml"]))
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # a date that is none is a ValueError there
        mark = getattr(error, "problem_mark", None)
        last = text.count("\n", 0, found.end())
        line, cause, how = front_trouble(text, path, min(mark.line + 2, last) if mark else 1)
        raise ZhangjuError(path, line, cause, how) from None
    if not isinstance(data, dict) or not all(isinstance(key, str) for key in data):
        raise ZhangjuError(path, 1, "the front matter holds no keys", "write `plan: …`")
    return data, text.count("\n", 0, found.end())


@pure(most=PLANS)
def _loaded(text: str) -> Any:
    return yaml.safe_load(text)


def _with_parents(sections: Sequence[Section]) -> list[Section]:
    above: list[tuple[int, str]] = []
    done: list[Section] = []
    for section in sections:
        while above and above[-1][0] >= section.level:
            above.pop()
        done.append(replace(section, parent=above[-1][1] if above else None))
        if section.id != "front":  # the plan's own title is above nothing
            above.append((section.level, section.id))
    return done


@pure(most=4096)
def _sections_of(text: str, path: Path, levels: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[Section, ...]:
    """The sections of a file of a plan whose headings have some levels. Raises ZhangjuError with all that is no content."""
    return tuple(_Reader(text, path, dict(levels)).sections())


NO_SECTION = Section("", None, "", 1, "")
"""Takes in what follows a heading that cannot be read; it leaves the reader never."""


@dataclass
class _Reader:
    """Walks the tokens of one file."""

    text: str
    path: Path
    levels: Mapping[str, Sequence[str]]
    """What the plan's metadata say of its headings' numbers."""
    found: list[Section] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    captions: dict[str, Token] = field(default_factory=dict)
    """Id of a table → its caption."""
    offset: int = 0
    problems: Gathering = field(default_factory=Gathering)

    def sections(self) -> list[Section]:
        """Its sections with their blocks. Raises ZhangjuError with all that is no content."""
        _, self.offset = front_matter(self.text, self.path)
        body = "\n".join(self.text.split("\n")[self.offset :])
        tokens = markdown().parse(body)
        at = 0
        while at < len(tokens):
            at = self._token(tokens, at)
        self._close()
        self.problems.settle()
        return self.found

    def _line(self, token: Token) -> int:
        return self.offset + (token.map[0] if token.map else 0) + 1

    def _back(self) -> str:
        return f"`zhangju convert {self.path.parent.name} --drop-edits` takes edits back"

    def _wrong(self, token: Token, cause: str, next_step: str) -> None:
        self.problems.add(ZhangjuError(self.path, self._line(token), cause, next_step))

    def _token(self, tokens: Sequence[Token], at: int) -> int:
        """Read the block that begins at a token. Returns where the next one begins."""
        token = tokens[at]
        if token.type == "heading_open":
            self._close()
            self.found.append(self._heading(token, tokens[at + 1]))
            return at + 3
        if not self.found:
            self._wrong(token, "text stands before the first heading", "put it under a heading")
            self.found.append(NO_SECTION)
        if token.type == "paragraph_open":
            with self.problems.trying():
                self._paragraph(tokens[at + 1], self._line(token))
            return at + 3
        if token.type == "table_open":
            return self._table(tokens, at)
        if token.type == "note":
            self._note(token.meta["label"], tokens[at + 1], token)
            return at + 2
        self._wrong(token, f"content has no {token.type}", "write headings, sentences, tables and notes only")
        return next((n + 1 for n in range(at, len(tokens)) if tokens[n].level == token.level and tokens[n].nesting < 1), len(tokens))

    def _close(self) -> None:
        for block in self.blocks:
            if isinstance(block, Table) and not block.columns and (caption := self.captions.get(block.id)):
                self._wrong(caption, f"no table follows the caption “{block.caption}”", "write the table after it, or take `.table` away")
        if self.found:
            self.found[-1] = replace(self.found[-1], blocks=tuple(self.blocks))
        self.blocks = []

    def _heading(self, token: Token, inline: Token) -> Section:
        text, attributes = split_attributes(inline.content)
        if not attributes.id:
            how = f"end it with {{#…}}, the path of its numbers; a heading that is new comes from the seed, or [[supplied]]; {self._back()}"
            odd = next((f": `{part}` is none" for part in re.findall(r"[{｛]\s*[#＃][^}｝]*[}｝]?$", inline.content)), "")
            self._wrong(token, f"the heading “{text}” has no id{odd}", how)
            return NO_SECTION
        with self.problems.trying():
            section_id(attributes.id, self.path, self._line(token))
        level = self._level(token, attributes)
        shown = REFERENCE.sub(_own_reference, _text(lines(markdown().parseInline(text)[0])))
        number, mark, title = read_heading(shown, attributes, level, self.levels)
        classes = attributes.classes
        return Section(
            attributes.id, number, mark=mark, level=level, title=title, run_in="run-in" in classes, supplied="supplied" in classes
        )

    def _level(self, token: Token, attributes: Attributes) -> int:
        """The level of a heading: what its line tells, for those deeper than Markdown has, else how many # it has."""
        told = attributes.value("level")
        return int(told) if told.isdecimal() and len(told) < DEEPEST and int(told) > DEEPEST else len(token.markup)

    def _paragraph(self, inline: Token, line: int) -> None:
        text, attributes = split_attributes(inline.content)
        if "figure" in attributes.classes or "table" in attributes.classes:
            if attributes.id:
                anchor_id(attributes.id, self.path, line)
            found = lines(markdown().parseInline(text)[0])
            written = found[-1].text if found else ""
            if len(found) > 1:
                self._wrong(inline, f"text stands in one paragraph with the caption “{written}”", "put an empty line between them")
            if "figure" in attributes.classes:
                self.blocks.append(Figure(written, attributes.value("source"), attributes.id))
            else:
                self.blocks.append(Table(_noted(written, attributes.id), (), (), id=attributes.id))
                self.captions[attributes.id] = inline
            return
        sentences = tuple(Sentence(REFERENCE.sub(_own_reference, line.text), line.strong) for line in lines(inline))
        if sentences:
            self.blocks.append(Paragraph(sentences))

    def _table(self, tokens: Sequence[Token], at: int) -> int:
        rows: list[list[str]] = []
        last = self.blocks[-1] if self.blocks else None
        if not isinstance(last, Table) or last.columns:
            self._wrong(tokens[at], "the table has no caption", "write a line `caption {#id .table}` before it")
            last = Table("", (), ())
            self.blocks.append(last)
        end = at
        while tokens[end].type != "table_close":
            if tokens[end].type == "tr_open":
                rows.append([])
                self._whole_row(tokens[end], rows)
            elif tokens[end].type == "inline":
                rows[-1].append(_noted(_text(lines(tokens[end])), last.id))
            end += 1
        self.blocks[-1] = replace(last, columns=tuple(rows[0]), rows=tuple(Row(tuple(row)) for row in rows[1:]))
        return end + 1

    def _whole_row(self, token: Token, rows: Sequence[Sequence[str]]) -> None:
        """A problem for a row with more cells than the head, which Markdown would drop."""
        line = self._line(token)
        cells = escapedSplit(self.text.split("\n")[line - 1].strip())
        inner = cells[1 if cells[0] == "" else 0 : -1 if cells[-1] == "" else len(cells)]
        if len(rows) > 1 and len(inner) > len(rows[0]):
            cause = f"the row has {len(inner)} cells, the head of its table {len(rows[0])}"
            self._wrong(token, cause, f"give the head as many; a | inside a cell is written \\|; {self._back()}")

    def _note(self, name: str, inline: Token, token: Token) -> None:
        last = self.blocks[-1] if self.blocks else None
        owner, note = name.rpartition("-")[0], Note(mark_of(name), _text(lines(inline)))
        if isinstance(last, Table) and last.id and owner == last.id:
            self.blocks[-1] = replace(last, notes=(*last.notes, note))
        elif not owner or OWN_NOTE.fullmatch(owner):
            self.blocks.append(replace(note, id=owner))
        else:
            self._wrong(token, f"note [^{name}] follows no table", "put it after its table")


def _text(found: Sequence[InlineLine]) -> str:
    """The text of what is one line, or none."""
    return found[0].text if found else ""


def _own_reference(found: re.Match[str]) -> str:
    """A reference to a note that is no table's: its mark alone."""
    owner = found["label"].rpartition("-")[0]
    return f"[^{mark_of(found['label'])}]" if OWN_NOTE.fullmatch(owner) else found[0]


def _noted(text: str, table: str) -> str:
    """A text of a table: of its references to the table's notes the marks alone."""
    return REFERENCE.sub(lambda found: f"[^{_mark(found['label'], table)}]", text)


def _mark(name: str, table: str) -> str:
    """What stands between the brackets of a reference in a table: the mark alone of its own notes."""
    return mark_of(name) if name.startswith(f"{table}-") else name
