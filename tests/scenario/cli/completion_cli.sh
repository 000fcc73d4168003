#!/bin/sh
# Completion: each shell that is here can read its script, and a real bash completes with it.
# usage: completion_cli.sh BUILD_DIR
set -eu
build=$(cd "$1" && pwd)
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
tnw=$build/client/cli/tnw
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work"
unset TNW_PROFILE TNW_LANG LC_ALL 2>/dev/null || true
# shellcheck source=tests/scenario/cli/asks.sh
. "$here/asks.sh"
PATH=$build/client/cli:$PATH

for shell in bash zsh fish; do
    run 0 "$tnw" completion "$shell"
    cp "$work/out" "$work/tnw.$shell"
    ! command -v "$shell" >"$work/which" || run 0 "$shell" -n "$work/tnw.$shell"
done
run 2 "$tnw" completion csh
run 0 "$tnw" --lang nl completion fish
says "laatste dag" out

cat >"$work/ask.bash" <<'EOF'
# ask.bash WORD...: what bash offers for the last one.
. "$(dirname "$0")/tnw.bash"
COMP_WORDS=(tnw "$@")
COMP_CWORD=$#
COMPREPLY=()
_tnw
printf '%s\n' "${COMPREPLY[@]}"
EOF

# offers WANTED WORD...: these and no others, in one line.
offers() {
    offered=$1
    shift
    run 0 bash "$work/ask.bash" "$@"
    [ "$(paste -sd ' ' "$work/out")" = "$offered" ] || fail "tnw $*: $(paste -sd ' ' "$work/out") instead of $offered"
}

offers "dossier" doss
offers "open" dossier op
offers "fit_note" fragment add @last fit
offers "@last" fragment add @
offers "adviserend_arts arbeidsarts auditor" dossier invite @last claes a
offers "employed" dossier open --employment e
offers "arbeidsarts" --lang nl consent grant @last --role arb
offers "nl" --lang n
offers "nl" --lang = n
offers "--actor --actor-id" consent exclude @last --acto
offers "" dossier show @last x
offers "" dossier open --name ""
offers "bash" completion b
cd "$work"
touch kept.note kept.other
offers "kept.note" audit verify kept.n
offers "kept.note" audit verify log --since kept.n
offers "table" audit report --format t
offers "active" actor change claes --state a
# Every command can be reached.
"$tnw" help | sed -n 's/^  tnw \([a-z-]*\).*/\1/p' | sort -u >"$work/commands"
run 0 bash "$work/ask.bash" ""
sort "$work/out" | cmp - "$work/commands" || fail "not all commands are offered"
# fish tells what it would offer without a terminal.
if command -v fish >"$work/which"; then
    offers_in_fish() {
        offered=$1
        run 0 fish -c 'source $argv[1]; complete -C $argv[2]' "$work/tnw.fish" "$2"
        [ "$(cut -f 1 "$work/out" | paste -sd ' ')" = "$offered" ] || fail "fish, $2: not $offered"
    }
    offers_in_fish "dossier" "tnw doss"
    offers_in_fish "open" "tnw dossier op"
    offers_in_fish "employed" "tnw dossier open --employment empl"
    offers_in_fish "fit_note" "tnw fragment add @last fit"
fi
echo "every completion as expected"
