# Assay in two commands: `make run` serves it, `make test` proves it. Both set up what is absent first.
#
#   BASE=python:3.13-slim   builds the runner images on that image instead of on one made from Debian packages
#   DOCKER_HOST=tcp://...   uses that engine instead of the local one

.DEFAULT_GOAL := help
.PHONY: help setup packages engine python web binary base tests image run test lint fidelity peers bench

help: ## say what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

# What does not need each other is made side by side: most of it waits for a download or a compiler.
setup: ## install and build what is absent or has changed
	@+$(MAKE) --no-print-directory -j4 image

packages:
	@scripts/packages.sh

engine: packages
	@scripts/engine.sh

python: packages
	@scripts/python.sh

web: packages
	@scripts/web.sh

binary: packages web
	@scripts/binary.sh

# Needs the engine alone, so it is made while the compiler runs.
base: engine
	@scripts/base-image.sh > /dev/null

# What does not compile is told by the sections of scripts/test.sh.
tests: binary
	-@scripts/binary.sh tests

image: base python binary ## build the sandbox's and the examiner's image where their inputs changed
	@scripts/image.sh

run: setup ## serve Assay on http://127.0.0.1:8080
	@exec target/debug/assay serve --demo

# Compiled and linted as tests need it, from the first dependency on.
test: export ASSAY_FOR_TESTS := 1
test: ## prove everything: Python, Rust, challenges, containers, pages
	@+$(MAKE) --no-print-directory -j4 image tests
	@scripts/test.sh

fidelity: python ## compare suites from PyPI across the bridge with plain pytest, and write docs/fidelity.md
	@cd runner && ../.venv/bin/python -m fidelity

lint: python ## the quick checks alone
	@scripts/lint.sh

peers: packages ## install bubblewrap and, below build/peers, other graders from PyPI for the benchmark
	@scripts/peers.sh

bench: setup peers ## measure beside other ways and graders, and write docs/benchmarks.md
	@target/debug/assay bench --output docs/benchmarks.md
