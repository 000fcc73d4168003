#!/bin/sh
# A machine whose clock is wrong: program_clock.sh TNWD TNW_PKI SHIM. The log's time does not follow it, every sign says so,
# consents end by the log's time, the operator ends the alarm, and what was kept for a retry is kept.
set -eu
tnwd=$1
pki=$2
shim=$3
dir=$(mktemp -d)
conf=$dir/tnwd/tnwd.conf
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || :; rm -rf "$dir"' EXIT
day=86400000

fail() {
    echo "program_clock: $*" >&2
    cat "$dir/log" >&2
    exit 1
}

. "$(dirname "$0")/soon.sh"

# clocks WALL RUNNING: by how many ms the machine's clock and its running time are off.
clocks() {
    printf '%-19s %-19s\n' "$1" "$2" >"$dir/clocks.new"
    dd if="$dir/clocks.new" of="$dir/clocks" conv=notrunc status=none
}

# Sanitizers want to be loaded first; here they need not.
on_machine() {
    TNW_TEST_CLOCK=$dir/clocks LD_PRELOAD=$shim ASAN_OPTIONS=${ASAN_OPTIONS:-}:verify_asan_link_order=0 "$@"
}

logged() {
    grep -q "$1" "$dir/log"
}

start() {
    : >"$dir/log"
    TNW_TEST_CLOCK=$dir/clocks LD_PRELOAD=$shim ASAN_OPTIONS=${ASAN_OPTIONS:-}:verify_asan_link_order=0 \
        "$tnwd" serve --config "$conf" --set server.port=0 --set ops.port=0 2>"$dir/log" &
    server=$!
    soon logged event=ready
    port=$(sed -n 's/.*event=ready port=\([0-9]*\).*/\1/p' "$dir/log")
    ops_port=$(sed -n 's/.*ops_port=\([0-9]*\).*/\1/p' "$dir/log")
}

stop() {
    kill -TERM "$server"
    wait "$server" || fail "ended with $?"
    server=
}

# ask NAME PATH OPTION...: the answer is in $dir/body.
ask() {
    name=$1 path=$2
    shift 2
    curl -sS --fail-with-body -o "$dir/body" --cacert "$dir/pki/ca.pem" --cert "$dir/$name.pem" --key "$dir/$name.key" \
        "$@" "https://localhost:$port$path" || fail "$path: $(cat "$dir/body")"
}

# The dossier of one Idempotency-Key: the same each time.
opens_the_same() {
    ask alice /v1/dossiers -H 'Idempotency-Key: once' --json \
        '{"patient":{"niss":"85021595110","name":"Jan"},"start":"2026-02-01","employment":"employed"}'
    id=$(sed -n 's/.*"id":"\(dos_[0-9A-Z]*\)".*/\1/p' "$dir/body")
    [ -n "$id" ] && [ "$id" = "${dossier:=$id}" ] || fail "another dossier: $(cat "$dir/body")"
}

# may_read STATUS: what Els is answered, who needs the patient's consent.
may_read() {
    status=$(curl -sS -o "$dir/body" -w '%{http_code}' --cacert "$dir/pki/ca.pem" --cert "$dir/els.pem" \
        --key "$dir/els.key" "https://localhost:$port/v1/dossiers/$dossier/fragments/$fragment")
    [ "$status" -eq "$1" ] || fail "status $status and not $1: $(cat "$dir/body")"
}

# record_is_off FROM UNTIL: a fresh record's time against the true one, in seconds, both included.
record_is_off() {
    ask bob '/v1/audit/records?limit=1'
    ask bob '/v1/audit/records?limit=200'
    time=$(date -u -d "$(grep -o '"time":"[^"]*"' "$dir/body" | tail -n 1 | cut -d '"' -f 4)" +%s)
    off=$((time - $(date +%s)))
    [ "$off" -ge "$1" ] && [ "$off" -le "$2" ] || fail "the record is off by $off seconds"
}

readyz_says() {
    curl -sS "http://127.0.0.1:$ops_port/readyz" | grep -q "^$1"
}

metric_is() {
    [ "$(curl -sS "http://127.0.0.1:$ops_port/metrics" | sed -n "s/^tnwd_clock_alarm{clock=\"$1\"} //p")" = "$2" ]
}

# alarmed WAY: every sign of a clock that is ahead or behind, and not followed.
alarmed() {
    soon readyz_says "not ready: the machine's clock is $1"
    soon metric_is "$1" 1
    soon logged "event=clock_not_followed clock=$1 by_seconds=[0-9]"
}

followed() {
    soon readyz_says ready
    metric_is ahead 0 || fail "the metric still says ahead"
    metric_is behind 0 || fail "the metric still says behind"
}

# says COMMAND WORDS: of `tnwd clock`.
says() {
    # shellcheck disable=SC2086 # a list of words
    on_machine "$tnwd" $1 --config "$conf" >"$dir/said" || fail "$1 fails"
    grep -q "$2" "$dir/said" || fail "$1 says: $(cat "$dir/said")"
}

printf '%040d' 0 >"$dir/clocks"
: >"$dir/log"
clocks 0 0
"$tnwd" init "$dir/tnwd" --origin test.example/tnwd >"$dir/said" 2>&1
"$pki" ca "$dir/pki"
"$pki" server "$dir/pki" --name localhost --out "$dir/tnwd/tls/server"
"$pki" actor "$dir/pki" --niss 80031295793 --name Alice --out "$dir/alice"
"$pki" actor "$dir/pki" --niss 72082395223 --name Bob --out "$dir/bob"
"$pki" actor "$dir/pki" --niss 69040795323 --name Els --out "$dir/els"
"$pki" actor "$dir/pki" --niss 85021595110 --name Jan --out "$dir/jan"
cp "$dir/pki/ca.pem" "$dir/tnwd/tls/clients-ca.pem"
ln -s "$dir/pki/crl.pem" "$dir/tnwd/tls/crl.pem"
on_machine "$tnwd" actor add --config "$conf" --niss 80031295793 --name Alice --role huisarts >"$dir/said"
els=$(on_machine "$tnwd" actor add --config "$conf" --niss 69040795323 --name Els --role adviserend_arts)
start
followed
opens_the_same
ask alice "/v1/dossiers/$dossier/participants" --json "{\"actor\":\"$els\",\"role\":\"adviserend_arts\"}"
ask alice "/v1/dossiers/$dossier/fragments" --json \
    '{"category":"fit_note","content":{"from":"2026-03-01","until":"2026-04-01","hours_per_week":8}}'
fragment=$(sed -n 's/.*"id":"\(frg_[0-9A-Z]*\)".*/\1/p' "$dir/body")
ask jan "/v1/dossiers/$dossier/consents" --json "{\"effect\":\"grant\",\"grantee\":{\"role\":\"adviserend_arts\"},
    \"categories\":[\"fit_note\"],\"actions\":[\"read\"],\"purposes\":[\"tnw_traject\"],
    \"until\":\"$(date -d '+2 days' +%Y-%m-%d)\"}"
may_read 200

# A step ahead: not followed, also not by a command beside the server, and not after a restart; a small one is.
clocks 50000 0
on_machine "$tnwd" actor add --config "$conf" --niss 72082395223 --name Bob --role auditor >"$dir/said"
record_is_off 10 60
clocks $((4 * day)) 0
alarmed ahead
opens_the_same
may_read 200
record_is_off -120 60
on_machine "$tnwd" actor add --config "$conf" --niss 75112494881 --name Luc --role huisarts >"$dir/said"
record_is_off -120 60
says clock 'ahead and not followed'
clocks 0 0
soon logged event=clock_followed
followed
says clock 'is followed'
says 'clock accept' 'nothing was changed'
clocks $((4 * day)) 0
stop
start
alarmed ahead
record_is_off -120 60

# The operator says that it is right: it was not, and the log ran ahead. Set right, it is behind, also at a new start.
says 'clock accept' "The log's time goes on"
followed
opens_the_same
may_read 403
record_is_off 345480 345720
clocks 0 0
alarmed behind
record_is_off 345480 345720
stop
clocks 0 -1000000000
start
alarmed behind
record_is_off 345480 345720

# And ended, with a record that says so.
says 'clock accept' "The log's time goes back"
followed
opens_the_same
may_read 200
record_is_off -120 60
ask bob '/v1/audit/records?action=clock.reset'
grep -q '"action":"clock.reset".*"action":"clock.reset"' "$dir/body" || fail "two resets: $(cat "$dir/body")"
stop
"$tnwd" verify --config "$conf" >"$dir/said" 2>&1 || fail "verify: $(cat "$dir/said")"

# The machine starts with a clock that is further ahead than a server is stopped.
clocks $((400 * day)) -2000000000
start
alarmed ahead
record_is_off -120 60
stop
