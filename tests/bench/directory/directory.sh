#!/bin/sh
# What a search of the directory costs with many fiches, against the same with few: two servers side by side, in one run.
set -eu
umask 077

usage() {
    cat <<'END'
usage: directory.sh BUILD_DIR [--fiches N] [--quick] [--keep]

  --fiches N     in the large store (50000); the small one has 500
  --quick        3 rounds of 1 s for each kind of search instead of 9 of 2 s
  --keep         leave the working folder (BUILD_DIR/bench.XXXXXX) behind

Results: a line on stdout, everything in BUILD_DIR/directory.json.
Exit status: 0 if a search costs at most 1.5 times as much in the large store, 1 if not or something failed, 2 usage.
END
}

# fill STORE COUNT: while its server runs
fill() {
    began=$(date +%s)
    python3 "$here/directory/directory_table.py" table "$2" >"$work/$1.csv"
    "$build/server/tnwd" directory import --config "$work/$1/server/tnwd.conf" "$work/$1.csv" >&2
    say "$2 fiches in the $1 store after $(($(date +%s) - began)) s"
}

# The file of searches of one kind: paths STORE COUNT KIND
paths() {
    file="$work/$1.$3.paths"
    [ -f "$file" ] || python3 "$here/directory/directory_table.py" paths "$2" "$3" >"$file"
    echo "$file"
}

# Turns searches into those of their second page, by what the first one says: turn_page STORE FILE
turn_page() {
    prefix=$work/$1/actors/huisarts
    sort -u "$2" | head -n 40 | while read -r path; do
        after=$(curl -sS --cacert "$work/$1/pki/ca.pem" --cert "$prefix.pem" --key "$prefix.key" "$(from "$1" .url)$path" |
            jq -er .next) && echo "$path&after=$after"
    done >"$2.next"
    mv "$2.next" "$2"
}

here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
. "$here/work.sh"
. "$here/two_stores.sh"
seconds=2 rounds=9 few=500 many=50000
read_arguments fiches "$@"
hz=$(getconf CLK_TCK)
begin_work jq curl openssl python3
for store in small large; do
    : >"$work/$store.clock"
    printf '%-19s %-19s\n' 0 0 >"$work/$store.clock"
    start $store
done
fill small $few
fill large "$many"
turn_page small "$(paths small $few "second page")"
turn_page large "$(paths large "$many" "second page")"
python3 "$here/directory/directory_table.py" kinds >"$work/kinds"
for _ in $(seq $rounds); do
    while read -r kind; do
        measure "$kind" small huisarts --paths "$(paths small $few "$kind")" </dev/null
        measure "$kind" large huisarts --paths "$(paths large "$many" "$kind")" </dev/null
    done <"$work/kinds"
done
jq -s --argjson few $few --argjson many "$many" -f "$here/process/process.jq" "$work/rounds.ndjson" >"$build/directory.json"
jq -r '.dossiers as $n | .rows[] | "\(.name): \(.small | round) us with \($n.small) fiches, \(.large | round) us with \($n.large): " +
    "\(.ratio) x (rounds \(.least) to \(.most)), at most 1.5: \(if .holds then "holds" else "NOT HELD" end)"' "$build/directory.json"
jq -e .ok "$build/directory.json" >/dev/null
