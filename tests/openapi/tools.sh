# shellcheck shell=sh
# What both tests share: a folder of their own, in which Node finds the tools that ./dev test installed.
# In: $1, the build folder; $name, of the test. Makes $room, and goes into it.
source=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
tools=${TNW_OPENAPI_TOOLS:-$source/build/openapi-tools}
[ -d "$tools/node_modules" ] || {
    echo "$tools holds no tools: ./dev test installs them" >&2
    exit 1
}
mkdir -p "$1/tests/openapi"
build=$(CDPATH='' cd -- "$1" && pwd)
room=$build/tests/openapi/${name:?}
rm -rf "$room"
mkdir "$room"
ln -s "$tools/node_modules" "$room/node_modules"
cd "$room" || exit
cp "$source/tests/openapi/package.json" .

fail() {
    echo "openapi: $*" >&2
    exit 1
}
