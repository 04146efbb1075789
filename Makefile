# Every target sets up what it needs first. `make help` lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PYC := $(VENV)/.pycorrector
KENLM := $(VENV)/.kenlm
PACKAGES := portal crawler checks reports xunjian

.PHONY: help setup demo audit browser test test-postgresql check lint types contracts pycorrector kenlm lock clean

help:
	@echo "make setup             set up .venv with the tool at .venv/bin/xunjian"
	@echo "make demo              audit the bundled sample portal and print where the reports are"
	@echo "make audit URL=http…   audit a real site"
	@echo "make test              run every test"
	@echo "make test-postgresql   run the tests of the office on a throw-away PostgreSQL"
	@echo "make check             lint, types, import contracts, tests (what CI runs), on PostgreSQL too where it is installed"
	@echo "make pycorrector       add the pycorrector engine (no torch, nothing downloaded at run time)"
	@echo "make kenlm             add the pycorrector-kenlm engine as well (compiles: needs g++)"
	@echo "make lock              write requirements/dev.lock anew from pyproject.toml"

setup: $(READY)

$(READY): requirements/dev.lock pyproject.toml scripts/venv.sh
	sh scripts/venv.sh "$(PYTHON)" "$(VENV)"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

pycorrector: $(PYC)

$(PYC): $(READY) requirements/pycorrector.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/pycorrector.lock
	@touch $@

kenlm: $(KENLM)

$(KENLM): $(PYC) requirements/kenlm.lock
	@command -v g++ >/dev/null || { echo "kenlm is compiled: install g++ first (apt-get install g++)"; exit 2; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/kenlm.lock
	@touch $@

demo: $(READY)
	$(BIN)/xunjian demo

audit: $(READY)
	@test -n "$(URL)" || { echo "Say which site: make audit URL=http://www.example.gov.cn/"; exit 2; }
	$(BIN)/xunjian audit "$(URL)"

test: $(PYC) browser
	$(BIN)/python -m pytest

# the folders of tests/ whose tests use the database
OFFICE := $(wildcard tests/office tests/ledger tests/rechecking tests/jobs tests/keeping tests/mail tests/hooks tests/api tests/periodic tests/evidence tests/web)

ON_POSTGRESQL := sh scripts/with_postgresql.sh $(BIN)/python -m pytest -m "not browser" $(OFFICE)

test-postgresql: $(READY)
	$(ON_POSTGRESQL)

# The tests of the pages drive a Chromium; as root on Debian it is installed, elsewhere its absence is said and they are skipped.
browser:
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	  && apt-get update -qq && apt-get install -y -qq chromium chromium-l10n fonts-noto-cjk >/dev/null; } \
	  || echo "NOT INSTALLED: chromium (the browser tests are skipped)"

# Both runs of the tests at once: each waits a good deal, and they share nothing.
check: lint types contracts $(PYC) browser
	$(MAKE) --jobs=2 --output-sync=target test beside

.PHONY: beside
beside: $(READY)
	@$(ON_POSTGRESQL) || { [ $$? = 77 ] && echo "NOT CHECKED on PostgreSQL: it is not installed here"; }

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

contracts: $(READY)
	$(BIN)/lint-imports

lock:
	uv pip compile pyproject.toml --group dev --generate-hashes --no-emit-index-url --no-annotate --no-header \
	  --universal --python-version 3.11 --quiet --output-file requirements/dev.lock

clean:
	rm -rf $(VENV) demo-output
