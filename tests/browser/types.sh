#!/bin/sh
# The page's modules fit each other, the libraries and the API's description, as TypeScript sees them: types.sh BUILD_DIR
set -eu
source=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
tools=${TNW_BROWSER_TOOLS:-$source/build/browser-tools}
mkdir -p "$1/tests/browser"
room=$(CDPATH='' cd -- "$1" && pwd)/tests/browser/types
rm -rf "$room"
mkdir "$room"
cd "$room"
ln -s "$tools/node_modules" node_modules
cp -r "$source/client/web/src" src
cp "$source/client/web/tsconfig.json" .
node node_modules/openapi-typescript/bin/cli.js "$source/schemas/openapi.json" --default-non-nullable=false \
    --output api.d.ts >said 2>&1 || {
    cat said >&2
    exit 1
}
node node_modules/typescript/bin/tsc
