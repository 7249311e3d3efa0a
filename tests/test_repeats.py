"""Repeats: the labelled runs are found and nothing else, planted runs are found whatever stands between, differences are shown whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.edition import PlanView
from generator.links import runs
from generator.links.differences import differences
from generator.links.letters import han, letter_spans, letters
from generator.links.repeats import End, Repeat, as_links, find_repeats
from generator.links.runs import AGREEMENT, GAP, LEAST
from generator.model import Paragraph, Plan, Row, Section, Sentence, Table
from generator.pipeline import Converted
from generator.site.repeats import translated_part
from tests.gold.mentions import whole_texts
from tests.gold.repeats import Compared, compare, labels

# ---- the labelled standard


@pytest.fixture(scope="module")
def plans(converted: dict[str, Converted]) -> list[Plan]:
    return [made.plan for made in converted.values()]


@pytest.fixture(scope="module")
def found(plans: list[Plan]) -> tuple[Repeat, ...]:
    return find_repeats(plans)


@pytest.fixture(scope="module")
def compared(found: tuple[Repeat, ...]) -> Compared:
    return compare(found)


def test_labels_stand_in_their_places(plans: list[Plan]) -> None:
    texts = whole_texts(plans)
    for number, label in enumerate(labels(), 2):
        assert label["text"] in texts[label["plan_a"], label["a"]], f"tests/gold/repeats.tsv:{number}"
        assert (label["plan_b"], label["b"]) in texts, f"tests/gold/repeats.tsv:{number}"
        assert label["kind"] in ("content", "formula")


def test_recall(compared: Compared) -> None:
    assert len(compared.missed) <= 0.05 * len(labels()), compared.missed


def test_precision(compared: Compared, found: tuple[Repeat, ...]) -> None:
    assert len(compared.wrong) <= 0.05 * len(found), compared.wrong


def test_kinds(compared: Compared) -> None:
    assert len(compared.wrong_kinds) <= 0.1 * len(compared.pairs), compared.wrong_kinds


def test_of_many_plans_a_part_of_all_words_is_held_at_a_time(
    plans: list[Plan], found: tuple[Repeat, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "HELD", 30_000)
    assert find_repeats(plans) == found


# ---- small plans

A = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
B = "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平"
C = "北京市场研究院南洋江河湖海山林木火土金银铜铁锡云雨风雪雷东西春夏秋冬红黄蓝绿紫黑白青灰橙眼耳口鼻舌手足头颈肩背腰腹膝踝指甲发肤骨血"
"""Characters of the filling of either plan, and of what is planted: no two share one but 发, which is left out."""
C = C.replace("发", "")
MARKS = ["", "", "", "，", "、", "“", "”", " ", "；", "　", "（", "）"]


def plan(name: str, *paragraphs: Sequence[str] | str, title: str = "") -> Plan:
    """A plan of one section; a paragraph is its sentences. Anchors are 1.1, 1.2 and so on: paragraph and sentence."""
    blocks = tuple(
        Paragraph(
            tuple(Sentence(text, id=f"{p}.{s}") for s, text in enumerate([sentences] if isinstance(sentences, str) else sentences, 1))
        )
        for p, sentences in enumerate(paragraphs, 1)
    )
    return Plan(name, {}, (Section("0", None, "", 1, title, blocks=blocks),))


def places(repeats: Sequence[Repeat]) -> list[tuple[str, str]]:
    return [(r.a.place, r.b.place) for r in repeats]


def texts_of(*plans: Plan) -> dict[tuple[str, str, int], str]:
    return {(p.id, part.place, part.cell): part.text for p in plans for s in p.sections for part in s.parts()}


WORDS = C[:40]
"""Forty different characters."""


def marked(text: str, marks: Sequence[str]) -> str:
    return "".join(char + mark for char, mark in zip(text, marks, strict=True))


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_planted_runs_are_found_whatever_the_punctuation(data: st.DataObject) -> None:
    planted = data.draw(st.text(C, min_size=LEAST, max_size=60))
    ends = []
    for alphabet in (A, B):
        marks = data.draw(st.lists(st.sampled_from(MARKS), min_size=len(planted), max_size=len(planted)))
        before, after = data.draw(st.text(alphabet, max_size=40)), data.draw(st.text(alphabet, max_size=40))
        ends.append(before + marked(planted, marks) + after)
    (repeat,) = find_repeats([plan("a", ends[0]), plan("b", ends[1])])
    assert letters(repeat.text) == letters(repeat.text_b) == planted
    assert (repeat.length, repeat.exact, repeat.agreement) == (len(planted), True, 1.0)


@given(st.lists(st.text(C, min_size=10, max_size=14), min_size=2, max_size=5), st.data())
@settings(max_examples=40, deadline=None)
def test_pieces_with_single_changes_are_one_run(pieces: list[str], data: st.DataObject) -> None:
    changed = [data.draw(st.sampled_from(["", "一"])) + piece for piece in pieces]
    other = [data.draw(st.sampled_from(["", "二"])) + piece for piece in pieces]
    (repeat,) = find_repeats([plan("a", "".join(changed)), plan("b", "".join(other))])
    assert repeat.length == sum(map(len, pieces))


few = st.lists(st.lists(st.text("甲乙丙，", max_size=90), min_size=1, max_size=2), min_size=1, max_size=2)


@given(few, few)
@settings(max_examples=60, deadline=None)
def test_what_is_found_holds_and_is_symmetric(first: list[list[str]], second: list[list[str]]) -> None:
    a, b = plan("a", *first), plan("b", *second)
    texts = texts_of(a, b)
    one, other = find_repeats([a, b]), find_repeats([b, a])
    assert {(r.a, r.b, r.text, r.text_b, r.kind) for r in one} == {(r.b, r.a, r.text_b, r.text, r.kind) for r in other}
    for r in one:
        assert (r.a.plan, r.b.plan) == ("a", "b")
        assert r.length >= LEAST
        assert AGREEMENT <= r.agreement <= 1 or r.length > han(r.text)
        for end, text in ((r.a, r.text), (r.b, r.text_b)):
            assert texts[end.plan, end.place, end.cell][slice(*end.span)] == text
        assert r.exact == (letters(r.text) == letters(r.text_b))


@given(st.text(C, min_size=30, max_size=60))
@settings(max_examples=20, deadline=None)
def test_no_repeat_within_one_plan(text: str) -> None:
    assert find_repeats([plan("a", text, text)]) == ()
    assert {(r.a.plan, r.b.plan) for r in find_repeats([plan("a", text, text), plan("b", text)])} == {("a", "b")}


# ---- near the borders


def test_nineteen_are_too_few_and_letters_do_not_count() -> None:
    assert find_repeats([plan("a", WORDS[:19]), plan("b", WORDS[:19])]) == ()
    assert find_repeats([plan("a", WORDS[:19] + "RCEP2025"), plan("b", WORDS[:19] + "RCEP2025")]) == ()
    assert len(find_repeats([plan("a", WORDS[:20]), plan("b", WORDS[:20])])) == 1


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("健全失信联合惩戒和信用修复机制，完善和健全覆盖全社会的社会信用体系。", "构建新型监管机制，完善和健全覆盖全社会的社会信用体系。"),
        ("在更广区域实现创新链、产业链、资金链良性循环。", "在更广泛区域形成创新链、产业链、资金链良性循环。"),
        ("健全以创新能力、质量、实效、贡献为导向的人才评价体系", "健全以创新性、质量、实效、贡献为导向的评价体系"),
    ],
)
def test_runs_in_which_fewer_agree_are_left(a: str, b: str) -> None:
    assert find_repeats([plan("a", a), plan("b", b)]) == ()


def test_gaps_up_to_their_width() -> None:
    for width, count in ((GAP, 1), (GAP + 1, 0)):
        a = WORDS[:15] + A[:width] + WORDS[15:30]
        assert len(find_repeats([plan("a", a), plan("b", WORDS[:30])])) == count


def test_too_little_agreement_is_no_run() -> None:
    pieces = [WORDS[0:10], WORDS[10:13], WORDS[13:16], WORDS[16:19], WORDS[19:22]]
    assert find_repeats([plan("a", A[:5].join(pieces)), plan("b", B[:5].join(pieces))]) == ()


def test_what_is_folded_and_what_is_not() -> None:
    one = f"{WORDS[:20]}PM~2.5~浓度４.５%{WORDS[20:30]}"
    other = f"{WORDS[:20]}PM2.5浓度4.5 ％，“{WORDS[20:30]}”"
    (repeat,) = find_repeats([plan("a", one), plan("b", other)])
    assert repeat.exact
    assert repeat.text == one
    (repeat,) = find_repeats([plan("a", WORDS[:20] + "4.5" + WORDS[20:30]), plan("b", WORDS[:20] + "45" + WORDS[20:30])])
    assert not repeat.exact


def test_a_quotation_mark_just_outside_is_taken_along() -> None:
    quoted = f"“{WORDS[:10]}”{WORDS[10:20]}《{WORDS[20:30]}》"
    (repeat,) = find_repeats([plan("a", f"一{quoted}二"), plan("b", f"“三{WORDS[:30]}”四")])
    assert (repeat.text, repeat.text_b) == (quoted, WORDS[:30])


def test_a_run_over_two_sentences() -> None:
    whole = "".join(WORDS)
    both = find_repeats([plan("a", [whole[:20] + "。", whole[20:] + "。"]), plan("b", whole)])
    assert places(both) == [("1.1", "1.1"), ("1.2", "1.1")]
    assert [r.length for r in both] == [20, 20]
    (most,) = find_repeats([plan("a", [whole[:12] + "。", whole[12:24] + A[:1] + "。"]), plan("b", whole[1:24])])
    assert (most.a.place, most.length, most.text) == ("1.2", 23, whole[12:24])
    assert find_repeats([plan("a", whole[:12], whole[12:24]), plan("b", whole[:24])]) == ()  # two paragraphs


def test_a_run_over_the_cells_of_a_row() -> None:
    row = Row(("9", WORDS[:12], "%", WORDS[12:21]), id="t1-r1")
    table = Plan("a", {}, (Section("0", None, "", 1, "", blocks=(Table("", ("", "", "", ""), (row,), id="t1"),)),))
    (repeat,) = find_repeats([table, plan("b", WORDS[:21])])
    assert (repeat.a.place, repeat.a.cell, repeat.text, repeat.length) == ("t1-r1", 1, WORDS[:12], 21)


def test_the_same_words_twice() -> None:
    text = WORDS[:25]
    assert len(find_repeats([plan("a", text + A[:9] + text), plan("b", text)])) == 1
    assert places(find_repeats([plan("a", [text, A, text]), plan("b", text, text)])) == [
        ("1.1", "1.1"),
        ("1.1", "2.1"),
        ("1.3", "1.1"),
        ("1.3", "2.1"),
    ]


def test_two_runs_in_a_pair_of_sentences() -> None:
    a, b = WORDS[:20] + A[:20] + WORDS[20:], WORDS[20:] + B[:20] + WORDS[:20]
    assert [r.text for r in find_repeats([plan("a", a), plan("b", b)])] == [WORDS[:20], WORDS[20:]]


def test_nothing_comes_of_nothing() -> None:
    assert find_repeats([]) == ()
    assert find_repeats([plan("a"), plan("b", "", "。"), plan("c", "\n\n")]) == ()
    assert letters("") == ""
    assert letter_spans("") == []


# ---- kinds and links


@pytest.mark.parametrize(
    ("text", "title", "kind"),
    [
        ("坚持以习近平新时代中国特色社会主义思想为指导，深入贯彻", "", "formula"),
        ("实现更高质量、更有效率、更加公平、更可持续、更为安全的发展", "", "formula"),
        ("统筹推进“五位一体”总体布局，协调推进“四个全面”战略布局", "", "formula"),
        ("到2035年基本建成具有世界影响力的社会主义现代化国际大都市", "", "content"),
        ("推进洋山港水公铁集疏运系统建设，加快建设临港集疏运中心", "", "content"),
        ("坚持系统观念、统筹兼顾，把握好当前和长远、局部和全局的关系", "基本原则", "formula"),
        ("坚持系统观念、统筹兼顾，把握好当前和长远、局部和全局的关系", "总体要求和主要目标", "content"),
    ],
)
def test_kinds_by_rule(text: str, title: str, kind: str) -> None:
    (repeat,) = [r for r in find_repeats([plan("a", text, title=title), plan("b", text, title=title)]) if r.a.place != "0"]
    assert repeat.kind == kind


def test_a_guiding_title_at_one_end_only_is_content() -> None:
    assert find_repeats([plan("a", WORDS, title="指导思想"), plan("b", WORDS, title="产业")])[0].kind == "content"


def test_links() -> None:
    (link,) = as_links(find_repeats([plan("b", "一" + WORDS[:30]), plan("a", WORDS[:15] + "二" + WORDS[15:30])]))
    assert (link.type, link.plan, link.place, link.to_plan, link.to_place) == ("repeats", "b", "1.1", "a", "1.1")
    assert (link.text, link.span, link.to_span) == (WORDS[:30], (1, 31), (0, 31))
    assert (link.score, link.reason) == (0.984, "正文，大体相同，同30字")


# ---- differences


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        ("“城市，让生活更美好”", "城市让生活更美好", [("equal", "“城市，让生活更美好”", "城市让生活更美好")]),
        ("达到4.5%左右", "达到4.6%左右", [("equal", "达到", "达到"), ("changed", "4.5%", "4.6%"), ("equal", "左右", "左右")]),
        (
            "一体的民用航空产业体系",
            "一体的产业体系",
            [("equal", "一体的", "一体的"), ("only-a", "民用航空", ""), ("equal", "产业体系", "产业体系")],
        ),
        (
            "南北转型的空间",
            "南北转型的市域空间",
            [("equal", "南北转型的", "南北转型的"), ("only-b", "", "市域"), ("equal", "空间", "空间")],
        ),
        ("累计达到1000家", "累计达1000家", [("equal", "累计", "累计"), ("changed", "达到", "达"), ("equal", "1000家", "1000家")]),
        ("下降PM~2.5~浓度", "下降PM~10~浓度", [("equal", "下降", "下降"), ("changed", "PM~2.5~", "PM~10~"), ("equal", "浓度", "浓度")]),
        ("", "市域", [("only-b", "", "市域")]),
        ("", "", []),
    ],
)
def test_differences(a: str, b: str, wanted: list[tuple[str, str, str]]) -> None:
    assert differences(a, b) == wanted


mixed = st.text("市域空间新格局产业体系达到4.5%PM~，“”（）、。 A１", max_size=30)


@given(mixed, mixed)
@settings(max_examples=120, deadline=None)
def test_differences_lose_nothing(a: str, b: str) -> None:
    made = differences(a, b)
    assert "".join(words for _, words, _ in made) == a
    assert "".join(words for _, _, words in made) == b
    for name, words_a, words_b in made:
        match name:
            case "equal":
                assert bool(words_a and words_b) or not letters(words_a + words_b)
            case "changed":
                assert words_a
                assert words_b
            case _:
                assert name == ("only-a" if words_a else "only-b")
                assert not (words_a and words_b)


@given(mixed)
@settings(max_examples=60, deadline=None)
def test_letters_know_where_they_come_from(text: str) -> None:
    spans = letter_spans(text)
    assert len(spans) == len(letters(text))
    assert spans == sorted(spans)


class Translated:
    """A plan of one sentence with its translation."""

    part_texts: ClassVar = {("1-1", 0): "甲" * 40 + "乙" * 20 + "丙" * 40}

    def translated(self, _place: str) -> str:
        return "First comes the one. Then comes No. 2 of them. Last come all the others."


@pytest.mark.parametrize(
    ("span", "wanted"),
    [
        ((0, 10), "First comes the one. …"),
        ((45, 55), "… Then comes No. 2 of them. …"),
        ((90, 100), "… Last come all the others."),
        ((0, 100), "First comes the one. Then comes No. 2 of them. Last come all the others."),
    ],
)
def test_of_a_long_translation_the_part_where_the_words_stand(span: tuple[int, int], wanted: str) -> None:
    assert translated_part(cast(PlanView, Translated()), End("yun", "1-1", 0, span)) == wanted
