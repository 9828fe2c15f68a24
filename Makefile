# Every target that needs Python sets up .venv first, from the lock, and only when the lock has changed.
# make PYTHON=/path/to/python chooses the interpreter that .venv is made with;
# make lab LAB=--no-browser hands options on to JupyterLab; make lab ARTICLES=path opens a study of the articles there,
# in studies/NAME or, with STUDY=folder, in that folder, where a study made before is opened again.

.DEFAULT_GOAL := help
.PHONY: help figures test browser lab lint bench notebooks lock clean

PYTHON ?=
CANDIDATES := $(or $(PYTHON),python3.14 python3.13 python3.12 python3.11 python3 python)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input

# Sets $python to the first candidate that runs and is new enough.
FIND_PYTHON = python=; \
	for name in $(CANDIDATES); do \
	    if "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$$name; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
	    echo "No Python 3.11 or newer among: $(CANDIDATES). Install one, or name it: make PYTHON=/path/to/python" >&2; \
	    exit 1; \
	fi

help: ## list what there is to make
	@sed -n 's/^\([a-z]*\):[^#]*## */\1\t/p' $(firstword $(MAKEFILE_LIST)) \
	    | while IFS='	' read -r name text; do printf '  make %-10s %s\n' "$$name" "$$text"; done

# ARTICLES and STUDY count only where they stand in the call, not where the environment happens to have them.
OF_ARTICLES = $(filter command,$(origin ARTICLES))

figures: .venv/ready ## label the five articles, run the notebooks and write figures/; ARTICLES=path: figures of your own
ifneq ($(OF_ARTICLES),)
	@$(BIN)/python -m framing figures "$$ARTICLES"
else
	@mkdir -p figures
	$(BIN)/python -m framing label seeds -o figures/labels.csv
	@scratch=$$(mktemp -d) && trap 'rm -rf "$$scratch"' EXIT INT TERM && \
	    $(BIN)/python -m nbconvert --to notebook --execute --output-dir "$$scratch" notebooks/*.ipynb
endif

test: .venv/ready ## run all tests, the notebooks among them
	$(BIN)/python -m pytest

browser: .venv/ready ## run every notebook in JupyterLab in Chromium (skipped without a browser)
	$(BIN)/python -m pytest -rs tests/browser/lab.py

OWN = $(OF_ARTICLES)$(filter command,$(origin STUDY))
STUDY_FOLDER = "$(if $(filter command,$(origin STUDY)),$$STUDY,studies/$$(basename "$$ARTICLES"))"
JUPYTERLAB = "$(abspath $(BIN))/python" -m jupyterlab $(if $(filter 0,$(shell id -u)),--allow-root) $(LAB)

lab: .venv/ready ## open the notebooks in JupyterLab; ARTICLES=path: a study of your own articles
ifeq ($(OWN),)
	cd notebooks && $(JUPYTERLAB)
else
	@[ -n "$(OF_ARTICLES)" ] || [ -d $(STUDY_FOLDER) ] || \
	    { echo "STUDY=$$STUDY: there is no such study; correct the path, or make it with ARTICLES=path." >&2; exit 2; }
	@$(BIN)/python -m framing new $(STUDY_FOLDER) $(if $(OF_ARTICLES),--articles "$$ARTICLES")
	cd $(STUDY_FOLDER) && $(JUPYTERLAB)
endif

lint: .venv/ready ## check the code's style (ruff)
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .

bench: .venv/ready ## time label() against a bare scan over 20 MB (some minutes)
	$(BIN)/python tests/bench.py

notebooks: .venv/ready ## run the notebooks and keep their new outputs
	$(BIN)/python -m nbconvert --to notebook --execute --inplace \
	    --ExecutePreprocessor.record_timing=False notebooks/*.ipynb

lock: ## write requirements.lock anew from pyproject.toml (UPGRADE=1 takes newer versions)
	@$(FIND_PYTHON); scratch=$$(mktemp -d) && trap 'rm -rf "$$scratch"' EXIT INT TERM && \
	    "$$python" -m venv "$$scratch" && \
	    "$$scratch/bin/python" -m pip install --quiet --disable-pip-version-check uv && \
	    "$$scratch/bin/uv" pip compile pyproject.toml --group build --all-extras --python-version 3.11 \
	        --universal --generate-hashes --no-emit-index-url --custom-compile-command "make lock" \
	        $(if $(UPGRADE),--upgrade) --quiet --output-file requirements.lock

clean: ## remove .venv and the tools' caches
	rm -rf .venv .pytest_cache .ruff_cache .hypothesis

.venv/locked: requirements.lock
	@$(FIND_PYTHON); \
	echo "Setting up .venv with $$python; this happens once and takes a minute or two."; \
	"$$python" -m venv --clear .venv || \
	    { echo "$$python cannot make a virtual environment; on Debian and Ubuntu, install python3-venv." >&2; exit 1; }
	@$(PIP) --require-hashes -r requirements.lock
	@touch $@

.venv/ready: .venv/locked pyproject.toml
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@
