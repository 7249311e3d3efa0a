"""The MkDocs plugin: thin. MkDocs writes what `pages` says exists; `html` makes the HTML; `data` the open data."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from generator.errors import ZhangjuError
from generator.search.editors import Synonym, read_synonyms
from generator.site.data import dumps, open_data
from generator.site.edition import Edition, load_edition
from generator.site.metadata import edition_date, head
from generator.site.pages import views
from generator.site.quotes import quotes
from generator.site.search import found_in, index_files, shown_files
from generator.site.slim import slim_assets
from generator.site.stubs import stubs
from generator.site.views import View


class ViewPage(Page):
    """A MkDocs page that shows one of our views."""

    def __init__(self, view: View, file: File, config: MkDocsConfig) -> None:
        super().__init__(view.title, file, config)
        self.view = view
        self.meta = {"template": view.template, "title": view.title, "description": view.description}

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
    """Language of the interface: the name of a file in `templates/strings`."""


class ZhangjuPlugin(BasePlugin[ZhangjuConfig]):
    """Publishes the content folder."""

    edition: Edition
    synonyms: tuple[Synonym, ...] = ()
    pages: int = 0
    """How many pages the build makes, short addresses aside."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load all plans; a content error stops the build with its file and line."""
        try:
            content = Path(config.docs_dir)
            self.edition = load_edition(content, content.parent / "seeds")
            parts = (part.text for view in self.edition for section in view.plan.sections for part in section.parts())
            self.synonyms = read_synonyms(content, parts)
            edition_date(self.edition)  # a wrong SOURCE_DATE_EPOCH is told before MkDocs stumbles on it
        except ZhangjuError as error:
            raise PluginError(str(error)) from error
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Replace the content files by our pages; of the theme's files all but the strings go out."""
        say = self.strings(config)
        found = Files([f for f in files if f.src_dir != config.docs_dir and not f.src_uri.startswith("strings/")])
        self.pages = 0
        for view in views(self.edition, say):
            self.pages += 1
            source = f"{view.path}index.md"
            file = File.generated(config, source, content="", inclusion=InclusionLevel.INCLUDED)
            file.page = ViewPage(view, file, config)
            found.append(file)
        return found

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Text is escaped in every template; what is HTML already says so there (`|safe`). The not-found page is no view: it gets the
        interface strings by themselves."""
        env.autoescape = True
        env.globals["words"] = self.strings(config)
        return env

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """What stands in a page's head for machines."""
        if isinstance(page, ViewPage):
            context["head"] = head(page.view, config.site_url or "")
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the open data, what quotations are looked up in, search, and the short addresses; slim the style sheets and scripts."""
        site = Path(config.site_dir)
        slim_assets(site / "assets")
        say = self.strings(config)
        for path, value in open_data(self.edition):
            _write(site / path, dumps(value))
        _write(site / "api" / "quotes.json", dumps(quotes(self.edition)))
        found = found_in(self.edition, self.synonyms)
        for path, text in (*index_files(self.edition, found), *shown_files(self.edition, found, say)):
            _write(site / path, text)
        for path, html in stubs(self.edition, say, config.site_url or ""):
            _write(site / path, html)

    def strings(self, config: MkDocsConfig) -> Any:
        """The interface strings of the configured language, as a function of their keys."""
        for folder in config.theme.dirs:
            path = Path(folder) / "strings" / f"{self.config.language}.toml"
            if path.is_file():
                return functools.partial(_say, tomllib.loads(path.read_text(encoding="utf-8")), path)
        raise PluginError(f"templates/strings has no {self.config.language}.toml")


def _say(strings: dict[str, str], path: Path, key: str) -> str:
    """An interface string. Raises PluginError for a key that the language lacks."""
    try:
        return strings[key]
    except KeyError:
        raise PluginError(f"{path} has no `{key}`: add it") from None


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
