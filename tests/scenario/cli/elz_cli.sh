#!/bin/sh
# What professionals share beside dossiers, by the command line: a case is discussed by five who are invited, texts that
# tell whom they are about are refused with the place, a netwerkmoment is made, found, joined, changed and cancelled, an
# obstacle is reported and told of nowhere.
# usage: elz_cli.sh BUILD_DIR SANDBOX_JSON
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

lacks() {
    ! grep -qF -- "$1" "$work/$2" || fail "says \"$1\" on $2"
}

day() {
    date -d "$1 days" +%F
}

# A doctor with a patient, whose name and number are told to nobody.
niss=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["actors"]["patient2"]["niss"])' \
    "$sandbox/sandbox.json")
as 0 huisarts dossier open --niss "$niss" --name "Mia Goossens" --start "$(day -50)" --employment employed

# casus STATUS TEXT: with five who are invited.
casus() {
    as "$1" huisarts --lang nl casus start --subject "Halftijds hervatten" --text "$2" \
        --with claes --with wouters --with jacobs --with haddad --with baert
}

as 1 huisarts --lang nl casus start --subject Rug --text "Wie heeft ervaring?" --with claes --with wouters
says "moet minstens 5" err
casus 1 "Volgens mevrouw Gooss-ens gaat het."
says "bij teken 17 staat een naam van een van uw patiënten" err
says "[Gooss-ens gaat het.]" err
casus 1 "Haar nummer is $niss, wie helpt?"
says "rijksregisternummer" err
casus 1 "Bel haar op nul vier zeven nul een twee drie vier vijf zes."
says "telefoonnummer" err
as 0 arbeidsarts casus list
says "There is nothing here" out
casus 0 "Een kassierster van in de veertig wil halftijds hervatten. Wie heeft ervaring?"
says "Dr. Tom Claes" out
lacks "act_" out

# Who is invited hears of it, reads it, says something; a piece of a number goes on with no other piece.
as 0 arbeidsarts inbox
says "you are invited to a case" out
as 0 arbeidsarts casus list
as 0 arbeidsarts casus read @1
says "kassierster" out
as 0 arbeidsarts casus say @1 --kind advies --text "Bel de werkgever vroeg. Begin met 900730"
as 0 tnw_coordinator casus list
as 0 tnw_coordinator casus read @1
says "Bel de werkgever vroeg" out
as 0 huisarts2 casus list
says "There is nothing here" out
as 1 arbeidsarts casus close @last --conclusion "Vroeg bellen."
says "Only its author closes a discussion." err
as 0 huisarts casus close @last --conclusion "Vroeg bellen loont."
says "Vroeg bellen loont." out
as 5 arbeidsarts casus say @last --kind advies --text "Nog iets."
says "thread_closed" err

# A netwerkmoment of a zone, which others find when it is open.
as 0 beheerder actor change peeters --zone Leuven
as 0 beheerder actor change jacobs --zone Leuven
as 0 huisarts moment list
says "--zone NAME" err
as 0 tnw_coordinator moment add --date "$(day +30)" --time 19:30 --zone Leuven --theme "Wie doet wat" \
    --place "Centrum, Kerkstraat 1"
as 0 huisarts moment list
says "Wie doet wat" out
as 0 huisarts moment signup @1
says "signed up" out
as 0 bemiddelaar moment list --zone leuven
says "There is nothing here" out
as 0 tnw_coordinator moment list
as 0 tnw_coordinator moment change @1 --place "Zaal 2" --open
says "Zaal 2" out
says "Dr. An Peeters" out
as 0 huisarts inbox
says "netwerkmoment changed" out
as 0 bemiddelaar moment list --zone leuven
says "Zaal 2" out
as 0 bemiddelaar moment signup @1
as 0 bemiddelaar moment signoff @1
says "not signed up any more" err
as 1 bemiddelaar moment cancel @1
says "not_author" err

# A case of that moment.
as 0 huisarts moment list
as 0 huisarts casus start --subject "Voor de avond" --text "Wat doet wie na maand vier?" --moment @1 \
    --with claes --with wouters --with jacobs --with haddad --with baert
as 0 huisarts moment list
as 0 huisarts --json casus list --moment @1
[ "$(of items 0 subject)" = "Voor de avond" ] || fail "the case of the moment"
as 0 tnw_coordinator moment list
as 0 tnw_coordinator moment cancel @1
as 0 huisarts --lang nl inbox
says "netwerkmoment afgelast" out
as 0 huisarts --lang nl moment list
says "afgelast" out
as 0 bemiddelaar moment list --zone leuven
as 5 bemiddelaar moment signup @1
says "This netwerkmoment is cancelled." err

# An obstacle: by code, counted by theme, told of only when the quarter is over and from five up.
as 1 huisarts --lang nl knelpunt report geen
says "tnw knelpunt list" err
as 0 huisarts --lang nl knelpunt list
says "geen_overzicht" out
as 0 huisarts --lang nl knelpunt report geen_overzicht
cp "$work/out" "$work/first"
as 0 huisarts --lang nl knelpunt report geen_overzicht
cmp -s "$work/out" "$work/first" || fail "a second report is answered as the first"
as 1 patient knelpunt report geen_overzicht
says "role_not_allowed" err
quarter=$(date +%Y)-Q$((($(date +%-m) + 2) / 3))
as 0 huisarts --lang nl knelpunt counts --quarter "$quarter"
says "minder dan vijf" out
as 0 auditor --json knelpunt counts
[ "$(of items 0 people)" = "None" ] || fail "a quarter of nobody"
[ -z "${SHOW:-}" ] || cat "$work/out"
