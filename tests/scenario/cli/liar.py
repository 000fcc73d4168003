#!/usr/bin/env python3
"""A server that lies: liar.py SANDBOX_DIR ACTOR LIE PORT_FILE.

Passes each request on to the server of the sandbox, as that actor, and changes one thing in the answers: what somebody could
do who holds the server. Writes its port into PORT_FILE; until SIGTERM.
"""
import http.client
import http.server
import json
import os
import ssl
import sys
import urllib.parse


def other(digits):
    return ("0" if digits[0] != "0" else "1") + digits[1:]


def change_record(answer):
    answer["record"]["status"] = 299


def change_access(answer):
    if "record" in answer["items"][1]:
        answer["items"][1]["record"]["action"] = "dossier.list"


def show_other(answer):
    if "record" in answer["items"][1]:
        answer["items"][1]["action"] = "dossier.list"


# What is told in sentences beside the proofs.
def tell_other(answer):
    if "record" not in answer["items"][0]:
        answer["items"][1]["decision"] = "deny" if answer["items"][1]["decision"] == "permit" else "permit"


def count_other(answer):
    if "record" not in answer["items"][0]:
        answer["items"][-1]["count"] += 1


def invent(answer):
    if "record" not in answer["items"][0]:
        answer["items"][0]["seq"] += 1000


def leave_out(answer):
    if "record" in answer["items"][1]:
        del answer["items"][1]


def leave_out_last(answer):
    if "record" in answer["items"][1]:
        del answer["items"][-1]


def freeze(answer):  # to how it was before the present look
    items = answer["items"]
    if "record" in items[0]:
        answer["items"] = [item for item in items[1:] if item["inclusion"] is not None]


def unname(answer):  # so that the record of this look cannot be demanded the next time
    return ["TNW-Request"] if "record" in answer["items"][0] else []


def change_path(answer):
    answer["path"][0] = other(answer["path"][0])


LIES = {  # name: which answers, and what becomes of them; what changes one returns the headers that are left out
    "record": ("/v1/audit/records/", change_record),
    "inclusion": ("/v1/audit/proof/inclusion", change_path),
    "consistency": ("/v1/audit/proof/consistency", change_path),
    "access_changed": ("/access-log", change_access),
    "access_shown": ("/access-log", show_other),
    "access_told": ("/access-log", tell_other),
    "access_counted": ("/access-log", count_other),
    "access_invented": ("/access-log", invent),
    "access_omitted": ("/access-log", leave_out),
    "access_cut": ("/access-log", leave_out_last),
    "access_frozen": ("/access-log", freeze),
    "access_unnamed": ("/access-log", unname),
}


def main():
    folder, actor, lie, port_file = sys.argv[1:]
    with open(os.path.join(folder, "sandbox.json"), encoding="utf-8") as file:
        sandbox = json.load(file)
    who = sandbox["actors"][actor]
    place, change = LIES[lie]
    server = urllib.parse.urlsplit(sandbox["url"])
    ours = ssl.create_default_context(cafile=sandbox["ca"])
    ours.load_cert_chain(who["cert"], who["key"])

    class Liar(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def pass_on(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            headers = {k: v for k, v in self.headers.items() if k.startswith(("TNW-", "Content-Type", "Idempotency-"))}
            connection = http.client.HTTPSConnection(server.hostname, server.port, context=ours)
            connection.request(self.command, self.path, body or None, headers)
            answer = connection.getresponse()
            text = answer.read()
            left_out = []
            if answer.status == 200 and place in self.path:
                value = json.loads(text)
                left_out = change(value) or []
                text = json.dumps(value).encode()
            self.send_response(answer.status)
            for name in ("Content-Type", "TNW-Request", "TNW-Next"):
                if answer.getheader(name) and name not in left_out:
                    self.send_header(name, answer.getheader(name))
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)
            connection.close()

        do_GET = do_POST = pass_on

        def log_message(self, *_):
            pass

    theirs = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    theirs.load_cert_chain(os.path.join(folder, "server/tls/server.pem"), os.path.join(folder, "server/tls/server.key"))
    listener = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Liar)
    listener.socket = theirs.wrap_socket(listener.socket, server_side=True)
    with open(port_file + ".new", "w", encoding="utf-8") as file:
        file.write(str(listener.server_port))
    os.rename(port_file + ".new", port_file)
    listener.serve_forever()


if __name__ == "__main__":
    main()
