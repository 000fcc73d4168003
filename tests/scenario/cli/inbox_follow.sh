#!/bin/sh
# tnw inbox --follow: shows each event once, over restarts of the server and of itself, and leads to the thread.
# usage: inbox_follow.sh BUILD_DIR
set -eu
build=$(cd "$1" && pwd)
source=$(cd "$(dirname "$0")/../../.." && pwd)
tnw=$build/client/cli/tnw
work=$(mktemp -d)
# shellcheck source=tests/scenario/cli/asks.sh
. "$(dirname "$0")/asks.sh"
export HOME="$work" TZ=UTC TNW_BIN_DIR="$build"
unset XDG_STATE_HOME TNW_URL TNW_ROLE TNW_ACTOR TNW_PROFILE 2>/dev/null || true
sandbox_pid='' follower=''

# shellcheck disable=SC2317 # called by the trap
stop() {
    for pid in $follower $sandbox_pid; do
        kill -TERM "$pid" 2>/dev/null || :
        wait "$pid" || :
    done
    rm -rf "$work"
}
trap stop EXIT

# A restart comes back at the same address, so the port is none of those that the kernel gives to others.
free_port() {
    python3 -c '
import random, socket
while True:
    port = random.randrange(20000, 32000)
    try:
        socket.socket().bind(("127.0.0.1", port))
        print(port)
        break
    except OSError:
        pass'
}

start_sandbox() {
    "$source/tests/sandbox.sh" "$work/sandbox" --port "$port" 2>"$work/said" &
    sandbox_pid=$!
    until [ -f "$work/sandbox/sandbox.json" ]; do
        kill -0 "$sandbox_pid" || fail "the server does not start"
        sleep 0.05
    done
}

stop_sandbox() {
    kill -TERM "$sandbox_pid"
    wait "$sandbox_pid" || fail "the server ends with $?"
    sandbox_pid=''
}

as() {
    who=$1
    shift
    "$tnw" --sandbox "$work/sandbox" --as "$who" "$@" || fail "$who: tnw $*"
}

id_of() {
    sed -n 's/^{"id":"\([^"]*\)".*/\1/p'
}

actor() {
    sed -n "s/.*\"$1\": {\"id\": \"\([^\"]*\)\".*/\1/p" "$work/sandbox/sandbox.json"
}

# follow WHO OPTION...: in the background, into out and err.
follow() {
    who=$1
    shift
    : >"$work/out"
    "$tnw" --sandbox "$work/sandbox" --as "$who" inbox --follow "$@" >"$work/out" 2>"$work/err" &
    follower=$!
}

unfollow() {
    kill -TERM "$follower"
    wait "$follower" || :
    follower=''
}

# shows TEXT [FILE]: in the end.
shows() {
    until grep -qF -- "$1" "$work/${2:-out}"; do
        kill -0 "$follower" || fail "ends, and does not show $1"
        sleep 0.05
    done
}

port=$(free_port)
start_sandbox
niss=$(sed -n 's/.*"patient2": {.*"niss": "\([0-9]*\)".*/\1/p' "$work/sandbox/sandbox.json")
dossier=$(as huisarts --json dossier open --niss "$niss" --name "Mia Goossens" --start 2026-01-05 --employment employed | id_of)
note=$source/schemas/examples/fit_note/valid-hours-only.json

follow patient2
shows "new participant"
stop_sandbox
shows "Trying again" err
start_sandbox
first=$(as huisarts --json fragment add "$dossier" fit_note --file "$note" | id_of)
shows "$first"
[ "$(grep -c "new participant" "$work/out")" -eq 1 ] || fail "an event comes twice after a restart of the server"

# The event stands in the output a moment before the place behind it is remembered.
remembered=$work/.local/state/tnw/inbox/$(actor patient2).json
place=$(as patient2 --json inbox | sed -n 's/.*"next":"\([^"]*\)".*/\1/p')
until grep -qF "\"after\": \"$place\"" "$remembered"; do
    sleep 0.05
done
unfollow
second=$(as huisarts --json fragment add "$dossier" fit_note --file "$note" | id_of)
follow patient2
shows "$second"
! grep -qF "$first" "$work/out" || fail "an event comes twice after a restart of the program"
unfollow
follow patient2 --after ''
shows "$first"
shows "new participant"
unfollow

# Of a message the event says in which thread it stands.
as huisarts dossier invite "$dossier" "$(actor adviserend_arts)" adviserend_arts >"$work/null"
for role in huisarts adviserend_arts; do
    as patient2 consent grant "$dossier" --yes --role $role --category fit_note --action confer --purpose tnw_traject \
        --until "$(date -d '+30 days' +%F)" >"$work/null"
done
thread=$(as huisarts --json trio start "$dossier" --procedure tnw_traject --subject "Hoeveel?" \
    --with "$(actor adviserend_arts)" | id_of)
message=$(as huisarts --json trio send "$thread" --kind vraag --text "Uren?" | id_of)
follow adviserend_arts
shows "$message"
grep -F "$message" "$work/out" | grep -qF "$thread" || fail "an event does not lead to its thread"
as adviserend_arts inbox >"$work/table"
grep -F "$message" "$work/table" | grep -qF "$thread" || fail "the table does not lead to the thread"
unfollow
echo "each event once, and all of them"
