#include "auditor/export_file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "whole_file.h"

/* Of a note with all its signatures (128 KiB), as JSON: each byte at most six. */
#define LAST_LINE_MAX (1L << 20)
/* More than the longest line that an export may have. */
#define BUFFER ((size_t)5 << 20)
#define NOTE_MAX ((size_t)1 << 17)

static enum tnw_err
fail_unreadable(struct cli *cli, const char *path)
{
    return cli_fail(cli, TNW_E_IO, path, strerror(errno));
}

/* Returns how much of the end was read into buffer, or -1. */
static long
read_end(FILE *file, char *buffer, long max)
{
    long size = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
    long start = size > max ? size - max : 0;
    if (size < 0 || fseek(file, start, SEEK_SET) != 0) {
        return -1;
    }
    size_t len = fread(buffer, 1, (size_t)max, file);
    return ferror(file) ? -1 : (long)len;
}

enum tnw_err
export_file_key(struct cli *cli, const char *path, char key[TNW_KEY_TEXT])
{
    FILE *file = fopen(path, "re");
    char *buffer = malloc((size_t)LAST_LINE_MAX);
    long len = file == NULL || buffer == NULL ? -1 : read_end(file, buffer, LAST_LINE_MAX);
    enum tnw_err err = buffer == NULL ? TNW_E_NO_MEMORY : len < 0 ? fail_unreadable(cli, path) : TNW_OK;
    key[0] = 0;
    if (err == TNW_OK) {
        err = tnw_verify_named_key(buffer, (size_t)len, key);
        err = err == TNW_E_CRYPTO ? TNW_OK : err;
    }
    free(buffer);
    if (file != NULL) {
        fclose(file);
    }
    return err;
}

/* Of a line with hashes or links, or the checkpoint, the reader wants nothing. */
static bool
is_record(const char *line, size_t len)
{
    static const char start[] = "{\"action\":";
    return len > sizeof start && memcmp(line, start, sizeof start - 1) == 0;
}

static enum tnw_err
take_lines(struct tnw_export_check *check, const struct export_reader *reader, const char *bytes, size_t len,
           struct tnw_finding *finding)
{
    enum tnw_err err = TNW_OK;
    while (len > 0 && err == TNW_OK) {
        const char *end = memchr(bytes, '\n', len);
        size_t line = end == NULL ? len : (size_t)(end - bytes) + 1;
        err = tnw_export_check_bytes(check, bytes, line, finding);
        if (err == TNW_OK && reader != NULL && is_record(bytes, line)) {
            err = reader->take(reader->ctx, bytes, line);
        }
        bytes += line;
        len -= line;
    }
    return err;
}

/* Whole lines, as many as there are in the buffer; of a line that is longer than that, which is too long, the check is
 * told piece by piece. */
static enum tnw_err
read_lines(FILE *file, struct tnw_export_check *check, const struct export_reader *reader, struct tnw_finding *finding)
{
    char *buffer = malloc(BUFFER);
    size_t have = 0;
    size_t got = 0;
    enum tnw_err err = buffer == NULL ? TNW_E_NO_MEMORY : TNW_OK;
    while (err == TNW_OK && (got = fread(buffer + have, 1, BUFFER - have, file)) > 0) {
        have += got;
        const char *end = memrchr(buffer, '\n', have);
        size_t whole = end != NULL ? (size_t)(end - buffer) + 1 : have == BUFFER ? have : 0;
        err = take_lines(check, reader, buffer, whole, finding);
        have -= whole;
        memmove(buffer, buffer + whole, have);
    }
    if (err == TNW_OK) {
        err = take_lines(check, reader, buffer, have, finding);
    }
    free(buffer);
    return err;
}

enum tnw_err
export_file_check(struct cli *cli, const struct anchor *anchor, const char *path, const struct tnw_seal *since,
                  const struct export_reader *reader, struct tnw_export_proof *proof, struct tnw_finding *finding)
{
    struct tnw_export_check *check = NULL;
    FILE *file = fopen(path, "re");
    if (file == NULL) {
        return fail_unreadable(cli, path);
    }
    enum tnw_err err = tnw_export_check_new(anchor->quorum, &check);
    if (err == TNW_OK && since != NULL) {
        err = tnw_export_check_since(check, since);
    }
    if (err == TNW_OK) {
        err = read_lines(file, check, reader, finding);
    }
    if (err == TNW_OK && ferror(file)) {
        err = fail_unreadable(cli, path);
    }
    if (err == TNW_OK) {
        err = tnw_export_check_end(check, proof, finding);
    }
    tnw_export_check_free(&check);
    fclose(file);
    return err;
}

enum tnw_err
export_file_checkpoint(struct cli *cli, const struct anchor *anchor, const char *path, struct tnw_seal *seal,
                       struct tnw_finding *finding)
{
    char *note = NULL;
    size_t len = 0;
    struct tnw_verifier *verifier = NULL;
    enum tnw_err err = whole_file_read(path, NOTE_MAX, &note, &len);
    if (err == TNW_E_IO) {
        return fail_unreadable(cli, path);
    }
    if (err == TNW_OK) {
        err = tnw_verifier_new(anchor->key, NULL, 0, &verifier, cli->why);
    }
    if (err == TNW_OK) {
        err = tnw_verify_checkpoint(verifier, note, len, seal, finding);
    }
    tnw_verifier_free(&verifier);
    free(note);
    return err;
}
