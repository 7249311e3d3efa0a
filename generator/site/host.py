"""What stands behind the plugin: how a build was asked for, and what becomes of it at each of MkDocs' steps.

What is built stands in `publication`, where it is put in `placed`; pages are made one by one, side by side (`press`), or when a server is
asked for them (`serving`).
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

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
from generator.site.hosted import ViewPage, WrittenPage, ZhangjuConfig, dressed, themed
from generator.site.known_pages import known_pages
from generator.site.memory import Memory
from generator.site.placed import PlacedSite
from generator.site.press import Press, equipped, is_worth, press_all
from generator.site.publication import Publication, check_theme_files
from generator.site.reloading import attentive, build_again
from generator.site.saved import Saved, saved
from generator.site.serving import Desk
from generator.site.tags import Builder, guarded
from generator.site.views import View
from generator.site.writing import Writer

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer


log = logging.getLogger("mkdocs.plugins.zhangju")


class SiteHost:
    """The site of one MkDocs configuration, while it is built or served."""

    publication: Publication
    env: Environment
    options: ZhangjuConfig
    """The plugin's, in the settings."""
    config_of_site: MkDocsConfig
    """The settings as MkDocs read them last."""
    at_once = False
    """True while a server is there that makes what is asked for when it is asked for."""

    def __init__(self) -> None:
        self.placed = PlacedSite()
        self.offline = self.serving = False
        self.keeping: Path | None = None
        """An empty folder, for a build that keeps going where a plan cannot be read."""
        self.failed: tuple[ZhangjuError, ...] = ()
        """Why plans could not."""
        self.told: Sequence[Finding] = ()
        """What the settings ask for and this machine has not."""
        self.memory: Memory | None = None
        """What steps gave, for the next build."""
        self.frame = self.whole = ""
        """Digests of what pages are made of beside content, and of all; empty where they are not known."""
        self.workers: Crew | None = None
        """Those who make pages side by side, where nobody else has a part in them."""
        self.saved: Saved | None = None
        """What stood on the disk before settings and plans were taken in: what is saved meanwhile is a change."""

    def open(self, config: MkDocsConfig, options: ZhangjuConfig) -> None:
        """See to the site's place and load all plans. Raises ZhangjuError."""
        self.options = options
        if not self.serving:
            self.placed.begin(config)
        else:
            themed(config, config.config_file_path)
            self.saved = saved(config, Path(config.config_file_path))
        self.config_of_site, self.publication = config, self.loaded(config)

    def loaded(self, config: MkDocsConfig, edition: Edition | None = None) -> Publication:
        """All that the pages of a site with these settings are made of, as it is saved now; of an `edition` where that is known. Raises
        ZhangjuError."""
        settings = config.config_file_path or "mkdocs.yml"
        theme, dress = themed(config, settings), dressed(config, self.options)
        content, earlier, self.failed = self._content(Path(config.docs_dir))
        made = Publication(content, theme, settings, config.site_url or "", language=self.options.language, dress=dress, earlier=earlier)
        made.offline, made.serving, made.at_once = self.offline, self.serving, self.serving and self.at_once
        repo, uri = str(config.repo_url or ""), str(config.edit_uri or "")
        made.report, made.contact = report_form(repo, self.options.report, settings), self.options.contact
        made.edits, made.shown = edit_folder(repo, uri), file_folder(repo, uri)
        made.deck = self._deck(made.dress, config, settings)
        made.load(self.options.languages, edition)
        return made

    def _deck(self, dress: Dress, config: MkDocsConfig, settings: Path | str) -> Deck | None:
        """What draws pictures, if the settings ask for them: where it cannot be had the site is built without, and that is told."""
        self.told = ()
        if not self.options.cards or self.serving:
            return None
        try:
            return deck(config.site_url or "", dress.inks, self.options.card_font, settings)
        except ZhangjuError as error:
            self.told = findings_of(error)
            log.warning(told(error))
            return None

    def _content(self, content: Path) -> tuple[Path, tuple[Earlier, ...], tuple[ZhangjuError, ...]]:
        """Where the plans stand, which of them as they were, and why."""
        if not self.keeping:
            return content, (), ()
        known = languages_of(content)
        return readable(content, [known[code] for code in self.options.languages if code in known], self.keeping)

    def listed(self, files: Files, config: MkDocsConfig) -> Files:
        """Our pages for the content files; of the theme's files all but the strings go out. Raises ZhangjuError."""
        found = [f for f in files if f.src_dir != config.docs_dir and not f.src_uri.startswith("strings/")]
        theme = {Path(str(file.abs_src_path)): Path(str(file.src_dir)) for file in found}
        side_by_side = self.workers if _is_alone(config) else None
        if self.memory:
            self.memory.keep()
        if not self.serving and not (side_by_side and side_by_side.asked):
            self.publication.begin_search(Path(config.site_dir))
        if self.publication.at_once:
            return Files(found)
        if side_by_side and (side_by_side.asked or is_worth(self.publication)):
            return Files([*found, *self._pressed(side_by_side, theme, config)])
        return Files([*found, *(ViewPage.listed(path, view, config) for path, view in self.publication.pages(theme))])

    def _pressed(self, workers: Crew, theme: dict[Path, Path], config: MkDocsConfig) -> Iterator[File]:
        """Pages that workers make, written as they come; and the files of search where nothing else makes them."""
        check_theme_files(theme)
        write, self.publication.made = Writer(Path(config.site_dir)), 0
        press = Press(self.publication, config)
        press.site = None if workers.asked else Path(config.site_dir)
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
                if page is not None:
                    write(path, page)
                yield WrittenPage.listed(path, title, config)

    def equip(self, env: Environment, publication: Publication) -> Environment:
        """An environment with all that templates of a publication may use."""
        self.env = equipped(env, publication)
        return self.env

    def attend(self, server: LiveReloadServer, config: MkDocsConfig, builder: Builder) -> None:
        """Have a server make what is asked for; it watches seeds and templates, too."""
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

    def complete(self, config: MkDocsConfig) -> None:
        """When every plugin has written and nothing is proved lost, the site takes its place. Raises ZhangjuError."""
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

    def give_up(self) -> None:
        """The old site stays."""
        if hasattr(self, "publication"):
            self.publication.give_up()
        if self.memory:
            self.memory.give_up()
        self.placed.give_up()


def _is_alone(config: MkDocsConfig) -> bool:
    """Whether nobody else has a part in the site, who would have to see each page."""
    return [*config.plugins] == ["zhangju"] and not config.hooks
