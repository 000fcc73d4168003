#!/bin/sh
# A store of a format that is still to come is refused by whatever opens it, with who can, and stays as it is:
# newer.sh BUILD_DIR VECTOR
set -eu
build=$(CDPATH='' cd -- "$1" && pwd)
vector=$(CDPATH='' cd -- "$2" && pwd)
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
work=$(mktemp -d /tmp/tnw-newer.XXXXXX)
trap 'rm -rf "$work"' EXIT
tnwd=$build/server/tnwd
config=$work/server/tnwd.conf

fail() {
    echo "newer.sh: $*" >&2
    cat "$work/said" >&2
    exit 1
}
"$here/unpack.sh" "$vector" "$work"
"$tnwd" migrate --config "$config" >"$work/said" 2>&1 || fail migrate
format=$(sed -n 's/^#define LAYOUT_VERSION \([0-9]*\)$/\1/p' "$here/../../../server/store/layout.h")
# The row of the engine that says the format, on each page that has it.
python3 - "$work/server/data/data.mdb" "$format" <<'END'
import sys
path, format = sys.argv[1], int(sys.argv[2])
data = open(path, "rb").read()
assert data.count(b"schema" + bytes([format])) > 0
open(path, "wb").write(data.replace(b"schema" + bytes([format]), b"schema" + bytes([format + 1])))
END
rm "$work/server/data/lock.mdb"
before=$(cd "$work/server/data" && sha256sum data.mdb)
for command in migrate "migrate --check" serve verify status compact "keys status" "keys rotate" "backup $work/backup" \
    clock check-config; do
    status=0
    # shellcheck disable=SC2086 # words
    "$tnwd" $command --config "$config" >"$work/said" 2>&1 || status=$?
    [ $status -eq 1 ] || fail "$command: status $status"
    grep -q "the store is of format $((format + 1)), .*$format.*: use the tnwd that wrote it" "$work/said" ||
        fail "$command does not say who can open it"
    [ "$(cd "$work/server/data" && sha256sum data.mdb)" = "$before" ] || fail "$command changes it"
done
echo "a newer format is refused with words"
