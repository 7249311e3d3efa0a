"""Indicators on the site: the index, a page for each series with its chart, targets, open data, marks in the text."""
