#!/bin/sh
# One story, played through tnw against a server of its own: demo.sh [--keep]. Started by ./dev demo.
# Every step is checked: what must work works, what must be refused is refused for the right reason.
set -eu
export LC_ALL=C.UTF-8 # what is looked for below is in the words of one language

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
keep=no sandbox_pid='' dir='' step=0

die() {
    echo "demo: $*" >&2
    exit 1
}

# shellcheck disable=SC2317 # called by the trap
clean_up() {
    status=$?
    trap '' EXIT INT TERM
    if [ -n "$sandbox_pid" ]; then
        kill -TERM "$sandbox_pid" 2>/dev/null || :
        wait "$sandbox_pid" || {
            cat "$dir/sandbox.log" "$dir/tnwd.log" >&2
            [ $status -ne 0 ] || status=1
        }
    fi
    [ -z "$dir" ] || rm -rf "$dir"
    exit $status
}

find_tnw() {
    for tnw in "${TNW_BIN_DIR:?names the build folder}/tnw" "$TNW_BIN_DIR/client/tnw" "$TNW_BIN_DIR/client/cli/tnw"; do
        [ ! -x "$tnw" ] || return 0
    done
    die "$TNW_BIN_DIR holds no tnw"
}

start_server() {
    dir=$(mktemp -d /tmp/tnw-demo.XXXXXX)
    "$here/sandbox.sh" "$dir" </dev/null >"$dir/sandbox.log" 2>&1 &
    sandbox_pid=$!
    until [ -f "$dir/sandbox.json" ]; do
        kill -0 "$sandbox_pid" 2>/dev/null || {
            cat "$dir/sandbox.log" >&2
            die "the server did not start"
        }
        sleep 0.1
    done
}

id_of() {
    cat "$dir/actors/$1.id"
}

# first PREFIX: the first id of that kind in what the last step printed.
first() {
    grep -o "$1_[0-9A-Za-z]*" "$dir/out" | head -n 1
}

tell() {
    step=$((step + 1))
    printf '\n%2d. %s\n' $step "$*"
}

# call WHO COMMAND...: shows it as one would type it, then runs it.
call() {
    who=$1
    shift
    printf '    $ tnw --as %s' "$who"
    for word in "$@"; do
        case $word in
        *[!A-Za-z0-9_./-]*) printf ' "%s"' "$word" ;;
        *) printf ' %s' "$word" ;;
        esac
    done
    echo
    "$tnw" --lang en --sandbox "$dir" --as "$who" "$@" >"$dir/out" 2>"$dir/err"
}

# does WHO COMMAND...: it has to work; the first line of the answer is enough.
does() {
    call "$@" || {
        cat "$dir/out" "$dir/err" >&2
        die "step $step should have worked"
    }
    sed -n '1s/^/      /p' "$dir/out"
}

# sees WHO COMMAND...: the same, with the whole answer.
sees() {
    does "$@"
    sed -n '2,$s/^/      /p' "$dir/out"
}

# refused CODE WHO COMMAND...: it has to be refused, with that code.
refused() {
    code=$1
    shift
    ! call "$@" || die "step $step should have been refused"
    sed 's/^/      /' "$dir/err"
    grep -q "$code" "$dir/err" || die "step $step should have been refused with $code"
}

# shows TEXT: the last step's output has to hold it.
shows() {
    grep -q -- "$1" "$dir/out" || die "step $step does not show $1"
}

# day OFFSET: such as +20
day() {
    date -d "$1 days" +%F
}

first_day() {
    tell "Dr. Peeters, huisarts, opens a dossier for Jan Willems, and brings in whom he needs."
    does huisarts dossier open --niss 85021595110 --name "Jan Willems" --start "$(day -100)" --employment employed
    dossier=$(first dos)
    does huisarts dossier invite willems wouters adviserend_arts
    does huisarts dossier invite willems claes arbeidsarts
    does huisarts dossier invite willems jacobs tnw_coordinator
    does huisarts dossier invite willems korenaar werkgever

    tell "She certifies that he cannot work (gao), and writes what he still can do (fit_note)."
    does huisarts fragment add willems gao --set begin="$(day -40)" --set end="$(day +20)" --set reason=illness
    gao=$(first frg)
    does huisarts fragment add willems fit_note --set from="$(day +0)" --set until="$(day +60)" \
        --set hours_per_week=19 --set tasks=Onthaal --set restrictions="Geen lasten boven 5 kg"
    fit_note=$(first frg)

    tell "Jan sees what is coming, who does it, and by when."
    sees patient timeline willems
    shows "Contact in month 4"
}

consent() {
    tell "Dr. Wouters, adviserend arts of his fund, may read the gao by law, not the fit_note: Jan has not consented."
    does adviserend_arts fragment show willems "$gao"
    refused consent_required adviserend_arts fragment show willems "$fit_note"

    tell "Jan consents, in one act, in a sentence that he reads: his three doctors may confer."
    sees patient consent grant willems --yes --preset drie_artsen_overleg

    tell "Now she reads it. And Jan lets both see what the traject needs."
    sees adviserend_arts fragment show willems "$fit_note"
    shows "Onthaal"
    does patient consent grant willems --yes --preset traject_samen
}

trio() {
    tell "TRIO: she asks the occupational doctor, Dr. Claes, a question."
    does adviserend_arts trio start willems --procedure tnw_traject --subject "Deeltijdse hervatting" \
        --with peeters --with claes
    does adviserend_arts trio send @last --kind vraag --text "Is halftijds onthaal mogelijk op deze werkpost?" \
        --fragment "$fit_note" --answer-by "$(day +14)"

    tell "It stands among what he is to do. He answers."
    sees arbeidsarts todo
    shows "Deeltijdse hervatting"
    does arbeidsarts trio list willems
    does arbeidsarts trio read @1
    does arbeidsarts trio send @last --kind advies --text "Ja, met een zit-stabureau." --reply-to @1
}

traject() {
    tell "Dr. Wouters estimates that work is possible (category 4) and refers Jan to the coordinator of the fund."
    does adviserend_arts fragment add willems arbeidspotentieel --set variant=insurance --set category=4 \
        --set motivation="Aangepast werk is mogelijk."
    does adviserend_arts fragment add willems doorverwijzing --set to_role=tnw_coordinator --set purpose=tnw_traject \
        --set reason="Wil graag terug naar werk."

    tell "Sofie Jacobs, TNW-coordinator, speaks with him within the month, and keeps the overview from now on."
    does tnw_coordinator fragment add willems opvolging --set step=eerste_contact --set date="$(day +0)" \
        --set channel=visit --set present=true --set role_explained=true \
        --set first_step_chosen=true --set consent_asked=true
    does tnw_coordinator dossier regie willems jacobs

    tell "They commit themselves: three signatures, each with its own certificate. Before the third there is no plan."
    does tnw_coordinator fragment add willems engagement --set statement="We werken samen aan een terugkeer."
    engagement=$(first frg)
    sees patient fragment list willems
    does patient fragment sign willems @6 --version 1
    does tnw_coordinator fragment sign willems "$engagement" --version 1
    write_plan
    refused invalid_body tnw_coordinator fragment add willems plan --file "$dir/plan.json"
    does adviserend_arts fragment sign willems "$engagement" --version 1
    does tnw_coordinator fragment add willems plan --file "$dir/plan.json"
    plan=$(first frg)
}

write_plan() {
    cat >"$dir/plan.json" <<EOF
{"procedure": "tnw_traject", "goals": ["Weer aan het werk in de bakkerij"], "end_result": "Halftijds aan het onthaal.",
 "actions": [{"what": "Gesprek met de leidinggevende", "who": "tnw_coordinator"}],
 "appointments": [{"date": "$(day +30)", "who": "tnw_coordinator"}]}
EOF
}

employer() {
    tell "The employer sees nothing of this until Jan says so, and never what is medical."
    refused consent_required werkgever fragment show willems "$plan"
    does patient consent grant willems --yes --preset werkgever_plan
    sees werkgever fragment list willems
    sees werkgever fragment show willems @1
    shows "Halftijds aan het onthaal"
    refused consent_required werkgever fragment show willems "$gao"

    tell "Who does what next, for all who take part."
    sees patient dossier team willems
    shows "Sofie Jacobs"
}

withdraw() {
    tell "Jan withdraws what he gave the doctor of his fund. The very next read is refused."
    does patient consent list willems
    consent=$(grep ' medical adviser .*note of what you can still do' "$dir/out" | grep -o 'cns_[0-9A-Z]*')
    does patient consent withdraw willems --yes "$consent"
    refused consent_required adviserend_arts fragment show willems "$fit_note"

    tell "He looks who saw, or tried to see, what; here only what the doctor of his fund read."
    call patient access-log willems --language en --limit 200 || die "step $step should have worked"
    grep 'Els Wouters.*read a document' "$dir/out" | sed 's/^/      /'
    shows "Els Wouters.* read a document.*this was allowed, because you consented"
    shows "Els Wouters.* tried to read a document.*this was not allowed, because you withdrew your consent"

    tell "The auditor reads the log: who, when, what and on which ground, but no content."
    sees auditor audit list --dossier "$dossier" --action fragment.read
    shows "$(id_of adviserend_arts).*fragment.read.*permit.*consent:$consent"
    shows "$(id_of adviserend_arts).*fragment.read.*deny.*consent_withdrawn:$consent"
    ! grep -q "Onthaal\|Jan Willems\|85021595110" "$dir/out" || die "the audit log holds personal content"
}

farewell() {
    echo
    echo "All $step steps went as they should."
    [ $keep = yes ] || return 0
    trap '' EXIT INT TERM
    cat <<EOF

The server goes on at $(sed -n 's/.*"url": "\([^"]*\)".*/\1/p' "$dir/sandbox.json"). Try:

  $tnw --sandbox $dir --as patient timeline willems
  $tnw --sandbox $dir --as patient access-log willems

In a browser: trust $dir/pki/ca.pem, take $dir/actors/patient.p12 (no password) as your certificate, and open it.
Another person is another .p12. Without a certificate one gets
$(sed -n 's/.*"landing_url": "\([^"]*\)".*/\1/p' "$dir/sandbox.json"), which says how to come in.

Everybody's names are in $dir/sandbox.json. To end it: kill $sandbox_pid; then remove $dir
EOF
}

case ${1:-} in
'') ;;
--keep) keep=yes ;;
*) die "takes --keep or nothing" ;;
esac
find_tnw
trap clean_up EXIT
trap 'exit 130' INT TERM
start_server
first_day
consent
trio
traject
employer
withdraw
farewell
