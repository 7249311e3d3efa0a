"""Pages made side by side: those of one plan, or of one kind, in one language are a function of the edition, which workers have whole.

What they make comes back as it is to be written, with what proof and quality page have to know of it; putting that together in the order of
the pages is all that is left, so that the site is byte for byte the one that a single process makes.
"""

from __future__ import annotations

import copy
import os
import re
import shutil
import tempfile
import weakref
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import PluginCollection
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from generator.crew import Crew
from generator.site.hosted import ViewPage, url_filter
from generator.site.kinds import KINDS, pages_of_kind, pages_of_plan
from generator.site.known_pages import Asked, Finished, KnownPages
from generator.site.memory import NAME as MEMORY
from generator.site.metadata import EPOCH
from generator.site.proof import Proof
from generator.site.publication import Publication, apart_of
from generator.site.quality.hrefs import Hrefs
from generator.site.quality.watch import Watch
from generator.site.views import PlanPageView, QualityView, View, WholeView
from generator.site.writing import Writer

TEMPLATES = frozenset({".html", ".xml", ".toml"})
"""How names of files of the theme end that pages are made of."""
WORTH = 300_000
"""Characters, in all languages together, from which other processes are asked to help."""
CACHED = ("by_date", "pairs_of", "perhaps_of", "compared", "points_of", "clauses_of", "terms", "mentions", "citations")
"""What an edition reckons once: before it goes to several workers, each of which would."""
Job = tuple[str, str, int]
"""A piece of work: code of the language, id of a plan or nothing, row of a kind of the edition's pages."""
NAMED = re.compile(r"{([^{}]*)}")
INDEX = "the index of search"
SEARCH: Job = "", "", 0
"""The files of search, in all languages."""
DATA: Job = "", "", 1
"""Open data, and what is fetched on demand."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """Pages as they are to be written, and what is known of them."""

    pages: tuple[tuple[str, str, str | None], ...]
    """(path in the site, title, HTML; None of a page that stands there already)."""
    apart: Mapping[str, str]
    """Path → what pages fetch when a reader wants it."""
    proof: Proof
    watch: Watch


class Press:
    """Makes pages, here or in another process, on this machine or another."""

    def __init__(self, publication: Publication, config: MkDocsConfig) -> None:
        """`publication` is loaded."""
        self.publication, self.config, self.epoch = publication, config, os.environ.get(EPOCH)
        self.known: KnownPages | None = None
        """Pages that were made before; None where none is."""
        self.site: Path | None = None
        """Where whoever makes pages writes them at once, so that nobody holds them; None where not all have that disk."""
        self._env: Environment | None = None
        self._asked = Asked()

    @property
    def env(self) -> Environment:
        """What its templates are filled with."""
        if self._env is None:
            self._env = equipped(self.config.theme.get_env(), self.publication)
            self._asked.listen(self._env)
        return self._env

    def jobs(self) -> Iterator[tuple[str, Job]]:
        """(what is told of it, job) of all pages, in the order in which the site lists them. Search, where nobody is at it yet, comes
        first: nothing else takes as long. So do open data."""
        if not self.publication.searching:
            yield INDEX, SEARCH
            yield "open data", DATA
        for code, edition in self.publication.editions.items():
            for row, kind in enumerate(KINDS):
                if kind.of_edition and not (kind.once and edition.language.prefix):
                    yield edition.language.prefix + NAMED.sub(r"<\1>", kind.path) or "/", (code, "", row)
            for plan in edition:
                yield f"{edition.language.prefix}{plan.id}/", (code, plan.id, 0)

    def views(self, job: Job) -> Iterator[View]:
        """What the pages of a job show."""
        code, plan, row = job
        edition = self.publication.editions[code]
        say = self.publication.words(edition.language)
        return pages_of_plan(edition, edition.plan(plan), say) if plan else pages_of_kind(KINDS[row], edition, say)

    def html(self, path: str, view: View) -> str:
        """A page as it is written."""
        page = ViewPage.listed(path, view, self.config).page
        assert page
        page.active = True
        context = get_context(Navigation([], []), Files([]), self.config, page)
        self.publication.context(view, context)
        return self.publication.finished(path, self.env.get_template(view.template).render(context), view)

    def pages(self, job: Job) -> Iterator[tuple[str, str, str]]:
        """(path, title, HTML) of the pages of a job; those that were made before as they were."""
        known = self.known
        if not known:
            yield from ((path, view.title, self.html(path, view)) for path, view in self._placed(job))
            return
        name = name_of(job)
        before, now = known.of(name), dict[str, Finished]()
        for path, view in self._placed(job):
            key = known.key(path, view)
            page = before.get(key)
            if page is None or not known.holds(page, view.edition):
                page = self._finished(path, view, known)
            else:
                self.publication.know(path, view, page.apart, page.seen)
            if key:
                now[key] = page
            yield path, view.title, page.html
        if any(before.get(key) is not page for key, page in now.items()) or len(now) != len(before):
            known.store.write(name, now)

    def _placed(self, job: Job) -> Iterator[tuple[str, View]]:
        prefix = self.publication.editions[job[0]].language.prefix
        return ((f"{prefix}{view.path}index.html", view) for view in self.views(job))

    def _finished(self, path: str, view: View, known: KnownPages) -> Finished:
        """A page with what it was made of beyond its view."""
        self._asked.begin()
        html = self.html(path, view)
        asked = [*self._asked.plans.values(), *([view.plan] if isinstance(view, WholeView | PlanPageView) else ())]  # these the proof asks
        plans, whole = {plan.id: known.plan(plan) for plan in asked}, known.whole if self._asked.edition else ""
        return Finished(html, self.publication.apart.get(apart_of(path)), self.publication.watch.of(path, view), plans, whole)

    def __reduce__(self) -> tuple[Any, ...]:
        """What is sent to another machine: all of it, with the templates, and without the site's other plugins."""
        config = copy.copy(self.config)
        config.data = dict(self.config.data)
        config["plugins"] = plugins = PluginCollection()
        plugins._current_plugin = "zhangju"  # which MkDocs sets while it asks one of them for files
        theme = [_files(folder) for folder in self.publication.theme]
        return _unpacked, (self.publication, config, theme, self.epoch)


def equipped(env: Environment, publication: Publication) -> Environment:
    """An environment of templates with all that ours may use: `url` leads into the folder of the page's language, `root_url` to what stands
    once."""
    publication.environment(env)
    env.filters |= {"root_url": env.filters["url"], "url": url_filter(env.filters["url"])}
    return env


def pressed(press: Press, job: Job) -> Pressed:
    """The pages of a job. Raises whatever the making of a page raises."""
    if job in (SEARCH, DATA):
        files = press.publication.search_files() if job == SEARCH else press.publication.data_files()
        return Pressed(tuple((path, "", text) for path, text in files), {}, Proof(), Watch(Hrefs()))
    if press.epoch is None:
        os.environ.pop(EPOCH, None)
    else:
        os.environ[EPOCH] = press.epoch
    whole = press.publication
    press.publication = copy.copy(whole)
    press.publication.proof, press.publication.watch, press.publication.apart = Proof(), Watch(Hrefs(whole.site_url)), {}
    try:
        made = press.pages(job)
        pages = tuple(_written(made, press.site) if press.site else made)
        return Pressed(pages, press.publication.apart, press.publication.proof, press.publication.watch)
    finally:
        press.publication = whole


def _written(pages: Iterator[tuple[str, str, str]], site: Path) -> Iterator[tuple[str, str, None]]:
    """Pages, each written as soon as it is made."""
    write = Writer(site)
    for path, title, html in pages:
        write(path, html)
        yield path, title, None


def press_all(press: Press, workers: Crew) -> Iterator[tuple[str, str, str | View | None]]:
    """(path, title, HTML) of every page in its order; of pages that tell of all others the view, which is filled when these are there, of
    those that are written nothing. Before them, where nobody else makes them, the files of search."""
    jobs = dict(press.jobs())
    press.publication.searched = SEARCH in jobs.values()
    own = {name for name, job in jobs.items() if job[0] and not job[1] and KINDS[job[2]].view is QualityView}
    for edition in press.publication.editions.values():
        for name in CACHED:
            getattr(edition, name)
    made = workers.each("writing pages", pressed, {name: (job,) for name, job in jobs.items() if name not in own}, shared=press)
    for name, job in jobs.items():
        if name in own:
            prefix = press.publication.editions[job[0]].language.prefix
            yield from ((f"{prefix}{view.path}index.html", view.title, view) for view in press.views(job))
            continue
        one = next(made)[1]()
        press.publication.apart |= one.apart
        press.publication.proof.join(one.proof)
        press.publication.watch.join(one.watch)
        yield from one.pages
    for _ in made:  # whoever was asked may go
        pass
    if press.known:
        press.known.store.keep_only({MEMORY, *map(name_of, jobs.values())})


def name_of(job: Job) -> str:
    """What the pages of a job are kept under."""
    code, plan, row = job
    return f"pages {code} {plan or row}"


def is_worth(publication: Publication) -> bool:
    """Whether other processes save more than making them takes."""
    return sum(view.character_count for view in publication.edition) * len(publication.languages) > WORTH


def _files(folder: Path) -> Mapping[str, bytes]:
    """The files of a folder of the theme that pages are made of."""
    found = [path for path in folder.rglob("*") if path.suffix in TEMPLATES and path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def _unpacked(publication: Publication, config: MkDocsConfig, theme: list[Mapping[str, bytes]], epoch: str | None) -> Press:
    """A press on another machine, with templates of its own as long as it is there."""
    place = Path(tempfile.mkdtemp(prefix="zhangju-"))
    folders = [place / str(number) for number, _ in enumerate(theme)]
    for folder, files in zip(folders, theme, strict=True):
        for name, data in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
    publication.theme, config.theme.dirs = folders, [str(folder) for folder in folders]
    press = Press(publication, config)
    press.epoch = epoch
    weakref.finalize(press, shutil.rmtree, place, ignore_errors=True)
    return press


__all__ = ["Press", "Pressed", "equipped", "is_worth", "press_all", "pressed"]
