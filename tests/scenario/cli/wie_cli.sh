#!/bin/sh
# Who now? A doctor asks by flags, is asked one by one, and lets a dossier tell; the command that it prints for the
# consent is one that works, and the fiche of the zone is there to call.
# usage: wie_cli.sh BUILD_DIR SANDBOX_JSON
set -eu
build=$(cd "$1" && pwd)
sandbox=$(dirname "$2")
here=$(cd "$(dirname "$0")" && pwd)
tnw=$build/client/cli/tnw
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" TZ=UTC
unset TNW_URL TNW_CA TNW_CERT TNW_KEY TNW_P12 TNW_P12_PASSWORD TNW_ROLE TNW_ACTOR TNW_PURPOSE TNW_PROFILE 2>/dev/null ||
    true
. "$here/asks.sh"

# lacks TEXT FILE
lacks() {
    ! grep -qF -- "$1" "$work/$2" || fail "says \"$1\" on $2"
}

# By flags: one command, no question.
as 0 huisarts --lang nl wie --employment employed --months 3 --want work_adaptation --fact potential=no
says "1. arbeidsarts" out
says "Bezoek voorafgaand aan de werkhervatting" out
says "tnw consent grant DOSSIER --role arbeidsarts --category fit_note" out
says "Kan er nu een traject starten?" out

# One by one: who is self-employed is asked nothing about an employer.
printf '3\nn\n4\n\n\n\n\n\n.\n' >"$work/answers"
run 0 sh -c '"$1" --sandbox "$2" --as huisarts --lang nl wie <"$3"' sh "$tnw" "$sandbox" "$work/answers"
says "TNW-traject voor zelfstandigen" out
says "Hoe werkt de patiënt?" err
lacks "arbeidsarts" err

# What is no answer is asked again; a full stop ends it.
printf 'x\n1\n.\n' >"$work/answers"
run 0 sh -c '"$1" --sandbox "$2" --as huisarts --lang en wie <"$3"' sh "$tnw" "$sandbox" "$work/answers"
[ "$(grep -c 'How is the patient employed?' "$work/err")" -eq 2 ] || fail "what is no answer is asked again"
says "That is none of the answers" err

# The words as they are shown, one or several; a beginning that two have is none.
printf 'werk\nwerknemer\nnee\n3\naanpassing van het werk, eerst een gesprek\n.\n' >"$work/answers"
run 0 sh -c '"$1" --sandbox "$2" --as huisarts --lang nl wie <"$3"' sh "$tnw" "$sandbox" "$work/answers"
[ "$(grep -c 'Hoe werkt de patiënt?' "$work/err")" -eq 2 ] || fail "werknemer and werkloos both begin with werk"
[ "$(grep -c 'Welke hulp is gewenst?' "$work/err")" -eq 1 ] || fail "words with blanks are taken"
says "Bezoek voorafgaand aan de werkhervatting" out

# A dossier tells what the doctor may read of it, and is read once.
niss=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["actors"]["patient2"]["niss"])' "$sandbox/sandbox.json")
as 0 huisarts dossier open --niss "$niss" --name "Mia Goossens" --start "$(date -d '-50 days' +%F)" --employment employed
printf 'n\n2 4\n.\n' >"$work/answers"
run 0 sh -c '"$1" --sandbox "$2" --as huisarts --lang nl wie --dossier @last <"$3"' sh "$tnw" "$sandbox" "$work/answers"
says "1. arbeidsarts" out
lacks "Hoeveel maanden" err
grep -o 'tnw consent grant @last.*' "$work/out" | head -n 1 | sed 's/^tnw //' >"$work/line"
[ -s "$work/line" ] || fail "the command for the consent"
# shellcheck disable=SC2046 # words of a command line
as 0 huisarts $(cat "$work/line") --yes
as 0 patient2 --json access-log goossens
[ "$(grep -o '"referral.ask"' "$work/out" | wc -l)" -eq 1 ] || fail "the dossier is read once"

# An employer never asks.
run 1 "$tnw" --sandbox "$sandbox" --as werkgever wie --months 3
lacks "arbeidsarts" out
[ -z "${SHOW:-}" ] || as 0 huisarts --lang nl wie --dossier goossens --want work_adaptation --want coach --estimate 4 --region vlaanderen
[ -z "${SHOW:-}" ] || cat "$work/out"
