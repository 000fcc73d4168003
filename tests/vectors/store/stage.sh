# shellcheck shell=sh
# For scripts that play with the store of a vector: a machine whose clock they set, and a sandbox on it. They set build
# and work, and call stage_end when they end.
sandbox_pid=''

stage_tnwd=$build/server/tnwd
stage_tnw=$build/client/cli/tnw
stage_shim=$build/tests/unit/libtnw_clock_shim.so
stage_tests=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)

# stage_clock WALL RUNNING: by how many ms the clocks are off, and all programs behind it.
stage_clock() {
    printf '%-19s %-19s\n' "$1" "$2" >"$work/clocks"
    export TNW_TEST_CLOCK="$work/clocks" LD_PRELOAD="$stage_shim"
    export ASAN_OPTIONS="${ASAN_OPTIONS:-}:verify_asan_link_order=0"
}

# stage_hour WALL: an hour after the story ended, of which the wall clock was off by WALL when it began.
stage_hour() {
    # shellcheck disable=SC2046 # two numbers
    stage_clock $(env -u LD_PRELOAD python3 "$(dirname -- "$0")/hour.py" "$1")
}

# stage_start DIR: a sandbox in it, ready.
stage_start() {
    TNW_BIN_DIR=$build "$stage_tests/sandbox.sh" "$1" 2>"$work/said" &
    sandbox_pid=$!
    until [ -f "$1/sandbox.json" ]; do
        kill -0 "$sandbox_pid" 2>/dev/null || {
            cat "$work/said" >&2
            return 1
        }
        sleep 0.1
    done
}

# stage_stop: returns the server's status.
stage_stop() {
    pid=$sandbox_pid
    sandbox_pid=''
    kill -TERM "$pid" 2>/dev/null || :
    wait "$pid"
}

stage_end() {
    [ -z "$sandbox_pid" ] || stage_stop || :
    rm -rf "$work"
}
