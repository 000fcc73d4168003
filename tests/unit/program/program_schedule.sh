#!/bin/sh
# What time makes due is told once, through kill -9 and restarts: program_schedule.sh TNWD TNW_PKI SHIM.
set -eu
tnwd=$1
pki=$2
shim=$3
dir=$(mktemp -d)
conf=$dir/tnwd/tnwd.conf
server=
trap '[ -z "$server" ] || kill -9 "$server" 2>/dev/null || :; rm -rf "$dir"' EXIT
day=86400000

fail() {
    echo "program_schedule: $*" >&2
    cat "$dir/log" >&2
    exit 1
}

. "$(dirname "$0")/soon.sh"

# later DAYS: all clocks of the machine, from now on.
later() {
    printf '%-19s %-19s\n' "$(($1 * day))" "$(($1 * day))" >"$dir/clocks.new"
    dd if="$dir/clocks.new" of="$dir/clocks" conv=notrunc status=none
}

# Sanitizers want to be loaded first; here they need not.
on_machine() {
    TNW_TEST_CLOCK=$dir/clocks LD_PRELOAD=$shim ASAN_OPTIONS=${ASAN_OPTIONS:-}:verify_asan_link_order=0 "$@"
}

logged() {
    grep -q "$1" "$dir/log"
}

start() {
    : >"$dir/log"
    TNW_TEST_CLOCK=$dir/clocks LD_PRELOAD=$shim ASAN_OPTIONS=${ASAN_OPTIONS:-}:verify_asan_link_order=0 \
        "$tnwd" serve --config "$conf" --set server.port=0 --set ops.port=0 2>"$dir/log" &
    server=$!
    soon logged event=ready
    port=$(sed -n 's/.*event=ready port=\([0-9]*\).*/\1/p' "$dir/log")
}

dies() {
    kill -9 "$server"
    wait "$server" 2>/dev/null || :
    server=
}

# ask NAME PATH OPTION...: the answer is in $dir/body.
ask() {
    name=$1 path=$2
    shift 2
    curl -sS --fail-with-body -o "$dir/body" --cacert "$dir/pki/ca.pem" --cert "$dir/$name.pem" --key "$dir/$name.key" \
        "$@" "https://localhost:$port$path" || fail "$path: $(cat "$dir/body")"
}

# told NAME TYPE RULE TIMES: that many events of it are in the inbox.
told() {
    ask "$1" '/v1/inbox?limit=200'
    times=$(tr '{' '\n' <"$dir/body" | grep "\"type\":\"$2\"" | grep -c "\"rule\":\"$3\"" || :)
    [ "$times" -eq "$4" ]
}

printf '%040d' 0 >"$dir/clocks"
: >"$dir/log"
later 0
"$tnwd" init "$dir/tnwd" --origin test.example/tnwd >"$dir/said" 2>&1
"$pki" ca "$dir/pki"
"$pki" server "$dir/pki" --name localhost --days 800 --out "$dir/tnwd/tls/server"
"$pki" actor "$dir/pki" --niss 80031295793 --name Alice --out "$dir/alice"
"$pki" actor "$dir/pki" --niss 69040795323 --name Els --out "$dir/els"
"$pki" actor "$dir/pki" --niss 85021595110 --name Jan --out "$dir/jan"
cp "$dir/pki/ca.pem" "$dir/tnwd/tls/clients-ca.pem"
ln -s "$dir/pki/crl.pem" "$dir/tnwd/tls/crl.pem"
on_machine "$tnwd" actor add --config "$conf" --niss 80031295793 --name Alice --role huisarts >"$dir/said"
els=$(on_machine "$tnwd" actor add --config "$conf" --niss 69040795323 --name Els --role adviserend_arts)
start
ask alice /v1/dossiers --json "{\"patient\":{\"niss\":\"85021595110\",\"name\":\"Jan\"},\"employment\":\"employed\",
    \"start\":\"$(date -d '-40 days' +%Y-%m-%d)\"}"
dossier=$(sed -n 's/.*"id":"\(dos_[0-9A-Z]*\)".*/\1/p' "$dir/body")
ask alice "/v1/dossiers/$dossier/participants" --json "{\"actor\":\"$els\",\"role\":\"adviserend_arts\"}"
told els step.due w10_vragenlijst 0 || fail "told too soon"
dies

# Day 60 of 70: within the last two weeks.
later 20
start
soon told els step.due w10_vragenlijst 1
dies
start
told els step.due w10_vragenlijst 1 || fail "told again after a restart"
told jan step.due w10_vragenlijst 0 || fail "told to who does not do it"
dies

# Day 75: late, for who acts and who waits.
later 35
start
soon told els step.overdue w10_vragenlijst 1
soon told jan step.overdue w10_vragenlijst 1
dies
later 36
start
told els step.overdue w10_vragenlijst 1 || fail "told again on the next day"
told els step.due w10_vragenlijst 1 || fail "due once more"
dies
on_machine "$tnwd" verify --config "$conf" >"$dir/said" 2>&1 || fail "verify: $(cat "$dir/said")"
