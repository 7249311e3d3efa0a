"""Findings: what a stage noticed in a text that did not stop it, and what an error says. Codes are permanent; tests and docs name them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from generator.errors import ZhangjuError

CODES: dict[str, tuple[str, str]] = {
    "T001": ("error", "the file is empty"),
    "T002": ("error", "the file is no text"),
    "T003": ("error", "the characters cannot be decoded"),
    "T004": ("error", "there is no such text, or it cannot be read"),
    "T006": ("error", "the file is not the document"),
    "T007": ("warning", "sentences of a web page are not taken for its document"),
    "T005": ("warning", "a character is broken, or a mark cannot be right"),
    "N001": ("error", "a name cannot be part of an address"),
    "N002": ("error", "a file leads out of the project"),
    "N003": ("error", "an address may not be linked to"),
    "N004": ("warning", "an address in a text may not be linked to"),
    "O001": ("warning", "no heading was recognised; the text is one chapter"),
    "O002": ("warning", "a heading number breaks the sequence"),
    "O003": ("warning", "the border between a title and its text is uncertain"),
    "O004": ("warning", "the rows of a table have differing numbers of cells"),
    "O005": ("warning", "a heading number is there twice"),
    "O006": ("warning", "the rows of a table are not known"),
    "O007": ("warning", "a table has no rows"),
    "O008": ("warning", "a reference to a note has no note, or may have several"),
    "O009": ("warning", "the table of contents and the headings disagree"),
    "O010": ("warning", "two columns may be mixed line by line"),
    "O011": ("warning", "a paragraph is there twice"),
    "O012": ("warning", "lines may be a table whose columns are lost"),
    "O013": ("warning", "a line may be a heading and is taken for text"),
    "S001": ("error", "the settings are wrong"),
    "S002": ("error", "a file of the theme is wrong"),
    "S003": ("error", "a tag in mkdocs.yml may run code"),
    "S004": ("error", "a table of kinds lacks something"),
    "S005": ("warning", "a setting has no effect"),
    "S006": ("error", "a workflow cannot run"),
    "S007": ("warning", "pictures of preview cards cannot be drawn"),
    "D001": ("error", "a page of content cannot be read"),
    "D002": ("error", "a lock cannot be read"),
    "D003": ("error", "a ledger cannot be read"),
    "C001": ("error", "a correction does not match exactly once"),
    "E001": ("error", "a content file was edited by hand since the last convert"),
    "E002": ("warning", "an editor's change has no reason yet"),
    "E003": ("error", "an edit of content cannot be turned into a correction"),
    "A001": ("error", "the lock of anchors lags behind the content"),
    "A002": ("error", "a published anchor would be lost"),
    "G001": ("error", "the lock of the glossary lags behind the plans"),
    "G002": ("warning", "a plan defines words that no plan uses"),
    "G003": ("warning", "the plans use expressions that none of them defines"),
    "L001": ("warning", "a citation may mean several works, or none that is known"),
    "L002": ("error", "the lock of the bibliography lags behind the plans"),
    "L003": ("error", "the lock of the counterparts lags behind the plans"),
    "L004": ("warning", "what an editor says of a place rests: it has no text, or none any more"),
    "L005": ("warning", "the inventory of another site is old, or was never fetched"),
    "L006": ("warning", "the inventory of another site cannot be had, or is damaged"),
    "L007": ("warning", "a place of another site is not in its inventory"),
    "I001": ("error", "the lock of indicators lags behind the plans"),
    "I002": ("warning", "an indicator has two values for one year"),
    "I003": ("warning", "a range is upside down"),
    "I004": ("warning", "a table gives a figure without a unit"),
    "I005": ("warning", "figures that look like values cannot be placed"),
    "H001": ("warning", "nothing decides which Traditional form a character has"),
    "H002": ("warning", "a phrase for the Traditional text settles nothing"),
    "H003": ("warning", "the settings of a plan in Simplified characters have Traditional ones"),
    "X001": ("error", "the translations lag behind the plan"),
    "X002": ("error", "a translation is against the termbase"),
    "X003": ("error", "a translation lost marks of the text"),
    "X004": ("error", "a comment looks like a review and is none"),
    "X005": ("error", "a file of translations cannot be read"),
    "X006": ("warning", "a translation that came with the text could not be laid beside a sentence"),
    "X007": ("error", "a delivery is for another plan, language or edition"),
    "X008": ("error", "only a part of a sentence is translated"),
    "X009": ("warning", "a translation of a delivery was left out"),
    "X010": ("error", "Chinese was left in a translation"),
    "X011": ("warning", "the settings of a plan and its translation word the same otherwise"),
    "X012": ("error", "a translation has other figures than its Chinese"),
    "X013": ("warning", "a translation promises more or less than its Chinese"),
    "X014": ("warning", "a translation has an odd shape"),
    "X015": ("warning", "the same Chinese has different English"),
    "X016": ("warning", "sentences of a translation are too long to be read once"),
    "V001": ("error", "another print is of another text"),
    "V002": ("warning", "another print holds only a part of the plan"),
    "V003": ("warning", "what is kept of another print names a place that is gone"),
    "V004": ("error", "an editor's note on another print fits no difference any more"),
    "V005": ("warning", "two prints differ in more places than are listed"),
    "U001": ("error", "the command cannot do this here"),
    "U002": ("error", "the machine refuses"),
    "U003": ("error", "this is a bug in Zhangju"),
    "W001": ("error", "another run is at work"),
    "W002": ("error", "something is not zhangju's to replace"),
    "W003": ("warning", "an acceptance speaks of nothing"),
    "K001": ("error", "a seed was edited since the last convert"),
    "K002": ("error", "the settings of a plan were edited since the last convert"),
    "K003": ("error", "a file of content is missing"),
    "K004": ("error", "something in content is not made by convert"),
    "K005": ("error", "git left the marks of a conflict"),
    "K006": ("error", "a ledger was altered by hand"),
    "K007": ("error", "a lock of anchors was altered by hand"),
    "K008": ("error", "the record of the last convert is missing or was altered"),
    "K009": ("error", "a plan of content has no seed"),
    "K010": ("error", "a seed was never converted"),
    "K011": ("error", "content is not what convert makes now"),
    "K012": ("error", "something in seeds is no seed"),
    "K013": ("warning", "a byte-order mark stands before a file"),
    "P001": ("error", "a promise is broken"),
    "P002": ("error", "what was written does not read back"),
    "P003": ("error", "a page or the open data lack what content has"),
}
"""code → (severity, sentence). An error stops the plan it is about; a warning is printed and kept."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed, with its place and what to do."""

    code: str
    """A key of CODES."""
    file: str
    """The file it is about."""
    line: int
    """1-based line; 1 when the whole file is meant."""
    cause: str
    """What was seen there."""
    next_step: str
    """What a person can do."""

    @property
    def severity(self) -> str:
        """`error` or `warning`."""
        return CODES[self.code][0]

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.severity} {self.code} ({CODES[self.code][1]}): {self.cause}\n  → {self.next_step}"

    def as_error(self) -> ZhangjuError:
        """The same as an exception, for a stage that cannot go on."""
        return ZhangjuError(self.file, self.line, self.cause, self.next_step, self.code)


SUFFIXES = {
    ".toml": "S001",
    ".yml": "S001",
    ".md": "D001",
    ".lock": "D002",
    ".jsonl": "D003",
    ".po": "X005",
    ".tsv": "X005",
    ".xlf": "X005",
    ".xliff": "X005",
    ".tbx": "X005",
    ".csv": "X005",
    ".txt": "T004",
}
"""How the name of a file ends → the code of what is wrong with it, when the error itself has none."""
FOLDERS = {"templates": "S002", "locale": "X005"}
"""The same by the folder that a file stands in, which counts first."""


def code_of(file: str) -> str:
    """The code of an error about a file that says no more: by its kind; for what is no file of ours, U001."""
    path = PurePath(file)
    return next((code for folder, code in FOLDERS.items() if folder in path.parts), SUFFIXES.get(path.suffix, "U001"))


def findings_of(error: ZhangjuError) -> list[Finding]:
    """What an error says, a finding for each of its parts."""
    return [Finding(e.code or code_of(e.file), e.file, e.line or 1, e.cause, e.next_step) for e in error.parts]


def told(error: ZhangjuError) -> str:
    """What an error says, for a person to read."""
    return "\n".join(map(str, findings_of(error)))
