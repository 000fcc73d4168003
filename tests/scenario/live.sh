# shellcheck shell=sh disable=SC2154 # variables that begin_work and prepare_dossier set
# Load beside which an operator's command is tried. Sourced with the arguments BUILD_DIR SANDBOX_JSON; the dossier is
# there then.
build=$1
sandbox=$(dirname "$2")
here=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd) # tests
load=$build/tests/bench/tnw-load
tnwd=$build/server/tnwd
conf=$sandbox/server/tnwd.conf
work=$sandbox/work
loads='' bodies=''

# shellcheck disable=SC2317 # called by the trap
end_loads() {
    for pid in $loads; do
        kill "$pid" 2>/dev/null || :
    done
}
trap end_loads EXIT

mkdir -p "$work"
ln -sfn "$sandbox" "$work/sandbox"
. "$here/bench/work.sh"
. "$here/bench/dossier.sh"

say() {
    echo "$(basename "$0" .sh): $*" >&2
}

die() {
    say "$*"
    tail -n 20 "$sandbox/tnwd.log" >&2
    exit 1
}

tnwd_url=$(from_sandbox .url)
prepare_dossier

# by NAME OPTION...: load as that actor; its report is in $work/load.NUMBER
by() {
    number=$((${number:-0} + 1))
    prefix=$work/sandbox/actors/$1
    shift
    "$load" --json -w 0 --ca "$sandbox/pki/ca.pem" --cert "$prefix.pem" --key "$prefix.key" --first $((number * 100000000)) \
        "$@" >"$work/load.$number" 2>"$work/load.$number.err" &
    loads="$loads $!"
    bodies="$bodies $work/load.$number"
}

# begin_load SECONDS: reads, and writes of which each makes events and a kept answer.
begin_load() {
    loads='' bodies=''
    by adviserend_arts --duration "$1" -c 4 --expect 200 "$read_url"
    by adviserend_arts --duration "$1" -c 2 --expect 201 -H 'Content-Type: application/json' \
        -H 'Idempotency-Key: {n}LIVELIVELIVELI' --body-file "$work/message.json" "$post_url"
}

# Everything was answered, and as it should be.
await_load() {
    for pid in $loads; do
        wait "$pid" || die "an answer is another one: $(jq -c .status $bodies)"
    done
    for body in $bodies; do
        [ "$(jq '.clean' "$body")" = true ] && [ "$(jq '.good' "$body")" -gt 0 ] || die "not clean: $(jq -c "{status, failed}" "$body")"
    done
    loads=
}

# How many messages were acknowledged, in all loads.
written() {
    cat "$work"/load.*[0-9] 2>/dev/null | jq -s '[.[].status["201"] // 0] | add // 0'
}
