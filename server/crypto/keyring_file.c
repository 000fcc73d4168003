#include "crypto/keyring_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/stop.h"

/* More than all keys that there can be, and some words beside them. */
#define KEYRING_FILE_MAX ((size_t)64 * 1024)
#define LINE_MAX_LEN 1000

bool
keyring_id_eq(const struct keyring_id *a, const struct keyring_id *b)
{
    return memcmp(a->bytes, b->bytes, KEYRING_ID) == 0;
}

struct keyring_id
keyring_id_new(void)
{
    struct keyring_id id;
    random_fill(id.bytes, KEYRING_ID);
    return id;
}

void
keyring_id_format(char out[KEYRING_ID_TEXT], const struct keyring_id *id)
{
    hex_encode(out, id->bytes, KEYRING_ID);
}

enum tnw_err
keyring_id_parse(struct keyring_id *out, const char *text)
{
    return hex_decode(out->bytes, KEYRING_ID, text) == TNW_OK ? TNW_OK : TNW_E_CORRUPT;
}

static enum tnw_err
file_wrong(enum tnw_err err, char where[256], const char *path, const char *what)
{
    (void)snprintf(where, 256, "%.150s: %.90s", path, what);
    return err;
}

/* Takes the text apart, in place. */
static const char *
split_line(char *text, struct keyring_line *out)
{
    char *id = strchr(text, ' ');
    char *rest = id == NULL ? NULL : strchr(id + 1, ' ');
    if (rest == NULL) {
        return "is not `NAME ID HEX`";
    }
    *id++ = 0;
    *rest++ = 0;
    *out = (struct keyring_line){.form = text, .rest = rest};
    return keyring_id_parse(&out->id, id) == TNW_OK ? NULL : "has an id that is not 16 lower-case hex digits";
}

/* The line at the cursor, without its end, cut off there. NULL: no more. */
static char *
next_line(char **cur)
{
    char *line = *cur;
    if (*line == 0) {
        return NULL;
    }
    size_t len = strcspn(line, "\n");
    *cur = line + len + (line[len] == '\n' ? 1 : 0);
    line[len] = 0;
    return line;
}

static bool
is_comment(const char *line)
{
    return line[0] == '#' || line[0] == 0;
}

static enum tnw_err
take_lines(char *text, keyring_take *take, void *ctx, const char *path, char where[256])
{
    char *line;
    for (int number = 1; (line = next_line(&text)) != NULL; number++) {
        struct keyring_line parts;
        if (is_comment(line)) {
            continue;
        }
        const char *wrong = strlen(line) > LINE_MAX_LEN ? "is too long" : split_line(line, &parts);
        if (wrong == NULL) {
            wrong = take(ctx, &parts);
        }
        if (wrong != NULL) {
            (void)snprintf(where, 256, "%.150s: line %d %s", path, number, wrong);
            return TNW_E_CONFIGURATION;
        }
    }
    return TNW_OK;
}

/* Appends what the file has, with a NUL that is not counted. */
static enum tnw_err
read_key_text(struct buf *out, const char *path, char where[256])
{
    enum tnw_err err = file_read_secret(out, path, KEYRING_FILE_MAX, where);
    if (err == TNW_OK && (buf_text(out) == NULL || memchr(out->ptr, 0, out->len) != NULL)) {
        err = file_wrong(TNW_E_CONFIGURATION, where, path, "is no text");
    }
    return err;
}

/* Which file it is, before it is read: what replaces it meanwhile is seen by the next look. */
enum tnw_err
keyring_file_read(const char *path, keyring_take *take, void *ctx, struct stat *seen, char where[256])
{
    struct buf text = {0};
    if (seen != NULL && stat(path, seen) != 0) {
        return file_wrong(TNW_E_IO, where, path, strerror(errno));
    }
    enum tnw_err err = read_key_text(&text, path, where);
    if (err == TNW_OK) {
        err = take_lines((char *)text.ptr, take, ctx, path, where);
    }
    buf_free(&text);
    return err;
}

static void
put_file_line(struct buf *out, const struct keyring_line *line)
{
    char id[KEYRING_ID_TEXT];
    keyring_id_format(id, &line->id);
    buf_put_str(out, line->form);
    buf_put_u8(out, ' ');
    buf_put_str(out, id);
    buf_put_u8(out, ' ');
    buf_put_str(out, line->rest);
    buf_put_u8(out, '\n');
}

static void
put_fresh_key(struct buf *out, const char *form, const struct keyring_id *id)
{
    uint8_t key[32];
    char hex[2 * sizeof key + 1];
    struct keyring_line line = {.form = form, .id = *id, .rest = hex};
    random_fill(key, sizeof key);
    hex_encode(hex, key, sizeof key);
    put_file_line(out, &line);
    bytes_wipe(key, sizeof key);
    bytes_wipe(hex, sizeof hex);
}

enum tnw_err
keyring_file_create(const char *path)
{
    struct buf text = {0};
    buf_put_str(&text,
                "# tnwd keyring: without it the store is unreadable. Keep it apart from the data and its backups.\n");
    const struct keyring_id index = keyring_id_new();
    const struct keyring_id wrap = keyring_id_new();
    put_fresh_key(&text, "index", &index);
    put_fresh_key(&text, "wrap", &wrap);
    enum tnw_err err = text.err != TNW_OK ? text.err : file_create(path, buf_slice(&text));
    buf_free(&text);
    return err;
}

/* A credential of systemd is a copy: a change of it would be gone with the next start. */
bool
keyring_file_can_change(const char *path)
{
    char folder[FILE_PATH];
    const char *credentials = secure_getenv("CREDENTIALS_DIRECTORY");
    return file_folder(path, folder) && (credentials == NULL || strcmp(credentials, folder) != 0) &&
           access(folder, W_OK) == 0 && access(path, W_OK) == 0;
}

static bool
name_beside(const char *path, const char *end, char out[FILE_PATH])
{
    return (size_t)snprintf(out, FILE_PATH, "%s%s", path, end) < FILE_PATH;
}

/* Zeros over all that it holds, on the disk. */
static bool
overwrite(int fd)
{
    static const uint8_t zeros[1024];
    struct stat st;
    bool ok = fstat(fd, &st) == 0;
    for (off_t at = 0; ok && at < st.st_size; at += (off_t)sizeof zeros) {
        off_t left = st.st_size - at;
        size_t len = left < (off_t)sizeof zeros ? (size_t)left : sizeof zeros;
        ok = pwrite(fd, zeros, len, at) == (ssize_t)len;
    }
    return ok && fsync(fd) == 0;
}

static bool
is_one_file(int fd, const char *path)
{
    struct stat a;
    struct stat b;
    return fstat(fd, &a) != 0 || stat(path, &b) != 0 || (a.st_dev == b.st_dev && a.st_ino == b.st_ino);
}

/* What is beside the file `living`; a second name of that one is taken away, and nothing overwritten. Absent is
 * fine. */
static bool
shred(const char *path, const char *living)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0) {
        return errno == ENOENT;
    }
    bool ok = is_one_file(fd, living) || overwrite(fd);
    ok = close(fd) == 0 && ok;
    return ok && unlink(path) == 0 && file_sync_name(path);
}

enum tnw_err
keyring_file_clean(const char *path, char where[256])
{
    char fresh[FILE_PATH];
    char old[FILE_PATH];
    bool named = name_beside(path, ".new", fresh) && name_beside(path, ".old", old);
    if (!named || !shred(fresh, path) || !shred(old, path)) {
        return file_wrong(TNW_E_IO, where, path, "what a change left beside it, .new or .old, cannot be removed");
    }
    return TNW_OK;
}

/* As whom the old one was readable: whoever changes it may be root. */
static bool
write_like(const char *path, struct slice text, const struct stat *like)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0) {
        return false;
    }
    bool ok = write(fd, text.ptr, text.len) == (ssize_t)text.len && fchmod(fd, like->st_mode & 0700) == 0 &&
              (like->st_uid == geteuid() || fchown(fd, like->st_uid, like->st_gid) == 0) && fsync(fd) == 0;
    return close(fd) == 0 && ok;
}

/* The old text has a second name until it was overwritten, so that a crash does not leave it on the disk unnamed. */
static bool
exchange(const char *path, struct slice text)
{
    char fresh[FILE_PATH];
    char old[FILE_PATH];
    struct stat like;
    if (!name_beside(path, ".new", fresh) || !name_beside(path, ".old", old) || stat(path, &like) != 0 ||
        !write_like(fresh, text, &like)) {
        return false;
    }
    stop_here("keyring_written");
    if (link(path, old) != 0 || !file_sync_name(path)) {
        return false;
    }
    stop_here("keyring_linked");
    if (rename(fresh, path) != 0 || !file_sync_name(path)) {
        return false;
    }
    stop_here("keyring_renamed");
    return shred(old, path);
}

static enum tnw_err
replace(const char *path, struct buf *text, char where[256])
{
    enum tnw_err err = text->err;
    if (err == TNW_OK && !exchange(path, buf_slice(text))) {
        err = file_wrong(TNW_E_IO, where, path, strerror(errno));
    }
    return err;
}

static enum tnw_err
add_key_line(const char *path, const struct keyring_line *line, char where[256])
{
    struct buf text = {0};
    enum tnw_err err = keyring_file_clean(path, where);
    if (err == TNW_OK) {
        err = read_key_text(&text, path, where);
    }
    if (err == TNW_OK && text.len > 0 && text.ptr[text.len - 1] != '\n') {
        buf_put_u8(&text, '\n');
    }
    if (err == TNW_OK && line->rest == NULL) {
        put_fresh_key(&text, line->form, &line->id);
    } else if (err == TNW_OK) {
        put_file_line(&text, line);
    }
    if (err == TNW_OK) {
        err = replace(path, &text, where);
    }
    buf_free(&text);
    return err;
}

/* One change at a time. -1: why is in errno. */
static int
lock_folder_of(const char *path)
{
    char folder[FILE_PATH];
    int fd = file_folder(path, folder) ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (fd >= 0 && flock(fd, LOCK_EX) != 0) {
        (void)close(fd);
        fd = -1;
    }
    return fd;
}

enum tnw_err
keyring_file_add(const char *path, const struct keyring_line *line, char where[256])
{
    int lock = lock_folder_of(path);
    if (lock < 0) {
        return file_wrong(TNW_E_IO, where, path, strerror(errno));
    }
    enum tnw_err err = add_key_line(path, line, where);
    (void)close(lock);
    return err;
}

static bool
is_of(const char *line, const struct keyring_id *ids, size_t count)
{
    char copy[LINE_MAX_LEN + 1];
    struct keyring_line parts;
    bool is_key = !is_comment(line) && (size_t)snprintf(copy, sizeof copy, "%s", line) < sizeof copy &&
                  split_line(copy, &parts) == NULL && strcmp(parts.form, "index") != 0;
    bool found = false;
    for (size_t i = 0; is_key && i < count; i++) {
        found = found || keyring_id_eq(&parts.id, &ids[i]);
    }
    bytes_wipe(copy, sizeof copy);
    return found;
}

static enum tnw_err
remove_lines(const char *path, const struct keyring_id *ids, size_t count, char where[256])
{
    struct buf text = {0};
    struct buf rest = {0};
    bool any = false;
    enum tnw_err err = keyring_file_clean(path, where);
    if (err == TNW_OK) {
        err = read_key_text(&text, path, where);
    }
    char *cur = (char *)text.ptr;
    for (char *line; err == TNW_OK && (line = next_line(&cur)) != NULL;) {
        if (is_of(line, ids, count)) {
            any = true;
        } else {
            buf_put_str(&rest, line);
            buf_put_u8(&rest, '\n');
        }
    }
    if (err == TNW_OK && any) {
        err = replace(path, &rest, where);
    }
    buf_free(&text);
    buf_free(&rest);
    return err;
}

enum tnw_err
keyring_file_remove(const char *path, const struct keyring_id *ids, size_t count, char where[256])
{
    int lock = lock_folder_of(path);
    if (lock < 0) {
        return file_wrong(TNW_E_IO, where, path, strerror(errno));
    }
    enum tnw_err err = remove_lines(path, ids, count, where);
    (void)close(lock);
    return err;
}

enum tnw_err
keyring_file_put(const char *path, struct buf *text, char where[256])
{
    int lock = lock_folder_of(path);
    if (lock < 0) {
        return file_wrong(TNW_E_IO, where, path, strerror(errno));
    }
    enum tnw_err err = keyring_file_clean(path, where);
    err = err == TNW_OK ? replace(path, text, where) : err;
    (void)close(lock);
    return err;
}
