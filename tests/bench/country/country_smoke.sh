#!/bin/sh
# A country of 500 dossiers: made at once, and made in pieces with a kill in between, there is the same in it; the store is whole,
# and a server answers from it. usage: country_smoke.sh TNW_COUNTRY BUILD_DIR
set -eu
country=$1
build=$2
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
sandbox=$here/../../sandbox.sh
work=$(mktemp -d /tmp/tnw-country.XXXXXX)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || :; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM HUP
TNW_BIN_DIR=$build
export TNW_BIN_DIR
tnwd=$build/tnwd
[ -x "$tnwd" ] || tnwd=$build/server/tnwd

fail() {
    echo "country: $*" >&2
    exit 1
}

# serve STORE: until stop
serve() {
    "$sandbox" "$work/$1" 2>"$work/said" &
    server=$!
    until [ -f "$work/$1/sandbox.json" ]; do
        kill -0 "$server" || fail "the server does not start: $(cat "$work/said")"
        sleep 0.05
    done
}

stop() {
    kill "$server"
    wait "$server" || fail "the server ends with $?"
    server=
}

# fill STORE OPTION...
fill() {
    store=$1
    shift
    "$country" --dossiers 500 --map-size 4GiB "$@" "$work/$store" 2>"$work/told" || fail "$(cat "$work/told")"
}

# counts STORE: rows of what a dossier holds
counts() {
    "$tnwd" status --spaces --config "$work/$1/server/tnwd.conf" | awk '$1 ~ /^(dossier|fragment|message|consent|by_actor|inbox)$/ { print $1, $2 }'
}

serve whole
stop
cp -a --sparse=always "$work/whole" "$work/pieces"
fill whole
fill pieces --stop 1
"$country" --dossiers 500 --map-size 4GiB "$work/pieces" 2>/dev/null &
half=$!
sleep 0.2
kill -KILL $half 2>/dev/null || :
wait $half || :
fill pieces --paths "$work"
[ "$(counts whole | wc -l)" -eq 6 ] || fail "the spaces are not told: $(counts whole)"
[ "$(counts whole)" = "$(counts pieces)" ] || fail "in pieces there is something else: $(counts whole; counts pieces)"
! "$country" --dossiers 500 --seed 2 --map-size 4GiB "$work/pieces" 2>"$work/told" || fail "another seed goes on where this one was"
grep -q 'begun with: dossiers 500 seed 1' "$work/told" || fail "$(cat "$work/told")"
for store in whole pieces; do
    "$tnwd" verify --config "$work/$store/server/tnwd.conf" >"$work/verified" || fail "$store: $(cat "$work/verified")"
done
serve pieces
url=$(sed -n 's/.*"url": "\([^"]*\)", "ops.*/\1/p' "$work/pieces/sandbox.json")
sed -n "1p;\$p" "$work/reads" "$work/timelines" | while read -r path; do
    curl -fsS -o "$work/answer" --cacert "$work/pieces/pki/ca.pem" --cert "$work/pieces/actors/adviserend_arts.pem" \
        --key "$work/pieces/actors/adviserend_arts.key" "$url$path" || fail "GET $path"
done
stop
