#!/bin/sh
# An import that is cut by kill -9, and again, at moments all over it: what was in stays, the next one goes on, nothing
# is doubled. program_directory_cut.sh TNWD [ROWS]
set -u
tnwd=$1
rows=${2:-3000}
. "$(dirname "$0")/directory_tables.sh"

# Of the shell itself: sleep takes fractions, and date nanoseconds, on every Debian.
now() {
    echo $(($(date +%s%N) / 1000000))
}

many "$rows" >"$dir/many.csv"
expect 0 "init makes a folder" "$tnwd" init "$dir/home" --origin test.example/tnwd
began=$(now)
expect 0 "what is not cut is whole" directory import "$dir/many.csv"
whole=$(($(now) - began))
directory export >"$dir/uncut" 2>"$dir/err" || fail "no export"

expect 0 "init makes another folder" "$tnwd" init "$dir/cut" --origin test.example/tnwd
conf=$dir/cut/tnwd.conf
before=0 partial=0
for percent in 15 25 35 45 50 55 60 65 70 75 80 85 90; do
    # The program itself, not a shell around it.
    "$tnwd" directory import --config "$conf" --set store.map_size=512MiB "$dir/many.csv" >"$dir/out" 2>"$dir/err" &
    pid=$!
    sleep "$(awk -v ms=$((whole * percent / 100)) 'BEGIN { printf "%.3f", ms / 1000 }')"
    kill -9 "$pid" 2>/dev/null
    wait "$pid" 2>/dev/null
    [ $? -eq 137 ] || break
    there=$(count) || exit 1
    [ "$there" -ge "$before" ] || fail "of $before fiches that were in, $there are left"
    [ "$there" -eq "$before" ] || [ "$there" -eq "$rows" ] || partial=$((partial + 1))
    before=$there
    [ "$there" -lt "$rows" ] || break
done
[ "$partial" -ge 2 ] || fail "only $partial cuts fell into it"
before=$(count) || exit 1
expect 0 "what was cut goes on" directory import "$dir/many.csv"
says out "$rows rows: $((rows - before)) brought in, $before as they were"
[ "$(count)" -eq "$rows" ] || fail "there are more or fewer fiches than rows"
cmp "$dir/uncut" "$dir/export" || fail "what was cut says something else than what was not"
expect 0 "and then changes nothing" directory import "$dir/many.csv"
says out "$rows rows: 0 brought in, $rows as they were"
expect 0 "the store is whole" "$tnwd" verify --config "$conf" --set store.map_size=512MiB
echo "an import of $rows rows, cut within $partial times: all checks hold"
