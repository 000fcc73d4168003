#!/bin/sh
# certs/tnw-pki: what it makes is what openssl sees, and what is wrong is refused with the reason.
set -eu
pki=$(CDPATH='' cd -- "$(dirname -- "$0")/../../../certs" && pwd)/tnw-pki
work=$(mktemp -d /tmp/tnw-pki.XXXXXX)
trap 'rm -rf "$work"' EXIT
cd "$work"

fail() {
    echo "not true: $*" >&2
    exit 1
}

# refused WORDS ARGUMENT...: fails, saying WORDS.
refused() {
    words=$1
    shift
    ! "$pki" "$@" 2>said || fail "refused: $*"
    grep -q -- "$words" said || fail "$* is refused with '$words', but: $(cat said)"
}

# subject NAME TEXT: in the form of RFC 2253, last part first.
subject() {
    [ "$(openssl x509 -in "out/$1.pem" -noout -subject -nameopt RFC2253,-esc_msb,utf8)" = "subject=$2" ] ||
        fail "the subject of $1 is $2"
}

# accepted NAME PURPOSE
accepted() {
    openssl verify -crl_check -CAfile ca/ca.pem -CRLfile ca/crl.pem -purpose "$2" "out/$1.pem" >said 2>&1
}

"$pki" ca ca
"$pki" server ca --name localhost --name tnw.example --ip 127.0.0.1 --out out/server
"$pki" actor ca --niss 80031295793 --name 'An / Peeters + "é", =x' --out out/an
"$pki" actor ca --cbe 0999000129 --name "De Korenaar BV" --out out/firm
"$pki" actor ca --niss 80443095734 --name "BIS, 30 April" --out out/bis
"$pki" actor ca --niss 80000095744 --name "Some day of 1980" --out out/unknown
"$pki" actor ca --niss 80031295793 --name Late --out out/late --expired
"$pki" actor ca --niss 80031295793 --name Wrong --out out/wrong --serverauth
"$pki" p12 out/an --no-password
echo secret >password
"$pki" p12 out/firm --password-file password

accepted server sslserver || fail "the server certificate is one of a server"
! accepted server sslclient || fail "the server certificate is none of a client"
accepted an sslclient || fail "a person's certificate is one of a client"
accepted firm sslclient || fail "an organisation's certificate is one of a client"
! accepted an sslserver || fail "a person's certificate is none of a server"
! accepted wrong sslclient || fail "--serverauth makes no client"
! accepted late sslclient || fail "--expired is expired"
grep -q expired said || fail "--expired is refused for being expired"
subject an 'serialNumber=80031295793,CN=An / Peeters \+ \"é\"\, =x,C=BE'
subject firm 'OU=CBE=0999000129,O=De Korenaar BV,C=BE'
openssl x509 -in out/server.pem -noout -ext subjectAltName | grep -q 'DNS:localhost, DNS:tnw.example, IP Address:127.0.0.1' ||
    fail "the server certificate has all its names"
openssl pkcs12 -in out/an.p12 -passin pass: -noenc -nocerts 2>said >/dev/null || fail "an.p12 opens without a password"
openssl pkcs12 -in out/firm.p12 -passin file:password -noenc -nocerts >/dev/null 2>&1 || fail "firm.p12 opens with its own"
! openssl pkcs12 -in out/firm.p12 -passin pass: -noenc -nocerts >/dev/null 2>&1 || fail "firm.p12 opens with its own only"
[ -z "$(find ca out -type f -perm /077)" ] || fail "nobody else can read anything"

"$pki" revoke ca out/an.pem
! accepted an sslclient || fail "what is revoked is refused"
grep -q revoked said || fail "what is revoked is refused for that"
accepted firm sslclient || fail "the others are not"
"$pki" crl ca
! accepted an sslclient || fail "a new CRL still holds what was revoked"

"$pki" ca other
refused "holds a CA already" ca ca
refused "holds no CA" actor nowhere --niss 80031295793 --name X --out x
refused "wrong check digits" actor ca --niss 80031295794 --name X --out x
refused "impossible date" actor ca --niss 80023095731 --name X --out x
refused "impossible date" actor ca --niss 80133195778 --name X --out x
refused "impossible date" actor ca --niss 80600195746 --name X --out x
refused "not born yet" actor ca --niss 99123195714 --name X --out x
refused "begins with 0 or 1" actor ca --cbe 2000000042 --name X --out x
refused "wrong check digits" actor ca --cbe 0999000128 --name X --out x
refused "11 digits" actor ca --niss 8003129579 --name X --out x
refused "10 digits" actor ca --cbe 09990001290 --name X --out x
refused "one of --niss and --cbe" actor ca --name X --out x
refused "one of --niss and --cbe" actor ca --niss 80031295793 --cbe 0999000129 --name X --out x
refused "needs --out" actor ca --niss 80031295793 --name X
refused "must not be empty" actor ca --niss 80031295793 --out x
refused "exists" actor ca --niss 80031295793 --name X --out out/an
refused "needs a value" server ca --name
refused "is not a certificate of the CA" revoke other out/firm.pem
refused "is not a certificate of the CA" revoke ca password
refused "no such file" p12 out/nobody --no-password
refused "no command" burn
[ -z "$(find . -name 'x.*')" ] || fail "a refusal leaves nothing behind"
