#!/bin/sh
# Backups as an operator meets them who does something wrong, or whose disk does: program_backup.sh TNWD SHIM. What DEST may be;
# a disk that goes away, comes back and is full; two at once; and each point at which a backup, a rotation of its keys or a
# restore is killed.
set -eu
umask 022
# On disks of its own, which are gone with it however it ends; where that is not possible the full disk is left out.
if [ -z "${TNW_OWN_MOUNTS:-}" ] && unshare -m true 2>/dev/null; then
    TNW_OWN_MOUNTS=1 exec unshare -m "$0" "$@"
fi
tnwd=$1
shim=$2
dir=$(mktemp -d)
home=$dir/home
conf=$home/tnwd.conf
dest=$dir/backups/dest
follower=
trap '[ -z "$follower" ] || kill -9 "$follower" 2>/dev/null || :; rm -rf "$dir" 2>/dev/null || :' EXIT

fail() {
    echo "program_backup: $*" >&2
    for file in out err follow.out follow.err; do
        [ ! -f "$dir/$file" ] || sed "s/^/  $file: /" "$dir/$file" >&2
    done
    exit 1
}

. "$(dirname "$0")/soon.sh"

# expect STATUS COMMAND [ARGUMENT...]: of tnwd.
expect() {
    wanted=$1 got=0
    shift
    "$tnwd" "$@" --config "$conf" >"$dir/out" 2>"$dir/err" || got=$?
    [ "$got" -eq "$wanted" ] || fail "$*: exit status $got instead of $wanted"
}
# killed POINT COMMAND [ARGUMENT...]
killed() {
    point=$1
    shift
    export TNW_STOP_AT="$point"
    expect 137 "$@"
    unset TNW_STOP_AT
}
says() {
    grep -q -- "$1" "$dir/$2" || fail "nothing said of: $1"
}
serial=100
# Something is done that a backup should have.
record() {
    n=800312$serial
    serial=$((serial + 1))
    expect 0 actor add --niss "$(printf '%s%02d' "$n" $((97 - n % 97)))" --name "Somebody" --role beheerder
}
# records: how many the log has.
records() {
    expect 0 verify
    sed 's/ records.*//' "$dir/out"
}
follow() {
    : >"$dir/follow.out"
    "$tnwd" backup --config "$conf" "$dest" --follow "$@" >"$dir/follow.out" 2>"$dir/follow.err" &
    follower=$!
    soon grep -q . "$dir/follow.err" "$dir/follow.out"
}
unfollow() {
    kill -TERM "$follower"
    wait "$follower" || fail "the follower ended with $?"
    follower=
}
has_record() {
    expect 0 restore "$dest" --rehearse
    grep -q "ends at record $1," "$dir/out"
}
status_is() {
    "$tnwd" status --config "$conf" --json >"$dir/out"
    python3 - "$dir/out" "$1" <<'EOF'
import json, sys
backups = json.load(open(sys.argv[1]))["backups"]
sys.exit(0 if eval(sys.argv[2], {"backups": backups}) else 1)
EOF
}
# A store as it is before it was ever served, in another folder.
other() {
    "$tnwd" init "$1" --origin other.example/tnwd >"$dir/out" 2>&1
}

"$tnwd" init "$home" --origin test.example/tnwd >"$dir/out" 2>&1
sed -i 's/^#\{0,1\} *reserve = .*/reserve = 2MiB/' "$conf"
grep -q '^reserve = 2MiB' "$conf" || fail "no reserve"
record
mkdir -m 700 "$dir/backups"

# What DEST may be, and what to do where it may not.
expect 1 restore "$dir/backups" --rehearse
mkdir -m 700 "$dir/full"
echo mine >"$dir/full/letter"
expect 64 backup "$dir/full"
says "is not empty" err
mkdir -m 755 "$dir/open"
expect 78 backup "$dir/open"
says "chmod 700" err
mkdir -m 700 "$dir/real"
ln -s "$dir/real" "$dir/link"
expect 64 backup "$dir/link"
says "a link is not followed" err
expect 64 backup "$home/data/backup"
says "in the folder of the data" err
rmdir "$home/data/backup" 2>/dev/null || rm -rf "$home/data/backup"
expect 64 backup "$dir/full/letter"
expect 0 backup "$dest"
says "on the file system of the data" err
other "$dir/other"
conf=$dir/other/tnwd.conf
expect 64 backup "$dest"
says "holds backups of another store" err
expect 1 restore "$dest" --rehearse
says "is a backup of another store, whose log is test.example/tnwd" err
conf=$home/tnwd.conf
# A generation that was carried over from the backup of another store is none of this one.
conf=$dir/other/tnwd.conf
expect 0 actor add --niss 80031290053 --name Other --role beheerder
expect 0 backup "$dir/backups/foreign"
conf=$home/tnwd.conf
mv "$dest/generation-000001" "$dir/kept"
cp -R "$dir/backups/foreign/generation-000001" "$dest"
expect 65 restore "$dest" --rehearse
says "is of another store than backup.json" err
rm -r "$dest/generation-000001"
mv "$dir/kept" "$dest/generation-000001"

# What is kept: the rule, and what it takes away, also when that is cut.
record
expect 0 backup "$dest" --set backup.keep=9
record
killed backup.prune backup "$dest" --set backup.keep=1
expect 0 restore "$dest" --rehearse
expect 0 restore "$dest" --rehearse --generation 1
expect 0 backup "$dest" --set backup.keep=2
says "generation 1: is not kept by backup.keep: removed" err
[ "$(ls -d "$dest"/generation-* | wc -l)" -eq 2 ] || fail "more is kept than the rule says"
expect 78 backup "$dest" --set backup.keep=some
for point in backup.walk backup.rows backup.keys backup.frames backup.manifest; do
    killed $point backup "$dest"
    expect 0 restore "$dest" --rehearse
done
expect 0 backup "$dest"
says "was cut before it was complete: removed" err

# It is no backup before all of it was read back: a disk that keeps something else is found out.
spoilt() {
    file=$1
    shift
    LD_PRELOAD=$shim TNW_SPOIL=/$file ASAN_OPTIONS=${ASAN_OPTIONS:-}:verify_asan_link_order=0 \
        "$tnwd" backup --config "$conf" "$@" >"$dir/out" 2>"$dir/err"
}
for file in rows keys-000001 frames-000001; do
    whole=$(ls "$dest"/generation-*/manifest.json)
    ! spoilt $file "$dest" || fail "$file: what the disk did not keep is called a backup"
    says "/$file: " err
    [ "$(ls "$dest"/generation-*/manifest.json)" = "$whole" ] || fail "$file: it has a manifest"
    expect 0 restore "$dest" --rehearse
done
expect 0 backup "$dest"

# The keys are in none of its files.
python3 - "$home/keyring" "$home/audit-key" "$dest" <<'EOF'
import base64, os, re, sys
secrets = [bytes.fromhex(word) for path in sys.argv[1:3] for word in re.findall(r"\b[0-9a-f]{64}\b", open(path).read())]
assert len(secrets) == 3, len(secrets) # of the index, of a wrapping key, of the log
forms = [form for one in secrets for form in (one, one.hex().encode(), one.hex().upper().encode(), base64.b64encode(one)[:40])]
for at, _, names in os.walk(sys.argv[3]):
    for name in names:
        content = open(os.path.join(at, name), "rb").read()
        if any(form in content for form in forms):
            sys.exit(f"{at}/{name} holds a key")
EOF

# Two at once hinder each other, and nothing else.
follow
soon grep -q "^generation" "$dir/follow.out"
expect 1 backup "$dest"
says "another .tnwd backup. writes here" err
expect 0 backup "$dir/backups/beside"
record
want=$(records)
soon has_record "$want"
soon status_is "[b for b in backups if b['path'].endswith('/dest')][0]['follows']"

# Its disk goes away, and an empty folder is in its place: nothing is written there; it says so, and goes on when it is back.
mv "$dest" "$dir/away"
mkdir -m 700 "$dest"
record
soon grep -q "event=backup_failed" "$dir/follow.err"
soon grep -q "gone: mount its disk" "$dir/follow.err"
soon status_is "[b for b in backups if b['path'].endswith('/dest')][0]['failing_since']"
"$tnwd" status --config "$conf" >"$dir/out"
says "FAILS since .*Z: .*/dest: .*" out
[ -z "$(ls "$dest")" ] || fail "something was written where the disk was"
expect 1 backup "$dest" --follow # also when it is started then
says "gone: mount its disk" err
rmdir "$dest"
mv "$dir/away" "$dest"
soon status_is "not [b for b in backups if b['path'].endswith('/dest')][0]['failing_since']"
want=$(records)
soon has_record "$want"
unfollow
expect 0 backup forget "$dir/backups/beside"

# A disk that is full: what there is stays good, nothing half remains, and with room again it goes on.
small=$dir/backups/small
mkdir -m 700 "$small"
if [ -n "${TNW_OWN_MOUNTS:-}" ] && mount -t tmpfs -o mode=0700,size=2m none "$small" 2>"$dir/err"; then
    old=$dest dest=$small
    expect 0 backup "$dest"
    fill() {
        ! cat /dev/zero >"$small/ballast" 2>/dev/null || fail "it is not full"
    }
    fill
    expect 74 backup "$dest"
    says "No space left" err
    [ "$(echo "$dest"/generation-*)" = "$dest/generation-000001" ] || fail "half a generation is left"
    expect 0 restore "$dest" --rehearse
    status_is "[b for b in backups if b['path'].endswith('/small')][0]['failing_since']"
    rm "$small/ballast"
    follow
    soon grep -q "^generation" "$dir/follow.out"
    fill
    records_until_refused() {
        record
        grep -q "event=backup_failed" "$dir/follow.err"
    }
    soon records_until_refused
    says "No space left" follow.err
    expect 0 restore "$dest" --rehearse
    rm "$small/ballast"
    want=$(records)
    soon has_record "$want"
    soon status_is "not [b for b in backups if b['path'].endswith('/small')][0]['failing_since']"
    unfollow
    expect 0 backup forget "$small"
    dest=$old
else
    echo "program_backup: no mounts here: a full disk was not tried"
fi

# A rotation that is killed while it rewrites a backup's keys: the same command goes on, and each generation comes back.
for point in rekey.written rekey.named; do
    killed $point keys rotate
    expect 0 restore "$dest" --rehearse
    expect 0 keys rotate
    expect 0 verify
    expect 0 restore "$dest" --rehearse
done

# A restore that is killed: before its rename all is done again; behind it the store is there, and says what is left.
lose() {
    rm -rf "$home/data"
    mkdir -m 700 "$home/data"
}
want=$(records)
expect 0 backup "$dest"
for point in restore.commit restore.loaded restore.checked restore.log; do
    lose
    killed $point restore "$dest"
    expect 78 serve
    says "a restore was cut" err
    expect 0 restore "$dest"
    [ "$(records)" -eq "$want" ] || fail "$point: $(records) records came back of $want"
done
lose
killed restore.moved restore "$dest"
expect 1 restore "$dest"
says "it is whole" err
[ "$(records)" -eq "$want" ] || fail "$(records) records came back of $want"

# The same under a new log: a cut leaves the old log's files until the store is there.
cp "$home/audit-key" "$dir/key"
lose
killed restore.log restore "$dest" --new --origin test.example/tnwd-2
cmp "$home/audit-key" "$dir/key" || fail "the key was replaced before the store was there"
killed restore.moved restore "$dest" --new --origin test.example/tnwd-2
cmp "$home/audit-key" "$dir/key" || fail "the key was replaced before the store was there"
# From where the configuration is named makes no difference.
lose
kept=$conf
cd "$home"
conf=tnwd.conf
expect 0 restore "$dest" --new --origin test.example/tnwd-2
conf=$kept
[ "$(records)" -eq $((want + 1)) ] || fail "no record says that another key signs"
cp audit-key.* audit-key
rm audit-state
lose
killed restore.moved restore "$dest" --new --origin test.example/tnwd-2
expect 64 log-key --new --origin test.example/tnwd-2 # the log says that it is another's: the key that was cut
says "it needs another one" err
expect 0 log-key --new --origin test.example/tnwd-3
expect 0 verify
expect 1 restore "$dest" --rehearse
says "is a backup of the log test.example/tnwd, and" err
expect 64 backup "$dest"
says "holds backups of the log that this store had before" err
