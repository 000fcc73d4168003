#!/bin/sh
# A huisarts' morning: a dossier, a certificate, an arbeidsarts by name, consent asked, a question. At most ten commands, no id
# typed, no JSON written; this script counts and looks.
# usage: morning_cli.sh BUILD_DIR SANDBOX_JSON
set -eu
build=$(cd "$1" && pwd)
sandbox=$(cd "$(dirname "$2")" && pwd)
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
tnw=$build/client/cli/tnw
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset TNW_URL TNW_CA TNW_CERT TNW_KEY TNW_P12 TNW_P12_PASSWORD TNW_ROLE TNW_ACTOR TNW_PURPOSE TNW_LANG LC_ALL 2>/dev/null || true
# The profile that the sandbox wrote is the doctor's own here.
mkdir -p "$work/.config/tnw"
cp "$sandbox/profile.ini" "$work/.config/tnw/profile.ini"
export HOME="$work" TZ=UTC
unset XDG_STATE_HOME XDG_RUNTIME_DIR 2>/dev/null || true
# shellcheck source=tests/scenario/cli/asks.sh
. "$here/asks.sh"

most=10
typed=0

# types COMMAND...: as the doctor types it after `tnw`.
types() {
    typed=$((typed + 1))
    [ $typed -le $most ] || fail "command $typed: a morning has $most"
    case "$*" in
    *[a-z][a-z][a-z]_[0-9A-Z][0-9A-Z][0-9A-Z]*) fail "an id is typed: tnw $*" ;;
    *'{'* | *'["'* | *'--json'*) fail "JSON is typed: tnw $*" ;;
    esac
    "$tnw" --as huisarts "$@" >"$work/out" 2>"$work/err" || fail "tnw $*"
}

first=$(date -d '-3 days' +%F)
last=$(date -d '+11 days' +%F)
by=$(date -d '+7 days' +%F)

# The number comes from the card, not from the fingers.
python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["actors"]["patient2"]["niss"])' "$sandbox/sandbox.json" >"$work/card"
types dossier open --niss - --name "Mia Goossens" --start "$first" --employment employed <"$work/card"
types fragment add goossens gao --set "begin=$first" --set "end=$last" --set reason=illness
says "Mia Goossens, $first, open" err
types dossier invite @last claes arbeidsarts
says "Dr. Tom Claes, occupational doctor" err
# Consent is asked, of what the two need to confer; the patient answers at home, once. So does the arbeidsarts.
types consent request @last --category fit_note --action confer --purpose tnw_traject --text "Om samen te zien wat u kunt."
says "Om samen te zien" out
run 0 "$tnw" --as arbeidsarts dossier list
run 0 "$tnw" --as arbeidsarts consent request @1 --category fit_note --action confer --purpose tnw_traject --text "Ook ik."
run 0 "$tnw" --as patient2 dossier list
run 0 "$tnw" --as patient2 consent requests @1
run 0 "$tnw" --as patient2 consent answer @last @1 yes
run 0 "$tnw" --as patient2 consent answer @last @2 yes
types trio start @last --procedure tnw_traject --subject "Lichter werk" --with claes
says "Dr. Tom Claes, occupational doctor" err
types trio send @last --kind vraag --text "Kan zij vier uur per dag zittend werken?" --answer-by "$by"
says "$by" out
types dossier show @last
says "Dr. Tom Claes" out
types trio list @last
says "Lichter werk" out

# The other end: the arbeidsarts reads the question, by the row of what came in, and answers it.
run 0 "$tnw" --as arbeidsarts inbox
row=$(awk '/new message: question/ {print $1; exit}' "$work/out")
run 0 "$tnw" --as arbeidsarts trio read "$row"
says "Kan zij vier uur" out
run 0 "$tnw" --as arbeidsarts trio send @last --kind antwoord --reply-to @1 --text "Ja, vanaf april."
types trio read @last
says "Ja, vanaf april." out

# What this would not have let through.
(types dossier show dos_01M8FDCDVH86MAAXDH0V8DC1WW) >"$work/guard" 2>&1 && fail "an id could be typed"
(types trio send @last --kind vraag --text '{"a": 1}') >"$work/guard" 2>&1 && fail "JSON could be typed"
(typed=$most types me) >"$work/guard" 2>&1 && fail "an eleventh command was let through"
echo "a morning of $typed commands"
