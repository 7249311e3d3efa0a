"""Which plans have a page of comparison: every two of few, and of many so many for each that the pages grow with the plans."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from generator.content.store import LoadedPlan
from generator.edition import ALL_COMPARED, NEAREST, Edition, PlanView
from generator.links import Links
from generator.links.counterparts import Pair
from generator.links.passages import Passage
from generator.model import Plan


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
