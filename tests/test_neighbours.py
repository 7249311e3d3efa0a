"""Two sites that know each other by their inventories: what leads from one to the other, and what a site that is gone does."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from generator.checks import neighbour_findings
from generator.cli import main
from generator.content.store import load_plans
from generator.errors import ZhangjuError
from generator.links.neighbours import LOCK, load_neighbours
from generator.site.build import build

THERE = "某省综合规划\n\n一、总体要求\n\n坚持以人民为中心。\n\n二、港航服务\n\n（一）航运\n\n建设航运中心。完善集疏运体系。\n"
HERE = "某市规划\n\n一、总体要求\n\n落实《某省综合规划》。\n\n二、航运服务\n\n（一）航运\n\n发展航运金融。\n"
NEIGHBOURS = """[[site]]
id = "sheng"
name = "某省规划站"
inventory = "{inventory}"
url = "https://sheng.example/plans/"

[[pair]]
here = "try-1 2"
there = "sheng sheng-1 2"
reason = "航运"
"""


@pytest.fixture
def two(project: Callable[..., Path], tmp_path: Path) -> tuple[Path, Path]:
    """Our edition, and the inventory of another one."""
    other = project(THERE, plan="sheng-1")
    settings = other / "seeds/sheng-1.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("某市规划", "某省综合规划"), encoding="utf-8")
    assert main(["convert", "--root", str(other)]) == 0
    kept = tmp_path.parent / f"{tmp_path.name}-inventory.json"
    kept.write_bytes((build(other).site / "api/inventory.json").read_bytes())
    for folder in ("seeds", "content"):
        shutil.rmtree(other / folder)
    project(HERE)
    assert main(["convert", "--root", str(other)]) == 0
    (other / "content/neighbours.toml").write_text(NEIGHBOURS.format(inventory=kept.as_posix()), encoding="utf-8")
    return other, kept


def codes(root: Path) -> list[str]:
    return [finding.code for finding in neighbour_findings(root / "content")]


def test_a_citation_a_counterpart_and_search_lead_there_also_when_it_is_gone(two: tuple[Path, Path]) -> None:
    root, inventory = two
    assert codes(root) == ["L005", "L007"]
    assert main(["neighbours", "--root", str(root)]) == 0
    assert codes(root) == []
    lock = (root / "content" / LOCK).read_bytes()
    inventory.unlink()
    assert main(["neighbours", "--root", str(root)]) == 1
    assert (root / "content" / LOCK).read_bytes() == lock
    site = build(root).site
    assert 'href="https://sheng.example/plans/sheng-1/"' in (site / "bibliography/index.html").read_text(encoding="utf-8")
    chapter = (site / "try-1/2/index.html").read_text(encoding="utf-8")
    assert '<a href="https://sheng.example/plans/sheng-1/2/" rel="noreferrer">某省综合规划 二、港航服务</a> <small>航运</small>' in chapter
    assert '<a href="https://sheng.example/plans/search/" rel="noreferrer">某省规划站</a>' in (site / "search/index.html").read_text(
        "utf-8"
    )
    assert '["某省综合规划","https://sheng.example/plans/sheng-1/"]' in (site / "search/names.js").read_text(encoding="utf-8")
    own = json.loads((site / "api/inventory.json").read_text(encoding="utf-8"))
    assert own["plans"][0]["sections"] == {"1": "一、总体要求", "2": "二、航运服务", "2.1": "（一）航运"}
    assert list(own["works"]) == ["某省综合规划"]


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"id":"sheng","inventory":{"format":"x"}}', '{"id":"sheng","inventory":7}', "\x00ÿ"])
def test_a_damaged_lock_is_told_and_does_no_harm(two: tuple[Path, Path], damage: str) -> None:
    root, _ = two
    (root / "content" / LOCK).write_text(f"{damage}\n", encoding="latin-1")
    assert set(codes(root)) >= {"L007", "L006" if damage else "L005"}
    assert main(["neighbours", "--root", str(root)]) == 0
    assert codes(root) == []


def test_an_old_inventory_and_what_leads_out_of_its_site(two: tuple[Path, Path]) -> None:
    root, inventory = two
    assert main(["neighbours", "--root", str(root)]) == 0
    plans = [one.plan for one in load_plans(root / "content")]
    assert [one.code for one in load_neighbours(root / "content", plans, date(2999, 1, 1)).findings] == ["L005"]
    text = inventory.read_text(encoding="utf-8").replace('"url":"sheng-1/"', '"url":"https://evil.example/"')
    assert "evil" in text
    inventory.write_text(text, encoding="utf-8")
    assert main(["neighbours", "--root", str(root)]) == 1
    path = root / "content/neighbours.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("try-1 2", "try-1 9", 1), encoding="utf-8")
    with pytest.raises(ZhangjuError, match="`try-1 9` is no place"):
        load_neighbours(root / "content", plans)


class Answering(BaseHTTPRequestHandler):
    """Answers with an inventory, the first time whole and then broken off."""

    text = b""
    asked = 0

    def do_GET(self) -> None:
        Answering.asked += 1
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.text)))
        self.end_headers()
        self.wfile.write(self.text if Answering.asked == 1 else self.text[:9])

    def log_message(self, format: str, *args: object) -> None:
        pass


def test_an_inventory_comes_from_the_web_and_an_answer_that_breaks_off_changes_nothing(
    two: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root, inventory = two
    Answering.text, Answering.asked = inventory.read_bytes(), 0
    server = HTTPServer(("127.0.0.1", 0), Answering)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings = root / "content/neighbours.toml"
    address = f"http://127.0.0.1:{server.server_port}/api/inventory.json"
    settings.write_text(settings.read_text(encoding="utf-8").replace(inventory.as_posix(), address), encoding="utf-8")
    assert main(["neighbours", "--root", str(root)]) == 0
    lock = (root / "content" / LOCK).read_bytes()
    assert b"sheng-1" in lock
    assert main(["neighbours", "--root", str(root)]) == 1
    server.shutdown()
    assert (root / "content" / LOCK).read_bytes() == lock
    assert "the last one is kept" in capsys.readouterr().err
