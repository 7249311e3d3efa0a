"""Lists that stand on several pages: every entry on one of them, every page small, every address leads to its entry."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from math import ceil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cli import main
from generator.site import leaves as module
from generator.site.build import build
from generator.site.leaves import BUCKET, LEAF, leaves

NAMES = st.lists(st.tuples(st.text("abcdefg-0123", min_size=1), st.sampled_from("ABC中"), st.integers(1, LEAF)), max_size=40)


@given(NAMES)
def test_every_entry_stands_on_one_leaf_that_is_no_heavier_than_it_must_be(given: list[tuple[str, str, int]]) -> None:
    entries = sorted({name: (name, group, weight) for name, group, weight in given}.values(), key=lambda one: one[1])
    held = leaves(entries)
    assert held.of.keys() == {name for name, _, _ in entries}
    assert set(held.of.values()) <= set(held.names)
    assert len(held.names) == len(set(held.names)) == len(held.labels)
    for leaf in held.names:
        on = held.on(leaf, entries, lambda one: one[0])
        assert sum(weight for _, _, weight in on) <= LEAF + max((weight for _, _, weight in on), default=0)
        assert not held.parted or len({group for _, group, _ in on}) == 1
    told = [part for _, part in held.files("x/")]
    assert len(told) == (ceil(len(entries) / BUCKET) if held.parted else 0)
    for number, part in enumerate(told):
        assert all(sum(map(ord, name)) % len(told) == number for name in part)  # as `leaves.js` looks for it
    assert not told or {name: leaf for part in told for name, leaf in part.items()} == held.of


def test_an_edition_of_long_lists(project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LEAF", 2_000)
    monkeypatch.setattr(module, "USES", 3)
    monkeypatch.setattr("generator.site.glossary.USES_PAGE", 4)
    sentences = "".join(f"依据《第{n}号规划》做好“四大品牌”建设和“揭榜挂帅”工作，增加值达到{n}亿元，新增床位{n}张。" for n in range(1, 13))
    defined = "".join(
        f"“{name}”是指以{name}为名、由本市统一建设的公共服务设施。" for name in ("邻里中心", "数字底座", "口袋公园", "安心驿站")
    )
    root = project(f"某市规划\n\n第一章 总体要求\n\n{defined}{sentences}\n\n第二章 保障措施\n\n{sentences}\n")
    assert main(["convert", "--root", str(root)]) == 0
    site = build(root).site
    quality = json.loads((site / "api/quality.json").read_text(encoding="utf-8"))
    assert not quality["build"]["dead_links"]
    letters = {code: {page.parent.name for page in site.glob(f"{code}/glossary/?/index.html")} for code in ("zh-hant", "en")}
    assert letters["zh-hant"]
    assert letters["zh-hant"] != letters["en"]  # no language leads to a letter of another
    works = json.loads((site / "api/works.json").read_text(encoding="utf-8"))
    pages = {page.relative_to(site).as_posix(): page.read_text(encoding="utf-8") for page in site.glob("bibliography/**/index.html")}
    assert len({work["url"].partition("#")[0] for work in works}) > 2
    for work in works:
        page, _, name = work["url"].partition("#")
        assert f'<section class="entry" id="{name}">' in pages[f"{page}index.html"]
        where = [json.loads(file.read_text(encoding="utf-8")) for file in site.glob("bibliography/where-*.json")]
        assert [part[name] for part in where if name in part] == [page.removeprefix("bibliography/").strip("/")]
    terms = json.loads((site / "api/undefined.json").read_text(encoding="utf-8"))
    brands = next(term for term in terms if term["term"] == "四大品牌")
    shown = [
        re.findall("<b>四大品牌</b>", path.read_text(encoding="utf-8")) for path in site.glob(f"glossary/uses/{brands['id']}/*/index.html")
    ]
    assert sum(map(len, shown)) == len(brands["mentions"]) == 24 > max(map(len, shown))
