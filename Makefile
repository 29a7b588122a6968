# make demo: check the five letters; make test: the whole suite. Both set up what they need in .venv.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
  "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; break; }; done)
BIN := .venv/bin
READY := .venv/.ready
SECONDS ?= 60
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --all-extras --generate-hashes \
  --no-emit-index-url --no-annotate --no-header

.DEFAULT_GOAL := help
.PHONY: help demo test lint readme samples docs fuzz reliability lock floors audit sbom dist clean

help:
	@echo "make demo    check the five letters in fixtures/letters and say where the pages are"
	@echo "make test    ruff, mypy and the test suite"
	@echo "make readme  rewrite the generated tables of README.md"
	@echo "make samples rewrite the sample reports in reports/samples"
	@echo "make docs    build the documentation site in build/site"
	@echo "make fuzz    give readers, extractor, rules and reports odd input for SECONDS=… (default 60)"
	@echo "make lock    renew requirements-dev.lock after a change of dependencies in pyproject.toml"
	@echo "make floors  run the test suite on the oldest versions that users may have"
	@echo "make audit   look for known vulnerabilities in what is locked (needs the network)"
	@echo "make sbom    write the bill of materials to build/sbom.cdx.json"
	@echo "make dist    build what a release publishes in dist: wheel, source and bill of materials"
	@echo "make reliability  try what means harm, and write docs/reliability.md"
	@echo "make clean   remove .venv and what runs left behind"

$(READY): pyproject.toml requirements-dev.lock hatch_build.py refcheck/resolution/catalogue_build.py $(wildcard refcheck/data/tables/*.csv)
	@test -n "$(PYTHON)" || { echo "refcheck needs Python 3.11 or newer: install it, or call make PYTHON=/path/to/python3"; exit 1; }
	@echo "Setting up .venv with $$($(PYTHON) --version) ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
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

fuzz: $(READY)
	$(BIN)/python -m tests.fuzz $(SECONDS)

reliability: $(READY)
	$(BIN)/python -m tests.hostile docs/reliability.md

# Versions and hashes of all that development and CI install; make lock UPGRADE=--upgrade takes newer ones.
lock: $(READY)
	$(LOCK) --group dev $(UPGRADE) --output-file requirements-dev.lock pyproject.toml

# The oldest versions that pyproject.toml allows users, with the whole suite on them.
floors: $(READY)
	rm -rf build/floors && $(PYTHON) -m venv build/floors
	$(BIN)/uv pip compile --quiet --resolution lowest-direct --python-version 3.11 --all-extras --no-header \
	  --output-file build/floors.txt pyproject.toml
	$(BIN)/uv pip install --quiet --python build/floors/bin/python --requirement build/floors.txt --group dev
	$(BIN)/uv pip install --quiet --python build/floors/bin/python --no-deps --editable .
	build/floors/bin/python -m pytest -n auto --dist worksteal

# Known vulnerabilities of what is locked: asks the vulnerability service of PyPI, and so needs the network. What that
# does not know fails (a mirror may know nothing), so that silence never passes for a clean bill.
audit: $(READY)
	$(BIN)/pip-audit --strict --require-hashes --disable-pip --requirement requirements-dev.lock

# What a release needs to run, in the versions that were tested, as CycloneDX.
sbom: $(READY)
	@mkdir -p build
	$(LOCK) --constraint requirements-dev.lock --output-file build/requirements.txt pyproject.toml
	$(BIN)/cyclonedx-py requirements build/requirements.txt --pyproject pyproject.toml --output-reproducible \
	  --output-file build/sbom.cdx.json

# The reports in reports/samples, of a fixed moment; a test compares them with what refcheck writes.
samples: $(READY)
	@$(BIN)/python -m tests.test_samples

# All that is published of a release.
dist: sbom
	rm -rf dist
	$(BIN)/python -m build --no-isolation --outdir dist .
	cp build/sbom.cdx.json dist/

readme: $(READY)
	$(BIN)/python -m refcheck.documentation README.md

docs: $(READY)
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis refcheck/data/catalogue.sqlite
	find reports -mindepth 1 -maxdepth 1 ! -name samples ! -name .gitignore -exec rm -rf {} +
