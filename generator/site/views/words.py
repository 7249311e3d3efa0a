"""Pages of terms and of cited works, and the terms at the end of a chapter."""

from __future__ import annotations

from dataclasses import dataclass

from generator.edition import PlanView
from generator.model import Term
from generator.site.views.page import LeafLink, ListView, PageLink, View


@dataclass(frozen=True, kw_only=True)
class Uses:
    """Where a plan uses a term."""

    plan: PlanView
    links: tuple[PageLink, ...]
    """The first sections that use it."""
    more: int = 0
    """How many sections more."""


@dataclass(frozen=True, kw_only=True)
class Gloss:
    """A term as a page explains it."""

    term: Term
    url: str
    """Its entry in the glossary."""
    definition: str
    """HTML."""
    source: PageLink
    """The place that defines it."""
    uses: tuple[Uses, ...] = ()
    more: int = 0
    """How many plans more use it."""
    nested: bool = False
    """True when only definitions on this page name it."""


@dataclass(frozen=True, kw_only=True)
class Context:
    """One use of a term with the words around it."""

    link: PageLink
    left: str
    text: str
    right: str


@dataclass(frozen=True, kw_only=True)
class UsesInContext:
    """A plan's uses of a term with the words around them."""

    plan: PlanView
    contexts: tuple[Context, ...]
    wordings: tuple[str, ...] = ()
    """How the plan puts it, where that is not the entry's own name."""


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """What one plan says a term means."""

    definition: str
    """HTML."""
    kind: str
    source: PageLink


@dataclass(frozen=True, kw_only=True)
class EntryRow:
    """An entry of the glossary."""

    term: Term
    meanings: tuple[Meaning, ...]
    uses: tuple[UsesInContext, ...]
    see: tuple[PageLink, ...] = ()
    first: PageLink | None = None
    """Its first appearance, by the plans' dates."""
    last: PageLink | None = None
    other_names: tuple[str, ...] = ()
    """Its names in another script."""
    all_uses: PageLink | None = None
    """The page of all uses, where not all stand here."""

    @property
    def find(self) -> str:
        """What the filter looks in besides the name, its English and the pinyin of its id, which the page shows: other words."""
        return " ".join((*self.term.aliases, *self.other_names)).lower()


@dataclass(frozen=True, kw_only=True)
class LetterGroup:
    """Entries whose pinyin begins alike."""

    letter: str
    entries: tuple[EntryRow, ...]


@dataclass(frozen=True, kw_only=True)
class GlossaryView(ListView):
    """The glossary."""

    groups: tuple[LetterGroup, ...] = ()
    undefined: tuple[EntryRow, ...] = ()

    @property
    def kinds(self) -> set[str]:
        """Kinds that occur."""
        rows = [row for group in self.groups for row in group.entries]
        return {row.term.kind for row in (*rows, *self.undefined)}


@dataclass(frozen=True, kw_only=True)
class GlossaryLeafView(GlossaryView):
    """A further page of it: which words stand there, and under which letter, is another matter in each language."""

    everywhere = False


@dataclass(frozen=True, kw_only=True)
class UsesView(View):
    """All uses of a term of which its entry shows some."""

    name: str
    """Id of the entry."""
    number: int
    entry: PageLink
    uses: tuple[UsesInContext, ...]
    pages: tuple[LeafLink, ...] = ()
    """All pages of them, where there are several."""


@dataclass(frozen=True, kw_only=True)
class WorkUsesView(UsesView):
    """The same of a work."""


@dataclass(frozen=True, kw_only=True)
class WorkRow:
    """An entry of the bibliography."""

    id: str
    title: str
    original: str = ""
    """Its Chinese title, where `title` is an English one."""
    url: str = ""
    """Address of a plan of the site."""
    issuer: str = ""
    date: str = ""
    source: str = ""
    """Where it can be read: a web address, or words."""
    wordings: tuple[str, ...] = ()
    """How the plans call it, where that is not its title."""
    state: str = ""
    """What the plans say of it: `announced`, `in force`, `carried on`, or nothing."""
    uses: tuple[UsesInContext, ...] = ()
    all_uses: PageLink | None = None
    """The page of all of them, where not all stand here."""


@dataclass(frozen=True, kw_only=True)
class WorkGroup:
    """Works of one kind, by their ids."""

    kind: str
    """`site` for the plans of the site, else as in `content/links.toml`."""
    rows: tuple[WorkRow, ...]


@dataclass(frozen=True, kw_only=True)
class Promises:
    """The documents that a plan says are to be made."""

    plan: PlanView
    works: tuple[PageLink, ...]
    """Their titles, each with the place that promises it first."""


@dataclass(frozen=True, kw_only=True)
class BibliographyView(ListView):
    """Every work that the plans cite."""

    groups: tuple[WorkGroup, ...] = ()
    promises: tuple[Promises, ...] = ()
    """In the order of the plans."""


@dataclass(frozen=True, kw_only=True)
class BibliographyLeafView(BibliographyView):
    """A further page of it."""
