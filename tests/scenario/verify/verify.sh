#!/bin/sh
# tnwd verify on a store in which every space has rows: verify.sh BUILD_DIR VECTOR
set -eu
build=$(CDPATH='' cd -- "$1" && pwd)
vector=$(CDPATH='' cd -- "$2" && pwd)
source=$(CDPATH='' cd -- "$(dirname -- "$0")/../../.." && pwd)
work=$(mktemp -d /tmp/tnw-verify.XXXXXX)
# shellcheck source=tests/vectors/store/stage.sh
. "$source/tests/vectors/store/stage.sh"
trap stage_end EXIT
tnwd=$build/server/tnwd
config=$work/server/tnwd.conf

fail() {
    echo "verify.sh: $*" >&2
    cat "$work/out" "$work/err" >&2
    exit 1
}
# verify STATUS OPTION...
verify() {
    expected=$1 status=0
    shift
    "$tnwd" verify --config "$config" "$@" >"$work/out" 2>"$work/err" || status=$?
    [ $status -eq "$expected" ] || fail "verify $*: status $status, not $expected"
}
says() {
    grep -q -e "$1" "$work/$2" || fail "does not say: $1"
}

"$source/tests/vectors/store/unpack.sh" "$vector" "$work"
"$tnwd" migrate --config "$config" >"$work/out" 2>"$work/err" || fail migrate

# What no server of that format had: the terms of its dossiers, which the server of now notes by itself, an erasure that
# is not complete yet, and a backup.
rows_of() {
    "$tnwd" status --config "$config" --spaces | sed -n "s/^$1  *\([0-9]*\) .*/\1/p"
}
# shellcheck disable=SC2046 # two numbers
stage_clock $(python3 "$source/tests/vectors/store/hour.py" "$(cat "$vector/clock")")
stage_start "$work"
tries=0
until [ "$(rows_of expiry)" -gt 0 ]; do
    tries=$((tries + 1))
    [ $tries -lt 300 ] || fail "the server does not note when dossiers end"
    sleep 0.2
done
stage_stop
erased=$(sed -n 's/.*"\(dos_[0-9A-Z]*\)".*/\1/p' "$vector/names.json" | tail -n 1)
"$tnwd" erase --config "$config" "$erased" --order test >"$work/out" 2>"$work/err" || fail "erase $erased"
unset LD_PRELOAD TNW_TEST_CLOCK
"$tnwd" backup --config "$config" "$work/backup" >"$work/out" 2>"$work/err" || fail backup

# A sample prints its seed; the same seed is the same sample, another one another; and it finds what is in it.
verify 0 --sample 5
says "^A sample, seed [0-9]*: [0-9]* records, 1 checkpoint, [0-9]* rows beside the log: 0 findings$" out
verify 0 --sample 5 --seed 7 --json
cp "$work/out" "$work/first"
verify 0 --sample 5 --seed 7 --json
python3 - "$work/first" "$work/out" <<'END' || fail "the same seed is another sample"
import json, sys
first, second = (json.load(open(path)) for path in sys.argv[1:])
assert first["findings"] == 0 and first["told"] == [] and first["sample"] == 5 and first["seed"] == "7", first
assert {**first, "begun": ""} == {**second, "begun": ""}
END
verify 64 --sample 0
verify 64 --sample 5 --state "$work/state"

# One that goes on says so, and looks at nothing twice; a state of another log, a spoilt one, and one of a store that lost
# records are refused.
verify 0 --json
rows=$(sed 's/.*"rows":\([0-9]*\).*/\1/' "$work/out")
log=$("$tnwd" log-key --config "$config" | sed 's/+.*//')
state() {
    # state SIZE ROWS PART ROOT FORMAT [FINDING]: from the log of that size on; with no record of it looked at.
    python3 - "$work/state" "$log" "$@" <<'END'
import hashlib, sys
path, log, size, rows, part, root, format, *told = sys.argv[1:]
numbers = [("rows", rows), ("records", 100), ("dossiers", 4), ("checkpoints", 3), ("strangers", 0), ("findings", len(told))]
table = bytes(8 * (1 + 5 + 77 + 2 + 1)) # tree, numbers, kinds, map, heads: nothing
lines = [("log", log), ("begun", "2026-08-03T10:00:00.000Z"), ("format", format), ("part", part), ("seq", 0),
         ("key", "00" * 17), ("space", 0), ("last", ""), ("size", size), ("root", root), *numbers,
         *[("told", line) for line in told], ("table", len(table))]
body = "".join(f"{name} {value}\n" for name, value in lines).encode() + table
open(path, "wb").write(b"tnwd verify state 2\ndigest %s\n" % hashlib.sha256(body).hexdigest().encode() + body)
END
}
format=$(sed -n 's/^#define LAYOUT_VERSION \([0-9]*\)$/\1/p' "$source/server/store/layout.h")
empty=e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 # the root of no records
state 0 7 3 "$empty" "$format"
verify 0 --state "$work/state"
says "went on with one that began at 2026-08-03T10:00:00.000Z" out
says " $((rows + 7)) rows beside the log: 0 findings" out
[ ! -e "$work/state" ] || fail "the state of one that is done stays"
# What was found before the cut is said again, and counts.
state 0 7 3 "$empty" "$format" "record 3: is missing"
verify 65 --state "$work/state"
says "^record 3: is missing$" err
says "1 findings" out
# From the first record on.
state 0 7 0 "$empty" "$format"
verify 0 --state "$work/state"
# A byte of it changed.
state 0 7 0 "$empty" "$format"
printf x | dd of="$work/state" bs=1 seek=200 conv=notrunc 2>/dev/null
verify 78 --state "$work/state"
says "is no state of a verification of this log" err
state 0 0 3 "$empty" 1
verify 78 --state "$work/state"
state 1000000 0 3 "$empty" "$format"
verify 78 --state "$work/state"
says "of another store, or of an older state of it" err
echo none >"$work/state"
verify 78 --state "$work/state"
rm "$work/state"

# Told to end it says how to go on; a signal that is there when it starts is one that comes at its first look.
status=0
python3 -c 'import os, signal, sys
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
os.kill(os.getpid(), signal.SIGTERM)
os.execv(sys.argv[1], sys.argv[1:])' "$tnwd" verify --config "$config" --state "$work/state" >"$work/out" 2>"$work/err" || status=$?
[ $status -eq 1 ] || fail "cut: status $status"
says "^tnwd: Not done yet: it was cut; 0 findings so far. Where it is stands in $work/state: run the same command again" err
verify 0 --state "$work/state"
says "went on with one that began" out

"$build/tests/scenario/verify_spaces" "$work/server" >"$work/out" 2>"$work/err" || fail "verify_spaces"
verify 0
echo "verify names what is spoilt, goes on, and takes samples"
