#!/usr/bin/env bash
# Gives Rust the browser as a target. Leaves the way it went ("rustup" or "debian") in .tools/wasm-target.
set -eu
cd "$(dirname "$0")/.."
mkdir -p .tools
if command -v rustup >/dev/null && rustup target list --installed 2>/dev/null | grep -qx wasm32-unknown-unknown; then
  echo rustup >.tools/wasm-target
  exit 0
fi
echo "Installing: Rust's wasm32-unknown-unknown target (the browser half is compiled to WebAssembly)"
if command -v rustup >/dev/null && rustup target add wasm32-unknown-unknown; then
  echo rustup >.tools/wasm-target
  exit 0
fi
echo "rustup cannot give the target; falling back to Debian's Rust, which builds its own standard library"
scripts/apt.sh "the browser half is compiled to WebAssembly" rustc-web cargo-web rust-web-src lld-22
echo debian >.tools/wasm-target
