# make run    sets up what it needs, then translates source/ and prints the summary table
# make test   sets up what it needs, then runs every test but the few that take minutes, or PyTorch: make slow
.PHONY: run test slow setup dev training check format bench docs lock clean help
UV := UV_PYTHON_DOWNLOADS=never .tools/uv/bin/uv
L10N := .venv/bin/l10n
EXPORT := $(UV) export --quiet --frozen --no-dev --no-emit-project --no-annotate --no-header

help:
	@echo "make run | test | slow | setup | training | check | format | docs | bench | lock | clean"

.tools/uv/bin/uv: tools/get_uv.py
	@python3 tools/get_uv.py
	@touch $@

.venv/.run: uv.lock pyproject.toml | .tools/uv/bin/uv
	@$(UV) sync --quiet --frozen --no-dev --inexact
	@touch $@

.venv/.dev: uv.lock pyproject.toml | .tools/uv/bin/uv
	@$(UV) sync --quiet --frozen
	@touch $@ .venv/.run

.venv-training/.ready: uv.lock pyproject.toml tools/get_torch.sh | .tools/uv/bin/uv
	@UV_PROJECT_ENVIRONMENT=.venv-training $(UV) sync --quiet --frozen --inexact --group training
	@tools/get_torch.sh .venv-training
	@touch $@

setup: .venv/.run
dev: .venv/.dev
training: .venv-training/.ready

run: setup
	@.venv/bin/python tools/ensure_engine.py
	@$(L10N) run

test: dev
	@-tools/apt_install.sh msgfmt=gettext apertium=apertium,apertium-eng-spa
	@.venv/bin/pytest --cov -m "not slow and not needs_torch"

slow: dev training
	@-tools/apt_install.sh msgfmt=gettext
	@.venv/bin/pytest -m slow
	@.venv-training/bin/pytest -m needs_torch tests/test_training_model.py

check: dev
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/python tools/generate_docs.py --check
	$(UV) lock --check
	$(EXPORT) | diff - requirements.txt

format: dev
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

docs: dev
	.venv/bin/python tools/generate_docs.py
	.venv/bin/python tests/transcripts.py
	.venv/bin/python tests/models_page.py

lock: .tools/uv/bin/uv
	$(UV) lock
	$(EXPORT) > requirements.txt

bench: dev
	@set -e; for f in catalogs merging articles segmentation glossary mt mt_terms; do echo "== $$f"; .venv/bin/python benchmarks/$$f.py; done

clean:
	rm -rf .venv .venv-training .tools .l10n build dist
