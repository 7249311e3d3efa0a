"""The built site: its open data, its addresses, its links, its weight."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from generator.characters import plain
from generator.pipeline import Converted, convert
from generator.placing.marks import MARK
from generator.repair import replay, undo
from generator.site.build import build
from tests.conftest import PLANS, SEEDS, SMALL_TEXT


class Page(HTMLParser):
    """Ids, links and loaded files of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.ids.append(values["id"] or "")
        if tag == "a" and values.get("href"):
            self.links.append(values["href"] or "")
        for name in ("src", "srcset") if tag != "link" else ("href",):
            if values.get(name):
                self.loaded.append(values[name] or "")


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, Page]:
    return {path.relative_to(site).as_posix(): Page(path) for path in site.rglob("*.html")}


def test_every_link_leads_to_a_page_and_a_place(pages: dict[str, Page], site: Path) -> None:
    dead = []
    for name, page in pages.items():
        for link in page.links:
            if urlsplit(link).scheme:
                continue
            target = urlsplit(urljoin(f"http://x/{name}", link))
            file = unquote(target.path).lstrip("/")
            file = f"{file}index.html" if file.endswith("/") or not file else file
            if file not in pages:
                if not (site / file).is_file():
                    dead.append((name, link))
            elif target.fragment and unquote(target.fragment) not in pages[file].ids:
                dead.append((name, link))
    assert dead == []


def test_links_are_relative(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        if name != "404.html":
            assert not [link for link in [*page.links, *page.loaded] if link.startswith("/")], name


def test_nothing_is_loaded_from_elsewhere(pages: dict[str, Page], site: Path) -> None:
    for name, page in pages.items():
        assert not [url for url in page.loaded if "//" in url], name
    for style in site.rglob("*.css"):
        assert "url(" not in style.read_text(encoding="utf-8")


def test_ids_are_unique_in_a_page(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        assert len(set(page.ids)) == len(page.ids), name


def test_every_part_has_its_anchor_on_its_page(pages: dict[str, Page], site: Path) -> None:
    for plan in PLANS:
        for section in read(site, f"api/{plan}.json")["sections"]:
            path, _, fragment = section["url"].partition("#")
            ids = set(pages[f"{path}index.html"].ids)
            assert fragment == section["id"]
            parts = [section["id"], *(s["id"] for s in section["sentences"]), *(f["id"] for f in (*section["figures"], *section["notes"]))]
            for table in section["tables"]:
                parts += [table["id"], *(r["id"] for r in table["rows"]), *(n["id"] for n in table["notes"])]
            assert set(parts) <= ids, set(parts) - ids


def test_short_addresses(pages: dict[str, Page], site: Path) -> None:
    html = (site / "sh-14fyp/6.2.2/index.html").read_text(encoding="utf-8")
    assert 'http-equiv="refresh" content="0;url=../6/#6.2.2"' in html
    assert pages["sh-14fyp/6.2.2/index.html"].links == ["../6/#6.2.2"]
    assert "深化临港新片区制度创新" in html
    for plan in PLANS:
        for section in read(site, f"api/{plan}.json")["sections"]:
            assert f"{plan}/{section['id']}/index.html" in pages or section["id"] == "front"


def test_nothing_but_the_edition_is_published(site: Path) -> None:
    """Beside it stands the mark by which the next build knows the folder for its own."""
    kinds = {path.suffix for path in site.rglob("*") if path.is_file() and path != site / MARK}
    assert kinds <= {".html", ".css", ".js", ".json", ".csv", ".svg", ".xml", ".gz"}


def test_page_weight(site: Path) -> None:
    """Each page but the whole plans, the seeds and the collations with the files that it loads; the glossary lists the whole edition."""
    folder = site / "assets"
    assets = {path.relative_to(folder).as_posix(): len(gzip.compress(path.read_bytes())) for path in folder.rglob("*.*")}
    for path in site.rglob("index.html"):
        if path.parent.name not in ("collation", "seed", "whole") and path.relative_to(site).parts[0] != "en":  # test_parallel weighs those
            loaded = set(re.findall(r'(?:href|src)="[^"]*assets/([^"]+)"', path.read_text(encoding="utf-8")))
            assert "zhangju.css" in loaded or loaded <= {"lead.js", "icon.svg"}
            leads = loaded <= {"lead.js", "icon.svg"}  # a page that only leads on loads nothing else
            assert path.parent.name == "embed" or loaded & {"zhangju.js", "chapter.js"} or leads
            compared = path.relative_to(site).parts[-4:-3] == ("compare",)  # the words of two plans
            most = 63_000 if path.parent.name == "glossary" else 110_000 if compared else 60_000
            assert len(gzip.compress(path.read_bytes())) + sum(assets[name] for name in loaded) <= most, path


# ---- open data


def read(site: Path, path: str) -> list | dict:  # type: ignore[type-arg]
    return json.loads((site / path).read_text(encoding="utf-8"))


def test_plans_json(site: Path) -> None:
    plans = read(site, "api/plans.json")
    assert {p["id"] for p in plans} == set(PLANS)
    for plan in plans:
        assert list(plan)[:9] == [*("id", "title", "title_en", "kind", "period", "issuer", "coverage", "url", "api")]
        assert (site / plan["url"] / "index.html").is_file()
        assert (site / plan["api"]).is_file()
    titles = {p["id"]: p["title"] for p in plans}
    assert titles["sh-2026-report"] == "关于上海市2025年国民经济和社会发展计划执行情况与2026年国民经济和社会发展计划草案的报告"


@pytest.mark.parametrize("plan", PLANS)
def test_plan_json(site: Path, converted: dict[str, Converted], plan: str) -> None:
    data = read(site, f"api/{plan}.json")
    made = converted[plan].plan
    assert data["id"] == plan
    assert len(data["sections"]) == len(made.sections)
    keys = ["id", "number", "level", "title", "run_in", "parent", "url", "line", "supplied", "sentences", "tables", "figures", "notes"]
    for found, section in zip(data["sections"], made.sections, strict=True):
        assert list(found) == keys
        assert (found["id"], found["number"], found["title"], found["line"]) == (
            section.id,
            section.number,
            plain(section.title),
            section.line,
        )
        for sentence in found["sentences"]:
            assert list(sentence) == ["id", "text", "line", "paragraph", "lead"]
            assert not re.search(r"[~*\\]|\[\^", sentence["text"])
        assert [s["id"] for s in found["sentences"]] == [f"{section.id}-{n}" for n in range(1, len(found["sentences"]) + 1)]


@pytest.mark.parametrize("plan", PLANS)
def test_seed_lines_in_the_open_data(site: Path, plan: str) -> None:
    """A sentence stands in the seed at the line that the data name: its first characters are there."""
    lines = (SEEDS / f"{plan}.txt").read_text(encoding="utf-8").split("\n")
    wrong = 0
    total = 0
    for section in read(site, f"api/{plan}.json")["sections"]:
        for sentence in section["sentences"]:
            total += 1
            wrong += sentence["text"].lstrip("（—“")[:1] not in lines[sentence["line"] - 1]
    assert total
    assert wrong == 0


@pytest.mark.parametrize("plan", PLANS)
def test_repairs_json(site: Path, converted: dict[str, Converted], plan: str) -> None:
    data = read(site, f"api/repairs/{plan}.json")
    assert len(data) == len(converted[plan].repaired.ledger)
    for entry in data:
        assert list(entry) == ["rule", "line", "column", "before", "after", "reason", "status"]
        assert entry["status"] in ("applied", "flagged")


@pytest.mark.parametrize("plan", PLANS)
def test_anchors_json(site: Path, plan: str) -> None:
    data = read(site, f"api/anchors/{plan}.json")
    live = {a["id"] for a in data if a["state"] == "live"}
    sections = read(site, f"api/{plan}.json")["sections"]
    assert {s["id"] for s in sections} <= live
    assert all(a["to"] in live for a in data if a["state"] == "retired")


def test_the_ledger_in_the_open_data_proves_itself(converted: dict[str, Converted]) -> None:
    for made in converted.values():
        assert undo(replay(made.seed.text, made.repaired.ledger), made.repaired.ledger) == made.seed.text


def test_supplied_titles(site: Path) -> None:
    sections = {s["id"]: s for s in read(site, "api/sh-14fyp.json")["sections"]}
    assert sections["1"]["supplied"]
    assert sections["1.1"]["title"] == "“五个中心”建设既定目标如期实现"
    assert not sections["1.2"]["supplied"]


# ---- the host


def test_mkdocs_and_its_continuation_build_the_same_site_byte_for_byte(project: Callable[..., Path]) -> None:

    root = project()
    convert(root / "seeds", root / "content", ["try-1"])
    made: dict[str, dict[str, bytes]] = {}
    for name in ("mkdocs", "properdocs", "zhangju"):
        out = root / "sites" / name
        command = (
            ["generator.cli", "build", "--site", str(out)] if name == "zhangju" else [name, "build", "--quiet", "--site-dir", str(out)]
        )
        done = subprocess.run([sys.executable, "-m", *command], cwd=root, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        made[name] = {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert "en/try-1/index.html" in made["mkdocs"]
    assert made["mkdocs"] == made["properdocs"] == made["zhangju"]


def test_content_and_templates_are_enough_to_build(project: Callable[..., Path]) -> None:
    """Without the seeds the site lacks only the pages that show them, and nothing links there."""
    root = project()
    convert(root / "seeds", root / "content", ["try-1"])
    with_seeds = build(root).site
    assert (with_seeds / "try-1" / "seed").exists()
    assert [path for path in with_seeds.rglob("*.html") if "seed/#L" in path.read_text(encoding="utf-8")]
    shutil.rmtree(root / "seeds")
    site = build(root).site
    assert (site / "try-1" / "1" / "index.html").is_file()
    assert not (site / "try-1" / "seed").exists()
    assert not [path for path in site.rglob("*.html") if "seed/#L" in path.read_text(encoding="utf-8")]


# ---- what editors and plans write is text


def test_markup_in_titles_and_in_what_editors_write_is_text(project: Callable[..., Path]) -> None:
    evil = '<img src=x onerror=\\"alert(1)\\"> & <b>'
    text = SMALL_TEXT.replace("加强组织实施。", "加强组织实施。本市新质产业园（以下简称“新园”）按<b>规划建设，新园要先行。")
    root = project(text, f'short_title = "{evil}"\nissuer = "{evil}"\ncoverage = "{evil}"\n')
    convert(root / "seeds", root / "content", ["try-1"])
    (root / "content" / "glossary.toml").write_text(
        f'[[term]]\nterm = "新园"\naliases = ["新园区<i>"]\nen = "{evil}"\ndefinition_en = "{evil}"\n', encoding="utf-8"
    )
    (root / "content" / "topics.toml").write_text(
        f'[[topic]]\nid = "parks"\ntitle = "{evil}"\ntitle_en = "{evil}"\nnote = "{evil}"\nwords = ["新质产业园", "加强组织"]\n',
        encoding="utf-8",
    )
    pages = list(build(root).site.rglob("*.html"))
    assert len(pages) > 10
    for path in pages:
        tags = Tags()
        tags.feed(path.read_text(encoding="utf-8"))
        assert "img" not in tags.found, path


class Tags(HTMLParser):
    """The names of the elements of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)


REFERRING = """某市规划

一、目标

注号[^1]、[^示例]在本节没有注，照录原文。

表1 指标[^1]

指标[^1]\t2030年[^示例]
研发经费[^1]\t4.5%[^9]
[^1]: 初步数，参见[^1]。
"""


def test_titles_and_captions_refer_to_notes(project: Callable[..., Path]) -> None:
    """The reference is a link where print has its mark; titles are without it wherever else they stand, and the note explains a term."""
    root = project("""某市规划

一、健全“居家社区”②服务

（一）发展家庭床位①和居家社区服务。建成家庭床位2000张。

表1 床位③

床位\t2025年
家庭床位\t2000
③ 据年报。

② 居家社区，是指居家与社区的统称。
① 家庭床位，是指设在老年人家中的养老床位。
""")
    convert(root / "seeds", root / "content", ["try-1"])
    site = build(root).site
    (_, chapter, clause) = json.loads((site / "api" / "try-1.json").read_text(encoding="utf-8"))["sections"]
    assert (chapter["title"], clause["title"]) == ("健全“居家社区”服务", "发展家庭床位和居家社区服务")
    html = (site / "try-1" / "1" / "index.html").read_text(encoding="utf-8")
    for before, mark in (("居家社区</a>”", "②"), ("家庭床位</a>", "①"), ("表1 床位", "③")):
        (way,) = re.findall(rf'{before}<sup><a href="[^"]*#([^"]+)" aria-label="[^"]+">{mark}</a></sup>', html)
        assert f'id="{way}"' in html
    assert re.search(r"</sup>和<a [^>]*>居家社区</a>服务", html)  # the link stands where the word does behind a reference
    terms = {term["term"]: term for term in json.loads((site / "api" / "glossary.json").read_text(encoding="utf-8"))}
    assert [use["id"] for use in terms["家庭床位"]["mentions"]][:2] == ["1.1", "1.1-1"]


def test_only_references_to_notes_that_there_are_leave_the_data(project: Callable[..., Path]) -> None:
    """Of any other `[^1]` is what print has: in the open data, on the page, in search and quotation."""
    root = project(REFERRING)
    toml = root / "seeds" / "try-1.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace('"一、", "（一）"', '"一、"'), encoding="utf-8")
    convert(root / "seeds", root / "content", ["try-1"])
    site = build(root).site
    section = json.loads((site / "api" / "try-1.json").read_text(encoding="utf-8"))["sections"][1]
    sentence = "注号[^1]、[^示例]在本节没有注，照录原文。"
    assert [s["text"] for s in section["sentences"]] == [sentence]
    (table,) = section["tables"]
    assert (table["caption"], table["columns"]) == ("表1 指标", ["指标", "2030年[^示例]"])
    assert [row["cells"] for row in table["rows"]] == [["研发经费", "4.5%[^9]"]]
    assert [note["text"] for note in table["notes"]] == ["初步数，参见[^1]。"]
    html = (site / "try-1" / "1" / "index.html").read_text(encoding="utf-8")
    assert sentence in html
    assert len(re.findall(r'<sup><a href="#1-n1"', html)) == 3
    quoted = json.loads(next(site.rglob("quotes*.json")).read_text(encoding="utf-8"))["plans"][0]["sections"]
    parts = dict(part for one in quoted for part in one["parts"])
    assert (parts["1-1"], parts["1-t1-r1"]) == (sentence, "研发经费 4.5%[^9]")


def test_plain_text() -> None:
    assert plain("PM~2.5~浓度[^1]和[^2]", {"2"}) == "PM2.5浓度[^1]和"
    assert plain("a[^1|2]b[^a b]c[^1]", {"1|2", "a b"}) == "abc[^1]"
    assert plain("甲[^1]") == "甲[^1]"


def test_a_site_without_topics_leads_to_none(project: Callable[..., Path]) -> None:
    root = project()
    convert(root / "seeds", root / "content", ["try-1"])
    assert build(root).dead_links == ()
