# Everything from a fresh clone: what is missing is installed by these steps, once, each with a line that says why.
# Needs: GNU make, bash, Rust by rustup, Node 20 or newer; for `make test` also Debian or Ubuntu with apt.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules --no-print-directory

.PHONY: help run build test bench dev fmt tools test-tools

help: ## Lists what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## Builds and starts the portal with the hub in a box: http://localhost:3000
	@exec scripts/run.sh

build: tools ## Leaves dist/: the portal, the hub in a box and the site's files; runs from anywhere
	@scripts/build.sh

test: build test-tools ## Lint, unit, integration and browser tests, byte budgets; ends with its counts
	@scripts/test.sh

bench: build ## Prints ratios, one line each: name, ours, reference, ratio
	@scripts/bench.sh

dev: tools ## Development build that rebuilds and restarts on every change
	@exec node scripts/dev.mjs

fmt: ## Formats the Rust code
	@cargo fmt

# What a build needs.
tools: .tools/prerequisites .tools/wasm-target .tools/wasm-bindgen scripts/node_modules/.package-lock.json

# What the tests need besides.
test-tools: .tools/chromium .tools/postgres e2e/node_modules/.package-lock.json e2e/partner/node_modules/.package-lock.json .tools/venv/openpyxl .tools/venv/fhir-resources .tools/venv/schemathesis .tools/conformance

.tools/prerequisites: scripts/prerequisites.sh
	@scripts/prerequisites.sh
	@mkdir -p .tools && touch $@

.tools/wasm-target: scripts/wasm-target.sh
	@scripts/wasm-target.sh

.tools/wasm-bindgen: Cargo.lock scripts/wasm-bindgen.sh
	@scripts/wasm-bindgen.sh
	@touch $@

%/node_modules/.package-lock.json: %/package-lock.json %/package.json
	@echo "Installing: npm packages of $*/ ($$(node -p "require('./$*/package.json').description"))"
	@cd $* && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error
	@touch $@

.tools/chromium: scripts/apt.sh
	@[ -x "$${CHROMIUM:-/usr/bin/chromium}" ] || scripts/apt.sh "the browser of the end-to-end tests" chromium
	@scripts/apt.sh "Japanese letters in the browser's pictures" fonts-noto-cjk
	@mkdir -p .tools && touch $@

.tools/postgres: scripts/apt.sh
	@[ -n "$$(ls /usr/lib/postgresql/*/bin/postgres 2>/dev/null)" ] || scripts/apt.sh "the database that several nodes share, for their tests" postgresql
	@mkdir -p .tools && touch $@

# No line that touches: the script leaves its mark only where the packages are in place.
.tools/conformance: conformance/package-lock.json conformance/package.json scripts/conformance-tools.sh
	@scripts/conformance-tools.sh

# No line that touches here either.
.tools/venv/fhir-resources: scripts/fhir-reader.sh | .tools/venv/openpyxl
	@scripts/fhir-reader.sh

# Nor here.
.tools/venv/schemathesis: scripts/rest-judge.sh | .tools/venv/openpyxl
	@scripts/rest-judge.sh

.tools/venv/openpyxl:
	@python3 -c 'import ensurepip' 2>/dev/null || scripts/apt.sh "a place for the reader of the tax form" python3-venv
	@echo "Installing: openpyxl (opens the tax form with a reader that is not ours)"
	@python3 -m venv .tools/venv
	@.tools/venv/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5
	@touch $@
