# make run   sets everything up and opens Unslouch
# make test  sets everything up and runs every check and test
# make demo  a workday in minutes
# make docs  what is made from the exercises and figures: the catalogue in one file, pages and pictures
# uv is used where it is installed, plain python3 -m venv otherwise.

PYTHON ?= python3
BIN := .venv/bin
SOURCES := src tests bench

.PHONY: run demo test check desktop-packages bench docs format clean

run: .venv/.for-running
	@$(BIN)/unslouch

demo: .venv/.for-running
	@$(BIN)/python packaging/demo.py

test: .venv/.for-developing check
	$(BIN)/python -m pytest -n auto --dist loadfile $(PYTEST)

check: .venv/.for-developing
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/mypy

bench: .venv/.for-developing
	$(BIN)/python -m bench

docs: .venv/.for-running
	$(BIN)/python packaging/exercises.py
	$(BIN)/python packaging/figures.py

format: .venv/.for-developing
	$(BIN)/ruff check --fix $(SOURCES)
	$(BIN)/ruff format $(SOURCES)

clean:
	rm -rf .venv .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist

.venv/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Unslouch needs Python 3.11 or newer; make PYTHON=python3.12 run names another one."; exit 1; }
	@echo "Setting up .venv; this takes a minute the first time."
	@if command -v uv >/dev/null; then uv venv -q --python $(PYTHON) .venv; \
		else $(PYTHON) -m venv .venv && $(BIN)/python -m pip install -q --upgrade 'pip>=25.1'; fi
	@touch $@

.venv/.for-running: .venv/.made pyproject.toml
	@if command -v uv >/dev/null; then uv pip install -q --python $(BIN)/python -e .; \
		else $(BIN)/python -m pip install -q -e .; fi
	@touch $@

.venv/.for-developing: .venv/.made pyproject.toml
	@if command -v uv >/dev/null; then uv pip install -q --python $(BIN)/python -e . --group dev; \
		else $(BIN)/python -m pip install -q -e . --group dev; fi
	@touch $@ .venv/.for-running
