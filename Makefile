# The doors of a developer: run, test, bench, build, dev, lint, fmt. CONTRIBUTING.md says what each of them does.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := build
MAKEFLAGS += --no-print-directory

TARGET := $(or $(CARGO_TARGET_DIR),target)
ADDR ?= 127.0.0.1:7836
# How many parties the benchmarks work on: 100k, or 1m for the figures of the issues.
SCALE ?= 100k

PACKAGES := node_modules/.installed
ASSETS := crates/ui/assets/dist/manifest.txt
ASSET_SOURCES := $(shell find crates/ui/assets -type f -not -path '*/dist/*' 2>/dev/null)

.NOTPARALLEL:
.PHONY: run test bench build dev lint fmt assets tools test-tools rules browser

run: build
	exec $(TARGET)/release/quen demo --addr $(ADDR)

build: tools $(ASSETS)
	cargo build --release --locked --bin quen

dev: tools $(ASSETS)
	cargo run --locked --bin quen -- demo --addr $(ADDR)

test: test-tools lint rules browser

# Everything cargo can test, on both databases, then the worked examples of the two libraries.
rules: $(ASSETS)
	npm test
	if cargo nextest --version >/dev/null 2>&1; then runner="cargo nextest run"; else runner="cargo test"; fi; \
	scripts/with-postgres.sh $$runner --workspace --locked
	cargo test --doc --locked -p quen-vietnam -p quen-insight -p quen-words

# The finished program from outside: the API against its own description, the pages in a browser.
browser: rules
	for suite in scripts/api-fuzz.sh scripts/e2e.sh; do if [ -x $$suite ]; then $$suite; fi; done

# Every benchmark, PostgreSQL too, then the idle program. docs/speed.md says how to read it.
bench: build
	mkdir -p $(TARGET)/bench
	QUEN_BENCH_SCALE=$(SCALE) QUEN_BENCH_DIR=$(abspath $(TARGET))/bench \
		scripts/with-postgres.sh cargo bench --workspace --bench '*' --locked
	QUEN_BENCH_DIR=$(abspath $(TARGET))/bench scripts/idle.sh

lint: tools $(ASSETS)
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --locked -- -D warnings
	if cargo deny --version >/dev/null 2>&1; then cargo deny --locked check bans licenses sources; fi

fmt:
	cargo fmt --all

assets: $(ASSETS)

# The packages are as package-lock.json says; a change of it installs them anew.
$(PACKAGES): package.json package-lock.json | tools
	npm ci --no-audit --no-fund
	touch $@

$(ASSETS): $(PACKAGES) $(ASSET_SOURCES)
	npm run --silent assets

tools:
	scripts/tools.sh build

test-tools:
	scripts/tools.sh test
