#!/bin/sh
# The patient's archive by hand: all that they may read of their dossier is in one tar, which is verified without the
# server; what is changed in it, taken out or put in is found and named; nobody but the patient makes one.
# usage: archive_cli.sh BUILD_DIR SANDBOX_JSON
set -eu
build=$(cd "$1" && pwd)
sandbox=$(dirname "$2")
here=$(cd "$(dirname "$0")" && pwd)
source=$(cd "$here/../../.." && pwd)
tnw=$build/client/cli/tnw
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" TZ=UTC
unset TNW_URL TNW_CA TNW_CERT TNW_KEY TNW_P12 TNW_P12_PASSWORD TNW_ROLE TNW_ACTOR TNW_PURPOSE TNW_PROFILE 2>/dev/null ||
    true
. "$here/asks.sh"
cd "$work"

actor() {
    python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["actors"][sys.argv[2]][sys.argv[3]])' \
        "$sandbox/sandbox.json" "$1" "$2"
}

"$here/make_file.py" pdf 200000 verslag.pdf
"$here/make_file.py" png 40 foto.png
note=$source/schemas/examples/fit_note/valid-hours-only.json
as 0 huisarts --json dossier open --niss "$(actor patient niss)" --name "Jan Willems" --start 2026-01-05 \
    --employment employed
dossier=$(of id)
as 0 huisarts dossier invite "$dossier" "$(actor arbeidsarts id)" arbeidsarts
as 0 patient consent grant "$dossier" --yes --role huisarts --role arbeidsarts --category fit_note --action read \
    --action confer --purpose tnw_traject --until "$(date -d '+30 days' +%Y-%m-%d)"
as 0 huisarts --json fragment add "$dossier" fit_note --file "$note" --attach verslag.pdf
fragment=$(of id)
as 0 huisarts fragment amend "$dossier" "$fragment" --set hours_per_week=20
as 0 huisarts --json trio start "$dossier" --procedure tnw_traject --subject Terugkeer \
    --with "$(actor arbeidsarts id)"
thread=$(of id)
as 0 huisarts trio send "$thread" --kind vraag --text "Kan dit?" --attach foto.png

# Nobody but the patient; nothing is left where it is not whole, nor put over what is there.
as 4 bemiddelaar dossier archive "$dossier" not_theirs.tar
as 1 huisarts dossier archive "$dossier" theirs.tar
[ ! -e theirs.tar ] && [ ! -e not_theirs.tar ] || fail "half an archive was left behind"
as 0 patient dossier archive "$dossier" mine.tar
says "tnw archive verify mine.tar" err
as 2 patient dossier archive "$dossier" mine.tar
[ "$(stat -c %a mine.tar)" = 600 ] || fail "others can read it"

# Any tar reads it, and what is in it is what was sent in.
tar -tf mine.tar >names
[ "$(head -1 names)" = dossier.json ] && [ "$(tail -1 names)" = index.json ] || fail "not in its order"
mkdir all
tar -xf mine.tar -C all
cmp verslag.pdf all/attachments/*.pdf
cmp foto.png all/attachments/*.png
for part in facts.json team.json timeline.json inbox.json consents-0001.json consent_requests-0001.json \
    facts_history-0001.json threads-0001.json "fragments/$fragment/v1.json" "fragments/$fragment/v2.json" \
    "threads/$thread/messages-0001.json" access_log-0001.json log_keys.json schemas/fit_note.json; do
    [ -s "all/$part" ] || fail "$part is missing"
done
[ "$(find all/consents -name '*.receipt.json' | wc -l)" -eq 2 ] || fail "not every consent has its receipt"
python3 - all <<'END'
import hashlib, json, os, sys
top = sys.argv[1]
index = json.load(open(os.path.join(top, "index.json")))
assert index["type"] == "tnw/archive/v1", index
there = {os.path.relpath(os.path.join(folder, name), top) for folder, _, names in os.walk(top) for name in names}
assert there - {"index.json"} == {part["name"] for part in index["parts"]}, "the index names other parts"
for part in index["parts"]:
    text = open(os.path.join(top, part["name"]), "rb").read()
    assert len(text) == part["size"] and hashlib.sha256(text).hexdigest() == part["sha256"], part
END

# Without the server it holds, and says what it proves.
run 0 "$tnw" archive verify mine.tar
says "The archive is whole" out
run 0 "$tnw" --json archive verify mine.tar
[ "$(of attachments)" = 2 ] && [ "$(of receipts)" = 2 ] && [ "$(of holds)" = True ] || fail "says other numbers"
[ "$(of dossier)" = "$dossier" ] || fail "says another dossier"

# Whatever the API shows a patient of a dossier was read for it, but for what says the same again, and what is of
# an erased one.
as 0 patient --json access-log "$dossier" --limit 200
python3 - "$source/schemas/openapi.json" "$work/out" <<'END'
import json, sys
again = {"timeline.calendar", "timeline.fiche", "consent.read", "thread.read", "erasure.read", "erasure.receipt"}
paths = json.load(open(sys.argv[1]))["paths"]
shows = {row["get"]["operationId"] for path, row in paths.items() if "get" in row and
         ("{dossier}" in path or "{thread}" in path)}
read = {one["action"] for one in json.load(open(sys.argv[2]))["items"] if one["role"] == "patient"}
assert shows - again <= read, f"not in the archive: {sorted(shows - again - read)}"
END

# Each read for it stands in the patient's access log, as theirs.
python3 - "$work/out" "$fragment" <<'END'
import json, sys
items = json.load(open(sys.argv[1]))["items"]
reads = [one for one in items if one["action"] == "fragment.read" and one["role"] == "patient"]
assert {one["object"] for one in reads} == {sys.argv[2]} and all(one["ground"] == "own_dossier" for one in reads), reads
assert any(one["action"] == "attachment.read" and one["role"] == "patient" for one in items)
END

# packed CHANGE...: what is in `all`, changed by a line of shell, as a tar in the same order; then what is found.
found() {
    rm -rf other && cp -a all other
    (cd other && eval "$1")
    (cd other && grep -vxF -- "${2:--}" ../names | tar --format=ustar --owner=0 --group=0 --mtime=@0 -cf ../other.tar -T -)
    run 9 "$tnw" archive verify other.tar
    says "$3" err
}
indexed='python3 -c "
import hashlib, json
index = json.load(open(\"index.json\"))
for part in index[\"parts\"]:
    text = open(part[\"name\"], \"rb\").read()
    part[\"size\"] = len(text)
    part[\"sha256\"] = hashlib.sha256(text).hexdigest()
json.dump(index, open(\"index.json\", \"w\"))
"'
found 'sed -i s/20/21/ fragments/*/v2.json' '' "v2.json is not the one that the index names"
found : "fragments/$fragment/v1.json" "fragments/$fragment/v1.json is missing"
found : "$(grep 'pdf$' names)" "$(grep 'pdf$' names) is missing"
found : index.json "index.json is missing"
found : facts.json "facts.json is missing"
found 'printf x | tee -a attachments/*.png >../said' '' ".png is not the one that the index names"
# With an index that fits, what else holds it is found.
found 'printf x | tee -a attachments/*.png >../said; '"$indexed" '' "is another file than what refers to it says"
found 'sed -i "s/hours_per_week/hours_per_weak/" fragments/*/v1.json; '"$indexed" '' "does not fit the schema"
found 'sed -i "s/fit_note/diagnose/" consents/*.receipt.json; '"$indexed" '' "DOES NOT HOLD"
found 'sed -i "s/own_dossier/participant/" access_log-0001.json; '"$indexed" '' "DOES NOT HOLD"
found 'printf "[]" >team.json; printf "{" >facts.json' '' "facts.json is no JSON object"
# What is cut off, or no tar.
head -c 20000 mine.tar >cut.tar
run 9 "$tnw" archive verify cut.tar
says "no archive, or not whole" err
run 9 "$tnw" archive verify verslag.pdf
(cat mine.tar && printf more) >more.tar
run 9 "$tnw" archive verify more.tar
run 8 "$tnw" archive verify nothing.tar
