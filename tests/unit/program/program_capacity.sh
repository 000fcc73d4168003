#!/bin/sh
# How an operator sees that room runs out, and makes some: program_capacity.sh TNWD TNW_PKI. Status beside a server and
# without, a limit that moves without a restart, a file that becomes small again.
set -eu
tnwd=$1
pki=$2
dir=$(mktemp -d)
conf=$dir/tnwd/tnwd.conf
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || :; rm -rf "$dir"' EXIT

fail() {
    echo "program_capacity: $*" >&2
    cat "$dir/log" "$dir/out" >&2 || :
    exit 1
}

. "$(dirname "$0")/soon.sh"

run() {
    "$tnwd" "$@" --config "$conf" >"$dir/out" 2>"$dir/err"
}

logged() {
    grep -q "$1" "$dir/log"
}

# says WORDS: the last output does.
says() {
    grep -q -- "$1" "$dir/out" || fail "nothing said of: $1"
}

# setting KEY VALUE, in the configuration's [store].
setting() {
    sed -i "s/^#\{0,1\} *$1 = .*/$1 = $2/" "$conf"
    grep -q "^$1 = $2" "$conf" || fail "no setting $1"
}

# A NISS of some serial number.
niss() {
    n=800312$(printf %03d "$1")
    printf '%s%02d' "$n" $((97 - n % 97))
}

start() {
    : >"$dir/log"
    "$tnwd" serve --config "$conf" --set server.port=0 --set ops.port=0 2>"$dir/log" &
    server=$!
    soon logged event=ready
    ops=$(sed -n 's/.*ops_port=\([0-9]*\).*/\1/p' "$dir/log")
}

stop() {
    kill -TERM "$server"
    wait "$server" || fail "ended with $?"
    server=
}

metric() {
    curl -sS "http://127.0.0.1:$ops/metrics" | sed -n "s/^$1 //p"
}

"$tnwd" init "$dir/tnwd" --origin test.example/tnwd >/dev/null
"$pki" ca "$dir/pki" >/dev/null
"$pki" server "$dir/pki" --name localhost --out "$dir/tnwd/tls/server" >/dev/null
cp "$dir/pki/ca.pem" "$dir/tnwd/tls/clients-ca.pem"
ln -s "$dir/pki/crl.pem" "$dir/tnwd/tls/crl.pem"
setting map_size 4MiB
setting reserve 2MiB
for i in 101 102 103 104 105 106 107 108; do
    run actor add --niss "$(niss $i)" --name Ann --role beheerder || fail "actor $i"
done

# Without a server.
run status --spaces || fail "status"
says '^server     does not run'
says '^actor  *8 '
says 'of 4.0 that it may take'
run status --json || fail "status --json"
says '"server": null'

# Beside one; the bound moves while it serves, and what is too much says so.
start
run status || fail "status beside a server"
says "^server     runs, process $server\$"
[ "$(metric tnwd_store_size_bytes)" = 4194304 ] || fail "the metric of the bound: $(metric tnwd_store_size_bytes)"
[ "$(metric tnwd_store_full_days)" = +Inf ] || fail "the metric of the days"
setting map_size 64MiB
kill -HUP "$server"
soon logged 'event=reload part=store$'
[ "$(metric tnwd_store_size_bytes)" = 67108864 ] || fail "the bound did not move"
setting map_size 60TiB
kill -HUP "$server"
soon logged 'event=reload part=store kept=old'
[ "$(metric tnwd_store_size_bytes)" = 67108864 ] || fail "the bound moved to what is not possible"
setting map_size 64MiB

run status --check || fail "a limit is near: $(cat "$dir/out")"

# Not while a server has the store open; then yes, twice, and all is as it was.
run compact && fail "compacted beside a server"
grep -q 'another program has the store open' "$dir/err" || fail "no word of the server"
stop
run verify || fail "verify"
cp "$dir/out" "$dir/verified"
run compact || fail "compact: $(cat "$dir/err")"
run compact || fail "compact again"
run verify || fail "verify behind compact"
cmp -s "$dir/out" "$dir/verified" || fail "compaction changed what verify sees"

# Killed at any point it leaves the old file or the new one, whole; the copy that it was making goes at the next start.
for point in compact_begun compact_copied compact_compared compact_moved; do
    status=0
    TNW_STOP_AT=$point run compact || status=$?
    [ $status -eq 137 ] || fail "$point is not reached: $status"
    left=there
    [ -e "$dir/tnwd/data/data.mdb.compact" ] || left=gone
    case $point in
    compact_moved) [ $left = gone ] || fail "$point: the copy is still beside the store" ;;
    *) [ $left = there ] || fail "$point: the copy is not there any more" ;;
    esac
    run verify || fail "verify behind $point"
    cmp -s "$dir/out" "$dir/verified" || fail "$point changed what verify sees"
    start
    [ ! -e "$dir/tnwd/data/data.mdb.compact" ] || fail "$point: the server lets the copy lie"
    stop
    run verify || fail "verify behind a server"
    cmp -s "$dir/out" "$dir/verified" || fail "$point: the server that came next sees something else"
    run compact || fail "$point: it is not done again"
done
run actor add --niss "$(niss 109)" --name Ann --role beheerder || fail "no writing behind compact"
start
run status || fail "status"
stop
run verify || fail "verify at the end"
ls "$dir/tnwd/data" | grep -q compact && fail "something is left of the compaction"
exit 0
