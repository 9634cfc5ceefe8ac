# Two commands: `make run` opens the app, `make test` passes every test. Each sets up its own .venv, from the lock with its hashes.
PYTHON := $(shell for v in python3.14 python3.13 python3.12 python3.11 python3; do \
	command -v $$v >/dev/null 2>&1 && $$v -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& echo $$v && break; done)
VENV := .venv
BIN := $(VENV)/bin
INSTALL := -m pip install --quiet --disable-pip-version-check --no-deps
RUFF_PATHS := src tests benchmarks scripts

.PHONY: run test test-all check format soak man docs dist smoke lock newer clean

run: $(VENV)/installed
	@$(BIN)/comfort-journal

test: $(VENV)/installed-dev
	$(BIN)/pytest -n 3 --dist worksteal -m "not soak"

test-all:
	@scripts/pythons.sh | while read -r version python; do echo "Python $$version"; \
	$(MAKE) --no-print-directory test VENV=.venv-$$version PYTHON=$$python || exit 1; done

check: $(VENV)/installed-dev
	$(BIN)/ruff format --check $(RUFF_PATHS)
	$(BIN)/ruff check $(RUFF_PATHS)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pip check
	$(BIN)/python scripts/docs.py --check
	$(BIN)/python scripts/audit.py

format: $(VENV)/installed-dev
	$(BIN)/ruff format $(RUFF_PATHS)
	$(BIN)/ruff check --fix $(RUFF_PATHS)

soak: $(VENV)/installed-dev
	$(BIN)/pytest -n 2 -m soak

# The manual from the commands, to be read with `man -M man cj`.
man: $(VENV)/installed-dev
	$(BIN)/python scripts/docs.py

# The pages of docs/ as a site of plain files: site/index.html.
docs: $(VENV)/installed-dev
	$(BIN)/python scripts/docs_site.py

dist: $(VENV)/installed-dev
	rm -rf dist
	$(BIN)/python -m build --no-isolation

smoke: dist
	$(BIN)/python -m venv --clear build/smoke
	build/smoke/bin/python $(INSTALL) --require-hashes -r requirements.lock
	build/smoke/bin/python $(INSTALL) --no-index dist/*.whl
	build/smoke/bin/python -m pip check
	INSTALLED=$(CURDIR)/build/smoke/bin $(BIN)/pytest tests/test_package.py

lock: $(VENV)/installed
	$(BIN)/python scripts/lock.py

newer: $(VENV)/installed
	$(BIN)/python scripts/newer.py $(TESTS)

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Comfort Journal needs Python 3.11 or newer with its venv module: install python3.11 (on Debian and Ubuntu also python3-venv), then run make again." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: $(BIN)/python pyproject.toml requirements.lock
	$(BIN)/python $(INSTALL) --require-hashes -r requirements.lock
	$(BIN)/python $(INSTALL) --no-build-isolation --editable .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed requirements-dev.lock
	$(BIN)/python $(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

clean:
	rm -rf .venv .venv-3.* dist build site .mypy_cache .ruff_cache .pytest_cache .hypothesis
