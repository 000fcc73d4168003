#!/bin/sh
# What a vector holds is there, and everybody sees of it what they saw then: check.sh BUILD_DIR VECTOR
set -eu
build=$(CDPATH='' cd -- "$1" && pwd)
vector=$(CDPATH='' cd -- "$2" && pwd)
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
work=$(mktemp -d /tmp/tnw-vector.XXXXXX)
# shellcheck source=tests/vectors/store/stage.sh
. "$here/stage.sh"
trap stage_end EXIT

verify() {
    "$stage_tnwd" verify --config "$work/$1/server/tnwd.conf" >"$work/verified" 2>&1 || {
        cat "$work/verified" >&2
        exit 1
    }
}

stage_hour "$(cat "$vector/clock")"
"$here/unpack.sh" "$vector" "$work/box"
format=$(sed -n 's/^#define LAYOUT_VERSION \([0-9]*\)$/\1/p' "$here/../../../server/store/layout.h")
if [ "${vector##*-}" -lt "$format" ]; then
    "$here/migrate.sh" "$stage_tnwd" "$work/box/server/tnwd.conf"
fi
verify box
cp -R "$work/box" "$work/rows"
"$build/tests/scenario/dump_store" "$work/rows/server/keyring" "$work/rows/server/data" | "$here/rows.py" >"$work/dumped"
"$here/same_rows.sh" "$vector" "$work/dumped"

TNW_SANDBOX_LIMITS=off TNW_SANDBOX_SET="--set audit.witnesses=$work/box/server/witnesses" stage_start "$work/box"
"$here/look.py" "$work/box" "$vector/names.json" compare "$vector/answers.json.gz"
stage_stop
verify box
