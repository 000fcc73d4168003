#!/bin/sh
# The keys of a keyring are kept by a token, softhsm2's: made, moved there, rotated beside a server, destroyed; and what is said
# when the token does not do it: program_token.sh TNWD.
set -eu
tnwd=$1
dir=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || :; rm -rf "$dir"' EXIT
conf=$dir/tnwd/tnwd.conf
pki=$(dirname "$0")/../../../certs/tnw-pki
export SOFTHSM2_CONF="$dir/softhsm2.conf" TNW_PKI_SAN=DNS:unused TNW_PKI_DIR="$dir/pki"

fail() {
    echo "program_token: $*" >&2
    cat "$dir/said" "$dir/log" >&2 || :
    exit 1
}

. "$(dirname "$0")/soon.sh"

for module in /usr/lib/softhsm/libsofthsm2.so /usr/lib/*/softhsm/libsofthsm2.so; do
    [ ! -e "$module" ] || break
done
[ -e "$module" ] || fail "softhsm2 is not installed: ./dev test does that"

told() {
    grep -q "$1" "$dir/said" || fail "does not say: $1"
}

keys() {
    "$tnwd" keys "$@" --config "$conf" >"$dir/said" 2>&1
}

refuses() {
    words=$1
    shift
    ! keys status "$@" || fail "opens it all the same: $*"
    told "$words"
}

# labels: of the token's keys.
labels() {
    pkcs11-tool --module "$module" --token-label tnwd-test --login --pin 123456 --list-objects 2>/dev/null |
        sed -n 's/^ *label: *//p' | sort
}

lines() {
    sed -n "s/^$1 \([0-9a-f]*\) .*/tnwd-\1/p" "$dir/tnwd/keyring"
}

umask 077
mkdir "$dir/tokens"
: >"$dir/log"
printf 'directories.tokendir = %s\nlog.level = ERROR\n' "$dir/tokens" >"$SOFTHSM2_CONF"
softhsm2-util --init-token --free --label tnwd-test --so-pin 87654321 --pin 123456 >"$dir/said"
echo 123456 >"$dir/pin"
echo 654321 >"$dir/wrong"

# Made in the token: the file opens nothing without it.
"$tnwd" init "$dir/tnwd" --origin test.example/tnwd --token tnwd-test --module "$module" --pin "$dir/pin" >"$dir/said" 2>&1 ||
    fail "init --token"
! grep -qE '^(index|wrap) ' "$dir/tnwd/keyring" || fail "the file has keys of its own"
[ "$(labels)" = "$({ lines token; lines token-index; } | sort)" ] || fail "the token has other objects than the file names"
echo 80031295793 | "$tnwd" actor add --config "$conf" --niss - --name A --role beheerder >"$dir/said" 2>&1 || fail "actor add"
! grep -rq 123456 "$dir/tnwd" || fail "the PIN is written down"

# Rotated beside a server, which cannot reach the token: it comes over the bridge, and serves on.
"$pki" ca "$dir/pki"
"$pki" server "$dir/pki" --name localhost --days 3 --out "$dir/tnwd/tls/server"
"$pki" actor "$dir/pki" --niss 80031295793 --name Alice --out "$dir/alice"
cp "$dir/pki/ca.pem" "$dir/tnwd/tls/clients-ca.pem"
ln -s "$dir/pki/crl.pem" "$dir/tnwd/tls/crl.pem"
"$tnwd" serve --config "$conf" --set server.port=0 --set ops.port=0 2>"$dir/log" &
server=$!
soon grep -q event=ready "$dir/log"
port=$(sed -n 's/.*event=ready port=\([0-9]*\).*/\1/p' "$dir/log")
me() {
    curl -sS -f -o "$dir/body" --cacert "$dir/pki/ca.pem" --cert "$dir/alice.pem" --key "$dir/alice.key" \
        "https://localhost:$port/v1/me" 2>"$dir/said"
}
me || fail "the server does not answer"
old=$(lines token)
keys rotate || fail rotate
! labels | grep -qx "$old" || fail "the old object is still in the token"
! grep -qE "^bridge|${old#tnwd-}" "$dir/tnwd/keyring" || fail "something of the old key is still in the file"
me || fail "the server does not answer behind the rotation"
sleep 2 # it looks each second
me || fail "the server does not answer when it has read the keyring again"
! grep -q "kept=old" "$dir/log" || fail "the server could not read the keyring again"
kill "$server"
timeout 20 tail --pid="$server" -f /dev/null || fail "the server does not end"
server=
keys status || fail "nothing opens behind the rotation"

# What can be wrong with a token. A wrong PIN is tried once; then none is, the right one neither, until somebody logs in.
refuses "there is none of that label" --set keys.token=other
refuses "undefined symbol\|is no PKCS" --set keys.module=/lib/x86_64-linux-gnu/libm.so.6
refuses "cannot open shared object file" --set keys.module="$dir/none.so"
refuses "set keys.module, keys.token and keys.pin" --set keys.module=
refuses "No such file" --set keys.pin="$dir/none"
chmod 644 "$dir/pin"
refuses "others can read it"
chmod 600 "$dir/pin"
refuses "the PIN in keys.pin is wrong. It was tried once" --set keys.pin="$dir/wrong"
refuses "so none is tried" --set keys.pin="$dir/wrong"
refuses "so none is tried"
labels >"$dir/labels"
keys status || fail "does not open after somebody logged in"
printf '#include <stdlib.h>\nint C_GetFunctionList(void *l);\nint C_GetFunctionList(void *l) { (void)l; abort(); }\n' >"$dir/crash.c"
cc -shared -fPIC -o "$dir/crash.so" "$dir/crash.c"
refuses "the module crashed (signal 6)" --set keys.module="$dir/crash.so"
cp "$dir/tnwd/keyring" "$dir/good"
sed 's/^\(token [0-9a-f]* \)./\1f/; t; s/^\(token [0-9a-f]* \)f/\10/' "$dir/good" | sed 's/\(token [0-9a-f]* .\{30\}\)./\10/' >"$dir/tnwd/keyring"
refuses "does not open\|answers 0x"
cp "$dir/good" "$dir/tnwd/keyring"

# Destroying the object destroys the key, whatever copies of the file there are.
pkcs11-tool --module "$module" --token-label tnwd-test --login --pin 123456 --delete-object --type secrkey \
    --label "$(lines token)" >"$dir/said" 2>&1 || fail "the object cannot be deleted"
refuses "has no key $(lines token): it was destroyed"

# A keyring in a file moves into the token; the server's data open as before, and the file has nothing any more.
rm -rf "$dir/tnwd"
"$tnwd" init "$dir/tnwd" --origin test.example/tnwd >"$dir/said" 2>&1 || fail init
echo 80031295793 | "$tnwd" actor add --config "$conf" --niss - --name A --role beheerder >"$dir/said" 2>&1 || fail "actor add"
secrets=$(sed -n 's/^[a-z]* [0-9a-f]* \([0-9a-f]\{64\}\)$/\1/p' "$dir/tnwd/keyring")
[ "$(echo "$secrets" | wc -l)" = 2 ] || fail "no keys in the file"
! keys to-token || fail "moved without a token"
told "set keys.module, keys.token and keys.pin"
sed -i -e "s,^module =.*,module = $module," -e "s,^token =.*,token = tnwd-test," -e "s,^pin =.*,pin = $dir/pin," "$conf"
cp "$dir/tnwd/keyring" "$dir/plain"
for point in token_sealed keyring_written keyring_linked keyring_renamed; do
    rm -f "$dir"/tnwd/keyring*
    cp "$dir/plain" "$dir/tnwd/keyring"
    TNW_STOP_AT=$point keys to-token && fail "$point is not reached"
    "$tnwd" verify --config "$conf" >"$dir/said" 2>&1 || fail "$point: what is there does not open"
    keys to-token || fail "$point: is not gone on with"
    told "2 keys moved into the token\|in the token already"
    for secret in $secrets; do
        ! grep -rq "$secret" "$dir/tnwd" || fail "$point: a key is still in a file"
    done
    "$tnwd" verify --config "$conf" >"$dir/said" 2>&1 || fail "$point: the store does not open behind it"
    [ "$(labels | grep -c "tnwd-")" = "$(labels | sort -u | grep -c "tnwd-")" ] || fail "$point: two objects of one name"
done
rm -f "$dir"/tnwd/keyring*
cp "$dir/plain" "$dir/tnwd/keyring"
keys to-token || fail to-token
told "2 keys moved into the token"
for secret in $secrets; do
    ! grep -rq "$secret" "$dir/tnwd" || fail "a key is still in a file"
done
keys status || fail "does not open behind the move"
echo "wrap 0000000000000001 left behind by a crash" >"$dir/tnwd/keyring.old"
keys to-token || fail "a second move"
[ ! -e "$dir/tnwd/keyring.old" ] || fail "keys that a cut move left are still in a file"
told "in the token already"
keys rotate || fail "rotate behind the move"
