"""Search: tokens, the index in lunr's terms, what labelled queries find, and that nothing that holds a query is missed."""

from __future__ import annotations

import math
import random
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lunr.builder import Builder
from lunr.index import Index

from generator.characters import HAN
from generator.content.anchors import Anchor, write_lock
from generator.content.store import ANCHORS
from generator.edition import Edition, load_edition
from generator.errors import ZhangjuError
from generator.model import Glossary, Paragraph, Plan, Section, Sentence
from generator.search.asked import read_questions, resting_questions
from generator.search.chinese import chinese_entries
from generator.search.documents import Document, documents, printed_numbers
from generator.search.editors import read_synonyms
from generator.search.engine import SCRIPTS, Engine, opened
from generator.search.english import TABLE, english_entries
from generator.search.files import NO_KIN, QUESTIONS, Kin, search_files, text_files
from generator.search.index import LEAST_WEIGHT, PHRASES, STEP, STEPS, asked_terms, index
from generator.search.packing import pack
from generator.search.pinyin import pinyin_entries
from generator.search.sharding import shards
from generator.search.tokens import fold, index_terms, pieces
from generator.site.search import found_in, topics_in
from tests.conftest import ROOT
from tests.first import REPOSITORY


def cases(name: str) -> list[list[str]]:
    lines = (ROOT / "tests/cases" / name).read_text(encoding="utf-8").split("\n")[1:]
    return [[*line.split("\t"), "", ""][:3] for line in lines if line]


@pytest.fixture(scope="module")
def engine(site: Path) -> Engine:
    return Engine.of(site)


def bare(text: str) -> str:
    """A text folded, without blanks and punctuation."""
    return "".join(pieces(fold(text)))


@pytest.fixture(scope="module")
def edition() -> Edition:
    return load_edition(ROOT / "content")


# ---- tokens, packing, parting


@pytest.mark.parametrize(("text", "indexed", "asked"), cases("tokens.tsv"), ids=lambda value: value[:12])
def test_tokens(engine: Engine, text: str, indexed: str, asked: str) -> None:
    assert " ".join(index_terms(text)) == indexed
    assert " ".join(engine.ask("terms", text)) == asked


@pytest.mark.parametrize(("typed", "clause", "_"), cases("clauses.tsv"), ids=lambda value: value[:12])
def test_clause_numbers(engine: Engine, typed: str, clause: str, _: str) -> None:
    assert (engine.ask("clause", typed) or "") == clause


@given(st.lists(st.integers(0, 10**7)))
def test_packed_numbers_come_back(engine: Engine, numbers: list[int]) -> None:
    assert engine.ask("unpack", pack(numbers)) == numbers
    assert not set(pack(numbers)) & set('"\\;| \n\t')


@given(st.dictionaries(st.text(st.characters(categories=["Ll", "Lo", "Nd"]), min_size=1, max_size=4), st.integers(1, 4000), min_size=1))
def test_every_key_is_in_a_file_that_a_prefix_leads_to(sizes: Mapping[str, int]) -> None:
    where = shards("t", 2, sizes, 1800)
    for key in sizes:
        assert where.file(key) in where.all_files()
        assert where.file(key) in where.files(where.begin(key))
        if len(key) >= 4 and key[:1] < "\u2e80":
            assert where.file(key[:4] + "ing") == where.file(key[:4] + "ed"), "forms of a word stand together"


# ---- the index is lunr's


TEXTS = ["发展 发展 产业", "产业 创新", "发展 创新 创新 人才 人才", "城市", "发展 城市 乡村 乡村 乡村"]


def as_documents(texts: Sequence[str]) -> list[Document]:
    """Documents of one plan; a Latin letter before each word keeps neighbours apart."""
    return [Document("p", "1", f"1-{i}", text.replace(" ", " a")) for i, text in enumerate(texts)]


def whole_lunr(documents: Sequence[Document]) -> Index:
    """The index that lunr itself builds of all documents."""
    builder = Builder()
    builder.ref("id")
    builder.field("text")
    builder.pipeline.reset()
    for number, document in enumerate(documents):
        builder.add({"id": number, "text": list(index_terms(document.text))})
    return builder.build()


def test_weights_are_those_of_lunr() -> None:
    found = index(as_documents(TEXTS))
    whole = whole_lunr(as_documents(TEXTS))
    compared = 0
    for term, postings in found.items():
        for number, step in (divmod(entry, STEPS) for entry in postings.text):
            vector = whole.field_vectors[f"text/{number}"].elements
            count = len(whole.inverted_index[term]["text"])
            rare = math.log(1 + abs((len(TEXTS) - count + 0.5) / (count + 0.5)))
            exact = vector[vector.index(whole.inverted_index[term]["_index"]) + 1]
            assert LEAST_WEIGHT + STEP * step == pytest.approx(exact / rare, abs=STEP / 2 + 0.002), (term, number)
            compared += 1
    assert compared > 20


def engine_on(
    documents: Sequence[Document],
    plans: Sequence[Plan] = (Plan("p", {}, ()),),
    glossary: Glossary | None = None,
    kin: Kin = NO_KIN,
    **limits: int,
) -> Engine:
    """The engine on the files made of some documents, with the scripts of the theme."""
    made = [
        *search_files(plans, glossary or Glossary(), documents, kin),
        *text_files(documents, lambda *_: "p/", lambda *_: None, lambda *_: ""),
    ]
    held = {path.removesuffix(".js"): opened(text) for path, text in made}
    scripts = [(ROOT / "templates/assets" / name).read_text(encoding="utf-8") for name in SCRIPTS]
    engine = Engine(scripts, held.get, limits)
    engine.files = held  # type: ignore[attr-defined]
    return engine


def asked_of(texts: Sequence[tuple[str, str]], query: str) -> dict[str, int]:
    """Anchor → tier of what a query finds in texts, each with what readers ask that it answers."""
    engine = engine_on([Document("p", "1", f"1-{n}", text, also=also) for n, (text, also) in enumerate(texts)])
    return {hit["anchor"]: hit["tier"] for group in engine.ask("find", query)["groups"] for hit in group["hits"] if not hit["beside"]}


def test_what_readers_say_is_found_in_both_scripts_though_no_text_has_its_characters() -> None:
    assert "1-0" in asked_of([("减少一次性用品。", "胶袋"), ("别的事。", "")], "膠袋")


def test_what_a_hyphen_joins_is_two_words_where_no_text_joins_it() -> None:
    texts = [("河道整治。", "river clean"), ("别的事。", "up"), ("又一件事。", "")]
    assert "1-0" in asked_of(texts, "river clean-up")
    assert asked_of([*texts, ("第四件事。", "river clean-up")], "clean-up") == {"1-3": 1}


def test_a_word_that_holds_a_word_of_questions_stays_whole() -> None:
    found = asked_of([("出租车改革。", "的士"), ("博士后。", ""), ("企业管理。", "")], "的士什么时候涨价")
    assert found.keys() == {"1-0"}


IN_ENGLISH = [
    "Properly carry out the gradual raising of the statutory retirement age.",
    "Spread palliative care, and safeguard the dignity of life.",
    "Give more support to affordable elder care institutions.",
    "Extend the coverage of shore power in ports.",
    "Improve the ways in which people take part in legislation.",
]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("retiring at a later age", "1-0"),  # another form of the word
        ("end of life", "1-1"),  # a phrase, found by what plans say for it
        ("are nursing homes cheap", "1-2"),  # two of them
        ("residents and new laws", "1-4"),  # one word of two
    ],
)
def test_english_is_found_by_other_forms_and_by_what_plans_say_for_it(query: str, first: str) -> None:
    found = [Document("p", "1", f"1-{n}", f"第{n}件事。", translation=text) for n, text in enumerate(IN_ENGLISH)]
    assert engine_on(found, [Plan("p", {}, ())]).find(query)[0].anchor == first


def test_what_is_said_in_english_is_kept_as_far_as_the_index_holds_it() -> None:
    assert english_entries({"palliative", "care", "term"})["hospice"] == "palliative care"
    assert "hospice" not in english_entries({"care"})


def test_the_table_of_english_can_be_looked_up() -> None:
    """Each row has two cells, and what a reader types begins with a word that a query keeps."""
    rows = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()]
    assert {len(row) for row in rows} == {2}
    readers = [word.strip() for left, _ in rows[1:] for word in left.split(",")]
    assert not [word for word in readers if word.split(" ")[0] in QUESTIONS["stop"]]
    assert all(word.split(" ") == word.split() for word in readers)
    termbase, local = (tomllib.loads((ROOT / f"content/{name}.toml").read_text(encoding="utf-8")) for name in ("termbase", "local"))
    places = {term["en"] for term in termbase["term"] if any(name in term["zh"] for name in local["names"])}
    assert len(places) > 20
    table = TABLE.read_text(encoding="utf-8")
    assert [place for place in (*places, "Shanghai") if place in table] == []  # the engine knows no place of an edition


@pytest.mark.parametrize("query", ["半导体聚落", "parking problems"])
def test_five_characters_and_two_english_words_also_show_what_answers_a_part(query: str) -> None:
    texts = [(f"第{n}件事。", query) for n in "一二三四"] + [("又一件事。", "半导体 parking")]
    assert asked_of(texts, query) == {"1-0": 1, "1-1": 1, "1-2": 1, "1-3": 1, "1-4": 4}


def test_an_index_of_the_query_alone_ranks_as_the_whole_one() -> None:
    """A score is a dot product with the query's weights: terms and documents that the query has not cannot change it."""
    documents = as_documents(TEXTS)
    whole, engine = whole_lunr(documents), engine_on(documents)
    for asked in ("发展", "创新 人才", "发展 乡村", "城市"):
        query = whole.create_query()
        for term in asked.split():
            query.term(term, use_pipeline=False)
        expected = {int(match["ref"]): match["score"] for match in whole.query(query)}
        hits = {int(hit.anchor[2:]): hit.score for hit in engine.find(asked) if hit.tier == 1}
        assert hits == {number: pytest.approx(expected[number], rel=0.12) for number in hits}, asked
        assert sorted(hits, key=lambda n: -hits[n]) == [n for n in sorted(expected, key=lambda n: -expected[n]) if n in hits], asked
        assert hits


# ---- numbers as printed


def numbered(name: str, number: str | None, parent: str | None = None, text: str = "") -> Section:
    blocks = (Paragraph((Sentence(text, id=f"{name}-1"),)),) if text else ()
    return Section(name, number, f"{number}　", 1 + name.count("."), "", parent=parent, blocks=blocks)


def test_a_plan_that_opens_with_a_chapter_is_found_by_its_title() -> None:
    named = Plan("law", {"title": "云州数据条例"}, (numbered("1", "第一章", "1", "规划应当公开。"),))
    unnamed = Plan("nameless", {}, (numbered("1", "第一章"),))
    made = documents([named, unnamed], Glossary())
    assert [(one.plan, one.anchor) for one in made if one.anchor == "front"] == [("law", "front"), ("nameless", "front")]
    assert [hit.anchor for hit in engine_on(made, [named, unnamed]).find("云州数据条例")][:1] == ["front"]


def test_a_spelling_finds_the_four_most_frequent_words_editors_names_first() -> None:
    texts = ["实施"] * 9 + ["时事"] * 7 + ["失事"] * 5 + ["史诗"] * 3 + ["试试"] * 2
    entries = pinyin_entries([], ["，".join(texts)])
    assert len(entries["shishi"]) == 4
    assert entries["shishi"][0] == "实施"
    assert pinyin_entries(["逝世"], ["，".join(texts)])["shishi"][0] == "逝世"
    assert all(len(key) >= 3 for key in entries)


def test_a_reader_who_types_a_number_gets_the_section_that_print_calls_so() -> None:
    """Where an article was put in, the later ones keep their ids: 第八条 stays `2.7`."""
    plan = Plan(
        "law",
        {},
        (
            numbered("1", "第一章"),
            numbered("1.6", "第六条", "1", "规划应当公开。"),
            numbered("2", "第二章"),
            numbered("2.6a", "第七条", "2", "新设数据机构。"),
            numbered("2.7", "第八条", "2", "公共数据应当依法共享。"),
        ),
    )
    engine = engine_on(documents([plan], Glossary()), [plan])
    assert [hit.anchor for hit in engine.find("第七条")] == ["2.6a"]
    assert [hit.anchor for hit in engine.find("第8条")] == ["2.7"]
    assert [hit.anchor for hit in engine.find("第六条")] == ["1.6"]
    assert [hit.anchor for hit in engine.find("第二章第七条")][:1] == ["2.6a"]  # beside it that whose address has this number
    assert [hit.anchor for hit in engine.find("第二章第八条")] == ["2.7"]
    assert engine.find("第二条") == []  # there is a second chapter, and no second article


def test_a_paragraph_and_an_item_of_an_article_are_found_by_their_numbers() -> None:
    article = Section(
        "1.7", "第七条", "第七条　", 2, "", parent="1",
        blocks=(
            Paragraph((Sentence("数据应当共享。", id="1.7-1"), Sentence("但涉密的除外。", id="1.7-2"))),
            Paragraph((Sentence("共享应当签订协议。", id="1.7-3"),)),
        ),
    )  # fmt: skip
    plan = Plan("p", {}, (numbered("1", "第一章"), article, numbered("1.7.2", "（二）", "1.7", "有异议的数据；")))
    engine = engine_on(documents([plan], Glossary()), [plan])
    assert [hit.anchor for hit in engine.find("第七条第一款")] == ["1.7-1"]
    assert [hit.anchor for hit in engine.find("第七条第二款")] == ["1.7-3"]
    assert [hit.anchor for hit in engine.find("第七條第（二）項")] == ["1.7.2"]
    assert engine.find("第七条第三款") == []


@pytest.mark.parametrize(
    ("sections", "printed"),
    [
        ([("3", "三", None), ("3.1", "（一）", "3"), ("3.1.2", "2", "3.1")], {}),
        ([("7", "七", None), ("7.1", "1", "7"), ("7.1.1", "1.1", "7.1"), ("6.2.3", "2.3", None)], {"6.2.3": ("2.3",)}),
        ([("2", "2", None), ("2.1", "2.1", "2"), ("2.1.1", "2.1.1", "2.1")], {}),
        ([("0a", "一", None), ("0a.1", "（一）", "0a"), ("1", "二", None), ("1.1", "（一）", "1")], {"0a": ("1",), "0a.1": ("1.1",), "1": ("2",), "1.1": ("2.1",)}),
        ([("0a", "1", None), ("0a.1", "1.1", "0a"), ("1", "2", None), ("1.1", "2.1", "1")], {"0a": ("1",), "0a.1": ("1.1",), "1": ("2",), "1.1": ("2.1",)}),
        ([("a", "附件", None), ("a.2", "二", "a"), ("a.2.12", "12", "a.2"), ("end", None, None)], {}),
        ([("2.12", "第十二条", None), ("2.12.2", "（二）", "2.12")], {"2.12": ("12", "条12"), "2.12.2": ("12.2", "条12项2")}),
    ],
)  # fmt: skip
def test_printed_numbers(sections: list[tuple[str, str | None, str | None]], printed: dict[str, tuple[str, ...]]) -> None:
    assert printed_numbers([numbered(*one) for one in sections]) == printed


# ---- what is found


def test_the_best_of_each_plan_is_in_sight() -> None:
    """Twenty sentences of one plan and one of another that hold the word: the other's stands among the first ten."""
    found = [Document("p", "1", f"1-{i}", f"湿地保护湿地修复湿地{'甲乙丙丁'[i % 4]}") for i in range(20)]
    found.append(Document("q", "1", "1-1", "其他许多事项之外，也提到了湿地，此外还有很多别的内容"))
    engine = engine_on(found, [Plan("p", {}, ()), Plan("q", {}, ())])
    plans = [hit.plan for hit in engine.find("湿地")]
    assert plans[0] == "p"
    assert "q" in plans[:10]


def test_two_sections_of_each_plan_are_in_sight() -> None:
    """Fifteen sections of one plan and two of another say the word, these last: both stand among the first ten sections, in their order."""
    found = [
        Document(plan, str(i), f"{i}-1", f"湿地保护湿地修复湿地{'甲乙丙丁戊'[i % 5]}")
        for plan, count in (("p", 15), ("q", 2))
        for i in range(count)
    ]
    groups = engine_on(found, [Plan("p", {}, ()), Plan("q", {}, ())]).ask("find", "湿地")["groups"]
    plans = [group["hits"][0]["plan"] for group in groups]
    assert plans[:10] == ["p"] * 8 + ["q"] * 2
    assert plans[10:] == ["p"] * 7


def test_what_stands_in_a_section_counts_for_each_of_its_sentences() -> None:
    """Two sections say the first word of a question in the same way; in one of them another sentence says the second."""
    said = [
        ("1", "wetlands are kept"),
        ("1", "roads are mended"),
        ("2", "wetlands are kept"),
        ("2", "birds are counted"),
        ("3", "birds are rare, birds are seen"),
    ]
    found = [Document("p", section, f"{section}-{n}", f"第{n}件事。", translation=text) for n, (section, text) in enumerate(said)]
    hits = engine_on(found, [Plan("p", {}, ())]).find("what of wetlands and of birds")
    assert [hit.section for hit in hits if hit.anchor in ("1-0", "2-2")] == ["2", "1"]


def test_everyday_chinese_is_kept_beside_the_first_two_characters_as_far_as_the_index_holds_what_plans_say() -> None:
    assert ":农村|乡村" in chinese_entries({"农村", "乡村"})["=乡下"].split(";")
    assert "=乡下" not in chinese_entries({"城市"})


def test_the_table_of_everyday_chinese_can_be_looked_up() -> None:
    """Each row has two cells; a reader's word has two Han characters or more, and no mark of the entries; no place of an edition is there."""
    lines = (TABLE.parent / "chinese.tsv").read_text(encoding="utf-8").splitlines()
    rows = [[[word.strip() for word in cell.split(",")] for cell in line.split("\t")] for line in lines[1:]]
    assert {len(row) for row in rows} == {2}
    assert [word for readers, _ in rows for word in readers if not re.fullmatch(f"[{HAN}]{{2,}}", word)] == []
    assert [word for _, plans in rows for word in plans if not word or set(word) & set(":;|=")] == []
    names = tomllib.loads((ROOT / "content/local.toml").read_text(encoding="utf-8"))["names"]
    assert [name for name in names if any(name in line for line in lines)] == []


@pytest.mark.parametrize(
    ("query", "found"), [("乡下的路怎么样", ["1-0"]), ("鄉下", ["1-0"]), ("“乡下”", []), ("农村", ["1-0"]), ("乡下 城市", ["1-1"])]
)
def test_everyday_chinese_finds_what_plans_say(query: str, found: list[str]) -> None:
    """In questions, and where nothing holds what is typed; what is quoted is found as it stands or not at all."""
    assert list(asked_of([("改善农村面貌", ""), ("城市乡下", "")][: 1 + ("城" in query)], query)) == found


def test_the_counterpart_of_what_answers_a_question_follows_it() -> None:
    """It has no word of the question, and stands behind all of which it is a counterpart."""
    found = [Document("p", "1", "1-1", "湿地保护"), Document("q", "2", "2-1", "滩涂修复"), Document("q", "2", "2-2", "别的事")]
    plans, kin = [Plan("p", {}, ()), Plan("q", {}, ())], {("p", "1-1"): [("q", "2-1"), ("q", "gone")]}
    assert [hit.anchor for hit in engine_on(found, plans).find("湿地怎么保护")] == ["1-1"]
    hits = engine_on(found, plans, kin=kin).find("湿地怎么保护")
    assert [(hit.anchor, hit.tier) for hit in hits][:2] == [("1-1", 1), ("2-1", 4)]
    assert [hit.anchor for hit in engine_on(found, plans, kin=kin).find("湿地")] == ["1-1"]


def test_where_sections_begin_stands_in_files_of_so_many_documents_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """In each the section that runs on into it, first; with one file read a first answer still finds all, with the whole lists in the same order."""
    import generator.search.files as files

    monkeypatch.setattr(files, "SECTIONS_OF", 4)
    found = [Document("p", str(n // 3), f"{n // 3}-{n}", f"湿地保护{'另加修复' * (n % 4)}") for n in range(12)]
    engine = engine_on(found, mostFiles=1)
    assert [engine.ask("unpack", engine.files[f"s/{n}"]) for n in range(3)] == [[0, 3], [3, 3], [6, 3]]  # type: ignore[attr-defined]
    first, whole = (engine.find("湿地怎么保护", whole=whole) for whole in (False, True))
    assert {hit.anchor for hit in first} == {hit.anchor for hit in whole} == {d.anchor for d in found}


def test_of_one_clause_three_sentences_at_most_are_read_for_a_question() -> None:
    """A clause with thirty sentences leaves room for twelve that hold the words less often."""
    found = [Document("p", "1", f"1-{n}", "湿地湿地湿地保护") for n in range(30)]
    found += [Document("p", str(n), f"{n}-1", "湿地另加保护，其余事项从略，另行通知") for n in range(2, 14)]
    groups = engine_on(found, [Plan("p", {}, ())]).ask("find", "湿地怎么保护")["groups"]
    assert len({group["hits"][0]["section"] for group in groups}) >= 10


def test_what_else_a_clause_says_follows_the_first_ten_hits_where_a_question_is_answered_by_it() -> None:
    """Twelve clauses answer, the first has four more sentences without a word of the question: three come after the tenth, as no hits."""
    found = [
        Document("p", "1", "1-1", "湿地湿地湿地怎样保护"),
        Document("p", "1", "1-2", "此事另有安排"),
        Document("p", "1", "1-3", "并且逐年检查"),
        Document("p", "1", "1-4", "按季公布"),
        Document("p", "1", "1-5", "由各处分别落实"),
    ]
    others = ("".join(chr(0x5000 + 20 * n + i) for i in range(12)) for n in range(2, 13))
    found += [Document("p", str(n), f"{n}-1", f"湿地另加保护，{other}") for n, other in enumerate(others, 2)]
    groups = engine_on(found, [Plan("p", {}, ())]).ask("find", "湿地怎么保护")["groups"]
    assert [group["hits"][0]["section"] for group in groups[:11]] == [*map(str, range(1, 11)), "1"]
    assert [group["again"] for group in groups[:12]] == [*[False] * 10, True, False]
    assert [(hit["anchor"], hit["beside"], hit["tier"]) for hit in groups[10]["hits"]] == [(f"1-{n}", True, 4) for n in (2, 3, 4)]


def test_no_word_of_the_plans_brings_what_does_not_hold_it() -> None:
    found = [Document("p", "1", "1-1", "保护湿地"), Document("p", "1", "1-2", "此事另有安排")]
    assert [hit.anchor for hit in engine_on(found, [Plan("p", {}, ())]).find("湿地")] == ["1-1"]


def test_nothing_that_holds_a_pair_of_characters_is_missed(engine: Engine, edition: Edition) -> None:
    """Every pair of Han characters in a sample of sentences: found are all parts that hold it, punctuation and blanks apart."""
    found = found_in(edition, ())
    texts = {(d.plan, d.anchor): bare(d.text).replace(" ", "") for d in found}
    sample = random.Random(7).sample([d for d in found if len(d.text) > 10], 40)
    pairs = {pair for d in sample for pair in re.findall(f"(?=([{HAN}][{HAN}]))", bare(d.text))}
    assert len(pairs) > 700
    numbers = {number: (d.plan, d.anchor) for number, d in enumerate(found)}
    for pair in pairs:
        answered = {numbers[number] for number, tier in engine.places(f"“{pair}”").items() if tier == 1}
        assert answered >= {place for place, text in texts.items() if pair in text}, pair


def test_nothing_that_holds_a_character_is_missed(engine: Engine, edition: Edition) -> None:
    found = found_in(edition, ())
    for char in random.Random(8).sample(sorted({c for d in found for c in re.findall(f"[{HAN}]", bare(d.text))}), 60):
        held = {n for n, d in enumerate(found) if char in bare(d.text)}
        assert engine.places(f"“{char}”").keys() >= held, char


def test_a_first_answer_without_the_long_lists_is_right(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    """At five plans no list is long; made long by a low limit, what is then found is found by the whole lists too."""
    import generator.search.files as files

    found = found_in(edition, ())
    monkeypatch.setattr(files, "LONG", 60)
    monkeypatch.setattr(files, "TOP", 20)
    engine = engine_on(found, [view.plan for view in edition], edition.glossary, longRead=80, mostFiles=2)
    assert sum(name.startswith("l/") for name in engine.files) > 100  # type: ignore[attr-defined]
    for typed in ("高质量发展", "科技创新中心", "发展", "产业 发展", "“长三角一体化”", "养老服务", "在 养老"):
        first = {(hit.plan, hit.anchor) for hit in engine.find(typed, whole=False) if hit.tier == 1}
        everywhere = {(found[n].plan, found[n].anchor) for n, tier in engine.places(typed).items() if tier == 1}
        assert first, typed
        assert first <= everywhere, typed


@pytest.mark.parametrize("typed", ["", "   ", "。，！", "AND OR NOT", "+-*:^~", '"', "“", "「」", "<script>alert(1)</script>", "plan:", "plan:x", "😀",
                                   "(.*)+[", "\\", "‮abc", "a" * 10000, "发展" * 5000, "plan:sh-14fyp", "\x00", "§6.2.2", "#1 2 3", "一" * 201])  # fmt: skip
def test_anything_may_be_typed(engine: Engine, typed: str) -> None:
    hits = engine.find(typed)
    assert all(hit.text or hit.anchor for hit in hits)


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_is_a_query(engine: Engine, typed: str) -> None:
    assert isinstance(engine.find(typed), list)


def test_words_of_other_plans_are_kept_out(engine: Engine) -> None:
    assert {hit.plan for hit in engine.find("plan:sh-14fyp 集成电路")} == {"sh-14fyp"}
    assert {hit.plan for hit in engine.find("period:2026-2030 集成电路")} == {"sh-15fyp"}
    assert {hit.plan for hit in engine.find("规划：lingang-14fyp 集成电路")} == {"lingang-14fyp"}


def test_an_exact_phrase_is_exact(engine: Engine) -> None:
    hits = engine.find("“科技创新中心”")
    assert hits
    assert all("科技创新中心" in bare(hit.text) for hit in hits)


def test_both_scripts_find_the_same(engine: Engine) -> None:
    for simplified, traditional in (("一网通办", "一網通辦"), ("临港新片区", "臨港新片區"), ("发展绣带", "發展繡帶"), ("里弄", "裡弄")):
        assert [(h.plan, h.anchor) for h in engine.find(simplified)] == [(h.plan, h.anchor) for h in engine.find(traditional)]


# ---- what editors add


def test_a_synonym_is_found(engine: Engine) -> None:
    assert any("轨道交通" in hit.text for hit in engine.find("地铁"))


def test_a_synonym_of_a_word_that_no_plan_holds_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "search.toml").write_text('\n[[synonym]]\nreaders = ["地铁"]\nplans = ["轨道交通"]\n', encoding="utf-8")
    assert read_synonyms(tmp_path, [PLAN])[0].readers == ["地铁"]
    with pytest.raises(ZhangjuError, match=r"search\.toml:2: no plan holds “轨道交通”"):
        read_synonyms(tmp_path, [Plan("q", {}, (numbered("1", "一、", text="加快公路建设。"),))])


@pytest.mark.parametrize("source", ['[[synonym]]\nreaders = "地铁"\nplans = []\n', "[[synonym]]\nwords = []\n", "[[synonym]\n"])
def test_a_broken_file_of_synonyms_is_an_error_with_its_line(tmp_path: Path, source: str) -> None:
    (tmp_path / "search.toml").write_text(source, encoding="utf-8")
    with pytest.raises(ZhangjuError, match=r"search\.toml:\d"):
        read_synonyms(tmp_path, [])


PLAN = Plan("p", {}, (numbered("1", "一、", text="加快轨道交通建设。"),))


@pytest.mark.parametrize("source", ['[p]\n"1-1" = "谁管地铁"\n', "[p]\n'1-1'='谁管地铁'\n1 = \"轨道\"\n"])
def test_what_readers_ask_is_read_with_its_place(tmp_path: Path, source: str) -> None:
    (tmp_path / "questions.toml").write_text(source, encoding="utf-8")
    assert read_questions(tmp_path, [PLAN])["p", "1-1"] == "谁管地铁"
    assert read_questions(tmp_path / "none", [PLAN]) == {}


def test_a_line_names_several_places_and_a_place_stands_in_several_lines(tmp_path: Path) -> None:
    (tmp_path / "questions.toml").write_text('[p]\n"1 1-1" = "谁管地铁"\n"1-1" = "捷运"\n', encoding="utf-8")
    assert read_questions(tmp_path, [PLAN]) == {("p", "1"): "谁管地铁", ("p", "1-1"): "谁管地铁 捷运"}


@pytest.mark.parametrize(
    ("source", "line", "cause"),
    [
        ('[q]\n"1-1" = "谁管"\n', 1, "`q` is no plan"),
        ('p = "谁管"\n', 1, "`p` is no plan"),
        ('[p]\n"1-1" = "谁管"\n\n"1-9" = "谁管"\n', 4, "p has no place `1-9`"),
        ('[p]\n1 = "谁管"\n"1-1 1-9" = "谁管"\n', 3, "p has no place `1-9`"),
        ('[p]\n"1-1" = " "\n', 2, "`1-1` has no questions"),
        ('[p]\n"1-1" = ["谁管"]\n', 2, "`1-1` has no questions"),
        ("[p\n", 1, "no TOML"),
    ],
)
def test_questions_of_what_is_not_there_are_an_error_with_its_line(tmp_path: Path, source: str, line: int, cause: str) -> None:
    (tmp_path / "questions.toml").write_text(source, encoding="utf-8")
    with pytest.raises(ZhangjuError, match=rf"questions\.toml:{line}: .*{re.escape(cause)}"):
        read_questions(tmp_path, [PLAN])


def test_questions_follow_a_text_that_moved_and_rest_where_it_is_gone(tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    lock = write_lock(
        [
            Anchor("1-1", "加快轨道交通建设。", 1),
            Anchor("1-7", None, 1, to="1-1", moved=True),
            Anchor("1-8", "旧的一句。", 1, to="1-1"),
            Anchor("1-9", "手删的。", 2),
        ]
    )
    (tmp_path / "p" / ANCHORS).write_text(lock, encoding="utf-8")
    (tmp_path / "questions.toml").write_text('[p]\n"1-7" = "谁管地铁"\n"1-8" = "谁管公交"\n"1-9" = "谁管船"\n', encoding="utf-8")
    assert read_questions(tmp_path, [PLAN]) == {("p", "1-1"): "谁管地铁"}
    resting, by_hand = resting_questions(tmp_path, [PLAN])
    assert (resting.code, resting.line) == ("L004", 3)
    assert "write `p 1-1`" in resting.next_step
    assert (by_hand.code, by_hand.line) == ("L004", 4)


def test_the_editions_questions_are_in_its_site(engine: Engine) -> None:
    assert ("sh-14fyp", "12.3.1-5") in {(hit.plan, hit.anchor) for hit in engine.find("直饮水")}


def test_a_place_is_found_by_what_readers_ask() -> None:
    """The question has no word of the text; it is not shown, and the words of the text still find it."""
    found = documents([PLAN], Glossary(), questions={("p", "1-1"): "公交太挤怎么办"})
    engine = engine_on(found, [PLAN])
    assert [(hit.anchor, hit.text) for hit in engine.find("公交太挤")] == [("1-1", "加快轨道交通建设。")]
    assert [hit.anchor for hit in engine.find("轨道交通")] == ["1-1"]


def test_the_words_of_one_phrase_say_more_than_those_of_several_and_what_several_say_more_than_one() -> None:
    """Before: all that readers ask of a place was one heap of words."""
    one, apart, agreed = "孩子托管 午饭", "孩子生病 托管 午饭", "孩子托管 找孩子托管"
    found = [Document("p", str(n), f"{n}-1", f"第{n}件。", asked=asked) for n, asked in enumerate((apart, one, agreed))]
    assert [hit.anchor for hit in engine_on(found).find("怎么给孩子找托管")] == ["2-1", "1-1", "0-1"]


def test_phrases_are_told_apart_by_blanks_and_english_words_stand_together() -> None:
    said = asked_terms("贷款难 bank loan 借钱 SME")
    assert said == {0: dict.fromkeys(("贷款", "款难")), 1: dict.fromkeys(("bank", "loan")), 2: {"借钱": None}, 3: {"sme": None}}
    assert list(asked_terms(" ".join(["贷款"] * (PHRASES + 2)))) == list(range(PHRASES))


@pytest.mark.parametrize("typed", ["贷不到款", "贷得到款吗", "贷什么款", "贷了款怎么办"])
def test_what_stands_inside_a_word_is_taken_out(typed: str) -> None:
    found = [Document("p", "1", "1-1", "支持企业贷款。"), Document("p", "1", "1-2", "办好一件款式。")]
    assert engine_on(found, [Plan("p", {}, ())]).find(typed)[0].anchor == "1-1"


@pytest.mark.parametrize(("typed", "text"), [("发展什么产业", "发展先进制造产业。"), ("不到2%的地区", "地区降幅2%。")])
def test_what_stands_between_whole_words_or_before_a_figure_joins_nothing(typed: str, text: str) -> None:
    assert engine_on([Document("p", "1", "1-1", text)], [Plan("p", {}, ())]).find(typed)[0].tier == 1


@pytest.mark.parametrize("typed", ["贷不到", "怎么贷得到"])
def test_a_single_character_that_is_left_is_no_word(typed: str) -> None:
    """It would find all that begins so, as if it held what was typed."""
    found = [Document("p", "1", "1-1", "贷款。"), Document("p", "1", "1-2", "投贷联动。")]
    assert engine_on(found, [Plan("p", {}, ())]).find(typed) == []


def test_topics_are_runs_of_what_search_finds(edition: Edition) -> None:
    """Every clause of a topic, with all that stands in it, is in its runs, and a section of another is not."""
    found = found_in(edition, ())
    topics = {str(id): runs for id, _, runs in topics_in(edition, found)}
    assert list(topics) == [thread.id for thread in edition.threads]
    covered = {found[n].section for first, end in topics["elder-care"] for n in range(first, end) if found[n].plan == "sh-14fyp"}
    assert {"14.3.2", "14.3.3"} <= covered
    assert "12.1.1" not in covered


def test_a_row_has_the_names_of_its_columns(edition: Edition) -> None:
    heads = {document.anchor: document.heads for document in found_in(edition, ()) if document.plan == "sh-14fyp"}
    assert "单位" in heads["2.3-t1-r6"].split(" · ")
    assert not heads["2.3-1"]


# ---- the site


def test_a_small_site_has_search(project: Callable[..., Path]) -> None:
    from generator.pipeline import convert
    from generator.site.build import build

    root = project()
    convert(root / "seeds", root / "content", ["try-1"])
    engine = Engine.of(build(root).site)
    assert [hit.anchor for hit in engine.find("生产总值")] == ["1.2-1"]
    assert [hit.anchor for hit in engine.find("一、（二）")] == ["1.2"]
    assert engine.find("没有的话") == []


def test_the_page_without_script_says_what_to_do(site: Path) -> None:
    page = (site / "search/index.html").read_text(encoding="utf-8")
    noscript = re.search(r"<noscript>(.*?)</noscript>", page, re.S)
    assert noscript
    for link in ("glossary/", "topics/", "sh-14fyp/"):
        assert f'href="../{link}"' in noscript[1]


AT_THE_END = """
from generator.search.engine import Engine
kept = [Engine(["const zhangjuEngine = () => ({ find: async () => ({ groups: [] }) });"], lambda name: None) for _ in range(3)]
print([engine.find("水") for engine in kept])
"""


def test_engines_that_are_kept_to_the_end_do_not_hold_python_up() -> None:
    done = subprocess.run([sys.executable, "-c", AT_THE_END], cwd=REPOSITORY, capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout, done.returncode) == ("[[], [], []]\n", 0), done.stderr
