#!/usr/bin/env bash
# Every check there is, one after the other; what fails does not keep the next from running.
# Wants NHANLUC_TEST_POSTGRES in the environment: ./x test sees to it.
set -uo pipefail
cd "$(dirname "$0")/.."
. ci/lib.sh

log=$(mktemp)
trap 'rm -f "$log"' EXIT
summary=()
failed=0

step() {
  local name=$1 began=$SECONDS word=ok
  shift
  printf '\n── %s\n' "$name"
  "$@" 2>&1 | tee -a "$log"
  if [ "${PIPESTATUS[0]}" -ne 0 ]; then
    word=FAILED
    failed=$((failed + 1))
  fi
  summary+=("$(printf '%-8s %4d s  %s' "$word" $((SECONDS - began)) "$name")")
}

rust() {
  if command -v cargo-nextest >/dev/null; then
    cargo nextest run --workspace --locked --no-fail-fast --profile ci
  else
    cargo test --workspace --locked --no-fail-fast --lib --bins --tests --examples
  fi
}

# How many tests passed or failed, whichever runner ran them.
count() {
  sed 's/\x1b\[[0-9;]*m//g' "$log" | awk -v word="$1" '
    / tests run: / || /^test result: / {
      for (i = 2; i <= NF; i++) if ($i ~ "^" word) sum += $(i - 1)
    }
    (word == "passed" && /^(#|ℹ) pass [0-9]+$/) || (word == "failed" && /^(#|ℹ) fail [0-9]+$/) { sum += $3 }
    END { print sum + 0 }'
}

step "style and lints" ci/check.sh
step "unit, property, both databases, HTTP, command line" rust
step "examples in the documentation" cargo test --workspace --doc --locked --quiet
step "the program" cargo build --package nhanluc --locked --quiet
step "browser" ci/browser.sh

printf '\n%s' ""
printf '%s\n' "${summary[@]}"
passed_tests=$(count passed)
failed_tests=$(count failed)
# A check that failed without running a test counts as one.
if [ "$failed" -gt 0 ] && [ "$failed_tests" -eq 0 ]; then
  failed_tests=$failed
fi
echo "$passed_tests passed, $failed_tests failed"
[ "$failed" -eq 0 ]
