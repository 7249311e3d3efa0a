"""The quality page and `api/quality.json`, made anew with each build.

1. `counts` counts what each plan holds: texts, changes, anchors, words, links, translations.
2. `measured` reads what was measured against labels read by people (`content/quality.toml`).
3. `hrefs` collects ids and links of the pages as they are rendered, and finds links that lead nowhere.
4. `weights` weighs the chapters' pages with what they load.
5. `report` puts these together, with time, date and version, and says them as open data; `tables` as the page shows them.
"""
