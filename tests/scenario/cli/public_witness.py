#!/usr/bin/env python3
"""A public witness (C2SP tlog-witness) of one log: public_witness.py FOLDER NAME LOG_KEY.

Makes its key, writes FOLDER/public.vkey and FOLDER/public.port, and keeps the newest checkpoint that it cosigned in
FOLDER/public.state: size and root. Each answer is a line in FOLDER/public.said. FOLDER/public.mode, when it is there, is
a word for how it misbehaves.
"""
import base64
import hashlib
import http.server
import os
import struct
import subprocess
import sys
import tempfile
import time

PKCS8 = bytes.fromhex("302e020100300506032b657004220420")  # RFC 8410: an Ed25519 seed follows
SPKI = bytes.fromhex("302a300506032b6570032100")  # and its public key
DASH = "\u2014 "


def openssl(files, *arguments):
    """Runs an openssl command in which 0, 1, ... stand for files of those bytes."""
    with tempfile.TemporaryDirectory() as folder:
        for i, content in enumerate(files):
            with open(os.path.join(folder, str(i)), "wb") as file:
                file.write(content)
        return subprocess.run(["openssl", *arguments], cwd=folder, capture_output=True, check=False)


def key_id(name, kind, public):
    return hashlib.sha256(name.encode() + b"\n" + bytes([kind]) + public).digest()[:4]


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def is_consistent(old, new, path, old_root, new_root):
    """RFC 9162, section 2.1.4.2."""
    if old == new:
        return not path and old_root == new_root
    if old & (old - 1) == 0:
        path = [old_root] + path
    if not path:
        return False
    fn, sn = old - 1, new - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for hash_ in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node(hash_, fr), node(hash_, sr)
            while fn != 0 and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node(sr, hash_)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and fr == old_root and sr == new_root


class Witness:
    def __init__(self, folder, name, log_key):
        self.folder, self.name = folder, name
        self.log_name, log_id, key = log_key.split("+", 2)
        self.log_id, self.log_public = bytes.fromhex(log_id), base64.b64decode(key)[1:]
        self.secret = PKCS8 + os.urandom(32)
        self.public = openssl([self.secret], "pkey", "-inform", "DER", "-in", "0", "-pubout", "-outform",
                              "DER").stdout[-32:]
        self.id = key_id(name, 4, self.public)
        self.write("public.vkey", f"{name}+{self.id.hex()}+" + base64.b64encode(b"\x04" + self.public).decode() + "\n")

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path + ".new", "w", encoding="utf-8") as file:
            file.write(text)
        os.rename(path + ".new", path)

    def read(self, name):
        try:
            with open(os.path.join(self.folder, name), encoding="utf-8") as file:
                return file.read().split()
        except FileNotFoundError:
            return []

    def line(self, text, name=None):
        now = int(time.time())
        message = f"cosignature/v1\ntime {now}\n{text}".encode()
        signature = openssl([self.secret, message], "pkeyutl", "-sign", "-rawin", "-keyform", "DER", "-inkey", "0",
                            "-in", "1").stdout
        whole = self.id + struct.pack(">Q", now) + signature
        return f"{DASH}{name or self.name} {base64.b64encode(whole).decode()}\n"

    def is_signed(self, text, signatures):
        for line in signatures.split("\n"):
            words = line.removeprefix(DASH).split(" ")
            raw = base64.b64decode(words[1]) if len(words) == 2 else b""
            if words[0] == self.log_name and raw[:4] == self.log_id:
                return openssl([SPKI + self.log_public, text.encode(), raw[4:]], "pkeyutl", "-verify", "-rawin", "-pubin",
                               "-keyform", "DER", "-inkey", "0", "-in", "1", "-sigfile", "2").returncode == 0
        return False

    def answer(self, body):
        """Returns status and text."""
        head, _, note = body.partition("\n\n")
        text, _, signatures = note.partition("\n\n")
        text += "\n"
        lines = head.split("\n")
        origin, size, root = text.split("\n")[:3]
        old, size, root = int(lines[0].removeprefix("old ")), int(size), base64.b64decode(root)
        path = [base64.b64decode(line) for line in lines[1:]]
        mode = (self.read("public.mode") + [""])[0]
        state = self.read("public.state") or ["0", ""]
        known, known_root = int(state[0]), bytes.fromhex("".join(state[1:]))
        if mode.isdigit() and int(mode) > 1000:
            return 409, mode + "\n"
        if mode.isdigit() or old > size:
            return int(mode or 400), "no\n"
        if origin != self.log_name:
            return 404, "unknown\n"
        if not self.is_signed(text, signatures):
            return 403, "not signed\n"
        if old != known:
            return 409, f"{known}\n"
        if old > 0 and not is_consistent(old, size, path, known_root, root):
            return 422, "not consistent\n"
        self.write("public.state", f"{size} {root.hex()}\n")
        strangers = self.line(text, "stranger.example") + DASH + "malformed\n"
        if mode == "spoiled":
            return 200, self.line(text + "more\n")
        return 200, strangers + ("" if mode == "stranger" else self.line(text))


def main():
    witness = Witness(*sys.argv[1:])

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            status, text = (404, "") if self.path != "/w/add-checkpoint" else witness.answer(body)
            with open(os.path.join(witness.folder, "public.said"), "a", encoding="utf-8") as file:
                print(status, body.split("\n", 1)[0], len(body.partition("\n\n")[0].split("\n")) - 1, file=file)
            self.send_response(status)
            self.send_header("Content-Type", "text/x.tlog.size" if status == 409 else "text/plain")
            self.send_header("Content-Length", str(len(text.encode())))
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    witness.write("public.port", f"{server.server_port}\n")
    server.serve_forever()


if __name__ == "__main__":
    main()
