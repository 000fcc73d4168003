#!/bin/sh
# tnwd verify beside a server that reads and writes: verify_live.sh BUILD_DIR SANDBOX_JSON. It finds nothing, also in a
# sample and when it goes on after a cut; who is served notices nothing; and the file grows about as it does without it.
set -eu
. "$(dirname -- "$0")/../live.sh"

# verified OPTION...: it looks at all that it should, and finds nothing.
verified() {
    "$tnwd" verify --config "$conf" "$@" >"$work/verify" 2>&1 || die "verify $*: $(cat "$work/verify")"
    grep -q ' 0 findings$' "$work/verify" || die "verify $*: $(cat "$work/verify")"
}

# cut_short: ended by who waits no longer; when it was through before that, it is so too.
cut_short() {
    status=0
    timeout -s INT 0.1 "$tnwd" verify --config "$conf" --state "$work/state" >"$work/verify" 2>&1 || status=$?
    grep -qE ' 0 findings($| so far\.)' "$work/verify" || die "cut ($status): $(cat "$work/verify")"
}

# Bytes of pages that were ever written, those that are free again among them.
pages() {
    "$tnwd" status --config "$conf" --json | jq '.store.needed_bytes + .store.free_bytes'
}

# grown SECONDS COMMAND: how many bytes of pages came for each message, with the command done again and again.
grown() {
    size=$(pages)
    before=$(written)
    begin_load "$1"
    end=$(($(date +%s) + $1))
    rounds=0
    while [ "$(date +%s)" -lt $end ]; do
        $2
        rounds=$((rounds + 1))
    done
    await_load
    echo $((($(pages) - size) / ($(written) - before))) >"$work/grown"
}

all_ways() {
    verified
    verified --sample 50
    cut_short
    verified --state "$work/state"
}

wait_a_second() {
    sleep 1
}

grown 6 wait_a_second
alone=$(cat "$work/grown")
grown 12 all_ways
beside=$(cat "$work/grown")
# A snapshot that stands for all of a run keeps every page that is replaced meanwhile: 1.7 times as much here.
[ "$beside" -le $((alone * 3 / 2)) ] || die "$beside bytes for each message beside verify, $alone alone"
say "$rounds rounds beside $(written) messages: no finding; $beside bytes of file for each, $alone without verify"
