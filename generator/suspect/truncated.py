"""Words that lost their end, members of a list that fused, and slips that stand several times.

`家门养老服务点` → `家门口养老服务点`: in all plans 口 follows 家门 but here. `城多功能`, `城多能级` → `城市功能`, `城市能级`: each
time the same character makes a usual phrase.
`高风险价值基础研究` beside `高风险、高价值基础研究`: the mark and the first character of the next member are lost.
Leaves alone: words that often stand alone (`实验`, `差异`), names of places, parallel short forms (`高质高效`), and pairs that
another plan has, too.
Knowledge: the plans' own words; rjieba's dictionary.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from generator.characters import HAN
from generator.suspect.body import HAN_RUN, Body, Place, covering, is_word, run_around, tag, words
from generator.suspect.phrases import PhraseIndex

OFTEN = 7
"""Times a word must stand with its end."""
SUFFIXES = "化性型式率类度者人员"
"""Characters that make another word of a noun: 机动化."""
USUAL = 3
"""Times each usual phrase must stand."""


def truncated(body: Body) -> Iterator[Place]:
    """Find nouns of two characters that stand without the third they otherwise always have."""
    following: dict[str, Counter[str]] = defaultdict(Counter)
    for text in body.texts:
        for found in re.finditer(rf"(?=([{HAN}]{{2}})(.))", text):
            following[found[1]][found[2]] += 1
    places: dict[str, list[int]] = defaultdict(list)
    for found in re.finditer(rf"(?=([{HAN}]{{2}})[{HAN}]{{2}})", body.text):
        places[found[1]].append(found.start())
    for word, ends in following.items():
        end, times = ends.most_common(1)[0]
        if end in SUFFIXES or times < OFTEN or sum(ends.values()) - times != 1 or tag(word) != "n" or not is_word(word + end):
            continue
        for at in places.get(word, ()):
            rest = body.text[at + 2 : at + 4]
            if rest[0] == end or rest[0] in SUFFIXES or word[0] in rest:
                continue
            a, b = run_around(body.text, at, at + 4)
            span = covering(words(body.text[a:b]), at - a)
            if span[1] - span[0] == 2 and is_word(rest):
                yield Place(at, at + 4, word + end + rest, f"疑脱“{end}”字：他处{times}次均作“{word + end}”", 0.6)


def fused(body: Body, phrases: PhraseIndex) -> Iterator[Place]:
    """Find members of a list that lost the mark between them and the next one's first character."""
    lists: dict[str, str] = {}
    for text in body.texts:
        for found in re.finditer(rf"(?<=[{HAN}]{{3}})、(?=[{HAN}]{{5}})", text):
            at = found.start()
            if is_word(text[at + 1 : at + 3]):
                lists[text[at - 3 : at] + text[at + 2 : at + 6]] = text[at : at + 2]
    for run in HAN_RUN.finditer(body.text):
        for at in range(run.start() + 3, run.end() - 3):
            lost = lists.get(body.text[at - 3 : at + 4])
            if lost and phrases.count(body.text[at - 1 : at + 1]) == 1:
                start, end = at - 3, at + 4
                usual = body.text[start:at] + lost + body.text[at:end]
                yield Place(start, end, usual, f"疑脱“{lost}”：他处作“{usual}”", 0.6)


def repeated_slips(body: Body, phrases: PhraseIndex) -> Iterator[Place]:
    """Find pairs of characters that stand a few times in one plan, where each time one other character makes a usual phrase."""
    places: dict[str, list[int]] = defaultdict(list)
    for run in HAN_RUN.finditer(body.text):
        for at in range(run.start(), run.end() - 3):
            pair = body.text[at : at + 2]
            if 2 <= phrases.counts[2][pair] <= 5:
                places[pair].append(at)
    after: dict[str, set[str]] = defaultdict(set)
    for pair, count in phrases.counts[2].items():
        if count >= OFTEN * 4 and is_word(pair):
            after[pair[0]].add(pair[1])
    for pair, found in places.items():
        tails = {body.text[at + 2 : at + 4] for at in found}
        if len(found) != phrases.counts[2][pair] or len(tails) < 2:
            continue
        for char in after[pair[0]] - {pair[1]} if pair[1] not in "和与及或的、" else ():
            if not is_word(pair) and all(phrases.count(pair[0] + char + tail) >= USUAL for tail in tails):
                for at in found:
                    usual = pair[0] + char + body.text[at + 2 : at + 4]
                    yield Place(at, at + 4, usual, f"他处{phrases.count(usual)}次作“{usual}”", 0.7)
                break
