"""`seeds/<plan>.toml`: metadata, how to read the text, and what only a person can know.

Every key is a field below; a key that is none, or of the wrong type, is an error that names its line.
"""

from __future__ import annotations

import re
import tomllib
import types
import typing
from dataclasses import MISSING, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from generator.errors import ZhangjuError
from generator.numbering import level_of

FORMATS = ("sentence-lines", "plain", "hard-wrapped", "html", "markdown")
KINDS = ("plan", "report", "study")


@dataclass(frozen=True, slots=True)
class Correction:
    """One change that no rule can find, with its evidence."""

    line: int
    """1-based line of the seed where `find` begins."""
    find: str
    """What stands there; must occur exactly once from that line on and begin in it."""
    replace: str
    """What should stand there."""
    evidence: str
    """How we know."""
    certain: bool
    """False: flagged for the reader, not applied."""
    at: int = 0
    """1-based line of the TOML file."""


@dataclass(frozen=True, slots=True)
class Keep:
    """A place that looks like damage to a rule and is right: no rule changes anything in it."""

    line: int
    text: str
    reason: str
    at: int = 0


@dataclass(frozen=True, slots=True)
class Supplied:
    """A heading that the seed lacks, supplied by an editor."""

    line: int
    """1-based line of the seed before which it stands."""
    level: int
    title: str
    """Empty when only the number is known."""
    source: str
    """Where the editor has it from."""
    number: str = ""
    """As print would have it, with its mark: `一、`; empty for an unnumbered one."""
    id: str = ""
    """Anchor of an unnumbered one; a numbered one gets it from its number."""
    at: int = 0


@dataclass(frozen=True, slots=True)
class Border:
    """Where a title ends that print fused to its text and the rule gets wrong."""

    line: int
    title: str
    """The whole title, without number, as repaired."""
    evidence: str
    at: int = 0


@dataclass(frozen=True, slots=True)
class TableText:
    """A table whose cells the extraction displaced, set in order by an editor.

    Its characters must be those of the lines it replaces: a table that loses or invents one is refused.
    """

    line: int
    last_line: int
    begins: str
    """First words of the table in its first line; what stands before them is left alone."""
    caption: str
    columns: list[str]
    rows: list[list[str]]
    evidence: str
    notes: list[str] = field(default_factory=list)
    """Each begins with its mark and a blank; a cell refers to note 1 as `[^1]`."""
    section: str = ""
    """Id of the section it belongs to, when that is not the one it happens to follow (a table on a page of its own)."""
    at: int = 0


@dataclass(frozen=True, slots=True)
class FigurePlace:
    """The section a picture on a page of its own belongs to, when that is not the one it happens to follow."""

    line: int
    section: str
    evidence: str
    at: int = 0


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that the seed lacks, told to the reader where it is missing."""

    line: int
    """1-based line of the seed before which it is missing."""
    text: str
    """What is missing, in Chinese."""
    text_en: str = ""
    after: bool = False
    """True when it is missing after that line, which is the text's last."""
    at: int = 0


@dataclass(frozen=True, slots=True)
class Settings:
    """All of `seeds/<plan>.toml`."""

    id: str
    title: str
    """The plan's title as it should be printed."""
    format: str
    """How the text came: one of FORMATS."""
    levels: list[str]
    """A sample of each level's number, from the chapter down: `["一、", "1.1", "1.1.1"]`."""
    title_en: str = ""
    short_title: str = ""
    """What a list has room for."""
    short_title_en: str = ""
    titles: list[str] = field(default_factory=list)
    """Other titles it is known by; a line of the seed that holds one is its title, too."""
    kind: str = "plan"
    issuer: str = ""
    issuer_en: str = ""
    author: str = ""
    period: str = ""
    date: str = ""
    """ISO date of publication, as precise as known."""
    source: str = ""
    """Where the seed's text was published."""
    coverage: str = ""
    """What of the document the seed holds, in Chinese."""
    coverage_en: str = ""
    appendix_levels: list[str] = field(default_factory=list)
    """Samples of the numbers under 附件, when they differ from `levels`."""
    missing: list[Missing] = field(default_factory=list)
    correction: list[Correction] = field(default_factory=list)
    keep: list[Keep] = field(default_factory=list)
    supplied: list[Supplied] = field(default_factory=list)
    border: list[Border] = field(default_factory=list)
    table: list[TableText] = field(default_factory=list)
    figure: list[FigurePlace] = field(default_factory=list)
    path: Path = field(default=Path("settings.toml"), compare=False)
    """The file; set by the reader."""
    key_lines: dict[str, int] = field(default_factory=dict, compare=False)
    """1-based line of the file where each key is set; set by the reader."""

    def metadata(self) -> dict[str, Any]:
        """What content carries in the front matter of `index.md`: the metadata, without how to read the text."""
        names = [
            "title",
            "title_en",
            "short_title",
            "short_title_en",
            "titles",
            "kind",
            "issuer",
            "issuer_en",
            "author",
            "period",
            "date",
            "source",
            "coverage",
            "coverage_en",
        ]
        return {name: value for name in names if (value := getattr(self, name))}


def read_settings(path: Path, plan: str) -> Settings:
    """Read and check `seeds/<plan>.toml`. Raises ZhangjuError with file, line, cause and what to write instead."""
    source = path.read_text(encoding="utf-8", errors="replace")
    try:
        data = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else source.count("\n") + 1
        raise ZhangjuError(path, line, f"this is no TOML: {error}", "mend that line") from None
    settings: Settings = _build(Settings, data, path, source, "", 1)
    settings = replace(settings, path=path, key_lines={key: _line_of(source, key) for key in data})
    if settings.id != plan:
        raise ZhangjuError(path, _line_of(source, "id"), f"id is `{settings.id}`, the file is `{plan}`", f'write id = "{plan}"')
    for key, allowed in (("format", FORMATS), ("kind", KINDS)):
        if (value := getattr(settings, key)) not in allowed:
            raise ZhangjuError(path, _line_of(source, key), f"unknown {key} `{value}`", f"write one of: {', '.join(allowed)}")
    for key in ("levels", "appendix_levels"):
        for sample in getattr(settings, key):
            try:
                level_of(sample)
            except ValueError as error:
                raise ZhangjuError(
                    path, _line_of(source, key), str(error), "write a level's first number as printed: 一、 or 1.1 or 第一章"
                ) from None
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", plan):
        raise ZhangjuError(path, 1, f"`{plan}` is no plan id", "use lower-case letters, digits and single hyphens")
    return settings


def _build(cls: type, data: dict[str, Any], path: Path, source: str, table: str, at: int) -> Any:
    """Make a settings dataclass of a TOML table, checking every key."""
    known = {f.name: f for f in fields(cls) if f.name not in ("at", "path", "key_lines")}
    hints = typing.get_type_hints(cls)
    values: dict[str, Any] = {}
    for key, value in data.items():
        line = _line_of(source, key, at) if not isinstance(value, dict) else at
        if key not in known:
            where = f" in [[{table}]]" if table else ""
            raise ZhangjuError(path, line, f"unknown key `{key}`{where}", f"write one of: {', '.join(known)}")
        values[key] = _value(hints[key], value, path, source, key, line)
    for name, f in known.items():
        if name not in values and f.default is MISSING and f.default_factory is MISSING:
            where = f"[[{table}]] " if table else ""
            raise ZhangjuError(path, at, f"{where}lacks `{name}`", f"add {name} = …")
    if "at" in {f.name for f in fields(cls)}:
        values["at"] = at
    return cls(**values)


def _value(hint: Any, value: Any, path: Path, source: str, key: str, line: int) -> Any:
    """Check one value against its type; lists of settings tables are built in turn."""
    if typing.get_origin(hint) is list:
        (item,) = typing.get_args(hint)
        if isinstance(value, list):
            if isinstance(item, type) and not isinstance(item, types.GenericAlias) and hasattr(item, "__dataclass_fields__"):
                starts = _table_lines(source, key)
                if all(isinstance(entry, dict) for entry in value):
                    return [_build(item, e, path, source, key, starts[i] if i < len(starts) else line) for i, e in enumerate(value)]
            else:
                return [_value(item, entry, path, source, key, line) for entry in value]
    elif isinstance(value, hint) and not (hint is int and isinstance(value, bool)):
        return value
    elif hint is str and hasattr(value, "isoformat"):
        return value.isoformat()
    expected = getattr(hint, "__name__", str(hint))
    raise ZhangjuError(path, line, f"`{key}` is {type(value).__name__}, not {expected}", "see CONTRIBUTING.md, “Settings”")


def _line_of(source: str, key: str, start: int = 1) -> int:
    """1-based line where a key is set, at or after a line; that line when it is not found."""
    for number, text in enumerate(source.split("\n")[start - 1 :], start):
        if re.match(rf"\s*\[*\s*\"?{re.escape(key)}\"?\s*[=\].]", text):
            return number
    return start


def _table_lines(source: str, key: str) -> list[int]:
    """1-based lines of the `[[key]]` headers."""
    return [n for n, text in enumerate(source.split("\n"), 1) if re.match(rf"\s*\[\[\s*{re.escape(key)}\s*\]\]", text)]
