"""Traditional characters that an editor wrote into the settings of a plan in Simplified characters.

They would be published as the plan's own words. What the text itself has is the detector's (`scripts.py`), for a print may have it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.characters import is_han
from generator.findings import Finding
from generator.reading.settings import Settings
from generator.suspect.scripts import others

WORDED = ("title", "short_title", "issuer", "coverage", "period", "number")
"""Keys whose text readers see."""


def traditional_settings(settings: Settings, text: str) -> Iterator[Finding]:
    """A warning for each entry of the settings that has Traditional characters where the text is Simplified."""
    written = list(_written(settings))
    characters = {char for _, new, old in written for char in new if is_han(char) and char not in old}
    wrong = others(sorted(characters), "t2s")
    if not wrong or not _is_simplified(text):
        return
    for line, new, old in written:
        if found := [char for char in dict.fromkeys(new) if char in wrong and char not in old]:
            cause = f"“{new[:40]}” has {'、'.join(found)}"
            how = f"write {'、'.join(wrong[char] for char in found)}, then `zhangju convert {settings.id}`; the Traditional pages follow"
            yield Finding("H003", str(settings.path), line, cause, how)


def _written(settings: Settings) -> Iterator[tuple[int, str, str]]:
    """Line, words, and the words of the seed that they stand for."""
    for key in WORDED:
        yield settings.key_lines.get(key, 1), str(getattr(settings, key)), ""
    for item in settings.correction:
        yield item.at, item.replace, item.find
    for supplied in settings.supplied:
        yield supplied.at, supplied.title, ""


def _is_simplified(text: str) -> bool:
    """True for a text with more characters that only Simplified print has than the reverse."""
    counts = Counter(char for char in text if is_han(char))
    traditional, simplified = (sum(counts[char] for char in others(sorted(counts), mode)) for mode in ("t2s", "s2t"))
    return traditional < simplified
