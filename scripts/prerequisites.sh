#!/usr/bin/env bash
# Says what a person has to install themselves, instead of failing half-way with a riddle.
set -eu
missing=0
lack() {
  echo "Missing: $1"
  missing=1
}
command -v cargo >/dev/null || lack "Rust: install it with rustup (https://rustup.rs)"
command -v cc >/dev/null || lack "a C compiler: sudo apt-get install build-essential"
if ! command -v node >/dev/null || ! node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)'; then
  lack "Node.js 20 or newer (https://nodejs.org)"
fi
command -v npm >/dev/null || lack "npm, which comes with Node.js or as a package of its own"
exit $missing
