#!/bin/sh
# tnw-load and tnw-attack against openssl's own server, with and without what the server asks for, and tnw-evidence over a few
# records. usage: smoke.sh TNW_LOAD TNW_EVIDENCE TNW_ATTACK
set -eu
load=$1
evidence=$2
attack=$3
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
pki=$here/../../certs/tnw-pki
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || :; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM HUP

fail() {
    echo "smoke: $*" >&2
    cat "$work/out.json" >&2
    exit 1
}

# run EXPECTED_STATUS OPTION...: the report is in out.json
run() {
    expected=$1
    shift
    status=0
    "$load" --json -c 1 -w 0 -n 20 --timeout 2 --ca "$work/pki/ca.pem" "$@" >"$work/out.json" || status=$?
    [ $status -eq "$expected" ] || fail "exit status $status instead of $expected: $*"
}

# reports TEXT: it is in the report as it stands
reports() {
    grep -qF "$1" "$work/out.json" || fail "the report lacks $1"
}

"$pki" ca "$work/pki"
"$pki" ca "$work/other"
"$pki" server "$work/pki" --name localhost --out "$work/server"
"$pki" actor "$work/pki" --cbe 0999000129 --name Bench --out "$work/client"
"$pki" actor "$work/other" --cbe 0999000129 --name Bench --out "$work/foreign"

openssl s_server -accept 127.0.0.1:0 -www -tls1_3 -cert "$work/server.pem" -key "$work/server.key" \
    -CAfile "$work/pki/ca.pem" -Verify 1 -verify_return_error >"$work/server.log" 2>&1 &
server=$!
tries=100
until port=$(sed -n 's/^ACCEPT .*:\([0-9][0-9]*\)$/\1/p' "$work/server.log") && [ -n "$port" ]; do
    tries=$((tries - 1))
    [ $tries -gt 0 ] || fail "openssl s_server does not start: $(cat "$work/server.log")"
    sleep 0.1
done
me="--cert $work/client.pem --key $work/client.key"

# shellcheck disable=SC2086 # two options each
{
    run 0 $me "https://localhost:$port/"
    reports '"good":20,'
    reports '"status":{"200":20}'
    reports '"clean":true'
    run 0 $me --cpu $server "https://localhost:$port/"
    [ "$(jq '.server_cpu_us > 10 and .server_cpu_us < 1000000' "$work/out.json")" = true ] || fail "no time of the server"
    run 2 $me --cpu 0 "https://localhost:$port/"
    run 0 $me --blocking "https://localhost:$port/"
    reports '"good":20,'
    reports '"threads":1,'
    run 1 $me --expect 404 "https://localhost:$port/"
    reports '"good":0,'
    run 1 --cert "$work/foreign.pem" --key "$work/foreign.key" "https://localhost:$port/"
    reports '"requests":0,'
    run 1 "https://localhost:$port/"
    reports '"requests":0,'
    # The certificate is for localhost, not for the address.
    run 1 $me "https://127.0.0.1:$port/"
    reports '"tls":4,'
    run 2 $me "http://localhost:$port/"
    run 2 $me --blocking --rate 5 "https://localhost:$port/"
    run 2 $me --body x "ldaps://localhost:$port/dc=bench"
    run 2 $me --body-file "$work/nothing" "https://localhost:$port/"
}

# It is attacked, and serves on.
for kind in hello silent polls; do
    "$attack" $kind 0.2 40 "$port" "$work/pki/ca.pem" "$work/client.pem" "$work/client.key" >"$work/out.json" ||
        fail "$kind: exit status $?"
    reports "\"kind\":\"$kind\""
done
# shellcheck disable=SC2086
run 0 $me "https://localhost:$port/"
! "$attack" shout 1 1 "$port" "$work/pki/ca.pem" "$work/client.pem" "$work/client.key" 2>"$work/out.json" ||
    fail "an unknown kind is an error"

kill "$server"
wait "$server" 2>/dev/null || :
server=
# shellcheck disable=SC2086
run 1 $me "https://localhost:$port/"
reports '"connect":4,'

# weigh EXPECTED_STATUS OPTION...: the report is in out.json
weigh() {
    expected=$1
    shift
    status=0
    "$evidence" "$@" >"$work/out.json" 2>"$work/evidence.log" || status=$?
    [ $status -eq "$expected" ] || fail "exit status $status instead of $expected: $* $(cat "$work/evidence.log")"
}

mkdir "$work/disk"
weigh 0 --records 10001 --proofs 50 --dossiers 40 --seconds 1 --rounds 1 "$work/disk"
reports '"large":{"records":10001,'
reports '"sealing":{"dossiers":40,'
# Nothing stays behind.
rmdir "$work/disk"
weigh 1 "$work/disk"
weigh 2
weigh 2 --rounds 0 "$work"
