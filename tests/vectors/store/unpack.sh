#!/bin/sh
# unpack.sh VECTOR DIR: the store of a vector as a sandbox finds it in its folder.
set -eu
umask 077
mkdir -p "$2"
python3 -c 'import lzma, shutil, sys; shutil.copyfileobj(lzma.open(sys.argv[1]), sys.stdout.buffer)' "$1/store.tar.xz" |
    tar -C "$2" --no-same-owner -xf -
