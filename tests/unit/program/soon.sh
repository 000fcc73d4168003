# shellcheck shell=sh
# soon COMMAND...: waits until it succeeds; calls `fail` of who includes this after some ten seconds.
soon() {
    tries=0
    until "$@"; do
        tries=$((tries + 1))
        [ $tries -lt 100 ] || fail "in vain: $*"
        sleep 0.1
    done
}
