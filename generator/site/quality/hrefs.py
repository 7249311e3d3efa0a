"""Links that lead nowhere: every `href`, `src` and `action` of every page is held against the pages, their ids and the files.

Pages are read as they are rendered, once, by two patterns. Our templates write attributes in double quotes, after one blank.
Links that scripts make are not seen, and neither is the not-found page, whose links depend on where it is served.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

LINK = re.compile(r' (?:href|src|action)="([^"]*)"')
ID = re.compile(r' id="([^"]*)"')
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.I)


@dataclass(frozen=True, slots=True, order=True)
class DeadLink:
    """A link to a page, file or place that the site does not have."""

    page: str
    """File of the page from the site's root: `sh-14fyp/6/index.html`."""
    link: str
    """As it stands there."""


Ways = Mapping[str, Mapping[str, str]]
"""File that links lead to → each such link with the place that it leads to."""


class PageLinks(NamedTuple):
    """What was read of a page."""

    ids: str
    links: str
    dead: list[DeadLink]
    ways: Ways


@dataclass
class Hrefs:
    """What pages have to be led to, and where they lead."""

    site_url: str = ""
    """The published address, with which absolute links to the site itself begin."""
    _ids: dict[str, str] = field(default_factory=dict)
    """Page → its ids, parted by blanks: far smaller than sets of them."""
    _links: dict[str, str] = field(default_factory=dict)
    """Page → its links that do not stay on it, parted by line ends."""
    _dead: dict[str, list[DeadLink]] = field(default_factory=dict)
    """Page → links to places on itself that are not there."""
    _ways: dict[str, Ways] = field(default_factory=dict)
    """Page → where its links lead."""

    def add(self, page: str, html: str) -> None:
        """Read a page, or read it anew."""
        ids, links = ID.findall(html), set(LINK.findall(html))
        own = {link for link in links if link.startswith("#")}
        here = {"", *ids}
        dead = [DeadLink(page, link) for link in own if unquote(unescape(link[1:])) not in here]
        others = "\n".join(links - own)
        self.know(page, PageLinks(" ".join(ids), others, dead, self._ways_of(page, others)))

    def of(self, page: str) -> PageLinks:
        """What was read of a page."""
        return PageLinks(self._ids[page], self._links[page], self._dead[page], self._ways[page])

    def know(self, page: str, read: PageLinks) -> None:
        """Take over what was read of a page."""
        self._ids[page], self._links[page], self._dead[page], self._ways[page] = read

    def join(self, other: Hrefs) -> None:
        """Take over what was read elsewhere."""
        self._ids |= other._ids
        self._links |= other._links
        self._dead |= other._dead
        self._ways |= other._ways

    def loaded(self, page: str) -> Iterator[str]:
        """Paths from the site's root of the styles and scripts that a page loads."""
        folder = posixpath.dirname(page)
        for link in self._links[page].split("\n"):
            if link.endswith((".css", ".js")) and not SCHEME.match(link):
                yield posixpath.normpath(posixpath.join(folder, link))

    def dead(self, is_file: Callable[[str], bool]) -> tuple[DeadLink, ...]:
        """All dead links in order. `is_file` says whether the site has a file at a path from its root.

        What is wanted of each page is gathered first, so that its ids are looked through once; who wants what is not there is asked then.
        """
        wanted: dict[str, set[str]] = {}
        for ways in self._ways.values():
            for target, places in ways.items():
                wanted.setdefault(target, set()).update(places.values())
        lacking = {target: lost for target, places in wanted.items() if (lost := self._lacking(target, places, is_file))}
        found = [link for links in self._dead.values() for link in links]
        for page, ways in self._ways.items() if lacking else ():
            for target, places in ways.items():
                found += [DeadLink(page, link) for link, place in places.items() if place in lacking.get(target, ())]
        return tuple(sorted(found))

    def _lacking(self, target: str, places: set[str], is_file: Callable[[str], bool]) -> set[str]:
        """Those of some places that a page has not; all of them where there is no such page or file. Of a file nothing is known."""
        if target in self._ids:
            return places.difference(self._ids[target].split(" "), ("",))
        return set() if is_file(target) else places

    def _ways_of(self, page: str, links: str) -> Ways:
        """Where the links of a page lead."""
        folder, found = posixpath.dirname(page), dict[str, dict[str, str]]()
        for path, places in self._by_path(links).items():
            found.setdefault(_file(folder, path) if path else page, {}).update(places)
        return found

    def _by_path(self, links: str) -> dict[str, dict[str, str]]:
        """Path → each link to it with the place that it leads to; links to other sites are left out."""
        found: dict[str, dict[str, str]] = {}
        for link in links.split("\n"):
            inside = unescape(link) if "&" in link else link
            if self.site_url and inside.startswith(self.site_url):
                inside = "/" + inside.removeprefix(self.site_url).lstrip("/")
            if (":" in inside and SCHEME.match(inside)) or inside.startswith("//"):
                continue
            path, _, place = inside.partition("#")
            found.setdefault(path.partition("?")[0], {})[link] = unquote(place) if "%" in place else place
        return found


def _file(folder: str, path: str) -> str:
    """The file that a path leads to from a folder; what begins with / is meant from the site's root. `..` leads out of the site."""
    path = unquote(path) if "%" in path else path
    whole = posixpath.normpath(path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path))
    whole = "" if whole == "." else whole
    return posixpath.join(whole, "index.html") if path.endswith("/") or path.rpartition("/")[2] in (".", "..") or not whole else whole
