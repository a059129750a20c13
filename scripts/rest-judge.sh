#!/usr/bin/env bash
# Installs the judge of the addresses for providers' programs beside the readers. Where PyPI cannot be reached it is left out,
# and the tests say so.
set -eu
cd "$(dirname "$0")/.."
echo "Installing: schemathesis (asks the addresses for providers everything their description allows, and what it does not)"
if .tools/venv/bin/pip install --quiet --disable-pip-version-check schemathesis==4.32.5; then
  touch .tools/venv/schemathesis
  exit 0
fi
rm -f .tools/venv/schemathesis
if .tools/venv/bin/pip download --quiet --disable-pip-version-check --no-deps --dest "$(mktemp -d)" openpyxl==3.1.5; then
  echo "PyPI answers, but the package could not be installed"
  exit 1
fi
echo "SKIPPED: PyPI cannot be reached, so the judge of the addresses for providers is not installed"
