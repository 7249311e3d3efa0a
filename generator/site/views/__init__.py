"""What each template is given. A view's fields are what its template may use, besides MkDocs' own `base_url` and `config`."""

from __future__ import annotations

from generator.site.views.links import CompareIndexView, CompareRow, CompareView, RepeatGroup, RepeatRow, RepeatsView
from generator.site.views.page import Contents, HomeView, Link, QuoteView, SearchView, View
from generator.site.views.plans import ChapterView, CollationView, PlanPageView, RepairGroup, RepairRow, SeedLine, SeedView
from generator.site.views.quality import FigureRow, FigureTable, QualityView
from generator.site.views.topics import ClauseGroup, ClauseRow, TopicCount, TopicPlan, TopicRow, TopicsView, TopicView
from generator.site.views.words import (
    BibliographyView,
    Context,
    EntryRow,
    Gloss,
    GlossaryView,
    LetterGroup,
    Meaning,
    Uses,
    UsesInContext,
    WorkGroup,
    WorkRow,
)

__all__ = [
    "BibliographyView",
    "ChapterView",
    "ClauseGroup",
    "ClauseRow",
    "CollationView",
    "CompareIndexView",
    "CompareRow",
    "CompareView",
    "Contents",
    "Context",
    "EntryRow",
    "FigureRow",
    "FigureTable",
    "Gloss",
    "GlossaryView",
    "HomeView",
    "LetterGroup",
    "Link",
    "Meaning",
    "PlanPageView",
    "QualityView",
    "QuoteView",
    "RepairGroup",
    "RepairRow",
    "RepeatGroup",
    "RepeatRow",
    "RepeatsView",
    "SearchView",
    "SeedLine",
    "SeedView",
    "TopicCount",
    "TopicPlan",
    "TopicRow",
    "TopicView",
    "TopicsView",
    "Uses",
    "UsesInContext",
    "View",
    "WorkGroup",
    "WorkRow",
]
