#!/bin/sh
# The second verifier against the known answers in tests/vectors: what is published holds, under its keys and no others.
set -eu
verifier=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
cd "$verifier/../vectors/evidence"
key=$(jq -er .keys.log answers.json)
witness=$(jq -er .keys.witness answers.json)

holds() {
    node "$verifier/verify.mjs" "$key" "$@" --witness "$witness"
}

holds checkpoint checkpoint.note
for list in access_log access_log_behind; do
    holds access_log dossier "$list.json"
done
for receipt in receipt receipt_withdrawn; do
    holds receipt "$receipt.json"
done
holds export checkpoint.note export.ndjson
stranger=$(sed -n 1p ../note/log.vkey)
status=0
node "$verifier/verify.mjs" "$stranger" checkpoint checkpoint.note || status=$?
[ "$status" -eq 9 ] || {
    echo "answers: a stranger's key holds" >&2
    exit 1
}
