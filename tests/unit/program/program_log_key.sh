#!/bin/sh
# The audit log's key as an operator meets it: program_log_key.sh TNWD TNW_PKI. Every line that says what must hold is a check.
set -u
umask 022
tnwd=$1
pki=$2
dir=$(mktemp -d) || exit 1
pid=
trap '[ -n "$pid" ] && kill -9 "$pid" 2>/dev/null; rm -rf "$dir"' EXIT
home=$dir/home
conf=$home/tnwd.conf
set_map=store.map_size=64MiB

fail() {
    echo "FAILED: $1" >&2
    cat "$dir/out" "$dir/err" >&2
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

serve() {
    "$tnwd" serve --config "$conf" --set server.port=0 --set server.listen=127.0.0.1 --set ops.port=0 --set "$set_map"
}

# Serves until what is recorded is sealed: at the latest when it ends.
seal() {
    # Not by serve(): the process must be the server, not a shell around it.
    "$tnwd" serve --config "$conf" --set server.port=0 --set server.listen=127.0.0.1 --set ops.port=0 --set "$set_map" \
        2>"$dir/err" &
    pid=$!
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25; do
        grep -q 'event=ready' "$dir/err" && break
        sleep 0.2
    done
    "$@"
    kill -TERM "$pid"
    wait "$pid" || fail "SIGTERM did not end it with 0"
    pid=
}

# record NUMBER: puts something into the log
record() {
    "$tnwd" actor add --config "$conf" --set "$set_map" --ehp "$1" --name Somebody --role werkgever >"$dir/out" 2>"$dir/err" ||
        fail "nobody was registered"
}

verify() {
    "$tnwd" verify --config "$conf" --set "$set_map"
}

expect 64 "a name with a blank is none" "$tnwd" init "$dir/other" --origin 'two.words be'
expect 0 "init takes a name" "$tnwd" init "$home" --origin audit.example.be/tnw
sed -n 2p "$dir/out" >"$dir/key"
grep -q '^audit.example.be/tnw+[0-9a-f]\{8\}+A[A-Za-z0-9+/]\{43\}$' "$dir/key" || fail "init prints no public key"
[ "$(stat -c %a "$home/audit-key")" = 600 ] || fail "others can read the key"
expect 0 "the key is shown again" "$tnwd" log-key --config "$conf"
cmp -s "$dir/out" "$dir/key" || fail "it is another one"
expect 64 "a log keeps its name" "$tnwd" log-key --config "$conf" --origin other.example
chmod 644 "$home/audit-key"
expect 78 "a key that others can read is refused" "$tnwd" check-config --config "$conf"
chmod 600 "$home/audit-key"

"$pki" ca "$dir/ca" >"$dir/out" 2>"$dir/err" || fail "no CA"
"$pki" server "$dir/ca" --name localhost --ip 127.0.0.1 --out "$home/tls/server" >"$dir/out" 2>"$dir/err" ||
    fail "no server certificate"
cp "$dir/ca/ca.pem" "$home/tls/clients-ca.pem"
cp "$dir/ca/crl.pem" "$home/tls/crl.pem"

in_use() {
    expect 1 "the key serves one server at a time" serve
    said 'another server signs with this key'
    expect 1 "a key in use is not replaced" "$tnwd" log-key --config "$conf" --new --origin test.example/2
    said 'is in use'
    # As from another service, which has the key as a credential of its own.
    mkdir -p "$dir/credentials"
    cp "$home/audit-key" "$home/keyring" "$dir/credentials"
    chmod 600 "$dir/credentials"/*
    CREDENTIALS_DIRECTORY=$dir/credentials
    export CREDENTIALS_DIRECTORY
    expect 1 "a folder serves one server at a time" serve
    said 'another server serves this data'
    expect 1 "a log in use is not ended" "$tnwd" log-key --config "$conf" --new --origin test.example/2
    said 'is in use'
    unset CREDENTIALS_DIRECTORY
}

record 0000000001
seal in_use
grep -q '^2$' "$home/audit-state" || fail "one record is not signed, with the one that names the map"
expect 0 "a whole log verifies" verify
grep -q '^2 records of 0 dossiers, 1 checkpoints, [0-9]* rows beside the log: 0 findings$' "$dir/out" || fail "something else was looked at"
cp -r "$home/data" "$dir/backup"
record 0000000002
seal true
grep -q '^4$' "$home/audit-state" || fail "two records are not signed"

rm -r "$home/data"
cp -r "$dir/backup" "$home/data"
expect 65 "an older copy is not served" serve
said 'has signed a checkpoint of 4 records and the store holds 2'
expect 65 "an older copy does not verify" verify
said '^state: a checkpoint of 4 records was signed, and the log has 2'
record 0000000003
record 0000000004
expect 65 "an older copy that went on is not served" serve
said 'has signed another log of 4 records'
mv "$home/audit-state" "$dir/state"
expect 74 "without its state the key is not used" serve
said 'tnwd log-key --continue NOTE'
mv "$dir/state" "$home/audit-state"

expect 64 "a new log needs a new name" "$tnwd" log-key --config "$conf" --new --origin audit.example.be/tnw
expect 0 "a new log begins" "$tnwd" log-key --config "$conf" --new --origin audit.example.be/tnw2
cmp -s "$dir/out" "$dir/key" && fail "the key is the old one"
[ -f "$home/audit-key.$(cut -d + -f 2 "$dir/key")" ] || fail "the old key is not kept"
grep -aq '"action":"log_key.change".*"ground":"new:audit.example.be/tnw2+.* old:audit.example.be/tnw+.* signature:' \
    "$home/data/data.mdb" || fail "the log does not say under which key it goes on"
seal true
expect 64 "no name comes back" "$tnwd" log-key --config "$conf" --new --origin audit.example.be/tnw
said "was the log's name before"
expect 0 "the new log verifies" verify
[ ! -s "$dir/err" ] || fail "something was said"
echo "all held"
