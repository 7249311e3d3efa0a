"""What every page has."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.site.edition import Edition
from generator.site.marks import Translate


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
class SearchView(View):
    """The search page."""

    texts: str = field(kw_only=True)
    """Folder of the texts that it shows, from the site's root."""
