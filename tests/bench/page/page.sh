#!/bin/sh
# The page's views by the clock, under with_sandbox.sh: page.sh BUILD_DIR SANDBOX_JSON
set -eu
exec node "$(dirname "$0")/page.mjs" "$@"
