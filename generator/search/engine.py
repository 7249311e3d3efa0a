"""The search engine outside of a browser: the site's own scripts answer, run by V8 (package mini-racer), from the site's own files."""

from __future__ import annotations

import json
import weakref
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.errors import ZhangjuError

SCRIPTS = ("lunr.min.js", "search-engine.js")
"""What of the theme's assets answers, in the order in which a page loads it."""
READS = 1_000
"""Rounds of files that one query may ask for. A query needs some five; more means that the script asks in a circle."""
HOST = """
var self = globalThis;
self.TextDecoder = class { decode() { return GB2312; } };
"""
"""What the scripts ask a browser for: the global object, and what the table of the Simplified standard set decodes to."""
DRIVER = """
const wished = new Map();
const engine = zhangjuEngine((name) => new Promise((give) => wished.set(name, give)), LIMITS);
let state = {};
const ask = (method, ...given) => {
  const found = (answer) => { state = { found: answer ?? null }; }, failed = (error) => { state = { failed: String(error) }; };
  state = {};
  Promise.resolve(engine[method](...given)).then(found, failed);
  return true;
};
const told = () => JSON.stringify({ ...state, wished: [...wished.keys()] });
const give = (name, value) => { const take = wished.get(name); wished.delete(name); take(value); return true; };
"""
"""Hands the script the files it wishes for, and Python what it found."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place that was found."""

    plan: str
    section: str
    anchor: str
    text: str
    tier: int
    """1 all words, 2 some in titles above, 3 all in one section, 4 a part."""
    score: float
    """lunr's for words of the plans; for questions and words in English how much of them it answers."""


class Engine:
    """Answers queries on the files of search. `read` gives the value of a file by its name, None when there is none; `limits` are
    those of a first answer, see search-engine.js."""

    def __init__(self, scripts: Sequence[str], read: Callable[[str], Any], limits: Mapping[str, int] | None = None) -> None:
        self._read = read
        self._scripts = _interpreter()
        weakref.finalize(
            self, self._scripts.close
        )  # at the latest before Python ends: then its thread no longer answers, and all would hang
        decoded = bytes(byte for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF) for byte in (high, low)).decode(
            "gbk", errors="replace"
        )
        constants = f"const GB2312 = {json.dumps(decoded)}, LIMITS = {json.dumps(dict(limits or {}))};"
        for script in (constants, HOST, *scripts, DRIVER):
            self._scripts.eval(script + "\n;0")

    @classmethod
    def of(cls, site: Path, limits: Mapping[str, int] | None = None) -> Engine:
        """The engine of a built site. Raises ZhangjuError when there is no site with search."""
        return cls([script(site, name) for name in SCRIPTS], reader(site), limits)

    def ask(self, method: str, *given: Any) -> Any:
        """What a function of the script answers. Raises RuntimeError with the script's words when it fails."""
        self._scripts.call("ask", method, *given)
        for _ in range(READS):
            state = json.loads(self._scripts.call("told"))
            if "found" in state:
                return state["found"]
            if "failed" in state or not state["wished"]:
                break
            for name in state["wished"]:
                self._scripts.call("give", name, self._read(name))
        raise RuntimeError(f"the search script cannot answer {method}{given}: {state.get('failed', 'it waits for nothing')}")

    def find(self, typed: str, whole: bool = True) -> list[Hit]:
        """The first hits, as the page shows them before one asks for more; `whole` reads all lists, however long."""
        groups = self.ask("find", typed, {"whole": whole})["groups"]
        fields = Hit.__dataclass_fields__
        return [Hit(**{name: hit[name] for name in fields}) for group in groups for hit in group["hits"][: group["shown"]]]

    def places(self, typed: str, whole: bool = True) -> dict[int, float]:
        """Number of a document → tier, of all documents that answer, best first."""
        return {int(number): float(tier) for number, tier in self.ask("places", typed, {"whole": whole})}


def script(site: Path, name: str) -> str:
    """A script of a built site. Raises ZhangjuError when there is none."""
    path = site / "assets" / name
    if not path.is_file():
        raise ZhangjuError(site, None, "there is no built site with search here", "run zhangju build, or say where it is with --site")
    return path.read_text(encoding="utf-8")


def reader(site: Path) -> Callable[[str], Any]:
    """What reads the files of search of a built site by their names."""

    def read(name: str) -> Any:
        path = site / "search" / f"{name}.js"
        return opened(path.read_text(encoding="utf-8")) if path.is_file() else None

    return read


def opened(text: str) -> Any:
    """The value that a file of search holds."""
    return json.loads(text[text.index(",") + 1 : text.rindex(")")])


def _interpreter() -> Any:
    """A fresh V8. Raises ZhangjuError when it is not installed."""
    try:
        from py_mini_racer import MiniRacer
    except ImportError:
        next_step = "pip install 'zhangju[search]' (or mini-racer); or type the query on the site's search page"
        raise ZhangjuError("mini-racer", None, "searching outside of a browser needs this package", next_step) from None
    return MiniRacer()
