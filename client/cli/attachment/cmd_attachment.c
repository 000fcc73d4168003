#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "attachment/attachment_show.h"
#include "base/domain/media.h"
#include "base/file_name.h"
#include "base/limits.h"
#include "cmd.h"
#include "crypto/hash.h"
#include "print.h"
#include "show.h"
#include "whole_file.h"

struct keeping {
    struct whole_file file;
    int fault; /* errno of what could not be written */
};

static bool
write_part(void *context, int64_t at, const void *bytes, size_t len)
{
    struct keeping *keeping = context;
    errno = 0;
    bool ok =
        (at != 0 || (fseek(keeping->file.file, 0, SEEK_SET) == 0 && ftruncate(fileno(keeping->file.file), 0) == 0)) &&
        fwrite(bytes, 1, len, keeping->file.file) == len;
    keeping->fault = ok ? 0 : errno;
    return ok;
}

/* The name that it has, if that is one that a system can keep as it is and tells what it is; else one of our own. What
 * a server says is no path here. */
static void
name_safely(char out[LIMIT_FILE_NAME_BYTES + 1], const struct tnw_attachment *got)
{
    static const char *const endings[MEDIA_COUNT + 1] = {
        [MEDIA_PDF] = ".pdf", [MEDIA_JPEG] = ".jpg", [MEDIA_PNG] = ".png", [MEDIA_COUNT] = ""};
    enum media media = media_find(got->type);
    bool safe = media < MEDIA_COUNT && file_name_fault(got->name) == NULL && file_name_ends(got->name, media);
    (void)snprintf(out, LIMIT_FILE_NAME_BYTES + 1, "%s%s", safe ? got->name : got->id, safe ? "" : endings[media]);
}

static void
show_kept(const struct cli *cli, const struct tnw_attachment *got, const char *path)
{
    char size[ATTACHMENT_SIZE];
    if (options_given(&cli->options, OPTION_JSON)) {
        json_t *all = json_pack("{s:s, s:s, s:s, s:I, s:s, s:s}", "id", got->id, "name", got->name, "type", got->type,
                                "size", (json_int_t)got->size, "sha256", got->sha256, "file", path);
        print_json_value(cli->out, all);
        json_decref(all);
        return;
    }
    show_field(cli, TEXT_ATTACHMENT, got->id);
    show_field(cli, TEXT_FILE_LABEL, path);
    show_field(cli, TEXT_KIND, attachment_kind(got->type));
    show_field(cli, TEXT_SIZE, attachment_size(size, got->size));
    show_field(cli, TEXT_SHA256, got->sha256);
}

/* fault: errno. */
static enum tnw_err
fail_to_keep(struct cli *cli, const char *path, int fault)
{
    return fault == EEXIST ? cli_wrong(cli, TNW_E_USAGE, path, TEXT_OUT_IS_THERE)
                           : cli_fail(cli, TNW_E_IO, path, strerror(fault));
}

/* Under its name only when it is whole and its SHA-256 is right; what is cut off leaves nothing. */
enum tnw_err
cmd_attachment_get(struct cli *cli)
{
    char name[LIMIT_FILE_NAME_BYTES + 1];
    struct stat about;
    struct keeping keeping = {.fault = 0};
    struct tnw_attachment *got = NULL;
    const char *out = cli_text(cli, OPTION_OUT);
    const char *path = out != NULL ? out : cli->args[1];
    if (out != NULL && lstat(out, &about) == 0) { /* before it is read; the commit below is what decides */
        return fail_to_keep(cli, out, EEXIST);
    }
    enum tnw_err err = whole_file_open(&keeping.file, path);
    if (err != TNW_OK) {
        return fail_to_keep(cli, path, errno);
    }
    err = tnw_attachment_get(cli->client, cli->args[0], cli->args[1],
                             &(struct tnw_download){.write = write_part, .context = &keeping}, &got);
    if (keeping.fault != 0) {
        err = fail_to_keep(cli, path, keeping.fault);
    }
    if (err == TNW_OK && out == NULL) {
        name_safely(name, got);
        path = name;
        err = whole_file_name(&keeping.file, path);
    }
    if (err == TNW_OK && whole_file_commit(&keeping.file, WHOLE_FILE_NEW) != TNW_OK) {
        err = fail_to_keep(cli, path, errno);
    }
    whole_file_abandon(&keeping.file);
    if (err == TNW_OK) {
        show_kept(cli, got, path);
    }
    tnw_attachment_free(&got);
    return err;
}

static bool
pass_over(void *context, int64_t at, const void *bytes, size_t len)
{
    (void)context;
    (void)at;
    (void)bytes;
    (void)len;
    return true;
}

/* Of the file in hand, whatever the server has. Out: sha256, hex. Errors: IO, with cli->why. */
static enum tnw_err
hash_file(struct cli *cli, const char *path, char sha256[2 * HASH_SIZE + 1])
{
    uint8_t part[1 << 14];
    size_t got;
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return cli_fail(cli, TNW_E_IO, path, strerror(errno));
    }
    struct hash_stream stream;
    hash_begin(&stream);
    while ((got = fread(part, 1, sizeof part, file)) > 0) {
        hash_add(&stream, slice_of(part, got));
    }
    bool failed = ferror(file) != 0;
    int fault = errno;
    (void)fclose(file);
    struct hash hash = hash_end(&stream);
    hex_encode(sha256, hash.bytes, HASH_SIZE);
    return failed ? cli_fail(cli, TNW_E_IO, path, strerror(fault)) : TNW_OK;
}

/* The server says the salt with the file alone, so that is read once more; what counts is the file in hand. */
enum tnw_err
cmd_attachment_verify(struct cli *cli)
{
    char sha256[2 * HASH_SIZE + 1];
    struct tnw_attachment *there = NULL;
    enum tnw_err err = hash_file(cli, cli->args[2], sha256);
    if (err == TNW_OK) {
        err = tnw_attachment_get(cli->client, cli->args[0], cli->args[1], &(struct tnw_download){.write = pass_over},
                                 &there);
    }
    if (err == TNW_OK) {
        struct tnw_attachment here = *there;
        here.sha256 = sha256;
        err = cmd_access_log_vouch(cli, &here, cli->args[2]);
    }
    tnw_attachment_free(&there);
    return err;
}
