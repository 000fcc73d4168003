#!/bin/sh
# The actor registry from the machine itself: program_actor.sh TNWD. Every line that says what must hold is a check.
set -u
tnwd=$1
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
conf=$dir/home/tnwd.conf

fail() {
    echo "FAILED: $1" >&2
    cat "$dir/out" "$dir/err" >&2
    exit 1
}

# expect STATUS CLAIM COMMAND...
expect() {
    want=$1 claim=$2
    shift 2
    "$@" >"$dir/out" 2>"$dir/err"
    got=$?
    [ "$got" -eq "$want" ] || fail "$claim: status $got, not $want"
}

# niss NINE_DIGITS: with its check digits, for those born before 2000
niss() {
    printf '%09d%02d' "$1" $((97 - $1 % 97))
}

actor() {
    what=$1
    shift
    "$tnwd" actor "$what" --config "$conf" --set store.map_size=64MiB "$@"
}

some=$(niss 750101123)
other=$(niss 750101124)
expect 0 "init makes a folder" "$tnwd" init "$dir/home" --origin test.example/tnwd
expect 0 "an empty registry lists nobody" actor list
[ -s "$dir/out" ] && fail "somebody is in an empty registry"
expect 64 "a name that is not UTF-8 is named, not left out" \
    actor add --niss "$some" --name "$(printf 'An \377')" --role huisarts
grep -q "is not UTF-8" "$dir/err" || fail "why the name is refused is not said"
expect 0 "a person is registered" actor add --niss "$some" --name "An Arts" --role huisarts --role adviserend_arts
id=$(cat "$dir/out")
expect 0 "an organisation is registered" actor add --cbe 0403019261 --name "Een Fonds" --role werkgever
printf '%s\n' "$other" >"$dir/number"
actor add --niss - --name "Bea Heer" --role beheerder <"$dir/number" >"$dir/out" 2>"$dir/err" ||
    fail "a number cannot be typed in"
expect 0 "all are listed" actor list
[ "$(wc -l <"$dir/out")" -eq 3 ] || fail "not everybody is listed"
grep -q "^$id  *active  *huisarts,adviserend_arts  An Arts\$" "$dir/out" || fail "An Arts is not in the list"
expect 1 "a number with wrong check digits is refused" actor add --niss 75010112300 --name X --role huisarts
grep -q '/identity/niss' "$dir/err" || fail "the mistake is not named"
grep -q 75010112300 "$dir/err" && fail "the refusal repeats the number"
expect 1 "an unknown role is refused" actor add --niss "$some" --name X --role koning
expect 64 "two identities are misuse" actor add --niss "$some" --cbe 0403019261 --name X --role huisarts
expect 64 "no identity is misuse" actor add --name X --role huisarts
expect 64 "no role is misuse" actor add --niss "$some" --name X
third=$(niss 750101125)
actor add --niss "$(niss 750101126)" --name "Dr. Een" --role arbeidsarts --json >"$dir/out" 2>"$dir/err" ||
    fail "a doctor is not registered"
doctor=$(sed -n 's/.*"id": "\(act_[^"]*\)".*/\1/p' "$dir/out")
expect 1 "who acts for somebody says in which function" \
    actor add --niss "$third" --name "Nele" --role medewerker --acts-for "$doctor"
grep -q '/function' "$dir/err" || fail "the missing function is not named"
expect 1 "nobody acts for a registration with two roles of a doctor" \
    actor add --niss "$third" --name "Nele" --role medewerker --function nurse --acts-for "$id"
grep -q '/acts_for/0' "$dir/err" || fail "for whom nobody can act is not named"
expect 1 "nobody acts for themself" \
    actor add --niss "$(niss 750101126)" --name "Nele" --role medewerker --function nurse --acts-for "$doctor"
expect 1 "a function is a medewerker's" actor add --niss "$third" --name "Nele" --role huisarts --function nurse
expect 1 "a service is a bemiddelaar's" actor add --niss "$third" --name "Nele" --role huisarts --service vdab
expect 1 "a qualification is a huisarts'" actor add --niss "$third" --name "Nele" --role medewerker --qualification gp
expect 1 "an enterprise number is an organisation's" \
    actor add --niss "$third" --name "Nele" --role medewerker --enterprise 0403019261
expect 1 "an unknown function is refused" actor add --niss "$third" --name "Nele" --role medewerker --function chef
expect 0 "a medewerker is registered" \
    actor add --niss "$third" --name "Nele" --role medewerker --function nurse --acts-for "$doctor" --json
grep -q '"function": "nurse"' "$dir/out" || fail "the function is not kept"
grep -q "\"$doctor\"" "$dir/out" || fail "for whom they act is not kept"
expect 0 "a hospital is registered, with its enterprise number" \
    actor add --nihii-hospital 71099911 --name "Ziekenhuis" --role werkgever --enterprise 0999000327 --json
grep -q '"cbe": "0999000327"' "$dir/out" || fail "the enterprise number is not kept"
expect 0 "a quota is raised" actor quota "$id" 3 --json
grep -q '"quota_factor": 3' "$dir/out" || fail "the quota was not raised"
expect 1 "a factor out of bounds is refused" actor quota "$id" 0
grep -q '/quota_factor' "$dir/err" || fail "the factor is not named"
expect 64 "a factor that is no number is misuse" actor quota "$id" many
expect 64 "what is no id is misuse" actor disable act_1
expect 1 "nobody cannot be disabled" actor disable act_00000000000000000000000001
expect 0 "a registration is ended" actor disable "$id"
expect 0 "the ended registration stays listed" actor list
grep -q "^$id  *disabled " "$dir/out" || fail "An Arts is still active"
i=0
while [ $i -lt 50 ]; do
    i=$((i + 1))
    actor add --niss "$(niss $((760101000 + i)))" --name "Arts $i" --role huisarts >"$dir/out" 2>"$dir/err" ||
        fail "no room for fifty"
done
expect 0 "the list goes on after its first page" actor list
[ "$(wc -l <"$dir/out")" -eq 56 ] || fail "the list does not hold everybody"
echo "all held"
