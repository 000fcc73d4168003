#!/bin/sh
# Files by hand: a PDF, a PNG and a JPEG go to a fragment and a message, are listed, and come back as they were; what is
# no file, and what changes, is told; what was cut off is sent again and stored once; no answer of a server, whatever it
# says, leaves a file that is not the one that was sent; and memory does not grow with what is sent.
# usage: files_cli.sh BUILD_DIR SANDBOX_JSON
set -eu
build=$(cd "$1" && pwd)
sandbox=$(dirname "$2")
here=$(cd "$(dirname "$0")" && pwd)
source=$(cd "$here/../../.." && pwd)
tnw=$build/client/cli/tnw
work=$(mktemp -d)
liar_pid=''
end() {
    [ -z "$liar_pid" ] || kill -TERM "$liar_pid" 2>/dev/null || :
    rm -rf "$work"
}
trap end EXIT
export HOME="$work" TZ=UTC
unset TNW_URL TNW_CA TNW_CERT TNW_KEY TNW_P12 TNW_P12_PASSWORD TNW_ROLE TNW_ACTOR TNW_PURPOSE TNW_PROFILE 2>/dev/null ||
    true
. "$here/asks.sh"
cd "$work"
note=$source/schemas/examples/fit_note/valid-hours-only.json

actor() {
    python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["actors"][sys.argv[2]][sys.argv[3]])' \
        "$sandbox/sandbox.json" "$1" "$2"
}

# fragments: how many the dossier has.
fragments() {
    as 0 huisarts --json fragment list "$dossier" --limit 200
    python3 -c 'import json, sys; print(len(json.load(open(sys.argv[1]))["items"]))' "$work/out"
}

# nothing_of PREFIX: no file of that name, nor anything unfinished beside it.
nothing_of() {
    for left in "$1"*; do
        [ ! -e "$left" ] || fail "$left was left behind"
    done
}

# lying FAULT STATUS WHO ARGUMENT...: through a server that has it.
lying() {
    rm -f "$work/liar.port"
    "$here/file_liar.py" "$sandbox" "$3" "$1" "$work/liar.port" 2>"$work/liar.said" &
    liar_pid=$!
    until [ -f "$work/liar.port" ]; do
        kill -0 "$liar_pid" || fail "the liar does not start: $(cat "$work/liar.said")"
        sleep 0.05
    done
    expected=$2 who=$3
    shift 3
    as "$expected" "$who" --url "https://localhost:$(cat "$work/liar.port")" "$@"
    kill -TERM "$liar_pid"
    wait "$liar_pid" 2>"$work/liar.said" || :
    liar_pid=''
}

"$here/make_file.py" pdf 200000 verslag.pdf
"$here/make_file.py" png 40 foto.png
cp "$source/tests/fuzz/corpus/inspect_jpeg/good-magick.jpg" 'foto van één.jpeg'
cp verslag.pdf brief

as 0 huisarts --json dossier open --niss "$(actor patient2 niss)" --name "Mia Goossens" --start 2026-01-05 \
    --employment employed
dossier=$(of id)
as 0 huisarts dossier invite "$dossier" "$(actor arbeidsarts id)" arbeidsarts

# Three kinds, listed with name, size and type; each comes back under its name, for its owner alone.
as 0 huisarts --json fragment add "$dossier" fit_note --file "$note" --attach verslag.pdf --attach foto.png \
    --attach 'foto van één.jpeg' --attach "$work/brief"
fragment=$(of id)
says "Sent as an attachment: verslag.pdf, 200 kB." err
as 0 huisarts fragment show "$dossier" "$fragment"
says "@1, verslag.pdf, 200 kB, PDF, att_" out
says "@2, foto.png, " out
says "@3, foto van één.jpeg, 3 kB, JPEG" out
says "@4, brief.pdf, 200 kB, PDF" out
mkdir back
cd back
for row in 1 2 3 4; do
    as 0 huisarts attachment get "$dossier" "@$row"
done
cd ..
for file in verslag.pdf foto.png 'foto van één.jpeg'; do
    cmp "$file" "back/$file"
done
cmp verslag.pdf back/brief.pdf
[ "$(stat -c %a back/foto.png)" = 600 ] || fail "others can read what was kept"
as 0 huisarts fragment show "$dossier" "$fragment"
as 0 huisarts --json attachment get "$dossier" @2 --out again.png
[ "$(of sha256)" = "$(sha256sum foto.png | cut -d' ' -f1)" ] || fail "another SHA-256"
[ "$(of file)" = again.png ] || fail "does not say where it is"

# The patient checks the file in hand against the log: one byte more or less, or another file, and it does not hold.
as 0 patient2 attachment get "$dossier" "$(of id)" --out hand.png
as 0 huisarts --json fragment show "$dossier" "$fragment"
foto=$(of attachments 1 id)
as 0 patient2 --json attachment verify "$dossier" "$foto" hand.png
[ "$(of holds)" = True ] && [ "$(of vouched)" -ge 4 ] || fail "sent, read three times: $(cat "$work/out")"
as 0 patient2 attachment verify "$dossier" "$foto" foto.png
says "foto.png is the file that the log tells of" out
cp foto.png other.png
printf 'x' | dd of=other.png bs=1 seek=20 conv=notrunc 2>"$work/null"
as 9 patient2 attachment verify "$dossier" "$foto" other.png
says "DOES NOT HOLD" err
says "vouches for another file than this one" err
as 9 patient2 attachment verify "$dossier" "$foto" verslag.pdf
as 8 patient2 attachment verify "$dossier" "$foto" none.png
as 1 huisarts attachment verify "$dossier" "$foto" foto.png

# Never over what is there, through a link, into a folder that is none.
cp foto.png kept
ln -s kept link
ln -s nowhere dangling
for out in kept link dangling back /dev/full; do
    as 2 huisarts attachment get "$dossier" @1 --out "$out"
    says "is there already" err
done
cmp foto.png kept
[ ! -e nowhere ] || fail "a link was followed"
as 8 huisarts attachment get "$dossier" @1 --out none/x.pdf
# A disk that takes no more: nothing is left, and it is said what did not work.
run 8 sh -c 'trap "" XFSZ; ulimit -f 64; exec "$@"' sh "$tnw" --sandbox "$sandbox" --as huisarts attachment get \
    "$dossier" @1 --out full.pdf
says "full.pdf: File too large" err
nothing_of full.pdf

# A change keeps what it does not take away.
as 0 huisarts fragment amend "$dossier" "$fragment" --set hours_per_week=10 --detach @4
as 0 huisarts --json fragment show "$dossier" "$fragment"
[ "$(of attachments 2 name)" = 'foto van één.jpeg' ] || fail "a change lost its attachments"
! of attachments 3 name 2>"$work/null" || fail "a change kept what it was to take away"
as 2 huisarts fragment amend "$dossier" "$fragment" --set hours_per_week=11 --detach att_00000000000000000000000001
says "has no such attachment" err

# What is no file that has an end, what is none of the kinds, and what is too large: said at once, before anything is sent.
mkfifo pipe.pdf
echo tekst >tekst.pdf
: >leeg.pdf
truncate -s 10485761 groot.pdf
ln -s verslag.pdf "$(printf 'a\342\200\256b.pdf')"
before=$(fragments)
for case in 'pipe.pdf|is no file' 'back|is no file' '/dev/zero|is no file' '/dev/null|is no file' 'leeg.pdf|is empty' \
    'tekst.pdf|is no PDF, JPEG or PNG' 'groot.pdf|is larger than 10 MiB' "$(printf 'a\342\200\256b.pdf')|rename the file"; do
    as 2 huisarts fragment add "$dossier" fit_note --file "$note" --attach "${case%|*}"
    says "${case#*|}" err
done
as 8 huisarts fragment add "$dossier" fit_note --file "$note" --attach none.pdf
as 2 huisarts fragment add "$dossier" fit_note --file "$note" --attach foto.png --attach foto.png --attach foto.png \
    --attach foto.png --attach foto.png --attach foto.png --attach foto.png --attach foto.png --attach foto.png
says "at most 8 attachments" err
# What begins as one and is none, the server says.
head -c 1000 verslag.pdf >half.pdf
as 1 huisarts fragment add "$dossier" fit_note --file "$note" --attach half.pdf
says "unsupported_media_type" err
[ "$(fragments)" = "$before" ] || fail "what was refused left a fragment"

# On a message; a consent that is withdrawn closes it.
until=$(date -d '+30 days' +%F)
for who in huisarts arbeidsarts; do
    as 0 patient2 consent grant "$dossier" --yes --role $who --category fit_note --action confer --action read \
        --purpose tnw_traject --until "$until"
done
as 0 huisarts --json trio start "$dossier" --procedure tnw_traject --subject Overleg --with "$(actor arbeidsarts id)"
thread=$(of id)
as 0 huisarts trio send "$thread" --kind vraag --text 'Kan dit?' --attach verslag.pdf
as 0 arbeidsarts trio read "$thread"
says "@1, verslag.pdf, 200 kB, PDF" out
as 0 arbeidsarts attachment get "$dossier" @1 --out van_bericht.pdf
cmp verslag.pdf van_bericht.pdf
as 0 arbeidsarts --json fragment show "$dossier" "$fragment"
attachment=$(of attachments 0 id)
as 0 arbeidsarts attachment get "$dossier" "$attachment" --out van_fragment.pdf
as 0 patient2 --json consent list "$dossier"
for consent in $(python3 -c 'import json, sys
for item in json.load(open(sys.argv[1]))["items"]:
    if item["grantee"].get("role") == "arbeidsarts": print(item["id"])' "$work/out"); do
    as 0 patient2 consent withdraw "$dossier" "$consent" --yes
done
as 1 arbeidsarts attachment get "$dossier" "$attachment" --out closed.pdf
says "consent_required" err
nothing_of closed.pdf

# Cut off in the middle: the program sends it again by itself. Where the answer is lost, another run finds what is there.
before=$(fragments)
lying cut_up 0 huisarts fragment add "$dossier" fit_note --file "$note" --attach verslag.pdf
lying lost_draft 3 huisarts fragment add "$dossier" fit_note --file "$note" --attach foto.png
as 0 huisarts --json fragment add "$dossier" fit_note --file "$note" --attach foto.png
lying lost_fragment 3 huisarts --json fragment add "$dossier" fit_note --file "$note" --attach foto.png --attach verslag.pdf
as 0 huisarts --json fragment add "$dossier" fit_note --file "$note" --attach foto.png --attach verslag.pdf
[ "$(fragments)" = $((before + 3)) ] || fail "$before fragments became $(fragments)"
[ "$(cat "$work/.local/state/tnw/unfinished.json")" = '{}' ] || fail "what is finished is remembered"
# And on purpose the same file goes twice.
as 0 huisarts --json fragment add "$dossier" fit_note --file "$note" --attach foto.png
[ "$(fragments)" = $((before + 4)) ] || fail "a second fragment with the same file is none"
lying other_draft 7 huisarts fragment add "$dossier" fit_note --file "$note" --attach foto.png

# Read from a server that has a fault: whole and right, or nothing.
lying cut_down_once 0 huisarts attachment get "$dossier" "$attachment" --out once.pdf
cmp verslag.pdf once.pdf
for case in cut_down:3 short:7 long:7 endless:7 other_byte:7 other_etag:7 no_etag:7; do
    lying "${case%:*}" "${case#*:}" huisarts attachment get "$dossier" "$attachment" --out spoilt.pdf
    nothing_of spoilt.pdf
done
mkdir safe
cd safe
for fault in path controls full_type; do
    lying "$fault" 0 huisarts attachment get "$dossier" "$attachment"
    for kept in *; do
        [ "${kept%.pdf}" = "$attachment" ] || fail "$fault: kept as $kept"
        cmp "$kept" ../verslag.pdf
        rm "$kept"
    done
done
cd ..
[ ! -e evil.pdf ] || fail "a name led out of the folder"

# A file that grows while it is sent.
"$here/make_file.py" pdf 3000000 groeit.pdf
python3 -c 'import os, sys, time
end = time.monotonic() + 60
file = os.open(sys.argv[1], os.O_WRONLY | os.O_APPEND)
while time.monotonic() < end:
    os.write(file, b"x")' groeit.pdf &
grower_pid=$!
status=0
"$tnw" --sandbox "$sandbox" --as huisarts fragment add "$dossier" fit_note --file "$note" --attach groeit.pdf \
    >"$work/out" 2>"$work/err" || status=$?
kill -TERM "$grower_pid"
wait "$grower_pid" 2>"$work/null" || :
[ "$status" -ne 0 ] || fail "a file that grows was sent"

# 10 MiB up and down need less than 2 MiB more than a small one. A sanitizer's memory tells nothing.
peak() {
    python3 - "$@" <<'END'
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
END
}
"$here/make_file.py" pdf 10485760 vol.pdf
me="$tnw --sandbox $sandbox --as huisarts"
# shellcheck disable=SC2086 # a command and its options
{
    up=$(peak $me fragment add "$dossier" fit_note --file "$note" --attach foto.png)
    up_full=$(peak $me --json fragment add "$dossier" fit_note --file "$note" --attach vol.pdf)
    as 0 huisarts fragment show "$dossier" @last
    down=$(peak $me attachment get "$dossier" "$attachment" --out small)
    down_full=$(peak $me attachment get "$dossier" @1 --out full)
}
cmp vol.pdf full
echo "peak memory in KiB: $up for 122 B up, $up_full for 10 MiB; $down down, $down_full"
if ! grep -q '^TNW_SANITIZE:[A-Z]*=..*' "$build/CMakeCache.txt"; then
    [ $((up_full - up)) -lt 2048 ] || fail "10 MiB up need $((up_full - up)) KiB more"
    [ $((down_full - down)) -lt 2048 ] || fail "10 MiB down need $((down_full - down)) KiB more"
fi
echo "files came back as they went"
