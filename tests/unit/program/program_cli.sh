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

# The same while the server's log goes to $dir/err.
expect_beside() {
    want=$1 claim=$2
    shift 2
    "$@" >"$dir/out" 2>"$dir/beside"
    got=$?
    [ "$got" -eq "$want" ] || fail "$claim: status $got, not $want: $(cat "$dir/beside")"
}

said() {
    grep -q -- "$1" "$dir/err" || fail "nothing said of: $1"
}

# soon PATTERN: the server's log says so within a minute, on a busy machine too
soon() {
    tries=300
    while [ $tries -gt 0 ]; do
        grep -q -- "$1" "$dir/err" && return
        tries=$((tries - 1))
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
expect 0 "however it is asked" "$tnwd" --version
grep -q '^tnwd [0-9]' "$dir/out" || fail "no version is told"
expect 0 "behind a command too" "$tnwd" actor list -h
grep -q 'tnwd serve' "$dir/out" || fail "a command does not explain itself"
for word in -h --help; do
    expect 0 "$word helps" "$tnwd" "$word"
    grep -q 'tnwd serve' "$dir/out" || fail "$word does not help"
done
expect 64 "serve needs a configuration" "$tnwd" serve
expect 64 "init asks for the name of the log" "$tnwd" init "$home"
said "--origin: is needed"
expect 64 "which is no URL with a scheme" "$tnwd" init "$home" --origin https://test.example/tnwd
[ ! -e "$home" ] || fail "init made something of it"
expect 0 "init makes a folder" "$tnwd" init "$home" --origin test.example/tnwd
[ "$(stat -c %a "$home" "$home/data" "$home/keyring" "$conf" | tr '\n' ' ')" = "700 700 600 600 " ] ||
    fail "others can see into what init made"
cp "$home/keyring" "$dir/keyring"
expect 1 "init replaces nothing" "$tnwd" init "$home" --origin test.example/tnwd
cmp -s "$home/keyring" "$dir/keyring" || fail "init changed the keyring"
# One that was cut: the parts are made in this order, and each is there as a whole or not at all.
cp -a "$home" "$dir/whole"
for cut in keyring audit-key audit-state data tls tnwd.conf; do
    rm -rf "$home"
    mkdir -m 700 "$home"
    for part in keyring audit-key audit-state data tls tnwd.conf; do
        [ "$part" != "$cut" ] || break
        cp -a "$dir/whole/$part" "$home/$part"
    done
    expect 0 "init goes on where it was cut, before $cut" "$tnwd" init "$home" --origin test.example/tnwd
    for part in keyring audit-key audit-state data tls tnwd.conf; do
        [ "$part" != "$cut" ] || break
        diff -r "$dir/whole/$part" "$home/$part" || fail "init changed $part"
    done
done
rm "$conf"
expect 64 "init goes on only with the same log" "$tnwd" init "$home" --origin other.example/tnwd
touch "$home/data/data.mdb"
expect 0 "an empty data file is no store" "$tnwd" init "$home" --origin test.example/tnwd
rm "$conf"
echo x >"$home/data/data.mdb"
expect 1 "init makes no keys for a store that is there" "$tnwd" init "$home" --origin test.example/tnwd
rm -r "$home"
expect 0 "init makes the folder again" "$tnwd" init "$home" --origin test.example/tnwd
expect 78 "without certificates nothing starts" "$tnwd" check-config --config "$conf"
said "no store yet"
said "tls/clients-ca.pem: cannot be read"
expect 78 "an unknown key is refused" "$tnwd" check-config --config "$conf" --set server.prot=1
said "server.*has no key prot"
expect 74 "a missing file is an input error" "$tnwd" check-config --config "$home/none"
expect 78 "nothing is served without certificates" "$tnwd" serve --config "$conf"

# Ports of which nobody else has one.
check() {
    "$tnwd" check-config --config "$conf" --set server.port=0 --set ops.port=0 "$@"
}

"$pki" ca "$dir/ca" >"$dir/out" 2>"$dir/err" || fail "no CA"
"$pki" server "$dir/ca" --name localhost --ip 127.0.0.1 --out "$home/tls/server" >"$dir/out" 2>"$dir/err" ||
    fail "no server certificate"
cp "$dir/ca/ca.pem" "$home/tls/clients-ca.pem"
cp "$dir/ca/crl.pem" "$home/tls/crl.pem"
expect 0 "the certificates are right" check
chmod 644 "$home/keyring"
expect 78 "a keyring that others can read is refused" "$tnwd" serve --config "$conf"
chmod 600 "$home/keyring"

# Both say what is wrong, and neither goes on: refused WHAT CLAIM OPTION...
refused() {
    what=$1 claim=$2
    shift 2
    expect 78 "$claim (check-config)" check "$@"
    said "$what"
    expect 78 "$claim (serve)" "$tnwd" serve --config "$conf" --set server.port=0 --set ops.port=0 "$@"
    said "$what"
}

"$pki" server "$dir/ca" --name localhost --out "$dir/other" || fail "no other certificate"
"$pki" actor "$dir/ca" --niss 80031295793 --name Client --out "$dir/client" || fail "no client certificate"
refused "server.pem.*other.key" "a key of another certificate" --set tls.key="$dir/other.key"
refused "none.pem" "a certificate that is not there" --set tls.certificate="$dir/none.pem"
refused "not a certificate for servers" "a client's certificate" \
    --set tls.certificate="$dir/client.pem" --set tls.key="$dir/client.key"
refused "none.pem: cannot be read" "a CRL that is not there" --set tls.crl="$dir/none.pem"
chmod 644 "$home/tls/server.key"
refused "server.key: is open to others" "a key that others can read"
chmod 640 "$home/tls/server.key"
expect 0 "a group that may read the key is the operator's choice" check
chmod 600 "$home/tls/server.key"
chmod 777 "$home/data"
refused "data: is open to others" "a data folder that others can write to"
chmod 700 "$home/data"
export TNW_PKI_DIR="$dir/ca" TNW_PKI_SAN=DNS:localhost
{
    openssl req -new -key "$home/tls/server.key" -subj /C=BE/CN=localhost -out "$dir/late.csr" &&
        openssl ca -config "$(dirname "$pki")/openssl.cnf" -batch -notext -in "$dir/late.csr" -out "$dir/late.pem" \
            -extensions server -startdate 20200101000000Z -enddate 20210101000000Z
} 2>"$dir/err" || fail "no expired certificate"
expect 78 "an expired certificate" check --set tls.certificate="$dir/late.pem"
said "late.pem: expired at"
"$pki" server "$dir/ca" --name localhost --days 3 --out "$dir/soon" || fail "no short certificate"
expect 0 "one that expires soon" check --set tls.certificate="$dir/soon.pem" --set tls.key="$dir/soon.key"
said "warning: .*soon.pem: expires at"
chmod 644 "$home/tls/server.key"
expect 74 "everything is told, not only the first" check --set store.path="$dir/nowhere"
said "nowhere: No such file"
said "server.key: is open to others"
chmod 600 "$home/tls/server.key"
expect 74 "a data folder that is not there is an output error" "$tnwd" serve --config "$conf" --set store.path=none

start --set log.level=error # the line that it is ready comes at every level
stop TERM
"$tnwd" init "$dir/stranger" --origin test.example/tnwd >"$dir/out" 2>"$dir/err" || fail "no other folder"
expect 65 "the keyring of another store" check --set keys.keyring="$dir/stranger/keyring"
said "the keyring is not the one this store was made with"
expect 0 "a store that fits" check
start
expect_beside 0 "while a server runs its ports are not tried" check
grep -q "ports were not tried" "$dir/beside" || fail "the running server was not seen"
port=$(sed -n 's/.*event=ready port=\([0-9]*\).*/\1/p' "$dir/err")
expect_beside 74 "a port that is taken" "$tnwd" check-config --config "$dir/stranger/tnwd.conf" --set ops.port=0 \
    --set server.port="$port" --set server.listen=127.0.0.1 --set tls.certificate="$home/tls/server.pem" \
    --set tls.key="$home/tls/server.key" --set tls.client_ca="$home/tls/clients-ca.pem" --set tls.crl="$home/tls/crl.pem"
grep -q "cannot listen on 127.0.0.1 port $port" "$dir/beside" || fail "the port is not named"
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
