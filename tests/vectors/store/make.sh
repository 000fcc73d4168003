#!/bin/sh
# Makes the vector of the format that this tree writes: make.sh BUILD_DIR [OUT], once, by the code that is released with it.
# OUT: the folder beside this one that is named after the format. What is in it: README.md.
set -eu
build=$(CDPATH='' cd -- "$1" && pwd)
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
work=$(mktemp -d /tmp/tnw-vector.XXXXXX)
# shellcheck source=tests/vectors/store/stage.sh
. "$here/stage.sh"
trap stage_end EXIT
format=$(sed -n 's/^#define LAYOUT_VERSION \([0-9]*\)$/\1/p' "$here/../../../server/store/layout.h")
out=${2:-$here/../store-$format}

box=$work/box
wall=$(python3 -c 'import calendar, time; print((calendar.timegm((2026, 5, 18, 11, 0, 0)) - int(time.time())) * 1000)')
stage_clock "$wall" 0
"$stage_tnw" audit witness-key getuige.example.be "$work/witness" >"$work/witnesses" 2>"$work/said"
export TNW_SANDBOX_SET="--set audit.witnesses=$work/witnesses"
stage_start "$box"
"$here/story.py" "$box" "$work/clocks" "$stage_tnw" "$stage_tnwd" "$work/witness" "$work/names.json"
wait "$sandbox_pid" || sandbox_pid='' # it was killed
"$stage_tnwd" verify --config "$box/server/tnwd.conf" >"$work/verified"
grep -q "stood in the journal only" "$work/verified" || {
    cat "$work/verified" >&2
    echo "make.sh: all was committed before the server was killed: once more" >&2
    exit 1
}

mkdir -p "$out" "$work/pack/actors"
cp "$work/witnesses" "$box/server"
rm -r "$box/server/tls" "$box/server/data/lock.mdb"
cp -R "$box/server" "$work/pack"
cp "$box"/actors/*.id "$work/pack/actors"
tar -C "$work/pack" --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 --sparse -cf - actors server |
    xz -9e >"$out/store.tar.xz"
cp "$work/names.json" "$out/names.json"
echo "$wall" >"$out/clock"

# What it holds and what everybody sees, of copies: looking leaves records.
"$here/unpack.sh" "$out" "$work/rows"
"$build/tests/scenario/dump_store" "$work/rows/server/keyring" "$work/rows/server/data" >"$work/dumped"
"$here/rows.py" <"$work/dumped" >"$out/rows"
"$here/unpack.sh" "$out" "$work/look"
stage_hour "$wall"
TNW_SANDBOX_LIMITS=off TNW_SANDBOX_SET="--set audit.witnesses=$work/look/server/witnesses" stage_start "$work/look"
"$here/look.py" "$work/look" "$out/names.json" write "$out/answers.json.gz"
stage_stop
du -ah "$out"
