#!/bin/sh
# The log's key changes, is lost, and loses its state: who looked before follows, or is told what to do.
# usage: trust_cli.sh BUILD_DIR
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
export HOME="$work" TZ=UTC TNW_BIN_DIR="$build"
unset XDG_STATE_HOME TNW_URL TNW_ROLE TNW_ACTOR TNW_PROFILE TNW_LOG_KEY 2>/dev/null || true
sandbox_pid=''

# shellcheck disable=SC2317 # called by the trap
stop() {
    if [ -n "$sandbox_pid" ]; then
        kill -TERM "$sandbox_pid" 2>/dev/null || :
        wait "$sandbox_pid" || :
    fi
    rm -rf "$work"
}
trap stop EXIT

# as STATUS WHO COMMAND...: with a profile that holds what WHO was told once.
as() {
    expected=$1 who=$2
    shift 2
    run "$expected" "$tnw" --profile "$work/$who.ini" "$@"
}
entry() {
    python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["actors"][sys.argv[2]][sys.argv[3]])' \
        "$sandbox/sandbox.json" "$1" "$2"
}
# told WHO KEY: what the operator says goes into the profile.
told() {
    printf '[%s]\nurl = https://localhost:%s\nca = %s\np12 = %s\nlog_key = %s\n' "$1" "$port" "$sandbox/pki/ca.pem" \
        "$sandbox/actors/$1.p12" "$2" >"$work/$1.ini"
}
start() {
    "$source/tests/sandbox.sh" "$sandbox" --port "$port" 2>"$work/said" &
    sandbox_pid=$!
    until [ -f "$sandbox/sandbox.json" ]; do
        kill -0 "$sandbox_pid" || fail "the server does not start"
        sleep 0.05
    done
}
halt() {
    kill -TERM "$sandbox_pid"
    wait "$sandbox_pid" || fail "the server ends with $?"
    sandbox_pid=''
}
# grow KEY: a record, and the checkpoint that covers it: the log stands still then.
grow() {
    as 0 huisarts dossier show "$dossier"
    before=none sealed=
    while [ "$before" != "$sealed" ]; do
        before=$sealed
        sleep 1.2
        as 0 auditor audit checkpoint --key "$1"
        sealed=$(sed -n 2p "$work/out")
    done
}
watch() {
    as "$1" auditor audit witness --state "$work/witness.state" --key "$work/getuige.key" --once
}
log_key() {
    "$tnwd" log-key --config "$conf" "$@"
}

# A restart comes back at the same address, so the port is none of those that the kernel gives to others.
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
mkdir "$work/elsewhere" # of the witness, who shares nothing with the others
run 0 "$tnw" audit witness-key getuige.example.be "$work/getuige.key"
cp "$work/out" "$work/witnesses"
export TNW_SANDBOX_SET="--set audit.witnesses=$work/witnesses"
start
first=$(log_key)
for who in huisarts patient2 auditor; do
    told "$who" "$first"
done
as 0 huisarts --json dossier open --niss "$(entry patient2 niss)" --name "Mia Goossens" --start 2026-01-05 \
    --employment employed
dossier=$(of id)
as 0 patient2 --json consent grant "$dossier" --yes --role adviserend_arts --category fit_note --action read \
    --purpose tnw_traject --until "$(date -d '+30 days' +%F)"
consent=$(of id)
grow "$first"
as 0 patient2 access-log "$dossier" --verify
as 0 patient2 consent receipt "$dossier" "$consent" --out "$work/old.json"
as 0 auditor audit checkpoint --out "$work/kept.note"
watch 0

# Another key, signed by the old one: everybody follows by themselves, says so, and holds the log to what was kept.
halt
run 0 log_key --new --origin sandbox.example/tnwd-2
second=$(log_key)
start
as 0 patient2 access-log "$dossier" --verify
says "signed with the one that you hold" err
says "$second" err
says "Since you looked before" out
as 0 patient2 access-log "$dossier" --verify
says "$second" err
as 0 auditor audit checkpoint
says "$second" out
as 0 auditor audit show 3 --prove
HOME=$work/elsewhere watch 0
says "signed with the one that you hold" err
says "cosigned" out
HOME=$work/elsewhere watch 0
as 0 auditor audit list --action log_key.change
says "new:$second old:$first signature:" out
as 0 patient2 trust show
says "before        $first" out
says "key           $second" out

# The second verifier follows as well, and no change that differs in anything.
get() {
    curl -fsS --cacert "$sandbox/pki/ca.pem" --cert "$sandbox/actors/auditor.pem" --key "$sandbox/actors/auditor.key" \
        "https://localhost:$port/v1/audit/$1" >"$work/$2" || fail "no $1"
}
get checkpoint now
python3 -c 'import json, sys
now = json.load(open(sys.argv[1]))
text, lines = now["checkpoint"].split("\n\n") # without those of witnesses, of whom nobody knows here
json.dump({"checkpoint": text + "\n\n" + lines.split("\n")[0] + "\n", "key": now["key"]}, open(sys.argv[2], "w"))
print(now["size"])' "$work/now" "$work/newer" >"$work/size"
size=$(cat "$work/size")
get log/keys keys
get "proof/consistency?from=$(sed -n 2p "$work/kept.note")&to=$size" growth
seq=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["items"][0]["record"]["seq"])' "$work/keys")
get "proof/inclusion?seq=$seq&size=$size" proof
(cd "$work" && run 0 node "$source/tests/verifier/tampered.mjs" "$first" key_change kept.note newer keys growth proof)

# What was proven under the old key is proven for good, also for who holds the new one only.
as 0 patient2 consent verify "$work/old.json"
told patient2 "$second"
as 0 patient2 consent verify "$work/old.json"
says "$first" out
as 0 patient2 access-log "$dossier" --verify
[ ! -s "$work/err" ] || fail "warns, though the profile has the new key"

# A machine that is lost, and its state with it, while the key was kept.
grow "$second"
watch 0
halt
cp -R "$sandbox/server/data" "$work/backup"
start
grow "$second"
watch 0
halt
mv "$sandbox/server/audit-state" "$work/audit-state"
run 74 "$tnwd" serve --config "$conf"
says "tnwd log-key --continue NOTE" err
mv "$sandbox/server/data" "$work/data"
cp -R "$work/backup" "$sandbox/server/data"
run 65 log_key --set "audit.witnesses=$work/witnesses" --continue "$work/witness.state"
says "put a newer copy back" err
rm -rf "$sandbox/server/data"
mv "$work/data" "$sandbox/server/data"
run 64 log_key --set "audit.witnesses=$work/witnesses" --continue "$work/kept.note"
run 64 log_key --continue "$work/witness.state"
says "is cosigned by none of audit.witnesses" err
run 0 log_key --set "audit.witnesses=$work/witnesses" --continue "$work/witness.state"
run 1 log_key --set "audit.witnesses=$work/witnesses" --continue "$work/witness.state"
start
watch 0
as 0 patient2 access-log "$dossier" --verify
says "Since you looked before" out
as 0 auditor audit list --action log_key.continue
says "witnessed:" out

# A key that is lost: nobody believes the new one, before they were told.
halt
rm "$sandbox/server/audit-key"
run 0 log_key --new --origin sandbox.example/tnwd-3
third=$(log_key)
start
as 9 patient2 access-log "$dossier" --verify
says "tnw trust accept KEY" err
says "(key)" err
as 9 auditor audit checkpoint
watch 10
as 2 patient2 trust accept nonsense
as 0 patient2 trust accept "$third"
as 0 patient2 access-log "$dossier" --verify
says "Since you looked before" out
as 0 patient2 consent verify "$work/old.json"
as 0 patient2 trust reset
says "$third" out
as 9 patient2 access-log "$dossier" --verify
told patient2 "$third"
as 0 patient2 access-log "$dossier" --verify
echo "who held the log's key follows it"
