"""The files of a site, each made when it is asked for: what a reader who edits waits for is one page, not all of them.

A file that was made is as a whole build would write it. What only the whole can tell (the quality pages, the map of the site) is left to
such a build.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from generator.languages.language import Language
from generator.model.address import place_in
from generator.site.apart import FILE as APART
from generator.site.hosted import ViewPage
from generator.site.kinds import view_at
from generator.site.pages import PlanDesk
from generator.site.printing import FOLDER as SHEETS
from generator.site.printing import sheets
from generator.site.publication import Publication
from generator.site.search import FOLDER as SEARCH
from generator.site.stubs import stubs
from generator.site.views import QualityView, View
from generator.site.writing import Writer

INDEX = "index.html"
WHOLE = frozenset({"404.html", "sitemap.xml", "sitemap.xml.gz", "api/quality.json"})
"""What tells of all pages."""
FILE = re.compile(r"\.[a-z][a-z0-9]*\Z")
"""How the name of a file ends; the id of a section (`6.2.2`) ends in a figure."""


class OnDemand:
    """A site that is made as it is asked for."""

    def __init__(self, publication: Publication, config: MkDocsConfig, env: Environment, site: Path) -> None:
        """`publication` is loaded, `env` has what its templates may use, in `site` stand the theme's files."""
        self._publication, self._config, self._env, self._site = publication, config, env, site
        self._write = Writer(site)
        self._desks: dict[tuple[str, str], PlanDesk] = {}
        self._done: set[str] = set()
        """Paths that are as they would be."""
        self._ready: dict[str, str] = {}
        """Path → a page that is to be written when it is asked for."""
        self._groups: dict[str, frozenset[str]] = {}
        """Paths of files that were made together, by the name of the group."""

    def make(self, path: str) -> bool:
        """Have the file stand at a path of the site that a whole build would write there, or none where it writes none. False when only a
        whole build can tell. Raises whatever the build of a page raises."""
        if path in WHOLE:
            return False
        if not FILE.search(path):
            path = f"{path}/{INDEX}".lstrip("/")  # a folder without its stroke: the server leads into it
        if path not in self._done:
            known = self._page(path) if path.endswith(".html") else self._other(path)
            if not known:
                return False
            self._done.add(path)
        return True

    def pages(self) -> list[str]:
        """The paths of the pages that were made."""
        return [path for path in tuple(self._done) if path.endswith(".html")]

    def ready(self, path: str) -> str:
        """A page as it will be written when it is asked for; empty for what is none. Raises whatever the build of a page raises."""
        view = self._view(path)
        if view and not isinstance(view, QualityView):
            self._ready[path] = self._html(path, view)
        return self._ready.get(path, "")

    def _language(self, path: str) -> Language:
        """The language in whose folder a path leads."""
        known = self._publication.languages
        return next((one for one in known if one.prefix and path.startswith(one.prefix)), next(one for one in known if not one.prefix))

    def _page(self, path: str) -> bool:
        """A page, or the short addresses of its language."""
        view = self._view(path)
        if isinstance(view, QualityView):
            return False
        if view:
            self._write(path, self._ready.pop(path, "") or self._html(path, view))
            self._beside(f"{path.removesuffix(INDEX)}{APART}")
        elif path not in self._group(f"{self._language(path).prefix}short addresses", lambda: self._stubs(path)):
            place_in(self._site, path).unlink(missing_ok=True)
        return True

    def _view(self, path: str) -> View | None:
        """What a page shows; None for what is no page."""
        language = self._language(path)
        edition, say = self._publication.editions[language.code], self._publication.words(language)

        def desks(plan: str) -> PlanDesk | None:
            if plan not in {view.id for view in edition}:
                return None
            return self._desks.setdefault((language.code, plan), PlanDesk(edition, edition.plan(plan), say))

        return view_at(path.removesuffix(INDEX).removeprefix(language.prefix), edition, say, desks) if path.endswith(INDEX) else None

    def _stubs(self, path: str) -> Iterable[tuple[str, str]]:
        language = self._language(path)
        return stubs(self._publication.editions[language.code], self._publication.words(language), self._publication.site_url)

    def _beside(self, path: str) -> None:
        """What a page that was made fetches on demand, or nothing."""
        if text := self._publication.apart.get(path):
            self._write(path, text)
        else:
            place_in(self._site, path).unlink(missing_ok=True)

    def _html(self, path: str, view: View) -> str:
        page = ViewPage.listed(path, view, self._config).page
        assert page
        page.active = True
        context = get_context(Navigation([], []), Files([]), self._config, page)
        self._publication.context(view, context)
        html = self._publication.finished(path, self._env.get_template(view.template).render(context), view)
        self._publication.proof.lost.settle()
        return html

    def _other(self, path: str) -> bool:
        """What is no page: of search, a running head, open data. What the theme has stands there already."""
        if path.endswith(f"/{APART}"):
            return self.make(path.removesuffix(APART) + INDEX)
        if path.startswith(SHEETS):
            language = self._language(path.removeprefix(SHEETS))
            made = self._group(f"{language.prefix}{SHEETS}", lambda: sheets(self._publication.editions[language.code]))
        elif path.removeprefix(self._language(path).prefix).startswith(SEARCH):
            made = self._group(SEARCH, self._publication.search_files)
        elif not path.startswith("assets/"):
            made = self._group("data", self._publication.data_files)
        else:
            return True
        if path not in made and not any(place_in(Path(folder), path).is_file() for folder in self._config.theme.dirs):
            place_in(self._site, path).unlink(missing_ok=True)  # of a plan, or a series, that is no more
        return True

    def _group(self, name: str, make: Callable[[], Iterable[tuple[str, str]]]) -> frozenset[str]:
        """Write files that are made together, once. Returns the paths of all of them."""
        if name not in self._groups:
            made = list(make())
            for path, text in made:
                self._write(path, text)
            self._groups[name] = frozenset(path for path, _ in made)
        return self._groups[name]
