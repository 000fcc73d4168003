#!/usr/bin/env python3
"""A way to the server on which files suffer: file_liar.py SANDBOX_DIR ACTOR FAULT PORT_FILE.

Passes each request on to the server of the sandbox, as that actor, and does one thing wrong with files. Writes its port
into PORT_FILE; until SIGTERM.
"""
import http.client
import http.server
import json
import os
import ssl
import sys
import urllib.parse

FAULTS = ("cut_up", "lost_draft", "lost_fragment", "other_draft", "cut_down", "cut_down_once", "short", "long", "endless",
          "other_byte", "other_etag", "no_etag", "path", "controls", "full_type")


class Cut(Exception):
    """The connection ends here."""


def main():
    folder, actor, fault, port_file = sys.argv[1:]
    assert fault in FAULTS
    with open(os.path.join(folder, "sandbox.json"), encoding="utf-8") as file:
        sandbox = json.load(file)
    who = sandbox["actors"][actor]
    server = urllib.parse.urlsplit(sandbox["url"])
    ours = ssl.create_default_context(cafile=sandbox["ca"])
    ours.load_cert_chain(who["cert"], who["key"])
    done = []

    class Liar(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def ask(self, body):
            headers = {k: v for k, v in self.headers.items()
                       if k.startswith(("TNW-", "Content-Type", "Idempotency-", "If-Match"))}
            connection = http.client.HTTPSConnection(server.hostname, server.port, context=ours)
            connection.request(self.command, self.path, body or None, headers)
            answer = connection.getresponse()
            return answer, answer.read()

        def take_body(self):
            length = int(self.headers.get("Content-Length", "0"))
            if fault == "cut_up" and self.path.endswith("/attachments") and not done:
                done.append(self.rfile.read(length // 2))
                raise Cut
            return self.rfile.read(length)

        def spoil(self, headers, content):
            """Returns how many bytes are announced (None: nothing), and what is sent."""
            length = len(content)
            if fault in ("cut_down", "cut_down_once") and not (fault == "cut_down_once" and done):
                done.append(True)
                content = content[:length // 2]
            elif fault == "short":
                length -= 10
            elif fault == "long":
                content += b"%" * 10
                length += 10
            elif fault == "endless":
                return None, content + bytes(12 << 20)
            elif fault == "other_byte":
                content = content[:100] + bytes([content[100] ^ 1]) + content[101:]
            elif fault == "other_etag":
                headers["ETag"] = '"' + "0" * 64 + '"'
            elif fault == "no_etag":
                del headers["ETag"]
            elif fault == "path":
                headers["Content-Disposition"] = "attachment; filename*=UTF-8''..%2F..%2Fevil.pdf"
            elif fault == "controls":
                headers["Content-Disposition"] = "attachment; filename*=UTF-8''a%1B%5B2J%00.pdf"
            elif fault == "full_type":
                headers["Content-Type"] = "application/x-sh"
            return length, content

        def send(self, status, headers, length, content):
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if length is None:
                self.send_header("Connection", "close")
            else:
                self.send_header("Content-Length", str(length))
            self.end_headers()
            self.wfile.write(content)
            if length != len(content):
                raise Cut

        def pass_on(self):
            try:
                self.pass_on_or_cut()
            except (Cut, OSError):
                self.close_connection = True

        def pass_on_or_cut(self):
            answer, content = self.ask(self.take_body())
            names = ("Content-Type", "ETag", "Content-Disposition", "TNW-Request", "TNW-Next")
            headers = {name: answer.getheader(name) for name in names if answer.getheader(name)}
            length = len(content)
            of_draft = self.command == "POST" and self.path.endswith("/attachments")
            if fault == "lost_draft" and of_draft:
                raise Cut
            if fault == "lost_fragment" and self.command == "POST" and self.path.endswith("/fragments"):
                raise Cut
            if fault == "other_draft" and of_draft and answer.status == 201:
                value = json.loads(content)
                value["sha256"] = "0" * 64
                content = json.dumps(value).encode()
                length = len(content)
            if self.command == "GET" and "/attachments/" in self.path and answer.status == 200:
                length, content = self.spoil(headers, content)
            self.send(answer.status, headers, length, content)

        do_GET = do_POST = do_PUT = pass_on

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
