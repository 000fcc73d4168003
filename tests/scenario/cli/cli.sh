#!/bin/sh
# The command line against a real server: each command, its exit status, and that data and messages keep apart.
# usage: cli.sh BUILD_DIR SANDBOX_JSON
set -eu
build=$(cd "$1" && pwd)
sandbox=$(dirname "$2")
source=$(cd "$(dirname "$0")/../../.." && pwd)
tnw=$build/client/cli/tnw
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" TZ=UTC
unset TNW_URL TNW_CA TNW_CERT TNW_KEY TNW_P12 TNW_P12_PASSWORD TNW_ROLE TNW_ACTOR TNW_PURPOSE TNW_PROFILE 2>/dev/null ||
    true

fail() {
    echo "cli: $*" >&2
    sed 's/^/  out: /' "$work/out" >&2
    sed 's/^/  err: /' "$work/err" >&2
    exit 1
}

# expect STATUS WHO COMMAND...: runs as that actor of the sandbox; what it says is in out and err.
expect() {
    wanted=$1
    who=$2
    shift 2
    status=0
    "$tnw" --sandbox "$sandbox" --as "$who" "$@" >"$work/out" 2>"$work/err" </dev/null || status=$?
    [ "$status" -eq "$wanted" ] || fail "$who: tnw $*: exit status $status instead of $wanted"
    if [ "$wanted" -ne 0 ]; then
        [ ! -s "$work/out" ] || fail "$who: tnw $*: a refusal prints data"
        [ -s "$work/err" ] || fail "$who: tnw $*: a refusal says nothing"
    fi
}

says() {
    grep -qF -- "$1" "$work/$2" || fail "does not say \"$1\" on $2"
}

lacks() {
    ! grep -qF -- "$1" "$work/$2" || fail "says \"$1\" on $2"
}

# of MEMBER: a member of the JSON on out; actor NAME MEMBER: of the sandbox.
of() {
    python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))[sys.argv[2]])' "$work/out" "$1"
}
actor() {
    python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["actors"][sys.argv[2]][sys.argv[3]])' \
        "$sandbox/sandbox.json" "$1" "$2"
}

example=$source/schemas/examples/fit_note
until=$(date -d '+30 days' +%F)

# Who is who, and who is nobody.
expect 0 huisarts me
says "general practitioner" out
expect 1 unknown me
says "actor_unknown" err
expect 3 expired me
says "Your certificate expired on" err
expect 3 revoked me
says "refused your certificate" err
expect 3 foreign me
says "does not know its issuer" err
lacks "OpenSSL" err
expect 3 serverauth me
says "not meant for clients" err
lacks "OpenSSL" err
expect 1 huisarts --role auditor dossier list
says "role_not_held" err
expect 2 huisarts --role "a b" me

# Without the network: what it is, and how it is used.
expect 0 huisarts --version
says "tnw 0" out
expect 0 huisarts -h
says "About tnw itself:" out
expect 0 huisarts trio send -h
says "--text" out

# With --json what is refused is JSON too.
expect 1 huisarts --json --role auditor dossier list
[ "$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["code"])' "$work/err")" = role_not_held ] ||
    fail "an error with --json is not JSON"
expect 2 huisarts --json dossier show ../me
python3 -m json.tool "$work/err" >"$work/null" || fail "an own error with --json is not JSON"
expect 2 huisarts dossier show --nonsense --json
python3 -m json.tool "$work/err" >"$work/null" || fail "an error in front of --json is not JSON"

# A profile speaks of files beside it; a role of which it is too sure does not hide who one is.
mkdir "$work/profile"
cp "$(actor huisarts cert)" "$work/profile/me.pem"
cp "$(actor huisarts key)" "$work/profile/me.key"
cp "$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["ca"])' "$sandbox/sandbox.json")" "$work/profile/ca.pem"
cat >"$work/profile/profile.ini" <<EOF
[me]
url = $(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["url"])' "$sandbox/sandbox.json")
ca = ca.pem
cert = me.pem
key = me.key
role = auditor
EOF
(cd / && "$tnw" --profile "$work/profile/profile.ini" me) >"$work/out" 2>"$work/err" || fail "a profile elsewhere"
says "general practitioner" out
status=0
"$tnw" --profile "$work/profile/profile.ini" dossier list >"$work/out" 2>"$work/err" || status=$?
[ "$status" -eq 1 ] || fail "the profile's role does not count: $status"
expect 1 huisarts --role auditor me
expect 2 nobody me
expect 2 huisarts dossier show

# A dossier of patient2.
expect 0 huisarts --json dossier open --niss "$(actor patient2 niss)" --name "Naam van de patiënt" \
    --start 2026-01-05 --employment employed
dossier=$(of id)
expect 1 huisarts dossier open --niss 1 --name N --start 2026-01-05 --employment employed
says "/patient/niss" err
expect 0 huisarts dossier list
says "$dossier" out
expect 0 huisarts dossier find --niss "$(actor patient2 niss)"
says "$dossier" out
expect 0 huisarts dossier invite "$dossier" "$(actor adviserend_arts id)" adviserend_arts
expect 0 huisarts dossier invite "$dossier" "$(actor arbeidsarts id)" arbeidsarts
expect 0 huisarts dossier show "$dossier"
says "$(actor arbeidsarts id)" out
# Its facts; its steps for other programs, and for paper.
expect 0 huisarts dossier facts "$dossier"
says "employee" out
echo '{"region":"brussel","route":null}' >"$work/facts.json"
expect 1 huisarts dossier facts "$dossier" --file "$work/facts.json" # the route is not a huisarts' to set
echo '{"region":"brussel"}' >"$work/facts.json"
expect 0 huisarts dossier facts "$dossier" --file "$work/facts.json"
says "Brussels" out
expect 0 huisarts calendar "$dossier"
says "BEGIN:VEVENT" out
expect 0 huisarts --lang fr sheet "$dossier"
says '<html lang="fr">' out
expect 0 huisarts dossier remove "$dossier" "$(actor arbeidsarts id)"
expect 4 arbeidsarts dossier show "$dossier"
expect 4 huisarts dossier show dos_00000000000000000000000000
expect 2 huisarts dossier show ../me

# Its process: what is coming, who does what, who keeps the overview, what stands still.
expect 0 huisarts --lang nl timeline "$dossier"
says "Inschatting in de vierde maand" out
expect 0 patient2 --lang fr timeline "$dossier" --full
says "Questionnaire de votre mutualité" out
expect 0 huisarts dossier team "$dossier"
says "give it with tnw dossier regie" err
expect 0 huisarts dossier invite "$dossier" "$(actor werkgever id)" werkgever
expect 0 werkgever dossier team "$dossier"
says "speak of it with the occupational doctor" err
lacks "dossier regie" err
expect 0 huisarts dossier remove "$dossier" "$(actor werkgever id)"
expect 0 huisarts dossier regie "$dossier" peeters
says "Dr. An Peeters" out
expect 0 huisarts dossier team "$dossier"
lacks "Nobody keeps the overview" err
expect 0 adviserend_arts suspension begin "$dossier" --procedure tnw_traject --from "$(date +%F)" --reason "Opname"
expect 0 adviserend_arts suspension end "$dossier" @last
says "Opname" out
expect 4 arbeidsarts timeline "$dossier"

# A fragment, seen and not seen.
expect 0 huisarts --json fragment add "$dossier" fit_note --file "$example/valid-all-members.json"
fragment=$(of id)
expect 1 huisarts fragment add "$dossier" fit_note --file "$example/invalid-from-missing.json"
says "/content/from" err
expect 2 huisarts fragment add "$dossier" fit_note --file /dev/null
expect 8 huisarts fragment add "$dossier" fit_note --file "$work/none"
expect 0 huisarts fragment amend "$dossier" "$fragment" --file "$example/valid-hours-only.json"
expect 5 huisarts fragment amend "$dossier" "$fragment" --file "$example/valid-hours-only.json" --if-version 1
says "version_conflict" err
expect 0 huisarts --json fragment show "$dossier" "$fragment" --version 1
[ "$(of version)" = 1 ] || fail "not version 1"
expect 0 huisarts fragment list "$dossier"
says "$fragment" out
expect 1 adviserend_arts fragment show "$dossier" "$fragment"
says "What you may now and what never: tnw policy explain" err

# A wrong one, and a statement that is signed.
expect 0 huisarts --json fragment add "$dossier" fit_note --file "$example/valid-hours-only.json"
wrong=$(of id)
expect 2 huisarts fragment retract "$dossier" "$wrong"
expect 0 huisarts fragment retract "$dossier" "$wrong" --reason "Verkeerde patiënt"
says "retracted" out
expect 5 huisarts fragment retract "$dossier" "$wrong" --reason "Nog eens"
expect 0 patient2 fragment show "$dossier" "$wrong"
says "Verkeerde patiënt" out
expect 0 huisarts dossier invite "$dossier" "$(actor tnw_coordinator id)" tnw_coordinator
echo '{"statement": "Wij gaan ervoor."}' >"$work/statement.json"
expect 0 tnw_coordinator --json fragment add "$dossier" engagement --file "$work/statement.json"
statement=$(of id)
expect 2 patient2 fragment sign "$dossier" "$statement"
expect 5 patient2 fragment sign "$dossier" "$statement" --version 2
expect 0 patient2 fragment sign "$dossier" "$statement" --version 1
says "signed by" out
expect 5 patient2 fragment sign "$dossier" "$statement" --version 1
expect 0 tnw_coordinator fragment show "$dossier" "$statement"
says "patient" out

# Why not, and what would change it.
expect 0 adviserend_arts --lang nl policy explain "$dossier" --category fit_note
says "mag niet" out
says "tnw consent grant $dossier --actor $(actor adviserend_arts id) --category fit_note --action read" out
expect 0 adviserend_arts policy explain "$dossier"
says "never write" out

# Consent: only with it, and only while it lasts.
expect 0 patient2 --json consent grant "$dossier" --yes --role adviserend_arts --category fit_note --action read \
    --action confer --purpose tnw_traject --until "$until"
consent=$(of id)
expect 1 huisarts consent grant "$dossier" --yes --role huisarts --category fit_note --action confer \
    --purpose tnw_traject --until "$until"
says "evidence_required" err
expect 0 huisarts consent grant "$dossier" --yes --role huisarts --category fit_note --action confer \
    --purpose tnw_traject --until "$until" --evidence paper --reference "map 3"
expect 0 adviserend_arts fragment show "$dossier" "$fragment"
expect 0 patient2 consent list "$dossier"
says "$consent" out
expect 0 patient2 consent show "$dossier" "$consent"

# Several in one act, all or none, told by the sentence that the patient reads.
expect 0 patient2 --lang nl consent grant "$dossier" --yes --role huisarts --actor "$(actor arbeidsarts id)" --category fit_note \
    --action read --purpose tnw_traject --until "$until"
says "Dr. Tom Claes (preventieadviseur-arbeidsarts) mag dit lezen" out
[ "$(grep -c '^@[12]  cns_' "$work/out")" -eq 2 ] || fail "not two consents"
expect 1 patient2 consent grant "$dossier" --yes --role huisarts --role werkgever --category diagnose --action read \
    --purpose tnw_traject --until "$until"
expect 0 patient2 --lang fr consent presets "$dossier"
says "drie_artsen_overleg" out
says "Mes trois médecins" out

# Who can help: kept by the beheerder and by whom it is about, found by everybody, and who looks after an employer's workers.
cat >"$work/fiche.json" <<END
{"actor": "$(actor fonds id)", "kind": "preventiedienst", "name": "Préventie Gent", "place": "Gent", "zones": ["Gent"],
 "help": ["work_adaptation"], "about": {"nl": "Past werk aan."}, "referral_needed": false,
 "professional": {"contacts": [{"name": "An Geheim", "phone": "09 11"}]}}
END
expect 0 beheerder fiche add --file "$work/fiche.json"
says "An Geheim" out
expect 0 patient2 --lang nl fiche list --q 'PREVENTIE ge' --offers work_adaptation --zone Gent
says "aangepast werk" out
lacks "Geheim" out
expect 0 patient2 --lang fr fiche show 'preventie gent'
says "pas nécessaire" out
lacks "Geheim" out
says "fic_" err
expect 0 huisarts fiche show 'prev gent' --professional
says "An Geheim" out
expect 1 patient2 fiche show @last --professional
says "role_not_allowed" err
expect 0 huisarts --json fiche show @last
sed 's/Past werk aan/Kijkt naar de werkpost/' "$work/out" >"$work/fiche.json"
expect 1 huisarts fiche edit @last --file "$work/fiche.json"
says "role_not_allowed" err
expect 0 fonds fiche edit 'prev gent' --file "$work/fiche.json"
says "Kijkt naar de werkpost" out
says "An Geheim" out
expect 0 fonds fiche verify @last
expect 2 huisarts fiche edit @last --file /dev/null
expect 0 huisarts services 'BE 0999.000.129'
says "No prevention service is known" err
expect 1 werkgever services 0999000327
says "role_not_allowed" err
expect 0 patient2 --lang fr measures --whom employee --region vlaanderen
says "Accompagnement de carrière" out
says "pas connu" out
expect 2 patient2 consent grant "$dossier" --yes --preset drie_artsen_overleg --role huisarts
expect 2 patient2 consent grant "$dossier" --yes --role huisarts
expect 2 patient2 consent exclude "$dossier" --yes --role huisarts --role werkgever

# A professional reads what they would ask, then asks; the patient answers once.
expect 0 huisarts --lang nl consent request "$dossier" --category quickscan --action read --purpose tnw_traject \
    --text "Voor ons gesprek." --preview
says "mag dit lezen, voor het TNW-traject" out
expect 0 huisarts --lang nl consent requests "$dossier"
lacks "mag dit lezen" out
expect 0 huisarts --json consent request "$dossier" --category quickscan --action read --purpose tnw_traject \
    --text "Voor ons gesprek."
request=$(of id)
expect 0 patient2 --lang nl consent requests "$dossier"
says "mag dit lezen, voor het TNW-traject" out
expect 0 patient2 consent answer "$dossier" "$request" yes
says "yes" out
expect 5 patient2 consent answer "$dossier" "$request" no

# TRIO, with text that would repaint the terminal.
expect 0 huisarts --json trio start "$dossier" --procedure tnw_traject --subject "Hoeveel?" \
    --with "$(actor adviserend_arts id)"
thread=$(of id)
expect 0 huisarts --json trio send "$thread" --kind vraag --text "$(printf 'Uren?\033[2J')" --answer-by "$until"
message=$(of id)
expect 0 adviserend_arts todo
says "Questions to you" out
says "$until" out
says "Hoeveel?" out
lacks "Uren?" out
expect 0 huisarts todo
says "Your questions without an answer" out
says "$message" out
expect 0 adviserend_arts --lang nl todo --before 2000-01-01
says "Er is niets te doen." out
expect 0 patient2 todo
expect 0 adviserend_arts trio ack "$thread" "$message"
# An answer is one to the only question that waits; of several it must be said.
expect 0 adviserend_arts --json trio send "$thread" --kind antwoord --text "Vier."
says "\"reply_to\":\"$message\"" out
expect 0 huisarts --json trio send "$thread" --kind vraag --text "En in mei?"
message=$(of id)
expect 0 huisarts trio send "$thread" --kind vraag --text "En in juni?"
expect 2 adviserend_arts trio send "$thread" --kind antwoord --text "Acht."
says "--reply-to" err
expect 0 adviserend_arts trio send "$thread" --kind antwoord --text "Acht." --reply-to "$message"
expect 0 adviserend_arts trio send "$thread" --kind antwoord --text "Ook acht."
expect 0 adviserend_arts trio read "$thread"
says 'Uren?\u001b[2J' out
grep -q '^from  *Dr\. An Peeters$' "$work/out" || fail "the author of a message is not shown by name"
grep -q '^read by  *Dr\. Els Wouters, ' "$work/out" || fail "the reader of a message is not shown by name"
if LC_ALL=C grep -q "$(printf '\033')" "$work/out"; then
    fail "a control character reaches the terminal"
fi
# What is long or private is not typed on the command line.
printf 'Regel een\nregel twee\n' >"$work/text"
expect 0 huisarts trio send "$thread" --kind vraag --file "$work/text"
"$tnw" --sandbox "$sandbox" --as huisarts trio send "$thread" --kind vraag --text - <"$work/text" >"$work/out" 2>"$work/err" ||
    fail "a message from standard input"
expect 0 huisarts --json trio read "$thread"
[ "$(grep -oF '"text":"Regel een\nregel twee"' "$work/out" | wc -l)" -eq 2 ] || fail "a text does not come whole"
expect 0 huisarts trio send "$thread" --kind vraag --to "$(actor adviserend_arts id)" --text "Aan u." --answer-by "$until"
says "Dr. Els Wouters" out
expect 1 huisarts trio send "$thread" --kind vraag --to "$(actor arbeidsarts id)" --text "Aan wie?"
expect 1 huisarts trio send "$thread" --kind vraag --step m4_contact --text "Wie beslist dat?"
expect 2 huisarts trio send "$thread" --kind vraag
expect 2 huisarts trio send "$thread" --kind vraag --text Een --file "$work/text"
expect 2 huisarts trio send "$thread" --kind vraag --text -
expect 2 huisarts trio close "$thread"
expect 0 huisarts trio close "$thread" --file "$work/text"
expect 5 huisarts trio send "$thread" --kind vraag --text "Nog iets?"
expect 0 huisarts trio list "$dossier"
says "$thread" out
expect 0 adviserend_arts inbox
says "new message: question" out
says "$until" out
expect 0 adviserend_arts inbox --seen 2
expect 0 adviserend_arts inbox --seen 1
says "2" out
expect 0 adviserend_arts inbox
says "You have seen all up to 2." err
expect 1 adviserend_arts inbox --seen 9999
expect 2 adviserend_arts inbox --seen all

# Withdrawn is over.
expect 0 patient2 consent withdraw "$dossier" --yes "$consent"
expect 1 adviserend_arts fragment show "$dossier" "$fragment"
expect 0 patient2 consent exclude "$dossier" --yes --actor "$(actor arbeidsarts id)"

# Who saw what, in the language of the locale or the one that is asked for, one sentence a line.
expect 0 patient2 --json access-log "$dossier"
says '"action":"fragment.read"' out
says '"decision":"deny"' out
LC_ALL=C
export LC_ALL
expect 0 patient2 access-log "$dossier"
says "Dr. Els Wouters (medical adviser of the sickness fund" out
says "this was not allowed, because you withdrew your consent." out
LC_ALL=fr_BE.UTF-8
expect 0 patient2 access-log "$dossier" --limit 3
says "Vous avez consulté la liste des accès à votre dossier" out
[ "$(wc -l <"$work/out")" -eq 3 ] || fail "not three lines"
says "Il y en a d'autres : ajoutez --after" err
expect 0 patient2 access-log "$dossier" --language de
says "Sie haben Ihre Zustimmung zurückgezogen." out
expect 0 patient2 access-log "$dossier" --language nl --fold
says "keer " out
unset LC_ALL
expect 2 patient2 access-log "$dossier" --language nl --language fr
# With --verify the same page in the same words, and that it is proven.
expect 0 patient2 access-log "$dossier" --language nl --verify --limit 2
says "U hebt op" out
says "none changed, none missing" out
says "There is more: add --after" err
page=$(sed -n 's/^There is more: add --after //p' "$work/err")
[ "$(sed '/^$/q' "$work/out" | wc -l)" -eq 3 ] || fail "not two lines and an empty one"
expect 0 patient2 access-log "$dossier" --language nl --after "$page" --verify
expect 0 patient2 access-log "$dossier" --language fr --fold --verify
says " fois" out
says "none changed, none missing" out
expect 0 patient2 --json access-log "$dossier" --fold --verify
python3 -c 'import json, sys
all = json.load(open(sys.argv[1]))
assert all["holds"] and any(item["count"] > 1 for item in all["items"])' "$work/out" || fail "no page with the proof"
expect 1 patient2 access-log "$dossier" --language es --verify
expect 1 patient2 access-log "$dossier" --language es
expect 1 huisarts access-log "$dossier"
expect 0 patient2 inbox
says "first access" out
expect 0 auditor audit list --dossier "$dossier" --limit 3
says "There is more: add --after" err
today=$(date -u +%F)
expect 0 auditor audit list --dossier "$dossier" --action consent.withdraw --decision permit --ground own_dossier \
    --actor "$(actor patient2 id)" --from 2026-01-01 --until "$(date -u -d "$today + 2 days" +%F)"
says "consent.withdraw" out
lacks "consent.give" out
expect 0 auditor audit list --dossier "$dossier" --until 2020-01-01
lacks "$dossier" out
expect 1 auditor audit list --decision perhaps
says "decision must be permit, deny or fail" err
expect 1 auditor audit list --from yesterday
expect 0 auditor audit show 1
expect 1 huisarts audit list
expect 2 auditor audit show x

# The registry.
expect 0 huisarts actor list --role arbeidsarts
says "$(actor arbeidsarts id)" out
expect 0 huisarts actor change "$(actor huisarts id)" --phone "016 12 34 56"
says "016 12 34 56" out
expect 0 beheerder actor certificates "$(actor huisarts id)"
says "$(openssl x509 -in "$(actor huisarts cert)" -noout -fingerprint -sha256 | sed 's/.*=//; s/://g' | tr 'A-F' 'a-f')" out
expect 1 huisarts actor certificates "$(actor huisarts2 id)"
expect 0 beheerder certificate ending --before 2400-01-01
says "$(actor huisarts id)" out
expect 0 beheerder certificate ending --before 2020-01-01
lacks "$(actor huisarts id)" out
expect 1 huisarts certificate ending
expect 1 huisarts actor disable "$(actor huisarts2 id)"
expect 1 beheerder actor add --name "$(printf 'An \342\200\256sreteeP')" --role huisarts --niss 93031895690
says "/name" err

# One's own registration ends only with a yes.
beheerder=$(actor beheerder id)
expect 2 beheerder actor disable "$beheerder"
says "your own registration" err
expect 2 beheerder actor change "$beheerder" --state disabled
for answer in no '' yes; do
    status=0
    echo "$answer" | "$tnw" --sandbox "$sandbox" --as beheerder actor disable "$beheerder" >"$work/out" 2>"$work/err" || status=$?
    case $answer:$status in
    yes:0 | no:2 | :2) ;;
    *) fail "\"$answer\" to ending one's own registration: $status" ;;
    esac
done
expect 1 beheerder actor show "$beheerder"
says "actor_disabled" err
expect 0 patient2 dossier close "$dossier"
expect 5 huisarts fragment add "$dossier" fit_note --file "$example/valid-hours-only.json"

# From the environment, a profile, and a PKCS#12 file.
url=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["url"])' "$sandbox/sandbox.json")
mkdir -p "$work/.config/tnw"
printf '[dokter]\nurl = %s\nca = %s\np12 = %s\n' "$url" "$sandbox/pki/ca.pem" "$(actor huisarts p12)" \
    >"$work/.config/tnw/profile.ini"
"$tnw" me >"$work/out" 2>"$work/err" || fail "from the profile"
TNW_CERT=$(actor patient cert) TNW_KEY=$(actor patient key) "$tnw" me >"$work/out" 2>"$work/err" ||
    fail "the environment before the profile"
says "patient" out
status=0
TNW_CA=$sandbox/foreign/ca.pem "$tnw" me >"$work/out" 2>"$work/err" || status=$?
[ "$status" -eq 3 ] || fail "a server of an unknown issuer: exit status $status"
says "tls_server" err
echo "every command as expected"
