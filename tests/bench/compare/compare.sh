#!/bin/sh
# shellcheck disable=SC1091,SC2034,SC2154 # variables cross between this file and those it sources
# Measures tnwd beside nginx, etcd and OpenLDAP, all on loopback, in one run. README.md says how to read it.
set -eu
umask 077

usage() {
    cat <<'END'
usage: compare.sh BUILD_DIR [NAME...] [--quick | --trial] [--out DIR] [--keep]

  NAME           read, write, ldap, handshake, many, half, curve, memory, evidence: these alone
  --quick        two pairs of rounds of 1 s instead of three of 4 s, and a log of one million records instead of ten
  --trial        one pair of rounds of 200 requests: only to see that all of it works
  --out DIR      where the results go (BUILD_DIR/../bench)
  --keep         leave the working folder (BUILD_DIR/bench.XXXXXX) behind

Results: a table on stdout; report.md, bench.json and curve.svg in that folder.
Exit status: 0 if every budget that was measured is held, 1 if not or something failed, 2 usage.
END
}

every="read write ldap handshake many half curve memory evidence"

read_arguments() {
    build='' out='' window='--duration 4 --warm-up 1' pairs="1 2 3" percents="10 25 50 65 80 90 100" keep=no names='' evidence_options=''
    while [ $# -gt 0 ]; do
        case $1 in
        --quick)
            window='--duration 1 --warm-up 0.3' pairs="1 2" evidence_options="--records 1000000 --rounds 3 --seconds 1"
            ;;
        --trial)
            window='--requests 200 --warm-up 0' pairs=1 percents="10 50 100" evidence_options="--records 10001 --proofs 50 --rounds 1 --seconds 1"
            ;;
        --out) out=$2 && shift ;;
        --keep) keep=yes ;;
        -h | --help) usage && exit 0 ;;
        -*) usage >&2 && exit 2 ;;
        */*) build=$1 ;;
        *)
            case " $every " in *" $1 "*) ;; *) usage >&2 && exit 2 ;; esac
            names="$names $1"
            ;;
        esac
        shift
    done
    [ -d "$build" ] || { usage >&2 && exit 2; }
    build=$(CDPATH='' cd -- "$build" && pwd)
    names=${names:-$every} out=${out:-$build/../bench}
}

# wants NAME...: whether one of these is measured
wants() {
    for wanted in "$@"; do
        case " $names " in *" $wanted "*) return 0 ;; esac
    done
    return 1
}

# tools: what must be there for that
tools() {
    echo jq curl openssl python3
    ! wants read handshake || echo nginx
    ! wants write || echo etcd
}

check_programs() {
    load=$build/tests/bench/tnw-load evidence=$build/tests/bench/tnw-evidence country=$build/tests/bench/tnw-country
    for program in "$load" "$evidence" "$country"; do
        [ -x "$program" ] || die "$program is missing: build it first"
    done
}

# Proofs and sealing, without the network: after the servers have ended, so that they take nothing from it.
measure_evidence() {
    stop_servers
    # shellcheck disable=SC2086 # a list of options
    "$evidence" $evidence_options "$work" >"$work/evidence.json" || die "tnw-evidence failed"
}

facts() {
    jq -n --arg cpu "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" --argjson cpus "$(nproc)" \
        --arg kernel "$(uname -r)" --arg disk "$(stat -f -c %T "$work")" --arg rounds "$window" \
        --arg busy "$(cut -d ' ' -f 1-3 /proc/loadavg)" --arg date "$(date -u +%F)" \
        --arg revision "$(git -C "$root" describe --always --dirty 2>/dev/null || echo unknown)" \
        --arg nginx "$(nginx -v 2>&1 | sed 's/.*: //')" --arg etcd "$(etcd --version 2>&1 | sed -n 's/etcd Version: /etcd /p')" \
        --arg slapd "$(slapd_version)" --arg names "$names" \
        '{date: $date, revision: $revision, cpu: $cpu, cpus: $cpus, kernel: $kernel, filesystem: $disk, rounds: $rounds, load_average: $busy, nginx: $nginx, etcd: $etcd, slapd: $slapd,
          names: ($names | split(" ") | map(select(. != "")))}'
}

here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
. "$here/work.sh"
. "$here/compare/peers.sh"
. "$here/compare/slapd.sh"
. "$here/dossier.sh"
. "$here/compare/rows.sh"
read_arguments "$@"
check_programs
PATH=$PATH:/usr/sbin # nginx, as Debian has it
# shellcheck disable=SC2046 # words
begin_work $(tools)
pki=$work/sandbox/pki client=$work/sandbox/actors/adviserend_arts
: >"$work/rounds.ndjson"
echo null >"$work/evidence.json"
echo null >"$work/process.json"
facts >"$work/machine.json"

if [ "$names" != " evidence" ]; then
    start_tnwd off "--set server.max_per_address=1024"
    prepare_dossier
    fds_before=$(descriptors)
fi
for name in $every; do
    ! wants "$name" || "measure_$name"
done
mkdir -p "$out"
python3 -B "$here/compare/report.py" "$work" "$build" "$out"
