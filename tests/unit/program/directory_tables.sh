# shellcheck shell=sh disable=SC2154 # tnwd, the program, of who reads this in
# What tests of tnwd directory share: a folder of their own, $dir, with a store in $conf.
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
conf=$dir/home/tnwd.conf

fail() {
    echo "FAILED: $1" >&2
    tail -n 20 "$dir/out" "$dir/err" >&2
    exit 1
}

# expect STATUS CLAIM COMMAND...
expect() {
    want=$1 claim=$2
    shift 2
    "$@" >"$dir/out" 2>"$dir/err"
    got=$?
    [ "$got" -eq "$want" ] || fail "$claim: status $got, not $want"
}

directory() {
    what=$1
    shift
    "$tnwd" directory "$what" --config "$conf" --set store.map_size=512MiB "$@"
}

# says FILE TEXT
says() {
    grep -qF -- "$2" "$dir/$1" || fail "$1 does not say: $2"
}

# many ROWS: a table of so many fiches
many() {
    awk -v rows="$1" 'BEGIN {
        print "ref,name,kind,place,zones,help,serves,languages,about_nl,phone,verified_on"
        for (i = 0; i < rows; i++)
            printf "r%06d,Praktijk %d,hulpverlener,Gent,ELZ %d,coach|training,employee,nl,Helpt.,+32 9 %03d 00 00,2026-03-01\n", \
                i, i, i % 60, i % 1000
    }'
}

# How many fiches there are, each once.
count() {
    directory export >"$dir/export" 2>"$dir/err" || fail "no export"
    [ "$(cut -d, -f1 "$dir/export" | sort | uniq -d | wc -l)" -eq 0 ] || fail "a fiche is there twice"
    echo $(($(wc -l <"$dir/export") - 1))
}
