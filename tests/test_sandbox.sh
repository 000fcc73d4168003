#!/bin/sh
# What tests and people rely on in a sandbox: what its file says, that it ends well, and that it goes on where it was.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
dir=$(mktemp -d /tmp/tnw-sandbox.XXXXXX)
sandbox=''

# shellcheck disable=SC2317 # called by the trap
clean_up() {
    [ -z "$sandbox" ] || kill -TERM "$sandbox" 2>/dev/null || :
    [ -z "$sandbox" ] || wait "$sandbox" || :
    rm -rf "$dir"
}
trap clean_up EXIT

fail() {
    echo "not true: $*" >&2
    cat "$dir/said" "$dir/tnwd.log" >&2 || :
    exit 1
}

start() {
    "$here/sandbox.sh" "$dir" 2>"$dir/said" &
    sandbox=$!
    until [ -f "$dir/sandbox.json" ]; do
        kill -0 "$sandbox" 2>/dev/null || fail "the sandbox starts"
        sleep 0.05
    done
}

# field PATH
field() {
    jq -er "$1" "$dir/sandbox.json"
}

# status NAME: the HTTP status of GET /v1/me, 000 when TLS refuses.
status() {
    curl -s -o "$dir/answer" -w '%{http_code}' --cacert "$(field .ca)" --cert "$(field ".actors.$1.cert")" \
        --key "$(field ".actors.$1.key")" "$(field .url)/v1/me" || :
}

expect() {
    got=$(status "$1")
    [ "$got" = "$2" ] || fail "$1 gets $2, but got $got"
}

start
jq -e '(.url | startswith("https://")) and (.ops_url | startswith("http://127.0.0.1:")) and (.pid | type == "number")
    and ([.ca, .crl] | all(type == "string")) and (.actors | length == 26)
    and ([.actors[] | .cert, .key, .p12, .role] | all(type == "string"))' "$dir/sandbox.json" >/dev/null ||
    fail "sandbox.json has its shape"
for name in huisarts huisarts2 adviserend_arts arbeidsarts tnw_coordinator patient patient2 patient3 patient4 bemiddelaar \
    werkgever auditor beheerder arts_en_patient hulpverlener ziekenhuis ziekenhuisarts fonds medewerker verpleegkundige \
    secretariaat; do
    expect $name 200
    field ".actors.$name.id" >"$dir/id" || fail "$name has an id"
    grep -q "$(cat "$dir/id")" "$dir/answer" || fail "the server knows $name by that id"
done
expect unknown 403
for name in expired revoked foreign serverauth; do
    expect $name 000
done

"$here/../certs/tnw-pki" revoke "$(field .pki)" "$(field .actors.huisarts2.cert)"
kill -HUP "$(field .pid)"
for _ in 1 2 3 4 5 6 7 8 9 10; do
    [ "$(status huisarts2)" != 000 ] || break
    sleep 0.1
done
expect huisarts2 000
expect huisarts 200

id=$(field .actors.patient.id)
kill -TERM "$sandbox"
wait "$sandbox" || fail "SIGTERM ends it with status 0"
sandbox=''
[ ! -e "$dir/sandbox.json" ] || fail "the file is there only while the server answers"

start
[ "$(field .actors.patient.id)" = "$id" ] || fail "a second start goes on with what is there"
expect patient 200
expect huisarts2 000
kill -KILL "$(field .pid)"
! wait "$sandbox" || fail "it fails when the server dies"
sandbox=''
[ ! -e "$dir/sandbox.json" ] || fail "the file goes when the server dies"
