"""An edition of one's own: from a wheel, in an environment that has no repository; what it says of itself, and what it refuses."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from generator.cli import main
from generator.errors import ZhangjuError
from generator.site.dress import Dress, contrast
from tests.first import REPOSITORY, left_out


def run(*command: object, cwd: Path) -> str:
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    done = subprocess.run([*map(str, command)], cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_a_wheel_in_a_fresh_environment_makes_an_edition(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    for name in ("generator", "templates"):
        shutil.copytree(REPOSITORY / name, tmp_path / "source" / name, ignore=left_out)
    for name in ("pyproject.toml", "setup.py", "MANIFEST.in", "README.md", "LICENSE"):
        shutil.copy(REPOSITORY / name, tmp_path / "source")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    run(*pip, "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", tmp_path, tmp_path / "source", cwd=tmp_path)
    (wheel,) = tmp_path.glob("zhangju-*.whl")
    run(sys.executable, "-m", "venv", "--without-pip", tmp_path / "env", cwd=tmp_path)
    (own,) = (tmp_path / "env" / "lib").glob("python*/site-packages")
    run(*pip, "--python", tmp_path / "env" / "bin" / "python", "install", "-q", "--no-deps", "--no-index", wheel, cwd=tmp_path)
    borrowed = [path for path in sys.path if path.endswith("site-packages")]  # the dependencies, without a network
    (own / "borrowed.pth").write_text("\n".join(borrowed))
    zhangju = tmp_path / "env" / "bin" / "zhangju"
    run(zhangju, "new", "mine", "--name", "云川规划集", cwd=tmp_path)
    mine = tmp_path / "mine"
    settings = (mine / "mkdocs.yml").read_text(encoding="utf-8")
    (mine / "mkdocs.yml").write_text(
        settings.replace("  name: zhangju", "  name: zhangju\n  custom_dir: templates") + "      seal: 云\n", encoding="utf-8"
    )
    (mine / "templates" / "strings").mkdir(parents=True)
    (mine / "templates" / "languages.html").write_text("<!-- ours -->", encoding="utf-8")
    (mine / "templates" / "strings" / "zh-Hans.toml").write_text('colophon = "自家的话"\n', encoding="utf-8")
    assert f"{tmp_path}/env/lib" in run(tmp_path / "env" / "bin" / "python", "-c", "import generator; print(generator.__file__)", cwd=mine)
    for command in ("convert", "check", "build"):
        run(zhangju, command, cwd=mine)
    home = (mine / "site" / "index.html").read_text(encoding="utf-8")
    assert "<b>云川规划集</b>" in home
    assert "<!-- ours -->" in home
    assert "自家的话" in home
    assert ">云</text>" in (mine / "site" / "assets" / "icon.svg").read_text(encoding="utf-8")
    for path in (mine / "site").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not [word for word in ("章句", "上海", "Zhangju", "Shanghai") if word in text], path


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    assert main(["new", str(tmp_path / "ed"), "--name", '云“川”"集']) == 0
    return tmp_path / "ed"


def test_the_name_may_have_quotation_marks(edition: Path) -> None:
    assert 'site_name: "云“川”\\"集"' in (edition / "mkdocs.yml").read_text(encoding="utf-8")


def test_the_workflow_of_a_new_edition_is_valid(edition: Path) -> None:
    run(
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.github-workflows",
        edition / ".github/workflows/pages.yml",
        cwd=edition,
    )
    made = yaml.safe_load((edition / ".github/workflows/pages.yml").read_text(encoding="utf-8"))
    assert made["permissions"] == {"contents": "read"}
    assert made["concurrency"]["cancel-in-progress"] == "${{ github.event_name == 'pull_request' }}"


@pytest.mark.parametrize(
    ("make", "cause"),
    [
        (
            lambda folder: (folder / "mkdocs.yml").write_text("site_name: x\n") and (folder / "seeds").mkdir(),
            "there is an edition here already",
        ),
        (lambda folder: (folder / "thesis.docx").write_text("x"), "the folder holds other things: thesis.docx"),
    ],
)
def test_two_editions_do_not_share_a_folder(
    tmp_path: Path, make: Callable[[Path], object], cause: str, capsys: pytest.CaptureFixture[str]
) -> None:
    make(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    assert main(["new", str(tmp_path)]) == 2
    assert cause in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*")) == before


def test_an_edition_inside_another_is_refused(edition: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", str(edition / "deeper" / "two")]) == 2
    assert "there is an edition here already" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "cause"),
    [
        ("      words: {zh-Hans: {site_nam: x}}", "unknown key `site_nam`"),
        ("      words: {fr: {site_name: x}}", "unknown language `fr`"),
        ("      words: {zh-Hans: x}", "`words` of zh-Hans holds no words"),
        ("      words: {zh-Hans: {colophon: 'a {b'}}", "has a brace that holds no name"),
        ("      words: {zh-Hans: {colophon: 3}}", "`colophon` of zh-Hans is no text"),
        ("      seal: 云川", "room for one character"),
        ("      reports: javascript:alert(1)", "may not be linked to"),
        ("      colours: {light: {red: '#ffeeee'}}", "hard to read: contrast 1."),
        ("      colours: {light: {red: red}}", "the colour `red` of light is `red`"),
        ("      colours: {light: {rot: '#000000'}}", "no colour `rot`"),
        ("      colours: {night: {red: '#000000'}}", "no theme `night`"),
        ("      colour: x", "the plugin zhangju has no option `colour`"),
        ("      words: {zh-Hans: {site_name", "mkdocs.yml"),
        ("theme: readthedocs", "the theme is `readthedocs`"),
    ],
)
def test_what_is_wrong_in_the_settings_is_told(edition: Path, option: str, cause: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["convert", "--root", str(edition)])
    settings = edition / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    text = text.replace("theme:\n  name: zhangju", option) if option.startswith("theme") else f"{text}{option}\n"
    settings.write_text(text, encoding="utf-8")
    assert main(["build", "--root", str(edition)]) == 2
    assert cause in (told := capsys.readouterr().err)
    assert "mkdocs.yml" in told


def test_words_of_an_edition_are_written_in_both_scripts(tmp_path: Path) -> None:
    dress = Dress(name="规划集", said={"zh-Hans": {"home_intro": "发展规划"}})
    dress.check("mkdocs.yml", tmp_path)
    assert dress.words["zh-Hant"]["home_intro"] == "發展規劃"
    assert dress.words["en"]["site_name"] == "规划集"


def test_contrast_is_that_of_wcag() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


def test_a_package_without_templates_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from generator import starting, theme

    monkeypatch.setattr(theme, "HERE", tmp_path)
    monkeypatch.setattr(theme, "BESIDE", tmp_path)
    with pytest.raises(ZhangjuError, match="built without its templates"):
        theme.theme_folder()
    monkeypatch.setattr(starting, "FILES", tmp_path / "none")
    with pytest.raises(ZhangjuError, match="install zhangju anew"):
        starting.start(tmp_path / "new", "")


def test_a_new_edition_brings_the_wheel_that_it_was_made_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator import starting

    wheel = tmp_path / "一 wheel" / "zhangju-9-py3-none-any.whl"
    wheel.parent.mkdir()
    wheel.write_bytes(b"PK")
    monkeypatch.setattr(starting, "_origin", lambda: {"url": wheel.as_uri(), "archive_info": {}})
    starting.start(tmp_path / "one", "")
    assert (tmp_path / "one" / "wheels" / wheel.name).read_bytes() == b"PK"
    assert (tmp_path / "one" / "requirements.txt").read_text(encoding="utf-8") == f"zhangju=={starting.__version__}\n"
    monkeypatch.setattr(starting, "_origin", lambda: {"url": "https://host/z.git", "vcs_info": {"vcs": "git", "commit_id": "abc"}})
    starting.start(tmp_path / "two", "")
    assert not (tmp_path / "two" / "wheels").exists()
    assert (tmp_path / "two" / "requirements.txt").read_text(encoding="utf-8") == "zhangju @ git+https://host/z.git@abc\n"


def test_every_action_is_pinned_by_its_commit_and_says_its_version() -> None:
    files = [
        *(REPOSITORY / ".github" / "workflows").glob("*.yml"),
        REPOSITORY / "generator/starting/edition/dot-github/workflows/pages.yml",
    ]
    used = [line for path in files for line in path.read_text(encoding="utf-8").split("\n") if "uses:" in line]
    assert len(used) > 10
    pinned = [re.search(r"uses: ([\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)(?:;|$)", line) for line in used]
    assert [line for line, found in zip(used, pinned, strict=True) if not found] == []
    assert len({found[1].split("@")[0] for found in pinned if found}) == len({found[1] for found in pinned if found})  # the same everywhere


@pytest.mark.parametrize("command", [["convert"], ["check"], ["absorb"], ["links"], ["indicators"], ["translate"], ["anchors"]])
def test_a_command_outside_of_an_edition_says_so(command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*command, "--root", str(tmp_path)]) == 2
    assert "neither seeds/ nor content/" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("old", "cause"), [("docs_dir: content", "docs_dir"), ("theme:\n  name: zhangju\n", "the theme is `mkdocs`")])
def test_serve_tells_settings_that_cannot_be_used(edition: Path, old: str, cause: str, capsys: pytest.CaptureFixture[str]) -> None:
    (edition / "content").mkdir()
    settings = edition / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace(old, ""), encoding="utf-8")
    assert main(["serve", "--root", str(edition)]) == 2
    told = capsys.readouterr()
    assert "S001" in told.err
    assert cause in told.err
    assert "building" not in told.out
