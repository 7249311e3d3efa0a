"""`zhangju translate`: the file of translations of a plan, brought up to date with the plan.

1. An unchanged text keeps its entry.
2. A changed one keeps its translation and becomes fuzzy; the text it was made for stays beside it (`#| msgid`), and a review no
   longer counts.
3. A text that moved takes its entry along, by what `anchors.lock` says.
4. A new one gets an empty entry; what the plan's settings hold in the language (`title_en`) is put into an empty entry. Where a translator
   wrote something else, that stays, and `check` tells both (X011).
5. What the plan has no more is kept as obsolete when it was translated, and comes back with its place.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.content.anchors import Anchor
from generator.content.store import LoadedPlan, load_plan, plan_ids
from generator.errors import ZhangjuError, gathering
from generator.languages.delivery import Delivery, Filled, rows_of
from generator.languages.delivery import fill as put_in
from generator.languages.language import FOLDER, Language, languages_of
from generator.languages.po import Catalogue, Entry, parse_po, without_places, write_po
from generator.languages.review import without_review
from generator.languages.termbase import TermRendering, load_termbase
from generator.languages.tsv import read_tsv, write_tsv
from generator.languages.units import TranslationUnit, all_units, units
from generator.languages.xliff import read_xliff, write_xliff
from generator.model.address import own_file, place_in
from generator.placing import changing, reading, write_new
from generator.pure import PLANS, pure
from generator.text_file import decode_text, read_bytes

HEADER = {"MIME-Version": "1.0", "Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit"}
FORMATS = (".xlf", ".xliff", ".tsv", ".po")
"""How the names of files for translators may end."""
TERM = "term: "
"""How a comment begins that tells translators a word of the termbase."""
ABOUT = (
    "Translations of a plan, by sentence. Written by `zhangju translate`; edit the msgstr lines, best in Poedit or Weblate.",
    "The Chinese is the authority. When a second person has checked an entry, a comment `reviewed: NAME DATE` says so.",
)


def po_path(content: Path, language: str, plan: str) -> Path:
    """Where a plan's translations stand."""
    return place_in(content, f"{FOLDER}/{language}/{plan}.po")


def known_language(content: Path, code: str, place: Path | str = "--language") -> Language:
    """The language of a code, when plans can be translated into it. Raises ZhangjuError."""
    known = {name: language for name, language in languages_of(content).items() if language.translated}
    if code not in known:
        cause = f"`{code}` is no language that plans are translated into"
        step = f"write one of: {', '.join(known)}; or declare it in {content / FOLDER / code / 'language.toml'}"
        raise ZhangjuError(place, None, cause, step)
    return known[code]


def read_catalogue(path: Path, language: Language) -> Catalogue:
    """A file of translations. Raises ZhangjuError for one that is broken, of another language or of another plural rule."""
    source = decode_text(own_file(path, path.parent).read_bytes(), path)
    catalogue = _parsed(source, path)
    _check(catalogue, "Language", language.code, source, path)
    if "Plural-Forms" in catalogue.header:
        _check(catalogue, "Plural-Forms", language.plural, source, path)
    return catalogue


@pure(most=PLANS)
def _parsed(source: str, path: Path) -> Catalogue:
    return parse_po(source, path)


def _check(catalogue: Catalogue, name: str, wanted: str, source: str, path: Path) -> None:
    """Hold a line of the header against what it has to be; blanks and a last semicolon do not matter."""

    def folded(value: str) -> str:
        return value.replace(" ", "").replace("(", "").replace(")", "").rstrip(";")

    if folded(found := catalogue.header.get(name, "")) != folded(wanted):
        line = source.count("\n", 0, max(0, source.find(f'"{name}:'))) + 1
        raise ZhangjuError(path, line, f"the header says `{name}: {found}`", f"write `{name}: {wanted}`")


def empty_catalogue(plan: str, language: Language) -> Catalogue:
    """A file that holds nothing yet."""
    header = {"Project-Id-Version": plan, "Language": language.code, **HEADER, "Plural-Forms": language.plural}
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


def _refreshed(entry: Entry, unit: TranslationUnit, plan: str, language: str) -> Entry:
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
    if not entry.text:
        return replace(entry, text=(unit.given or {}).get(language, ""), fuzzy=False, previous="")
    if entry.text == (unit.given or {}).get(language):
        return replace(entry, fuzzy=False, previous="")
    return entry


def lags(path: Path, loaded: LoadedPlan, language: Language) -> list[Entry]:
    """Entries that `zhangju translate` would write otherwise. Raises ZhangjuError."""
    catalogue = read_catalogue(path, language)
    wanted = {without_places(entry) for entry in catalogue.entries}
    return [entry for entry in up_to_date(catalogue, loaded, language.code).entries if without_places(entry) not in wanted]


@dataclass(frozen=True, slots=True)
class Translated:
    """What became of the files of some plans."""

    catalogues: dict[str, Catalogue]
    """By plan."""
    filled: Filled | None = None
    """What became of a delivery."""


def translate(
    content: Path, plans: Sequence[str], language: str, fill: Path | None = None, *, overwrite: bool = False, stale: bool = False
) -> Translated:
    """Bring the files of some plans up to date, filled with what a translator delivered, and write them: all of them or none.

    Raises ZhangjuError.
    """
    spoken = known_language(content, language)
    with changing(content) as change:
        known = _known_plans(content, plans)
        if fill:
            _one_plan(plans, fill, "a delivery fills one plan", "--fill")
        done: dict[str, Catalogue] = {}
        given: Filled | None = None
        with gathering() as problems:
            delivery = problems.tried(lambda: read_delivery(fill, plans[0], spoken, known)) if fill else None
            for plan in plans or known:
                with problems.trying():
                    loaded, path = load_plan(content, plan), po_path(content, language, plan)
                    old = read_catalogue(path, spoken) if path.is_file() else empty_catalogue(plan, spoken)
                    made = up_to_date(old, loaded, language)
                    given = put_in(made, delivery, all_units(loaded.plan), overwrite=overwrite, stale=stale) if delivery else None
                    done[plan] = given.catalogue if given else made
        for plan, catalogue in done.items():
            change.write(po_path(content, language, plan), write_po(catalogue))
    return Translated(done, given)


def _known_plans(content: Path, plans: Sequence[str]) -> list[str]:
    """Ids of all plans of content. Raises ZhangjuError for one that is asked for and is none of them."""
    known = plan_ids(content)
    for plan in plans:
        if plan not in known:
            raise ZhangjuError(content / plan, None, f"there is no plan `{plan}` in content", f"write one of: {', '.join(known)}")
    return known


def _one_plan(plans: Sequence[str], path: Path, cause: str, option: str) -> str:
    """The plan that is asked for. Raises ZhangjuError when it is not one."""
    if len(plans) != 1:
        raise ZhangjuError(path, None, cause, f"name it: zhangju translate PLAN {option} {path.name}")
    return plans[0]


def export(content: Path, plans: Sequence[str], language: str, path: Path) -> Catalogue:
    """Write the translations of a plan, up to date, for translators, with the words of the termbase that stand in each text; in the format
    that the name of the file tells. Raises ZhangjuError."""
    spoken = known_language(content, language)
    plan = _one_plan(plans, path, "a file for translators holds one plan", "--export")
    _known_plans(content, plans)
    suffix = _format(path)
    terms = load_termbase(content).in_text if language == "en" else _no_terms
    with reading(content):
        loaded, own = load_plan(content, plan), po_path(content, language, plan)
        made = up_to_date(read_catalogue(own, spoken) if own.is_file() else empty_catalogue(plan, spoken), loaded, language)
    match suffix:
        case ".tsv":
            text = write_tsv(made, terms)
        case ".po":
            text = write_po(with_terms(made, terms))
        case _:
            text = write_xliff(made, plan, terms)
    write_new(path, text)
    return made


def _no_terms(_: str) -> list[TermRendering]:
    """The termbase of a language that has none."""
    return []


def with_terms(catalogue: Catalogue, terms: Callable[[str], Iterable[TermRendering]]) -> Catalogue:
    """A file whose entries tell translators the words of the termbase in them."""

    def told(entry: Entry) -> Entry:
        words = tuple(f"{TERM}{term.zh} = {'; '.join(term.accepted)}" for term in terms(entry.source))
        return replace(entry, extracted=(*entry.extracted, *words))

    return replace(catalogue, entries=tuple(map(told, catalogue.entries)))


def read_delivery(path: Path, plan: str, language: Language, known: Collection[str] = ()) -> Delivery:
    """What a translator delivers for a plan, by the name of the file; `known` are the ids of all plans.

    Raises ZhangjuError for one that cannot be read, and with the line of all that is wrong in it.
    """
    suffix, data = _format(path), read_bytes(path)
    if suffix == ".tsv":
        return read_tsv(data, path)
    if suffix != ".po":
        return read_xliff(data, path, plan, language.code)
    catalogue = read_catalogue(path, language)
    if (other := catalogue.header.get("Project-Id-Version", "")) in known and other != plan:
        raise ZhangjuError(path, 1, f"it is for the plan `{other}`, not for `{plan}`", "give that plan", "X007")
    return Delivery(path, tuple(rows_of(catalogue)), catalogue.header, catalogue.comments)


def _format(path: Path) -> str:
    """How the name of a file for translators ends. Raises ZhangjuError for one that tells no format of ours."""
    if path.suffix.lower() not in FORMATS:
        raise ZhangjuError(
            path, None, f"`{path.name}` tells no format that translators use here", f"let its name end in {', '.join(FORMATS)}"
        )
    return path.suffix.lower()
