"""What the tests share: the repository, its seeds converted once, its site built once."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.pipeline import Converted, convert, convert_seed
from generator.reading import seed_ids
from generator.site.build import build

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
PLANS = seed_ids(SEEDS)


@pytest.fixture(scope="session")
def converted() -> dict[str, Converted]:
    """Each plan converted in memory, without any lock."""
    return {plan: convert_seed(SEEDS, plan) for plan in PLANS}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site built from freshly converted seeds, in a folder of its own."""
    project = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "templates", project / "templates")
    shutil.copy(ROOT / "mkdocs.yml", project)
    shutil.copytree(SEEDS, project / "seeds")
    convert(SEEDS, project / "content", PLANS)
    return build(project).site


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Path]:
    """Makes a project with one small seed: `project(text, toml)` returns its root."""

    def make(text: str | bytes = SMALL_TEXT, toml: str = "", plan: str = "try-1") -> Path:
        seeds = tmp_path / "seeds"
        seeds.mkdir(exist_ok=True)
        data = text if isinstance(text, bytes) else text.encode()
        (seeds / f"{plan}.txt").write_bytes(data)
        (seeds / f"{plan}.toml").write_text(SMALL_TOML.format(plan=plan) + toml, encoding="utf-8")
        for name in ("templates", "mkdocs.yml"):
            source = ROOT / name
            if not (tmp_path / name).exists():
                shutil.copytree(source, tmp_path / name) if source.is_dir() else shutil.copy(source, tmp_path / name)
        return tmp_path

    return make


SMALL_TOML = 'id = "{plan}"\ntitle = "某市规划"\nformat = "plain"\nlevels = ["一、", "（一）"]\n'
SMALL_TEXT = """某市规划

一、总体要求

坚持稳中求进。全面推进改革。

（一）指导思想

以人民为中心，推动高质量发展。

（二）发展目标

到2030年，生产总值翻一番。各项事业全面进步。

二、保障措施

加强组织实施。
"""
