# `make build` and `make test` first set up what is missing, once.

unexport PYTHONDONTWRITEBYTECODE
BIN := .venv/bin
LOCK := pyproject.toml .ci/setup .ci/requirements.lock
PYTEST := $(BIN)/python -m pytest -n 2

.PHONY: build test lint format render hostile fuzz gallery bench lock clean help

build: .venv/ready-run        ## build every lesson of lessons/ into output/
	$(BIN)/deckgen build

test: lint                    ## check the code and run the tests
	$(PYTEST)

lint: .venv/ready-dev         ## check style and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: .venv/ready-dev       ## mend the style
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

render: .venv/ready-dev       ## run the tests that draw with LibreOffice and poppler
	$(PYTEST) -m render

hostile: .venv/ready-dev      ## run the tests with all lessons that a stranger might send
	$(PYTEST) -m hostile -rP

fuzz: .venv/ready-dev         ## make up 50,000 lessons, and other input, and look for faults
	DECKGEN_LESSONS=50000 $(PYTEST) tests/test_no_word_is_lost.py
	$(PYTEST) -m hypothesis --hypothesis-profile=wild

gallery: .venv/ready-dev      ## draw every theme with every layout: output/gallery.png
	$(BIN)/python .ci/gallery.py

bench: .venv/ready-dev        ## measure, and compare with targets: all, or make bench SUITE=cold
	$(BIN)/python benchmarks/run.py $(SUITE)

lock:                         ## pin the newest packages that pyproject.toml allows
	.ci/lock

clean:                        ## remove what was set up and built
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find output -mindepth 1 ! -name .gitkeep -delete

help:                         ## list the targets
	@sed -n 's/^\([a-z]*\):.*##/\1:/p' Makefile

.venv/ready-run: $(LOCK)
	.ci/setup run

.venv/ready-dev: $(LOCK) .ci/requirements-dev.lock
	.ci/setup dev
