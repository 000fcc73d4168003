#!/bin/sh
# tnw schema validate says of every example what the server says of it (test_json_examples, test_rules_category), and
# of a schema of one's own what the validator says: they are one library.
set -eu
tnw=$1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
tried=0

fail() {
    echo "FAILED: $*" >&2
    exit 1
}

# says FILE CATEGORY: its lines, and its status in $status.
says() {
    status=0
    "$tnw" schema validate "$1" --category "$2" >"$dir/said" 2>"$dir/told" || status=$?
}

for folder in schemas/examples/*/; do
    category=$(basename "$folder")
    [ "$category" != body ] || continue
    for file in "$folder"valid-*.json; do
        says "$file" "$category"
        [ $status -eq 0 ] && [ ! -s "$dir/said" ] || fail "$file: $(cat "$dir/said" "$dir/told")"
        tried=$((tried + 1))
    done
    jq -r 'to_entries[] | "\(.key) \(.value.code) \(.value.pointer)"' "$folder"expected.json >"$dir/expected"
    while read -r name code pointer; do
        says "$folder$name" "$category"
        [ $status -eq 1 ] || fail "$name of $category: status $status"
        grep -q "^$pointer: .* ($code)\$" "$dir/said" || fail "$name of $category: $(cat "$dir/said")"
        tried=$((tried + 1))
    done <"$dir/expected"
done
[ $tried -gt 200 ] || fail "only $tried examples"

echo '{"type": "object", "properties": {"a": {"const": 1}}, "required": ["a"]}' >"$dir/schema.json"
echo '{"a": 1.0}' >"$dir/good.json"
echo '{"a": 2}' >"$dir/bad.json"
echo '{"a": 1, "a": 2}' >"$dir/twice.json"
echo '{"patternProperties": {}}' >"$dir/unknown.json"
"$tnw" schema validate "$dir/good.json" --schema "$dir/schema.json" || fail "what fits does not"
! "$tnw" schema validate "$dir/bad.json" --schema "$dir/schema.json" >"$dir/said" 2>&1 || fail "what does not fit does"
grep -q '^/a: .* (const)$' "$dir/said" || fail "$(cat "$dir/said")"
! "$tnw" schema validate "$dir/twice.json" --schema "$dir/schema.json" >"$dir/said" 2>&1 || fail "a member twice"
! "$tnw" schema validate "$dir/good.json" --schema "$dir/unknown.json" >"$dir/said" 2>&1 || fail "an unknown keyword"
! "$tnw" schema validate "$dir/good.json" >"$dir/said" 2>&1 || fail "against nothing"
! "$tnw" schema validate "$dir/good.json" --category nothing >"$dir/said" 2>&1 || fail "against no category"
