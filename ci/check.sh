#!/usr/bin/env bash
# Style and lints; licences and known holes of dependencies where cargo-deny is installed.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo fmt --all --check
cargo clippy --workspace --all-targets --locked --quiet -- -D warnings
if command -v cargo-deny >/dev/null; then
  cargo deny --log-level error check licenses bans sources
  # The list of known holes is fetched; a machine without a network can't be told of them.
  if cargo deny fetch >/dev/null 2>&1; then
    cargo deny --log-level error check advisories
  else
    echo "skipped: known holes of dependencies (their list can't be fetched)"
  fi
else
  echo "skipped: licences of dependencies (cargo-deny is not installed)"
fi
