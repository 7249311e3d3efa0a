"""Where fused titles end: what siblings share, what is known of titles, and how many of texts never seen come out right, each doubt named."""

from __future__ import annotations

import math
from collections import defaultdict

from generator.outline.borders import UNCERTAIN, borders, meetings
from generator.outline.siblings import alike, known, normal
from generator.pipeline import convert_seed
from tests.conftest import ROOT

LEAST_RIGHT = 0.84
"""Share of the titles of `tests/shapes` whose end is found when they are fused to their texts; the model alone has 0.52."""
MOST_UNNAMED = 0


def families(name: str) -> list[list[tuple[str, str]]]:
    found: dict[str | None, list[tuple[str, str]]] = defaultdict(list)
    for section in convert_seed(ROOT / "tests" / "shapes", name).plan.sections:
        text = "".join(sentence.text for _, sentence in section.sentences())
        if section.mark and section.title and section.chapter != "a" and text:
            found[section.parent].append((section.title, text))
    return list(found.values())


def test_most_fused_titles_of_other_shapes_are_right_and_most_doubts_named() -> None:
    right = wrong = unnamed = 0
    for name in ("parts", "memo"):
        groups = families(name)
        pairs = meetings("\n".join(title + text for group in groups for title, text in group))
        for group in groups:
            for (title, _), border in zip(group, borders([title + text for title, text in group], pairs), strict=True):
                right += border.length == len(title)
                wrong += border.length != len(title)
                unnamed += border.length != len(title) and border.probability >= UNCERTAIN and not border.parallel
    assert right >= LEAST_RIGHT * (right + wrong)
    assert unnamed <= MOST_UNNAMED


def test_siblings_whose_texts_begin_alike_tell_each_other_where_their_titles_end() -> None:
    fused = ["生态宜居反映水和绿地", "健康舒适反映社区服务", "安全韧性反映城市应对", "交通便捷反映整体水平"]
    even = [normal(dict.fromkeys((2, 4, 6, 8), 0.0)) for _ in fused]
    assert [max(scores, key=lambda length: scores[length]) for scores in alike(fused, even)] == [4, 4, 4, 4]


def test_siblings_are_of_like_length_and_have_as_many_commas() -> None:
    fused = ["扩大开放，展现作为，统筹推进", "深化改革，激发活力，坚持市场", "加强协调，增进福祉，坚持共享"]
    even = [normal({4: 0.0, 9: 0.0, 14: -1.0}), normal({4: -3.0, 9: 0.0}), normal({4: -3.0, 9: 0.0})]
    assert max((scores := alike(fused, even)[0]), key=lambda length: scores[length]) == 9


def test_a_single_title_has_no_siblings() -> None:
    scores = normal({4: 0.0, 6: -1.0})
    assert alike(["总体要求坚持创新"], [scores]) == [scores]
    assert math.isclose(sum(math.exp(score) for score in scores.values()), 1.0)


def test_stock_titles_and_words_that_a_text_takes_up_are_known() -> None:
    assert known("指导思想", "坚持以人民为中心") > known("指导思想坚持", "以人民为中心")
    assert known("体检内容", "城市体检内容包括生态") > known("体检内容城市", "体检包括生态")
    assert known("夯实基础", "加快建设") == 0
    assert known("体检方法", "采用统计数据") > known("体检方法采用", "统计数据")
    assert known("治理体系明显提高", "枢纽") > known("治理体系", "明显提高枢纽")
    assert known("数字大脑", "数字大脑是中枢") > known("数字大脑数字大脑", "是中枢")
