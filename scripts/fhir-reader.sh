#!/usr/bin/env bash
# Installs a reader of FHIR documents beside that of the tax form. Where PyPI cannot be reached it is left out, and the
# tests say so.
set -eu
cd "$(dirname "$0")/.."
echo "Installing: fhir.resources (reads the checkup documents with a reader that is not ours)"
if .tools/venv/bin/pip install --quiet --disable-pip-version-check fhir.resources==8.3.0; then
  touch .tools/venv/fhir-resources
  exit 0
fi
rm -f .tools/venv/fhir-resources
if .tools/venv/bin/pip download --quiet --disable-pip-version-check --no-deps --dest "$(mktemp -d)" openpyxl==3.1.5; then
  echo "PyPI answers, but the package could not be installed"
  exit 1
fi
echo "SKIPPED: PyPI cannot be reached, so the reader of checkup documents is not installed"
