"""The MkDocs plugin: an adapter. What is built stands in `publication`, where it is put in `placed`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from generator.site.code_host import edit_folder, report_form
from generator.site.failures import as_error, as_plugin_error
from generator.site.hosted import ViewPage, ZhangjuConfig, dressed, themed, url_filter, view_of
from generator.site.placed import PlacedSite
from generator.site.publication import Publication
from generator.site.serving import going_on
from generator.site.tags import Builder, guarded
from generator.site.views import View

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer


class ZhangjuPlugin(BasePlugin[ZhangjuConfig]):
    """Publishes the content folder."""

    publication: Publication
    env: Environment
    offline = serving = False

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
            settings = config.config_file_path or "mkdocs.yml"
            theme, dress = themed(config, settings), dressed(config, self.config)
            made = Publication(Path(config.docs_dir), theme, settings, config.site_url or "", language=self.config.language, dress=dress)
            made.offline, made.serving, self.publication = self.offline, self.serving, made
            repo = str(config.repo_url or "")
            made.report, made.edits = report_form(repo, self.config.report, settings), edit_folder(repo, str(config.edit_uri or ""))
            made.contact = self.config.contact
            made.load(self.config.languages)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Our pages for the content files; of the theme's files all but the strings go out."""
        found = [f for f in files if f.src_dir != config.docs_dir and not f.src_uri.startswith("strings/")]
        theme = {Path(str(file.abs_src_path)): Path(str(file.src_dir)) for file in found}
        with as_plugin_error():
            if not self.serving:
                self.publication.begin_search(Path(config.site_dir))
            return Files([*found, *(ViewPage.listed(path, view, config) for path, view in self.publication.pages(theme))])

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """`url` leads into the folder of the page's language, `root_url` to what stands once."""
        self.env = env
        self.publication.environment(env)
        env.filters |= {"root_url": env.filters["url"], "url": url_filter(env.filters["url"])}
        return env

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """What stands in a page's head for machines."""
        if view := view_of(page):
            self.publication.context(view, context)
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """The page as it is written."""
        return self.publication.finished(page.file.dest_uri, output, view_of(page))

    @event_priority(-100)  # after plugins that hand the server's own builder back to it
    def on_serve(self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Builder) -> LiveReloadServer:
        """Settings that change while serving are looked through first; seeds and templates are watched, too; what is wrong is shown."""
        file = Path(config.config_file_path)
        server.builder = going_on(guarded(builder, file), file.parent, Path(config.site_dir))
        for folder in (file.parent / "seeds", *map(Path, config.theme.dirs[:-1])):
            if folder.is_dir():
                server.watch(str(folder))
        return server

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """When every plugin has written and nothing is proved lost, the site takes its place."""
        with as_plugin_error():
            self.publication.complete(Path(config.site_dir), self._rendered)
            self.placed.end(config)

    def _rendered(self, context: Any, view: View) -> str:
        context["page"].view = view
        return self.env.get_template(view.template).render(context)

    def on_build_error(self, *, error: Exception) -> None:
        """The old site stays. What is no message of MkDocs becomes one, so that no stack trace is shown. Raises PluginError."""
        if hasattr(self, "publication"):
            self.publication.give_up()
        self.placed.give_up()
        if not isinstance(error, MkDocsException):
            with as_plugin_error():
                raise as_error(error, "mkdocs.yml") from error
