# shellcheck shell=sh disable=SC2034,SC2154 # variables cross between this file and compare.sh
# OpenLDAP as Debian has it, of a package that is unpacked (./dev) and not installed: else a directory would be set up and
# served. Sourced by compare.sh, after peers.sh. start_slapd sets slapd_url and slapd_pid.

slapd_found() {
    unpacked=$root/build/slapd
    [ -x "$unpacked/usr/sbin/slapd" ]
}

# It makes a table of as many connections as it may have files open.
run_slapd() {
    ulimit -n 4096
    LD_LIBRARY_PATH=$(dirname "$unpacked"/usr/lib/*/libslapi-*.so.0)
    export LD_LIBRARY_PATH
    exec "$unpacked/usr/sbin/slapd" "$@"
}

slapd_version() {
    ! slapd_found || (run_slapd -VV 2>&1) | sed -n 's/.*\(OpenLDAP: slapd [0-9.]*[0-9]\).*/\1/p'
}

# Who may read and write has a certificate and binds by it. Each search and each addition is an entry of the log, and both databases
# are LMDB, synchronous as they are by default.
slapd_files() {
    mkdir -p "$work/slapd/data" "$work/slapd/log"
    "$root/certs/tnw-pki" server "$pki" --name localhost --ip 127.0.0.1 --out "$work/slapd/server"
    random_text >"$work/slapd/body"
    cat >"$work/slapd/slapd.conf" <<EOF
include $unpacked/etc/ldap/schema/core.schema
modulepath $unpacked/usr/lib/ldap
moduleload back_mdb
moduleload accesslog
TLSCACertificateFile $pki/ca.pem
TLSCRLFile $pki/crl.pem
TLSCertificateFile $work/slapd/server.pem
TLSCertificateKeyFile $work/slapd/server.key
TLSVerifyClient demand
TLSProtocolMin 3.4
access to * by users write by * none
database mdb
suffix cn=log
directory $work/slapd/log
maxsize 17179869184
index reqStart eq
database mdb
suffix dc=bench
directory $work/slapd/data
maxsize 17179869184
index objectClass eq
overlay accesslog
logdb cn=log
logops reads writes
logsuccess TRUE
EOF
    cat >"$work/slapd/first.ldif" <<EOF
dn: dc=bench
objectClass: dcObject
objectClass: organization
dc: bench
o: bench

dn: cn=fragment,dc=bench
objectClass: device
cn: fragment
description: $(cat "$work/slapd/body")
EOF
}

slapd_answers() {
    "$load" --ca "$pki/ca.pem" --cert "$client.pem" --key "$client.key" -c 1 -w 0 -d 0.2 --timeout 1 \
        "$slapd_url/cn=fragment,dc=bench"
}

start_slapd() {
    slapd_found || die "OpenLDAP is not there: ./dev bench unpacks Debian's slapd under build/"
    port=$(free_port)
    slapd_url=ldaps://localhost:$port
    slapd_files
    (run_slapd -T add -f "$work/slapd/slapd.conf" -b dc=bench -l "$work/slapd/first.ldif") >"$work/slapd/out.log" 2>&1 ||
        die "slapd: $(tail -n 3 "$work/slapd/out.log")"
    run_slapd -d 0 -h "ldaps://127.0.0.1:$port/" -f "$work/slapd/slapd.conf" >"$work/slapd/out.log" 2>&1 &
    slapd_pid=$!
    pids="$pids $slapd_pid"
    until_up $slapd_pid slapd_answers || die "slapd does not start: $(tail -n 3 "$work/slapd/out.log")"
}
