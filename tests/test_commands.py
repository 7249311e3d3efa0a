"""What commands print and how they end, without what they do."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from generator import checks, cli
from generator.cli import build as building
from generator.findings import Finding
from generator.site import build as sites
from generator.site import built as known_sites
from generator.site.built import Built, Dealt
from generator.site.quality.hrefs import DeadLink
from generator.strays import _misnamed, _seed_of, stray_seeds

DEAD = tuple(DeadLink("index.html", f"gone/{n}/") for n in range(11))
SITE = Built(Path(), plans=2, sections=3, sentences=4, repairs=5, flags=6, pages=7)


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """`built(site, options…)` runs `zhangju build` where making a site gives this one: its exit code, and what it prints to either stream."""

    def run(made: Built, *options: str, before: bool = False) -> tuple[int, str, str]:
        (tmp_path / "index.html").write_text("12345", encoding="utf-8")
        made = replace(made, site=tmp_path)
        monkeypatch.setattr(known_sites, "unchanged", lambda known: made if before else None)
        monkeypatch.setattr(sites, "build", lambda *_, **__: made)
        code = cli.main(["build", "--root", str(tmp_path), *options])
        told = capsys.readouterr()
        return code, told.out.replace(str(tmp_path), "SITE"), told.err

    return run


def test_a_build_tells_what_it_made(built: Any) -> None:
    code, out, err = built(SITE, before=True)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "",
        "the site is in SITE",
        "  2 plans, 3 sections, 4 sentences, 5 repairs, 6 flags",
        "  7 pages, nothing has changed since they were built",
        "  look at it: zhangju serve, or open SITE/index.html",
    ]
    code, out, err = built(
        replace(SITE, dead_links=DEAD[:10], told=(Finding("K001", "mkdocs.yml", 9, "c", "s"),), dealt=Dealt(8, 3, 250_000, 1.25))
    )
    assert code == 0
    assert err == "zhangju build: mkdocs.yml:9: error K001 (a seed was edited since the last convert): c\n  → s\n"
    lines = out.splitlines()
    assert lines[3].startswith("  7 pages, built in 0.")
    assert lines[5] == "  8 preview pictures, 0.2 MB; 3 of them drawn, in 1.2 s"
    assert lines[6:] == [
        f"  dead link: index.html leads to gone/{n}/, which is not there; mend the template or the text that makes it" for n in range(10)
    ]
    assert "  and 1 more: see `dead_links` in SITE/api/quality.json" in built(replace(SITE, dead_links=DEAD))[1].splitlines()


def test_how_a_build_ends(built: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    failed = replace(SITE, failed=(Finding("T001", "seeds/a.txt", 1, "it is empty", "write something"),))
    code, _, err = built(failed)
    assert (code, err) == (1, "zhangju build: seeds/a.txt:1: error T001 (the file is empty): it is empty\n  → write something\n")
    assert built(failed, "--json")[0] == 1
    assert [built(replace(SITE, dead_links=dead), "--strict", *more)[0] for dead in ((), DEAD) for more in ((), ("--json",))] == [
        0,
        0,
        1,
        1,
    ]
    code, out, _ = built(SITE, "--strict")
    assert out.splitlines()[-1] == "  0.0 MB of at most 1000; 0 dead links"
    told = json.loads(built(SITE, "--json")[1])
    assert (told["pages"], told["bytes"]) == (7, 5)
    for most, ends in ((5, 0), (4, 1)):
        monkeypatch.setattr(building, "MOST_BYTES", most)
        code, out, _ = built(SITE, "--strict")
        assert (code, "too large" in out) == (ends, bool(ends))
        assert built(SITE, "--strict", "--json")[0] == ends
        assert built(SITE, "--json")[0] == 0


def test_a_command_that_is_stopped_or_that_nobody_reads(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def stopped(error: type[BaseException]) -> int:
        def run(options: Any) -> int:
            raise error

        monkeypatch.setattr(cli, "COMMANDS", (SimpleNamespace(name="build", about="a", options=lambda _: None, run=run),))
        monkeypatch.setattr(sys, "stdout", sys.stdout)  # put back afterwards
        return cli.main(["build"])

    assert stopped(KeyboardInterrupt) == 130
    assert capsys.readouterr().err == "zhangju: stopped; nothing half-written was left behind\n"
    assert stopped(BrokenPipeError) == 0
    assert sys.stdout.name == "/dev/null"
    sys.stdout.close()


def test_what_stands_in_seeds_and_is_none(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    for name in ("a.txt", "a.toml", "b.toml", "c.toml", "d.TXT", "e.docx", "f.xyz", ".hidden", "README.md", "g/h.txt"):
        (seeds / name).parent.mkdir(parents=True, exist_ok=True)
        (seeds / name).write_text("", encoding="utf-8")
    (tmp_path / "content" / "c").mkdir(parents=True)
    found = [(Path(one.file).name, one.line, one.cause, one.next_step.replace(str(tmp_path), "")) for one in stray_seeds(seeds)]
    assert [one[:3] for one in found] == [
        ("b.toml", 1, "its text b.txt is not there"),
        ("d.TXT", 1, "no seed ends in `.TXT`"),
        ("e.docx", 1, "no seed ends in `.docx`"),
        ("f.xyz", 1, "no seed ends in `.xyz`"),
        ("g", 1, "the folder is not read"),
    ]
    steps = {name: step for name, _, _, step in found}
    assert steps["d.TXT"] == "mv /seeds/d.TXT " + "/seeds/d.txt"
    assert steps["g"] == "its texts come in by `zhangju add FILE`; move it out: mv /seeds/g ."
    assert steps["b.toml"].endswith("or take the settings out: rm /seeds/b.toml")
    assert list(stray_seeds(tmp_path / "none")) == []


def test_a_folder_that_another_plan_left(tmp_path: Path) -> None:
    folder = tmp_path / "b"
    folder.mkdir()
    assert _misnamed(folder, {"a", "b"}) == ""
    (folder / "index.md").write_text("---\nplan: a\n---\n", encoding="utf-8")
    assert _misnamed(folder, {"a", "b"}) == "a"
    assert _misnamed(folder, {"b"}) == ""
    (tmp_path / "a").mkdir()
    assert _misnamed(folder, {"a", "b"}) == ""
    assert _seed_of(folder) == ""


def test_check_tells_what_it_is_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[object, ...]] = []
    monkeypatch.setattr(checks, "step", lambda *given: told.append(given))
    (tmp_path / "seeds").mkdir()
    for name in ("a", "b"):
        (tmp_path / "seeds" / f"{name}.txt").write_text("一、甲\n乙。\n", encoding="utf-8")
        (tmp_path / "seeds" / f"{name}.toml").write_text(f'id = "{name}"\ntitle = "甲"\nformat = "plain"\n', encoding="utf-8")
    assert {one.code for one in checks.check(tmp_path / "seeds", tmp_path / "content")} >= {"K010"}
    assert told == [("checking", "a", 1, 2), ("checking", "b", 2, 2), ("checking what all plans share",)]
