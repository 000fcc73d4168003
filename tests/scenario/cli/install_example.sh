#!/bin/sh
# An installed copy of libtnw is all that a program needs: the examples build against it through pkg-config and through
# find_package, shared and static, and nothing but tnw_* leaves the library. With a sandbox the first runs against it.
# usage: install_example.sh BUILD_DIR [SANDBOX_JSON]
set -eu
build=$(cd "$1" && pwd)
sandbox=${2:-}
source=$(cd "$(dirname "$0")/../../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
prefix=$work/prefix

fail() {
    echo "install_example: $*" >&2
    exit 1
}

cmake --install "$build" --component client --prefix "$prefix" >"$work/install.log"
libdir=$(dirname "$(find "$prefix" -name libtnw.so)")
sanitize=$(sed -n 's/^TNW_SANITIZE:[A-Z]*=//p' "$build/CMakeCache.txt")
flags=${sanitize:+-fsanitize=$sanitize}
cc=$(sed -n 's/^CMAKE_C_COMPILER:[A-Z]*=//p' "$build/CMakeCache.txt")

for library in "$libdir/libtnw.a" "$libdir/libtnw.so"; do
    dynamic=
    [ "$library" = "${library%.so}" ] || dynamic=-D
    others=$(nm $dynamic --defined-only --extern-only "$library" | awk 'NF == 3 && $3 !~ /^tnw_/ { print $3 }')
    [ -z "$others" ] || fail "$library defines more than tnw_*: $others"
done

for header in "$prefix"/include/tnw/*.h; do
    "$cc" -std=c17 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -x c -I"$prefix/include" "$header"
    c++ -std=c++17 -Wall -Wextra -Werror -fsyntax-only -x c++ -I"$prefix/include" "$header"
done

export PKG_CONFIG_PATH="$libdir/pkgconfig"
# shellcheck disable=SC2046,SC2086 # lists of flags
"$cc" -std=c17 -Wall -Wextra -Wpedantic -Werror $flags $(pkg-config --cflags libtnw) -o "$work/example-pkg" \
    "$source/client/example/example.c" $(pkg-config --libs libtnw) -Wl,-rpath,"$libdir"

# shellcheck disable=SC2046,SC2086 # lists of flags
"$cc" -D_GNU_SOURCE -std=c17 -Wall -Wextra -Wpedantic -Werror $flags $(pkg-config --cflags libtnw) -o "$work/attach" \
    "$source/client/example/attach.c" $(pkg-config --libs libtnw) -Wl,-rpath,"$libdir"

# What the file for pkg-config keeps private is what the archive needs, and evidence is checked without any server.
# shellcheck disable=SC2046,SC2086 # lists of flags
"$cc" -std=c17 -Wall -Wextra -Wpedantic -Werror $flags $(pkg-config --cflags libtnw) -o "$work/verify" \
    "$source/client/example/verify.c" "$libdir/libtnw.a" \
    $(pkg-config --libs $(pkg-config --print-requires-private libtnw | cut -d' ' -f1)) \
    $(sed -n 's/^Libs.private: //p' "$libdir/pkgconfig/libtnw.pc")
log_key=$(sed -n 's/^static const char log_key\[\] = "\(.*\)";/\1/p' "$source/tests/fuzz/fuzz_client_evidence.c")
tail -c +2 "$source/tests/fuzz/corpus/client_evidence/receipt" >"$work/receipt.json"
"$work/verify" "$log_key" "$work/receipt.json" | grep -q '^cns_.*: record 1 of the log' || fail "a whole receipt does not hold"
sed 's/fit_note/diagnose/' "$work/receipt.json" >"$work/altered.json"
status=0
"$work/verify" "$log_key" "$work/altered.json" >"$work/out" 2>"$work/err" || status=$?
[ "$status" -eq 1 ] || fail "an altered receipt: exit status $status"
[ ! -s "$work/out" ] || fail "an altered receipt holds"
grep -q 'terms' "$work/err" || fail "an altered receipt: $(cat "$work/err")"

mkdir "$work/project"
cat >"$work/project/CMakeLists.txt" <<EOF
cmake_minimum_required(VERSION 3.25)
project(example LANGUAGES C)
set(CMAKE_C_STANDARD 17)
find_package(tnw 0.1 REQUIRED)
foreach(kind tnw tnw_static)
    add_executable(example-\${kind} $source/client/example/example.c)
    target_link_libraries(example-\${kind} PRIVATE tnw::\${kind})
endforeach()
EOF
cmake -S "$work/project" -B "$work/project/build" -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_C_COMPILER="$cc" \
    -DCMAKE_C_FLAGS="$flags" >"$work/configure.log"
cmake --build "$work/project/build" >"$work/build.log" || { cat "$work/build.log" >&2; fail "find_package(tnw)"; }

status=0
"$work/example-pkg" 2>/dev/null || status=$?
[ "$status" -eq 2 ] || fail "without arguments: exit status $status"
[ -n "$sandbox" ] || { echo "built; no sandbox to run it against"; exit 0; }

json() {
    python3 -c 'import json, sys; v = json.load(open(sys.argv[1]))
for k in sys.argv[2:]: v = v[k]
print(v)' "$sandbox" "$@"
}

run() {
    checker=
    if [ -z "$sanitize" ] && command -v valgrind >/dev/null; then
        checker="valgrind --quiet --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite"
    fi
    # shellcheck disable=SC2086 # a command and its options
    $checker "$1" "$(json url)" "$(json ca)" "$(json actors "$2" cert)" "$(json actors "$2" key)"
}

for example in "$work/example-pkg" "$work/project/build/example-tnw" "$work/project/build/example-tnw_static"; do
    run "$example" huisarts >"$work/out" || fail "$example as huisarts"
    grep -q '^I am ' "$work/out" || fail "$example does not say who I am"
    # Its twin: a revoked certificate gets nothing, and is told so.
    status=0
    run "$example" revoked >"$work/out" 2>"$work/err" || status=$?
    [ "$status" -eq 1 ] || fail "$example with a revoked certificate: exit status $status"
    [ ! -s "$work/out" ] || fail "$example prints data for a revoked certificate"
    grep -q 'refused your certificate' "$work/err" || fail "$example: $(cat "$work/err")"
done

# A PDF, a PNG and a JPEG go through the library and come back as they were.
"$source/tests/scenario/cli/make_file.py" pdf 10485760 "$work/pdf"
"$source/tests/scenario/cli/make_file.py" png 40 "$work/png"
cp "$source/tests/fuzz/corpus/inspect_jpeg/good-magick.jpg" "$work/jpeg"
dossier=$(HOME=$work "$build/client/cli/tnw" --sandbox "$(dirname "$sandbox")" --as huisarts --json dossier open \
    --niss "$(json actors patient2 niss)" --name "Mia Goossens" --start 2026-01-05 --employment employed | grep -o 'dos_[0-9A-Z]*' |
    head -n 1)
for kind in application/pdf image/png image/jpeg; do
    "$work/attach" "$(json url)" "$(json ca)" "$(json actors huisarts cert)" "$(json actors huisarts key)" "$dossier" $kind \
        "$work/${kind#*/}" "$work/${kind#*/}.back" >"$work/out" || fail "$kind is not sent and read"
    grep -q " bytes, $kind" "$work/out" || fail "$kind is not listed: $(cat "$work/out")"
    cmp "$work/${kind#*/}" "$work/${kind#*/}.back" || fail "$kind comes back otherwise"
done
echo "built and run"
