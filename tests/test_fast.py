"""What makes a build fast, held against the slow way to the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, FileSystemLoader, UndefinedError

from generator.model import Glossary, Paragraph, Plan, Section, Sentence
from generator.model.rules import LAYOUT_RULES
from generator.placing.walking import walk
from generator.repair import RULES
from generator.search.documents import documents
from generator.search.editors import Synonym
from generator.site import compiled, kept

SELDOM = ["generator.repair", "generator.outline", "generator.pipeline", "pypinyin", "mkdocs.livereload", "ssl"]
"""What a build needs none of, and what takes long to load."""
WORDS = st.text("轨道交通地铁", min_size=1, max_size=3)


def test_the_names_of_the_rules_are_those_of_the_rules() -> None:
    assert {rule.name for rule in RULES} >= LAYOUT_RULES


def test_a_build_loads_nothing_that_repairs_serves_or_spells() -> None:
    told = f"import sys, generator.site.build; print(*({SELDOM} & sys.modules.keys()))".replace("[", "{").replace("]", "}")
    assert subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout.split() == []


@settings(deadline=None)
@given(st.lists(st.text("轨道交通地铁，", max_size=8), max_size=4), st.lists(st.tuples(st.lists(WORDS), st.lists(WORDS)), max_size=4))
def test_synonyms_stand_with_what_holds_a_word_of_plans(texts: list[str], pairs: list[tuple[list[str], list[str]]]) -> None:
    sentences = tuple(Sentence(f"1-{n}", text) for n, text in enumerate(texts, 1))
    plan = Plan("a", {"title": "题"}, (Section(id="1", level=1, number="一", mark="一、", title="题", blocks=(Paragraph(sentences),)),))
    synonyms = [Synonym(readers, plans) for readers, plans in pairs]
    for document in documents([plan], Glossary(), synonyms=synonyms):
        told = [word for one in synonyms if any(held in document.text for held in one.plans) for word in one.readers]
        assert document.also == " ".join(word for word in told if word not in document.text)


def test_a_walk_finds_what_there_is_and_follows_no_link(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "c.txt").write_text("")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "empty").mkdir()
    assert {(path, inside) for path, _, inside in walk(tmp_path)} == {
        ("a", True),
        ("a/b", True),
        ("a/b/c.txt", False),
        ("loop", False),
        ("empty", True),
    }
    with pytest.raises(FileNotFoundError):
        list(walk(tmp_path / "none"))
    assert list(walk(tmp_path / "none", passing=True)) == []


def test_a_template_is_compiled_once_while_it_and_what_it_is_compiled_for_stay_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "FOLDER", tmp_path / "kept")
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    monkeypatch.setattr(compiled, "_held", {})
    made: list[str] = []

    class Counting(Environment):
        def compile(self, source: Any, *given: Any, **named: Any) -> Any:
            made.append(source)
            return super().compile(source, *given, **named)

    def rendered(text: str, **said: Any) -> str:
        env = Counting(loader=DictLoader({"a.html": text}), bytecode_cache=compiled.Compiled(), **said)
        return env.get_template("a.html").render(x="<")

    assert [rendered("1{{ x }}"), rendered("1{{ x }}"), rendered("2{{ x }}")] == ["1<", "1<", "2<"]
    assert made == ["1{{ x }}", "2{{ x }}"]
    assert rendered("1{{ x }}", autoescape=True) == "1&lt;"
    assert len(made) == 3
    compiled._held.clear()  # another process
    assert rendered("2{{ x }}") == "2<"
    assert len(made) == 3
    for path in (tmp_path / "kept").iterdir():  # damaged
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    compiled._held.clear()
    assert rendered("2{{ x }}") == "2<"
    assert len(made) == 4


def test_an_error_in_a_template_is_told_of_its_own_file_whoever_compiled_it(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.html").write_text("\n{{ x.y.z }}")
        env = Environment(loader=FileSystemLoader(tmp_path / name), bytecode_cache=compiled.Compiled())
        with pytest.raises(UndefinedError) as told:
            env.get_template("a.html").render()
        assert (tmp_path / name / "a.html", 1) in [(Path(entry.path), entry.lineno) for entry in told.traceback]  # lines from 0


def test_what_is_kept_is_bounded_and_nothing_where_python_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "FOLDER", tmp_path / "kept")
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    monkeypatch.setattr(kept, "MOST", 4)
    for n in range(9):
        kept.write(str(n), b"x")
    assert len(list(kept.FOLDER.iterdir())) <= kept.MOST
    assert kept.read("8") == b"x"
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    kept.write("none", b"x")
    assert kept.read("none") is None
