"""What of README.md is played otherwise than it is written, and why."""
DOCUMENT = "README.md"
AT_LEAST = 18

# Who types a command of the table.
PEOPLE = {"Dr. Peeters": "huisarts", "Jan": "patient", "Dr. Wouters": "adviserend_arts", "Dr. Claes": "arbeidsarts",
          "Sofie": "tnw_coordinator", "De Korenaar": "werkgever", "all": "huisarts", "Greet": "auditor"}

EVERYWHERE = [("/tmp/tnw-sandbox", "$ROOM/sandbox"),  # several runs at a time
              ("./dev ", "$SOURCE/dev ")]             # nothing is built beside the test: TNW_BIN_DIR names what there is

STEPS = [
    dict(step="$SOURCE/dev demo", skip="the first is the test `demo`, the second runs this test"),
    dict(step="$SOURCE/dev sandbox", after="sandbox=$!; wait_for test -f sandbox/sandbox.json"),
    dict(step="export PATH", replace=[
        ("export PATH=$PWD/build/dev/client/cli:$PATH", ":"),      # tnw is a function here
        ("--niss - ", "--niss - <<<85021595110 ")],                # from the card, or the keyboard
        before="$SOURCE/tests/scenario/cli/make_file.py pdf 30000 attest.pdf", after="cmp attest.pdf terug.pdf"),
    # Whom the steps before it brought in.
    dict(step="tnw fragment list willems", before="""
tnw --as huisarts dossier invite willems wouters adviserend_arts
tnw --as huisarts dossier invite willems korenaar werkgever
tnw --as huisarts fragment add willems fit_note --set from=2026-03-02 --set until=2026-05-01 --set hours_per_week=19 \\
    --set tasks=Onthaal --set restrictions=Geen"""),
    # At a terminal it asks, once the sentence was read; here nobody sits.
    dict(step="tnw consent grant willems", replace=[("consent grant willems", "consent grant willems --yes")]),
    # A question is asked in a thread, by a day to come.
    dict(step="tnw trio send @last", replace=[("2026-12-11", "$(date -d '+14 days' +%F)")], before="""
tnw --as adviserend_arts trio start willems --procedure tnw_traject --subject Hervatting --with peeters --with claes"""),
    dict(step="tnw fragment add willems doorverwijzing", before="""
tnw --as adviserend_arts fragment add willems arbeidspotentieel --set variant=insurance --set category=4 \\
    --set motivation=Mogelijk."""),
    # The server looks five minutes after its start.
    dict(step="tnw statistics show", before="tnwd statistics release --config sandbox/server/tnwd.conf"),
    dict(step="tnw dossier regie", before="""
tnw --as tnw_coordinator fragment add willems opvolging --set step=eerste_contact --set date="$(date +%F)" \\
    --set channel=visit --set present=true --set role_explained=true --set first_step_chosen=true --set consent_asked=true"""),
    # Each has another list, so another row is the engagement; played as the first of the three.
    dict(step="tnw fragment sign", before="""
tnw --as patient consent grant willems --yes --role adviserend_arts --role tnw_coordinator --category engagement \\
    --category plan --action read --purpose tnw_traject --until "$(date -d '+90 days' +%F)"
engagement=$(tnw --as tnw_coordinator fragment add willems engagement --set statement=Samen. | grep -o 'frg_[0-9A-Z]*')
tnw --as patient fragment list willems""", after="""
tnw --as tnw_coordinator fragment sign willems "$engagement" --version 1
cat >plan.json <<END
{"procedure": "tnw_traject", "goals": ["Weer aan het werk"], "end_result": "Halftijds aan het onthaal.",
 "actions": [{"what": "Gesprek", "who": "tnw_coordinator"}],
 "appointments": [{"date": "$(date -d '+30 days' +%F)", "who": "tnw_coordinator"}]}
END
! tnw --as tnw_coordinator fragment add willems plan --file plan.json
tnw --as adviserend_arts fragment sign willems "$engagement" --version 1"""),
    dict(step="tnw fragment list willems", before="tnw --as patient consent grant willems --yes --preset werkgever_plan",
         after="tnw --as werkgever fragment list willems | grep plan"),
    dict(step="tnw audit checkpoint --out", who="auditor"),
    dict(step="tnw access-log DOSSIER", who="patient", replace=[("DOSSIER", "willems"), ("CONSENT", '"$consent"')],
         before="consent=$(tnw --as patient consent list willems | grep -o 'cns_[0-9A-Z]*' | tail -n 1)"),
]

# The server's own end tells what a sanitizer found in it.
END = "kill -TERM $sandbox; wait $sandbox"
