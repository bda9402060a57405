# `make` alone lists the targets. Needs Python 3.11 or newer and nothing else.
SHELL := /bin/sh
.DEFAULT_GOAL := help
PYTHON ?= $(shell command -v python3.11 || command -v python3 || command -v python)
VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8000
CODE := salaries smmbench tests manage.py

.PHONY: help install plotly run test test-postgres test-spark faults check bench bench-engines lighthouse headers mutants sbom lint types format lock picture openapi messages clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' Makefile

$(VENV)/runtime: requirements.txt
	@test -n "$(PYTHON)" && $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "SMM Bench needs Python 3.11 or newer. Name it: make $(MAKECMDGOALS) PYTHON=/path/to/python3.11"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python's venv module is missing; on Debian: apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/dev: $(VENV)/runtime requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/spark: $(VENV)/dev requirements-spark.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-spark.txt
	@touch $@

$(VENV)/bench: $(VENV)/dev requirements-bench.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.txt
	@touch $@

install: $(VENV)/runtime ## Make the virtual environment and install what the site needs

plotly: ## Optional: a Plotly of a third of the size, from npm
	npm ci --ignore-scripts --no-audit --no-fund

run: $(VENV)/runtime ## Install, migrate, load the table and serve on 127.0.0.1:8000
	@$(BIN)/python manage.py serve --host $(HOST) --port $(PORT)

test: $(VENV)/dev ## Install what tests need and run all of them
	@.ci/browser $(BIN)
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal --cov --cov-report=term:skip-covered $(ARGS)

VERSION := 18
test-postgres: $(VENV)/dev ## Run all tests on PostgreSQL 18 from its package (VERSION=15: on Debian’s)
	@.ci/browser $(BIN)
	$(BIN)/python -m tests.postgres $(VERSION) $(BIN)/python -m pytest --numprocesses auto --dist worksteal $(ARGS)

test-spark: $(VENV)/spark ## Aggregate vacancies on Spark, one of two workers killed (needs Java 17)
	@command -v java > /dev/null || { echo "Spark needs Java 17: apt-get install openjdk-17-jre-headless"; exit 1; }
	$(BIN)/python -m pytest tests/spark $(ARGS)

faults: $(VENV)/dev ## Kill, fill, lock, remove, overload: do faults to real processes
	$(BIN)/python -m pytest tests/faults $(ARGS)

check: lint types test ## Everything that must hold: ruff, djade, mypy, tests

bench: $(VENV)/bench ## Measure serving, loading and whole sheets beside their rivals (needs wrk)
	@command -v wrk > /dev/null || { echo "make bench loads the servers by wrk, which is missing: apt-get install wrk"; exit 1; }
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py load_ranges
	$(BIN)/python -m tests.benchmarks.pages
	-$(BIN)/python -m tests.benchmarks.first_picture
	$(BIN)/python -m tests.benchmarks.bulk
	$(BIN)/python -m tests.benchmarks.hostile_files
	$(BIN)/python -m tests.benchmarks.serving
	$(BIN)/python -m tests.benchmarks.many_surveys
	$(BIN)/python -m tests.benchmarks.aggregation

bench-engines: $(VENV)/spark ## Aggregate on every engine: seconds, memory, equality (needs Java 17)
	$(BIN)/python -m tests.benchmarks.engines $(ARGS)

lighthouse: $(VENV)/dev ## Measure four pages with Lighthouse (needs Node.js, npm and Chromium)
	@$(BIN)/python -m tests.lighthouse

mutants: $(VENV)/dev ## Change the domain in one place at a time: do its tests notice?
	nice -n 19 $(BIN)/python -m tests.mutation $(ARGS)

headers: $(VENV)/dev ## Grade every page's security headers as Mozilla does (needs Node.js 20, npm and openssl)
	@$(BIN)/python -m tests.headers

sbom: $(VENV)/dev ## Write what the site is made of to var/sbom.json (CycloneDX)
	@mkdir -p var
	$(BIN)/cyclonedx-py requirements --output-reproducible --pyproject pyproject.toml --output-file var/sbom.json requirements.txt

lint: $(VENV)/dev ## Lint Python and templates; are the packages at peace with one another?
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djade --check --target-version 5.2 $$(find templates -name '*.html')
	$(BIN)/python -m pip check

types: $(VENV)/dev ## Check types
	$(BIN)/mypy $(CODE)

format: $(VENV)/dev ## Format Python and templates
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	-$(BIN)/djade --target-version 5.2 $$(find templates -name '*.html')

picture: $(VENV)/runtime ## Draw the README’s picture again
	@$(BIN)/python manage.py draw_ladder moscow agency 3 52000 > docs/ladder.svg

openapi: $(VENV)/runtime ## Write docs/openapi.json again
	@$(BIN)/python manage.py openapi > docs/openapi.json

BABEL := DJANGO_SETTINGS_MODULE=smmbench.settings $(BIN)/python -m babel.messages.frontend --quiet
messages: $(VENV)/runtime ## Bring the catalogues in locale/ up to date and compile them
	@mkdir -p var
	$(BABEL) extract --mapping pyproject.toml --keywords lazy --keywords in_context:1c,2 --no-location --sort-output --no-wrap --output-file var/messages.pot salaries smmbench templates
	@for code in ru ka; do $(BABEL) update --input-file var/messages.pot --output-dir locale --domain django --locale $$code --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --no-wrap; done
	$(BABEL) compile --directory locale --domain django

COMPILE := uv pip compile --quiet --universal --no-strip-extras --python-version 3.11 --generate-hashes --custom-compile-command "make lock" pyproject.toml
lock: ## Lock the requirements again, with hashes (needs uv)
	$(COMPILE) -o requirements.txt
	$(COMPILE) --extra production -c requirements.txt -o requirements-production.txt
	$(COMPILE) --extra production --extra scale -c requirements-production.txt -o requirements-scale.txt
	$(COMPILE) --extra production --extra dev -c requirements-scale.txt -o requirements-dev.txt
	$(COMPILE) --extra production --extra dev --extra spark -c requirements-dev.txt -o requirements-spark.txt
	$(COMPILE) --extra production --extra bench -c requirements-dev.txt -o requirements-bench.txt

clean: ## Remove the virtual environment, npm’s files and the database
	rm -rf $(VENV) node_modules var
