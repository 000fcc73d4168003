#!/bin/sh
# Runs a test script against a sandbox of its own, and ends that: with_sandbox.sh SCRIPT BUILD_DIR. The script gets
# BUILD_DIR and the path of sandbox.json.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
dir=$(mktemp -d /tmp/tnw-sandbox.XXXXXX)
TNW_BIN_DIR=$2
export TNW_BIN_DIR
"$here/sandbox.sh" "$dir" 2>"$dir/said" &
sandbox=$!

# The sandbox ends with the status of its server, so that a sanitizer's finding there fails the test.
# shellcheck disable=SC2317 # called by the trap
end() {
    status=$?
    kill -TERM "$sandbox" 2>/dev/null || :
    wait "$sandbox" || status=$?
    [ "$status" -eq 0 ] || cat "$dir/said" "$dir/tnwd.log" >&2 || :
    rm -rf "$dir"
    exit "$status"
}
trap end EXIT

until [ -f "$dir/sandbox.json" ]; do
    kill -0 "$sandbox"
    sleep 0.05
done
"$1" "$2" "$dir/sandbox.json"
