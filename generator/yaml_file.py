"""YAML that people write: what is none of it is told by its line, what stands there, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from generator.errors import ZhangjuError, gathering, restoring
from generator.text_file import read_text

KEY = re.compile(r"\s*(?:- )?\s*([\w.-]+)\s*：")


def load_yaml(file: Path) -> yaml.Node:
    """The nodes of a YAML file. Raises ZhangjuError for one that is not in UTF-8, empty, no YAML, no mapping, or has a key twice."""
    source = read_text(file).removeprefix("\ufeff")
    if not source.strip():
        raise ZhangjuError(file, 1, "the file is empty", f"restore it: {restoring(file)}")
    try:
        tree = yaml.compose(source, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        line, cause, how = _trouble(error, source)
        raise ZhangjuError(file, line, f"this is no YAML: {cause}", how) from None
    if not isinstance(tree, yaml.MappingNode):
        raise ZhangjuError(file, 1, "the file holds no `key: value`", f"restore it: {restoring(file)}")
    with gathering() as problems:
        for key, line, before in _twice(tree):
            problems.add(ZhangjuError(file, line, f"`{key}` is set twice, in line {before} already", "take one of the two out"))
    return tree


def nodes(root: yaml.Node | None) -> Iterator[yaml.Node]:
    """Every node once, however aliases lead back."""
    waiting, seen = [root] if root else [], set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        if isinstance(node, yaml.SequenceNode):
            waiting += node.value
        elif isinstance(node, yaml.MappingNode):
            waiting += [part for pair in node.value for part in pair]


def _twice(root: yaml.Node | None) -> Iterator[tuple[str, int, int]]:
    """(key, line, line of the first) of each key that one mapping has twice."""
    for node in nodes(root):
        first: dict[str, int] = {}
        for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
            if isinstance(key, yaml.ScalarNode):
                line = key.start_mark.line + 1
                if key.value in first:
                    yield key.value, line, first[key.value]
                first.setdefault(key.value, line)


def _trouble(error: Exception, source: str) -> tuple[int, str, str]:
    """Line, cause and what to do of what is no YAML."""
    lines = source.split("\n")
    mark = getattr(error, "problem_mark", None)
    at = min(mark.line + 1, len(lines)) if mark else 1
    words = " ".join(str(getattr(error, "problem", None) or error).split())
    for line in range(at, max(0, at - 3), -1):  # what is wrong in a line is often noticed in the next
        if told := _odd(lines[line - 1], words if line == at else ""):
            return line, f"{told[0]} ({words})", told[1]
    context, inside = getattr(error, "context_mark", None), str(getattr(error, "context", ""))
    if "flow" in inside and context:
        return (
            context.line + 1,
            f"a bracket is not closed: {inside} ({words})",
            "write ] or } after the last, and a comma between two",
        )
    return at, words, "put it as far in as the lines that belong to the same: keys of one thing stand exactly below each other"


def _odd(text: str, words: str) -> tuple[str, str] | None:
    """What is odd in a line, and what to do; None when nothing is seen. `words` are what the reader said of this very line."""
    if "\t" in text[: len(text) - len(text.lstrip())] or (words and "\\t" in words):
        return "a tab stands in the line", "write blanks for it: YAML takes no tabs"
    if found := KEY.match(text):
        return "a full-width colon `：` stands after the key", f"write {found[1]}: with a plain colon and a blank"
    bare = text.split(" #")[0].rstrip()
    if found := re.match(r"(\s*(?:- )?)([\w.-]+):(?!//)(\S.*)$", bare):
        return f"no blank stands after the colon of `{found[2]}`", f"write {found[2]}: {found[3][:40]}"
    if found := re.match(r"\s*(?:- )?([\w.-]+):\s+([^\"'\[{!#|>][^\"]*: .*)$", bare):
        return f"a colon stands in the value of `{found[1]}`", f'put the value in quotation marks: {found[1]}: "{found[2][:40]}"'
    if (found := re.match(r"\s*(?:- )?([\w.-]+):\s+([\"'])", bare)) and bare.count(found[2]) % 2:
        return f"a quotation mark is not closed in the value of `{found[1]}`", f"close it with {found[2]} before the line ends"
    if words and (found := re.match(r"\s*(?:- )?([\w.-]+):\s+([@`%&*])", bare)):
        return f"the value of `{found[1]}` begins with `{found[2]}`, which means something in YAML", "put the value in quotation marks"
    return None
