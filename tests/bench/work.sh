# shellcheck shell=sh disable=SC2034,SC2154 # variables cross between this file and who sources it
# What compare.sh, attack.sh and others share: a working folder, the servers that run in it, and their end. Sourced with build, keep,
# load; begin_work sets work and root.

say() {
    echo "bench: $*" >&2
}

die() {
    say "$*"
    exit 1
}

stop_servers() {
    for pid in $pids; do
        kill -TERM "$pid" 2>/dev/null || :
    done
    for pid in $pids; do
        wait "$pid" 2>/dev/null || :
    done
    pids=
}

# stop_one PID: one of them, now
stop_one() {
    kill -TERM "$1" 2>/dev/null || :
    wait "$1" 2>/dev/null || :
    pids=$(echo " $pids " | sed "s/ $1 / /")
}

# shellcheck disable=SC2317 # called by the trap
clean_up() {
    status=$?
    trap - EXIT
    stop_servers
    if [ $keep = yes ] || [ -z "$work" ]; then
        [ -z "$work" ] || say "left in $work"
    else
        rm -rf "${whole:-$work}"
    fi
    exit $status
}

# begin_work TOOL...: which must be there. What is durable must be so on a real disk.
begin_work() {
    root=$(CDPATH='' cd -- "$here/../.." && pwd)
    pids='' work=''
    trap clean_up EXIT
    trap 'exit 1' INT TERM HUP
    work=$(mktemp -d "$build/bench.XXXXXX")
    for tool in "$@"; do
        command -v "$tool" >/dev/null || die "$tool is missing (Debian: nginx-light etcd-server jq curl openssl python3)"
    done
    [ "$(stat -f -c %T "$work")" != tmpfs ] || die "$work is on a tmpfs: durable writes would cost nothing"
}

# until_up PID COMMAND...: until the command succeeds, at most 15 s.
until_up() {
    awaited=$1 tries=150
    shift
    until "$@" >/dev/null 2>&1; do
        kill -0 "$awaited" 2>/dev/null || return 1
        tries=$((tries - 1))
        [ $tries -gt 0 ] || return 1
        sleep 0.1
    done
}

# Exactly 1 KiB of text that does not compress.
random_text() {
    head -c 768 /dev/urandom | base64 -w0
}
