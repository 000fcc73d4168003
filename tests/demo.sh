#!/bin/sh
# One story, played through tnw against a server of its own: demo.sh [--keep]. Started by ./dev demo.
# Every step is checked: what must work works, what must be refused is refused for the right reason.
set -eu

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
    "$tnw" --sandbox "$dir" --as "$who" "$@" >"$dir/out" 2>"$dir/err"
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

write_contents() {
    cat >"$dir/gao.json" <<EOF
{"begin": "$(date -d '-40 days' +%F)", "end": "$(date -d '+20 days' +%F)", "reason": "illness",
 "leaving_home": true, "note": "Rugklachten."}
EOF
    cat >"$dir/fit_note.json" <<EOF
{"from": "$(date -d '+20 days' +%F)", "until": "$(date -d '+80 days' +%F)", "hours_per_week": 19,
 "tasks": ["Administratief werk", "Onthaal"], "restrictions": ["Geen lasten boven 5 kg"]}
EOF
}

open_dossier() {
    tell "Dr. Peeters, huisarts, opens a dossier for Jan Willems and brings in the two other doctors."
    does huisarts dossier open --niss 85021595110 --name "Jan Willems" --start "$(date -d '-40 days' +%F)" \
        --employment employed
    dossier=$(first dos)
    does huisarts dossier invite "$dossier" "$(id_of adviserend_arts)" adviserend_arts
    does huisarts dossier invite "$dossier" "$(id_of arbeidsarts)" arbeidsarts

    tell "She adds the certificate of unfitness (gao) and what Jan still can do (fit_note)."
    does huisarts fragment add "$dossier" gao --file "$dir/gao.json"
    gao=$(first frg)
    does huisarts fragment add "$dossier" fit_note --file "$dir/fit_note.json"
    fit_note=$(first frg)
}

consent() {
    tell "Dr. Wouters, adviserend arts, may read the gao by law, but not the fit_note: Jan has not consented."
    sees adviserend_arts fragment show "$dossier" "$gao"
    refused consent_required adviserend_arts fragment show "$dossier" "$fit_note"

    tell "Jan consents: she may read the fit_note for 90 days, and the three doctors may confer."
    until=$(date -d '+90 days' +%F)
    does patient consent grant "$dossier" --role adviserend_arts --category fit_note --action read \
        --purpose tnw_traject --until "$until"
    consent=$(first cns)
    for role in huisarts adviserend_arts arbeidsarts; do
        does patient consent grant "$dossier" --role $role --category fit_note --action confer \
            --purpose tnw_traject --until "$until"
    done

    tell "Now she reads it."
    sees adviserend_arts fragment show "$dossier" "$fit_note"
    shows "Onthaal"
}

trio() {
    tell "TRIO: she asks the occupational doctor, Dr. Claes, a question."
    does adviserend_arts trio start "$dossier" --procedure tnw_traject --subject "Deeltijdse hervatting" \
        --with "$(id_of huisarts)" --with "$(id_of arbeidsarts)"
    thread=$(first thr)
    does adviserend_arts trio send "$thread" --kind vraag --text "Is halftijds onthaal mogelijk op deze werkpost?" \
        --fragment "$fit_note" --answer-by "$(date -d '+14 days' +%F)"
    question=$(first msg)

    tell "He finds it in his inbox, reads it and gives his advice."
    sees arbeidsarts inbox
    shows "$thread"
    does arbeidsarts trio read "$thread"
    does arbeidsarts trio send "$thread" --kind advies --text "Ja, met een zit-stabureau." --reply-to "$question"

    tell "Dr. Peeters reads along and closes the thread with the conclusion."
    sees huisarts trio read "$thread"
    shows "zit-stabureau"
    does huisarts trio close "$thread" --conclusion "Halftijds onthaal, met een zit-stabureau."
}

withdraw() {
    tell "Jan withdraws his consent. The very next read is refused."
    does patient consent withdraw "$dossier" "$consent"
    refused consent_required adviserend_arts fragment show "$dossier" "$fit_note"

    tell "Jan looks who saw, or tried to see, what."
    sees patient access-log "$dossier" --language en
    shows "Els Wouters.* read a document.*this was allowed, because you consented"
    shows "Els Wouters.* tried to read a document.*this was not allowed, because you withdrew your consent"

    tell "The auditor reads the log: who, when, what and on which ground, but no content."
    sees auditor audit list --dossier "$dossier"
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

  $tnw --sandbox $dir --as patient dossier list
  $tnw --sandbox $dir --as patient access-log $dossier

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
write_contents
open_dossier
consent
trio
withdraw
farewell
