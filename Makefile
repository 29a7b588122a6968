# make demo: check the five letters; make test: the whole suite. Both set up what they need in .venv.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
  "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; break; }; done)
BIN := .venv/bin
READY := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help demo test lint readme docs clean

help:
	@echo "make demo    check the five letters in fixtures/letters and say where the pages are"
	@echo "make test    ruff, mypy and the test suite"
	@echo "make readme  rewrite the generated tables of README.md"
	@echo "make docs    build the documentation site in build/site"
	@echo "make clean   remove .venv and what runs left behind"

$(READY): pyproject.toml hatch_build.py refcheck/resolution/catalogue_build.py $(wildcard refcheck/data/tables/*.csv)
	@test -n "$(PYTHON)" || { echo "refcheck needs Python 3.11 or newer: install it, or call make PYTHON=/path/to/python3"; exit 1; }
	@echo "Setting up .venv with $$($(PYTHON) --version) ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --editable . --group dev
	@$(BIN)/python -m compileall -q refcheck
	@touch $@

demo: $(READY)
	@$(BIN)/refcheck check --offline --fail-on never --out reports fixtures/letters

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

test: lint
	$(BIN)/pytest -n auto --dist worksteal

readme: $(READY)
	$(BIN)/python -m refcheck.documentation README.md

docs: $(READY)
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis refcheck/data/catalogue.sqlite
	find reports -mindepth 1 -maxdepth 1 ! -name samples ! -name .gitignore -exec rm -rf {} +
