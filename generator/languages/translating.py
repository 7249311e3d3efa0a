"""`zhangju translate`: the file of translations of a plan, brought up to date with the plan.

1. An unchanged text keeps its entry.
2. A changed one keeps its translation and becomes fuzzy; the text it was made for stays beside it (`#| msgid`), and a review no
   longer counts.
3. A text that moved takes its entry along, by what `anchors.lock` says.
4. A new one gets an empty entry; what the plan's settings hold in the language (`title_en`) stands as it does there.
5. What the plan has no more is kept as obsolete when it was translated, and comes back with its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from generator.content.anchors import Anchor
from generator.content.store import LoadedPlan, load_plan, plan_ids
from generator.errors import ZhangjuError, gathering, nearest
from generator.languages.language import LANGUAGES, translated_languages
from generator.languages.po import Catalogue, Entry, parse_po, without_places, write_po
from generator.languages.review import without_review
from generator.languages.units import Unit, all_units, units
from generator.model.address import own_file, place_in
from generator.placing import changing

FOLDER = "locale"
HEADER = {"MIME-Version": "1.0", "Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit"}
ABOUT = (
    "Translations of a plan, by sentence. Written by `zhangju translate`; edit the msgstr lines, best in Poedit or Weblate.",
    "The Chinese is the authority. When a second person has checked an entry, a comment `reviewed: NAME DATE` says so.",
)


def po_path(content: Path, language: str, plan: str) -> Path:
    """Where a plan's translations stand."""
    return place_in(content, f"{FOLDER}/{language}/{plan}.po")


def known_language(language: str, place: Path | str = "--language") -> str:
    """The language, when plans can be translated into it. Raises ZhangjuError."""
    if language not in translated_languages():
        cause = f"`{language}` is no language that plans are translated into"
        raise ZhangjuError(place, None, cause, f"write one of: {', '.join(translated_languages())}")
    return language


def read_catalogue(path: Path, language: str) -> Catalogue:
    """A file of translations. Raises ZhangjuError for one that is broken, of another language or of another plural rule."""
    data = own_file(path, path.parent).read_bytes()
    try:
        source = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ZhangjuError(path, line, "the file is not in UTF-8", "save it as UTF-8") from None
    catalogue = parse_po(source, path)
    _check(catalogue, "Language", language, source, path)
    if "Plural-Forms" in catalogue.header:
        _check(catalogue, "Plural-Forms", LANGUAGES[language].plural, source, path)
    return catalogue


def _check(catalogue: Catalogue, name: str, wanted: str, source: str, path: Path) -> None:
    """Hold a line of the header against what it has to be; blanks and a last semicolon do not matter."""

    def folded(value: str) -> str:
        return value.replace(" ", "").replace("(", "").replace(")", "").rstrip(";")

    if folded(found := catalogue.header.get(name, "")) != folded(wanted):
        line = source.count("\n", 0, max(0, source.find(f'"{name}:'))) + 1
        raise ZhangjuError(path, line, f"the header says `{name}: {found}`", f"write `{name}: {wanted}`")


def empty_catalogue(plan: str, language: str) -> Catalogue:
    """A file that holds nothing yet."""
    header = {"Project-Id-Version": plan, "Language": language, **HEADER, "Plural-Forms": LANGUAGES[language].plural}
    return Catalogue(header, (), ABOUT)


def up_to_date(catalogue: Catalogue, loaded: LoadedPlan, language: str) -> Catalogue:
    """The same file as the plan wants it now; see above for the rules."""
    live = {entry.context: entry for entry in catalogue.entries if not entry.obsolete}
    gone = {entry.context: entry for entry in catalogue.entries if entry.obsolete}
    wanted = list(units(loaded.plan))
    places = {unit.context for unit in wanted}
    moved: dict[str, Entry] = {}
    known = {anchor.id: anchor for anchor in loaded.anchors}
    for context in [name for name in live if name not in places]:
        target = destination(context, known)
        if target in places and target not in moved and not (target in live and live[target].text):
            moved[target] = live.pop(context)
    done = []
    for unit in wanted:
        own = live.pop(unit.context, None)
        entry = moved.get(unit.context) or own or gone.pop(unit.context, None) or Entry(unit.context, unit.text)
        done.append(_refreshed(entry, unit, loaded.plan.id, language))
    left = [*live.values(), *gone.values()]
    done += [replace(entry, obsolete=True, references=(), extracted=()) for entry in left if entry.text]
    return replace(catalogue, entries=tuple(done))


def destination(context: str, known: Mapping[str, Anchor]) -> str:
    """Where the text of a place stands now by the anchors of the lock: the place itself when it lives, empty when it is gone."""
    place, colon, cell = context.partition(":")
    passed = set()
    while place in known and known[place].to and place not in passed:
        passed.add(place)
        place = known[place].to if known[place].moved else ""
    return f"{place}{colon}{cell}" if place else ""


def _refreshed(entry: Entry, unit: Unit, plan: str, language: str) -> Entry:
    """An entry brought to its place and its source."""
    address = f"{plan}/{unit.chapter}#{unit.context}" if unit.chapter else plan
    entry = replace(entry, context=unit.context, references=(address,), extracted=(unit.about,), obsolete=False)
    if entry.source != unit.text:
        before = entry.previous or entry.source
        entry = replace(entry, source=unit.text)
        if entry.text and before == unit.text:  # changed, and changed back
            entry = replace(entry, fuzzy=False, previous="")
        elif entry.text:
            entry = replace(entry, fuzzy=True, previous=before, comments=without_review(entry.comments))
    given = (unit.given or {}).get(language, "")
    if given and given != entry.text:
        return replace(entry, text=given, fuzzy=False, previous="", comments=without_review(entry.comments))
    if given or not entry.text:
        return replace(entry, fuzzy=False, previous="")
    return entry


def lags(path: Path, loaded: LoadedPlan, language: str) -> list[Entry]:
    """Entries that `zhangju translate` would write otherwise. Raises ZhangjuError."""
    catalogue = read_catalogue(path, language)
    wanted = {without_places(entry) for entry in catalogue.entries}
    return [entry for entry in up_to_date(catalogue, loaded, language).entries if without_places(entry) not in wanted]


def translate(
    content: Path, plans: Sequence[str], language: str, fill: Path | None = None, overwrite: bool = False
) -> dict[str, Catalogue]:
    """Bring the files of some plans up to date, filled with what a translator delivered, and write them: all of them or none.

    Returns the files by plan. Raises ZhangjuError.
    """
    known_language(language)
    with changing(content) as change:
        known = plan_ids(content)
        for plan in plans:
            if plan not in known:
                raise ZhangjuError(content / plan, None, f"there is no plan `{plan}` in content", f"write one of: {', '.join(known)}")
        if fill and len(plans) != 1:
            raise ZhangjuError(fill, None, "a delivery fills one plan", f"name it: zhangju translate PLAN --fill {fill.name}")
        done: dict[str, Catalogue] = {}
        with gathering() as problems:
            delivery = problems.tried(lambda: read_delivery(fill)) if fill else None
            for plan in plans or known:
                with problems.trying():
                    loaded, path = load_plan(content, plan), po_path(content, language, plan)
                    old = read_catalogue(path, language) if path.is_file() else empty_catalogue(plan, language)
                    made = up_to_date(old, loaded, language)
                    done[plan] = filled(made, delivery, all_units(loaded.plan), fill, overwrite) if fill and delivery else made
        for plan, catalogue in done.items():
            change.write(po_path(content, language, plan), write_po(catalogue))
    return done


def read_delivery(path: Path) -> dict[str, tuple[int, str]]:
    """Place → line and translation, from lines `place<TAB>translation`; a first line that names the columns is left out.

    Raises ZhangjuError for a file that cannot be read, a line of another shape, and a place that stands twice.
    """
    try:
        lines = path.read_bytes().decode("utf-8-sig").split("\n")
    except OSError:
        raise ZhangjuError(path, None, "the file cannot be read", "give the path of a TSV file") from None
    except UnicodeDecodeError:
        raise ZhangjuError(path, None, "the file is not in UTF-8", "save it as UTF-8") from None
    found: dict[str, tuple[int, str]] = {}
    with gathering() as problems:
        for number, line in enumerate((line.rstrip("\r") for line in lines), 1):
            if not line.strip() or line.startswith("# ") or (number == 1 and line.split("\t")[0] in ("anchor", "place")):
                continue
            cells = line.split("\t")
            place = cells[0].strip()
            if len(cells) != 2 or not place:
                next_step = "write a place, a tabulator, and its translation"
                problems.add(ZhangjuError(path, number, f"{len(cells)} columns: {line[:60]!r}", next_step))
            elif place in found:
                problems.add(ZhangjuError(path, number, f"`{place}` stands at line {found[place][0]} already", "keep one of them"))
            else:
                found[place] = (number, cells[1].strip())
    return found


def filled(
    catalogue: Catalogue, delivery: Mapping[str, tuple[int, str]], known: Iterable[Unit], path: Path, overwrite: bool = False
) -> Catalogue:
    """A file with a delivery's translations in its empty entries, or with `overwrite` in all it names; what is filled is unreviewed.

    Raises ZhangjuError for a place that the plan does not have. A place whose text needs no translation, or has it in the plan's
    settings, is left out.
    """
    places = {unit.context: unit for unit in known}
    language = catalogue.header["Language"]
    with gathering() as problems:
        for place, (line, _) in delivery.items():
            if place not in places:
                problems.add(ZhangjuError(path, line, f"the plan has no place `{place}`", nearest(place, places)))

    def fill(entry: Entry) -> Entry:
        _, text = delivery.get(entry.context, (0, ""))
        if (
            entry.obsolete
            or not text
            or text == entry.text
            or (entry.text and not overwrite)
            or language in (places[entry.context].given or {})
        ):
            return entry
        return replace(entry, text=text, fuzzy=False, previous="", comments=without_review(entry.comments))

    return replace(catalogue, entries=tuple(fill(entry) for entry in catalogue.entries))
