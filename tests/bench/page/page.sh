#!/bin/sh
# The page's views by the clock, under with_sandbox.sh: page.sh BUILD_DIR SANDBOX_JSON
# TNW_BENCH_VIEWS  what goes behind that to page.mjs
set -eu
# shellcheck disable=SC2086 # words
exec node "$(dirname "$0")/page.mjs" "$@" ${TNW_BENCH_VIEWS-}
