#!/usr/bin/env python3
"""A person at a terminal: runs a command on one, types the answers, a line each, and shows what stood on the screen.
usage: typist.py ANSWERS COMMAND...    ANSWERS: separated by commas; the end of input after the last"""
import os
import pty
import sys


def main():
    pid, terminal = pty.fork()
    if pid == 0:
        os.execv(sys.argv[2], sys.argv[2:])
    for answer in sys.argv[1].split(','):
        os.write(terminal, (answer + '\n').encode())
    os.write(terminal, b'\x04')
    screen = b''
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:  # the command ended, and its terminal with it
            part = b''
        if not part:
            break
        screen += part
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    sys.stdout.write(screen.decode().replace('\r\n', '\n'))
    return status


sys.exit(main())
