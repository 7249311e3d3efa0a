"""Contracts at the edges: what is handed over is named, and what a template names is there."""

from __future__ import annotations

import ast
import inspect
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from generator.edition import PlanView
from generator.errors import ZhangjuError
from generator.languages.language import LANGUAGES, Language
from generator.languages.translating import translate
from generator.links import kinds as link_kinds
from generator.links.kinds import LinkKind
from generator.model import Link, Plan
from generator.pipeline import convert
from generator.site import said, views
from generator.site.build import build
from generator.site.contracts import used_fields
from generator.site.kinds import KINDS, Kind, check_kinds
from tests.conftest import ROOT

MOST = 5
"""Arguments that a reader tells apart by their place."""


def positional(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and name of each call and each definition with more arguments by place than a reader tells apart."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            if len(node.args) - name.endswith("partial") > MOST:
                yield node.lineno, name
        if isinstance(node, ast.FunctionDef):
            names = [arg.arg for arg in (*node.args.posonlyargs, *node.args.args) if arg.arg not in ("self", "cls")]
            if len(names) > MOST:
                yield node.lineno, node.name


def test_no_more_than_five_arguments_go_by_their_place() -> None:
    many = [
        f"{path.relative_to(ROOT)}:{line} {name}"
        for path in sorted((ROOT / "generator").rglob("*.py"))
        for line, name in positional(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert many == []


def test_every_view_is_made_by_the_names_of_its_fields() -> None:
    made = [view for view in vars(views).values() if inspect.isclass(view) and is_dataclass(view)]
    assert made
    assert [f"{view.__name__}.{f.name}" for view in made for f in fields(view) if not f.kw_only] == []


# ---- templates and views


NOT_IN_TEMPLATES = {
    "template": "MkDocs looks for it",
    "other_names": "`find` is made of it",
    "name": "the path of a page of uses has it",
    "number": "the same",
}
"""Fields of views that no template names, and who does."""


def view_classes() -> list[type]:
    return [view for view in vars(views).values() if inspect.isclass(view) and is_dataclass(view)]


def test_templates_name_fields_that_are_there() -> None:
    check_kinds([ROOT / "templates"])


def test_every_field_of_a_view_is_for_a_template() -> None:
    used = {found for kind in KINDS for found in used_fields(ROOT / "templates" / kind.template, kind.view)}
    idle = [
        f"{view.__name__}.{field.name}"
        for view in view_classes()
        for field in fields(view)
        if not any((one.__name__, field.name) in used for one in (*view.__mro__, *view.__subclasses__()))
    ]
    assert sorted({name.partition(".")[2] for name in idle}) == sorted(NOT_IN_TEMPLATES), idle


@dataclass(frozen=True, kw_only=True)
class OtherView(views.View):
    """A kind of page that is made up."""

    plan: PlanView | None = None
    rows: tuple[views.PageLink, ...] = ()


def other(path: str = "other/{plan.id}/", template: str = "other.html", **row: Any) -> Kind:
    return Kind(**{"path": path, "view": OtherView, "template": template, "of_edition": lambda edition, say: ()} | row)


def told(theme: Path, *kinds: Kind, plans: tuple[str, ...] = ()) -> list[str]:
    try:
        check_kinds([theme], plans, kinds)
    except ZhangjuError as error:
        return [f"{Path(part.file).name}:{part.line or ''} {part.cause}" for part in error.parts]
    return []


ODD_TEMPLATES = {
    "{{ view.titel }}": ["other.html:1 `titel` is no field of OtherView"],
    "{{ view.plan.short_titel }}": ["other.html:1 `short_titel` is no field of PlanView"],
    "{% for row in view.rows[1:] %}\n{{ row.url }}{{ row.href }}{% endfor %}": ["other.html:2 `href` is no field of PageLink"],
    "{% for plan in view.edition %}{{ plan.id }}{{ plan.name }}{% endfor %}": ["other.html:1 `name` is no field of PlanView"],
    "{% set all = view.rows %}{{ all[0].text }}": ["other.html:1 `text` is no field of PageLink"],
    "{% macro one(row, big=false) %}{{ row.kind }}{% endmacro %}{{ one(view.rows[0]) }}": ["other.html:1 `kind` is no field of PageLink"],
    "{% if view.plan and view.plan.sum %}{% else %}{{ view.never }}{% endif %}": [
        "other.html:1 `sum` is no field of PlanView",
        "other.html:1 `never` is no field of OtherView",
    ],
    '{% include "part.html" %}': ["part.html:1 `missing` is no field of OtherView"],
    '{% from "macros.html" import shown with context %}{{ shown(view.rows[0]) }}': ["macros.html:1 `nothing` is no field of PageLink"],
    "{% with row=view.rows[0] %}{{ row.more }}{% endwith %}": ["other.html:1 `more` is no field of PageLink"],
    '<a title="{{ (view.plan.ident ~ "/")|upper }}">{{ view.title|length }}</a>': ["other.html:1 `ident` is no field of PlanView"],
    "{{ view.plan.shown('title') }}{{ view.rows[0].html }}{{ nobody.knows }}": [],
}


@pytest.mark.parametrize("source", ODD_TEMPLATES)
def test_a_template_that_names_an_unknown_field_is_told_at_start(tmp_path: Path, source: str) -> None:
    (tmp_path / "other.html").write_text(source, encoding="utf-8")
    (tmp_path / "part.html").write_text("{{ view.missing }}", encoding="utf-8")
    (tmp_path / "macros.html").write_text("{% macro shown(row) %}{{ row.nothing }}{% endmacro %}", encoding="utf-8")
    assert sorted(told(tmp_path, other())) == sorted(ODD_TEMPLATES[source])


def test_what_a_kind_of_page_lacks_is_told_at_start(tmp_path: Path) -> None:
    (tmp_path / "other.html").write_text("", encoding="utf-8")
    assert told(tmp_path, other()) == []
    assert "no template away.html" in told(tmp_path, other(template="away.html"))[0]
    assert "names `topic.id`" in told(tmp_path, other(path="other/{topic.id}/"))[0]
    assert "nothing makes its pages" in told(tmp_path, other(of_edition=None))[0]
    assert "nothing makes its pages" in told(tmp_path, other(of_plan=lambda desk: ()))[0]
    assert "another kind has the path" in told(tmp_path, other(), other())[0]
    assert "a plan has the address" in told(tmp_path, other(path="other/"), plans=("other",))[0]
    with pytest.raises(TypeError):
        Kind(path="other/", view=OtherView)  # type: ignore[call-arg]


def test_a_wrong_template_stops_a_build_with_its_line(project: Callable[..., Path]) -> None:
    root = project()
    convert(root / "seeds", root / "content", ["try-1"])
    page = root / "templates" / "seed.html"
    page.write_text(page.read_text(encoding="utf-8").replace("view.lines", "view.line"), encoding="utf-8")
    with pytest.raises(ZhangjuError, match=r"`line` is no field of SeedView"):
        build(root)
    assert not (root / "site").exists()


def test_a_name_that_nothing_gives_stops_a_build(project: Callable[..., Path]) -> None:
    """What types do not tell Jinja tells: nothing is published as if it were empty."""
    root = project()
    convert(root / "seeds", root / "content", ["try-1"])
    page = root / "templates" / "seed.html"
    page.write_text(page.read_text(encoding="utf-8").replace("{% block body %}", "{% block body %}{{ veiw.title }}"), encoding="utf-8")
    with pytest.raises(ZhangjuError, match="'veiw' is undefined"):
        build(root)
    assert not (root / "site").exists()


# ---- links and languages


FRENCH = Language(code="fr", name="français", prefix="fr/", locale="fr_FR", plural="nplurals=2; plural=(n > 1);", annex="Annexe {}")


def with_french(project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that is published in a language more: a row of the table, and what mkdocs.yml names."""
    monkeypatch.setitem(LANGUAGES, "fr", FRENCH)
    root = project()
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("zh-Hant, en]", "fr]"), encoding="utf-8")
    convert(root / "seeds", root / "content", ["try-1"])
    return root


def test_a_language_is_a_row_and_its_strings(project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    root = with_french(project, monkeypatch)
    strings = root / "templates" / "strings"
    shutil.copy(strings / "en.toml", strings / "fr.toml")
    translate(root / "content", ["try-1"], "fr")
    page = (build(root).site / "fr" / "try-1" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="fr">' in page
    assert 'lang="zh-Hans"' in page


def test_a_language_without_strings_is_told_at_start(project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    root = with_french(project, monkeypatch)
    with pytest.raises(ZhangjuError, match=r"templates/strings has no fr\.toml"):
        build(root)
    assert not (root / "site").exists()


def test_all_words_that_a_language_lacks_are_told_at_start(project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    root = with_french(project, monkeypatch)
    strings = root / "templates" / "strings"
    lines = (strings / "en.toml").read_text(encoding="utf-8").splitlines()
    (strings / "fr.toml").write_text("\n".join(line for line in lines if not line.startswith(("cite ", "glossary "))), encoding="utf-8")
    with pytest.raises(ZhangjuError) as refused:
        build(root)
    assert sorted(part.cause for part in refused.value.parts) == ["it has no words for `cite`", "it has no words for `glossary`"]


def test_a_kind_of_links_is_a_row_and_what_finds_it(project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """It stands in the open data and in the counts; without its name in some language nothing is built."""

    def find(plans: Sequence[Plan]) -> Iterator[Link]:
        yield from (Link("opens", plan.id, plan.sections[0].id, plan.id, plan.sections[-1].id) for plan in plans)

    opens = LinkKind(name="opens", direction="either way", find=find)
    monkeypatch.setattr(link_kinds, "KINDS", (*link_kinds.KINDS, opens))
    monkeypatch.setattr(said, "LINK_KINDS", link_kinds.KINDS)
    root = project()
    convert(root / "seeds", root / "content", ["try-1"])
    with pytest.raises(ZhangjuError, match="it has no words for `quality_opens`"):
        build(root)
    for file in (root / "templates" / "strings").glob("*.toml"):
        file.write_text(file.read_text(encoding="utf-8") + '\nquality_opens = "opens"\n', encoding="utf-8")
    site = build(root).site
    assert [link["type"] for link in json.loads((site / "api" / "links.json").read_text(encoding="utf-8"))] == ["opens"]
    assert json.loads((site / "api" / "quality.json").read_text(encoding="utf-8"))["plans"][0]["links"]["opens"] == 1
    with pytest.raises(TypeError):
        LinkKind(name="opens")  # type: ignore[call-arg]


def test_kinds_of_links_are_those_that_are_found(site: Path) -> None:
    found = {link["type"] for link in json.loads((site / "api" / "links.json").read_text(encoding="utf-8"))}
    assert found == set(link_kinds.link_names())
