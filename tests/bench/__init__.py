"""What search costs, measured beside its peers: `make bench`.

1. `scaling` makes the project with 1, 10 and 100 times its plans; `peers` gives the same texts to mkdocs and Pagefind as plain pages.
2. `timing` runs the builds in turn, in processes of their own; `ours` is our search alone.
3. `serving` serves what was built as a server would, gzip at its best; `browsing` asks the labelled queries in a real Chromium.
4. `table` holds the budgets and prints what was found.
"""
