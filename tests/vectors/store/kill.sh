#!/bin/sh
# A migration that is killed, or finds the disk full, at each kind of step on the disk, early and late: kill.sh BUILD_DIR
# VECTOR. Behind each the store is one or the other, whole; the same command goes on; and nothing is missing.
set -eu
build=$(CDPATH='' cd -- "$1" && pwd)
vector=$(CDPATH='' cd -- "$2" && pwd)
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
work=$(mktemp -d /tmp/tnw-kill.XXXXXX)
trap 'rm -rf "$work"' EXIT
tnwd=$build/server/tnwd
config=$work/box/server/tnwd.conf
export ASAN_OPTIONS="${ASAN_OPTIONS:-}:detect_leaks=0" # not under strace

fail() {
    echo "kill.sh: $point: $*" >&2
    cat "$work/said" >&2
    exit 1
}
"$here/unpack.sh" "$vector" "$work/fresh"
outcomes=''
# What is made and what is made durable in the new store; the last steps: the old journal goes, the new store comes, what is
# left over goes.
for point in mkdir:1 pwrite64:1 pwrite64:40 fdatasync:1 fdatasync:4 fdatasync:7 fsync:1 fsync:3 fsync:4 fsync:5 \
    rename:1 rename:2 unlink:1 unlink:6 unlink:8 unlink:9 unlink:12 rmdir:1 rmdir:2 \
    mkdir:1:full fallocate:1:full pwrite64:1:full pwrite64:40:full fdatasync:4:full fsync:3:full rename:1:full \
    rename:2:full; do
    fault=signal=KILL
    case $point in *:full) fault=error=ENOSPC ;; esac
    call=${point%%:*} when=${point#*:}
    rm -rf "$work/box"
    cp -R "$work/fresh" "$work/box"
    status=0
    strace -f -o "$work/trace" -e trace="$call" -e inject="$call:$fault:when=${when%:full}" \
        "$tnwd" migrate --config "$config" >"$work/said" 2>&1 || status=$?
    case $point in
    *:full)
        [ $status -eq 74 ] || fail "status $status"
        grep -q "Nothing is lost. Make room" "$work/said" || fail "it does not say what to do"
        ;;
    esac
    if [ $status -eq 0 ]; then
        outcomes="$outcomes whole"
    elif "$tnwd" verify --config "$config" >"$work/said" 2>&1; then
        outcomes="$outcomes new"
    else
        grep -q "is of format ${vector##*-}" "$work/said" || fail "neither the old store nor the new one"
        outcomes="$outcomes old"
    fi
    "$tnwd" migrate --config "$config" >"$work/said" 2>&1 || fail "it does not go on"
    [ -z "$(find "$work/box/server/data" -name 'migrating*')" ] || fail "something is left over"
    "$tnwd" verify --config "$config" >"$work/said" 2>&1 || fail "verify"
    "$build/tests/scenario/dump_store" "$work/box/server/keyring" "$work/box/server/data" | "$here/rows.py" >"$work/rows"
    "$here/same_rows.sh" "$vector" "$work/rows" >"$work/said" || fail "rows"
done
case $outcomes in
*old*new*) echo "killed:$outcomes" ;;
*) fail "it was never killed before and behind the rename:$outcomes" ;;
esac
