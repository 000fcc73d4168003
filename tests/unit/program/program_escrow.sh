#!/bin/sh
# The keyring goes into escrow and comes back, and what was destroyed meanwhile does not: program_escrow.sh TNWD.
set -eu
tnwd=$1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
conf=$dir/tnwd/tnwd.conf

fail() {
    echo "program_escrow: $*" >&2
    cat "$dir/said" >&2
    exit 1
}

keys() {
    "$tnwd" keys "$@" >"$dir/said" 2>&1
}

# refuses WORDS COMMAND...: it ends with an error that says so, and makes no keyring.
refuses() {
    words=$1
    shift
    ! keys "$@" || fail "is not refused: $*"
    grep -q "$words" "$dir/said" || fail "does not say: $words"
    [ ! -e "$dir/tnwd/keyring" ] || fail "made a keyring: $*"
}

# lose: keyring and key of the log, kept beside for comparison.
lose() {
    mv "$dir/tnwd/keyring" "$dir/keyring.lost"
    mv "$dir/tnwd/audit-key" "$dir/audit-key.lost"
}

came_back() {
    cmp -s "$dir/keyring.lost" "$dir/tnwd/keyring" || fail "another keyring came back"
    cmp -s "$dir/audit-key.lost" "$dir/tnwd/audit-key" || fail "another key of the log came back"
    "$tnwd" verify --config "$conf" >"$dir/said" 2>&1 || fail "the store does not open"
}

umask 077
mkdir "$dir/one" "$dir/two" "$dir/far"
for n in 1 2; do
    openssl req -x509 -newkey rsa:2048 -nodes -keyout "$dir/$n.key" -out "$dir/$n.pem" -subj "/CN=r$n" 2>/dev/null
done
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$dir/3.key" -out "$dir/3.pem" -subj /CN=r3 2>/dev/null
"$tnwd" init "$dir/tnwd" --origin test.example/tnwd >"$dir/said" 2>&1
echo "keys.recovery_copy=$dir/far/keyring.recovery" >"$dir/set"
echo 80031295793 | "$tnwd" actor add --config "$conf" --niss - --name A --role beheerder >"$dir/said"
keys status --config "$conf" || fail "status"
grep -q "no escrow" "$dir/said" || fail "status does not say that there is no escrow"

# Whole, to two recipients: each alone brings it back.
keys export --config "$conf" --to-recipient "$dir/1.pem" --to-recipient "$dir/3.pem" --log-key --out "$dir/one" || fail export
lose
for n in 1 3; do
    keys import --config "$conf" --key "$dir/$n.key" "$dir"/one/*.cms || fail "import with key $n"
    came_back
    rm "$dir/tnwd/keyring" "$dir/tnwd/audit-key"
done
refuses "escrow-.*: none of the keys opens it" import --config "$conf" --key "$dir/2.key" "$dir"/one/*.cms
refuses "is encrypted: give a recipient's key" import --config "$conf" "$dir"/one/*.cms
cp "$dir/keyring.lost" "$dir/tnwd/keyring"
cp "$dir/audit-key.lost" "$dir/tnwd/audit-key"
echo "wrap 0000000000000001 $(openssl rand -hex 32)" >>"$dir/tnwd/keyring"
! keys import --config "$conf" --key "$dir/1.key" "$dir"/one/*.cms || fail "a keyring was replaced"
grep -q "is there already" "$dir/said" || fail "does not say that a keyring is there"
cp "$dir/keyring.lost" "$dir/tnwd/keyring"
keys import --config "$conf" --key "$dir/1.key" "$dir"/one/*.cms || fail "the same keyring is no fault"
grep -q "is there already, and the same" "$dir/said" || fail "does not say that it is the same"

# In shares: any two of three, after a rotation too; and not the key that was destroyed in it.
keys export --config "$conf" --to-recipient "$dir/1.pem" --to-recipient "$dir/2.pem" --to-recipient "$dir/3.pem" \
    --split 2/3 --log-key --out "$dir/two" --set "$(cat "$dir/set")" || fail "export in shares"
keys export --config "$conf" --to-recipient "$dir/1.pem" --split 1/2 --out "$dir/two" && fail "two shares for one recipient"
keys status --config "$conf" || fail status
grep -q "escrow .*: 2 of 3 shares bring back every key" "$dir/said" || fail "status does not tell of the escrow"
old=$(sed -n 's/^wrap \([0-9a-f]*\) .*/\1/p' "$dir/tnwd/keyring")
cp "$dir/tnwd/keyring.recovery" "$dir/recovery.before"
mv "$dir/far" "$dir/unplugged"
! keys rotate --config "$conf" --set "$(cat "$dir/set")" || fail "a key was destroyed while the second place was away"
mv "$dir/unplugged" "$dir/far"
mv "$dir/tnwd/keyring.recovery" "$dir/recovery.lost"
! keys rotate --config "$conf" --set "$(cat "$dir/set")" || fail "a key was destroyed that only the second place brings back"
grep -q "copy that back" "$dir/said" || fail "does not say what to do"
mv "$dir/recovery.lost" "$dir/tnwd/keyring.recovery"
keys rotate --config "$conf" --set "$(cat "$dir/set")" || fail rotate
for file in tnwd/keyring tnwd/keyring.recovery far/keyring.recovery; do
    ! grep -q "$old" "$dir/$file" || fail "$file still has the key that was destroyed"
done
cmp -s "$dir/tnwd/keyring.recovery" "$dir/far/keyring.recovery" || fail "the second place has something else"
lose
for pair in "1 2" "1 3" "2 3"; do
    # shellcheck disable=SC2086 # two words
    set -- $pair
    keys import --config "$conf" --recovery "$dir/far/keyring.recovery" --key "$dir/$1.key" --key "$dir/$2.key" \
        "$dir"/two/*-"$1".cms "$dir"/two/*-"$2".cms || fail "shares $pair"
    came_back
    rm "$dir/tnwd/keyring" "$dir/tnwd/audit-key"
done

# What is wrong with a share is said, with its name.
for n in 1 2 3; do
    openssl cms -decrypt -inform PEM -in "$dir"/two/*-$n.cms -inkey "$dir/$n.key" -out "$dir/$n.share"
done
openssl cms -decrypt -inform PEM -in "$dir"/one/*.cms -inkey "$dir/1.key" -out "$dir/old.share"
refuses "2 shares are needed, and these are 1" import --config "$conf" "$dir/1.share"
refuses "1.share: is a share that was given already" import --config "$conf" "$dir/1.share" "$dir/1.share"
refuses "old.share: is a share of another escrow" import --config "$conf" "$dir/1.share" "$dir/old.share"
sed 's/^value .\(.*\)/value x\1/' "$dir/2.share" >"$dir/bad.share"
refuses "bad.share: is no share" import --config "$conf" "$dir/1.share" "$dir/bad.share"
sed "s/^value .*/$(grep '^value' "$dir/3.share")/" "$dir/2.share" >"$dir/bad.share"
refuses "bad.share: is damaged" import --config "$conf" "$dir/1.share" "$dir/bad.share"
sed "s/^share 3/share 2/" "$dir/3.share" >"$dir/bad.share"
refuses "bad.share: is damaged" import --config "$conf" "$dir/1.share" "$dir/bad.share"
sed -e "s/^value .*/$(grep '^value' "$dir/old.share")/" -e "s/^share .*/share 1 of 3 needed 2/" \
    -e "s/^digest .*/$(grep '^digest' "$dir/old.share")/" "$dir/1.share" >"$dir/bad.share"
refuses "bad.share: is forged" import --config "$conf" "$dir/2.share" "$dir/bad.share"
# The recovery file of before the rotation is of the same escrow: a copy of it elsewhere is what must not be.
keys import --config "$conf" "$dir/1.share" "$dir/3.share" || fail "decrypted shares"
came_back

# An import that was killed is run again as it is.
rm "$dir/tnwd/keyring" "$dir/tnwd/audit-key"
TNW_STOP_AT=import_keyring keys import --config "$conf" "$dir/1.share" "$dir/3.share" && fail "an import is not killed"
[ ! -e "$dir/tnwd/audit-key" ] || fail "the point is behind the end"
keys import --config "$conf" "$dir/1.share" "$dir/3.share" || fail "an import that was killed is not gone on with"
came_back

# An export that was killed leaves an escrow that opens, the one from before or its own; run again it makes another one.
mkdir "$dir/cut"
export_cut() {
    keys export --config "$conf" --to-recipient "$dir/1.pem" --log-key --out "$dir/cut" --set "$(cat "$dir/set")"
}
opens() {
    for recovery in "$dir/tnwd" "$dir/far"; do
        for share in "$dir"/cut/*.cms; do
            rm -f "$dir/again"
            if keys import --config "$conf" --set keys.keyring="$dir/again" --recovery "$recovery/keyring.recovery" \
                --key "$dir/1.key" "$share" && cmp -s "$dir/again" "$dir/tnwd/keyring"; then
                return 0
            fi
        done
    done
    return 1
}
export_cut || fail export
for point in escrow_share keyring_written keyring_linked keyring_renamed escrow_copy escrow_written; do
    TNW_STOP_AT=$point export_cut && fail "$point is not reached"
    opens || fail "$point: nothing opens"
    keys status --config "$conf" || fail "$point: status"
    rm -f "$dir"/cut/*.cms
    export_cut || fail "$point: is not gone on with"
    opens || fail "$point: what was made behind it does not open"
    [ "$(find "$dir/tnwd" "$dir/far" -name 'keyring*' | wc -l)" = 3 ] || fail "$point: something is left"
done
keys rotate --config "$conf" --set "$(cat "$dir/set")" || fail "rotate behind it"
opens || fail "the escrow does not follow"

# One command at a time.
flock "$conf" sleep 1 &
sleep 0.3
keys export --config "$conf" --to-recipient "$dir/1.pem" --out "$dir/one" || fail "export behind another command"
grep -q "this one waits" "$dir/said" || fail "two commands at a time"
wait
