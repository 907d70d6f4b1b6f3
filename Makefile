# The same words on a laptop and in CI. `make` alone lists them.
PORT ?= 8000
PYTHON ?= python3
PY := .venv/bin/python
MANAGE := $(PY) manage.py
# Whatever is set for the real site (its database, files, mail) is not for a demonstration.
DEMO := env -u DATABASE_URL -u URAMOST_FILES -u URAMOST_SMTP -u URAMOST_HOSTS URAMOST_DEMO=1 URAMOST_VAR=var/demo URAMOST_URL=http://127.0.0.1:$(PORT)
BUILD := URAMOST_BUILD=1
# What is compiled once is kept beside its source: without that each of a dozen processes compiles everything anew.
unexport PYTHONDONTWRITEBYTECODE
# Which tests: all of them, unless said otherwise (make test TESTS=tests/library).
TESTS ?=

.PHONY: help demo test test-postgres environment-313 test-313 check bench catalogues reference format clean

help:
	@echo "make demo           set everything up and start a demonstration on http://127.0.0.1:8000 (PORT=8123: another port)"
	@echo "make test           set everything up and pass the tests"
	@echo "make test-postgres  the same suite on a PostgreSQL server of its own, started and stopped here"
	@echo "make test-313       the same suite on Python 3.13, where it is installed"
	@echo "make check          linter, types, import contracts, catalogues, migrations"
	@echo "make bench          the figures of speed and size, as ratios within one run"
	@echo "make catalogues     collect the sentences of the interface, and compile both Serbian scripts from one catalogue"
	@echo "make reference      print the reference pages from the tables in the code"

# uv installs exactly what uv.lock says; without network it takes what is cached. The stamp spares even that.
.venv/bin/python:
	@$(PYTHON) -c "import sys; sys.exit('UraMost needs Python 3.11 or newer; this is ' + sys.version.split()[0] + '. Say which to use: make PYTHON=python3.12 …') if sys.version_info < (3, 11) else None"
	$(PYTHON) -m venv .venv

.venv/.uv: | .venv/bin/python
	$(PY) -m pip install --quiet --disable-pip-version-check uv
	@touch $@

.venv/.run: uv.lock pyproject.toml | .venv/.uv
	$(PY) -m uv sync --quiet --frozen --inexact || $(PY) -m uv sync --quiet --frozen --inexact --offline
	@touch $@

.venv/.dev: uv.lock pyproject.toml | .venv/.run
	$(PY) -m uv sync --quiet --frozen --inexact --group dev || $(PY) -m uv sync --quiet --frozen --inexact --group dev --offline
	@touch $@

demo: .venv/.run
	@$(DEMO) $(MANAGE) demo --port $(PORT)

test: .venv/.dev
	@$(BUILD) $(MANAGE) catalogues --compile
	$(PY) -m pytest -n auto --dist loadgroup $(TESTS)

test-postgres: .venv/.dev
	@$(BUILD) $(MANAGE) catalogues --compile
	$(PY) tools/with_postgres.py $(PY) -m pytest -n auto --dist loadgroup $(TESTS)

# A second environment beside the first; says so where there is no Python 3.13. A name on the PATH may be an empty shim.
environment-313: .venv/.uv
	@for python in python3.13 "$$HOME"/.pyenv/versions/3.13*/bin/python3.13; do \
	  if "$$python" -c "" 2>/dev/null; then found="$$python"; break; fi; done; \
	if [ -z "$$found" ]; then echo "There is no Python 3.13 here, so nothing is tested on it."; exit 0; fi; \
	UV_PROJECT_ENVIRONMENT=.venv-3.13 \
	$(PY) -m uv sync --quiet --frozen --no-python-downloads --python "$$found" --group dev

test-313: environment-313
	@if [ ! -x .venv-3.13/bin/python ]; then exit 0; fi; \
	$(BUILD) .venv-3.13/bin/python manage.py catalogues --compile && \
	.venv-3.13/bin/python -m pytest -n auto --dist loadgroup -m "not browser" $(TESTS)

check: .venv/.dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(BUILD) $(PY) -m mypy
	.venv/bin/lint-imports
	$(BUILD) $(MANAGE) makemigrations --check --dry-run
	$(BUILD) $(MANAGE) catalogues --check

bench: .venv/.dev
	@$(BUILD) $(MANAGE) catalogues --compile
	$(PY) bench/run.py --date $$(date +%F)

catalogues: .venv/.dev
	$(BUILD) $(MANAGE) catalogues --collect --compile

reference: .venv/.dev
	$(BUILD) $(MANAGE) reference

format: .venv/.dev
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

clean:
	rm -rf .venv .venv-3.13 var .mypy_cache .ruff_cache .pytest_cache
