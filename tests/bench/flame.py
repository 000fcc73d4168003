#!/usr/bin/env python3
"""A flame graph as a small SVG, from what perf recorded of a server under load:

    perf record -F 499 --call-graph dwarf,16000 -p PID -o perf.data -- sleep 10
    perf script --no-inline -i perf.data -F comm,ip,sym,dso | tests/bench/flame.py "An audited read" > read.svg

What is below 0.5 % of the whole is left out. A frame without a symbol has its library's name.
"""
import html
import sys

WIDTH, ROW, LEAST, DEEPEST = 1200, 16, 0.005, 40
COLOURS = {"kernel": "#c9c9c9", "tnwd": "#8fb8e8", "libc": "#e8c48f", "libcrypto": "#a8d5a2", "libgnutls": "#cfe3a0",
           "liblmdb": "#d9b3d9", "libmicrohttpd": "#efb0a8"}


def family(dso):
    name = dso.strip("()").rsplit("/", 1)[-1]
    return "kernel" if name.startswith("[kernel") else name.split(".")[0]


def stacks(lines):
    """Each sample as its frames, the outermost first."""
    frames = []
    for line in lines:
        if line.strip() == "":
            yield frames[::-1]
            frames = []
        elif line[0].isspace():
            words = line.split()
            lib = family(words[-1])
            name = " ".join(words[1:-1])
            name = lib if name.startswith("[unknown]") else name.split(".")[0].split("@")[0]
            if not frames or frames[-1] != (name, lib) or name != lib:
                frames.append((name, lib))
    yield frames[::-1]


def add_up(samples):
    """A tree of [count, children]."""
    root = [0, {}]
    for frames in samples:
        frames = [f for f in frames if f[0] not in ("__clone", "start_thread", "entry_SYSCALL_64_after_hwframe")]
        if not frames:
            continue
        root[0] += 1
        at = root
        for frame in frames[:DEEPEST]:
            at = at[1].setdefault(frame, [0, {}])
            at[0] += 1
    return root


def boxes(node, x, depth, total):
    for (name, lib), child in sorted(node[1].items()):
        share = child[0] / total
        if share >= LEAST:
            yield x, depth, share, name, lib
            yield from boxes(child, x, depth + 1, total)
        x += share


def draw(title, root):
    drawn = list(boxes(root, 0, 0, max(root[0], 1)))
    height = (max((d for _, d, *_ in drawn), default=0) + 3) * ROW
    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="monospace" '
          f'font-size="10"><title>{html.escape(title)}</title>')
    print(f'<text x="4" y="12">{html.escape(title)}: {root[0]} samples</text>')
    for x, depth, share, name, lib in drawn:
        left, wide, top = x * WIDTH, share * WIDTH, height - (depth + 1) * ROW
        fits = name[:int(wide / 6.2)]
        print(f'<g><title>{html.escape(name)} ({lib}) {100 * share:.1f} %</title><rect x="{left:.1f}" y="{top}" '
              f'width="{max(wide - 0.5, 0.5):.1f}" height="{ROW - 1}" fill="{COLOURS.get(lib, "#e0e0e0")}"/>'
              + (f'<text x="{left + 2:.1f}" y="{top + 11}">{html.escape(fits)}</text>' if len(fits) > 2 else "") + '</g>')
    print("</svg>")


if __name__ == "__main__":
    draw(sys.argv[1] if len(sys.argv) > 1 else "CPU", add_up(stacks(sys.stdin)))
