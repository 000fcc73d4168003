#!/bin/sh
# Tables of the directory in and out: program_directory.sh TNWD
set -u
tnwd=$1
. "$(dirname "$0")/directory_tables.sh"

expect 0 "init makes a folder" "$tnwd" init "$dir/home" --origin test.example/tnwd
expect 0 "an empty directory is an empty table" directory export
[ "$(wc -l <"$dir/out")" -eq 1 ] || fail "an empty table has rows"

# As Excel writes it: a mark, semicolons, a line end within a field, a number with a quote in front.
printf '\357\273\277ref;name;kind;place;zones;help;serves;languages;about_nl;phone;accessible;waiting_weeks;verified_on;professional\r\n' \
    >"$dir/excel.csv"
# shellcheck disable=SC1112 # a typographer's quote
printf 'gtb-gent;GTB Gent;gtb;Gent;Gent | Meetjesland;coach|training;employee|jobseeker;nl;"Naar ""werk"";\r\nen terug.";'"'"'+32 9 000 00 00;ja;3;2026-03-01;"{""contacts"":[{""name"":""Geheime Persoon"",""phone"":""+32 9 111 11 11""}],""remarks"":""Geheim""}"\r\n' \
    >>"$dir/excel.csv"
printf 'dienst-1;=Dienst Één;preventiedienst;Leuven;;work_adaptation;employee;nl|fr;Preventie.;;;;;\r\n' >>"$dir/excel.csv"
printf 'cbe,service\n0403.170.701,dienst-1\n403227515,dienst-1\n' >"$dir/employers.csv"

expect 0 "a dry run says what would change" directory import --check "$dir/employers.csv" "$dir/excel.csv"
says out "4 rows: 4 would be brought in"
expect 0 "and changes nothing" directory export
[ "$(wc -l <"$dir/out")" -eq 1 ] || fail "a dry run brought something in"
expect 0 "tables are brought in" directory import "$dir/employers.csv" "$dir/excel.csv"
says out "4 rows: 4 brought in, 0 as they were"
expect 0 "once more changes nothing" directory import "$dir/excel.csv" "$dir/employers.csv"
says out "4 rows: 0 brought in, 4 as they were"

# What comes out goes in again, to the byte, in each form; formulas have a quote in front.
for form in --json --excel --professional "--professional --json"; do
    # shellcheck disable=SC2086 # two words
    directory export $form >"$dir/first" 2>"$dir/err" || fail "no export with $form"
    expect 0 "an export with $form is as it is" directory import "$dir/first"
    says out "2 rows: 0 brought in, 2 as they were"
    # shellcheck disable=SC2086
    directory export $form >"$dir/second" 2>"$dir/err" || fail "no second export with $form"
    cmp "$dir/first" "$dir/second" || fail "an export with $form is another the second time"
done
expect 0 "without being asked the professional level stays" directory export
grep -q "Geheim" "$dir/out" && fail "an export tells persons"
grep -qF "'=Dienst" "$dir/out" || fail "a formula has no quote in front"
cp "$dir/out" "$dir/open.csv"
expect 0 "a table without that level leaves it as it is" directory import "$dir/open.csv"
expect 0 "the professional level is exported when it is asked for" directory export --professional
says out "Geheime Persoon"
cp "$dir/out" "$dir/whole.csv"
directory export --employers >"$dir/out" 2>"$dir/err" || fail "no export of employers"
printf 'cbe,service\r\n0403170701,dienst-1\r\n0403227515,dienst-1\r\n' | cmp - "$dir/out" || fail "other employers"

# Another store, to which it is brought, says the same.
first=$conf
expect 0 "init makes another folder" "$tnwd" init "$dir/other" --origin test.example/tnwd
conf=$dir/other/tnwd.conf
expect 0 "a table goes to another store" directory import "$dir/whole.csv"
directory export --professional 2>"$dir/err" | cmp - "$dir/whole.csv" || fail "two stores say different things"
conf=$first

# Each fault with line, column and what to do; nothing is changed while there is one.
cat >"$dir/bad.csv" <<'ROWS'
ref,name,kind,about_nl,phone,help,accessible,verified_on
good,Goed,gtb,A,,,,
a b,x,gtbx,z,abc,coach|x,maybe,
late,x,gtb,z,,,,2099-01-01
mute,x,gtb,,,,,
good,Weer,gtb,A,,,,
quote,"x"y,gtb,a,,,,
short,x,gtb
open,"x,gtb,a,,,,
ROWS
expect 1 "a table with faults is refused" directory import "$dir/bad.csv"
for fault in "bad.csv:3: ref: " "bad.csv:3: kind: " "bad.csv:3: phone: " "bad.csv:3: help: " "bad.csv:3: accessible: " \
    "bad.csv:4: verified_on: must not be in the future" "bad.csv:5: about_nl: is missing" "bad.csv:6: is there twice" \
    "bad.csv:7: name: has text behind its closing quote" "bad.csv:8: about_nl: is missing" "bad.csv:9: name: begins" \
    "yes or no" "11 faults: nothing was changed"; do
    says err "$fault"
done
directory export --professional 2>"$dir/err" | cmp - "$dir/whole.csv" || fail "a table with faults changed something"
printf 'cbe,service\n0403170701,nobody\n' >"$dir/bad.csv"
expect 1 "a service that is none is refused" directory import "$dir/bad.csv"
says err "bad.csv:2: service: must be the ref"
printf 'ref,name,kind,about_nl,actor\nx1,X,gtb,A,\nx2,X,gtb,A,act_01ARZ3NDEKTSV4RRFFQ69G5FAV\n' >"$dir/bad.csv"
expect 1 "a registration that is none is refused before anything is changed" directory import "$dir/bad.csv"
says err "bad.csv:3: actor: must be the id of a registration"
directory export --professional 2>"$dir/err" | cmp - "$dir/whole.csv" || fail "the row before it was brought in"
printf 'name,color\nx,red\n' >"$dir/bad.csv"
expect 64 "a column that is none is named" directory import "$dir/bad.csv"
says err "bad.csv:1: field 2: is no column"
printf '[{"ref":"j1","name":"J","kind":"gtb","about":{"nl":"A"}},\n{"ref":"j2","name":"J","kind":"gtb"}\n]' >"$dir/bad.json"
expect 1 "so it is of JSON" directory import "$dir/bad.json"
says err "bad.json:2: /about: is missing"
printf '[{"ref":"j1","name":"J","kind":"gtb","about":{"nl":"A"}}' >"$dir/bad.json"
expect 1 "JSON that is cut is refused" directory import "$dir/bad.json"

# What no table has is named, and removed only when that is said.
head -n 1 "$dir/open.csv" >"$dir/less.csv"
grep "^dienst-1" "$dir/open.csv" >>"$dir/less.csv"
expect 0 "what is missing stays" directory import "$dir/less.csv"
says err "in no file: gtb-gent (GTB Gent)"
expect 0 "unless it is to go" directory import --prune "$dir/less.csv"
says err "removed: gtb-gent"
expect 0 "then it is gone" directory export --professional
grep -q "gtb-gent\|Geheim" "$dir/out" && fail "what was removed is still there"
expect 0 "and can come back" directory import "$dir/whole.csv"
directory export --professional 2>"$dir/err" | cmp - "$dir/whole.csv" || fail "it came back as another"

expect 0 "the store is whole" "$tnwd" verify --config "$conf" --set store.map_size=512MiB

echo "tables of the directory: all checks hold"
