#!/bin/sh
# A quorum of witnesses while the log grows: two that look at different times, and a load that never lets the newest
# checkpoint be one that both have seen.
# usage: quorum_cli.sh BUILD_DIR (makes the witnesses' keys, then runs itself against a sandbox that knows them)
set -eu
build=$(cd "$1" && pwd)
source=$(cd "$(dirname "$0")/../../.." && pwd)
tnw=$build/client/cli/tnw

if [ $# -eq 1 ]; then
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    for name in een twee drie; do
        "$tnw" audit witness-key "$name.example.be" "$work/$name.key" >"$work/$name.pub" 2>"$work/err"
    done
    cat "$work/een.pub" "$work/twee.pub" >"$work/witnesses"
    TNW_SANDBOX_SET="--set audit.witnesses=$work/witnesses" QUORUM_WORK=$work
    export TNW_SANDBOX_SET QUORUM_WORK
    "$source/tests/with_sandbox.sh" "$0" "$build"
    exit 0
fi

sandbox=$(dirname "$2")
work=$QUORUM_WORK
# shellcheck source=tests/scenario/cli/asks.sh
. "$(dirname "$0")/asks.sh"
export HOME="$work" TZ=UTC
running=''
# shellcheck disable=SC2317 # called by the trap
stop() {
    for pid in $running; do
        kill -TERM "$pid" 2>/dev/null || :
        wait "$pid" 2>/dev/null || :
    done
}
trap stop EXIT

# until_done WHAT COMMAND...: as often as it takes; a loaded machine may be slow.
until_done() {
    what=$1 tries=0
    shift
    until "$@"; do
        tries=$((tries + 1))
        [ "$tries" -lt 600 ] || fail "never: $what"
        sleep 0.1
    done
}
has_quorum() {
    "$tnw" --sandbox "$sandbox" --as auditor audit checkpoint --witness "$een" --witness "$twee" >"$work/out" \
        2>"$work/err" </dev/null
}
witness() {
    "$tnw" --sandbox "$sandbox" --as auditor audit witness --state "$work/$1.state" --key "$work/$1.key" \
        --interval "$2" >>"$work/$1.said" 2>&1 &
    running="$running $!"
}

een=$(cat "$work/een.pub") twee=$(cat "$work/twee.pub") drie=$(cat "$work/drie.pub")
niss=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["actors"]["patient2"]["niss"])' \
    "$sandbox/sandbox.json")
until=$(date -d '+30 days' +%F)
as 0 huisarts --json dossier open --niss "$niss" --name "Mia Goossens" --start 2026-01-05 --employment employed
dossier=$(of id)
as 0 patient2 --json consent grant "$dossier" --yes --role adviserend_arts --category fit_note --action read \
    --purpose tnw_traject --until "$until"
consent=$(of id)

# Nobody has cosigned: that is a verdict, and the quorum that cannot be a usage error.
as 9 auditor audit checkpoint --witness "$een"
says "(witnesses)" err
as 2 auditor audit checkpoint --witness "$een" --quorum 2
as 2 auditor audit checkpoint --quorum 1

# An idle log: each round renews the cosignature, so that its age says when somebody last looked.
looks_again() {
    as 0 auditor audit witness --state "$work/een.state" --key "$work/een.key" --once
    grep -q "still cosigns" "$work/out"
}
cosigned_at() {
    as 0 auditor --json audit checkpoint --witness "$een"
    of witnesses 0 time
}
stands_still() {
    looks_again && sleep 1.1 && looks_again
}
until_done "the log stands still" stands_still
first=$(cosigned_at)
sleep 1.1
looks_again || fail "the log grows by being watched"
[ "$(cosigned_at)" != "$first" ] || fail "the cosignature of an idle log is not renewed"

# Who looks later follows what others cosigned meanwhile, or no two would ever be on one checkpoint.
once() {
    as 0 auditor audit witness --state "$work/$1.state" --key "$work/$1.key" --once
}
cosigns_more() {
    once "$1"
    grep -q "^cosigned" "$work/out"
}
has_grown() {
    as 0 auditor audit checkpoint
    [ "$(sed -n 2p "$work/out")" -gt "$(sed -n 2p "$work/een.state")" ]
}
once twee
as 0 huisarts dossier show "$dossier"
until_done "a longer log" cosigns_more een
as 0 huisarts dossier show "$dossier"
until_done "a still longer log" has_grown
once twee
[ "$(grep -c "^cosigned" "$work/out")" -eq 2 ] || fail "does not follow what the other witness cosigned"
has_quorum || fail "no quorum of two that look at different times"

# The load: each request is a record.
"$source/tests/scenario/cli/grow.py" "$sandbox" huisarts >"$work/load.said" 2>&1 &
running="$running $!"
witness een 2
witness twee 3
quorum_size() {
    has_quorum || fail "no quorum while the log grows"
    sed -n 2p "$work/out"
}
moved_on() {
    [ "$(quorum_size)" -gt "$before" ] && grep -q "only the log's own signature stands" "$work/out"
}
# Each look finds a quorum, while the log grows beyond it and the witnesses follow, again and again.
for _ in 1 2 3; do
    before=$(quorum_size)
    until_done "the witnesses follow the log: $(cat "$work/load.said")" moved_on
done
as 9 auditor audit checkpoint --witness "$een" --witness "$drie"
as 0 auditor audit checkpoint --witness "$een" --witness "$drie" --quorum 1 --out "$work/kept.note"
grep -q '^— een.example.be ' "$work/kept.note" || fail "what is kept is not what was witnessed"

# The patient's list: what of it is witnessed, and the rest.
covers_list() {
    "$tnw" --sandbox "$sandbox" --as patient2 access-log "$dossier" --verify --witness "$een" --witness "$twee" \
        >"$work/out" 2>"$work/err" </dev/null || fail "the list is not verified"
    ! sed '/^$/q' "$work/out" | grep -v '^$' | tail -n 1 | grep -q '(not ' # the oldest of those shown
}
until_done "the list's first records are witnessed" covers_list
says "Witnessed: the first " out
says "een.example.be" out
as 0 patient2 --json access-log "$dossier" --verify --witness "$een" --witness "$twee"
[ "$(of witnessed size)" -gt 0 ] || fail "does not say how much is witnessed"
as 9 patient2 access-log "$dossier" --verify --witness "$drie"
says "(witnesses)" err

# Receipts and exports under a checkpoint of the quorum, checked without the server.
has_receipt() {
    rm -f "$work/receipt.json"
    "$tnw" --sandbox "$sandbox" --as patient2 consent receipt "$dossier" "$consent" --out "$work/receipt.json" \
        --witness "$een" --witness "$twee" >"$work/out" 2>"$work/err" </dev/null
}
until_done "a witnessed receipt" has_receipt
as 0 patient2 consent verify "$work/receipt.json" --witness "$een" --witness "$twee"
says "twee.example.be" out
as 9 patient2 consent verify "$work/receipt.json" --witness "$een" --witness "$drie"
as 0 patient2 consent verify "$work/receipt.json" --witness "$een" --witness "$drie" --quorum 1
as 0 auditor audit export "$work/log.ndjson" --witness "$een" --witness "$twee"
as 0 auditor audit verify "$work/log.ndjson" --witness "$een" --witness "$twee"
# Witnesses that are remembered are asked for, as if each command named them.
as 2 patient2 trust witness nonsense
as 0 patient2 trust witness "$een"
as 0 patient2 trust witness "$twee"
as 0 patient2 trust show
says "$twee" out
as 0 patient2 access-log "$dossier" --verify
says "Witnessed: the first " out
as 0 patient2 access-log "$dossier" --verify --witness "$een"
as 0 patient2 trust witness "$drie"
as 9 patient2 access-log "$dossier" --verify
says "(witnesses)" err
as 0 patient2 access-log "$dossier" --verify --quorum 2
as 0 patient2 access-log "$dossier"
echo "a quorum stands while the log grows"
