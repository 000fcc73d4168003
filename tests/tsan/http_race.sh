#!/bin/sh
# The whole server under ThreadSanitizer: reads, writes that make them stale, long polls, sealing and the evidence that is read
# meanwhile, cosignatures, fresh connections, scrapes and reloads at once, and SIGTERM in the middle of it. Any report in its log fails the test. http_race.sh BUILD-FOLDER
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
build=$1
dir=$(mktemp -d /tmp/tnw-race.XXXXXX)
pids=''

# shellcheck disable=SC2317 # called by the trap
clean_up() {
    for pid in $pids; do
        kill -TERM "$pid" 2>/dev/null || :
    done
    wait || :
    rm -rf "$dir"
}
trap clean_up EXIT

fail() {
    echo "not true: $*" >&2
    tail -n 200 "$dir/tnwd.log" >&2 || :
    exit 1
}

field() {
    jq -er "$1" "$dir/sandbox.json"
}

# post NAME PATH BODY: prints the id of what was made.
post() {
    curl -sS --max-time 30 --cacert "$(field .ca)" --cert "$(field ".actors.$1.cert")" \
        --key "$(field ".actors.$1.key")" -H 'Content-Type: application/json' --data-binary "$3" "$url$2" \
        >"$dir/answer.json"
    jq -er '.id // .actor' "$dir/answer.json" || fail "POST $2 as $1: $(cat "$dir/answer.json")"
}

# load NAME OPTION... URL
load() {
    name=$1
    shift
    "$build/tests/bench/tnw-load" --ca "$(field .ca)" --cert "$(field ".actors.$name.cert")" \
        --key "$(field ".actors.$name.key")" -w 0 "$@"
}

start() {
    suppressions=$here/suppressions.txt
    "$build/client/cli/tnw" audit witness-key race.example "$dir/witness.key" >"$dir/witness.pub" 2>"$dir/said"
    TSAN_OPTIONS="suppressions=$suppressions exitcode=66" TNW_BIN_DIR=$build TNW_SANDBOX_LIMITS=off \
        TNW_SANDBOX_SET="--set server.max_per_address=1024 --set server.workers=4 --set audit.witnesses=$dir/witness.pub" \
        "$here/../sandbox.sh" "$dir" 2>"$dir/said" &
    sandbox=$!
    pids=$sandbox
    until [ -f "$dir/sandbox.json" ]; do
        kill -0 "$sandbox" 2>/dev/null || fail "the sandbox starts: $(cat "$dir/said")"
        sleep 0.1
    done
    url=$(field .url)
    server=$(field .pid)
}

prepare() {
    today=$(date -u +%F) later=$(date -u -d '+60 days' +%F)
    dossier=$(post huisarts /v1/dossiers '{"patient": {"niss": "'"$(field .actors.patient.niss)"'", "name": "Jan"},
        "start": "'"$today"'", "employment": "employed"}')
    post huisarts "/v1/dossiers/$dossier/participants" \
        '{"actor": "'"$(field .actors.adviserend_arts.id)"'", "role": "adviserend_arts"}' >"$dir/id"
    for role in huisarts adviserend_arts; do
        post patient "/v1/dossiers/$dossier/consents" '{"effect": "grant", "grantee": {"role": "'$role'"},
            "categories": ["fit_note"], "actions": ["read", "write", "confer"], "purposes": ["tnw_traject"],
            "until": "'"$later"'"}' >"$dir/id"
    done
    fragment=$(post huisarts "/v1/dossiers/$dossier/fragments" '{"category": "fit_note",
        "content": {"from": "'"$today"'", "until": "'"$later"'", "hours_per_week": 8}}')
    thread=$(post huisarts "/v1/dossiers/$dossier/threads" '{"procedure": "tnw_traject", "subject": "Race",
        "participants": ["'"$(field .actors.adviserend_arts.id)"'"]}')
}

# What the sealed log answers: enough records for a whole tile, and paths that hold from then on.
prepare_evidence() {
    load huisarts -c 4 -n 600 "$url/v1/me" >"$dir/crowd.txt" 2>&1 || fail "a crowd: $(cat "$dir/crowd.txt")"
    sealed=0
    until [ "$sealed" -ge 600 ]; do
        sleep 0.1
        sealed=$(curl -s --max-time 10 "$(field .ops_url)/metrics" | awk '/^tnwd_audit_sealed/ { print $2 }')
    done
    cat >"$dir/proofs" <<EOF
/v1/audit/checkpoint
/v1/audit/log/checkpoint
/v1/audit/proof/inclusion?seq=5
/v1/audit/proof/inclusion?seq=300&size=500
/v1/audit/proof/consistency?from=77
/v1/audit/proof/consistency?from=256&to=600
/v1/audit/log/tile/0/000
/v1/dossiers/$dossier/access-log?proof=true&limit=20
/v1/dossiers/$dossier/access-log?fold=true&language=nl
EOF
    cat >"$dir/searches" <<EOF
/v1/audit/records?dossier=$dossier&decision=permit
/v1/audit/records?action=message.post&ground=consent&limit=20
/v1/audit/records/300
/v1/audit/export?from=200&size=400
/v1/audit/log/tile/entries/000
EOF
}

# everything SECONDS: all kinds of load at once; sets loads to their processes.
everything() {
    message='{"kind": "advies", "text": "Message {n}"}'
    load adviserend_arts -c 16 -d "$1" "$url/v1/dossiers/$dossier/fragments/$fragment" >"$dir/read.txt" 2>&1 &
    loads=$!
    load huisarts -c 4 -d "$1" -m POST -H 'Content-Type: application/json' -H "Idempotency-Key: race-$1-{n}" \
        --body "$message" "$url/v1/threads/$thread/messages" >"$dir/write.txt" 2>&1 &
    loads="$loads $!"
    load adviserend_arts -c 6 -d "$1" "$url/v1/inbox?wait=1" >"$dir/poll.txt" 2>&1 &
    loads="$loads $!"
    load patient -c 4 -d "$1" --paths "$dir/proofs" "$url/" >"$dir/proofs.txt" 2>&1 &
    loads="$loads $!"
    load auditor -c 2 -d "$1" --paths "$dir/searches" "$url/" >"$dir/searches.txt" 2>&1 &
    loads="$loads $!"
    pids="$sandbox $loads"
}

# Fresh handshakes, good and bad, a witness, scrapes and reloads, until the time is over.
disturb() {
    end=$(($(date +%s) + $1))
    while [ "$(date +%s)" -lt "$end" ]; do
        kill -HUP "$server"
        for name in huisarts revoked unknown; do
            curl -s --max-time 10 -o "$dir/answer" --cacert "$(field .ca)" --cert "$(field ".actors.$name.cert")" \
                --key "$(field ".actors.$name.key")" "$url/v1/me" || :
        done
        "$build/client/cli/tnw" --sandbox "$dir" --as auditor audit witness --state "$dir/witness.state" \
            --key "$dir/witness.key" --once >"$dir/cosigned" 2>&1 || fail "the witness cosigns: $(cat "$dir/cosigned")"
        curl -s --max-time 10 -o "$dir/metrics" "$(field .ops_url)/metrics" || fail "metrics answer"
    done
}

assert_no_report() {
    ! grep -q 'ThreadSanitizer' "$dir/tnwd.log" || fail "no data race"
}

start
prepare
prepare_evidence
everything 12
disturb 12
for pid in $loads; do
    wait "$pid" || fail "all answers are good: $(cat "$dir"/read.txt "$dir"/write.txt "$dir"/poll.txt "$dir"/proofs.txt \
        "$dir"/searches.txt)"
done
assert_no_report

everything 6
sleep 2
kill -TERM "$sandbox"
status=0
wait "$sandbox" || status=$?
[ $status -eq 0 ] || fail "it ends with 0 in the middle of its work, but ended with $status"
for pid in $loads; do
    wait "$pid" || : # the server went away
done
pids=''
assert_no_report
