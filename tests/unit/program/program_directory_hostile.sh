#!/bin/sh
# Tables that mean harm, or were made by mistake: each is refused with its line, or is text and nothing else; nothing of
# a refused one is brought in. program_directory_hostile.sh TNWD
set -u
tnwd=$1
. "$(dirname "$0")/directory_tables.sh"

# refused CLAIM TEXT FILE...: no fault is passed over, and what it says of it.
refused() {
    claim=$1 text=$2
    shift 2
    expect "${STATUS:-1}" "$claim" directory import "$@"
    says err "$text"
}

# still CLAIM: there are as many fiches as before all that was refused.
still() {
    [ "$(count)" -eq "$there" ] || fail "$1: something was brought in"
}

# table NAME ROW...: a table with the usual columns; printf's escapes count.
table() {
    file=$dir/$1
    shift
    {
        printf 'ref,name,kind,about_nl,professional\n'
        for row in "$@"; do
            printf '%b\n' "$row"
        done
    } >"$file"
}

expect 0 "init makes a folder" "$tnwd" init "$dir/home" --origin test.example/tnwd
table good.csv 'a,Goed,gtb,Helpt.,' 'b,Ook goed,andere,Helpt.,'
expect 0 "a good table" directory import "$dir/good.csv"
there=2

# What is no text, or no row.
table nul.csv 'c,Na\0000am,gtb,Helpt.,'
refused "a NUL" "nul.csv:2: name: " "$dir/nul.csv"
table nul.csv 'c,"Na\0000am",gtb,Helpt.,'
refused "a NUL in quotes" "nul.csv:2: name: " "$dir/nul.csv"
for bytes in '\0377' '\0300\0257' '\0355\0240\0200' '\0364\0220\0200\0200' '\0303'; do
    table utf8.csv "c,Na${bytes}am,gtb,Helpt.,"
    refused "bytes that are no UTF-8" "utf8.csv:2: name: is no UTF-8" "$dir/utf8.csv"
done
table bidi.csv 'c,Na\0342\0200\0256am,gtb,Helpt.,'
refused "what turns the line" "bidi.csv:2: name: " "$dir/bidi.csv"
table control.csv 'c,Na\0033[2Jam,gtb,Helpt.,'
refused "a control" "control.csv:2: name: " "$dir/control.csv"
grep -q "$(printf '\033')" "$dir/err" && fail "a fault repeats the control"
printf 'ref,name,kind,about_nl\rc,X,gtb,A\rd,X,gtb,A\r' >"$dir/mac.csv"
STATUS=64 refused "line ends of an old Mac" "mac.csv:1: " "$dir/mac.csv"
printf '\377\376r\0e\0f\0' >"$dir/utf16.csv"
STATUS=64 refused "UTF-16" "utf16.csv:1: " "$dir/utf16.csv"
: >"$dir/empty.csv"
STATUS=64 refused "nothing at all" "is empty" "$dir/empty.csv"
table quotes.csv 'c,"Open,gtb,Helpt.,' 'd,Dicht,gtb,Helpt.,'
refused "a quote that does not close" "quotes.csv:2: name: begins with a quote" "$dir/quotes.csv"
table wide.csv "$(awk 'BEGIN { for (i = 0; i < 3000; i++) printf "c," }')"
refused "more fields than any table has" "wide.csv:2: " "$dir/wide.csv"

still "no text"

# A gigabyte is not read, a long line is one fault, and a wrong separator is not two thousand lines.
truncate -s 1G "$dir/huge.csv"
STATUS=74 refused "a gigabyte" "huge.csv: is too large" "$dir/huge.csv"
{
    printf 'ref,name,kind,about_nl\nc,'
    head -c 4194304 /dev/zero | tr '\0' x
    printf ',gtb,Helpt.\n'
} >"$dir/long.csv"
refused "a line of 4 MiB" "long.csv:2: name: " "$dir/long.csv"
[ "$(wc -c <"$dir/err")" -lt 4096 ] || fail "a fault repeats the line"
{
    printf 'ref,name,kind,about_nl\n'
    awk 'BEGIN { for (i = 0; i < 2000; i++) print "c;X;gtb;A" }'
} >"$dir/separator.csv"
refused "the wrong separator" "2000 faults" "$dir/separator.csv"
[ "$(wc -l <"$dir/err")" -lt 300 ] || fail "every fault is told"

still "much"

# Depth and doubles of JSON, in a cell and as a table.
deep=$(awk 'BEGIN { for (i = 0; i < 5000; i++) printf "[" }')
table deep.csv "c,X,gtb,Helpt.,$deep"
refused "depth in a cell" "deep.csv:2: professional: " "$dir/deep.csv"
printf '[{"ref":"c","name":%s}]' "$deep" >"$dir/deep.json"
refused "depth in a table" "deep.json:1: " "$dir/deep.json"
printf '[{"ref":"c","ref":"d","name":"X","kind":"gtb","about":{"nl":"A"}}]' >"$dir/double.json"
refused "a member twice" "double.json:1: " "$dir/double.json"
table person.csv 'c,X,gtb,Helpt.,"{""contacts"":[{""name"":""A"",""niss"":""1""}]}"'
refused "what no fiche says" "person.csv:2: professional" "$dir/person.csv"

# Whose row it is: doubles over two files, and by the id of a fiche that has a ref; nothing of the good rows comes in.
table one.csv 'c,X,gtb,Helpt.,'
table two.csv 'd,Y,gtb,Helpt.,' 'c,Z,gtb,Helpt.,'
refused "one ref in two files" "two.csv:3: is there twice: as in" "$dir/one.csv" "$dir/two.csv"
directory html "$dir/pages" >"$dir/out" 2>"$dir/err" || fail "no pages"
id=$(grep -ho 'id="fic_[0-9A-Z]*"' "$dir/pages"/*.nl.html | head -n 1 | cut -d'"' -f2)
[ -n "$id" ] || fail "no id of a fiche"
table one.csv "$id,X,gtb,Helpt.,"
refused "the id of a fiche with a ref" "one.csv:2: ref: is the id of a fiche that has a ref" "$dir/one.csv"

still "whose row"

# About whom it is: an organisation has one fiche, in all tables and in the store; rows before it are not brought in.
"$tnwd" actor add --config "$conf" --set store.map_size=512MiB --cbe 0403019261 --name "Een Fonds" --role werkgever --json \
    >"$dir/out" 2>"$dir/err" || fail "no organisation"
about=$(grep -o 'act_[0-9A-Z]*' "$dir/out" | head -n 1)
{
    printf 'ref,name,kind,about_nl,actor\n'
    awk -v about="$about" 'BEGIN {
        for (i = 0; i < 200; i++) printf "o%d,X,andere,A,%s\n", i, i == 10 || i == 190 ? about : "" }'
} >"$dir/organisation.csv"
refused "an organisation twice" "organisation.csv:192: is about the same organisation as" "$dir/organisation.csv"
printf 'ref,name,kind,about_nl,actor\na,Goed,gtb,Helpt.,%s\n' "$about" >"$dir/one.csv"
expect 0 "it has one" directory import "$dir/one.csv"
sed -i "192s/$about//" "$dir/organisation.csv"
refused "and no other" "organisation.csv:12: actor: is an organisation that has another" "$dir/organisation.csv"

still "about whom"
printf '[{"ref":"fic_00000000000000000000000001","name":"X","kind":"gtb","about":{"nl":"A"}}]' >"$dir/id.json"
expect 0 "an id of another store is a key like others" directory import "$dir/id.json"
there=3
expect 0 "once" directory import "$dir/id.json"
says out "1 rows: 0 brought in"

# Formulas: in each way that a spreadsheet takes one, text goes out guarded and comes in as it was.
table formula.csv "e,=cmd|' /C calc'!A0,gtb,\"\\n=1+1\",'{}'"
STATUS=1 refused "a guard is no JSON" "formula.csv:" "$dir/formula.csv"
table formula.csv "e,=cmd|' /C calc'!A0,gtb,+1," 'f,@SUM(1),gtb,-1,' "g,'=already,gtb,'quoted," 'h,"=HYPERLINK(""http://x"")",gtb,"\n=1",'
expect 0 "formulas are text" directory import "$dir/formula.csv"
for form in "" --excel; do
    # shellcheck disable=SC2086 # none, or one word
    directory export $form >"$dir/out" 2>"$dir/err" || fail "no export"
    cp "$dir/out" "$dir/again.csv"
    # Another reader of CSV: no field begins as a formula does, whatever a spreadsheet passes over in front.
    python3 -c 'import csv, sys
text = open(sys.argv[1], encoding="utf-8-sig", newline="")
rows = list(csv.reader(text, delimiter=";" if sys.argv[2] else ","))
assert len(rows) == 8 and len({len(row) for row in rows}) == 1, rows
assert not any(cell.lstrip()[:1] in ("=", "+", "-", "@") for row in rows for cell in row if cell), rows' \
        "$dir/again.csv" "$form" 2>"$dir/err" || fail "an export $form has a formula"
    expect 0 "the guarded table comes in again" directory import "$dir/again.csv"
    says out " 0 brought in"
done
directory export --json >"$dir/out" 2>"$dir/err" || fail "no export in JSON"
says out "\"name\":\"=cmd|' /C calc'!A0\""

echo "hostile tables: all checks hold"
