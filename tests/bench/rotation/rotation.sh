#!/bin/sh
# What a rotation of wrapping keys costs who is served meanwhile: rounds without and with one take turns, in one run. README.md
# says how to read it.
set -eu
umask 077

usage() {
    cat <<'END'
usage: rotation.sh BUILD_DIR [--places N] [--quick] [--keep]

  --places N   data keys in the store beside the sandbox's own (20000)
  --quick      4 pairs of rounds of 3 s instead of 8 of 6 s
  --keep       leave the working folder (BUILD_DIR/bench.XXXXXX) behind

Results: a table on stdout, everything in BUILD_DIR/rotation.json.
Exit status: 0 if reads and writes keep at least 0.9 of their throughput, 1 if not or something failed, 2 usage.
END
}

build='' places=20000 seconds=6 pairs=8 keep=no
while [ $# -gt 0 ]; do
    case $1 in
    --places) places=$2 && shift ;;
    --quick) seconds=3 pairs=4 ;;
    --keep) keep=yes ;;
    -h | --help) usage && exit 0 ;;
    -*) usage >&2 && exit 2 ;;
    *) build=$1 ;;
    esac
    shift
done
[ -d "$build" ] || { usage >&2 && exit 2; }
build=$(CDPATH='' cd -- "$build" && pwd)
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
load=$build/tests/bench/tnw-load tnwd=$build/server/tnwd
# shellcheck source=SCRIPTDIR/../work.sh
. "$here/work.sh"
# shellcheck source=SCRIPTDIR/../dossier.sh
. "$here/dossier.sh"
begin_work jq curl openssl
conf=$work/sandbox/server/tnwd.conf

# Each fiche has a data key.
fill() {
    awk -v rows="$places" 'BEGIN {
        print "ref,name,kind,place,zones,help,serves,languages,about_nl,phone,verified_on"
        for (i = 0; i < rows; i++)
            printf "r%06d,Praktijk %d,hulpverlener,Gent,ELZ %d,coach|training,employee,nl,Helpt.,+32 9 %03d 00 00,2026-03-01\n", \
                i, i, i % 60, i % 1000
    }' >"$work/many.csv"
    "$tnwd" directory import --config "$conf" "$work/many.csv" >"$work/import.log" 2>&1 || die "$(cat "$work/import.log")"
}

# One rotation right behind the other, until the file is there.
rotate_on() {
    until [ -f "$work/enough" ]; do
        "$tnwd" keys rotate --config "$conf" >"$work/rotate.log" 2>&1 || die "no rotation: $(cat "$work/rotate.log")"
        echo >>"$work/rotations"
    done
}

# one PHASE KIND OPTION...: a round of reads (KIND read) or writes (post)
one() {
    round_phase=$1 round_kind=$2 rounds_done=$((${rounds_done:-0} + 1))
    shift 2
    prefix=$work/sandbox/actors/adviserend_arts
    "$load" --json --ca "$work/sandbox/pki/ca.pem" --cert "$prefix.pem" --key "$prefix.key" --duration "$seconds" -c 32 \
        --first $((rounds_done * 100000000)) "$@" >"$work/round.json" || die "a round: $(jq -c '{status, failed}' "$work/round.json")"
    jq -c --arg phase "$round_phase" --arg kind "$round_kind" \
        '{phase: $phase, kind: $kind, per_second: .good_per_second, p99_us: .latency_us.p99, clean}' \
        "$work/round.json" >>"$work/rounds.ndjson"
}

both() {
    one "$1" read --expect 200 "$read_url"
    one "$1" post --expect 201 -H 'Content-Type: application/json' -H 'Idempotency-Key: {n}BENCHBENCHBENC' \
        --body-file "$work/message.json" "$post_url"
}

beside_rotations() {
    rm -f "$work/enough"
    rotate_on &
    rotating=$!
    both rotating
    : >"$work/enough"
    wait "$rotating" || die "no rotation: $(cat "$work/rotate.log")"
}

start_tnwd off "--set server.max_per_address=1024"
prepare_dossier
say "bringing $places fiches in"
fill
: >"$work/rotations"
for pair in $(seq "$pairs"); do
    if [ $((pair % 2)) -eq 1 ]; then both calm && beside_rotations; else beside_rotations && both calm; fi
    say "pair $pair of $pairs"
done
rotations=$(wc -l <"$work/rotations")
jq -s --argjson rotations "$rotations" --argjson places "$places" '
    def median: sort | .[length / 2 | floor];
    . as $rounds | [("read", "post") as $kind
        | [$rounds[] | select(.kind == $kind)] as $of
        | [$of | (map(select(.phase == "calm")) | map(.per_second)) as $a | (map(select(.phase == "rotating")) | map(.per_second)) as $b
            | range($a | length) | $b[.] / $a[.]] as $ratios
        | {kind: $kind, ratio: ($ratios | median), ratios: $ratios,
           calm: ([$of[] | select(.phase == "calm") | .per_second] | median),
           rotating: ([$of[] | select(.phase == "rotating") | .per_second] | median),
           p99_calm_us: ([$of[] | select(.phase == "calm") | .p99_us] | median),
           p99_rotating_us: ([$of[] | select(.phase == "rotating") | .p99_us] | median)}]
    | {places: $places, rotations: $rotations, rows: ., ok: all(.[]; .ratio >= 0.9)}' "$work/rounds.ndjson" >"$build/rotation.json"
jq -r '"\(.places) places, \(.rotations) rotations",
    (.rows[] | "\(.kind): \(.calm | floor)/s calm, \(.rotating | floor)/s beside rotations: \(.ratio * 100 | round / 100) of it " +
        "(pairs \([.ratios[] * 100 | round / 100 | tostring] | join(" "))); p99 \(.p99_calm_us / 1000 | round) ms, \(.p99_rotating_us / 1000 | round) ms")' \
    "$build/rotation.json"
[ "$(jq .ok "$build/rotation.json")" = true ]
