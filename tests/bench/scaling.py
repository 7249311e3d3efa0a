"""More text of the same kind: each plan several times, in other words.

What it models: copies keep a plan's outline, lengths, digits, punctuation, Latin words and its words of one character. Sentences stand in
another order, across sections. Each word of two or more Han characters is replaced by one of the same length and of about the same
frequency (by powers of two), so that common words stay common, rare ones rare, and pairs of characters across the borders of words are
new: copies are no near-duplicates, and the index grows by terms as well as by postings.

What it does not: new words. A real further plan brings some (Heaps' law: ever fewer), random neighbours bring more new pairs than real
ones. Nor sense: glossary, citations and links of copies mean nothing, so copies carry no appendix of terms, and what editors wrote about
particular places (`links.toml`, `topics.toml`, the locks) is left out.
"""

from __future__ import annotations

import random
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import rjieba

from generator.characters import HAN
from generator.content.store import load_plan, plan_ids
from generator.links.editors import read_link_editors
from generator.links.remembering import LOCK, text_of
from generator.model import by_date

RUN = re.compile(f"[{HAN}]+")
HEADING = re.compile(r"#{1,6} ")
NUMBER = re.compile(
    r"(#{1,6} )((?:第[^ ]{1,5}?[编篇章节条款] ?|[（(][一二三四五六七八九十百0-9]+[）)]|[一二三四五六七八九十百]+、|[0-9.]+[、.]? ?)?)(.*?)( \{[^}]*\})?$"
)
"""A heading: its marks, its number, its title, its attributes."""
OTHER = re.compile(r"\||\[\^|.*\{#[^}]*\}$|---|\s*$|\*\*")
"""Lines that are no sentence: rows, notes, captions, leads, blanks."""
ANNEX = "a.md"
"""The appendix: it holds definitions, and two plans may not define one name."""

Words = Mapping[str, str]


def scaled(root: Path, target: Path, times: int) -> Path:
    """Make the project `target` with `times` as many plans as the one at `root`. Gives `target`; a copy of `sh-14fyp` is `sh-14fyp-007`."""
    target.mkdir(parents=True)
    for name in ("mkdocs.yml", "templates"):
        (target / name).symlink_to(root / name)
    content, made = root / "content", target / "content"
    if times == 1:
        shutil.copytree(content, made)
        (target / "seeds").symlink_to(root / "seeds")
        return target
    plans = plan_ids(content)
    texts = {plan: {path.name: path.read_text(encoding="utf-8") for path in sorted((content / plan).glob("*.md"))} for plan in plans}
    bands = frequency_bands(text for files in texts.values() for text in files.values())
    for plan in plans:
        shutil.copytree(content / plan, made / plan)
    shutil.copy(content / "search.toml", made)
    if (content / "locale").is_dir():
        shutil.copytree(content / "locale", made / "locale")
    for copy in range(1, times):
        chance = random.Random(copy)
        words = dealt(bands, chance)
        for plan in plans:
            folder = made / f"{plan}-{copy:03d}"
            folder.mkdir()
            for name, text in copied(texts[plan], plan, copy, words, chance).items():
                (folder / name).write_text(text, encoding="utf-8")
    return target


def is_copy(plan: str) -> bool:
    """True for the id of a copy."""
    return re.search(r"-[0-9]{3}$", plan) is not None


def frequency_bands(texts: Iterable[str]) -> list[list[str]]:
    """The words of two or more characters, parted by length and by frequency in powers of two."""
    counts: Counter[str] = Counter()
    for text in texts:
        for run in RUN.findall(text):
            counts.update(word for word in rjieba.cut(run) if len(word) > 1)
    held: dict[tuple[int, int], list[str]] = {}
    for word, count in sorted(counts.items()):
        held.setdefault((len(word), count.bit_length()), []).append(word)
    return [words for _, words in sorted(held.items())]


def dealt(bands: Iterable[list[str]], chance: random.Random) -> Words:
    """Word → the word that stands for it in one copy: a permutation within each band."""
    words: dict[str, str] = {}
    for band in bands:
        words.update(zip(band, chance.sample(band, len(band)), strict=True))
    return words


def copied(files: Mapping[str, str], plan: str, copy: int, words: Words, chance: random.Random) -> dict[str, str]:
    """The files of a copy of a plan, without its appendix."""
    parts = {name: text.split("\n") for name, text in files.items() if name != ANNEX}
    places = [(name, i) for name, lines in parts.items() for i, line in enumerate(lines) if i > _front_end(lines) and _is_sentence(line)]
    sentences = [parts[name][i] for name, i in places]
    chance.shuffle(sentences)
    for (name, i), sentence in zip(places, sentences, strict=True):
        parts[name][i] = sentence
    made = {}
    for name, lines in parts.items():
        end = _front_end(lines)
        head = [_renamed(line, plan, copy) for line in lines[: end + 1]]
        made[name] = "\n".join([*_without_lists(head), *(_in_other_words(line, words) for line in lines[end + 1 :])])
    return made


def _front_end(lines: list[str]) -> int:
    return lines.index("---", 1)


def _is_sentence(line: str) -> bool:
    return not HEADING.match(line) and not OTHER.match(line) and "[^" not in line


def _renamed(line: str, plan: str, copy: int) -> str:
    if line == f"plan: {plan}":
        return f"plan: {plan}-{copy:03d}"
    return f"{line}（{copy}）" if re.match(r"(short_)?title: ", line) else line


def _without_lists(head: list[str]) -> list[str]:
    """Front matter without the titles it is cited by and without what is missing or supplied at particular places."""
    kept, skipping = [], False
    for line in head:
        if re.match(r"[a-z]", line):
            skipping = line.split(":")[0] in ("titles", "missing", "supplied", "appendix_levels")
        elif line == "---":
            skipping = False
        if not skipping:
            kept.append(line)
    return kept


def _in_other_words(line: str, words: Words) -> str:
    """A line whose words are replaced; the number and the attributes of a heading stay."""
    if heading := NUMBER.fullmatch(line):
        return heading[1] + heading[2] + _replaced(heading[3], words) + (heading[4] or "")
    return _replaced(line, words)


def _replaced(text: str, words: Words) -> str:
    return RUN.sub(lambda run: "".join(words.get(word, word) for word in rjieba.cut(run[0])), text)


def without_counterparts(project: Path) -> Path:
    """Give a project a lock that says it has no counterparts: they are found plan against plan, and that is not what is measured."""
    content = project / "content"
    plans = by_date(load_plan(content, plan).plan for plan in plan_ids(content))
    (content / LOCK).write_text(text_of(plans, read_link_editors(content), ()), encoding="utf-8")
    return project
