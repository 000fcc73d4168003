#!/bin/sh
# A rotation of wrapping keys beside a server that reads and writes: rotation_live.sh BUILD_DIR SANDBOX_JSON. Two of them,
# one right behind the other, then one that is killed at each of its points. Nobody is answered 500, what was acknowledged
# is there, the server has taken the new key up, and the old one's bytes are nowhere.
set -eu
. "$(dirname -- "$0")/../live.sh"

gone() {
    ! grep -rlF -e "$1" "$sandbox/server" >"$work/found" || die "the old key is in $(cat "$work/found")"
}

old_key() {
    tail -n 1 "$sandbox/server/keyring" | cut -d' ' -f3
}

rotate() {
    "$tnwd" keys rotate --config "$conf" >"$work/rotate.out" 2>&1
}

begin_load 12
first=$(old_key)
rotate || die "it is not rotated: $(cat "$work/rotate.out")"
second=$(old_key)
rotate || die "it is not rotated once more: $(cat "$work/rotate.out")"
await_load
gone "$first"
gone "$second"

# What log and metrics say of one that does not go on.
shows_that_it_was_cut() {
    tries=0
    until tail -n "+$((lines + 1))" "$sandbox/tnwd.log" | grep -q 'event=keys_rotation_begun'; do
        tries=$((tries + 1))
        [ $tries -lt 100 ] || die "the log does not say that a rotation began"
        sleep 0.1
    done
    curl -sS "$(from_sandbox .ops_url)/metrics" >"$work/metrics"
    grep -qx 'tnwd_keys_rotates 1' "$work/metrics" || die "no metric says that a rotation goes on"
    grep -qE '^tnwd_keys_places\{state="retiring"\} [1-9]' "$work/metrics" || die "no place waits for the new key"
}

lines=$(wc -l <"$sandbox/tnwd.log")
begin_load 30
for point in keyring_renamed rotation_begun rotation_wrapped rotation_destroyed rotation_recorded; do
    old=$(old_key)
    status=0
    TNW_STOP_AT=$point rotate || status=$?
    [ $status -eq 137 ] || die "$point is not reached: $(cat "$work/rotate.out")"
    case $point in rotation_begun) shows_that_it_was_cut ;; esac
    sleep 0.3
    rotate || die "$point: it is not gone on with: $(cat "$work/rotate.out")"
    gone "$old"
done
await_load

# Whoever writes for the first time gets a key of their own now, wrapped by the newest.
api patient2 /v1/dossiers "$(jq -cn --arg niss "$(from_sandbox .actors.patient2.niss)" --arg start "$today" \
    '{patient: {niss: $niss, name: "Mia"}, start: $start, employment: "employed"}')" >/dev/null
"$tnwd" keys status --config "$conf" --json >"$work/status"
[ "$(jq -r '[.keys[].state] | join(" ")' "$work/status")" = active ] || die "other keys: $(cat "$work/status")"
curl -sS "$(from_sandbox .ops_url)/metrics" >"$work/metrics"
grep -qx 'tnwd_keys_places{state="retiring"} 0' "$work/metrics" || die "places are under another key"
grep -qx 'tnwd_keys_rotates 0' "$work/metrics" || die "a rotation is not over"
grep -q 'event=keys_rotation_ended' "$sandbox/tnwd.log" || die "the log does not say that a rotation ended"
grep -q 'event=reload part=keyring$' "$sandbox/tnwd.log" || die "the server has not taken the keyring up"
! grep -q 'kept=old' "$sandbox/tnwd.log" || die "the server did not take a keyring"
! grep -E 'tnwd_requests_total\{.*class="5xx"\} [1-9]' "$work/metrics" || die "somebody was answered 5xx"

"$tnwd" verify --config "$conf" >"$work/verify" 2>&1 || die "verify: $(cat "$work/verify")"
grep -q ' 0 findings$' "$work/verify" || die "verify: $(cat "$work/verify")"
# As many messages as were acknowledged, and those whose answer came too late to be counted.
prefix=$work/sandbox/actors/adviserend_arts after=
messages=0
while :; do
    curl -sS --fail-with-body --cacert "$sandbox/pki/ca.pem" --cert "$prefix.pem" --key "$prefix.key" \
        "$post_url?limit=200${after:+&after=$after}" >"$work/page" || die "no page: $(cat "$work/page")"
    messages=$((messages + $(jq '.items | length' "$work/page")))
    after=$(jq -r '.next // empty' "$work/page")
    [ -n "$after" ] || break
done
[ "$messages" -ge "$(written)" ] || die "$messages messages, and $(written) were acknowledged"
say "$messages messages through seven rotations: all are there, nobody was answered 5xx"
