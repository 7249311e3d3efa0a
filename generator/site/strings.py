"""The strings of the interface, `templates/strings/<language>.toml`, and whether what a page fills in has its place in them.

A string says `{name}` where a page sets a value. A brace without its partner, and a name that the same string has in no other language,
would stand on the page as they are.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from generator.errors import ZhangjuError, gathering, nearest
from generator.text_file import line_in
from generator.toml_file import line_of, load_toml

PLACE = re.compile(r"\{([a-z_]+)\}")


def load_strings(path: Path) -> dict[str, Any]:
    """The strings of a language. Raises ZhangjuError with all that is wrong in its file."""
    files = sorted(path.parent.glob("*.toml"))
    return _checked(path, tuple((file, file.stat().st_mtime_ns, file.stat().st_size) for file in files if file.is_file()))


@functools.lru_cache(maxsize=8)
def _checked(path: Path, files: tuple[tuple[Path, int, int], ...]) -> dict[str, Any]:
    """The strings of a file as it is now, and as those beside it are."""
    source, strings = load_toml(path)
    others = []
    for file, _, _ in files:
        if file != path:
            try:
                others.append(load_toml(file)[1])
            except ZhangjuError:  # told where it is wanted
                continue
    with gathering() as problems:
        for key, cause, how in odd_places(strings, others):
            problems.add(ZhangjuError(path, line_of(source, key), cause, how, "S002"))
    return strings


Given = Mapping[str, Mapping[str, str]]
"""What an edition says otherwise in its settings: language → key → words."""


def words_of(theme: Iterable[Path], code: str, settings: Path | str, given: Given | None = None) -> Callable[..., str]:
    """The strings of a language as a function of their keys. Raises ZhangjuError when the theme has none.

    A key that several folders of the theme have counts as the first of them has it; what the edition's settings say comes before all.
    """
    path, strings = _all_of(theme, code, settings)
    return functools.partial(_say, {**strings, **(given or {}).get(code, {})}, path)


def check_given(theme: Iterable[Path], codes: Iterable[str], settings: Path | str, given: Given) -> None:
    """Raise ZhangjuError with every word of the settings that no page asks for, and every place in one that no value is for."""
    with gathering() as problems:
        for code in (code for code in codes if given.get(code)):
            known = _all_of(theme, code, settings)[1]
            for key, words in given[code].items():
                if key not in known:
                    cause = f"`words` of {code} has an unknown key `{key}`"
                    problems.add(ZhangjuError(settings, line_in(settings, key), cause, nearest(key, known)))
                elif not isinstance(words, str):
                    problems.add(ZhangjuError(settings, line_in(settings, key), f"`{key}` of {code} is no text", f'write {key}: "…"'))
            for _, cause, how in odd_places({k: v for k, v in given[code].items() if k in known}, [known]):
                problems.add(ZhangjuError(settings, None, cause, how))


def check_words(theme: Sequence[Path], codes: Iterable[str], wanted: Iterable[str], settings: Path | str) -> None:
    """Raise ZhangjuError with all that languages lack: the file, a key that the first one has, one of those that are wanted besides."""
    keys = dict.fromkeys(wanted)
    with gathering() as problems:
        for number, code in enumerate(codes):
            with problems.trying():
                path, strings = _all_of(theme, code, settings)
                keys |= {} if number else dict.fromkeys(strings)
                for key in keys:
                    if not isinstance(strings.get(key), str):
                        problems.add(_wordless(path, key))


def _all_of(theme: Iterable[Path], code: str, settings: Path | str) -> tuple[Path, dict[str, Any]]:
    """The file of a language's strings that the theme is built on, and the strings, those of the folders before it in their place."""
    files = [path for folder in theme if (path := folder / "strings" / f"{code}.toml").is_file()]
    if files:
        *own, base = files
        known = load_strings(base)
        with gathering() as problems:
            read = [problems.tried(lambda path=path: _own(path, known)) or {} for path in own]  # type: ignore[misc]
        return base, functools.reduce(lambda under, over: under | over, reversed(read), known)
    raise ZhangjuError(settings, None, f"templates/strings has no {code}.toml", "write it there, with the keys of the others", "S002")


def _own(path: Path, known: Mapping[str, Any]) -> dict[str, Any]:
    """The strings that an edition words otherwise. Raises ZhangjuError with every key that the theme has not."""
    source, strings = load_toml(path)
    with gathering() as problems:
        for key, words in strings.items():
            if not isinstance(words, str):
                problems.add(ZhangjuError(path, line_of(source, key), f"`{key}` is no text", f'write {key} = "…"', "S002"))
            if key not in known:
                problems.add(ZhangjuError(path, line_of(source, key), f"unknown key `{key}`", nearest(key, known), "S002"))
        for key, cause, how in odd_places({key: words for key, words in strings.items() if key in known}, [dict(known)]):
            problems.add(ZhangjuError(path, line_of(source, key), cause, how, "S002"))
    return strings


def _say(strings: dict[str, Any], path: Path, key: str, number: int | None = None) -> str:
    """An interface string; where it has two forms (`place|places`), the one for the number. Raises ZhangjuError for a key that the
    language lacks."""
    words = strings.get(key)
    if not isinstance(words, str):
        raise _wordless(path, key)
    one, bar, many = words.partition("|")
    return many if bar and number != 1 else one


def _wordless(path: Path, key: str) -> ZhangjuError:
    return ZhangjuError(path, None, f"it has no words for `{key}`", f'add {key} = "…"', "S002")


def odd_places(strings: Mapping[str, Any], others: list[dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """(key, what is wrong, what to do) of each string that no value, or the wrong one, could be set into."""
    for key, words in strings.items():
        if not isinstance(words, str):
            continue
        if re.search(r"[{}]", PLACE.sub("", words)):
            yield key, f"`{key}` has a brace that holds no name", "write a place for a value as {name}"
        elsewhere = [other[key] for other in others if isinstance(other.get(key), str)]
        known = {name for text in elsewhere for name in PLACE.findall(text)}
        for name in dict.fromkeys(PLACE.findall(words)):
            if elsewhere and name not in known:
                told = ", ".join(f"{{{one}}}" for one in sorted(known)) or "none"
                yield key, f"`{key}` has a place {{{name}}} that no other language has", f"write one of those that they have: {told}"
