"""A view as MkDocs hosts it: a page that is rendered already, and addresses that stay in the folder of its language."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mkdocs
from jinja2 import Template, pass_context
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from generator.errors import ZhangjuError, gathering, nearest
from generator.languages.language import SIMPLIFIED
from generator.model.address import place_in
from generator.site.dress import Dress
from generator.site.languages import in_language
from generator.site.views import View
from generator.text_file import line_in
from generator.theme import theme_folder

MKDOCS = Path(mkdocs.__file__).resolve().parent / "templates"
"""What MkDocs puts behind every theme."""
UNDATED = "1970-01-01"
"""What MkDocs would take from the clock for the head of `sitemap.xml.gz`; 0 there means that no time is told (RFC 1952, 2.3.1). When a
page was last changed `sitemap.xml` tells by the date of the edition."""


class OwnPage(Page):
    """A MkDocs page that is made of no Markdown."""

    def __init__(self, title: str, file: File, config: MkDocsConfig) -> None:
        super().__init__(title, file, config)
        self.update_date = UNDATED

    def read_source(self, config: MkDocsConfig) -> None:
        """Nothing to read: the view was made from the loaded plan."""
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Nothing to convert: sections are HTML already, and templates place them."""
        self.content = ""
        self.toc = get_toc([])


class ViewPage(OwnPage):
    """A page that shows one of our views."""

    def __init__(self, view: View, file: File, config: MkDocsConfig) -> None:
        super().__init__(view.title, file, config)
        self.view = view
        self.meta = {"template": view.template, "title": view.title, "description": view.description}

    @classmethod
    def listed(cls, path: str, view: View, config: MkDocsConfig) -> File:
        """The file of a page, as MkDocs lists it; `path` is where its HTML stands."""
        file = _file(path, config)
        file.page = cls(view, file, config)
        return file


class WrittenPage(OwnPage):
    """A page that stands in the site already. MkDocs knows of it and writes none of its own: what it makes of it is empty."""

    def __init__(self, title: str, file: File, config: MkDocsConfig) -> None:
        super().__init__(title, file, config)
        self.meta = {"template": _nothing(), "title": title}

    @classmethod
    def listed(cls, path: str, title: str, config: MkDocsConfig) -> File:
        """The file of a page, as MkDocs lists it; `path` is where its HTML stands."""
        file = _file(path, config)
        file.page = cls(title, file, config)
        return file


@functools.cache
def _nothing() -> Template:
    """A template of nothing."""
    nothing: Template = Template("")
    return nothing


def _file(path: str, config: MkDocsConfig) -> File:
    place_in(Path(config.site_dir), path)
    return File.generated(config, path.removesuffix("html") + "md", content="", inclusion=InclusionLevel.INCLUDED)


class ZhangjuConfig(Config):
    """Options of the plugin in mkdocs.yml."""

    language = config_options.Type(str, default=SIMPLIFIED.code)
    """Language of the interface at the site's root: the name of a file in `templates/strings`."""
    words = config_options.Type(dict, default={})
    """What the edition says otherwise than the theme: language → key of `templates/strings` → words."""
    colours = config_options.Type(dict, default={})
    """`light`, `dark`, `sepia` → name of a colour at the head of `zhangju.css` → its value, `#rrggbb`."""
    seal = config_options.Type(str, default="")
    """The character on the icon."""
    reports = config_options.Type(str, default="")
    """Where readers report an error: a page, or `mailto:`."""
    licence = config_options.Type(str, default="")
    """The licence of what the edition adds to the texts, as the foot of each page names it."""
    licence_url = config_options.Type(str, default="")
    """Its address."""
    languages = config_options.ListOfItems(config_options.Type(str), default=[SIMPLIFIED.code])
    """Languages that the site is published in; each but the first of them in a folder of its own, `zh-hant/`."""
    report = config_options.Type(str, default="")
    """Where readers tell errors, an address with `{title}` and `{body}`; else the issues of `repo_url`, on a host that is known."""
    cards = config_options.Type(bool, default=False)
    """True for a picture of each clause, which is shown where its link is shared."""
    card_font = config_options.Type(str, default="")
    """The font of these pictures: its name, or a file from the folder of the settings; else the machine's for Chinese."""
    contact = config_options.Type(str, default="")
    """Who answers for the edition and how to reach them, as the page about it says."""


def themed(config: MkDocsConfig, settings: Path | str) -> list[Path]:
    """The folders of the theme, the edition's own first; the one that comes with the package is put in where it is not there yet.

    Raises ZhangjuError for another theme, and for a package without templates.
    """
    if config.theme.name not in (None, "zhangju"):
        raise ZhangjuError(settings, None, f"the theme is `{config.theme.name}`, which shows none of our pages", "theme: {name: zhangju}")
    ours = [folder for folder in config.theme.dirs if Path(folder).resolve() != MKDOCS]
    if not any((Path(folder) / "main.html").is_file() and (Path(folder) / "strings").is_dir() for folder in ours):
        config.theme.dirs.insert(len(ours), str(theme_folder()))
        config.theme.static_templates.add("404.html")
    return [Path(folder) for folder in config.theme.dirs]


def dressed(config: MkDocsConfig, options: ZhangjuConfig, settings: Path | str = "") -> Dress:
    """What the settings say of the edition; `settings` is the file, where errors name it otherwise than MkDocs does. Raises ZhangjuError
    for an option that the plugin has not."""
    known = [name for name, _ in ZhangjuConfig._schema]
    with gathering() as problems:
        for name in sorted(set(options) - set(known)):
            file = settings or config.config_file_path or "mkdocs.yml"
            problems.add(ZhangjuError(file, line_in(file, name), f"the plugin zhangju has no option `{name}`", nearest(name, known)))
    return Dress(
        name=config.site_name or "",
        description=config.site_description or "",
        said=options.words,
        colours=options.colours,
        seal=options.seal,
        reports=options.reports,
        licence=options.licence,
        licence_url=options.licence_url,
    )


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
