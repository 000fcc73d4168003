#!/bin/sh
# compare.sh from end to end with rounds of 200 requests, of what needs no other server, and of the others those that are there;
# and report.py over rounds of which is known what they say. usage: report_smoke.sh BUILD_DIR
set -eu
build=$1
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
    echo "report: $*" >&2
    cat "$work/said" "$work/out/report.md" >&2 || :
    exit 1
}

# round PHASE SERVER RATE CPU
round() {
    echo "{\"phase\":\"$1\",\"server\":\"$2\",\"sync_us\":1,\"cpu_us\":$4,\"load\":{\"good_per_second\":$3,\"rate\":$3,\"elapsed\":1,
        \"own_cpu_seconds\":0.5,\"latency_us\":{\"p50\":100,\"p99\":4000},\"clean\":${5:-true}}}" | tr -d '\n'
    echo
}

# reported STATUS: of the rounds in $work
reported() {
    status=0
    python3 -B "$here/report.py" "$work" "$work" "$work/out" >"$work/said" 2>&1 || status=$?
    [ $status -eq "$1" ] || fail "status $status instead of $1"
}

# says TEXT: it is a line of the report, or begins one
says() {
    grep -qF "$1" "$work/out/report.md" || fail "it does not say: $1"
}

mkdir "$work/out"
: >"$work/said"
echo '{"date":"d","revision":"r","cpus":2,"cpu":"c","kernel":"k","filesystem":"f","rounds":"1 s","load_average":"0","nginx":"","etcd":"","slapd":""}' \
    >"$work/machine.json"
{
    round read tnwd 700 16 && round read nginx 1000 10
    round read tnwd 660 15 && round read nginx 1000 10
    round half tnwd 330 15
    for rate in 10 100 500; do round curve-read tnwd $rate 15; done
} >"$work/rounds.ndjson"
reported 0
says '| audited read / nginx, a static file | requests/s | 0.68 x | 0.66 .. 0.70 | at least 0.6 | held |'
says '| audited read / nginx, a static file | CPU | 1.55 x | 1.50 .. 1.60 | at most 1.7 | held |'
says '| audited read at half its best rate | p99 | 4 ms |  | at most 5 | held |'
python3 -c 'import sys, xml.dom.minidom; xml.dom.minidom.parse(sys.argv[1])' "$work/out/curve.svg" || fail "the curve is no SVG"
round read tnwd 400 20 >>"$work/rounds.ndjson"
round read nginx 1000 10 >>"$work/rounds.ndjson"
round read tnwd 500 20 >>"$work/rounds.ndjson"
round read nginx 1000 10 >>"$work/rounds.ndjson"
reported 1
says '| audited read / nginx, a static file | requests/s | 0.58 x | 0.40 .. 0.70 | at least 0.6 | NOT held |'
says '| audited read / nginx, a static file | CPU | 1.80 x | 1.50 .. 2 | at most 1.7 | NOT held |'
{
    round read tnwd 700 16 false && round read nginx 1000 10
} >"$work/rounds.ndjson"
reported 1
says '| all rounds | with an error | 1  |  | at most 0 | NOT held |'

names="many half curve memory"
PATH=$PATH:/usr/sbin
! command -v nginx >/dev/null || names="$names read handshake"
! command -v etcd >/dev/null || names="$names write"
[ ! -f "$here/../../../build/slapd/whole" ] || names="$names ldap"
echo "with what is here: $names"
status=0
# shellcheck disable=SC2086 # words
"$here/compare.sh" "$build" --trial --out "$work/out" $names >"$work/said" 2>&1 || status=$?
[ $status -le 1 ] || fail "compare.sh ends with $status"
says '| all rounds | with an error | 0  |'
says '| reads of 500 dossiers / of one | CPU |'
says '| audited read at half its best rate | p99 |'
says '| 256 busy connections | memory |'
for name in $names; do
    case $name in
    read) says '| the same by 64 blocking threads | requests/s |' ;;
    write) says '| TRIO message / etcd put | CPU |' ;;
    ldap) says '| TRIO message / OpenLDAP add | requests/s |' ;;
    handshake) says '| handshake with certificate / nginx | requests/s |' ;;
    esac
done
[ "$(jq '.curves.read | length' "$work/out/bench.json")" -eq 3 ] || fail "the curve has other points"
[ -z "$(find "$build" -maxdepth 1 -name 'bench.??????' -newer "$work/machine.json")" ] || fail "a working folder is left"
