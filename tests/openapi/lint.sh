#!/bin/sh
# Redocly and Spectral find nothing in the API's description, neither in its source nor in the one file that is served, and
# do find what is wrong in one that was spoilt.
# usage: lint.sh BUILD_DIR
set -eu
name=lint
# shellcheck source=tests/openapi/tools.sh
. "$(dirname "$0")/tools.sh"
cp "$source/tests/openapi/redocly.mjs" "$source/tests/openapi/spectral.yaml" .

# clean TOOL FILE: finds nothing; spoilt TOOL FILE: finds something, and does not just fail.
redocly() {
    node redocly.mjs "$1"
}
spectral() {
    node node_modules/@stoplight/spectral-cli/dist/index.js lint --ruleset spectral.yaml --fail-severity hint "$1"
}
clean() {
    "$1" "$2" >said 2>&1 || {
        cat said >&2
        fail "$1 finds that in $2"
    }
}
spoilt() {
    ! "$1" "$2" >said 2>&1 || fail "$1 does not see that $2 is spoilt"
    grep -q "$3" said || {
        cat said >&2
        fail "$1 does not say what is wrong"
    }
}

for file in "$source/schemas/openapi.json" "$build/server/json/bundle/openapi.json"; do
    clean redocly "$file"
    clean spectral "$file"
done
bundle=$build/server/json/bundle/openapi.json
jq 'del(.components.schemas.Event)' "$bundle" >without_event.json
spoilt redocly without_event.json "resolve"
spoilt spectral without_event.json "invalid-ref"
jq 'del(.paths["/v1/me"].get.operationId)' "$bundle" >without_id.json
spoilt redocly without_id.json "operationId"
spoilt spectral without_id.json "operation-operationId"
