#!/bin/sh
# What commands about keys take that is on no disk of the server's: outside.sh DIR. An empty token `power` whose PIN is in DIR/pin,
# its module DIR/module.so, DIR/softhsm2.conf; and a recipient, DIR/r.pem with DIR/r.key.
set -eu
umask 077
dir=$1
for module in /usr/lib/softhsm/libsofthsm2.so /usr/lib/*/softhsm/libsofthsm2.so; do
    [ ! -e "$module" ] || ln -sf "$module" "$dir/module.so"
done
[ -e "$dir/module.so" ] || {
    echo "softhsm2 is not installed: ./dev test does that" >&2
    exit 1
}
mkdir "$dir/tokens"
printf 'directories.tokendir = %s\nlog.level = ERROR\n' "$dir/tokens" >"$dir/softhsm2.conf"
SOFTHSM2_CONF="$dir/softhsm2.conf" softhsm2-util --init-token --free --label power --so-pin 87654321 --pin 123456 >/dev/null
echo 123456 >"$dir/pin"
openssl req -x509 -newkey rsa:2048 -nodes -keyout "$dir/r.key" -out "$dir/r.pem" -subj /CN=r 2>/dev/null
