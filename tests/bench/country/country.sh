#!/bin/sh
# shellcheck disable=SC2034,SC2086,SC2154 # variables cross between this file and those it sources; options are lists of words
# What the size of a country costs: three stores that differ in nothing but the number of their dossiers, in one run. README.md
# says how to read it.
set -eu
umask 077

usage() {
    cat <<'END'
usage: country.sh BUILD_DIR [--dossiers N] [--seed S] [--store DIR] [--fill] [--quick] [--keep]

  --dossiers N   in the large store (500000, with --quick 20000); the others have 1000 and 10000
  --seed S       of what there is in them (1)
  --store DIR    where the stores are filled and stay (BUILD_DIR/country); what is filled there is used again, and what was cut
                 is gone on with. 500000 dossiers take some 30 GB
  --fill         fill the stores, and no more
  --quick        rounds of 1 s instead of 4, 3 instead of 7 of them
  --keep         leave the working folder behind

Results: a table on stdout, everything in BUILD_DIR/country.json.
Exit status: 0 if all that has a bound is within it, 1 if not or something failed, 2 usage.
END
}

read_choice() {
    build='' keep=no stores='' seed=1 requests=6000 rounds=7 idle=60 many=0 fill_only=no full=500000
    while [ $# -gt 0 ]; do
        case $1 in
        --quick) requests=1000 rounds=3 idle=10 full=20000 ;;
        --keep) keep=yes ;;
        --fill) fill_only=yes ;;
        --dossiers) many=$2 && shift ;;
        --seed) seed=$2 && shift ;;
        --store) stores=$2 && shift ;;
        -h | --help) usage && exit 0 ;;
        -*) usage >&2 && exit 2 ;;
        *) build=$1 ;;
        esac
        shift
    done
    [ -d "$build" ] || { usage >&2 && exit 2; }
    build=$(CDPATH='' cd -- "$build" && pwd)
    [ "$many" -gt 0 ] || many=$full
    mkdir -p "${stores:=$build/country}"
    stores=$(CDPATH='' cd -- "$stores" && pwd)
    country=$build/tests/bench/tnw-country load=$build/tests/bench/tnw-load shim=$build/tests/bench/libtnw_bench_clock.so
    tnwd=$build/server/tnwd
}

# fill STORE DOSSIERS: goes on where it was cut. With nice: whoever else works here comes first. The certificates are for a month,
# since a store is kept.
fill() {
    mkdir -p "$stores/$1"
    ln -s "$stores/$1" "$work/$1"
    [ ! -f "$stores/$1/filled" ] || return 0
    if [ ! -f "$stores/$1/actors/secretariaat.id" ]; then
        start "$1"
        stop_servers
    fi
    say "filling $stores/$1 with $2 dossiers"
    nice -n "${TNW_BENCH_NICE:-10}" "$country" --dossiers "$2" --seed "$seed" --map-size 64GiB --paths "$stores/$1" "$stores/$1" ||
        die "the $1 store is not filled"
    echo "$2" >"$stores/$1/filled"
}

# note JSON: one figure
note() {
    echo "$1" >>"$work/rounds.ndjson"
    say "$(echo "$1" | jq -r '"\(.phase), \(.store): " + (del(.phase, .store) | to_entries | map("\(.key) \(.value)") | join(", "))')"
}

# cpu_of PID: ns of CPU that it has used; of the kernel's ticks, 10 ms each, a short round has few
cpu_of() {
    python3 -c 'import sys, time; print(round(time.clock_gettime(~int(sys.argv[1]) << 3 | 2) * 1e9))' "$1"
}

# read_of PID: bytes that it had read from the disk
read_of() {
    sed -n 's/^read_bytes: //p' "/proc/$1/io"
}

# faults_of PID: pages that were not mapped when it touched them
faults_of() {
    awk '{ print $10 + $12 }' "/proc/$1/stat"
}

# ask PHASE STORE NAME COUNT OPTION...: so many requests: of the server the CPU, the page faults and the bytes from the disk for
# each, and rate and latencies.
# A count and no time: on a busy machine a round is as large as on a quiet one.
ask() {
    phase=$1 of=$2 name=$3 count=$4 pid=$(from "$2" .pid)
    shift 4
    cpu=$(cpu_of "$pid") had=$(read_of "$pid") faults=$(faults_of "$pid")
    as "$of" "$name" --expect "${status:-200}" -c 16 -w 0 -n "$count" --timeout 60 "$@" >"$work/round.json" ||
        die "$phase, $of: $(jq -c '{status, failed}' "$work/round.json")"
    cpu=$(($(cpu_of "$pid") - cpu))
    [ $cpu -gt 0 ] || die "$phase, $of: no CPU was used, which cannot be"
    note "$(jq -c --arg phase "$phase" --arg store "$of" --argjson ns $cpu --argjson bytes $(($(read_of "$pid") - had)) \
        --argjson faults $(($(faults_of "$pid") - faults)) '{phase: $phase, store: $store, cpu_us: ($ns / .sent / 100 | round / 10),
            per_second: (.good_per_second | round), p50_us: (.latency_us.p50 | round), p99_us: (.latency_us.p99 | round),
            read_bytes: ($bytes / .sent | round),
            faults: ($faults * 10 / .sent | round / 10)}' "$work/round.json")"
}

# look_up STORE NAME PATH: the answer
look_up() {
    curl -fsS --max-time 60 --cacert "$work/$1/pki/ca.pem" --cert "$work/$1/actors/$2.pem" --key "$work/$1/actors/$2.key" \
        "$(from "$1" .url)$3" || die "GET $3 as $2"
}

# run KIND PHASE STORE COMMAND...: country_run.py says which kinds there are.
run() {
    python3 "$here/country/country_run.py" "$@" >"$work/ran" 2>"$work/run.err" || die "$2, $3: $(tail -n 3 "$work/run.err")"
    note "$(cat "$work/ran")"
}

# start_alone STORE HOW: how long until it serves, and its memory then
start_alone() {
    run start "start, $2" "$1" env "LD_PRELOAD=$shim" "TNW_TEST_CLOCK=$work/$1.clock" "$tnwd" serve --config "$stores/$1/server/tnwd.conf" $sandbox_set --set server.listen=127.0.0.1 \
        --set server.port=0 --set ops.port=0 --set server.landing_port=0 --set server.landing_listen=127.0.0.1
}

# Cold: the first requests after a start with nothing of the store in the page cache.
start_stores() {
    for store in $all; do
        start_alone $store warm
        python3 "$here/country/country_run.py" forget "$stores/$store/server/data/data.mdb"
        start_alone $store cold
        start $store
        shuf -n 300 "$stores/$store/reads" >"$work/$store.cold"
        ask "read, cold" $store adviserend_arts 300 --paths "$work/$store.cold"
    done
}

# From here on as much of each store as there is memory for is in the page cache, as it is where people work with it.
warm_stores() {
    for store in $all; do
        cat "$stores/$store/server/data/data.mdb" >/dev/null
    done
}

# proofs STORE: of records at random
proofs() {
    size=$(look_up "$1" auditor /v1/audit/checkpoint | jq .size)
    awk -v size="$size" 'BEGIN { srand(1); for (i = 0; i < 4000; i++) printf "/v1/audit/proof/inclusion?seq=%d&size=%d\n", rand() * size, size }'
}

# searches: names and their beginnings, as they stand in the directory, with a role and a zone
searches() {
    for name in An Bart Chantal Dirk Fatima Goossens Hermans Jacobs Lambert; do
        for zone in Antwerpen Gent Leuven Westhoek; do
            echo "/v1/actors?limit=5&role=huisarts&q=$name&zone=$zone"
            echo "/v1/actors?limit=5&q=$name"
        done
    done
}

prepare_paths() {
    for store in $all; do
        for kind in reads messages timelines; do
            shuf "$stores/$store/$kind" >"$work/$store.$kind"
        done
        proofs $store >"$work/$store.proofs"
    done
    searches >"$work/searches"
    echo '/v1/due?limit=10' >"$work/due"
    stamp=$(date +%s) # of this run: the answers to the last one are kept
    jq -cn '{kind: "advies", text: ("Halftijds hervatten lijkt haalbaar. " * 28)}' | tr -d '\n' >"$work/message.json"
}

# What should cost the same in each store. The stores take turns, so that what else happens on the machine hits all.
compare_stores() {
    for _ in $(seq $rounds); do
        for store in $all; do
            ask read $store adviserend_arts $requests --paths "$work/$store.reads"
        done
        for store in $all; do
            status=201 ask message $store adviserend_arts $requests --paths "$work/$store.messages" -H "$json" \
                -H "Idempotency-Key: {n}RUN$stamp" --body-file "$work/message.json"
        done
        for store in $all; do
            ask timeline $store adviserend_arts $((requests / 2)) --paths "$work/$store.timelines"
        done
        for store in $all; do
            ask "due list" $store adviserend_arts $((requests / 6)) --paths "$work/due"
        done
        for store in $all; do
            ask "directory search" $store huisarts $((requests / 2)) --paths "$work/searches"
        done
        for store in $all; do
            ask "inclusion proof" $store auditor $((requests / 2)) --paths "$work/$store.proofs"
        done
    done
}

# actor NAME: their id in the large store
actor() {
    cat "$stores/large/actors/$1.id"
}

# list KIND NAME PATH NAME PATH: pages of ten (or what is said) of a long list, and of one with ten, in the large store: for each
# item shown.
list() {
    kind=$1
    shift
    for which in long ten; do
        echo "$2" >"$work/list"
        items=$(look_up large "$1" "$2" | jq '.items | length')
        [ "$items" -gt 0 ] || die "nothing is in GET $2 as $1"
        ask "$kind of $which" large "$1" $((requests / 3)) --paths "$work/list"
        tail -n 1 "$work/rounds.ndjson" | jq -c --argjson items "$items" '.items = $items | .phase |= sub("^"; "item: ") | .cpu_us /= $items' \
            >>"$work/items.ndjson"
        shift 2
    done
}

worst_lists() {
    rich=/v1/dossiers/$(cat "$stores/large/rich") ten=/v1/dossiers/$(cat "$stores/large/ten")
    for _ in $(seq $rounds); do
        list "access log" patient "$rich/access-log?limit=10" patient2 "$ten/access-log?limit=10"
        list fragments adviserend_arts "$rich/fragments?limit=3" adviserend_arts "$ten/fragments?limit=3"
        list dossiers huisarts '/v1/dossiers?limit=10' huisarts2 '/v1/dossiers?limit=10'
        list inbox huisarts '/v1/inbox?limit=10' huisarts2 '/v1/inbox?limit=10'
        list due huisarts '/v1/due?limit=10' huisarts2 '/v1/due?limit=10'
        list "search by actor" auditor "/v1/audit/records?limit=10&actor=$(actor huisarts)" \
            auditor "/v1/audit/records?limit=10&actor=$(actor huisarts2)"
        list "search by dossier" auditor "/v1/audit/records?limit=10&dossier=${rich#/v1/dossiers/}" \
            auditor "/v1/audit/records?limit=10&dossier=${ten#/v1/dossiers/}"
    done
}

# pass STORE DAYS: what the scheduler does for the dossiers of which it was the day, each. Time does not go back in a store: the
# next run begins where this one ended.
pass() {
    day=$(($(cat "$stores/$1/days" 2>/dev/null || echo 0) + $2))
    had_before=$(woken "$1")
    echo $day >"$stores/$1/days"
    ms=$(used "$1" batch "$1" $day)
    count=$(($(woken "$1") - had_before))
    note "$(jq -nc --arg store "$1" --argjson ms "$ms" --argjson count $count \
        '{phase: "scheduled dossier", store: $store, dossiers: $count, cpu_us: ($ms * 1000 / $count | round)}')"
}

# What looks after the store: a look at a sample, a backup of all, an idle server, days that pass for the scheduler.
look_after() {
    for store in $all; do
        config=$stores/$store/server/tnwd.conf
        run command "verify --sample 1000" $store "$tnwd" verify --sample 1000 --config "$config"
        run command backup $store "$tnwd" backup --config "$config" "$stores/backup.$store"
        "$tnwd" backup forget --config "$config" "$stores/backup.$store" >/dev/null
        rm -rf "$stores/backup.$store"
        cpu=$(cpu_of "$(from $store .pid)")
        sleep $idle
        note "$(jq -nc --arg store $store --argjson ns $(($(cpu_of "$(from $store .pid)") - cpu)) --argjson s $idle \
            '{phase: "idle minute", store: $store, cpu_ms: ($ns * 60 / $s / 1e6 | round)}')"
    done
    pass small 3
    pass middle 2
    pass large 1
}

# What each store takes, and the memory of its server after all that.
weigh() {
    for store in $all; do
        "$tnwd" status --spaces --config "$stores/$store/server/tnwd.conf" >"$work/spaces"
        note "$(awk '/^store / { mib = $2 } $1 ~ /^(dossier|fragment|message|audit|inbox)$/ { rows[$1] = $2; size[$1] = $3 } END {
            printf "{\"phase\": \"size\", \"store\": \"%s\", \"mib\": %s, \"dossiers\": %s, \"fragments\": %s, \"messages\": %s, \"records\": %s, \"events\": %s, ",
                store, mib, rows["dossier"], rows["fragment"], rows["message"], rows["audit"], rows["inbox"]
            printf "\"bytes_per_fragment\": %d, \"of_all\": %d, \"bytes_per_record\": %d}\n", size["fragment"] * 1048576 / rows["fragment"],
                mib * 1048576 / rows["fragment"], size["audit"] * 1048576 / rows["audit"] }' store=$store "$work/spaces")"
        note "$(jq -nc --arg store $store --argjson kib "$(anon_of "$(from $store .pid)")" '{phase: "memory at the end", store: $store, anon_kib: $kib}')"
    done
}

here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
. "$here/work.sh"
. "$here/two_stores.sh"
read_choice "$@"
sandbox_set="--set store.map_size=64GiB" TNW_SANDBOX_DAYS=30 hz=$(getconf CLK_TCK) json='Content-Type: application/json'
export TNW_SANDBOX_DAYS
begin_work jq curl openssl python3 shuf
all='small middle large'
for store in $all; do
    clocks $store $((86400000 * $(cat "$stores/$store/days" 2>/dev/null || echo 0)))
done
fill small 1000
fill middle 10000
fill large "$many"
[ $fill_only = no ] || exit 0
: >"$work/items.ndjson"
start_stores
warm_stores
prepare_paths
compare_stores
worst_lists
look_after
weigh
jq -s --slurpfile items "$work/items.ndjson" --argjson many "$many" -f "$here/country/country.jq" "$work/rounds.ndjson" >"$build/country.json"
jq -r -f "$here/country/country_table.jq" "$build/country.json"
jq -e .ok "$build/country.json" >/dev/null
