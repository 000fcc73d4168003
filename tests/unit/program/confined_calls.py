#!/usr/bin/env python3
"""No code that can run in a confined server makes a system call that its filter forbids:
confined_calls.py TNWD CONFINE_CALLS.C

Reads the program itself, built without optimisation: which function calls which, or takes its address, also by a table.
What can run is what `serve` calls behind confine_serving, and each function whose address is taken by anything that
`serve` leads to: threads, engines, operations. What of that calls into the C library is held against the table below,
which says which system calls each function makes; one that does not stand there is red, so that somebody looks. What
OpenSSL, GnuTLS, libmicrohttpd and LMDB call by themselves is not seen here: tests with a confined server see that.
Exit status 77: this program cannot be read so. --find FUNCTION: by which way it is reached."""
import bisect
import collections
import re
import subprocess
import sys

BEGIN, SERVED = "confine_serving", "confine_served"
# What a table names and a server never calls: the only function that would call it, which must not be reached; or None,
# where the function itself returns first when the process is confined.
NOT_THERE = {
    "lmdb_follow_open": "engine_follow",
    "destroy_in_token": "keyring_destroy",
    "make_in_token": "key_set_keep_new",
    "open_in_token": None,  # out_of_reach
}

# The system calls of functions of the C library, beside those of memory and locks, which each of them may make.
# getaddrinfo is asked for addresses in numbers only.
NONE = """
__libc_free __libc_malloc __libc_calloc __libc_realloc __libc_memalign htonl htons ntohl ntohs toupper tolower trunc
__ctype_b_loc __ctype_toupper_loc __ctype_tolower_loc __errno_location __isoc99_sscanf __isoc23_sscanf __assert_fail
__stack_chk_fail abort calloc free malloc realloc reallocarray memchr memcmp memcpy memmove memset explicit_bzero
malloc_usable_size __explicit_bzero_chk bsearch snprintf vsnprintf sprintf strcasecmp strchr strcmp strcspn
strdup strerror strlen strncasecmp strncmp strncpy strnlen strrchr strsep strspn strstr strtod strtol strtoul strtoull
__isoc23_strtol __isoc23_strtoul __isoc23_strtoull strpbrk memrchr stpcpy timegm gmtime_r getenv secure_getenv sqrt
log cos fmod ldexp llround floor ceil pow exp sigaddset sigemptyset pthread_self pthread_once pthread_equal regcomp
regexec regfree inet_ntop inet_pton ferror dlerror dirfd atexit __cxa_finalize __libc_start_main pthread_cond_destroy
pthread_cond_init pthread_cond_signal pthread_cond_broadcast pthread_cond_timedwait pthread_cond_wait
pthread_condattr_destroy pthread_condattr_init pthread_condattr_setclock pthread_join pthread_mutex_destroy
pthread_mutex_init pthread_mutex_lock pthread_mutex_unlock pthread_rwlock_destroy pthread_rwlock_init
pthread_rwlock_rdlock pthread_rwlock_unlock pthread_rwlock_wrlock
""".split()
SAME = """
access bind close clock_gettime fallocate fchmod fchown fcntl fdatasync flock fork fstat fstatfs fsync ftruncate
geteuid getpid getrandom getsockname getsockopt ioctl kill link linkat listen lseek lstat madvise mkdir mlock mlock2
mmap mprotect munlock munmap open openat poll prctl read readlink rename renameat2 rmdir setsockopt shutdown socket
socketpair stat statfs umask unlink unlinkat utimensat write writev accept4 chmod symlink gettid connect
""".split()
CALLS = {
    **{name: [] for name in NONE},
    **{name: [name] for name in SAME},
    "qsort": ["sysinfo"], "qsort_r": ["sysinfo"],
    "_exit": ["exit_group"], "exit": ["exit_group"], "raise": ["tgkill"],
    "closedir": ["close"], "opendir": ["openat"], "readdir": ["getdents64"],
    "scandir": ["openat", "getdents64", "close"],
    "dlopen": ["openat", "mmap"], "dlsym": [], "execv": ["execve"], "execve": ["execve"],
    "fclose": ["write", "close"], "fflush": ["write"], "fgets": ["read"], "fopen": ["openat"], "fputs": ["write"],
    "fwrite": ["write"], "getc": ["read"], "printf": ["write"], "fprintf": ["write"], "vfprintf": ["write"],
    "putc": ["write"], "putchar": ["write"], "puts": ["write"], "perror": ["write"], "fputc": ["write"],
    "fread": ["read"],
    "fstatvfs": ["fstatfs"], "statvfs": ["statfs"], "getaddrinfo": [], "freeaddrinfo": [],
    "getrlimit": ["prlimit64"], "setrlimit": ["setrlimit"], "isatty": ["ioctl"], "mkdtemp": ["mkdir"],
    "mkstemp": ["openat"],
    "nanosleep": ["clock_nanosleep"], "usleep": ["clock_nanosleep"], "sleep": ["clock_nanosleep"],
    "clock_nanosleep": ["clock_nanosleep"], "posix_fadvise": ["fadvise64"], "posix_fallocate": ["fallocate"],
    "pread": ["pread64"], "pwrite": ["pwrite64"], "preadv": ["preadv"], "pwritev": ["pwritev"],
    "pthread_create": ["clone"], "pthread_getschedparam": ["sched_getscheduler", "sched_getparam"],
    "pthread_setschedparam": ["sched_setscheduler"], "pthread_sigmask": ["rt_sigprocmask"], "pthread_kill": ["tgkill"],
    "pthread_setname_np": ["prctl"], "realpath": ["readlink"], "recv": ["recvfrom"], "recvmsg": ["recvmsg"],
    "send": ["sendto"], "sendto": ["sendto"], "sendmsg": ["sendmsg"], "sigaction": ["rt_sigaction"],
    "signal": ["rt_sigaction"],
    "sigprocmask": ["rt_sigprocmask"], "sigtimedwait": ["rt_sigtimedwait"], "sigwait": ["rt_sigtimedwait"],
    "sysconf": ["sysinfo"], "tzset": ["openat"], "waitpid": ["wait4"], "localtime_r": ["openat"],
    "remove": ["unlink", "rmdir"],
}
# Fortified forms of the same.
for fortified in "fprintf printf snprintf vsnprintf memcpy poll realpath open fread read pread".split():
    CALLS[f"__{fortified}_chk"] = CALLS.get(fortified, [])
CALLS["__open_2"] = ["open"]


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


class Program:
    """Functions by address; what each refers to, itself or by a table; what it calls in libraries."""

    def __init__(self, path):
        self.names, starts = {}, []
        for line in run("nm", "-nS", "--defined-only", path).splitlines():
            parts = line.split()
            if len(parts) == 4 and parts[2] in "tTdDrRbBvVwW":
                address, size = int(parts[0], 16), int(parts[1], 16)
                self.names[address] = (parts[3], size, parts[2] in "tTwW")
        self.starts = sorted(self.names)
        self.places = {}  # of tables: where a pointer lies, and what it points to
        for line in run("readelf", "-rW", path).splitlines():
            parts = line.split()
            if len(parts) == 4 and parts[2] == "R_X86_64_RELATIVE":
                self.places[int(parts[0], 16)] = int(parts[3], 16)
            elif len(parts) >= 5 and parts[2] in ("R_X86_64_64", "R_X86_64_GLOB_DAT"):
                self.places[int(parts[0], 16)] = parts[4].split("@")[0]
        self.pointers = sorted(self.places)
        self.library = {line.split()[-1].split("@")[0] for line in run("nm", "-D", path).splitlines()
                        if "@GLIBC" in line}
        self.refers = collections.defaultdict(list)  # address of a function: (where, what, whether it is called there)
        self.read_code(path)
        self.unnamed = sorted({what for all_ in self.refers.values() for _, what, _ in all_
                               if isinstance(what, int) and self.thing(what) is None})

    def thing(self, address):
        """The start of the function or table that the address is in."""
        i = bisect.bisect_right(self.starts, address) - 1
        inside = i >= 0 and address < self.starts[i] + max(self.names[self.starts[i]][1], 1)
        return self.starts[i] if inside else None

    def is_code(self, start):
        return self.names[start][2]

    def read_code(self, path):
        at = None
        for line in run("objdump", "-d", "--no-show-raw-insn", path).splitlines():
            head = re.match(r"([0-9a-f]+) <(.+)>:$", line)
            if head:
                at = int(head.group(1), 16)
                continue
            code = re.match(r" *([0-9a-f]+):\t(\S+) +(.*)", line)
            if not code or at is None:
                continue
            where, word, rest = int(code.group(1), 16), code.group(2), code.group(3)
            library = re.search(r"<([^+>]+?)(?:@plt|\$plt|@[A-Z][\w.]*|@@[\w.]*)>", rest)
            target = re.search(r"(?:^|# )([0-9a-f]+) <", rest)
            if library:
                self.refers[at].append((where, library.group(1), True))
            elif target and word in ("call", "jmp", "bnd"):
                self.refers[at].append((where, int(target.group(1), 16), True))
            elif target and "#" in rest:
                self.refers[at].append((where, int(target.group(1), 16), False))

    def table(self, address):
        """What the pointers of a table point to; one without a name ends where the next thing begins."""
        start = self.thing(address)
        if start is not None:
            end = start + self.names[start][1]
        else:
            start = address
            ends = [things[bisect.bisect_right(things, address):][:1] for things in (self.starts, self.unnamed)]
            end = min((one[0] for one in ends if one), default=address)
        low, high = bisect.bisect_left(self.pointers, start), bisect.bisect_left(self.pointers, end)
        return [self.places[self.pointers[i]] for i in range(low, high)]

    def reach(self, roots):
        """Returns functions and library functions by how they are reached, and the functions whose address is taken."""
        came, taken = {root: None for root in roots}, set()
        queue = list(roots)
        while queue:
            one = queue.pop()
            if isinstance(one, str):
                continue
            code = one in self.names and self.is_code(one)
            named = [(what, called) for _, what, called in self.refers[one]] if code else \
                    [(what, False) for what in self.table(one)]
            for what, called in named:
                if isinstance(what, int):
                    start = self.thing(what)
                    what = start if start is not None else what
                    if start is not None and self.is_code(start) and not called:
                        taken.add(start)
                if what not in came and self.name(what) not in NOT_THERE:
                    came[what] = one
                    queue.append(what)
        return came, taken

    def name(self, thing):
        return thing if isinstance(thing, str) else self.names.get(thing, (f"table {thing:x}",))[0]

    def way(self, came, thing):
        names = []
        while thing is not None:
            names.append(self.name(thing))
            thing = came[thing]
        return " <- ".join(names)


def allowed_calls(path):
    """While it starts, and once it serves."""
    text = open(path).read()
    lists = {name: set(re.findall(r'"(\w+)"', body)) for name, body in
             re.findall(r"static const char \*const (\w+)\[\] = \{(.*?)\};", text, re.S)}
    under_condition = set(re.findall(r'\{"(\w+)", \{\d', text))
    starting = lists["calls"] | lists["starting_calls"] | under_condition | {"tgkill"}
    return starting, starting - lists["starting_calls"] - {"clone"}


def raw_calls(folder):
    """What the server asks of syscall() itself, but for what confines it."""
    found = run("grep", "-rhoE", r"\bsyscall\(.*", "--include=*.c", "--exclude-dir=confine", folder)
    return [name.lower() for name in re.findall(r"syscall\((?:SYS_|__NR_)?(\w+)", found)]


def calls_behind(program, serve, name):
    """Where `serve` calls that function, and what it calls from there on."""
    calls = [(where, what) for where, what, called in program.refers[serve] if called and isinstance(what, int)]
    begin = next(where for where, what in calls if program.name(what) == name)
    return [what for where, what in calls if where > begin]


def main():
    path, source = sys.argv[1:3]
    if "__asan_init" in run("nm", "-D", path) or "X86-64" not in run("readelf", "-h", path):
        return 77
    program = Program(path)
    functions = {name: start for start, (name, _, code) in program.names.items() if code}
    CALLS["syscall"] = raw_calls(source.split("/app/")[0])
    _, taken = program.reach([functions["serve"]])
    taken = sorted(one for one in taken if program.name(one) not in NOT_THERE)
    red = 0
    for begin, allowed in zip((BEGIN, SERVED), allowed_calls(source)):
        came, _ = program.reach(calls_behind(program, functions["serve"], begin) + taken)
        if "--find" in sys.argv:
            wanted = sys.argv[sys.argv.index("--find") + 1]
            wanted = functions.get(wanted, wanted)
            print(f"behind {begin}:", program.way(came, wanted) if wanted in came else "not reached")
            continue
        for table, caller in NOT_THERE.items():
            if table not in functions or (caller is not None and functions[caller] in came):
                red += 1
                print(f"behind {begin}: {table} is not what this test takes it for: {caller} is reached, or it is gone")
        for name in sorted(one for one in came if isinstance(one, str) and one in program.library):
            for call in CALLS.get(name, ["which system calls it makes is not in the table of this test"]):
                if call not in allowed:
                    red += 1
                    print(f"behind {begin}: {call}: {program.way(came, name)}")
        own = sum(one in program.names and program.is_code(one) for one in came)
        print(f"behind {begin}: {own} functions, {sum(one in program.library for one in came)} of the C library")
    return 1 if red else 0


sys.exit(main())
