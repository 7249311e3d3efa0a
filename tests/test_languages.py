"""The site in several languages: the same pages and anchors in each, ways between them, and nothing of one language left in another."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote, urljoin

import pytest

from generator.characters import plain
from generator.cli import main
from generator.edition import Edition, load_edition
from generator.edition.scripts import in_traditional
from generator.errors import ZhangjuError
from generator.languages.language import LANGUAGES, SIMPLIFIED, TRADITIONAL, Language, check_folders, known_languages, languages_of
from generator.languages.mapping import Replacer, texts_in
from generator.languages.traditional import load_converter
from generator.model import Section
from generator.pipeline import convert
from generator.site.build import build
from generator.site.glossary import place_translated
from generator.site.languages import alternates, in_language
from tests.conftest import ROOT
from tests.simplified_left import simplified_left

BOTH = (SIMPLIFIED, TRADITIONAL)
ONCE = re.compile(r"^[^/]+/(seed|collation)/$")
STRINGS = ROOT / "templates" / "strings"


@pytest.fixture(scope="module")
def pair() -> tuple[Edition, Edition]:
    edition = load_edition(ROOT / "content", ROOT / "seeds")
    return edition, in_traditional(edition, load_converter(ROOT / "content"))


def pages(site: Path, prefix: str = "") -> dict[str, str]:
    """Folder of every page of a language, its prefix left out → HTML; short addresses and the other languages aside."""
    root = site / prefix
    found = {f"{path.parent.relative_to(root).as_posix()}/".removeprefix("./"): path for path in root.rglob("index.html")}
    others = [language.prefix for language in LANGUAGES.values() if language.prefix and not prefix]
    texts = {name: path.read_text(encoding="utf-8") for name, path in found.items() if not name.startswith(tuple(others))}
    return {name: html for name, html in texts.items() if 'http-equiv="refresh"' not in html}


@pytest.mark.parametrize("code", LANGUAGES)
def test_all_languages_have_the_same_strings(code: str) -> None:
    read = {name: tomllib.loads((STRINGS / f"{name}.toml").read_text(encoding="utf-8")) for name in (SIMPLIFIED.code, code)}
    assert read[code].keys() == read[SIMPLIFIED.code].keys()
    for key, words in read[code].items():
        for form in words.split("|"):  # for one, and for more
            assert re.findall(r"\{\w+\}|<\w+>", form) == re.findall(r"\{\w+\}|<\w+>", read[SIMPLIFIED.code][key]), key


def test_the_traditional_strings_are_traditional() -> None:
    words = tomllib.loads((STRINGS / "zh-Hant.toml").read_text(encoding="utf-8")).values()
    assert [left for text in words for left in simplified_left(text)] == []


def test_the_traditional_edition_has_the_same_anchors_spans_and_lengths(pair: tuple[Edition, Edition]) -> None:
    simplified, traditional = pair
    assert traditional.language == TRADITIONAL
    for old, new in zip(simplified, traditional, strict=True):
        assert new.seed_text == old.seed_text
        assert [(key, len(text)) for key, text in new.part_texts.items()] == [(key, len(text)) for key, text in old.part_texts.items()]
        assert new.part_texts != old.part_texts
        assert [(e.before, e.place, e.offset, e.reach) for e in new.loaded.ledger] == [
            (e.before, e.place, e.offset, e.reach) for e in old.loaded.ledger
        ]
        assert new.repairs == old.repairs


def test_words_of_uses_citations_and_repeats_stand_in_the_converted_text(pair: tuple[Edition, Edition]) -> None:
    edition = pair[1]

    def words(plan: str, place: str, cell: int, span: tuple[int, int]) -> str:
        view = edition.plan(plan)
        return plain(view.part_texts[place, cell][slice(*span)], view.part_notes.get((place, cell), ()))

    for term in edition.terms.values():
        for use in term.mentions:
            assert words(use.plan, use.place, use.cell, use.span) == use.text
    for link in edition.links.citations.links:
        if link.span:
            assert words(link.plan, link.place, link.cell, link.span) == plain(link.text)
    for repeat in edition.links.repeats:
        assert edition.plan(repeat.a.plan).part_texts[repeat.a.place, repeat.a.cell][slice(*repeat.a.span)] == repeat.text
        assert words(repeat.b.plan, repeat.b.place, repeat.b.cell, repeat.b.span) == repeat.text_b


def test_a_second_build_gives_the_same_as_the_first(pair: tuple[Edition, Edition]) -> None:
    again = in_traditional(pair[0], load_converter(ROOT / "content"))
    assert again.glossary == pair[1].glossary
    assert [view.part_texts for view in again] == [view.part_texts for view in pair[1]]


def test_replacing_texts_keeps_everything_else(pair: tuple[Edition, Edition]) -> None:
    edition = pair[0]
    nothing = Replacer({})([edition.glossary, edition.links, edition.threads])
    assert nothing == [edition.glossary, edition.links, edition.threads]
    assert all(not text.isascii() for text in texts_in(edition.links))


def test_every_page_exists_in_traditional_but_for_the_records(site: Path) -> None:
    simplified, traditional = pages(site), pages(site, TRADITIONAL.prefix)
    assert simplified.keys() - traditional.keys() == {name for name in simplified if ONCE.match(name)}
    assert traditional.keys() <= simplified.keys()
    for name, html in traditional.items():
        assert '<html lang="zh-Hant">' in html
        assert re.findall(r' id="([^"]*)"', html) == re.findall(r' id="([^"]*)"', simplified[name]), name


def test_no_simplified_is_left_in_traditional_pages(site: Path) -> None:
    wrong = {path: left for path in (site / "zh-hant").rglob("*.html") if (left := list(simplified_left(path.read_text(encoding="utf-8"))))}
    assert wrong == {}
    page = (site / "sh-14fyp" / "6" / "index.html").read_text(encoding="utf-8")
    assert len(list(simplified_left(page.replace('<html lang="zh-Hans">', "<html>")))) > 1000


def test_links_stay_within_the_language(site: Path) -> None:
    left: dict[str, set[str]] = {}
    for path in (site / "zh-hant").rglob("index.html"):
        html = path.read_text(encoding="utf-8")
        here = f"/{path.parent.relative_to(site).as_posix()}/"
        for tag, address in re.findall(r'(<(?:a|link|script)\b[^>]*?(?:href|src)="([^"]*)"[^>]*>)', html):
            if re.match(r"[a-z]+:", address):
                continue
            to = urljoin(here, unquote(address)).partition("#")[0]
            file = site / (to[1:] + ("index.html" if to.endswith("/") else ""))
            assert file.is_file(), f"{here}: {address}"
            if not to.startswith(("/zh-hant/", "/assets/", "/api/")) and 'rel="alternate"' not in tag:
                left.setdefault(re.sub(r"^/[^/]+", "", to), set()).add(tag.partition(" ")[2].partition("=")[0])
    assert set(left) == {"/collation/", "/seed/"}


def test_the_ways_to_other_languages(site: Path) -> None:
    html = (site / "zh-hant" / "sh-14fyp" / "6" / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', html) == [
        ("zh-Hans", "../../../sh-14fyp/6/"),
        ("x-default", "../../../sh-14fyp/6/"),
        ("en", "../../../en/sh-14fyp/6/"),
        ("zh-Hant", "./"),
    ]
    assert 'hreflang="zh-Hans" lang="zh-Hans" href="../../../sh-14fyp/6/">简体</a>' in html
    record = (site / "sh-14fyp" / "seed" / "index.html").read_text(encoding="utf-8")
    assert '<link rel="alternate"' not in record
    assert 'hreflang="zh-Hant" lang="zh-Hant" href="../../zh-hant/sh-14fyp/">繁體</a>' in record


def test_short_addresses_and_what_machines_read(site: Path) -> None:
    stub = (site / "zh-hant" / "sh-14fyp" / "6.2.2" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="zh-Hant">' in stub
    assert 'url=../6/#6.2.2"' in stub
    assert "聚焦“五個重要”深化臨港新片區制度創新" in stub
    page = (site / "zh-hant" / "sh-14fyp" / "6" / "index.html").read_text(encoding="utf-8")
    known = json.loads(re.findall(r'id="plan-data">(.*?)</script>', page)[0])
    assert known["title"] == "上海市國民經濟和社會發展第十四個五年規劃和二〇三五年遠景目標綱要"
    assert '"inLanguage":"zh-Hant"' in page
    assert 'property="og:locale" content="zh_TW"' in page
    assert not (site / "zh-hant" / "api").exists()
    assert not (site / "zh-hant" / "assets").exists()


@pytest.mark.parametrize(
    ("path", "way", "same"),
    [("", "zh-hant/", True), ("sh-14fyp/6/", "../../zh-hant/sh-14fyp/6/", True), ("sh-14fyp/seed/", "../../zh-hant/sh-14fyp/", False)],
)
def test_alternates(path: str, way: str, same: bool) -> None:
    assert [(a.way, a.same) for a in alternates(path, SIMPLIFIED, BOTH)] == [(way, same)]


def test_the_way_back_to_the_root() -> None:
    assert next(alternates("", TRADITIONAL, BOTH)).way == "../"
    assert [(a.way, a.same) for a in alternates("glossary/c/", SIMPLIFIED, BOTH, everywhere=False)] == [("../../zh-hant/glossary/", False)]
    assert list(alternates("", SIMPLIFIED, (SIMPLIFIED,))) == []


@pytest.mark.parametrize(
    ("address", "written"),
    [
        (".", "zh-hant/"),
        ("sh-14fyp/6/#6.2", "zh-hant/sh-14fyp/6/#6.2"),
        ("sh-14fyp/collation/#r1", "sh-14fyp/collation/#r1"),
        ("assets/zhangju.css", "assets/zhangju.css"),
        ("https://example.org/", "https://example.org/"),
    ],
)
def test_addresses_in_a_language(address: str, written: str) -> None:
    assert in_language(address, TRADITIONAL) == written
    assert in_language(address, SIMPLIFIED) == address


@pytest.mark.parametrize(
    ("codes", "cause"),
    [(["zh-Hans", "zh-Hnat"], "unknown language `zh-Hnat`[^;]*nearest: zh-Hant"), (["zh-Hant"], "`languages` lacks zh-Hans")],
)
def test_wrong_languages(codes: list[str], cause: str) -> None:
    with pytest.raises(ZhangjuError, match=cause):
        known_languages(codes, "mkdocs.yml")


FRENCH = 'name = "Français"\nlocale = "fr_FR"\nplural = "nplurals=2; plural=(n > 1);"\n'
JAPANESE = 'name = "日本語"\nlocale = "ja_JP"\nplural = "nplurals=1; plural=0;"\n'
"""A language without plural forms."""


def test_languages_that_an_edition_declares(project: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    """By a file each and their code in the settings, no line of code: translated, checked and published as English is."""
    root = project()
    assert main(["convert", "--root", str(root)]) == 0
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("[zh-Hans, zh-Hant, en]", "[zh-Hans, fr, ja]"), encoding="utf-8")
    said = {"fr": (FRENCH, "Rechercher le progrès dans la stabilité."), "ja": (JAPANESE, "Antei no naka de zenshin suru.")}
    for code, (declared, words) in said.items():
        folder = root / "content" / "locale" / code
        folder.mkdir(parents=True)
        (folder / "language.toml").write_text(declared, encoding="utf-8")
        assert main(["translate", "--language", code, "--root", str(root)]) == 0
        out = root / f"{code}.xlf"
        assert main(["translate", "try-1", "--language", code, "--export", str(out), "--root", str(root)]) == 0
        given = out.read_text(encoding="utf-8")
        assert f'trgLang="{code}"' in given
        table = root / f"{code}.tsv"
        assert main(["translate", "try-1", "--language", code, "--export", str(table), "--root", str(root)]) == 0
        filled = [
            line.replace("\t\t", f"\t{words}\t", 1) if line.startswith("1-1\t") else line for line in table.read_text("utf-8").splitlines()
        ]
        table.write_text("\n".join(filled) + "\n", encoding="utf-8")
        assert main(["translate", "try-1", "--language", code, "--fill", str(table), "--root", str(root)]) == 0
        assert words in (folder / "try-1.po").read_text(encoding="utf-8")
    assert main(["check", "--root", str(root)]) == 0, capsys.readouterr().err
    site = build(root).site
    for code, (_, words) in said.items():
        html = (site / code / "try-1" / "1" / "index.html").read_text(encoding="utf-8")
        assert f'<html lang="{code}">' in html
        assert f'<span class="e" lang="{code}">{words} </span>' in html
        assert "1 of 5 sentences are translated" in html  # the interface in the words of a language that has them
    assert 'hreflang="fr" lang="fr" href="../../fr/try-1/1/">Français</a>' in (site / "try-1" / "1" / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("code", "toml", "line", "cause"),
    [
        ("fr", FRENCH.replace("nplurals=2", "two"), 3, "no plural rule"),
        ("fr", FRENCH + 'strings = "frr"\n', 4, "no strings"),
        ("fr", FRENCH + '[[counted]]\nkind = "章"\nwords = "Chapitre"\n', 4, "no place for the number"),
        ("fr", FRENCH + "colour = 1\n", 4, "unknown key"),
        ("fr", FRENCH.replace('locale = "fr_FR"\n', ""), 1, "lacks `locale`"),
        ("fr", "name = \n", 1, ""),
        ("French", FRENCH, 1, "no code"),
        ("en", FRENCH, None, "ours already"),
    ],
)
def test_a_wrong_declaration_is_told_with_its_line(tmp_path: Path, code: str, toml: str, line: int | None, cause: str) -> None:
    path = tmp_path / "locale" / code / "language.toml"
    path.parent.mkdir(parents=True)
    path.write_text(toml, encoding="utf-8")
    with pytest.raises(ZhangjuError) as told:
        languages_of(tmp_path)
    [error] = told.value.parts
    assert (error.file, error.line) == (str(path), line)
    assert cause in error.cause


def test_a_language_and_a_plan_share_no_folder() -> None:
    french = Language(code="fr", name="Français", prefix="fr/", locale="fr_FR")
    with pytest.raises(ZhangjuError, match="share a folder"):
        check_folders([french], ["fr"], "mkdocs.yml")


def test_a_build_in_one_language_and_one_with_a_wrong_phrase(project: Callable[..., Path]) -> None:
    root = project()
    convert(root / "seeds", root / "content", ["try-1"])
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(re.sub(r"  - zhangju:\n(?:      .*\n)+", "  - zhangju\n", settings + "\n"), encoding="utf-8")
    (root / "content" / "traditional.toml").write_text('[[phrase]]\ntext = "复旦"\ntraditional = "腹旦"\n', encoding="utf-8")
    site = build(root).site
    assert not (site / "zh-hant").exists()
    assert "hreflang" not in (site / "try-1" / "1" / "index.html").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    with pytest.raises(ZhangjuError, match="cannot be 腹"):
        build(root)
    assert not (site / "zh-hant").exists()
    (root / "mkdocs.yml").write_text(settings.replace("zh-Hant", "zh-Hnat"), encoding="utf-8")
    with pytest.raises(ZhangjuError, match="nearest: zh-Hant"):
        build(root)


TRADITIONAL_TEXT = """雲川市發展計劃

一、總體要求

（一）指導思想

推動經濟發展與環境保護協調。到2030年，實現產業結構優化，創新體系與服務網絡完善。

二、主要任務

加強領導，構建現代產業體係，擴大國際開放，優化營商環境。
"""
DOUBT = """
[[correction]]
line = 11
find = "體係"
replace = "體系"
evidence = "同音誤字"
certain = false
"""


def test_an_edition_in_traditional_characters_says_so(project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where its interface is in Simplified ones, for the text is what is read aloud and set in type. A doubt leads to the line of
    the settings that an editor would change."""
    monkeypatch.setenv("ZHANGJU_REPO_URL", "https://github.com/a/b")
    root = project(TRADITIONAL_TEXT, DOUBT)
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("[zh-Hans, zh-Hant, en]", "[zh-Hans, en]"), encoding="utf-8")
    assert main(["convert", "--root", str(root)]) == 0
    assert main(["build", "--root", str(root)]) == 0
    for page in ("index.html", "try-1/index.html", "try-1/2/index.html", "404.html"):
        assert re.search(r'<html lang="([^"]*)"', html := (root / "site" / page).read_text(encoding="utf-8"))[1] == "zh-Hant", page
        assert not re.search(r'hreflang="zh-Hans"|<article[^>]* lang=', html), page
    assert "加強領導" in (english := (root / "site/en/try-1/2/index.html").read_text(encoding="utf-8"))
    assert '<html lang="en">' in english
    assert 'lang="zh-Hans"' not in english
    assert re.search(r'hreflang="zh-Hant" lang="zh-Hant" href="[^"]*">繁體<', english)
    line = (root / "seeds/try-1.toml").read_text(encoding="utf-8").split("\n").index("[[correction]]") + 1
    assert f'https://github.com/a/b/blob/main/seeds/try-1.toml#L{line}"' in (root / "site/try-1/collation/index.html").read_text("utf-8")


def test_a_plan_in_traditional_characters_beside_others_says_so(project: Callable[..., Path]) -> None:
    root = project(TRADITIONAL_TEXT, plan="try-2")
    project()
    assert main(["convert", "--root", str(root)]) == 0
    assert main(["build", "--root", str(root)]) == 0
    for plan, said in (("try-1", ""), ("try-2", ' lang="zh-Hant"')):
        for folder, own in (("", said), ("zh-hant/", "")):
            assert f'<article class="text"{own}' in (root / f"site/{folder}{plan}/1/index.html").read_text(encoding="utf-8"), folder + plan


def test_a_language_that_does_not_say_annex_has_the_number_as_printed() -> None:
    """The list of terms links to places by their names; an empty one would be a link without words."""
    annex = Section(id="a1.2", number="附件2", title="名词", level=2, mark="附件2 ")
    french = replace(LANGUAGES["en"], code="fr", annex="", counted=())
    plan = SimpleNamespace(
        language=french, numbers={"a1.2": "附件2"}, number_levels=lambda section: [section], translated=lambda anchor: ""
    )
    assert place_translated(plan, annex) == "附件2"  # type: ignore[arg-type]
    plan.language = LANGUAGES["en"]
    assert place_translated(plan, annex) == "Annex 2"  # type: ignore[arg-type]
