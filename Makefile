# `make run` sets the assistant up and starts it; `make test` sets the tests up and runs them.
PYTHON ?= $(firstword $(foreach py,python3.14 python3.13 python3.12 python3.11 python3,$(shell $(py) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && command -v $(py))))
VENV := .venv
BIN := $(VENV)/bin
TORCH := $(shell sed -n 's/^ *"\(torch==[0-9.]*\)".*/\1/p' pyproject.toml)
ROOMS := runtime locales asr nlu dialog skills tts assistant lab
export OMP_NUM_THREADS ?= 1
export OMP_WAIT_POLICY ?= PASSIVE
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test lint audit fences docs wheel memory clean models portaudio

run: $(VENV)/.run portaudio models
	@if [ -t 0 ] && [ -t 1 ]; then $(BIN)/assistant; else $(BIN)/assistant demo; fi

# The fast half of what a change must pass, in under two minutes; `make test` is all of it.
check: lint models
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not slow"

test: $(VENV)/.test portaudio models
	$(BIN)/python -m pytest -n 2 --dist loadfile

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy $(foreach room,$(ROOMS),-p $(room))
	$(BIN)/lint-imports

# Patterns that are known for flaws, and flaws that are known in what is installed; the latter needs the network.
audit: $(VENV)/.test
	$(BIN)/bandit --quiet -c pyproject.toml -r $(ROOMS)
	$(BIN)/pip-audit --skip-editable

# Whether a skill that is kept apart is held, by what this system has.
fences: $(VENV)/.test
	$(BIN)/python -m pytest tests/dialog/isolation tests/dialog/test_contained.py -rs

lab: $(VENV)/.test
	$(BIN)/python -m lab --help

docs: $(VENV)/.run
	$(BIN)/pip install --quiet -e '.[docs]'
	$(BIN)/python -m typer assistant.cli.program utils docs --name assistant --title Commands --output docs/use/commands.md
	$(BIN)/python packaging/manual.py docs/use/commands.md build/assistant.1
	$(BIN)/mkdocs build --strict

# The wheel in an empty environment of every Python that is here; prints sizes and seconds as JSON.
wheel:
	$(PYTHON) packaging/try_wheel.py

# What the running daemon takes, as JSON.
memory: $(VENV)/.run models
	$(BIN)/python packaging/daemon_memory.py

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

models: $(VENV)/.run
	$(BIN)/assistant models fetch

# The rest of the assistant works without PortAudio: typed input, recordings, replies into files.
portaudio: $(VENV)/.run
	@$(BIN)/python -c 'import sounddevice' 2>/dev/null \
	  || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	       && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq libportaudio2 >/dev/null; } \
	  || echo "No PortAudio: microphone and speaker are off. To have them: sudo apt-get install libportaudio2"

$(VENV)/.made:
	@[ -n "$(PYTHON)" ] || { echo "Python 3.11 or later is needed."; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
	  || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null; } \
	  || { echo "Python lacks its venv module. To have it: sudo apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: $(VENV)/.made pyproject.toml
	$(BIN)/pip install --quiet -e .
	@touch $@

# torch is named with its pin, so that no resolver ever picks another build of it.
$(VENV)/.test: $(VENV)/.run
	$(BIN)/pip install --quiet $(TORCH) -e '.[dev]'
	@touch $@
