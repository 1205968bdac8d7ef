# Two commands for a newcomer: `make run` and `make test`. Everything else: `make help`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
JOBS ?= 2
VLLM ?= .venv-vllm
TRAIN ?= .venv-train

.DEFAULT_GOAL := help
.PHONY: help run demo test test-scale test-chaos test-docs test-train lint format stubs bench bench-smoke clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  \033[1mmake %-12s\033[0m %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(READY) ## start the gateway, answer one real problem an engine through it, keep serving until Ctrl-C
	@$(BIN)/python examples/tour.py

demo: $(READY) ## the same, and exit after the last answer
	@$(BIN)/python examples/tour.py --exit

.PHONY: image
image: $(READY) ## build the images and try them; hold the Dockerfile and the manifests against their rules (minutes)
	$(BIN)/pytest tests/image

test: $(READY) ## run the whole test suite
	$(BIN)/pytest -n $(JOBS)

test-docs: $(READY) $(TRAIN)/.ready ## build the documentation site, and run every command that its pages show
	@$(BIN)/uv sync --quiet --frozen --inexact --group docs --python $(BIN)/python
	$(BIN)/mkdocs build --strict --quiet
	TRIVIUM_TRAIN_ENVIRONMENT=$(TRAIN) $(BIN)/pytest tests/docs

.PHONY: test-dojo test-container
test-dojo: $(READY) ## the adapter of lean-dojo over the real package, which is installed beside (Python below 3.13)
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info >= (3, 13))' || { echo "lean-dojo needs Python below 3.13: name one with PYTHON=" >&2; exit 1; }
	UV_PROJECT_ENVIRONMENT=$(VENV)-dojo $(BIN)/uv sync --quiet --frozen --extra lean --python $(BIN)/python
	$(VENV)-dojo/bin/pytest tests/integration/prover/test_foreign_sessions.py

test-container: $(READY) ## the container sandbox over a real engine; brings up Podman where no Docker answers (root, for apt)
	$(BIN)/python tests/support/container_stage.py

test-chaos: $(READY) ## services killed again and again, standing still, taking over from each other
	$(BIN)/pytest -n $(JOBS) tests/chaos

.PHONY: test-vllm
test-vllm: $(VLLM)/.ready ## the policy service and Prove on a real vLLM, on the CPU (2 GB once, then minutes)
	TRIVIUM_VLLM_PYTHON=$(VLLM)/bin/python $(BIN)/pytest -v tests/vllm
test-train: $(TRAIN)/.ready ## models are trained with torch, killed, gone on with, and used (1 GB once, then two minutes)
	$(TRAIN)/bin/pytest -n $(JOBS) --dist loadfile tests/train

test-scale: $(READY) ## batches on a real Ray cluster of several nodes, and in a bucket (installs Ray and moto, minutes)
	$(BIN)/uv sync --quiet --frozen --inexact --extra ray --group scale --python $(BIN)/python
	$(BIN)/pytest tests/scale

lint: $(READY) ## ruff, mypy, import contracts, buf, committed stubs
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/buf lint
	$(BIN)/buf breaking --against proto/v1.binpb
	$(BIN)/python proto/generate.py --check

format: $(READY) ## format the Python sources and the protos
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	$(BIN)/buf format -w --path proto/trivium_api

stubs: $(READY) ## regenerate the committed stubs from proto/
	$(BIN)/python proto/generate.py

baseline: $(READY) ## take the protos as they are as what later ones must not break
	$(BIN)/buf breaking --against proto/v1.binpb
	$(BIN)/buf build --exclude-source-info -o proto/v1.binpb

bench: $(READY) ## every measurement of the documentation (minutes; TRIVIUM_BENCHMARKS names the public data)
	$(BIN)/python benchmarks/run.py

bench-smoke: $(READY) ## a short run of every measurement
	$(BIN)/python benchmarks/run.py --smoke

.PHONY: test-clients
test-clients: $(READY) ## clients no one here wrote: Node, editors, a browser; installs what it needs (Debian packages as root, npm)
	tests/clients/run

clean: ## remove the environments and the caches
	rm -rf $(VENV) .venv-vllm .venv-train .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# The environment: a venv, uv inside it, and the locked dependencies. Each missing piece is named.
$(READY): pyproject.toml uv.lock
	@command -v $(PYTHON) >/dev/null || { echo "missing: $(PYTHON). On Debian: apt install python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "missing: Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V 2>&1). Name another with PYTHON=" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "missing: the venv module. On Debian: apt install python3-venv" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.9"
	@$(BIN)/uv sync --quiet --frozen --inexact --python $(BIN)/python
	@touch $@

# vLLM pins what we pin otherwise, so it has an environment of its own; torch comes first, by pip, for its CPU build where
# pip knows one.
$(VLLM)/.ready: tests/vllm/requirements.txt tests/vllm/overrides.txt | $(READY)
	$(BIN)/uv venv --quiet --allow-existing --python $(BIN)/python $(VLLM)
	$(BIN)/python -m pip --python $(VLLM)/bin/python install --quiet --disable-pip-version-check torch==2.13.0
	$(BIN)/uv pip install --quiet --python $(VLLM)/bin/python --overrides tests/vllm/overrides.txt -r tests/vllm/requirements.txt
	@touch $@

# The environment of the tests with torch beside: by pip, for its CPU build where pip knows one, and not as in uv.lock.
$(TRAIN)/.ready: pyproject.toml uv.lock tests/train/requirements.txt | $(READY)
	$(BIN)/uv venv --quiet --allow-existing --python $(BIN)/python $(TRAIN)
	$(BIN)/python -m pip --python $(TRAIN)/bin/python install --quiet --disable-pip-version-check torch==2.13.0
	UV_PROJECT_ENVIRONMENT=$(TRAIN) $(BIN)/uv sync --quiet --frozen --inexact --python $(TRAIN)/bin/python
	$(BIN)/uv pip install --quiet --python $(TRAIN)/bin/python -r tests/train/requirements.txt
	@touch $@
