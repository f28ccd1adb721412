#!/usr/bin/env bash
# The journeys in a real browser, each on its own copy of one small demo province.
#
#   ci/browser.sh [FILE…]        all of e2e/, or these files
#   E2E_SHOTS=DIR ci/browser.sh  keeps a picture of every page at 320 and 1,280 px
set -euo pipefail
cd "$(dirname "$0")/.."
. ci/lib.sh

NHANLUC_BIN=$(realpath "${NHANLUC_BIN:-$(built debug)}")
NHANLUC_DEMO=$(mktemp -d)
export NHANLUC_BIN NHANLUC_DEMO
trap 'rm -rf "$NHANLUC_DEMO"' EXIT

"$NHANLUC_BIN" --data "$NHANLUC_DEMO" demo --no-serve --people 700
if [ "$#" -eq 0 ]; then
  set -- e2e/*.test.js
fi
node --test --test-concurrency=2 --test-timeout="${E2E_TIMEOUT:-600000}" "$@"
