#!/bin/sh
# A server under load is followed by a backup; both are killed, the machine's data are gone, and the store comes back: the log
# goes on where it may, and what is missing is named.
# usage: backup_cli.sh BUILD_DIR
set -eu
build=$(cd "$1" && pwd)
source=$(cd "$(dirname "$0")/../../.." && pwd)
tnw=$build/client/cli/tnw
tnwd=$build/server/tnwd
work=$(mktemp -d)
# shellcheck source=tests/scenario/cli/asks.sh
. "$(dirname "$0")/asks.sh"
sandbox=$work/sandbox
conf=$sandbox/server/tnwd.conf
data=$sandbox/server/data
export HOME="$work" TZ=UTC TNW_BIN_DIR="$build"
unset XDG_STATE_HOME TNW_URL TNW_ROLE TNW_ACTOR TNW_PROFILE TNW_LOG_KEY 2>/dev/null || true
sandbox_pid='' follower='' loads=''

# shellcheck disable=SC2317 # called by the trap
stop() {
    for pid in $loads $follower; do
        kill -KILL "$pid" 2>/dev/null || :
    done
    if [ -n "$sandbox_pid" ]; then
        kill -TERM "$sandbox_pid" 2>/dev/null || :
        wait "$sandbox_pid" || :
    fi
    rm -rf "$work"
}
trap stop EXIT

start() {
    "$source/tests/sandbox.sh" "$sandbox" --port "$port" 2>"$work/said" &
    sandbox_pid=$!
    until [ -f "$sandbox/sandbox.json" ]; do
        kill -0 "$sandbox_pid" || fail "the server does not start"
        sleep 0.05
    done
    server=$(pgrep -P "$sandbox_pid" tnwd)
}
# The machine is gone: nothing had time to end.
lose() {
    kill -KILL "$server" $follower
    wait "$sandbox_pid" || :
    sandbox_pid='' follower=''
    rm -rf "$work/lost"
    mv "$data" "$work/lost"
    rm -f "$sandbox/sandbox.json"
}
follow() {
    "$tnwd" backup --config "$conf" "$work/backup" --follow >"$work/follow.out" 2>"$work/follow.err" &
    follower=$!
}
# load N: somebody asks, N of them, until they are told to stop; what was answered stands in answered.N.
load() {
    for number in $(seq "$1"); do
        (
            while :; do
                "$tnw" --sandbox "$sandbox" --as huisarts --json dossier show "$dossier" >/dev/null 2>&1 &&
                    date +%s.%N >>"$work/answered.$number"
            done
        ) &
        loads="$loads $!"
    done
}
unload() {
    for pid in $loads; do
        kill -KILL "$pid" 2>/dev/null || :
        wait "$pid" 2>/dev/null || :
    done
    loads=''
}
restore() {
    expected=$1
    shift
    run "$expected" "$tnwd" restore --config "$conf" "$work/backup" "$@"
}
records() {
    "$tnwd" verify --config "$conf" >"$work/verified" || fail "verify: $(cat "$work/verified")"
    sed 's/ records.*//' "$work/verified"
}
soon() {
    tries=0
    until "$@"; do
        tries=$((tries + 1))
        [ $tries -lt 200 ] || fail "in vain: $*"
        sleep 0.1
    done
}
made() {
    grep -q "^generation $1:" "$work/follow.out"
}

port=$(python3 -c '
import random, socket
while True:
    port = random.randrange(20000, 32000)
    try:
        socket.socket().bind(("127.0.0.1", port))
        print(port)
        break
    except OSError:
        pass')
run 0 "$tnw" audit witness-key getuige.example.be "$work/getuige.key"
cp "$work/out" "$work/witnesses"
export TNW_SANDBOX_SET="--set audit.witnesses=$work/witnesses"
start
as 0 huisarts --json dossier open --niss 90073094297 --name "Mia Goossens" --start 2026-01-05 --employment employed
dossier=$(of id)

# A follower that was killed leaves its folder: the server clears it away, which is a call that it may make, and serves on.
mkdir -m 700 "$data/spool"
cleared() {
    as 0 huisarts --json dossier show "$dossier"
    [ ! -e "$data/spool" ]
}
soon cleared

# Under load: the generation is complete, and shown to be restorable beside the server.
load 3
follow
soon made 1
sleep 1
restore 0 --rehearse
says "can be restored" out
unload
# What an operator's alerts go by: one that follows keeps up, is behind while it stands still, and fails while DEST is away.
metric() {
    curl -sS "$(jq -r .ops_url "$sandbox/sandbox.json")/metrics" | sed -n "s/^tnwd_backup$1 //p"
}
# is METRIC CONDITION: of its value, x
is() {
    python3 -c 'import sys; x = float(sys.argv[1]); sys.exit(not eval(sys.argv[2]))' "$(metric "$1")" "$2"
}
soon is _lag_seconds "x < 1"
is s "x == 1" && is s_failing "x == 0" && is _followers "x == 1" && is _age_seconds "0 <= x < 120" || fail "metrics of a backup"
kill -STOP "$follower"
as 0 huisarts --json dossier show "$dossier"
soon is _lag_seconds "x > 2"
kill -CONT "$follower"
soon is _lag_seconds "x < 1"
mv "$work/backup" "$work/away"
as 0 huisarts --json dossier show "$dossier"
soon is s_failing "x == 1"
mv "$work/away" "$work/backup"
soon is s_failing "x == 0"
sleep 3
as 0 auditor audit witness --state "$work/witness.state" --key "$work/getuige.key" --once
answered=$(cat "$work"/answered.* | wc -l)
[ "$answered" -gt 10 ] || fail "no load: $answered"
"$tnwd" backup --config "$conf" "$work/other" >"$work/out" 2>"$work/err" || fail "a second backup beside the one that follows"

# All is gone but the backup, the keys, and audit-state: the log goes on, and nothing is missing.
before=$(records)
lose
# Cut anywhere no store is begun in its place, and it is done again.
for point in restore.commit restore.loaded restore.checked; do
    status=0
    TNW_STOP_AT=$point "$tnwd" restore --config "$conf" "$work/backup" >"$work/out" 2>"$work/err" || status=$?
    [ "$status" -eq 137 ] || fail "not cut at $point: $status"
    run 78 "$tnwd" serve --config "$conf"
    says "a restore was cut" err
done
restore 0
says "is restored" out
says "the backup ends at record $before" out
[ "$(records)" -eq "$before" ] || fail "$(records) records came back of $before"
restore 1
says "is not empty" err
start
as 0 huisarts --json dossier show "$dossier"
as 0 auditor audit witness --state "$work/witness.state" --key "$work/getuige.key" --once

# The machine is lost under load, audit-state with it: the log goes on behind what a witness cosigned.
follow
soon made 2
load 3
sleep 2
unload
sleep 3
as 0 auditor audit witness --state "$work/witness.state" --key "$work/getuige.key" --once
cp "$work/witness.state" "$work/shown.note"
lose
mv "$sandbox/server/audit-state" "$work/state"
rm -f "$sandbox/server/audit-state.new"
restore 1
says "show the newest checkpoint that a witness" err
restore 0 --not-before "$work/shown.note" --set audit.witnesses="$work/witnesses"
says "The log goes on behind" out
start
as 0 auditor audit witness --state "$work/witness.state" --key "$work/getuige.key" --once
[ -n "$(records)" ] || fail "nothing"

# A backup that is older than what was signed is refused, and what is missing is named; a new log may begin.
run 0 "$tnwd" backup --config "$conf" "$work/backup"
load 2
sleep 1
unload
sleep 2
after=$(records)
lose
restore 1
says "are not in it" err
says " to $after" err
restore 0 --new --origin sandbox.example/tnwd-2
says "is restored" out
start
as 0 huisarts --json dossier show "$dossier"

# A rotation reaches the backups: an older one comes back under the new key, without what was erased since. One that cannot be
# reached keeps the old key.
run 0 "$tnwd" backup --config "$conf" "$work/fresh" --set backup.keep=9
run 0 "$tnwd" erase --config "$conf" "$dossier" --order 2026/1
mv "$work/fresh" "$work/away"
run 1 "$tnwd" keys rotate --config "$conf"
says "could not be reached" err
says "$work/fresh" err
run 0 "$tnwd" keys status --config "$conf"
says 'retiring             0        1' out
mv "$work/away" "$work/fresh"
run 0 "$tnwd" keys rotate --config "$conf"
run 0 "$tnwd" restore --config "$conf" "$work/fresh" --rehearse
says "1 dossiers in it were erased since" out
run 0 "$tnwd" backup forget --config "$conf" "$work/fresh"
run 1 "$tnwd" backup forget --config "$conf" "$work/fresh"
