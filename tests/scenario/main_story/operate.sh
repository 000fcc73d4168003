#!/bin/sh
# What an operator and a patient do beside the main story; whatever it leaves lies in SANDBOX/made, where the story's words are
# searched then: operate.sh BUILD SANDBOX begin|release|before|after [DOSSIER]
set -eu
build=$1 sandbox=$2
tnwd=$build/server/tnwd
made=$sandbox/made
server=$sandbox/server
unset TNW_URL TNW_PROFILE XDG_STATE_HOME XDG_CONFIG_HOME XDG_CACHE_HOME 2>/dev/null || :

# does COMMAND...: what it says is kept, and searched too.
does() {
    "$@" >>"$made/said" 2>&1 || {
        cat "$made/said" >&2
        exit 1
    }
}

soon() {
    tries=0
    until "$@"; do
        tries=$((tries + 1))
        [ $tries -lt 300 ] || exit 1
        sleep 0.1
    done
}

case $3 in
begin) # ships what is done as it becomes durable, until the story is over
    mkdir -p "$made/home" "$made/tmp" "$made/escrow"
    timeout 600 "$tnwd" backup --config "$server/tnwd.conf" "$made/followed" --follow >"$made/follow" 2>&1 &
    echo $! >"$sandbox/follower"
    soon grep -q "^generation 1:" "$made/follow"
    ;;
release)
    does "$tnwd" statistics release --config "$server/tnwd.conf"
    ;;
before) # while the dossier is there
    does "$tnwd" backup --config "$server/tnwd.conf" "$made/before"
    does openssl req -x509 -newkey rsa:2048 -nodes -keyout "$made/r.key" -out "$made/r.pem" -subj /CN=r
    does "$tnwd" keys export --config "$server/tnwd.conf" --to-recipient "$made/r.pem" --out "$made/escrow"
    HOME=$made/home TMPDIR=$made/tmp does "$build/client/cli/tnw" --sandbox "$sandbox" --as patient \
        dossier archive "$4" "$made/archive"
    rm "$made/archive" # the patient's own: all else that it left must say nothing
    ;;
after) # it was erased
    does "$tnwd" keys rotate --config "$server/tnwd.conf"
    does "$tnwd" backup --config "$server/tnwd.conf" "$made/after"
    kill "$(cat "$sandbox/follower")"
    soon grep -q "^generation" "$made/follow"
    cp -r "$server" "$made/again"
    rm -rf "$made/again/data"/*
    sed -i "s,$server,$made/again,g" "$made/again/tnwd.conf"
    does "$tnwd" restore --config "$made/again/tnwd.conf" "$made/before" --new --origin again.example/tnwd
    does "$tnwd" compact --config "$made/again/tnwd.conf"
    does "$tnwd" verify --config "$made/again/tnwd.conf"
    does "$tnwd" status --config "$server/tnwd.conf"
    ;;
esac
