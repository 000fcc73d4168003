#!/bin/sh
# Runs a test of the page against a sandbox whose log has a witness: witnessed.sh SCRIPT BUILD_DIR
# TNW_WITNESS_KEY: the witness's key, with which the script lets it look.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
room=$(mktemp -d /tmp/tnw-witness.XXXXXX)
trap 'rm -rf "$room"' EXIT
TNW_WITNESS_KEY=$room/witness.key
TNW_SANDBOX_SET="--set audit.witnesses=$room/witness.pub"
TNW_SANDBOX_LIMITS=off
export TNW_WITNESS_KEY TNW_SANDBOX_SET TNW_SANDBOX_LIMITS
"$2/client/cli/tnw" audit witness-key witness.example "$TNW_WITNESS_KEY" >"$room/witness.pub" 2>"$room/said"
"$here/../../with_sandbox.sh" "$1" "$2"
