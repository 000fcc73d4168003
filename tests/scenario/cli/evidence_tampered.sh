#!/bin/sh
# The store of a real server, changed behind its back in each way: `tnwd verify` names the place, and so does what an auditor, a
# patient and a witness find when that server is started again.
#
# Where each way of tampering that the log must withstand is tried. verify: of the store, by `tnwd verify`; export: by `tnw audit
# verify`; list: by `tnw access-log --verify`; witness: by `tnw audit witness`. Here, if nothing else is said.
#
#   a record changed          verify, export, list; seal_tamper.c, client_spoil.c, evidence_cli.sh, test_client_evidence_spoiled.c
#   a record removed          verify; export: client_spoil.c, evidence_cli.sh; list: test_client_evidence_spoiled.c
#   records reordered         verify, export; seal_tamper.c, client_spoil.c, evidence_cli.sh; list: test_client_evidence_spoiled.c
#   the tail cut              verify, and the start; export: client_spoil.c, evidence_cli.sh; list: test_client_evidence_spoiled.c
#   the head cut              verify; seal_tamper.c; export: client_spoil.c, evidence_cli.sh; list: test_client_evidence_spoiled.c
#   one omitted from a list   verify, list; evidence_cli.sh (a server that lies), test_client_evidence_spoiled.c
#   a node changed            verify, export, list; seal_tamper.c, client_spoil.c
#   the map changed           verify, and the start; seal_tamper.c, client_spoil.c; list: test_client_evidence_spoiled.c
#   a checkpoint rolled back  verify, witness, export beside a kept checkpoint; seal_tamper.c, test_cli_witness.c
#   a flipped bit in the journal, or in LMDB's newer meta page: verify, and the start; test_store_journal.c
#   a forked log              witness, with both checkpoints, and list: evidence_cli.sh; test_client_evidence_proof.c
#
# usage: evidence_tampered.sh BUILD_DIR
set -eu
build=$(cd "$1" && pwd)
source=$(cd "$(dirname "$0")/../../.." && pwd)
work=$(mktemp -d /tmp/tnw-tampered.XXXXXX)
sandbox=$work/sandbox
server=''
TNW_BIN_DIR=$build
export TNW_BIN_DIR HOME="$work" TZ=UTC
unset TNW_URL TNW_CA TNW_CERT TNW_KEY TNW_P12 TNW_P12_PASSWORD TNW_ROLE TNW_ACTOR TNW_PURPOSE TNW_PROFILE TNW_LOG_KEY \
    XDG_STATE_HOME 2>/dev/null || true

# shellcheck disable=SC2317 # called by the trap
clean_up() {
    [ -z "$server" ] || stop
    rm -rf "$work"
}
trap clean_up EXIT

fail() {
    echo "evidence_tampered: $way: $*" >&2
    sed 's/^/  said: /' "$work/said" >&2
    exit 1
}

# Status 1: it does not start.
start() {
    rm -f "$sandbox/sandbox.json"
    "$source/tests/sandbox.sh" "$sandbox" 2>"$work/said" &
    server=$!
    until [ -f "$sandbox/sandbox.json" ]; do
        kill -0 "$server" 2>/dev/null || {
            server=''
            return 1
        }
        sleep 0.05
    done
}

stop() {
    kill -TERM "$server"
    wait "$server" || fail "the server ends with $?"
    server=''
}

# run STATUS COMMAND...: what it says is in said.
run() {
    wanted=$1
    shift
    status=0
    "$@" >"$work/said" 2>&1 </dev/null || status=$?
    [ "$status" -eq "$wanted" ] || fail "$*: exit status $status instead of $wanted"
}
# as STATUS WHO COMMAND...
as() {
    wanted=$1 who=$2
    shift 2
    run "$wanted" "$build/client/cli/tnw" --sandbox "$sandbox" --as "$who" "$@"
}
# says TEXT...: each of them.
says() {
    for text in "$@"; do
        grep -qF -- "$text" "$work/said" || fail "does not say \"$text\""
    done
}
witness() {
    as "$1" auditor audit witness --state "$work/witness.state" --key "$work/getuige.key" --once
}
# A checkpoint follows within a second.
sealed() {
    sleep 1.2
}

# shown: the dossier, to many at once, so that their records lie side by side.
shown() {
    readers=
    for _ in 1 2 3 4 5 6 7 8; do
        "$build/client/cli/tnw" --sandbox "$sandbox" --as huisarts dossier show "$dossier" >/dev/null 2>"$work/said" &
        readers="$readers $!"
    done
    for reader in $readers; do
        wait "$reader" || fail "a reader ends with $?"
    done
}

# tampered WAY [PLACE]: a fresh copy of the store, changed so; `tnwd verify` finds something.
tampered() {
    way=$*
    rm -rf "$sandbox/server" "$work/.local"
    cp -Rp "$work/server" "$sandbox/server"
    cp "$work/kept.state" "$work/witness.state"
    run 0 "$build/tests/scenario/tamper_store" "$sandbox/server/keyring" "$sandbox/server/data" "$@"
    run 65 "$build/server/tnwd" verify --config "$sandbox/server/tnwd.conf"
}
# exported STATUS TEXT...: what the check of a fresh export says.
exported() {
    verdict=$1
    shift
    as 0 auditor audit export "$work/log.ndjson" --overwrite
    as "$verdict" auditor audit verify "$work/log.ndjson"
    says "$@"
}

way="as it is"
"$build/client/cli/tnw" audit witness-key getuige.example.be "$work/getuige.key" >"$work/getuige.pub" 2>"$work/said"
TNW_SANDBOX_SET="--set audit.witnesses=$work/getuige.pub"
export TNW_SANDBOX_SET
start
niss=$(jq -r .actors.patient2.niss "$sandbox/sandbox.json")
as 0 huisarts --json dossier open --niss "$niss" --name Mia --start 2026-01-05 --employment employed
dossier=$(jq -r .id "$work/said")
shown
sealed
shown
# Of the dossier's records, one of an even number with two of the dossier behind it: its pair is the dossier's too.
as 0 auditor --json audit list --dossier "$dossier"
even=$(jq '[.items[].record.seq] as $all | [$all[] | select(. % 2 == 0 and ([. + 1, . + 2] - $all == []))] | .[length / 2 | floor]' \
    "$work/said")
odd=$((even + 1))
sealed
exported 0 "none changed, none missing"
as 0 patient2 access-log "$dossier" --verify
sealed
# The newest checkpoint covers a record of no dossier only: its map is that of the one before.
as 0 auditor me
sealed
witness 0
cp "$work/witness.state" "$work/kept.state"
as 0 auditor --json audit checkpoint --out "$work/kept.note"
size=$(jq .size "$work/said")
stop
run 0 "$build/server/tnwd" verify --config "$sandbox/server/tnwd.conf"
cp -Rp "$sandbox/server" "$work/server"

tampered change "$even"
says "records $even to $odd: one of them was changed" "record $odd: does not follow record $even"
start || fail "does not start"
exported 9 "record $odd follows another record of its dossier than $even"
as 9 patient2 access-log "$dossier" --verify
says "record $odd"
stop

tampered remove "$even"
says "record $even: is missing"
start || fail "does not start"
as 6 auditor audit export "$work/log.ndjson" --overwrite
as 6 patient2 access-log "$dossier" --verify
stop

tampered swap "$even"
says "record $even: is not in the form of a record, or says to be at another place"
start || fail "does not start"
exported 9 "record $((even + 2)) stands where record $even belongs"
as 6 patient2 access-log "$dossier" --verify
stop

tampered cut "$((size - 1))"
says "state: a checkpoint of $size records was signed, and the log has $((size - 1))"
start && fail "serves a log whose end was cut off"

tampered remove 0
says "record 0: is missing"
start || fail "does not start"
as 6 auditor audit export "$work/log.ndjson" --overwrite
stop

tampered omit "$dossier"
says "is not filed under its dossier"
start || fail "does not start"
as 9 patient2 access-log "$dossier" --verify
says "are left out"
stop

tampered node "$odd"
says "was changed: it is not that of records $even to $odd"
start || fail "does not start"
exported 9 "records $even to $odd do not give the hash over them"
as 9 patient2 access-log "$dossier" --verify
stop

tampered map
says "map: the node of depth 0"
start && fail "serves a map that is not the checkpoint's"

tampered roll-back
says "is missing, and was cosigned" " records, and the map is of "
start || fail "does not start"
witness 10
says "ALARM"
as 0 auditor audit export "$work/log.ndjson" --overwrite
as 9 auditor audit verify "$work/log.ndjson" --since "$work/kept.note"
says "(size)" "the older checkpoint is of $size"
stop

tampered journal
says "journal: the journal is damaged: frame 2 is not whole, and frame 3, written later, is"
start && fail "serves what is in front of a damaged frame"
says "the journal is damaged: frame 2"

tampered meta
says "data.mdb is older than the journal beside it"
start && fail "serves a commit before the last one"
says "data.mdb is older than the journal beside it"

echo "each change of the store is found, with its place"
