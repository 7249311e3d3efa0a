"""The kinds of page, a row each: where its pages stand, what its template is given, the template, what makes them.

To add one: a row here; a module with its view (a `kw_only` dataclass that inherits `View`) and its maker; a template; its words in
`templates/strings`. What is forgotten is told before anything is built.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from generator.edition import Edition, PlanView
from generator.errors import ZhangjuError, gathering
from generator.site import kept
from generator.site.about import about_page, data_page
from generator.site.bibliography import bibliography_leaves, bibliography_page, work_uses
from generator.site.changes import changes_page
from generator.site.compare import compare_index, compare_pages
from generator.site.contracts import stamps_of, unknown_fields
from generator.site.glossary import glossary_leaves, glossary_page, term_uses
from generator.site.home import home_page
from generator.site.indicators.pages import embed_pages, index_leaves, index_pages, series_pages
from generator.site.indicators.targets import targets_pages
from generator.site.marks import Translate
from generator.site.pages import PlanDesk, collation_page, plan_page, quote_page, search_page, seed_page, whole_page
from generator.site.quality.tables import quality_page
from generator.site.repeats import repeats_leaves, repeats_page
from generator.site.topics import topic_pages, topics_page
from generator.site.translation import translation_page
from generator.site.views import (
    AboutView,
    BibliographyLeafView,
    BibliographyView,
    ChangesView,
    ChapterView,
    CollationView,
    CompareIndexView,
    CompareView,
    DataView,
    EmbedView,
    GlossaryLeafView,
    GlossaryView,
    HomeView,
    IndicatorsLeafView,
    IndicatorsView,
    PlanPageView,
    QualityView,
    QuoteView,
    RepeatsLeafView,
    RepeatsView,
    SearchView,
    SeedView,
    SeriesView,
    TargetsView,
    TopicsView,
    TopicView,
    TranslationView,
    UsesView,
    View,
    WholeView,
    WorkUsesView,
)

CODE = "S004"
HERE = "generator/site/kinds.py"


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """A kind of page."""

    path: str
    """Where its pages stand, by fields of the view: `{plan.id}/{chapter.id}/`."""
    view: type[View]
    """What its template is given; a class that no other kind has."""
    template: str
    """A file of the theme."""
    of_edition: Callable[[Edition, Translate], View | Iterable[View]] | None = None
    """Makes its pages, of an edition ..."""
    of_plan: Callable[[PlanDesk], View | Iterable[View]] | None = None
    """... or of each plan; one of the two."""
    alone: Callable[[PlanDesk, str], View | None] | None = None
    """Makes one page of a plan that has many, by the name that its path ends in; None where all of them are made to find one."""
    once: bool = False
    """True for records of the text as received, which stand once for all languages."""

    @property
    def names(self) -> re.Pattern[str]:
        """What its paths are, with what they name as groups: `plan.id` is the group `plan_id`."""
        pieces = string.Formatter().parse(self.path)
        return re.compile(
            "".join(re.escape(text) + (f"(?P<{name.replace('.', '_')}>[^/]+)" if name else "") for text, name, _, _ in pieces)
        )

    def placed(self, view: View) -> View:
        """A view with its path and its template."""
        return replace(view, path=self.path.format_map(vars(view)), template=self.template)


KINDS = (
    Kind(path="", view=HomeView, template="home.html", of_edition=home_page),
    Kind(path="quote/", view=QuoteView, template="quote.html", of_edition=quote_page),
    Kind(path="search/", view=SearchView, template="search.html", of_edition=search_page),
    Kind(path="glossary/", view=GlossaryView, template="glossary.html", of_edition=glossary_page),
    Kind(path="glossary/{leaf}/", view=GlossaryLeafView, template="glossary.html", of_edition=glossary_leaves),
    Kind(path="glossary/uses/{name}/{number}/", view=UsesView, template="uses.html", of_edition=term_uses),
    Kind(path="bibliography/", view=BibliographyView, template="bibliography.html", of_edition=bibliography_page),
    Kind(path="bibliography/{leaf}/", view=BibliographyLeafView, template="bibliography.html", of_edition=bibliography_leaves),
    Kind(path="bibliography/uses/{name}/{number}/", view=WorkUsesView, template="uses.html", of_edition=work_uses),
    Kind(path="compare/", view=CompareIndexView, template="compare_index.html", of_edition=compare_index),
    Kind(path="compare/{a.id}/{b.id}/", view=CompareView, template="compare.html", of_edition=compare_pages),
    Kind(path="repeats/", view=RepeatsView, template="repeats.html", of_edition=repeats_page),
    Kind(path="repeats/{leaf}/", view=RepeatsLeafView, template="repeats.html", of_edition=repeats_leaves),
    Kind(path="topics/", view=TopicsView, template="topics.html", of_edition=topics_page),
    Kind(path="topics/{thread.id}/", view=TopicView, template="topic.html", of_edition=topic_pages),
    Kind(path="indicators/", view=IndicatorsView, template="indicators.html", of_edition=index_pages),
    Kind(path="indicators/{leaf}/", view=IndicatorsLeafView, template="indicators.html", of_edition=index_leaves),
    Kind(path="indicators/{series.id}/", view=SeriesView, template="series.html", of_edition=series_pages),
    Kind(path="indicators/{series.id}/embed/", view=EmbedView, template="embed.html", of_edition=embed_pages),
    Kind(path="indicators/targets/{plan.id}/", view=TargetsView, template="targets.html", of_edition=targets_pages),
    Kind(path="translation/", view=TranslationView, template="translation.html", of_edition=translation_page),
    Kind(path="about/", view=AboutView, template="about.html", of_edition=about_page),
    Kind(path="data/", view=DataView, template="data.html", of_edition=data_page),
    Kind(path="quality/", view=QualityView, template="quality.html", of_edition=quality_page),
    Kind(path="changes/", view=ChangesView, template="changes.html", of_edition=changes_page),
    Kind(path="{plan.id}/", view=PlanPageView, template="plan.html", of_plan=plan_page),
    Kind(
        path="{plan.id}/{chapter.id}/",
        view=ChapterView,
        template="chapter.html",
        of_plan=lambda desk: desk.chapters,
        alone=PlanDesk.chapter,
    ),
    Kind(path="{plan.id}/whole/", view=WholeView, template="whole.html", of_plan=whole_page),
    Kind(path="{plan.id}/collation/", view=CollationView, template="collation.html", of_plan=collation_page, once=True),
    Kind(path="{plan.id}/seed/", view=SeedView, template="seed.html", of_plan=seed_page, once=True),
)
"""In the order in which pages are made and listed."""


def views(edition: Edition, say: Translate) -> Iterator[View]:
    """Every page of the site."""
    kinds = [kind for kind in KINDS if not (kind.once and edition.language.prefix)]
    for kind in kinds:
        yield from pages_of_kind(kind, edition, say)
    for plan in edition:
        yield from pages_of_plan(edition, plan, say)


def pages_of_kind(kind: Kind, edition: Edition, say: Translate) -> Iterator[View]:
    """The pages of a kind that an edition has; none of a kind that plans have."""
    if kind.of_edition:
        yield from _pages(kind, kind.of_edition(edition, say))


def pages_of_plan(edition: Edition, plan: PlanView, say: Translate) -> Iterator[View]:
    """The pages of a plan, of all kinds."""
    desk = PlanDesk(edition, plan, say)
    for kind in KINDS:
        if kind.of_plan and not (kind.once and edition.language.prefix):
            yield from _pages(kind, kind.of_plan(desk))


def view_at(path: str, edition: Edition, say: Translate, desks: Callable[[str], PlanDesk | None]) -> View | None:
    """The view of the page at a path from the edition's root, made without the others where that can be; None where no page stands.
    `desks` gives the desk of a plan, None for what is none."""
    for kind in KINDS:
        found = kind.names.fullmatch(path)
        if not found or (kind.once and edition.language.prefix):
            continue
        made: Iterator[View] = iter(())
        if kind.of_edition:
            made = _pages(kind, kind.of_edition(edition, say))
        elif kind.of_plan and (desk := desks(found["plan_id"])):
            one = kind.alone(desk, found[found.lastindex or 0]) if kind.alone else None
            made = _pages(kind, (one or ()) if kind.alone else kind.of_plan(desk))
        if view := next((view for view in made if view.path == path), None):
            return view
    return None


def placed(view: View) -> View:
    """A view with the path and the template of its kind."""
    return next(kind for kind in KINDS if kind.view is type(view)).placed(view)


def _pages(kind: Kind, made: View | Iterable[View]) -> Iterator[View]:
    return map(kind.placed, [made] if isinstance(made, View) else made)


def check_kinds(theme: Sequence[Path], plans: Collection[str] = (), kinds: Sequence[Kind] = KINDS) -> None:
    """Raise ZhangjuError with everything that a kind lacks, and with each field that its template names and its view has not.

    `theme` are the folders of templates, the first one that has a file counts; `plans` the ids of the plans.
    """
    seen = stamps_of(theme)
    key = kept.key_of(
        "fields",
        [str(folder.absolute()) for folder in theme],
        seen,
        kept.engine(),
        [(kind.path, str(kind.view), kind.template) for kind in kinds],
    )
    sound = kept.read(key) is not None  # of these very templates and views a run before found nothing
    with gathering() as problems:
        for kind in kinds:
            for cause, how in _lacking(kind, kinds, plans):
                problems.add(ZhangjuError(HERE, None, f"{kind.view.__name__}: {cause}", how, CODE))
            file = next((folder / kind.template for folder in theme if (folder / kind.template).is_file()), None)
            if file is None:
                problems.add(ZhangjuError(HERE, None, f"the theme has no template {kind.template}", "write it in templates/", "S002"))
                continue
            for template, line, cause in () if sound else unknown_fields(file, kind.view, theme, seen):
                problems.add(ZhangjuError(template, line, cause, "mend that line, or give the view such a field", "S002"))
    if not sound:
        kept.write(key, b"")


def _lacking(kind: Kind, kinds: Sequence[Kind], plans: Collection[str]) -> Iterator[tuple[str, str]]:
    """(what is wrong, what to do) of the row of a kind."""
    known = {field.name for field in fields(kind.view)}
    for _, name, _, _ in string.Formatter().parse(kind.path):
        if name and name.split(".")[0] not in known:
            yield f"the path `{kind.path}` names `{name}`, and the view has no such field", "name a field of the view"
    if (kind.of_edition is None) == (kind.of_plan is None):
        yield "nothing makes its pages, or two things do", "set `of_edition` or `of_plan`"
    if any(other is not kind and (other.path == kind.path or other.view is kind.view) for other in kinds):
        yield f"another kind has the path `{kind.path}`, or the view", "give each kind its own"
    if kind.path.split("/")[0] in plans:
        yield f"a plan has the address `{kind.path}`", "give the kind another path"
