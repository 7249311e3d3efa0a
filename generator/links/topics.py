"""Topics: what the plans say on one subject, found by the editors' words.

`content/topics.toml` has `[[topic]]`: id, titles, words, longer words in which a word does not count (`avoid`), places that belong
whatever the words say (`clauses`) and places that do not (`without`).

A clause is a section; where a section has several paragraphs and is long or has leads, each paragraph is one, and of a paragraph
without a lead the run of sentences that have a word. It belongs to a topic when a word stands in its heading or lead, in the title of
the section directly above, in its first sentence, or in at least two of its sentences. An entry of an annex belongs by its heading
only. Guiding thought, which names every subject once, is left out.
"""

from __future__ import annotations

import bisect
import difflib
import operator
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from generator.characters import CLOSERS, plain
from generator.errors import ZhangjuError, nearest
from generator.glossary.folding import fold, unfolded
from generator.links.editors import Place
from generator.model import Excerpt, Paragraph, Plan, Section, Span, Thread, ThreadClause, by_date
from generator.toml_file import build, line_of, load_toml

FILE = "topics.toml"
LONG = 600
"""Characters from which a section of several paragraphs without leads is divided into passages."""
ROOM = 160
"""Characters that the excerpts of a clause may have together."""
NEAR = 4
"""Neighbours that a topic names."""
SHARED = 2
"""Clauses that neighbours must share."""
ANNEX = re.compile(r"a\d*(?:\.|$)")
GUIDING = re.compile(r"习近平.{0,20}思想为指导")
"""The sentence of guiding thought, whatever the title of its section."""
PART = re.compile(rf"[^，；：。！？]*[，；：。！？]?[{re.escape(CLOSERS)}]*")
"""What a long sentence may be cut into."""
APART = "\0"
"""Stands between the texts that are searched together."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A `[[topic]]`."""

    id: str
    title: str
    words: list[str]
    title_en: str = ""
    avoid: list[str] = field(default_factory=list)
    """Longer words in which a word does not count."""
    clauses: list[str] = field(default_factory=list)
    """Places that belong whatever the words say: `sh-14fyp 3.2.2`."""
    without: list[str] = field(default_factory=list)
    """Places that the words find and that do not belong; a plan's id takes out all that they find in it."""
    note: str = ""
    at: int = 0


@dataclass(frozen=True, slots=True)
class _File:
    topic: list[Topic] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Topics:
    """The whole file."""

    topics: tuple[Topic, ...] = ()
    path: Path = Path(FILE)
    source: str = ""

    def error(self, topic: Topic, text: str, cause: str, next_step: str) -> ZhangjuError:
        """An error about one topic, at the line where a text of it stands."""
        lines = self.source.split("\n")
        end = next((n for n in range(topic.at, len(lines)) if lines[n].lstrip().startswith("[[")), len(lines))
        line = next((n + 1 for n in range(topic.at, end) if text and f'"{text}"' in lines[n]), topic.at)
        return ZhangjuError(self.path, line, cause, next_step)


def read_topics(content: Path) -> Topics:
    """Read `content/topics.toml`; nothing when there is none. Raises ZhangjuError with file and line."""
    path = content / FILE
    if not path.is_file():
        return Topics(path=path)
    source, data = load_toml(path)
    read: _File = build(_File, data, path, source)
    topics = Topics(tuple(read.topic), path, source)
    seen: dict[str, Topic] = {}
    for topic in read.topic:
        if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", topic.id):
            raise topics.error(topic, topic.id, f"`{topic.id}` is no address", "write small letters, digits and hyphens: elder-care")
        if topic.id in seen:
            raise topics.error(
                topic, topic.id, f"`{topic.id}` stands at line {seen[topic.id].at}, too", "give it another id, or merge them"
            )
        seen[topic.id] = topic
        if not topic.title.strip():
            raise topics.error(topic, "", "the title is empty", "write the topic's title in Chinese")
        if not topic.words or not all(fold(word) for word in topic.words):
            line = line_of(source, "words", topic.at)
            raise ZhangjuError(path, line, f"topic `{topic.id}` has an empty word, or none", 'write words = ["…", "…"]')
    return topics


def load_topics(content: Path, plans: Sequence[Plan]) -> tuple[Thread, ...]:
    """The topics of a content folder with their clauses. Raises ZhangjuError with file and line."""
    return threads(plans, read_topics(content))


# ---- clauses


@dataclass(frozen=True, slots=True)
class Unit:
    """What may belong to a topic: a section or a passage."""

    plan: str
    place: str
    section: Section
    lead: str
    """The lead of a passage; empty for a section."""
    headings: tuple[int, ...]
    """Numbers of the texts that name it: own heading, lead, title of the section directly above."""
    body: tuple[int, ...]
    """Numbers of its sentences' texts, in order."""
    run: bool = False
    """True for a paragraph without a lead, of which only the sentences around the words are shown."""
    heading_only: bool = False
    """True for an entry of an annex."""


@dataclass
class _Book:
    """The texts of all plans, folded and joined."""

    units: list[Unit] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    """Where each text stands."""
    numbers: dict[Place, int] = field(default_factory=dict)
    """Number of the text of a place."""
    texts: list[str] = field(default_factory=list)
    folded: list[str] = field(default_factory=list)
    joined: str = ""
    starts: list[int] = field(default_factory=list)
    """Where each text begins in `joined`."""
    found: dict[str, list[Span]] = field(default_factory=dict)
    """Where each folded word stands in `joined`."""
    units_of: dict[int, list[int]] = field(default_factory=dict)
    """Number of a text → numbers of the units that it may put into a topic."""

    def add(self, plan: str, anchor: str, text: str) -> int:
        """Take a text in; its number."""
        self.numbers[plan, anchor] = len(self.texts)
        self.places.append((plan, anchor))
        self.texts.append(text)
        self.folded.append(fold(text))
        return len(self.texts) - 1

    def close(self) -> None:
        """Join what was taken in."""
        at = 0
        for text in self.folded:
            self.starts.append(at)
            at += len(text) + 1
        self.joined = APART.join(self.folded)
        for i, unit in enumerate(self.units):
            for number in (*unit.headings, *unit.body):
                self.units_of.setdefault(number, []).append(i)

    def look_for(self, words: Iterable[str]) -> None:
        """Find every place of every folded word, overlapping ones too, in one pass: by two characters first, then by the whole word."""
        begins: dict[str, list[str]] = {}
        for word in dict.fromkeys(words):
            self.found[word] = [match.span() for match in re.finditer(re.escape(word), self.joined)] if len(word) == 1 else []
            if len(word) > 1:
                begins.setdefault(word[:2], []).append(word)
        pairs = map(operator.add, self.joined, self.joined[1:])
        for at, pair in [(at, pair) for at, pair in enumerate(pairs) if pair in begins]:
            for word in begins[pair]:
                if self.joined.startswith(word, at):
                    self.found[word].append((at, at + len(word)))

    def hits(self, topic: Topic) -> dict[int, list[Span]]:
        """Number of a text → where it has the topic's words, in the folded text."""
        avoid = sorted(span for word in topic.avoid if (folded := fold(word)) for span in self.found[folded])
        begins = [start for start, _ in avoid]
        longest = max((end - start for start, end in avoid), default=0)
        found: dict[int, list[Span]] = {}
        for word in topic.words:
            for start, end in self.found[fold(word)]:
                near = avoid[bisect.bisect_left(begins, end - longest) : bisect.bisect_right(begins, start)]
                if not any(a <= start and end <= b for a, b in near):
                    number = bisect.bisect_right(self.starts, start) - 1
                    found.setdefault(number, []).append((start - self.starts[number], end - self.starts[number]))
        return found


def _read(plans: Sequence[Plan]) -> _Book:
    book = _Book()
    for plan in plans:
        above = {section.id: section for section in plan.sections}
        titles = {section.id: book.add(plan.id, section.id, section.title) for section in plan.sections}
        for section in plan.sections:
            if section.id == "front" or section.title == "指导思想":
                continue
            parent = above.get(section.parent or "")
            headings = [titles[section.id]]
            if parent is not None and parent.parent is not None:
                headings.append(titles[parent.id])
            book.units += _units(book, plan.id, section, tuple(headings))
    book.close()
    return book


def _units(book: _Book, plan: str, section: Section, headings: tuple[int, ...]) -> Iterator[Unit]:
    paragraphs = [block for block in section.blocks if isinstance(block, Paragraph)]
    numbers = [[(s, book.add(plan, s.id, s.text)) for s in p.sentences if not GUIDING.search(s.text)] for p in paragraphs]
    sentences = [s for p in paragraphs for s in p.sentences]
    leads = any(s.lead for s in sentences)
    if len(paragraphs) > 1 and (leads or sum(len(s.text) for s in sentences) > LONG):
        for paragraph in numbers:
            if paragraph:
                first, number = paragraph[0]
                if first.lead:
                    body = tuple(n for _, n in paragraph[1:])
                    yield Unit(plan, first.id, section, first.text, (number, *headings[:1]), body)
                else:
                    yield Unit(plan, first.id, section, "", headings[:1], tuple(n for _, n in paragraph), run=True)
        return
    body = tuple(n for paragraph in numbers for s, n in paragraph)
    yield Unit(plan, section.id, section, "", headings, body, heading_only=bool(ANNEX.match(section.id)))


def threads(plans: Sequence[Plan], topics: Topics) -> tuple[Thread, ...]:
    """Each topic with its clauses. Raises ZhangjuError for a place that does not exist and a topic that matches nothing."""
    if not plans or not topics.topics:
        return ()
    ordered = by_date(plans)
    book = _read(ordered)
    book.look_for(folded for topic in topics.topics for word in (*topic.words, *topic.avoid) if (folded := fold(word)))
    order = _reading_order(ordered)
    known: dict[str, set[str]] = {plan.id: set() for plan in ordered}
    for plan_id, anchor in order:
        known[plan_id].add(anchor)
    by_id = {plan.id: plan for plan in plans}
    made: list[Thread] = []
    for topic in topics.topics:
        hits = book.hits(topic)
        touched = sorted({i for number in hits for i in book.units_of.get(number, ())})
        judged = (_judged(book, book.units[i], hits) for i in touched)
        found = {(clause.plan, clause.place): clause for clause in judged if clause}
        for text in topic.without:
            plan, anchor = (text, "") if text in known else _place(topics, topic, text, known)
            out = [place for place in found if place[0] == plan and anchor in ("", place[1])]
            if not out:
                names = [f"{plan} {anchor}" for plan, anchor in found]
                raise topics.error(topic, text, f"the words of `{topic.id}` do not find `{text}`", f"take it away; {nearest(text, names)}")
            for place in out:
                del found[place]
        for text in topic.clauses:
            plan, anchor = _place(topics, topic, text, known)
            found.setdefault((plan, anchor), _by_editor(book, by_id[plan], anchor, hits))
        if not found:
            raise topics.error(topic, "", f"topic `{topic.id}` matches nothing", _likely(topic, ordered))
        clauses = tuple(found[place] for place in sorted(found, key=order.__getitem__))
        made.append(Thread(topic.id, topic.title, topic.title_en, topic.note, clauses))
    return _with_neighbours(made)


def _judged(book: _Book, unit: Unit, hits: Mapping[int, list[Span]]) -> ThreadClause | None:
    """The clause that a unit makes for a topic, or None."""
    named = any(number in hits for number in unit.headings)
    body = [number for number in unit.body if number in hits]
    if not named and (unit.heading_only or not body or (len(body) < 2 and body[0] != unit.body[0])):
        return None
    place = unit.place
    if unit.run and body and not named:
        place = book.places[body[0]][1]
    return _clause(book, unit, place, body or unit.body[:1], hits, "heading" if named else "words")


def _clause(book: _Book, unit: Unit, place: str, shown: Sequence[int], hits: Mapping[int, list[Span]], why: str) -> ThreadClause:
    whole = place == unit.section.id
    trail = _trail(unit.section.id) if not whole else _trail(unit.section.id)[:-1]
    return ThreadClause(unit.plan, place, trail, unit.lead, tuple(excerpts(book, shown, hits)), why)


def _trail(section: str) -> tuple[str, ...]:
    """Ids of the sections down to one: `3.2.1` → 3, 3.2, 3.2.1."""
    numbers = section.split(".")
    return tuple(".".join(numbers[: i + 1]) for i in range(len(numbers)))


def excerpts(book: _Book, numbers: Iterable[int], hits: Mapping[int, list[Span]]) -> Iterator[Excerpt]:
    """Sentences as a topic shows them, as many as there is room for; a first one that is too long is cut at the end of a clause."""
    room = ROOM
    last = -1
    for number in numbers:
        text = book.texts[number]
        if len(text) > room and last >= 0:
            return
        spans = _merged(hits.get(number, ()))
        if spans and book.folded[number] != text:
            origin = unfolded(text)
            spans = [(origin[start][0], origin[end - 1][1]) for start, end in spans]
        begin, end = (0, len(text)) if len(text) <= room else _around(text, spans[0] if spans else (0, 0))
        inside = tuple((a - begin, b - begin) for a, b in spans if begin <= a and b <= end)
        yield Excerpt(book.places[number][1], text[begin:end], inside, (begin > 0, end < len(text)), last in (-1, number - 1))
        room -= end - begin
        last = number


def _merged(spans: Iterable[Span]) -> list[Span]:
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _around(text: str, span: Span) -> Span:
    """The clauses of a long sentence around a word, as many as there is room for, those after it first."""
    ends = [0, *(m.end() for m in PART.finditer(text) if m.end())]
    parts = [(a, b) for a, b in pairwise(dict.fromkeys(ends)) if b > a]
    first = last = next((i for i, (a, b) in enumerate(parts) if a <= span[0] < b), 0)
    while last + 1 < len(parts) and parts[last][1] < span[1]:
        last += 1
    while True:
        if last + 1 < len(parts) and parts[last + 1][1] - parts[first][0] <= ROOM:
            last += 1
        elif first > 0 and parts[last][1] - parts[first - 1][0] <= ROOM:
            first -= 1
        else:
            return parts[first][0], parts[last][1]


# ---- what editors say


def _place(topics: Topics, topic: Topic, text: str, known: Mapping[str, set[str]]) -> Place:
    plan, _, anchor = text.strip().partition(" ")
    if plan not in known:
        raise topics.error(
            topic, text, f"`{plan}` is no plan", f"write a plan and an anchor, as in `sh-14fyp 3.2.2`; {nearest(plan, known)}"
        )
    if anchor not in known[plan]:
        raise topics.error(topic, text, f"`{anchor}` is no anchor of {plan}", nearest(anchor, sorted(known[plan])))
    return plan, anchor


def _by_editor(book: _Book, plan: Plan, anchor: str, hits: Mapping[int, list[Span]]) -> ThreadClause:
    """A clause that an editor puts in: a unit, or any other section, sentence or row."""
    for unit in book.units:
        if unit.plan == plan.id and unit.place == anchor:
            shown = [n for n in unit.body if n in hits] or unit.body[:1]
            return _clause(book, unit, anchor, shown, hits, "editor")
    section = next(s for s in plan.sections if s.id == anchor.split("-", 1)[0])
    texts = [(s.id, s.text) for _, s in section.sentences() if anchor in (s.id, section.id)]
    if not texts:
        texts = [(anchor, "　".join(part.text for part in section.parts() if part.place == anchor))]
    numbers = [book.numbers[plan.id, at] if (plan.id, at) in book.numbers else book.add(plan.id, at, text) for at, text in texts]
    shown = [n for n in numbers if n in hits] or numbers[:1]
    trail = _trail(section.id) if anchor != section.id else _trail(section.id)[:-1]
    return ThreadClause(plan.id, anchor, trail, "", tuple(excerpts(book, shown, hits)), "editor")


def _likely(topic: Topic, plans: Sequence[Plan]) -> str:
    """What to write when a topic matches nothing: the clauses whose titles are most like its words."""
    titles = {plain(s.title): f"{plan.id} {s.id}" for plan in plans for s in plan.sections if s.title}
    close = [name for word in (*topic.words, topic.title) for name in difflib.get_close_matches(word, titles, 2, 0.2)]
    names = [f"{titles[name]} {name}" for name in dict.fromkeys(close)][:3]
    return f"mend `words`, or name `clauses`; nearest: {'; '.join(names)}" if names else "mend `words`, or name `clauses`"


# ---- order and neighbours


def _reading_order(plans: Sequence[Plan]) -> dict[Place, int]:
    """Every place by plan and in reading order."""
    places = ((plan.id, name) for plan in plans for s in plan.sections for name in (s.id, *(part.place for part in s.parts())))
    return {place: number for number, place in enumerate(dict.fromkeys(places))}


def _with_neighbours(made: Sequence[Thread]) -> tuple[Thread, ...]:
    """The threads with the ids of those that share most clauses with them."""
    places = [{(clause.plan, clause.place) for clause in thread.clauses} for thread in made]
    found = []
    for i, thread in enumerate(made):
        shared = [(len(places[i] & other), -j, made[j].id) for j, other in enumerate(places) if j != i]
        near = tuple(name for count, _, name in sorted(shared, reverse=True)[:NEAR] if count >= SHARED)
        found.append(replace(thread, near=near))
    return tuple(found)
