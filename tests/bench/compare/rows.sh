# shellcheck shell=sh disable=SC2034,SC2154 # variables cross between this file and compare.sh
# What is measured, one function for each name that compare.sh takes: rounds, appended to rounds.ndjson. Sourced by compare.sh and
# against.sh, after work.sh, peers.sh and dossier.sh.

json='Content-Type: application/json'

# processes PID: it and its children, of which nginx has one for each processor, as options
processes() {
    # shellcheck disable=SC2013 # words: it is one line
    for process in "$1" $(cat "/proc/$1/task/$1/children"); do
        printf -- '--cpu %s ' "$process"
    done
}

# Median time of a small durable write, in microseconds: it bounds every server that answers only what is on disk.
sync_time() {
    python3 - "$work/sync" <<'END'
import os, sys, time
fd = os.open(sys.argv[1], os.O_CREAT | os.O_RDWR, 0o600)
times = []
for i in range(21):
    os.pwrite(fd, os.urandom(4096), i % 8 * 4096)
    start = time.perf_counter()
    os.fdatasync(fd)
    times.append(time.perf_counter() - start)
print(round(sorted(times)[10] * 1e6))
END
}

# measure PHASE SERVER PID OPTION...: one round, appended to rounds.ndjson with the server's CPU time for each request.
# The cipher suite is fixed: else the servers' own preferences would differ.
measure() {
    phase=$1 server=$2 server_pid=$3
    shift 3
    sync_us=$(sync_time)
    # shellcheck disable=SC2046,SC2086 # words
    "$load" --json $window $(processes "$server_pid") --ca "$pki/ca.pem" --cert "$client.pem" --key "$client.key" --suites TLS_AES_256_GCM_SHA384 \
        "$@" >"$work/round.json" || [ $? -eq 1 ] || die "the load generator failed"
    jq -c --arg phase "$phase" --arg server "$server" --argjson sync "$sync_us" \
        '{phase: $phase, server: $server, sync_us: $sync,
          cpu_us: (if .requests > 0 then .server_cpu_us else null end), load: (. | del(.buckets))}' \
        "$work/round.json" >>"$work/rounds.ndjson"
    say "$(tail -n 1 "$work/rounds.ndjson" | jq -r '"\(.phase), \(.server): \(.load.good_per_second | floor)/s, " +
        "p99 \(.load.latency_us.p99 | round) us, CPU \(.cpu_us // 0 | . * 10 | round / 10) us (disk sync \(.sync_us) us)" +
        if .load.clean then "" else ", NOT CLEAN: \(.load | {status, failed})" end')"
}

# The numbers of the requests go on from round to round, so that every key is new.
first() {
    rounds_done=$((${rounds_done:-0} + 1))
    numbers=$((rounds_done * 100000000))
}

# read_tnwd PHASE OPTION..., and so on for each server
read_tnwd() {
    read_phase=$1
    shift
    measure "$read_phase" tnwd "$tnwd_pid" --expect 200 "$@" "$read_url"
}

read_nginx() {
    read_phase=$1
    shift
    measure "$read_phase" nginx "$nginx_pid" --expect 200 "$@" "$nginx_url"
}

post_tnwd() {
    first
    post_phase=$1
    shift
    measure "$post_phase" tnwd "$tnwd_pid" --expect 201 --first $numbers -H "$json" -H "Idempotency-Key: {n}BENCHBENCHBENC" \
        --body-file "$work/message.json" "$@" "$post_url"
}

put_etcd() {
    first
    put_phase=$1
    shift
    measure "$put_phase" etcd "$etcd_pid" --expect 200 --first $numbers -H "$json" --body-file "$work/etcd/put.json" "$@" "$etcd_url"
}

# Rounds alternate, so that what else happens on the machine hits both.
measure_read() {
    need_nginx
    for _ in $pairs; do
        read_tnwd read
        read_nginx read
    done
    for _ in $pairs; do
        read_tnwd read-blocking --blocking
        read_nginx read-blocking --blocking
    done
}

measure_write() {
    start_etcd
    for _ in $pairs; do
        post_tnwd write
        put_etcd write
    done
    for _ in $pairs; do
        post_tnwd write-blocking --blocking
        put_etcd write-blocking --blocking
    done
    stop_one "$etcd_pid"
}

measure_ldap() {
    start_slapd
    for _ in $pairs; do
        read_tnwd ldap-read
        measure ldap-read slapd "$slapd_pid" --expect 200 "$slapd_url/cn=fragment,dc=bench"
    done
    for _ in $pairs; do
        post_tnwd ldap-write
        first
        measure ldap-write slapd "$slapd_pid" --expect 201 --first $numbers --body-file "$work/slapd/body" \
            "$slapd_url/cn={n},dc=bench"
    done
    stop_one "$slapd_pid"
}

# A connection for each request, since a TLS 1.3 client is done before the server has looked at its certificate. What is asked is
# cheap: for whom tnwd takes the other side, a file of nginx.
measure_handshake() {
    need_nginx
    for _ in $pairs; do
        measure handshake tnwd "$tnwd_pid" --expect 200 -c 16 -H "Connection: close" "$tnwd_url/v1/me"
        measure handshake nginx "$nginx_pid" --expect 200 -c 16 -H "Connection: close" "$nginx_url"
    done
}

# serve_many: until many_sandbox is ended
serve_many() {
    TNW_BIN_DIR=$build TNW_SANDBOX_LIMITS=off TNW_SANDBOX_SET="--set server.max_per_address=1024" \
        "$root/dev" sandbox "$work/many" >"$work/many.log" 2>&1 &
    many_sandbox=$!
    pids="$pids $many_sandbox"
    until_sandbox $many_sandbox "$work/many"
}

# A store of a thousand dossiers, as tnw-country makes them.
fill_many() {
    serve_many
    stop_one $many_sandbox
    "$country" --dossiers 1000 --map-size 8GiB --paths "$work" "$work/many" >"$work/country.log" 2>&1 ||
        die "the store is not filled: $(tail -n 3 "$work/country.log")"
    for kind in reads messages; do
        shuf -n 500 "$work/$kind" >"$work/$kind.many"
        head -n 1 "$work/$kind.many" >"$work/$kind.one"
    done
    serve_many
}

# of_many KIND STATUS OPTION...: reads, or messages: of five hundred dossiers, and of one
of_many() {
    kind=$1 expected=$2
    shift 2
    for _ in $pairs; do
        for which in many one; do
            first
            measure "$kind" $which "$many_pid" --expect "$expected" --first $numbers --paths "$work/$kind.$which" "$@" "$many_url/"
        done
    done
}

# Many dossiers and threads against a hot one, in the same store.
measure_many() {
    fill_many
    pki=$work/many/pki client=$work/many/actors/adviserend_arts
    many_pid=$(jq -er .pid "$work/many/sandbox.json") many_url=$(jq -er .url "$work/many/sandbox.json")
    of_many reads 200
    of_many messages 201 -H "$json" -H "Idempotency-Key: {n}BENCHBENCHBENC" --body-file "$work/message.json"
    stop_one $many_sandbox
    pki=$work/sandbox/pki client=$work/sandbox/actors/adviserend_arts
}

# best PHASE: tnwd's best rate in those rounds, if need be of one made now
best() {
    best_of="select(.phase == \"$1\" and .server == \"tnwd\") | .load.good_per_second"
    [ -n "$(jq -r "$best_of" "$work/rounds.ndjson")" ] || case $1 in
    read) read_tnwd read ;;
    write) post_tnwd write ;;
    esac
    jq -s "[.[] | $best_of] | max | floor" "$work/rounds.ndjson"
}

# The open loop: latencies count from the moment at which a request should have been sent.
measure_half() {
    rate=$(best read)
    for _ in $pairs; do
        read_tnwd half --rate $(((rate + 1) / 2))
    done
}

measure_curve() {
    for kind in read write; do
        rate=$(best $kind)
        for percent in $percents; do
            case $kind in
            read) read_tnwd curve-read --rate $((rate * percent / 100 + 1)) ;;
            write) post_tnwd curve-write --rate $((rate * percent / 100 + 1)) ;;
            esac
        done
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

measure_memory() {
    watch_memory &
    watch_pid=$!
    pids="$pids $watch_pid"
    read_tnwd memory-read -c 256
    post_tnwd memory-write -c 256
    stop_one $watch_pid
    jq -n --argjson before "$fds_before" --argjson after "$(settle_descriptors)" --argjson anon "$(peak RssAnon)" \
        --argjson shmem "$(peak RssShmem)" --argjson file "$(peak RssFile)" --argjson threads "$(peak Threads)" \
        '{fds_before: $before, fds_after: $after, rss_anon_kib: $anon, rss_shmem_kib: $shmem, rss_file_kib: $file,
          threads: $threads}' >"$work/process.json"
}
