"""The metadata in front of `index.md`: of which kinds its values are.

YAML takes `1.`, `2026-01-27` and `yes` for a number, a date and a truth; every value here is text, or is made of texts. A date and a whole
number are taken as they are written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.numbering import level_of

LISTS = ("titles", "levels", "appendix_levels", "files")
SAMPLES = ("levels", "appendix_levels")


def worded(value: Any) -> Any:
    """A value of YAML with its dates and whole numbers as words."""
    if isinstance(value, dict):
        return {worded(key): worded(item) for key, item in value.items()}
    if isinstance(value, list):
        return [worded(item) for item in value]
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return str(value) if type(value) is int else value


def odd_values(meta: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(key, what is wrong, what to do) for each value that is not of its kind."""
    for key, value in meta.items():
        if key in LISTS:
            yield from _odd_list(key, value)
        elif key == "missing":
            yield from _odd_missing(value)
        elif key == "witnesses":
            yield from _odd_witnesses(value)
        elif key == "supplied":
            pairs = value.items() if isinstance(value, dict) else [("", value)]
            yield from (odd for name, source in pairs for odd in _odd_text(key, name if isinstance(source, str) and name else source))
        else:
            yield from _odd_text(key, value)


def _odd_text(key: str, value: Any) -> Iterator[tuple[str, str, str]]:
    if not isinstance(value, str):
        yield key, f"`{key}` holds {value!s:.60}, a {type(value).__name__}, where text belongs", "put it in quotation marks: '…'"


def _odd_list(key: str, value: Any) -> Iterator[tuple[str, str, str]]:
    if not isinstance(value, list):
        yield key, f"`{key}` is a {type(value).__name__}, not a list", "write a line `- …` for each"
        return
    for item in value:
        yield from _odd_text(key, item)
        if key in SAMPLES and isinstance(item, str) and not _is_sample(item):
            yield key, f"`{item}` in `{key}` holds no numeral", "write the first number of the level as printed: 一、 or 1.1"


def _is_sample(text: str) -> bool:
    try:
        level_of(text)
    except ValueError:
        return False
    return True


def _odd_missing(value: Any) -> Iterator[tuple[str, str, str]]:
    for item in value if isinstance(value, list) else [value]:
        if not isinstance(item, dict):
            yield "missing", f"`missing` holds {item!s:.60}, which tells no place", "write `before:` or `after:`, and `text:`"
            continue
        for lacking in {"text"} - set(item):
            yield "missing", f"an entry of `missing` lacks `{lacking}`", "say what the seed lacks there"
        for text in item.values():
            yield from _odd_text("missing", text)


NUMBERS = ("letters", "agreed", "numbers", "words", "lacking", "added", "order", "moved", "marks", "confirmed", "against", "as_printed")
"""What is counted of another print."""


def _odd_witnesses(value: Any) -> Iterator[tuple[str, str, str]]:
    """What is wrong with the prints that this one was held against."""
    how = "restore it from the seed's settings: zhangju convert"
    for item in value if isinstance(value, list) else [value]:
        if not isinstance(item, dict):
            yield "witnesses", f"`witnesses` holds {item!s:.60}, which is no print", how
            continue
        for lacking in sorted({"name", "sha256", "reach", "letters", "agreed"} - set(item)):
            yield "witnesses", f"an entry of `witnesses` lacks `{lacking}`", how
        for name, held in item.items():
            if name == "variants":
                variants = held if isinstance(held, list) else [held]
                if not all(isinstance(v, dict) and {"place", "ours", "theirs"} <= set(v) and _all_text(v.values()) for v in variants):
                    yield "witnesses", "an entry of `variants` lacks `place`, `ours` or `theirs`, or they are no text", how
            elif name == "reach":
                if not (isinstance(held, list) and all(isinstance(r, list) and len(r) == 2 and _all_text(r) for r in held)):
                    yield "witnesses", "`reach` is no list of pairs of anchors", how
            elif not isinstance(held, str) or (name in NUMBERS and not held.isdecimal()):
                yield "witnesses", f"`{name}` of a print holds {held!s:.60}", how


def _all_text(values: Iterable[Any]) -> bool:
    return all(isinstance(value, str) for value in values)
