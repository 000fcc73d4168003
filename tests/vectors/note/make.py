#!/usr/bin/env python3
"""Writes checkpoint.note, log.vkey and witness.vkey: make.py FOLDER. See README.md."""
import base64
import hashlib
import os
import struct
import subprocess
import sys
import tempfile

PKCS8 = bytes.fromhex("302e020100300506032b657004220420")  # RFC 8410: an Ed25519 seed follows
TIME = 1767225600  # 2026-01-01T00:00:00Z


def openssl(key, *arguments):
    """Runs an openssl command on a key file, which is gone afterwards."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(key)
        file.flush()
        place = [file.name if word == "KEY" else word for word in arguments]
        return subprocess.run(["openssl", *place], capture_output=True, check=True).stdout


class Key:
    def __init__(self, name, kind, word):
        self.name, self.kind = name, kind
        self.secret = PKCS8 + hashlib.sha256(word).digest()
        self.public = openssl(self.secret, "pkey", "-inform", "DER", "-in", "KEY", "-pubout", "-outform", "DER")[-32:]
        self.id = hashlib.sha256(name.encode() + b"\n" + bytes([kind]) + self.public).digest()[:4]

    def vkey(self):
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(bytes([self.kind]) + self.public).decode()}"

    def line(self, message, before=b""):
        with tempfile.NamedTemporaryFile() as file:
            file.write(message)
            file.flush()
            signature = openssl(self.secret, "pkeyutl", "-sign", "-rawin", "-keyform", "DER", "-inkey", "KEY",
                                "-in", file.name)
        return f"\u2014 {self.name} {base64.b64encode(self.id + before + signature).decode()}\n"


def main():
    log = Key("audit.example.be/tnw", 0x01, b"tnw test log")
    witness = Key("witness.example.be/w1", 0x04, b"tnw test witness")
    root = base64.b64encode(hashlib.sha256(b"root").digest()).decode()
    text = f"{log.name}\n20852163\n{root}\n".encode()
    cosigned = f"cosignature/v1\ntime {TIME}\n".encode() + text
    lines = log.line(text) + witness.line(cosigned, struct.pack(">Q", TIME))
    files = {"checkpoint.note": text.decode() + "\n" + lines, "log.vkey": log.vkey() + "\n",
             "witness.vkey": witness.vkey() + "\n"}
    for name, content in files.items():
        with open(os.path.join(sys.argv[1], name), "w", encoding="utf-8") as file:
            file.write(content)


if __name__ == "__main__":
    main()
