#!/bin/sh
# The static pages of the directory: another program's parser finds them whole, and nothing of the professional level.
# usage: directory_pages.sh BUILD_DIR TNWD
set -eu
tnwd=$2
name=directory_pages
# shellcheck source=tests/openapi/tools.sh
. "$(dirname "$0")/tools.sh"
cp "$source/tests/openapi/directory_pages.mjs" .

"$tnwd" init home --origin test.example/tnwd >init.log
directory() {
    what=$1
    shift
    "$tnwd" directory "$what" --config home/tnwd.conf --set store.map_size=64MiB "$@"
}
year=$(date +%Y)
cat >fiches.csv <<ROWS
ref,name,kind,place,zones,help,serves,languages,about_nl,about_fr,phone,email,url,valid_until,verified_on,professional
a,"<script>alert(1)</script> & ""Co"" 's",gtb,Gent,Gent,coach,employee,nl,"</p><b onclick=""x()"">Helpt.</b>",,+32 (0)9 123-45,info@a.example,https://a.example/?a=1&b=%22,,$(date +%Y-%m-01),"{""contacts"":[{""name"":""PLANT Persoon"",""phone"":""+32 9 999 99 99""}],""remarks"":""PLANT remark""}"
b,Praktijk,hulpverlener,Gent,Gent|Génte,coach,employee,nl,Helpt.,Aide.,,,,,2020-01-01,"{""remarks"":""PLANT too""}"
c,Voorbij,andere,Gent,Gent,,,nl,Was er.,,,,,2020-01-01,2020-01-01,
d,Overal,vakbond,,,money_info,employee,nl,Helpt.,,,,,,$((year - 1))-01-01,
e,Genoemd,andere,,gent,,,nl,Helpt.,,,,,,,
ROWS
directory import fiches.csv
directory html pages
node directory_pages.mjs pages || fail "the pages are not what they should be"
! grep -rl "PLANT\|999 99 99\|verified_by" pages || fail "a page tells of the professional level"
! grep -rl "Voorbij" pages || fail "a page tells of what is over"
[ -e pages/zone-gent--2.nl.html ] || fail "a zone that is written alike has no page of its own"

# Once more: the same to the byte; a zone that is gone has no page any more; what is not ours stays.
cp -r pages before
echo mine >pages/zone-mine.txt
directory html pages
rm pages/zone-mine.txt
diff -r before pages || fail "the same directory makes other pages"
grep -v "^e," fiches.csv | sed 's/Gent|Génte/Gent/' >fewer.csv
directory import --prune fewer.csv 2>/dev/null
directory html pages
[ ! -e pages/zone-gente.nl.html ] || fail "a zone that is gone has a page"
node directory_pages.mjs pages || fail "fewer pages are not what they should be"
directory html one --zone Gent
[ "$(find one -type f | wc -l)" -eq 4 ] || fail "one zone is not one page in each language"
