#!/bin/sh
# shellcheck disable=SC1091,SC2034,SC2154 # variables cross between this file and those it sources
# Another revision beside this one: rounds of reads and writes take turns, in one run. README.md says how to read it.
set -eu
umask 077

usage() {
    cat <<'END'
usage: against.sh BUILD_DIR REV [--quick | --trial] [--keep]

  REV       builds that revision in a worktree of git's, build/against/tree; what it is compared with is in BUILD_DIR
  --quick   two pairs of rounds of 1 s instead of five of 3 s; --trial: one pair of rounds of 200 requests
  --keep    leave the working folder (BUILD_DIR/bench.XXXXXX) behind

Results: a table on stdout, everything in build/bench/against.json. Exit status: 0 measured, 1 something failed, 2 usage.
END
}

build='' revision='' window='--duration 3 --warm-up 0.5' pairs='1 2 3 4 5' keep=no
while [ $# -gt 0 ]; do
    case $1 in
    --quick) window='--duration 1 --warm-up 0.3' pairs='1 2' ;;
    --trial) window='--requests 200 --warm-up 0' pairs=1 ;;
    --keep) keep=yes ;;
    -h | --help) usage && exit 0 ;;
    -*) usage >&2 && exit 2 ;;
    *) if [ -z "$build" ]; then build=$1; else revision=$1; fi ;;
    esac
    shift
done
[ -d "$build" ] && [ -n "$revision" ] || { usage >&2 && exit 2; }
build=$(CDPATH='' cd -- "$build" && pwd)
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
load=$build/tests/bench/tnw-load
. "$here/work.sh"
. "$here/dossier.sh"
. "$here/compare/rows.sh"
begin_work git jq curl openssl python3 cmake
commit=$(git -C "$root" rev-parse --verify --quiet "$revision^{commit}") || die "there is no revision $revision"

# In one place, so that what did not change since is not compiled again.
build_other() {
    tree=$root/build/against/tree other=$root/build/against/build
    mkdir -p "$root/build/against"
    git -C "$root" worktree prune
    if [ -e "$tree/.git" ]; then
        git -C "$tree" checkout -q --detach "$commit"
    else
        rm -rf "$tree"
        git -C "$root" worktree add -q --detach "$tree" "$commit"
    fi >"$work/git.log" 2>&1 || die "no worktree: $(tail -n 3 "$work/git.log")"
    say "building $(git -C "$root" describe --always "$commit") in build/against"
    { cmake -S "$tree" -B "$other" -G Ninja -DCMAKE_BUILD_TYPE=Release -DTNW_TESTS=OFF && cmake --build "$other" --target tnwd; } \
        >"$root/build/against/build.log" 2>&1 || die "the build failed: $(tail -n 5 "$root/build/against/build.log")"
}

# serve NAME ROOT BUILD_DIR: that revision's own sandbox, and a dossier in it; what is asked of it, in NAME_*
serve() {
    whole=$work root_of_this=$root build_of_this=$build
    mkdir "$work/$1"
    work=$work/$1 root=$2 build=$3
    start_tnwd off "--set server.max_per_address=1024"
    prepare_dossier
    eval "$1_pid=$tnwd_pid $1_read=$read_url $1_post=$post_url"
    work=$whole root=$root_of_this build=$build_of_this
}

# turn NAME: the functions of rows.sh ask that one
turn() {
    eval "tnwd_pid=\$$1_pid read_url=\$$1_read post_url=\$$1_post"
    pki=$work/$1/sandbox/pki client=$work/$1/sandbox/actors/adviserend_arts
    cp "$work/$1/message.json" "$work/message.json"
}

: >"$work/rounds.ndjson"
build_other
serve this "$root" "$build"
serve other "$tree" "$other"
for _ in $pairs; do
    for side in this other; do
        turn $side
        read_tnwd "read $side"
    done
done
for _ in $pairs; do
    for side in this other; do
        turn $side
        post_tnwd "write $side"
    done
done
mkdir -p "$root/build/bench"
jq -s --arg revision "$(git -C "$root" describe --always "$commit")" --arg this "$(git -C "$root" describe --always --dirty)" '
    def median: sort | if length % 2 == 1 then .[length / 2 | floor] else (.[length / 2 - 1] + .[length / 2]) / 2 end;
    . as $all
    | def of($kind; $side; value): [$all[] | select(.phase == "\($kind) \($side)") | value];
      def row($kind; $what; value): of($kind; "this"; value) as $this | of($kind; "other"; value) as $other
        | ([$this, $other] | transpose | map(.[0] / .[1])) as $ratios
        | {kind: $kind, what: $what, this: ($this | median), other: ($other | median),
           ratio: ($ratios | median), least: ($ratios | min), most: ($ratios | max)};
      {this: $this, other: $revision, clean: all($all[]; .load.clean),
       rows: [("read", "write") as $kind | row($kind; "CPU us"; .cpu_us), row($kind; "requests/s"; .load.good_per_second)], rounds: $all}' \
    "$work/rounds.ndjson" >"$root/build/bench/against.json"
jq -r 'def two: . * 100 | round / 100;
    "\(.this) against \(.other), pairs side by side", "",
    (.rows[] | "\(.kind), \(.what): \(.this | two) against \(.other | two), ratio \(.ratio | two) (\(.least | two) .. \(.most | two))"),
    if .clean then empty else "", "NOT all rounds were without an error" end' "$root/build/bench/against.json"
jq -e .clean "$root/build/bench/against.json" >/dev/null
