"""A view as MkDocs hosts it: a page that is rendered already, and addresses that stay in the folder of its language."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import pass_context
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from generator.languages.language import SIMPLIFIED
from generator.model.address import place_in
from generator.site.languages import in_language
from generator.site.views import View

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

    @classmethod
    def listed(cls, path: str, view: View, config: MkDocsConfig) -> File:
        """The file of a page, as MkDocs lists it; `path` is where its HTML stands."""
        place_in(Path(config.site_dir), path)
        file = File.generated(config, path.removesuffix("html") + "md", content="", inclusion=InclusionLevel.INCLUDED)
        file.page = cls(view, file, config)
        return file


class ZhangjuConfig(Config):
    """Options of the plugin in mkdocs.yml."""

    language = config_options.Type(str, default=SIMPLIFIED.code)
    """Language of the interface at the site's root: the name of a file in `templates/strings`."""
    languages = config_options.ListOfItems(config_options.Type(str), default=[SIMPLIFIED.code])
    """Languages that the site is published in; each but the first of them in a folder of its own, `zh-hant/`."""
    report = config_options.Type(str, default="")
    """Where readers tell errors, an address with `{title}` and `{body}`; else the issues of `repo_url`, on a host that is known."""
    contact = config_options.Type(str, default="")
    """Who answers for the edition and how to reach them, as the page about it says."""


def view_of(page: Page | None) -> View | None:
    """The view of a page; None for one that is not ours."""
    return page.view if isinstance(page, ViewPage) else None


def url_filter(plain: Callable[[Any, str], str]) -> Callable[[Any, str], str]:
    """MkDocs' filter for addresses from the root, for pages of any language."""

    @pass_context
    def url(context: Any, value: str) -> str:
        view = view_of(context.get("page"))
        language = view.edition.language if view else SIMPLIFIED
        return plain(context, in_language(str(value), language))

    return url
