#!/bin/sh
# A store of an older format is refused, looked at and brought to that of now: migrate.sh TNWD CONFIG
set -eu
tnwd=$1
config=$2
said=$(mktemp)
trap 'rm -f "$said"' EXIT

fail() {
    echo "migrate.sh: $*" >&2
    cat "$said" >&2
    exit 1
}
! "$tnwd" verify --config "$config" >"$said" 2>&1 || fail "a store of an older format is opened"
grep -q 'run .tnwd migrate' "$said" || fail "it does not say what to do"
"$tnwd" migrate --config "$config" --check >"$said" 2>&1 || fail "--check"
grep -q "Nothing was changed" "$said" || fail "--check does not say that nothing was changed"
! "$tnwd" verify --config "$config" >"$said" 2>&1 || fail "--check changed something"
"$tnwd" migrate --config "$config" >"$said" 2>&1 || fail "migrate"
cat "$said"
"$tnwd" migrate --config "$config" >"$said" 2>&1 || fail "the second time"
grep -q "nothing to do" "$said" || fail "the second time it does something"
