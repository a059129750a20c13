#!/usr/bin/env bash
# The portal of dist/, and beside it, in the demo, a sample provider (PHR事業者) on a port of its own. Without npm's registry the
# provider is left out, and that is said.
set -euo pipefail
cd "$(dirname "$0")/.."
provider=

if [ "${PORTAL_PROFILE:-demo}" = demo ]; then
  if [ ! -e e2e/partner/node_modules/fhirclient ]; then
    echo "Installing: npm packages of e2e/partner/ (the SMART library of the sample provider)"
    (cd e2e/partner && npm ci --no-audit --no-fund --loglevel=error) || echo "SKIPPED: the sample provider, because npm's registry could not be reached"
  fi
  if [ -e e2e/partner/node_modules/fhirclient ]; then
    entry=$(mktemp)
    node e2e/partner/entry.mjs > "$entry"
    dist/portal partner add "$entry" > /dev/null
    rm -f "$entry"
    node e2e/partner/server.mjs &
    provider=$!
  fi
fi

dist/portal &
portal=$!
trap 'kill "$portal" 2> /dev/null || true' INT TERM
# A signal ends the first waiting; the portal then still lets its requests end.
status=0
wait "$portal" || status=$?
while kill -0 "$portal" 2> /dev/null; do wait "$portal" || status=$?; done
[ -z "$provider" ] || kill "$provider" 2> /dev/null || true
exit "$status"
