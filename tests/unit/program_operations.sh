#!/bin/sh
# The commands of docs/operations.md do what it says, in their order: program_operations.sh TNWD SOURCE_DIR.
set -eu
tnwd=$1
source=$2
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

# The block that begins with `tnwd init`, with the folders of this test, and a server that ends by itself.
awk '/^tnwd init/ { on = 1 } /^```/ { on = 0 } on' "$source/docs/operations.md" |
    sed -e "s,/var/lib/tnwd,$dir/tnwd,g" -e "s,/etc/tnw-pki,$dir/pki,g" -e "s,^certs/,$source/certs/," \
        -e "s,^tnwd serve \(.*\),timeout 2 $tnwd serve \1 --set server.port=0 --set ops.port=0 || [ \$? -eq 124 ]," \
        -e "s,^tnwd ,$tnwd ," >"$dir/commands"
[ "$(wc -l <"$dir/commands")" -ge 6 ] || {
    echo "docs/operations.md has no block that begins with tnwd init" >&2
    exit 1
}
echo 80031295793 | sh -eux "$dir/commands" >"$dir/out" 2>"$dir/err" || {
    cat "$dir/commands" "$dir/err" >&2
    exit 1
}
grep -q 'event=ready' "$dir/err"
