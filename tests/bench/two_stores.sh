# shellcheck shell=sh disable=SC2034,SC2154 # variables cross between this file and who sources it
# What process.sh, directory.sh and country.sh share: servers side by side, one with little and one with much in its store, and
# what an answer of each costs. Sourced with work.sh, and with usage, hz and, where a server needs more options, sandbox_set.

# read_arguments COUNTED ARGUMENT...: BUILD_DIR and the options; --COUNTED N says how much the large store holds. What they change
# is set before: seconds, rounds, few, many, and stores where filled ones can be kept.
read_arguments() {
    counted=$1 build='' keep=no
    shift
    while [ $# -gt 0 ]; do
        case $1 in
        --quick) seconds=$((seconds / 2)) rounds=3 ;;
        --keep) keep=yes ;;
        "--$counted") many=$2 && shift ;;
        --store) [ -n "${stores+can}" ] && stores=$2 && shift ;;
        -h | --help) usage && exit 0 ;;
        -*) usage >&2 && exit 2 ;;
        *) build=$1 ;;
        esac
        shift
    done
    [ -d "$build" ] && [ "$many" -ge "$few" ] || { usage >&2 && exit 2; }
    build=$(CDPATH='' cd -- "$build" && pwd)
    load=$build/tests/bench/tnw-load shim=$build/tests/bench/libtnw_bench_clock.so
}

# The server of a store lives on a machine whose clock can be moved a day on: clocks STORE MS.
clocks() {
    printf '%-19s %-19s\n' "$2" "$2" >"$work/$1.clock.new"
    [ -f "$work/$1.clock" ] || : >"$work/$1.clock"
    dd if="$work/$1.clock.new" of="$work/$1.clock" conv=notrunc status=none
}

# start STORE: its sandbox is in $work/STORE
start() {
    TNW_BIN_DIR=$build TNW_SANDBOX_LIMITS=off TNW_SANDBOX_SET="--set server.max_per_address=1024 --set server.max_connections=4096 ${sandbox_set:-}" \
        TNW_TEST_CLOCK=$work/$1.clock TNW_SANDBOX_PRELOAD=$shim \
        "$root/dev" sandbox "$work/$1" >>"$work/$1.log" 2>&1 &
    eval "sandbox_$1=$!"
    pids="$pids $!"
    for _ in 1 2 3 4 5 6 7 8; do
        ! until_up $! test -f "$work/$1/sandbox.json" || return 0
    done
    die "the sandbox does not start: $(tail -n 5 "$work/$1.log")"
}

from() {
    jq -er "$2" "$work/$1/sandbox.json"
}

# as STORE NAME OPTION... PATH: load with that certificate on that server
as() {
    store=$1 prefix=$work/$1/actors/$2
    shift 2
    numbers=$((${numbers:-0} + 100000000))
    "$load" --json --ca "$work/$store/pki/ca.pem" --cert "$prefix.pem" --key "$prefix.key" --first $numbers "$@" \
        "$(from "$store" .url)/v1/me"
}

ticks() {
    awk '{ print $14 + $15 }' "/proc/$(from "$1" .pid)/stat"
}

# used STORE COMMAND...: ms of CPU that the server uses meanwhile
used() {
    of=$1
    shift
    before=$(ticks "$of")
    "$@"
    echo $((($(ticks "$of") - before) * 1000 / hz))
}

# woken STORE: how many dossiers the scheduler has looked at
woken() {
    sed -n 's/.*event=scheduled dossiers=//p' "$work/$1/tnwd.log" | awk '{ sum += $1 } END { print sum + 0 }'
}

# done_since STORE COUNT: whether it has looked at others since
done_since() {
    [ "$(woken "$1")" -gt "$2" ]
}

# Days pass: what the scheduler does for the dossiers of which it was the day, in its next minute. It tells when it is done.
batch() {
    had=$(woken "$1")
    clocks "$1" $((86400000 * $2))
    tries=0
    until done_since "$1" "$had"; do
        tries=$((tries + 1))
        [ $tries -lt 600 ] || die "nothing is scheduled in the $1 store"
        sleep 1
    done
}

# anon_of PID: KiB of memory outside the page cache
anon_of() {
    awk '/^RssAnon/ { print $2; found = 1 } END { exit !found }' "/proc/$1/status" 2>/dev/null || echo 0
}

# Bytes that the server has handed to files and sockets; 0 where nobody may know.
written() {
    sed -n 's/^wchar: //p' "/proc/$(from "$1" .pid)/io" 2>/dev/null | grep . || echo 0
}

# measure PHASE STORE NAME OPTION...: one round, with the server's CPU time, and what it wrote, for each request.
measure() {
    phase=$1 measured=$2 name=$3
    shift 3
    before=$(ticks "$measured") wrote=$(written "$measured")
    as "$measured" "$name" --expect "${status:-200}" -c 16 --duration "$seconds" "$@" >"$work/round.json" ||
        die "$phase, $measured: $(jq -c '{status, failed}' "$work/round.json")"
    jq -c --arg phase "$phase" --arg store "$measured" --argjson ticks $(($(ticks "$measured") - before)) \
        --argjson wrote $(($(written "$measured") - wrote)) --argjson hz "$hz" '{phase: $phase, store: $store,
            per_second: .good_per_second, p50_us: .latency_us.p50, p99_us: .latency_us.p99, bytes: (.bytes_in / .good), wrote: ($wrote / .sent),
            cpu_us: ($ticks * 1000000 / $hz / .sent)}' "$work/round.json" >>"$work/rounds.ndjson"
    say "$(tail -n 1 "$work/rounds.ndjson" | jq -r '"\(.phase), \(.store) store: \(.per_second | floor)/s, " +
        "CPU \(.cpu_us | round) us, \(.bytes | round) bytes answered, \(.wrote | round) written"')"
}
