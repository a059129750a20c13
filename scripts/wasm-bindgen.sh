#!/usr/bin/env bash
# Installs wasm-bindgen's command in .tools/bin, at exactly the version of Cargo.lock: the two halves of its
# interface must match to the digit.
set -eu
cd "$(dirname "$0")/.."
version=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[^0-9.]/, ""); print; exit }' Cargo.lock)
if [ "$(.tools/bin/wasm-bindgen --version 2>/dev/null)" = "wasm-bindgen $version" ]; then exit 0; fi
if [ "$(wasm-bindgen --version 2>/dev/null)" = "wasm-bindgen $version" ]; then
  mkdir -p .tools/bin
  ln -sf "$(command -v wasm-bindgen)" .tools/bin/wasm-bindgen
  exit 0
fi
echo "Installing: wasm-bindgen-cli $version (joins the WebAssembly to JavaScript; about two minutes)"
install() {
  # It runs a second a build; optimising it fully would take longer than it ever saves.
  CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_LTO=off \
  cargo install wasm-bindgen-cli --version "$version" --bin wasm-bindgen --no-default-features --root .tools --force --quiet "$@"
}
# Its lock file may name a version that has been withdrawn since; then cargo may choose.
install --locked 2>/dev/null || install
