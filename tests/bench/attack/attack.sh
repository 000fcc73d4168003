#!/bin/sh
# What a peer, a certificate or a registered person can do to the others: the latencies of well-behaved clients, calm and
# beside each attack, in one run. README.md says how to read it.
set -eu
umask 077

usage() {
    cat <<'EOF'
usage: attack.sh BUILD_DIR [--quick] [--keep] [ATTACK...]

  --quick    one round of each instead of two
  --keep     leave the working folder (BUILD_DIR/bench.XXXXXX) behind
  ATTACK     only these: hellos refusals writes loops polls silent scans

Results: a table on stdout, everything in BUILD_DIR/attack.json.
Exit status: 0 if the p99 of everybody else stays within 3 x, 1 if not or something failed, 2 usage.
EOF
}

read_arguments() {
    build='' rounds=2 keep=no attacks=
    for argument in "$@"; do
        case $argument in
        --quick) rounds=1 ;;
        --keep) keep=yes ;;
        -h | --help) usage && exit 0 ;;
        hellos | refusals | writes | loops | polls | silent | scans) attacks="$attacks $argument" ;;
        -*) usage >&2 && exit 2 ;;
        *) build=$argument ;;
        esac
    done
    [ -d "$build" ] || { usage >&2 && exit 2; }
    build=$(CDPATH='' cd -- "$build" && pwd)
    : "${attacks:=hellos refusals writes loops polls silent scans}"
    load=$build/tests/bench/tnw-load attacker=$build/tests/bench/tnw-attack
}

# as NAME OPTION...: load with that certificate
as() {
    prefix=$work/sandbox/actors/$1
    shift
    "$load" --json --ca "$pki/ca.pem" --cert "$prefix.pem" --key "$prefix.key" "$@"
}

# 400 more in the directory, so that there is something to scan. The last two digits of a NISS check the others.
fill_directory() {
    jq -nr 'range(1; 401) | (800101000 + .) as $n | (97 - $n % 97) as $check
        | {identity: {niss: "\($n)\(if $check < 10 then "0" else "" end)\($check)"}, name: "Dr. Directory \(.)",
           roles: ["huisarts"]} | tojson' >"$work/people"
    as beheerder --expect 201 -w 0 -c 4 -n 400 -H "$json" -H "Idempotency-Key: {n}BENCHBENCHBENC" --bodies "$work/people" \
        "$tnwd_url/v1/actors" >"$work/directory.json" || die "the directory is not filled: $(cat "$work/directory.json")"
}

# behave KIND NAME OPTION...: a well-behaved client at a fixed rate, for as long as the phase lasts
behave() {
    kind=$1 who=$2
    shift 2
    as "$who" --duration $seconds --warm-up 0.5 "$@" >"$work/phase/$kind.$who" &
    clients="$clients $!"
}

# measure ATTACK PHASE: all clients at once, appended to rounds.ndjson
measure() {
    rm -rf "$work/phase"
    mkdir "$work/phase"
    clients=
    numbers=$((numbers + 1000000))
    behave read adviserend_arts -c 4 --rate 40 --expect 200 "$read_url"
    behave read patient -c 4 --rate 40 --expect 200 "$read_url"
    behave write huisarts -c 2 --rate 10 --expect 201 --first $numbers -H "$json" \
        -H "Idempotency-Key: {n}BENCHBENCHBENC" --body-file "$work/message.json" "$post_url"
    behave connect tnw_coordinator -c 2 --rate 20 --expect 200 -H "Connection: close" "$tnwd_url/v1/me"
    for client in $clients; do
        wait "$client" || [ $? -eq 1 ] || die "the load generator failed"
    done
    for file in "$work"/phase/*; do
        jq -c --arg attack "$1" --arg phase "$2" --arg kind "$(basename "${file%.*}")" \
            '{attack: $attack, phase: $phase, kind: $kind, load: .}' "$file"
    done >>"$work/rounds.ndjson"
}

# Attackers are nice to the others' processor: theirs would be another machine.
attack_with() {
    place=$work/attack/$((${attackers:-0} + 1))
    attackers=$((${attackers:-0} + 1))
    nice -n 10 "$@" >"$place" 2>/dev/null &
    pids="$pids $!"
    attacking="$attacking $!"
}

# flood NAME OPTION...: as fast as answers come, whatever they are
flood() {
    prefix=$work/sandbox/actors/$1
    shift
    attack_with "$load" --json --ca "$pki/ca.pem" --cert "$prefix.pem" --key "$prefix.key" -w 0 --duration $lasts "$@"
}

# knock KIND RATE NAME
knock() {
    attack_with "$attacker" "$1" $lasts "$2" "${tnwd_url##*:}" "$pki/ca.pem" "$work/sandbox/actors/$3.pem" \
        "$work/sandbox/actors/$3.key"
}

begin_attack() {
    case $1 in
    hellos) knock hello 200 bemiddelaar ;;
    refusals)
        flood unknown -c 4 "$tnwd_url/v1/me"
        flood bemiddelaar -c 4 "$tnwd_url/v1/dossiers/dos_00000000000000000000000000"
        ;;
    writes)
        flood arbeidsarts -c 8 --first $((numbers + 500000)) -H "$json" -H "Idempotency-Key: {n}BENCHBENCHBENC" \
            --body-file "$work/message.json" "$post_url"
        ;;
    loops)
        flood auditor -c 2 "$tnwd_url/v1/audit/checkpoint"
        flood werkgever -c 2 "$tnwd_url/v1/inbox"
        ;;
    polls) knock polls 64 werkgever ;;
    silent) knock silent 500 werkgever ;;
    scans) flood huisarts2 -c 32 "$tnwd_url/v1/actors?q=zzzzzz" ;;
    esac
}

# beside ATTACK: it begins a second before anything is measured, and ends after it.
beside() {
    attacking=
    rm -rf "$work/attack"
    mkdir "$work/attack"
    begin_attack "$1"
    sleep 1
    measure "$1" beside
    for attacker_pid in $attacking; do
        wait "$attacker_pid" || [ $? -eq 1 ] || die "the attack $1 failed"
    done
    for file in "$work"/attack/*; do
        jq -c --arg attack "$1" '{attack: $attack, did: (if .kind then {opened_per_second: (.opened / .seconds)}
            else {answers_per_second: (.requests / .seconds), status: .status} end)}' "$file"
    done >>"$work/attacks.ndjson"
}

here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
. "$here/work.sh"
. "$here/dossier.sh"
read_arguments "$@"
begin_work jq curl openssl
json='Content-Type: application/json' pki=$work/sandbox/pki seconds=4 lasts=6 numbers=0
start_tnwd on ""
prepare_dossier
fill_directory
for round in $(seq $rounds); do
    for attack in $attacks; do
        say "round $round: $attack"
        measure "$attack" calm
        beside "$attack"
    done
done
jq -s --slurpfile attacks "$work/attacks.ndjson" -f "$here/attack/attack.jq" "$work/rounds.ndjson" >"$build/attack.json"
jq -r '.table[]' "$build/attack.json"
jq -e .ok "$build/attack.json" >/dev/null
