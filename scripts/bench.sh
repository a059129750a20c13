#!/usr/bin/env bash
# Measures the portal, side by side with what it is compared to. `scripts/bench.sh fhir` measures the answers to providers alone.
set -eu
cd "$(dirname "$0")/.."
exec cargo bench --locked --quiet -p server --bench portal -- "$@"
