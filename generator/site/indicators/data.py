"""Open data of indicators: one JSON and one CSV of all, a JSON and a CSV of each series, and what describes them to machines.

`datapackage.json` is a Data Package (specs.frictionlessdata.io), the `metadata.json` of each CSV follows “CSV on the Web”
(w3.org/TR/tabular-metadata).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import Any

from generator.edition import Edition
from generator.indicators.amounts import amount
from generator.model import Indicators, Series, Value
from generator.site.indicators.words import has_page, path, trimmed

COLUMNS: dict[str, tuple[str, str]] = {
    "series": ("string", "address of the series, /indicators/<series>/"),
    "indicator": ("string", "the indicator in the text's words"),
    "area": ("string", "the place where it holds"),
    "basis": ("string", "level, growth or increment"),
    "plan": ("string", "id of the plan"),
    "place": ("string", "anchor of the sentence or row"),
    "year": ("integer", "the year, or the last of several"),
    "since": ("integer", "the first of several years"),
    "base_year": ("integer", "the year that growth is counted from"),
    "state": ("string", "target, achieved or base"),
    "binding": ("string", "约束性, 预期性 or nothing"),
    "bound": ("string", "nothing (exactly), ~, >=, >, <=, <, range or words"),
    "value": ("number", "the figure, in `unit`; of a range its lower end"),
    "high": ("number", "the upper end of a range"),
    "unit": ("string", "as printed, with 万 or 亿"),
    "plain_value": ("number", "the figure in `plain_unit`"),
    "plain_unit": ("string", "the unit without 万 and 亿"),
    "measure": ("string", "level, growth, share, increment or cumulative"),
    "down": ("boolean", "true where the figure says by how much something gets less"),
    "per_year": ("boolean", "true for 年均 and 每年"),
    "scope": ("string", "the place in the text's words"),
    "words": ("string", "the words that prove the figure"),
}
"""Column → (type of Data Package, what it is)."""
XSD = {"string": "string", "integer": "gYear", "number": "decimal", "boolean": "boolean"}
LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
"""Figures of public documents are facts; our arrangement of them is given away."""


def indicator_files(edition: Edition) -> Iterator[tuple[str, str]]:
    """(path in the site, text) of each file; nothing when the plans have no values."""
    found = edition.indicators
    if not found.series:
        return
    yield "api/indicators.json", _dumps([series_json(edition, series) for series in found.series])
    yield "api/indicators.csv", csv_of(found.series)
    yield "api/indicators.csv-metadata.json", _dumps(csv_metadata("indicators.csv", "indicators"))
    yield "api/datapackage.json", _dumps(datapackage(found))
    for series in found.series:
        yield f"api/indicators/{series.id}.json", _dumps(series_json(edition, series))
        yield f"api/indicators/{series.id}.csv", csv_of([series])
        yield f"api/indicators/{series.id}.metadata.json", _dumps(csv_metadata(f"{series.id}.csv", series.name))


def series_json(edition: Edition, series: Series) -> Any:
    """A series with its values."""
    return {
        "id": series.id,
        "name": series.name,
        "name_en": series.name_en,
        "basis": series.basis,
        "unit": series.unit,
        "area": series.area,
        "names": list(series.names),
        "reason": series.reason,
        "url": path(edition, series),
        "page": has_page(series),
        "values": [value_json(edition, series, value) for point in series.points for value in point.values],
    }


def value_json(edition: Edition, series: Series, value: Value) -> Any:
    """One value with its place and the words that prove it."""
    row = dict(zip(COLUMNS, row_of(series, value), strict=True))
    row.pop("series")
    row.pop("area")
    row.pop("basis")
    url = edition.plan(value.plan).address(value.place)
    return {**row, "cell": value.cell, "span": list(value.span), "url": url}


def row_of(series: Series, value: Value) -> list[Any]:
    """A value in the order of the columns; None for what it does not have."""
    plain = amount(value)
    return [
        *(series.id, value.name, series.area, series.basis, value.plan, value.place),
        *(value.year, value.since or None, value.base_year or None),
        *(value.state, value.binding or None, value.bound or None),
        *(_number(value.low), _number(value.high), value.unit or None),
        *(_number(trimmed(plain)) if plain is not None else None, series.unit or None),
        *(value.measure, value.down, value.per_year, value.scope or None, value.words),
    ]


def _number(text: str) -> int | float | None:
    if not text:
        return None
    return float(text) if "." in text else int(text)


def csv_of(series: Sequence[Series]) -> str:
    """The values of some series as CSV (RFC 4180, with \\n)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in series:
        for point in one.points:
            writer.writerows([_cell(item) for item in row_of(one, value)] for value in point.values)
    return out.getvalue()


def _cell(item: Any) -> str:
    return "" if item is None else str(item).lower() if isinstance(item, bool) else str(item)


def csv_metadata(file: str, title: str) -> Any:
    """What “CSV on the Web” says of a file."""
    columns = [{"name": name, "titles": name, "datatype": XSD[kind], "dc:description": what} for name, (kind, what) in COLUMNS.items()]
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "zh"}],
        "url": file,
        "dc:title": title,
        "dc:license": {"@id": LICENCE},
        "tableSchema": {"columns": columns},
    }


def datapackage(found: Indicators) -> Any:
    """The Data Package of all values, and of each series that has a page."""
    schema = {
        "fields": [{"name": name, "type": kind, "description": what} for name, (kind, what) in COLUMNS.items()],
        "missingValues": [""],
    }
    files = [("indicators", "indicators.csv", "indicators")]
    files += [(f"series-{series.id}", f"indicators/{series.id}.csv", series.name) for series in found.series if has_page(series)]
    resources = [
        {
            "name": name,
            "path": file,
            "title": title,
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": schema,
        }
        for name, file, title in files
    ]
    return {
        "name": "zhangju-indicators",
        "title": "Indicators of Chinese public plans: targets and reported figures with the sentences that state them",
        "profile": "tabular-data-package",
        "licenses": [{"name": "CC0-1.0", "path": LICENCE, "title": "CC0 1.0"}],
        "resources": resources,
    }


def dataset(series: Series, name: str, description: str, file: str) -> dict[str, Any]:
    """A series, or all of them, as schema.org describes a data set."""
    years = [point.value.year for point in series.points]
    return {
        "@type": "Dataset",
        "name": name,
        "description": description,
        "license": LICENCE,
        "variableMeasured": {"@type": "PropertyValue", "name": series.name, **({"unitText": series.unit} if series.unit else {})},
        "temporalCoverage": f"{min(years)}/{max(years)}",
        "spatialCoverage": series.area,
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": f"{file}.csv"},
            {"@type": "DataDownload", "encodingFormat": "application/json", "contentUrl": f"{file}.json"},
        ],
    }


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
