#!/bin/sh
# A TypeScript client made from the API's description compiles, strictly, and does with a server what it says.
# usage: typescript.sh BUILD_DIR SANDBOX_JSON
set -eu
sandbox=$2
name=typescript
# shellcheck source=tests/openapi/tools.sh
. "$(dirname "$0")/tools.sh"
for file in tsconfig.json mutual_tls.ts story.ts; do
    cp "$source/tests/openapi/$file" .
done
node node_modules/openapi-typescript/bin/cli.js "$source/schemas/openapi.json" --default-non-nullable=false \
    --output api.d.ts >said 2>&1 || {
    cat said >&2
    fail "no client can be made"
}
node node_modules/typescript/bin/tsc || fail "the client does not compile"
node out/story.js "$sandbox"
