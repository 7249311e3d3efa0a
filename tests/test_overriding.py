"""What an edition writes around its plans: settings, templates, style sheets, strings and workflows, looked through by `zhangju check`."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cli import main
from generator.errors import ZhangjuError
from generator.site.build import check_settings
from generator.starting import FILES
from generator.toml_file import parse_toml
from generator.workflows import workflow_findings
from generator.yaml_file import load_yaml
from tests.first import REPOSITORY

OWN = {
    "404.html": "<p>{{ wrods('not_found') }}</p>\n{{ page.view }}\n{{ words('not_fuond') }}\n{{ page.x }}{{ wrods }}",
    "chaptre.html": "<p>x</p>",
    "home.html": '{% extends "main.html" %}\n{% block boddy %}x{% endblock %}\n{% block body %}{{ view.titel }}{% endblock %}',
    "about.html": '{% extends "mian.html" %}',
    "topic.html": "{% if x %}\n<p>",
    "quote.html": "{% fro x in y %}",
    "plan.html": "<p>{{ 'x'|uppper }}</p>",
    "search.html": "",
    "assets/zhangjv.css": "p {}",
    "assets/emblem.png": "",
    "strings/zh-Hans.toml": 'home_intor = "x"\nskip = 5\nedition_of = "{dat}"\n',
    "strings/zh-CN.toml": 'skip = "x"\n',
}
TOLD = [
    ("404.html", 1, "`wrods` has no value", "words"),
    ("404.html", 2, "`page` has no value", ""),
    ("404.html", 3, "there are no words for `not_fuond`", "not_found"),
    ("about.html", 1, "there is no template mian.html", "main.html"),
    ("chaptre.html", 1, "no page is made with a template of that name", "chapter.html"),
    ("home.html", 2, "main.html has no block `boddy`", "body"),
    ("home.html", 3, "`titel` is no field of HomeView", ""),
    ("plan.html", 1, "No filter named 'uppper'", "upper"),
    ("quote.html", 1, "unknown tag 'fro'", "for"),
    ("search.html", 1, "the file is empty", "rm "),
    ("topic.html", 1, "Unexpected end of template", "{% endif %}"),
    ("assets/zhangjv.css", 1, "no page loads a file of that name", "zhangju.css"),
    ("strings/zh-CN.toml", 1, "no language has its words", "zh-Hans"),
    ("strings/zh-Hans.toml", 1, "unknown key `home_intor`", "home_intro"),
    ("strings/zh-Hans.toml", 2, "`skip` is no text", "skip ="),
    ("strings/zh-Hans.toml", 3, "{dat}", "{date}"),
]


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    assert main(["new", str(tmp_path / "ed")]) == 0
    monkeypatch.chdir(tmp_path / "ed")
    Path("content").mkdir()
    return Path()


def test_all_that_is_wrong_in_templates_styles_and_strings_is_told_in_one_run(edition: Path) -> None:
    settings = edition / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8").replace("  name: zhangju", "  name: zhangju\n  custom_dir: templates")
    settings.write_text(f"{text}nva: []\nnav: []\n", encoding="utf-8")
    for name, words in OWN.items():
        (edition / "templates" / name).parent.mkdir(parents=True, exist_ok=True)
        (edition / "templates" / name).write_text(words, encoding="utf-8")
    found = check_settings(edition)
    every = "\n".join(map(str, found))
    for name, line, cause, how in TOLD:
        mine = [one for one in found if (one.file, one.line) == (f"templates/{name}", line) and cause in one.cause]
        assert len(mine) == 1, f"{name} {cause}\n{every}"
        assert how in mine[0].next_step, every
        assert mine[0].code == "S002"
    assert sum(one.file == "templates/404.html" for one in found) == 3, "a name is told once, where it is first used"
    last = text.count("\n") + 1
    rest = [(one.code, one.file, one.line) for one in found if "templates" not in one.file]
    assert set(rest) == {("S001", "mkdocs.yml", last), ("S005", "mkdocs.yml", last + 1)}, every
    assert len([one for one in found if "templates" in one.file]) == len(TOLD), every


def test_templates_in_folders_and_those_that_may_be_missing_are_taken_in(edition: Path) -> None:
    settings = edition / "mkdocs.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("  name: zhangju", "  name: zhangju\n  custom_dir: templates"), "utf-8"
    )
    for name, words in {
        "404.html": '{% include "parts/foot.html" %}{% include "not-there.html" ignore missing %}{% include ["one.html", "about.html"] %}',
        "parts/foot.html": "<p>{{ words('not_found') }}</p>",
        "one.html": "<p>x</p>",
    }.items():
        (edition / "templates" / name).parent.mkdir(parents=True, exist_ok=True)
        (edition / "templates" / name).write_text(words, encoding="utf-8")
    assert list(map(str, check_settings(edition))) == []


def test_the_theme_and_the_settings_of_ours_have_nothing_wrong() -> None:
    assert check_settings(REPOSITORY) == []


@pytest.mark.parametrize(
    ("text", "line", "cause", "how"),
    [
        ("a: 1\n\tb: 2\n", 2, "a tab", "blanks"),
        ("a: 1\nb：2\n", 2, "full-width colon", "write b:"),
        ("a:\n  - https://x.org\n  b: 1\n", 3, "expected <block end>", "exactly below each other"),
        ("a:1\nb: 2\n", 1, "no blank stands after the colon of `a`", "a: 1"),
        ("name: 集: 一\n", 1, "a colon stands in the value of `name`", 'name: "集: 一"'),
        ('name: "集\nb: 2\n', 1, "a quotation mark is not closed", "close it"),
        ("name: @x\n", 1, "begins with `@`", "quotation marks"),
        ("a:\n  - b: [x\n", 2, "a bracket is not closed", "write ]"),
        ("a:\n    b: 1\n  c: 2\n", 3, "", "exactly below each other"),
        ("a: 1\nb: 2\na: 3\n", 3, "`a` is set twice, in line 1", "take one"),
        ("a: 1\nb: {c: 2, c: 3}\n", 2, "`c` is set twice, in line 2", "take one"),
        ("", 1, "the file is empty", "git checkout"),
        ("text\n", 1, "no `key: value`", "git checkout"),
    ],
)
def test_what_is_no_yaml_is_told_by_its_line_and_cause(tmp_path: Path, text: str, line: int, cause: str, how: str) -> None:
    path = tmp_path / "x.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ZhangjuError) as caught:
        load_yaml(path)
    assert caught.value.line == line, caught.value
    assert cause in caught.value.cause, caught.value
    assert how in caught.value.next_step, caught.value


@pytest.mark.parametrize(
    ("line", "cause", "how"),
    [
        ("<!-- note -->", "`<!--` begins no remark", "#"),
        ("// 备注", "`//` begins no remark", "#"),
        ("\u200bissuer = 'x'", "U+200B", "take it out"),
        ("　issuer = 'x'", "U+3000", "plain blank"),
        ("issuer\u00a0= 'x'", "U+00A0", "plain blank"),
        ("- a", "a list is not written so", "key ="),
        ('"title": "x",', "a colon stands|this is JSON", "key =|write"),
        ("date = 2026-1-5", "`2026-1-5` is no date of TOML", '"2026-01-05"'),
        ("date = 2026年1月5日", "is no date of TOML", '"2026-01-05"'),
        ("date = 2026/01/05", "is no date of TOML", '"2026-01-05"'),
        ("date = 2026-13-05", "is no day of the calendar", "2026-03-01"),
        ("certain = yes", "`yes` is no truth value", "write true"),
        ("certain = 否", "`否` is no truth value", "write false"),
        ('issuer = "某　市', "not closed", "close it"),
        ("certain = yes # 见　下", "the text is not in quotation marks", "write"),
        ("title = 某市　规划", "the text is not in quotation marks", "write"),
        ('note = """- a　推进\\路"""', "a backslash", "/ in a path"),
        ("kind = 1 period = 2", "Expected newline", "mend that line"),
        ("[[correction]", "not closed as it was opened", "write [[correction]]"),
    ],
)
def test_what_is_no_toml_is_told_by_its_cause(line: str, cause: str, how: str) -> None:
    with pytest.raises(ZhangjuError) as caught:
        parse_toml(f'id = "x"\n{line}\n', Path("x.toml"))
    assert caught.value.line == 2
    assert any(words in caught.value.cause for words in cause.split("|")), caught.value
    assert any(words in caught.value.next_step for words in how.split("|")), caught.value


def workflow(folder: Path, text: str) -> list[tuple[int, str]]:
    path = folder / ".github" / "workflows" / "x.yml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return [(one.line, one.cause) for one in workflow_findings(folder)]


@pytest.mark.parametrize(
    ("text", "line", "cause"),
    [
        ("jobs:\n  a: {runs-on: x, steps: []}\n", 1, "it has no `on`"),
        ("on: [push]\njbos:\n  a: {}\n", 1, "it has no `jobs`"),
        ("on: [push]\njobs:\n  a:\n    run-on: x\n", 3, "the job `a` has no `runs-on`"),
        ("on: [push]\njobs:\n  a:\n    runs-on: x\n    needs: [b]\n", 5, "needs `b`, and there is no such job"),
        ("on: [push]\njobs:\n  a:\n    runs-on: x\n    steps:\n      - runs: make\n", 6, "no `run` and no `uses`"),
        ("on: [push]\njobs:\n  a:\n    runs-on: x\n    runs-on: y\n", 5, "`runs-on` is set twice"),
        ("on: [push]\njobs:\n  a:\n    runs-on: x\n    steps:\n      run: make\n", 6, "the steps of `a` are no list"),
        ("on: [push]\njobs:\n  a:\n    runs-on: x\n    steps: make\n", 5, "the steps of `a` are no list"),
        ("on: [push]\njobs:\n  a:\n    runs-on: x\n    needs: {b: 1}\n", 5, "is no list of jobs"),
        ("on: [push]\njobs:\n  ? [a, b]\n  : {runs-on: x}\n  c:\n    x: 1\n", 5, "the job `c` has no `runs-on`"),
    ],
)
def test_a_workflow_that_would_not_run_is_told(tmp_path: Path, text: str, line: int, cause: str) -> None:
    (found,) = workflow(tmp_path, text)
    assert found[0] == line
    assert cause in found[1]


def test_a_copy_beside_a_workflow_is_left_alone(tmp_path: Path) -> None:
    assert workflow(tmp_path, "on: [push]\njobs:\n  a:\n    uses: b\n") == []
    copy = tmp_path / ".github/workflows/x.yml.bak"
    copy.write_text("a copy", encoding="utf-8")
    copy.with_name("old.yml.disabled").write_text("switched off", encoding="utf-8")
    assert list(workflow_findings(tmp_path)) == []
    copy.rename(copy.with_name("y.yml.txt"))
    assert [one.next_step.endswith("y.yml") for one in workflow_findings(tmp_path)] == [True]


def test_our_workflows_and_that_of_a_new_edition_have_nothing_wrong(tmp_path: Path) -> None:
    assert list(workflow_findings(REPOSITORY)) == []
    assert workflow(tmp_path, (FILES / "dot-github/workflows/pages.yml").read_text(encoding="utf-8")) == []
