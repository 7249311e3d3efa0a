"""Breaks of scripts and templates, made in their text, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.mutants.breaks import Break

SCRIPT = [
    ("compare", r"===", "!=="), ("compare", r"!==", "==="), ("and/or", r"&&", "||"), ("and/or", r"\|\|", "&&"),
    ("compare", r" <= ", " < "), ("compare", r" >= ", " > "), ("compare", r" < ", " <= "), ("compare", r" > ", " >= "),
    ("not dropped", r"(?<![\w)\]])!(?=[\w(])", ""), ("constant", r"\btrue\b", "false"), ("constant", r"\bfalse\b", "true"),
    ("sum", r" - (?=\w)", " + "), ("sum", r" \+ (?=\d)", " - "), ("optional dropped", r" \?\? [\w.\"']+", ""),
    ("call", r"\bMath\.min\b", "Math.max"), ("call", r"\bMath\.max\b", "Math.min"), ("call", r"\.some\(", ".every("), ("call", r"\.every\(", ".some("),
    ("returned", r"\breturn [^;{}]+;", "return;"), ("break dropped", r"\b(continue|break);", ";"),
    ("call dropped", r"\.(trim|toLowerCase|reverse|sort)\(\)", ""), ("condition", r"\bif \((?=[^()]*\))", "if (!1 && "),
]  # fmt: skip
CALL = re.compile(r"^\s*((?:await )?[\w.?\[\]]+\(.*\)|[\w.\[\]]+ (?:=|\+=|-=|\?\?=) .*[^{(,=>]|[\w.]+(?:\+\+|--));$")
TEMPLATE = [
    ("condition", r"\{%-? if (?!not )(?=\w)", "{% if not "), ("condition", r"\{%-? if not ", "{% if "), ("and/or", r"\band\b(?=[^{]*%\})", "or"),
    ("and/or", r"\bor\b(?=[^{]*%\})", "and"), ("compare", r"==(?=[^{]*%\})", "!="), ("compare", r"!=(?=[^{]*%\})", "=="),
    ("value dropped", r"\{\{[^{}]+\}\}", ""), ("filter dropped", r"\|\s*(?:e|join|urlencode|tojson|safe)\b(?:\([^()]*\))?", ""),
    ("attribute dropped", r"(?<=\w) [\w-]+=\"[^\"{}]*\"", ""),
]  # fmt: skip


def script_breaks(file: str, source: str) -> Iterator[Break]:
    """Every break of a script: operators, constants, returns, and statements that stand on one line."""
    return _breaks(file, source, SCRIPT, CALL)


def template_breaks(file: str, source: str) -> Iterator[Break]:
    """Every break of a template: conditions, values, and lines without a tag of Jinja."""
    return _breaks(file, source, TEMPLATE, re.compile(r"^\s*((?!.*\{%)\S.*)$"))


def _breaks(file: str, source: str, table: list[tuple[str, str, str]], whole: re.Pattern[str]) -> Iterator[Break]:
    start = 0
    for number, line in enumerate(source.split("\n"), start=1):
        if not line.strip().startswith(("//", "{#", "*", '"use')):
            for kind, pattern, after in table:
                for m in re.finditer(pattern, line.split("  // ")[0]):
                    yield _at(file, source, number, start + m.start(), start + m.end(), after=after, kind=kind)
            if m := whole.match(line):
                yield _at(
                    file,
                    source,
                    number,
                    start + m.start(1),
                    start + m.end(1),
                    after="" if file.endswith("html") else "void 0",
                    kind="line dropped",
                )
        start += len(line) + 1


def _at(file: str, source: str, line: int, start: int, end: int, after: str, kind: str) -> Break:
    first = len(source[:start].encode())
    return Break(file, line, where="", start=first, end=first + len(source[start:end].encode()), after=after, kind=kind)
