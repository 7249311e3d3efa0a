"""What the edition as a whole is, and its open data."""

from __future__ import annotations

from dataclasses import dataclass

from generator.site.views.page import PageLink, View


@dataclass(frozen=True, kw_only=True)
class AboutView(View):
    """What this is, for whom, how it was made, and how to cite it as a whole."""

    holds: tuple[tuple[str, str], ...] = ()
    """(figure, what it counts) of what the edition holds."""
    cited: tuple[tuple[str, str, str], ...] = ()
    """(style, what stands before the address, what follows it) of the whole edition as it is cited."""


@dataclass(frozen=True, kw_only=True)
class DataFile:
    """A file of the open data, or one for each plan."""

    key: str
    """Of the string that says what it holds."""
    path: str
    """From the site's root; `<plan>` stands for the id of a plan."""
    fields: str
    """What an entry has, as JSON would show it."""
    links: tuple[PageLink, ...]
    """The files themselves."""


@dataclass(frozen=True, kw_only=True)
class DataView(View):
    """The open data, file by file."""

    files: tuple[DataFile, ...] = ()
