"""Search: an index in lunr's terms, cut into small files, so that a browser fetches only what a query needs.

1. `documents` takes every addressed part of every plan as a document: its own text, the titles above it, other names of the terms it uses.
2. `tokens` cuts text into overlapping pairs of Han characters, words and numbers.
   `english` and `chinese` have what readers say beside what plans say.
3. `index` weighs each term in each document as lunr does (BM25); `packing` writes the numbers in few characters.
4. `files` cuts index, texts and pinyin (`sharding`) into files of a few kilobytes, named by what a query asks for.
5. `templates/assets/search-engine.js` reads what a reader typed and answers it from these files alone: lunr ranks words of the plans;
   a question, and words in English, are ranked by what answers each word once, in a document and in its section. It is the
   only one that does: `engine` runs it outside of a browser, for `zhangju search` and the tests.
"""
