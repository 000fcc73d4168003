/*
 * Linked into tnwd in front of the C library: notes what it does to the files of a folder, in the order in which it
 * comes back, and when it syncs them. What is mapped is not seen: LMDB maps its file to read, and its lock file, which
 * nothing rests on.
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include "crash/recording.h"

static struct {
    pthread_mutex_t lock; /* a call and its note are one */
    int fd;
    char folder[PATH_MAX];
    size_t folder_len;
} recorder = {.lock = PTHREAD_MUTEX_INITIALIZER, .fd = -1};

/* The C library's own. */
#define REAL(name, type) ((type)(uintptr_t)dlsym(RTLD_NEXT, name))

typedef ssize_t write_call(int fd, const void *bytes, size_t len);
typedef ssize_t pwrite_call(int fd, const void *bytes, size_t len, off_t at);
typedef ssize_t writev_call(int fd, const struct iovec *parts, int count);
typedef int fd_call(int fd);
typedef int ftruncate_call(int fd, off_t len);
typedef int fallocate_call(int fd, off_t at, off_t len);
typedef int open_call(const char *path, int flags, mode_t mode);
typedef int path_call(const char *path);
typedef int paths_call(const char *from, const char *to);
typedef int linkat_call(int from_fd, const char *from, int to_fd, const char *to, int flags);
typedef int renameat2_call(int from_fd, const char *from, int to_fd, const char *to, unsigned flags);

__attribute__((constructor)) static void
start_recording(void)
{
    const char *file = getenv(RECORDING_FILE);
    const char *folder = getenv(RECORDING_FOLDER);
    if (file != NULL && folder != NULL) {
        (void)snprintf(recorder.folder, sizeof recorder.folder, "%s/", folder);
        recorder.folder_len = strlen(recorder.folder);
        recorder.fd = REAL("open", open_call *)(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    }
}

/* In one write, so that a kill leaves no half of an event that others follow. */
static void
note_event(enum recording_kind kind, uint64_t file, uint64_t at, const struct iovec *parts, int count)
{
    struct recording_event event = {.kind = kind, .file = file, .at = at};
    struct iovec all[1 + 64];
    for (int i = 0; i < count && i < 64; i++) {
        all[1 + i] = parts[i];
        event.len += (uint32_t)parts[i].iov_len;
    }
    all[0] = (struct iovec){.iov_base = &event, .iov_len = sizeof event};
    if (REAL("writev", writev_call *)(recorder.fd, all, 1 + count) < 0) {
        abort();
    }
}

static bool
is_ours(const char *path)
{
    return recorder.fd >= 0 && strncmp(path, recorder.folder, recorder.folder_len) == 0;
}

/* The same of a folder. */
static bool
is_ours_or_it(const char *path)
{
    return is_ours(path) || (recorder.fd >= 0 && strlen(path) + 1 == recorder.folder_len &&
                             strncmp(path, recorder.folder, recorder.folder_len - 1) == 0);
}

/* Whether it is a file, or the folder, that is recorded. */
static bool
is_our_fd(int fd, struct stat *st)
{
    char self[64];
    char path[PATH_MAX];
    if (recorder.fd < 0 || fstat(fd, st) != 0 || !(S_ISREG(st->st_mode) || S_ISDIR(st->st_mode))) {
        return false;
    }
    (void)snprintf(self, sizeof self, "/proc/self/fd/%d", fd);
    ssize_t len = readlink(self, path, sizeof path - 2);
    if (len <= 0) {
        return false;
    }
    path[len] = S_ISDIR(st->st_mode) ? '/' : '\0';
    path[len + 1] = '\0';
    return is_ours(path);
}

static uint64_t
position(void)
{
    struct stat st;
    return fstat(recorder.fd, &st) == 0 ? (uint64_t)st.st_size : 0;
}

static uint64_t
folder_of(const char *path)
{
    char folder[PATH_MAX];
    struct stat st;
    (void)snprintf(folder, sizeof folder, "%.*s", (int)(strrchr(path, '/') - path), path);
    return stat(folder, &st) == 0 ? (uint64_t)st.st_ino : 0;
}

/* Writes, and notes what was written of the parts. at < 0: where the file stands. */
static ssize_t
write_parts(int fd, const struct iovec *parts, int count, off_t at, const struct stat *st)
{
    (void)pthread_mutex_lock(&recorder.lock);
    int flags = fcntl(fd, F_GETFL);
    off_t place = at >= 0 ? at : (flags & O_APPEND) != 0 ? st->st_size : lseek(fd, 0, SEEK_CUR);
    ssize_t n = at >= 0 ? REAL("pwrite", pwrite_call *)(fd, parts[0].iov_base, parts[0].iov_len, at)
                        : REAL("writev", writev_call *)(fd, parts, count);
    size_t left = n > 0 ? (size_t)n : 0;
    for (int i = 0; left > 0 && i < count; i++) {
        struct iovec part = {.iov_base = parts[i].iov_base,
                             .iov_len = parts[i].iov_len < left ? parts[i].iov_len : left};
        note_event((flags & O_DSYNC) != 0 ? RECORDING_WRITE_SYNCED : RECORDING_WRITE, (uint64_t)st->st_ino,
                   (uint64_t)place, &part, 1);
        place += (off_t)part.iov_len;
        left -= part.iov_len;
    }
    (void)pthread_mutex_unlock(&recorder.lock);
    return n;
}

static struct iovec
part_of(const void *bytes, size_t len)
{
    union {
        const void *in;
        void *out;
    } cast = {.in = bytes};
    return (struct iovec){.iov_base = cast.out, .iov_len = len};
}

ssize_t
pwrite(int fd, const void *bytes, size_t len, off_t at)
{
    struct stat st;
    const struct iovec part = part_of(bytes, len);
    return is_our_fd(fd, &st) ? write_parts(fd, &part, 1, at, &st) : REAL("pwrite", pwrite_call *)(fd, bytes, len, at);
}

ssize_t
write(int fd, const void *bytes, size_t len)
{
    struct stat st;
    const struct iovec part = part_of(bytes, len);
    return is_our_fd(fd, &st) ? write_parts(fd, &part, 1, -1, &st) : REAL("write", write_call *)(fd, bytes, len);
}

ssize_t
writev(int fd, const struct iovec *parts, int count)
{
    struct stat st;
    return is_our_fd(fd, &st) ? write_parts(fd, parts, count, -1, &st)
                              : REAL("writev", writev_call *)(fd, parts, count);
}

/* What was written when it begins is on the disk when it is over. */
static int
sync_with(const char *name, int fd)
{
    struct stat st;
    bool ours = is_our_fd(fd, &st);
    uint64_t begin = ours ? position() : 0;
    int rc = REAL(name, fd_call *)(fd);
    if (ours && rc == 0) {
        (void)pthread_mutex_lock(&recorder.lock);
        note_event(RECORDING_SYNC, (uint64_t)st.st_ino, begin, NULL, 0);
        (void)pthread_mutex_unlock(&recorder.lock);
    }
    return rc;
}

int
fsync(int fd)
{
    return sync_with("fsync", fd);
}

int
fdatasync(int fd)
{
    return sync_with("fdatasync", fd);
}

static int
note_length(int rc, int fd, enum recording_kind kind, off_t len)
{
    struct stat st;
    if (rc == 0 && is_our_fd(fd, &st)) {
        note_event(kind, (uint64_t)st.st_ino, (uint64_t)len, NULL, 0);
    }
    (void)pthread_mutex_unlock(&recorder.lock);
    return rc;
}

int
ftruncate(int fd, off_t len)
{
    (void)pthread_mutex_lock(&recorder.lock);
    return note_length(REAL("ftruncate", ftruncate_call *)(fd, len), fd, RECORDING_LENGTH, len);
}

int
posix_fallocate(int fd, off_t at, off_t len)
{
    (void)pthread_mutex_lock(&recorder.lock);
    return note_length(REAL("posix_fallocate", fallocate_call *)(fd, at, len), fd, RECORDING_AT_LEAST, at + len);
}

static void
note_names(enum recording_kind kind, uint64_t file, const char *path, const char *to)
{
    const struct iovec parts[] = {part_of(path, strlen(path) + 1), part_of(to, to == NULL ? 0 : strlen(to) + 1)};
    note_event(kind, folder_of(path), file, parts, to == NULL ? 1 : 2);
}

int
open(const char *path, int flags, ...)
{
    va_list args;
    struct stat st;
    va_start(args, flags);
    bool nameless = (flags & O_TMPFILE) == O_TMPFILE && is_ours_or_it(path);
    mode_t mode = (flags & (O_CREAT | (O_TMPFILE & ~O_DIRECTORY))) != 0 ? va_arg(args, mode_t) : 0;
    va_end(args);
    bool makes = (flags & O_CREAT) != 0 && is_ours(path);
    (void)pthread_mutex_lock(&recorder.lock);
    bool fresh = makes && stat(path, &st) != 0;
    int fd = REAL("open", open_call *)(path, flags, mode);
    if (fd >= 0 && fresh && fstat(fd, &st) == 0) {
        note_names(RECORDING_MAKE, (uint64_t)st.st_ino, path, NULL);
    } else if (fd >= 0 && nameless && fstat(fd, &st) == 0) {
        note_event(RECORDING_NAMELESS, (uint64_t)st.st_ino, 0, NULL, 0);
    }
    (void)pthread_mutex_unlock(&recorder.lock);
    return fd;
}

/* Under the lock, which it gives back. */
static int
note_link(int rc, const char *to)
{
    struct stat st;
    if (rc == 0 && is_ours(to) && stat(to, &st) == 0) {
        note_names(RECORDING_LINK, (uint64_t)st.st_ino, to, NULL);
    }
    (void)pthread_mutex_unlock(&recorder.lock);
    return rc;
}

int
link(const char *from, const char *to)
{
    (void)pthread_mutex_lock(&recorder.lock);
    return note_link(REAL("link", paths_call *)(from, to), to);
}

int
linkat(int from_fd, const char *from, int to_fd, const char *to, int flags)
{
    (void)pthread_mutex_lock(&recorder.lock);
    return note_link(REAL("linkat", linkat_call *)(from_fd, from, to_fd, to, flags), to);
}

int
rename(const char *from, const char *to)
{
    (void)pthread_mutex_lock(&recorder.lock);
    int rc = REAL("rename", paths_call *)(from, to);
    if (rc == 0 && is_ours(from)) {
        note_names(RECORDING_RENAME, 0, from, to);
    }
    (void)pthread_mutex_unlock(&recorder.lock);
    return rc;
}

int
renameat2(int from_fd, const char *from, int to_fd, const char *to, unsigned flags)
{
    (void)pthread_mutex_lock(&recorder.lock);
    int rc = REAL("renameat2", renameat2_call *)(from_fd, from, to_fd, to, flags);
    if (rc == 0 && is_ours(from)) {
        note_names((flags & RENAME_EXCHANGE) != 0 ? RECORDING_EXCHANGE : RECORDING_RENAME, 0, from, to);
    }
    (void)pthread_mutex_unlock(&recorder.lock);
    return rc;
}

int
unlink(const char *path)
{
    (void)pthread_mutex_lock(&recorder.lock);
    int rc = REAL("unlink", path_call *)(path);
    if (rc == 0 && is_ours(path)) {
        note_names(RECORDING_UNLINK, 0, path, NULL);
    }
    (void)pthread_mutex_unlock(&recorder.lock);
    return rc;
}
