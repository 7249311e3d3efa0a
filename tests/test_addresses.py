"""What addresses and paths are made of: one grammar, held wherever a name is read; links lead to http, https, mailto or within the site."""

from __future__ import annotations

import json
import re
import shutil
import types
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from mkdocs.config import load_config

from generator.cli import main
from generator.content.anchors import parse_lock
from generator.edition import load_edition
from generator.errors import ZhangjuError
from generator.model import Figure, Section, address
from generator.pipeline import convert_seed
from generator.site.build import build
from generator.site.html import Renderer
from generator.site.tags import refuse_tags
from tests.conftest import PLANS, ROOT, SMALL_TEXT, SMALL_TOML

Project = Callable[..., Path]

OUT = (
    "..",
    ".",
    "../x",
    "a/b",
    "a\\b",
    "/a",
    "a..b",
    ".a",
    "a.",
    "a b",
    "a\n",
    "a\0",
    "a%2e",
    "",
    "A",
    "ａ",
    "а",
    "ı",
    "²",
    "a:b",
    'a"b',
    "a\u202eb",
)
"""No part of any address: ways out of a folder, blanks, look-alikes, capitals, characters that need escaping."""
DEVICES = ("con", "nul", "com1", "lpt9")
RETIRED = "111111111111\t2222222222222222\t3\tretired\t"


@pytest.mark.parametrize(
    "name", [*OUT, *DEVICES, "a--b", "-a", "a-", "x" * 65, "api", "assets", "search", "zh-hant", "en", "glossary", "plans"]
)
def test_no_plan_id(name: str) -> None:
    assert not address.is_plan_id(name)


@pytest.mark.parametrize("name", ["sh-14fyp", "a", "2026", "x" * 64])
def test_plan_ids(name: str) -> None:
    assert address.is_plan_id(name)


@pytest.mark.parametrize("name", [*OUT, *DEVICES, "1.", ".1", "1..2", "1-2", "con.1", "whole", "seed.2", "collation", "1." * 60 + "1"])
def test_no_section_id(name: str) -> None:
    assert not address.is_section_id(name)


@pytest.mark.parametrize("name", ["6", "6.2.2", "a", "a.2.12", "a12.3", "end", "front", "6a"])
def test_section_ids(name: str) -> None:
    assert address.is_section_id(name)
    assert address.is_anchor(name)


@pytest.mark.parametrize(
    "name", [*OUT, "6-", "-1", "6-x", "6-1-2", "6-t", "6-t1-", "6-t1-x1", "6-r1", "6-１", "6-f1-r1", '6-1"', "6-1/../x"]
)
def test_no_anchor(name: str) -> None:
    assert not address.is_anchor(name)


@pytest.mark.parametrize(
    "name",
    [
        "6.2.2-3",
        "6-3a",
        "6-12ab",
        "2.3-t1",
        "2.3-t1-r7",
        "2-t1-r7a",
        "5-f1",
        "2.3-n1",
        "1",
        "6.2a.3",
        "end",
        "a2.12",
        "front-1",
        "1-t0a-r7b",
    ],
)
def test_anchors(name: str) -> None:
    assert address.is_anchor(name)


def test_every_anchor_and_plan_of_the_committed_edition_fits() -> None:
    for plan in PLANS:
        path = ROOT / "content" / plan / "anchors.lock"
        assert address.is_plan_id(plan)
        assert all(address.is_anchor(a.id) for a in parse_lock(path.read_text(encoding="utf-8"), path))


def test_every_page_and_file_of_the_site_is_a_reserved_name(project: Project) -> None:
    """A plan of such a name would write over it."""
    root = project()
    main(["convert", "--root", str(root)])
    site = build(root).site
    names = {path.name.split(".")[0] for path in site.iterdir()} | {path.name.split(".")[0] for path in (site / "api").iterdir()}
    assert names - {"try-1"} <= address.RESERVED
    pages = {path.name for path in (site / "try-1").iterdir() if path.is_dir()}
    assert {name for name in pages if not name[0].isdigit()} <= address.PAGES


# ---- addresses that may be linked to

GOOD_LINKS = (
    "https://fgw.sh.gov.cn/a.html?x=1&y=2#z",
    "http://a.cn",
    "HTTPS://a.cn/中文",
    "mailto:a@b.cn",
    "images/1.png",
    "../1.png",
    "/1.png",
    "a?b=c:d",
    "#x",
    "./a:b",
)
BAD_LINKS = (
    *(
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "javascript:__x%2838%29",
        "javascript:__x`39`",
        "vbscript:x",
        "data:text/html,x",
        "blob:x",
    ),
    *(
        " javascript:x",
        "java\tscript:x",
        "java\nscript:x",
        "\x01javascript:x",
        "java\u200bscript:x",
        "javascript\u2028:x",
        "\u202ejavascript:x",
    ),
    *(
        "&#106;avascript:x",
        "javascript&colon;x:",
        "java%73cript:x",
        "ｊavascript:x",
        "ſcript:x",
        "x-y:z",
        "file:///etc/passwd",
        "ftp://a.cn/",
    ),
    *("//a.cn/x", "\\\\a.cn", "/\\a.cn", "https:a.cn", "https:/a.cn", "http://", "https://a@b.cn/", "http:javascript:x", "mailto:", ""),
    *(
        'https://a.cn/"x',
        "https://a.cn/<x>",
        "https://a.cn/'x",
        "https://a.cn/`x`",
        "https://a.cn/{x}",
        "https://a.cn/a b",
        "https://a.cn/\u00a0",
    ),
)


@pytest.mark.parametrize("link", GOOD_LINKS)
def test_links(link: str) -> None:
    assert address.is_web_address(link)
    assert address.is_source(link)


@pytest.mark.parametrize("link", BAD_LINKS)
def test_no_links(link: str) -> None:
    assert not address.is_web_address(link)
    assert not address.is_link(link)


@pytest.mark.parametrize(
    "words", ["上海市人民政府公报2021年第3期", "印发：沪府发〔2021〕3号", "Printed: 2021", "brgg.fudan.edu.cn/articleinfo_3272.html"]
)
def test_words_are_a_source_and_no_link(words: str) -> None:
    assert address.is_source(words)
    assert not address.is_link(words)


SOURCES = [link for link in BAD_LINKS if "script:" in link or link.startswith(("data:", "file:", "//"))]


@pytest.mark.parametrize("source", [s for s in SOURCES if s[0] not in "ｊſ\\"])
def test_settings_refuse_a_source_that_runs(project: Project, source: str, capsys: pytest.CaptureFixture[str]) -> None:
    root = project(toml=f"source = {json.dumps(source)}\n")
    assert main(["convert", "--root", str(root)]) == 2
    assert "try-1.toml:5: error N003" in capsys.readouterr().err


def test_a_picture_that_runs_is_a_finding_and_no_link(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """In either format; what may be linked to is a link."""
    text = '<p>一、总体要求</p>\n<p>要发展。</p>\n<img src="javascript:__x%2838%29">\n<p>图1 示意图</p>\n<p>（一）任务</p><p>推进。</p><img src="https://a.cn/1.png">'
    root = project(text, plan="web")
    toml = root / "seeds" / "web.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("plain", "html"), encoding="utf-8")
    project("# 一、总体要求\n\n要发展。\n\n![](JavaScript:__x`39`)\n\n# （一）任务\n\n推进。\n", plan="down")
    toml = root / "seeds" / "down.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("plain", "markdown"), encoding="utf-8")
    assert main(["convert", "--root", str(root)]) == 0
    told = capsys.readouterr().out
    assert "web.txt:3: warning N004" in told
    assert "down.txt:5: warning N004" in told
    assert main(["build", "--root", str(root)]) == 0
    html = "".join(path.read_text(encoding="utf-8") for path in (root / "site").rglob("index.html") if "collation" not in str(path))
    assert 'href="https://a.cn/1.png"' in html
    assert not [found for found in html.split('href="')[1:] if "script" in found.split('"')[0].lower()]


@pytest.mark.parametrize("address", ["图 1.png", "图(1.png", "javascript:a(1)[2]", 'a"b.png', "a.cn/?x=1&y=％20", "java\nscript:b"])
def test_a_picture_stays_one_whatever_its_address_holds(project: Project, address: str) -> None:
    root = project(f"<p>一、总体要求</p>\n<p>要发展。</p>\n<img src='{address}'>\n<p>（一）任务</p><p>推进。</p>")
    toml = root / "seeds" / "try-1.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("plain", "html"), encoding="utf-8")
    made = convert_seed(root / "seeds", "try-1")
    (figure,) = [figure for section in made.plan.sections for figure in section.figures()]
    assert unquote(figure.source) == address.replace("\n", "")


@pytest.mark.parametrize(
    ("source", "picture", "link"),
    [
        ("https://a.cn/b/c.html", "../d.png", "https://a.cn/d.png"),
        ("https://a.cn/b/c.html", "/d.png?x=1&y", "https://a.cn/d.png?x=1&amp;y"),
        ("https://a.cn/", "http://b.cn/d.png", "http://b.cn/d.png"),
        ("某市政府", "http://b.cn/d.png", "http://b.cn/d.png"),
        ("某市政府", "/d.png", ""),
        ("", "d.png", ""),
        ("https://a.cn/", "data:x", ""),
        ("javascript:a", "d.png", ""),
    ],
)
def test_a_picture_is_linked_to_where_the_text_is_from(source: str, picture: str, link: str) -> None:
    """A relative address would lead nowhere on our site."""
    section = Section("1", "一", "一、", 1, "总则", blocks=(Figure("图1", picture, "1-f1"),))
    html = Renderer(lambda key, number=None: key, {}, {}, "", source=source).sections([section])
    assert re.findall('href="([^"]*)" rel', html) == ([link] if link else [])


# ---- names where they are read


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seeds and content of a small plan, to be copied."""
    root = tmp_path_factory.mktemp("committed")
    (root / "seeds").mkdir()
    (root / "seeds" / "try-1.txt").write_text(SMALL_TEXT, encoding="utf-8")
    (root / "seeds" / "try-1.toml").write_text(SMALL_TOML.format(plan="try-1"), encoding="utf-8")
    assert main(["convert", "--root", str(root)]) == 0
    return root


@pytest.fixture
def root(tmp_path: Path, committed: Path) -> Path:
    """A project of its own with that plan, without templates."""
    return Path(shutil.copytree(committed, tmp_path / "project"))


def refuses(root: Path, message: str) -> None:
    """What build and check read is refused, and the place is named."""
    with pytest.raises(ZhangjuError) as refused:
        load_edition(root / "content", root / "seeds")
    assert message in str(refused.value)


def test_a_refused_name_ends_build_and_check_and_nothing_is_written(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project()
    assert main(["convert", "--root", str(root)]) == 0
    page = root / "content" / "try-1" / "01.md"
    page.write_text(page.read_text(encoding="utf-8").replace("{#1.1}", "{#1.x/../../../../out}"), encoding="utf-8")
    before = sorted(root.parent.rglob("*"))
    assert main(["build", "--root", str(root)]) == 2
    assert "01.md:12: error N001" in capsys.readouterr().err
    assert main(["check", "--root", str(root)]) == 1
    assert "01.md:12: " in capsys.readouterr().out
    assert sorted(root.parent.rglob("*")) == before


MARKUP = '"><img/src=x/onerror=alert(1)>'


@pytest.mark.parametrize("name", [MARKUP, "1.x/../../../../out", "1..2", "１", "A", "con", "whole", "1-2"])
def test_ids_of_headings(root: Path, name: str) -> None:
    page = root / "content" / "try-1" / "01.md"
    page.write_text(page.read_text(encoding="utf-8").replace("{#1.1}", f"{{#{name}}}"), encoding="utf-8")
    refuses(root, "01.md:12: N001")


def test_ids_of_captions(root: Path) -> None:
    page = root / "content" / "try-1" / "02.md"
    page.write_text(page.read_text(encoding="utf-8") + f"\n表 {{#1-x{MARKUP} .table}}\n", encoding="utf-8")
    refuses(root, f"02.md:{page.read_text(encoding='utf-8').count(chr(10))}: N001")


@pytest.mark.parametrize("line", [f"x/../../../../out\t{RETIRED}1-1", f"1-9\t{RETIRED}../../x", f"1.9{MARKUP}\t{RETIRED}1-1"])
def test_anchors_of_the_lock(root: Path, line: str) -> None:
    lock = root / "content" / "try-1" / "anchors.lock"
    lock.write_text(lock.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    refuses(root, f"anchors.lock:{lock.read_text(encoding='utf-8').count(chr(10))}: N001")


@pytest.mark.parametrize("line", [f"1-9\t{RETIRED[:-9]}gone\t1-1", "1-9\tx\tlive\t", "1-9\t111111111111\t2222222222222222\t²\tlive"])
def test_lines_of_the_lock(root: Path, line: str) -> None:
    lock = root / "content" / "try-1" / "anchors.lock"
    lock.write_text(lock.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    refuses(root, "this is no anchor")


@pytest.mark.parametrize("name", ["a b", "API", "api", "search", "zh-hant", "en", "glossary", "assets", "con", "x.y", "x..y", "plan_1"])
def test_folders_of_plans(root: Path, name: str) -> None:
    (root / "content" / "try-1").rename(root / "content" / name)
    page = root / "content" / name / "index.md"
    page.write_text(page.read_text(encoding="utf-8").replace("plan: try-1", f"plan: {name}"), encoding="utf-8")
    refuses(root, f"{name}:1: N001")


@pytest.mark.parametrize("name", ["../../out", "other", MARKUP])
def test_a_page_says_of_which_plan_it_is(root: Path, name: str) -> None:
    page = root / "content" / "try-1" / "index.md"
    page.write_text(page.read_text(encoding="utf-8").replace("plan: try-1", f"plan: {json.dumps(name)}"), encoding="utf-8")
    refuses(root, "index.md:2: N001")


@pytest.mark.parametrize("name", ["notes of mine.md", "A.md", "１.md", "²3.md", "con.md", "whole.md", "x..md"])
def test_names_of_chapters_files(root: Path, name: str) -> None:
    (root / "content" / "try-1" / name).write_text("---\nplan: try-1\n---\n", encoding="utf-8")
    refuses(root, f"{name}:1: N001")


@pytest.mark.parametrize("name", ["api", "a b", "search", "x..y", "A"])
def test_names_of_seeds(project: Project, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    root = project(plan=name)
    assert main(["convert", "--root", str(root)]) == 2
    assert f"{name}.txt:1: error N001" in capsys.readouterr().err
    assert not (root / "content").exists()


@pytest.mark.parametrize("place", ["../../x", MARKUP, "1-1\t2"])
def test_places_of_the_ledger(root: Path, place: str) -> None:
    entry = {"step": 1, "rule": "x", "at": 0, "line": 1, "column": 1, "before": "", "after": "", "reason": "", "status": "applied"}
    (root / "content" / "try-1" / "repairs.jsonl").write_text(json.dumps(entry | {"place": place}) + "\n", encoding="utf-8")
    refuses(root, "repairs.jsonl:1: this is no repair")


def test_ids_of_topics_terms_and_works(root: Path) -> None:
    for file, text, message in (
        ("topics.toml", '[[topic]]\nid = "../../x"\ntitle = "改革"\nwords = ["改革"]\n', "topics.toml:2"),
        ("topics.toml", f'[[topic]]\nid = "{"x" * 65}"\ntitle = "改革"\nwords = ["改革"]\n', "topics.toml:2"),
        ("glossary.lock", "../x\t改革\n", "glossary.lock:1"),
        ("bibliography.lock", f"{MARKUP}\t改革\n", "bibliography.lock:1"),
        ("links.toml", '[[work]]\ntitle = "x法"\nsource = "javascript:x"\n', "links.toml:3: N003"),
    ):
        (root / "content" / file).write_text(text, encoding="utf-8")
        refuses(root, message)
        (root / "content" / file).unlink()


# ---- the command line


@pytest.mark.parametrize("plan", ["../../x", "..", "", "a/b", "../seeds/try-1", "/etc/passwd", "try-1\0"])
@pytest.mark.parametrize("command", [["convert"], ["explain"], ["suspect"], ["anchors", "--write"], ["translate"]])
def test_a_plan_on_the_command_line_is_no_path(root: Path, command: list[str], plan: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(root.parent.rglob("*"))
    assert main([*command, plan, *(["1"] if command == ["explain"] else []), "--root", str(root)]) == 2
    assert "Traceback" not in capsys.readouterr().err
    assert sorted(root.parent.rglob("*")) == before


@pytest.mark.parametrize("name", ["../../x", "api", "A", 'x"', "a b"])
def test_add_takes_no_path_for_an_id(root: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(root.parent.rglob("*"))
    assert main(["add", str(root / "seeds" / "try-1.txt"), "--id", name, "--root", str(root)]) == 2
    assert "N001" in capsys.readouterr().err
    assert sorted(root.parent.rglob("*")) == before


@pytest.mark.parametrize("stem", ["api", "搜索", "CON", "x" * 90, "..", "search"])
def test_add_proposes_an_id_that_holds(root: Path, stem: str) -> None:
    source = root / f"{stem}.txt"
    source.write_text("一、总则\n\n坚持改革。\n", encoding="utf-8")
    assert main(["add", str(source), "--root", str(root)]) == 0
    assert all(address.is_plan_id(path.stem) for path in (root / "seeds").iterdir())


@pytest.mark.parametrize("language", ["../x", "zh-Hant", "en/../x"])
def test_translate_takes_no_path_for_a_language(root: Path, language: str) -> None:
    assert main(["translate", "--language", language, "--root", str(root)]) == 2


@pytest.mark.parametrize("option", ["language: ../../x", "languages: [zh-Hans, ../x]"])
def test_languages_of_the_site_are_no_paths(project: Project, option: str, capsys: pytest.CaptureFixture[str]) -> None:
    root = project()
    main(["convert", "--root", str(root)])
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("languages: [zh-Hans, zh-Hant, en]", option), encoding="utf-8")
    assert main(["build", "--root", str(root)]) == 2
    assert "unknown language" in capsys.readouterr().err


RUNNING = """\
a: !!python/object/apply:os.mkdir [&p {ran}]
b: [{{c: !!python/name:os.sep ''}}, !<tag:yaml.org,2002:python/module:antigravity> '']
? !!python/object/apply:os.mkdir [*p]
: *p
"""


@pytest.mark.parametrize("inherited", [False, True])
@pytest.mark.parametrize("command", ["build", "serve"])
def test_no_tag_of_mkdocs_yml_runs(project: Project, capsys: pytest.CaptureFixture[str], command: str, inherited: bool) -> None:
    """Written there or in a file that it inherits: all are told, none is obeyed."""
    root = project()
    main(["convert", "--root", str(root)])
    settings, ran = root / "mkdocs.yml", root / "ran"
    plain = settings.read_text(encoding="utf-8")
    attack = RUNNING.format(ran=ran)
    (root / "base.yml").write_text(attack, encoding="utf-8")
    settings.write_text(plain + ("x: &y\n  INHERIT: base.yml\n<<: *y\n" if inherited else attack), encoding="utf-8")
    capsys.readouterr()
    assert main([command, "--root", str(root)]) == 2
    name, first = ("base.yml", 1) if inherited else ("mkdocs.yml", plain.count("\n") + 1)
    told = re.findall(rf"{name}:(\d+): error S003 .*: the tag (\S+)", capsys.readouterr().err)
    lines = ("object/apply:os.mkdir", 0), ("module:antigravity", 1), ("name:os.sep", 1), ("object/apply:os.mkdir", 2)
    assert sorted(told) == sorted((str(first + line), f"!!python/{tag}") for tag, line in lines)
    assert not ran.exists()
    assert not (root / "site").exists()


def test_the_tags_of_mkdocs_and_what_is_no_yaml_are_left_to_it(tmp_path: Path) -> None:
    file = tmp_path / "mkdocs.yml"
    for text in (
        "a: !ENV [X, 3]\n=: 1\nb: !relative $docs_dir\nc: !!set {x}\nd: 2026-01-01\nINHERIT: mkdocs.yml\n",
        "INHERIT: gone.yml\n",
        "INHERIT: 3\n",
        "a: &a [*a]\n",
        "- x\n",
        "",
        "a: [",
        "a: 1\n---\nb: !!python/name:os.sep\n",
        "a: 2026-99-99\n",
        "[" * 3000,
    ):
        file.write_text(text, encoding="utf-8")
        refuse_tags(file)


@pytest.mark.parametrize("value", ["\\ud800", "a\\udfffb", "\\0"])
def test_a_value_that_no_text_can_have_is_told_with_its_line(tmp_path: Path, value: str) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text(f'site_name: x\ntheme:\n  custom_dir: "{value}"\n', encoding="utf-8")
    with pytest.raises(ZhangjuError, match=r"mkdocs\.yml:3: .*is no character") as told:
        refuse_tags(file)
    assert told.value.code == "S001"


def test_settings_that_change_while_serving_are_looked_through(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project()
    main(["convert", "--root", str(root)])
    settings, built = root / "mkdocs.yml", []
    config = load_config(str(settings))
    server = types.SimpleNamespace(watch=lambda folder: None)
    config.plugins.on_serve(server, config=config, builder=lambda: built.append(1))
    server.builder()
    with settings.open("a", encoding="utf-8") as file:
        file.write("a: !!python/name:os.sep ''\n")
    capsys.readouterr()
    server.builder()
    assert built == [1]
    said = capsys.readouterr().err
    assert "S003" in said
    assert "U003" not in said


# ---- paths


@pytest.mark.parametrize(
    "path", ["../x", "a/../x", "/x", "a//b", "a/.b", "a/b.", "a\\b", "nul", "a/con.html", "a b", "", "é", "a/\0", "x" * 200]
)
def test_nothing_is_placed_outside(tmp_path: Path, path: str) -> None:
    with pytest.raises(ZhangjuError):
        address.place_in(tmp_path, path)


def test_a_symbolic_link_brings_nothing_from_elsewhere(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project()
    main(["convert", "--root", str(root)])
    secret = root.parent / "secret.txt"
    secret.write_text("一、密\n\n不可公布。\n", encoding="utf-8")
    for place in ("seeds/try-1.txt", "seeds/try-1.toml", "content/try-1/01.md", "content/topics.toml", "templates/assets/secret.txt"):
        path = root / place
        kept = path.read_bytes() if path.exists() else None
        path.unlink(missing_ok=True)
        path.symlink_to(secret)
        command = "convert" if place.startswith("seeds") else "build"
        assert main([command, "--root", str(root)]) == 2, place
        assert f"{path.name}:1: error N002" in capsys.readouterr().err
        path.unlink()
        if kept is not None:
            path.write_bytes(kept)
    assert main(["build", "--root", str(root)]) == 0
