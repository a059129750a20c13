#!/usr/bin/env bash
# All tests in order, stopping at the first that fails. Ends with what ran and how long it took.
# `make test` has built dist/ and installed the tools before; `scripts/test.sh lint unit …` runs some steps alone.
set -euo pipefail
cd "$(dirname "$0")/.."
# Two thousand slow connections are held by one of the tests.
ulimit -n "$(ulimit -Hn)"
log=target/test-log
mkdir -p "$log"
summary=()
skipped=
wanted=" $* "

# step <name> <command…>: runs it unless other steps were asked for; its output is kept for the counts.
step() {
  local name=$1 start=$SECONDS
  shift
  if [ "$wanted" != "  " ] && [[ $wanted != *" $name "* ]]; then return; fi
  echo "== $name"
  if ! "$@" 2>&1 | tee "$log/$name"; then
    echo "== $name FAILED after $((SECONDS - start)) s"
    exit 1
  fi
  local counted
  counted=$("count_${name//-/_}" "$log/$name")
  [ "$counted" != 0 ] || { echo "== $name ran nothing: that cannot be right"; exit 1; }
  [ "$counted" != skip ] || skipped+=" $name"
  summary+=("$(printf '%6s  %-12s %5s s' "$counted" "$name" "$((SECONDS - start))")")
}

# Dependencies are compiled once: lints and tests use the profile of the build.
lint() {
  cargo fmt --check
  echo "clippy: server, hub in a box, app with its pages"
  cargo clippy --release --locked --quiet --workspace --all-targets -- -D warnings
  echo "clippy: app, the rules alone"
  cargo clippy --release --locked --quiet -p app --all-targets -- -D warnings
  local feature
  for feature in hydrate convert; do
    echo "clippy: app for the browser, $feature"
    # Debian's Rust for the browser has no clippy; there the compiler's own word has to do.
    if [ "$(cat .tools/wasm-target)" = debian ]; then
      node scripts/wasm-cargo.mjs check --profile wasm-release --locked --quiet -p app --lib --no-default-features --features "$feature"
    else
      node scripts/wasm-cargo.mjs clippy --profile wasm-release --locked --quiet -p app --lib --no-default-features --features "$feature" -- -D warnings
    fi
  done
}

unit() { cargo test --release --locked --workspace --lib --bins; }
# The hub in a box is a program of its own; tests start the one that the build has left.
integration() { cargo test --release --locked --workspace --test '*'; }

# Judges that nobody here wrote, against dist/.
conformance() {
  if [ ! -e .tools/conformance ]; then
    echo "SKIPPED: the judges are not installed, because npm's registry could not be reached"
    return
  fi
  (cd conformance && node --test --test-reporter=tap ./*.test.mjs)
}

# Judges that were not at hand, each with its reason.
not_judged() { grep -oE '# SKIP .+' "$log/conformance" 2>/dev/null | sed 's/^# SKIP //' || true; }

browser() { (cd e2e && npx playwright test); }

count_lint() { echo $(($(grep -c '^clippy: ' "$1") + 1)); }
count_tests() { awk '/^test result: ok\./ { sum += $4 } END { print sum + 0 }' "$1"; }
count_unit() { count_tests "$1"; }
count_integration() { count_tests "$1"; }
count_conformance() { if grep -q '^SKIPPED' "$1"; then echo skip; else awk '/^# pass/ { print $3 }' "$1"; fi; }
count_browser() { node scripts/e2e-counts.mjs total; }

step lint lint
step unit unit
step integration integration
step conformance conformance
step browser browser

echo
echo "Passed:"
printf '%s\n' "${summary[@]}"
not_judged | while read -r reason; do echo "NOT JUDGED: $reason"; done
if [ "$skipped" != "" ]; then echo "SKIPPED, and so not known to hold:$skipped"; fi
if [ "$wanted" = "  " ] || [[ $wanted == *" browser "* ]]; then node scripts/e2e-counts.mjs; fi
echo "All in $SECONDS s"
