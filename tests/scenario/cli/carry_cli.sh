#!/bin/sh
# Our witness carries checkpoints to a public one (C2SP tlog-witness) and brings its cosignatures to the server.
# usage: carry_cli.sh BUILD_DIR (makes the witness's key, then runs itself against a sandbox that knows it)
set -eu
build=$(cd "$1" && pwd)
source=$(cd "$(dirname "$0")/../../.." && pwd)
tnw=$build/client/cli/tnw

if [ $# -eq 1 ]; then
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    "$tnw" audit witness-key getuige.example.be "$work/getuige.key" >"$work/witnesses" 2>"$work/err"
    TNW_SANDBOX_SET="--set audit.witnesses=$work/witnesses" CARRY_WORK=$work
    export TNW_SANDBOX_SET CARRY_WORK
    "$source/tests/with_sandbox.sh" "$0" "$build"
    exit 0
fi

sandbox=$(dirname "$2")
work=$CARRY_WORK
# shellcheck source=tests/scenario/cli/asks.sh
. "$(dirname "$0")/asks.sh"
export HOME="$work" TZ=UTC
public_pid=''
# shellcheck disable=SC2317 # called by the trap
stop() {
    [ -z "$public_pid" ] || kill -TERM "$public_pid" 2>/dev/null || :
}
trap stop EXIT

entry() {
    python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))[sys.argv[2]])' "$sandbox/sandbox.json" "$1"
}
# carry STATUS OPTION...: a round of our witness, which knows nothing of the public one but its name.
carry() {
    expected=$1
    shift
    as "$expected" auditor audit witness --state "$work/state" --key "$work/getuige.key" --once --submit "$url" "$@"
}
grow() {
    as 0 huisarts dossier list
    before=none size=
    while [ "$before" != "$size" ]; do
        before=$size
        sleep 1.2
        as 0 auditor audit checkpoint
        size=$(sed -n 2p "$work/out")
    done
}

log_key=$(entry log_key)
"$source/tests/scenario/cli/public_witness.py" "$work" public.example/w1 "$log_key" 2>"$work/public.err" &
public_pid=$!
until [ -f "$work/public.port" ]; do
    kill -0 "$public_pid" || fail "the public witness does not start: $(cat "$work/public.err")"
    sleep 0.05
done
public=$(cat "$work/public.vkey")
url=http://127.0.0.1:$(cat "$work/public.port")/w/
echo "$public" >>"$work/witnesses"
kill -HUP "$(entry pid)"

# The first time it has nothing; then it says what it has, and gets the proof from there; strangers' lines are let go.
grow
carry 0 --witness "$public"
says "cosigned as public.example/w1" out
[ "$(cat "$work/public.said")" = "200 old 0 0" ] || fail "not carried as to somebody who has nothing"
as 0 auditor audit checkpoint --witness "$public" --witness "$(head -1 "$work/witnesses")"
says "public.example/w1" out
grow
: >"$work/public.said"
carry 0 --witness "$public"
head -1 "$work/public.said" | grep -q '^409 old 0 0$' || fail "did not ask what it has"
tail -1 "$work/public.said" | grep -q '^200 old [1-9][0-9]* [1-9]' || fail "no proof was carried"
as 0 auditor audit checkpoint --witness "$public"
carry 0 --witness "$public" # the same size again
tail -1 "$work/public.said" | grep -q "^200 old $size 0\$" || fail "the same size is not carried again"

# What it refuses is told; our own cosignature is there all the same.
# refused MODE STATUS TEXT
refused() {
    echo "$1" >"$work/public.mode"
    carry "$2" --witness "$public"
    says "$3" err
    says "still cosigns" out
    rm "$work/public.mode"
}
refused 400 7 "does not understand"
refused 403 7 "does not accept the log's key"
refused 404 7 "does not know this log"
refused 422 7 "does not continue what it cosigned"
refused 503 7 "did not cosign"
refused 1000000 7 "has cosigned 1000000 records"
refused stranger 7 "sent no cosignature of a witness that --witness names"
refused spoiled 7 "is wrong"
carry 7
says "sent no cosignature" err
python3 -c 'import sys; size = open(sys.argv[1]).read().split()[0]; open(sys.argv[1], "w").write(size + " " + 64 * "0")' \
    "$work/public.state"
carry 7 --witness "$public"
says "compare its checkpoint with ours" err
url=http://127.0.0.1:1/
carry 3 --witness "$public"
says "still cosigns" out
url=ftp://127.0.0.1/
carry 2 --witness "$public"
echo "checkpoints are carried to public witnesses"
