"""Building and serving through MkDocs, with the finished site swapped in whole."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from mkdocs.commands import build as mkdocs_build
from mkdocs.commands import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from generator.errors import ZhangjuError
from generator.site.failures import as_error, told_by_mkdocs
from generator.site.plugin import ZhangjuPlugin
from generator.site.quality.hrefs import DeadLink
from generator.site.tags import refuse_tags
from generator.text_file import refused


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made."""

    site: Path
    plans: int
    sections: int
    sentences: int
    repairs: int
    flags: int
    pages: int
    dead_links: tuple[DeadLink, ...] = ()
    """Links that lead nowhere."""


def build(root: Path, site: Path | None = None, offline: bool = False) -> Built:
    """Build the site, which the plugin puts in its place when it is done; with `offline` also the edition to carry away.

    Raises ZhangjuError; the old site then stays as it was.
    """
    file = _settings(root)
    with told_by_mkdocs(file):
        config = load_config(str(file))
    if site:
        config.site_dir = str(site.absolute())
    plugin = config.plugins.get("zhangju")
    if not isinstance(plugin, ZhangjuPlugin):
        raise ZhangjuError(file, None, "the plugin zhangju is not among the plugins", "add it: plugins: [zhangju]")
    plugin.offline, plugin.serving = offline, False
    logging.getLogger("mkdocs").setLevel(logging.CRITICAL)  # what it would print comes back as an exception
    try:
        mkdocs_build.build(config)
    except OSError as error:
        raise refused(error, site or root) from error
    except MkDocsException as error:
        raise as_error(error, file) from error
    views = plugin.publication.edition.plans
    return Built(
        plugin.placed.target,
        len(views),
        sections=sum(len(v.plan.sections) for v in views),
        sentences=sum(v.sentence_count for v in views),
        repairs=sum(len(v.repairs) for v in views),
        flags=sum(len(v.flags) for v in views),
        pages=plugin.publication.made,
        dead_links=plugin.publication.dead_links,
    )


def serve(root: Path, address: str) -> None:
    """Serve the site and rebuild it when content or templates change, until stopped."""
    mkdocs_serve.serve(str(_settings(root)), dev_addr=address)


def _settings(root: Path) -> Path:
    """The project's `mkdocs.yml`, with nothing in it that would run. Raises ZhangjuError."""
    file = root / "mkdocs.yml"
    if not file.is_file():
        raise ZhangjuError(file, None, "there is no mkdocs.yml", "run the command in the project's folder, or give it with --root")
    if not (root / "content").is_dir():
        raise ZhangjuError(
            root / "content", None, "there is no content yet", "zhangju add FILE takes in a text; zhangju convert makes content/"
        )
    refuse_tags(file)
    return file
