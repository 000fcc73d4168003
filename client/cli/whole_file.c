#include "whole_file.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum tnw_err
whole_file_open(struct whole_file *out, const char *path)
{
    *out = (struct whole_file){.path = strdup(path)};
    if (out->path == NULL || asprintf(&out->temp, "%s.XXXXXX", path) < 0) {
        out->temp = NULL;
        whole_file_abandon(out);
        return TNW_E_NO_MEMORY;
    }
    int fd = mkostemp(out->temp, O_CLOEXEC); /* mode 0600 */
    if (fd < 0) {
        free(out->temp); /* of somebody else, if of anybody */
        out->temp = NULL;
        whole_file_abandon(out);
        return TNW_E_IO;
    }
    out->file = fdopen(fd, "w");
    if (out->file == NULL) {
        close(fd);
        whole_file_abandon(out);
        return TNW_E_NO_MEMORY;
    }
    return TNW_OK;
}

enum tnw_err
whole_file_name(struct whole_file *whole, const char *path)
{
    char *copy = strdup(path);
    if (copy == NULL) {
        return TNW_E_NO_MEMORY;
    }
    free(whole->path);
    whole->path = copy;
    return TNW_OK;
}

void
whole_file_abandon(struct whole_file *whole)
{
    int kept = errno;
    if (whole->file != NULL) {
        fclose(whole->file);
    }
    if (whole->temp != NULL) {
        unlink(whole->temp);
    }
    free(whole->temp);
    free(whole->path);
    *whole = (struct whole_file){NULL, NULL, NULL};
    errno = kept;
}

/* A name is durable only with its folder. */
static int
sync_folder(char *path)
{
    int fd = open(dirname(path), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int done = fd < 0 ? -1 : fsync(fd);
    if (fd >= 0) {
        close(fd);
    }
    return done;
}

static int
let_appear(const struct whole_file *whole, enum whole_file_way way)
{
    if (way == WHOLE_FILE_NEW) {
        return link(whole->temp, whole->path); /* unlike rename, fails when the name is taken */
    }
    return rename(whole->temp, whole->path);
}

enum tnw_err
whole_file_commit(struct whole_file *whole, enum whole_file_way way)
{
    int done = fflush(whole->file) == 0 && fsync(fileno(whole->file)) == 0 ? 0 : -1;
    done = fclose(whole->file) == 0 ? done : -1;
    whole->file = NULL;
    if (done == 0) {
        done = let_appear(whole, way);
    }
    if (done == 0) {
        done = sync_folder(whole->path);
    }
    whole_file_abandon(whole); /* of a link, the other name goes */
    return done == 0 ? TNW_OK : TNW_E_IO;
}

enum tnw_err
whole_file_write(const char *path, enum whole_file_way way, const char *text, size_t len)
{
    struct whole_file whole;
    enum tnw_err err = whole_file_open(&whole, path);
    if (err != TNW_OK) {
        return err;
    }
    if (fwrite(text, 1, len, whole.file) != len) {
        whole_file_abandon(&whole);
        return TNW_E_IO;
    }
    return whole_file_commit(&whole, way);
}

enum tnw_err
whole_file_read(const char *path, size_t max, char **text, size_t *len)
{
    enum tnw_err err = TNW_OK;
    *text = NULL;
    FILE *file = fopen(path, "re");
    if (file == NULL) {
        return TNW_E_IO;
    }
    char *buffer = malloc(max + 2);
    size_t got = buffer == NULL ? 0 : fread(buffer, 1, max + 1, file);
    if (buffer == NULL) {
        err = TNW_E_NO_MEMORY;
    } else if (ferror(file) || got > max) {
        err = TNW_E_IO;
        errno = got > max ? EFBIG : errno;
    } else {
        buffer[got] = 0;
        *text = buffer;
        *len = got;
        buffer = NULL;
    }
    free(buffer);
    fclose(file);
    return err;
}
