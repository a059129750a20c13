#!/usr/bin/env bash
# Installs the C compiler where apt is at hand, and says what a person has to install themselves, instead of failing
# half-way with a riddle.
set -eu
missing=0
lack() {
  echo "Missing: $1"
  missing=1
}
command -v cargo >/dev/null || lack "Rust: install it with rustup (https://rustup.rs)"
if ! command -v cc >/dev/null; then
  if command -v apt-get >/dev/null; then
    "$(dirname "$0")/apt.sh" "a C compiler and linker, which Rust needs" build-essential
  else
    lack "a C compiler and linker"
  fi
fi
if ! command -v node >/dev/null || ! node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)'; then
  lack "Node.js 20 or newer (https://nodejs.org)"
fi
command -v npm >/dev/null || lack "npm, which comes with Node.js or as a package of its own"
exit $missing
