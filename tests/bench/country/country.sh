#!/bin/sh
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

read_arguments() {
    build='' keep=no stores='' seed=1 seconds=4 rounds=7 many=0 fill_only=no full=500000
    while [ $# -gt 0 ]; do
        case $1 in
        --quick) seconds=1 rounds=3 full=20000 ;;
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
    country=$build/tests/bench/tnw-country load=$build/tests/bench/tnw-load
    tnwd=$build/tnwd
    [ -x "$tnwd" ] || tnwd=$build/server/tnwd
}

# serve STORE: as an ordinary server; pid_STORE is that of its sandbox. Certificates for a month: a store is kept.
serve() {
    TNW_BIN_DIR=$build TNW_SANDBOX_LIMITS=off TNW_SANDBOX_DAYS=30 \
        TNW_SANDBOX_SET="--set store.map_size=$map_size --set server.max_per_address=1024" \
        "$root/dev" sandbox "$stores/$1" >>"$work/$1.log" 2>&1 &
    pids="$pids $!"
    eval "pid_$1=$!"
    for _ in 1 2 3 4 5 6 7 8; do
        ! until_up $! test -f "$stores/$1/sandbox.json" || return 0
    done
    die "the sandbox does not start: $(tail -n 5 "$work/$1.log")"
}

# fill STORE DOSSIERS: goes on where it was cut. With nice: whoever else works here comes first.
fill() {
    [ ! -f "$stores/$1/filled" ] || return 0
    if [ ! -f "$stores/$1/actors/patient.id" ]; then
        serve "$1"
        stop_servers
    fi
    say "filling $stores/$1 with $2 dossiers"
    nice -n "${TNW_BENCH_NICE:-10}" "$country" --dossiers "$2" --seed "$seed" --map-size "$map_size" --paths "$stores/$1" "$stores/$1" ||
        die "the $1 store is not filled"
    echo "$2" >"$stores/$1/filled"
}

here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
. "$here/work.sh"
map_size=64GiB
read_arguments "$@"
begin_work jq curl openssl
fill small 1000
fill middle 10000
fill large "$many"
