"""`content/topics.toml`: the subjects that topic pages follow through the plans.

`[[topic]]` has id, titles, words, longer words in which a word does not count (`avoid`), places that belong whatever the words say
(`clauses`) and places that do not (`without`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from generator.errors import ZhangjuError, gathering
from generator.glossary.folding import fold
from generator.model.address import is_folder
from generator.toml_file import line_of, load_built

FILE = "topics.toml"


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
    source, read = load_built(_File, path)
    topics = Topics(tuple(read.topic), path, source)
    seen: dict[str, Topic] = {}
    with gathering() as problems:
        for topic in read.topic:
            if not is_folder(topic.id):
                problems.add(
                    topics.error(topic, topic.id, f"`{topic.id}` is no address", "write small letters, digits and hyphens: elder-care")
                )
            if topic.id in seen:
                problems.add(
                    topics.error(
                        topic, topic.id, f"`{topic.id}` stands at line {seen[topic.id].at}, too", "give it another id, or merge them"
                    )
                )
            seen[topic.id] = topic
            if not topic.title.strip():
                problems.add(topics.error(topic, "", "the title is empty", "write the topic's title in Chinese"))
            if not topic.words or not all(fold(word) for word in topic.words):
                line = line_of(source, "words", topic.at)
                problems.add(ZhangjuError(path, line, f"topic `{topic.id}` has an empty word, or none", 'write words = ["…", "…"]'))
    return topics
