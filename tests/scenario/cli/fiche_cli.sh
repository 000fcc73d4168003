#!/bin/sh
# A fiche by flags and in the editor: nobody types JSON, what is not seen stays, what is refused is not lost.
# usage: fiche_cli.sh BUILD_DIR SANDBOX_JSON
set -eu
build=$(cd "$1" && pwd)
sandbox=$(dirname "$2")
here=$(cd "$(dirname "$0")" && pwd)
tnw=$build/client/cli/tnw
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" TZ=UTC XDG_RUNTIME_DIR="$work"
unset TNW_URL TNW_CA TNW_CERT TNW_KEY TNW_P12 TNW_P12_PASSWORD TNW_ROLE TNW_ACTOR TNW_PURPOSE TNW_PROFILE VISUAL \
    2>/dev/null || true
. "$here/asks.sh"

# lacks TEXT FILE
lacks() {
    ! grep -qF -- "$1" "$work/$2" || fail "says \"$1\" on $2"
}

# Added by flags; what is no choice is said before anything is sent.
as 0 beheerder fiche add --set kind=gtb --set name='GTB Leie' --set about_nl='Helpt.' --set help=coach --set help=training \
    --set waiting_weeks=3 --set ref=gtb-leie --set zones='ELZ Leie' --set place=Deinze --set remarks='Bel Geheim.' \
    --set 'contacts=name: An Geheim'
says "An Geheim" out
as 2 beheerder fiche add --set kind=gtb --set name=X --set help=koffie
says "mental_support" err
as 2 beheerder fiche add --set kind=gtb
says "name" err
as 5 beheerder fiche add --set kind=gtb --set name='GTB Leie' --set about_nl=A --set ref=gtb-leie
says "conflict" err

# By flags: one field changes, what is not named stays, the level that was not asked for too.
as 0 beheerder fiche edit 'gtb leie' --set phone='09 100 00 00'
says "09 100 00 00" out
says "An Geheim" out
says "3 weeks" out
as 0 beheerder fiche edit 'gtb leie' --set waiting_weeks=
lacks "weeks" out
as 1 huisarts fiche edit 'gtb leie' --set phone='09 1'
says "role_not_allowed" err

# In the editor: the open level does not hold what is for professionals; a fiche says it in words of the language.
cat >"$work/editor" <<'END'
#!/bin/sh
cp "$1" "$(dirname "$0")/form"
sed -i "${EDIT:-}" "$1"
END
chmod +x "$work/editor"
export EDITOR="$work/editor" EDIT='s/^cost:.*/cost: gratis/; s/^about_fr:.*/about_fr: Aide.\n  Deux lignes./'
as 0 beheerder --lang fr fiche edit 'gtb leie'
says "gratis" out
says "Aide." out
says "An Geheim" out
says "#   coach  " form
says "Qui" form
lacks "Geheim" form
EDIT='s/^remarks:.*/remarks:/'
as 0 beheerder fiche edit 'gtb leie' --professional
says "An Geheim" form
lacks "Bel Geheim" out
says "An Geheim" out
EDIT=
as 0 beheerder fiche edit 'gtb leie'
says "Nothing changed" err

# What is refused is kept, and gone on with.
EDIT='s/^cost:.*/cost: veel/; s/^phone:.*/phone: abc/'
as 1 beheerder fiche edit 'gtb leie'
says "/phone" err
draft=$(grep -o -- '--draft .*' "$work/err" | cut -d' ' -f2)
[ -f "$draft" ] || fail "a draft is kept"
EDIT='s/^phone:.*/phone: 09 2/'
as 0 beheerder fiche edit 'gtb leie' --draft "$draft"
says "veel" out
[ ! -f "$draft" ] || fail "a draft that was sent stays"

# Removed by who may; then there is none of that name, and its key is free.
as 1 huisarts fiche remove 'gtb leie'
says "role_not_allowed" err
as 0 beheerder fiche remove 'gtb leie'
as 0 patient2 fiche list --q leie
says "Nobody found" err
lacks "GTB" out
as 0 beheerder fiche add --set kind=gtb --set name='GTB Leie' --set about_nl=A --set ref=gtb-leie
lacks "An Geheim" out
as 0 beheerder fiche remove 'gtb leie'
as 0 auditor --json audit list --action fiche.remove
says "fic_" out
