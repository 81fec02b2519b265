# Two commands do everything on a machine with Python 3.11 or later and make:
#   make review   the main job on the shipped structure
#   make test     the tests
# Each makes .venv and installs what it needs, by hash, from requirements/.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
STRUCTURE := models/high-secure-2008.yaml

.PHONY: review test check bench detection docs diagrams lock clean
.DELETE_ON_ERROR:

review: $(VENV)/.run
	$(BIN)/govgraph review $(STRUCTURE)

test: $(VENV)/.test
	$(BIN)/python -m pytest

check: $(VENV)/.check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.test $(VENV)/.bench
	$(BIN)/python bench/run.py

# Injects some 2,900 defects and sound changes into models/, and writes docs/detection.md; a minute or two.
detection: $(VENV)/.test
	$(BIN)/python bench/detection.py

# What is generated and committed; tests hold it to what these make.
docs: $(VENV)/.run
	$(BIN)/python docs/generate.py
	$(BIN)/python models/generate.py

diagrams: $(VENV)/.run
	$(BIN)/python diagrams/generate.py

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "govgraph needs Python 3.11 or later; this is " + sys.version.split()[0] + ". Name another: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements/run.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test $(VENV)/.check $(VENV)/.bench: $(VENV)/.%: requirements/%.txt $(VENV)/.run
	$(PIP) install --require-hashes -r $<
	@touch $@

# Pinned versions with hashes and without addresses, for every platform; needs uv on the path.
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --upgrade
lock:
	$(LOCK) pyproject.toml requirements/build.in -o requirements/run.txt
	for group in test check bench; do \
		$(LOCK) --constraint requirements/run.txt --group $$group -o requirements/$$group.txt || exit 1; \
	done

clean:
	rm -rf $(VENV) build dist src/*.egg-info
