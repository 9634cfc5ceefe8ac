# Two commands: `make run` opens the app, `make test` passes every test. Each sets up its own .venv.
PYTHON := $(shell for v in python3.14 python3.13 python3.12 python3.11 python3; do \
	command -v $$v >/dev/null 2>&1 && $$v -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& echo $$v && break; done)
BIN := .venv/bin
RUFF_PATHS := src tests benchmarks scripts

.PHONY: run test check format soak man docs clean

run: .venv/installed
	@$(BIN)/comfort-journal

test: .venv/installed-dev
	$(BIN)/pytest -n 4 --dist worksteal -m "not soak"

check: .venv/installed-dev
	$(BIN)/ruff format --check $(RUFF_PATHS)
	$(BIN)/ruff check $(RUFF_PATHS)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/docs.py --check
	$(BIN)/python scripts/audit.py

format: .venv/installed-dev
	$(BIN)/ruff format $(RUFF_PATHS)
	$(BIN)/ruff check --fix $(RUFF_PATHS)

soak: .venv/installed-dev
	$(BIN)/pytest -n 2 -m soak

# The manual from the commands, to be read with `man -M man cj`.
man: .venv/installed-dev
	$(BIN)/python scripts/docs.py

# The pages of docs/ as a site of plain files: site/index.html.
docs: .venv/installed-dev
	$(BIN)/python scripts/docs_site.py

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Comfort Journal needs Python 3.11 or newer with its venv module: install python3.11 (on Debian and Ubuntu also python3-venv), then run make again." >&2; exit 1; }
	$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/installed-dev: .venv/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ .venv/installed

clean:
	rm -rf .venv dist build site .mypy_cache .ruff_cache .pytest_cache .hypothesis
