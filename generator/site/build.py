"""Building and serving through MkDocs, with the finished site swapped in whole."""

from __future__ import annotations

import gc
import logging
import os
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from generator.crew import Crew
from generator.errors import ZhangjuError, gathering
from generator.findings import Finding, findings_of
from generator.site.built import Built
from generator.site.failures import as_error, told_by_mkdocs
from generator.site.host import SiteHost
from generator.site.hosted import dressed, themed
from generator.site.memory import Memory
from generator.site.plugin import ZhangjuPlugin
from generator.site.said import Said
from generator.site.sealed import Sealed
from generator.site.settings_yaml import unread_keys
from generator.site.tags import refuse_tags
from generator.site.unchanged import ALWAYS, Known
from generator.text_file import refused
from generator.working import seldom_collected
from generator.yaml_file import load_yaml


def build(
    root: Path,
    site: Path | None = None,
    offline: bool = False,
    known: Known | None = None,
    *,
    workers: Crew | None = None,
    keep_going: bool = False,
) -> Built:
    """Build the site, which the plugin puts in its place when it is done; with `offline` also the edition to carry away. `known` is the
    record in which the next run finds that nothing has changed; `workers` make the pages; none: this process. To
    keep going is to show a plan that cannot be read as it was when it last could, by git, or to leave it out.

    Raises ZhangjuError; the old site then stays as it was.
    """
    file = _settings(root)
    with told_by_mkdocs(file):
        config = load_config(str(file))
    if site:
        config.site_dir = str(site.absolute())
    host = _plugin(config, file).host
    host.offline, host.serving, host.workers = offline, False, workers
    host.memory = Memory(Sealed(root)) if known else None
    logging.getLogger("mkdocs").setLevel(logging.CRITICAL)  # what it would print comes back as an exception
    themed(config, file)
    sources = _sources(config)
    made_of = _made_of(known, sources, config)  # before anything is read: what is saved meanwhile is built the next time
    host.frame, host.whole = _made_of(known, sources[2:], config, dated=False), made_of
    target = config.site_dir
    try:
        with seldom_collected(), TemporaryDirectory(prefix="zhangju-") as place:
            host.keeping = Path(place) if keep_going else None
            mkdocs_build.build(config)
    except OSError as error:
        raise refused(error, site or root) from error
    except MkDocsException as error:
        raise as_error(error, file) from error
    finally:
        config.site_dir = target
        if host.memory and made_of != _made_of(known, sources, config):  # saved meanwhile: pages may be of the one or the other
            host.memory.forget_pages()
    views = host.publication.edition.plans
    built = Built(
        host.placed.target,
        len(views),
        sections=sum(len(v.plan.sections) for v in views),
        sentences=sum(v.sentence_count for v in views),
        repairs=sum(len(v.repairs) for v in views),
        flags=sum(len(v.flags) for v in views),
        pages=host.publication.made,
        dead_links=host.publication.dead_links,
        failed=tuple(finding for error in host.failed for finding in findings_of(error)),
        told=tuple(host.told),
        dealt=host.publication.dealt,
    )
    if known and made_of and not (built.failed or built.told):
        known.write(made_of, sources, {**asdict(built), "site": str(built.site)})
    return built


def check_settings(root: Path) -> list[Finding]:
    """What of `mkdocs.yml` would stop a build, before anything is built; nothing where the project has none. Raises ZhangjuError."""
    file = root / "mkdocs.yml"
    if not file.is_file():
        return []
    load_yaml(file)
    refuse_tags(file)
    unread = list(unread_keys(file))
    try:
        with told_by_mkdocs(file):
            config = load_config(str(file))
        plugin = _plugin(config, file)
        theme = [_from(root, folder) for folder in themed(config, file)]
        said = Said(theme, dressed(config, plugin.config, file), _from(root, Path(config.docs_dir)), file)
        with gathering() as problems:
            with problems.trying():
                said.check(plugin.config.languages, plugin.config.language)
            with problems.trying():
                if own := config.theme.custom_dir:
                    said.check_templates(_from(root, Path(own)), config.theme.get_env())
    except ZhangjuError as error:
        return [*unread, *findings_of(error)]
    return unread


def _from(root: Path, folder: Path) -> Path:
    """A folder of the project as the command was told of it; another one as it is."""
    whole = root.resolve()
    return root / folder.resolve().relative_to(whole) if folder.resolve().is_relative_to(whole) else folder


def _plugin(config: MkDocsConfig, file: Path) -> ZhangjuPlugin:
    """Our plugin among those of a configuration. Raises ZhangjuError."""
    plugin = config.plugins.get("zhangju")
    if not isinstance(plugin, ZhangjuPlugin):
        raise ZhangjuError(file, None, "the plugin zhangju is not among the plugins", "add it: plugins: [zhangju]")
    return plugin


def _sources(config: MkDocsConfig) -> list[Path]:
    """The folders that a build reads."""
    content = Path(config.docs_dir)
    return [content, content.parent / "seeds", *map(Path, config.theme.dirs)]


def _made_of(known: Known | None, sources: list[Path], config: MkDocsConfig, dated: bool = True) -> str:
    """What a build is made of, the date that the environment gives it among it where it is `dated`; empty where others have a part in it,
    or it cannot be known."""
    if not known or [*config.plugins] != ["zhangju"] or config.hooks:
        return ""
    try:
        target = Path(os.path.abspath(config.site_dir))  # noqa: PTH100 - as it is named, links not followed
        return known.made_of(sources, target, ALWAYS if dated else ())
    except (OSError, ValueError):
        return ""


def serve(root: Path, address: str) -> None:
    """Serve the site as it is saved when a page is asked for, until stopped. Raises ZhangjuError for wrong settings."""
    from mkdocs.commands import serve as mkdocs_serve  # only here: it loads a web server

    file = _settings(root)
    with told_by_mkdocs(file):
        config = load_config(str(file))
    themed(config, file)
    _plugin(config, file)
    print(f"building; the site will be at http://{address}/ (Ctrl-C stops)", flush=True)
    SiteHost.at_once = True
    try:
        with seldom_collected():
            mkdocs_serve.serve(str(file), dev_addr=address)
    except MkDocsException as error:
        raise as_error(error, file) from error
    finally:
        SiteHost.at_once = False
        gc.enable()


def _settings(root: Path) -> Path:
    """The project's `mkdocs.yml`, with nothing in it that would run. Raises ZhangjuError."""
    file = root / "mkdocs.yml"
    if not file.is_file():
        raise ZhangjuError(file, None, "there is no mkdocs.yml", "run the command in the project's folder, or give it with --root")
    if not (root / "content").is_dir():
        raise ZhangjuError(
            root / "content", None, "there is no content yet", "zhangju add FILE takes in a text; zhangju convert makes content/"
        )
    load_yaml(file)
    refuse_tags(file)
    return file
