"""`seeds/<plan>.toml`: metadata, how to read the text, and what only a person can know.

Every key is a field below; `settings_file` reads the file and holds it to them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

FORMATS = ("sentence-lines", "plain", "hard-wrapped", "html", "markdown")
KINDS = ("plan", "report", "study")
OTHER_LANGUAGES = ("", "en")
UNEXPLAINED = "编者所改，理由待补"
"""What the ledger says of an editor's change whose reason (`evidence`, `reason`, `why`) is still empty."""
BREAKS = ("paragraph", "sentence", "none")


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
    """The whole title, without number, as repaired; empty where the number has none."""
    evidence: str
    at: int = 0


@dataclass(frozen=True, slots=True)
class Break:
    """What stands between two pieces of text where no character decides it, or the characters decide it wrongly."""

    line: int
    """1-based line of the seed where `text` begins."""
    text: str
    """The published words that follow; must begin exactly once in what is published of that line."""
    kind: str
    """What begins with them, one of BREAKS: a `paragraph`, a `sentence`, or `none` of them (they go on)."""
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
    removed: str = ""
    """Characters of the seed that an editor took out of it."""
    added: str = ""
    """Characters that an editor put into it."""
    why: str = ""
    """Why they were: empty when nothing was taken out or put in, or the reason is not given yet."""
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
class Witness:
    """Another print of the same text that ours was held against: its facts, never its text. `zhangju collate --write` writes it."""

    name: str
    """What readers know it by, in Chinese."""
    sha256: str
    """Of the file that was read."""
    reach: list[list[str]]
    """From which to which anchor it reaches; several where it lacks passages between."""
    letters: int
    """Letters and digits of ours within its reach."""
    agreed: int
    """Those of them that it has as well."""
    numbers: int = 0
    """Differences in figures."""
    words: int = 0
    lacking: int = 0
    """Words of ours that it lacks."""
    added: int = 0
    order: int = 0
    """Letters that stand in another order on its page: cells, subscripts."""
    moved: int = 0
    """Passages that stand elsewhere in it."""
    marks: int = 0
    """Places where only punctuation differs."""
    confirmed: int = 0
    """Corrections and doubts of ours of which it has the proposed reading."""
    against: int = 0
    """Corrections of ours at whose place it has what the seed has."""
    as_printed: int = 0
    """Doubts of ours at whose place it has what is printed here."""
    name_en: str = ""
    source: str = ""
    """Where it was published."""
    at: int = 0


@dataclass(frozen=True, slots=True)
class Variant:
    """A place where another print reads otherwise."""

    witness: str
    """Its `name`."""
    place: str
    """Anchor of the part of ours."""
    ours: str
    theirs: str
    note: str = ""
    """What an editor says of it, in Chinese."""
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
    number: str = ""
    """The document's own number: 某政发〔2021〕3号."""
    issuer: str = ""
    issuer_en: str = ""
    addressee: str = ""
    """Whom the notice that issues it addresses."""
    author: str = ""
    period: str = ""
    date: str = ""
    """ISO date of the document: when it was approved, given or issued, as precise as known."""
    approved_by: str = ""
    """Who approved it on that day."""
    approved_by_en: str = ""
    published: str = ""
    """ISO date of publication, where that is another day."""
    publisher: str = ""
    """Who published it, where that is told."""
    publisher_en: str = ""
    place: str = ""
    """The city of the publisher, as citations name it."""
    place_en: str = ""
    received: str = ""
    """How the text came to the seed, in Chinese: the text layer of a PDF, a web page."""
    received_en: str = ""
    source: str = ""
    """Where the seed's text was published."""
    coverage: str = ""
    """What of the document the seed holds, in Chinese."""
    coverage_en: str = ""
    other_language: str = ""
    """Language of a translation that stands in the seed beside the Chinese, one of OTHER_LANGUAGES."""
    appendix_levels: list[str] = field(default_factory=list)
    """Samples of the numbers under 附件, when they differ from `levels`."""
    notice: bool = False
    """True: the notice that issues the document and precedes its title is a part of its own."""
    missing: list[Missing] = field(default_factory=list)
    correction: list[Correction] = field(default_factory=list)
    keep: list[Keep] = field(default_factory=list)
    supplied: list[Supplied] = field(default_factory=list)
    border: list[Border] = field(default_factory=list)
    break_: list[Break] = field(default_factory=list)
    table: list[TableText] = field(default_factory=list)
    figure: list[FigurePlace] = field(default_factory=list)
    witness: list[Witness] = field(default_factory=list)
    variant: list[Variant] = field(default_factory=list)
    contents: list[str] = field(default_factory=list, compare=False)
    """The titles that the text's own table of contents names; set by repair."""
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
            "number",
            "issuer",
            "issuer_en",
            "addressee",
            "author",
            "period",
            "date",
            *("approved_by", "approved_by_en", "published", "publisher", "publisher_en", "place", "place_en"),
            "source",
            *("received", "received_en"),
            "coverage",
            "coverage_en",
        ]
        return {name: value for name in names if (value := getattr(self, name))}

    def witnesses(self) -> list[dict[str, Any]]:
        """The same of the prints that ours was held against, each with the places where it reads otherwise."""
        return [{**_words(one), "variants": [_words(v) for v in self.variant if v.witness == one.name]} for one in self.witness]


def counted(one: Witness) -> dict[str, int]:
    """What is counted of a print, by its key."""
    return {f.name: value for f in fields(one) if f.name != "at" and isinstance(value := getattr(one, f.name), int)}


def _words(one: Witness | Variant) -> dict[str, Any]:
    """The values of a print or a place that are known, numbers as words."""
    held = {f.name: getattr(one, f.name) for f in fields(one) if f.name not in ("at", "witness")}
    return {
        name: str(value) if isinstance(value, int) else value
        for name, value in held.items()
        if value not in ("", []) or name in ("ours", "theirs")
    }
