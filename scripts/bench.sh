#!/usr/bin/env bash
# Measures the portal that `make build` left in dist/, side by side with what it is compared to.
set -eu
cd "$(dirname "$0")/.."
exec cargo bench --locked --quiet -p server --bench portal
