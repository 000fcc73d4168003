#!/bin/sh
# The server notices by itself that the CRL was written again, and tells when one of its files comes to its end:
# program_renewal.sh TNWD TNW_PKI.
set -eu
tnwd=$1
pki=$2
openssl_cnf=$(dirname "$pki")/openssl.cnf
dir=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || :; rm -rf "$dir"' EXIT
export TNW_PKI_SAN=DNS:unused TNW_PKI_DIR="$dir/pki"

fail() {
    echo "program_renewal: $*" >&2
    cat "$dir/log" >&2
    exit 1
}

. "$(dirname "$0")/soon.sh"

logged() {
    grep -q "$1" "$dir/log"
}

# The handshake alone decides: whose certificate is accepted reads a status.
accepted() {
    curl -sS -o "$dir/body" --cacert "$dir/pki/ca.pem" --cert "$dir/alice.pem" --key "$dir/alice.key" \
        "https://localhost:$port/v1/me" 2>"$dir/curl"
}

refused() {
    ! accepted
}

# seconds FILE: until it must have been renewed.
seconds() {
    curl -sS "http://127.0.0.1:$ops_port/metrics" | sed -n "s/^tnwd_expiry_seconds{file=\"$1\"} //p"
}

between() {
    value=$(seconds "$1")
    [ -n "$value" ] && [ "$value" -gt "$2" ] && [ "$value" -le "$3" ]
}

# crl OPTION...: a list with the dates that are given.
crl() {
    openssl ca -config "$openssl_cnf" -gencrl "$@" -out "$dir/pki/crl.new" 2>"$dir/said" || fail "$(cat "$dir/said")"
    mv "$dir/pki/crl.new" "$dir/pki/crl.pem"
}

"$tnwd" init "$dir/tnwd" --origin test.example/tnwd >"$dir/log" 2>&1
"$pki" ca "$dir/pki"
"$pki" server "$dir/pki" --name localhost --days 3 --out "$dir/tnwd/tls/server"
"$pki" actor "$dir/pki" --niss 80031295793 --name Alice --out "$dir/alice"
cp "$dir/pki/ca.pem" "$dir/tnwd/tls/clients-ca.pem"
ln -s "$dir/pki/crl.pem" "$dir/tnwd/tls/crl.pem"
"$tnwd" serve --config "$dir/tnwd/tnwd.conf" --set server.port=0 --set ops.port=0 2>"$dir/log" &
server=$!
soon logged event=ready
port=$(sed -n 's/.*event=ready port=\([0-9]*\).*/\1/p' "$dir/log")
ops_port=$(sed -n 's/.*ops_port=\([0-9]*\).*/\1/p' "$dir/log")

# What ends soon is told at the start, and what does not, is not.
soon logged 'event=expires_soon file=certificate at='
soon between certificate 172800 259200
soon between client_ca 200000000 400000000
soon between crl 2500000 2592000
! logged 'file=crl' || fail "a fresh CRL expires"

# Revoked, and nobody told the server.
accepted || fail "Alice is refused: $(cat "$dir/curl")"
"$pki" revoke "$dir/pki" "$dir/alice.pem"
soon refused
logged 'event=reload part=crl$' || fail "the reload is not told"

# A list that comes in half leaves the old one in force.
cp "$dir/pki/crl.pem" "$dir/whole"
head -c 200 "$dir/whole" >"$dir/pki/crl.pem"
soon logged 'event=reload part=crl kept=old why='
refused || fail "half a CRL lets Alice in"

crl -crldays 2
soon logged 'event=expires_soon file=crl at='
crl -crl_lastupdate 20240101000000Z -crl_nextupdate 20240201000000Z
soon logged 'event=expired file=crl at=2024-02-01T00:00:00.000Z'
soon between crl -200000000 -1
refused || fail "a CRL past its time revokes nobody"
sleep 2
[ "$(grep -c 'event=expired file=crl' "$dir/log")" -eq 1 ] || fail "told more than once"

crl -crldays 30
soon between crl 2500000 2592000
kill -TERM "$server"
wait "$server" || fail "ended with $?"
server=
