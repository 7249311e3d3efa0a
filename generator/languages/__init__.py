"""The published text in other scripts and languages.

Traditional Chinese is made at build, script only: `traditional.py` says in which order a character is decided. What nothing decides gets
its commonest form and is reported by `zhangju check`.

Translations stand in `content/locale` as gettext files: `translating.py` says how they follow the plans, `termbase.py` which words are
bound, `translations.py` what readers see.
"""
