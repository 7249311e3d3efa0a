"""What `zhangju serve` does between an edit and the page: convert, build, show what is wrong, go on when it is mended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError

from generator.cli import main
from generator.errors import ZhangjuError
from generator.site.serving import going_on, show


def test_a_seed_is_converted_and_an_error_shown_until_it_is_mended(
    project: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = project()
    assert main(["convert", "--root", str(root)]) == 0
    site = root / "served"
    site.mkdir()

    def build() -> None:
        page = (root / "content" / "try-1" / "01.md").read_text(encoding="utf-8")
        (site / "index.html").write_text(f'<html><body class="home">{page}</body></html>', encoding="utf-8")

    step, settings, seed = going_on(build, root, site), root / "seeds" / "try-1.toml", root / "seeds" / "try-1.txt"
    step()
    good = settings.read_text(encoding="utf-8")
    settings.write_text(good + "colour = 1\n", encoding="utf-8")
    step()
    home = (site / "index.html").read_text(encoding="utf-8")
    assert '<body class="home"><pre role="alert" class="findings">' in home
    assert "try-1.toml:5: error S001" in home
    assert "unknown key `colour`" in capsys.readouterr().err
    settings.write_text(good, encoding="utf-8")
    seed.write_text(seed.read_text(encoding="utf-8").replace("全面推进", "全力推进"), encoding="utf-8")
    step()
    home = (site / "index.html").read_text(encoding="utf-8")
    assert "全力推进" in home
    assert "findings" not in home


@pytest.mark.parametrize("error", [ZhangjuError("a<b>.html", 3, "no `x`", "mend it", "S002"), PluginError("no `x`"), KeyError("no `x`")])
def test_whatever_breaks_is_shown_and_nothing_is_raised(tmp_path: Path, error: Exception) -> None:
    def build() -> None:
        raise error

    going_on(build, tmp_path, tmp_path / "site")()
    home = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "no `x`" in home
    assert "a<b>" not in home


def test_the_newest_findings_are_shown(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<body>x", encoding="utf-8")
    show("one", tmp_path)
    show("two", tmp_path)
    text = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert text.count("findings") == 1
    assert "two" in text
    assert text.endswith("x")
