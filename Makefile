# Every command of the project. `make site` and `make test` work on a fresh machine with Python 3.11 or newer.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev
NODE := $(VENV)/node
SCRIPTS := $(filter-out %.min.js,$(wildcard templates/assets/*.js))

# The edition's date, for citations: that of the last commit. Without git it is the newest date of a plan.
COMMITTED := $(shell git log -1 --format=%ct 2>/dev/null)
ifneq ($(COMMITTED),)
export SOURCE_DATE_EPOCH ?= $(COMMITTED)
endif

# What Python compiled is kept, whatever the shell says: the tests start some hundred processes, and each would compile the engine anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: site test suite sweep chromium docs pictures bench grow soak mutants approve lint format convert absorb build serve check measure lock clean

# OPTIONS=--strict: a link that leads nowhere stops it.
site: $(RUNTIME)
	@$(BIN)/zhangju convert
	@$(BIN)/zhangju build --offline $(OPTIONS)

# A browser waits as often as it works: twice as many tests at a time as there are cores.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print(2 * (os.cpu_count() or 1))')

test:
	@$(MAKE) --no-print-directory -j2 $(DEV) chromium
	@$(MAKE) --no-print-directory -j2 lint suite

# The same in every language and theme, with every label and for every part of a stage: some minutes, before a release.
sweep: $(DEV) chromium
	@$(BIN)/python -m pytest -q -n $(WORKERS) --dist worksteal -m sweep

chromium:
	@bash tests/browser/chromium.sh

suite: $(DEV)
	@$(BIN)/python -m pytest -q -n $(WORKERS) --dist worksteal

docs: $(RUNTIME)
	@$(BIN)/mkdocs build --quiet --strict --config-file docs/mkdocs.yml
	@echo "the guides are in build/docs"

# The pictures of the README, anew from the site as it is now; read their diff.
pictures: $(DEV) site
	@bash tests/browser/chromium.sh
	@$(BIN)/python docs/pictures.py site

# Measures search beside its peers, at 1, 10 and 100 times the text: some ten minutes. K=1,10 restricts the sizes.
bench: $(DEV)
	@bash tests/browser/chromium.sh
	@$(BIN)/python -m tests.bench

# Whether every stage of a build grows in line with the text, from 20 plans to 80: some minutes. Ends with 1 when one does not.
grow: $(DEV)
	@$(BIN)/python -m tests.bench.whole --short

# Long attacks on the promises: fuzzers and killers, about an hour. `make soak ATTACKS="kills histories"` restricts them.
soak: $(DEV)
	@$(BIN)/python -m tests.soak $(ATTACKS)

# Breaks one line at a time and prints what no test noticed. `make mutants AREAS="repair po" COUNT=20 SEED=3`.
mutants: $(DEV)
	@$(BIN)/python -m pip install --quiet coverage
	@$(BIN)/python -m tests.mutants $(AREAS) --count $(or $(COUNT),10) --seed $(or $(SEED),1)

# Takes what the engine makes now of the small edition and of the variants as expected. Read the diff.
approve: $(DEV)
	@$(BIN)/python -m tests.edition --write
	@$(BIN)/python -m tests.variants --write

lint: $(DEV) $(NODE)/.done
	@$(BIN)/ruff format --check generator tests
	@$(BIN)/ruff check generator tests
	@$(BIN)/mypy
	@test ! -x $(NODE)/node_modules/.bin/tsc || $(NODE)/node_modules/.bin/tsc -p tests/scripts
	@test ! -x $(NODE)/node_modules/.bin/biome || $(NODE)/node_modules/.bin/biome lint --error-on-warnings --config-path=tests/scripts $(SCRIPTS) > $(NODE)/lint.txt 2>&1 || { cat $(NODE)/lint.txt; exit 1; }

format: $(DEV)
	@$(BIN)/ruff format generator tests
	@$(BIN)/ruff check --fix generator tests

check: $(RUNTIME)
	@$(BIN)/zhangju check
	@test ! -d tests/gold || $(BIN)/python -m tests.gold.gate

# Measures everything on the labels anew, and holds it against the floors and what the quality page says.
measure: $(DEV)
	@$(BIN)/python -m tests.gold.gate --all

convert absorb build serve: $(RUNTIME)
	@$(BIN)/zhangju $@

$(RUNTIME): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Zhangju needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Say which with: make site PYTHON=python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing dependencies …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(DEV): requirements-dev.txt $(RUNTIME)
	@echo "installing what the tests need …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

# What checks the site's scripts: types and lint. Without npm they stay unchecked, and that is said each time.
$(NODE)/.done: tests/scripts/package.json
	@mkdir -p $(NODE) && cp tests/scripts/package.json $(NODE)/
	@if command -v npm > /dev/null; then echo "installing what checks the scripts …" && npm install --silent --no-package-lock --no-audit --no-fund --prefix $(NODE) && touch $@; \
	else echo "npm is missing: types and lint of templates/assets/*.js are not checked"; fi

# Pins and hashes anew, after a change of dependencies in pyproject.toml.
lock: $(RUNTIME)
	@$(BIN)/python -m pip install --quiet pip-tools
	@$(BIN)/pip-compile --quiet --strip-extras --allow-unsafe --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --extra build --extra cards -o requirements.txt pyproject.toml
	@$(BIN)/pip-compile --quiet --strip-extras --allow-unsafe --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --extra build --extra cards --extra test --extra lint -o requirements-dev.txt pyproject.toml

clean:
	rm -rf $(VENV) site .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info
