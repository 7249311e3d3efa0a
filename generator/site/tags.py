"""Tags of `mkdocs.yml` that MkDocs would obey, `!!python/object/apply:os.system` among them: only those that make plain values pass.

MkDocs loads its settings with PyYAML's loader that builds whatever a tag names. So the file, and each that it inherits, is first parsed
into nodes, of which nothing is made, and every other tag is refused, and with it values that no text or path can have. What is no YAML
at all is left to MkDocs, which tells of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.utils.yaml import get_yaml_loader

from generator.errors import ZhangjuError, gathering
from generator.findings import told
from generator.yaml_file import nodes

CODE = "S003"
SETTINGS = "S001"
NO_TEXT = re.compile("[\x00\ud800-\udfff]")
"""What an escape in YAML can write and no file can hold: half of a surrogate pair, and NUL."""
KEYS = frozenset(["tag:yaml.org,2002:merge", "tag:yaml.org,2002:value"])
"""Tags of the keys `<<` and `=`, which a mapping sees to itself."""
Builder = Callable[..., None]


def refuse_tags(file: Path) -> None:
    """Look through a file of MkDocs' settings and those that it inherits. Raises ZhangjuError with every tag that may run code."""
    with gathering() as problems:
        for path, cause, line, code in _found(file, set()):
            problems.add(ZhangjuError(path, line, cause, "write a plain value instead", code))


def guarded(build: Builder, file: Path) -> Builder:
    """A building of MkDocs' server that looks through the settings first, for it loads them anew after a change."""

    def look_and_build(*arguments: Any, **named: Any) -> None:
        try:
            refuse_tags(file)
        except ZhangjuError as error:
            raise Abort(told(error)) from error
        build(*arguments, **named)

    return look_and_build


def _found(file: Path, seen: set[Path]) -> Iterator[tuple[Path, str, int, str]]:
    """File, cause, line and code of each tag and each value that is refused."""
    if file.resolve() in seen:
        return
    seen.add(file.resolve())
    try:
        source = file.read_bytes()
        root = yaml.compose(source, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, OSError, ValueError, RecursionError):
        return
    loader, refused = _loader(), False
    known = KEYS | loader.yaml_constructors.keys()
    for node in nodes(root):
        if node.tag not in known:
            refused = True
            tag = node.tag.replace("tag:yaml.org,2002:", "!!")
            cause = f"the tag {tag} is none of plain YAML, !ENV and !relative: MkDocs would make or run what it names"
            yield file, cause, node.start_mark.line + 1, CODE
        elif isinstance(node, yaml.ScalarNode) and (char := NO_TEXT.search(node.value)):
            yield file, f"{char[0]!a} is no character that a text or a path can have", node.start_mark.line + 1, SETTINGS
    parent = None if refused else _parent(source, loader)
    if parent:
        yield from _found(file.parent / parent, seen)


def _loader() -> Any:
    """PyYAML's loader of plain values, with the two tags that MkDocs adds."""
    return get_yaml_loader(yaml.SafeLoader, MkDocsConfig())


def _parent(source: bytes, loader: Any) -> str | None:
    """The file that settings without foreign tags inherit."""
    try:
        settings = yaml.load(source, Loader=loader)
    except Exception:  # whatever MkDocs' own tags refuse: MkDocs tells of it
        return None
    parent = settings.get("INHERIT") if isinstance(settings, dict) else None
    return parent if isinstance(parent, str) else None
