"""What `zhangju serve` does between an edit and the page: convert, make what is asked for, show what is wrong, go on when it is mended."""

from __future__ import annotations

import logging
import math
import os
import random
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from generator import pipeline
from generator.cli import main
from generator.content.anchors import Anchor
from generator.content.store import LoadedPlan
from generator.edition import Edition, load_edition
from generator.edition.foreseen import foreseen
from generator.edition.hurried import hurried, moved
from generator.edition.views import PlanView
from generator.model import Figure, Link, Note, Paragraph, Plan, Repair, Row, Section, Sentence, Span, Table
from generator.site import apart
from generator.site.host import SiteHost
from generator.site.on_demand import OnDemand
from generator.site.plugin import ZhangjuPlugin
from generator.site.publication import Publication
from generator.site.saved import unconverted
from generator.site.serving import PATIENCE, Desk
from generator.site.views import View
from tests.edition import EDITS, HERE
from tests.forgetting import as_new

ROOT = Path(__file__).parents[1]
URL = "http://127.0.0.1:8000/"


class Bench:
    """A desk over a project, as `zhangju serve` has one."""

    def __init__(self, root: Path, at_once: bool = True) -> None:
        self.root, self.site, self.built = root, root / "served", 0
        self.site.mkdir(exist_ok=True)
        config = self.config(self.site)
        plugin = config.plugins["zhangju"]
        assert isinstance(plugin, ZhangjuPlugin)
        self.host = host = plugin.host
        config.plugins.on_startup(command="serve", dirty=False)
        host.at_once, host.config_of_site = at_once, config
        mkdocs_build.build(config, serve_url=URL)
        self.desk = Desk(host, self.build, root / "mkdocs.yml", self.site)

    def config(self, site: Path) -> MkDocsConfig:
        return load_config(str(self.root / "mkdocs.yml"), site_dir=str(site))

    def build(self) -> None:
        self.built += 1
        mkdocs_build.build(self.config(self.site), serve_url=URL)

    def asked(self, path: str) -> str:
        """What stands at a path when a browser has asked for it."""
        self.desk.prepare(path)
        file = self.site / path
        return file.read_text(encoding="utf-8") if file.is_file() else ""

    def begun(self, again: Callable[[], None]) -> Callable[[], None]:
        """Begin to put off what can wait; returns what does it, for nothing does by itself."""
        self.desk.begin(again)
        self.desk.settle = lambda: None  # type: ignore[method-assign]
        return partial(Desk.settle, self.desk)

    def whole(self) -> dict[str, bytes]:
        """All that a whole build writes, of what is saved now, for who serves it; by who remembers nothing."""
        place, publication = self.root / "whole", self.host.publication
        shutil.rmtree(place, ignore_errors=True)
        self.host.at_once = False
        with as_new():
            mkdocs_build.build(self.config(place), serve_url=URL)
        self.host.at_once, self.host.publication = True, publication
        return {str(path.relative_to(place)): path.read_bytes() for path in place.rglob("*") if path.is_file()}


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    logger = logging.getLogger("mkdocs")
    level, logger.level = logger.level, logging.CRITICAL
    yield
    logger.level = level
    SiteHost.at_once = False


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small edition, converted."""
    for name in ("content", "seeds"):
        shutil.copytree(HERE / name, tmp_path / name)
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    assert main(["convert", "--root", str(tmp_path)]) == 0
    assert main(["translate", "--root", str(tmp_path)]) == 0
    return tmp_path


def edits(root: Path) -> list[Callable[[], object]]:
    """Edits of every kind of file, in content, seeds and theme."""

    def swap(path: str, old: str, new: str) -> None:
        file = root / path
        text = file.read_text(encoding="utf-8")
        assert old in text, (path, old)
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    def append(path: str, text: str) -> None:
        with (root / path).open("a", encoding="utf-8") as file:
            file.write(text)

    return [
        *(lambda edit=edit: swap(f"content/{edit[0]}", edit[1], edit[2]) for edit in EDITS),  # type: ignore[misc]
        lambda: append("content/topics.toml", '\n[[topic]]\nid = "pipes"\ntitle = "管网"\nwords = ["管网"]\n'),
        lambda: append("content/search.toml", '\n[[synonym]]\nreaders = ["水管"]\nplans = ["管网"]\n'),
        lambda: swap("content/locale/en/yun-plan.po", 'msgstr ""\n', 'msgstr "Words of a translator."\n'),
        lambda: swap("templates/chapter.html", "{% block where %}", "{% block where %}<!-- edited -->"),
        lambda: append("templates/assets/zhangju.css", "\n.edited { color: red }\n"),
        lambda: swap("templates/strings/zh-Hans.toml", 'compare = "', 'compare = "句'),
        lambda: swap("mkdocs.yml", "seal: 章", "seal: 句"),
    ]


def test_whatever_is_edited_every_file_is_that_of_a_whole_build(
    small: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "LONG", 4_000)  # of some chapters the two languages part
    bench, chance = Bench(small), random.Random(7)
    todo = edits(small)
    chance.shuffle(todo)
    for number, edit in enumerate(todo):
        edit()
        if number % 2:  # what is made between two edits is not what the next finds
            for path in ("index.html", "zh-hant/yun-plan/2/index.html", "en/yun-report/2/index.html", "search/names.js"):
                bench.asked(path)
    (bench.site / "gone").mkdir()
    (bench.site / "gone" / "index.html").write_text("of a page that is no more", encoding="utf-8")
    others = ["gone/index.html", "assets/zhangju.css", "assets/icon.svg", "assets/print/yun-plan.css", "api/links.json", "search/names.js"]
    made = {path: bench.asked(path) for path in others}
    assert bench.built <= 4  # settings and theme alone
    whole = bench.whole()
    made |= {path: bench.asked(path) for path in whole if path.endswith((".html", apart.FILE))}
    assert 0 < len([path for path in made if path.endswith(apart.FILE)]) < len([path for path in made if path.startswith("en/")])
    assert [path for path, text in made.items() if whole.get(path, b"").decode() != text] == []
    assert capsys.readouterr().err == ""


def test_an_edition_is_the_same_until_something_that_it_is_made_of_changes(small: Path) -> None:
    content, seeds = small / "content", small / "seeds"

    def edit(path: str, text: str) -> Edition:
        with (content / path).open("a", encoding="utf-8") as file:
            file.write(text)
        return load_edition(content, seeds)

    first = load_edition(content, seeds)
    assert edit("locale/en/yun-plan.po", "\n# A remark.\n") is first
    second = edit("topics.toml", '\n[[topic]]\nid = "pipes"\ntitle = "管网"\nwords = ["管网"]\n')
    assert [thread.id for thread in second.threads] == [*(thread.id for thread in first.threads), "pipes"]
    assert edit("search.toml", '\n[[synonym]]\nreaders = ["水管"]\nplans = ["管网"]\n') is not second
    third = edit("yun-plan/2.md" if (content / "yun-plan/2.md").exists() else "yun-plan/02.md", "\n末尾又加一句。\n")
    assert [view.sentence_count for view in third] != [view.sentence_count for view in second]


def test_what_is_wrong_is_shown_until_it_is_mended_and_seeds_are_converted(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bench, page = Bench(small), "yun-report/2/index.html"
    settings, seed, template = small / "seeds/yun-report.toml", small / "seeds/yun-report.txt", small / "templates/chapter.html"
    good = settings.read_text(encoding="utf-8")
    settings.write_text("colour = 1\n" + good, encoding="utf-8")
    for path in (page, "yun-plan/1/index.html", "no/such/index.html"):
        assert "unknown key `colour`" in bench.asked(path)
    assert "发展社区养老服务" in bench.asked(page)  # below it stands what was there before
    assert capsys.readouterr().err.count("yun-report.toml:1: error S001") == 1
    settings.write_text(good, encoding="utf-8")
    seed.write_text(seed.read_text(encoding="utf-8").replace("发展社区养老服务", "大力发展社区养老服务"), encoding="utf-8")
    html = bench.asked(page)
    assert "大力发展社区养老服务" in html
    assert "findings" not in html
    assert bench.asked("no/such/index.html") == ""
    assert bench.built == 0
    fine = template.read_text(encoding="utf-8")
    template.write_text(fine + "{{ view.nothing }}", encoding="utf-8")
    assert bench.asked(page).count("chapter.html") == bench.asked(page).count("chapter.html") > 0
    template.write_text(fine, encoding="utf-8")
    assert bench.asked(page) == html
    assert "quality" in bench.asked("quality/index.html")  # it tells of all pages: all are built
    before, known = bench.built, bench.site / "yun-plan/1/index.html"
    assert known.is_file()
    bench.asked("quality/index.html")
    assert bench.built == before


def test_data_search_and_running_heads_of_what_is_no_more_are_not_served(small: Path) -> None:
    bench = Bench(small)
    (small / "templates/api").mkdir()
    (small / "templates/api/own.json").write_text("[]", encoding="utf-8")
    bench.asked("index.html")
    for path in ("api/anchors/gone.json", "search/c/gone.js", "assets/print/gone.css"):
        (bench.site / path).parent.mkdir(parents=True, exist_ok=True)
        (bench.site / path).write_text("of a plan that is no more", encoding="utf-8")
        assert bench.asked(path) == ""
    assert bench.asked("api/own.json") == "[]"
    assert "yun-plan" in bench.asked("api/plans.json")


def test_a_seed_that_was_edited_before_the_server_started_is_converted(small: Path) -> None:
    page, seed, settings = "yun-report/2/index.html", small / "seeds/yun-report.txt", small / "seeds/yun-report.toml"
    assert not unconverted(small)
    seed.write_text(seed.read_text(encoding="utf-8").replace("发展社区养老服务", "大力发展社区养老服务"), encoding="utf-8")
    assert "大力发展社区养老服务" in Bench(small).asked(page)
    assert not unconverted(small)
    settings.write_text("colour = 1\n" + settings.read_text(encoding="utf-8"), encoding="utf-8")
    assert "unknown key `colour`" in Bench(small).asked(page)


def test_a_seed_that_is_wrong_is_told_whatever_else_is_edited(small: Path) -> None:
    bench, page = Bench(small), "yun-report/2/index.html"
    settings, topics = small / "seeds/yun-report.toml", small / "content/topics.toml"
    good = settings.read_text(encoding="utf-8")
    settings.write_text("colour = 1\n" + good, encoding="utf-8")
    for _ in range(2):
        assert "unknown key `colour`" in bench.asked(page)
        topics.write_text(topics.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    settings.write_text(good, encoding="utf-8")
    assert "findings" not in bench.asked(page)


def test_an_edit_that_keeps_size_and_time_or_comes_while_the_server_starts_is_seen(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = small / "content/yun-report/02.md"

    def edit(old: str, new: str) -> None:
        held, text = file.stat(), file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        os.utime(file, ns=(held.st_atime_ns, held.st_mtime_ns))

    def loaded(host: SiteHost, config: MkDocsConfig, edition: Edition | None = None) -> Publication:
        made = load(host, config, edition)
        if "发展社区" in file.read_text(encoding="utf-8"):
            edit("发展社区", "开办社区")
        return made

    load = SiteHost.loaded
    monkeypatch.setattr(SiteHost, "loaded", loaded)
    bench = Bench(small)
    assert "开办社区" in bench.asked("yun-report/2/index.html")
    edit("开办社区", "兴办社区")
    assert "兴办社区" in bench.asked("yun-report/2/index.html")


def test_a_page_whose_template_cannot_be_filled_says_so_alone(small: Path) -> None:
    bench = Bench(small)
    template = small / "templates/chapter.html"
    fine = template.read_text(encoding="utf-8")
    template.write_text(fine.replace("{% block where %}", "{% block where %}{{ view.number / 0 }}"), encoding="utf-8")
    assert "chapter.html" in bench.asked("yun-plan/1/index.html")
    assert "findings" not in bench.asked("index.html")
    template.write_text(fine, encoding="utf-8")
    assert "findings" not in bench.asked("yun-plan/1/index.html")


def test_under_mkdocs_all_of_it_is_built_after_every_edit(project: Callable[..., Path]) -> None:
    root = project()
    assert main(["convert", "--root", str(root)]) == 0
    bench, page = Bench(root, at_once=False), root / "content/try-1/01.md"
    page.write_text(page.read_text(encoding="utf-8").replace("。", "！", 1), encoding="utf-8")
    bench.desk.rebuild()
    assert "！" in (bench.site / "try-1/1/index.html").read_text(encoding="utf-8")
    assert bench.built == 1
    settings = root / "seeds/try-1.toml"
    settings.write_text("colour = 1\n" + settings.read_text(encoding="utf-8"), encoding="utf-8")
    bench.desk.rebuild()
    assert "unknown key `colour`" in bench.asked("index.html")


def test_a_changed_word_is_shown_at_once_and_what_hangs_on_it_follows(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Terms and links are first as they were; when they have been sought anew every page is that of a whole build."""
    bench, again = Bench(small), list[str]()
    page, file = "yun-plan/1/index.html", small / "content/yun-plan/01.md"
    before = bench.asked(page)
    settle = bench.begun(lambda: again.append(page))

    def edit(old: str, new: str, path: Path = file) -> str:
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return bench.asked(page)

    html = edit("供水保障能力持续提升", "供水的保障能力持续提升")
    assert bench.desk.hurrying
    assert "供水的保障能力持续提升" in re.sub("<[^<>]*>", "", html)
    assert html.count('class="t"') == before.count('class="t"') > 0
    settle()
    assert not bench.desk.hurrying
    assert bench.asked(page).encode() == bench.whole()[page]
    again.clear()
    edit("供水的保障能力", "供水保障能力")
    settle()
    assert (bench.asked(page), again) == (before, [])  # what is shown is right: no browser loads it again
    edit("供水保障能力持续提升。", "海绵城市的供水保障能力持续提升。")
    settle()
    assert again == [page]  # a term more: it is loaded again
    edit("海绵城市的供水", "供水")
    settle()
    assert "建成一座水厂。" in edit("供水保障能力持续提升。", "供水保障能力持续提升。\n建成一座水厂。")
    assert bench.desk.hurrying
    settle()
    assert "建成一座水厂。" not in edit("\n建成一座水厂。", "")
    assert bench.desk.hurrying
    settle()
    assert bench.asked(page).encode() == bench.whole()[page]
    edit("供水保障能力", "供水与保障能力")
    assert bench.desk.hurrying
    assert bench.asked("api/plans.json")  # it asks for what is sure
    (small / "content/links.toml").write_text("x = 1\n", encoding="utf-8")
    settle()
    assert "links.toml" in bench.asked(page)
    assert "links.toml" in capsys.readouterr().err


def test_nobody_waits_while_pages_are_made_that_nobody_asked_for(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is shown is made with the terms and links just sought before anything is held that a question needs."""
    bench, again, held = Bench(small), list[str](), list[bool]()
    page, file, make = "yun-plan/1/index.html", small / "content/yun-plan/01.md", OnDemand._html
    bench.asked(page)
    settle = bench.begun(lambda: again.append(page))
    file.write_text(file.read_text(encoding="utf-8").replace("供水保障", "海绵城市的供水保障", 1), encoding="utf-8")
    bench.asked(page)

    def noted(files: OnDemand, path: str, view: View) -> str:
        held.append(bench.desk._lock._is_owned())  # type: ignore[attr-defined]
        return make(files, path, view)

    monkeypatch.setattr(OnDemand, "_html", noted)
    settle()
    assert (held, again) == ([False], [page])
    assert bench.asked(page).encode() == bench.whole()[page]


def test_a_changed_word_of_a_seed_is_shown_before_the_seed_is_converted(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bench, again, page = Bench(small), list[str](), "yun-report/2/index.html"
    seed, settings, content = small / "seeds/yun-report.txt", small / "seeds/yun-report.toml", small / "content/yun-report"
    before = bench.asked(page)
    settle = bench.begun(lambda: again.append(page))

    def edit(old: str, new: str, file: Path = seed) -> str:
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1
        file.write_text(text.replace(old, new), encoding="utf-8")
        return bench.asked(page)

    def published(words: str) -> bool:
        return any(words in path.read_text(encoding="utf-8") for path in content.glob("*.md"))

    assert "里程碑的管理" in edit("里程碑管理", "里程碑的管理")
    assert bench.desk.hurrying
    assert not published("里程碑的管理")
    settle()
    assert not bench.desk.hurrying
    assert published("里程碑的管理")
    assert not unconverted(small)
    known = bench.host.publication
    bench.asked(page)
    assert bench.host.publication is known  # nothing is taken in twice
    assert bench.asked(page).encode() == bench.whole()[page]
    assert again == []  # what was shown is right
    edit("里程碑的管理", "里程碑与管理")
    bench.desk._converted()  # what was shown is converted, and not yet taken in
    assert "里程碑管理" in edit("里程碑与管理", "里程碑管理")
    assert unconverted(small)  # what comes meanwhile is shown before, too
    assert bench.asked("api/plans.json")  # data ask for what is sure
    settle()
    assert (bench.asked(page), again) == (before, [])
    assert "里程碑。<" in edit("里程碑管理", "里程碑。管理")  # a sentence is parted
    assert "里程碑。<" in bench.asked(f"en/{page}")
    assert bench.desk.hurrying
    settle()
    settings.write_text(settings.read_text(encoding="utf-8") + CORRECTION, encoding="utf-8")
    assert "里程碑，监管" in edit("里程碑。管理", "里程碑，监管")
    assert published("里程碑，监管")  # its settings were changed, too
    settle()
    plan = small / "seeds/yun-plan.txt"
    plan.write_text(plan.read_text(encoding="utf-8").replace("供水保障能力持续提升。", ""), encoding="utf-8")
    edit("里程碑，监管", "里程碑，督管")
    assert published("里程碑，督管")  # and another seed in more than words
    settle()
    again.clear()
    assert "一并推进" in re.sub("<[^<>]*>", "", edit("同步推进", "一并推进"))
    settle()
    assert again == [page]
    assert "error C001" in bench.asked(page)  # what was corrected is gone: the finding came after the word
    assert "yun-report.toml" in capsys.readouterr().err
    assert "findings" not in edit("一并推进", "同步推进")
    settle()
    assert not unconverted(small)
    by_hand = content / "02.md"
    by_hand.write_text(by_hand.read_text(encoding="utf-8").replace("数字孪生水厂", "智慧水厂", 1), encoding="utf-8")
    assert "error E001" in edit("里程碑，督管", "里程碑，管理")  # an edit of content is not hidden by what is foreseen


CORRECTION = """
[[correction]]
line = 10
find = "同步推进"
replace = "同时推进"
evidence = "print says otherwise"
certain = false
"""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("第一句说明城市供水。第二句说明管网。", "第一句说明全城供水。第二句说明管网。", "第一句说明全城供水。"),
        ("第一句说明城市供水。第二句说明管网。", "第一句说明城市供水。", "第一句说明城市供水。"),  # a sentence goes
        (
            "第一句说明城市供水。第一句说明城市供水。",
            "第一句说明全城供水。第一句说明城市供水。",
            "第一句说明全城供水。",
        ),  # the first of two
        ("说明供水", "说明水", None),  # too little stands around it
        ("第一句说明城市供水。", "第一句，说明3座城市供水。", "第一句，说明3座城市供水。"),
        ("第一句说明城市供水。", "第一句说明城市供水。", "第一句说明城市供水。"),  # nothing was changed
        ("第一句说明城 市供水", "第一句说明城 市供气", None),  # what is around it was repaired
    ],
)
def test_words_of_a_seed_that_stand_in_one_sentence_alone_are_foreseen(old: str, new: str, expected: str | None) -> None:
    made = foreseen(viewed(old, old.replace(" ", "")), new)
    assert (made and next(part.text for part in made.plan.sections[0].parts() if part.place == "s0")) == expected


def viewed(seed: str, text: str) -> PlanView:
    sentences = tuple(Sentence(f"{part}。", id=f"s{i}") for i, part in enumerate(text.split("。")) if part)
    section = Section("1", "一", "一、", level=1, title="总则", blocks=(Paragraph(sentences),))
    return PlanView(LoadedPlan(Plan("try", {}, (section,)), (), ()), seed)


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("说明城市供水情况。", "说明城市供水情况。再说明排水。", ["s-1 说明城市供水情况。", "s-2 再说明排水。"]),
        (
            "说明城市供水情况。\n再说明其他管网。",
            "说明城市供水情况。\n也说明排水。\n再说明其他管网。",
            ["s-1 说明城市供水情况。", "s-1a 也说明排水。", "s-2 再说明其他管网。"],
        ),
        ("说明城市供水情况，再说明排水。", "说明城市供水情况。再说明排水。", ["s-1 说明城市供水情况。", "s-2 再说明排水。"]),
        (
            "说明城市的供水的，也再说明各地排水情况。",
            "说明城市的供水的。也再说明各地排水情况。",
            ["s-0a 说明城市的供水的。", "s-1 也再说明各地排水情况。"],
        ),
        ("说明。城市供水情况及管网。", "说明。城市。供水情况及管网。", ["s-1 说明。", "s-1a 城市。", "s-2 供水情况及管网。"]),
        ("说明城市供水情况。", "说明城市供水情况。\n再说明排水。", None),  # it may be a paragraph of its own
        ("说明城市供水情况。\n", "说明城市供水情况。\n再说明排水。", None),
        ("说明城市供水情况。", "说明城市供水情况。\n\n再说明排水。", None),
        ("说明城市供水情况。\n再说明其他管网。", "说明城市供水情况。\n\n也说明排水。\n再说明其他管网。", None),  # a paragraph more
        ("说明城市供水情况。\n再说明其他管网。", "说明城市供水情况。\n也说明排水。\n\n再说明其他管网。", None),
        ("说明城市供水情况。再说明其他管网。", "说明城市供水情况。", ["s-1 说明城市供水情况。"]),
    ],
)
def test_a_sentence_more_is_foreseen_with_its_address(before: str, now: str, expected: list[str] | None) -> None:
    parts = [part for part in re.split("(?<=。)", before.replace("\n", "")) if part]
    sentences = tuple(Sentence(part, id=f"s-{i}") for i, part in enumerate(parts, start=1))
    known = PlanView(
        LoadedPlan(Plan("try", {}, (Section("s", "", "", level=1, title="总则", blocks=(Paragraph(sentences),)),)), (), ()), before
    )
    made = foreseen(known, now)
    assert (made and [f"{one.id} {one.text}" for _, one in made.plan.sections[0].sentences()]) == expected


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("甲说明供水情况。乙说明排水情况。丙说明管网情况。\n", "甲说明供水情况。丙说明管网情况。\n", ["甲", "丙"]),
        (
            "甲说明供水情况。甲也说明排水情况。甲再说明管网。\n",
            "甲说明供水情况。甲再说明管网。\n",
            ["甲", "甲再"],
        ),  # where it went is not plain
        ("甲说明供水情况。乙说明排水情况。丙说明管网情况。\n", "甲说明供水情况。\n", ["甲"]),
        (
            "甲说明供水情况。\n\n乙说明排水情况。\n\n丙说明管网情况。\n",
            "甲说明供水情况。\n\n丙说明管网情况。\n",
            ["甲", "丙"],
        ),  # a paragraph
        ("甲说明供水情况。\n\n乙说明排水情况。\n\n丙说明管网情况。\n", "甲说明供水情况。\n丙说明管网情况。\n", None),  # two may be one now
        ("甲说明供水情况。乙说明排水情况。\n\n丙说明管网情况。\n", "甲说明供水情况。\n丙说明管网情况。\n", None),
        ("甲说明供水情况。\n\n乙说明排水情况。\n\n丙说明管网情况。\n", "甲说明供水情况。丙说明管网情况。\n", None),
        ("甲说明供水情况。\n乙说明排水情况。\n\n丙说明管网情况。\n", "甲说明供水情况。\n\n丙说明管网情况。\n", ["甲", "丙"]),  # a line
        ("甲说明供水情况。\n\n乙说明排水情况。\n丙说明管网情况。\n", "甲说明供水情况。\n\n丙说明管网情况。\n", ["甲", "丙"]),
        ("甲说明供水情况。\n\n乙说明排水情况。\n", "甲说明供水情况。\n", ["甲"]),
        ("甲说明供水情况。乙说明排水情况，丙说明管网。\n", "甲说明供水情况。\n", ["甲"]),
        ("甲说明供水情况。乙说明排水情况。\n", "甲说明供水水情况。\n", None),  # more than one sentence is otherwise
        ("甲说明供水情况。乙说明供水情况。甲说明供水情况。\n", "甲说明供水情况。乙说明供水情况。\n", ["甲", "乙"]),  # one of two alike
    ],
)
def test_sentences_that_go_are_foreseen_where_all_else_stays_as_it_is(before: str, now: str, expected: list[str] | None) -> None:
    paragraphs = [re.findall("[^。]+。", line) for line in before.split("\n\n")]
    numbers = iter(range(1, 9))
    blocks = tuple(Paragraph(tuple(Sentence(part.strip(), id=f"s-{next(numbers)}") for part in parts)) for parts in paragraphs)
    anchors = tuple(Anchor(one.id, one.text, 1) for block in blocks for one in block.sentences)
    entries = tuple(
        Repair(n, "x", at=0, line=before.count("\n", 0, at) + 1, column=at - before.rfind("\n", 0, at) + 2, before="", after="", reason="",
               status="flagged", place=anchor.id, offset=2)
        for n, anchor in enumerate(anchors)
        for at in [before.index(anchor.text or "", 0 if n < 2 else before.index(anchors[n - 1].text or "") + 1)]
    )  # fmt: skip
    section = Section("s", "", "", level=1, title="总则", blocks=blocks)
    made = foreseen(PlanView(LoadedPlan(Plan("try", {}, (section,)), anchors, entries), before), now)
    left = made and [one for _, one in made.plan.sections[0].sentences()]
    assert (left and len(left)) == (expected and len(expected))
    if made and left and expected:
        assert all(one.text.startswith(words) for one, words in zip(left, expected, strict=True))
        assert "".join(one.text for one in left) == now.replace("\n", "")
        assert all(paragraph.sentences for paragraph in made.plan.sections[0].blocks if isinstance(paragraph, Paragraph))
        assert {one.id for one in made.loaded.anchors if not one.to} == {one.id for one in left}
        lines = now.split("\n")
        assert [lines[entry.line - 1][entry.column - 3 :][:3] for entry in made.loaded.ledger] == [one.text[:3] for one in left]


def test_the_ledger_goes_with_the_sentences_that_are_parted() -> None:
    before = "说明城市供水情况，再说明各地排水。"
    sentence = Paragraph((Sentence(before, id="s-1"),))
    entry = Repair(0, "x", at=0, line=1, column=13, before="", after="", reason="", status="flagged", place="s-1", offset=12)
    ledger = (replace(entry, column=3, offset=2), entry, replace(entry, line=2, column=1, place="s-9"))
    section = Section("s", "", "", level=1, title="总则", blocks=(sentence,))
    known = PlanView(LoadedPlan(Plan("try", {}, (section,)), anchors=(), ledger=ledger), f"{before}\n")
    made = foreseen(known, "说明城市供水情况，好。\n再说明各地排水。\n")
    assert made
    assert [(one.line, one.column, one.place, one.offset) for one in made.loaded.ledger] == [
        (1, 3, "s-1", 2),
        (2, 4, "s-2", 3),
        (3, 1, "s-9", 12),
    ]


def test_words_that_stand_more_often_in_the_plan_than_in_the_seed_are_not_foreseen() -> None:
    once, twice, new = "第一句说明城市供水。", "第一句说明城市供水。第一句说明城市供水。", "第一句说明全城供水。"
    assert foreseen(viewed(once, once), new)
    assert foreseen(viewed(once, twice), new) is None
    assert foreseen(viewed(once, "第一句说明城市供水，第一句说明城市供水。"), new) is None
    assert foreseen(viewed(twice, once), new + once) is None


@pytest.mark.parametrize("place", ["1", "s0", "f", "t", "r", "n", "m"])
def test_words_of_every_part_are_foreseen_and_the_ledger_moves_with_them(place: str) -> None:
    old, new = "这里说明城市供水的情况", "这里说明全城供水的近况"
    plain = dict.fromkeys(("1", "s0", "f", "t", "r", "n", "m"), "别的") | {place: old}
    blocks = (
        Paragraph((Sentence(plain["s0"], id="s0"),)),
        Figure(plain["f"], id="f"),
        Table(plain["t"], ("甲", "乙"), (Row(("另一格", plain["r"]), id="r"),), notes=(Note("1", plain["m"], id="m"),), id="t"),
        Note("2", plain["n"], id="n"),
    )
    section = Section("1", "一", "一、", level=1, title=plain["1"], blocks=blocks)
    lead = 2 if place == "1" else 0
    entry = Repair(0, "x", at=0, line=1, column=1, before="", after="", reason="", status="flagged", place=place, offset=lead + 8)
    known = PlanView(LoadedPlan(Plan("try", {}, (section,)), anchors=(), ledger=(entry, replace(entry, offset=lead + 4))), old)
    made = foreseen(known, old.replace("城市供水", "城供水"))
    assert made
    assert [part.text for part in made.plan.sections[0].parts() if part.place == place][-1] == "这里说明城供水的情况"
    assert [one.offset for one in made.loaded.ledger] == [lead + 7, lead + 4]
    assert sum(a != b for a, b in zip(section.parts(), made.plan.sections[0].parts(), strict=True)) == 1
    assert foreseen(known, new) is not None
    other = foreseen(known, old.replace("城市", "大城镇"))
    assert other
    assert [one.offset for one in other.loaded.ledger] == [lead + 9, lead + 4]
    more = foreseen(known, old.replace("城市", "大城市"))
    assert more
    assert [one.offset for one in more.loaded.ledger] == [lead + 9, lead + 5]  # what begins where words come is behind them


SETTINGS = """
id = "try"
title = "供水规划"
format = "plain"
levels = ["一、"]

[[correction]]
line = 1
find = "城市"
replace = "全城"
evidence = "据印本"
certain = true
"""
ANOTHER = """
[[correction]]
line = 1
find = "{find}"
replace = "新的"
evidence = "据公报"
certain = {certain}
"""


@pytest.mark.parametrize(
    ("settings", "texts", "ledger"),
    [
        (f"# a remark\n{SETTINGS}", ["第一句说明全城供水。", "第二句说明地下管网。"], [("城市", "全城", "勘误: 据印本", "s0", 5)]),
        (SETTINGS.replace("印本", "公报"), ["第一句说明全城供水。", "第二句说明地下管网。"], [("城市", "全城", "勘误: 据公报", "s0", 5)]),
        (
            SETTINGS.replace('"全城"', '"全市"'),
            ["第一句说明全市供水。", "第二句说明地下管网。"],
            [("城市", "全市", "勘误: 据印本", "s0", 5)],
        ),
        (SETTINGS.split("[[")[0], ["第一句说明城市供水。", "第二句说明地下管网。"], []),
        (
            SETTINGS + ANOTHER.format(find="管网", certain="true"),
            ["第一句说明全城供水。", "第二句说明地下新的。"],
            [("城市", "全城", "勘误: 据印本", "s0", 5), ("管网", "新的", "勘误: 据公报", "s1", 7)],
        ),
        (
            SETTINGS + ANOTHER.format(find="管网", certain="false"),
            ["第一句说明全城供水。", "第二句说明地下管网。"],
            [("管网", "新的", "据公报", "s1", 7), ("城市", "全城", "勘误: 据印本", "s0", 5)],
        ),
        (
            SETTINGS + ANOTHER.format(find="第一句", certain="true"),
            ["新的说明全城供水。", "第二句说明地下管网。"],
            [("第一句", "新的", "勘误: 据公报", "s0", 0), ("城市", "全城", "勘误: 据印本", "s0", 4)],
        ),
        (SETTINGS + ANOTHER.format(find="说明", certain="true"), None, None),  # it stands twice in its line
        (SETTINGS.replace("一、", "1."), None, None),  # what decides the outline
        (SETTINGS.replace("levels", "level"), None, None),
        (SETTINGS.replace("= true", "="), None, None),
    ],
)
def test_what_settings_say_is_foreseen(settings: str, texts: list[str] | None, ledger: list[object] | None) -> None:
    seed = "第一句说明城市供水。第二句说明地下管网。"
    known = viewed(seed, "第一句说明全城供水。第二句说明地下管网。")
    entry = Repair(1, "correction", at=5, line=1, column=6, before="城市", after="全城", reason="勘误: 据印本", status="applied", length=2)
    placed = (replace(entry, place="s0", offset=5, reach=2),)
    made = foreseen(replace(known, settings_text=SETTINGS, loaded=replace(known.loaded, ledger=placed)), seed, settings)
    found = made and [part.text for part in made.plan.sections[0].parts() if part.place.startswith("s")]
    assert (found, made and made.settings_text) == (texts, settings if texts else None)
    if made:
        assert [(one.before, one.after, one.reason, one.place, one.offset) for one in made.loaded.ledger] == ledger


def test_metadata_are_foreseen() -> None:
    seed, missing = "第一句说明城市供水。", '[[missing]]\nline = 1\ntext = "首页缺"\n'
    known = viewed(seed, seed)
    meta = {"title": "供水规划", "levels": ["一、"], "missing": [{"before": "s0", "text": "首页缺", "text_en": "no first page"}]}
    plain = SETTINGS.split("[[")[0]
    known = replace(known, settings_text=plain + missing, loaded=replace(known.loaded, plan=replace(known.plan, meta=meta)))
    made = foreseen(known, seed, plain.replace("供水", "排水") + 'date = "2026-01-02"\n' + missing.replace("首页", "封面"))
    assert made
    assert made.plan.meta == {
        "title": "排水规划",
        "kind": "plan",
        "date": "2026-01-02",
        "levels": ["一、"],
        "missing": [{"before": "s0", "text": "封面缺"}],
    }
    assert foreseen(known, seed, plain) is None  # where something is missing is for convert to tell


def test_what_stands_behind_changed_words_of_a_line_moves_with_them() -> None:
    seed = "第一句说明城市供水。\n第二句说明地下管网。"
    flags = [Repair(0, "x", at=0, line=line, column=column, before="", after="", reason="", status="flagged") for line, column in MARKS]
    known = viewed(seed, seed.replace("\n", ""))
    made = foreseen(replace(known, loaded=replace(known.loaded, ledger=tuple(flags))), seed.replace("城市", "大城市"))
    assert made
    assert [(one.line, one.column) for one in made.loaded.ledger] == [(1, 2), (1, 10), (2, 9)]
    made = foreseen(replace(known, loaded=replace(known.loaded, ledger=tuple(flags))), seed.replace("供水", "大排水"))
    assert made
    assert [one.column for one in made.loaded.ledger] == [2, 10, 9]
    there = replace(flags[0], column=8)
    made = foreseen(replace(known, loaded=replace(known.loaded, ledger=(there,))), seed.replace("供水", "大排水"))
    assert made
    assert made.loaded.ledger == (there,)  # it begins with them


def test_nothing_is_foreseen_of_a_plan_that_is_behind_its_seed() -> None:
    known = viewed("第一句说明城市供水。", "第一句说明城市供水。")
    assert foreseen(known, "第一句说明全城供水。")
    assert foreseen(replace(known, behind=True), "第一句说明全城供水。") is None


MARKS = ((1, 2), (1, 9), (2, 9))


@pytest.mark.parametrize(
    ("old", "new", "span", "expected"),
    [
        ("建设水厂和管网", "建设新水厂和管网", (2, 4), (3, 5)),
        ("建设水厂和管网", "建设新水厂和管网", (0, 2), (0, 2)),
        ("建设水厂和管网", "建设水站和管网", (2, 4), None),
        ("水水水", "水水水水", (0, 3), (0, 3)),
        ("甲乙", "", (0, 1), None),
    ],
)
def test_where_words_stand_after_an_edit(old: str, new: str, span: Span, expected: Span | None) -> None:
    assert moved(span, (old, new)) == expected


def test_what_is_put_off_gives_way_to_a_question_for_a_while(small: Path) -> None:
    desk = Bench(small).desk
    way = partial(desk._give_way, desk._taken)
    desk._since, desk._asked = time.monotonic(), math.inf
    waiting = threading.Thread(target=way)
    waiting.start()
    waiting.join(0.05)
    assert waiting.is_alive()
    desk._asked = time.monotonic()  # it is answered
    waiting.join(5)
    assert not waiting.is_alive()
    desk._since, desk._asked = time.monotonic(), math.inf
    with desk._needing():  # it waits for what was put off
        way()
    desk._since = time.monotonic() - PATIENCE
    way()  # perhaps it does


def test_a_page_that_cannot_be_made_of_links_as_they_were_waits_for_them(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bench, page, make = Bench(small), "yun-plan/1/index.html", OnDemand.make
    bench.asked(page)
    bench.desk.begin(lambda: None)
    bench.desk._settle_when_idle = lambda: None  # type: ignore[method-assign]
    file = small / "content/yun-plan/01.md"
    file.write_text(file.read_text(encoding="utf-8").replace("供水保障", "供水的保障", 1), encoding="utf-8")

    def hurt(files: OnDemand, path: str) -> bool:
        if bench.desk.hurrying:
            raise KeyError(path)
        return make(files, path)

    monkeypatch.setattr(OnDemand, "make", hurt)
    assert "供水的保障" in re.sub("<[^<>]*>", "", bench.asked(page))
    assert not bench.desk.hurrying
    assert not bench.desk.findings.words
    assert bench.asked(page).encode() == bench.whole()[page]


def test_what_was_put_off_is_given_up_when_something_else_is_saved(small: Path) -> None:
    bench, again, page = Bench(small), list[str](), "yun-plan/1/index.html"
    bench.asked(page)
    settle, file, known = bench.begun(lambda: again.append(page)), small / "content/yun-plan/01.md", bench.host.publication

    def edit(old: str, new: str) -> str:
        file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
        return bench.asked(page)

    edit("供水保障", "供水的保障")
    load = bench.host.loaded

    def saved_meanwhile(*given: object) -> Publication:
        bench.host.loaded = load  # type: ignore[method-assign]
        edit("供水的保障", "供水的好保障")
        return load(*given)  # type: ignore[arg-type]

    bench.host.loaded = saved_meanwhile  # type: ignore[method-assign]
    settle()
    assert bench.desk.hurrying
    assert bench.host.publication is not known
    settle()
    assert not bench.desk.hurrying
    assert bench.asked(page).encode() == bench.whole()[page]


def test_a_word_is_shown_at_once_though_the_one_before_is_just_put_in_place(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A convert whose files are in place, but which has not come back yet, is waited for; nothing is converted for the question."""
    bench, page, seed = Bench(small), "yun-report/2/index.html", small / "seeds/yun-report.txt"
    bench.asked(page)
    settle = bench.begun(lambda: None)
    placed, go, converted = threading.Event(), threading.Event(), list[Sequence[str]]()
    convert = pipeline.convert

    def slow(seeds: Path, content: Path, plans: Sequence[str]) -> pipeline.Conversion:
        made = convert(seeds, content, plans)
        converted.append(plans)
        placed.set()
        go.wait(5)
        return made

    def edit(old: str, new: str) -> str:
        seed.write_text(seed.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        return bench.asked(page)

    monkeypatch.setattr(pipeline, "convert", slow)
    edit("里程碑管理", "里程碑的管理")
    settling = threading.Thread(target=settle)
    settling.start()
    assert placed.wait(5)
    threading.Timer(0.1, go.set).start()
    assert "里程碑的好管理" in edit("里程碑的管理", "里程碑的好管理")
    settling.join(5)
    assert bench.desk.hurrying
    assert len(converted) == 1
    settle()
    assert not bench.desk.hurrying
    assert bench.asked(page).encode() == bench.whole()[page]


def test_nothing_leads_to_a_sentence_that_has_gone(small: Path) -> None:
    """Whichever goes; where a definition or a value goes with it, all is sought anew."""
    content, seeds = small / "content", small / "seeds"
    known, shown = load_edition(content, seeds), 0
    met: set[tuple[str, str]] = set()
    a, b = ([(view.id, one.id) for section in view.plan.sections for _, one in section.sentences()] for view in known.plans[:2])
    others = tuple(Link("related", *here, *there) for here, there in zip(a, b, strict=False))
    known = replace(known, links=replace(known.links, others=others))

    def without(view: PlanView, gone: str) -> PlanView:
        def fewer(section: Section) -> Section:
            blocks = (
                Paragraph(tuple(one for one in block.sentences if one.id != gone)) if isinstance(block, Paragraph) else block
                for block in section.blocks
            )
            return replace(section, blocks=tuple(block for block in blocks if not isinstance(block, Paragraph) or block.sentences))

        plan = replace(view.plan, sections=tuple(map(fewer, view.plan.sections)))
        return replace(view, loaded=replace(view.loaded, plan=plan))

    def ends(edition: Edition) -> set[tuple[str, str]]:
        links = edition.links
        pairs = {(p.plan, name) for pair in (*links.pairs, *links.perhaps) for p in (pair.a, pair.b) for name, _ in p.parts}
        both = {end for one in (*links, *links.citations.named) for end in ((one.plan, one.place), (one.to_plan, one.to_place))}
        return pairs | both | {(m.plan, m.place) for term in edition.glossary.terms for m in (*term.mentions, *term.definitions)}

    for view in known:
        for section in view.plan.sections:
            for _, sentence in section.sentences():
                edition = hurried(content, seeds, known, (), {view.id: without(view, sentence.id)})
                shown += edition is not None
                met |= ends(known) & {(view.id, sentence.id)} if edition else set()
                assert edition is None or (view.id, sentence.id) not in ends(edition)
    assert shown > 10
    assert met & {(p.plan, name) for pair in known.links.pairs for p in (pair.a, pair.b) for name, _ in p.parts}


@pytest.mark.parametrize("kind", ["value", "definition"])
def test_what_tells_more_than_its_words_moves_with_those_around_it_and_is_sought_anew_when_it_changes(small: Path, kind: str) -> None:
    content, seeds = small / "content", small / "seeds"
    known = load_edition(content, seeds)

    def spans(edition: Edition) -> list[tuple[str, str, Span]]:
        if kind == "value":
            return [(v.plan, v.place, v.span) for series in edition.indicators.series for point in series.points for v in point.values]
        return [(d.plan, d.place, d.span) for term in edition.glossary.terms for d in term.definitions if d.span]

    def hurry(plan: str, text: str, now: str) -> Edition | None:
        (file,) = (path for path in (content / plan).glob("*.md") if text in path.read_text(encoding="utf-8"))
        before = file.read_text(encoding="utf-8")
        file.write_text(before.replace(text, now), encoding="utf-8")
        try:
            return hurried(content, seeds, known, {plan}, {})
        finally:
            file.write_text(before, encoding="utf-8")

    at, (plan, place, (start, end)) = next(
        (n, one) for n, one in enumerate(spans(known)) if known.plan(one[0]).texts.get(one[1], "")[slice(*one[2])] and one[2][0] > 1
    )
    text = known.plan(plan).texts[place]
    moved_on = hurry(plan, text, f"{text[:1]}新{text[1:]}")
    assert moved_on
    assert spans(moved_on)[at] == (plan, place, (start + 1, end + 1))
    assert hurry(plan, text, f"{text[: start + 1]}新{text[start + 1 :]}") is None
