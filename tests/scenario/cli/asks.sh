# shellcheck shell=sh disable=SC2154 # work, tnw and sandbox are those of who reads this in
# What tests of the command line ask of it. Needs: work, a folder; for `as` also tnw, the program, and sandbox, its folder.

fail() {
    echo "$(basename "$0" .sh): $*" >&2
    for file in out err said public.said; do
        [ ! -f "$work/$file" ] || sed "s/^/  $file: /" "$work/$file" >&2
    done
    exit 1
}

# run STATUS COMMAND...: ends with that status, and says why when it is not 0; what it says is in out and err.
run() {
    wanted=$1 status=0
    shift
    "$@" >"$work/out" 2>"$work/err" </dev/null || status=$?
    [ "$status" -eq "$wanted" ] || fail "$*: exit status $status instead of $wanted"
    [ "$wanted" -eq 0 ] || [ -s "$work/err" ] || [ -s "$work/out" ] || fail "$*: says nothing of what is wrong"
}

# as STATUS WHO ARGUMENT...: tnw as somebody of the sandbox.
as() {
    expected=$1 who=$2
    shift 2
    run "$expected" "$tnw" --sandbox "$sandbox" --as "$who" "$@"
}

# says TEXT FILE
says() {
    grep -qF -- "$1" "$work/$2" || fail "does not say \"$1\" on $2"
}

# of MEMBER...: what the JSON of the last command has there.
of() {
    python3 -c 'import functools, json, sys
print(functools.reduce(lambda value, name: value[int(name) if isinstance(value, list) else name], sys.argv[2:],
                       json.load(open(sys.argv[1]))))' "$work/out" "$@"
}
