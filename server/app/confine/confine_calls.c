#include "app/confine/confine_calls.h"

#ifdef TNW_SECCOMP

#include <errno.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sysexits.h>
#include <unistd.h>

/* clang-format off */
/* What the server, LMDB, libmicrohttpd, GnuTLS, OpenSSL and the C library ask for on their way. */
static const char *const calls[] = {
    /* memory, threads, time */
    "brk", "munmap", "mremap", "madvise", "mlock", "msync", "futex", "futex_time64", "set_robust_list", "rseq",
    "membarrier",
    "sched_yield", "sched_getaffinity", "sched_getscheduler", "sched_getparam", "gettid", "getpid", "getcpu", "exit",
    "exit_group", "restart_syscall", "clock_gettime", "clock_gettime64", "clock_getres", "clock_nanosleep",
    "clock_nanosleep_time64", "nanosleep", "gettimeofday", "getrandom", "sysinfo", "uname",
    /* signals: only the main thread takes them, in sigwait() */
    "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "rt_sigtimedwait", "rt_sigtimedwait_time64", "sigaltstack",
    /* who we are */
    "getuid", "geteuid", "getgid", "getegid", "getrlimit",
    /* files: which ones, Landlock says */
    "open", "openat", "close", "read", "readv", "pread64", "preadv", "write", "writev", "pwrite64", "pwritev", "lseek",
    "_llseek", "fstat", "fstat64", "stat", "stat64", "lstat", "newfstatat", "fstatat64", "statx", "statfs", "statfs64",
    "fstatfs", "fstatfs64", "access", "faccessat", "faccessat2", "readlink", "readlinkat", "getdents64", "fsync",
    "fdatasync", "sync_file_range", "fallocate", "ftruncate", "ftruncate64", "flock", "fcntl", "fcntl64", "dup", "dup3",
    "rename", "renameat", "renameat2", "unlink", "unlinkat", "fadvise64",
    /* sockets that are there, and those that are accepted */
    "accept", "accept4", "poll", "ppoll", "ppoll_time64", "recvfrom", "recvmsg", "sendto", "sendmsg", "sendfile",
    "sendfile64", "shutdown", "getsockname", "getpeername", "getsockopt", "setsockopt", "eventfd2", "pipe2",
};
/* clang-format on */

/* Only until the server serves. */
static const char *const starting_calls[] = {"bind", "listen", "sched_setscheduler", "seccomp"};

static const struct condition {
    const char *name;
    struct scmp_arg_cmp only;
} conditions[] = {
#ifndef TNW_SANITIZED /* the sanitizers' own runtime does all of this */
    {"mmap", {2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0}},
    {"mprotect", {2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0}},
    {"clone", {0, SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD}},
    {"prctl", {0, SCMP_CMP_EQ, PR_SET_NAME, 0}},
    {"prlimit64", {2, SCMP_CMP_EQ, 0, 0}}, /* to ask, not to set */
#endif
    {"ioctl", {1, SCMP_CMP_EQ, TCGETS, 0}}, /* whether stderr is a terminal */
    {"ioctl", {1, SCMP_CMP_EQ, FIONBIO, 0}},
    {"ioctl", {1, SCMP_CMP_EQ, FIONREAD, 0}},
    {"socket", {0, SCMP_CMP_EQ, AF_INET, 0}},
    {"socket", {0, SCMP_CMP_EQ, AF_INET6, 0}},
    {"socket", {0, SCMP_CMP_EQ, AF_UNIX, 0}}, /* the supervisor is told */
};

/* clang-format off */
/* What whoever takes the server over would ask for next. */
static const char *const forbidden[] = {
    "execve", "execveat", "fork", "vfork", "connect", "mount", "umount2", "pivot_root", "chroot", "unshare", "setns",
    "bpf", "perf_event_open", "userfaultfd", "keyctl", "add_key", "request_key", "kexec_load", "kexec_file_load",
    "init_module", "finit_module", "delete_module", "io_uring_setup", "memfd_create", "pidfd_open", "pidfd_getfd",
    "open_by_handle_at", "process_vm_writev", "setuid", "setgid", "setresuid", "setresgid", "setgroups", "capset",
    "reboot", "swapon", "acct", "chmod", "fchmod", "fchmodat", "chown", "fchown", "fchownat",
#ifndef TNW_SANITIZED
    "ptrace", "process_vm_readv", "kill", "tkill", "personality",
#endif
};

#ifdef TNW_SANITIZED
static const char *const sanitizer_calls[] = {
    "mmap", "mprotect", "clone", "prctl", "prlimit64", "ptrace", "process_vm_readv", "kill", "tkill", "personality",
    "wait4", "arch_prctl", "getcwd", "mincore", "setrlimit", "getppid", "getdents", "sched_setaffinity",
};
#endif
/* clang-format on */

/* Async-signal-safe. */
static void
tell_forbidden(int number, siginfo_t *info, void *context)
{
    (void)number;
    (void)context;
    if (info->si_syscall == -1) { /* a tracer put its own result in the call's place, as tests of failing disks do */
        return;
    }
    static const char what[] = "<3>level=error event=forbidden_call number=";
    char line[sizeof what + 12];
    size_t begin = sizeof line - 1;
    line[begin] = '\n';
    unsigned call = (unsigned)info->si_syscall;
    do {
        line[--begin] = (char)('0' + call % 10);
        call /= 10;
    } while (call != 0);
    begin -= sizeof what - 1;
    memcpy(line + begin, what, sizeof what - 1);
    (void)!write(STDERR_FILENO, line + begin, sizeof line - begin);
    _exit(EX_SOFTWARE);
}

struct filter {
    scmp_filter_ctx ctx;
    bool failed;
};

/* arg: NULL for whatever arguments. A name that this machine's kernel never had is passed over. */
static void
add_call(struct filter *filter, uint32_t action, const char *name, const struct scmp_arg_cmp *arg)
{
    int number = seccomp_syscall_resolve_name(name);
    if (number != __NR_SCMP_ERROR) {
        int err = seccomp_rule_add_array(filter->ctx, action, number, arg == NULL ? 0 : 1, arg);
        filter->failed = filter->failed || (err != 0 && number >= 0);
    }
}

static void
add_calls(struct filter *filter, uint32_t action, const char *const names[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        add_call(filter, action, names[i], NULL);
    }
}

#define COUNT(names) (sizeof(names) / sizeof(names)[0])

/* all_threads: those that run already, too. */
static bool
load_filter(struct filter *filter, bool all_threads)
{
    bool done = !filter->failed && seccomp_attr_set(filter->ctx, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) == 0 &&
                seccomp_attr_set(filter->ctx, SCMP_FLTATR_CTL_NNP, 0) == 0 && /* that is confine_process's */
                seccomp_attr_set(filter->ctx, SCMP_FLTATR_CTL_TSYNC, all_threads ? 1 : 0) == 0 &&
                seccomp_load(filter->ctx) == 0;
    seccomp_release(filter->ctx);
    return done;
}

static bool
catch_forbidden(void)
{
    struct sigaction action = {.sa_sigaction = tell_forbidden, .sa_flags = SA_SIGINFO};
    return sigemptyset(&action.sa_mask) == 0 && sigaction(SIGSYS, &action, NULL) == 0;
}

bool
confine_calls_to_start(bool strict)
{
    const uint32_t otherwise = strict ? SCMP_ACT_TRAP : SCMP_ACT_ERRNO(ENOSYS);
    struct filter filter = {.ctx = seccomp_init(otherwise)};
    if (filter.ctx == NULL || !catch_forbidden()) {
        return false;
    }
    add_calls(&filter, SCMP_ACT_ALLOW, calls, COUNT(calls));
    add_calls(&filter, SCMP_ACT_ALLOW, starting_calls, COUNT(starting_calls));
    for (size_t i = 0; i < COUNT(conditions); i++) {
        add_call(&filter, SCMP_ACT_ALLOW, conditions[i].name, &conditions[i].only);
    }
    const struct scmp_arg_cmp ourselves = SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid());
    add_call(&filter, SCMP_ACT_ALLOW, "tgkill", &ourselves);
#ifdef TNW_SANITIZED
    add_calls(&filter, SCMP_ACT_ALLOW, sanitizer_calls, COUNT(sanitizer_calls));
#endif
    /* libseccomp takes no rule for what holds anyway. */
    if (strict) { /* its flags are in memory, where no filter sees them: the C library then takes clone */
        add_call(&filter, SCMP_ACT_ERRNO(ENOSYS), "clone3", NULL);
    } else {
        add_calls(&filter, SCMP_ACT_TRAP, forbidden, COUNT(forbidden));
    }
    return load_filter(&filter, false);
}

bool
confine_calls_to_serve(void)
{
    struct filter filter = {.ctx = seccomp_init(SCMP_ACT_ALLOW)};
    if (filter.ctx == NULL) {
        return false;
    }
    add_calls(&filter, SCMP_ACT_TRAP, starting_calls, COUNT(starting_calls));
    const struct scmp_arg_cmp internet = SCMP_A0(SCMP_CMP_NE, AF_UNIX);
    add_call(&filter, SCMP_ACT_TRAP, "socket", &internet);
#ifndef TNW_SANITIZED
    add_call(&filter, SCMP_ACT_TRAP, "clone", NULL);
#endif
    return load_filter(&filter, true);
}

#else

bool
confine_calls_to_start(bool strict)
{
    (void)strict;
    return false;
}

bool
confine_calls_to_serve(void)
{
    return false;
}

#endif
