#!/usr/bin/env python3
"""Files as people send them: make_file.py pdf|png SIZE PATH. A PDF of exactly that size, a PNG of that many rows."""
import struct
import sys
import zlib


def pdf_of(filler):
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
               b"<</Length %d>>\nstream\n" % filler + b" " * filler + b"\nendstream"]
    text = b"%PDF-1.4\n"
    table = b"xref\n0 5\n0000000000 65535 f \n"
    for number, content in enumerate(objects, 1):
        table += b"%010d 00000 n \n" % len(text)
        text += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    return text + table + b"trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(text)


def pdf(size):
    filler = size - 600
    filler += size - len(pdf_of(filler))
    text = pdf_of(filler)
    assert len(text) == size
    return text


def png(rows):
    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    pixels = b"".join(bytes([0]) + bytes(range(40)) for _ in range(rows))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 40, rows, 8, 0, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b""))


with open(sys.argv[3], "wb") as out:
    out.write({"pdf": pdf, "png": png}[sys.argv[1]](int(sys.argv[2])))
