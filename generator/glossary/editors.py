"""`content/glossary.toml`: what editors add to the definitions of the plans.

    [[term]]       a term's aliases, English, related terms, scope
    [[exception]]  words where a match means something else, with the reason
    [[ordinary]]   words in quotation marks that need no definition, with the reason

An entry for a term that no plan has, an alias that is another term's, an exception or ordinary word that matches nothing: errors that
name the line.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from generator.errors import ZhangjuError, gathering
from generator.toml_file import load_built

FILE = "glossary.toml"
SCOPES = ("", "edition", "plan")


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A `[[term]]`."""

    term: str
    """The head as printed, or the name without its brackets."""
    aliases: list[str] = field(default_factory=list)
    """Other words for it; one in quotation marks, `“瞪羚”`, counts only in them."""
    full: list[str] = field(default_factory=list)
    """Full names that an abbreviation stands for, where a text does not show where they begin."""
    en: str = ""
    definition_en: str = ""
    reviewed: bool = False
    """True when a second person has checked the English."""
    see: list[str] = field(default_factory=list)
    """Heads of related terms."""
    scope: str = ""
    """`edition`: it means the same in every plan; `plan`: only in those that define it. Empty: by kind."""
    id: str = ""
    """Its address, where two words are written alike in pinyin."""
    at: int = 0


@dataclass(frozen=True, slots=True)
class Exception_:
    """An `[[exception]]`."""

    term: str
    text: str
    """Words that hold a match and show that it means something else."""
    reason: str
    plan: str = ""
    """Plan it is about; empty: all."""
    at: int = 0


@dataclass(frozen=True, slots=True)
class Ordinary:
    """An `[[ordinary]]`."""

    words: str
    reason: str
    at: int = 0


@dataclass(frozen=True, slots=True)
class Editors:
    """The whole file."""

    term: list[TermEntry] = field(default_factory=list)
    exception: list[Exception_] = field(default_factory=list)
    ordinary: list[Ordinary] = field(default_factory=list)
    path: Path = Path(FILE)

    def error(self, at: int, cause: str, next_step: str) -> ZhangjuError:
        """An error about one entry."""
        return ZhangjuError(self.path, at, cause, next_step)


def read_editors(content: Path) -> Editors:
    """Read `content/glossary.toml`; nothing when there is none. Raises ZhangjuError with file and line."""
    path = content / FILE
    if not path.is_file():
        return Editors(path=path)
    read = load_built(Editors, path)[1]
    with gathering() as problems:
        for entry in read.term:
            if entry.scope not in SCOPES:
                problems.add(ZhangjuError(path, entry.at, f"unknown scope `{entry.scope}`", 'write "edition" or "plan", or leave it out'))
        reasons = [(item.reason, item.at) for item in read.exception] + [(item.reason, item.at) for item in read.ordinary]
        for reason, at in reasons:
            if not reason.strip():
                problems.add(ZhangjuError(path, at, "the reason is empty", "say in a few words what the words mean here"))
    return Editors(read.term, read.exception, read.ordinary, path)
