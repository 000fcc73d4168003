#!/bin/sh
# A ready server for tests and demonstrations: sandbox.sh DIR [--port N], in the foreground until SIGTERM or SIGINT.
# Started by ./dev sandbox. A second start on the same DIR goes on with what is there. It ends with the status of tnwd.
#
# DIR/sandbox.json   how to reach it; there only while it answers
# DIR/profile.ini    the same as a profile of tnw, a section for each actor
# DIR/pki            the CA (certs/tnw-pki works on it)     DIR/foreign   a CA that the server does not know
# DIR/actors         NAME.pem, NAME.key, NAME.p12 (without a password), NAME.id
# DIR/server         what tnwd init made, tnwd.conf in it   DIR/tnwd.log  the log since the last start
#
# TNW_BIN_DIR        the build folder with tnwd             TNW_SANDBOX_SET  more --set options for tnwd serve
# TNW_SANDBOX_FILES  how many files it may have open    TNW_SANDBOX_LIMITS  off: nobody's requests are limited or counted
# TNW_SANDBOX_DAYS   how long its certificates are valid     TNW_SANDBOX_PRELOAD  loaded into tnwd serve first
set -eu
umask 077

# Fictitious people: nobody gets a counter above 900 on these days. name|kind|number|nihii|roles|text|options,
# in which @NAME is the id of one in a row above.
actors='
huisarts|niss|80031295793|12345625004|huisarts|Dr. An Peeters
huisarts2|niss|75112494881|13421731004|huisarts|Dr. Luc Maes
adviserend_arts|niss|69040795323|14590877991|adviserend_arts|Dr. Els Wouters
arbeidsarts|niss|83091994401|15631252004|arbeidsarts|Dr. Tom Claes
tnw_coordinator|niss|77060196681||tnw_coordinator|Sofie Jacobs
patient|niss|85021595110||patient|Jan Willems
patient2|niss|90073094297||patient|Mia Goossens
patient3|niss|68031290587||patient|Tom Verhaegen
patient4|niss|91070690896||patient|Ana Lopes
bemiddelaar|niss|66011094353||bemiddelaar|Karim Haddad
werkgever|cbe|0999000129||werkgever|Bakkerij De Korenaar BV
auditor|niss|72082395223||auditor|Greet Lambert
beheerder|niss|88050595403||beheerder|Pieter Vos
arts_en_patient|niss|74021494509|16720424004|huisarts,patient|Dr. Nele Aerts
hulpverlener|niss|79021490458||hulpverlener|Lies Baert
ziekenhuis|cbe|0999000327||werkgever|AZ De Brug
ziekenhuisarts|niss|85073091123|17777823004|huisarts|Dr. Bart Nijs|--organisation @ziekenhuis --qualification specialist
fonds|cbe|0999000426||adviserend_arts|Medisch team De Eendracht
medewerker|niss|88091790610||medewerker|Nele Smet|--function multidisciplinary --acts-for @adviserend_arts --acts-for @fonds
verpleegkundige|niss|71030590866||medewerker|Rik Pauwels|--function nurse --acts-for @arbeidsarts
secretariaat|niss|82061190742||medewerker|Fien Coppens|--function admin --acts-for @huisarts
'
# The bad ones carry the number of a registered doctor, so that nothing but the certificate is wrong with them.
bad_niss=80031295793
unknown_niss=93031895690
help='Pieter Vos, 02 123 45 67, <hulp@sandbox.example>'

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
pki=$here/../certs/tnw-pki

say() {
    echo "sandbox: $*" >&2
}

die() {
    say "$*"
    exit 1
}

read_arguments() {
    [ $# -ge 1 ] || die "needs a folder"
    dir=$1 port=0
    shift
    while [ $# -gt 0 ]; do
        case $1:${2:-} in
        --port:?*) port=$2 ;;
        *) die "takes DIR and --port N" ;;
        esac
        shift 2
    done
    mkdir -p "$dir"
    dir=$(CDPATH='' cd -- "$dir" && pwd)
    case $dir in
    *[\"\\[:cntrl:]]*) die "the folder's name must not hold quotes, backslashes or control characters" ;;
    esac
}

find_tnwd() {
    for tnwd in "${TNW_BIN_DIR:?names the build folder}/tnwd" "$TNW_BIN_DIR/server/tnwd"; do
        [ ! -x "$tnwd" ] || return 0
    done
    die "$TNW_BIN_DIR holds no tnwd"
}

# certificate CA NAME OPTION...: once; the key appears last.
certificate() {
    ca=$1 prefix=$dir/actors/$2
    shift 2
    [ -f "$prefix.key" ] || "$pki" actor "$ca" --out "$prefix" ${TNW_SANDBOX_DAYS:+--days "$TNW_SANDBOX_DAYS"} "$@"
    [ -f "$prefix.p12" ] || "$pki" p12 "$prefix" --no-password
}

make_certificates() {
    [ -f "$dir/pki/crl.pem" ] || "$pki" ca "$dir/pki" --name "TNW sandbox CA"
    [ -f "$dir/foreign/crl.pem" ] || "$pki" ca "$dir/foreign" --name "Somebody else's CA"
    mkdir -p "$dir/actors"
    echo "$actors" | while IFS='|' read -r name kind number _ _ text _; do
        [ -z "$name" ] || certificate "$dir/pki" "$name" "--$kind" "$number" --name "$text"
    done
    certificate "$dir/pki" unknown --niss $unknown_niss --name "Nobody Known"
    certificate "$dir/pki" expired --niss $bad_niss --name "Expired" --expired
    certificate "$dir/pki" serverauth --niss $bad_niss --name "No Client" --serverauth
    certificate "$dir/foreign" foreign --niss $bad_niss --name "Foreign"
    certificate "$dir/pki" revoked --niss $bad_niss --name "Revoked"
    [ -f "$dir/actors/revoked.done" ] || {
        "$pki" revoke "$dir/pki" "$dir/actors/revoked.pem"
        : >"$dir/actors/revoked.done"
    }
}

make_server() {
    config=$dir/server/tnwd.conf
    [ -f "$config" ] || "$tnwd" init "$dir/server" --origin sandbox.example/tnwd >"$dir/init.log" 2>&1 || {
        cat "$dir/init.log" >&2
        die "tnwd init failed"
    }
    mkdir -p "$dir/server/tls"
    [ -f "$dir/server/tls/server.key" ] ||
        "$pki" server "$dir/pki" --name localhost --ip 127.0.0.1 --out "$dir/server/tls/server" \
            ${TNW_SANDBOX_DAYS:+--days "$TNW_SANDBOX_DAYS"}
    cp "$dir/pki/ca.pem" "$dir/server/tls/clients-ca.pem"
    # A link, so that tnw-pki revoke is all that a revocation takes.
    ln -sf ../../pki/crl.pem "$dir/server/tls/crl.pem"
}

# with_ids OPTIONS: each @NAME becomes the id of that actor.
with_ids() {
    for word in $1; do
        case $word in
        @*) cat "$dir/actors/${word#@}.id" ;;
        *) echo "$word" ;;
        esac
    done
}

register_actors() {
    echo "$actors" | while IFS='|' read -r name kind number nihii roles text options; do
        if [ -z "$name" ] || [ -f "$dir/actors/$name.id" ]; then
            continue
        fi
        # shellcheck disable=SC2046 # several options
        "$tnwd" actor add --config "$config" "--$kind" "$number" --name "$text" \
            $(echo ",$roles" | sed 's/,/ --role /g') ${nihii:+--nihii "$nihii"} \
            $(with_ids "$options") >"$dir/actors/$name.id.new"
        mv "$dir/actors/$name.id.new" "$dir/actors/$name.id"
    done
}

# quoted TEXT: as JSON; empty is null.
quoted() {
    [ -n "$1" ] && printf '"%s"' "$1" || printf null
}

# entry NAME ROLE NISS CBE
entry() {
    id=
    [ ! -f "$dir/actors/$1.id" ] || id=$(cat "$dir/actors/$1.id")
    printf '%s\n    "%s": {"id": %s, "role": "%s", "niss": %s, "cbe": %s,\n' "$separator" "$1" "$(quoted "$id")" "$2" \
        "$(quoted "$3")" "$(quoted "$4")"
    printf '      "cert": "%s", "key": "%s", "p12": "%s"}' "$dir/actors/$1.pem" "$dir/actors/$1.key" "$dir/actors/$1.p12"
    separator=,
}

# role is the first one of several.
entries() {
    separator=
    while IFS='|' read -r name kind number _ roles _; do
        case $kind in
        niss) entry "$name" "${roles%%,*}" "$number" '' ;;
        cbe) entry "$name" "${roles%%,*}" '' "$number" ;;
        esac
    done <<EOF
$actors
EOF
    entry unknown huisarts $unknown_niss ''
    for name in expired revoked foreign serverauth; do
        entry $name huisarts $bad_niss ''
    done
}

# A section for everybody, so that they can be named with --as alone.
write_profile() {
    echo "$actors" | while IFS='|' read -r name _ _ _ roles _; do
        [ -z "$name" ] || printf '[%s]\nurl = https://localhost:%s\nca = %s\ncert = %s\nkey = %s\nrole = %s\nlog_key = %s\n\n' \
            "$name" "$1" "$dir/pki/ca.pem" "$dir/actors/$name.pem" "$dir/actors/$name.key" "${roles%%,*}" \
            "$("$tnwd" log-key --config "$config")"
    done >"$dir/profile.ini"
}

write_json() {
    {
        printf '{"url": "https://localhost:%s", "ops_url": "http://127.0.0.1:%s",\n' "$1" "$2"
        printf '  "landing_url": "https://localhost:%s",\n' "$(port_of landing_port)"
        printf '  "ca": "%s", "crl": "%s", "pki": "%s",\n' "$dir/pki/ca.pem" "$dir/server/tls/crl.pem" "$dir/pki"
        printf '  "pid": %s, "log": "%s", "log_key": "%s",\n' "$pid" "$dir/tnwd.log" \
            "$("$tnwd" log-key --config "$config")"
        printf '  "actors": {'
        entries
        printf '\n  }\n}\n'
    } >"$dir/sandbox.json.new"
    mv "$dir/sandbox.json.new" "$dir/sandbox.json"
}

# shellcheck disable=SC2317 # called by the trap
stop() {
    trap '' TERM INT
    rm -f "$dir/sandbox.json"
    kill -TERM "$pid" 2>/dev/null || :
    status=0
    wait "$pid" || status=$?
    exit "$status"
}

died() {
    rm -f "$dir/sandbox.json"
    tail -n 20 "$dir/tnwd.log" >&2
    die "tnwd ended by itself"
}

# The server dies with this script, however that ends.
start() {
    limits=
    [ "${TNW_SANDBOX_LIMITS:-}" != off ] ||
        limits="--set limits.person_rate=0 --set limits.address_rate=0 --set limits.stranger_rate=0
            --set limits.refusals_recorded=1000000 --set limits.quota_factor=1000000"
    [ ! -f "$dir/tnwd.log" ] || mv "$dir/tnwd.log" "$dir/tnwd.log.1"
    [ -z "${TNW_SANDBOX_FILES:-}" ] || ulimit -n "$TNW_SANDBOX_FILES"
    # shellcheck disable=SC2086 # options, separated by blanks
    setpriv --pdeathsig TERM env ${TNW_SANDBOX_PRELOAD:+"LD_PRELOAD=$TNW_SANDBOX_PRELOAD"} "$tnwd" serve \
        --config "$config" --set server.listen=127.0.0.1 --set "server.port=$port" --set ops.port=0 \
        --set server.landing_listen=127.0.0.1 --set server.landing_port=0 \
        --set "server.landing_help=$help" \
        --set clock.longest_stop=36500 $limits ${TNW_SANDBOX_SET:-} \
        2>"$dir/tnwd.log" &
    pid=$!
    trap stop TERM INT
}

# port_of KEY: from the line that the server logs when it answers.
port_of() {
    sed -n "/event=ready /s/.* $1=\([0-9][0-9]*\).*/\1/p" "$dir/tnwd.log"
}

wait_ready() {
    while [ -z "$(port_of port)" ]; do
        kill -0 "$pid" 2>/dev/null || died
        sleep 0.05
    done
    until curl -fsS -o "$dir/readyz" "http://127.0.0.1:$(port_of ops_port)/readyz" 2>"$dir/readyz.err"; do
        kill -0 "$pid" 2>/dev/null || died
        sleep 0.05
    done
    rm -f "$dir/readyz" "$dir/readyz.err"
}

read_arguments "$@"
find_tnwd
rm -f "$dir/sandbox.json"
make_certificates
make_server
register_actors
start
wait_ready
write_profile "$(port_of port)"
write_json "$(port_of port)" "$(port_of ops_port)"
say "ready at https://localhost:$(port_of port), see $dir/sandbox.json; the log is $dir/tnwd.log"
say "in a browser: trust $dir/pki/ca.pem, take $dir/actors/NAME.p12 (no password) as your certificate, and open that"
say "without a certificate: https://localhost:$(port_of landing_port) says how to come in"
wait "$pid" || :
died
