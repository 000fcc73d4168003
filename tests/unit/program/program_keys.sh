#!/bin/sh
# Wrapping keys: program_keys.sh TNWD. Rotation, killed at each point of it and gone on with; the old key's bytes are in no
# file afterwards; what a key is needed for is not destroyed; a credential, which cannot be changed, is changed by hand.
set -u
tnwd=$1
. "$(dirname "$0")/directory_tables.sh"
ring=$dir/home/keyring

keys() {
    what=$1
    shift
    "$tnwd" keys "$what" --config "$conf" --set store.map_size=512MiB "$@"
}

# key FIELD: of the last line of the keyring; 2 its id, 3 its bytes
key() {
    tail -n 1 "$ring" | cut -d' ' -f"$1"
}

# gone HEX: the bytes are in no file of the folder, as text or as they are.
gone() {
    python3 - "$dir/home" "$1" <<'EOF' || fail "the old key is still there"
import os, sys
folder, text = sys.argv[1:]
for at, _, names in os.walk(folder):
    for name in names:
        content = open(os.path.join(at, name), "rb").read()
        for form in (text.encode(), text.upper().encode(), bytes.fromhex(text)):
            if form in content:
                sys.exit(f"{at}/{name} holds the old key")
EOF
}

# whole STATE OF THE KEYS: one key, active, and everything opens by it.
whole() {
    expect 0 "$1" keys status --json
    [ "$(jq -r '[.keys[].state] | join(" ")' "$dir/out")" = active ] || fail "$1: other keys"
    [ "$(jq -r .rotation "$dir/out")" = null ] || fail "$1: a rotation"
    expect 0 "$1" "$tnwd" verify --config "$conf" --set store.map_size=512MiB
}

# More places than one batch wraps.
rows=3000
many $rows >"$dir/many.csv"
expect 0 "init makes a folder" "$tnwd" init "$dir/home" --origin test.example/tnwd
expect 0 "a table is brought in" directory import "$dir/many.csv"
whole "a new store has one key"

first=$(key 3) first_id=$(key 2)
expect 0 "it is rotated" keys rotate
[ "$(key 2)" != "$first_id" ] || fail "the same key"
gone "$first"
whole "behind a rotation"
cp "$ring" "$dir/kept"

for point in keyring_written keyring_linked keyring_renamed rotation_key_added rotation_begun rotation_batch rotation_wrapped \
    rotation_backups rotation_destroyed rotation_recorded; do
    old=$(key 3) old_id=$(key 2)
    TNW_STOP_AT=$point keys rotate >"$dir/out" 2>"$dir/err"
    [ $? -eq 137 ] || fail "$point is not reached"
    expect 0 "$point: what is there opens" "$tnwd" verify --config "$conf" --set store.map_size=512MiB
    expect 0 "$point: status" keys status
    case $point in
    rotation_batch | rotation_begun) says out "data keys wrapped anew" ;;
    rotation_wrapped) says out "still to be destroyed" ;;
    esac
    expect 0 "$point: it is gone on with" keys rotate
    [ "$(key 2)" != "$old_id" ] || fail "$point: the same key"
    gone "$old"
    [ "$(find "$dir/home" -name 'keyring*' | wc -l)" -eq 1 ] || fail "$point: something is left beside the keyring"
    whole "$point"
done
expect 0 "each is in the log" "$tnwd" verify --config "$conf" --set store.map_size=512MiB

# An old copy of the keyring opens nothing.
cp "$ring" "$dir/now"
cp "$dir/kept" "$ring"
expect 65 "an old keyring is refused" directory export
says err "the keyring lacks wrapping key $(tail -n 1 "$dir/now" | cut -d' ' -f2), which the store names as its own"
cp "$dir/now" "$ring"

expect 1 "the active key is not destroyed" keys destroy "$(key 2)"
says err "wraps every data key that is made"
expect 1 "a key that is none" keys destroy 0123456789abcdef
expect 64 "an id that is none" keys destroy 0123
printf 'wrap 0123456789abcdef %064d\n' 7 >>"$ring"
expect 0 "a key of the operator's own" keys status
says out "0123456789abcdef  idle"
expect 0 "which nothing needs" keys destroy 0123456789abcdef
whole "without it"
[ "$(count)" -eq $rows ] || fail "other fiches than were brought in"

# As a systemd credential the keyring cannot be changed here.
mkdir -m 700 "$dir/credentials"
cp "$ring" "$dir/home/audit-key" "$dir/credentials/"
old=$(key 3) old_id=$(key 2)
CREDENTIALS_DIRECTORY=$dir/credentials
export CREDENTIALS_DIRECTORY
expect 1 "a credential is not rotated" keys rotate
says out "1. Put a line behind the others"
says err "holds no new wrapping key yet"
fresh_id=fedcba9876543210
printf 'wrap %s %064d\n' $fresh_id 3 >>"$dir/credentials/keyring"
expect 1 "by a line of the operator's it is" keys rotate
says out "take the line \`wrap $old_id …\` out of the file"
expect 0 "status says what is still to be done" keys status
says out "still to be destroyed"
says out "$old_id  retiring             0"
grep -v "$old_id" "$dir/credentials/keyring" >"$dir/less"
cp "$dir/less" "$dir/credentials/keyring"
expect 0 "then it is recorded" keys rotate
whole "by hand"
says out "rows beside the log: 0 findings"
unset CREDENTIALS_DIRECTORY
echo "wrapping keys: all checks hold"
