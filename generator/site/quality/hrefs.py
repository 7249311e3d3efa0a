"""Links that lead nowhere: every `href`, `src` and `action` of every page is held against the pages, their ids and the files.

Pages are read as they are rendered, once, by two patterns. Our templates write attributes in double quotes, after one blank.
Links that scripts make are not seen, and neither is the not-found page, whose links depend on where it is served.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from html import unescape
from urllib.parse import unquote

LINK = re.compile(r' (?:href|src|action)="([^"]*)"')
ID = re.compile(r' id="([^"]*)"')
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.I)
KEPT = 256
"""Pages whose ids are kept as a set at a time."""


@dataclass(frozen=True, slots=True, order=True)
class DeadLink:
    """A link to a page, file or place that the site does not have."""

    page: str
    """File of the page from the site's root: `sh-14fyp/6/index.html`."""
    link: str
    """As it stands there."""


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

    def add(self, page: str, html: str) -> None:
        """Read a page, or read it anew."""
        ids, links = ID.findall(html), set(LINK.findall(html))
        own = {link for link in links if link.startswith("#")}
        here = {"", *ids}
        self._dead[page] = [DeadLink(page, link) for link in own if unquote(unescape(link[1:])) not in here]
        self._ids[page] = " ".join(ids)
        self._links[page] = "\n".join(links - own)

    def loaded(self, page: str) -> Iterator[str]:
        """Paths from the site's root of the styles and scripts that a page loads."""
        folder = posixpath.dirname(page)
        for link in self._links[page].split("\n"):
            if link.endswith((".css", ".js")) and not SCHEME.match(link):
                yield posixpath.normpath(posixpath.join(folder, link))

    def dead(self, is_file: Callable[[str], bool]) -> tuple[DeadLink, ...]:
        """All dead links in order. `is_file` says whether the site has a file at a path from its root."""

        @lru_cache(maxsize=KEPT)
        def ids(page: str) -> frozenset[str]:
            return frozenset(("", *self._ids[page].split(" ")))

        @cache
        def is_there(path: str) -> bool:
            return path in self._ids or is_file(path)

        found = [link for links in self._dead.values() for link in links]
        for page, links in self._links.items():
            folder = posixpath.dirname(page)
            for path, wanted in self._by_path(links).items():
                target = _file(folder, path) if path else page
                if not is_there(target):
                    found += [DeadLink(page, link) for link in wanted]
                elif target in self._ids:
                    found += [DeadLink(page, link) for link, place in wanted.items() if place and place not in ids(target)]
        return tuple(sorted(found))

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
