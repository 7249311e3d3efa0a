"""Keys of `mkdocs.yml` that nobody reads, and what MkDocs says of the others, in words of who writes the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml
from mkdocs.config.defaults import MkDocsConfig

from generator.errors import nearest
from generator.findings import Finding
from generator.text_file import line_in
from generator.yaml_file import load_yaml

WITHOUT_EFFECT = {
    "nav": "pages follow from the plans",
    "extra_css": "a style sheet of your own goes into templates/assets/ under the name of one of the theme's",
    "extra_javascript": "a script of your own goes into templates/assets/ under the name of one of the theme's",
    "markdown_extensions": "the pages of content/ have a grammar of their own",
}
"""Keys of MkDocs that change nothing in an edition, and why."""


def unread_keys(file: Path) -> Iterator[Finding]:
    """Keys that MkDocs does not know, and those that an edition has no use for."""
    tree = load_yaml(file)
    known = [name for name, _ in MkDocsConfig._schema] + ["INHERIT"]
    for key, _ in tree.value if isinstance(tree, yaml.MappingNode) else ():
        line = key.start_mark.line + 1
        if key.value not in known:
            yield Finding(
                "S001", str(file), line, f"unknown key `{key.value}`", f"{nearest(key.value, known)}; what is nobody's goes below extra:"
            )
        elif reason := WITHOUT_EFFECT.get(key.value):
            yield Finding("S005", str(file), line, f"`{key.value}`", f"take it out: {reason}")


def told_otherwise(message: str, file: Path) -> tuple[int | None, str]:
    """Line, and what to do, of what MkDocs says of a value."""
    key = re.match(r"Config value '(\w+)'", message)
    inside = [name for name in re.findall(r"'(\w+)'|\b(custom_dir|theme name)\b", message.partition(":")[2]) for name in name if name]
    places = [line_in(file, word.split()[-1]) for word in (*reversed(inside), *([key[1]] if key else []))]
    line = next((place for place in places if place), None)
    for pattern, how in ADVICE:
        if found := re.search(pattern, message):
            return line, found.expand(how)
    return line, "see https://www.mkdocs.org/user-guide/configuration/"


ADVICE = (
    (r"Config value '(\w+)': Required configuration not provided", r"write \1: …"),
    (r'The "(.+)" plugin is not installed', r"write zhangju, if that is meant; another plugin is installed by pip"),
    (r"option '(\w+)': Expected a list of items", r"write it in brackets: \1: [zh-Hans]"),
    (r"Config value '(\w+)': Expected a list of items", r"write it in brackets: \1: […]"),
    (
        r"The path set in custom_dir \('.*?([^/']+)'\) does not exist",
        r"make the folder \1, or name the one that is there: custom_dir: templates",
    ),
    (r"Unrecognised theme name", r"write name: zhangju"),
    (r"Config value 'docs_dir'", r"write docs_dir: content, which convert makes"),
    (r"'site_dir' should not be within|'docs_dir' should not be within", r"write site_dir: site, and docs_dir: content"),
    (r"The URL isn't valid", r"write an address that begins with https://"),
    (r"Config value '(\w+)': Expected type: <class '(\w+)'>", r"write \1 as a \2, in quotation marks where it is a text"),
)
"""What MkDocs says, and what a person can do."""
