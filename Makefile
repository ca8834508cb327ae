# make serve   build the site, open it, rebuild while you write
# make test    everything that must hold, the browser tests too
# make check   the quicker part of it
# make bench   measure, and write docs/performance.md (BENCH=1000,10000: numbers of articles)
# make bench-search  how well readers find, and write docs/search-quality.md
#              (SEARCH=10000: bytes and time at so many articles too)
# make soak    publish under readers, kills and rivals for up to 20 minutes, and write docs/promises.md
# make lock    renew the lock files
# make clean   remove what was made, but the environment

PYTHON ?= python3
PORT ?= 8000
BENCH ?= 1000
SEARCH ?= 0
COMMA := ,

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
LOCK := .cache/lock/bin
COMPILE := $(LOCK)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-header --upgrade

# Modules are compiled once, not by each of the thousand programs that the tests start.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: serve build test check bench bench-search soak lock clean needs lint
.DELETE_ON_ERROR:

serve: build
	$(BIN)/bantin serve --port $(PORT) || [ $$? -eq 130 ]

# Exit code 1 speaks of single articles: the others are built, and the preview shows what to mend.
build: .venv/.runtime
	$(BIN)/bantin build || [ $$? -eq 1 ]

test: needs lint .venv/.npm .venv/.moto/installed
	$(BIN)/pytest -n 2 --dist worksteal

check: .venv/.testing lint
	TRIALS=thinking $(BIN)/pytest -n 2 --dist worksteal -m "not browser and not long"

lint: .venv/.testing
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

# Builds the same news with bantin and with other generators, which are installed for it alone.
bench: needs .venv/.testing
	$(BIN)/python -m benchmarks.run $(BENCH)
	$(BIN)/python -m benchmarks.page .cache/bench/result-$(subst $(COMMA),-,$(BENCH)).json

# Asks judged queries of the built site, and of other search engines over the same pages.
bench-search: needs .venv/.testing
	$(BIN)/python -m benchmarks.search --large $(SEARCH)
	$(BIN)/python -m benchmarks.search.page

# Stops by itself; what there was no time for is said to be left out.
soak: needs .venv/.testing
	$(BIN)/python -m benchmarks.soak
	$(BIN)/python -m benchmarks.soak_page

needs:
	@.ci/needs

# Renewing is deliberate, and its result is read before it is committed.
lock:
	$(PYTHON) -m venv .cache/lock
	$(LOCK)/python -m pip --disable-pip-version-check install --quiet uv
	echo setuptools | $(COMPILE) pyproject.toml - > requirements.new
	echo setuptools | $(COMPILE) --extra test --constraint requirements.new pyproject.toml - \
		> requirements-test.new
	{ sed -n '/^#/p;/^$$/q' requirements.txt; echo; cat requirements.new; } > requirements.tmp
	{ sed -n '/^#/p;/^$$/q' requirements-test.txt; echo; cat requirements-test.new; } \
		> requirements-test.tmp
	mv requirements.tmp requirements.txt
	mv requirements-test.tmp requirements-test.txt
	rm requirements.new requirements-test.new
	npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved

clean:
	rm -rf output .bantin .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis

# The environment. Each stamp is as new as the lock file it was made from.

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11" >&2; exit 3; }
	$(PYTHON) -m venv .venv

.venv/.runtime: requirements.txt pyproject.toml | $(BIN)/python
	$(PIP) install --quiet --require-hashes -r requirements.txt
	$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@

.venv/.testing: requirements-test.txt pyproject.toml | $(BIN)/python
	$(PIP) install --quiet --require-hashes -r requirements-test.txt
	$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@

# Named in full, as a folder of half an environment would be a target that is there.
.venv/.moto/installed: tests/publishing/moto.txt | $(BIN)/python
	$(PYTHON) -m venv --clear .venv/.moto
	.venv/.moto/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes \
		-r tests/publishing/moto.txt
	@touch $@

# --ignore-scripts: a test tool has no business running programs while it is installed.
.venv/.npm: package-lock.json | $(BIN)/python
	npm ci --silent --ignore-scripts
	@touch $@
