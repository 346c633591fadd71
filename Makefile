# What a newcomer types. Every target installs what it needs first; nothing is installed outside .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
DEMO ?= var/demo
WORKERS ?= 2
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

.PHONY: help install demo test test-all lint bench lock clean

help:
	@echo "make demo      build a demo region in $(DEMO) and show what Springplank does with it"
	@echo "make test      all tests but the slow ones"
	@echo "make test-all  all tests; a skipped test counts as a failure"
	@echo "make lint      ruff and mypy"
	@echo "make bench     measure time and memory (DATA=PATH adds measurements on real data)"
	@echo "make install   only install"

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Springplank needs Python 3.11 or later; name one with: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ rm -rf $(VENV); echo "no virtual environment could be made; on Debian: apt install python3-venv"; exit 1; }

# A stamp a set of packages, newer than its lock file once that is installed.
$(VENV)/run.stamp: requirements/run.lock pyproject.toml | $(BIN)/python
	@echo "installing what Springplank needs (once)"
	$(PIP) install --require-hashes -r requirements/run.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: requirements/dev.lock $(VENV)/run.stamp
	@echo "installing what the tests need (once)"
	$(PIP) install --require-hashes -r requirements/dev.lock
	@touch $@

install: $(VENV)/run.stamp

demo: install
	@$(BIN)/springplank demo --out $(DEMO)

test: $(VENV)/dev.stamp
	$(PYTEST) -m "not slow"

test-all: $(VENV)/dev.stamp
	$(PYTEST) --no-skips

lint: $(VENV)/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(VENV)/dev.stamp
	$(BIN)/python -m benchmarks $(if $(DATA),--data "$(DATA)")

# Needs uv; the lock files hold names, versions and hashes, and no address to download from.
LOCK := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet
lock:
	$(LOCK) --extra build -o requirements/run.lock
	$(LOCK) --extra build --extra dev -o requirements/dev.lock

clean:
	rm -rf $(VENV) var build *.egg-info
