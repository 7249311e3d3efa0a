"""Plans edited step by step, and what became of each address."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator

from tests.soak.histories import EDITS, Editor, carried
from tests.variants import SHAPES

NAMES = [f"{head}{tail}" for head in ("年供水", "污水处理", "再生水利用", "管网漏损", "河道治理") for tail in ("量", "率", "能力", "投资")]


def of_histories(numbers: Iterable[int]) -> Iterator[tuple[str, str, str]]:
    """Name, edits and outcome of each history of some numbers: every address ever given, its state, and where it leads."""
    texts = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SHAPES.glob("*.txt")))
    sentences = sorted(set(re.findall(r"[\u4e00-\u9fff，、]{12,80}。", texts)))
    titles = sorted(set(re.findall(r"^(?:第.+?[章节] ?|[一二三四五]、)([\u4e00-\u9fff]{4,20})", texts, re.M))) * 8
    titles = [f"{title}之{i}" for i, title in enumerate(titles)]
    stock = [f"{a[:-1]}，{b}" if i % 3 else a for i, (a, b) in enumerate(zip(sentences, sentences[1:] + sentences[:1], strict=True))]
    for number in numbers:
        editor = Editor(number, stock, titles, NAMES)
        book = editor.book()
        _, lock, _ = carried(book, [])
        told = []
        for _ in range(random.Random(number).randrange(2, 6)):
            told.append([editor.edit(book, list(EDITS)) for _ in range(editor.chance.choice([1, 1, 2]))])
            _, lock, _ = carried(book, lock)
        yield f"history {number}", str(told), "".join(f"  {a.id} {a.line} {a.state} {a.to}\n" for a in lock)
