# What there is to run. `make` alone lists it.

RUN := uv run
DATA ?= ../shared/data

.PHONY: help setup test check axe cases eval measure train docs picture pictures

help:  ## list these
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 10

setup:  ## install all that development needs
	uv sync

test:  ## run every test
	$(RUN) pytest

check:  ## look for faults of style and for what is never used
	$(RUN) ruff check

axe:  ## look at every page for what keeps people out (needs Chromium and its driver)
	$(RUN) --group axe pytest tests/test_browser.py

cases:  ## run only the passages of tests/cases
	$(RUN) pytest $$(grep -l '"cases"' tests/test_*.py)

eval:  ## score the extraction against the gold at hand
	$(RUN) dragoman eval

measure:  ## copies and HTML against real pages; DATA=folder says where they are
	$(RUN) python benchmarks/copies.py $(DATA)/voa.jsonl
	$(RUN) python benchmarks/html_extraction.py $(DATA)/fundus_dev --english | head -20

train:  ## make the reader's weights anew (an hour or so; DATA=folder of corpora, see training/README.md)
	$(RUN) --with-requirements training/requirements.txt python -m training.make --data $(DATA)

docs: picture  ## renew every example in README.md and docs/ with its real output
	$(RUN) python scripts/examples.py

pictures:  ## take docs/page.png anew (needs Chromium)
	$(RUN) python scripts/pictures.py

picture:  ## draw docs/brief.svg anew
	$(RUN) python scripts/picture.py
