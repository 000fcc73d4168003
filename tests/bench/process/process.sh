#!/bin/sh
# What a timeline, a due list and the minute of the scheduler cost with many dossiers, against the same with few: two servers
# side by side, in one run. README.md says how to read it.
set -eu
umask 077

usage() {
    cat <<'END'
usage: process.sh BUILD_DIR [--dossiers N] [--store DIR] [--quick] [--keep]

  --dossiers N   in the large store (500000); the small one has 1000
  --store DIR    keep the filled stores there, and take them from there the next time (some gigabytes; for a month, as
                 their certificates)
  --quick        3 rounds of 2 s instead of 9 of 4 s
  --keep         leave the working folder (BUILD_DIR/bench.XXXXXX) behind

Results: a table on stdout, everything in BUILD_DIR/process.json.
Exit status: 0 if each answer costs at most 1.5 times as much in the large store, 1 if not or something failed, 2 usage.
END
}

# makes STORE NAME OPTION...: each request once, and each must succeed. Many at a time: each commit carries so many more.
makes() {
    store=$1 name=$2
    shift 2
    as "$store" "$name" --expect 201 -w 0 -c 800 -H "$json" -H "Idempotency-Key: {n}BENCHBENCHBENC" --timeout 120 "$@" >"$work/made.json" ||
        die "the store is not filled: $(jq -c '{status, failed}' "$work/made.json")"
}

# opens STORE NAME FROM UNTIL: a dossier for each of these patients
opens() {
    python3 "$here/process/process_store.py" people "$3" "$4" >"$work/bodies"
    makes "$1" "$2" -n $(($4 - $3)) --bodies "$work/bodies" --paths "$work/open"
}

# ids STORE NAME FROM UNTIL COUNT: so many dossiers of these patients, at random
ids() {
    python3 "$here/process/process_store.py" ids "$work/$1/sandbox.json" "$2" "$3" "$4" "$5"
}

# fill STORE COUNT: two hundred dossiers of huisarts2's, with a certificate each, and one with 2000 contacts; the rest are the
# huisarts's.
fill() {
    began=$(date +%s)
    opens "$1" huisarts2 0 $own
    opens "$1" huisarts $own "$2"
    ids "$1" huisarts2 0 $own $own | sed 's|.*|/v1/dossiers/&/fragments|' >"$work/paths"
    makes "$1" huisarts2 -n $own --paths "$work/paths" --body "{\"category\": \"gao\", \"content\":
        {\"begin\": \"$(date -d '-20 days' +%F)\", \"end\": \"$(date -d '+3 days' +%F)\", \"reason\": \"illness\"}}"
    head -n 1 "$work/paths" >"$work/path"
    makes "$1" huisarts2 -n $contacts --paths "$work/path" --body "{\"category\": \"opvolging\", \"content\":
        {\"date\": \"$(date -d '-1 day' +%F)\", \"channel\": \"phone\", \"present\": true}}"
    sed 's|/fragments$|/timeline|' "$work/path" >"$work/$1.noted"
    ids "$1" huisarts $own "$2" 500 | sed 's|.*|/v1/dossiers/&/timeline|' >"$work/$1.timelines"
    say "$2 dossiers in the $1 store after $(($(date +%s) - began)) s, CPU $(($(ticks "$1") * 1000000 / hz / $2)) us each"
}

start_both() {
    for store in small large; do
        clocks $store 0
        start $store
    done
}

filled_with() {
    [ -n "$stores" ] && cat "$stores/filled" 2>/dev/null
}

# The stores as they are filled: made, or copied from those of another run. What a run does in them stays in its own.
stores_of() {
    if [ "$(filled_with)" = "$few $many $contacts" ]; then
        say "copying the stores of $stores"
        cp -a --sparse=always "$stores/small" "$stores/large" "$stores"/*.timelines "$stores"/*.noted "$work"
        start_both
        return
    fi
    start_both
    fill small $few
    fill large "$many"
    [ -n "$stores" ] || return 0
    stop_servers
    mkdir -p "$stores"
    rm -rf "$stores/filled" "$stores/small" "$stores/large"
    cp -a --sparse=always "$work/small" "$work/large" "$work"/*.timelines "$work"/*.noted "$stores"
    echo "$few $many $contacts" >"$stores/filled"
    start_both
}

# What one looks at: random timelines, and the first page of a due list of a doctor with few and of one with many dossiers.
look() {
    for _ in $(seq $rounds); do
        for store in small large; do
            measure timeline $store huisarts --paths "$work/$store.timelines"
        done
        for store in small large; do
            measure "due of 200" $store huisarts2 --paths "$work/due"
        done
        for store in small large; do
            measure "due of all" $store huisarts --paths "$work/due"
        done
        for store in small large; do
            measure "timeline of 2000" $store huisarts2 --paths "$work/$store.noted"
        done
    done
}

# Two idle minutes, then days that come: so many that each round has some hundreds of dossiers.
schedule() {
    say "two idle minutes each"
    for store in small large; do
        ms=$(used $store sleep 120)
        jq -nc --arg store $store --argjson ms "$ms" '{phase: "idle minute", store: $store, cpu_us: ($ms * 500)}'
    done >>"$work/rounds.ndjson"
    for round in 1 2 3; do
        for store in small large; do
            [ $store = small ] && days=$((round * 30)) || days=$round
            before_batch=$(woken $store)
            ms=$(used $store batch $store $days)
            count=$(($(woken $store) - before_batch))
            say "days pass, $store store: $count dossiers, $ms ms of CPU"
            jq -nc --arg store $store --argjson ms "$ms" --argjson count "$count" \
                '{phase: "scheduled dossier", store: $store, count: $count, cpu_us: ($ms * 1000 / $count)}'
        done
    done >>"$work/rounds.ndjson"
}

# asked NAME: others ask for timelines at a fixed rate, and when they are answered: NAME.json
asked() {
    as large huisarts --expect 200 -c 16 --rate 100 --duration $((seconds * 5)) --paths "$work/large.timelines" >"$work/$1.json" ||
        die "timelines, $1: $(jq -c '{status, failed}' "$work/$1.json")"
}

# The statistics of the quarter, made beside the server on a day on which it is over: time, CPU and memory, and what it costs
# those who ask meanwhile.
release() {
    asked calm
    printf '%-19s %-19s\n' $((86400000 * 130)) $((86400000 * 130)) >"$work/release.clock"
    began=$(date +%s%N) most=0 used=0
    TNW_TEST_CLOCK=$work/release.clock LD_PRELOAD=$shim "$build/server/tnwd" statistics release \
        --config "$work/large/server/tnwd.conf" --set clock.longest_stop=36500 >"$work/released" 2>&1 &
    releasing=$!
    asked beside &
    asking=$!
    while now=$(awk '{ print $14 + $15 }' /proc/$releasing/stat 2>/dev/null); do
        anon=$(anon_of $releasing) used=$now
        [ "$anon" -le "$most" ] || most=$anon
        sleep 0.2
    done
    wait $releasing || die "no statistics: $(cat "$work/released")"
    took=$((($(date +%s%N) - began) / 1000000))
    wait $asking || exit 1
    jq -n --argjson ms $took --argjson cpu_ms $((used * 1000 / hz)) --argjson kib "$most" --slurpfile calm "$work/calm.json" \
        --slurpfile beside "$work/beside.json" '{ms: $ms, cpu_ms: $cpu_ms, kib: $kib, calm: $calm[0].latency_us,
            beside: $beside[0].latency_us}' >"$work/statistics.json"
    jq -r '"bench: statistics: \(.ms / 1000) s, \(.cpu_ms / 1000) s of CPU, \(.kib) KiB; timelines p50 \(.calm.p50) us calm, " +
        "\(.beside.p50) beside; p99 \(.calm.p99), \(.beside.p99)"' "$work/statistics.json" >&2
}

here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
. "$here/work.sh"
. "$here/two_stores.sh"
seconds=4 rounds=9 stores='' few=1000 many=500000
read_arguments dossiers "$@"
hz=$(getconf CLK_TCK)
begin_work jq curl openssl python3
json='Content-Type: application/json' own=200 contacts=2000
echo /v1/dossiers >"$work/open"
echo '/v1/due?limit=10' >"$work/due"
stores_of
look
schedule
release
jq -s --argjson few $few --argjson many "$many" --slurpfile statistics "$work/statistics.json" -f "$here/process/process.jq" "$work/rounds.ndjson" >"$build/process.json"
jq -r '.dossiers as $n | .rows[] | "\(.name): \(.small | round) us with \($n.small) dossiers, \(.large | round) us with \($n.large): " +
    "\(.ratio) x (rounds \(.least) to \(.most)), at most 1.5: \(if .holds then "holds" else "NOT HELD" end)"' "$build/process.json"
jq -e .ok "$build/process.json" >/dev/null
