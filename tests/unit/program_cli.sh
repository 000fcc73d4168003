#!/bin/sh
# The program as an operator meets it: program_cli.sh TNWD TNW_PKI. Every line that says what must hold is a check.
set -u
umask 022
tnwd=$1
pki=$2
dir=$(mktemp -d) || exit 1
pid=
trap '[ -n "$pid" ] && kill -9 "$pid" 2>/dev/null; rm -rf "$dir"' EXIT

fail() {
    echo "FAILED: $1" >&2
    cat "$dir/err" >&2
    exit 1
}

# expect STATUS CLAIM COMMAND...
expect() {
    want=$1 claim=$2
    shift 2
    "$@" >"$dir/out" 2>"$dir/err"
    got=$?
    [ "$got" -eq "$want" ] || fail "$claim: status $got, not $want"
}

said() {
    grep -q -- "$1" "$dir/err" || fail "nothing said of: $1"
}

# soon PATTERN: the server's log says so within five seconds
soon() {
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25; do
        grep -q -- "$1" "$dir/err" && return
        sleep 0.2
    done
    fail "never logged: $1"
}

start() {
    "$tnwd" serve --config "$conf" --set server.port=0 --set server.listen=127.0.0.1 --set ops.port=0 \
        --set store.map_size=64MiB "$@" 2>"$dir/err" &
    pid=$!
    soon 'event=ready port=[1-9][0-9]* ops_port=[1-9]'
}

stop() {
    kill -"$1" "$pid"
    wait "$pid" || fail "SIG$1 did not end it with 0"
    pid=
}

home=$dir/home
conf=$home/tnwd.conf

expect 64 "no command is misuse" "$tnwd"
expect 64 "an unknown command is misuse" "$tnwd" dance
expect 0 "help helps" "$tnwd" help
expect 0 "version tells" "$tnwd" version
expect 64 "serve needs a configuration" "$tnwd" serve
expect 0 "init makes a folder" "$tnwd" init "$home"
[ "$(stat -c %a "$home" "$home/data" "$home/keyring" "$conf" | tr '\n' ' ')" = "700 700 600 600 " ] ||
    fail "others can see into what init made"
cp "$home/keyring" "$dir/keyring"
expect 1 "init replaces nothing" "$tnwd" init "$home"
cmp -s "$home/keyring" "$dir/keyring" || fail "init changed the keyring"
rm "$conf"
expect 1 "init replaces nothing, however little is left" "$tnwd" init "$home"
rm -r "$home"
expect 0 "init makes the folder again" "$tnwd" init "$home"
expect 0 "the written configuration is right" "$tnwd" check-config --config "$conf"
said "not there yet.*tls/server.key"
expect 78 "an unknown key is refused" "$tnwd" check-config --config "$conf" --set server.prot=1
said "server.*has no key prot"
expect 74 "a missing file is an input error" "$tnwd" check-config --config "$home/none"
expect 78 "nothing is served without certificates" "$tnwd" serve --config "$conf"

"$pki" ca "$dir/ca" >"$dir/out" 2>"$dir/err" || fail "no CA"
"$pki" server "$dir/ca" --name localhost --ip 127.0.0.1 --out "$home/tls/server" >"$dir/out" 2>"$dir/err" ||
    fail "no server certificate"
cp "$dir/ca/ca.pem" "$home/tls/clients-ca.pem"
cp "$dir/ca/crl.pem" "$home/tls/crl.pem"
expect 0 "the certificates are right" "$tnwd" check-config --config "$conf"
chmod 644 "$home/keyring"
expect 78 "a keyring that others can read is refused" "$tnwd" serve --config "$conf"
chmod 600 "$home/keyring"
expect 74 "a data folder that is not there is an output error" "$tnwd" serve --config "$conf" --set store.path=none

start --set log.level=error # the line that it is ready comes at every level
stop TERM
start
kill -HUP "$pid"
soon 'event=reload part=tls$'
echo spoiled >"$home/tls/crl.pem"
kill -HUP "$pid"
soon 'event=reload part=tls kept=old'
echo '[lag]' >>"$conf"
kill -HUP "$pid"
soon 'event=reload part=config kept=old'
stop INT
echo "all held"
