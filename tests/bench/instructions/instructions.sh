#!/bin/sh
# shellcheck disable=SC1091,SC2034,SC2154 # variables cross between this file and those it sources
# How many instructions a read and a message take, as callgrind counts them, against figures.json: a measure that does not depend on
# the clock, nor on who else uses the machine. README.md says how to read it.
set -eu
umask 077

usage() {
    cat <<'END'
usage: instructions.sh BUILD_DIR [--renew] [--keep]

  --renew   write what is counted into figures.json, to be committed
  --keep    leave the working folder (BUILD_DIR/bench.XXXXXX) behind, with what callgrind wrote: callgrind_annotate reads it

BUILD_DIR is a release without sanitizers. Exit status: 0 within 3 %, 1 if not or something failed, 2 usage, 77 if the figures are of
another compiler or other libraries, so that they say nothing here.
END
}

build='' renew='' keep=no short=50 long=250
for argument in "$@"; do
    case $argument in
    --renew) renew=--renew ;;
    --keep) keep=yes ;;
    -h | --help) usage && exit 0 ;;
    -*) usage >&2 && exit 2 ;;
    *) build=$argument ;;
    esac
done
[ -d "$build" ] || { usage >&2 && exit 2; }
build=$(CDPATH='' cd -- "$build" && pwd)
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
load=$build/tests/bench/tnw-load shim=$build/tests/bench/libtnw_bench_still.so
. "$here/work.sh"
. "$here/dossier.sh"
begin_work jq curl openssl python3 valgrind vgdb

# Only the server runs under valgrind.
wrap_tnwd() {
    mkdir "$work/bin"
    cat >"$work/bin/tnwd" <<EOF
#!/bin/sh
[ "\$1" = serve ] || exec "$build/server/tnwd" "\$@"
LD_PRELOAD="$shim" exec valgrind --tool=callgrind --callgrind-out-file="$work/callgrind" \\
    --log-file="$work/valgrind.log" "$build/server/tnwd" "\$@"
EOF
    chmod +x "$work/bin/tnwd"
}

# ask COUNT OPTION...: on one connection, and with pauses longer than what is kept waits for its commit, so that each request is a
# commit of its own: how many share one is otherwise for the machine's load to say
ask() {
    asked=$1 numbers=$((${numbers:-0} + 100000000))
    shift
    "$load" --json --ca "$work/sandbox/pki/ca.pem" --cert "$client.pem" --key "$client.key" -c 1 -w 0 --rate 20 -n "$asked" --timeout 120 \
        --first $numbers "$@" >"$work/load.json" || die "not all is answered: $(cat "$work/load.json")"
}

# counted COMMAND...: what is counted meanwhile is in callgrind.N, the Nth time that it is called
counted() {
    part=$((${part:-0} + 1))
    "$@"
    vgdb --pid="$tnwd_pid" dump >"$work/vgdb.log" 2>&1 || die "vgdb: $(tail -n 3 "$work/vgdb.log")"
    [ -f "$work/callgrind.$part" ] || die "callgrind wrote no part $part: $(cat "$work/vgdb.log")"
}

reads() {
    ask "$1" --expect 200 "$read_url"
}

messages() {
    ask "$1" --expect 201 -H 'Content-Type: application/json' -H 'Idempotency-Key: {n}BENCHBENCHBENC' --body-file "$work/message.json" \
        "$post_url"
}

warm_up() {
    reads 20
    messages 20
}

wrap_tnwd
client=$work/sandbox/actors/adviserend_arts
programs=$build build=$work/bin
start_tnwd off "--set server.workers=1"
build=$programs
prepare_dossier
counted warm_up
for kind in reads messages; do
    counted $kind $short
    counted $kind $long
done
stop_servers
python3 -B "$here/instructions/instructions.py" "$work/callgrind" "$here/instructions/figures.json" "$build/server/tnwd" $short $long $renew
