#!/bin/sh
# The erasure of a dossier by hand: a patient's, with its receipt, and one by order; and that after the rotation of the
# wrapping keys no key that there is opens what the files still hold of it.
# usage: erasure_cli.sh BUILD_DIR SANDBOX_JSON
set -eu
build=$(cd "$1" && pwd)
sandbox=$(dirname "$2")
tnw=$build/client/cli/tnw
tnwd=$build/server/tnwd
config=$sandbox/server/tnwd.conf
work=$(mktemp -d)
umask 077
trap 'rm -rf "$work"' EXIT
export HOME="$work" TZ=UTC
unset TNW_URL TNW_CA TNW_CERT TNW_KEY TNW_P12 TNW_P12_PASSWORD TNW_ROLE TNW_ACTOR TNW_PURPOSE TNW_PROFILE 2>/dev/null ||
    true
# shellcheck source=tests/scenario/cli/asks.sh
. "$(dirname "$0")/asks.sh"

actor() {
    python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["actors"][sys.argv[2]][sys.argv[3]])' \
        "$sandbox/sandbox.json" "$1" "$2"
}
# opened WHO: a dossier of that patient, with something in it.
opened() {
    as 0 huisarts --json dossier open --niss "$(actor "$1" niss)" --name "X" --start 2026-01-05 --employment employed
    of id
}
# stage DOSSIER STAGE: waits until the erasure has come to it.
stage() {
    tries=0
    until as 0 patient --json dossier erasure "$1" && [ "$(of "$2")" != None ]; do
        tries=$((tries + 1))
        [ "$tries" -lt 300 ] || fail "$1 does not come to $2"
        sleep 0.2
    done
}
# receipt DOSSIER FILE: as soon as it is sealed.
receipt() {
    tries=0
    until rm -f "$work/$2" && "$tnw" --sandbox "$sandbox" --as patient erasure receipt "$1" --out "$work/$2" \
        >"$work/out" 2>"$work/err"; do
        tries=$((tries + 1))
        [ "$tries" -lt 100 ] || fail "there is no receipt of $1"
        sleep 0.2
    done
}
# forged NAME PYTHON: copies the receipt, changed by that statement.
forged() {
    python3 -c "
import json, sys
receipt = json.load(open(sys.argv[1]))
$2
json.dump(receipt, open(sys.argv[2], 'w'))" "$work/complete.json" "$work/$1.json"
}
# Every key that there is: what the keyring has, its own or a token's, and what the escrow brings back.
every_key() {
    rm -f "$work/escrowed"
    run 0 "$tnwd" keys import --config "$config" --set keys.keyring="$work/escrowed" --key "$work/r.key" "$work"/escrow/*.cms
    grep -hE "^(index|wrap) " "$sandbox/server/keyring" "$work/escrowed" | sort -u >"$work/keys"
}
# opening DOSSIER FILE...: how many of its wrapped keys in the files open with some key that there is.
opening() {
    opened_id=$1
    shift
    "$build/tests/scenario/try_keys" "$work/keys" "$opened_id" "$@"
}
# everywhere: the data, each file of the backups that there are, and a copy of the data from before the erasure that nobody knows of.
everywhere() {
    find "$sandbox/server/data" "$work/copy" "$work/before" "$work/after" "$work/again" -type f ! -name lock.mdb 2>/dev/null
}
# closed DOSSIER WHEN: no key opens anything of it, wherever it lies.
closed() {
    every_key
    # shellcheck disable=SC2046 # paths without blanks
    [ "$(opening "$1" $(everywhere))" -eq 0 ] || fail "$2: a key that there is opens what is left of an erased dossier"
}
# whole DOSSIER FOLDER...: it opens in each.
whole() {
    whole_id=$1
    shift
    for folder in "$@"; do
        # shellcheck disable=SC2046 # paths without blanks
        [ "$(opening "$whole_id" $(find "$folder" -type f ! -name lock.mdb))" -gt 0 ] || fail "another dossier does not open in $folder"
    done
}
# again BACKUP: it comes back into a server of its own.
again() {
    rm -rf "$work/again"
    cp -r "$sandbox/server" "$work/again"
    rm -rf "$work/again/data"/*
    sed -i "s,$sandbox/server,$work/again,g" "$work/again/tnwd.conf"
    run 0 "$tnwd" restore --config "$work/again/tnwd.conf" "$1" --new --origin again.example/tnwd
    run 0 "$tnwd" verify --config "$work/again/tnwd.conf"
}

mine=$(opened patient)
others=$(opened patient2)
as 0 patient dossier erasure "$mine"
mkdir "$work/escrow"
openssl req -x509 -newkey rsa:2048 -nodes -keyout "$work/r.key" -out "$work/r.pem" -subj /CN=r 2>/dev/null
run 0 "$tnwd" keys export --config "$config" --to-recipient "$work/r.pem" --out "$work/escrow"
run 0 "$tnwd" backup --config "$config" "$work/before"
cp -r "$sandbox/server/data" "$work/copy"
every_key
whole "$mine" "$sandbox/server/data" "$work/before" "$work/copy" # else the look is blind

as 2 patient dossier erase "$mine" # nobody was asked
as 1 huisarts dossier erase "$mine" --yes
as 0 patient dossier erase "$mine" --yes
as 4 patient dossier show "$mine"
as 4 huisarts dossier show "$mine"
as 0 patient erasure list
says "$mine" out
says "DOSSIER                         ERASED" out # a title for each cell
stage "$mine" emptied
receipt "$mine" emptied.json
run 0 "$tnw" --sandbox "$sandbox" --as patient erasure verify "$work/emptied.json"
as 0 patient access-log "$mine" --verify

# Beside the server; what was erased is complete then, and nothing that is left opens.
run 0 "$tnwd" keys rotate --config "$config"
stage "$mine" complete
run 0 "$tnwd" backup --config "$config" "$work/after"
closed "$mine" "behind the rotation"
whole "$others" "$sandbox/server/data" "$work/before" "$work/after"
for backup in before after; do
    again "$work/$backup"
    closed "$mine" "in what comes back from a backup of $backup"
    whole "$others" "$work/again/data"
done
as 0 patient2 dossier show "$others"
receipt "$mine" complete.json
run 0 "$tnw" --sandbox "$sandbox" --as patient erasure verify --json "$work/complete.json"
[ "$(of complete seq)" -gt "$(of emptied seq)" ] || fail "the stages are not in order"
as 0 patient access-log "$mine" --verify

forged dossier "receipt['dossier'] = '$others'"
forged swapped "receipt['emptied'], receipt['complete'] = receipt['complete'], receipt['emptied']"
forged record "receipt['complete']['record']['time'] = '2020-01-01T00:00:00.000Z'"
forged hole "receipt['emptied'] = None"
forged path "receipt['closed']['inclusion']['path'] = receipt['closed']['inclusion']['path'][1:]"
forged note "receipt['checkpoint'] = receipt['checkpoint'].replace('\n', '\n ', 1)"
for name in dossier swapped record hole path note; do
    run 9 "$tnw" --sandbox "$sandbox" --as patient erasure verify "$work/$name.json"
done
run 9 "$tnw" --sandbox "$sandbox" --as patient erasure verify "$work/dossier.json"
says "about something else" err

# By order: what the order is called stands in no record.
run 64 "$tnwd" erase --config "$config" "$others"
run 0 "$tnwd" erase --config "$config" "$others" --order "Rechtbank 2026/417"
run 0 "$tnwd" erase --config "$config" "$others" --order "Rechtbank 2026/417"
says "erased already, by this order. It is complete when" out
run 0 "$tnwd" erase --config "$config" "$others" --order "Rechtbank 2026/418"
says "erased already, by another order" out
run 0 "$tnwd" erase --config "$config" "$mine" --order "Rechtbank 2026/417"
says "erased already, at its patient's request. It is complete." out
as 4 patient2 dossier show "$others"
as 0 patient2 --json dossier erasure "$others"
[ "$(of why)" = order ] || fail "it does not say that it was an order"
as 0 auditor --json audit list --dossier "$others"
says '"order:' out
! grep -q Rechtbank "$work/out" || fail "the record tells the reference"
run 1 "$tnwd" erase --config "$config" dos_01J9ZZZZZZZZZZZZZZZZZZZZZZ --order x

# With the keys in a token: what it destroyed no old copy of the keyring brings back.
for module in /usr/lib/softhsm/libsofthsm2.so /usr/lib/*/softhsm/libsofthsm2.so; do
    [ ! -e "$module" ] || break
done
export SOFTHSM2_CONF="$work/softhsm2.conf"
mkdir "$work/tokens"
printf 'directories.tokendir = %s\nlog.level = ERROR\n' "$work/tokens" >"$SOFTHSM2_CONF"
run 0 softhsm2-util --init-token --free --label erasure --so-pin 87654321 --pin 123456
echo 123456 >"$work/pin"
token="--set keys.module=$module --set keys.token=erasure --set keys.pin=$work/pin"
# shellcheck disable=SC2086 # options
{
    run 0 "$tnwd" keys to-token --config "$config" $token
    cp "$sandbox/server/keyring" "$work/kept"
    run 0 "$tnwd" keys rotate --config "$config" $token
    as 0 patient2 --json dossier erasure "$others"
    [ "$(of complete)" != None ] || stage "$others" complete
    run 78 "$tnwd" keys status --config "$config" $token --set keys.keyring="$work/kept"
    says "it was destroyed" err
}
rm -rf "$work/again"
sed 's/^token/gone/' "$sandbox/server/keyring" >/dev/null
rm -f "$work/escrowed"
run 0 "$tnwd" keys import --config "$config" --set keys.keyring="$work/escrowed" --key "$work/r.key" "$work"/escrow/*.cms
cp "$work/escrowed" "$work/keys"

# shellcheck disable=SC2046,SC2086 # paths without blanks, options
{
    [ "$(opening "$others" $(everywhere))" -eq 0 ] || fail "a key in the token opens what is left of an erased dossier"
    run 0 "$tnwd" verify --config "$config" $token
}
