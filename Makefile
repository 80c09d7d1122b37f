# Everything lives in .venv; a stamp file remembers what was installed for which lock file.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
# Compiled files are kept: pytest would compile every test anew in each worker of each run.
unexport PYTHONPATH PYTHONDONTWRITEBYTECODE

.PHONY: run setup test check faults bench lock clean
.DEFAULT_GOAL := run

run: setup
	$(BIN)/lectern run $(ARGS)

setup: $(VENV)/run.stamp

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("Lectern needs Python 3.11 or newer; this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements.txt pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r requirements.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt $(VENV)/run.stamp
	$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

test: $(VENV)/dev.stamp
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m pytest $(ARGS)

check: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# The faults that `make test` tries a few of, a hundred times over.
faults: $(VENV)/dev.stamp
	$(BIN)/python -m pytest tests/faults --long $(ARGS)

$(VENV)/bench.stamp: requirements-bench.txt $(VENV)/dev.stamp
	$(PIP) install --require-hashes -r requirements-bench.txt
	@touch $@

bench: $(VENV)/bench.stamp
	$(BIN)/python -m bench $(ARGS)

# Rewrites the three lock files from pyproject.toml; needs uv on the path.
lock:
	$(COMPILE) pyproject.toml build.in -o requirements.txt
	$(COMPILE) --extra dev pyproject.toml build.in -o requirements-dev.txt
	$(COMPILE) --extra dev --extra bench pyproject.toml build.in -o requirements-bench.txt

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache *.egg-info
