"""Keys in a server's memory: those of the keyring and of the log only where no core dump has them, and data keys nowhere once
nobody used them for some seconds: program_memory.py TNWD TNW_PKI DATA_KEYS."""
import ctypes, os, re, resource, signal, ssl, subprocess, sys, tempfile, time, http.client

TNWD, PKI, DATA_KEYS = sys.argv[1:4]
IDLE = 7  # LIMIT_KEY_IDLE_MS and a look of the watchdog


def fail(why):
    sys.exit("program_memory: " + why)


def run(*command, **more):
    done = subprocess.run(command, capture_output=True, text=True, **more)
    if done.returncode != 0:
        fail(" ".join(command) + ": " + done.stderr)
    return done.stdout


def regions(pid):
    """(from, to, flags, name, rights, resident) of each mapping that can be read."""
    found = []
    with open(f"/proc/{pid}/smaps") as smaps:
        for line in smaps:
            head = re.match(r"([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ \S+ *(.*)", line)
            if head:
                found.append([int(head[1], 16), int(head[2], 16), "", head[4], head[3], 0])
            elif line.startswith("VmFlags:"):
                found[-1][2] = line[8:].split()
            elif line.startswith("Rss:"):
                found[-1][5] = int(line.split()[1])
    # What was never touched has nothing, and a sanitizer's shadow, terabytes of it, has no bytes of ours.
    return [r for r in found if r[4].startswith("r") and r[5] > 0 and r[1] - r[0] < 1 << 36 and not r[3].startswith("[v")]


def search(pid, keys):
    """The names of keys that are in memory, each with whether that would be in a core dump."""
    seen = set()
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as mem:
        for begin, end, flags, _, _, _ in regions(pid):
            at = begin
            tail = b""
            while at < end:
                try:
                    block = os.pread(mem.fileno(), min(1 << 22, end - at), at)
                except OSError:  # what is mapped of a file behind its end, or never touched
                    break
                if not block:
                    break
                text = tail + block
                seen.update((name, "dd" not in flags) for name, key in keys.items() if key in text)
                tail = text[-64:]
                at += len(block)
    return seen


def xored(key, pad):
    return bytes(byte ^ pad for byte in key)


def keys_of_files(folder):
    keys = {}
    with open(folder + "/keyring") as file:
        for line in file:
            if not line.startswith("#"):
                form, _, value = line.split()
                keys[form] = bytes.fromhex(value)
    keys["index, as HMAC begins"] = xored(keys["index"], 0x36)
    keys["index, as HMAC ends"] = xored(keys["index"], 0x5C)
    with open(folder + "/audit-key") as file:
        keys["seed"] = bytes.fromhex(re.search(r"seed (\S+)", file.read())[1])
    return keys


def get(folder, port, path):
    tls = ssl.create_default_context(cafile=folder + "/pki/ca.pem")
    tls.load_cert_chain(folder + "/alice.pem", folder + "/alice.key")
    connection = http.client.HTTPSConnection("localhost", port, context=tls, timeout=20)
    connection.request("GET", path)
    status = connection.getresponse().status
    connection.close()
    if status != 200:
        fail(f"{path}: {status}")


def lock_nothing():
    """In the child: no limit binds who has CAP_IPC_LOCK, so that goes as well."""
    resource.setrlimit(resource.RLIMIT_MEMLOCK, (0, 0))
    ctypes.CDLL(None).prctl(24, 14, 0, 0, 0)


def start(folder, log, before=None):
    server = subprocess.Popen([TNWD, "serve", "--config", folder + "/tnwd/tnwd.conf", "--set", "server.port=0", "--set",
                               "ops.port=0"], stderr=open(log, "w"), preexec_fn=before)
    for _ in range(200):
        time.sleep(0.1)
        port = re.search(r"event=ready port=(\d+)", open(log).read())
        if port:
            return server, int(port[1])
    fail("the server does not start: " + open(log).read())


def check(folder, server, port):
    files = keys_of_files(folder + "/tnwd")
    data = {f"data key {n}": bytes.fromhex(line)
            for n, line in enumerate(run(DATA_KEYS, folder + "/tnwd/data", folder + "/tnwd/keyring").split())}
    if len(data) < 2:
        fail("the store has too few data keys to search for")
    get(folder, port, "/v1/me")
    busy = search(server.pid, data)
    if not busy:
        fail("no data key is found right behind a request: the search is blind")
    time.sleep(IDLE)
    idle = search(server.pid, data)
    if idle:
        fail(f"after {IDLE} s that nobody used them: {sorted(idle)}")
    kept = search(server.pid, files)
    for name in ("index", "wrap", "seed"):
        if (name, False) not in kept:
            fail(f"{name} is not in the memory of keys: the search is blind")
    dumped = sorted(name for name, in_core in kept if in_core)
    if dumped:
        fail(f"a core dump would have: {dumped}")
    get(folder, port, "/v1/me")


with tempfile.TemporaryDirectory() as folder:
    os.umask(0o077)
    os.environ.update(TNW_PKI_SAN="DNS:unused", TNW_PKI_DIR=folder + "/pki")
    run(TNWD, "init", folder + "/tnwd", "--origin", "test.example/tnwd")
    run(PKI, "ca", folder + "/pki")
    run(PKI, "server", folder + "/pki", "--name", "localhost", "--days", "9", "--out", folder + "/tnwd/tls/server")
    run(PKI, "actor", folder + "/pki", "--niss", "80031295793", "--name", "Alice", "--out", folder + "/alice")
    os.symlink(folder + "/pki/ca.pem", folder + "/tnwd/tls/clients-ca.pem")
    os.symlink(folder + "/pki/crl.pem", folder + "/tnwd/tls/crl.pem")
    run(TNWD, "actor", "add", "--config", folder + "/tnwd/tnwd.conf", "--niss", "-", "--name", "Alice", "--role", "beheerder",
        input="80031295793")
    server, port = start(folder, folder + "/log")
    try:
        check(folder, server, port)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)
    if "memory_not_locked" in open(folder + "/log").read():
        fail("memory could not be locked here: raise the limit (ulimit -l) for this test")
    server, port = start(folder, folder + "/log", lock_nothing)
    try:
        get(folder, port, "/v1/me")
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)
    if "event=memory_not_locked" not in open(folder + "/log").read():
        fail("a server that may lock no memory does not say so")
print("program_memory: ok")
