#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool
write_all(int fd, struct slice content)
{
    while (content.len > 0) {
        ssize_t n = write(fd, content.ptr, content.len);
        if (n < 0) {
            return false;
        }
        content.ptr += n;
        content.len -= (size_t)n;
    }
    return fsync(fd) == 0;
}

bool
file_is_full(int number)
{
    return number == ENOSPC || number == EDQUOT || number == EFBIG;
}

bool
file_folder(const char *path, char folder[FILE_PATH])
{
    const char *slash = strrchr(path, '/');
    int len = slash == NULL ? 1 : slash == path ? 1 : (int)(slash - path);
    int n = snprintf(folder, FILE_PATH, "%.*s", len, slash == NULL ? "." : path);
    return n > 0 && n < FILE_PATH;
}

bool
file_sync_name(const char *path)
{
    char folder[FILE_PATH];
    if (!file_folder(path, folder)) {
        return false;
    }
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) {
        return false;
    }
    bool ok = fsync(fd) == 0;
    (void)close(fd);
    return ok;
}

/* Writes a file that has no name yet, and gives it one that nobody has: it is there as a whole or not at all. */
static enum tnw_err
write_nameless(const char *path, struct slice content, bool *possible)
{
    char folder[FILE_PATH];
    char self[64];
    if (!file_folder(path, folder)) {
        return TNW_E_IO;
    }
    int fd = open(folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
    *possible = fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL);
    if (fd < 0) {
        return TNW_E_IO;
    }
    (void)snprintf(self, sizeof self, "/proc/self/fd/%d", fd);
    bool ok = write_all(fd, content);
    bool named = ok && linkat(AT_FDCWD, self, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0;
    enum tnw_err err = named ? TNW_OK : ok && errno == EEXIST ? TNW_E_CONFLICT : TNW_E_IO;
    *possible = *possible && (named || !ok || errno != ENOENT); /* without /proc */
    return close(fd) == 0 ? err : TNW_E_IO;
}

/* Where a file cannot be without a name. It is taken away again when that fails. */
static enum tnw_err
write_named(const char *path, struct slice content)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0) {
        return errno == EEXIST ? TNW_E_CONFLICT : TNW_E_IO;
    }
    bool ok = write_all(fd, content);
    if (close(fd) != 0 || !ok) {
        (void)unlink(path);
        return TNW_E_IO;
    }
    return TNW_OK;
}

enum tnw_err
file_create(const char *path, struct slice content)
{
    bool possible = true;
    enum tnw_err err = write_nameless(path, content, &possible);
    if (!possible) {
        err = write_named(path, content);
    }
    if (err == TNW_OK && !file_sync_name(path)) {
        (void)unlink(path);
        err = TNW_E_IO;
    }
    return err;
}

static bool
name_fresh(const char *path, char fresh[FILE_PATH])
{
    return (size_t)snprintf(fresh, FILE_PATH, "%s.new", path) < FILE_PATH;
}

/* Over what is there, so that it takes no new blocks. */
static bool
write_over(const char *path, struct slice content)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0) {
        return false;
    }
    bool ok = write_all(fd, content) && ftruncate(fd, (off_t)content.len) == 0 && fsync(fd) == 0;
    return close(fd) == 0 && ok;
}

/* Not all file systems can keep what was there. */
static bool
put_in_place(const char *fresh, const char *path)
{
    return renameat2(AT_FDCWD, fresh, AT_FDCWD, path, RENAME_EXCHANGE) == 0 || rename(fresh, path) == 0;
}

enum tnw_err
file_replace(const char *path, struct slice content)
{
    char fresh[FILE_PATH];
    bool ok = name_fresh(path, fresh) && write_over(fresh, content) && put_in_place(fresh, path);
    return ok && file_sync_name(path) ? TNW_OK : TNW_E_IO;
}

enum tnw_err
file_set_aside(const char *path, size_t max)
{
    char fresh[FILE_PATH];
    char where[FILE_WHERE];
    struct buf content = {0};
    if (!name_fresh(path, fresh)) {
        return TNW_E_IO;
    }
    if (access(fresh, F_OK) == 0) {
        return TNW_OK;
    }
    enum tnw_err err = file_read(&content, path, max, where);
    if (err == TNW_OK && !(write_over(fresh, buf_slice(&content)) && file_sync_name(fresh))) {
        err = TNW_E_IO;
    }
    buf_free(&content);
    return err;
}

enum tnw_err
file_move(const char *from, const char *to)
{
    return rename(from, to) == 0 && file_sync_name(to) ? TNW_OK : TNW_E_IO;
}

enum tnw_err
file_keep(const char *path, const char *kept)
{
    return (link(path, kept) == 0 || errno == EEXIST) && file_sync_name(kept) ? TNW_OK : TNW_E_IO;
}

static enum tnw_err
file_fails(enum tnw_err err, char where[FILE_WHERE], const char *path, const char *what)
{
    (void)snprintf(where, FILE_WHERE, "%.150s: %.90s", path, what);
    return err;
}

static enum tnw_err
read_open(struct buf *out, int fd, const char *path, size_t max, char where[FILE_WHERE])
{
    uint8_t block[4096];
    size_t before = out->len;
    ssize_t n = 0;
    while (out->len - before <= max && (n = read(fd, block, sizeof block)) > 0) {
        buf_put(out, block, (size_t)n);
        if (out->err != TNW_OK) {
            break;
        }
    }
    bytes_wipe(block, sizeof block);
    if (n < 0) {
        return file_fails(TNW_E_IO, where, path, strerror(errno));
    }
    if (out->len - before > max) {
        return file_fails(TNW_E_IO, where, path, "is too large");
    }
    return out->err;
}

static bool
is_kept(const struct stat *st, mode_t forbidden)
{
    return (st->st_mode & forbidden) == 0 && (st->st_uid == geteuid() || st->st_uid == 0);
}

enum tnw_err
file_check_kept(const char *path, char where[FILE_WHERE])
{
    struct stat st;
    if (stat(path, &st) != 0) {
        return file_fails(TNW_E_IO, where, path, strerror(errno));
    }
    return is_kept(&st, 027) ? TNW_OK
                             : file_fails(TNW_E_CONFIGURATION, where, path,
                                          "is open to others; chmod o=,g-w and chown it to the user of tnwd");
}

static enum tnw_err
check_owner(const struct stat *st, const char *path, char where[FILE_WHERE])
{
    if (!is_kept(st, 077)) {
        return file_fails(TNW_E_CONFIGURATION, where, path,
                          "others can read it; chmod 600 and chown it to the user of tnwd");
    }
    return TNW_OK;
}

static enum tnw_err
read_file(struct buf *out, const char *path, size_t max, bool secret, char where[FILE_WHERE])
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) {
        return file_fails(TNW_E_IO, where, path, strerror(errno));
    }
    enum tnw_err err = TNW_OK;
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
        err = file_fails(TNW_E_IO, where, path, "is not a regular file");
    } else if (st.st_size > 0 && (size_t)st.st_size > max) {
        err = file_fails(TNW_E_IO, where, path, "is too large");
    } else if (secret) {
        err = check_owner(&st, path, where);
    }
    if (err == TNW_OK) {
        err = read_open(out, fd, path, max, where);
    }
    (void)close(fd);
    return err;
}

enum tnw_err
file_read(struct buf *out, const char *path, size_t max, char where[FILE_WHERE])
{
    return read_file(out, path, max, false, where);
}

enum tnw_err
file_read_secret(struct buf *out, const char *path, size_t max, char where[FILE_WHERE])
{
    return read_file(out, path, max, true, where);
}
