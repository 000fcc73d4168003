"""What of docs/operations.md is played otherwise than it is written, and why."""
DOCUMENT = "docs/operations.md"
AT_LEAST = 11

EVERYWHERE = [("/var/lib/tnwd", "$ROOM/tnwd"), ("/etc/tnw-pki", "$ROOM/pki"),  # places of this machine's own
              ("/mnt/backup/tnwd", "$ROOM/backup"), ("/etc/tnw-witness", "$ROOM/witness"), ("/var/lib/tnw-witness", "$ROOM/witness")]

# Any free port, and the address of this machine.
PORTS = "--set server.listen=127.0.0.1 --set server.port=$port --set ops.port=0"
SERVE = f"""
serve() {{
    tnwd serve --config $ROOM/tnwd/tnwd.conf {PORTS} 2>serve.log &
    server=$!
    wait_for grep -q event=ready serve.log || {{ cat serve.log; return 1; }}
    port=$(sed -n '/event=ready /s/.* port=\\([0-9]*\\).*/\\1/p' serve.log)
}}
end() {{ kill -TERM $server; wait $server; }}
port=0
"""

STEPS = [
    dict(step="tnwd init", before="umask 077" + SERVE, replace=[
        ("--name tnw.example.be", "--name localhost"),                   # which this machine finds
        ("tnwd check-config", f"tnwd check-config {PORTS}"),
        ("--niss - ", "--niss - <<<88050595403 "),                       # from the card, or the keyboard
        ("--role beheerder", "--role beheerder >beheerder.id"),
        ("tnwd serve --config $ROOM/tnwd/tnwd.conf", "serve")]),         # goes on while the rest is played
    dict(step="certs/tnw-pki revoke", before="certs/tnw-pki actor $ROOM/pki --out alice --niss 85021595110 --name Alice"),
    # A key that nothing needs, which ID stands for.
    dict(step="tnwd keys status", replace=[("tnwd keys destroy", "printf 'wrap 00000000000000ff %064d\\n' 0 >>$ROOM/tnwd/keyring\ntnwd keys destroy"),
                                           (" ID", " 00000000000000ff")]),
    dict(step="tnwd keys to-token", skip="tests/unit/program/program_token.sh has a token"),
    dict(step="tnwd keys export", replace=[("/media/usb", "usb")], before="""
mkdir usb
for name in an bo cy; do
    openssl req -x509 -newkey rsa:2048 -nodes -keyout $name.key -out $name.pem -subj /CN=$name 2>/dev/null
done"""),
    dict(step="tnwd keys import", before="mv tnwd/keyring keyring.lost", after="cmp keyring.lost tnwd/keyring",
         replace=[("/media/far", "$ROOM/tnwd"), (" escrow-", " usb/escrow-")]),
    dict(step="tnwd migrate", before="end", after="serve"),
    dict(step="tnwd compact", before="end", after="serve"),
    dict(step="tnwd actor quota", replace=[("act_...", "$(cat beheerder.id)")]),
    dict(step="tnw audit witness-key", before="mkdir witness",
         replace=[("/key", "/key >witness/witnesses")]),
    # The registration, the certificate and the profile that the text before it speaks of.
    dict(step="tnw --profile", replace=[("--interval 60", "--once")], before="""
certs/tnw-pki actor $ROOM/pki --out witness/me --niss 72082395223 --name Getuige
tnwd actor add --config $ROOM/tnwd/tnwd.conf --niss - --name Getuige --role auditor <<<72082395223
end
sed -i "s,^#* *witnesses *=.*,witnesses = $ROOM/witness/witnesses," $ROOM/tnwd/tnwd.conf
serve
printf '[me]\\nurl = https://localhost:%s\\nca = %s\\ncert = %s\\nkey = %s\\nlog_key = %s\\n' $port $ROOM/pki/ca.pem \\
    $ROOM/witness/me.pem $ROOM/witness/me.key "$(tnwd log-key --config $ROOM/tnwd/tnwd.conf)" >witness/profile.ini
wait_for tnw --profile witness/profile.ini audit checkpoint"""),
    # The follower stays until it is ended.
    dict(step="tnwd backup --config", replace=[
        ("--follow", "--follow & follower=$!; sleep 3; kill -TERM $follower; wait $follower")]),
    # The machine's store is lost; what the key signed last is there, and the backup has all of it.
    dict(step="tnwd restore --config $ROOM/tnwd/tnwd.conf $ROOM/backup --rehearse", before="""
end
tnwd backup --config $ROOM/tnwd/tnwd.conf $ROOM/backup
serve""", replace=[
        ("tnwd restore --config $ROOM/tnwd/tnwd.conf $ROOM/backup [--generation N] [--not-before checkpoint]", """
end
mv tnwd/data lost
mkdir -m 700 tnwd/data
tnwd restore --config $ROOM/tnwd/tnwd.conf $ROOM/backup""")], after="""
serve
end
tnwd verify --config $ROOM/tnwd/tnwd.conf"""),
    # It is lost again, with what the key signed last: under another key.
    dict(step="tnwd restore --config $ROOM/tnwd/tnwd.conf $ROOM/backup --new", before="""
rm -rf tnwd/data
mkdir -m 700 tnwd/data""", after="""
serve
wait_for grep -q tnwd-2 <(tnwd log-key --config $ROOM/tnwd/tnwd.conf)
end
tnwd verify --config $ROOM/tnwd/tnwd.conf"""),
]
END = ":"
