"""The templates, style sheets and strings of an edition, looked through before anything is built: what cannot be read, what is no
template, names that no page gives a value, words and blocks that do not exist, files that override nothing.

Jinja itself tells of a template only when a page is made with it, and of a block or a file that nothing takes it never tells.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

from jinja2 import Environment, TemplateSyntaxError, meta, nodes

from generator.errors import ZhangjuError, gathering, nearest
from generator.text_file import read_text

CODE = "S002"
GIVEN = {
    *("base_url", "build_date_utc", "caller", "config", "contact", "dress", "edition_date", "edits", "extra_css", "extra_javascript"),
    *(
        "kwargs",
        "loop",
        "mkdocs_version",
        "nav",
        "offline",
        "pages",
        "policy",
        "report_to",
        "self",
        "shown",
        "super",
        "tongues",
        "varargs",
        "version",
    ),
    "words",
}
"""Names that a template has without setting them: what MkDocs, the plugin and Jinja give."""
OF_PAGES = frozenset(["alternates", "head", "page"])
"""Names that only the template of a page has."""
ALONE = ("404.html", "sitemap.xml")
"""Templates that are filled without a page."""
TAKING = (nodes.Extends, nodes.Include, nodes.FromImport, nodes.Import)
"""How one template takes in another."""
Part = TypeVar("Part", bound=nodes.Node)
SAID = ("say", "words")
"""The functions that give the words of the interface."""
ALIKE = 0.8
"""From which likeness on the name of an asset is taken for a misspelt one (difflib's ratio)."""


def check_overrides(own: Path, theme: Sequence[Path], env: Environment, said: Iterable[str]) -> None:
    """Raise ZhangjuError with all that is wrong in the templates of an edition.

    `own` is the folder to look through, one of those of the whole `theme`; `env` fills templates, `said` are the keys of its words.
    """
    reader = _Reader(theme, env, frozenset(said))
    with gathering() as problems:
        for path in sorted(path for path in own.glob("*.*") if path.suffix in (".html", ".xml") and path.is_file()):
            with problems.trying():
                for line, cause, how in reader.wrong(path):
                    problems.add(ZhangjuError(path, line, cause, how, CODE))
        for path, cause, how in _unused(own, theme):
            problems.add(ZhangjuError(path, None, cause, how, CODE))


def _unused(folder: Path, theme: Sequence[Path]) -> Iterator[tuple[Path, str, str]]:
    """Assets whose name is nearly that of one that the theme has, and that nothing of the edition's own names."""
    assets = sorted(path for path in folder.glob("assets/*") if path.is_file())
    known = {path.name for other in theme if other != folder for path in other.glob("assets/*")}
    named = "".join(path.read_text("utf-8", "replace") for path in folder.rglob("*") if path.suffix in (".html", ".css", ".js"))
    for path in assets:
        meant = difflib.get_close_matches(path.name, known, 1, ALIKE) if path.name not in known else []
        if meant and path.name not in named:
            yield path, "no page loads a file of that name", f"{meant[0]} seems to be meant: mv {path} {path.with_name(meant[0])}"


class _Template:
    """The parts of one template, by one walk through it: Jinja's own search walks anew for every kind of part."""

    def __init__(self, tree: nodes.Template) -> None:
        self.tree = tree
        self._parts: dict[type[nodes.Node], list[nodes.Node]] = {}
        waiting: list[nodes.Node] = [tree]
        while waiting:
            node = waiting.pop()
            self._parts.setdefault(type(node), []).append(node)
            waiting.extend(reversed([*node.iter_child_nodes()]))

    def of(self, *kinds: type[Part]) -> list[Part]:
        """The parts of some kinds, each kind in the order of the text."""
        return [node for kind in kinds for node in self._parts.get(kind, [])]  # type: ignore[misc]

    @cached_property
    def above(self) -> str:
        """The template that it extends; empty without one."""
        found = next((node.template for node in self.tree.body if isinstance(node, nodes.Extends)), None)
        return str(getattr(found, "value", ""))

    @cached_property
    def takes(self) -> set[str]:
        """Names of the templates that it extends or takes in."""
        named = (one.value for node in self.of(*TAKING) for one in node.find_all(nodes.Const))
        return {name for name in named if isinstance(name, str)}

    @cached_property
    def sets(self) -> set[str]:
        """The names that it gives a value, macros and what it imports among them."""
        stored = {name.name for name in self.of(nodes.Name) if name.ctx in ("store", "param")}
        brought = {str(one) for node in self.of(nodes.FromImport) for one in node.names if isinstance(one, str)}
        return stored | {macro.name for macro in self.of(nodes.Macro)} | brought

    @cached_property
    def unset(self) -> Set[str]:
        """The names that it reads and does not set itself. Raises TemplateSyntaxError, for a filter or a test that does not exist too."""
        return meta.find_undeclared_variables(self.tree)


class _Kept:
    """An environment beside what templates are known by: two with the same filters and tests read a text alike."""

    def __init__(self, env: Environment) -> None:
        self.env = env

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=256)  # whoever checks again and again, as `serve` and the tests do, reads what is unchanged once
def _parsed(source: str, words: frozenset[str], kept: _Kept) -> _Template:
    return _Template(kept.env.parse(source))


class _Reader:
    """Reads templates beside those of the whole theme."""

    def __init__(self, theme: Sequence[Path], env: Environment, said: frozenset[str]) -> None:
        self.env, self.said = env, said
        found = ((path.relative_to(folder).as_posix(), path) for folder in reversed(theme) for path in folder.rglob("*.*"))
        self.files = {name: path for name, path in found if path.suffix in (".html", ".xml")}
        """Name → the template that counts."""

    def wrong(self, path: Path) -> Iterator[tuple[int | None, str, str]]:
        """(line, cause, what to do) of all that is wrong in a template. Raises ZhangjuError for one that is no text."""
        source = _text(path)
        if not source.strip():
            yield (
                None,
                "the file is empty, and so would be what it makes",
                f"write it, or take it out, and that of the theme counts: rm {path}",
            )
            return
        try:
            one = self._template(source)
            unset = one.unset
        except TemplateSyntaxError as error:
            yield error.lineno, f"this is no template: {error.message}", _how(error.message or "", self.env)
            return
        if path.name not in self._taken:
            yield (
                None,
                "no page is made with a template of that name, and none takes it in",
                f"rename it; {nearest(path.name, self._taken)}",
            )
        yield from self._names(one)
        if (
            self._together(path.name) & self.files.keys() <= self._read.keys()
        ):  # else one cannot be read, which is told; what it sets is not known
            yield from self._valueless(one, unset, self._known(path.name))

    def _template(self, source: str) -> _Template:
        """A template of this text. Raises TemplateSyntaxError."""
        return _parsed(source, frozenset([*self.env.filters, *self.env.tests]), _Kept(self.env))

    def _names(self, one: _Template) -> Iterator[tuple[int, str, str]]:
        """Names in a template that are nothing: of other templates, blocks, words."""
        for node in one.of(*TAKING):
            if getattr(node, "ignore_missing", False):
                continue
            if isinstance(name := getattr(node.template, "value", None), str) and name not in self.files:  # type: ignore[attr-defined]
                yield node.lineno, f"there is no template {name}", nearest(name, self.files)
        for block in self._lost(one):
            yield (
                block.lineno,
                f"{one.above} has no block `{block.name}`, so nothing in it would be shown",
                nearest(block.name, self._blocks(one.above)),
            )
        for call in one.of(nodes.Call):
            key = call.args[0].value if call.args and isinstance(call.args[0], nodes.Const) else None
            if isinstance(call.node, nodes.Name) and call.node.name in SAID and isinstance(key, str) and key not in self.said:
                yield call.lineno, f"there are no words for `{key}`", f"{nearest(key, self.said)}; or put it into strings/zh-Hans.toml"

    @staticmethod
    def _valueless(one: _Template, unset: Set[str], known: Set[str]) -> Iterator[tuple[int, str, str]]:
        """The first place of each name that a template reads and nothing gives a value."""
        unknown = unset - known
        for name in one.of(nodes.Name):
            if name.name in unknown:
                unknown -= {name.name}
                yield name.lineno, f"`{name.name}` has no value: no template sets it, no page gives it", nearest(name.name, known)

    def _lost(self, one: _Template) -> Iterator[nodes.Block]:
        """Blocks of a template that the one which it extends has not."""
        if one.above in self.files:
            had = self._blocks(one.above)
            yield from (node for node in one.tree.body if isinstance(node, nodes.Block) and node.name not in had)

    def _blocks(self, name: str) -> set[str]:
        """The blocks of a template and of those that it extends."""
        one = self._read.get(name)
        return {block.name for block in one.of(nodes.Block)} | self._blocks(one.above) if one else set()

    @cached_property
    def _read(self) -> dict[str, _Template]:
        """Every template of the theme that can be read."""
        read = {}
        for name, path in self.files.items():
            try:
                read[name] = self._template(_text(path))
            except (TemplateSyntaxError, ZhangjuError):
                continue
        return read

    def _known(self, own: str) -> set[str]:
        """Names that have a value in a template: what is given, and what it sets, or those that it takes in or that take it in."""
        together = [self._read[name].sets for name in self._together(own) if name in self._read]
        return set().union(GIVEN, self.env.globals, () if own in ALONE else OF_PAGES, *together)

    def _together(self, own: str) -> set[str]:
        """The templates that are filled together with one, itself among them."""
        found, waiting = set(), [own]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += [other for other, inside in self._inside.items() if name in inside] + [*self._inside.get(name, ())]
        return found

    @cached_property
    def _inside(self) -> dict[str, set[str]]:
        """Template → those that it extends or takes in."""
        return {name: one.takes for name, one in self._read.items()}

    @cached_property
    def _taken(self) -> set[str]:
        """Templates that a page is made with, or another template takes in."""
        from generator.site.kinds import KINDS  # here: it loads every kind of page

        inside = set().union(*self._inside.values())
        return inside | {kind.template for kind in KINDS} | set(ALONE)


def _text(path: Path) -> str:
    """The text of a template. Raises ZhangjuError, with the code of the theme."""
    try:
        return read_text(path)
    except ZhangjuError as error:
        raise ZhangjuError(error.file, error.line, error.cause, error.next_step, CODE) from error


def _how(message: str, env: Environment) -> str:
    """What to do about what Jinja says of a template."""
    if found := re.search(r"No (filter|test) named '(\w+)'", message):
        return nearest(found[2], env.filters if found[1] == "filter" else env.tests)
    if found := re.search(r"unknown tag '(\w+)'", message):
        return nearest(
            found[1], ("if", "for", "block", "set", "include", "extends", "macro", "call", "endif", "endfor", "endblock", "endmacro")
        )
    if "Unexpected end of template" in message:
        return "close what it names: {% endif %}, {% endfor %}, {% endblock %} or }}"
    return "mend that line, or take the file out, and that of the theme counts"
