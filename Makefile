# Two commands do everything: `make demo` starts Reckoner on sample data, `make test` passes the tests.
# Both need Python 3.11 and make, and make the rest themselves in .venv.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
READY := .venv/ready
BROWSER := tests/browser/node_modules/ready
DEMO ?= demo
PORT ?= 8501

# Many of the tests start programs: what one of them has compiled, the next need not compile again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test check types sql spark screens bench lock clean

demo: $(READY)
	$(BIN)/reckoner demo --store $(DEMO)
	@echo "Open http://127.0.0.1:$(PORT) in a browser. Ctrl+C stops it."
	$(BIN)/reckoner serve --store $(DEMO) --port $(PORT) --demo

# What Python and what the browser needs are fetched side by side.
test:
	@$(MAKE) --no-print-directory --jobs 2 $(READY) $(BROWSER)
	@$(MAKE) --no-print-directory check
	$(BIN)/pytest -n logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder

check: $(READY)
	@$(MAKE) --no-print-directory --jobs 2 --output-sync types sql
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

# The two slow ones go side by side.
types: $(READY)
	$(BIN)/mypy .

sql: $(READY)
	$(BIN)/sqlfluff lint --disable-progress-bar metrics store statements

# The chain on Spark comes to the same pence. Needs Java 17 and half a gigabyte more than the other tests.
spark: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-spark.lock
	$(BIN)/pytest -n 0 tests/reckoner/test_on_spark.py

# Pictures of every page and state, for docs/screens.
screens: $(READY) $(BROWSER)
	$(BIN)/python -m tests.browser.screens

bench: $(READY)
	$(BIN)/python -m benchmarks

# Needs uv, which only those who change the dependencies need.
lock:
	uv pip compile pyproject.toml --extra dev --generate-hashes --universal --no-header -o requirements.lock
	uv pip compile pyproject.toml --extra spark --constraint requirements.lock --generate-hashes --universal --no-header \
		-o requirements-spark.lock

$(READY): requirements.lock pyproject.toml .ci/virtual-environment
	sh .ci/virtual-environment "$(PYTHON)"
	touch $(READY)

$(BROWSER): .ci/browser tests/browser/package-lock.json
	sh .ci/browser $(BROWSER)

clean:
	rm -rf .venv $(DEMO) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache tests/browser/node_modules
