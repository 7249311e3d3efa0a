"""What is remembered of the same before is what would be reckoned anew."""

from __future__ import annotations

import gc
import inspect
import random
import re
import threading
import weakref
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import pure as remembering
from generator.content.store import plan_of
from generator.content.write import write_plan
from generator.errors import ZhangjuError
from generator.links import likeness, runs, sureness
from generator.links.candidates import KnownCandidates
from generator.links.counterparts import find_pairs
from generator.links.editors import LinkEditors, SameWords
from generator.links.likeness import Field, Held
from generator.links.repeats import find_repeats
from generator.model import Paragraph, Plan, Section, Sentence
from generator.pipeline import convert_seed
from generator.pure import Same, pure, turn
from generator.site.tidying import IDLE, MUCH, is_due, tidy
from generator.spotting import words_of
from generator.unlocked import cached_property
from tests.edition import HERE as EDITION
from tests.forgetting import as_new

WORDS = re.findall(
    r"\w+",
    "轨道交通 养老床位 长期护理 航运中心 航运保险 集装箱 大气污染 机动车 公交车 普惠托育 智慧水务 管网改造 数字孪生 和 的 推进 扩大 健全",
)


@pytest.fixture(autouse=True)
def nothing_held() -> Iterator[None]:
    yield
    Held.last, KnownCandidates.last = ({}, {}), {}


def test_a_step_is_done_once_for_the_same_and_forgotten_when_two_turns_do_not_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "LONG", 1)
    done: list[object] = []

    @pure(most=3)
    def step(number: int, more: int = 1) -> int:
        done.append(number)
        if number < 0:
            raise ValueError("below nothing")
        return number + more

    assert [step(7, more=n) for n in (1, 2, 1)] == [8, 9, 8]
    assert done == [7, 7]
    turn()
    turn()
    done.clear()
    assert [step(1), step(1), step(2)] == [2, 2, 3]
    turn()
    assert step(1) == 2
    turn()
    assert [step(1), step(2)] == [2, 3]  # 2 was not asked for in a whole turn
    for _ in range(2):
        with pytest.raises(ValueError, match="below"):
            step(-1)
    assert done == [1, 2, 2, -1, -1]
    for number in range(10, 20):
        step(number)
    step(10)
    assert done[-1] == 10  # of more than three older ones go


def test_what_is_known_by_being_the_very_thing_is_no_other_of_its_like() -> None:
    one, other = Sentence("1-1", "甲", line=1), Sentence("1-1", "甲", line=2)
    assert one == other
    assert Same(one) != Same(other)
    assert len({Same(one), Same(one), Same(other)}) == 2


def test_a_plan_that_is_read_again_has_the_lines_of_its_own_files() -> None:
    files = write_plan(Plan("p", {"title": "题"}, (section("1", "甲。"),)))
    first = plan_of(files, Path("p"))
    assert plan_of(dict(files), Path("p")) is first
    lower = {name: text.replace("\n甲。", "\n\n\n甲。") for name, text in files.items()}
    assert plan_of(lower, Path("p")).plan == first.plan
    page = "01.md"
    for blanks in (1, 3):  # an error is not remembered, and told of its own line
        wrong = files | {page: files[page] + "\n" * blanks + "# 乙\n"}
        line = wrong[page].count("\n")
        with pytest.raises(ZhangjuError, match=f":{line}: the heading"):
            plan_of(wrong, Path("p"))


def section(number: str, *texts: str) -> Section:
    sentences = tuple(Sentence(text, id=f"{number}-{n}") for n, text in enumerate(texts, 1))
    return Section(number, number, mark=f"{number} ", level=1, title="".join(texts)[:4], blocks=(Paragraph(sentences),))


def edited(plan: Plan, chance: random.Random, count: int) -> Plan:
    """A plan after an edit: a text that is otherwise, a section that is new, gone or elsewhere."""
    sections = list(plan.sections)
    at = chance.randrange(len(sections))
    made = section(str(count), *(text(chance) for _ in range(chance.randint(1, 3))))
    match chance.randrange(5):
        case 0:
            sections.insert(at, made)
        case 1 if len(sections) > 4:
            del sections[at]
        case 2:
            sections.append(sections.pop(at))
        case _:
            sections[at] = replace(made, id=sections[at].id)
    return replace(plan, sections=tuple(sections))


def text(chance: random.Random) -> str:
    return "".join(chance.choices(WORDS, k=chance.randint(1, 6))) + "。"


def after_edits(seed: int, size: int) -> Iterator[tuple[random.Random, list[Plan]]]:
    """Three plans after each of some edits."""
    chance = random.Random(seed)
    plans = [
        Plan(name, {"kind": "plan"}, tuple(section(str(n), *(text(chance) for _ in range(2))) for n in range(1, size)))
        for name in ("p-1", "q-2", "r-3")
    ]
    for count in range(100, 125):
        which = chance.randrange(3)
        plans[which] = edited(plans[which], chance, count)
        yield chance, plans


def test_counterparts_of_edited_plans_are_those_of_plans_that_were_never_seen() -> None:
    mended = 0
    for chance, plans in after_edits(0, 9):
        editors = LinkEditors(same=[SameWords(["养老床位", "长期护理"])] if chance.randrange(8) == 0 else [])
        mended += Held(Field(plans, {})).useful
        turn()
        warm = find_pairs(plans, editors)
        with as_new():
            assert find_pairs(plans, editors) == warm
    assert mended > 10


def test_the_nearest_passages_of_edited_plans_are_those_of_plans_that_were_never_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likeness, "HELD", likeness.CANDIDATES + 1)  # so that what is held does not last long
    for _, plans in after_edits(1, 26):
        near = Field(plans, {}).all_nearest
        with as_new():
            assert Field(plans, {}).all_nearest == near


@given(st.lists(st.text("甲乙", max_size=5), max_size=5), st.lists(st.text("甲乙", max_size=8), max_size=3))
@settings(max_examples=60, deadline=None)
def test_words_are_found_wherever_they_stand(words: list[str], texts: list[str]) -> None:
    known = words_of(tuple(words))
    for text in (*texts, *texts):
        wanted = {(at, word) for word in words for at in range(len(text)) if word and text.startswith(word, at)}
        found = known.places(text)
        assert sorted(found) == sorted(wanted)
        assert [at for at, _ in found] == sorted(at for at, _ in found)


def test_garbage_waits_until_nobody_asks() -> None:
    assert is_due(MUCH + 1, IDLE + 1)
    assert not is_due(MUCH, IDLE + 1)
    assert not is_due(MUCH + 1, -float("inf"))  # somebody waits for an answer


def test_only_new_garbage_is_looked_for_until_all_is() -> None:
    class Knot:
        def __init__(self) -> None:
            self.self = self

    was = gc.isenabled()
    gc.disable()
    try:
        old = Knot()
        tidy()
        gone_later, gone_now = weakref.ref(old), weakref.ref(Knot())
        del old
        tidy()
        assert gone_now() is None
        assert gone_later() is not None  # it was there before: nobody walks all that is held
        tidy(thoroughly=True)
        assert gone_later() is None
    finally:
        gc.unfreeze()
        if was:
            gc.enable()


def test_what_takes_long_among_all_plans_gives_way_at_each_of_its_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """At each plan and each group of words that agree; at each passage; at each candidate, twice."""
    said = "扩大普惠托育服务供给，新增公办养老床位，完善社区长期护理网络，推进轨道交通建设"
    plans = [Plan(name, {}, (section("1", f"{said}。"),)) for name in ("a-1", "b-1")]
    ways: Counter[str] = Counter()
    for module in (likeness, runs, sureness):
        monkeypatch.setattr(module, "give_way", partial(ways.update, [module.__name__.rpartition(".")[2]]))
    assert find_repeats(plans)
    find_pairs(plans, LinkEditors())
    assert ways == {"runs": 3, "likeness": 2, "sureness": 2}


class Reckoned:
    times = 0

    @cached_property
    def number(self) -> int:
        """A number."""
        self.times += 1
        return self.times


def test_a_property_is_reckoned_once_and_holds_nobody_up() -> None:
    thing, other, go = Reckoned(), Reckoned(), threading.Event()
    assert [thing.number, thing.number, other.number] == [1, 1, 1]

    class Slow:
        @cached_property
        def made(self) -> str:
            """What is made."""
            if threading.current_thread() is not threading.main_thread():
                go.wait(5)
            return "made"

    beside = threading.Thread(target=lambda: Slow().made)
    beside.start()
    assert Slow().made == "made"  # though another one's is being reckoned
    assert not go.is_set()
    go.set()
    beside.join(5)


def test_a_thread_gives_way_before_each_step_that_remembers_and_no_other_does() -> None:
    waited: list[int] = []

    @pure()
    def step(number: int) -> int:
        return number + 1

    def beside() -> None:
        step(3)

    with remembering.giving_way(lambda: waited.append(1)):
        assert [step(1), step(1), step(2)] == [2, 2, 3]
        other = threading.Thread(target=beside)
        other.start()
        other.join()
    assert step(1) == 2
    assert waited == [1, 1, 1]


def test_converting_gives_way_at_each_rule_line_and_item_and_so_do_counterparts() -> None:
    """None of them remembers, and in a large plan each takes long."""
    places = set[str]()

    def noted() -> None:
        called = inspect.currentframe()
        for _ in range(2):
            called = called.f_back if called else None
        places.add(called.f_code.co_name if called else "")

    with remembering.giving_way(noted), as_new():
        plans = [convert_seed(EDITION / "seeds", plan).plan for plan in ("yun-plan", "yun-report")]
        find_pairs(plans, LinkEditors())
    assert {"run_rules", "items", "outline", "_between"} <= places
