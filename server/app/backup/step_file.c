#include "app/backup/step_file.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include "app/command.h"
#include "base/file.h"

/* How much is read before the pump is called. */
#define LOOK_BYTES ((uint64_t)8 << 20)

static enum tnw_err
fail_step_file(const char *path, char where[CONFIG_WHERE])
{
    enum tnw_err err = file_is_full(errno) ? TNW_E_STORAGE_FULL : errno == EEXIST ? TNW_E_CONFLICT : TNW_E_IO;
    return command_fail(err, where, path, strerror(errno));
}

static enum tnw_err
open_file(struct step_file *file, const char *path, int flags, char where[CONFIG_WHERE])
{
    *file = (struct step_file){.fd = -1};
    if (snprintf(file->path, sizeof file->path, "%s", path) >= (int)sizeof file->path) {
        return command_fail(TNW_E_USAGE, where, path, "the path is too long");
    }
    file->fd = open(path, flags | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600);
    return file->fd < 0 ? fail_step_file(path, where) : TNW_OK;
}

enum tnw_err
step_file_create(struct step_file *file, const char *path, char where[CONFIG_WHERE])
{
    return open_file(file, path, O_CREAT | O_EXCL, where);
}

enum tnw_err
step_file_resume(struct step_file *file, const char *path, uint64_t size, const struct hash *chain,
                 char where[CONFIG_WHERE])
{
    enum tnw_err err = open_file(file, path, 0, where);
    if (err == TNW_OK && (ftruncate(file->fd, (off_t)size) != 0 || lseek(file->fd, (off_t)size, SEEK_SET) < 0)) {
        err = fail_step_file(path, where);
    }
    file->size = size;
    file->chain = *chain;
    return err;
}

enum tnw_err
step_file_put(struct step_file *file, const struct engine_step *step, char where[CONFIG_WHERE])
{
    uint8_t head[STEP_HEAD];
    struct hash chain = file->chain;
    step_head(head, &chain, step);
    struct iovec parts[] = {
        {.iov_base = head, .iov_len = sizeof head},
        {.iov_base = (void *)(uintptr_t)step->operations.ptr, .iov_len = step->operations.len},
    };
    size_t want = sizeof head + step->operations.len;
    ssize_t n = writev(file->fd, parts, 2);
    if (n != (ssize_t)want) {
        errno = n >= 0 ? ENOSPC : errno;
        enum tnw_err err = fail_step_file(file->path, where);
        (void)!ftruncate(file->fd, (off_t)file->size);
        (void)lseek(file->fd, (off_t)file->size, SEEK_SET);
        return err;
    }
    file->size += want;
    file->chain = chain;
    return TNW_OK;
}

enum tnw_err
step_file_sync(struct step_file *file, char where[CONFIG_WHERE])
{
    return fdatasync(file->fd) == 0 ? TNW_OK : fail_step_file(file->path, where);
}

void
step_file_close(struct step_file *file)
{
    if (file->fd >= 0) {
        (void)close(file->fd);
    }
    file->fd = -1;
}

static enum tnw_err
fail_at(const char *path, uint64_t at, const char *what, char where[CONFIG_WHERE])
{
    (void)snprintf(where, CONFIG_WHERE, "%.300s: from byte %" PRIu64 " on %s", path, at, what);
    return TNW_E_CORRUPT;
}

static enum tnw_err
see_step(const struct step_look *look, const struct step_reader *reader, const struct engine_step *step,
         struct step_seen *seen, struct hash_stream *stream)
{
    if (seen->steps > 0 && look->places_fit && step_order(&step->from, &seen->to) != 0) {
        return TNW_E_CORRUPT;
    }
    enum tnw_err err = look->visit == NULL ? TNW_OK : look->visit(look->ctx, step);
    if (err != TNW_OK) {
        return err;
    }
    seen->from = seen->steps == 0 ? step->from : seen->from;
    seen->to = step->to;
    seen->steps++;
    hash_add(stream, slice_of(reader->bytes.ptr, reader->len));
    return TNW_OK;
}

/* Errors: NOT_FOUND: the end. */
static enum tnw_err
look_through_steps(const struct step_look *look, struct step_reader *reader, struct step_seen *seen, const char *path,
                   char where[CONFIG_WHERE])
{
    struct hash_stream stream;
    struct engine_step step;
    uint64_t pumped = 0;
    enum tnw_err err = TNW_OK;
    hash_begin(&stream);
    while (reader->at < look->until && (err = step_peek(reader, &step)) == TNW_OK) {
        uint64_t at = reader->at;
        if (at + reader->len > look->until) {
            err = TNW_E_NOT_FOUND;
            break;
        }
        err = see_step(look, reader, &step, seen, &stream);
        if (err == TNW_E_NOT_FOUND) {
            break;
        }
        if (err != TNW_OK) {
            return err == TNW_E_CORRUPT && where[0] == 0 ? fail_at(path, at, "it is not what follows", where) : err;
        }
        step_pass(reader);
        if (look->pump != NULL && reader->at - pumped >= LOOK_BYTES) {
            pumped = reader->at;
            if ((err = look->pump(look->ctx)) != TNW_OK) {
                return err;
            }
        }
    }
    seen->sha256 = hash_end(&stream);
    seen->chain = reader->chain;
    seen->size = reader->at;
    return err == TNW_E_CORRUPT && !look->ends_open ? fail_at(path, reader->at, "it is damaged", where)
           : err == TNW_E_CORRUPT                   ? TNW_OK
                                                    : err;
}

enum tnw_err
step_file_look(const char *path, const struct step_look *look, struct step_seen *seen, char where[CONFIG_WHERE])
{
    struct stat st;
    *seen = (struct step_seen){.size = 0};
    where[0] = 0;
    struct step_reader reader = {.fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)};
    if (reader.fd < 0 || fstat(reader.fd, &st) != 0) {
        enum tnw_err err = errno == ENOENT ? TNW_E_NOT_FOUND : TNW_E_IO;
        return command_fail(err, where, path, strerror(errno));
    }
    if (look->from_disk) {
        (void)posix_fadvise(reader.fd, 0, 0, POSIX_FADV_DONTNEED);
    }
    enum tnw_err err = look_through_steps(look, &reader, seen, path, where);
    if (err == TNW_E_NOT_FOUND) {
        err = TNW_OK;
    }
    bool whole = look->ends_open             ? true
                 : look->until == UINT64_MAX ? seen->size == (uint64_t)st.st_size
                                             : seen->size == look->until;
    if (err == TNW_OK && !whole) {
        err = fail_at(path, seen->size, "it is cut off or damaged", where);
    }
    if (err != TNW_OK && where[0] == 0) {
        (void)command_fail(err, where, path, "cannot be read");
    }
    (void)close(reader.fd);
    step_reader_free(&reader);
    return err;
}
