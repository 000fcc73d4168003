#!/bin/sh
# The commands of docs/operations.md do what it says, in their order: program_operations.sh TNWD SOURCE_DIR.
set -eu
tnwd=$1
source=$2
dir=$(mktemp -d)

# shellcheck disable=SC2317 # called by the trap
end() {
    [ ! -s "$dir/server" ] || kill "$(cat "$dir/server")" || :
    [ ! -s "$dir/server" ] || timeout 20 tail --pid="$(cat "$dir/server")" -f /dev/null || :
    rm -rf "$dir"
}
trap end EXIT

fail() {
    echo "program_operations: $*" >&2
    cat "$dir"/*.sh "$dir"/*.err >&2 || :
    exit 1
}

# block START LINES NAME: the commands of the block that begins so, with the folders of this test, and a server behind them.
block() {
    awk -v start="$1" 'index($0, start) == 1 { on = 1 } /^```/ { on = 0 } on' "$source/docs/operations.md" |
        sed -e "s,/var/lib/tnwd,$dir/tnwd,g" -e "s,/etc/tnw-pki,$dir/pki,g" -e "s,^certs/,$source/certs/," \
            -e "s,^tnwd serve \(.*\),$tnwd serve \1 --set server.port=0 --set ops.port=0 2>$dir/serve.err \& echo \$! >$dir/server," \
            -e "s,^tnwd ,$tnwd ," >"$dir/$3.sh"
    [ "$(wc -l <"$dir/$3.sh")" -ge "$2" ] || fail "docs/operations.md has no block that begins with $1"
}

. "$(dirname "$0")/soon.sh"

# The server has but the name that is in the documentation.
refused() {
    ! curl -sS -o "$dir/body" --cacert "$dir/pki/ca.pem" --cert "$dir/alice.pem" --key "$dir/alice.key" \
        --resolve "tnw.example.be:$port:127.0.0.1" "https://tnw.example.be:$port/v1/me" 2>"$dir/curl.err"
}

block 'tnwd init' 6 install
echo 80031295793 | sh -eux "$dir/install.sh" >"$dir/out" 2>"$dir/install.err" || fail "the installation"
soon grep -q 'event=ready' "$dir/serve.err"
port=$(sed -n 's/.*event=ready port=\([0-9]*\).*/\1/p' "$dir/serve.err")

"$source/certs/tnw-pki" actor "$dir/pki" --niss 80031295793 --name Alice --out "$dir/alice"
! refused || fail "Alice is refused before she is revoked"
block "certs/tnw-pki revoke" 1 revoke
(cd "$dir" && sh -eux "$dir/revoke.sh" 2>"$dir/revoke.err") || fail "the revocation"
soon refused
