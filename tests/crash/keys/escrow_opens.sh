#!/bin/sh
# Whatever an export left: some share opens the keyring's keys, by one of the two recovery files: escrow_opens.sh TNWD DIR
set -eu
home=$2/home
again=$2/again
for recovery in "$home/keyring.recovery" "$home/second/keyring.recovery"; do
    for share in "$home"/shares/*.cms; do
        rm -f "$again"
        if "$1" keys import --config "$home/tnwd.conf" --set keys.keyring="$again" --recovery "$recovery" --key "$2/r.key" \
            "$share" >"$2/said" 2>&1 && cmp -s "$again" "$home/keyring"; then
            rm "$again"
            exit 0
        fi
    done
done
cat "$2/said" >&2
exit 1
