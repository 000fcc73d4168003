#!/bin/sh
# The patient reads before anything is stored: on a terminal a yes or a no, without one --yes or nothing.
# usage: asked_cli.sh BUILD_DIR SANDBOX_JSON
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

# types STATUS ANSWERS ARGUMENT...: the patient at a terminal, in Dutch.
types() {
    expected=$1 answers=$2
    shift 2
    run "$expected" python3 "$here/typist.py" "$answers" "$tnw" --sandbox "$sandbox" --as patient2 --lang nl "$@"
}

niss() {
    python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["actors"][sys.argv[2]]["niss"])' \
        "$sandbox/sandbox.json" "$1"
}

consents() {
    as 0 patient2 --json consent list "$dossier"
    of items | grep -o "'cns_[0-9A-Z]*'" | sort -u | wc -l
}

stored() {
    [ "$(consents)" -eq "$1" ] || fail "$2"
}

as 0 patient2 --json dossier open --niss "$(niss patient2)" --name "Mia Goossens" --start "$(date -d '-40 days' +%F)" \
    --employment employed
dossier=$(of id)
until=$(date -d '+30 days' +%F)
set -- consent grant "$dossier" --role huisarts --category fit_note --action read --purpose tnw_traject --until "$until"
sentence="Elke huisarts in uw dossier mag dit lezen, voor het TNW-traject"

# Nobody is there to be asked: nothing is stored, and how to go on is said.
as 2 patient2 "$@"
says "--yes" err
as 2 patient2 consent exclude "$dossier" --role werkgever
stored 0 "stored without a yes"

# It can be read without being stored.
as 0 patient2 --lang nl "$@" --preview
says "$sentence" out
as 0 patient2 --json "$@" --preview
of sentences 0 >/dev/null
as 0 patient2 --lang nl consent grant "$dossier" --role werkgever --category gao --category plan --action read \
    --purpose tnw_traject --until "$until" --preview
says "Geen enkele werkgever kan dit zien, ook niet met uw toestemming: getuigschrift arbeidsongeschiktheid." out
stored 0 "stored by reading"

# A no stores nothing, nor does the end of input; what is neither is asked again.
types 1 nee "$@"
says "$sentence" out
says "Er is niets vastgelegd." out
types 1 misschien "$@"
[ "$(grep -o 'Wilt u dit zo vastleggen?' "$work/out" | wc -l)" -eq 2 ] || fail "not asked again"
stored 0 "stored after a no"

# A yes stores what was read.
types 0 ja "$@"
stored 1 "not stored after a yes"
types 0 j consent exclude "$dossier" --role werkgever
says "Uitsluiten gaat boven alles" out
types 1 n consent grant "$dossier" --preset drie_artsen_overleg
says "Elke huisarts, adviserend arts en preventieadviseur-arbeidsarts in uw dossier" out
stored 2 "a preset was stored after a no"
types 1 n "$@"
says "zegt dit alles al" out

# What no consent gives is not asked: the refusal tells it.
types 1 "" consent grant "$dossier" --role werkgever --category gao --action read --purpose tnw_traject --until "$until"
says "Geen enkele werkgever" out
! grep -q "Wilt u" "$work/out" || fail "asks what cannot be"

# Taking back is as many words as giving.
as 0 patient2 --json "$@" --yes
consent=$(of id)
as 2 patient2 consent withdraw "$dossier" "$consent"
types 1 nee consent withdraw "$dossier" "$consent"
says "$sentence" out
says "ook als u deze intrekt" out
as 0 patient2 --json consent show "$dossier" "$consent"
[ "$(of state)" = active ] || fail "withdrawn after a no"
types 0 ja consent withdraw "$dossier" "$consent"
as 0 patient2 --json consent show "$dossier" "$consent"
[ "$(of state)" = withdrawn ] || fail "not withdrawn after a yes"
