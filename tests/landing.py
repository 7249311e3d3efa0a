"""Who follows a link to a sentence sees where it leads: sentences drawn from the open data, each opened in Chromium on a desk and on a phone,
by a fresh page or by a link within one, and what is on the screen compared with what the data say of them.

`python -m tests.landing SITE [--count N] [--seed S] [--copied]` does it at length; a test does a few."""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

DEVICES = ("desk", "phone")
PREFIXES = ("", "", "zh-hant/", "en/")
"""Half of the drawn addresses are in the first language."""

SEEN = """([id, section]) => {
  const part = document.getElementById(id), first = document.createRange(), walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  do walk.nextNode(); while (!walk.currentNode.data.trim() || !walk.currentNode.parentElement.getClientRects().length);
  first.setStart(walk.currentNode, 0); first.setEnd(walk.currentNode, 1);
  const box = first.getBoundingClientRect(), bar = document.querySelector('header.site').getBoundingClientRect();
  const thumb = document.querySelector('.thumb'), foot = innerHeight - (thumb?.offsetHeight ?? 0);
  const within = (one) => one && one.top >= bar.bottom - 2 && one.bottom <= foot + 2;
  const on = (one) => { const at = one.getBoundingClientRect(); return at.height > 0 && at.top >= -1 && at.bottom <= innerHeight + 1 && at.left >= 0 && at.right <= innerWidth + 1; };
  const [plan, now] = document.querySelectorAll('.where a'), heading = document.getElementById(section);
  const whole = on(now) && now.scrollWidth <= now.clientWidth + 1;
  const entry = document.querySelector('.page > .contents [aria-current]'), side = document.querySelector('.page > .contents');
  const aside = getComputedStyle(side).position === 'sticky', listed = [...side.querySelectorAll('a')].some((a) => decodeURIComponent(a.hash) === '#' + section);
  return {
    shown: within(box) && document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2).closest('.text') !== null,
    heading: within(heading.getBoundingClientRect()) || whole,
    now: now.textContent.replace(/\\s+/g, ''), plan: on(plan) && plan.textContent.trim() !== '',
    entry: !listed || decodeURIComponent(entry?.hash ?? '') === '#' + section, marked: !listed || !aside || on(entry),
  };
}"""
STILL = "() => new Promise((done) => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 400))"
"""What arriving still does after the page is loaded takes three tenths of a second."""


@dataclass(frozen=True)
class Place:
    """A sentence, and what a reader must see of where it stands."""

    id: str
    page: str
    section: str
    title: str

    @property
    def copied(self) -> str:
        """What readers copy: the short address of its section, if that has no page of its own."""
        plan, _, own = self.page.strip("/").partition("/")
        return f"{self.page if own == self.section else f'{plan}/{self.section}/'}#{self.id}"


def places_of(site: Path) -> list[Place]:
    """All sentences of all plans of a built site, by its open data."""
    found = []
    for plan in json.loads((site / "api" / "plans.json").read_text(encoding="utf-8")):
        data = json.loads((site / "api" / f"{plan['id']}.json").read_text(encoding="utf-8"))
        for section in data["sections"]:
            page = section["url"].partition("#")[0]
            if page.strip("/") != plan["id"]:  # what precedes chapter one stands on the plan's own page, under the plan's title
                found += [Place(one["id"], page, section["id"], section["title"] or "") for one in section["sentences"]]
    return found


def landings(browser: Browser, root: str, places: list[Place], count: int, chance: random.Random, *, copied: bool = False) -> Iterator[str]:
    """Follow `count` links on each device, and tell of each where it goes wrong. Every fifth is a fresh page, the others lead within it;
    those that a reader copied are fresh pages all."""
    for device in DEVICES:
        context = browser.new_context(
            **({"viewport": {"width": 1280, "height": 900}} if device == "desk" else {"viewport": {"width": 390, "height": 800}, "is_mobile": True, "has_touch": True})
        )  # fmt: skip
        page, left = context.new_page(), count
        while left:
            first = chance.choice(places)
            few = [first, *chance.choices([one for one in places if one.page == first.page], k=min(4, left - 1))]
            prefix = chance.choice(PREFIXES)
            left -= len(few)
            for place in few:
                address = f"{root}{prefix}{place.copied if copied else f'{place.page}#{place.id}'}"
                if place is first or copied:
                    page.goto("about:blank")
                    page.goto(address)
                else:
                    page.evaluate("(hash) => { location.hash = hash; }", place.id)
                    if copied:
                        page.wait_for_url(f"{root}{prefix}{place.page}#{place.id}")
                if wrong := misses(page, place, prefix):
                    yield f"{device}: {address}: {', '.join(wrong)}"
        context.close()


def misses(page: Page, place: Place, prefix: str) -> list[str]:
    """What a reader who has just arrived does not see."""
    page.evaluate(STILL)
    seen = page.evaluate(SEEN, [place.id, place.section])
    titled = bool(prefix) or "".join(place.title.split()) in seen["now"]
    return [name for name, right in (seen | {"now": titled}).items() if not right]


def main() -> int:
    """The long run, on a site that is built."""
    from tests.conftest import chromium, served

    parser = argparse.ArgumentParser(prog="python -m tests.landing", description="Follow links to sentences and look where they lead.")
    parser.add_argument("site", type=Path, help="a built site")
    parser.add_argument("--count", type=int, default=500, help="links on each device (default: 500)")
    parser.add_argument("--seed", type=int, default=1, help="random seed (default: 1)")
    parser.add_argument("--copied", action="store_true", help="follow the links that readers copy")
    options = parser.parse_args()
    wrong = 0
    with served(options.site) as root, chromium() as browser:
        for line in landings(browser, root, places_of(options.site), options.count, random.Random(options.seed), copied=options.copied):
            print(line, flush=True)
            wrong += 1
    print(f"{options.count} links on each of {len(DEVICES)} devices, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
