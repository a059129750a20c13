#!/usr/bin/env bash
# Installs the judges of conformance/. Their own install scripts fetch lists that are not needed here, so none is run.
# Where npm's registry cannot be reached they are left out, and the tests say so.
set -eu
cd "$(dirname "$0")/.."
command -v openssl >/dev/null || scripts/apt.sh "a certificate for the portal under test" openssl
echo "Installing: npm packages of conformance/ ($(node -p "require('./conformance/package.json').description"))"
if (cd conformance && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error); then
  mkdir -p .tools && touch .tools/conformance
  exit 0
fi
# The folder may hold half of it.
rm -rf conformance/node_modules
if npm view csp_evaluator version >/dev/null 2>&1; then
  echo "npm's registry answers, but the packages could not be installed"
  exit 1
fi
echo "SKIPPED: npm's registry cannot be reached, so the judges of conformance/ are not installed"
