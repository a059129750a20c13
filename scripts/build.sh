#!/usr/bin/env bash
# Leaves dist/: the portal, the hub in a box beside it, and the site's files. Nothing in it points back to the sources.
set -eu
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-target}

echo "Building the server (the first time takes some minutes)"
cargo build --release --locked -p server -p hub-sim
echo "Building the browser half"
node scripts/build-site.mjs

mkdir -p dist/site
# A running program cannot be overwritten, but it can be replaced.
for program in portal hub-sim; do
  cmp -s "$target/release/$program" "dist/$program" && continue
  cp "$target/release/$program" "dist/$program.new"
  mv "dist/$program.new" "dist/$program"
done
node scripts/mirror.mjs target/site dist/site
