#!/bin/sh
# Who packages tnwd needs no cmocka: with -DTNW_TESTS=OFF it is not asked for, and nothing below tests/ is built.
set -eu
source=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
    echo "not true: $*" >&2
    cat "$work/said" >&2
    exit 1
}

# A pkg-config that knows no cmocka.
cat >"$work/pkg-config" <<EOF
#!/bin/sh
case "\$*" in *cmocka*) exit 1 ;; esac
exec pkg-config "\$@"
EOF
chmod +x "$work/pkg-config"

configure() {
    cmake -S "$source" -B "$work/build" -G Ninja -DPKG_CONFIG_EXECUTABLE="$work/pkg-config" "$@" >"$work/said" 2>&1
}

configure -DTNW_TESTS=OFF || fail "it needs no cmocka"
ninja -C "$work/build" -n -v >"$work/said"
grep -q 'server/tnwd' "$work/said" || fail "the server is built"
! grep 'tests/' "$work/said" || fail "nothing of the tests is built"
! configure -DTNW_TESTS=ON || fail "the tests need cmocka"
