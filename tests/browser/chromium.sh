#!/bin/sh
# Chromium that chooses its client certificate by itself: the policy that says so stands in a place of its own, seen by this
# process and its children only. TNW_BROWSER_POLICY: the file. HOME: whose NSS database holds the certificate; its process
# id is written there.
set -eu
echo $$ >"$HOME/pid"
# shellcheck disable=SC2016 # the inner shell's
exec unshare --user --map-root-user --mount sh -c '
    mount -t tmpfs none /etc/chromium
    mkdir -p /etc/chromium/policies/managed
    cp "$TNW_BROWSER_POLICY" /etc/chromium/policies/managed/tnw.json
    exec "${CHROMIUM:-/usr/bin/chromium}" "$@"' chromium "$@"
