#!/bin/sh
# Names and short ids where the command line takes an id: what is meant is found and told, and nothing else is ever taken.
# usage: names_cli.sh BUILD_DIR SANDBOX_JSON
set -eu
build=$(cd "$1" && pwd)
sandbox=$(cd "$(dirname "$2")" && pwd)
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
tnw=$build/client/cli/tnw
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset TNW_URL TNW_CA TNW_CERT TNW_KEY TNW_P12 TNW_P12_PASSWORD TNW_ROLE TNW_ACTOR TNW_PURPOSE TNW_PROFILE TNW_LANG LC_ALL \
    XDG_STATE_HOME XDG_RUNTIME_DIR 2>/dev/null || true
export HOME="$work" TZ=UTC
# shellcheck source=tests/scenario/cli/asks.sh
. "$here/asks.sh"
state=$work/.local/state/tnw/recent.json

lacks() {
    ! grep -qF -- "$1" "$work/$2" || fail "says \"$1\" on $2"
}

niss() {
    python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["actors"][sys.argv[2]]["niss"])' \
        "$sandbox/sandbox.json" "$1"
}

# Nothing was shown yet.
as 2 huisarts dossier show @last
says "none was shown or made yet" err
as 2 huisarts dossier show @1
says "the last list has no such row" err
as 2 huisarts dossier show 4F7Q
says "no id that was shown begins or ends so" err
as 2 huisarts dossier show willems
says "no dossier of yours is of a patient of that name" err
as 2 huisarts dossier show act_2THXXRC4W2BX9WJG3KX6DAJM94

# Two patients of one name.
as 0 huisarts --json dossier open --niss "$(niss patient)" --name "Zoë Willems" --start 2026-01-05 --employment employed
first=$(of id)
as 0 huisarts --json dossier open --niss "$(niss patient2)" --name "Jan Willems" --start 2026-02-05 --employment employed
second=$(of id)
as 0 huisarts dossier show zoe
says "zoe is Zoë Willems, 2026-01-05, open ($first)" err
as 0 huisarts dossier show 2026-02-05
says "$second" out
as 2 huisarts dossier show willems
says "several are called so" err
says "$first  Zoë Willems" err
says "$second  Jan Willems" err
[ ! -s "$work/out" ] || fail "something was taken"
as 0 huisarts --json dossier show @2
[ "$(of id)" = "$(grep -o '@2 .*' "$work/err" | grep -o 'dos_[0-9A-Z]*')" ] || fail "the row is not what was told"
as 0 huisarts dossier show "dos_$(echo "$first" | cut -c 25-)"
says "is Zoë Willems" err
as 0 huisarts --json dossier show "dos_$(echo "$first" | cut -c 25- | tr A-Z a-z)"
[ "$(of id)" = "$first" ] || fail "not the first"
as 0 huisarts --json dossier show "$first"
[ ! -s "$work/err" ] || fail "an id needs no words"
as 0 huisarts --json dossier show @last
[ "$(of id)" = "$first" ] || fail "the last is not the one that was shown last"

# Who is known is not looked for again: the patient's access log has one list, not one for each command.
looks() {
    as 0 patient --json access-log "$first" --limit 200
    python3 -c 'import json, sys
print(sum(item["action"] in ("dossier.list", "dossier.read") and item["role"] == "huisarts" for item in json.load(open(sys.argv[1]))["items"]))' "$work/out"
}
before=$(looks)
as 0 huisarts fragment list zoe
says "zoe is Zoë Willems, 2026-01-05 ($first)" err
as 0 huisarts fragment list @last
as 0 huisarts fragment list "dos_$(echo "$first" | cut -c 25-)"
as 2 huisarts fragment list willems
says "several are called so" err
[ "$(looks)" -eq "$before" ] || fail "$before looks became $(looks)"
# A third of the name, of whom something came: all are listed again before one is taken.
as 0 huisarts fragment list jan
as 0 huisarts2 --json dossier open --niss "$(niss patient3)" --name "Jan Willems" --start 2026-02-07 --employment employed
third=$(of id)
as 0 huisarts2 dossier invite "$third" peeters huisarts
as 0 huisarts inbox
as 2 huisarts fragment list jan
says "several are called so" err
says "$third  Jan Willems" err

# On a terminal ids are short, and can be typed so.
run 0 script -qec "$tnw --sandbox $sandbox --as huisarts dossier list" "$work/typescript"
lacks "$first" out
short=$(grep -o 'dos_[0-9A-Z]* *Zo' "$work/out" | cut -d ' ' -f 1)
[ ${#short} -eq 10 ] || fail "the id is not short"
as 0 huisarts --json dossier show "$short"
[ "$(of id)" = "$first" ] || fail "the short id is another one's"
as 0 huisarts --json dossier show "$first"

# Another person at the same machine has another last one.
as 2 patient2 dossier show @last
as 0 patient2 dossier list
as 0 patient2 --json dossier show @1
[ "$(of id)" = "$second" ] || fail "not the patient's own"

# Somebody who acts for a doctor names the doctor.
as 0 secretariaat --for peeters dossier list
says "peeters is Dr. An Peeters, general practitioner" err
says "$second" out
as 1 secretariaat --for claes dossier list
# Who sees nothing is told what to do.
as 0 secretariaat dossier list
says "There is nothing here that you may see." out
says "Say for whom you work: --for NAME" err
as 0 bemiddelaar dossier list
says "a participant invites you" err
as 2 secretariaat --for nobody dossier list

# People called like something else are somebody's problem, not a trap.
# somebody N: a national number that nobody has: of a counter above 900.
somebody() {
    python3 -c 'import sys
body = 950101900 + int(sys.argv[1])
print(f"{body:09}{97 - body % 97:02}")' "$1"
}

count=0
for name in "@last" "@1 Trap" "act_2THXXRC4W2BX9WJG3KX6DAJM94" "Dr. Tom Claes" "Claes Noord"; do
    count=$((count + 1))
    as 0 beheerder actor add --name "$name" --role huisarts --niss "$(somebody $count)"
done
as 2 huisarts dossier invite "$second" @last2 huisarts
as 2 huisarts dossier invite "$second" @9 huisarts
as 2 huisarts dossier invite "$second" claes huisarts
says "several are called so" err
says "Dr. Tom Claes, general practitioner" err
lacks "occupational doctor" err
as 0 huisarts dossier invite "$second" claes arbeidsarts
says "claes is Dr. Tom Claes, occupational doctor" err
as 2 huisarts dossier invite "$second" nobody arbeidsarts
says "nobody of that name is in the directory" err
# What is shown has names too, and words in place of codes.
as 0 arbeidsarts inbox
says "Dr. An Peeters" out
as 0 secretariaat me
says "Dr. An Peeters" out
as 0 patient2 consent grant "$second" --yes --actor claes --category fit_note --action read --purpose tnw_traject \
    --until "$(date -d '+60 days' +%F)"
as 0 patient2 --lang nl consent list "$second"
grep -q 'mag  *Dr. Tom Claes  *attest van wat u nog kunt doen  *lezen .*actief$' "$work/out" || fail "codes of a consent"
lacks act_ out
# In a dossier those who take part are meant before all others.
as 0 huisarts dossier remove "$second" claes
says "Dr. Tom Claes, occupational doctor" err

# A fragment by its category, when there is one.
as 2 huisarts fragment show @last fit_note
says "the dossier has none of that category for you" err
as 0 huisarts fragment add "$second" fit_note --set from=2026-03-02 --set until=2026-04-02 --set hours_per_week=20
as 0 huisarts fragment show @last fit_note
grep -q '^until and including *2026-04-02$' "$work/out" || fail "no label of the form"
grep -q '^how much *20 hours a week$' "$work/out" || fail "no unit of the form"
as 0 huisarts fragment amend @last @last --set hours_per_week=24
as 0 huisarts fragment show @last @last
says "24" out
says "2026-04-02" out
as 0 huisarts fragment add "$second" fit_note --set from=2026-05-02 --set until=2026-06-02 --set hours_per_week=20
as 2 huisarts fragment show "$second" fit_note
says "several are called so" err
as 2 huisarts fragment add "$second" fit_note --set hours=20
says "fit_note has no field hours" err

# In the editor nothing is lost.
cat >"$work/editor" <<'EOF'
#!/bin/sh
sed -i "s/^hours_per_week:.*/hours_per_week: $HOURS/; s/^from:.*/from: 2026-07-02/; s/^until:.*/until: 2026-08-02/" "$1"
EOF
chmod +x "$work/editor"
export EDITOR="$work/editor" HOURS=many
as 2 huisarts fragment edit "$second" fit_note
says "hours_per_week is a number" err
draft=$(sed -n 's/.*--draft //p' "$work/err")
grep -q 'hours_per_week: many' "$draft" || fail "the draft is lost"
[ "$(stat -c %a "$draft")" = 600 ] || fail "others can read the draft"
HOURS=99
as 1 huisarts fragment edit "$second" fit_note --draft "$draft"
says "must be at most 60" err
[ -f "$draft" ] || fail "the draft of what the server refused is lost"
HOURS=30
as 0 huisarts fragment edit "$second" fit_note --draft "$draft"
[ ! -e "$draft" ] || fail "a draft that was sent is left behind"
EDITOR=true
as 0 huisarts fragment edit "$second" @last
says "Nothing changed, nothing sent." err
EDITOR=false
as 2 huisarts fragment edit "$second" @last
EDITOR=
# Where the system has a place in memory, a draft never reaches the disk.
mkdir "$work/memory"
XDG_RUNTIME_DIR=$work/memory
export XDG_RUNTIME_DIR EDITOR="$work/editor" HOURS=none
as 2 huisarts fragment edit "$second" fit_note
[ -n "$(ls "$work/memory")" ] || fail "the draft is not in memory"

# Ids only, for the owner only; what is damaged is nothing.
[ "$(stat -c %a "$state")" = 600 ] || fail "others can read what was shown"
! grep -q "Willems\|Claes\|Peeters" "$state" || fail "a name is kept"
echo x >"$state"
as 2 huisarts dossier show @last
as 0 huisarts dossier list
as 0 huisarts dossier show @1
echo "every name as expected"
