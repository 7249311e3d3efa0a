"""The MkDocs plugin: an adapter. What is done at each step stands in `host`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from generator.site.failures import as_error, as_plugin_error
from generator.site.host import SiteHost
from generator.site.hosted import WrittenPage, ZhangjuConfig, view_of
from generator.site.tags import Builder

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer


class ZhangjuPlugin(BasePlugin[ZhangjuConfig]):
    """Publishes the content folder."""

    def __init__(self) -> None:
        super().__init__()
        self.host = SiteHost()

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """What MkDocs was called for."""
        self.host.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """All plans are loaded; a content error stops the build with its file and line."""
        with as_plugin_error():
            self.host.open(config, self.config)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Our pages for the content files."""
        with as_plugin_error():
            return self.host.listed(files, config)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """`url` leads into the folder of the page's language, `root_url` to what stands once."""
        return self.host.equip(env, self.host.publication)

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """What stands in a page's head for machines."""
        if view := view_of(page):
            self.host.publication.context(view, context)
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """The page as it is written; nothing of one that is."""
        if isinstance(page, WrittenPage):
            return ""
        return self.host.publication.finished(page.file.dest_uri, output, view_of(page))

    @event_priority(-100)  # after plugins that hand the server's own builder back to it
    def on_serve(self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Builder) -> LiveReloadServer:
        """Settings that change while serving are looked through first; what is wrong is shown."""
        self.host.attend(server, config, builder)
        return server

    @event_priority(-100)  # after plugins that write, too
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """The site takes its place."""
        with as_plugin_error():
            self.host.complete(config)

    def on_build_error(self, *, error: Exception) -> None:
        """The old site stays. What is no message of MkDocs becomes one, so that no stack trace is shown. Raises PluginError."""
        self.host.give_up()
        if not isinstance(error, MkDocsException):
            with as_plugin_error():
                raise as_error(error, "mkdocs.yml") from error
