"""The MkDocs plugin: thin. MkDocs writes what `pages` says exists; `html` makes the HTML; `data` the open data."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, pass_context
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from generator.errors import ZhangjuError
from generator.findings import told
from generator.languages.language import SIMPLIFIED, TRADITIONAL, Language, known_languages
from generator.languages.traditional import load_converter
from generator.languages.translating import PLURALS
from generator.model.address import is_link, own_file, place_in
from generator.placing import reading
from generator.search.editors import Synonym, read_synonyms
from generator.site.data import dumps, open_data
from generator.site.edition import Edition, load_edition
from generator.site.failures import as_error
from generator.site.indicators.data import indicator_files
from generator.site.kinds import check_kinds, placed, views
from generator.site.languages import alternates, in_language
from generator.site.metadata import edition_date, head
from generator.site.offline import NAME as OFFLINE
from generator.site.offline import write_offline
from generator.site.parallel import mark_chinese
from generator.site.placed import PlacedSite
from generator.site.policy import policy_tag
from generator.site.printing import sheets
from generator.site.proof import Proof
from generator.site.quality.hrefs import DeadLink, Hrefs
from generator.site.quality.report import PATH as QUALITY
from generator.site.quality.report import Quality, quality_json
from generator.site.quality.tables import quality_page
from generator.site.quality.watch import Watch
from generator.site.quotes import quotes
from generator.site.scripts import in_traditional, undecided_in
from generator.site.search import FOLDER, found_in, index_files, shown_files
from generator.site.slim import slim_assets
from generator.site.strings import load_strings
from generator.site.stubs import stubs
from generator.site.tags import Builder, guarded
from generator.site.translated import translated_edition
from generator.site.views import QualityView, View

log = logging.getLogger("mkdocs.plugins.zhangju")


UNDATED = "1970-01-01"
"""What MkDocs would take from the clock for the head of `sitemap.xml.gz`; 0 there means that no time is told (RFC 1952, 2.3.1). When a
page was last changed `sitemap.xml` tells by the date of the edition."""


class ViewPage(Page):
    """A MkDocs page that shows one of our views."""

    def __init__(self, view: View, file: File, config: MkDocsConfig) -> None:
        super().__init__(view.title, file, config)
        self.view = view
        self.meta = {"template": view.template, "title": view.title, "description": view.description}
        self.update_date = UNDATED

    def read_source(self, config: MkDocsConfig) -> None:
        """Nothing to read: the view was made from the loaded plan."""
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Nothing to convert: sections are HTML already, and templates place them."""
        self.content = ""
        self.toc = get_toc([])


class ZhangjuConfig(Config):
    """Options of the plugin in mkdocs.yml."""

    language = config_options.Type(str, default="zh-Hans")
    """Language of the interface at the site's root: the name of a file in `templates/strings`."""
    languages = config_options.ListOfItems(config_options.Type(str), default=[SIMPLIFIED.code])
    """Languages that the site is published in; each but the first of them in a folder of its own, `zh-hant/`."""


class ZhangjuPlugin(BasePlugin[ZhangjuConfig]):
    """Publishes the content folder."""

    edition: Edition
    """As content has it, in Simplified."""
    languages: tuple[Language, ...] = ()
    """Those that the site is published in."""
    offline: bool = False
    """True when the edition to carry away will be written, so that pages lead to it."""
    serving: bool = False
    """True while somebody edits and looks at it."""
    editions: Mapping[str, Edition]
    """The edition by each language's code."""
    synonyms: tuple[Synonym, ...] = ()
    pages: int = 0
    """How many pages the build makes, short addresses aside."""
    watch: Watch
    """What the quality page tells of this build."""
    proof: Proof
    """That every page and the open data have what content has."""
    dead_links: tuple[DeadLink, ...] = ()
    """Links of the site that lead nowhere."""
    env: Environment

    def __init__(self) -> None:
        super().__init__()
        self.placed = PlacedSite()

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """What MkDocs was called for."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """See to the site's place and load all plans; a content error stops the build with its file and line."""
        try:
            if not self.serving:
                self.placed.begin(config)
            with reading(Path(config.docs_dir)):
                self._load(config)
        except ZhangjuError as error:
            raise PluginError(told(error)) from error
        return config

    def _load(self, config: MkDocsConfig) -> None:
        """All that pages are made of. Raises ZhangjuError."""
        self.proof = Proof()
        self.watch = Watch(Hrefs(config.site_url or ""))
        content = Path(config.docs_dir)
        known_languages([self.config.language, SIMPLIFIED.code], config.config_file_path or "mkdocs.yml")  # it names a file of strings
        self.languages = known_languages(self.config.languages, config.config_file_path or "mkdocs.yml")
        self.edition = load_edition(content, content.parent / "seeds")
        check_kinds([Path(folder) for folder in config.theme.dirs], [view.id for view in self.edition])
        self.editions = editions(self.edition, self.languages, content)
        parts = (part.text for view in self.edition for section in view.plan.sections for part in section.parts())
        self.synonyms = read_synonyms(content, parts)
        edition_date(self.edition)  # a wrong SOURCE_DATE_EPOCH is told before MkDocs stumbles on it

    def on_build_error(self, *, error: Exception) -> None:
        """The old site stays. What is no message of MkDocs becomes one, so that no stack trace is shown. Raises PluginError."""
        self.placed.give_up()
        if not isinstance(error, MkDocsException):
            known = as_error(error, "mkdocs.yml")
            raise PluginError(told(known)) from known

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Replace the content files by our pages; of the theme's files all but the strings go out."""
        found = Files([f for f in files if f.src_dir != config.docs_dir and not f.src_uri.startswith("strings/")])
        self.pages = 0
        try:
            for file in found:  # of the theme
                own_file(Path(str(file.abs_src_path)), Path(str(file.src_dir)))
        except ZhangjuError as error:
            raise PluginError(str(error)) from error
        for edition in self.editions.values():
            for view in views(edition, self.strings(config, edition.language)):
                self.pages += 1
                source = f"{edition.language.prefix}{view.path}index.md"
                place_in(Path(config.site_dir), source)
                file = File.generated(config, source, content="", inclusion=InclusionLevel.INCLUDED)
                file.page = ViewPage(view, file, config)
                found.append(file)
        return found

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Text is escaped in every template; what is HTML already says so there (`|safe`). `url` leads into the folder of the page's
        language, `root_url` to what stands once. The not-found page is no view: it gets strings alone, those of the
        other languages by their folders."""
        self.env = env
        env.autoescape = True
        env.undefined = StrictUndefined
        env.globals["words"] = self.strings(config, SIMPLIFIED)
        env.globals["tongues"] = {
            language.prefix: {"lang": language.code} | {key: self.strings(config, language)(f"not_found{key}") for key in LOST}
            for language in self.languages
            if language.prefix
        }
        env.globals["edition_date"] = edition_date(self.edition)
        env.globals["policy"] = policy_tag(self.serving)
        env.globals["offline"] = OFFLINE if self.offline else ""
        env.tests["link"] = is_link
        env.filters["root_url"] = env.filters["url"]
        env.filters["url"] = _url_filter(env.filters["url"])
        return env

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """What stands in a page's head for machines."""
        if isinstance(page, ViewPage):
            view = page.view
            context["head"] = head(view, config.site_url or "", languages=self.languages)
            context["alternates"] = list(alternates(view.path, view.edition.language, self.languages))
            if isinstance(view, QualityView):
                self.watch.contexts.append(context)
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """The finished page: it is held against the content, and read for the quality page."""
        html = _finished(output, page)
        if isinstance(page, ViewPage):
            self.proof.page(page.file.dest_uri, html, page.view)
        self.watch.see(page.file.dest_uri, html, page.view if isinstance(page, ViewPage) else None)
        return html

    @event_priority(-100)  # after plugins that hand the server's own builder back to it
    def on_serve(self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Builder) -> LiveReloadServer:
        """Settings that change while serving are looked through before MkDocs loads them."""
        server.builder = guarded(builder, Path(config.config_file_path))
        return server

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the open data, quotations, search, the short addresses, slim styles and scripts, and last what tells of all this. When
        every plugin has written and nothing is proved lost, the site takes its place."""
        site = Path(config.site_dir)
        slim_assets(site / "assets")
        if self.offline:
            (site / OFFLINE).touch()  # its place, for the links that lead there; it is written when all else is
        for path, value in open_data(self.edition):
            _write(site, path, dumps(value))
        for path, text in indicator_files(self.edition):
            _write(site, path, text)
        _write(site, "api/quotes.json", dumps(quotes(self.edition)))
        translated = next((edition for code, edition in self.editions.items() if code in PLURALS), None)
        found = found_in(self.edition, self.synonyms, translated)
        for path, text in index_files(self.edition, found):
            _write(site, path, text)
        for edition in self.editions.values():
            say, prefix = self.strings(config, edition.language), edition.language.prefix
            shown = found if edition is translated else found_in(edition, ()) if prefix else found
            for path, text in shown_files(edition, shown, say, f"{prefix}{FOLDER}"):
                _write(site, path, text)
            for path, text in sheets(edition):
                _write(site, path, text)
            for path, html in stubs(edition, say, config.site_url or ""):
                _write(site, path, html)
                self.watch.see(path, html)
        try:
            self.proof.finish(site, self.editions.values())
            with reading(Path(config.docs_dir)):
                self._write_quality(Path(config.docs_dir), site, config)
            if self.offline:
                write_offline(site)
            self.placed.end(config)
        except ZhangjuError as error:
            raise PluginError(told(error)) from error

    def _write_quality(self, content: Path, site: Path, config: MkDocsConfig) -> None:
        """The quality pages and their open data. A link that leads nowhere is a warning with its page."""

        def render(quality: Quality) -> dict[str, str]:
            return {context["page"].file.dest_uri: self._quality_html(context, quality, config) for context in self.watch.contexts}

        traditional = self.editions.get(TRADITIONAL.code)
        undecided = undecided_in(self.edition, load_converter(content)) if traditional else {}
        quality, made = self.watch.finish(content, site, self.editions, undecided, self.pages, render=render)
        for path, html in made.items():
            _write(site, path, html)
        _write(site, QUALITY, dumps(quality_json(quality)))
        self.dead_links = quality.build.dead_links
        for dead in self.dead_links:
            log.warning("%s: the link %s leads nowhere", dead.page, dead.link)

    def _quality_html(self, context: Any, quality: Quality, config: MkDocsConfig) -> str:
        """A quality page with its figures."""
        page = context["page"]
        edition = page.view.edition
        page.view = placed(quality_page(edition, self.strings(config, edition.language), quality))
        return _finished(self.env.get_template(page.view.template).render(context), page)

    def strings(self, config: MkDocsConfig, language: Language) -> Any:
        """The interface strings of a language, as a function of their keys."""
        code = language.code if language.prefix else self.config.language
        for folder in config.theme.dirs:
            path = Path(folder) / "strings" / f"{code}.toml"
            if path.is_file():
                return functools.partial(_say, load_strings(path), path)
        raise ZhangjuError(config.config_file_path or "mkdocs.yml", None, f"templates/strings has no {code}.toml", "restore it", "S002")


LOST = ("", "_text", "_home", "_near")
"""What the not-found page says: what follows `not_found` in the keys of its strings."""


def _finished(html: str, page: Page) -> str:
    """On pages in another language every run of Chinese says that it is Chinese."""
    return mark_chinese(html) if isinstance(page, ViewPage) and page.view.edition.language.code in PLURALS else html


def editions(edition: Edition, languages: Sequence[Language], content: Path) -> Mapping[str, Edition]:
    """The edition in each language, by its code. Raises ZhangjuError with file and line."""
    found = {SIMPLIFIED.code: edition}
    if TRADITIONAL in languages:
        found[TRADITIONAL.code] = in_traditional(edition, load_converter(content))
    for language in languages:
        if language.code in PLURALS:
            found[language.code] = translated_edition(edition, content, language)
    return found


def _url_filter(plain: Callable[[Any, str], str]) -> Callable[[Any, str], str]:
    """MkDocs' filter for addresses from the root, for pages of any language."""

    @pass_context
    def url(context: Any, value: str) -> str:
        page = context.get("page")
        language = page.view.edition.language if isinstance(page, ViewPage) else SIMPLIFIED
        return plain(context, in_language(str(value), language))

    return url


def _say(strings: dict[str, Any], path: Path, key: str, number: int | None = None) -> str:
    """An interface string; where it has two forms (`place|places`), the one for the number. Raises ZhangjuError for a key that the
    language lacks."""
    words = strings.get(key)
    if not isinstance(words, str):
        raise ZhangjuError(path, None, f"it has no words for `{key}`", f'add {key} = "…"', "S002")
    one, bar, many = words.partition("|")
    return many if bar and number != 1 else one


def _write(site: Path, path: str, text: str) -> None:
    """Write a file of the site, at a path from its root that stays in it."""
    file = place_in(site, path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
