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

from generator.errors import ZhangjuError, gathering
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


def words_of(theme: Iterable[Path], code: str, settings: Path | str) -> Callable[..., str]:
    """The strings of a language as a function of their keys. Raises ZhangjuError when the theme has none."""
    path = _file(theme, code, settings)
    return functools.partial(_say, load_strings(path), path)


def check_words(theme: Sequence[Path], codes: Iterable[str], wanted: Iterable[str], settings: Path | str) -> None:
    """Raise ZhangjuError with all that languages lack: the file, a key that the first one has, one of those that are wanted besides."""
    keys = dict.fromkeys(wanted)
    with gathering() as problems:
        for number, code in enumerate(codes):
            with problems.trying():
                path = _file(theme, code, settings)
                strings = load_strings(path)
                keys |= {} if number else dict.fromkeys(strings)
                for key in keys:
                    if not isinstance(strings.get(key), str):
                        problems.add(_wordless(path, key))


def _file(theme: Iterable[Path], code: str, settings: Path | str) -> Path:
    """The file of a language's strings, of the first folder that has it."""
    for folder in theme:
        if (path := folder / "strings" / f"{code}.toml").is_file():
            return path
    raise ZhangjuError(settings, None, f"templates/strings has no {code}.toml", "write it there, with the keys of the others", "S002")


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
