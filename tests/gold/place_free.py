"""Keep the package free of places: `python -m tests.gold.place_free` moves what names one into the edition's `content/local.toml`.

`names` in that file are names of places and of what is only there. A word of `generator/links/subjects.tsv` that holds one moves; a subject
whose title holds one, or of which no word is left, moves whole, with its count in `background.tsv`; and so do the counts of pairs of
characters of short names that no word of the package has. What the edition knows stays the same, and every pair it shows. Run it again after
words were added or counted; it changes nothing that is in order.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from generator.links.background import FILE as BACKGROUND
from generator.links.background import background_text, load_background
from generator.links.likeness import grams
from generator.links.local import FILE, Common, Local, Subject, read_local
from generator.links.subjects import FILE as SUBJECTS
from tests.first import ROOT

CONTENT = ROOT / "content"
HEAD = """\
# What this edition knows of its own places; the package knows none. CONTRIBUTING.md, “Links between plans”.
# Words, and counts of words, that name a place: `python -m tests.gold.place_free` moves here what the package's lists hold of them.
"""
WIDTH = 78
SHORT = 3

Line = tuple[str, str, tuple[str, ...]]
"""Id, title and words of a subject."""


def main() -> None:
    """Move, and tell how much."""
    own = read_local(CONTENT)
    kept, moved = parted(package_lines(), own.names)
    known = load_background()
    gone = {name for name, _, _ in moved} - {name for name, _, _ in kept}
    pairs = own_pairs(own.names, kept) & known.grams.keys()
    local = with_moved(own, moved, {name: known.subjects.get(name, 0) for name in gone}, {pair: known.grams[pair] for pair in pairs})
    SUBJECTS.write_text("".join(f"{name}\t{title}\t{'|'.join(words)}\n" for name, title, words in kept), encoding="utf-8")
    left = {pair: count for pair, count in known.grams.items() if pair not in pairs}
    subjects = {name: count for name, count in known.subjects.items() if name not in gone}
    BACKGROUND.write_text(background_text(known.passages, left, subjects), encoding="utf-8")
    (CONTENT / FILE).write_text(local_text(local), encoding="utf-8")
    print(f"{sum(len(words) for _, _, words in moved)} words of {len(moved)} subjects, {len(gone)} of them whole; {len(pairs)} counts")


def package_lines() -> list[Line]:
    """The package's subjects."""
    lines = (line.split("\t") for line in SUBJECTS.read_text(encoding="utf-8").splitlines())
    return [(name, title, tuple(words.split("|"))) for name, title, words in lines]


def parted(lines: Iterable[Line], names: Sequence[str]) -> tuple[list[Line], list[Line]]:
    """What stays in the package, and what is the edition's own."""
    kept: list[Line] = []
    moved: list[Line] = []
    for name, title, words in lines:
        own = words if named(title, names) else tuple(word for word in words if named(word, names))
        rest = tuple(word for word in words if word not in own)
        kept += [(name, title, rest)] if rest else []
        moved += [(name, title, own)] if own else []
    return kept, moved


def named(text: str, names: Sequence[str]) -> bool:
    """True when a text holds a name."""
    return any(name in text for name in names)


def own_pairs(names: Sequence[str], kept: Iterable[Line]) -> set[str]:
    """Pairs of characters that short names have (a longer one is made of common words) and no word of the package."""
    return {pair for name in names if len(name) <= SHORT for pair in grams(name)} - {
        pair for _, _, words in kept for word in words for pair in grams(word)
    }


def with_moved(own: Local, moved: Iterable[Line], passages: Mapping[str, int], pairs: Mapping[str, int]) -> Local:
    """What the edition knows with what was moved."""
    subjects = {subject.id: subject for subject in own.subject}
    for name, title, words in moved:
        old = subjects.get(name, Subject(name, []))
        count = passages.get(name, 0) or old.passages
        subjects[name] = Subject(name, list(dict.fromkeys((*old.words, *words))), title=title if count else "", passages=count)
    counts = {pair: item.passages for item in own.common for pair in item.pairs} | pairs
    common = [Common(sorted(pair for pair in counts if counts[pair] == n), n) for n in sorted(set(counts.values()), reverse=True)]
    return Local(own.names, [subjects[name] for name in sorted(subjects)], common)


def local_text(local: Local) -> str:
    """The text of the edition's file."""
    pieces = [f"{HEAD}\n{_list('names', local.names)}"]
    for subject in local.subject:
        title, count = (f"title = {json.dumps(subject.title, ensure_ascii=False)}\n" * bool(subject.title), subject.passages)
        counted = f"passages = {count}\n" if count else ""
        pieces.append(f'[[subject]]\nid = "{subject.id}"\n{title}{_list("words", subject.words)}{counted}')
    pieces += [f"[[common]]\n{_list('pairs', item.pairs)}passages = {item.passages}\n" for item in local.common]
    return "\n".join(pieces)


def _list(key: str, words: Iterable[str]) -> str:
    lines = [""]
    for word in words:
        quoted = f"{json.dumps(word, ensure_ascii=False)}, "
        if len(lines[-1]) + len(quoted) > WIDTH:
            lines.append("")
        lines[-1] += quoted
    text = "\n  ".join(line.rstrip() for line in lines)
    return f"{key} = [{text.rstrip(',')}]\n" if len(lines) == 1 else f"{key} = [\n  {text}\n]\n"


if __name__ == "__main__":
    main()
