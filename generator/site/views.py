"""What each template is given. A view's fields are what its template may use, besides MkDocs' own `base_url` and `config`."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.model import Repair, Term, Thread
from generator.site.edition import Chapter, Edition, PlanView
from generator.site.html import Translate


@dataclass(frozen=True)
class View:
    """What every template is given."""

    path: str
    """Folder of the page in the site: `sh-14fyp/6/`, empty for the home page."""
    template: str
    title: str
    """For the title bar and for search engines."""
    edition: Edition
    say: Translate
    """Interface strings by key."""
    description: str = ""


@dataclass(frozen=True)
class Link:
    """A link to another page or place, from the site's root."""

    url: str
    html: str


@dataclass(frozen=True)
class Contents:
    """An entry of a table of contents."""

    link: Link
    level: int
    children: tuple[Contents, ...] = ()


@dataclass(frozen=True)
class HomeView(View):
    """The home page."""


@dataclass(frozen=True)
class QuoteView(View):
    """The page that looks a quotation up."""


@dataclass(frozen=True)
class Uses:
    """Where a plan uses a term."""

    plan: PlanView
    count: int
    links: tuple[Link, ...]
    """The first sections that use it."""
    more: int = 0
    """How many sections more."""


@dataclass(frozen=True)
class Gloss:
    """A term as a page explains it."""

    term: Term
    definition: str
    """HTML."""
    source: Link
    """The place that defines it."""
    uses: tuple[Uses, ...] = ()
    nested: bool = False
    """True when only definitions on this page name it."""


@dataclass(frozen=True)
class Context:
    """One use of a term with the words around it."""

    link: Link
    left: str
    text: str
    right: str


@dataclass(frozen=True)
class UsesInContext:
    """A plan's uses of a term with the words around them."""

    plan: PlanView
    contexts: tuple[Context, ...]
    wordings: tuple[str, ...] = ()
    """How the plan puts it, where that is not the entry's own name."""


@dataclass(frozen=True)
class Meaning:
    """What one plan says a term means."""

    definition: str
    """HTML."""
    kind: str
    source: Link


@dataclass(frozen=True)
class EntryRow:
    """An entry of the glossary."""

    term: Term
    meanings: tuple[Meaning, ...]
    uses: tuple[UsesInContext, ...]
    see: tuple[Link, ...] = ()
    first: Link | None = None
    """Its first appearance, by the plans' dates."""
    last: Link | None = None

    @property
    def find(self) -> str:
        """What the filter looks in: pinyin, other words, English."""
        return " ".join((self.term.id.replace("-", ""), *self.term.aliases, self.term.en)).lower()


@dataclass(frozen=True)
class LetterGroup:
    """Entries whose pinyin begins alike."""

    letter: str
    entries: tuple[EntryRow, ...]


@dataclass(frozen=True)
class GlossaryView(View):
    """The glossary."""

    groups: tuple[LetterGroup, ...] = ()
    undefined: tuple[EntryRow, ...] = ()

    @property
    def kinds(self) -> set[str]:
        """Kinds that occur."""
        rows = [row for group in self.groups for row in group.entries]
        return {row.term.kind for row in (*rows, *self.undefined)}


@dataclass(frozen=True)
class WorkRow:
    """An entry of the bibliography."""

    id: str
    title: str
    url: str = ""
    """Address of a plan of the site."""
    issuer: str = ""
    date: str = ""
    source: str = ""
    """Where it can be read: a web address, or words."""
    wordings: tuple[str, ...] = ()
    """How the plans call it, where that is not its title."""
    uses: tuple[UsesInContext, ...] = ()


@dataclass(frozen=True)
class WorkGroup:
    """Works of one kind, by their ids."""

    kind: str
    """`site` for the plans of the site, else as in `content/links.toml`."""
    rows: tuple[WorkRow, ...]


@dataclass(frozen=True)
class BibliographyView(View):
    """Every work that the plans cite."""

    groups: tuple[WorkGroup, ...] = ()


@dataclass(frozen=True)
class PlanPageView(View):
    """A plan's own page: what it is, what is missing, its whole table of contents, and what precedes chapter one."""

    plan: PlanView = field(kw_only=True)
    contents: tuple[Contents, ...] = ()
    front: str = ""
    """HTML of what precedes chapter one."""
    glosses: tuple[Gloss, ...] = ()


@dataclass(frozen=True)
class ChapterView(View):
    """A chapter."""

    plan: PlanView = field(kw_only=True)
    chapter: Chapter = field(kw_only=True)
    contents: tuple[Contents, ...] = ()
    body: str = ""
    """HTML of its sections."""
    glosses: tuple[Gloss, ...] = ()
    """The terms that it uses, in order of their first use."""
    previous: Link | None = None
    next: Link | None = None
    repairs: int = 0
    flags: int = 0


@dataclass(frozen=True)
class RepairGroup:
    """The repairs of one rule."""

    rule: str
    reason: str
    entries: tuple[RepairRow, ...]


@dataclass(frozen=True)
class RepairRow:
    """One entry of the ledger for the collation page."""

    entry: Repair
    name: str
    """Its id on the page."""
    url: str
    """Address of its place in the text."""
    seed_url: str
    """Address of its line in the seed, empty when the site does not show the seed."""
    left: str
    """HTML of what stands before it in the published text."""
    before: str
    after: str
    right: str
    note: str


@dataclass(frozen=True)
class CollationView(View):
    """A plan's collation: its flags and its repairs."""

    plan: PlanView = field(kw_only=True)
    flags: tuple[RepairRow, ...] = ()
    groups: tuple[RepairGroup, ...] = ()


@dataclass(frozen=True)
class SeedLine:
    """A line of the seed."""

    number: int
    html: str
    url: str
    """Address of the first part of the edition that begins in it, empty when none does."""


@dataclass(frozen=True)
class SeedView(View):
    """The text as received."""

    plan: PlanView = field(kw_only=True)
    lines: tuple[SeedLine, ...] = ()


@dataclass(frozen=True)
class CompareRow:
    """A section of the left plan and what joins it in the right one."""

    id: str
    link: Link
    level: int
    counterparts: tuple[Link, ...]
    chapters: tuple[Link, ...]
    """Of a heading without text of its own: the chapters that its clauses lead to."""
    has_text: bool

    @property
    def alone(self) -> bool:
        """True for a text that nothing joins."""
        return self.has_text and not self.counterparts


@dataclass(frozen=True)
class CompareView(View):
    """Two plans side by side."""

    a: PlanView = field(kw_only=True)
    b: PlanView = field(kw_only=True)
    rows: tuple[CompareRow, ...] = ()
    only: tuple[Link, ...] = ()
    """Sections of the right plan that nothing in the left one joins."""
    pairs: int = 0


@dataclass(frozen=True)
class CompareIndexView(View):
    """Every two plans."""

    counts: dict[tuple[str, str], int] = field(default_factory=dict)
    """Number of counterparts of two plans."""


@dataclass(frozen=True)
class TopicCount:
    """How many clauses of a plan a topic has."""

    plan: PlanView
    count: int
    url: str


@dataclass(frozen=True)
class TopicRow:
    """A topic in the list of topics."""

    thread: Thread
    counts: tuple[TopicCount, ...]


@dataclass(frozen=True)
class TopicsView(View):
    """The list of topics."""

    plans: tuple[PlanView, ...] = ()
    """The oldest first."""
    rows: tuple[TopicRow, ...] = ()


@dataclass(frozen=True)
class ClauseRow:
    """A clause on a topic's page."""

    link: Link
    above: tuple[Link, ...]
    """Sections between the chapter and the clause; empty when they were just shown."""
    excerpt: str
    """HTML."""
    untitled: bool = False
    """True when its link says only its address."""


@dataclass(frozen=True)
class ClauseGroup:
    """The clauses of a chapter."""

    chapter: Link
    rows: tuple[ClauseRow, ...]


@dataclass(frozen=True)
class TopicPlan:
    """What a plan says on a topic."""

    plan: PlanView
    count: int
    groups: tuple[ClauseGroup, ...]
    lacking: str
    """What is to be said of a text with few clauses, or none."""


@dataclass(frozen=True)
class TopicView(View):
    """A topic."""

    thread: Thread = field(kw_only=True)
    plans: tuple[TopicPlan, ...] = ()
    near: tuple[Link, ...] = ()
    previous: Link | None = None
    next: Link | None = None


@dataclass(frozen=True)
class RepeatRow:
    """The same words in two plans."""

    name: str
    """Its id on the page."""
    kind: str
    length: int
    exact: bool
    a: Link
    b: Link
    left: str
    """HTML of the older plan's words, with what the other lacks marked."""
    right: str


@dataclass(frozen=True)
class RepeatGroup:
    """The repeats of two plans."""

    a: PlanView
    b: PlanView
    rows: tuple[RepeatRow, ...]


@dataclass(frozen=True)
class RepeatsView(View):
    """All repeats."""

    groups: tuple[RepeatGroup, ...] = ()
