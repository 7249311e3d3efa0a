"""Pages of a plan: its own, its chapters, its collation, its seed."""

from __future__ import annotations

from dataclasses import dataclass

from generator.edition import Chapter, PlanView
from generator.languages.translations import Progress
from generator.model import Repair
from generator.site.views.page import Contents, MainTarget, PageLink, View
from generator.site.views.words import Gloss


@dataclass(frozen=True, kw_only=True)
class PlanPageView(View):
    """A plan's own page: what it is, what is missing, its whole table of contents, and what precedes chapter one."""

    plan: PlanView
    contents: tuple[Contents, ...] = ()
    front: str = ""
    """HTML of what precedes chapter one."""
    progress: Progress | None = None
    """How much of it is translated; None on pages in Chinese."""
    glosses: tuple[Gloss, ...] = ()
    witnesses: tuple[WitnessRow, ...] = ()
    targets: tuple[MainTarget, ...] = ()
    """Its main targets."""


@dataclass(frozen=True, kw_only=True)
class ChapterView(View):
    """A chapter."""

    plan: PlanView
    chapter: Chapter
    heading: str = ""
    """HTML of its heading as lists show it."""
    contents: tuple[Contents, ...] = ()
    body: str = ""
    """HTML of its sections."""
    apart: bool = False
    """Whether it is too long for two languages on one page: the Chinese is fetched on demand."""
    glosses: tuple[Gloss, ...] = ()
    """The terms that it uses, in order of their first use."""
    previous: PageLink | None = None
    next: PageLink | None = None
    repairs: int = 0
    flags: int = 0
    progress: Progress | None = None
    """How much of it is translated; None on pages in Chinese."""
    number: int = 0
    """Its place among the chapters, from 1, which names its pages on paper."""
    source: str = ""
    """Its file in the project, which editors mend."""
    print_sheet: str = ""
    """Style sheet of the plan's running heads, from the site's root."""


@dataclass(frozen=True, kw_only=True)
class WholeChapter:
    """A chapter on the page of the whole plan."""

    url: str
    """Its own page, which is where its places are cited."""
    body: str
    """HTML, its headings one rank lower than on its own page."""


@dataclass(frozen=True, kw_only=True)
class WholeView(View):
    """All of a plan on one page."""

    plan: PlanView
    contents: tuple[Contents, ...] = ()
    """Links within the page."""
    front: str = ""
    """HTML of what precedes chapter one."""
    chapters: tuple[WholeChapter, ...] = ()
    glosses: tuple[Gloss, ...] = ()
    repairs: int = 0
    flags: int = 0
    print_sheet: str = ""
    progress: Progress | None = None


@dataclass(frozen=True, kw_only=True)
class VariantRow:
    """A place where another print reads otherwise."""

    place: str
    url: str
    """Address of the place in the text."""
    ours: str
    theirs: str
    note: str


@dataclass(frozen=True, kw_only=True)
class WitnessRow:
    """Another print that the text was held against."""

    name: str
    source: str
    sha256: str
    reach: tuple[tuple[PageLink, PageLink], ...]
    """From where to where it reaches; several where it lacks passages between."""
    letters: str
    """Letters of ours within its reach."""
    agreed: str
    share: str
    """Letters that agree, in hundred."""
    kinds: tuple[tuple[str, str], ...]
    """(kind of difference, how many), those that there are."""
    said: tuple[tuple[str, str], ...]
    """(what it says of corrections and doubts of ours, of how many)."""
    variants: tuple[VariantRow, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RepairGroup:
    """The repairs of one rule."""

    rule: str
    reason: str
    entries: tuple[RepairRow, ...]


@dataclass(frozen=True, kw_only=True)
class RepairRow:
    """One entry of the ledger for the collation page."""

    entry: Repair
    name: str
    """Its id on the page."""
    url: str
    """Address of its place in the text."""
    seed_url: str
    """Address of its line in the seed, empty when the site does not show the seed."""
    settings_line: int
    """Line of the settings where the correction stands that made it; 0 where a rule did."""
    left: str
    """HTML of what stands before it in the published text."""
    before: str
    after: str
    right: str
    note: str


@dataclass(frozen=True, kw_only=True)
class CollationView(View):
    """A plan's collation: its flags and its repairs."""

    plan: PlanView
    flags: tuple[RepairRow, ...] = ()
    groups: tuple[RepairGroup, ...] = ()
    witnesses: tuple[WitnessRow, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SeedLine:
    """A line of the seed."""

    number: int
    html: str
    url: str
    """Address of the first part of the edition that begins in it, empty when none does."""


@dataclass(frozen=True, kw_only=True)
class SeedView(View):
    """The text as received."""

    plan: PlanView
    lines: tuple[SeedLine, ...] = ()
