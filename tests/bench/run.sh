#!/bin/sh
# Measures tnwd beside nginx and etcd, all on loopback, in one run. README.md says how to read it.
set -eu
umask 077

usage() {
    cat <<'EOF'
usage: run.sh BUILD_DIR [--quick] [--peers-only] [--keep]

  --quick        rounds of 2 s instead of 8 s, and a log of one million records instead of ten
  --peers-only   nginx and etcd without tnwd: what this machine can do
  --keep         leave the working folder (BUILD_DIR/bench.XXXXXX) behind

Results: a table on stdout, everything in BUILD_DIR/bench.json.
Exit status: 0 if every floor holds, 1 if not or something failed, 2 usage.
EOF
}

read_arguments() {
    build='' seconds=8 peers_only=no keep=no evidence_options=
    for argument in "$@"; do
        case $argument in
        --quick) seconds=2 evidence_options="--records 1000000 --rounds 5 --seconds 2" ;;
        --peers-only) peers_only=yes ;;
        --keep) keep=yes ;;
        -h | --help) usage && exit 0 ;;
        -*) usage >&2 && exit 2 ;;
        *) build=$argument ;;
        esac
    done
    [ -d "$build" ] || { usage >&2 && exit 2; }
    build=$(CDPATH='' cd -- "$build" && pwd)
}

check_programs() {
    load=$build/tests/bench/tnw-load evidence=$build/tests/bench/tnw-evidence
    for program in "$load" "$evidence"; do
        [ -x "$program" ] || die "$program is missing: build it first"
    done
}

# ticks PID...: CPU time used so far, with that of their children (nginx's workers).
ticks() {
    for pid in "$@"; do
        cat "/proc/$pid/stat"
        # shellcheck disable=SC2013 # words: it is one line
        for child in $(cat "/proc/$pid/task/$pid/children" 2>/dev/null); do
            cat "/proc/$child/stat"
        done
    done | awk '{ sum += $14 + $15 } END { print sum + 0 }'
}

# Median time of a small durable write, in microseconds: it bounds every server that answers only what is on disk.
sync_time() {
    python3 - "$work/sync" <<'EOF'
import os, sys, time
fd = os.open(sys.argv[1], os.O_CREAT | os.O_RDWR, 0o600)
times = []
for i in range(41):
    os.pwrite(fd, os.urandom(4096), i % 8 * 4096)
    start = time.perf_counter()
    os.fdatasync(fd)
    times.append(time.perf_counter() - start)
print(round(sorted(times)[20] * 1e6))
EOF
}

# measure PHASE SERVER PID OPTION...: one round, appended to rounds.ndjson with the server's CPU time per request.
# The cipher suite is fixed: else the servers' own preferences would differ.
measure() {
    phase=$1 server=$2 server_pid=$3
    shift 3
    sync_us=$(sync_time)
    before=$(ticks "$server_pid")
    "$load" --json --ca "$pki/ca.pem" --cert "$client.pem" --key "$client.key" --suites TLS_AES_256_GCM_SHA384 \
        --duration "$seconds" "$@" >"$work/round.json" || [ $? -eq 1 ] || die "the load generator failed"
    after=$(ticks "$server_pid")
    jq -c --arg phase "$phase" --arg server "$server" --argjson ticks $((after - before)) --argjson hz "$hz" \
        --argjson sync "$sync_us" \
        '{phase: $phase, server: $server, sync_us: $sync,
          server_cpu_us: (if .sent > 0 then $ticks * 1000000 / $hz / .sent else null end), load: .}' \
        "$work/round.json" >>"$work/rounds.ndjson"
    tail -n 1 "$work/rounds.ndjson" | jq -r '"\(.phase) \(.server): \(.load.good_per_second | floor)/s, " +
        "p99 \(.load.latency_us.p99 | round) us (disk sync \(.sync_us) us)" +
        if .load.clean then "" else ", NOT CLEAN: \(.load)" end' | while read -r line; do say "$line"; done
}

json='Content-Type: application/json'

# The numbers of the requests go on from round to round, so that every key is new.
first() {
    rounds_done=$((${rounds_done:-0} + 1))
    numbers=$((rounds_done * 100000000))
}

read_tnwd() {
    [ $peers_only = yes ] || measure "$1" tnwd "$tnwd_pid" --expect 200 -c "$2" --rate "$3" "$read_url"
}

read_nginx() {
    measure "$1" nginx "$nginx_pid" --expect 200 -c "$2" --rate "$3" "$nginx_url"
}

post_tnwd() {
    first
    [ $peers_only = yes ] || measure "$1" tnwd "$tnwd_pid" --expect 201 -c "$2" --first $numbers -H "$json" \
        -H "Idempotency-Key: {n}BENCHBENCHBENC" --body-file "$work/message.json" "$post_url"
}

put_etcd() {
    first
    measure "$1" etcd "$etcd_pid" --expect 200 -c "$2" --first $numbers -H "$json" --body-file "$work/etcd/put.json" \
        "$etcd_url"
}

half_of_best() {
    jq -s --arg server "$1" '[.[] | select(.phase == "read" and .server == $server) | .load.good_per_second] | max / 2
        | floor | if . < 1 then 1 else . end' "$work/rounds.ndjson"
}

# Rounds alternate, so that what else happens on the machine hits both.
compare() {
    for _ in 1 2 3; do
        read_tnwd read 64 0
        read_nginx read 64 0
    done
    rate=$(half_of_best "$([ $peers_only = yes ] && echo nginx || echo tnwd)")
    for _ in 1 2 3; do
        read_tnwd half 64 "$rate"
        read_nginx half 64 "$rate"
    done
    start_etcd
    for _ in 1 2 3; do
        post_tnwd post 64
        put_etcd post 64
    done
}

# Whoever is not root may not look into the server: null.
descriptors() {
    [ -r "/proc/$tnwd_pid/fd" ] || { echo null && return; }
    find "/proc/$tnwd_pid/fd" -type l | wc -l
}

# RssAnon is heap, stacks and LMDB's dirty pages; RssFile, the page cache that its map and the program show, is not counted.
watch_memory() {
    while sleep 0.1; do
        awk '/^(VmRSS|RssAnon|RssFile|RssShmem|Threads):/ { print $1, $2 }' "/proc/$tnwd_pid/status"
    done >"$work/memory"
}

measure_memory() {
    watch_memory &
    watch_pid=$!
    pids="$pids $watch_pid"
    read_tnwd read256 256 0
    post_tnwd post256 256
    kill "$watch_pid"
    wait "$watch_pid" 2>/dev/null || :
}

# Proofs and sealing, without the network: after the servers have ended, so that they take nothing from it.
measure_evidence() {
    [ $peers_only = no ] || { echo null >"$work/evidence.json" && return; }
    stop_servers
    # shellcheck disable=SC2086 # a list of options
    "$evidence" $evidence_options "$work" >"$work/evidence.json" || die "tnw-evidence failed"
}

# peak FIELD: in KiB
peak() {
    awk -v field="$1:" '$1 == field && $2 > max { max = $2 } END { print max + 0 }' "$work/memory"
}

# What was closed may take a moment to be noticed.
settle_descriptors() {
    tries=50
    while [ "$fds_before" != null ] && [ "$(descriptors)" -gt "$fds_before" ] && [ $tries -gt 0 ]; do
        tries=$((tries - 1))
        sleep 0.1
    done
    descriptors
}

facts() {
    jq -n --arg cpu "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" --argjson cpus "$(nproc)" \
        --arg kernel "$(uname -r)" --arg disk "$(stat -f -c %T "$work")" --argjson seconds "$seconds" \
        --arg nginx "$(PATH=$PATH:/usr/sbin nginx -v 2>&1)" --arg etcd "$(etcd --version | head -n 1)" \
        '{cpu: $cpu, cpus: $cpus, kernel: $kernel, filesystem: $disk, round_seconds: $seconds, nginx: $nginx, etcd: $etcd}'
}

server_facts() {
    [ $peers_only = no ] || { echo null && return; }
    jq -n --argjson before "$fds_before" --argjson after "$(settle_descriptors)" --argjson anon "$(peak RssAnon)" \
        --argjson shmem "$(peak RssShmem)" --argjson file "$(peak RssFile)" --argjson threads "$(peak Threads)" \
        '{fds_before: $before, fds_after: $after, rss_anon_kib: $anon, rss_shmem_kib: $shmem, rss_file_kib: $file,
          threads: $threads}'
}

start_servers() {
    if [ $peers_only = yes ]; then
        pki=$work/pki client=$work/client
        "$root/certs/tnw-pki" ca "$pki"
        "$root/certs/tnw-pki" actor "$pki" --cbe 0999000129 --name Bench --out "$client"
    else
        pki=$work/sandbox/pki client=$work/sandbox/actors/adviserend_arts
        start_tnwd off "--set server.max_per_address=1024"
        prepare_dossier
        fds_before=$(descriptors)
    fi
    start_nginx
}

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$here/work.sh"
. "$here/peers.sh"
. "$here/dossier.sh"
read_arguments "$@"
hz=$(getconf CLK_TCK)
check_programs
begin_work jq curl openssl python3 etcd

start_servers
compare
[ $peers_only = yes ] || measure_memory
process=$(server_facts)
measure_evidence
jq -s --argjson machine "$(facts)" --argjson process "$process" --slurpfile evidence "$work/evidence.json" \
    -f "$here/result.jq" "$work/rounds.ndjson" >"$build/bench.json"
jq -r -f "$here/table.jq" "$build/bench.json"
jq -e .ok "$build/bench.json" >/dev/null
