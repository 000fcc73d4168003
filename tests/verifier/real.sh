#!/bin/sh
# The second verifier against a real server: what that shows holds, and with any one thing wrong it does not.
# usage: real.sh BUILD_DIR (makes the witness's key, then runs itself against a sandbox that knows it)
set -eu
verifier=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
tnw=$1/client/cli/tnw
if [ $# -eq 1 ]; then
    VERIFIER_WORK=$(mktemp -d)
    trap 'rm -rf "$VERIFIER_WORK"' EXIT
    "$tnw" audit witness-key getuige.example.be "$VERIFIER_WORK/witness.key" >"$VERIFIER_WORK/witness.pub" \
        2>"$VERIFIER_WORK/null"
    TNW_SANDBOX_SET="--set audit.witnesses=$VERIFIER_WORK/witness.pub"
    export TNW_SANDBOX_SET VERIFIER_WORK
    "$verifier/../with_sandbox.sh" "$0" "$1"
    exit 0
fi
sandbox=$2
work=$VERIFIER_WORK
export HOME="$work"
unset XDG_STATE_HOME TNW_URL TNW_ROLE TNW_ACTOR TNW_PROFILE 2>/dev/null || true

fail() {
    echo "verifier: $*" >&2
    exit 1
}

field() {
    jq -er "$1" "$sandbox"
}

# get WHO PATH…: the answers, one behind the other.
get() {
    who=$1
    shift
    for path in "$@"; do
        echo "url = \"$url$path\""
    done | curl -fsS --cacert "$(field .ca)" --cert "$(field ".actors.$who.cert")" \
        --key "$(field ".actors.$who.key")" -K - || fail "$who gets no $*"
}

as() {
    who=$1
    shift
    "$tnw" --sandbox "$(dirname "$sandbox")" --as "$who" "$@"
}

holds() {
    (cd "$work" && node "$verifier/tampered.mjs" "$key" "$@")
}

# seal NAME COUNT: a checkpoint of at least so many records, which were made before.
seal() {
    until get auditor /v1/audit/log/checkpoint >"$work/$1" && [ "$(sed -n 2p "$work/$1")" -ge "$2" ]; do
        sleep 0.1
    done
}

url=$(field .url)
key=$(field .log_key)
until=$(date -d '+30 days' +%F)

# Two dossiers, consents given and withdrawn, accesses and refusals, a list that shows both.
open() {
    as huisarts --json dossier open --niss "$(field ".actors.$1.niss")" --name "Een patiënt" --start 2026-01-05 \
        --employment employed | jq -r .id
}
dossier=$(open patient2)
open patient >"$work/other"
grant() {
    as patient2 --json consent grant --yes "$dossier" --role adviserend_arts --category "$1" --action read \
        --purpose tnw_traject --until "$until" | jq -r .id
}
given=$(grant fit_note)
withdrawn=$(grant gao)
as huisarts dossier list >"$work/list"
seal older 1
as patient2 consent withdraw --yes "$dossier" "$withdrawn" >"$work/null"
! as huisarts2 dossier show "$dossier" 2>"$work/null" || fail "a stranger is let in"
for _ in 1 2 3 4; do
    as huisarts fragment list "$dossier" >"$work/null"
done
# So many records that the tree has a second level of tiles.
# shellcheck disable=SC2046 # a list of words
get auditor $(seq 300 | sed 's#.*#/v1/me#') >"$work/null"
seal note 300
size=$(sed -n 2p "$work/note")
printf %s "$dossier" >"$work/dossier"

holds checkpoint note

# Cosigned, by a witness whom the verifier trusts.
as auditor audit witness --state "$work/witness.state" --key "$work/witness.key" --once >"$work/null" 2>&1
get auditor "/v1/audit/log/checkpoint?witnessed=1" >"$work/witnessed"
holds checkpoint witnessed --witness "$(cat "$work/witness.pub")"

seq=$(get auditor "/v1/audit/records?dossier=$dossier&action=dossier.list" | jq '.items[0].record.seq')
get auditor "/v1/audit/records/$seq" >"$work/entry"
jq -e '.links | length > 1' "$work/entry" >"$work/null" || fail "the list shows no two dossiers"
get auditor "/v1/audit/proof/inclusion?seq=$seq&size=$size" >"$work/proof"
holds inclusion note entry proof

get auditor "/v1/audit/proof/consistency?from=$(sed -n 2p "$work/older")&to=$size" >"$work/proof"
holds consistency older note proof

look=$(curl -fsS -D - -o "$work/null" --cacert "$(field .ca)" --cert "$(field .actors.patient2.cert)" \
    --key "$(field .actors.patient2.key)" "$url/v1/dossiers/$dossier/access-log" | tr -d '\r' |
    sed -n 's/^TNW-Request: //p')
get patient2 "/v1/dossiers/$dossier/access-log?proof=true&limit=6" >"$work/page1"
sealed=$(jq -r .sealed.checkpoint "$work/page1" | sed -n 2p)
after=$(jq -er '.next | @uri' "$work/page1")
get patient2 "/v1/dossiers/$dossier/access-log?proof=true&limit=100&size=$sealed&after=$after" >"$work/page2"
holds access_log dossier page1 page2 --request "$look"
# An answer of before a look does not hold its record.
status=0
(cd "$work" && node "$verifier/verify.mjs" "$key" access_log dossier page1 page2 \
    --request req_00000000000000000000000000 >said) || status=$?
if [ "$status" -ne 9 ] || ! grep -q '(stale)' "$work/said"; then
    fail "an old answer holds"
fi

for consent in "$given" "$withdrawn"; do
    get patient2 "/v1/dossiers/$dossier/consents/$consent/receipt" >"$work/receipt"
    holds receipt receipt
done

as auditor audit export "$work/export" 2>"$work/null"
holds export older export

# Tiles of that size, and the bundles that belong to them.
for path in $(node "$verifier/verify.mjs" "$key" tile_paths "$work/note"); do
    printf '{"%s": "%s"}' "$path" "$(get auditor "/v1/audit/log/tile/$path" | base64 -w 0)"
done | jq -s add >"$work/tiles"
jq -e 'keys | any(startswith("1/")) and any(. == "entries/000")' "$work/tiles" >"$work/null" ||
    fail "tiles of one level only"
holds tiles note tiles
