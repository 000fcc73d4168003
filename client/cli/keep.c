#include "keep.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum tnw_err
keep_open(struct keep *out, const char *path)
{
    *out = (struct keep){.path = strdup(path)};
    if (out->path == NULL || asprintf(&out->temp, "%s.XXXXXX", path) < 0) {
        out->temp = NULL;
        keep_abandon(out);
        return TNW_E_NO_MEMORY;
    }
    int fd = mkostemp(out->temp, O_CLOEXEC); /* mode 0600 */
    if (fd < 0) {
        free(out->temp); /* of somebody else, if of anybody */
        out->temp = NULL;
        keep_abandon(out);
        return TNW_E_IO;
    }
    out->file = fdopen(fd, "w");
    if (out->file == NULL) {
        close(fd);
        keep_abandon(out);
        return TNW_E_NO_MEMORY;
    }
    return TNW_OK;
}

void
keep_abandon(struct keep *keep)
{
    int kept = errno;
    if (keep->file != NULL) {
        fclose(keep->file);
    }
    if (keep->temp != NULL) {
        unlink(keep->temp);
    }
    free(keep->temp);
    free(keep->path);
    *keep = (struct keep){NULL, NULL, NULL};
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
publish(const struct keep *keep, enum keep_way way)
{
    if (way == KEEP_NEW) {
        return link(keep->temp, keep->path); /* unlike rename, fails when the name is taken */
    }
    return rename(keep->temp, keep->path);
}

enum tnw_err
keep_commit(struct keep *keep, enum keep_way way)
{
    int done = fflush(keep->file) == 0 && fsync(fileno(keep->file)) == 0 ? 0 : -1;
    done = fclose(keep->file) == 0 ? done : -1;
    keep->file = NULL;
    if (done == 0) {
        done = publish(keep, way);
    }
    if (done == 0) {
        done = sync_folder(keep->path);
    }
    keep_abandon(keep); /* of a link, the other name goes */
    return done == 0 ? TNW_OK : TNW_E_IO;
}

enum tnw_err
keep_write(const char *path, enum keep_way way, const char *text, size_t len)
{
    struct keep keep;
    enum tnw_err err = keep_open(&keep, path);
    if (err != TNW_OK) {
        return err;
    }
    if (fwrite(text, 1, len, keep.file) != len) {
        keep_abandon(&keep);
        return TNW_E_IO;
    }
    return keep_commit(&keep, way);
}

enum tnw_err
keep_read(const char *path, size_t max, char **text, size_t *len)
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
