"""The build of a site on one screen, whatever program hosts it. In its order:

1. `load`: the plans with their addresses, glossary, links and topics; the edition in each language; words and templates are held against
   the tables of kinds.
2. `pages`: what each page shows. The host fills the templates, in the `environment` and with the `context` that stand here.
   `begin_search`, before that: the files of search, and open data, are written by a second process meanwhile.
3. `finished`: a page as it is written, held against content.
4. `complete`: open data, quotations, search, running heads, short addresses; the proof that nothing is lost; the quality pages; the
   edition to carry away.

Where the site is put, and that nobody else puts one there meanwhile, is up to `PlacedSite`, which the host calls before and after.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined

from generator import __version__
from generator.edition import Edition, PlanView, load_edition
from generator.edition.scripts import undecided_in
from generator.edition.views import Earlier
from generator.languages.language import SIMPLIFIED, Language, check_folders
from generator.languages.traditional import load_converter
from generator.model.address import is_link, own_file
from generator.placing import reading
from generator.progress import step
from generator.pure import Same, pure, turn
from generator.search.asked import Questions, read_questions
from generator.search.editors import Synonym, read_synonyms
from generator.site.apart import FILE as APART
from generator.site.apart import joined, parted
from generator.site.aside import Aside
from generator.site.built import Dealt
from generator.site.cards.deck import FOLDER as CARDS
from generator.site.cards.deck import Deck, all_cards
from generator.site.compiled import Compiled
from generator.site.data import dumps
from generator.site.dress import Dress
from generator.site.files import data_files, search_files
from generator.site.in_languages import InLanguages, at_root
from generator.site.kinds import check_kinds, placed, views
from generator.site.languages import alternates
from generator.site.marks import Translate
from generator.site.metadata import edition_date, head
from generator.site.offline import NAME as OFFLINE
from generator.site.offline import write_offline
from generator.site.parallel import CHINESE, mark_chinese, script_of
from generator.site.policy import policy_tag
from generator.site.printing import sheets
from generator.site.proof import Proof
from generator.site.quality.hrefs import DeadLink, Hrefs
from generator.site.quality.report import PATH as QUALITY
from generator.site.quality.report import Quality, quality_json
from generator.site.quality.tables import quality_page
from generator.site.quality.watch import SeenPage, Watch
from generator.site.said import Said
from generator.site.slim import slim_assets
from generator.site.strings import words_of
from generator.site.stubs import stubs
from generator.site.unchanged import FOLDER as KEPT
from generator.site.views import ChapterView, QualityView, View
from generator.site.writing import Writer

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
    earlier: tuple[Earlier, ...] = ()
    """Plans that stand in content as they were, since they cannot be read as they are."""
    offline: bool = False
    """True when the edition to carry away will be written, so that pages lead to it."""
    serving: bool = False
    """True while somebody edits and looks at it."""
    at_once: bool = False
    """True while its pages are made when they are asked for, not all in one go."""
    report: str = ""
    """Address of a new issue on the code host, with places for its words; empty when none is known."""
    edits: str = ""
    """Address under which files of the project are edited, empty when none is known."""
    shown: str = ""
    """Address under which they are shown line by line."""
    deck: Deck | None = None
    """What draws pictures of preview cards, where the settings ask for them and it can be had."""
    dealt: Dealt | None = None
    """Those that were put into the site."""
    contact: str = ""
    """Who answers for the edition."""
    editions: Mapping[str, Edition] = field(default_factory=dict)
    """By each language's code; as content has it, in Simplified, the first."""
    synonyms: tuple[Synonym, ...] = ()
    """What readers say for words of the plans."""
    questions: Questions = field(default_factory=dict)
    """What readers ask that places answer."""
    proof: Proof = field(default_factory=Proof)
    """That every page and the open data have what content has."""
    apart: dict[str, str] = field(default_factory=dict)
    """By its path in the site, the Chinese that a page in two languages fetches on demand."""
    watch: Watch = field(init=False)
    """What the quality page tells of this build."""
    made: int = 0
    """How many pages the build makes, short addresses aside."""
    done: int = 0
    """How many of them are written."""
    dead_links: tuple[DeadLink, ...] = ()
    """Links of the site that lead nowhere."""
    searched: bool = False
    """True when the files of search, and open data, stand there."""
    searching: Aside | None = None
    """The files of search, and open data, on their way beside the pages."""

    @property
    def edition(self) -> Edition:
        """As content has it."""
        return self.editions[SIMPLIFIED.code]

    def load(self, given: Sequence[str], edition: Edition | None = None) -> None:
        """All that pages are made of; `given` are the codes of the languages, `edition` is what is known to be saved, where it is. Raises
        ZhangjuError with file and line."""
        step("reading the plans")
        turn()
        self.watch = Watch(Hrefs(self.site_url), earlier=self.earlier)
        with reading(self.content):
            edition = edition or load_edition(self.content, self.content.parent / "seeds")
            self.languages = Said(self.theme, self.dress, self.content, self.settings).check(given, self.language)
            check_kinds(self.theme, [view.id for view in edition])
            check_folders(self.languages, [view.id for view in edition], self.settings)
            edition = at_root(_as_they_were(edition, {one.plan: one for one in self.earlier}), self.language)
            self.editions = held = InLanguages(edition, self.languages, self.content)
            self.languages = held.languages
            if not self.at_once:  # else Traditional is made when it is asked for; what may be wrong in a translation is told at once
                [*self.editions.values()]
            [*(self.editions[one.code] for one in self.languages if one.translated)]
            self.synonyms, self.questions = _readers_words(Same(edition), self.content)
            for finding in edition.neighbours.findings:
                if finding.code == "L006":
                    log.warning("%s", finding)
            edition_date(edition)  # a wrong SOURCE_DATE_EPOCH is told before anything stumbles on it

    def words(self, language: Language) -> Translate:
        """The interface strings of a language, as a function of their keys."""
        given = {language.words: self.dress.words.get(language.code, {})} if language.prefix else self.dress.words
        return words_of(self.theme, language.words if language.prefix else self.language, self.settings, given)

    def pages(self, theme_files: Mapping[Path, Path]) -> Iterator[tuple[str, View]]:
        """(path of its file in the site, view) of every page. `theme_files` are files that the host publishes as they are, with the
        folder of each. Raises ZhangjuError."""
        check_theme_files(theme_files)
        self.made = 0
        for edition in self.editions.values():
            for view in views(edition, self.words(edition.language)):
                self.made += 1
                yield f"{edition.language.prefix}{view.path}index.html", view

    def begin_search(self, site: Path) -> None:
        """Begin to write the files of search, and open data, into a site, beside its pages."""
        self.searching = Aside(lambda: self._write_search(site))

    def give_up(self) -> None:
        """End what runs beside a build that came to nothing."""
        if self.searching:
            self.searching.stop()

    def _write_search(self, site: Path) -> None:
        write = Writer(site)
        for path, text in chain(self.search_files(), self.data_files()):
            write(path, text)

    @property
    def around(self) -> dict[str, Any]:
        """What every template is given beside its view."""
        return {
            "words": self.words(SIMPLIFIED),
            "tongues": {
                language.prefix: {
                    "lang": language.tag,
                    "name": language.name,
                    "_style": language.style,
                    "_search": self.words(language)("search"),
                }
                | {key: self.words(language)(f"not_found{key}") for key in LOST}
                for language in self.languages
            },
            "edition_date": edition_date(self.edition),
            "version": __version__,
            "dress": self.dress,
            "policy": policy_tag(self.serving),
            "offline": OFFLINE if self.offline else "",
            "report_to": self.report,
            "edits": self.edits,
            "shown": self.shown,
            "contact": self.contact,
        }

    def environment(self, env: Environment) -> None:
        """What every template may use. Text is escaped in all of them; what is HTML already says so there (`|safe`). The not-found page
        is no view: it gets strings alone, those of the other languages by their folders."""
        env.bytecode_cache = Compiled()
        env.autoescape = True
        env.undefined = StrictUndefined
        env.policies["json.dumps_kwargs"] = {}  # what is written stands in our order, languages first
        env.globals |= self.around
        env.tests["link"] = is_link

    def context(self, view: View, context: Any) -> None:
        """What a page's template gets besides its view: its head for machines, and the ways to other languages."""
        picture = self.deck.of_view(view) if self.deck else None
        context["head"] = head(view, self.site_url, languages=self.languages, picture=picture)
        context["alternates"] = list(alternates(view.path, view.edition.language, self.languages, view.everywhere))
        if isinstance(view, QualityView):
            self.watch.contexts.append(context)

    def finished(self, path: str, html: str, view: View | None) -> str:
        """A page as it is written; it is held against the content, and read for the quality page."""
        self.done += 1
        step("writing pages", path, self.done, self.made)
        page = html = _finished(html, view)
        if isinstance(view, ChapterView) and view.apart:
            page, file = parted(html)
            self.apart[apart_of(path)] = file
            html = joined(page, file)
        if view:
            self.proof.page(path, html, view)
        self.watch.see(path, html, view, page)
        return page

    def know(self, path: str, view: View, apart: str | None, seen: SeenPage) -> None:
        """Take over a page that was finished before."""
        self.done += 1
        step("writing pages", path, self.done, self.made)
        if apart is not None:
            self.apart[apart_of(path)] = apart
        self.proof.saw(view)
        self.watch.know(path, view, seen)

    def complete(self, site: Path, rendered: Rendered) -> None:
        """Write all that is no page, prove that nothing is lost, and tell of it. Raises ZhangjuError."""
        step("writing open data and search")
        self.dressed(site)
        if self.offline:
            (site / OFFLINE).touch()  # its place, for the links that lead there; it is written when all else is
        write = Writer(site)
        for path, text in self.files():
            write(path, text)
        if not self.searched:
            self.searching.finish() if self.searching else self._write_search(site)
        for edition in self.editions.values():
            for path, html in stubs(edition, self.words(edition.language), self.site_url, self.deck):
                write(path, html)
                self.watch.see(path, html)
        if self.deck:
            cards = (card for one in self.editions.values() for card in all_cards(one, self.words(one.language)))
            self.dealt = self.deck.deal(site, Path(self.settings).parent / KEPT / CARDS, cards)
        step("proving that nothing was lost")
        self.proof.finish(site, self.editions.values())
        with reading(self.content):
            self._write_quality(site, rendered)
        if self.offline:
            write_offline(site)

    def dressed(self, site: Path) -> None:
        """The theme's files in a site as the edition dresses them."""
        self.dress.put_on(site / "assets")
        slim_assets(site / "assets")

    def files(self) -> Iterator[tuple[str, str]]:
        """(path in the site, text) of running heads, and of the Chinese that pages fetch."""
        yield from self.apart.items()
        for edition in self.editions.values():
            yield from sheets(edition)

    def data_files(self) -> Iterator[tuple[str, str]]:
        """(path in the site, text) of open data, quotations and what is compared on demand."""
        return data_files(self.editions, self.words(SIMPLIFIED), self.site_url)

    def search_files(self) -> Iterator[tuple[str, str]]:
        """(path in the site, text) of search, in all languages."""
        return search_files(self.editions, self.words, self.synonyms, self.questions)

    def _write_quality(self, site: Path, rendered: Rendered) -> None:
        """The quality pages and their open data. A link that leads nowhere is a warning with its page."""

        def render(quality: Quality) -> dict[str, str]:
            return {context["page"].file.dest_uri: self._quality_html(context, quality, rendered) for context in self.watch.contexts}

        converted = any(language.traditional for language in self.languages)
        undecided = undecided_in(self.edition, load_converter(self.content)) if converted else {}
        quality, made = self.watch.finish(self.content, site, self.editions, undecided, self.made, render=render)
        write = Writer(site)
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


def apart_of(page: str) -> str:
    """The path of what a page fetches when a reader wants it."""
    return f"{page.rpartition('/')[0]}/{APART}"


def _as_they_were(edition: Edition, earlier: Mapping[str, Earlier]) -> Edition:
    """The edition, in which plans say that they are of an earlier state."""
    return replace(edition, plans=tuple(replace(view, earlier=earlier.get(view.id)) for view in edition)) if earlier else edition


def check_theme_files(theme_files: Mapping[Path, Path]) -> None:
    """Look at files that the host publishes as they are, with the folder of each. Raises ZhangjuError for one that leads out of it."""
    for file, folder in theme_files.items():
        own_file(file, folder)


@pure(most=2)
def _readers_words(edition: Same[Edition], content: Path) -> tuple[tuple[Synonym, ...], Questions]:
    """What readers say for words of the plans, and what they ask. Of another file of these the edition is another, too. Raises
    ZhangjuError."""
    plans = [view.plan for view in edition.thing]
    return read_synonyms(content, plans), read_questions(content, plans)


def _finished(html: str, view: View | None) -> str:
    """On pages in another language every run of Chinese says that it is Chinese."""
    if view is None or not view.edition.language.translated:
        return html
    plan = getattr(view, "plan", None)
    return mark_chinese(html, script_of(plan) if isinstance(plan, PlanView) else CHINESE)
