"""The build of a site on one screen, whatever program hosts it. In its order:

1. `load`: the plans with their addresses, glossary, links and topics; the edition in each language; words and templates are held against
   the tables of kinds.
2. `pages`: what each page shows. The host fills the templates, in the `environment` and with the `context` that stand here.
   `begin_search`, before that: the files of search are written by a second process meanwhile.
3. `finished`: a page as it is written, held against content.
4. `complete`: open data, quotations, search, running heads, short addresses; the proof that nothing is lost; the quality pages; the
   edition to carry away.

Where the site is put, and that nobody else puts one there meanwhile, is up to `PlacedSite`, which the host calls before and after.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined

from generator import __version__
from generator.edition import Edition, load_edition
from generator.edition.scripts import in_traditional, undecided_in
from generator.edition.translated import translated_edition
from generator.languages.language import SIMPLIFIED, Language, check_folders, known_languages, languages_of
from generator.languages.traditional import load_converter
from generator.links.kinds import KINDS as LINK_KINDS
from generator.model.address import is_link, own_file, place_in
from generator.placing import reading
from generator.progress import step
from generator.search.editors import Synonym, read_synonyms
from generator.site.aside import Aside
from generator.site.changes import feeds
from generator.site.compiled import Compiled
from generator.site.data import dumps, open_data
from generator.site.dress import Dress
from generator.site.indicators.data import indicator_files
from generator.site.kinds import check_kinds, placed, views
from generator.site.languages import alternates
from generator.site.marks import Translate
from generator.site.metadata import edition_date, head
from generator.site.offline import NAME as OFFLINE
from generator.site.offline import write_offline
from generator.site.parallel import mark_chinese
from generator.site.policy import policy_tag
from generator.site.printing import sheets
from generator.site.proof import Proof
from generator.site.quality.hrefs import DeadLink, Hrefs
from generator.site.quality.report import PATH as QUALITY
from generator.site.quality.report import Quality, quality_json
from generator.site.quality.tables import quality_page
from generator.site.quality.watch import Watch
from generator.site.quotes import quotes
from generator.site.search import FOLDER, found_in, index_files, shown_files
from generator.site.slim import slim_assets
from generator.site.strings import check_given, check_words, words_of
from generator.site.stubs import stubs
from generator.site.views import QualityView, View

log = logging.getLogger("mkdocs.plugins.zhangju")

LOST = ("", "_text", "_home", "_near")
"""What the not-found page says: what follows `not_found` in the keys of its strings."""
Rendered = Callable[[Any, View], str]
"""What the host makes of a page's context and its view: the page as the template has it."""


@dataclass
class Publication:
    """One build of the site."""

    content: Path
    theme: list[Path]
    """Folders of templates; of a file that several have the first one's counts."""
    settings: Path | str
    """The file that names languages and address, for messages."""
    site_url: str = ""
    language: str = SIMPLIFIED.code
    """Name of the file of strings for the pages at the root."""
    dress: Dress = field(default_factory=Dress)
    """What the edition calls itself, and how it looks."""
    languages: tuple[Language, ...] = ()
    """Those that the site is published in."""
    offline: bool = False
    """True when the edition to carry away will be written, so that pages lead to it."""
    serving: bool = False
    """True while somebody edits and looks at it."""
    report: str = ""
    """Address of a new issue on the code host, with places for its words; empty when none is known."""
    edits: str = ""
    """Address under which files of the project are edited, empty when none is known."""
    contact: str = ""
    """Who answers for the edition."""
    editions: dict[str, Edition] = field(default_factory=dict)
    """By each language's code; as content has it, in Simplified, the first."""
    synonyms: tuple[Synonym, ...] = ()
    proof: Proof = field(default_factory=Proof)
    """That every page and the open data have what content has."""
    watch: Watch = field(init=False)
    """What the quality page tells of this build."""
    made: int = 0
    """How many pages the build makes, short addresses aside."""
    dead_links: tuple[DeadLink, ...] = ()
    """Links of the site that lead nowhere."""
    searching: Aside | None = None
    """The files of search, on their way beside the pages."""

    @property
    def edition(self) -> Edition:
        """As content has it."""
        return self.editions[SIMPLIFIED.code]

    def load(self, given: Sequence[str]) -> None:
        """All that pages are made of; `given` are the codes of the languages. Raises ZhangjuError with file and line."""
        step("reading the plans")
        self.watch = Watch(Hrefs(self.site_url))
        with reading(self.content):
            known_languages([self.language, SIMPLIFIED.code], self.settings)  # it names a file of strings
            self.languages = known_languages(given, self.settings, languages_of(self.content))
            edition = load_edition(self.content, self.content.parent / "seeds")
            check_kinds(self.theme, [view.id for view in edition])
            check_folders(self.languages, [view.id for view in edition], self.settings)
            labels = [kind.label for kind in LINK_KINDS]
            codes = list(dict.fromkeys([self.language, *(one.words for one in self.languages if one.prefix)]))
            check_words(self.theme, codes, labels, self.settings)
            self.dress.check(self.settings, self.content)
            check_given(self.theme, codes, self.settings, self.dress.words)
            for one in self.languages:  # in the words of another language, under its own code
                check_given(self.theme, [one.strings], self.settings, {one.strings: self.dress.words[one.code]} if one.strings else {})
            self.editions = dict(self._in_languages(edition))
            parts = (part.text for view in edition for section in view.plan.sections for part in section.parts())
            self.synonyms = read_synonyms(self.content, parts)
            edition_date(edition)  # a wrong SOURCE_DATE_EPOCH is told before anything stumbles on it

    def _in_languages(self, edition: Edition) -> Iterator[tuple[str, Edition]]:
        """The edition in each language, by its code."""
        for language in self.languages:
            if language.traditional:
                yield language.code, in_traditional(edition, load_converter(self.content))
            elif language.translated:
                yield language.code, translated_edition(edition, self.content, language)
            else:
                yield language.code, edition

    def words(self, language: Language) -> Translate:
        """The interface strings of a language, as a function of their keys."""
        given = {language.words: self.dress.words.get(language.code, {})} if language.prefix else self.dress.words
        return words_of(self.theme, language.words if language.prefix else self.language, self.settings, given)

    def pages(self, theme_files: Mapping[Path, Path]) -> Iterator[tuple[str, View]]:
        """(path of its file in the site, view) of every page. `theme_files` are files that the host publishes as they are, with the
        folder of each. Raises ZhangjuError."""
        for file, folder in theme_files.items():
            own_file(file, folder)
        self.made = 0
        for edition in self.editions.values():
            for view in views(edition, self.words(edition.language)):
                self.made += 1
                yield f"{edition.language.prefix}{view.path}index.html", view

    def begin_search(self, site: Path) -> None:
        """Begin to write the files of search into a site, beside its pages."""
        self.searching = Aside(lambda: self._write_search(site))

    def give_up(self) -> None:
        """End what runs beside a build that came to nothing."""
        if self.searching:
            self.searching.stop()

    def _write_search(self, site: Path) -> None:
        write = _Writer(site)
        for path, text in self._search_files():
            write(path, text)

    def environment(self, env: Environment) -> None:
        """What every template may use. Text is escaped in all of them; what is HTML already says so there (`|safe`). The not-found page
        is no view: it gets strings alone, those of the other languages by their folders."""
        env.bytecode_cache = Compiled()
        env.autoescape = True
        env.undefined = StrictUndefined
        env.globals["words"] = self.words(SIMPLIFIED)
        env.globals["tongues"] = {
            language.prefix: {"lang": language.code} | {key: self.words(language)(f"not_found{key}") for key in LOST}
            for language in self.languages
            if language.prefix
        }
        env.globals |= {"edition_date": edition_date(self.edition), "version": __version__}
        env.globals["dress"] = self.dress
        env.globals["policy"] = policy_tag(self.serving)
        env.globals["offline"] = OFFLINE if self.offline else ""
        env.globals |= {"report_to": self.report, "edits": self.edits, "contact": self.contact}
        env.tests["link"] = is_link

    def context(self, view: View, context: Any) -> None:
        """What a page's template gets besides its view: its head for machines, and the ways to other languages."""
        context["head"] = head(view, self.site_url, languages=self.languages)
        context["alternates"] = list(alternates(view.path, view.edition.language, self.languages))
        if isinstance(view, QualityView):
            self.watch.contexts.append(context)

    def finished(self, path: str, html: str, view: View | None) -> str:
        """A page as it is written; it is held against the content, and read for the quality page."""
        step("writing pages", path)
        html = _finished(html, view)
        if view:
            self.proof.page(path, html, view)
        self.watch.see(path, html, view)
        return html

    def complete(self, site: Path, rendered: Rendered) -> None:
        """Write all that is no page, prove that nothing is lost, and tell of it. Raises ZhangjuError."""
        step("writing open data and search")
        self.dress.put_on(site / "assets")
        slim_assets(site / "assets")
        if self.offline:
            (site / OFFLINE).touch()  # its place, for the links that lead there; it is written when all else is
        write = _Writer(site)
        for path, text in self._files():
            write(path, text)
        self.searching.finish() if self.searching else self._write_search(site)
        for edition in self.editions.values():
            for path, html in stubs(edition, self.words(edition.language), self.site_url):
                write(path, html)
                self.watch.see(path, html)
        step("proving that nothing was lost")
        self.proof.finish(site, self.editions.values())
        with reading(self.content):
            self._write_quality(site, rendered)
        if self.offline:
            write_offline(site)

    def _files(self) -> Iterator[tuple[str, str]]:
        """(path in the site, text) of open data, quotations and running heads."""
        for path, value in open_data(self.edition):
            yield path, dumps(value)
        yield from indicator_files(self.edition)
        yield "api/changes.json", dumps([asdict(issue) for issue in self.edition.issues])
        yield from feeds(self.edition, self.words(SIMPLIFIED), self.site_url)
        yield "api/quotes.json", dumps(quotes(self.edition))
        for edition in self.editions.values():
            yield from sheets(edition)

    def _search_files(self) -> Iterator[tuple[str, str]]:
        """(path in the site, text) of search, in all languages."""
        translated = next((edition for edition in self.editions.values() if edition.language.translated), None)
        found = found_in(self.edition, self.synonyms, translated)
        yield from index_files(self.edition, found)
        for edition in self.editions.values():
            prefix = edition.language.prefix
            shown = found if edition is translated else found_in(edition, ()) if prefix else found
            yield from shown_files(edition, shown, self.words(edition.language), f"{prefix}{FOLDER}")

    def _write_quality(self, site: Path, rendered: Rendered) -> None:
        """The quality pages and their open data. A link that leads nowhere is a warning with its page."""

        def render(quality: Quality) -> dict[str, str]:
            return {context["page"].file.dest_uri: self._quality_html(context, quality, rendered) for context in self.watch.contexts}

        converted = any(language.traditional for language in self.languages)
        undecided = undecided_in(self.edition, load_converter(self.content)) if converted else {}
        quality, made = self.watch.finish(self.content, site, self.editions, undecided, self.made, render=render)
        write = _Writer(site)
        for path, html in made.items():
            write(path, html)
        write(QUALITY, dumps(quality_json(quality)))
        self.dead_links = quality.build.dead_links
        for dead in self.dead_links:
            log.warning("%s: the link %s leads nowhere", dead.page, dead.link)

    def _quality_html(self, context: Any, quality: Quality, rendered: Rendered) -> str:
        """A quality page with its figures."""
        edition = context["page"].view.edition
        view = placed(quality_page(edition, self.words(edition.language), quality))
        return _finished(rendered(context, view), view)


def _finished(html: str, view: View | None) -> str:
    """On pages in another language every run of Chinese says that it is Chinese."""
    return mark_chinese(html) if view and view.edition.language.translated else html


class _Writer:
    """Writes files of the site, at paths from its root that stay in it."""

    def __init__(self, site: Path) -> None:
        self._site = site
        self._made: set[str] = set()
        """Folders that are there."""

    def __call__(self, path: str, text: str) -> None:
        file, folder = place_in(self._site, path), path.rpartition("/")[0]
        if folder not in self._made:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(folder)
        file.write_bytes(text.encode())
