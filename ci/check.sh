#!/usr/bin/env bash
# Style and lints; licences and known holes of dependencies where cargo-deny is installed.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo fmt --all --check
cargo clippy --workspace --all-targets --locked --quiet -- -D warnings
if command -v cargo-deny >/dev/null; then
  cargo deny --log-level error check
else
  echo "skipped: licences of dependencies (cargo-deny is not installed)"
fi
