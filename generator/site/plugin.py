"""The MkDocs plugin: an adapter. What is built stands in `publication`, where it is put in `placed`."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from generator.crew import Crew
from generator.edition import Edition
from generator.edition.earlier import readable
from generator.edition.views import Earlier
from generator.errors import ZhangjuError
from generator.findings import Finding, findings_of, told
from generator.languages.language import languages_of
from generator.site.cards.deck import Deck, deck
from generator.site.code_host import edit_folder, file_folder, report_form
from generator.site.dress import Dress
from generator.site.failures import as_error, as_plugin_error
from generator.site.hosted import ViewPage, WrittenPage, ZhangjuConfig, dressed, themed, view_of
from generator.site.known_pages import known_pages
from generator.site.memory import Memory
from generator.site.placed import PlacedSite
from generator.site.press import Press, equipped, is_worth, press_all
from generator.site.publication import Publication, Writer, check_theme_files
from generator.site.reloading import attentive, build_again
from generator.site.serving import Desk, Saved, saved
from generator.site.tags import Builder, guarded
from generator.site.views import View

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer


log = logging.getLogger("mkdocs.plugins.zhangju")


class ZhangjuPlugin(BasePlugin[ZhangjuConfig]):
    """Publishes the content folder."""

    publication: Publication
    env: Environment
    offline = serving = False
    keeping: Path | None = None
    """An empty folder, for a build that keeps going where a plan cannot be read."""
    failed: tuple[ZhangjuError, ...] = ()
    """Why plans could not."""
    told: Sequence[Finding] = ()
    """What the settings ask for and this machine has not."""
    memory: Memory | None = None
    """What steps gave, for the next build."""
    frame = whole = ""
    """Digests of what pages are made of beside content, and of all; empty where they are not known."""
    workers: Crew | None = None
    """Those who make pages side by side, where nobody else has a part in them."""
    at_once = False
    """True while a server is there that makes what is asked for when it is asked for."""
    config_of_site: MkDocsConfig
    """The settings as MkDocs read them last."""
    saved: Saved | None = None
    """What stood on the disk before they and the plans were taken in: what is saved meanwhile is a change."""

    def __init__(self) -> None:
        super().__init__()
        self.placed = PlacedSite()

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """What MkDocs was called for."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """See to the site's place and load all plans; a content error stops the build with its file and line."""
        with as_plugin_error():
            if not self.serving:
                self.placed.begin(config)
            else:
                themed(config, config.config_file_path)
                self.saved = saved(config, Path(config.config_file_path))
            self.config_of_site, self.publication = config, self.loaded(config)
        return config

    def loaded(self, config: MkDocsConfig, edition: Edition | None = None) -> Publication:
        """All that the pages of a site with these settings are made of, as it is saved now; of an `edition` where that is known. Raises
        ZhangjuError."""
        settings = config.config_file_path or "mkdocs.yml"
        theme, dress = themed(config, settings), dressed(config, self.config)
        content, earlier, self.failed = self._content(Path(config.docs_dir))
        made = Publication(content, theme, settings, config.site_url or "", language=self.config.language, dress=dress, earlier=earlier)
        made.offline, made.serving, made.at_once = self.offline, self.serving, self.serving and self.at_once
        repo = str(config.repo_url or "")
        made.report, uri = report_form(repo, self.config.report, settings), str(config.edit_uri or "")
        made.edits, made.shown = edit_folder(repo, uri), file_folder(repo, uri)
        made.contact = self.config.contact
        made.deck = self._deck(made.dress, config, settings)
        made.load(self.config.languages, edition)
        return made

    def _deck(self, dress: Dress, config: MkDocsConfig, settings: Path | str) -> Deck | None:
        """What draws pictures, if the settings ask for them: where it cannot be had the site is built without, and that is told."""
        self.told = ()
        if not self.config.cards or self.serving:
            return None
        try:
            return deck(config.site_url or "", dress.inks, self.config.card_font, settings)
        except ZhangjuError as error:
            self.told = findings_of(error)
            log.warning(told(error))
            return None

    def _content(self, content: Path) -> tuple[Path, tuple[Earlier, ...], tuple[ZhangjuError, ...]]:
        """Where the plans stand, which of them as they were, and why."""
        if not self.keeping:
            return content, (), ()
        known = languages_of(content)
        return readable(content, [known[code] for code in self.config.languages if code in known], self.keeping)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Our pages for the content files; of the theme's files all but the strings go out."""
        found = [f for f in files if f.src_dir != config.docs_dir and not f.src_uri.startswith("strings/")]
        theme = {Path(str(file.abs_src_path)): Path(str(file.src_dir)) for file in found}
        if self.memory:
            self.memory.keep()
        with as_plugin_error():
            if not self.serving and not (self.workers and self.workers.asked and self._alone(config)):
                self.publication.begin_search(Path(config.site_dir))
            if self.publication.at_once:
                return Files(found)
            if self.workers and self._alone(config) and (self.workers.asked or is_worth(self.publication)):
                return Files([*found, *self._pressed(self.workers, theme, config)])
            return Files([*found, *(ViewPage.listed(path, view, config) for path, view in self.publication.pages(theme))])

    def _alone(self, config: MkDocsConfig) -> bool:
        """Whether nobody else has a part in the site, who would have to see each page."""
        return [*config.plugins.values()] == [self] and not config.hooks

    def _pressed(self, workers: Crew, theme: dict[Path, Path], config: MkDocsConfig) -> Iterator[File]:
        """Pages that workers make, written as they come; and the files of search where nothing else makes them."""
        check_theme_files(theme)
        write, self.publication.made = Writer(Path(config.site_dir)), 0
        press = Press(self.publication, config)
        if self.memory and not self.keeping and not workers.asked:
            drawn_with = self.publication.deck and self.publication.deck.drawn_with
            around = self.publication.around, self.publication.languages, self.publication.site_url, drawn_with
            press.known = known_pages(self.memory.store, self.frame, self.whole, [Path(folder) for folder in config.theme.dirs], around)
        for path, title, page in press_all(press, workers):
            self.publication.made += path.endswith(".html")
            if not path.endswith(".html"):
                write(path, str(page))
            elif isinstance(page, View):
                yield ViewPage.listed(path, page, config)
            else:
                write(path, page)
                yield WrittenPage.listed(path, title, config)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """`url` leads into the folder of the page's language, `root_url` to what stands once."""
        self.env = equipped(env, self.publication)
        return self.env

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """What stands in a page's head for machines."""
        if view := view_of(page):
            self.publication.context(view, context)
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """The page as it is written; nothing of one that is."""
        if isinstance(page, WrittenPage):
            return ""
        return self.publication.finished(page.file.dest_uri, output, view_of(page))

    @event_priority(-100)  # after plugins that hand the server's own builder back to it
    def on_serve(self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Builder) -> LiveReloadServer:
        """Settings that change while serving are looked through first; seeds and templates are watched, too; what is wrong is shown."""
        file = Path(config.config_file_path)
        self.config_of_site = config
        desk = Desk(self, guarded(builder, file), file, Path(config.site_dir))
        server.builder = desk.rebuild
        if hasattr(server, "set_app"):
            server.set_app(desk.answering(server))
            attentive(server, desk.files)
            desk.begin(lambda: build_again(server))
        for folder in (file.parent / "seeds", *map(Path, config.theme.dirs[:-1])):
            if folder.is_dir():
                server.watch(str(folder))
        return server

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """When every plugin has written and nothing is proved lost, the site takes its place."""
        with as_plugin_error():
            if self.publication.at_once:
                self.publication.dressed(Path(config.site_dir))
                return
            self.publication.complete(Path(config.site_dir), self._rendered)
            self.placed.end(config)
            if self.memory:
                self.memory.finish()

    def _rendered(self, context: Any, view: View) -> str:
        context["page"].view = view
        return self.env.get_template(view.template).render(context)

    def on_build_error(self, *, error: Exception) -> None:
        """The old site stays. What is no message of MkDocs becomes one, so that no stack trace is shown. Raises PluginError."""
        if hasattr(self, "publication"):
            self.publication.give_up()
        if self.memory:
            self.memory.give_up()
        self.placed.give_up()
        if not isinstance(error, MkDocsException):
            with as_plugin_error():
                raise as_error(error, "mkdocs.yml") from error
