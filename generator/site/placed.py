"""The site's place: MkDocs writes into a folder beside it, which takes the place when the build has ended well.

MkDocs itself would clean the folder that `site_dir` names before it writes, whatever stands there. So its builds, too, write elsewhere.
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from generator.errors import ZhangjuError
from generator.placing import Change, changing, write_mark

HIDDEN = (".git", ".zhangju")
"""How names of folders begin that are no place for anything but their own."""


class PlacedSite:
    """One build's site on its way to its place."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._change: Change | None = None
        self.target = Path()
        """Where the site is put in the end."""

    def begin(self, config: MkDocsConfig) -> None:
        """Have MkDocs write beside the site. Raises ZhangjuError when what stands in its place is not ours to replace."""
        self.give_up()
        self.target = Path(os.path.abspath(config.site_dir))  # noqa: PTH100 - a link in its place is to be seen, not followed
        refuse_project(self.target, config)
        self._change = self._stack.enter_context(changing(self.target, self.target.name))
        config.site_dir = str(self._change.folder(self.target))

    def end(self, config: MkDocsConfig) -> None:
        """Put the finished site in its place. Raises ZhangjuError; the old one then stays."""
        if self._change is not None:
            write_mark(Path(config.site_dir))
            config.site_dir = str(self.target)
            self._change = None
            self._stack.close()

    def give_up(self) -> None:
        """Leave the old site as it is."""
        if self._change is not None:
            self._change.drop()
            self._change = None
            self._stack.close()


def refuse_project(target: Path, config: MkDocsConfig) -> None:
    """Raise ZhangjuError when a site would stand in, or in the place of, what it is made from."""
    place = Path(os.path.realpath(target))
    root = Path(os.path.realpath(config.config_file_path or "mkdocs.yml")).parent
    sources = [Path(config.docs_dir), root / "seeds", *(Path(folder) for folder in config.theme.dirs if root in Path(folder).parents)]
    for source in map(Path, map(os.path.realpath, sources)):
        if place == source or source in place.parents:
            raise _no_place(target, f"this is {source.name}/, which the site is made from, or stands in it")
    if place == root or place in root.parents:
        raise _no_place(target, "this is the project's own folder, or holds it")
    if any(part.startswith(HIDDEN) for part in place.parts):
        raise _no_place(target, "this stands in a folder that is no place for a site")


def _no_place(target: Path, cause: str) -> ZhangjuError:
    next_step = "name a folder that is not there yet, for example: zhangju build --site site (mkdocs.yml: `site_dir: site`)"
    return ZhangjuError(target, None, cause, next_step, "W002")
