#!/bin/sh
# The audit log as evidence, by hand: what an auditor, a patient and a witness do, what each of them finds when something
# was changed, and the exit status that tells it.
# usage: evidence_cli.sh BUILD_DIR (makes the witness's key, then runs itself against a sandbox that knows it)
set -eu
build=$(cd "$1" && pwd)
source=$(cd "$(dirname "$0")/../../.." && pwd)
tnw=$build/client/cli/tnw

if [ $# -eq 1 ]; then
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    "$tnw" audit witness-key getuige.example.be "$work/getuige.key" >"$work/getuige.pub" 2>"$work/err"
    TNW_SANDBOX_SET="--set audit.witnesses=$work/getuige.pub" EVIDENCE_WORK=$work
    export TNW_SANDBOX_SET EVIDENCE_WORK
    "$source/tests/with_sandbox.sh" "$0" "$build"
    exit 0
fi

sandbox=$(dirname "$2")
work=$EVIDENCE_WORK
# shellcheck source=tests/scenario/cli/asks.sh
. "$(dirname "$0")/asks.sh"
# Here people learn the log's key from elsewhere, or not at all.
forget_key() {
    sed -i 's/, "log_key": "[^"]*"//' "$1/sandbox.json"
}
forget_key "$sandbox"
export HOME="$work" TZ=UTC
unset TNW_URL TNW_CA TNW_CERT TNW_KEY TNW_P12 TNW_P12_PASSWORD TNW_ROLE TNW_ACTOR TNW_PURPOSE TNW_PROFILE TNW_LOG_KEY \
    XDG_STATE_HOME 2>/dev/null || true
fork_pid='' liar_pid=''
# shellcheck disable=SC2317 # called by the trap
stop() {
    for pid in $fork_pid $liar_pid; do
        kill -TERM "$pid"
        wait "$pid" || :
    done
}
trap stop EXIT

actor() {
    python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["actors"][sys.argv[2]][sys.argv[3]])' \
        "$sandbox/sandbox.json" "$1" "$2"
}
# tampered NAME PYTHON: copies the export, changed by that statement on the list of its lines.
tampered() {
    python3 -c "
import sys
lines = open(sys.argv[1]).readlines()
$2
open(sys.argv[2], 'w').writelines(lines)" "$work/log.ndjson" "$work/$1"
}
# lied LIE STATUS WHO COMMAND...: as that actor, to a server that lies so.
lied() {
    rm -f "$work/liar.port"
    "$source/tests/scenario/cli/liar.py" "$sandbox" "$3" "$1" "$work/liar.port" 2>"$work/liar.said" &
    liar_pid=$!
    until [ -f "$work/liar.port" ]; do
        kill -0 "$liar_pid" || fail "the liar does not start: $(cat "$work/liar.said")"
        sleep 0.05
    done
    wanted=$2 who=$3
    shift 3
    as "$wanted" "$who" --url "https://localhost:$(cat "$work/liar.port")" "$@"
    kill -TERM "$liar_pid"
    wait "$liar_pid" 2>"$work/liar.said" || :
    liar_pid=
}
# A key of the same log's name that is not the log's.
other_key() {
    python3 -c '
import base64, hashlib, sys
name, public = sys.argv[1].split("+")[0], b"\x01" + bytes(range(32))
print(name + "+" + hashlib.sha256(name.encode() + b"\n" + public).hexdigest()[:8] + "+" +
      base64.b64encode(public).decode())' "$log_key"
}
# A checkpoint follows within a second.
sealed() {
    sleep 1.2
}

log_key=$(grep -E '^[^ ]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+$' "$sandbox/init.log")
witness_key=$(cat "$work/getuige.pub")
until=$(date -d '+30 days' +%F)

# Something to look at: a dossier, a consent, and somebody who keeps trying.
as 0 huisarts --json dossier open --niss "$(actor patient2 niss)" --name "Mia Goossens" --start 2026-01-05 \
    --employment employed
dossier=$(of id)
as 0 patient2 --json consent grant "$dossier" --yes --role adviserend_arts --category fit_note --action read \
    --purpose tnw_traject --until "$until"
consent=$(of id)
as 0 huisarts dossier list
for _ in 1 2 3 4 5; do
    as 4 huisarts2 dossier show "$dossier"
done
sealed

# The address of a peer stands in no record: in its place what \`tnwd origin\` says of it.
for address in 127.0.0.1 ::ffff:127.0.0.1; do
    "$build/server/tnwd" origin --config "$sandbox/server/tnwd.conf" "$address" >"$work/origin" || fail "no origin"
    as 0 auditor --json audit list --dossier "$dossier" --limit 1
    [ "$(jq -r ".items[0].record.origin" "$work/out")" = "$(cat "$work/origin")" ] || fail "the record has another origin"
done
! "$build/server/tnwd" origin --config "$sandbox/server/tnwd.conf" localhost 2>"$work/err" || fail "a name is no address"

# The key: without it a loud warning, with it none, with another one no trust.
as 0 auditor audit checkpoint
says "WARNING" err
says "$log_key" out
mkdir -p "$work/.config/tnw"
TNW_LOG_KEY=$log_key
export TNW_LOG_KEY
as 0 patient2 audit checkpoint --out "$work/kept.note"
[ ! -s "$work/err" ] || fail "warns, though the key is known"
as 8 patient2 audit checkpoint --out "$work/kept.note"
as 9 auditor audit checkpoint --key "$(other_key)"
as 2 auditor audit checkpoint --key nonsense

# One record, proven.
as 0 auditor audit show 3 --prove
says "proven" out
says "of the log's key" out
as 9 auditor audit show 3 --prove --key "$(other_key)"
as 0 auditor --json audit show 3 --prove
python3 -c 'import json, sys; d = json.load(open(sys.argv[1])); assert d["inclusion"]["seq"] == 3' "$work/out"

# A witness: cosigns, and the second time says that it still looks.
sealed
as 0 auditor audit witness --state "$work/witness.state" --key "$work/getuige.key" --once
says "cosigned" out
as 0 auditor audit witness --state "$work/witness.state" --key "$work/getuige.key" --once
says "still cosigns" out
as 0 auditor audit checkpoint --witness "$witness_key"
says "getuige.example.be" out

# The whole log in a file, checked without the server, against the witness and an older checkpoint.
as 0 auditor audit export "$work/log.ndjson"
printf '[ik]\nlog_key = %s\n' "$log_key" >"$work/.config/tnw/profile.ini"
unset TNW_LOG_KEY
run 0 "$tnw" audit verify "$work/log.ndjson" --witness "$witness_key" --since "$work/kept.note"
says "none changed, none missing" out
says "witness       getuige.example.be" out
says "the log begins with the" out
[ ! -s "$work/err" ] || fail "warns, though the profile has the key"
echo "$log_key" >"$work/log.pub"
run 0 "$tnw" audit verify "$work/log.ndjson" --key-file "$work/log.pub"
mv "$work/.config/tnw/profile.ini" "$work/profile.ini"
run 0 "$tnw" audit verify "$work/log.ndjson"
says "WARNING" err
mv "$work/profile.ini" "$work/.config/tnw/profile.ini"
run 9 "$tnw" audit verify "$work/log.ndjson" --key "$(other_key)"
run 8 "$tnw" audit verify "$work/none.ndjson"

# Changed, and found, with the place.
# A line for each record, one behind it for its hashes.
tampered changed 'lines[4] = lines[4].replace("permit", "deny")'
tampered last "n = max(i for i, l in enumerate(lines) if '\"status\":' in l); lines[n] = lines[n].replace('\"status\":2', '\"status\":4')"
tampered gone 'del lines[4:6]'
tampered swapped 'lines[4], lines[6] = lines[6], lines[4]'
tampered head 'del lines[0:2]'
tampered tail 'del lines[-5:-1]'
tampered cut 'del lines[-1]'
tampered chain "
n = [i for i, l in enumerate(lines) if l.startswith('{\"action\"') and '\"dossier\":\"$dossier\"' in l][1]
at = lines[n].index('\"previous\":\"') + 12
lines[n] = lines[n][:at] + ('0' if lines[n][at] != '0' else '1') + lines[n][at + 1:]"
run 9 "$tnw" audit verify "$work/changed"
says "record 2 is not what the hash behind it stands for" err
says "line 5" err
run 9 "$tnw" audit verify "$work/last"
says "is not what the hash behind it stands for" err
run 9 "$tnw" audit verify "$work/gone"
says "line 5" err
run 9 "$tnw" audit verify "$work/swapped"
says "line 5" err
run 9 "$tnw" audit verify "$work/head"
says "line 1" err
run 9 "$tnw" audit verify "$work/tail"
run 9 "$tnw" audit verify "$work/cut"
says "without a checkpoint" err
run 9 "$tnw" audit verify "$work/chain"
says "(chain)" err
tampered joined 'lines[4] = lines[4].replace(chr(10), chr(0) + chr(10))'
run 9 "$tnw" audit verify "$work/joined"
says "line 5" err
tampered long 'lines.insert(4, "x" * 11000000)'
run 9 "$tnw" audit verify "$work/long"
says "line 5" err
run 9 "$tnw" --json audit verify "$work/swapped"
[ "$(of line)" = 5 ] || fail "the line is not named for programs"
sed 's/^\([0-9][0-9]*\)$/9\1/' "$work/kept.note" >"$work/forged.note"
run 9 "$tnw" audit verify "$work/log.ndjson" --since "$work/forged.note"

# Unusual access: who kept trying. Of a changed log there is no report.
run 0 "$tnw" audit report "$work/log.ndjson"
says "$(actor huisarts2 id)" out
run 0 "$tnw" audit report "$work/log.ndjson" --format json --until 2100-01-01
python3 -c 'import json, sys
found = [f for f in json.load(open(sys.argv[1]))["findings"] if f["kind"] == "denials"]
assert len(found) == 1 and found[0]["who"] == sys.argv[2] and found[0]["count"] == 5, found' \
    "$work/out" "$(actor huisarts2 id)" || fail "the refusals are not reported"
run 0 "$tnw" audit report "$work/log.ndjson" --format csv --many 1 --denials 6 --from 2000-01-01
grep -q '^kind,who,' "$work/out" || fail "no CSV"
grep -q '^"denials"' "$work/out" && fail "five refusals are not six"
run 9 "$tnw" audit report "$work/gone"
run 2 "$tnw" audit report "$work/log.ndjson" --online
as 0 auditor audit report --online
says "$(actor huisarts2 id)" out
TNW_LOG_KEY=$log_key
export TNW_LOG_KEY

# The patient: complete, and it only grew since.
as 0 patient2 access-log "$dossier" --verify
says "none changed, none missing" out
says "names and words are what the server says now" out
sealed
as 0 patient2 access-log "$dossier" --verify
says "Since you looked before" out
as 0 patient2 --json access-log "$dossier" --verify
[ "$(of holds)" = True ] || fail "does not hold"

# A server that lies to an auditor, to a patient, and to a witness.
lied record 9 auditor audit show 3 --prove
says "(record)" err
lied inclusion 9 auditor audit show 3 --prove
says "(inclusion)" err
lied access_changed 9 patient2 access-log "$dossier" --verify
lied access_shown 9 patient2 access-log "$dossier" --verify
says "(shown)" err
lied access_told 9 patient2 access-log "$dossier" --verify
says "is told otherwise than it is recorded" err
lied access_counted 9 patient2 access-log "$dossier" --verify --fold
says "is told as another number of records" err
lied access_invented 9 patient2 access-log "$dossier" --verify
says "is none of the proven records" err
lied access_omitted 9 patient2 access-log "$dossier" --verify
lied access_cut 9 patient2 access-log "$dossier" --verify
lied access_frozen 9 patient2 access-log "$dossier" --verify
lied access_unnamed 9 patient2 access-log "$dossier" --verify
sealed
cp "$work/witness.state" "$work/liar.state"
lied consistency 10 auditor audit witness --state "$work/liar.state" --key "$work/getuige.key" --once
cmp -s "$work/witness.state" "$work/liar.state" || fail "keeps what was not proven"

# Receipts: of the consent, and of its withdrawal.
as 0 patient2 consent receipt "$dossier" "$consent" --out "$work/given.json"
run 0 "$tnw" consent verify "$work/given.json"
says "fit_note" out
as 8 patient2 consent receipt "$dossier" "$consent" --out "$work/given.json"
as 0 patient2 consent withdraw "$dossier" --yes "$consent"
sealed
as 0 patient2 consent receipt "$dossier" "$consent" --out "$work/withdrawn.json"
run 0 "$tnw" --json consent verify "$work/withdrawn.json"
[ "$(of withdrawn)" != None ] || fail "the receipt does not show the withdrawal"
python3 -c 'import json, sys; r = json.load(open(sys.argv[1])); r["withdrawn"] = None; json.dump(r, open(sys.argv[2], "w"))' \
    "$work/withdrawn.json" "$work/halved.json"
run 0 "$tnw" consent verify "$work/halved.json"
says "cannot prove that it was not" out
sed 's/adviserend_arts/werkgever/g' "$work/given.json" >"$work/forged.json"
run 9 "$tnw" consent verify "$work/forged.json"
says "(terms)" err
run 9 "$tnw" consent verify "$work/given.json" --key "$(other_key)"

# Of an act that gives several each has a receipt of its own, which holds by itself and with no digest changed.
as 0 patient2 --json consent grant "$dossier" --yes --preset drie_artsen_overleg
acts=$(python3 -c 'import json, sys; [print(i["id"]) for i in json.load(open(sys.argv[1]))["items"]]' "$work/out")
sealed
for act in $acts; do
    as 0 patient2 consent receipt "$dossier" "$act" --out "$work/$act.json"
    run 0 "$tnw" consent verify "$work/$act.json"
    python3 -c 'import json, sys; r = json.load(open(sys.argv[1])); r["among"].reverse(); json.dump(r, open(sys.argv[2], "w"))' \
        "$work/$act.json" "$work/turned.json"
    run 9 "$tnw" consent verify "$work/turned.json"
    says "(terms)" err
done

# What README shows, word for word: its first block for the auditor, its second for the patient.
url=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["url"])' "$sandbox/sandbox.json")
mkdir "$work/readme"
for who in auditor patient2; do
    printf '[%s]\nurl = %s\nca = %s\np12 = %s\nlog_key = %s\n' "$who" "$url" "$sandbox/pki/ca.pem" \
        "$(actor "$who" p12)" "$log_key" >"$work/$who.ini"
done
sed -n '/^## Check the log/,/^## How/s/^tnw /&/p' "$source/README.md" |
    sed "s/DOSSIER/$dossier/; s/CONSENT/$consent/" >"$work/readme.sh"
[ "$(wc -l <"$work/readme.sh")" -ge 9 ] || fail "README shows fewer commands than there were"
while read -r line; do
    case $line in
    tnw\ audit*) who=auditor ;;
    *) who=patient2 ;;
    esac
    (cd "$work/readme" && PATH=$build/client/cli:$PATH TNW_PROFILE=$work/$who.ini sh -c "$line") >"$work/out" \
        2>"$work/err" </dev/null || fail "README: $line"
    grep -q WARNING "$work/err" && fail "README: $line: warns"
done <"$work/readme.sh"

# A fork: a copy of the server's folder, by which the same key signs another log.
sealed
cp -R "$sandbox" "$work/fork"
as 0 huisarts dossier show "$dossier"
as 0 patient2 dossier show "$dossier"
sealed
as 0 auditor audit witness --state "$work/witness.state" --key "$work/getuige.key" --once
as 0 patient2 access-log "$dossier" --verify
rm -f "$work/fork/sandbox.json"
"$source/tests/sandbox.sh" "$work/fork" 2>"$work/fork.said" &
fork_pid=$!
until [ -f "$work/fork/sandbox.json" ]; do
    kill -0 "$fork_pid" || fail "the fork does not start: $(cat "$work/fork.said")"
    sleep 0.05
done
forget_key "$work/fork"
real=$sandbox
sandbox=$work/fork
as 0 patient2 dossier list
for _ in 1 2 3 4 5 6 7 8; do
    as 0 huisarts dossier show "$dossier"
done
sealed
cp "$work/witness.state" "$work/before.state"
as 10 auditor audit witness --state "$work/witness.state" --key "$work/getuige.key" --once
says "ALARM" err
[ ! -s "$work/out" ] || fail "cosigns a fork"
cmp -s "$work/witness.state" "$work/before.state" || fail "forgets what it knew"
as 10 auditor audit witness --state "$work/witness.state" --key "$work/getuige.key" --interval 1
set -- "$work"/witness.state.alarm-*
[ $# -eq 2 ] || fail "$# alarms in files instead of 2"
python3 -c 'import json, sys
alarm = json.load(open(sys.argv[1]))
assert alarm["kept"] == open(sys.argv[2]).read() and alarm["shown"] != alarm["kept"] and alarm["proof"], alarm' \
    "$1" "$work/before.state" || fail "the alarm does not hold both checkpoints and the proof"
as 0 auditor audit checkpoint --out "$work/fork.note"
grep -q '^witness ' "$work/out" && fail "the fork is cosigned"

# And the patient, shown the fork at the old address.
python3 -c 'import json, sys
path, urls = sys.argv[1], [json.load(open(s + "/sandbox.json"))["url"] for s in sys.argv[2:]]
seen = json.load(open(path))
seen[urls[1]] = seen.pop(urls[0])
json.dump(seen, open(path, "w"))' "$work/.local/state/tnw/seen.json" "$real" "$sandbox"
as 9 patient2 access-log "$dossier" --verify
sandbox=$real
echo '{' >"$work/.local/state/tnw/seen.json"
as 2 patient2 access-log "$dossier" --verify
says "damaged" err
rm "$work/.local/state/tnw/seen.json"
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do
    as 0 huisarts dossier show "$dossier"
done
sealed
cp "$work/log.ndjson" "$work/first.ndjson"
as 8 auditor audit export "$work/log.ndjson"
says "--overwrite" err
cmp -s "$work/log.ndjson" "$work/first.ndjson" || fail "an export was replaced unasked"
as 0 auditor audit export "$work/log.ndjson" --overwrite
run 0 "$tnw" audit verify "$work/log.ndjson" --since "$work/witness.state"
run 9 "$tnw" audit verify "$work/log.ndjson" --since "$work/fork.note"
says "(consistency)" err
as 0 patient2 access-log "$dossier" --verify

python3 -c 'import json, sys
seen = json.load(open(sys.argv[1]))
head = seen[sys.argv[2]]["dossiers"][sys.argv[3]]
head["head"] = head["head"][::-1]
json.dump(seen, open(sys.argv[1], "w"))' "$work/.local/state/tnw/seen.json" "$url" "$dossier"
as 9 patient2 access-log "$dossier" --verify
says "(known)" err

# Two witnesses never use one key at a time; a service ends when it is asked to; a server that is away is no alarm.
# serve OPTION...: starts the witness as a service.
serve() {
    "$tnw" --sandbox "$sandbox" --as auditor "$@" audit witness --state "$work/witness.state" \
        --key "$work/getuige.key" --interval 1 >"$work/service" 2>&1 &
    service=$!
    sleep 1
}
ends() {
    kill -TERM "$service"
    wait "$service" || fail "the service ends with $?: $(cat "$work/service")"
}
serve
as 2 auditor audit witness --state "$work/witness.state" --key "$work/getuige.key" --once
says "another witness" err
ends
serve --url https://localhost:1
ends
grep -q "Trying again in 2 seconds" "$work/service" || fail "gives up: $(cat "$work/service")"
as 3 auditor --url https://localhost:1 audit witness --state "$work/witness.state" --key "$work/getuige.key" --once
chmod 644 "$work/getuige.key"
as 2 auditor audit witness --state "$work/witness.state" --key "$work/getuige.key" --once
run 2 "$tnw" audit witness-key "two words" "$work/other.key"
run 8 "$tnw" audit witness-key getuige "$work/getuige.key"
echo "what holds is shown to hold, and what does not is found"
