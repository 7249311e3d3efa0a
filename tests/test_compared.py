"""Which plans have a page of comparison: every two of few, and of many so many for each that the pages grow with the plans."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from generator.content.store import LoadedPlan
from generator.edition import ALL_COMPARED, NEAREST, Edition, PlanView
from generator.links import Links
from generator.links.counterparts import Pair
from generator.links.passages import Passage, passages
from generator.model import Paragraph, Plan, Section, Sentence
from generator.site.clauses import clause_files
from generator.site.compare import compare_page, told_apart
from generator.site.data import open_data
from generator.site.elsewhere import elsewhere


def passage(plan: str) -> Passage:
    return Passage(plan, "1", "1", (), (), "1-1")


def edition(plans: int, *shared: tuple[int, int, int]) -> Edition:
    """An edition in which so many counterparts are between two plans; in the order of their dates."""
    views = tuple(PlanView(LoadedPlan(Plan(f"p-{n}", {"date": f"{2000 + n}-01-01"}, ()), (), ())) for n in range(plans))
    pairs = [Pair(passage(f"p-{a}"), passage(f"p-{b}"), 0.9) for a, b, count in shared for _ in range(count)]
    return Edition(views, links=Links(pairs=tuple(pairs)))


def two_and_two(made: Edition) -> set[tuple[str, str]]:
    return {(a, b) for a, others in made.compared.items() for b in others}


@pytest.mark.parametrize("plans", [1, 2, 5, ALL_COMPARED])
def test_of_few_plans_every_two_are_compared(plans: int) -> None:
    assert two_and_two(edition(plans)) == set(combinations([f"p-{n}" for n in range(plans)], 2))


def test_of_many_plans_those_that_share_most() -> None:
    chance = random.Random(3)
    shared = [(a, b, chance.choice((0, 0, 1, 2, 5, 9))) for a, b in combinations(range(60), 2)]
    made = edition(60, *shared)
    found = two_and_two(made)
    assert len(found) <= 60 * NEAREST
    assert all(int(a[2:]) < int(b[2:]) and made.pairs_between(a, b) for a, b in found)
    for plan in range(60):
        counts = sorted((n for a, b, n in shared if plan in (a, b)), reverse=True)
        kept = [len(made.pairs_between(a, b)) for a, b in found if f"p-{plan}" in (a, b)]
        assert sorted(kept, reverse=True)[: NEAREST - 1] == counts[: NEAREST - 1]


def test_pages_grow_with_the_plans() -> None:
    def pages(plans: int) -> int:
        return len(two_and_two(edition(plans, *((a, b, 1) for a, b in combinations(range(plans), 2)))))

    assert pages(80) <= 2.2 * pages(40)


def test_a_plan_that_shares_nothing_with_any_is_compared_with_none() -> None:
    made = edition(20, (0, 1, 3))
    assert two_and_two(made) == {("p-0", "p-1")}
    assert made.pairs_between("p-1", "p-0") == made.pairs_between("p-0", "p-1")
    assert made.pairs_between("p-2", "p-3") == []


def view(name: str, sections: int) -> PlanView:
    """A plan of so many sections of one sentence."""
    held = [
        Section(str(n), str(n), f"{n}、", 1, f"第{n}件事", blocks=(Paragraph((Sentence("做好。", id=f"{n}-1"),)),)) for n in range(sections)
    ]
    return PlanView(LoadedPlan(Plan(name, {"date": f"200{name[-1]}"}, tuple(held)), (), ()))


def clause(plan: PlanView, section: str) -> Passage:
    return next(one for one in passages(plan.plan) if one.section == section)


def test_a_page_of_comparison_reads_a_plan_through_once_however_many_sections_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    anchors = Plan.anchors
    monkeypatch.setattr(Plan, "anchors", lambda plan: (read.append(plan.id), anchors(plan))[1])

    def readings(sections: int) -> int:
        views = [view(f"p-{n}", sections) for n in (1, 2)]
        made = Edition(tuple(views))
        read.clear()
        assert len(compare_page(made, *views, [], lambda key, count=0: key).rows) == sections
        return read.count("p-1")

    assert readings(40) == readings(4) > 0


def test_plans_of_one_title_are_told_apart() -> None:
    def titled(name: str, **meta: str) -> PlanView:
        return PlanView(LoadedPlan(Plan(name, {"title": "政府工作报告", **meta}, ()), (), ()))

    assert told_apart([titled("a", issuer="甲省"), titled("b", issuer="乙市")]) == {
        "a": "政府工作报告（甲省）",
        "b": "政府工作报告（乙市）",
    }
    assert told_apart([titled("a", issuer="甲省", date="2025"), titled("b", issuer="甲省", date="2026")])["b"] == "政府工作报告（2026）"
    assert told_apart([titled("a", date="2026"), titled("b")]) == {"a": "政府工作报告（a）", "b": "政府工作报告（b）"}
    assert told_apart([titled("a", issuer="甲省"), titled("b", title="规划")]) == {"a": "政府工作报告", "b": "规划"}


def test_each_plan_has_a_file_for_comparing_it_with_any_other() -> None:
    views = [view(f"p-{n}", 5 - n) for n in (1, 2, 3)]
    one, two, three = (clause(plan, "1") for plan in views)
    pairs = (
        Pair(one, two, 0.7, to_a="1-1", to_b="1"),
        Pair(one, three, 0.9, to_a="1", to_b="1"),
        Pair(clause(views[0], "2"), two, 0.8, to_a="2", to_b="1"),
    )
    made = dict(clause_files(Edition(tuple(views), links=Links(pairs=pairs))))
    assert [*made] == ["compare/clauses/p-1.json", "compare/clauses/p-2.json", "compare/clauses/p-3.json"]
    first, second, _ = made.values()
    assert first["pairs"] == {"p-3": [["1", "1", "1", "1"]], "p-2": [["2", "2", "1", "1"], ["1", "1-1", "1", "1"]]}
    assert second["pairs"] == {"p-1": [["1", "1", "2", "2"], ["1", "1", "1", "1-1"]]}
    assert [*first["clauses"]] == ["1", "2"]
    assert first["clauses"]["1"]["page"] + "#1" == first["sections"][1][3] == "p-1/1/#1"
    for own, _, other, _ in first["pairs"]["p-2"]:
        assert own in first["clauses"]
        assert other in second["clauses"]


def test_what_may_be_a_counterpart_is_told_apart_and_counts_nowhere() -> None:
    views = [view(f"p-{n}", 5) for n in (1, 2)]
    one, two = views
    sure = Pair(clause(one, "1"), clause(two, "1"), 0.95, to_a="1", to_b="1")
    apart = [Pair(clause(one, n), clause(two, "3"), 0.6, to_a=n, to_b="3-1", type="continues", perhaps=True) for n in "12"]
    made = Edition(tuple(views), links=Links(pairs=(sure,), perhaps=tuple(apart)))
    say = lambda key, count=0: key  # noqa: E731

    assert list(made.links) == list(Edition(tuple(views), links=Links(pairs=(sure,))).links)
    assert made.pairs_between("p-1", "p-2") == [sure]
    page = compare_page(made, *views, [sure], say)
    rows = {row.id: row for row in page.rows}
    assert [len(rows[n].counterparts) for n in "12"] == [1, 0]
    assert [[link.url for link in rows[n].perhaps] for n in "012"] == [[], ["p-2/3/#3-1"], ["p-2/3/#3-1"]]
    assert (page.has_perhaps, rows["2"].alone) == (True, True)
    assert [link.url for link in page.only] == ["p-2/0/#0", "p-2/2/#2", "p-2/4/#4"]
    assert dict(clause_files(made))["compare/clauses/p-2.json"]["perhaps"] == {"p-1": [["3", "1", "p-1/1/#1"], ["3", "2", "p-1/2/#2"]]}
    html = elsewhere(made, one, say, "../")
    both, alone = html["1-1"], html["2-1"]
    assert both.index('<a class="to" href="../p-2/1/#1">') < both.index(
        '<details class="perhaps"><summary>perhaps <small>1uses_unit</small>'
    )
    assert alone.startswith('<details class="elsewhere perhaps"><summary>perhaps <small>1uses_unit</small></summary><p>perhaps_how</p>')
    assert "type_continues" not in both + alone
    (first, _) = dict(open_data(made))["api/perhaps.json"]
    assert (first["score"], first["tier"], first["from"]["id"], first["to"]["id"]) == (0.6, "perhaps", "3-1", "1")
    assert [link["to"]["id"] for link in dict(open_data(made))["api/links.json"]] == ["1"]
