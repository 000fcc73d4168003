# shellcheck shell=sh disable=SC2034,SC2154 # variables cross between this file and compare.sh
# What tnwd is asked in the benchmark. Sourced by compare.sh and attack.sh, after work.sh.
# start_tnwd sets tnwd_pid and tnwd_url; prepare_dossier sets read_url and post_url.

# start_tnwd LIMITS OPTIONS: off, or on as they are by default; further options of serve
start_tnwd() {
    TNW_BIN_DIR=$build TNW_SANDBOX_LIMITS=$1 TNW_SANDBOX_SET=$2 \
        "$root/dev" sandbox "$work/sandbox" >"$work/sandbox.log" 2>&1 &
    sandbox_pid=$!
    pids="$pids $sandbox_pid"
    until_sandbox $sandbox_pid "$work/sandbox"
    tnwd_pid=$(from_sandbox .pid)
    tnwd_url=$(from_sandbox .url)
}

# until_sandbox PID DIR: two dozen key pairs are made first, each person is registered, and the machine may be busy.
until_sandbox() {
    for _ in 1 2 3 4 5 6 7 8; do
        ! until_up "$1" test -f "$2/sandbox.json" || return 0
    done
    die "the sandbox does not start: $(tail -n 5 "$2.log")"
}

from_sandbox() {
    jq -er "$1" "$work/sandbox/sandbox.json"
}

id_of() {
    from_sandbox ".actors.$1.id"
}

# api NAME PATH BODY: POST as that actor; prints the id of what was made.
api() {
    calls=$((${calls:-0} + 1))
    prefix=$work/sandbox/actors/$1
    curl -sS --max-time 10 --cacert "$work/sandbox/pki/ca.pem" --cert "$prefix.pem" --key "$prefix.key" \
        -H "Content-Type: application/json" -H "Idempotency-Key: setup-$calls-$2" --data-binary "$3" \
        "$tnwd_url$2" >"$work/answer.json" || die "POST $2 as $1 got no answer"
    jq -er '.id // .actor' "$work/answer.json" || die "POST $2 as $1: $(cat "$work/answer.json")"
}

# may ROLE ACTIONS: the patient consents.
may() {
    api patient "/v1/dossiers/$dossier/consents" "$(jq -cn --arg role "$1" --argjson actions "$2" --arg until "$later" \
        '{effect: "grant", grantee: {role: $role}, categories: ["fit_note"], actions: $actions,
          purposes: ["tnw_traject"], until: $until}')" >/dev/null
}

join() {
    api huisarts "/v1/dossiers/$dossier/participants" "$(jq -cn --arg actor "$(id_of "$1")" --arg role "$1" \
        '{actor: $actor, role: $role}')" >/dev/null
}

# The fragment is written by the huisarts and read by the adviserend arts, on the ground of the patient's consent.
prepare_dossier() {
    today=$(date -u +%F) later=$(date -u -d '+90 days' +%F)
    dossier=$(api huisarts /v1/dossiers "$(jq -cn --arg niss "$(from_sandbox .actors.patient.niss)" --arg start "$today" \
        '{patient: {niss: $niss, name: "Jan Willems"}, start: $start, employment: "employed"}')")
    join adviserend_arts
    join arbeidsarts
    may huisarts '["read", "write", "confer"]'
    may adviserend_arts '["read", "confer"]'
    may arbeidsarts '["read", "confer"]'
    fragment=$(api huisarts "/v1/dossiers/$dossier/fragments" "$(jq -cn --arg from "$today" --arg until "$later" \
        --arg note "$(random_text)" '{category: "fit_note", content: {from: $from, until: $until, note: $note}}')")
    thread=$(api huisarts "/v1/dossiers/$dossier/threads" "$(jq -cn --arg a "$(id_of adviserend_arts)" \
        --arg b "$(id_of arbeidsarts)" '{procedure: "tnw_traject", subject: "bench", participants: [$a, $b]}')")
    read_url=$tnwd_url/v1/dossiers/$dossier/fragments/$fragment
    post_url=$tnwd_url/v1/threads/$thread/messages
    jq -cn --arg text "$(random_text)" '{kind: "advies", text: $text}' | tr -d '\n' >"$work/message.json"
}
