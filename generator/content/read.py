"""Markdown becomes a plan again. Errors name file and line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml
from markdown_it.token import Token

from generator.content.grammar import Attributes, lines, markdown, split_attributes
from generator.errors import ZhangjuError
from generator.findings import Finding
from generator.model import Block, Figure, Note, Paragraph, Plan, Row, Section, Sentence, Table
from generator.model.address import anchor_id, is_source, is_web_address, section_id, shown
from generator.numbering import level_of, special_at

FRONT = re.compile(r"\A---\n(?P<yaml>.*?\n)---\n", re.S)
FIRST_FILES = ("index.md",)
LAST = ("end",)
"""What follows the chapters and precedes the annexes."""


def file_order(names: Sequence[str]) -> list[str]:
    """Names of a plan's files in reading order: index, chapters, conclusion, annexes."""

    def key(name: str) -> tuple[int, int, str]:
        stem = name.removesuffix(".md")
        if name in FIRST_FILES:
            return 0, 0, name
        return (1, int(stem), name) if stem.isdigit() else (2 if stem in LAST else 3, len(stem), name)

    return sorted(names, key=key)


def read_plan(files: Mapping[str, str], folder: Path) -> Plan:
    """Read the files of one folder. Raises ZhangjuError for what is no content Markdown."""
    if "index.md" not in files:
        raise ZhangjuError(folder / "index.md", None, "the plan has no index.md", "run `zhangju convert`")
    meta, _ = front_matter(files["index.md"], folder / "index.md")
    _check_meta(meta, files["index.md"], folder / "index.md")
    sections: list[Section] = []
    names = file_order(list(files))
    for name in names:
        sections += _Reader(files[name], folder / name, meta).sections()
    seen: dict[str, str] = {}
    for section in sections:
        if section.id in seen:
            raise ZhangjuError(
                folder,
                None,
                f"section id {section.id} is given to “{seen[section.id]}” and to “{section.title}”",
                "give one of them another id",
            )
        seen[section.id] = section.title
    meta.pop("plan", None)
    return Plan(folder.name, {k: v for k, v in meta.items() if k != "lang"}, tuple(_with_parents(sections)))


def _check_meta(meta: Mapping[str, Any], text: str, path: Path) -> None:
    """Raise ZhangjuError for metadata of another plan, and for places and addresses in it that there cannot be."""

    def line(words: object) -> int:
        return next((number for number, row in enumerate(text.split("\n"), 1) if str(words) in row), 1)

    if meta.get("plan", path.parent.name) != path.parent.name:
        cause = f"it says that it is of the plan `{shown(str(meta['plan']))}`"
        raise Finding("N001", str(path), line("plan:"), cause, f"write `plan: {path.parent.name}`, the folder's name").as_error()
    if not is_source(str(meta.get("source") or "")):
        how = "write an address that begins with https:// or http://, or the source in words, in the seed's settings, and convert"
        raise Finding("N003", str(path), line("source:"), f"`{shown(str(meta['source']))}`", how).as_error()
    missing, supplied = meta.get("missing") or (), meta.get("supplied") or {}
    places = [str(item[where]) for item in missing if isinstance(item, dict) for where in ("before", "after") if item.get(where)]
    for name in [*places, *(map(str, supplied) if isinstance(supplied, dict) else ())]:
        anchor_id(name, path, line(name))


def front_matter(text: str, path: Path) -> tuple[dict[str, Any], int]:
    """The front matter of a file and the number of lines it takes."""
    found = FRONT.match(text)
    if not found:
        raise ZhangjuError(path, 1, "the file does not begin with front matter between two lines `---`", "add it (see any other chapter)")
    try:
        data = yaml.safe_load(found["yaml"])
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise ZhangjuError(path, (mark.line + 2) if mark else 1, "the front matter is no YAML", "mend that line") from None
    if not isinstance(data, dict):
        raise ZhangjuError(path, 1, "the front matter holds no keys", "write `plan: …`")
    return data, text.count("\n", 0, found.end())


def _with_parents(sections: Sequence[Section]) -> list[Section]:
    above: list[tuple[int, str]] = []
    done: list[Section] = []
    for section in sections:
        while above and above[-1][0] >= section.level:
            above.pop()
        done.append(replace(section, parent=above[-1][1] if above else None))
        above.append((section.level, section.id))
    return done


@dataclass
class _Reader:
    """Walks the tokens of one file."""

    text: str
    path: Path
    meta: Mapping[str, Any]
    found: list[Section] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    offset: int = 0

    def sections(self) -> list[Section]:
        """Its sections with their blocks."""
        _, self.offset = front_matter(self.text, self.path)
        body = "\n".join(self.text.split("\n")[self.offset :])
        tokens = markdown().parse(body)
        at = 0
        while at < len(tokens):
            at = self._token(tokens, at)
        self._close()
        return self.found

    def _line(self, token: Token) -> int:
        return self.offset + (token.map[0] if token.map else 0) + 1

    def _token(self, tokens: Sequence[Token], at: int) -> int:
        token = tokens[at]
        if token.type == "heading_open":
            self._close()
            self.found.append(self._heading(token, tokens[at + 1]))
            return at + 3
        if not self.found:
            raise ZhangjuError(self.path, self._line(token), "text stands before the first heading", "put it under a heading")
        if token.type == "paragraph_open":
            self._paragraph(tokens[at + 1], self._line(token))
            return at + 3
        if token.type == "table_open":
            return self._table(tokens, at)
        if token.type == "footnote_reference_open":
            self._note(token.meta["label"], tokens[at + 2], token)
            return at + 5
        raise ZhangjuError(self.path, self._line(token), f"content has no {token.type}", "write headings, sentences, tables and notes only")

    def _close(self) -> None:
        if self.found:
            self.found[-1] = replace(self.found[-1], blocks=tuple(self.blocks))
        self.blocks = []

    def _heading(self, token: Token, inline: Token) -> Section:
        text, attributes = split_attributes(inline.content)
        if not attributes.id:
            raise ZhangjuError(self.path, self._line(token), f"the heading “{text}” has no id", "end it with {#…}, the path of its numbers")
        section_id(attributes.id, self.path, self._line(token))
        parsed = markdown().parseInline(text)[0]
        plain = lines(parsed)
        shown = plain[0].text if plain else ""
        level = len(token.markup)
        return self._section(shown, attributes, level)

    def _section(self, shown: str, attributes: Attributes, level: int) -> Section:
        supplied = "supplied" in attributes.classes
        run_in = "run-in" in attributes.classes
        if supplied:
            shown = shown.removeprefix("〔").removesuffix("〕")
        number, mark, title = self._number(shown, attributes.id, level)
        if run_in and mark:
            title = title.removesuffix("。")
        return Section(attributes.id, number, mark, level, title, run_in, supplied)

    def _number(self, shown: str, name: str, level: int) -> tuple[str | None, str, str]:
        """Number, mark and title of a heading by the plan's samples of its level."""
        in_appendix = re.fullmatch(r"a\d*(\..*)?", name) is not None
        if in_appendix and "." not in name and (special := special_at(shown, 0)):
            start = special[1].start("title")
            return shown[:start].rstrip("：: \u3000"), shown[:start], shown[start:]
        samples = self.meta.get("appendix_levels") if in_appendix else None
        samples = samples or self.meta.get("levels") or []
        depth = level - 1 if in_appendix else level
        if (name[0].isdigit() or in_appendix) and 1 <= depth <= len(samples) and (found := level_of(samples[depth - 1]).match(shown)):
            return found.number, found.text, shown[found.end :]
        return None, "", shown

    def _paragraph(self, inline: Token, line: int) -> None:
        text, attributes = split_attributes(inline.content)
        if "figure" in attributes.classes or "table" in attributes.classes:
            if attributes.id:
                anchor_id(attributes.id, self.path, line)
            if (source := attributes.value("source")) and not is_web_address(source):
                how = "write an address of http, https or mailto, or a relative one, or take it out"
                raise Finding("N003", str(self.path), line, f"`{shown(source)}`", how).as_error()
            caption = lines(markdown().parseInline(text)[0])
            written = caption[0].text if caption else ""
            if "figure" in attributes.classes:
                self.blocks.append(Figure(written, attributes.value("source"), attributes.id))
            else:
                self.blocks.append(Table(written, (), (), id=attributes.id))
            return
        sentences = tuple(Sentence(line.text, line.strong) for line in lines(inline))
        if sentences:
            self.blocks.append(Paragraph(sentences))

    def _table(self, tokens: Sequence[Token], at: int) -> int:
        rows: list[list[str]] = []
        end = at
        while tokens[end].type != "table_close":
            if tokens[end].type == "tr_open":
                rows.append([])
            elif tokens[end].type == "inline":
                cell = lines(tokens[end])
                rows[-1].append(re.sub(r"\[\^[^\]]*-([^\]-]+)\]", r"[^\1]", cell[0].text) if cell else "")
            end += 1
        last = self.blocks[-1] if self.blocks else None
        if not isinstance(last, Table) or last.columns:
            raise ZhangjuError(
                self.path, self._line(tokens[at]), "the table has no caption", "write a line `caption {#id .table}` before it"
            )
        self.blocks[-1] = replace(last, columns=tuple(rows[0]), rows=tuple(Row(tuple(row)) for row in rows[1:]))
        return end + 1

    def _note(self, label: str, inline: Token, token: Token) -> None:
        last = self.blocks[-1] if self.blocks else None
        if not isinstance(last, Table):
            raise ZhangjuError(self.path, self._line(token), f"note [^{label}] follows no table", "put it after its table")
        text = " ".join(line.text for line in lines(inline))
        self.blocks[-1] = replace(last, notes=(*last.notes, Note(label.rsplit("-", 1)[-1], text)))
