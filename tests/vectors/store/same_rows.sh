#!/bin/sh
# Whether the rows are those of the vector, but for what a migration changes: same_rows.sh VECTOR ROWS. The log has one
# record more, kept answers lie under the keys of those to whom they were given, and keys are others.
set -eu
unchanged() {
    sed -E '/^(audit|data_key|dossier_key|meta) /d; s/^(idempotency [0-9]+) .*/\1/' "$1"
}
unchanged "$1/rows" >"$2.before"
unchanged "$2" | diff "$2.before" -
