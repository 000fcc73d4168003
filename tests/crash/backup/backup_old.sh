#!/bin/sh
# A backup of a store of an older format: backup_old.sh BUILD_DIR VECTOR. It is rehearsed and restored, comes back in the format
# of now with all its rows, wherever the restore is killed; a rotation reaches it; one of a newer format is refused.
set -eu
build=$(CDPATH='' cd -- "$1" && pwd)
vector=$(CDPATH='' cd -- "$2" && pwd)
vectors=$(CDPATH='' cd -- "$(dirname -- "$0")/../../vectors/store" && pwd)
work=$(mktemp -d /tmp/tnw-backup-old.XXXXXX)
trap 'rm -rf "$work"' EXIT
tnwd=$build/server/tnwd
home=$work/box/server
config=$home/tnwd.conf
format=${vector##*-}

fail() {
    echo "backup_old: $*" >&2
    cat "$work/out" "$work/err" >&2
    exit 1
}
# expect STATUS COMMAND ARGUMENT...
expect() {
    wanted=$1 got=0
    shift
    "$tnwd" "$@" --config "$config" >"$work/out" 2>"$work/err" || got=$?
    [ "$got" -eq "$wanted" ] || fail "$*: exit status $got instead of $wanted"
}
says() {
    grep -q -- "$1" "$work/$2" || fail "nothing said of: $1"
}
lose() {
    rm -rf "$home/data"
    mkdir -m 700 "$home/data"
}
same_rows() {
    expect 0 verify
    cp -R "$home" "$work/looked"
    "$build/tests/scenario/dump_store" "$work/looked/keyring" "$work/looked/data" | "$vectors/rows.py" >"$work/rows"
    rm -r "$work/looked"
    "$vectors/same_rows.sh" "$vector" "$work/rows" >"$work/out" || fail "rows"
}

"$vectors/unpack.sh" "$vector" "$work/box"
log=$("$tnwd" log-key --config "$config" | sed 's/+.*//')
"$build/tests/crash/old_backup" "$home" "$format" "$work/dest" "$log" >"$work/out" 2>"$work/err" || fail "no backup"
expect 0 restore "$work/dest" --rehearse
says "was of format $format" out
lose
for point in restore.commit restore.loaded restore.migrated restore.checked restore.log; do
    export TNW_STOP_AT="$point"
    expect 137 restore "$work/dest"
    unset TNW_STOP_AT
    expect 78 serve
    says "a restore was cut" err
done
expect 0 restore "$work/dest"
says "was of format $format" out
[ "$(ls "$home/data" | tr '\n' ' ')" = "data.mdb " ] || fail "more is left than the store: $(ls "$home/data")"
same_rows

# The keys in it are written anew, in its own format; and it comes back under the new one.
expect 0 backup "$work/dest" --set backup.keep=9 # the store knows it from now on
expect 0 keys rotate
expect 0 restore "$work/dest" --rehearse --generation 1
lose
rm "$home/audit-state" "$home/audit-state.new" 2>/dev/null || :
expect 0 restore "$work/dest" --generation 1 --new --origin later.example/tnwd
same_rows
expect 0 keys status
grep -q missing "$work/out" && fail "a key is missing"

"$build/tests/crash/old_backup" "$home" 0 "$work/none" "$log" 2>"$work/err" && fail "a format that there is not"
exit 0
