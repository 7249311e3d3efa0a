"""What one build keeps for the next changes nothing: pages are as a build makes them that was told nothing, whatever was edited between."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment
from mkdocs.config import load_config

from generator import pure as remembering
from generator.edition import load_edition
from generator.pure import held, pure, recall
from generator.site import kept, sealed
from generator.site.known_pages import Asked, known_pages
from generator.site.plugin import ZhangjuPlugin
from generator.site.press import Press, pressed
from generator.site.sealed import SEAL, Sealed
from generator.site.unchanged import Known
from tests.forgetting import as_new
from tests.test_serving import edits, quiet, small

__all__ = ["quiet", "small"]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sealed]:
    monkeypatch.setattr(kept, "FOLDER", tmp_path / "package" / "templates")
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    sealed._key.cache_clear()
    yield Sealed(tmp_path)
    sealed._key.cache_clear()


class Pages:
    """All that is made of a project's pages in a process of its own, by who is told what an earlier one kept or by who is not."""

    def __init__(self, root: Path, store: Sealed | None = None) -> None:
        self.anew = 0
        config = load_config(str(root / "mkdocs.yml"))
        plugin = config.plugins["zhangju"]
        assert isinstance(plugin, ZhangjuPlugin)
        config.plugins._current_plugin = "zhangju"
        with as_new():
            if store and (known := store.read("memory")):
                recall(*known)
            plugin.host.options = plugin.config
            press = Press(plugin.host.loaded(config), config)
            if store:
                store.write("memory", held())
                press.known = self.known(root, store, press)
            press.html = self.counted(press.html)  # type: ignore[method-assign]
            jobs = [job for name, job in press.jobs() if job[0] and not name.endswith("quality/")]
            made = [pressed(press, job) for job in jobs]
        links = [
            {page: (one.ids, sorted(one.links.split("\n")), one.dead)}
            for m in made
            for page in m.watch.hrefs._ids
            for one in [m.watch.hrefs.of(page)]
        ]
        self.made = [(one.pages, dict(one.apart), one.proof.seen, one.watch.weights) for one in made], links

    def known(self, root: Path, store: Sealed, press: Press) -> Any:
        known, theme = Known(root, None, False), [Path(folder) for folder in press.config.theme.dirs]
        frame, whole = (known.made_of(folders, root, ()) for folders in (theme, [*theme, root / "content", root / "seeds"]))
        around = press.publication.around, press.publication.languages
        return known_pages(store, frame, whole, theme, around)

    def counted(self, html: Callable[..., str]) -> Callable[..., str]:
        def counting(*given: Any) -> str:
            self.anew += 1
            return html(*given)

        return counting


def test_pages_are_the_same_after_any_edits(small: Path, store: Sealed) -> None:
    Pages(small, store)
    assert Pages(small, store).anew == 0
    changes = edits(small)
    random.Random(0).shuffle(changes)
    for number, change in enumerate(changes[:9], 1):
        change()
        if number % 3 == 0:
            assert Pages(small, store).made == Pages(small).made


def test_a_page_depends_on_what_its_template_asks_of_plans_and_of_the_edition(small: Path) -> None:
    edition = load_edition(small / "content", small / "seeds")
    env = Environment(autoescape=True, loader=DictLoader({"t": "{% for p in e.plans %}{{ p.id }}{{ p.shown('title') }}{% endfor %}"}))
    asked = Asked()
    asked.listen(env)
    env.get_template("t").render(e=edition)
    assert (asked.plans, asked.edition) == ({}, False)
    first = edition.plans[0]
    for words in (
        "{{ p.chapters|length }}",
        "{{ p['flags'] }}",
        "{{ [p]|map(attribute='texts')|list|length }}",
        "{{ (p|attr('marks'))|length }}",
    ):
        asked.begin()
        env.from_string(words).render(p=first)
        assert asked.plans == {first.id: first}, words
    asked.begin()
    env.from_string("{% if e.threads %}{% endif %}").render(e=edition)
    assert asked.edition


def test_what_was_not_sealed_here_is_none(store: Sealed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.write("one", {"a": [1, 2]})
    file = store.folder / "one"
    data = file.read_bytes()
    assert store.read("one") == {"a": [1, 2]}
    assert store.read("two") is None
    (store.folder / "two").write_bytes(data)
    assert store.read("two") is None  # it has another's name
    for damaged in (
        b"",
        data[:5],
        data[:-1],
        data[: SEAL + 3],
        data + b"x",
        bytes([data[0] ^ 1]) + data[1:],
        data[:-4] + b"\0" + data[-3:],
    ):
        file.write_bytes(damaged)
        assert store.read("one") is None
    file.write_bytes(data)
    for foreign in ("engine", "key"):
        with monkeypatch.context() as other:
            if foreign == "engine":
                other.setattr(sealed, "engine_digest", lambda: "another version")
            else:
                other.setattr(kept, "FOLDER", tmp_path / "other" / "templates")
            sealed._key.cache_clear()
            assert Sealed(tmp_path).read("one") is None
        sealed._key.cache_clear()
    assert Sealed(tmp_path).read("one") == {"a": [1, 2]}
    store.keep_only({"two"})
    assert [path.name for path in store.folder.iterdir()] == ["two"]


def test_no_room_and_two_at_once_do_no_harm(store: Sealed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with ThreadPoolExecutor(4) as several:
        for found in several.map(lambda n: (store.write("one", [n] * 9999), store.read("one"))[1], range(40)):
            assert found is None or found == found[:1] * 9999
    assert [path.name for path in store.folder.iterdir()] == ["one"]
    with monkeypatch.context() as full:
        full.setattr(sealed, "MOST_BYTES", 100)
        store.write("one", [1] * 9999)
        assert store.read("one") is None  # nor is what was there before it

    def no_room(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    store.write("one", 1)
    with monkeypatch.context() as full:
        full.setattr(tempfile, "mkstemp", no_room)
        store.write("one", 2)
    assert store.read("one") is None
    (tmp_path / "file").write_text("")
    blocked = Sealed(tmp_path / "file")  # a file stands where its folder would
    blocked.write("one", 1)
    assert blocked.read("one") is None
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    monkeypatch.setattr(kept, "FOLDER", tmp_path / "read-only" / "templates")
    sealed._key.cache_clear()
    store = Sealed(tmp_path)
    store.write("one", 1)
    assert store.read("one") is None


def test_a_step_is_not_reckoned_by_who_was_told(store: Sealed, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    @pure()
    def step(text: str) -> str:
        done.append(text)
        return text * 2

    @pure(passing=True)
    def quick(text: str) -> str:
        done.append(text)
        return text

    with as_new():
        assert (step("甲"), quick("乙")) == ("甲甲", "乙")
        store.write("memory", held())
    with as_new():
        recall(*store.read("memory"))
        assert (step("甲"), quick("乙"), step("丙")) == ("甲甲", "乙", "丙丙")
    assert done == ["甲", "乙", "乙", "丙"]
    for name in [name for name in remembering._tables if "test_a_step" in name]:
        del remembering._tables[name]
